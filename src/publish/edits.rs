//! Mended files and new releases of data take the place of the author's own: staged beside the project's files, then renamed, all of
//! them or none.
//!
//! A file that somebody changed since it was read is not replaced, nor one that a symbolic link leads to.

use std::path::Path;

use super::folder::OnDisk;
use super::journal::{LARGEST_MENDED, may_mend};
use super::lock::Lock;
use super::step::{After, Before, Body, Step, mending};
use super::{finish_locked, refuse_link, stage};
use crate::Error;
use crate::digest::Digest;
use crate::edit::EditedFile;
use crate::update::PutFile;
use crate::world::{Disk, ProjectPath, Unreadable, World};

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Replaces each file by what it should say.
pub fn write_edits(world: &Disk, files: &[EditedFile]) -> Result<(), Error> {
    let _lock = Lock::take(world)?;
    finish_locked(world)?;
    let bytes = files.iter().map(|file| bytes(world, file)).collect::<Result<Vec<_>, _>>()?;
    stage::carry_out(&OnDisk::of(world), &mending(), &steps(files, &bytes))
}

/// Puts files in place, then replaces each edited file by what it should say: all or none.
pub fn write_files(world: &Disk, put: &[PutFile], edited: &[EditedFile]) -> Result<(), Error> {
    let _lock = Lock::take(world)?;
    finish_locked(world)?;
    for file in put {
        as_read(world, file)?;
    }
    let bytes = edited.iter().map(|file| bytes(world, file)).collect::<Result<Vec<_>, _>>()?;
    stage::carry_out(&OnDisk::of(world), &mending(), &all_steps(put, edited, &bytes))
}

/// Returns the steps that put files in place and then those that replace edited ones.
pub(super) fn all_steps<'a>(
    put: &'a [PutFile],
    edited: &'a [EditedFile],
    bytes: &'a [(Digest, Vec<u8>)],
) -> Vec<Step<'a>> {
    let put = put.iter().enumerate().map(|(index, file)| Step {
        path: file.path.as_str(),
        staged: format!("put-{index}"),
        before: file.before.map_or(Before::Absent, |digest| Before::Present(Some(digest))),
        after: match &file.after {
            Some(bytes) => After::Keeps(Body::Bytes(bytes)),
            None => After::Gone,
        },
    });
    // A file that goes is named by nobody any more once the registry is in place.
    let (gone, put): (Vec<Step<'a>>, Vec<Step<'a>>) = put.partition(|step| step.after.bytes().is_none());
    put.into_iter().chain(steps(edited, bytes)).chain(gone).collect()
}

/// Refuses a file that is no longer what was read, that a link leads to, or that a killed command could not finish.
fn as_read(world: &Disk, file: &PutFile) -> Result<(), Error> {
    refuse_link(world, &file.path)?;
    if !may_mend(file.path.as_str()) {
        let cause = std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is not named as a data file is");
        return Err(Error::system("replace", Path::new(file.path.as_str()))(cause));
    }
    let now = match world.read_at_most(&file.path, LARGEST_MENDED) {
        Ok(bytes) => Some(Digest::of(&bytes)),
        Err(Unreadable::Missing) => None,
        Err(_) => return Err(Error::Changed(Path::new(file.path.as_str()).to_path_buf())),
    };
    if now == file.before { Ok(()) } else { Err(Error::Changed(Path::new(file.path.as_str()).to_path_buf())) }
}

/// Returns the steps that put `bytes` in place: what each file holds, before and after.
pub(super) fn steps<'a>(files: &'a [EditedFile], bytes: &'a [(Digest, Vec<u8>)]) -> Vec<Step<'a>> {
    let each = files.iter().zip(bytes).enumerate();
    let step = |(index, (file, (before, bytes))): (usize, (&'a EditedFile, &'a (Digest, Vec<u8>)))| Step {
        path: file.path.as_str(),
        staged: index.to_string(),
        before: Before::Present(Some(*before)),
        after: After::Keeps(Body::Bytes(bytes)),
    };
    each.map(step).collect()
}

/// Returns whether a symbolic link leads to a file, itself or as one of the folders above it.
pub fn is_linked(world: &Disk, path: &ProjectPath) -> bool {
    refuse_link(world, path).is_err()
}

/// Returns the digest of a file and its new bytes, with the byte order mark it has.
pub(super) fn bytes(world: &Disk, file: &EditedFile) -> Result<(Digest, Vec<u8>), Error> {
    refuse_link(world, &file.path)?;
    let changed = || Error::Changed(Path::new(file.path.as_str()).to_path_buf());
    let now = world.read(&file.path).map_err(|_| changed())?;
    let (mark, words) = match now.strip_prefix(BYTE_ORDER_MARK) {
        Some(words) => (BYTE_ORDER_MARK, words),
        None => (&[][..], now.as_slice()),
    };
    if words != file.before.as_str().as_bytes() {
        return Err(changed());
    }
    Ok((Digest::of(&now), [mark, file.after.as_bytes()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::failing::{Failing, carry_out, files, manifest, pages};
    use crate::publish::folder::Folder as _;
    use crate::publish::{Output, plan, reports};
    use crate::text::Text;

    fn file(before: &str, after: &str) -> EditedFile {
        let path = ProjectPath::fixed("claims.yaml");
        EditedFile { path, before: Text::new(before), after: after.to_owned(), words: 1, lines: Vec::new() }
    }

    fn project(content: &str) -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        OnDisk::of(&world).put("claims.yaml", content.as_bytes()).unwrap();
        (folder, world)
    }

    #[test]
    fn a_byte_order_mark_stays() {
        let (_folder, world) = project("\u{FEFF}a: totl\n");
        write_edits(&world, &[file("a: totl\n", "a: total\n")]).unwrap();
        assert_eq!(world.read(&ProjectPath::fixed("claims.yaml")).unwrap(), "\u{FEFF}a: total\n".as_bytes());
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_not_replaced() {
        let (_folder, world) = project("a: mine\n");
        let refused = write_edits(&world, &[file("a: totl\n", "a: total\n")]);
        assert!(matches!(refused, Err(Error::Changed(path)) if path == Path::new("claims.yaml")));
        assert_eq!(world.read(&ProjectPath::fixed("claims.yaml")).unwrap(), b"a: mine\n");
    }

    #[test]
    fn what_a_killed_build_began_is_finished_first() {
        let (_folder, world) = project("a: totl\n");
        let old = pages(&[("reports/a.md", "a1"), ("reports/b.md", "b1")]);
        let planned = plan(&world, Output::Reports, &old, &manifest(&old));
        let killed = (0..30).any(|fails| {
            _ = carry_out(&Failing::at(&world, fails, true), &planned);
            files(&world, "reports").len() == 1
        });
        assert!(killed, "one page is in place and the other is not");
        write_edits(&world, &[file("a: totl\n", "a: total\n")]).unwrap();
        assert_eq!(
            files(&world, "reports").into_keys().collect::<Vec<_>>(),
            ["reports/a.md", "reports/b.md", "reports/manifest.json"]
        );
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
        write_edits(&world, &[file("a: totl\n", "a: total\n")]).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);

        std::fs::rename(&path, folder.path().join("other.yaml")).unwrap();
        symlink("other.yaml", &path).unwrap();
        assert!(is_linked(&world, &ProjectPath::fixed("claims.yaml")));
        assert!(write_edits(&world, &[file("a: total\n", "a: totals\n")]).is_err());
        assert_eq!(world.read(&ProjectPath::fixed("claims.yaml")).unwrap(), b"a: total\n");
    }
}
