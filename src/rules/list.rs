//! The rules, those of one family together, each with a page in `pages`: what it finds, why it matters, a bad and a good
//! example, what to do. A rule is named for the problem, so that "allow *name*" reads well; its code is never used again.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::diagnostic::Code;
use crate::vocabulary::Level;

use crate::rules::rule::Rule;
use crate::rules::{evidence, language, measures, numbers, pairs, structure, time, twice};

/// The rules of every file that has some.
const FILES: &[&[&Rule]] = &[
    evidence::alone::RULES,
    evidence::base::RULES,
    evidence::comparison::RULES,
    evidence::direction::RULES,
    evidence::every::RULES,
    evidence::label::RULES,
    evidence::origins::RULES,
    evidence::period::RULES,
    evidence::moving::RULES,
    evidence::printed::RULES,
    evidence::newest::RULES,
    evidence::since::RULES,
    evidence::sources::RULES,
    evidence::standing::RULES,
    evidence::superlative::RULES,
    evidence::test::RULES,
    evidence::voices::RULES,
    language::likelihood::RULES,
    language::quotation::RULES,
    language::strength::RULES,
    language::superlative::RULES,
    measures::charts::RULES,
    measures::periods::RULES,
    measures::tables::RULES,
    measures::words::RULES,
    numbers::cells::RULES,
    numbers::in_statement::RULES,
    numbers::parts::RULES,
    numbers::quantity::RULES,
    numbers::stated::RULES,
    numbers::untraced::RULES,
    numbers::value::RULES,
    numbers::wholes::RULES,
    pairs::RULES,
    structure::RULES,
    time::RULES,
    twice::RULES,
];

/// Every rule, in the order of their codes.
pub(crate) static ALL: LazyLock<Vec<&Rule>> = LazyLock::new(|| {
    let mut all = FILES.concat();
    all.sort_unstable_by_key(|rule| rule.code.id);
    all
});

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
        for rule in ALL.iter() {
            assert!(families().iter().any(|family| rule.code.id.starts_with(family.letter)), "{}", rule.code.name);
        }
    }
}
