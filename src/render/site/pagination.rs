//! How the entries of the registry are spread over pages: one page a kind, and further parts where a kind has very many.

use std::collections::BTreeMap;

use crate::view::{Entry, Usage};

/// A kind of entry that has pages of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EntryPage {
    Claims,
    Sources,
    Parties,
    Measures,
}

impl EntryPage {
    pub(super) const ALL: [Self; 4] = [Self::Claims, Self::Sources, Self::Parties, Self::Measures];

    /// Returns the kind of an entry; none of an unknown, which stands among the open questions.
    pub(super) fn of(entry: Entry) -> Option<Self> {
        Some(match entry {
            Entry::Claim(_) => Self::Claims,
            Entry::Source(_) => Self::Sources,
            Entry::Party(_) => Self::Parties,
            Entry::Measure(_) => Self::Measures,
            Entry::Unknown(_) => return None,
        })
    }

    /// Returns the file of a part, counted from one.
    pub(super) fn file(self, part: usize) -> String {
        let stem = match self {
            Self::Claims => "claims",
            Self::Sources => "sources",
            Self::Parties => "parties",
            Self::Measures => "measures",
        };
        if part == 1 { format!("{stem}.html") } else { format!("{stem}-{part}.html") }
    }
}

/// On which part of its kind's pages each entry stands.
#[derive(Debug)]
pub(super) struct Pagination {
    parts: BTreeMap<EntryPage, Vec<Vec<Entry>>>,
    part: BTreeMap<Entry, usize>,
}

/// How many entries a page has at most: a browser still opens it at once.
const ON_A_PAGE: usize = 400;

impl Pagination {
    /// Returns how the entries that briefs use are spread, in the author's order.
    pub(super) fn of(uses: &Usage) -> Self {
        let mut pagination = Self { parts: BTreeMap::new(), part: BTreeMap::new() };
        for entry in uses.iter() {
            let Some(kind) = EntryPage::of(entry) else { continue };
            let parts = pagination.parts.entry(kind).or_default();
            match parts.last_mut() {
                Some(last) if last.len() < ON_A_PAGE => last.push(entry),
                _ => parts.push(vec![entry]),
            }
            pagination.part.insert(entry, parts.len());
        }
        pagination
    }

    /// Returns the entries of a kind by part; one part at least.
    pub(super) fn parts(&self, kind: EntryPage) -> &[Vec<Entry>] {
        const NONE: &[Vec<Entry>] = &[Vec::new()];
        self.parts.get(&kind).map_or(NONE, Vec::as_slice)
    }

    /// Returns the part on which an entry stands.
    pub(super) fn part(&self, entry: Entry) -> usize {
        self.part.get(&entry).copied().unwrap_or(1)
    }
}
