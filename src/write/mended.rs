//! Mended files take the place of the author's own: staged beside the project's files, then renamed, all of them or none.
//!
//! A file that somebody changed since it was read is not replaced, nor one that a symbolic link leads to.

use std::path::Path;

use super::folder::{Folder, OnDisk};
use super::lock::{Lock, OWN, refuse_link};
use super::plan::Before;
use super::stage::{replace, take_back};
use crate::Error;
use crate::mend::Mended;
use crate::world::{Disk, ProjectPath, World};

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Replaces each file by what it should say.
pub fn mended(world: &Disk, files: &[Mended]) -> Result<(), Error> {
    let _lock = Lock::take(world.root())?;
    let bytes = files.iter().map(|file| bytes(world, file)).collect::<Result<Vec<_>, _>>()?;
    let folder = OnDisk::at(world.root());
    // Not where pages are staged: what a killed build left there is still of use to the next one.
    let staging = format!("{OWN}/mending");
    let staged = stage(&folder, &staging, files, &bytes);
    let result = staged.and_then(|()| {
        let mut done = Vec::new();
        let mut each = files.iter().enumerate();
        each.try_for_each(|(index, file)| {
            let (staged, kept) = (format!("{staging}/{index}"), format!("{staging}/kept-{index}"));
            replace(&folder, &staged, file.path.as_str(), Before::Present, kept, &mut done)
        })
        .inspect_err(|_| take_back(&folder, done))
    });
    let _ = folder.clear(&staging);
    result
}

/// Returns whether a symbolic link leads to a file, itself or as one of the folders above it.
pub fn is_linked(world: &Disk, path: &ProjectPath) -> bool {
    linked(world, path).is_err()
}

fn linked(world: &Disk, path: &ProjectPath) -> Result<(), Error> {
    let mut at = world.root().to_path_buf();
    path.as_str().split('/').try_for_each(|name| {
        at.push(name);
        refuse_link(&at)
    })
}

/// Returns the new bytes of a file, with the byte order mark it has.
fn bytes(world: &Disk, file: &Mended) -> Result<Vec<u8>, Error> {
    linked(world, &file.path)?;
    let changed = || Error::Changed(Path::new(file.path.as_str()).to_path_buf());
    let now = world.read(&file.path).map_err(|_| changed())?;
    let (mark, words) = match now.strip_prefix(BYTE_ORDER_MARK) {
        Some(words) => (BYTE_ORDER_MARK, words),
        None => (&[][..], now.as_slice()),
    };
    if words != file.before.as_str().as_bytes() {
        return Err(changed());
    }
    Ok([mark, file.after.as_bytes()].concat())
}

fn stage(folder: &OnDisk, staging: &str, files: &[Mended], bytes: &[Vec<u8>]) -> Result<(), Error> {
    let path = Path::new(staging);
    folder.clear(staging).map_err(Error::system("clear", path))?;
    folder.make(staging).map_err(Error::system("make the folder", path))?;
    for (index, (file, bytes)) in files.iter().zip(bytes).enumerate() {
        let staged = format!("{staging}/{index}");
        let put = folder.put(&staged, bytes).and_then(|()| folder.allow_as(file.path.as_str(), &staged));
        put.and_then(|()| folder.sync(&staged)).map_err(Error::system("write", Path::new(file.path.as_str())))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::write::stage::carry_out;
    use crate::write::trial::{Failing, files, manifest, pages};
    use crate::write::{Output, plan, reports};

    fn file(before: &str, after: &str) -> Mended {
        let path = ProjectPath::fixed("claims.yaml");
        Mended { path, before: Text::new(before), after: after.to_owned(), words: 1, lines: Vec::new() }
    }

    fn project(content: &str) -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        OnDisk::at(folder.path()).put("claims.yaml", content.as_bytes()).unwrap();
        let world = Disk::open(folder.path()).unwrap();
        (folder, world)
    }

    #[test]
    fn a_byte_order_mark_stays() {
        let (_folder, world) = project("\u{FEFF}a: totl\n");
        mended(&world, &[file("a: totl\n", "a: total\n")]).unwrap();
        assert_eq!(world.read(&ProjectPath::fixed("claims.yaml")).unwrap(), "\u{FEFF}a: total\n".as_bytes());
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_not_replaced() {
        let (_folder, world) = project("a: mine\n");
        let refused = mended(&world, &[file("a: totl\n", "a: total\n")]);
        assert!(matches!(refused, Err(Error::Changed(path)) if path == Path::new("claims.yaml")));
        assert_eq!(world.read(&ProjectPath::fixed("claims.yaml")).unwrap(), b"a: mine\n");
    }

    #[test]
    fn what_a_killed_build_left_for_the_next_one_stays() {
        let (_folder, world) = project("a: totl\n");
        let old = pages(&[("reports/a.md", "a1")]);
        let planned = plan(&world, Output::Reports, &old, &manifest(&old));
        // The manifest is staged and a page in place, but not the manifest.
        assert!(carry_out(&Failing::at(&world, 7, true), &planned).is_err());
        assert_eq!(files(&world, "reports").into_keys().collect::<Vec<_>>(), ["reports/a.md"]);
        mended(&world, &[file("a: totl\n", "a: total\n")]).unwrap();
        let new = pages(&[("reports/a.md", "a2")]);
        assert!(reports(&world, &new, &manifest(&new)).unwrap().problems.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_behind_a_link_is_not_replaced_and_one_keeps_its_permissions() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let (folder, world) = project("a: totl\n");
        let path = folder.path().join("claims.yaml");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        mended(&world, &[file("a: totl\n", "a: total\n")]).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);

        std::fs::rename(&path, folder.path().join("other.yaml")).unwrap();
        symlink("other.yaml", &path).unwrap();
        assert!(is_linked(&world, &ProjectPath::fixed("claims.yaml")));
        assert!(mended(&world, &[file("a: total\n", "a: totals\n")]).is_err());
        assert_eq!(world.read(&ProjectPath::fixed("claims.yaml")).unwrap(), b"a: total\n");
    }
}
