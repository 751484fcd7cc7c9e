//! `claims.lock` and `reports/` change together: what is accepted, and the pages that say so.
//!
//! The file goes into place before the pages: it alone decides. Whoever kills an acceptance finds it old with old pages,
//! or new with pages that the next command makes whole, whatever else waits.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::plan::Replacement;
use super::step::Before;
use super::{Manifest, Output, Plan, carry_out, plan, refuse_link};
use crate::Error;
use crate::digest::Digest;
use crate::edition::LOCK_FILE;
use crate::edition::lock::LARGEST_LOCK;
use crate::render::Page;
use crate::world::{Disk, ProjectPath, Unreadable, World};

/// What `claims.lock` held when the command read it, and what it is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockFile {
    /// Its bytes as read; none where there was no such file.
    pub before: Option<Arc<[u8]>>,
    /// Its new bytes.
    pub after: Arc<[u8]>,
}

/// Writes `claims.lock` with `pages` of `reports/` and their manifest, all or none; returns what was done, or with problems
/// what was not.
///
/// An error where the file is no longer what was read: somebody else accepted something meanwhile.
pub fn accepted<'a>(
    world: &Disk,
    pages: &'a [Page],
    manifest: &Manifest,
    lock_file: &LockFile,
) -> Result<Plan<'a>, Error> {
    carry_out(world, || {
        let accepted = lock_file.change(world)?;
        Ok(Plan { accepted, ..plan(world, Output::Reports, pages, manifest) })
    })
}

/// Writes `claims.lock` and no page: an edition waits for approval, and nothing is published.
///
/// An error where the file is no longer what was read.
pub fn lock(world: &Disk, lock_file: &LockFile) -> Result<(), Error> {
    let plan = || Ok(Plan { accepted: lock_file.change(world)?, ..Plan::default() });
    carry_out(world, plan).map(drop)
}

impl LockFile {
    /// Returns the new bytes, where they differ.
    fn change(&self, world: &Disk) -> Result<Option<Replacement>, Error> {
        let path = ProjectPath::fixed(LOCK_FILE);
        refuse_link(world, &path)?;
        let now = match world.read_at_most(&path, LARGEST_LOCK) {
            Ok(bytes) => Some(bytes),
            Err(Unreadable::Missing) => None,
            Err(fault) => return Err(Error::system("read", Path::new(LOCK_FILE))(cause(fault))),
        };
        if now.as_deref() != self.before.as_deref() {
            return Err(Error::Changed(LOCK_FILE.into()));
        }
        if self.after.len() as u64 > LARGEST_LOCK {
            return Err(Error::TooLarge { path: LOCK_FILE.into(), most: LARGEST_LOCK });
        }
        let before = now.as_ref().map_or(Before::Absent, |bytes| Before::Present(Some(Digest::of(bytes))));
        Ok((now.as_deref() != Some(&*self.after)).then(|| (Arc::clone(&self.after), before)))
    }
}

/// Returns the system's words for a file that was not read.
pub(crate) fn cause(fault: Unreadable) -> io::Error {
    io::Error::other(match fault {
        Unreadable::Missing => "there is no such file".to_owned(),
        Unreadable::Outside => "it is outside the project".to_owned(),
        Unreadable::NotAFile => "it is not a file".to_owned(),
        Unreadable::Refused(words) => words,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Barrier;
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::publish::failing::{Failing, carry_out, files, manifest, pages, put};
    use crate::publish::lock::Lock;
    use crate::publish::{finish, reports};

    type Files = BTreeMap<String, Vec<u8>>;

    fn old_pages() -> Vec<Page> {
        pages(&[("reports/a.md", "a1"), ("reports/b.md", "b1"), ("reports/gone.md", "g")])
    }

    fn new_pages() -> Vec<Page> {
        pages(&[("reports/a.md", "a2"), ("reports/b.md", "b1"), ("reports/c.md", "c2"), ("reports/d/e.md", "e2")])
    }

    /// Returns a project with old reports, and a lock file where there is one.
    fn project(lock: Option<&str>) -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        reports(&world, &old_pages(), &manifest(&old_pages())).unwrap();
        if let Some(words) = lock {
            put(&world, LOCK_FILE, words);
        }
        (folder, world)
    }

    fn change(before: Option<&str>, after: &str) -> LockFile {
        LockFile { before: before.map(|words| words.as_bytes().into()), after: after.as_bytes().into() }
    }

    fn lock(world: &Disk) -> Option<Vec<u8>> {
        world.read(&ProjectPath::fixed(LOCK_FILE)).ok()
    }

    fn whole(pages: &[Page]) -> Files {
        let each = pages.iter().map(|page| (page.path.to_string(), page.bytes().to_vec()));
        each.chain([("reports/manifest.json".to_owned(), manifest(pages).to_bytes())]).collect()
    }

    /// Accepts the new pages on a disk that fails at one step; returns whether that failed.
    fn accept_failing(world: &Disk, lock_file: &LockFile, fails: usize, killed: bool) -> bool {
        let new = new_pages();
        let accepted = lock_file.change(world).unwrap();
        let plan = Plan { accepted, ..plan(world, Output::Reports, &new, &manifest(&new)) };
        carry_out(&Failing::at(world, fails, killed), &plan).is_err()
    }

    #[test]
    fn an_acceptance_that_fails_at_any_step_leaves_the_lock_and_the_reports_as_they_were() {
        for before in [None, Some("one")] {
            let mut failures = 0;
            for fails in 0..40 {
                let (_folder, world) = project(before);
                let lock_file = change(before, "two");
                let failed = accept_failing(&world, &lock_file, fails, false);
                let (held, pages) =
                    if failed { (lock_file.before, old_pages()) } else { (Some(lock_file.after), new_pages()) };
                assert_eq!(lock(&world).as_deref(), held.as_deref(), "failing at step {fails}");
                assert_eq!(files(&world, "reports"), whole(&pages), "failing at step {fails}");
                failures += usize::from(failed);
            }
            assert!((15..40).contains(&failures), "{failures} steps can fail");
        }
    }

    #[test]
    fn an_acceptance_that_is_killed_was_made_or_was_not() {
        for (before, fails) in [None, Some("one")].into_iter().flat_map(|before| (0..40).map(move |at| (before, at))) {
            let (_folder, world) = project(before);
            let lock_file = change(before, "two");
            accept_failing(&world, &lock_file, fails, true);
            let (old, new, found) = (whole(&old_pages()), whole(&new_pages()), files(&world, "reports"));
            if lock(&world).as_deref() == lock_file.before.as_deref() {
                assert_eq!(found, old, "killed at step {fails}");
                finish(&world).unwrap();
                assert_eq!(
                    (lock(&world), files(&world, "reports")),
                    (lock_file.before.as_deref().map(<[u8]>::to_vec), old),
                    "killed at step {fails}"
                );
                accepted(&world, &new_pages(), &manifest(&new_pages()), &lock_file).unwrap();
            } else {
                for (path, bytes) in &found {
                    let is_whole = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
                    assert!(is_whole, "{path} is torn at step {fails}");
                }
                // Whatever the registry says by now, and whoever else waits: what was accepted is on the disk already.
                finish(&world).unwrap();
            }
            assert_eq!(lock(&world).as_deref(), Some(&*lock_file.after), "killed at step {fails}");
            assert_eq!(files(&world, "reports"), new, "killed at step {fails}");
        }
    }

    #[test]
    fn a_lock_that_is_not_what_was_read_is_refused() {
        for (on_disk, read) in [(Some("theirs"), Some("one")), (Some("theirs"), None), (None, Some("one"))] {
            let (_folder, world) = project(on_disk);
            let new = new_pages();
            let refused = accepted(&world, &new, &manifest(&new), &change(read, "two"));
            assert!(matches!(refused, Err(Error::Changed(path)) if path == Path::new("claims.lock")));
            assert_eq!(lock(&world).as_deref(), on_disk.map(str::as_bytes));
            assert_eq!(files(&world, "reports"), whole(&old_pages()));
        }
    }

    #[test]
    fn a_lock_that_no_later_command_would_read_is_not_written() {
        let (_folder, world) = project(Some("one"));
        let new = new_pages();
        let lock_file = LockFile {
            after: vec![b' '; usize::try_from(LARGEST_LOCK).unwrap() + 1].into(),
            ..change(Some("one"), "")
        };
        assert!(matches!(accepted(&world, &new, &manifest(&new), &lock_file), Err(Error::TooLarge { .. })));
        assert_eq!(lock(&world).unwrap(), b"one");
    }

    #[test]
    fn the_lock_is_written_where_no_page_is() {
        let (_folder, world) = project(Some("one"));
        let old = old_pages();
        let plan = accepted(&world, &old, &manifest(&old), &change(Some("one"), "two")).unwrap();
        assert!(plan.write.is_empty() && plan.accepted.is_some());
        assert_eq!(lock(&world).unwrap(), b"two");
        assert!(accepted(&world, &old, &manifest(&old), &change(Some("two"), "two")).unwrap().is_empty());
    }

    #[test]
    fn with_a_file_of_others_in_the_way_not_even_the_lock_is_written() {
        let (_folder, world) = project(Some("one"));
        put(&world, "reports/c.md", "mine");
        let new = new_pages();
        let plan = accepted(&world, &new, &manifest(&new), &change(Some("one"), "two")).unwrap();
        assert!(plan.problems.any_errors());
        assert_eq!(lock(&world).unwrap(), b"one");
        assert_eq!(files(&world, "reports")["reports/a.md"], b"a1");
    }

    #[test]
    fn who_waited_for_another_acceptance_is_refused() {
        let (_folder, world) = project(Some("one"));
        let held = Lock::take(&world).unwrap();
        let new = new_pages();
        let refused = thread::scope(|scope| {
            let second = scope.spawn(|| accepted(&world, &new, &manifest(&new), &change(Some("one"), "two")).map(drop));
            thread::sleep(Duration::from_millis(100));
            assert!(!second.is_finished(), "it waits");
            put(&world, LOCK_FILE, "theirs");
            drop(held);
            second.join().unwrap()
        });
        assert!(matches!(refused, Err(Error::Changed(_))));
        assert_eq!(lock(&world).unwrap(), b"theirs");
        assert_eq!(files(&world, "reports"), whole(&old_pages()));
    }

    #[test]
    fn of_two_at_once_one_accepts_all_and_the_other_nothing() {
        for _ in 0..10 {
            let (_folder, world) = project(Some("one"));
            let (mine, theirs) = (new_pages(), pages(&[("reports/a.md", "a3"), ("reports/f.md", "f3")]));
            let start = Barrier::new(2);
            let accept = |pages: &[Page], after: &str| {
                start.wait();
                accepted(&world, pages, &manifest(pages), &change(Some("one"), after)).map(drop)
            };
            let [first, second] = thread::scope(|scope| {
                let first = scope.spawn(|| accept(&mine, "mine"));
                let second = scope.spawn(|| accept(&theirs, "theirs"));
                [first.join().unwrap(), second.join().unwrap()]
            });
            let (words, pages, refused) =
                if first.is_ok() { (&b"mine"[..], &mine, second) } else { (&b"theirs"[..], &theirs, first) };
            assert!(matches!(refused, Err(Error::Changed(_))), "{refused:?}");
            assert_eq!(lock(&world).unwrap(), words);
            assert_eq!(files(&world, "reports"), whole(pages));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_lock_is_refused_and_a_file_keeps_its_permissions() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let (folder, world) = project(Some("one"));
        let path = folder.path().join(LOCK_FILE);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let new = new_pages();
        accepted(&world, &new, &manifest(&new), &change(Some("one"), "two")).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);

        std::fs::rename(&path, folder.path().join("other")).unwrap();
        symlink("other", &path).unwrap();
        assert!(accepted(&world, &new, &manifest(&new), &change(Some("two"), "three")).is_err());
        assert_eq!(world.read(&ProjectPath::fixed("other")).unwrap(), b"two");
    }
}
