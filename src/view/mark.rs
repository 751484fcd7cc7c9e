//! Marks: what a stretch of printed text stands for, so that every number knows where it came from.

use crate::model::{Claim, Dataset, Figure, Key, Measure, Source, TableEntry};

/// What a stretch of text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The printed value of a figure.
    Figure(Key<Figure>),
    /// The tested figure of one reading of a claim, by the reading's index.
    Value(Key<Claim>, u16),
    /// How much a claim says, in its own words.
    Quantity(Key<Claim>),
    /// The statement of a claim.
    Claim(Key<Claim>),
    /// The standing of a claim in words.
    Standing(Key<Claim>),
    /// Why a claim has its standing.
    Reason(Key<Claim>),
    /// How many findings one part of the panel has.
    Count(Half),
    /// Words in another language, said in one of the places of a claim, by the place's index.
    Foreign(Key<Claim>, u16),
    /// What a number counts, in words.
    Measure(Key<Measure>),
    /// A numbered reference to a source.
    Source(Key<Source>),
    /// A numbered reference to a dataset that is from no registered source.
    Dataset(Key<Dataset>),
    /// A table made from the registry.
    Table(Key<TableEntry>),
    /// The caption of the table that follows.
    Caption,
    /// The target of the links from a printed number: a row of "Where each number comes from".
    Origin(u32),
    /// The panel "What we know, what remains unknown".
    Panel,
    /// A part that is known only once everything else is printed.
    Deferred(Deferred),
}

impl Mark {
    /// Returns whether it stands for something of the registry, and not for a part of the page itself.
    pub fn is_of_an_entry(self) -> bool {
        !matches!(
            self,
            Self::Caption
                | Self::Panel
                | Self::Origin(_)
                | Self::Deferred(_)
                | Self::Reason(_)
                | Self::Count(_)
                | Self::Foreign(..)
        )
    }
}

/// The parts of "What we know, what remains unknown".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// What we know.
    Known,
    /// What is claimed, and by whom.
    Claimed,
    /// What remains unknown.
    Unknown,
}

impl Half {
    /// Every part, in the order of its number.
    pub const ALL: [Self; 3] = [Self::Known, Self::Claimed, Self::Unknown];

    /// Returns its word, as in the class of an element.
    pub fn word(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Claimed => "claimed",
            Self::Unknown => "unknown",
        }
    }
}

/// The parts that are made of what the rest of the page prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deferred {
    /// The tables that a brief lists and its template did not print.
    Tables,
    /// "What each number counts".
    Definitions,
    /// "Where each number comes from".
    Origins,
    /// "What we read and what we did not".
    Read,
    /// "Sources".
    References,
    /// Which edition it is, in a few words.
    Edition,
    /// Which edition it is, where the brief is cited.
    Cited,
    /// What must be read before anything else: a draft, a correction, a withdrawal.
    Notice,
    /// "What changed in this edition".
    Changes,
    /// "History of this brief".
    History,
}

impl Deferred {
    /// Every part, in the order of its number.
    pub const ALL: [Self; 10] = [
        Self::Tables,
        Self::Definitions,
        Self::Origins,
        Self::Read,
        Self::References,
        Self::Edition,
        Self::Cited,
        Self::Notice,
        Self::Changes,
        Self::History,
    ];
}
