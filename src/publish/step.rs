//! One step of a change: what a file held before, what it is to hold, and where that waits meanwhile.

use super::lock::OWN;
use crate::digest::Digest;

/// One file that is to hold something, or to go.
#[derive(Debug, Clone)]
pub(crate) struct Step<'a> {
    /// Where it stands.
    pub(super) path: &'a str,
    /// What it is called until it stands there.
    pub(super) staged: String,
    /// What has its name now.
    pub(super) before: Before,
    /// What it is to hold.
    pub(super) after: After<'a>,
}

/// Whether a file has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// None has.
    Absent,
    /// One has; its digest, where it could be read.
    Present(Option<Digest>),
}

/// What a file is to hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum After<'a> {
    /// These bytes.
    Holds(&'a [u8]),
    /// These bytes, on the disk itself before anything is changed.
    Lasts(&'a [u8]),
    /// The same, with the permissions that the file has.
    Keeps(&'a [u8]),
    /// Nothing: it is to go.
    Gone,
}

impl After<'_> {
    /// Returns what it is to hold; none of a file that is to go.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Holds(bytes) | Self::Lasts(bytes) | Self::Keeps(bytes) => Some(bytes),
            Self::Gone => None,
        }
    }
}

/// Returns where a file is staged, and where what was there before is kept.
pub(super) fn names(staging: &str, staged: &str) -> (String, String) {
    (format!("{staging}/{staged}"), format!("{staging}/kept-{staged}"))
}

/// Returns where mended files are staged: apart from pages, for the two are changed apart.
pub(super) fn mending() -> String {
    format!("{OWN}/mending")
}
