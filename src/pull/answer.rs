//! Engines as a pull sees them: somebody to connect to, who is asked one statement and answers with typed rows, in pieces.

use std::time::Duration;

use super::{AnswerColumn, PullFault, Rows};
use crate::snapshot::{Engine, Profile};

/// Who knows how to reach engines.
pub(crate) trait Engines: Send + Sync {
    /// Connects to the engine of a profile, which is to think no longer than that.
    fn connect(&self, profile: &Profile, limit: Duration) -> Result<Box<dyn Asks>, PullFault>;
}

/// An engine that is connected.
pub(crate) trait Asks {
    /// Returns its name and version, and those of the driver.
    fn about(&self) -> Engine;

    /// Asks a statement.
    fn ask(&mut self, statement: &str) -> Result<Box<dyn Answer>, PullFault>;
}

/// The answer to a statement, as it comes.
pub(crate) trait Answer {
    /// Returns its columns.
    fn columns(&self) -> Vec<AnswerColumn>;

    /// Adds some rows; returns whether more may come.
    fn next(&mut self, rows: &mut Rows) -> Result<bool, PullFault>;
}
