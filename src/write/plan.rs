//! What writing would change: which files differ, which are the same, which are to go, and what stands in the way.
//!
//! `check` makes the same plan and carries none of it out, so it reports what `build` would.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::lock::OWN;
use super::{MANIFEST_FILE, Manifest, ManifestFault, REPORTS};
use crate::diagnostic::code::output as code;
use crate::diagnostic::{Place, Problem, Problems};
use crate::digest::Digest;
use crate::render::Page;
use crate::world::{Disk, ProjectPath, Unreadable, World};

/// What writing changes.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// Pages to write, and whether a file is replaced.
    pub write: Vec<(&'a Page, Before)>,
    /// The new manifest, where it differs.
    pub manifest: Option<(Vec<u8>, Before)>,
    /// How many pages are the same already.
    pub same: usize,
    /// Pages to write over a report that somebody edited by hand.
    pub edited: Vec<ProjectPath>,
    /// Reports of an earlier build that no brief makes any more.
    pub remove: Vec<ProjectPath>,
    /// Reports of an earlier build that no brief makes any more and that somebody edited since: they stay.
    pub orphans: Vec<ProjectPath>,
    /// Files in the folder that the tool did not write.
    pub foreign: Vec<ProjectPath>,
    /// What stands in the way.
    pub problems: Problems,
}

/// Whether a file has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// None has.
    Absent,
    /// One has.
    Present,
}

impl Plan<'_> {
    /// Returns whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.manifest.is_none() && self.remove.is_empty()
    }
}

/// Returns what writing `pages` with their manifest would change.
pub fn plan<'a>(world: &Disk, pages: &'a [Page], manifest: &Manifest) -> Plan<'a> {
    let mut plan = Plan::default();
    plan.problems.extend(same_names(pages));
    plan.problems.extend(not_folders(world.root(), pages));
    if plan.problems.any_errors() {
        return plan;
    }
    let last = Last::read(world, &mut plan.problems);
    let found: Vec<Found> = pages.par_iter().map(|page| Found::of(world, &page.path, &page.bytes)).collect();
    for (page, found) in pages.iter().zip(found) {
        match found {
            Found::Same => plan.same += 1,
            Found::Absent => plan.write.push((page, Before::Absent)),
            Found::Different(digest) if last.wrote(&page.path) => {
                if last.knows_other(&page.path, &digest) {
                    plan.edited.push(page.path.clone());
                }
                plan.write.push((page, Before::Present));
            }
            Found::Folder => plan.problems.push(folder_in_the_way(&page.path)),
            Found::Different(_) | Found::Unknown => plan.problems.push(not_ours(&page.path)),
        }
    }
    let bytes = manifest.to_bytes();
    let path = ProjectPath::fixed(MANIFEST_FILE);
    match Found::of(world, &path, &bytes) {
        Found::Same => {}
        Found::Absent => plan.manifest = Some((bytes, Before::Absent)),
        Found::Folder => plan.problems.push(folder_in_the_way(&path)),
        Found::Different(_) | Found::Unknown => plan.manifest = Some((bytes, Before::Present)),
    }
    leftovers(world, pages, &last, &mut plan);
    plan
}

/// What the last build wrote.
enum Last {
    Unusable,
    Wrote(BTreeMap<String, BTreeSet<String>>),
}

impl Last {
    fn read(world: &Disk, problems: &mut Problems) -> Self {
        let mut wrote: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let path = ProjectPath::fixed(MANIFEST_FILE);
        // A build that was killed left the manifest it was about to put in place.
        let staged = ProjectPath::parse(&format!("{OWN}/staging/manifest.json")).ok();
        let staged = staged.and_then(|staged| Manifest::read(&world.read(&staged).ok()?).ok());
        let manifest = match world.read(&path).map(|bytes| Manifest::read(&bytes)) {
            Ok(Ok(manifest)) => Some(manifest),
            Ok(Err(fault)) => {
                problems.push(unreadable(&path, fault));
                return Self::Unusable;
            }
            Err(_) => None,
        };
        for (path, digest) in manifest.into_iter().chain(staged).flat_map(|manifest| manifest.outputs) {
            wrote.entry(path).or_default().insert(digest);
        }
        Self::Wrote(wrote)
    }

    /// Returns whether the tool wrote a file of that name; a damaged manifest is proof enough that it wrote the folder.
    fn wrote(&self, path: &ProjectPath) -> bool {
        match self {
            Self::Unusable => true,
            Self::Wrote(files) => files.contains_key(path.as_str()),
        }
    }

    /// Returns whether the tool wrote something else than what is there now.
    fn knows_other(&self, path: &ProjectPath, digest: &Digest) -> bool {
        matches!(self, Self::Wrote(_)) && !self.wrote_exactly(path, digest)
    }

    fn wrote_exactly(&self, path: &ProjectPath, digest: &Digest) -> bool {
        match self {
            Self::Unusable => false,
            Self::Wrote(files) => files.get(path.as_str()).is_some_and(|wrote| wrote.contains(&digest.to_string())),
        }
    }
}

/// What has the name of a page.
enum Found {
    Same,
    Different(Digest),
    Absent,
    Folder,
    Unknown,
}

impl Found {
    fn of(world: &Disk, path: &ProjectPath, bytes: &[u8]) -> Self {
        match world.read(path) {
            Ok(found) if found == bytes => Self::Same,
            Ok(found) => Self::Different(Digest::of(&found)),
            Err(Unreadable::NotAFile) => Self::Folder,
            Err(Unreadable::Missing) if world.root().join(path.as_str()).symlink_metadata().is_err() => Self::Absent,
            Err(_) => Self::Unknown,
        }
    }
}

fn leftovers(world: &Disk, pages: &[Page], last: &Last, plan: &mut Plan<'_>) {
    let pages: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).chain([MANIFEST_FILE]).collect();
    let listed = world.list(&ProjectPath::fixed(REPORTS)).unwrap_or_default();
    for path in listed {
        let hidden = path.as_str().split('/').any(|name| name.starts_with('.'));
        if hidden || pages.contains(path.as_str()) {
            continue;
        }
        let digest = world.read(&path).map(|bytes| Digest::of(&bytes));
        if digest.is_ok_and(|digest| last.wrote_exactly(&path, &digest)) {
            plan.remove.push(path);
        } else if matches!(last, Last::Wrote(_)) && last.wrote(&path) {
            plan.orphans.push(path);
        } else {
            plan.foreign.push(path);
        }
    }
}

fn same_names(pages: &[Page]) -> Vec<Problem> {
    let mut names = BTreeSet::from([MANIFEST_FILE.to_owned()]);
    let twice = pages.iter().filter(|page| !names.insert(page.path.as_str().to_lowercase()));
    twice
        .map(|page| {
            Problem::error(
                &code::SAME_REPORT_TWICE,
                Place::Project,
                format!("two pages would be written to `{}`", page.path),
            )
            .note("only one of them would survive")
            .help("give one of the briefs another id")
        })
        .collect()
}

/// Finds links and files where `reports` and the folders in it should be.
fn not_folders(root: &Path, pages: &[Page]) -> Vec<Problem> {
    let above = pages.iter().filter_map(|page| page.path.as_str().rsplit_once('/'));
    let folders: BTreeSet<&str> = above.map(|(folder, _)| folder).chain([REPORTS]).collect();
    let not_a_folder = |path: &&str| root.join(path).symlink_metadata().is_ok_and(|found| !found.is_dir());
    folders.into_iter().filter(not_a_folder).map(|path| not_a_folder_problem(root, path)).collect()
}

fn not_a_folder_problem(root: &Path, path: &str) -> Problem {
    let kind = if root.join(path).is_symlink() { "a symbolic link" } else { "a file" };
    Problem::error(&code::REPORTS_NOT_A_FOLDER, Place::Project, format!("`{path}` is {kind}, not a folder"))
        .note("reports are written and removed only in a folder of the project itself")
        .help(format!("remove `{path}`; the next build makes the folder"))
}

fn not_ours(path: &ProjectPath) -> Problem {
    Problem::error(
        &code::REPORT_NOT_OURS,
        Place::File(path.clone()),
        format!("`{path}` is in the way and was not written by this tool"),
    )
    .note(format!("`{MANIFEST_FILE}` lists what a build may replace, and does not list it"))
    .help("move it to another folder, or delete it if it is an old report")
}

fn folder_in_the_way(path: &ProjectPath) -> Problem {
    Problem::error(&code::FOLDER_IN_THE_WAY, Place::File(path.clone()), format!("`{path}` is not a file"))
        .note("a report would be written there")
        .help("rename or remove it, or give the brief another id")
}

fn unreadable(path: &ProjectPath, fault: ManifestFault) -> Problem {
    let message = match fault {
        ManifestFault::Damaged => "the manifest of the last build is damaged".to_owned(),
        ManifestFault::Newer(version) => {
            format!("the manifest of the last build has version {version}, newer than this tool knows")
        }
    };
    Problem::warning(&code::MANIFEST_UNREADABLE, Place::File(path.clone()), message)
        .note("without it a build cannot tell which reports of removed briefs it wrote, and leaves them")
        .help("build to write a new one, and delete reports that no brief makes any more")
}
