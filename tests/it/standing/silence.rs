//! What is left out never helps a claim: a basis, interests, a reading, a first hand, the measure itself.

use knowns::vocabulary::Standing;

use super::{BASE, NOVEMBER, TESTED, assessed, evidence, run, stands};

#[test]
fn context_alone_is_no_check() {
    stands(
        "    statement: Many were found.\n    kind: event\n    evidence: [ { source: audit, stance: context, basis: document } ]",
        Standing::NotChecked,
        "No test of it, no evidence and no search is listed here.",
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
fn data_that_are_not_the_record_speak_for_their_publisher_alone() {
    stands(
        &format!(
            "{TESTED}    test: {{ of: copied, where: {{ month: 2025-11 }}, sum: total, reading: All recorded stops. }}"
        ),
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
}

#[test]
fn two_independent_sources_never_establish_a_count() {
    let claim = evidence(&["source: audit", "source: study"])
        .replace("kind: event", "quantity: more than 10\n    measure: found");
    stands(
        &claim,
        Standing::Reported,
        "It is supported by the audit office and an institute; only the published record of a count could establish it.",
    );
}

#[test]
fn an_amount_of_money_is_no_count() {
    let claim = evidence(&["source: audit", "source: study"])
        .replace("kind: event", "quantity: up to $20,000\n    measure: fees");
    assert_eq!(assessed(&claim).0, Standing::Established);
}

#[test]
fn evidence_without_a_basis_adds_no_origin() {
    stands(
        "    statement: Fees were paid.\n    kind: event\n    evidence: [ { source: audit, stance: supports } ]",
        Standing::Unsupported,
        "What is offered for it does not say how it is known.",
    );
}

#[test]
fn unstated_interests_lift_no_higher_than_reported() {
    stands(
        &evidence(&["source: audit", "source: story"]),
        Standing::Reported,
        "It is supported by the audit office and a newspaper, but it is not stated whether a newspaper might have an interest in the matter.",
    );
    stands(
        &evidence(&["source: story"]),
        Standing::Reported,
        "It rests on a newspaper; whether there is an interest in the matter is not stated.",
    );
}

#[test]
fn what_is_known_at_second_hand_lifts_no_higher_than_reported() {
    stands(
        &evidence(&["source: audit", "source: study_heard"]),
        Standing::Reported,
        "It is supported by the audit office and an institute, but what comes from an institute is known here only at second hand.",
    );
    stands(
        &evidence(&["source: study_heard"]),
        Standing::Reported,
        "It rests on an institute, known here only at second hand.",
    );
}

#[test]
fn evidence_that_counts_something_else_is_no_support() {
    let claim = evidence(&["source: audit, measure: found"])
        .replace("kind: event", "quantity: more than 10\n    measure: stops");
    stands(&claim, Standing::Unsupported, "What is offered for it counts something else.");
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
fn a_figure_made_of_data_that_are_not_the_record_speaks_for_their_publisher() {
    stands(
        "    statement: Stops in two months were just over 60,000.\n    quantity: just over 60,000\n    test: { figure: copied_both, reading: October and November. }",
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
}

#[test]
fn evidence_that_gives_another_number_is_no_support() {
    let claim = evidence(&["source: audit, quantity: \"12\""])
        .replace("kind: event", "quantity: more than 100\n    measure: found");
    stands(&claim, Standing::Unsupported, "What is offered for it gives another number.");
}

#[test]
fn several_reasons_to_set_evidence_aside_are_each_said_once() {
    let claim = evidence(&["source: withdrawn", "source: relay_unknown", "source: withdrawn"])
        + "      - { source: audit, stance: supports }\n";
    stands(
        &claim,
        Standing::Unsupported,
        "What is offered for it has been retracted, passes on what cannot be followed back or does not say how it is known.",
    );
}

#[test]
fn a_source_not_said_to_have_been_read_counts_as_known_at_second_hand() {
    stands(
        &evidence(&["source: study_unseen"]),
        Standing::Reported,
        "It rests on an institute; whether we read it is not stated.",
    );
}

#[test]
fn two_sources_without_a_publisher_may_be_the_same_and_are_one_origin() {
    stands(
        &evidence(&["source: leaflet", "source: poster"]),
        Standing::Reported,
        "It rests on a source that names no publisher; whether there is an interest in the matter is not stated.",
    );
}

#[test]
fn a_source_that_was_replaced_lifts_no_higher_than_reported() {
    stands(
        &evidence(&["source: replaced"]),
        Standing::Reported,
        "It rests on an institute, in a version that has since been replaced.",
    );
    stands(
        &evidence(&["source: audit", "source: replaced"]),
        Standing::Reported,
        "It is supported by the audit office and an institute, but what comes from an institute has since been replaced by a later version.",
    );
    assert_eq!(assessed(&evidence(&["source: audit", "source: corrected"])).0, Standing::Established);
}
