//! The kinds of problem, each with a code that is never reused and an explanation a journalist can follow.
//!
//! A code is a letter for the family and three digits. Its explanation stands in a Markdown file of the family's folder:
//! what it is, why it matters, a bad and a good example, what to do. `knowns explain CODE` prints it.

mod families;

pub use families::{data, edition, evidence, figure, output, quantity, reference, registry, rule, template};

/// A kind of problem.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// Letter and three digits, such as `R001`.
    pub id: &'static str,
    /// The problem in a few words, such as `unknown-key`.
    pub name: &'static str,
    /// The explanation, in Markdown.
    pub explanation: &'static str,
}

impl Code {
    /// Returns the first paragraph of the explanation: what it is.
    pub fn summary(&self) -> String {
        self.explanation.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ")
    }
}

const FAMILIES: [&[&Code]; 10] = [
    data::ALL,
    edition::ALL,
    evidence::ALL,
    figure::ALL,
    output::ALL,
    quantity::ALL,
    registry::ALL,
    reference::ALL,
    rule::ALL,
    template::ALL,
];

/// Returns every code, by family and number.
pub fn all() -> impl Iterator<Item = &'static Code> {
    FAMILIES.into_iter().flatten().copied()
}

/// Returns the code with this id or name, in any case.
pub fn find(wanted: &str) -> Option<&'static Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(wanted) || code.name.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_sorted_within_their_family_and_explained() {
        let mut ids = BTreeSet::new();
        let mut names = BTreeSet::new();
        for code in all() {
            assert!(ids.insert(code.id), "{} appears twice", code.id);
            assert!(names.insert(code.name), "{} appears twice", code.name);
            let title = format!("# {}: {}\n", code.id, code.name);
            assert!(code.explanation.starts_with(&title), "{} begins with its title", code.name);
            let summary = code.summary();
            assert!(summary.ends_with('.') && !summary.starts_with('#'), "{} begins with what it is", code.name);
            for part in ["## Why it matters", "## Bad", "## Good", "## What to do"] {
                assert!(code.explanation.contains(part), "{} has no `{part}`", code.name);
            }
        }
        for family in FAMILIES {
            assert!(family.is_sorted_by_key(|code| code.id));
        }
    }
}
