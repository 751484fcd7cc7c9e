//! The rules, each in a file of its own with a page beside it: what it finds, why it matters, a bad and a good example, what
//! to do. A rule is named for the problem, so that "allow *name*" reads well; its code is never used again.

use std::fmt::Write as _;

use crate::diagnostic::Code;
use crate::vocabulary::Level;

use crate::rules::rule::Rule;
use crate::rules::{evidence, language, measures, numbers, structure, time};

/// Every rule, in the order of their codes.
pub(crate) static ALL: &[&Rule] = &[
    &evidence::true_but_uninformative::RULE,
    &evidence::direction_against_value::RULE,
    &evidence::relay_older_than_origin::RULE,
    &evidence::said_source_as_evidence::RULE,
    &evidence::our_own_brief_as_evidence::RULE,
    &evidence::interests_unstated::RULE,
    &evidence::press_release_as_record::RULE,
    &evidence::retracted_source::RULE,
    &evidence::charge_as_fact::RULE,
    &evidence::absence_without_search::RULE,
    &evidence::absence_without_unknown::RULE,
    &evidence::cause_resting_on_count::RULE,
    &evidence::verdict_above_standing::RULE,
    &evidence::unattributed_self_report::RULE,
    &evidence::evidence_without_basis::RULE,
    &evidence::sources_overcounted::RULE,
    &evidence::own_finding_contradicted::RULE,
    &evidence::evidence_of_another_quantity::RULE,
    &evidence::test_of_another_period::RULE,
    &evidence::test_of_another_label::RULE,
    &evidence::test_in_another_direction::RULE,
    &evidence::test_of_another_unit::RULE,
    &evidence::superlative_against_test::RULE,
    &evidence::mean_of_rates::RULE,
    &evidence::change_within_uncertainty::RULE,
    &evidence::comparison_over_break::RULE,
    &evidence::refuted_without_quote::RULE,
    &language::confidence_and_likelihood::RULE,
    &language::mixed_likelihood_scales::RULE,
    &language::verb_stronger_than_standing::RULE,
    &language::false_for_unsupported::RULE,
    &language::quotation_not_verbatim::RULE,
    &language::superlative_without_test::RULE,
    &language::cause_without_evidence::RULE,
    &measures::evidence_of_another_measure::RULE,
    &measures::proxy_unnamed::RULE,
    &measures::words_of_another_measure::RULE,
    &measures::unlike_periods::RULE,
    &measures::totals_as_growth::RULE,
    &measures::table_of_another_measure::RULE,
    &measures::activity_as_outcome::RULE,
    &measures::same_event_in_two_wordings::RULE,
    &measures::two_measures_on_one_axis::RULE,
    &numbers::untraced_numeral::RULE,
    &numbers::qualifier_dropped::RULE,
    &numbers::quantity_not_in_statement::RULE,
    &numbers::over_exact_number::RULE,
    &numbers::part_greater_than_whole::RULE,
    &numbers::percent_for_points::RULE,
    &numbers::two_values_for_one_thing::RULE,
    &numbers::small_count_recoverable::RULE,
    &numbers::provisional_unmarked::RULE,
    &numbers::quantity_against_value::RULE,
    &structure::long_answer::RULE,
    &structure::lost_section::RULE,
    &structure::empty_half::RULE,
    &structure::dangling_footnote::RULE,
    &structure::no_byline::RULE,
    &structure::no_data_date::RULE,
    &structure::no_method::RULE,
    &structure::no_limitations::RULE,
    &structure::evidence_without_locator::RULE,
    &structure::idle_waiver::RULE,
    &structure::expired_waiver::RULE,
    &time::unknown_overdue::RULE,
    &time::review_passed::RULE,
    &time::source_newer_than_as_of::RULE,
    &time::forecast_due::RULE,
];

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
pub(crate) fn is_for_drafts(code: &Code) -> bool {
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
    let mut page = String::from(include_str!("head.md"));
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
            let _ = writeln!(page, "| {id} [`{name}`](../src/rules/pages/{name}.md) | {level} | {what} |");
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
