//! What a claim lacks for a standing, as the help of a problem says it.

use knowns::evaluate;
use knowns::vocabulary::Standing;

use super::{BASE, NOVEMBER, TESTED, evidence, run};

#[track_caller]
fn lacks(claim: &str, needed: Standing, words: &str) {
    is_told(claim, needed, &format!("it needs {words}"));
}

#[track_caller]
fn is_told(claim: &str, needed: Standing, words: &str) {
    let run = run(&format!("{BASE}claims:\n  c:\n{claim}\n"));
    let messages: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    let (model, evaluation) = run.model.zip(run.evaluation).unwrap_or_else(|| panic!("{messages:?}"));
    let key = model.claims.find("c").unwrap_or_else(|| panic!("{messages:?}"));
    assert_eq!(evaluate::missing(&model, &model.claims[key], evaluation.claim(key), needed), words);
}

const EVENT: &str = "one court finding or record, read, or two independent origins at first hand, without an interest";

#[test]
fn a_claim_that_has_the_standing_lacks_nothing() {
    lacks(&evidence(&["source: audit"]), Standing::Reported, "nothing more");
    lacks(&evidence(&["source: audit"]), Standing::Unsupported, "nothing more");
}

#[test]
fn an_event_told_by_one_interested_body_lacks_two_that_are_not() {
    let claim = evidence(&["source: release_cbp", "source: release_ice"]);
    lacks(&claim, Standing::Established, &format!("{EVENT}; it has one origin, `dhs`, which has an interest"));
    lacks(
        &claim,
        Standing::Reported,
        "one origin without an interest; it has one origin, `dhs`, which has an interest",
    );
}

#[test]
fn each_origin_is_named_with_what_keeps_it_from_counting_in_full() {
    lacks(
        &evidence(&["source: audit", "source: story", "source: study_heard", "source: leaflet"]),
        Standing::Established,
        &format!(
            "{EVENT}; it has 4 origins: `auditor`; `press`, whose interests are not stated; a source without a publisher, whose interests are not stated; `institute`, known only at second hand"
        ),
    );
}

#[test]
fn a_count_lacks_its_record_and_no_number_of_origins() {
    let claim = evidence(&["source: audit", "source: study"])
        .replace("kind: event", "quantity: more than 10\n    measure: found");
    lacks(
        &claim,
        Standing::Established,
        "a published `record` of `found`, and a test on it; it has 2 origins: `auditor`; `institute`",
    );
    lacks(
        &claim.replace("measure: found", "measure: stops"),
        Standing::Established,
        "a test on the record of `stops` kept by `cbp` that passes under its printed reading; it has 2 origins: `auditor`; `institute`",
    );
}

#[test]
fn what_was_set_aside_is_named_with_the_reason() {
    lacks(
        &evidence(&["source: withdrawn", "source: relay_unknown", "source: our_brief"]),
        Standing::Reported,
        "one origin without an interest; it has no origin: `withdrawn` was retracted, or is known through what was, `relay_unknown` relays what is not registered, `our_brief` is the publication's own word",
    );
}

#[test]
fn to_be_refuted_a_claim_lacks_disputes_or_a_test_that_fails() {
    let claim = evidence(&["source: study"]).replace("supports", "disputes");
    lacks(
        &claim,
        Standing::Refuted,
        "two independent disputes at first hand, without an interest, and nobody independent for it; it has no origin; disputed by `institute`",
    );
    lacks(
        &format!("{TESTED}    test: {{ {NOVEMBER}, reading: All recorded stops. }}"),
        Standing::Refuted,
        "two independent disputes at first hand, without an interest, and nobody independent for it, or a test on the record of `stops` kept by `cbp` that fails under every reading; its test passes on the record; it has no origin",
    );
}

#[test]
fn other_kinds_of_claim_ask_for_other_things() {
    let of_kind = |kind: &str, basis: &str| {
        evidence(&["source: story"])
            .replace("kind: event", &format!("kind: {kind}"))
            .replace("basis: document", &format!("basis: {basis}"))
    };
    let press = "it has one origin, `press`, whose interests are not stated";
    lacks(
        &of_kind("absence", "search"),
        Standing::Established,
        &format!("the record itself, inspected (`basis: record`); {press}"),
    );
    lacks(
        &of_kind("absence", "document"),
        Standing::Reported,
        "a search (`looked`, or evidence with `basis: search`); it has no origin: `story` names no search",
    );
    lacks(
        &of_kind("rule", "document"),
        Standing::Established,
        &format!(
            "the law in force, read (`type: legislation` or `regulation`), or two independent origins at first hand, without an interest; {press}"
        ),
    );
    lacks(
        &of_kind("cause", "analysis"),
        Standing::Established,
        &format!("two independent origins at first hand, without an interest, that isolate the cause; {press}"),
    );
    lacks(
        "    statement: They said so.\n    kind: utterance\n    said: { by: ice, in: story }",
        Standing::Established,
        &format!("the speaker's own words, read in a source that `ice` publishes; {press}"),
    );
    is_told(&of_kind("opinion", "document"), Standing::Reported, "nothing could be enough: an opinion is not rated");
}
