//! Drafts that were accepted go: what the tool wrote to `drafts/` is removed, what somebody else wrote or changed stays.

use std::collections::BTreeSet;
use std::path::Path;

use super::folder::{Folder, OnDisk};
use super::lock::{IGNORE_ALL, Lock};
use super::plan::{Previous, leftovers};
use super::{Output, Plan};
use crate::Error;
use crate::diagnostic::Problems;
use crate::world::{Disk, ProjectPath, World};

/// Removes the drafts; returns how many there were.
///
/// A draft that was edited stays, and with it the manifest, by which a later build knows it for a draft.
pub fn remove_drafts(world: &Disk) -> Result<usize, Error> {
    if Removal::of(world).is_empty() {
        return Ok(0);
    }
    let _lock = Lock::take(world)?;
    let removal = Removal::of(world);
    removal.carry_out(&OnDisk::of(world))?;
    Ok(removal.drafts.len())
}

/// What is to be removed, in this order: whoever kills it leaves a manifest for as long as there are drafts.
#[derive(Default)]
struct Removal {
    drafts: Vec<ProjectPath>,
    /// The manifest and the ignore file.
    beside: Vec<&'static str>,
}

impl Removal {
    fn of(world: &Disk) -> Self {
        let output = Output::Drafts;
        // A link could lead anywhere, and a folder behind it is none of the tool's.
        let is_folder = world.root().join(output.folder()).symlink_metadata().is_ok_and(|found| found.is_dir());
        let last = Previous::read(world, output, &mut Problems::default());
        if !is_folder || matches!(last, Previous::Unusable) {
            return Self::default();
        }
        let mut plan = Plan { output, ..Plan::default() };
        leftovers(world, &[], &last, &mut plan);
        let found = world.list(&ProjectPath::fixed(output.folder())).unwrap_or_default();
        let has = |path: &str| found.iter().any(|found| found.as_str() == path);
        let mut beside = Vec::new();
        if plan.orphans.is_empty() {
            beside.extend([output.manifest_file()].into_iter().filter(|path| has(path)));
        }
        let ignore = output.ignore_file().map(ProjectPath::fixed).filter(|path| has(path.as_str()));
        let ours = ignore.is_some_and(|path| {
            world.read_at_most(&path, IGNORE_ALL.len() as u64).is_ok_and(|bytes| bytes == IGNORE_ALL)
        });
        if ours && found.len() == plan.remove.len() + beside.len() + 1 {
            beside.extend(output.ignore_file());
        }
        Self { drafts: plan.remove.into_iter().map(|(path, _)| path).collect(), beside }
    }

    fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.beside.is_empty()
    }

    fn carry_out(&self, folder: &dyn Folder) -> Result<(), Error> {
        for path in self.drafts.iter().map(ProjectPath::as_str).chain(self.beside.iter().copied()) {
            folder.remove(path).map_err(Error::system("remove", Path::new(path)))?;
        }
        // The deepest first; a folder that still holds something refuses, and stays.
        for path in self.folders().into_iter().rev() {
            let _ = folder.remove_empty(path);
        }
        if self.beside.contains(&Output::Drafts.manifest_file()) {
            let _ = folder.clear(&Output::Drafts.staging());
        }
        Ok(())
    }

    /// Returns every folder that a draft was in, at any depth: each before those in it.
    fn folders(&self) -> BTreeSet<&str> {
        let each = self.drafts.iter().map(ProjectPath::as_str);
        let each = each.flat_map(|path| path.match_indices('/').map(move |(at, _)| &path[..at]));
        each.chain([Output::Drafts.folder()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::drafts;
    use crate::publish::failing::{Failing, files, manifest, pages, put};

    fn project() -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        let pages = pages(&[("drafts/a.md", "a"), ("drafts/d/e.md", "e")]);
        drafts(&world, &pages, &manifest(&pages)).unwrap();
        (folder, world)
    }

    #[test]
    fn accepted_drafts_go_and_their_folder_with_them() {
        let (folder, world) = project();
        assert_eq!(remove_drafts(&world).unwrap(), 2);
        assert!(!folder.path().join("drafts").exists());
    }

    #[test]
    fn without_drafts_nothing_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        assert_eq!(remove_drafts(&world).unwrap(), 0);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        OnDisk::of(&world).make("drafts").unwrap();
        put(&world, "drafts/notes.md", "mine");
        put(&world, "drafts/.gitignore", "*\n");
        assert_eq!(remove_drafts(&world).unwrap(), 0);
        assert_eq!(files(&world, "drafts").len(), 2);
        assert!(!folder.path().join(".knowns").exists());
    }

    #[test]
    fn an_edited_draft_stays_and_is_known_for_one() {
        let (_folder, world) = project();
        put(&world, "drafts/a.md", "edited");
        assert_eq!(remove_drafts(&world).unwrap(), 1);
        let left: Vec<String> = files(&world, "drafts").into_keys().collect();
        assert_eq!(left, ["drafts/.gitignore", "drafts/a.md", "drafts/manifest.json"]);
        let pages = pages(&[("drafts/a.md", "a2")]);
        let plan = drafts(&world, &pages, &manifest(&pages)).unwrap();
        assert!(plan.problems.is_empty());
        assert_eq!(plan.edited, [ProjectPath::fixed("drafts/a.md")]);
    }

    #[test]
    fn a_file_of_others_stays_out_of_git() {
        let (_folder, world) = project();
        put(&world, "drafts/d/notes.md", "mine");
        assert_eq!(remove_drafts(&world).unwrap(), 2);
        let left: Vec<String> = files(&world, "drafts").into_keys().collect();
        assert_eq!(left, ["drafts/.gitignore", "drafts/d/notes.md"]);
        assert_eq!(remove_drafts(&world).unwrap(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn drafts_behind_a_link_stay() {
        let (folder, world) = project();
        std::fs::rename(folder.path().join("drafts"), folder.path().join("other")).unwrap();
        std::os::unix::fs::symlink("other", folder.path().join("drafts")).unwrap();
        assert_eq!(remove_drafts(&world).unwrap(), 0);
        assert_eq!(files(&world, "other").len(), 4);
    }

    #[test]
    fn a_removal_that_is_killed_is_finished_by_the_next() {
        for fails in 0..8 {
            let (_folder, world) = project();
            let killed = Removal::of(&world).carry_out(&Failing::at(&world, fails, true));
            assert_eq!(killed.is_err(), fails < 4, "step {fails}");
            remove_drafts(&world).unwrap();
            assert!(files(&world, "drafts").is_empty(), "step {fails}");
        }
    }
}
