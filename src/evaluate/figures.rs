//! Every declared figure gets its outcome, each after those it is made from, or a problem that says why it has none.

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems};
use crate::model::{Calculation, Figure, Key, Model};
use crate::text::Place;

use super::calculate::{calculate, kind_of_series};
use super::derive::made_from;
use super::fault::{Fault, uneven};
use super::tables::Tables;
use super::{Outcome, Valued, series, swapped, window};

/// Returns the outcome of each figure, by key; none where a problem stopped it or a figure it is made from.
pub(super) fn outcomes(tables: &Tables<'_>, problems: &mut Problems) -> Vec<Option<Outcome>> {
    let model = tables.model;
    let mut outcomes: Vec<Option<Outcome>> = vec![None; model.figures.len()];
    for level in levels(model) {
        let made: Vec<(Key<Figure>, Result<Outcome, Fault>)> = level
            .into_par_iter()
            .map(|key| {
                let figure = &model.figures[key];
                let operands = |key: Key<Figure>| outcomes[key.index()].as_ref();
                (key, calculate(tables, &figure.calculation, figure.measure, &operands))
            })
            .collect();
        for (key, result) in made {
            let subject = format!("figure `{}`", model.figures.id(key));
            let place = || Place::from(model.figures[key].place.clone());
            match result {
                Ok(outcome) => {
                    let figure = &model.figures[key];
                    problems.extend(gap(model, key, &outcomes, &subject, place()));
                    problems.extend(swapped::in_figure(model, &outcomes, &figure.calculation, &subject, place()));
                    problems.extend(window::beyond(tables, &figure.calculation, &subject, &figure.place));
                    outcomes[key.index()] = Some(outcome);
                }
                Err(fault) => problems.extend(fault.problem(&subject, place())),
            }
        }
    }
    outcomes
}

/// Returns the warning that a figure counts steps of a series in which a period is missing.
fn gap(model: &Model, key: Key<Figure>, outcomes: &[Option<Outcome>], subject: &str, place: Place) -> Option<Problem> {
    use crate::model::Operation::{CountSteps, Run, Steps};
    let Calculation::Derive(CountSteps(of, _) | Run(of, _) | Steps(of)) = &model.figures[key].calculation else {
        return None;
    };
    uneven_series(model, outcomes[of.index()].as_ref()?).map(|words| uneven(subject, &words, place))
}

/// Returns the neighbours between which a period of a series is missing, in words.
pub(super) fn uneven_series(model: &Model, outcome: &Outcome) -> Option<(String, String)> {
    let Valued::Series(points) = &outcome.value else { return None };
    let kind = kind_of_series(model, outcome)?;
    let (a, b) = series::gap(points, kind)?;
    Some((kind.at(a), kind.at(b)))
}

/// Returns the figures in steps: each is made only from figures of earlier steps. Those in a cycle, which is a problem
/// of its own, are left out.
pub(super) fn levels(model: &Model) -> Vec<Vec<Key<Figure>>> {
    let mut waiting: Vec<usize> = vec![0; model.figures.len()];
    let mut users: Vec<Vec<Key<Figure>>> = vec![Vec::new(); model.figures.len()];
    let mut ready = Vec::new();
    for (key, _, figure) in model.figures.iter() {
        let from = parts(figure);
        waiting[key.index()] = from.len();
        if from.is_empty() {
            ready.push(key);
        }
        for part in from {
            users[part.index()].push(key);
        }
    }
    let mut levels = Vec::new();
    while !ready.is_empty() {
        let mut next = Vec::new();
        for user in ready.iter().flat_map(|key| &users[key.index()]) {
            waiting[user.index()] -= 1;
            if waiting[user.index()] == 0 {
                next.push(*user);
            }
        }
        next.sort_unstable();
        levels.push(std::mem::replace(&mut ready, next));
    }
    levels
}

/// Returns the figures that a figure is made from.
pub(super) fn parts(figure: &Figure) -> Vec<Key<Figure>> {
    match &figure.calculation {
        Calculation::Derive(operation) => made_from(operation),
        Calculation::Select(_) | Calculation::Quote(_) => Vec::new(),
    }
}
