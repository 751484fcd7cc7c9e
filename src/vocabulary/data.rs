//! The words of data, sources and charts: what numbers count, which way they go, how a source was seen, how it is drawn.

use serde::Deserialize;

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

/// The way something goes: a step of a series, a change that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The later value is greater.
    Rises,
    /// The later value is less.
    Falls,
}

/// How a source was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// We read it.
    Itself,
    /// We know it only through another source.
    SecondHand,
    /// Not said: counts as second-hand.
    Unstated,
}

/// Whether a source still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Current,
    /// It was corrected.
    Corrected,
    /// A later one replaces it.
    Superseded,
    /// It was withdrawn.
    Retracted,
    /// It is no longer at its address; what it says is not withdrawn.
    Gone,
}

impl Status {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Corrected => "corrected",
            Self::Superseded => "superseded",
            Self::Retracted => "retracted",
            Self::Gone => "gone",
        }
    }
}

/// How strictly a rule is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing is written.
    Error,
    /// The build goes on.
    Warning,
    /// Nothing is said.
    Off,
}

/// What a chart is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartMark {
    /// Points joined in the order of their axis.
    Line,
    /// Bars from zero.
    Bar,
    /// Dots.
    Dot,
    /// From a lower to an upper number.
    Range,
}

impl ChartMark {
    /// Returns the word of the registry.
    pub fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Bar => "bar",
            Self::Dot => "dot",
            Self::Range => "range",
        }
    }
}

/// How a number is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// `more than`, `over`.
    MoreThan,
    /// `at least`, `or more`.
    AtLeast,
    /// `just over`.
    JustOver,
    /// `fewer than`, `under`.
    LessThan,
    /// `at most`, `no more than`.
    AtMost,
    /// `up to`, `as many as`.
    UpTo,
    /// `nearly`, `almost`.
    Nearly,
    /// `about`, `some`, `roughly`.
    About,
    /// `exactly`.
    Exactly,
}
