//! A page: the bytes of one file below `reports/` or `drafts/`, and what each stretch of it stands for.

use crate::model::{Brief, Id, Key};
use crate::text::{Place, Span};
use crate::view::Mark;
use crate::world::ProjectPath;

use crate::markdown::{Live, Outline};

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
    /// What it is made of; only of Markdown pages.
    pub shape: Option<Shape>,
}

impl Page {
    /// Returns where a page of a brief goes.
    pub fn path_of(brief: &Id, extension: &str) -> Option<ProjectPath> {
        ProjectPath::parse(&format!("reports/{brief}.{extension}")).ok()
    }

    /// Returns a page of no brief: nothing in it is marked.
    pub fn of_no_brief(path: ProjectPath, bytes: Vec<u8>) -> Self {
        Self { path, bytes, brief: None, marks: Vec::new(), shape: None }
    }

    /// Returns the page below another folder than `reports`, such as `drafts`.
    ///
    /// # Panics
    /// Panics where `folder` is no path: it is a constant of the tool, not input.
    #[must_use]
    pub fn moved_to(self, folder: &'static str) -> Self {
        let below = self.path.as_str().split_once('/').map_or(self.path.as_str(), |(_, below)| below);
        let path = ProjectPath::fixed(folder).join(below).expect("what follows a folder in a path is a path");
        Self { path, ..self }
    }
}

/// What a Markdown page is made of, by which it is checked.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its headings and footnotes.
    pub(crate) outline: Outline,
    /// The byte range of the section on what is known and unknown, where it was printed.
    pub(crate) panel: Option<Span>,
    /// The byte ranges of what is made of the rest of the page: definitions, where numbers come from, sources.
    pub(crate) made: Vec<Span>,
    /// What would be live where others render the Markdown, with where it was written.
    pub(crate) live: Vec<(Live, String, Place)>,
    /// The template that made it.
    pub(crate) template: Place,
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
