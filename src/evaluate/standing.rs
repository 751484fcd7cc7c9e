//! The standing of a claim: what the evidence makes of it, computed and never written.

use crate::language::Language;
use crate::model::{Key, Party, Prose};

use super::Outcome;

/// What the evidence makes of a claim; the first row of the table that matches wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// An opinion, or a forecast before its date.
    NotAssessed,
    /// No test, no evidence, and nobody looked.
    NotChecked,
    /// It held on the vintage of its day and fails now.
    Outdated,
    /// Its test fails under every reading, or two independent origins dispute it and none supports.
    Refuted,
    /// Disinterested origins on both sides, a lone dispute, or readings that disagree.
    Contested,
    /// The record bears it out, or two independent origins support it at first hand.
    Established,
    /// One disinterested origin, or several at second hand.
    Reported,
    /// Interested origins only.
    SelfReported,
    /// Somebody looked, or evidence was offered, and nothing direct supports it.
    Unsupported,
}

impl Standing {
    /// Returns the word of the field, as in data and messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotAssessed => "not-assessed",
            Self::NotChecked => "not-checked",
            Self::Outdated => "outdated",
            Self::Refuted => "refuted",
            Self::Contested => "contested",
            Self::Established => "established",
            Self::Reported => "reported",
            Self::SelfReported => "self-reported",
            Self::Unsupported => "unsupported",
        }
    }

    /// Returns the words a reader reads; who speaks for themselves is said by those who know the speaker.
    pub fn in_words(self, language: Language) -> &'static str {
        let words = &language.text().standings;
        match self {
            Self::NotAssessed => &words.not_assessed,
            Self::NotChecked => &words.not_checked,
            Self::Outdated => &words.outdated,
            Self::Refuted => &words.refuted,
            Self::Contested => &words.contested,
            Self::Established => &words.established,
            Self::Reported => &words.reported,
            Self::SelfReported => &words.self_reported,
            Self::Unsupported => &words.unsupported,
        }
    }
}

/// A claim's standing and what it rests on.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The standing.
    pub standing: Standing,
    /// Why, in a sentence; its numbers are references.
    pub reason: Prose,
    /// Whether a provisional cell takes part in its test.
    pub provisional: bool,
    /// Whether a revised cell takes part in its test.
    pub revised: bool,
    /// What each reading came to, in the order of the claim's tests.
    pub readings: Vec<ReadingOutcome>,
    /// The origins that count, disinterested first.
    pub origins: Vec<Origin>,
    /// Indexes of evidence items that are an interested party's dispute: printed as a reply.
    pub replies: Vec<usize>,
}

impl Assessment {
    /// Returns the tested figure: that of the first reading that has one.
    pub fn value(&self) -> Option<&Outcome> {
        self.readings.iter().find_map(|reading| reading.outcome.as_ref())
    }
}

/// What a reading of a claim came to.
#[derive(Debug, Clone)]
pub struct ReadingOutcome {
    /// The tested figure; none where a problem stopped it.
    pub outcome: Option<Outcome>,
    /// Whether the claim holds under this reading; none where it could not be decided.
    pub holds: Option<bool>,
    /// Whether it held on the vintage of the day on which it was said, where an earlier release decides that.
    pub held_when_said: Option<bool>,
    /// Whether it holds but says too little.
    pub uninformative: bool,
    /// Whether the test was made on the measure's own record.
    pub on_record: bool,
}

/// A body that speaks for itself, after relays are followed and parties folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The registered party; none where the source has no registered publisher.
    pub party: Option<Key<Party>>,
    /// Its name.
    pub name: String,
    /// For or against.
    pub side: Side,
    /// Whether it has an interest in the claim: it is the speaker, of the same body, or declares one.
    pub interested: bool,
    /// Why it lifts no higher than `reported`; none where it may.
    pub cap: Option<Cap>,
    /// The evidence items it stands behind, by index.
    pub evidence: Vec<usize>,
}

/// Why an origin lifts a claim no higher than `reported`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cap {
    /// Whether it has an interest in the matter is not stated.
    InterestsUnstated,
    /// Its words are known only through somebody else.
    SecondHand,
}

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// For.
    Supports,
    /// Against.
    Disputes,
}
