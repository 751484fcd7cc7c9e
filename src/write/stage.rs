//! Carries a plan out: stages every changed file, then renames them into place: `claims.lock` first, the manifest last.
//!
//! Before a file is replaced it is kept under a second name, so that a failure on the way puts everything back.

use std::path::Path;

use rayon::prelude::*;

use super::folder::Folder;
use super::lock::IGNORE_ALL;
use super::plan::{Before, Plan};
use crate::Error;
use crate::edition::LOCK_FILE;

/// One change that was made, and how to take it back.
pub(super) enum Done {
    /// A new file.
    Added(String),
    /// A file that was replaced or removed, kept under this second name.
    Kept(String, String),
}

/// Makes every change of `plan` in `folder`; on failure what was changed is put back.
pub(super) fn carry_out(folder: &dyn Folder, plan: &Plan<'_>) -> Result<(), Error> {
    if plan.is_empty() {
        return Ok(());
    }
    let staging = plan.output.staging();
    let staged = stage(folder, plan, &staging);
    let result = staged.and_then(|()| {
        let mut done = Vec::new();
        put_in_place(folder, plan, &staging, &mut done).inspect_err(|_| take_back(folder, done))
    });
    // What stays behind is cleared by the next build; the pages are as they should be either way.
    let _ = folder.clear(&staging);
    result
}

fn stage(folder: &dyn Folder, plan: &Plan<'_>, staging: &str) -> Result<(), Error> {
    let path = Path::new(staging);
    folder.clear(staging).map_err(Error::system("clear", path))?;
    folder.make(staging).map_err(Error::system("make the folder", path))?;
    if let Some((bytes, _)) = &plan.manifest {
        let staged = format!("{staging}/manifest.json");
        folder.put(&staged, bytes).map_err(Error::system("write", Path::new(&staged)))?;
        folder.sync(&staged).map_err(Error::system("write", Path::new(&staged)))?;
    }
    if let Some((bytes, before)) = &plan.accepted {
        let staged = format!("{staging}/{LOCK_FILE}");
        let put = folder.put(&staged, bytes).and_then(|()| match before {
            Before::Present => folder.allow_as(LOCK_FILE, &staged),
            Before::Absent => Ok(()),
        });
        put.and_then(|()| folder.sync(&staged)).map_err(Error::system("write", Path::new(LOCK_FILE)))?;
    }
    if plan.ignore {
        let staged = format!("{staging}/ignore");
        folder.put(&staged, IGNORE_ALL).map_err(Error::system("write", Path::new(&staged)))?;
    }
    plan.write.par_iter().enumerate().try_for_each(|(index, (page, _))| {
        let staged = format!("{staging}/{index}");
        folder.put(&staged, &page.bytes).map_err(Error::system("write", Path::new(page.path.as_str())))
    })
}

fn put_in_place(folder: &dyn Folder, plan: &Plan<'_>, staging: &str, done: &mut Vec<Done>) -> Result<(), Error> {
    // Before any page: a build that finds it new makes the pages that are still old, and one that finds it old has old pages.
    if let Some((_, before)) = &plan.accepted {
        let kept = format!("{staging}/kept-{LOCK_FILE}");
        replace(folder, &format!("{staging}/{LOCK_FILE}"), LOCK_FILE, *before, kept, done)?;
    }
    let output = plan.output.folder();
    folder.make(output).map_err(Error::system("make the folder", Path::new(output)))?;
    if let Some(path) = plan.output.ignore_file().filter(|_| plan.ignore) {
        replace(folder, &format!("{staging}/ignore"), path, Before::Absent, format!("{staging}/kept-ignore"), done)?;
    }
    let mut made = output;
    for (index, (page, before)) in plan.write.iter().enumerate() {
        let path = page.path.as_str();
        let parent = path.rsplit_once('/').map_or(output, |(parent, _)| parent);
        if parent != made {
            folder.make(parent).map_err(Error::system("make the folder", Path::new(parent)))?;
            made = parent;
        }
        let kept = format!("{staging}/kept-{index}");
        replace(folder, &format!("{staging}/{index}"), path, *before, kept, done)?;
    }
    for (index, path) in plan.remove.iter().enumerate() {
        let kept = format!("{staging}/removed-{index}");
        folder.rename(path.as_str(), &kept).map_err(Error::system("remove", Path::new(path.as_str())))?;
        done.push(Done::Kept(path.to_string(), kept));
    }
    if let Some((_, before)) = &plan.manifest {
        let kept = format!("{staging}/kept-manifest.json");
        let path = plan.output.manifest_file();
        replace(folder, &format!("{staging}/manifest.json"), path, *before, kept, done)?;
    }
    Ok(())
}

/// Renames a staged file into place and notes how to take that back.
pub(super) fn replace(
    folder: &dyn Folder,
    staged: &str,
    path: &str,
    before: Before,
    kept: String,
    done: &mut Vec<Done>,
) -> Result<(), Error> {
    if before == Before::Present {
        folder.keep(path, &kept).map_err(Error::system("keep a copy of", Path::new(path)))?;
    }
    folder.rename(staged, path).map_err(Error::system("write", Path::new(path)))?;
    done.push(match before {
        Before::Absent => Done::Added(path.to_owned()),
        Before::Present => Done::Kept(path.to_owned(), kept),
    });
    Ok(())
}

/// Takes back what was done, the last first.
pub(super) fn take_back(folder: &dyn Folder, done: Vec<Done>) {
    for change in done.into_iter().rev() {
        // Each file that cannot be put back is whole all the same, and `verify` names it.
        let _ = match change {
            Done::Added(path) => folder.remove(&path),
            Done::Kept(path, kept) => folder.rename(&kept, &path),
        };
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::render::Page;
    use crate::world::Disk;
    use crate::write::folder::OnDisk;
    use crate::write::trial::{Failing, files, manifest, pages};
    use crate::write::{Output, plan};

    const MANIFEST: &str = "reports/manifest.json";

    /// Builds old pages, then new ones on a disk that fails at one step; returns whether that build failed, what the folder
    /// held before and after, and the world.
    fn build(fails: usize, killed: bool) -> (bool, [BTreeMap<String, Vec<u8>>; 2], Disk, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        let old = pages(&[("reports/a.md", "a1"), ("reports/b.md", "b1"), ("reports/gone.md", "g")]);
        carry_out(&OnDisk::at(world.root()), &plan(&world, Output::Reports, &old, &manifest(&old))).unwrap();
        let before = files(&world, "reports");
        let new = new_pages();
        let failing = Failing::at(&world, fails, killed);
        let failed = carry_out(&failing, &plan(&world, Output::Reports, &new, &manifest(&new))).is_err();
        let after = files(&world, "reports");
        (failed, [before, after], world, folder)
    }

    fn new_pages() -> Vec<Page> {
        pages(&[("reports/a.md", "a2"), ("reports/b.md", "b1"), ("reports/c.md", "c2"), ("reports/d/e.md", "e2")])
    }

    #[test]
    fn a_writer_that_fails_at_any_step_leaves_the_reports_as_they_were() {
        let mut failures = 0;
        for fails in 0..40 {
            let (failed, [before, after], ..) = build(fails, false);
            if failed {
                failures += 1;
                assert_eq!(after, before, "failing at step {fails}");
            } else {
                assert_eq!(after.get("reports/a.md").map(Vec::as_slice), Some(&b"a2"[..]));
                assert!(!after.contains_key("reports/gone.md"));
            }
        }
        assert!((10..40).contains(&failures), "{failures} steps can fail");
    }

    #[test]
    fn a_build_that_is_killed_leaves_whole_reports_and_the_next_one_finishes() {
        for fails in 0..40 {
            let (_, [before, after], world, _folder) = build(fails, true);
            let new = new_pages();
            for (path, bytes) in &after {
                let whole = new.iter().any(|page| page.path.as_str() == path && page.bytes == *bytes);
                let is_manifest = path == MANIFEST && *bytes == manifest(&new).to_bytes();
                assert!(whole || is_manifest || before.get(path) == Some(bytes), "{path} is torn at step {fails}");
            }
            let next = pages(&[("reports/a.md", "a3"), ("reports/c.md", "c3")]);
            let plan = plan(&world, Output::Reports, &next, &manifest(&next));
            assert!(plan.problems.is_empty(), "step {fails}: {:?}", plan.problems);
            carry_out(&OnDisk::at(world.root()), &plan).unwrap();
            let names: Vec<String> = files(&world, "reports").into_keys().collect();
            assert_eq!(names, ["reports/a.md", "reports/c.md", MANIFEST], "step {fails}");
        }
    }
}
