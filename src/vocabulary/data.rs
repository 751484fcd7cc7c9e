//! The words of data, sources and charts: what numbers count and how they are got, which way they go, how a source was seen, how
//! a table is drawn.

use serde::Deserialize;

use super::vocabulary;

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
    /// The words that have a meaning of their own.
    const KNOWN: [(&'static str, Self); 8] = [
        ("events", Self::Events),
        ("persons", Self::Persons),
        ("cases", Self::Cases),
        ("reports", Self::Reports),
        ("amount", Self::Amount),
        ("share", Self::Share),
        ("rate", Self::Rate),
        ("change", Self::Change),
    ];

    /// Returns the words that have a meaning of their own.
    pub fn known() -> [&'static str; 8] {
        Self::KNOWN.map(|(word, _)| word)
    }

    /// Returns what a word stands for; the list is open, for authors count leads, trainings and impressions too.
    pub fn parse(word: &str) -> Self {
        let known = Self::KNOWN.into_iter().find(|(known, _)| *known == word);
        known.map_or_else(|| Self::Other(word.to_owned()), |(_, counts)| counts)
    }

    /// Returns the word as written.
    pub fn word(&self) -> &str {
        match self {
            Self::Other(word) => word,
            known => Self::KNOWN.iter().find(|(_, counts)| counts == known).map_or("", |(word, _)| word),
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

vocabulary! {
    /// Where a measure stands between what is done and what comes of it (results chain of the OECD-DAC glossary).
    "stage of a result"
    pub enum ResultStage {
        /// Work that is done: trainings held.
        Activity = "activity",
        /// What the work directly yields: people trained.
        Output = "output",
        /// What changes by it: people who act otherwise.
        Outcome = "outcome",
        /// What it comes to in the long run.
        Impact = "impact",
    }
}

impl ResultStage {
    /// Returns whether it tells of work, not of what came of it.
    pub fn is_of_work(self) -> bool {
        self <= Self::Output
    }
}

vocabulary! {
    /// Per how many a rate is told.
    "number that a rate can be per"
    pub enum Per {
        /// A plain quotient: euros a head.
        One = "1",
        /// Percent.
        Hundred = "100",
        /// Per thousand.
        Thousand = "1000",
        /// Per ten thousand.
        TenThousand = "10000",
        /// Per hundred thousand.
        HundredThousand = "100000",
        /// Per million.
        Million = "1000000",
    }
}

impl Per {
    /// Returns the number.
    pub const fn number(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Hundred => 100,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::HundredThousand => 100_000,
            Self::Million => 1_000_000,
        }
    }
}

vocabulary! {
    /// How a number is made from other figures.
    "operation"
    pub enum OperationKind {
        /// First minus second.
        Difference = "difference",
        /// First divided by second.
        Ratio = "ratio",
        /// Percent change.
        Change = "change",
        /// Change in percentage points.
        Points = "points",
        /// The part in percent of the whole.
        Share = "share",
        /// The sum of figures.
        Total = "total",
        /// The place of a value among others.
        Rank = "rank",
        /// How many steps a series has.
        Steps = "steps",
        /// The longest unbroken run of a series, or its last.
        Run = "run",
        /// Since when the last value of a series is an extreme: a name.
        Since = "since",
        /// The least value of a series.
        Lowest = "lowest",
        /// The greatest value of a series.
        Highest = "highest",
        /// Where a series is greatest or least: a name.
        Which = "which",
        /// How many steps of a series go up.
        Rises = "rises",
        /// How many steps of a series go down.
        Falls = "falls",
    }
}

vocabulary! {
    /// An end of an order.
    "superlative"
    pub enum End {
        /// The greatest.
        Highest = "highest",
        /// The least.
        Lowest = "lowest",
    }
}

vocabulary! {
    /// What is done where several share a place.
    "way with ties"
    pub enum Ties {
        /// All of them are named.
        Share = "share",
        /// The claim says that one holds it alone, and fails.
        Alone = "alone",
    }
}

vocabulary! {
    /// What is made of the number of an aggregate and what it is held against.
    "comparison"
    pub enum Comparison {
        /// The number less its base.
        Difference = "difference",
        /// How many times its base.
        Ratio = "ratio",
        /// In percent, from the base.
        Change = "change",
        /// In percentage points, from the base.
        Points = "points",
        /// In percent of the base, which is 100.
        Index = "index",
        /// In percent of the base, of which it is a part.
        Whole = "whole",
    }
}

vocabulary! {
    /// What a test asks of a series.
    "trend"
    pub enum TrendKind {
        /// Steps go up.
        Rises = "rises",
        /// Steps go down.
        Falls = "falls",
        /// The last value is the lowest.
        LowestSince = "lowest_since",
        /// The last value is the highest.
        HighestSince = "highest_since",
        /// The last value is above, or below, all before it.
        Record = "record",
        /// The last value is at least twice the first.
        Doubled = "doubled",
    }
}

vocabulary! {
    /// The way something goes: a step of a series, a change that is told.
    "direction of a series"
    pub enum Direction {
        /// The later value is greater.
        Rises = "rises",
        /// The later value is less.
        Falls = "falls",
    }
}

vocabulary! {
    /// How a source was seen.
    "way of seeing a source"
    pub enum Seen {
        /// We read it.
        Itself = "self",
        /// We know it only through another source.
        SecondHand = "second-hand",
    }
}

vocabulary! {
    /// Whether a source still stands.
    "status of a source"
    pub enum SourceStatus {
        /// It does.
        Current = "current",
        /// It was corrected.
        Corrected = "corrected",
        /// A later one replaces it.
        Superseded = "superseded",
        /// It was withdrawn.
        Retracted = "retracted",
        /// It is no longer at its address; what it says is not withdrawn.
        Gone = "gone",
    }
}

vocabulary! {
    /// How strictly a rule is held.
    "level of a rule"
    pub enum Level {
        /// Nothing is written.
        Error = "error",
        /// The build goes on.
        Warning = "warning",
        /// Nothing is said.
        Off = "off",
    }
}

vocabulary! {
    /// A look of the pages other than the usual one.
    "theme"
    pub enum Theme {
        /// For offices: serif throughout, white paper, navy.
        Office = "office",
        /// For newsrooms: sans serif throughout, warm paper, heavy headlines.
        Newsroom = "newsroom",
    }
}

vocabulary! {
    /// What a chart is drawn with.
    "mark of a chart"
    pub enum ChartMark {
        /// Points joined in the order of their axis.
        Line = "line",
        /// Bars from zero; columns along an axis of times or numbers.
        Bar = "bar",
        /// A line with the area below it, from zero.
        Area = "area",
        /// Dots.
        Point = "point",
        /// A number with the interval in which it lies.
        Errorbar = "errorbar",
        /// From a lower to an upper number.
        Range = "range",
        /// Lines from one number to a second one.
        Slope = "slope",
    }
}

vocabulary! {
    /// What rows mean that repeat others cell for cell.
    "word for repeated rows"
    pub enum Repeated {
        /// They were published twice: each counts once.
        LeaveOut = "leave-out",
        /// They are different things that look alike: each counts.
        Meant = "meant",
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
