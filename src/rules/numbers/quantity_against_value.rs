//! A sentence says a quantity and prints a number that contradicts it.
#![doc = include_str!("../pages/quantity-against-value.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::{self, Outcome, Span as Stretch, Unit, Valued, span_of, span_of_claim};
use crate::language::Term;
use crate::model::{Claim, Key, Measure};
use crate::prose::passage::{Passage, Printed, Reference};
use crate::prose::sentence::Sentence;
use crate::quantity::{Judgement, Quantity, SaidUnit};
use crate::rules::context::Context;
use crate::rules::qualified::{Amount, Shown, shown};
use crate::rules::rule::{Check, Rule};
use crate::text::Span;
use crate::vocabulary::{Counts, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::QUANTITY_AGAINST_VALUE, level: Level::Error, check: Check::Sentence(check) };

/// What makes it honest that two numbers of one thing differ.
const OPEN: [Term; 4] = [Term::Contrast, Term::Attribution, Term::Definition, Term::Open];

/// A quantity in words that a sentence says.
struct Told<'a> {
    quantity: &'a Quantity,
    at: Span,
    claim: Option<Key<Claim>>,
    measure: Option<Key<Measure>>,
    stretch: Option<Stretch>,
}

fn check(context: &Context<'_>, passage: &Passage, sentence: &Sentence<'_>, found: &mut Problems) {
    let asks = sentence.words.last().is_some_and(|word| &*word.text == "?");
    if asks || sentence.references(passage).next().is_none() || OPEN.iter().any(|term| sentence.has(*term)) {
        return;
    }
    let numbers: Vec<Shown<'_>> = shown(context, passage, sentence).collect();
    let is_worked = |number: &&Shown<'_>| matches!(number.amount, Amount::Worked(..));
    if !numbers.iter().any(|number| is_worked(&number)) {
        return;
    }
    let told = told(context, passage, sentence, &numbers);
    for number in numbers.iter().filter(is_worked) {
        let Amount::Worked(outcome, decimals) = number.amount else { continue };
        let Valued::Number(value) = outcome.value else { continue };
        if outcome.withheld.is_some() {
            continue;
        }
        for told in told.iter().filter(|told| is_of_the_same(context, told, number, outcome)) {
            if evaluate::judge(context.model, told.quantity, outcome, value) == Some(Judgement::Fails) {
                let printed = context.composer().number(value, outcome.unit, outcome.shown_decimals(decimals));
                found.push(problem(passage, sentence, told, number.word, &printed));
            }
        }
    }
}

/// Returns the quantities in words that a sentence says: printed ones, and the own one of a claim in whose text it stands.
fn told<'a>(context: &Context<'a>, passage: &Passage, sentence: &Sentence<'_>, numbers: &[Shown<'a>]) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = Vec::new();
    for number in numbers {
        let Amount::Said(quantity) = number.amount else { continue };
        let at = sentence.words[number.word].span;
        told.push(match number.reference {
            Reference::Claim(claim, _) => of_claim(context, quantity, at, claim),
            Reference::Figure(figure) => Told {
                quantity,
                at,
                claim: None,
                measure: context.evaluation.figure(figure).and_then(|outcome| outcome.measures.first().copied()),
                stretch: span_of(context.model, context.evaluation, figure),
            },
            _ => continue,
        });
    }
    if let Some(claim) = passage.claim()
        && let Some(own) = &context.model.claims[claim].quantity
        && let Some(spoken) = sentence.numbers.iter().find(|it| it.named.is_some() && it.named == own.exact())
    {
        told.push(of_claim(context, own, spoken.span, claim));
    }
    told
}

fn of_claim<'a>(context: &Context<'a>, quantity: &'a Quantity, at: Span, claim: Key<Claim>) -> Told<'a> {
    let measure = context.composer().measure_of(claim);
    let stretch = span_of_claim(context.model, context.evaluation, claim);
    Told { quantity, at, claim: Some(claim), measure, stretch }
}

/// Returns whether a quantity and a number speak of the same thing at the same time, in the same unit.
fn is_of_the_same(context: &Context<'_>, told: &Told<'_>, number: &Shown<'_>, outcome: &Outcome) -> bool {
    let unit = match (told.quantity.unit(), outcome.unit) {
        (SaidUnit::Plain, Unit::Of(measure)) => !matches!(context.model.measures[measure].counts, Counts::Share),
        (SaidUnit::Money(_), Unit::Of(measure)) => context.model.measures[measure].counts == Counts::Amount,
        (SaidUnit::Percent, Unit::Percent) | (SaidUnit::Points, Unit::Points) | (SaidUnit::Times, Unit::Times) => true,
        _ => false,
    };
    if !unit {
        return false;
    }
    let stretch = match number.reference {
        // The tested number of the same claim is what its quantity is held against.
        Reference::Claim(claim, Printed::Value) if told.claim == Some(claim) => return true,
        Reference::Claim(claim, _) => span_of_claim(context.model, context.evaluation, claim),
        Reference::Figure(figure) => span_of(context.model, context.evaluation, figure),
        _ => None,
    };
    // A share or change is of whatever it was made from; only a count is known to be of the same thing.
    let counted = matches!(outcome.unit, Unit::Of(measure) if told.measure == Some(measure));
    counted && is_whole(outcome) && stretch.is_some() && stretch == told.stretch
}

/// Returns whether a number counts all of its measure in its time: a part of it does not contradict the whole.
fn is_whole(outcome: &Outcome) -> bool {
    match &outcome.trace {
        evaluate::Trace::Cells { only: Some(_), .. } => true,
        evaluate::Trace::Cells { selection, .. } => {
            matches!(selection.aggregate, crate::model::Aggregate::Sum(_) | crate::model::Aggregate::Value(_))
        }
        _ => false,
    }
}

fn problem(passage: &Passage, sentence: &Sentence<'_>, told: &Told<'_>, word: usize, printed: &str) -> Problem {
    let words = &told.quantity.words;
    let other = sentence.words[word].span;
    let span = Span::new(told.at.start.min(other.start), told.at.end.max(other.end));
    RULE.problem(passage.place(span), format!("the sentence says “{words}” and prints {printed}"))
        .note("both are of the same measure and time, and one of them is not so")
        .help("say whose words they are, set the two against each other, or mend the quantity")
}
