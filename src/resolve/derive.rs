//! A derivation understood: the operation and the figures it is made of.

use crate::model::{Figure, Key, Operation};
use crate::registry::{Figure as Written, Pair};
use crate::vocabulary::Direction;

use super::at::At;
use super::figure::Place;
use super::link::Scope;
use super::words::DIRECTIONS;
use super::{figure_problem as wrong, problem};

/// Returns the operations that a figure names, by their keys.
pub(super) fn ways(written: &Written, place: Place) -> Vec<&'static str> {
    // In a test `rises` and `falls` ask something of the series that is tested.
    let figure = place == Place::Figure;
    [
        ("difference", written.difference.is_some()),
        ("ratio", written.ratio.is_some()),
        ("change", written.change.is_some()),
        ("points", written.points.is_some()),
        ("share", written.share.is_some()),
        ("total", written.total.is_some()),
        ("rank", written.rank.is_some()),
        ("steps", written.steps.is_some()),
        ("run", written.run.is_some()),
        ("lowest", written.lowest.is_some()),
        ("highest", written.highest.is_some()),
        ("rises", figure && written.rises.is_some()),
        ("falls", figure && written.falls.is_some()),
    ]
    .into_iter()
    .filter(|(_, there)| *there)
    .map(|(key, _)| key)
    .collect()
}

/// Returns the operation written under `way`.
pub(super) fn understood(
    written: &Written,
    way: &'static str,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Option<Operation> {
    let here = at.key(way);
    Some(match way {
        "difference" => {
            let (a, b) = two(written.difference.as_deref()?, &here, scope)?;
            Operation::Difference(a, b)
        }
        "ratio" => {
            let (a, b) = two(written.ratio.as_deref()?, &here, scope)?;
            Operation::Ratio(a, b)
        }
        "change" => {
            let (from, to) = pair(written.change.as_ref()?, &here, scope)?;
            Operation::Change { from, to }
        }
        "points" => {
            let (from, to) = pair(written.points.as_ref()?, &here, scope)?;
            Operation::Points { from, to }
        }
        "share" => {
            let part = scope.link_if(written.share.as_ref(), &here);
            let whole = scope.required(written.whole.as_ref(), at, "whole");
            let whole = whole.and_then(|id| scope.link(id, &at.key("whole")));
            Operation::Share { part: part?, whole: whole? }
        }
        "total" => Operation::Total(several(written.total.as_deref()?, 2, &here, scope)?),
        "rank" => {
            let rank = written.rank.as_ref()?;
            let value = scope.required(rank.value.as_ref(), &here, "value");
            let value = value.and_then(|id| scope.link(id, &here.key("value")));
            let among = several(&rank.among.0, 1, &here.key("among"), scope);
            Operation::Rank { value: value?, among: among? }
        }
        "run" => {
            let run = written.run.as_ref()?;
            let of = scope.required(run.of.as_ref(), &here, "of").and_then(|id| scope.link(id, &here.key("of")));
            let direction = scope.required(run.direction.as_ref(), &here, "direction");
            let direction = direction
                .and_then(|word| scope.word(DIRECTIONS, word, "direction of a series", &here.key("direction")));
            Operation::Run(of?, direction?)
        }
        "steps" => Operation::Steps(scope.link_if(written.steps.as_ref(), &here)?),
        "lowest" => Operation::Lowest(scope.link_if(written.lowest.as_ref(), &here)?),
        "highest" => Operation::Highest(scope.link_if(written.highest.as_ref(), &here)?),
        "rises" => Operation::CountSteps(scope.link_if(written.rises.as_ref(), &here)?, Direction::Rises),
        _ => Operation::CountSteps(scope.link_if(written.falls.as_ref(), &here)?, Direction::Falls),
    })
}

fn two(ids: &[String], at: &At<'_>, scope: &mut Scope<'_>) -> Option<(Key<Figure>, Key<Figure>)> {
    let [a, b] = ids else {
        scope.problems.push(wrong::wrong_number_of_figures(at, ids.len(), "two"));
        return None;
    };
    let (a, b) = (scope.link(a, &at.item(0)), scope.link(b, &at.item(1)));
    Some((a?, b?))
}

fn several(ids: &[String], least: usize, at: &At<'_>, scope: &mut Scope<'_>) -> Option<Vec<Key<Figure>>> {
    if ids.len() < least {
        let wanted = if least == 1 { "one or more" } else { "two or more" };
        scope.problems.push(wrong::wrong_number_of_figures(at, ids.len(), wanted));
        return None;
    }
    let keys = scope.link_all(ids, at);
    (keys.len() == ids.len()).then_some(keys)
}

fn pair(written: &Pair, at: &At<'_>, scope: &mut Scope<'_>) -> Option<(Key<Figure>, Key<Figure>)> {
    let mut end = |written: Option<&String>, key: &'static str| {
        if let Some(id) = written {
            return scope.link(id, &at.key(key));
        }
        scope.problems.push(problem::missing_key(at.value(), at, key));
        None
    };
    let (from, to) = (end(written.from.as_ref(), "from"), end(written.to.as_ref(), "to"));
    Some((from?, to?))
}

/// Returns the figures an operation is made of.
pub(super) fn parts(operation: &Operation) -> Vec<Key<Figure>> {
    match operation {
        Operation::Difference(a, b) | Operation::Ratio(a, b) => vec![*a, *b],
        Operation::Change { from, to } | Operation::Points { from, to } => vec![*from, *to],
        Operation::Share { part, whole } => vec![*part, *whole],
        Operation::Total(parts) => parts.clone(),
        Operation::Rank { value, among } => std::iter::once(*value).chain(among.iter().copied()).collect(),
        Operation::CountSteps(of, _)
        | Operation::Steps(of)
        | Operation::Run(of, _)
        | Operation::Lowest(of)
        | Operation::Highest(of) => vec![*of],
    }
}
