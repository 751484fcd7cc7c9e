//! The numbers that a sentence prints by name: what each says, what it counts and of which time it is, and the qualifier and
//! the unit that the words beside it say: `nearly {{ figures.x }}`, `{{ figures.x }} percent`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::language::{Language, Lexicon, Term};
use crate::model::{Claim, Figure, Key, Measure, Unit};
use crate::outcome::{Outcome, Span, Value, span_of, span_of_claim};
use crate::prose::passage::{PRINTED, Passage, Printed, Reference};
use crate::prose::sentence::Sentence;
use crate::quantity::{Quantity, SaidUnit, Spoken};
use crate::rules::context::Context;
use crate::vocabulary::{Direction, Qualifier};

/// A number that is printed by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PrintedNumber {
    /// What is printed.
    pub(crate) reference: Reference,
    /// What it counts.
    pub(crate) measure: Key<Measure>,
    /// Of which time it is.
    pub(crate) span: Span,
}

/// Returns the numbers that a sentence prints by name and of whose time something is known.
pub(crate) fn told(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<PrintedNumber> {
    let one = |(_, reference): (usize, Reference)| {
        let (measure, span) = match reference {
            Reference::Figure(figure, _) => counted(context, figure)?,
            Reference::Claim(
                claim,
                Printed::Quantity | Printed::Value(_) | Printed::Statement | Printed::Phrase | Printed::Sentence,
            ) => (context.views.measure_of(claim)?, span_of_claim(context.model, context.evaluation, claim)?),
            _ => return None,
        };
        Some(PrintedNumber { reference, measure, span })
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
    let known: Vec<_> = words.iter().map(|word| lexicon.known(word)).collect();
    let mut found: BTreeSet<&[&str]> = BTreeSet::new();
    let (mut at, mut month_before) = (0, false);
    while at < words.len() {
        let long =
            |wanted: Term| lexicon.at(&known[at..]).filter(|(term, _)| *term == wanted).map(|(_, length)| length).max();
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

/// A number that a sentence prints by name.
pub(crate) struct QualifiedNumber<'a> {
    /// Which word of the sentence it is.
    pub(crate) word: usize,
    /// By which name.
    pub(crate) reference: Reference,
    /// What it says.
    pub(crate) amount: Amount<'a>,
}

/// What a printed number says.
#[derive(Clone, Copy)]
pub(crate) enum Amount<'a> {
    /// A number worked out, with the figure's own decimals.
    Worked(&'a Outcome, Option<u32>),
    /// Somebody's words.
    Said(&'a Quantity),
}

/// Returns the numbers that a sentence prints by name.
pub(crate) fn shown<'a>(
    context: &Context<'a>,
    passage: &'a Passage<'a>,
    sentence: &'a Sentence<'_>,
) -> impl Iterator<Item = QualifiedNumber<'a>> {
    let context = (context.model, context.evaluation);
    sentence.references(passage).filter_map(move |(word, reference)| {
        let amount = match reference {
            // An end of an interval is another number than the value.
            Reference::Figure(_, facet) | Reference::Claim(_, Printed::Value(facet)) if facet.is_end() => return None,
            Reference::Figure(figure, _) => of_figure(context, figure)?,
            Reference::Claim(claim, Printed::Value(_)) => of_value(context, claim)?,
            Reference::Claim(claim, Printed::Quantity) => Amount::Said(context.0.claims[claim].quantity.as_ref()?),
            _ => return None,
        };
        Some(QualifiedNumber { word, reference, amount })
    })
}

type Known<'a> = (&'a crate::model::Model, &'a crate::outcome::Evaluation);

fn of_figure((model, evaluation): Known<'_>, figure: Key<Figure>) -> Option<Amount<'_>> {
    let outcome = evaluation.figure(figure)?;
    Some(match &outcome.value {
        Value::Quoted(quantity) => Amount::Said(quantity),
        _ => Amount::Worked(outcome, model.figures[figure].decimals),
    })
}

fn of_value((model, evaluation): Known<'_>, claim: Key<Claim>) -> Option<Amount<'_>> {
    let assessment = evaluation.claim(claim);
    let index = assessment.readings.iter().position(|reading| reading.outcome.is_some())?;
    let test = model.claims[claim].tests.get(index);
    if let Some(crate::model::TestOf::Figure(figure)) = test.map(|test| &test.of) {
        return of_figure((model, evaluation), *figure);
    }
    let decimals = test.and_then(|test| test.decimals(&model.figures));
    Some(Amount::Worked(assessment.readings[index].outcome.as_ref()?, decimals))
}

/// The words beside a thing that a sentence prints.
pub(crate) struct Beside {
    /// Which word of the sentence is printed.
    pub(crate) word: usize,
    /// How they qualify it.
    pub(crate) qualifier: Option<Qualifier>,
    /// What they say is counted.
    pub(crate) unit: SaidUnit,
    /// Which way they say that something went.
    pub(crate) direction: Option<Direction>,
    /// The word before it and its qualifier.
    pub(crate) before: String,
}

/// Returns, for each thing printed in a sentence, the qualifier, unit and direction of the words beside it.
pub(crate) fn beside(context: &Context<'_>, passage: &Passage<'_>, sentence: &Sentence<'_>) -> Vec<Beside> {
    // A number takes the place of each, as many bytes long, and is read as any other.
    const STANDS_IN: &str = "777";
    const { assert!(STANDS_IN.len() == PRINTED.len_utf8()) };
    let text = passage.text[sentence.span.range()].replace(PRINTED, STANDS_IN);
    let all = Spoken::all_in(&text, context.language());
    let of = |spoken: &Spoken| {
        let at = sentence.word_at(spoken.core.start + sentence.span.start);
        let word = sentence.words.get(at)?;
        let printed = matches!(word.kind, crate::prose::sentence::WordKind::Printed(_));
        let before = text[..spoken.span.start].trim_end().rsplit(' ').next().unwrap_or_default().to_owned();
        let Spoken { qualifier, unit, direction, .. } = *spoken;
        printed.then_some(Beside { word: at, qualifier, unit, direction, before })
    };
    all.iter().filter_map(of).collect()
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
