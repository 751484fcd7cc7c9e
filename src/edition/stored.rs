//! What a brief says, as the lines that the lock has of it: a fraction of the memory that its entries take, which are made of it
//! when they are asked for.

use std::ops::Range;
use std::sync::Arc;

use super::lock::line;
use super::{Content, EntryKind};

/// What a brief says, as text: an entry a line, sorted.
#[derive(Clone)]
pub struct Stored {
    /// The text, which may be of more than this.
    text: Arc<[u8]>,
    lines: Range<usize>,
}

impl Stored {
    /// Returns what these lines of a lock say, which are lines that were written by [`Self::of`].
    pub(super) fn within(text: &Arc<[u8]>, lines: Range<usize>) -> Self {
        Self { text: Arc::clone(text), lines }
    }

    /// Returns some content as text.
    pub fn of(content: &Content) -> Self {
        let mut text = String::new();
        for (key, entry) in content.iter() {
            text.push_str("  ");
            line::entry(key, Some(entry), &mut text);
        }
        let lines = 0..text.len();
        Self { text: text.into_bytes().into(), lines }
    }

    /// Returns the lines.
    pub(super) fn lines(&self) -> &str {
        // They were text when they were stored.
        std::str::from_utf8(&self.text[self.lines.clone()]).unwrap_or_default()
    }

    /// Returns the content.
    pub fn read(&self) -> Content {
        let mut content = Content::default();
        for (key, entry) in self.lines().lines().filter_map(line::read) {
            content.put(key.id, entry);
        }
        content
    }

    /// Returns the ids of its entries of a kind, sorted.
    pub(super) fn ids(&self, kind: EntryKind) -> Vec<String> {
        let begins = format!("  {} ", kind.word());
        let of_kind = self.lines().lines().filter_map(|line| line.strip_prefix(&begins));
        of_kind.filter_map(line::take).map(|(id, _)| id).collect()
    }
}

impl Default for Stored {
    fn default() -> Self {
        Self::of(&Content::default())
    }
}

impl From<Content> for Stored {
    fn from(content: Content) -> Self {
        Self::of(&content)
    }
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        self.lines() == other.lines()
    }
}

impl Eq for Stored {}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.lines())
    }
}
