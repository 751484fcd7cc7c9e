//! Whether a claim held when it was said: the same test on the releases that were current on that day.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Calculation, Claim, Dataset, Figure, Key, Measure, Model, Test, TestOf};
use crate::number::Period;
use crate::quantity::Judgement;

use super::calculate::{calculate, selected};
use super::fault::Fault;
use super::figures::parts;
use super::reading::{calculation, judge};
use super::tables::{Release, Tables};
use super::vintage::{current_when, translated};
use super::{Outcome, derive};

/// Returns whether a claim's test held on the releases that were current when it was said; none where no earlier release
/// takes part, or where one cannot answer.
pub(super) fn held_when_said(tables: &Tables<'_>, claim: &Claim, test: &Test) -> Option<bool> {
    let model = tables.model;
    let said = claim.said.as_ref()?.date.as_ref()?;
    let calculation = calculation(model, test);
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
    judge(model, claim, test, &outcome).ok().map(|judgement| judgement != Judgement::Fails)
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
    let made: Result<Outcome, Fault> = match calculation {
        Calculation::Select(selection) => {
            let release = *releases.get(&selection.of)?;
            selected(tables, &translated(tables, selection, release)?, measure, release)
        }
        Calculation::Derive(operation) => derive::derive(tables.model, operation, measure, &operands),
        Calculation::Quote(_) => calculate(tables, calculation, measure, &operands),
    };
    made.ok()
}

/// Returns the figures that a calculation is made from, at any depth, each after those it is made from itself.
fn figures_below(model: &Model, calculation: &Calculation) -> Vec<Key<Figure>> {
    let Calculation::Derive(operation) = calculation else { return Vec::new() };
    let mut needed: BTreeSet<Key<Figure>> = BTreeSet::new();
    let mut order = Vec::new();
    // An entry is looked at twice: on the way down, and once everything below it is in order.
    let mut waiting: Vec<(Key<Figure>, bool)> =
        derive::made_from(operation).into_iter().map(|key| (key, false)).collect();
    while let Some((key, below_done)) = waiting.pop() {
        if below_done {
            order.push(key);
        } else if needed.insert(key) {
            waiting.push((key, true));
            waiting.extend(parts(&model.figures[key]).into_iter().map(|part| (part, false)));
        }
    }
    order
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
