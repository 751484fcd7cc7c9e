//! One step of a change: what a file held before, what it is to hold, and where that waits meanwhile.

use std::borrow::Cow;

use super::lock::OWN;
use crate::digest::Digest;
use crate::render::Page;

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
    Holds(Body<'a>),
    /// These bytes, on the disk itself before anything is changed.
    Lasts(Body<'a>),
    /// The same, with the permissions that the file has.
    Keeps(Body<'a>),
    /// Nothing: it is to go.
    Gone,
}

/// Bytes to write.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Body<'a> {
    /// As they are.
    Bytes(&'a [u8]),
    /// Those of a page, which are unpacked when they are written.
    Page(&'a Page),
}

impl<'a> After<'a> {
    /// Returns whether the file is to go.
    pub(super) fn is_gone(self) -> bool {
        matches!(self, Self::Gone)
    }

    /// Returns what it is to hold; none of a file that is to go.
    pub(super) fn bytes(self) -> Option<Cow<'a, [u8]>> {
        match self {
            Self::Holds(body) | Self::Lasts(body) | Self::Keeps(body) => Some(body.bytes()),
            Self::Gone => None,
        }
    }

    /// Returns the digest of what it is to hold; none of a file that is to go.
    pub(super) fn digest(self) -> Option<Digest> {
        match self {
            Self::Holds(Body::Page(page)) | Self::Lasts(Body::Page(page)) | Self::Keeps(Body::Page(page)) => {
                Some(page.content.digest())
            }
            other => other.bytes().map(|bytes| Digest::of(&bytes)),
        }
    }
}

impl<'a> Body<'a> {
    fn bytes(self) -> Cow<'a, [u8]> {
        match self {
            Self::Bytes(bytes) => Cow::Borrowed(bytes),
            Self::Page(page) => page.bytes(),
        }
    }
}

impl<'a> From<&'a [u8]> for Body<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
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
