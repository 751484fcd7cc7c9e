//! Which measures a number has, and which measure may speak of another: the same one, or a declared proxy.

use crate::model::{Key, Measure, Model};

use super::Outcome;

/// Returns every measure that takes part, the declared one first.
pub(super) fn all<'o>(
    declared: Option<Key<Measure>>,
    outcomes: impl Iterator<Item = &'o Outcome>,
) -> Vec<Key<Measure>> {
    let mut measures: Vec<Key<Measure>> = Vec::new();
    for measure in declared.into_iter().chain(outcomes.flat_map(|outcome| outcome.measures.iter().copied())) {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures
}

/// Returns whether numbers of `measure` may speak of `wanted`: it is the same, or a declared proxy.
pub(super) fn speaks_of(model: &Model, measure: Key<Measure>, wanted: Key<Measure>) -> bool {
    measure == wanted || model.measures[measure].proxy_for.contains(&wanted)
}

/// Returns the registry's own reason why two measures are not the same.
pub(super) fn reason(model: &Model, a: Key<Measure>, b: Key<Measure>) -> Option<&str> {
    let said = |one: Key<Measure>, other: Key<Measure>| {
        model.measures[one].distinct_from.iter().find(|(measure, _)| *measure == other).map(|(_, why)| why.as_str())
    };
    said(a, b).or_else(|| said(b, a))
}
