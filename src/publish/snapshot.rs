//! The answer to a query takes the place of the one before it, with its sidecar: both files or neither.

use super::folder::{Folder, OnDisk};
use super::lock::Lock;
use super::step::{After, Before, Body, Step, mending};
use super::{LARGEST_PAGE, finish_locked, refuse_link, stage};
use crate::Error;
use crate::digest::Digest;
use crate::world::{Disk, ProjectPath, Unreadable, World};

/// Puts a snapshot and its sidecar in place; returns whether anything changed by it.
///
/// A file that is there and has no sidecar is somebody's own, and stays.
pub(crate) fn snapshot(
    world: &Disk,
    csv: (&ProjectPath, &[u8]),
    sidecar: (&ProjectPath, &[u8]),
) -> Result<bool, Error> {
    let _lock = Lock::take(world)?;
    finish_locked(world)?;
    put(world, &OnDisk::of(world), csv, sidecar)
}

fn put(
    world: &Disk,
    folder: &dyn Folder,
    csv: (&ProjectPath, &[u8]),
    sidecar: (&ProjectPath, &[u8]),
) -> Result<bool, Error> {
    let files = [csv, sidecar];
    for (path, _) in files {
        refuse_link(world, path)?;
    }
    let stands = files.map(|(path, _)| match world.read_at_most(path, LARGEST_PAGE) {
        Ok(bytes) => Before::Present(Some(Digest::of(&bytes))),
        Err(Unreadable::Missing) => Before::Absent,
        Err(_) => Before::Present(None),
    });
    if stands[0] != Before::Absent && stands[1] == Before::Absent {
        return Err(Error::NotPulled {
            why: format!("`{}` is there and is not the answer to a query: no `{}` says so", csv.0, sidecar.0),
            help: "move it away, then pull again".to_owned(),
        });
    }
    let changed = files
        .into_iter()
        .zip(stands)
        .enumerate()
        .filter(|(_, ((_, bytes), before))| *before != Before::Present(Some(Digest::of(bytes))));
    let steps: Vec<Step<'_>> = changed
        .map(|(index, ((path, bytes), before))| Step {
            path: path.as_str(),
            staged: index.to_string(),
            before,
            after: After::Keeps(Body::Bytes(bytes)),
        })
        .collect();
    stage::carry_out(folder, &mending(), &steps)?;
    Ok(!steps.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::publish::failing::{Failing, all_files};
    use crate::publish::finish;

    const CSV: &str = "data/monthly.csv";
    const SIDECAR: &str = "data/monthly.csv-metadata.json";

    fn write(world: &Disk, folder: &dyn Folder, csv: &str, sidecar: &str) -> Result<bool, Error> {
        let (at, beside) = (ProjectPath::fixed(CSV), ProjectPath::fixed(SIDECAR));
        put(world, folder, (&at, csv.as_bytes()), (&beside, sidecar.as_bytes()))
    }

    fn files(csv: &str, sidecar: &str) -> BTreeMap<String, Vec<u8>> {
        [(CSV.to_owned(), csv.as_bytes().to_vec()), (SIDECAR.to_owned(), sidecar.as_bytes().to_vec())].into()
    }

    fn project() -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        (folder, world)
    }

    #[test]
    fn both_files_are_old_or_both_are_new_wherever_writing_fails_or_is_killed() {
        for (fails, killed) in (0..30).flat_map(|fails| [(fails, false), (fails, true)]) {
            for is_first in [true, false] {
                let (_folder, world) = project();
                if !is_first {
                    write(&world, &OnDisk::of(&world), "a\n1\n", "{1}").unwrap();
                }
                let old = all_files(&world);
                let written = write(&world, &Failing::at(&world, fails, killed), "a\n2\n", "{2}").is_ok();
                if !killed {
                    assert_eq!(
                        all_files(&world),
                        if written { files("a\n2\n", "{2}") } else { old.clone() },
                        "step {fails}"
                    );
                }
                finish(&world).unwrap();
                let now = all_files(&world);
                assert!(now == old || now == files("a\n2\n", "{2}"), "step {fails}: {now:?}");
                // Whoever calls it again gets what an undisturbed pull writes.
                assert_eq!(write(&world, &OnDisk::of(&world), "a\n2\n", "{2}").ok(), Some(now == old));
                assert_eq!(all_files(&world), files("a\n2\n", "{2}"));
            }
        }
    }

    #[test]
    fn a_file_that_no_pull_wrote_stays() {
        let (_folder, world) = project();
        OnDisk::of(&world).make("data").unwrap();
        OnDisk::of(&world).put(CSV, b"mine\n").unwrap();
        assert!(matches!(write(&world, &OnDisk::of(&world), "a\n2\n", "{2}"), Err(Error::NotPulled { .. })));
        assert_eq!(world.read(&ProjectPath::fixed(CSV)).unwrap(), b"mine\n");
    }

    #[test]
    fn two_at_once_leave_the_files_of_one_of_them() {
        let (_folder, world) = project();
        std::thread::scope(|scope| {
            for number in 0..4 {
                let world = &world;
                scope.spawn(move || {
                    let (csv, sidecar) = (format!("a\n{number}\n"), format!("{{{number}}}"));
                    let (at, beside) = (ProjectPath::fixed(CSV), ProjectPath::fixed(SIDECAR));
                    snapshot(world, (&at, csv.as_bytes()), (&beside, sidecar.as_bytes())).unwrap();
                });
            }
        });
        let now = all_files(&world);
        assert!((0..4).any(|number| now == files(&format!("a\n{number}\n"), &format!("{{{number}}}"))), "{now:?}");
    }
}
