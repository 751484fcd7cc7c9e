//! The closed vocabularies of the registry: which words stand for what.

use crate::vocabulary::{
    Basis, ChartMark, Direction, Kind, Level, Reason, Role, Seen, Stage, Stance, Standing, Status,
};

use super::at::At;
use super::link::Scope;
use super::problem;

/// A closed list of words with their meanings.
pub(super) type Vocabulary<T> = &'static [(&'static str, T)];

/// What claims assert.
pub(super) const KINDS: Vocabulary<Kind> = &[
    ("quantity", Kind::Quantity),
    ("comparison", Kind::Comparison),
    ("trend", Kind::Trend),
    ("event", Kind::Event),
    ("existence", Kind::Existence),
    ("rule", Kind::Rule),
    ("utterance", Kind::Utterance),
    ("cause", Kind::Cause),
    ("absence", Kind::Absence),
    ("opinion", Kind::Opinion),
    ("forecast", Kind::Forecast),
];

/// Whose a claim is.
pub(super) const ROLES: Vocabulary<Role> =
    &[("reviewed", Role::Reviewed), ("finding", Role::Finding), ("background", Role::Background)];

/// For, against or neither.
pub(super) const STANCES: Vocabulary<Stance> = &[
    ("supports", Stance::Supports),
    ("disputes", Stance::Disputes),
    ("cannot-verify", Stance::CannotVerify),
    ("context", Stance::Context),
];

/// How an author of evidence knows.
pub(super) const BASES: Vocabulary<Basis> = &[
    ("record", Basis::Record),
    ("document", Basis::Document),
    ("court", Basis::Court),
    ("observation", Basis::Observation),
    ("interview", Basis::Interview),
    ("analysis", Basis::Analysis),
    ("says-so", Basis::SaysSo),
    ("search", Basis::Search),
];

/// Why a question is open.
pub(super) const REASONS: Vocabulary<Reason> = &[
    ("not-collected", Reason::NotCollected),
    ("not-published", Reason::NotPublished),
    ("inconsistent-definitions", Reason::InconsistentDefinitions),
    ("not-verified", Reason::NotVerified),
    ("conflicting", Reason::Conflicting),
    ("not-linked", Reason::NotLinked),
    ("not-yet", Reason::NotYet),
];

/// How a source was seen.
pub(super) const SEEN: Vocabulary<Seen> = &[("self", Seen::Itself), ("second-hand", Seen::SecondHand)];

/// Whether a source still stands.
pub(super) const STATUSES: Vocabulary<Status> = &[
    ("current", Status::Current),
    ("corrected", Status::Corrected),
    ("superseded", Status::Superseded),
    ("retracted", Status::Retracted),
    ("gone", Status::Gone),
];

/// The ways of a series.
pub(super) const DIRECTIONS: Vocabulary<Direction> = &[("rises", Direction::Rises), ("falls", Direction::Falls)];

/// Where a measure stands between what is done and what comes of it.
pub(super) const STAGES: Vocabulary<Stage> =
    &[("activity", Stage::Activity), ("output", Stage::Output), ("outcome", Stage::Outcome), ("impact", Stage::Impact)];

/// How strictly a rule is held.
pub(super) const LEVELS: Vocabulary<Level> =
    &[("error", Level::Error), ("warning", Level::Warning), ("off", Level::Off)];

/// What the evidence can make of a claim.
pub(super) const STANDINGS: Vocabulary<Standing> = &[
    ("established", Standing::Established),
    ("reported", Standing::Reported),
    ("self-reported", Standing::SelfReported),
    ("contested", Standing::Contested),
    ("outdated", Standing::Outdated),
    ("refuted", Standing::Refuted),
    ("unsupported", Standing::Unsupported),
    ("not-checked", Standing::NotChecked),
    ("not-assessed", Standing::NotAssessed),
];

/// What a chart is drawn with.
pub(super) const MARKS: Vocabulary<ChartMark> =
    &[("line", ChartMark::Line), ("bar", ChartMark::Bar), ("dot", ChartMark::Dot), ("range", ChartMark::Range)];

/// The words of [`Counts`](crate::vocabulary::Counts) that have a meaning of their own.
pub(super) const COUNTS: [&str; 8] = ["events", "persons", "cases", "reports", "amount", "share", "rate", "change"];

/// The types of CSL 1.0.2, schema `csl-types.rnc`.
pub(super) const CSL_TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

impl Scope<'_> {
    /// Returns what a word of a closed list stands for; a problem where the list has no such word.
    pub(super) fn word<T: Copy>(&mut self, known: &[(&str, T)], written: &str, what: &str, at: &At<'_>) -> Option<T> {
        let found = known.iter().find(|(word, _)| *word == written).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            self.problems.push(problem::unknown_word(at, written, what, &words));
        }
        found
    }

    /// Returns what an optional word of a closed list stands for.
    pub(super) fn word_if<T: Copy>(
        &mut self,
        known: &[(&str, T)],
        written: Option<&String>,
        what: &str,
        at: &At<'_>,
    ) -> Option<T> {
        written.and_then(|written| self.word(known, written, what, at))
    }
}
