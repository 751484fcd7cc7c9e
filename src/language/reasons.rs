//! The sentences that say why a claim has its standing, by language.

use serde::Deserialize;

use crate::vocabulary::{Standing, UnknownReason};

use super::Language;

/// Sentences with names in braces, to be filled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named for the ground whose sentence it holds")]
pub struct Reasons {
    pub opinion: String,
    pub not_yet_due: String,
    pub untouched: String,
    pub held_when_said: String,
    pub held_when_said_series: String,
    pub record_contradicts: String,
    pub record_contradicts_series: String,
    pub disputed: String,
    pub readings_disagree: String,
    pub both_sides: String,
    pub record_disputed: String,
    pub lone_dispute: String,
    pub record: String,
    pub record_series: String,
    pub exceptions: String,
    pub namely: String,
    pub placed: String,
    pub left_out_rows: String,
    pub left_out_periods: String,
    pub own_words: String,
    pub law: String,
    pub definition: String,
    pub finding: String,
    pub inspected: String,
    pub independent: String,
    pub none_found: String,
    pub searched: String,
    pub searched_capped: String,
    pub reported: String,
    pub reported_many: String,
    pub reported_absence: String,
    pub reported_count: String,
    pub caps: Caps,
    pub own_word: String,
    pub interested_mixed: String,
    pub interested_one: String,
    pub interested_many: String,
    pub only_replies: String,
    pub only_replies_own: String,
    pub only_against: String,
    pub could_not_verify: String,
    pub looked: String,
    pub searched_nothing: String,
    pub undecided: String,
    pub set_aside: String,
    pub asides: Asides,
    pub unnamed: String,
    pub unnamed_keeper: String,
}

/// Why origins lift a claim no higher than `reported`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caps {
    pub interests_unstated: Capped,
    pub not_said: Capped,
    pub nothing_said: Capped,
    pub second_hand: Capped,
    pub unknown: Capped,
    pub superseded: Capped,
    pub charge: Capped,
    pub says_so: Capped,
}

/// Why origins lift no higher, as a sentence of one of them and as clauses of several.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capped {
    /// The sentence for the only origin.
    pub alone: String,
    /// The clause for some of several origins, by name.
    pub some: String,
    /// The clause for all of several origins.
    pub all: String,
}

/// Why what was offered is set aside, as what it does: "counts something else".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asides {
    pub no_basis: String,
    pub another_measure: String,
    pub another_quantity: String,
    pub search: String,
    pub no_search: String,
    pub count: String,
    pub retracted: String,
    pub ours: String,
    pub only_relays: String,
    pub place_said: String,
}

impl Language {
    /// Returns what the evidence makes of a claim, in the words a reader reads; who speaks for themselves is said by those who know the speaker.
    pub fn standing(self, standing: Standing) -> &'static str {
        let words = &self.text().standings;
        match standing {
            Standing::NotAssessed => &words.not_assessed,
            Standing::NotChecked => &words.not_checked,
            Standing::Outdated => &words.outdated,
            Standing::Refuted => &words.refuted,
            Standing::Contested => &words.contested,
            Standing::Established => &words.established,
            Standing::Reported => &words.reported,
            Standing::SelfReported => &words.self_reported,
            Standing::Unsupported => &words.unsupported,
        }
    }

    /// Returns why a question is open, in the words a reader reads.
    pub fn unknown_reason(self, reason: UnknownReason) -> &'static str {
        let words = &self.text().unknowns;
        match reason {
            UnknownReason::NotCollected => &words.not_collected,
            UnknownReason::NotPublished => &words.not_published,
            UnknownReason::InconsistentDefinitions => &words.inconsistent_definitions,
            UnknownReason::NotVerified => &words.not_verified,
            UnknownReason::Conflicting => &words.conflicting,
            UnknownReason::NotLinked => &words.not_linked,
            UnknownReason::MethodUndisclosed => &words.method_undisclosed,
            UnknownReason::NotYet => &words.not_yet,
        }
    }
}
