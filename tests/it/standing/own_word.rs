//! This publication's own word adds no origin, by whatever way it comes back.

use knowns::vocabulary::Standing;

use super::{BASE, assessed, evidence, run, stands};

const OURS: &str = "What is offered for it is our own word.";

#[test]
fn our_own_analysis_is_no_evidence_for_our_own_finding() {
    let claim = evidence(&["source: our_brief"]).replace("document", "analysis");
    stands(&format!("{claim}    role: finding\n"), Standing::Unsupported, OURS);
}

#[test]
fn a_source_that_cites_this_projects_own_brief_adds_no_origin() {
    for source in ["echo", "echo_of_echo", "echo_of_us"] {
        stands(&evidence(&[&format!("source: {source}")]), Standing::Unsupported, OURS);
    }
    stands(
        &evidence(&["source: audit", "source: echo"]),
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
}

#[test]
fn what_is_known_only_through_our_own_brief_is_our_own_word() {
    stands(&evidence(&["source: through_us"]), Standing::Unsupported, OURS);
}

#[test]
fn the_house_that_the_desk_belongs_to_is_the_same_body() {
    stands(&evidence(&["source: house_report"]), Standing::Unsupported, OURS);
}

#[test]
fn our_own_data_add_no_origin_where_they_are_no_record() {
    stands(
        "    statement: Stops in November were just over 30,000.\n    quantity: just over 30,000\n    test: { of: ours, where: { month: 2025-11 }, sum: total, reading: All recorded stops. }",
        Standing::Unsupported,
        OURS,
    );
    let claim = "    statement: Stops exist.\n    kind: existence\n    evidence: [ { dataset: ours, stance: supports, basis: record } ]";
    stands(claim, Standing::Unsupported, OURS);
}

#[test]
fn our_own_report_is_no_record_that_establishes_an_event() {
    let claim = evidence(&["source: house_report"]).replace("document", "record");
    stands(&claim, Standing::Unsupported, OURS);
}

#[test]
fn our_own_dispute_contests_nothing() {
    let claim = evidence(&["source: audit", "source: study", "source: our_brief"])
        .replace("supports, basis: document, source: our_brief", "disputes, basis: analysis, source: our_brief");
    assert_eq!(assessed(&claim).0, Standing::Established);
}

#[test]
fn a_publisher_written_by_name_is_known_as_the_party_of_that_name() {
    let registry = format!("{BASE}claims:\n  c:\n{}", evidence(&["source: our_brief"]));
    let run = run(&registry.replace("publisher: desk, as_of", "publisher: The Desk, as_of"));
    let (model, evaluation) = run.model.zip(run.evaluation).expect("the registry is sound");
    let key = model.claims.find("c").expect("the claim is there");
    assert_eq!(evaluation.claim(key).reason.plain_words(), OURS);
}
