//! A page: the bytes of one file below `reports/`, and what each stretch of it stands for.

use crate::compose::Mark;
use crate::model::{Brief, Key};
use crate::text::Span;
use crate::world::ProjectPath;

/// A file to write.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it goes, such as `reports/border-november.md`.
    pub path: ProjectPath,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The brief it prints; none for the index.
    pub brief: Option<Key<Brief>>,
    /// What it prints through the registry, in order; only of Markdown pages.
    pub marks: Vec<MarkUse>,
}

/// A stretch of a Markdown page and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkUse {
    /// The line of the page, from one.
    pub line: usize,
    /// The byte range in the page.
    pub span: Span,
    /// What it stands for.
    pub mark: Mark,
}
