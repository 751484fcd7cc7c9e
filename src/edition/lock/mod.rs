//! `claims.lock`: the editions that were accepted, one block a brief, one entry a line, sorted, so that a diff can be read
//! and two editors' editions of different briefs merge (`merge`).
//!
//! ```text
//! lock 3
//! # Written by `knowns accept`, never by hand. One entry a line.
//!
//! brief border-november
//!   edition 1 {"date":"2025-12-31","kind":"first",…}
//!   edition 2 {"date":"2026-01-31","kind":"data-update",…}
//!   was 1 claim november with {"reason":"…","values":["30,375"]}
//!   was 1 figure november_total with {"printed":"30,375","digest":"…"}
//!   claim november {"statement":"…","standing":"established",…}
//!   figure november_total {"label":"encounters","printed":"30,401","digest":"…"}
//!   sha256 5f3a…
//!
//! end
//! ```
//!
//! Each block ends with the SHA-256 of its lines, by which a change by hand is noticed, and the file ends with `end`, by which
//! a cut is.

mod line;
mod merge;
mod patch;
mod read;
mod write;

pub use merge::{Both, Merge, merge};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::code::edition as code;
use crate::diagnostic::{Problem, conflict};
use crate::text::{Excerpt, Place, Span};
use crate::world::ProjectPath;

use super::ledger::Ledger;

/// Where the lock stands.
pub const LOCK_FILE: &str = "claims.lock";

/// The latest version of its format, which tells what an edition superseded by what of it differs.
pub const LOCK_VERSION: u32 = 3;

/// The version that has [`Extent`](super::Extent)s and reinstatements.
const SECOND_VERSION: u32 = 2;

/// The first version of its format.
const FIRST_VERSION: u32 = 1;

/// The most bytes that are read, and so written, of a lock: that of 20,000 claims had 27 MiB after their first
/// editions.
pub const LARGEST_LOCK: u64 = 64 << 20;

/// The lock of a project: as it stands there, and as it is read.
#[derive(Debug, Clone, Default)]
pub struct ProjectLock {
    /// Its bytes; none where there is no lock.
    pub bytes: Option<Arc<[u8]>>,
    /// The accepted editions; none where there is no lock, or none that can be read.
    pub read: Option<Arc<Lock>>,
}

/// The accepted editions of every brief.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By the id of the brief.
    pub briefs: BTreeMap<String, Ledger>,
}

/// What to do about a lock that is broken.
pub const GOOD_VERSION: &str = "take the last good version from the project's history (`git checkout claims.lock`)";

/// A fault and the line of the lock on which it was met, from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockFault {
    /// The line.
    pub line: usize,
    /// What it is.
    pub fault: LockFaultKind,
}

/// Why a lock cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockFaultKind {
    /// It does not begin as a lock does.
    NoLock,
    /// A newer version of the tool wrote it.
    Newer(u32),
    /// A merge left its marks in it.
    Conflict,
    /// It ends too early.
    Cut,
    /// The lines of a brief are not those that were written.
    Edited,
    /// A line that the tool does not write.
    Unexpected,
    /// A brief that stands twice.
    Twice,
}

impl LockFault {
    /// Returns the problem that says what is wrong and what to do; `text` is the lock as read.
    pub fn problem(self, text: &str) -> Problem {
        let of_marks = || conflict::in_lines(&ProjectPath::fixed(LOCK_FILE), text, conflict::LOCK);
        if let Some(problem) = (self.fault == LockFaultKind::Conflict).then(of_marks).flatten() {
            return problem;
        }
        let line = text.lines().nth(self.line - 1).unwrap_or_default();
        let shown: String = line.chars().take(100).collect();
        let span = Span::new(0, shown.len());
        let excerpt =
            Excerpt { file: ProjectPath::fixed(LOCK_FILE), cell: None, line: self.line, column: 1, text: shown, span };
        let message = match self.fault {
            LockFaultKind::NoLock => "this is not a lock file".to_owned(),
            LockFaultKind::Newer(version) => format!("the lock has version {version}, newer than this tool knows"),
            LockFaultKind::Conflict => "a merge left its marks in the lock".to_owned(),
            LockFaultKind::Cut => "the lock ends too early".to_owned(),
            LockFaultKind::Edited => "the editions of this brief were changed by hand".to_owned(),
            LockFaultKind::Unexpected => "this line is nothing that the tool writes".to_owned(),
            LockFaultKind::Twice => "this brief appears twice".to_owned(),
        };
        let help = match self.fault {
            LockFaultKind::Newer(_) => "build with the version of `knowns` that wrote it, or a later one",
            _ => GOOD_VERSION,
        };
        Problem::error(&code::LOCK_UNREADABLE, Place::Line(excerpt), message)
            .note("the lock is what says which editions were published; it is never repaired by guessing")
            .help(help)
    }
}

#[cfg(test)]
mod tests;
