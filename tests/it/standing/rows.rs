//! Each row of the table of standings, with the sentence that says why.

use knowns::vocabulary::Standing;

use super::{NOVEMBER, TESTED, assessed, evidence, stands};

#[test]
fn an_opinion_is_not_rated() {
    stands(
        "    statement: It is a clear win.\n    kind: opinion",
        Standing::NotAssessed,
        "It is an opinion, and opinions are not rated.",
    );
}

#[test]
fn a_forecast_is_not_rated_before_its_date_and_is_after() {
    stands(
        "    statement: Stops will fall.\n    kind: forecast\n    period: 2026",
        Standing::NotAssessed,
        "It speaks of a time that has not come.",
    );
    stands(
        "    statement: Stops will fall.\n    kind: forecast\n    period: 2025-11",
        Standing::NotChecked,
        "No test of it, no evidence and no search is listed here.",
    );
}

#[test]
fn a_claim_nobody_touched_is_not_checked() {
    stands(
        "    statement: Many were found.\n    kind: event",
        Standing::NotChecked,
        "No test of it, no evidence and no search is listed here.",
    );
}

#[test]
fn a_count_is_established_by_its_record_under_a_printed_reading() {
    stands(
        &format!("{TESTED}    test: {{ {NOVEMBER}, reading: All recorded stops. }}"),
        Standing::Established,
        "The record kept by Customs bears it out: {{ value }}.",
    );
}

#[test]
fn the_record_refutes_what_fails_under_every_reading() {
    stands(
        "    statement: Stops in November were over 40,000.\n    quantity: more than 40,000\n    test: { of: monthly, where: { month: 2025-11 }, sum: total, reading: All recorded stops. }",
        Standing::Refuted,
        "The record kept by Customs says otherwise: {{ value }}.",
    );
}

#[test]
fn readings_that_disagree_contest_a_claim() {
    stands(
        &format!(
            "{TESTED}    test:\n      - {{ {NOVEMBER}, reading: In November. }}\n      - {{ of: monthly, where: {{ month: 2025-09 }}, sum: total, reading: In September. }}"
        ),
        Standing::Contested,
        "It depends on how it is read: it holds under some of its readings and fails under others.",
    );
}

#[test]
fn what_held_on_the_data_of_its_day_is_outdated_and_not_refuted() {
    stands(
        "    statement: Stops in October were under 30,000.\n    said: { by: An article, date: 2025-11-20 }\n    quantity: under 30,000\n    test: { of: monthly, where: { month: 2025-10 }, sum: total, reading: All recorded stops. }",
        Standing::Outdated,
        "It held on the data of its day; newer data say {{ value }}.",
    );
}

#[test]
fn two_independent_sources_at_first_hand_establish_an_event() {
    stands(
        &evidence(&["source: audit", "source: study"]),
        Standing::Established,
        "It is supported by the audit office and an institute, independently of each other.",
    );
}

#[test]
fn one_independent_source_reports() {
    stands(
        &evidence(&["source: audit"]),
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
}

#[test]
fn disinterested_sources_on_both_sides_contest() {
    let claim = evidence(&["source: audit", "source: study"])
        .replace("supports, basis: document, source: study", "disputes, basis: document, source: study");
    stands(&claim, Standing::Contested, "It is supported by the audit office, and disputed by an institute.");
}

#[test]
fn a_lone_disinterested_dispute_contests() {
    let claim = evidence(&["source: study"]).replace("supports", "disputes");
    stands(
        &claim,
        Standing::Contested,
        "It is disputed by an institute, and no independent source offered here supports it.",
    );
}

#[test]
fn two_independent_disputes_refute() {
    let claim = evidence(&["source: study", "source: audit"]).replace("supports", "disputes");
    stands(
        &claim,
        Standing::Refuted,
        "It is disputed by the audit office and an institute, independently of each other, and no independent source offered here supports it.",
    );
}

#[test]
fn a_dispute_contests_even_what_the_record_bears_out() {
    stands(
        &format!(
            "{TESTED}    test: {{ {NOVEMBER}, reading: All recorded stops. }}\n    evidence: [ {{ source: study, stance: disputes, basis: analysis }} ]"
        ),
        Standing::Contested,
        "The record kept by Customs bears it out, but it is disputed by an institute.",
    );
}

#[test]
fn an_utterance_is_established_by_the_speakers_own_words_and_only_by_them() {
    let said = |by: &str, source: &str| {
        format!("    statement: They said so.\n    kind: utterance\n    said: {{ by: {by}, in: {source} }}")
    };
    stands(&said("ice", "release_ice"), Standing::Established, "We read the speaker's own words.");
    stands(
        &said("Officials", "story"),
        Standing::Reported,
        "It rests on a newspaper; whether there is an interest in the matter is not stated.",
    );
}

#[test]
fn a_rule_is_established_by_the_law_itself_and_not_by_hearsay_of_it() {
    let rule = |source: &str| {
        format!(
            "    statement: A child may stay.\n    kind: rule\n    evidence: [ {{ source: {source}, stance: supports, basis: document }} ]"
        )
    };
    stands(&rule("law"), Standing::Established, "We read the law itself.");
    assert_eq!(assessed(&rule("law_heard")).0, Standing::Reported);
}

#[test]
fn an_event_is_established_by_one_court_finding_and_not_by_a_charge() {
    let event = |stage: &str| {
        format!(
            "    statement: It happened.\n    kind: event\n    evidence: [ {{ source: ruling, stance: supports, basis: court, stage: {stage} }} ]"
        )
    };
    stands(&event("convicted"), Standing::Established, "We read the court's finding itself.");
    assert_eq!(assessed(&event("charged")).0, Standing::Reported);
}

#[test]
fn an_absence_needs_a_search_and_rises_no_higher_without_the_record() {
    let absence = "    statement: No audited count exists.\n    kind: absence\n";
    assert_eq!(assessed(absence).0, Standing::NotChecked);
    stands(
        &format!("{absence}    looked: {{ where: the office's publications, date: 2025-12-01 }}"),
        Standing::Reported,
        "We looked and found none (the office's publications, 1 December 2025).",
    );
    stands(
        &format!(
            "{absence}    evidence: [ {{ source: audit, stance: supports, basis: search }}, {{ source: study, stance: supports, basis: search }} ]"
        ),
        Standing::Reported,
        "The audit office and an institute searched and found none.",
    );
    assert_eq!(
        assessed(&format!("{absence}    evidence: [ {{ dataset: monthly, stance: supports, basis: record }} ]")).0,
        Standing::Established
    );
}
