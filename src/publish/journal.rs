//! What is about to be changed, written down before the first step: by it the next command finishes what a killed one began.
//!
//! A journal is a file in the project's folder, and a stranger's project may bring one: it names only files that the tool
//! writes, and nothing is put in place but bytes with the digest that was written down.

use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Output;
use super::folder::{Folder, OnDisk};
use super::lock::Lock;
use super::step::{Before, Step, mending, names};
use crate::Error;
use crate::digest::Digest;
use crate::edition::LOCK_FILE;
use crate::snapshot::is_sidecar;
use crate::world::{Disk, ProjectPath, Unreadable, World};

/// The version of the journal's format.
const JOURNAL_VERSION: u64 = 1;
/// Its name among what is staged.
const NAME: &str = "journal.json";
/// The most bytes a journal may have: that of 20,000 pages has six million.
pub(crate) const LARGEST_JOURNAL: u64 = 64 << 20;

/// The most bytes that a file may have which is put in place: a data file may have so many.
pub(super) const LARGEST_MENDED: u64 = 1 << 30;

/// What is about to be changed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    journal: u64,
    steps: Vec<Noted>,
}

/// A step, as far as another process has to know it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Noted {
    path: String,
    staged: String,
    /// The SHA-256 of what has the name: empty of a file that could not be read, none where there is no file.
    before: Option<String>,
    /// The SHA-256 of what it is to hold; none of a file that is to go.
    after: Option<String>,
}

impl Journal {
    /// Returns the journal of some steps.
    pub(super) fn of(steps: &[Step<'_>]) -> Self {
        let noted = |step: &Step<'_>| Noted {
            path: step.path.to_owned(),
            staged: step.staged.clone(),
            before: match step.before {
                Before::Absent => None,
                Before::Present(digest) => Some(digest.map(|digest| digest.to_string()).unwrap_or_default()),
            },
            after: step.after.digest().map(|digest| digest.to_string()),
        };
        Self { journal: JOURNAL_VERSION, steps: steps.par_iter().map(noted).collect() }
    }

    /// Writes it beside what is staged.
    pub(super) fn put(&self, folder: &dyn Folder, staging: &str) -> Result<(), Error> {
        let path = format!("{staging}/{NAME}");
        // Under another name first: half a journal is none.
        let half = format!("{staging}/half-{NAME}");
        // Text and lists cannot fail to be written.
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        let put =
            folder.put(&half, &bytes).and_then(|()| folder.sync(&half)).and_then(|()| folder.rename(&half, &path));
        put.map_err(Error::system("write", Path::new(&path)))
    }

    /// Returns the journal of a folder; none where none can be used.
    fn read(world: &Disk, staging: &str) -> Option<Self> {
        let path = path(staging);
        let journal: Self = serde_json::from_slice(&world.read_at_most(&path, LARGEST_JOURNAL).ok()?).ok()?;
        let fits = |step: &Noted| may_change(staging, &step.path) && is_plain(&step.staged);
        (journal.journal == JOURNAL_VERSION && journal.steps.iter().all(fits)).then_some(journal)
    }
}

fn path(staging: &str) -> ProjectPath {
    ProjectPath::parse(&format!("{staging}/{NAME}")).expect("the tool's own folder has a path")
}

/// Returns whether the tool itself may have had a reason to change a file.
fn may_change(staging: &str, path: &str) -> bool {
    let is_project_path = ProjectPath::parse(path).is_ok_and(|parsed| parsed.as_str() == path);
    let is_hidden = path.split('/').any(|name| name.starts_with('.'));
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    let output = Output::ALL.into_iter().find(|output| output.staging() == staging);
    is_project_path
        && match output {
            Some(output) if output.ignore_file() == Some(path) => true,
            Some(Output::Reports) if path == LOCK_FILE => true,
            Some(output) => path.split('/').next() == Some(output.folder()) && !is_hidden,
            None if is_sidecar(path) => !is_hidden,
            None => !is_hidden && (matches!(ending, Some("yaml" | "yml" | "md" | "html")) || may_mend(path)),
        }
}

/// Returns whether a file is named as a data file is, so that it may be replaced and what was begun with it finished.
pub(super) fn may_mend(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    matches!(ending.as_deref(), Some("csv" | "tsv" | "tab" | "txt" | "dat" | "xlsx" | "xlsm" | "ods"))
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && !name.starts_with('.')
}

/// Every folder in which something may be staged.
fn all() -> impl Iterator<Item = String> {
    Output::ALL.map(Output::staging).into_iter().chain([mending()])
}

/// Returns whether a command was killed before it had finished.
pub fn is_unfinished(world: &Disk) -> bool {
    all().any(|staging| world.size(&path(&staging)).is_ok())
}

/// Finishes what a killed command began; returns how many files it changed.
pub fn finish(world: &Disk) -> Result<usize, Error> {
    if !is_unfinished(world) {
        return Ok(0);
    }
    let _lock = Lock::take(world)?;
    finish_locked(world)
}

/// Finishes what a killed command began, for whoever holds the lock.
pub(super) fn finish_locked(world: &Disk) -> Result<usize, Error> {
    if !is_unfinished(world) {
        return Ok(0);
    }
    finish_in(world, &OnDisk::of(world))
}

/// Finishes it in `folder`, through which everything is changed.
pub(super) fn finish_in(world: &Disk, folder: &dyn Folder) -> Result<usize, Error> {
    let mut changed = 0;
    for staging in all() {
        if world.size(&path(&staging)).is_err() {
            continue;
        }
        if let Some(journal) = Journal::read(world, &staging) {
            changed += journal.finish(world, folder, &staging)?;
        }
        clear(folder, &staging).map_err(Error::system("clear", Path::new(&staging)))?;
    }
    Ok(changed)
}

/// Removes what is staged, the journal first: without it the rest means nothing.
pub(super) fn clear(folder: &dyn Folder, staging: &str) -> std::io::Result<()> {
    match folder.remove(&format!("{staging}/{NAME}")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    folder.clear(staging)
}

impl Journal {
    fn finish(&self, world: &Disk, folder: &dyn Folder, staging: &str) -> Result<usize, Error> {
        // Before its first step a command has changed nothing, and it is as if it had never been called.
        if self.steps.first().is_none_or(|first| first.stands(world) != Stands::AsItShould) {
            return Ok(0);
        }
        let mut changed = 0;
        for step in &self.steps {
            let stands = step.stands(world);
            let is_ours = match (stands, &step.before) {
                (Stands::AsItShould, _) | (Stands::Unreadable | Stands::Holds(_), None) => false,
                (Stands::Absent, before) => before.is_none(),
                (Stands::Holds(digest), Some(before)) => digest.to_string() == *before || before.is_empty(),
                (Stands::Unreadable, Some(before)) => before.is_empty(),
            };
            // What somebody changed since is theirs.
            if !is_ours {
                continue;
            }
            if !step.make(world, folder, staging)? {
                // It was staged and is gone, or only half of it reached the disk: the next build makes the pages anew.
                break;
            }
            changed += 1;
        }
        Ok(changed)
    }
}

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    AsItShould,
    Holds(Digest),
    Absent,
    Unreadable,
}

impl Noted {
    fn stands(&self, world: &Disk) -> Stands {
        let now = ProjectPath::parse(&self.path)
            .map_err(|_| Unreadable::Missing)
            .and_then(|path| world.read_at_most(&path, LARGEST_MENDED));
        match (now, &self.after) {
            (Ok(bytes), after) => {
                let digest = Digest::of(&bytes);
                if *after == Some(digest.to_string()) { Stands::AsItShould } else { Stands::Holds(digest) }
            }
            (Err(Unreadable::Missing), None) => Stands::AsItShould,
            (Err(Unreadable::Missing), Some(_)) => Stands::Absent,
            (Err(_), _) => Stands::Unreadable,
        }
    }

    /// Makes the step; returns whether it could be made.
    fn make(&self, world: &Disk, folder: &dyn Folder, staging: &str) -> Result<bool, Error> {
        let path = Path::new(&self.path);
        let (staged, kept) = names(staging, &self.staged);
        let Some(after) = &self.after else {
            folder.rename(&self.path, &kept).map_err(Error::system("remove", path))?;
            return Ok(true);
        };
        let found =
            ProjectPath::parse(&staged).ok().and_then(|staged| world.read_at_most(&staged, LARGEST_MENDED).ok());
        if found.is_none_or(|bytes| Digest::of(&bytes).to_string() != *after) {
            return Ok(false);
        }
        if let Some((parent, _)) = self.path.rsplit_once('/') {
            folder.make(parent).map_err(Error::system("make the folder", Path::new(parent)))?;
        }
        folder.rename(&staged, &self.path).map_err(Error::system("write", path))?;
        Ok(true)
    }
}
