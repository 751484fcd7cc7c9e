//! An operation on figures understood: which figures it is made of.

use crate::model::{Figure, Key, Operation};
use crate::registry::{self, Base, Operands, Pair};
use crate::vocabulary::{Direction, End, OperationKind};

use super::links::Scope;
use super::registry_path::RegistryPath;
use super::{figure_problem as wrong, problem, question};

/// Returns the operation of a kind that a figure writes.
pub(super) fn understood(
    written: &registry::Figure,
    kind: OperationKind,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Operation> {
    let here = at.key(kind.word());
    Some(match kind {
        OperationKind::Difference => {
            let (a, b) = two(written.difference.as_ref().and_then(Operands::figures)?, &here, scope)?;
            Operation::Difference(a, b)
        }
        OperationKind::Ratio => {
            let (a, b) = two(written.ratio.as_ref().and_then(Operands::figures)?, &here, scope)?;
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
            let whole = scope.required(written.whole.as_ref().and_then(Base::words), at, "whole");
            let whole = whole.and_then(|id| scope.link(id, &at.key("whole")));
            Operation::Share { part: part?, whole: whole? }
        }
        OperationKind::Total => Operation::Total(several(written.total.as_deref()?, 2, &here, scope)?),
        OperationKind::Rank => {
            let rank = written.rank.as_ref()?;
            let value = scope.required(rank.value.as_ref(), &here, "value");
            let value = value.and_then(|id| scope.link(id, &here.key("value")));
            if matches!(rank.among, registry::Among::Conditions(_)) {
                scope.problems.push(question::under_conditions(&here.key("among")));
                return None;
            }
            let among = several(rank.among.figures(), 1, &here.key("among"), scope);
            let from = match &rank.from {
                Some(word) => Some(scope.word(word, &here.key("from"))?),
                None => None,
            };
            Operation::Rank { value: value?, among: among?, from }
        }
        OperationKind::Run => {
            let run = written.run.as_ref()?;
            let of = scope.required(run.of.as_ref(), &here, "of").and_then(|id| scope.link(id, &here.key("of")));
            let direction = scope.required(run.direction.as_ref(), &here, "direction");
            let direction = direction.and_then(|word| scope.word(word, &here.key("direction")));
            let (of, direction) = (of?, direction?);
            match run.ending.as_deref() {
                None => Operation::Run(of, direction),
                Some("latest") => Operation::LastRun(of, direction),
                Some(other) => {
                    let wanted = ["latest"];
                    scope.problems.push(problem::unknown_word(&here.key("ending"), other, "end of a run", &wanted));
                    return None;
                }
            }
        }
        OperationKind::Since => {
            let since = written.since.as_ref()?;
            let (key, id, end) = match (&since.highest, &since.lowest) {
                (Some(id), None) => ("highest", id, End::Highest),
                (None, Some(id)) => ("lowest", id, End::Lowest),
                (Some(_), Some(_)) => {
                    scope.problems.push(wrong::several_ways(&here, &["highest", "lowest"]));
                    return None;
                }
                (None, None) => {
                    scope.problems.push(problem::missing_key(here.value(), &here, "highest"));
                    return None;
                }
            };
            Operation::Since(scope.link(id, &here.key(key))?, end)
        }
        OperationKind::Which => {
            let of = scope.required(written.among.as_ref(), at, "among")?;
            let of = scope.link(of, &at.key("among"))?;
            question::which(written, of, at, scope).map(Operation::Which)?
        }
        OperationKind::Steps => Operation::Steps(scope.link_if(written.steps.as_ref(), &here)?),
        OperationKind::Lowest => Operation::Lowest(scope.link_if(written.lowest.as_ref(), &here)?),
        OperationKind::Highest => Operation::Highest(scope.link_if(written.highest.as_ref(), &here)?),
        OperationKind::Rises => Operation::CountSteps(scope.link_if(written.rises.as_ref(), &here)?, Direction::Rises),
        OperationKind::Falls => Operation::CountSteps(scope.link_if(written.falls.as_ref(), &here)?, Direction::Falls),
    })
}

fn two(ids: &[String], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<(Key<Figure>, Key<Figure>)> {
    let [a, b] = ids else {
        scope.problems.push(wrong::wrong_number_of_figures(at, ids.len(), "two"));
        return None;
    };
    let (a, b) = (scope.link(a, &at.item(0)), scope.link(b, &at.item(1)));
    Some((a?, b?))
}

fn several(ids: &[String], least: usize, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Vec<Key<Figure>>> {
    if ids.len() < least {
        let wanted = if least == 1 { "one or more" } else { "two or more" };
        scope.problems.push(wrong::wrong_number_of_figures(at, ids.len(), wanted));
        return None;
    }
    let keys = scope.link_all(ids, at);
    (keys.len() == ids.len()).then_some(keys)
}

fn pair(written: &Pair, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<(Key<Figure>, Key<Figure>)> {
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
