//! A body that speaks for itself, and why what was offered adds none.

use crate::language::Language;
use crate::model::{Key, Model, Party};

/// A body that speaks for itself, after relays are followed and parties folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The registered party; none where the source has no registered publisher.
    pub party: Option<Key<Party>>,
    /// Its name.
    pub name: String,
    /// For or against.
    pub side: Side,
    /// Whether it is the speaker, or of the speaker's body: what it says is the claim once more.
    pub own: bool,
    /// Whether it declares an interest in the matter.
    pub declared: bool,
    /// Why it lifts no higher than `reported`; none where it may.
    pub cap: Option<Cap>,
    /// The evidence items it stands behind, by index.
    pub evidence: Vec<usize>,
}

impl Origin {
    /// Returns whether what it says moves nothing by itself: it is the speaker's own word, or that of somebody with an
    /// interest.
    pub fn is_interested(&self) -> bool {
        self.own || self.declared
    }

    /// Returns whether its words are known only through somebody else.
    pub fn is_retold(&self) -> bool {
        matches!(self.cap, Some(Cap::SecondHand | Cap::Unknown))
    }
}

/// Why an origin lifts a claim no higher than `reported`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cap {
    /// Whether it has an interest in the matter is not stated.
    InterestsUnstated,
    /// It is not stated whether we read it.
    NotSaid,
    /// Neither is stated: whether we read it, and whether it has an interest in the matter.
    NothingSaid,
    /// Its words are known only through somebody else.
    SecondHand,
    /// Its words are known only through somebody else, and whether it has an interest in the matter is not stated.
    Unknown,
    /// A later version has replaced what it said.
    Superseded,
    /// It is a charge, and no court is known to have decided.
    Charge,
    /// It says what the cause is, and shows nothing that isolates it.
    SaysSo,
}

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// For.
    Supports,
    /// Against.
    Disputes,
}

/// Why an item of evidence adds no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disregarded {
    /// It is for context, or its author could not verify the claim.
    TakesNoSide,
    /// It does not say how its author knows.
    NoBasis,
    /// It counts something else, and no measure is declared to stand in for another.
    AnotherMeasure,
    /// It names another quantity than the claim it is offered for.
    AnotherQuantity,
    /// It is a search, and the claim is no absence.
    Search,
    /// The claim is an absence, and the item names no search and no record.
    NoSearch,
    /// It is a count, and the claim is a cause.
    Count,
    /// Its source, or the one through which it is known, was retracted.
    Retracted,
    /// It is this publication's own word coming back.
    Ours,
    /// It only passes on what is not registered, or what itself adds nothing.
    OnlyRelays,
    /// It is where the claim was said, and whoever said it is no registered party.
    PlaceSaid,
}

impl Disregarded {
    /// Returns the reason as what the item does, to stand behind its name: "counts something else"; none of an item that
    /// takes no side.
    pub fn in_words(self, language: Language) -> Option<&'static str> {
        let words = &language.vocabulary().reasons.asides;
        Some(match self {
            Self::TakesNoSide => return None,
            Self::NoBasis => &words.no_basis,
            Self::AnotherMeasure => &words.another_measure,
            Self::AnotherQuantity => &words.another_quantity,
            Self::Search => &words.search,
            Self::NoSearch => &words.no_search,
            Self::Count => &words.count,
            Self::Retracted => &words.retracted,
            Self::Ours => &words.ours,
            Self::OnlyRelays => &words.only_relays,
            Self::PlaceSaid => &words.place_said,
        })
    }
}

/// Returns the body that a party counts as when origins are counted: itself where it is independent, else the top body it belongs to or the first
/// independent one on the way up.
pub(crate) fn body_of(model: &Model, party: Key<Party>) -> Key<Party> {
    let mut at = party;
    // A cycle of `part_of` is a problem elsewhere; the bound keeps this from circling.
    for _ in 0..model.parties.len() {
        let here = &model.parties[at];
        match here.part_of {
            Some(above) if here.independent.is_none() => at = above,
            _ => break,
        }
    }
    at
}
