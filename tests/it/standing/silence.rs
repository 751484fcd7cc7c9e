//! What is left out never helps a claim: relays, folded bodies, unstated interests, hearsay, other measures.

use knowns::evaluate::Standing;

use super::{BASE, NOVEMBER, TESTED, assessed, evidence, run, stands};

#[test]
fn context_alone_is_no_check() {
    stands(
        "    statement: Many were found.\n    kind: event\n    evidence: [ { source: audit, stance: context, basis: document } ]",
        Standing::NotChecked,
        "Nobody here tested it or looked for support.",
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
        "The audit office is the only independent source for it.",
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
        "The audit office and A newspaper support it, but fewer than two of them are at first hand and have their interests stated.",
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
        "The audit office and An institute support it, but fewer than two of them are at first hand and have their interests stated.",
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
fn our_own_brief_adds_nothing_by_whatever_way_it_comes_back() {
    for source in ["source: ours", "source: echo"] {
        stands(
            &evidence(&[source]),
            Standing::Unsupported,
            "What is offered for it counts something else, or does not say how it is known.",
        );
    }
    let claim = evidence(&["source: audit", "source: echo"]);
    assert_eq!(assessed(&claim).0, Standing::Reported, "it is no second origin");
}

#[test]
fn a_press_release_offered_as_a_record_establishes_nothing() {
    let claim = "    statement: There is a list.\n    kind: existence\n    evidence: [ { source: story, stance: supports, basis: record } ]";
    assert_eq!(assessed(claim).0, Standing::Reported);
    assert_eq!(assessed(&claim.replace("source: story", "source: release_ice")).0, Standing::SelfReported);
}

#[test]
fn a_circle_of_relays_is_printed_whole() {
    let registry = BASE.replace(
        "  law: {",
        "  a: { title: A, relays: [b] }\n  b: { title: B, relays: [c] }\n  c: { title: C, relays: [a] }\n  law: {",
    );
    let run = run(&registry);
    let messages: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages, ["sources that pass on each other: `a` → `b` → `c` → `a`"]);
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

#[test]
fn a_count_that_is_no_record_establishes_no_cause_either() {
    let claim = "    statement: The policy caused the fall.\n    kind: cause\n    measure: stops\n    quantity: just over 30,000\n    test: { of: copied, where: { month: 2025-11 }, sum: total, reading: All. }";
    assert_eq!(assessed(claim).0, Standing::Unsupported);
}

#[test]
fn a_figure_made_of_data_that_are_not_the_record_speaks_for_their_publisher() {
    stands(
        "    statement: Stops in two months were just over 60,000.\n    quantity: just over 60,000\n    test: { figure: copied_both, reading: October and November. }",
        Standing::Reported,
        "The audit office is the only independent source for it.",
    );
}
