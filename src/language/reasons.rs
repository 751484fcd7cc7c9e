//! The sentences that say why a claim has its standing, by language.

use serde::Deserialize;

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
    pub own_words: String,
    pub law: String,
    pub finding: String,
    pub inspected: String,
    pub independent: String,
    pub none_found: String,
    pub searched: String,
    pub reported: String,
    pub reported_second_hand: String,
    pub reported_interests_unstated: String,
    pub reported_many: String,
    pub reported_count: String,
    pub interested_one: String,
    pub interested_many: String,
    pub could_not_verify: String,
    pub looked: String,
    pub searched_nothing: String,
    pub nothing_direct: String,
    pub supports_one: String,
    pub supports_many: String,
    pub disputes_one: String,
    pub disputes_many: String,
    pub unnamed: String,
    pub unnamed_keeper: String,
}
