//! Relays are followed to their roots, and add nothing of their own.

use knowns::vocabulary::Standing;

use super::{BASE, assessed, evidence, run, stands};

#[test]
fn an_article_that_relays_a_release_adds_no_origin() {
    stands(
        &evidence(&["source: relay", "source: release_cbp"]),
        Standing::SelfReported,
        "All that counts for it here is from Homeland Security, with an interest in the matter.",
    );
}

#[test]
fn an_article_that_relays_a_release_nobody_registered_adds_none_either() {
    stands(
        &evidence(&["source: relay_unknown"]),
        Standing::Unsupported,
        "What is offered for it passes on what cannot be followed back.",
    );
}

#[test]
fn a_retelling_of_a_retelling_counts_as_its_root() {
    stands(
        &evidence(&["source: retelling_again", "source: study"]),
        Standing::Reported,
        "The one independent source offered for it is an institute.",
    );
}

#[test]
fn an_article_that_relays_two_reports_counts_as_both() {
    stands(
        &evidence(&["source: roundup"]),
        Standing::Established,
        "It is supported by the audit office and an institute, independently of each other.",
    );
}

#[test]
fn what_a_body_is_said_to_have_said_is_known_at_second_hand() {
    stands(
        &evidence(&["source: retelling_word"]),
        Standing::Reported,
        "It rests on an institute, known here only at second hand.",
    );
}

#[test]
fn a_source_older_than_what_it_relays_adds_no_origin_all_the_same() {
    stands(
        &evidence(&["source: old_retelling", "source: study"]),
        Standing::Reported,
        "The one independent source offered for it is an institute.",
    );
}

#[test]
fn a_circle_of_relays_is_printed_whole_and_stops_the_build() {
    let circle = "sources:\n  a: { title: A, relays: [b], seen: self }\n  b: { title: B, relays: [c], seen: self }\n  c: { title: C, relays: [a], seen: self }\n";
    let run = run(&BASE.replacen("sources:\n", circle, 1));
    let messages: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages, ["sources that pass on each other: `a` → `b` → `c` → `a`"]);
    assert!(run.evaluation.is_none());
}

#[test]
fn a_retracted_source_adds_nothing_itself_or_relayed_or_as_the_place_where_another_is_known_from() {
    for source in ["withdrawn", "retelling_withdrawn", "heard_of"] {
        stands(
            &evidence(&[&format!("source: {source}")]),
            Standing::Unsupported,
            "What is offered for it has been retracted.",
        );
    }
}

#[test]
fn the_place_where_a_claim_was_said_adds_only_its_speakers_word() {
    let said = |by: &str, source: &str| {
        evidence(&[&format!("source: {source}")])
            .replace("    kind: event\n", &format!("    kind: event\n    said: {{ by: {by}, in: story }}\n"))
    };
    for source in ["story", "retelling_story"] {
        stands(
            &said("ice", source),
            Standing::SelfReported,
            "All that counts for it here is from Homeland Security, with an interest in the matter.",
        );
        stands(
            &said("auditor", source),
            Standing::SelfReported,
            "All that counts for it here is the word of the audit office, whose own statement it is.",
        );
        stands(&said("Officials", source), Standing::Unsupported, "What is offered for it is only where it was said.");
    }
}

#[test]
fn of_an_utterance_the_place_where_it_was_said_is_evidence() {
    let claim = "    statement: They said so.\n    kind: utterance\n    said: { by: Officials, in: study }\n    evidence: [ { source: study, stance: supports, basis: document } ]";
    stands(claim, Standing::Reported, "The one independent source offered for it is an institute.");
    assert_eq!(assessed(&claim.replace("Officials", "institute")).0, Standing::Established);
}
