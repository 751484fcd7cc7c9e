//! A statement speaks of one kind of number, and its test gives another.
#![doc = include_str!("../pages/test-of-another-unit.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::{Outcome, Unit};
use crate::language::Term;
use crate::model::{Aggregate, Calculation, Claim, Key, Measure, Operation, Selection, Test, TestOf};
use crate::quantity::SaidUnit;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties;
use crate::text::Span;
use crate::vocabulary::{Counts, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::TEST_OF_ANOTHER_UNIT, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let readings = &context.evaluation.claim(claim).readings;
    for (test, reading) in context.model.claims[claim].tests.iter().zip(readings) {
        let Some(outcome) = &reading.outcome else { continue };
        let calculation = match &test.of {
            TestOf::Figure(figure) => &context.model.figures[*figure].calculation,
            TestOf::Inline(calculation) => calculation,
        };
        found.extend(percent_of_points(context, claim, test, calculation, outcome));
        if let Calculation::Select(selection) = calculation {
            found.extend(middle(context, claim, test, selection));
            found.extend(rate(context, claim, test, selection, outcome));
        }
    }
}

/// A difference of two percentages is one of percentage points.
fn percent_of_points(
    context: &Context<'_>,
    claim: Key<Claim>,
    test: &Test,
    calculation: &Calculation,
    outcome: &Outcome,
) -> Option<Problem> {
    let entry = &context.model.claims[claim];
    let quantity = entry.quantity.as_ref().filter(|quantity| quantity.unit() == SaidUnit::Percent)?;
    let Calculation::Derive(Operation::Difference(..)) = calculation else { return None };
    let of_shares = match outcome.unit {
        Unit::Percent => true,
        Unit::Of(measure) => matches!(context.model.measures[measure].counts, Counts::Share | Counts::Rate),
        _ => false,
    };
    of_shares.then(|| {
        let message =
            format!("“{}” is percent, and the difference of two percentages is percentage points", quantity.words);
        RULE.problem(entry.place.clone().then("quantity"), message)
            .also(test.place.clone().into(), "gives percentage points")
            .note("from 3.8 to 4.2 percent it is 0.4 percentage points, and 10.5 percent more")
            .help("test a claim of percent with `change`, and one of percentage points with `points`")
    })
}

/// “Median” and “average” beside what a test makes of its rows.
fn middle(context: &Context<'_>, claim: Key<Claim>, test: &Test, selection: &Selection) -> Option<Problem> {
    let (word, column) = match selection.aggregate {
        Aggregate::Mean(column) => ("mean", column),
        Aggregate::Sum(column) => ("sum", column),
        _ => return None,
    };
    let measure = measure_of(context, selection, column);
    let (span, said) = said(context, claim, Term::Median, measure).map(|span| (span, Term::Median)).or_else(|| {
        said(context, claim, Term::Average, measure).filter(|_| word == "sum").map(|span| (span, Term::Average))
    })?;
    // A sum of one row is the row's number.
    let one = context.ties().tests(claim).iter().flatten().all(|part| part.rows.len() <= 1);
    if one {
        return None;
    }
    let words = &context.ties().statement(claim).words[span.range()];
    let message = format!("the statement says “{words}”, and the test takes a {word}");
    let problem = if said == Term::Median && word == "mean" {
        RULE.problem(context.prose.in_statement(claim, span), message)
    } else {
        RULE.remark(context.prose.in_statement(claim, span), message)
    };
    let wanted = if said == Term::Median { "median" } else { "mean" };
    Some(
        problem
            .also(test.place.clone().into(), format!("a {word}"))
            .note("a mean follows a few large values, a median does not, and a sum grows with the number of rows")
            .help(format!("test it with `{wanted}`, or say in the statement what was taken")),
    )
}

/// “Per 100,000” beside a plain count.
fn rate(
    context: &Context<'_>,
    claim: Key<Claim>,
    test: &Test,
    selection: &Selection,
    outcome: &Outcome,
) -> Option<Problem> {
    let (Aggregate::Sum(column) | Aggregate::Value(column) | Aggregate::Min(column) | Aggregate::Max(column)) =
        selection.aggregate
    else {
        return None;
    };
    let Unit::Of(key) = outcome.unit else { return None };
    let measure = &context.model.measures[key];
    let is_rate = matches!(measure.counts, Counts::Rate | Counts::Share | Counts::Amount);
    if is_rate || measure_of(context, selection, column).is_none() {
        return None;
    }
    let span = said(context, claim, Term::PerHead, Some(measure))?;
    let words = &context.ties().statement(claim).words[span.range()];
    let message = format!("the statement says “{words}”, and the test gives a count of {}", measure.label);
    Some(
        RULE.remark(context.prose.in_statement(claim, span), message)
            .also(test.place.clone().into(), "a count")
            .note("a count grows with the place that is counted, a rate does not")
            .help("divide with `ratio`, or count it under a measure that is a `rate`"),
    )
}

/// Returns where a statement says a word of a kind that is not part of what its measure is called.
fn said(context: &Context<'_>, claim: Key<Claim>, term: Term, measure: Option<&Measure>) -> Option<Span> {
    let language = context.language();
    let text = &context.ties().statement(claim).words;
    let named = measure.is_some_and(|measure| {
        let texts = [Some(&measure.label), measure.unit.as_ref(), measure.definition.as_ref()];
        let words = texts.into_iter().flatten().chain(&measure.aliases);
        words.into_iter().any(|text| ties::has(&text.to_lowercase(), term, language).is_some())
    });
    ties::has(text, term, language).filter(|_| !named)
}

fn measure_of<'a>(context: &'a Context<'_>, selection: &Selection, column: usize) -> Option<&'a Measure> {
    let key = context.model.datasets[selection.of].measures.get(column).copied().flatten()?;
    Some(&context.model.measures[key])
}
