//! What each reading of a claim comes to: today, on the release of the day on which it was said, and where its data count something
//! else or its figures are swapped.

use std::collections::BTreeMap;

use crate::diagnostic::code::evidence as code;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Calculation, Claim, Dataset, Figure, Key, Measure, Model, Operation, Test, TestOf, Unit};
use crate::number::Period;
use crate::quantity::Judgement;
use crate::text::Place;

use crate::evaluate::calculate::{calculate, figures_below, selected, uneven_series};
use crate::evaluate::derive::{Operands, kind_of_series, number_of};
use crate::evaluate::fault::{EvaluationFault, uneven};
use crate::evaluate::swapped::in_test;
use crate::evaluate::tables::{Release, Tables};
use crate::evaluate::units::{speaks_of, why_distinct};
use crate::evaluate::vintage::{current_when, translated};
use crate::evaluate::{derive, ends, held, moved_on, span, trend, units, which};
use crate::outcome::{EndOutcome, Found, Outcome, Provenance, ReadingOutcome, Value};

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
        let mut undecided = ReadingOutcome {
            outcome: None,
            holds: None,
            held_when_said: None,
            uninformative: false,
            on_record: false,
            ends: Vec::new(),
        };
        let place = || Place::from(test.place.clone());
        let outcome = match made(tables, figures, test) {
            Ok(outcome) => outcome,
            Err(fault) => {
                problems.extend(fault.problem(&subject, place()));
                return undecided;
            }
        };
        if let Some(problem) = of_another_measure(model, claim, &outcome, place()) {
            problems.push(problem);
            undecided.outcome = Some(outcome);
            return undecided;
        }
        problems.extend(gap(model, test, &outcome, &subject));
        problems.extend(moved_on::since_said(tables, entry, test, &subject));
        problems.extend(in_test(model, figures, entry, test, &subject));
        if let TestOf::Inline(calculation) = &test.of {
            problems.extend(span::beyond(tables, calculation, &subject, &test.place));
        }
        let operands = |key: Key<Figure>| figures[key.index()].as_ref();
        match judge(model, entry, test, &outcome, &operands) {
            Ok((judgement, ends)) => {
                let least_decimals = least_decimals(model, entry, test, &outcome);
                let outcome =
                    Outcome { least_decimals, found: found(model, entry, test, &outcome, &operands), ..outcome };
                let uninformative = judgement == Judgement::TrueButUninformative;
                ReadingOutcome {
                    holds: Some(judgement != Judgement::Fails),
                    uninformative,
                    on_record: on_record(model, figures, entry, &outcome),
                    held_when_said: held_when_said(tables, entry, test),
                    outcome: Some(outcome),
                    ends,
                }
            }
            Err(fault) => {
                problems.extend(fault.problem(&subject, place()));
                undecided.outcome = Some(outcome);
                undecided
            }
        }
    };
    let mut readings: Vec<ReadingOutcome> = entry.tests.iter().map(reading).collect();
    let any_holds = readings.iter().any(|reading| reading.holds == Some(true));
    for (test, reading) in entry.tests.iter().zip(&mut readings) {
        // Where the names are right, they are told alone.
        if reading.holds != Some(false)
            && let Some(outcome) = reading.outcome.as_mut().filter(|it| matches!(it.found, Some(Found::Placed(_))))
        {
            outcome.found = None;
        }
        let fails = reading.holds == Some(false) && !any_holds;
        if let Some(outcome) = reading.outcome.as_mut().filter(|_| !fails && tells_its_values(test)) {
            outcome.found = None;
        }
    }
    readings
}

/// Returns what a test finds in what it is made on, to be told in place of the values.
fn found(model: &Model, claim: &Claim, test: &Test, outcome: &Outcome, operands: &Operands<'_>) -> Option<Found> {
    if let (Value::Name(_), Calculation::Derive(Operation::Which(which))) =
        (&outcome.value, test.calculation(&model.figures))
    {
        let series = operands(which.of)?;
        let Value::Series(points) = &series.value else { return None };
        return which::placed(model, claim, which, points, series.along?);
    }
    let Value::Series(points) = &outcome.value else { return outcome.found.clone() };
    match (&test.trend, &claim.quantity) {
        (Some(asked), quantity) => trend::found(asked, quantity.as_ref(), points, kind_of_series(model, outcome)),
        (None, Some(quantity)) => trend::range(model, quantity, outcome, points),
        (None, None) => None,
    }
}

/// Returns whether a trend that holds is seen in the values themselves.
fn tells_its_values(test: &Test) -> bool {
    use crate::model::Trend::{Doubled, EveryStep, ExtremeSince, Steps};
    matches!(test.trend, Some(EveryStep(_) | Steps(..) | Doubled | ExtremeSince(_, None)))
}

fn made(tables: &Tables<'_>, figures: &[Option<Outcome>], test: &Test) -> Result<Outcome, EvaluationFault> {
    let operands = |key: Key<Figure>| figures[key.index()].as_ref();
    match &test.of {
        TestOf::Figure(key) => operands(*key).cloned().ok_or(EvaluationFault::Consequence),
        TestOf::Inline(calculation) => calculate(tables, calculation, None, &operands),
    }
}

/// Returns what a tested outcome makes of a claim, with the ends of the change where the claim says them.
fn judge(
    model: &Model,
    claim: &Claim,
    test: &Test,
    outcome: &Outcome,
    operands: &Operands<'_>,
) -> Result<(Judgement, Vec<EndOutcome>), EvaluationFault> {
    let main = judge_number(model, claim, test, outcome)?;
    let ends = ends::ends(model, claim, test, outcome, operands)?;
    Ok((ends::judge(claim, &ends, main), ends))
}

/// Returns what a tested outcome makes of a claim: of its quantity, or of the trend that the test asks for.
fn judge_number(model: &Model, claim: &Claim, test: &Test, outcome: &Outcome) -> Result<Judgement, EvaluationFault> {
    let figure = match test.of {
        TestOf::Figure(key) => Some(key),
        TestOf::Inline(_) => None,
    };
    match (&test.trend, &claim.quantity, &outcome.value) {
        (Some(asked), quantity, Value::Series(points)) => {
            let goes = trend::judge(asked, points, kind_of_series(model, outcome))?;
            let beside =
                quantity.as_ref().map(|said| trend::beside(model, asked, said, outcome, points)).transpose()?;
            Ok(beside.map_or(goes, |beside| trend::both(goes, beside)))
        }
        (None, Some(quantity), Value::Series(points)) => trend::of_each(model, quantity, outcome, points),
        (None, quantity, Value::Name(name)) => {
            let operation = match test.calculation(&model.figures) {
                Calculation::Derive(operation) => Some(operation),
                _ => None,
            };
            if !which::is_named(model, claim, operation, outcome, name) {
                return Ok(Judgement::Fails);
            }
            let number = || number_of(model, figure, outcome);
            quantity.as_ref().map_or(Ok(Judgement::Fits), |quantity| units::judge(model, quantity, outcome, number()?))
        }
        (None, Some(quantity), Value::Number(number)) if let Some(Found::Rows { whole, .. }) = &outcome.found => {
            held::judge(model, quantity, outcome, *number, *whole)
        }
        (None, Some(quantity), _) => units::judge(model, quantity, outcome, number_of(model, figure, outcome)?),
        (None, None, _) if claim.has_ends() => Ok(Judgement::Fits),
        (None, None, Value::Number(_)) if claim.says_its_value() => Ok(Judgement::Fits),
        (Some(_), ..) | (None, None, _) => Err(EvaluationFault::Consequence),
    }
}

/// Returns the fewest decimals with which a tested number shows why its claim holds or fails.
fn least_decimals(model: &Model, claim: &Claim, test: &Test, outcome: &Outcome) -> u32 {
    let named = test.decimals(&model.figures);
    let figure = match test.of {
        TestOf::Figure(key) => Some(key),
        TestOf::Inline(_) => None,
    };
    if let (None, Some(quantity), Value::Series(points)) = (&test.trend, &claim.quantity, &outcome.value) {
        let shown = outcome.shown_decimals(named);
        let least = |number| units::least_decimals(model, quantity, outcome, number, shown);
        return points.iter().map(|point| least(point.number)).max().unwrap_or(0);
    }
    match (&test.trend, &claim.quantity, number_of(model, figure, outcome)) {
        _ if matches!(outcome.found, Some(Found::Rows { .. } | Found::Place { .. })) => 0,
        (None, Some(quantity), Ok(number)) => {
            units::least_decimals(model, quantity, outcome, number, outcome.shown_decimals(named))
        }
        _ => 0,
    }
}

/// Returns the warning that the steps a trend asks about jump over a period.
fn gap(model: &Model, test: &Test, outcome: &Outcome, subject: &str) -> Option<Problem> {
    use crate::model::Trend::{EveryStep, Last, Steps};
    matches!(test.trend, Some(EveryStep(_) | Steps(..) | Last(..)))
        .then(|| uneven_series(model, outcome))
        .flatten()
        .map(|words| uneven(subject, &words, test.place.clone().into()))
}

/// Returns whether a test was made on the record alone: every dataset that takes part is a registered, published record
/// of the measure that is taken from it, copied from no retelling, and that measure is the claim's, or a declared proxy.
fn on_record(model: &Model, figures: &[Option<Outcome>], claim: &Claim, outcome: &Outcome) -> bool {
    // What is counted are rows, and what decides are the cells on which the conditions are.
    let decides = matches!(outcome.found, Some(Found::Rows { .. })).then_some(outcome.measures.as_slice());
    let mut waiting = vec![outcome];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(outcome) = waiting.pop() {
        match &outcome.trace {
            Provenance::Source { .. } => return false,
            Provenance::Figures(keys) => {
                let new = keys.iter().filter(|key| seen.insert(**key));
                waiting.extend(new.filter_map(|key| figures[key.index()].as_ref()));
            }
            Provenance::Cells { dataset, column, selection, .. } => {
                // A column that is looked up stands in the second dataset, and that is its record.
                let own = model.datasets[*dataset].table.columns.len();
                let joined = selection.join.as_ref().filter(|_| column.is_some_and(|column| column >= own));
                let holds = joined.map_or(*dataset, |join| join.dataset);
                for file in model.datasets.with_files(holds) {
                    let published = &model.datasets[file];
                    let recorded = |measure: Key<Measure>| model.measures[measure].record.contains(&file);
                    // A view divides one record by another, or takes the prices out of it.
                    let parts = |measure: Key<Measure>| model.measures[measure].parts().into_iter().any(recorded);
                    let of_view = file != holds;
                    let measured = decides.filter(|_| outcome.measures.is_empty()).unwrap_or(&outcome.measures);
                    let is_record = measured.iter().any(|own| recorded(*own) || of_view && parts(*own));
                    let retold = published.source.is_some_and(|source| model.sources[source].is_retelling());
                    if !is_record || retold || (published.publisher.is_none() && published.source.is_none()) {
                        return false;
                    }
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

/// Returns whether a claim's test held on the releases that were current when it was said; none where no earlier release
/// takes part, or where one cannot answer.
pub(super) fn held_when_said(tables: &Tables<'_>, claim: &Claim, test: &Test) -> Option<bool> {
    let model = tables.model;
    let said = claim.said.as_ref()?.date.as_ref()?;
    let calculation = test.calculation(&model.figures);
    let needed = figures_below(model, calculation);
    let releases = releases(model, calculation, &needed, said)?;
    let mut outcomes: BTreeMap<Key<Figure>, Outcome> = BTreeMap::new();
    for key in needed {
        let figure = &model.figures[key];
        let outcome = then(tables, &figure.calculation, figure.measure, &releases, &outcomes)?;
        outcomes.insert(key, outcome);
    }
    let measure = match test.of {
        TestOf::Figure(key) => model.figures[key].measure,
        TestOf::Inline(_) => None,
    };
    let outcome = then(tables, calculation, measure, &releases, &outcomes)?;
    let operands = |key: Key<Figure>| outcomes.get(&key);
    judge(model, claim, test, &outcome, &operands).ok().map(|(judgement, _)| judgement != Judgement::Fails)
}

/// Returns the outcome of a calculation on the releases of that day.
fn then(
    tables: &Tables<'_>,
    calculation: &Calculation,
    measure: Option<Key<Measure>>,
    releases: &BTreeMap<Key<Dataset>, Release>,
    outcomes: &BTreeMap<Key<Figure>, Outcome>,
) -> Option<Outcome> {
    let operands = |key: Key<Figure>| outcomes.get(&key);
    let made: Result<Outcome, EvaluationFault> = match calculation {
        Calculation::Select(selection) => {
            let release = *releases.get(&selection.of)?;
            selected(tables, &translated(tables, selection, release)?, measure, release)
        }
        Calculation::Derive(operation) => derive::derive(tables.model, operation, measure, &operands),
        Calculation::Quote(_) => calculate(tables, calculation, measure, &operands),
    };
    made.ok()
}

/// Returns the release of each dataset that was current on that day; none where every one of them is still current, or
/// where one had no release yet.
fn releases(
    model: &Model,
    calculation: &Calculation,
    below: &[Key<Figure>],
    said: &Period,
) -> Option<BTreeMap<Key<Dataset>, Release>> {
    let calculations = below.iter().map(|key| &model.figures[*key].calculation).chain([calculation]);
    let mut releases = BTreeMap::new();
    for calculation in calculations {
        if let Calculation::Select(selection) = calculation {
            releases.insert(selection.of, current_when(&model.datasets[selection.of], said)?);
        }
    }
    releases.values().any(Option::is_some).then_some(releases)
}

/// Returns the problem of a test that counts something else than its claim, or nothing that has a name.
pub(super) fn of_another_measure(model: &Model, claim: Key<Claim>, outcome: &Outcome, place: Place) -> Option<Problem> {
    let wanted = model.claims[claim].measure?;
    if counts(model, outcome, wanted) {
        return None;
    }
    let tested = match outcome.unit {
        Unit::Of(measure) => Some(measure),
        _ => outcome.measures.first().copied(),
    };
    Some(match tested {
        Some(tested) => another(model, claim, tested, wanted, place),
        None => nameless(model, claim, wanted, place),
    })
}

fn another(model: &Model, claim: Key<Claim>, tested: Key<Measure>, wanted: Key<Measure>, place: Place) -> Problem {
    let (claim, tested_id, wanted_id) = (model.claims.id(claim), model.measures.id(tested), model.measures.id(wanted));
    let message = format!("claim `{claim}` is about `{wanted_id}`, and its test counts `{tested_id}`");
    let note = match why_distinct(model, tested, wanted) {
        Some(why) => format!("the registry says how they differ: {why}"),
        None => "a number of one thing decides nothing about another".into(),
    };
    Problem::error(&code::TEST_OF_ANOTHER_MEASURE, place, message).note(note).help(format!(
        "test it on a dataset of `{wanted_id}`, or say in `{tested_id}` that it is `proxy_for: {wanted_id}`"
    ))
}

fn nameless(model: &Model, claim: Key<Claim>, wanted: Key<Measure>, place: Place) -> Problem {
    let (claim, wanted) = (model.claims.id(claim), model.measures.id(wanted));
    let message = format!("claim `{claim}` is about `{wanted}`, and nothing says what its test counts");
    Problem::error(&code::TEST_OF_NO_MEASURE, place, message)
        .note("a column whose measure is not declared may count anything")
        .help("give the dataset or the column its `measure`; for rows counted, declare a figure with `measure` and test that")
}
