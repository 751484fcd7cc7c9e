//! Which measures a number has, and which numbers may be put together: those that count the same, or that a declared
//! proxy lets stand in.

use crate::model::{Key, Measure, Model};

use super::fault::Fault;
use super::{Outcome, Unit};

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

/// Returns the unit of numbers that are added, subtracted or compared; a fault where they count different things.
pub(super) fn together<'o>(
    model: &Model,
    declared: Option<Key<Measure>>,
    outcomes: impl Iterator<Item = &'o Outcome>,
) -> Result<Unit, Fault> {
    let mut common = None;
    for unit in outcomes.map(|outcome| outcome.unit) {
        if let (Unit::Of(measure), Some(declared)) = (unit, declared) {
            if !speaks_of(model, measure, declared) {
                return Err(apart(model, measure, declared));
            }
            continue;
        }
        match common {
            None => common = Some(unit),
            Some(other) if other == unit => {}
            Some(other) => return Err(apart_units(model, other, unit)),
        }
    }
    Ok(declared.map(Unit::Of).or(common).unwrap_or(Unit::Plain))
}

/// Returns why two measures do not go together.
pub(super) fn apart(model: &Model, a: Key<Measure>, b: Key<Measure>) -> Fault {
    apart_units(model, Unit::Of(a), Unit::Of(b))
}

fn apart_units(model: &Model, a: Unit, b: Unit) -> Fault {
    let reason = match (a, b) {
        (Unit::Of(a), Unit::Of(b)) => reason(model, a, b).map(str::to_owned),
        _ => None,
    };
    Fault::Measures { first: name(model, a), second: name(model, b), reason }
}

/// Returns the registry's own reason why two measures are not the same.
pub(super) fn reason(model: &Model, a: Key<Measure>, b: Key<Measure>) -> Option<&str> {
    let said = |one: Key<Measure>, other: Key<Measure>| {
        model.measures[one].distinct_from.iter().find(|(measure, _)| *measure == other).map(|(_, why)| why.as_str())
    };
    said(a, b).or_else(|| said(b, a))
}

fn name(model: &Model, unit: Unit) -> String {
    match unit {
        Unit::Of(measure) => model.measures.id(measure).to_string(),
        Unit::Percent => "percent".into(),
        Unit::Points => "percentage points".into(),
        Unit::Times => "times".into(),
        Unit::Rank => "places in an order".into(),
        Unit::Steps => "steps".into(),
        Unit::Plain => "numbers without a declared measure".into(),
    }
}
