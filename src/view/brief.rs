//! The document: what a brief says, before it is Markdown or HTML.

use std::collections::BTreeMap;

use crate::model::{Brief, Claim, Dataset, Id, Key, Measure, TableEntry, Unknown};

use crate::view::{Half, MarkedText};

/// A brief as a document.
#[derive(Debug, Clone)]
pub struct BriefView {
    /// The brief.
    pub brief: Key<Brief>,
    /// Its id, which names its pages.
    pub id: Id,
    /// The question: its title.
    pub question: MarkedText,
    /// The answer in at most forty words, attributed.
    pub answer: MarkedText,
    /// The standing of the answer in words.
    pub standing: MarkedText,
    /// What we know: established, and refuted with what is true instead.
    pub known: Vec<FindingView>,
    /// What is claimed, and by whom.
    pub claimed: Vec<FindingView>,
    /// What remains unknown.
    pub unknown: Vec<Key<Unknown>>,
    /// Also said, not rated.
    pub not_rated: Vec<FindingView>,
    /// Its tables.
    pub tables: Vec<Key<TableEntry>>,
    /// The measures of its claims, unknowns and tables, in order.
    pub measures: Vec<Key<Measure>>,
    /// Which data the brief rests on, and of which day.
    pub data_date: MarkedText,
    /// What it does not cover.
    pub limitations: Vec<MarkedText>,
    /// The claims that answer it.
    pub answering: Vec<Key<Claim>>,
    /// The datasets that its tests and tables lean on.
    pub datasets: Vec<Key<Dataset>>,
    /// How much is known, claimed and unknown, in words.
    pub counts: Vec<MarkedText>,
    /// How to cite it.
    pub cite_as: MarkedText,
    /// Where each of its claims is told.
    pub(super) told: BTreeMap<Key<Claim>, (Half, usize)>,
}

impl BriefView {
    /// Returns a claim as the brief tells it; none where it does not.
    pub fn finding(&self, claim: Key<Claim>) -> Option<&FindingView> {
        let (half, at) = self.told.get(&claim)?;
        match half {
            Half::Known => self.known.get(*at),
            Half::Claimed => self.claimed.get(*at),
            Half::Unknown => self.not_rated.get(*at),
        }
    }
}

/// A claim as it is told to the reader.
#[derive(Debug, Clone)]
pub struct FindingView {
    /// The claim.
    pub claim: Key<Claim>,
    /// The sentence: attributed where somebody else says it, led by what is true where it is refuted.
    pub sentence: MarkedText,
    /// The standing in words.
    pub standing: MarkedText,
}
