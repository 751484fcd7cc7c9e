//! What each kind of claim asks for: a record, a court, a search, a cause that was isolated.

use knowns::vocabulary::Standing;

use super::{assessed, evidence, stands};

fn of_kind(kind: &str, items: &str) -> String {
    format!("    statement: So it is.\n    kind: {kind}\n    evidence:\n{items}")
}

fn item(source: &str, basis: &str) -> String {
    format!("      - {{ source: {source}, stance: supports, basis: {basis} }}\n")
}

#[test]
fn a_press_release_offered_as_a_record_establishes_nothing() {
    stands(
        &of_kind("existence", &item("release_cbp", "record")),
        Standing::SelfReported,
        "All that counts for it here is from Homeland Security, with an interest in the matter.",
    );
    stands(
        &of_kind("existence", &item("notice", "record")),
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
    stands(&of_kind("existence", &item("audit", "record")), Standing::Established, "We inspected the record itself.");
}

#[test]
fn data_copied_out_of_an_article_are_no_record() {
    stands(
        "    statement: Stops in November were just over 30,000.\n    quantity: just over 30,000\n    test: { of: posted, where: { month: 2025-11 }, sum: total, reading: As printed. }",
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
}

#[test]
fn a_charge_does_not_establish_an_event() {
    stands(
        &of_kind("event", &item("ruling", "court, stage: charged")),
        Standing::Reported,
        "It rests on the audit office, for a charge; a charge is not the finding of a court.",
    );
    stands(
        &of_kind("event", &item("ruling", "court")),
        Standing::Reported,
        "It rests on the audit office, for a charge; a charge is not the finding of a court.",
    );
}

#[test]
fn two_charges_establish_it_no_more_than_one() {
    let two = item("ruling", "court, stage: charged") + &item("study", "court, stage: indicted");
    stands(
        &of_kind("event", &two),
        Standing::Reported,
        "It is supported by the audit office and an institute, but none of it is more than a charge.",
    );
}

#[test]
fn an_absence_without_a_search_is_unsupported() {
    stands(
        &of_kind("absence", &(item("audit", "document") + &item("study", "analysis"))),
        Standing::Unsupported,
        "What is offered for it names nobody who searched.",
    );
    stands(
        &of_kind("absence", &item("audit", "search")),
        Standing::Reported,
        "The audit office searched and found none.",
    );
}

#[test]
fn an_absence_that_we_looked_for_ourselves_is_reported_and_never_established() {
    let looked =
        of_kind("absence", &(item("audit", "search") + &item("study", "search"))) + "    looked: The archive.\n";
    stands(&looked, Standing::Reported, "We looked and found none (The archive).");
}

#[test]
fn a_search_that_finds_something_disputes_an_absence() {
    let found =
        of_kind("absence", &item("audit", "document")).replace("supports", "disputes") + "    looked: The archive\n";
    stands(
        &found,
        Standing::Contested,
        "It is disputed by the audit office, and no independent source offered here supports it.",
    );
}

#[test]
fn a_count_never_establishes_a_cause() {
    let cause = |of: &str| {
        format!(
            "    statement: The policy caused the fall.\n    kind: cause\n    measure: stops\n    quantity: just over 30,000\n    test: {{ of: {of}, where: {{ month: 2025-11 }}, sum: total, reading: All. }}\n"
        )
    };
    let reason = "What is offered for it is a count and says nothing of causes.";
    for of in ["monthly", "copied"] {
        stands(&cause(of), Standing::Unsupported, reason);
        for basis in ["record", "analysis"] {
            let item = format!("    evidence: [ {{ dataset: {of}, stance: supports, basis: {basis} }} ]\n");
            stands(&(cause(of) + &item), Standing::Unsupported, reason);
        }
    }
}

#[test]
fn two_bodies_that_say_what_the_cause_is_do_not_establish_it() {
    stands(
        &of_kind("cause", &(item("audit", "says-so") + &item("study", "interview"))),
        Standing::Reported,
        "It is supported by the audit office and an institute, but nothing but their word says that this is the cause.",
    );
    assert_eq!(
        assessed(&of_kind("cause", &(item("audit", "analysis") + &item("study", "analysis")))).0,
        Standing::Established
    );
}

#[test]
fn a_law_that_was_replaced_is_not_in_force() {
    let rule = of_kind("rule", &item("law", "document"));
    assert_eq!(assessed(&rule).0, Standing::Established);
    assert_eq!(assessed(&rule.replace("source: law", "source: law_replaced")).0, Standing::Reported);
}

#[test]
fn support_of_one_source_is_no_more_for_being_offered_twice() {
    stands(
        &evidence(&["source: audit", "source: ruling", "source: audit"]),
        Standing::Reported,
        "The one independent source offered for it is the audit office.",
    );
}
