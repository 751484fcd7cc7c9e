//! The assessment of a claim: its standing, computed and never written, and what it rests on.

use crate::model::{Key, Party, Prose};
use crate::vocabulary::{Caveats, Standing};

use super::{Outcome, Told};

/// A claim's standing and what it rests on.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The standing.
    pub standing: Standing,
    /// What a reader is told of it.
    pub told: Told,
    /// Why, in a sentence; its numbers are references.
    pub reason: Prose,
    /// Whether a provisional cell takes part in its test.
    pub provisional: bool,
    /// Whether a revised cell takes part in its test.
    pub revised: bool,
    /// Everything that is said of the cells that its tested numbers are made of.
    pub said: Caveats,
    /// What is said only of the cells that its tested numbers are held against.
    pub rivals: Caveats,
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
