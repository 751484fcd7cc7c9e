//! A finished page in Markdown: its text, what it is made of, and what each stretch of it stands for.

use crate::model::{Brief, Key};
use crate::text::{Place, Span};
use crate::view::Mark;

use crate::markdown::{LiveMarkup, Outline};

/// A finished page of a brief, as it is checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinishedPage<'p> {
    /// The brief it prints.
    pub(crate) brief: Key<Brief>,
    /// Its text.
    pub(crate) text: &'p str,
    /// What it is made of.
    pub(crate) facts: &'p PageFacts,
    /// What it prints through the registry, in order.
    pub(crate) marks: &'p [MarkUse],
}

/// What a page in Markdown is made of.
#[derive(Debug, Clone)]
pub struct PageFacts {
    /// Its headings and footnotes.
    pub(crate) outline: Outline,
    /// The byte range of the section on what is known and unknown, where it was printed.
    pub(crate) panel: Option<Span>,
    /// The byte ranges of what is made of the rest of the page: definitions, where numbers come from, sources.
    pub(crate) made: Vec<Span>,
    /// What would be live where others render the Markdown, with where it was written.
    pub(crate) live: Vec<(LiveMarkup, String, Place)>,
    /// The template that made it.
    pub(crate) template: Place,
}

/// A stretch of a page and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkUse {
    /// The line of the page, from one.
    pub line: usize,
    /// The byte range in the page.
    pub span: Span,
    /// What it stands for.
    pub mark: Mark,
}
