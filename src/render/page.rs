//! A page: the bytes of one file below `reports/` or `drafts/`, and what each stretch of it stands for.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::deflate::Packed;
use crate::digest::Digest;
use crate::model::{Brief, Key};
use crate::text::Id;
use crate::world::ProjectPath;

use crate::markdown::{FinishedPage, MarkUse, PageFacts};
use crate::render::markup::UnsafeMarkup;

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
    /// What stands in it that no page may hold.
    pub(crate) found: Vec<UnsafeMarkup>,
}

/// What a page holds: its bytes or, where it was not made again, their digest alone.
#[derive(Debug, Clone)]
pub struct Content {
    held: Held,
    digest: OnceLock<Digest>,
}

/// How the bytes of a page are held.
#[derive(Debug, Clone)]
enum Held {
    /// As they are.
    Whole(Vec<u8>),
    /// In less room: all pages wait together until it is known that all may be written.
    Packed(Packed),
    /// Not at all: they stand where they were written.
    Elsewhere,
}

/// Two contents are one where their bytes are.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        self.digest() == other.digest()
    }
}

impl Eq for Content {}

impl Default for Content {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

impl Content {
    /// Returns these bytes.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self { held: Held::Whole(bytes), digest: OnceLock::new() }
    }

    /// Returns what has this digest, and stands where it was written.
    pub fn as_before(digest: Digest) -> Self {
        Self { held: Held::Elsewhere, digest: OnceLock::from(digest) }
    }

    /// Returns the same in less room, for whoever needs the bytes only once more.
    #[must_use]
    pub fn packed(self) -> Self {
        let Held::Whole(bytes) = &self.held else { return self };
        let Some(packed) = Packed::of(bytes) else { return self };
        let digest = OnceLock::from(self.digest());
        Self { held: Held::Packed(packed), digest }
    }

    /// Returns whether its bytes are at hand: they are not where they were not made again.
    pub fn is_made(&self) -> bool {
        !matches!(self.held, Held::Elsewhere)
    }

    /// Returns the bytes; none where they were not made again.
    pub fn bytes(&self) -> Option<Cow<'_, [u8]>> {
        match &self.held {
            Held::Whole(bytes) => Some(Cow::Borrowed(bytes)),
            Held::Packed(packed) => Some(Cow::Owned(packed.unpacked())),
            Held::Elsewhere => None,
        }
    }

    /// Returns the bytes as text, where they are held as they are.
    pub fn text(&self) -> Option<&str> {
        match &self.held {
            Held::Whole(bytes) => std::str::from_utf8(bytes).ok(),
            Held::Packed(_) | Held::Elsewhere => None,
        }
    }

    /// Returns whether it holds these bytes.
    pub fn is(&self, bytes: &[u8]) -> bool {
        match &self.held {
            Held::Whole(own) => own == bytes,
            Held::Packed(_) | Held::Elsewhere => self.digest() == Digest::of(bytes),
        }
    }

    /// Returns the digest of the bytes.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(&self.bytes().unwrap_or_default()))
    }
}

impl Page {
    /// Returns its bytes.
    ///
    /// # Panics
    /// Panics where the page was not made again: only whoever asks for that gets such pages.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        self.content.bytes().unwrap_or_else(|| panic!("`{}` was not made again", self.path))
    }

    /// Returns where a page of a brief goes.
    pub fn path_of(brief: &Id, extension: &str) -> Option<ProjectPath> {
        ProjectPath::parse(&format!("reports/{brief}.{extension}")).ok()
    }

    /// Returns a page of no brief: nothing in it is marked.
    pub fn of_no_brief(path: ProjectPath, bytes: Vec<u8>) -> Self {
        Self { path, content: Content::of(bytes), brief: None, marks: Vec::new(), facts: None, found: Vec::new() }
    }

    /// Returns the page as it is checked; none where it is not of Markdown, or was not made again.
    pub(crate) fn finished(&self) -> Option<FinishedPage<'_>> {
        let text = self.content.text()?;
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
