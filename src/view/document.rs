//! The document: what a brief says, before it is Markdown or HTML.

use crate::model::{Brief, Claim, Id, Key, Measure, TableEntry, Unknown};

use crate::view::Line;

/// A brief as a document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The brief.
    pub brief: Key<Brief>,
    /// Its id, which names its pages.
    pub id: Id,
    /// The question: its title.
    pub question: Line,
    /// The answer in at most forty words, attributed.
    pub answer: Line,
    /// The standing of the answer in words.
    pub standing: Line,
    /// What we know: established, and refuted with what is true instead.
    pub known: Vec<Finding>,
    /// What is claimed, and by whom.
    pub claimed: Vec<Finding>,
    /// What remains unknown.
    pub unknown: Vec<OpenQuestion>,
    /// Also said, not rated.
    pub not_rated: Vec<Finding>,
    /// Its tables.
    pub tables: Vec<Key<TableEntry>>,
    /// The measures of its claims, unknowns and tables, in order.
    pub measures: Vec<Key<Measure>>,
    /// Which data the brief rests on, and of which day.
    pub data_date: Line,
    /// What it does not cover.
    pub limitations: Vec<Line>,
}

/// A claim as it is told to the reader.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The claim.
    pub claim: Key<Claim>,
    /// The sentence: attributed where somebody else says it, led by what is true where it is refuted.
    pub sentence: Line,
    /// The standing in words.
    pub standing: Line,
}

/// An unknown as it is told to the reader.
#[derive(Debug, Clone)]
pub struct OpenQuestion {
    /// The unknown.
    pub unknown: Key<Unknown>,
    /// The question.
    pub question: Line,
    /// Why it is open, in a word or two.
    pub reason: Line,
    /// Why it is open, in a sentence.
    pub because: Line,
    /// What would settle it.
    pub would_resolve: Line,
}
