//! Which entries are looked for while references are understood, and where each was met.

use std::sync::{Mutex, PoisonError};

use crate::text::Place;
use crate::vocabulary::EntryKind;

/// An entry that is looked for, or all, and where they were met so far, on whatever core.
#[derive(Debug)]
pub(super) struct Sought {
    one: Option<(EntryKind, String)>,
    met: Mutex<Vec<(EntryKind, String, Place)>>,
}

impl Sought {
    pub(super) fn new(kind: EntryKind, id: &str) -> Self {
        Self { one: Some((kind, id.to_owned())), met: Mutex::default() }
    }

    /// Returns what looks for every entry.
    pub(super) fn all() -> Self {
        Self { one: None, met: Mutex::default() }
    }

    /// Returns whether an entry is looked for.
    pub(super) fn is(&self, kind: EntryKind, id: &str) -> bool {
        self.one.as_ref().is_none_or(|(wanted, named)| *wanted == kind && named == id)
    }

    /// Notes where an entry was met.
    pub(super) fn note(&self, kind: EntryKind, id: &str, place: Place) {
        self.met.lock().unwrap_or_else(PoisonError::into_inner).push((kind, id.to_owned(), place));
    }

    /// Returns what was met, each with where.
    pub(super) fn met(self) -> Vec<(EntryKind, String, Place)> {
        self.met.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns where it was met.
    pub(super) fn places(self) -> Vec<Place> {
        self.met().into_iter().map(|(.., place)| place).collect()
    }
}
