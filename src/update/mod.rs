//! A new release of a dataset takes the place of the present one, which is kept: what of that is worked out before anything is written.
//!
//! Which release a file is (`vintage`), what of its description no longer fits (`compare`), which files and which keys of the registry
//! change (`replacement`), and which kept releases nothing needs any more (`kept`). Nothing is written here: `publish` does that.

mod compare;
mod days;
mod form;
mod kept;
mod plan;
mod registered;
mod vintage;

pub(crate) use compare::{Releases, compare};
pub(crate) use kept::{KeptRelease, kept, taken};
pub(crate) use plan::{NewRelease, PutFile, Replacement, differs, is_behind, moved_day, replacement};
pub(crate) use registered::{DataFile, data_file, registered};
pub(crate) use vintage::{Named, NotKnown, agreed, is_newer, named};

/// The most bytes that a release may have.
pub(crate) const LARGEST: u64 = crate::csv::LARGEST;
/// What to do about one that has more.
pub(crate) const SMALLER: &str = crate::csv::SMALLER;

/// Returns whether words are an address that a release can be downloaded from: a whole one, with nobody's name in it.
pub(crate) fn is_download(written: &str) -> bool {
    crate::resolve::is_download(written)
}

/// Why a release cannot take the place of another, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUpdated {
    /// What is in the way, in words.
    pub why: String,
    /// What to do.
    pub help: String,
}

impl NotUpdated {
    /// Returns what is in the way, and what to do.
    pub(crate) fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { why: why.into(), help: help.into() }
    }
}
