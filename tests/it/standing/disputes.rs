//! Who may contest or refute a claim, and whose dispute is only a reply.

use knowns::vocabulary::Standing;

use super::{NOVEMBER, TESTED, assessed, evidence, stands};

/// Returns evidence of which the items with a basis of `analysis` dispute.
fn disputed(supporting: &[&str], disputing: &[&str]) -> String {
    let mut claim = evidence(supporting);
    for item in disputing {
        claim.push_str("      - { stance: disputes, basis: analysis, ");
        claim.push_str(item);
        claim.push_str(" }\n");
    }
    claim
}

#[test]
fn an_interested_dispute_is_a_reply_and_moves_nothing() {
    assert_eq!(
        assessed(&disputed(&["source: audit", "source: study"], &["source: release_ice"])).0,
        Standing::Established
    );
    stands(
        &disputed(&["source: audit"], &["source: release_ice"]),
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
    stands(
        &disputed(&["source: release_ice"], &["source: release_ministry"]),
        Standing::SelfReported,
        "All that counts for it here is from Homeland Security, with an interest in the matter.",
    );
}

#[test]
fn two_interested_disputes_refute_nothing_and_are_no_support() {
    stands(
        &disputed(&[], &["source: release_ice", "source: release_ministry"]),
        Standing::Unsupported,
        "Nothing is offered for it, and it is disputed by Homeland Security and the ministry, with an interest in the matter.",
    );
}

#[test]
fn an_interested_dispute_does_not_contest_the_record() {
    stands(
        &format!(
            "{TESTED}    test: {{ {NOVEMBER}, reading: All recorded stops. }}\n    evidence: [ {{ source: release_ministry, stance: disputes, basis: analysis }} ]"
        ),
        Standing::Established,
        "The record kept by Customs bears it out: {{ value }}.",
    );
}

#[test]
fn disputes_at_second_hand_contest_and_do_not_refute() {
    stands(
        &disputed(&[], &["source: audit", "source: study_heard"]),
        Standing::Contested,
        "It is disputed by the audit office and an institute, and no independent source offered here supports it.",
    );
}

#[test]
fn two_agencies_of_one_department_that_dispute_are_one() {
    stands(
        &disputed(&[], &["source: inspection", "source: inspection"]),
        Standing::Contested,
        "It is disputed by the inspector general, and no independent source offered here supports it.",
    );
}

#[test]
fn a_dispute_that_relays_another_adds_none() {
    stands(
        &disputed(&[], &["source: study", "source: retelling"]),
        Standing::Contested,
        "It is disputed by an institute, and no independent source offered here supports it.",
    );
}
