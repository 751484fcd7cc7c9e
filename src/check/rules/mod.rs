//! The rules, each in a file of its own with a page beside it: what it finds, why it matters, a bad and a good example, what
//! to do. A rule is named for the problem, so that "allow *name*" reads well; its code is never used again.

use std::fmt::Write as _;

use crate::diagnostic::Code;
use crate::vocabulary::Level;

use super::rule::Rule;

/// Lists the rules, in the order of their codes.
macro_rules! rules {
    ($($name:ident)*) => {
        $(pub(super) mod $name;)*
        /// Every rule, in the order of their codes.
        pub(super) static ALL: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    true_but_uninformative
    direction_against_value
    relay_older_than_origin
    said_source_as_evidence
    our_own_brief_as_evidence
    interests_unstated
    press_release_as_record
    retracted_source
    charge_as_fact
    absence_without_search
    absence_without_unknown
    cause_resting_on_count
    verdict_above_standing
    unattributed_self_report
    evidence_without_basis
    sources_overcounted
    own_finding_contradicted
    evidence_of_another_quantity
    test_of_another_period
    test_of_another_label
    test_in_another_direction
    test_of_another_unit
    superlative_against_test
    mean_of_rates
    change_within_uncertainty
    comparison_over_break
    refuted_without_quote
    confidence_and_likelihood
    mixed_likelihood_scales
    verb_stronger_than_standing
    false_for_unsupported
    quotation_not_verbatim
    superlative_without_test
    cause_without_evidence
    evidence_of_another_measure
    proxy_unnamed
    words_of_another_measure
    unlike_periods
    totals_as_growth
    table_of_another_measure
    activity_as_outcome
    same_event_in_two_wordings
    two_measures_on_one_axis
    untraced_numeral
    qualifier_dropped
    quantity_not_in_statement
    over_exact_number
    part_greater_than_whole
    percent_for_points
    two_values_for_one_thing
    small_count_recoverable
    provisional_unmarked
    quantity_against_value
    long_answer
    lost_section
    empty_half
    dangling_footnote
    no_byline
    no_data_date
    no_method
    no_limitations
    evidence_without_locator
    idle_waiver
    expired_waiver
    unknown_overdue
    review_passed
    source_newer_than_as_of
    forecast_due
}

/// A family of rules: the letter of their codes, and what they are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// The letter.
    pub letter: char,
    /// What the rules are about.
    pub about: &'static str,
    /// Whether a first draft is held to them.
    drafts: bool,
}

/// Returns the families in the order of their letters.
pub fn families() -> [Family; 6] {
    [
        Family { letter: 'E', about: "Evidence", drafts: false },
        Family { letter: 'L', about: "Language", drafts: false },
        Family { letter: 'M', about: "Measures", drafts: false },
        Family { letter: 'N', about: "Numbers", drafts: true },
        Family { letter: 'S', about: "Structure", drafts: true },
        Family { letter: 'W', about: "Time", drafts: false },
    ]
}

/// Returns whether a first draft is held to the rule of a code.
pub(super) fn is_for_drafts(code: &Code) -> bool {
    families().iter().any(|family| family.drafts && code.id.starts_with(family.letter))
}

/// Returns whether a code is that of a rule: a publication may hold it more or less strictly, and waive it.
pub fn is_rule(code: &Code) -> bool {
    level(code).is_some()
}

/// Returns how strictly the rule of a code is held where the publication does not say; none where the code is no rule's.
pub fn level(code: &Code) -> Option<Level> {
    ALL.iter().find(|rule| rule.code == code).map(|rule| rule.level)
}

/// Returns the list of all rules as one Markdown document: `docs/rules.md`, which a test keeps equal.
pub fn reference() -> String {
    let mut page = String::from(include_str!("../head.md"));
    for family in families() {
        let _ = write!(page, "\n## {}\n\n| rule | level | what it finds |\n|---|---|---|\n", family.about);
        for rule in ALL.iter().filter(|rule| rule.code.id.starts_with(family.letter)) {
            let Code { id, name, explanation } = rule.code;
            let level = match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Off => "off",
            };
            let what = explanation.lines().nth(2).unwrap_or_default();
            let _ = writeln!(page, "| {id} [`{name}`](../src/check/rules/{name}.md) | {level} | {what} |");
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::code;

    #[test]
    fn every_code_of_a_rule_has_one_rule_in_its_order_and_in_a_family() {
        let codes: Vec<&str> = code::rule::ALL.iter().map(|code| code.id).collect();
        let rules: Vec<&str> = ALL.iter().map(|rule| rule.code.id).collect();
        assert_eq!(rules, codes);
        assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len());
        for rule in ALL {
            assert!(families().iter().any(|family| rule.code.id.starts_with(family.letter)), "{}", rule.code.name);
        }
    }
}
