//! What writing would change: which files differ, which are the same, which are to go, and what stands in the way.
//!
//! `check` makes the same plan and carries none of it out, so it reports what `build` would.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::conflicts::{folder_in_the_way, not_folders, not_ours, same_names};
use super::lock::IGNORE_ALL;
use super::previous::Previous;
use super::stage::{After, Before, Step};
use super::{Manifest, Output};
use crate::diagnostic::Problems;
use crate::digest::Digest;
use crate::edition::LOCK_FILE;
use crate::render::Page;
use crate::world::{Disk, ProjectPath, Unreadable, World};

/// The most bytes that are read of a page on disk: no page that the tool makes has nearly as many.
pub const LARGEST_PAGE: u64 = 256 << 20;

/// The new bytes of a file, and what has its name.
pub(super) type Replacement = (Arc<[u8]>, Before);

/// What writing changes.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// Where the pages go.
    pub output: Output,
    /// Whether the folder is to be kept out of git and nothing does that yet.
    pub ignore: bool,
    /// Pages to write, and whether a file is replaced.
    pub write: Vec<(&'a Page, Before)>,
    /// The new bytes of `claims.lock`, where they differ.
    pub accepted: Option<Replacement>,
    /// The new manifest, where it differs.
    pub manifest: Option<(Vec<u8>, Before)>,
    /// How many pages are the same already.
    pub same: usize,
    /// Pages to write over a report that somebody edited by hand.
    pub edited: Vec<ProjectPath>,
    /// Reports of an earlier build that no brief makes any more, and what they hold.
    pub remove: Vec<(ProjectPath, Digest)>,
    /// Reports of an earlier build that no brief makes any more and that somebody edited since: they stay.
    pub orphans: Vec<ProjectPath>,
    /// Files in the folder that the tool did not write.
    pub foreign: Vec<ProjectPath>,
    /// What stands in the way.
    pub problems: Problems,
}

impl Plan<'_> {
    /// Returns whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        let pages = self.write.is_empty() && self.manifest.is_none() && self.remove.is_empty();
        pages && self.accepted.is_none() && !self.ignore
    }

    /// Returns what the same pages would change once all of this was done.
    pub fn carried_out(&self) -> Plan<'static> {
        // What no manifest lists any more is as if others had put it there.
        let mut foreign = [self.foreign.clone(), self.orphans.clone()].concat();
        foreign.sort();
        let problems = self.problems.clone();
        Plan { output: self.output, same: self.same + self.write.len(), foreign, problems, ..Plan::default() }
    }

    /// Returns every change in the order in which it is made: `claims.lock` first, for it alone decides what is published, and
    /// the manifest last, for it says that all is done.
    pub(super) fn steps(&self) -> Vec<Step<'_>> {
        let lock = self.accepted.iter().map(|(bytes, before)| Step {
            path: LOCK_FILE,
            staged: LOCK_FILE.to_owned(),
            before: *before,
            after: After::Keeps(bytes),
        });
        // A build makes a lost page again; what is accepted has to be there while something else waits.
        let accepts = self.accepted.is_some();
        let page = |bytes| if accepts { After::Lasts(bytes) } else { After::Holds(bytes) };
        let ignore = self.output.ignore_file().filter(|_| self.ignore).map(|path| Step {
            path,
            staged: "ignore".to_owned(),
            before: Before::Absent,
            after: After::Holds(IGNORE_ALL),
        });
        let pages = self.write.iter().enumerate().map(|(index, (written, before))| Step {
            path: written.path.as_str(),
            staged: index.to_string(),
            before: *before,
            after: page(&written.bytes),
        });
        let removed = self.remove.iter().enumerate().map(|(index, (path, digest))| Step {
            path: path.as_str(),
            staged: format!("removed-{index}"),
            before: Before::Present(Some(*digest)),
            after: After::Gone,
        });
        let manifest = self.manifest.iter().map(|(bytes, before)| Step {
            path: self.output.manifest_file(),
            staged: STAGED_MANIFEST.to_owned(),
            before: *before,
            after: After::Lasts(bytes),
        });
        lock.chain(ignore).chain(pages).chain(removed).chain(manifest).collect()
    }
}

/// What the manifest is called until it is in place.
pub(super) const STAGED_MANIFEST: &str = "manifest.json";

/// Returns what writing `pages` with their manifest would change; their paths must lie in the folder of `output`.
pub fn plan<'a>(world: &Disk, output: Output, pages: &'a [Page], manifest: &Manifest) -> Plan<'a> {
    debug_assert!(pages.iter().all(|page| page.path.as_str().split('/').next() == Some(output.folder())));
    let mut plan = Plan { output, ..Plan::default() };
    plan.problems.extend(same_names(output, pages));
    plan.problems.extend(not_folders(world.root(), output, pages));
    if plan.problems.any_errors() {
        return plan;
    }
    let last = Previous::read(world, output, &mut plan.problems);
    let found: Vec<Found> = pages.par_iter().map(|page| Found::of(world, &page.path, &page.bytes)).collect();
    for (page, found) in pages.iter().zip(found) {
        match found {
            Found::Same => plan.same += 1,
            Found::Absent => plan.write.push((page, Before::Absent)),
            Found::Different(digest) if last.wrote(&page.path) => {
                if last.knows_other(&page.path, &digest) {
                    plan.edited.push(page.path.clone());
                }
                plan.write.push((page, Before::Present(Some(digest))));
            }
            Found::Folder => plan.problems.push(folder_in_the_way(&page.path)),
            Found::Different(_) | Found::Unknown => plan.problems.push(not_ours(output, &page.path)),
        }
    }
    let bytes = manifest.to_bytes();
    let path = ProjectPath::fixed(output.manifest_file());
    match Found::of(world, &path, &bytes) {
        Found::Same => {}
        Found::Absent => plan.manifest = Some((bytes, Before::Absent)),
        Found::Folder => plan.problems.push(folder_in_the_way(&path)),
        Found::Different(digest) => plan.manifest = Some((bytes, Before::Present(Some(digest)))),
        Found::Unknown => plan.manifest = Some((bytes, Before::Present(None))),
    }
    let absent = |path: &str| world.root().join(path).symlink_metadata().is_err();
    plan.ignore = output.ignore_file().is_some_and(absent);
    leftovers(world, pages, &last, &mut plan);
    plan
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
        match world.read_at_most(path, LARGEST_PAGE) {
            Ok(found) if found == bytes => Self::Same,
            Ok(found) => Self::Different(Digest::of(&found)),
            Err(Unreadable::NotAFile) => Self::Folder,
            Err(Unreadable::Missing) if world.root().join(path.as_str()).symlink_metadata().is_err() => Self::Absent,
            Err(_) => Self::Unknown,
        }
    }
}

/// Finds what is in the folder and is none of `pages`.
pub(super) fn leftovers(world: &Disk, pages: &[Page], last: &Previous, plan: &mut Plan<'_>) {
    let pages: BTreeSet<&str> =
        pages.iter().map(|page| page.path.as_str()).chain([plan.output.manifest_file()]).collect();
    let listed = world.list(&ProjectPath::fixed(plan.output.folder())).unwrap_or_default();
    for path in listed {
        let hidden = path.as_str().split('/').any(|name| name.starts_with('.'));
        if hidden || pages.contains(path.as_str()) {
            continue;
        }
        // What others put there may be anything, and is not looked into.
        let digest = if last.wrote(&path) { world.read_at_most(&path, LARGEST_PAGE) } else { Err(Unreadable::Missing) };
        let digest = digest.map(|bytes| Digest::of(&bytes));
        if let Some(digest) = digest.ok().filter(|digest| last.wrote_exactly(&path, digest)) {
            plan.remove.push((path, digest));
        } else if matches!(last, Previous::Wrote(_)) && last.wrote(&path) {
            plan.orphans.push(path);
        } else {
            plan.foreign.push(path);
        }
    }
}
