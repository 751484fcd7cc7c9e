//! Who counts as one body, and whose interests are its own.

use knowns::vocabulary::Standing;

use super::{evidence, stands};

#[test]
fn three_agencies_of_one_department_are_one_origin_and_its_own() {
    stands(
        &evidence(&["source: release_cbp", "source: release_ice", "source: release_uscis"]),
        Standing::SelfReported,
        "All that counts for it here is from Homeland Security, with an interest in the matter.",
    );
}

#[test]
fn an_independent_body_stops_the_folding() {
    stands(
        &evidence(&["source: inspection", "source: audit"]),
        Standing::Established,
        "It is supported by the inspector general and the audit office, independently of each other.",
    );
}

#[test]
fn a_bureau_of_an_independent_office_counts_as_the_office_and_not_as_the_ministry_above() {
    stands(
        &evidence(&["source: count_bureau", "source: release_ministry"]),
        Standing::Reported,
        "The one independent source offered for it is the works office.",
    );
    stands(
        &evidence(&["source: count_bureau", "source: audit"]),
        Standing::Established,
        "It is supported by the audit office and the works office, independently of each other.",
    );
}

#[test]
fn an_interest_anywhere_between_a_branch_and_the_body_it_counts_as_is_its_own() {
    stands(
        &evidence(&["source: count_branch"]),
        Standing::SelfReported,
        "All that counts for it here is from the group, with an interest in the matter.",
    );
}

#[test]
fn a_part_without_interests_does_not_speak_for_a_body_whose_interests_are_not_stated() {
    stands(
        &evidence(&["source: count_faculty"]),
        Standing::Reported,
        "It rests on a university; whether there is an interest in the matter is not stated.",
    );
}

#[test]
fn a_speaker_is_interested_in_what_it_says() {
    let claim =
        evidence(&["source: audit"]).replace("    kind: event\n", "    kind: event\n    said: { by: auditor }\n");
    stands(
        &claim,
        Standing::SelfReported,
        "All that counts for it here is the word of the audit office, whose own statement it is.",
    );
}

#[test]
fn a_sister_agency_of_the_speaker_is_as_interested_as_the_speaker() {
    let claim = evidence(&["source: count_branch", "source: audit"])
        .replace("    kind: event\n", "    kind: event\n    said: { by: group }\n");
    stands(&claim, Standing::Reported, "The one independent source offered for it is the audit office.");
}

#[test]
fn where_nobody_is_named_whoever_publishes_what_was_said_is_the_speaker() {
    let claim =
        evidence(&["source: ruling"]).replace("    kind: event\n", "    kind: event\n    said: { in: audit }\n");
    stands(
        &claim,
        Standing::SelfReported,
        "All that counts for it here is the word of the audit office, whose own statement it is.",
    );
}
