//! What each reading of a claim comes to: its test made on the data, and held against the claim's quantity or trend.

use crate::diagnostic::{Problem, Problems};
use crate::model::{Calculation, Claim, Figure, Key, Model, Test, TestOf};
use crate::quantity::Judgement;
use crate::text::Place;

use super::calculate::{calculate, kind_of_series};
use super::derive::number_of;
use super::fault::{Fault, uneven};
use super::figures::uneven_series;
use super::measures::speaks_of;
use super::tables::Tables;
use super::{Outcome, ReadingOutcome, Trace, Unit, Valued, another_measure, earlier, swapped, trend, units, window};

/// Returns what each reading of a claim comes to, in the order of its tests.
pub(super) fn read(
    tables: &Tables<'_>,
    figures: &[Option<Outcome>],
    claim: Key<Claim>,
    problems: &mut Problems,
) -> Vec<ReadingOutcome> {
    let model = tables.model;
    let entry = &model.claims[claim];
    let reading = |test: &Test| {
        let subject = format!("the test of claim `{}`", model.claims.id(claim));
        let mut undecided =
            ReadingOutcome { outcome: None, holds: None, held_when_said: None, uninformative: false, on_record: false };
        let place = || Place::from(test.place.clone());
        let outcome = match made(tables, figures, test) {
            Ok(outcome) => outcome,
            Err(fault) => {
                problems.extend(fault.problem(&subject, place()));
                return undecided;
            }
        };
        if let Some(problem) = another_measure::problem(model, claim, &outcome, place()) {
            problems.push(problem);
            undecided.outcome = Some(outcome);
            return undecided;
        }
        problems.extend(gap(model, test, &outcome, &subject));
        problems.extend(swapped::in_test(model, figures, entry, test, &subject));
        if let TestOf::Inline(calculation) = &test.of {
            problems.extend(window::beyond(tables, calculation, &subject, &test.place));
        }
        match judge(model, entry, test, &outcome) {
            Ok(judgement) => {
                let outcome = Outcome { least_decimals: least_decimals(model, entry, test, &outcome), ..outcome };
                let uninformative = judgement == Judgement::TrueButUninformative;
                ReadingOutcome {
                    holds: Some(judgement != Judgement::Fails),
                    uninformative,
                    on_record: on_record(model, figures, entry, &outcome),
                    held_when_said: earlier::held_when_said(tables, entry, test),
                    outcome: Some(outcome),
                }
            }
            Err(fault) => {
                problems.extend(fault.problem(&subject, place()));
                undecided.outcome = Some(outcome);
                undecided
            }
        }
    };
    entry.tests.iter().map(reading).collect()
}

fn made(tables: &Tables<'_>, figures: &[Option<Outcome>], test: &Test) -> Result<Outcome, Fault> {
    let operands = |key: Key<Figure>| figures[key.index()].as_ref();
    match &test.of {
        TestOf::Figure(key) => operands(*key).cloned().ok_or(Fault::Consequence),
        TestOf::Inline(calculation) => calculate(tables, calculation, None, &operands),
    }
}

/// Returns what a tested outcome makes of a claim: of its quantity, or of the trend that the test asks for.
pub(super) fn judge(model: &Model, claim: &Claim, test: &Test, outcome: &Outcome) -> Result<Judgement, Fault> {
    let figure = match test.of {
        TestOf::Figure(key) => Some(key),
        TestOf::Inline(_) => None,
    };
    match (&test.trend, &claim.quantity, &outcome.value) {
        (Some(asked), _, Valued::Series(points)) => trend::judge(asked, points, kind_of_series(model, outcome)),
        (Some(_), ..) | (None, None, _) => Err(Fault::Consequence),
        (None, Some(quantity), _) => units::judge(model, quantity, outcome, number_of(model, figure, outcome)?),
    }
}

/// Returns the fewest decimals with which a tested number shows why its claim holds or fails.
fn least_decimals(model: &Model, claim: &Claim, test: &Test, outcome: &Outcome) -> u32 {
    let (named, figure) = match test.of {
        TestOf::Figure(key) => (model.figures[key].decimals, Some(key)),
        TestOf::Inline(_) => (None, None),
    };
    match (&test.trend, &claim.quantity, number_of(model, figure, outcome)) {
        (None, Some(quantity), Ok(number)) => {
            units::least_decimals(model, quantity, outcome, number, outcome.shown_decimals(named))
        }
        _ => 0,
    }
}

/// Returns the warning that the steps a trend asks about jump over a period.
fn gap(model: &Model, test: &Test, outcome: &Outcome, subject: &str) -> Option<Problem> {
    use crate::model::Trend::{EveryStep, Steps};
    matches!(test.trend, Some(EveryStep(_) | Steps(..)))
        .then(|| uneven_series(model, outcome))
        .flatten()
        .map(|words| uneven(subject, &words, test.place.clone().into()))
}

/// Returns whether a test was made on the record alone: every dataset that takes part is a registered, published record
/// of the measure that is taken from it, copied from no retelling, and that measure is the claim's, or a declared proxy.
fn on_record(model: &Model, figures: &[Option<Outcome>], claim: &Claim, outcome: &Outcome) -> bool {
    let mut waiting = vec![outcome];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(outcome) = waiting.pop() {
        match &outcome.trace {
            Trace::Source { .. } => return false,
            Trace::Figures(keys) => {
                let new = keys.iter().filter(|key| seen.insert(**key));
                waiting.extend(new.filter_map(|key| figures[key.index()].as_ref()));
            }
            Trace::Cells { dataset, .. } => {
                let published = &model.datasets[*dataset];
                let recorded = |measure| model.measures[measure].record.contains(dataset);
                let is_record = outcome.measures.iter().copied().any(recorded);
                let retold = published.source.is_some_and(|source| model.sources[source].is_retelling());
                if !is_record || retold || (published.publisher.is_none() && published.source.is_none()) {
                    return false;
                }
            }
        }
    }
    let measured = outcome.measures.first().copied();
    measured.is_some() && claim.measure.is_none_or(|wanted| counts(model, outcome, wanted))
}

/// Returns whether an outcome speaks of a measure: what it counts is that measure or a declared proxy; of a percentage,
/// a ratio or a number of steps, one of the measures it is made from.
pub(super) fn counts(model: &Model, outcome: &Outcome, wanted: Key<crate::model::Measure>) -> bool {
    match outcome.unit {
        Unit::Of(measure) => speaks_of(model, measure, wanted),
        _ => outcome.measures.iter().any(|measure| speaks_of(model, *measure, wanted)),
    }
}

/// Returns the calculation of a test.
pub(super) fn calculation<'m>(model: &'m Model, test: &'m Test) -> &'m Calculation {
    match &test.of {
        TestOf::Figure(key) => &model.figures[*key].calculation,
        TestOf::Inline(calculation) => calculation,
    }
}
