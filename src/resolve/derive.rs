//! A derivation understood: the operation and the figures it is made of.

use crate::model::{Figure, Key, Operation};
use crate::registry::{Figure as Written, Pair};
use crate::vocabulary::{Direction, OperationKind};

use super::at::At;
use super::figure::Place;
use super::link::Scope;
use super::{figure_problem as wrong, problem};

/// Returns the operations that a figure names.
pub(super) fn operations(written: &Written, place: Place) -> Vec<OperationKind> {
    // In a test `rises` and `falls` ask something of the series that is tested.
    let figure = place == Place::Figure;
    let names = |kind: &OperationKind| match kind {
        OperationKind::Difference => written.difference.is_some(),
        OperationKind::Ratio => written.ratio.is_some(),
        OperationKind::Change => written.change.is_some(),
        OperationKind::Points => written.points.is_some(),
        OperationKind::Share => written.share.is_some(),
        OperationKind::Total => written.total.is_some(),
        OperationKind::Rank => written.rank.is_some(),
        OperationKind::Steps => written.steps.is_some(),
        OperationKind::Run => written.run.is_some(),
        OperationKind::Lowest => written.lowest.is_some(),
        OperationKind::Highest => written.highest.is_some(),
        OperationKind::Rises => figure && written.rises.is_some(),
        OperationKind::Falls => figure && written.falls.is_some(),
    };
    OperationKind::ALL.into_iter().filter(names).collect()
}

/// Returns the operation of a kind that a figure writes.
pub(super) fn understood(
    written: &Written,
    kind: OperationKind,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Option<Operation> {
    let here = at.key(kind.word());
    Some(match kind {
        OperationKind::Difference => {
            let (a, b) = two(written.difference.as_deref()?, &here, scope)?;
            Operation::Difference(a, b)
        }
        OperationKind::Ratio => {
            let (a, b) = two(written.ratio.as_deref()?, &here, scope)?;
            Operation::Ratio(a, b)
        }
        OperationKind::Change => {
            let (from, to) = pair(written.change.as_ref()?, &here, scope)?;
            Operation::Change { from, to }
        }
        OperationKind::Points => {
            let (from, to) = pair(written.points.as_ref()?, &here, scope)?;
            Operation::Points { from, to }
        }
        OperationKind::Share => {
            let part = scope.link_if(written.share.as_ref(), &here);
            let whole = scope.required(written.whole.as_ref(), at, "whole");
            let whole = whole.and_then(|id| scope.link(id, &at.key("whole")));
            Operation::Share { part: part?, whole: whole? }
        }
        OperationKind::Total => Operation::Total(several(written.total.as_deref()?, 2, &here, scope)?),
        OperationKind::Rank => {
            let rank = written.rank.as_ref()?;
            let value = scope.required(rank.value.as_ref(), &here, "value");
            let value = value.and_then(|id| scope.link(id, &here.key("value")));
            let among = several(&rank.among.0, 1, &here.key("among"), scope);
            Operation::Rank { value: value?, among: among? }
        }
        OperationKind::Run => {
            let run = written.run.as_ref()?;
            let of = scope.required(run.of.as_ref(), &here, "of").and_then(|id| scope.link(id, &here.key("of")));
            let direction = scope.required(run.direction.as_ref(), &here, "direction");
            let direction = direction.and_then(|word| scope.word(word, &here.key("direction")));
            Operation::Run(of?, direction?)
        }
        OperationKind::Steps => Operation::Steps(scope.link_if(written.steps.as_ref(), &here)?),
        OperationKind::Lowest => Operation::Lowest(scope.link_if(written.lowest.as_ref(), &here)?),
        OperationKind::Highest => Operation::Highest(scope.link_if(written.highest.as_ref(), &here)?),
        OperationKind::Rises => Operation::CountSteps(scope.link_if(written.rises.as_ref(), &here)?, Direction::Rises),
        OperationKind::Falls => Operation::CountSteps(scope.link_if(written.falls.as_ref(), &here)?, Direction::Falls),
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
