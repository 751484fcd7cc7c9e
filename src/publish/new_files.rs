//! Files that are not there yet, such as the first registry: each is whole or not there, and the last one says that all are.

use std::path::Path;

use super::folder::{Folder, OnDisk};
use crate::Error;
use crate::world::{Disk, ProjectPath, World};

/// Writes files below `root` in the given order; one that is there already stops it before anything is written.
///
/// One that holds what it should is no hindrance, unless it is the last: somebody was killed who had begun the same.
pub fn new_files(root: &Path, files: &[(&str, &str)]) -> Result<(), Error> {
    let folder = OnDisk::make_at(root).map_err(Error::system("make the folder", root))?;
    let world = Disk::open(root).map_err(Error::system("open the folder", root))?;
    let named = |path: &str| root.join(path).strip_prefix("./").map_or_else(|_| root.join(path), Into::into);
    let mut missing = Vec::new();
    for (index, (path, content)) in files.iter().enumerate() {
        for (end, _) in path.match_indices('/') {
            not_a_link(&world, &path[..end]).map_err(Error::system("make the folder", &named(&path[..end])))?;
        }
        let is_last = index + 1 == files.len();
        let is_there = world.held().found(path).is_ok();
        let holds = ProjectPath::parse(path)
            .is_ok_and(|path| world.read_at_most(&path, content.len() as u64).is_ok_and(|it| it == content.as_bytes()));
        match (is_there, holds && !is_last) {
            (false, _) => missing.push((*path, *content)),
            (true, true) => {}
            (true, false) => return Err(Error::Exists(named(path))),
        }
    }
    write(&folder, &missing).map_err(|(path, cause)| Error::system("write", &named(path))(cause))
}

fn not_a_link(world: &Disk, folder: &str) -> std::io::Result<()> {
    match world.held().folder(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes the files, all or none.
pub(super) fn write<'a>(folder: &dyn Folder, files: &[(&'a str, &str)]) -> Result<(), (&'a str, std::io::Error)> {
    let mut done: Vec<&str> = Vec::new();
    files.iter().try_for_each(|&(path, content)| {
        one(folder, path, content.as_bytes()).map_err(|cause| {
            // Each that cannot be taken away is whole, and the next attempt takes it as it is.
            done.iter().rev().for_each(|path| drop(folder.remove(path)));
            (path, cause)
        })?;
        done.push(path);
        Ok(())
    })
}

/// Writes a file in place of what is there: whole or not at all.
pub(super) fn one(folder: &dyn Folder, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let (above, name) = path.rsplit_once('/').map_or(("", path), |(above, name)| (above, name));
    let staged = if above.is_empty() { format!(".{name}.new") } else { format!("{above}/.{name}.new") };
    if !above.is_empty() {
        folder.make(above)?;
    }
    // What a killed run left.
    let _ = folder.remove(&staged);
    let put = folder.put(&staged, bytes).and_then(|()| folder.rename(&staged, path));
    put.inspect_err(|_| drop(folder.remove(&staged)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::failing::{Failing, all_files};

    const FILES: [(&str, &str); 3] =
        [("data/a.csv", "a\n1\n"), ("schema.json", "{}\n"), ("claims.yaml", "registry: 1\n")];

    #[test]
    fn a_beginning_that_fails_or_is_killed_is_made_by_the_next() {
        let mut failures = 0;
        for (fails, killed) in (0..30).flat_map(|fails| [(fails, false), (fails, true)]) {
            let folder = tempfile::tempdir().unwrap();
            let world = Disk::open(folder.path()).unwrap();
            let failed = write(&Failing::at(&world, fails, killed), &FILES).is_err();
            failures += usize::from(failed);
            let after = all_files(&world);
            if failed {
                assert!(killed || !after.contains_key("claims.yaml"), "step {fails}");
                match new_files(folder.path(), &FILES) {
                    Ok(()) => {}
                    Err(Error::Exists(_)) => assert!(after.contains_key("claims.yaml"), "step {fails}"),
                    Err(error) => panic!("step {fails}: {error}"),
                }
            }
            let whole = FILES.map(|(path, content)| (path.to_owned(), content.as_bytes().to_vec()));
            assert_eq!(all_files(&world), whole.into(), "step {fails}");
            assert!(matches!(new_files(folder.path(), &FILES), Err(Error::Exists(_))));
        }
        assert!((16..60).contains(&failures), "{failures}");
    }

    #[test]
    fn what_somebody_else_wrote_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        new_files(folder.path(), &[("data/a.csv", "mine")]).unwrap();
        assert!(matches!(new_files(folder.path(), &FILES), Err(Error::Exists(_))));
        assert_eq!(all_files(&Disk::open(folder.path()).unwrap()).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("data")).unwrap();
        let refused = new_files(folder.path(), &FILES).unwrap_err().to_string();
        assert!(refused.ends_with("data`: it is a symbolic link"), "{refused}");
        assert_eq!(elsewhere.path().read_dir().unwrap().count(), 0);
        assert_eq!(folder.path().read_dir().unwrap().count(), 1, "the link alone");
    }
}
