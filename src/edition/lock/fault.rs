//! Why a lock cannot be read, and the problem that says what to do.

use crate::diagnostic::Problem;
use crate::diagnostic::code::edition as code;
use crate::text::{Excerpt, Place, Span};
use crate::world::ProjectPath;

use super::LOCK_FILE;

/// What to do about a lock that is broken.
pub const GOOD_VERSION: &str = "take the last good version from the project's history (`git checkout claims.lock`)";

/// A fault and the line of the lock on which it was met, from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockFault {
    /// The line.
    pub line: usize,
    /// What it is.
    pub fault: Fault,
}

/// Why a lock cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
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
        let line = text.lines().nth(self.line - 1).unwrap_or_default();
        let shown: String = line.chars().take(100).collect();
        let span = Span::new(0, shown.len());
        let excerpt = Excerpt { file: ProjectPath::fixed(LOCK_FILE), line: self.line, column: 1, text: shown, span };
        let message = match self.fault {
            Fault::NoLock => "this is not a lock file".to_owned(),
            Fault::Newer(version) => format!("the lock has version {version}, newer than this tool knows"),
            Fault::Conflict => "a merge left its marks in the lock".to_owned(),
            Fault::Cut => "the lock ends too early".to_owned(),
            Fault::Edited => "the editions of this brief were changed by hand".to_owned(),
            Fault::Unexpected => "this line is nothing that the tool writes".to_owned(),
            Fault::Twice => "this brief appears twice".to_owned(),
        };
        let help = match self.fault {
            Fault::Newer(_) => "build with the version of `knowns` that wrote it, or a later one",
            Fault::Conflict => {
                "take one side of the merge whole (`git checkout --ours claims.lock`, or `--theirs`), then accept again what \
                 the other side had accepted"
            }
            _ => GOOD_VERSION,
        };
        Problem::error(&code::LOCK_UNREADABLE, Place::Line(excerpt), message)
            .note("the lock is what says which editions were published; it is never repaired by guessing")
            .help(help)
    }
}
