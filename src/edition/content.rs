//! What a brief says, as far as an edition answers for it: one entry for each thing, sorted by kind and id.

use std::collections::BTreeMap;

use crate::digest::Digest;

use super::Entry;

/// What an entry is about; the order in which the lock lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A cell that a printed number rests on.
    Cell,
    /// A claim.
    Claim,
    /// A dataset.
    Dataset,
    /// Cells that a printed number rests on, together.
    Extent,
    /// A figure.
    Figure,
    /// A measure.
    Measure,
    /// A row of a printed table.
    Row,
    /// A sentence of an author.
    Sentence,
    /// A source.
    Source,
    /// An open question.
    Unknown,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Cell,
        Self::Claim,
        Self::Dataset,
        Self::Extent,
        Self::Figure,
        Self::Measure,
        Self::Row,
        Self::Sentence,
        Self::Source,
        Self::Unknown,
    ];

    /// Returns its word in the lock.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cell => "cell",
            Self::Claim => "claim",
            Self::Dataset => "dataset",
            Self::Extent => "cells",
            Self::Figure => "figure",
            Self::Measure => "measure",
            Self::Row => "row",
            Self::Sentence => "sentence",
            Self::Source => "source",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the kind with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Which entry: its kind and its id among those of the kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Its kind.
    pub kind: EntryKind,
    /// Its id.
    pub id: String,
}

impl Key {
    /// Returns the key with other words in place of some.
    #[must_use]
    pub fn with(self, words: &str, by: &str) -> Self {
        Self { id: self.id.replace(words, by), ..self }
    }
}

/// What a brief says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content(BTreeMap<Key, Entry>);

impl Content {
    /// Puts an entry in, over one with the same id.
    pub fn put(&mut self, id: impl Into<String>, entry: Entry) {
        self.0.insert(Key { kind: entry.kind(), id: id.into() }, entry);
    }

    /// Returns an entry.
    pub fn get(&self, kind: EntryKind, id: &str) -> Option<&Entry> {
        self.0.get(&Key { kind, id: id.to_owned() })
    }

    /// Visits every entry, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Entry)> {
        self.0.iter()
    }

    /// Visits the entries of a kind with their ids, sorted.
    pub fn of_kind(&self, kind: EntryKind) -> impl Iterator<Item = (&str, &Entry)> {
        let from = Key { kind, id: String::new() };
        self.0.range(from..).take_while(move |(key, _)| key.kind == kind).map(|(key, entry)| (key.id.as_str(), entry))
    }

    /// Returns the first twelve digits of the SHA-256 of all of it.
    pub fn digest(&self) -> String {
        let lines = self.0.iter().map(|(key, entry)| format!("{} {} {}\n", key.kind.word(), key.id, entry.to_json()));
        Digest::of(lines.collect::<String>().as_bytes()).short()
    }

    /// Returns whether any of its texts has these words.
    pub fn contains(&self, words: &str) -> bool {
        let within =
            |key: &Key, entry: &Entry| key.id.contains(words) || entry.texts().iter().any(|t| t.contains(words));
        self.0.iter().any(|(key, entry)| within(key, entry))
    }

    /// Puts other words in place of some, in every text.
    pub fn replace(&mut self, words: &str, by: &str) {
        let entries = std::mem::take(&mut self.0);
        self.0 = entries.into_iter().map(|(key, entry)| (key.with(words, by), entry.with(words, by))).collect();
    }

    /// Puts an entry in or takes it out, by its key.
    pub(super) fn set(&mut self, key: Key, entry: Option<Entry>) {
        match entry {
            Some(entry) => _ = self.0.insert(key, entry),
            None => _ = self.0.remove(&key),
        }
    }
}
