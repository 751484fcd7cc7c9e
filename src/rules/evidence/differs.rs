//! How the times of a test and of what is said differ.

use crate::language::When;
use crate::rules::ties::{Part, join};

/// How a test and what is said of its time differ.
pub(super) struct Differs {
    /// Which of the times said.
    pub(super) said: usize,
    /// What the test takes.
    pub(super) takes: When,
    /// Whether it is certain.
    pub(super) certain: bool,
    /// How the test takes it, where there are other words for that.
    pub(super) how: Option<&'static str>,
}

impl Differs {
    /// They differ for certain.
    pub(super) fn surely(said: usize, takes: When) -> Self {
        Self { said, takes, certain: true, how: None }
    }

    /// Says in other words how the test takes its time.
    pub(super) fn how(self, how: &'static str) -> Self {
        Self { how: Some(how), ..self }
    }

    /// They differ, unless the words mean something else.
    pub(super) fn perhaps(said: usize, takes: When) -> Self {
        Self { said, takes, certain: false, how: None }
    }
}

/// Returns the time from the first of some parts to the last.
pub(super) fn hull(parts: &[&Part]) -> Option<When> {
    parts.iter().flat_map(|part| &part.times).copied().reduce(join)
}
