//! What writing would change: which files differ, which are the same, which are to go, and what stands in the way.
//!
//! `check` makes the same plan and carries none of it out, so it reports what `build` would.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::lock::IGNORE_ALL;
use super::manifest::LARGEST_MANIFEST;
use super::step::{After, Before, Body, Step};
use super::{LARGEST_PAGE, Manifest, ManifestFault, Output};
use crate::diagnostic::code::output as code;
use crate::diagnostic::{Problem, Problems, Severity, conflict};
use crate::digest::Digest;
use crate::edition::LOCK_FILE;
use crate::render::{Content, Page};
use crate::text::Place;
use crate::world::{Disk, ProjectPath, Unreadable, World};

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

    /// Returns whether a page is to be written that was not made again, because it stood where it does not stand any more.
    pub fn lacks_pages(&self) -> bool {
        self.write.iter().any(|(page, _)| !page.content.is_made())
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
            after: After::Keeps(Body::Bytes(bytes)),
        });
        // A build makes a lost page again; what is accepted has to be there while something else waits.
        let accepts = self.accepted.is_some();
        let page = |page| if accepts { After::Lasts(Body::Page(page)) } else { After::Holds(Body::Page(page)) };
        let ignore = self.output.ignore_file().filter(|_| self.ignore).map(|path| Step {
            path,
            staged: "ignore".to_owned(),
            before: Before::Absent,
            after: After::Holds(Body::Bytes(IGNORE_ALL)),
        });
        let pages = self.write.iter().enumerate().map(|(index, (written, before))| Step {
            path: written.path.as_str(),
            staged: index.to_string(),
            before: *before,
            after: page(written),
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
            after: After::Lasts(Body::Bytes(bytes)),
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
    let found: Vec<Found> = pages.par_iter().map(|page| Found::of(world, &page.path, &page.content)).collect();
    for (page, found) in pages.iter().zip(found) {
        match found {
            Found::Same => plan.same += 1,
            Found::Absent => plan.write.push((page, Before::Absent)),
            Found::Different { digest, marks } if last.wrote(&page.path) => {
                plan.problems.extend(marks.map(|marks| *marks));
                if last.knows_other(&page.path, &digest) {
                    plan.edited.push(page.path.clone());
                }
                plan.write.push((page, Before::Present(Some(digest))));
            }
            Found::Folder => plan.problems.push(folder_in_the_way(&page.path)),
            Found::Different { .. } | Found::Unknown => plan.problems.push(not_ours(output, &page.path)),
        }
    }
    let bytes = manifest.to_bytes();
    let path = ProjectPath::fixed(output.manifest_file());
    match Found::of_bytes(world, &path, &bytes) {
        Found::Same => {}
        Found::Absent => plan.manifest = Some((bytes, Before::Absent)),
        Found::Folder => plan.problems.push(folder_in_the_way(&path)),
        Found::Different { digest, .. } => plan.manifest = Some((bytes, Before::Present(Some(digest)))),
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
    Different {
        digest: Digest,
        /// That both sides of a git conflict stand in it.
        marks: Option<Box<Problem>>,
    },
    Absent,
    Folder,
    Unknown,
}

impl Found {
    fn of(world: &Disk, path: &ProjectPath, content: &Content) -> Self {
        Self::that(world, path, |found| content.is(found))
    }

    fn of_bytes(world: &Disk, path: &ProjectPath, bytes: &[u8]) -> Self {
        Self::that(world, path, |found| found == bytes)
    }

    fn that(world: &Disk, path: &ProjectPath, is_same: impl FnOnce(&[u8]) -> bool) -> Self {
        match world.read_at_most(path, LARGEST_PAGE) {
            Ok(found) if is_same(&found) => Self::Same,
            Ok(found) => Self::Different { digest: Digest::of(&found), marks: marks(path, &found) },
            Err(Unreadable::NotAFile) => Self::Folder,
            Err(Unreadable::Missing) if world.root().join(path.as_str()).symlink_metadata().is_err() => Self::Absent,
            Err(_) => Self::Unknown,
        }
    }
}

/// Returns the problem of a page in which both sides of a git conflict stand; a build writes it anew.
fn marks(path: &ProjectPath, bytes: &[u8]) -> Option<Box<Problem>> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !conflict::found(text).is_empty())?;
    let problem = conflict::in_lines(path, text, conflict::MADE)?;
    Some(Box::new(Problem { severity: Severity::Warning, ..problem }))
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

/// What the last build wrote.
pub(super) enum Previous {
    Unusable,
    Wrote(BTreeMap<String, BTreeSet<String>>),
}

impl Previous {
    /// Returns what was written to the folder of `output`; a manifest that cannot be used is a problem.
    pub(super) fn read(world: &Disk, output: Output, problems: &mut Problems) -> Self {
        let mut wrote: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        // A build that was killed left the manifest it was about to put in place.
        let staged = ProjectPath::parse(&format!("{}/{STAGED_MANIFEST}", output.staging())).ok();
        let staged = staged.and_then(|staged| Manifest::at(world, &staged).ok()?);
        let manifest = match Manifest::standing(world, output) {
            Ok(manifest) => manifest,
            Err(fault) => {
                problems.push(unreadable(world, &ProjectPath::fixed(output.manifest_file()), fault));
                return Self::Unusable;
            }
        };
        for manifest in manifest.into_iter().chain(staged) {
            for (path, digest) in manifest.outputs {
                wrote.entry(path).or_default().insert(digest);
            }
            for (path, digests) in manifest.merged.into_iter().flatten() {
                wrote.entry(path).or_default().extend(digests);
            }
        }
        Self::Wrote(wrote)
    }

    /// Returns whether the tool wrote a file of that name; a damaged manifest is proof enough that it wrote the folder.
    pub(super) fn wrote(&self, path: &ProjectPath) -> bool {
        match self {
            Self::Unusable => true,
            Self::Wrote(files) => files.contains_key(path.as_str()),
        }
    }

    /// Returns whether the tool wrote something else than what is there now.
    pub(super) fn knows_other(&self, path: &ProjectPath, digest: &Digest) -> bool {
        matches!(self, Self::Wrote(_)) && !self.wrote_exactly(path, digest)
    }

    pub(super) fn wrote_exactly(&self, path: &ProjectPath, digest: &Digest) -> bool {
        match self {
            Self::Unusable => false,
            Self::Wrote(files) => files.get(path.as_str()).is_some_and(|wrote| wrote.contains(&digest.to_string())),
        }
    }
}

/// Finds pages that would have one name, on some systems at least.
fn same_names(output: Output, pages: &[Page]) -> Vec<Problem> {
    let mut names = BTreeSet::from([output.manifest_file().to_owned()]);
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

/// Finds links and files where the folder of `output` and the folders in it should be.
fn not_folders(root: &Path, output: Output, pages: &[Page]) -> Vec<Problem> {
    let above = pages.iter().filter_map(|page| page.path.as_str().rsplit_once('/'));
    let folders: BTreeSet<&str> = above.map(|(folder, _)| folder).chain([output.folder()]).collect();
    let not_a_folder = |path: &&str| root.join(path).symlink_metadata().is_ok_and(|found| !found.is_dir());
    folders.into_iter().filter(not_a_folder).map(|path| not_a_folder_problem(root, path)).collect()
}

fn not_a_folder_problem(root: &Path, path: &str) -> Problem {
    let kind = if root.join(path).is_symlink() { "a symbolic link" } else { "a file" };
    Problem::error(&code::REPORTS_NOT_A_FOLDER, Place::Project, format!("`{path}` is {kind}, not a folder"))
        .note("reports are written and removed only in a folder of the project itself")
        .help(format!("remove `{path}`; the next build makes the folder"))
}

fn not_ours(output: Output, path: &ProjectPath) -> Problem {
    Problem::error(
        &code::REPORT_NOT_OURS,
        Place::File(path.clone()),
        format!("`{path}` is in the way and was not written by this tool"),
    )
    .note(format!("`{}` lists what a build may replace, and does not list it", output.manifest_file()))
    .help("move it to another folder, or delete it if it is an old report")
}

fn folder_in_the_way(path: &ProjectPath) -> Problem {
    Problem::error(&code::FOLDER_IN_THE_WAY, Place::File(path.clone()), format!("`{path}` is not a file"))
        .note("a report would be written there")
        .help("rename or remove it, or give the brief another id")
}

fn unreadable(world: &Disk, path: &ProjectPath, fault: ManifestFault) -> Problem {
    let of_marks = || {
        let bytes = world.read_at_most(path, LARGEST_MANIFEST).ok()?;
        conflict::in_lines(path, &String::from_utf8_lossy(&bytes), conflict::MADE)
    };
    if let Some(problem) = (fault == ManifestFault::Conflict).then(of_marks).flatten() {
        return Problem { severity: Severity::Warning, ..problem };
    }
    let message = match fault {
        ManifestFault::Damaged | ManifestFault::Conflict => "the manifest of the last build is damaged".to_owned(),
        ManifestFault::Newer(version) => {
            format!("the manifest of the last build has version {version}, newer than this tool knows")
        }
        ManifestFault::TooLarge => {
            format!("the manifest of the last build is larger than {} MiB, and was not read", LARGEST_MANIFEST >> 20)
        }
    };
    Problem::warning(&code::MANIFEST_UNREADABLE, Place::File(path.clone()), message)
        .note("without it a build cannot tell which reports of removed briefs it wrote, and leaves them")
        .help("build to write a new one, and delete reports that no brief makes any more")
}
