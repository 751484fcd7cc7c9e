//! What numbers count (SDMX concepts, SKOS labels).

use super::{Dataset, Key, Party, Source};
use crate::diagnostic::RegistryPlace;

/// What a number counts.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name in prose, plural.
    pub label: String,
    /// The unit printed after a number, where it differs from the label.
    pub unit: Option<String>,
    /// What one of it is.
    pub counts: Counts,
    /// What is counted and what is not.
    pub definition: Option<String>,
    /// The party that keeps the count.
    pub kept_by: Option<Key<Party>>,
    /// The datasets that are the count.
    pub record: Vec<Key<Dataset>>,
    /// Nouns and verbs that speak of it.
    pub aliases: Vec<String>,
    /// Measures it is not to be confused with, each with the reason.
    pub distinct_from: Vec<(Key<Measure>, String)>,
    /// Measures it may stand in for.
    pub proxy_for: Vec<Key<Measure>>,
    /// Where it stands between what is done and what comes of it, where its author says.
    pub result: Option<Stage>,
    /// Whether cells under five may not be printed.
    pub sensitive: bool,
    /// Where the definition is from.
    pub source: Option<Key<Source>>,
    /// Where it is declared.
    pub place: RegistryPlace,
}

/// What one of a measure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counts {
    /// Things that happen: one person can be counted twice.
    Events,
    /// People.
    Persons,
    /// Cases of a court or an office.
    Cases,
    /// Reports received.
    Reports,
    /// Money.
    Amount,
    /// A part of a whole, in percent.
    Share,
    /// So many per so many.
    Rate,
    /// How much more or less there is than before: growth rates. Its sign says which way.
    Change,
    /// Any other word of the author's: leads, trainings, impressions …
    Other(String),
}

/// Where a measure stands between what is done and what comes of it (results chain of the OECD-DAC glossary).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Work that is done: trainings held.
    Activity,
    /// What the work directly yields: people trained.
    Output,
    /// What changes by it: people who act otherwise.
    Outcome,
    /// What it comes to in the long run.
    Impact,
}

impl Stage {
    /// Returns whether it tells of work, not of what came of it.
    pub fn is_of_work(self) -> bool {
        self <= Self::Output
    }

    /// Returns the word as written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Output => "output",
            Self::Outcome => "outcome",
            Self::Impact => "impact",
        }
    }
}

/// What the numbers of a measure may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayBe {
    /// Whether they may be below zero.
    pub negative: bool,
    /// Whether they may have decimals.
    pub fractional: bool,
    /// Whether they may be more than a hundred percent.
    pub over_whole: bool,
}

impl Counts {
    /// Returns what a word stands for; the list is open, for authors count leads, trainings and impressions too.
    pub fn parse(word: &str) -> Self {
        match word {
            "events" => Self::Events,
            "persons" => Self::Persons,
            "cases" => Self::Cases,
            "reports" => Self::Reports,
            "amount" => Self::Amount,
            "share" => Self::Share,
            "rate" => Self::Rate,
            "change" => Self::Change,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Returns whether half of one is nothing that could be counted.
    pub fn is_whole(&self) -> bool {
        matches!(self, Self::Events | Self::Persons | Self::Cases | Self::Reports)
    }

    /// Returns what a number of it may be: nothing counted is fewer than none or a half, no part is more than its whole. Of an
    /// amount, a rate or what a word of the author's own counts nothing is ruled out.
    pub fn may_be(&self) -> MayBe {
        let (whole, share) = (self.is_whole(), *self == Self::Share);
        MayBe { negative: !whole && !share, fractional: !whole, over_whole: !share }
    }

    /// Returns the word as written.
    pub fn word(&self) -> &str {
        match self {
            Self::Events => "events",
            Self::Persons => "persons",
            Self::Cases => "cases",
            Self::Reports => "reports",
            Self::Amount => "amount",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::Change => "change",
            Self::Other(word) => word,
        }
    }
}
