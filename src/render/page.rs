//! A page: the bytes of one file below `reports/` or `drafts/`, and what each stretch of it stands for.

use std::sync::OnceLock;

use crate::digest::Digest;
use crate::model::{Brief, Key};
use crate::text::Id;
use crate::world::ProjectPath;

use crate::markdown::{FinishedPage, MarkUse, PageFacts};

/// A file to write.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it goes, such as `reports/border-november.md`.
    pub path: ProjectPath,
    /// What it holds.
    pub content: Content,
    /// The brief it prints; none for the index.
    pub brief: Option<Key<Brief>>,
    /// What it prints through the registry, in order; only of Markdown pages.
    pub marks: Vec<MarkUse>,
    /// What it is made of; only of Markdown pages.
    pub facts: Option<PageFacts>,
}

/// What a page holds: its bytes or, where it was not made again, their digest alone.
#[derive(Debug, Clone)]
pub struct Content {
    bytes: Option<Vec<u8>>,
    digest: OnceLock<Digest>,
}

impl Content {
    /// Returns these bytes.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self { bytes: Some(bytes), digest: OnceLock::new() }
    }

    /// Returns what has this digest, and stands where it was written.
    pub fn as_before(digest: Digest) -> Self {
        Self { bytes: None, digest: OnceLock::from(digest) }
    }

    /// Returns the bytes; none where they were not made again.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }

    /// Returns the digest of the bytes.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(self.bytes.as_deref().unwrap_or_default()))
    }
}

impl Page {
    /// Returns its bytes.
    ///
    /// # Panics
    /// Panics where the page was not made again: only whoever asks for that gets such pages.
    pub fn bytes(&self) -> &[u8] {
        self.content.bytes().unwrap_or_else(|| panic!("`{}` was not made again", self.path))
    }

    /// Returns its bytes alone.
    ///
    /// # Panics
    /// Panics where the page was not made again: only whoever asks for that gets such pages.
    pub fn into_bytes(self) -> Vec<u8> {
        self.content.bytes.unwrap_or_else(|| panic!("`{}` was not made again", self.path))
    }

    /// Returns where a page of a brief goes.
    pub fn path_of(brief: &Id, extension: &str) -> Option<ProjectPath> {
        ProjectPath::parse(&format!("reports/{brief}.{extension}")).ok()
    }

    /// Returns a page of no brief: nothing in it is marked.
    pub fn of_no_brief(path: ProjectPath, bytes: Vec<u8>) -> Self {
        Self { path, content: Content::of(bytes), brief: None, marks: Vec::new(), facts: None }
    }

    /// Returns the page as it is checked; none where it is not of Markdown, or was not made again.
    pub(crate) fn finished(&self) -> Option<FinishedPage<'_>> {
        let text = std::str::from_utf8(self.content.bytes()?).ok()?;
        let (path, marks) = (&self.path, &self.marks);
        Some(FinishedPage { path, brief: self.brief?, text, facts: self.facts.as_ref()?, marks })
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
