//! The numbers that a sentence prints by name, each with what it counts and of which time it is; and the lengths of time that
//! words name.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::evaluate::{Span, Unit, span_of, span_of_claim};
use crate::language::{Language, Lexicon, Term};
use crate::model::{Figure, Key, Measure};

use crate::prose::passage::{Passage, Printed, Reference};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;

/// A number that is printed by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// What is printed.
    pub(crate) reference: Reference,
    /// What it counts.
    pub(crate) measure: Key<Measure>,
    /// Of which time it is.
    pub(crate) span: Span,
}

/// Returns the numbers that a sentence prints by name and of whose time something is known.
pub(crate) fn told(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>) -> Vec<Told> {
    let one = |(_, reference): (usize, Reference)| {
        let (measure, span) = match reference {
            Reference::Figure(figure) => counted(context, figure)?,
            Reference::Claim(claim, Printed::Quantity | Printed::Value | Printed::Statement | Printed::Sentence) => {
                (context.composer().measure_of(claim)?, span_of_claim(context.model, context.evaluation, claim)?)
            }
            _ => return None,
        };
        Some(Told { reference, measure, span })
    };
    sentence.references(passage).filter_map(one).collect()
}

/// Returns what a figure counts and of which time it is, where it counts something and its time is known.
pub(crate) fn counted(context: &Context<'_>, figure: Key<Figure>) -> Option<(Key<Measure>, Span)> {
    match context.evaluation.figure(figure)?.unit {
        Unit::Of(measure) => Some((measure, span_of(context.model, context.evaluation, figure)?)),
        _ => None,
    }
}

/// Returns the words by which a sentence says that something became more or less. A word that is a season too says nothing.
pub(crate) fn growth(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    sentence.said(Term::Growth).find(|growth| !sentence.any(Term::When).any(|when| when == *growth))
}

/// Returns how many lengths of time a text names: `the month against the fiscal year` two.
pub(crate) fn lengths_in(text: &str, language: Language) -> usize {
    let lexicon = Lexicon::of(language);
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut found: BTreeSet<&[&str]> = BTreeSet::new();
    let (mut at, mut month_before) = (0, false);
    while at < words.len() {
        let long =
            |wanted: Term| lexicon.at(&words[at..]).filter(|(term, _)| *term == wanted).map(|(_, length)| length).max();
        let is_year = words[at].len() == 4 && (words[at].starts_with("19") || words[at].starts_with("20"));
        if let Some(length) = long(Term::Length) {
            found.insert(&words[at..at + length]);
            // `fiscal year 2025` is one.
            month_before = true;
            at += length;
            continue;
        }
        let month = long(Term::Month).is_some();
        if month {
            found.insert(&[]);
        } else if is_year && !month_before {
            found.insert(&[""]);
        }
        // `late 2025` says where in the year, not how long.
        if let Some(length) = long(Term::Vague).filter(|_| !month) {
            month_before = true;
            at += length;
            continue;
        }
        month_before = month;
        at += 1;
    }
    found.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_counted_once_each() {
        for (text, wanted) in [
            ("encounters in November 2025", 1),
            ("November 2025 against November 2024", 1),
            ("November 2025 against fiscal year 2025", 2),
            ("November 2025 against all of 2024", 2),
            ("the quarter and the month", 2),
            ("late 2024 against November", 1),
            ("encounters", 0),
        ] {
            assert_eq!(lengths_in(text, Language::ENGLISH), wanted, "{text}");
        }
    }
}
