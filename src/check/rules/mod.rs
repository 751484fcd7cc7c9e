//! The rules, each in a file of its own with a page beside it: what it finds, why it matters, a bad and a good example, what
//! to do. A rule is named for the problem, so that "allow *name*" reads well; its code is never used again.

use crate::diagnostic::Code;
use crate::model::Level;

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
    words_of_another_measure
    untraced_numeral
    qualifier_dropped
    quantity_not_in_statement
    over_exact_number
    percent_for_points
    small_count_recoverable
    provisional_unmarked
    quantity_against_value
    long_answer
    lost_section
    empty_half
    dangling_footnote
    idle_waiver
    expired_waiver
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
