//! The document: what a brief says, before it is Markdown or HTML.

use crate::model::{Brief, Claim, Id, Key, Measure, TableEntry, Unknown};

use crate::view::MarkedText;

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
