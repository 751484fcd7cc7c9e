//! Standing: a test for each row of the table and for each way in which silence must not help.

use knowns::evaluate::Standing;
use knowns::pipeline::{self, Run};
use knowns::world::Memory;

/// What every case shares: bodies, measures, a record, sources.
const BASE: &str = r"
registry: 1
publication: { title: A desk, publisher: The Desk, as_of: 2025-12-15 }
parties:
  dhs: { name: Homeland Security, interests: It reports its own work. }
  cbp: { name: Customs, part_of: dhs }
  ice: { name: Immigration Enforcement, part_of: dhs }
  inspector: { name: The inspector general, part_of: dhs, independent: By law it reports to Congress., interests: { found: none, date: 2025-01-01 } }
  auditor: { name: The audit office, interests: { found: none, date: 2025-01-01 } }
  institute: { name: An institute, interests: { found: none, date: 2025-01-01 } }
  press: A newspaper
measures:
  stops: { label: stops, counts: events, kept_by: cbp, record: monthly, definition: Recorded stops. }
  found: { label: children found, counts: persons, definition: Children whose whereabouts became known. }
  fees: { label: fees, counts: amount, definition: Money paid. }
sources:
  audit: { type: report, title: An audit, publisher: auditor, issued: 2025-06, seen: self }
  study: { type: report, title: A study, publisher: institute, issued: 2025-06, seen: self }
  study_heard: { type: report, description: A study we know of, publisher: institute, issued: 2025-06, seen: second-hand, through: audit }
  inspection: { type: report, title: An inspection, publisher: inspector, issued: 2025-06, seen: self }
  release_cbp: { type: webpage, title: A customs release, publisher: cbp, issued: 2025-06, seen: self }
  release_ice: { type: webpage, title: An immigration release, publisher: ice, issued: 2025-06, seen: self }
  story: { type: article-newspaper, title: A story, publisher: press, issued: 2025-06, seen: self }
  relay: { type: article-newspaper, title: A retelling, publisher: auditor, issued: 2025-07, seen: self, relays: [release_cbp] }
  relay_unknown: { type: article-newspaper, title: Another retelling, publisher: auditor, issued: 2025-07, seen: self, relays: [a release nobody registered] }
  withdrawn: { type: report, title: A withdrawn study, publisher: institute, issued: 2025-06, seen: self, status: retracted }
  law: { type: legislation, title: An act, issued: 2020, seen: self }
  law_heard: { type: legislation, description: An act we know of, issued: 2020, seen: second-hand, through: audit }
  ruling: { type: legal_case, title: A ruling, publisher: auditor, issued: 2025-05, seen: self }
datasets:
  monthly:
    file: data/monthly.csv
    measure: stops
    publisher: cbp
    vintage: 2025-12-04
    earlier: [ { file: data/monthly-november.csv, vintage: 2025-11-04 } ]
    fields: { month: yearmonth, total: integer }
  copied:
    file: data/monthly.csv
    measure: stops
    publisher: auditor
    vintage: 2025-12-04
    fields: { month: yearmonth, total: integer }
";

const MONTHLY: &str = "month,total\n2025-09,26002\n2025-10,30551\n2025-11,30375\n";
const BEFORE: &str = "month,total\n2025-09,26002\n2025-10,29000\n2025-11,30375\n";

fn run(registry: &str) -> Run {
    pipeline::run(&Memory::with([
        ("claims.yaml", registry),
        ("data/monthly.csv", MONTHLY),
        ("data/monthly-november.csv", BEFORE),
    ]))
}

/// Returns the standing and the reason of the claim `c`, whose keys are `claim`, indented by four.
fn assessed(claim: &str) -> (Standing, String) {
    let run = run(&format!("{BASE}claims:\n  c:\n{claim}\n"));
    let messages: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    let (model, evaluation) = run.model.zip(run.evaluation).unwrap_or_else(|| panic!("{messages:?}"));
    let key = model.claims.find("c").unwrap_or_else(|| panic!("{messages:?}"));
    let assessment = evaluation.claim(key);
    (assessment.standing, assessment.reason.plain_words())
}

#[track_caller]
fn stands(claim: &str, standing: Standing, reason: &str) {
    assert_eq!(assessed(claim), (standing, reason.to_owned()));
}

fn evidence(items: &[&str]) -> String {
    let mut claim = String::from("    statement: Fees were paid.\n    kind: event\n    evidence:\n");
    for item in items {
        claim.push_str("      - { stance: supports, basis: document, ");
        claim.push_str(item);
        claim.push_str(" }\n");
    }
    claim
}

const TESTED: &str = "    statement: Stops in November were just over 30,000.\n    said: { by: An article, date: 2025-12 }\n    quantity: just over 30,000\n";
const NOVEMBER: &str = "of: monthly, where: { month: 2025-11 }, sum: total";

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
        "Nobody here tested it or looked for support.",
    );
}

#[test]
fn a_claim_nobody_touched_is_not_checked() {
    stands(
        "    statement: Many were found.\n    kind: event",
        Standing::NotChecked,
        "Nobody here tested it or looked for support.",
    );
}

#[test]
fn context_alone_is_no_check() {
    stands(
        "    statement: Many were found.\n    kind: event\n    evidence: [ { source: audit, stance: context, basis: document } ]",
        Standing::NotChecked,
        "Nobody here tested it or looked for support.",
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
fn a_test_without_a_reading_stops_the_build() {
    let registry = format!("{BASE}claims:\n  c:\n{TESTED}    test: {{ {NOVEMBER} }}\n");
    let run = run(&registry);
    let messages: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages, ["the test of claim `c` has no `reading`"]);
    assert!(run.evaluation.is_none());
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
        "It held on the data of its day; they have since been revised, and now say {{ value }}.",
    );
}

#[test]
fn data_that_are_not_the_record_speak_for_their_publisher_alone() {
    stands(
        &format!(
            "{TESTED}    test: {{ of: copied, where: {{ month: 2025-11 }}, sum: total, reading: All recorded stops. }}"
        ),
        Standing::Reported,
        "The audit office is the only independent source for it.",
    );
}

#[test]
fn two_independent_sources_at_first_hand_establish_an_event() {
    stands(
        &evidence(&["source: audit", "source: study"]),
        Standing::Established,
        "The audit office and An institute support it independently of each other.",
    );
}

#[test]
fn two_independent_sources_never_establish_a_count() {
    let claim = evidence(&["source: audit", "source: study"])
        .replace("kind: event", "quantity: more than 10\n    measure: found");
    stands(
        &claim,
        Standing::Reported,
        "The audit office and An institute support it; only the published record of a count could establish it.",
    );
}

#[test]
fn an_amount_of_money_is_no_count() {
    let claim = evidence(&["source: audit", "source: study"])
        .replace("kind: event", "quantity: up to $20,000\n    measure: fees");
    assert_eq!(assessed(&claim).0, Standing::Established);
}

#[test]
fn one_independent_source_reports() {
    stands(
        &evidence(&["source: audit"]),
        Standing::Reported,
        "The audit office is the only independent source for it.",
    );
}

#[test]
fn three_agencies_of_one_department_are_one_origin_and_its_own() {
    stands(
        &evidence(&["source: release_cbp", "source: release_ice"]),
        Standing::SelfReported,
        "Its only support is from Homeland Security, with an interest in the matter.",
    );
}

#[test]
fn an_independent_body_stops_the_folding() {
    stands(
        &evidence(&["source: inspection", "source: audit"]),
        Standing::Established,
        "The inspector general and The audit office support it independently of each other.",
    );
}

#[test]
fn an_article_that_relays_a_release_adds_no_origin() {
    stands(
        &evidence(&["source: relay", "source: release_cbp"]),
        Standing::SelfReported,
        "Its only support is from Homeland Security, with an interest in the matter.",
    );
}

#[test]
fn a_relay_of_something_unregistered_adds_none_either() {
    stands(
        &evidence(&["source: relay_unknown"]),
        Standing::Unsupported,
        "What is offered for it counts something else, or does not say how it is known.",
    );
}

#[test]
fn evidence_without_a_basis_adds_no_origin() {
    stands(
        "    statement: Fees were paid.\n    kind: event\n    evidence: [ { source: audit, stance: supports } ]",
        Standing::Unsupported,
        "What is offered for it counts something else, or does not say how it is known.",
    );
}

#[test]
fn unstated_interests_lift_no_higher_than_reported() {
    stands(
        &evidence(&["source: audit", "source: story"]),
        Standing::Reported,
        "The audit office and A newspaper support it, but fewer than two of them at first hand and with their interests stated.",
    );
    stands(
        &evidence(&["source: story"]),
        Standing::Reported,
        "It rests on A newspaper; whether there is an interest in the matter is not stated.",
    );
}

#[test]
fn what_is_known_at_second_hand_lifts_no_higher_than_reported() {
    stands(
        &evidence(&["source: audit", "source: study_heard"]),
        Standing::Reported,
        "The audit office and An institute support it, but fewer than two of them at first hand and with their interests stated.",
    );
    stands(
        &evidence(&["source: study_heard"]),
        Standing::Reported,
        "It rests on An institute, known here only at second hand.",
    );
}

#[test]
fn the_place_where_a_claim_was_said_adds_only_its_speakers_word() {
    let said = |by: &str| {
        evidence(&["source: story"])
            .replace("    kind: event\n", &format!("    kind: event\n    said: {{ by: {by}, in: story }}\n"))
    };
    stands(
        &said("ice"),
        Standing::SelfReported,
        "Its only support is from Homeland Security, with an interest in the matter.",
    );
    stands(
        &said("Officials"),
        Standing::Unsupported,
        "What is offered for it counts something else, or does not say how it is known.",
    );
}

#[test]
fn a_speaker_is_interested_in_what_it_says() {
    let claim =
        evidence(&["source: audit"]).replace("    kind: event\n", "    kind: event\n    said: { by: auditor }\n");
    stands(
        &claim,
        Standing::SelfReported,
        "Its only support is from The audit office, with an interest in the matter.",
    );
}

#[test]
fn a_retracted_source_adds_nothing() {
    stands(
        &evidence(&["source: withdrawn"]),
        Standing::Unsupported,
        "What is offered for it counts something else, or does not say how it is known.",
    );
}

#[test]
fn evidence_that_counts_something_else_is_no_support() {
    let claim = evidence(&["source: audit, measure: found"])
        .replace("kind: event", "quantity: more than 10\n    measure: stops");
    stands(
        &claim,
        Standing::Unsupported,
        "What is offered for it counts something else, or does not say how it is known.",
    );
}

#[test]
fn disinterested_sources_on_both_sides_contest() {
    let claim = evidence(&["source: audit", "source: study"])
        .replace("supports, basis: document, source: study", "disputes, basis: document, source: study");
    stands(&claim, Standing::Contested, "The audit office supports it, and An institute disputes it.");
}

#[test]
fn a_lone_disinterested_dispute_contests() {
    let claim = evidence(&["source: study"]).replace("supports", "disputes");
    stands(&claim, Standing::Contested, "An institute disputes it, and nobody independent supports it.");
}

#[test]
fn two_independent_disputes_refute() {
    let claim = evidence(&["source: study", "source: audit"]).replace("supports", "disputes");
    stands(
        &claim,
        Standing::Refuted,
        "The audit office and An institute dispute it independently of each other, and nobody independent supports it.",
    );
}

#[test]
fn an_interested_dispute_is_a_reply_and_moves_nothing() {
    let claim = evidence(&["source: audit", "source: study", "source: release_ice"])
        .replace("supports, basis: document, source: release_ice", "disputes, basis: document, source: release_ice");
    assert_eq!(assessed(&claim).0, Standing::Established);
}

#[test]
fn a_dispute_contests_even_what_the_record_bears_out() {
    stands(
        &format!(
            "{TESTED}    test: {{ {NOVEMBER}, reading: All recorded stops. }}\n    evidence: [ {{ source: study, stance: disputes, basis: analysis }} ]"
        ),
        Standing::Contested,
        "The record kept by Customs bears it out, but An institute disputes it.",
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
        "It rests on A newspaper; whether there is an interest in the matter is not stated.",
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
        "The audit office and An institute searched and found none.",
    );
    assert_eq!(
        assessed(&format!("{absence}    evidence: [ {{ dataset: monthly, stance: supports, basis: record }} ]")).0,
        Standing::Established
    );
}

#[test]
fn a_search_that_finds_nothing_does_not_make_a_claim_false() {
    stands(
        "    statement: Many were found.\n    kind: event\n    evidence: [ { source: audit, stance: cannot-verify, basis: search } ]",
        Standing::Unsupported,
        "The audit office could not verify it.",
    );
    stands(
        "    statement: Many were found.\n    kind: event\n    looked: the office's publications",
        Standing::Unsupported,
        "We looked (the office's publications) and found nothing that supports it directly.",
    );
}

#[test]
fn a_count_never_establishes_a_cause() {
    let claim = "    statement: The policy caused the fall.\n    kind: cause\n    measure: stops\n    quantity: just over 30,000\n    test: { of: monthly, where: { month: 2025-11 }, sum: total, reading: All. }\n    evidence: [ { dataset: monthly, stance: supports, basis: record } ]";
    assert_eq!(assessed(claim).0, Standing::Unsupported);
}
