//! What is asked of a series where it is written: `which: highest`, with the place that is meant and what is done with ties.

use crate::model::{Calculation, Figure, Key, Operation, Which};
use crate::registry;
use crate::vocabulary::Ties;

use super::links::Scope;
use super::registry_path::RegistryPath;
use super::taken::Making;
use super::{aggregates, figure_problem as wrong, problem};

/// Returns whether `which` is asked of a declared series, and not of one that is made beside it.
pub(super) fn is_of_series(written: &registry::Figure) -> bool {
    written.which.is_some()
        && written.rate.is_none()
        && written.real.is_none()
        && aggregates::written(written).next().is_none()
}

/// Returns the keys that mean nothing without `which`, or beside an aggregate that makes the series.
pub(super) fn stray(written: &registry::Figure) -> Vec<&'static str> {
    let asks = written.which.is_some();
    let keys = [
        ("among", written.among.is_some() && !is_of_series(written)),
        ("nth", written.nth.is_some() && !asks),
        ("ties", written.ties.is_some() && !asks),
    ];
    keys.into_iter().filter(|(_, is_stray)| *is_stray).map(|(key, _)| key).collect()
}

/// Returns what is asked of the series that a figure or test makes, which becomes a part of it; the series itself where nothing is.
pub(super) fn asked(
    written: &registry::Figure,
    made: Calculation,
    making: &mut Making<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Calculation> {
    let (true, Some(parts)) = (written.which.is_some(), making.parts.as_deref_mut()) else { return Some(made) };
    if written.by.is_none() {
        scope.problems.push(wrong::which_of_one_number(at));
        return None;
    }
    let of = parts.add(making.owner, "series", made, at);
    which(written, of, at, scope).map(|which| Calculation::Derive(Operation::Which(which)))
}

/// Returns what `which` asks of a series.
pub(super) fn which(
    written: &registry::Figure,
    of: Key<Figure>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Which> {
    let end = scope.word_if(written.which.as_ref(), &at.key("which"));
    let ties = match &written.ties {
        Some(word) => Some(scope.word(word, &at.key("ties"))?),
        None => None,
    };
    let nth = match &written.nth {
        Some(words) => {
            let nth = words.parse().ok().filter(|nth| (1..=1_000_000).contains(nth));
            if nth.is_none() {
                scope.problems.push(problem::not_a_count(&at.key("nth"), words, "place, from 1"));
            }
            nth?
        }
        None => 1,
    };
    Some(Which { of, end: end?, nth, ties })
}

/// Returns the calculation of a test; a claim that names several says itself that they share the place.
pub(super) fn shared(made: Calculation, claim: &registry::Claim) -> Calculation {
    match made {
        Calculation::Derive(Operation::Which(which)) if which.ties.is_none() && claim.names.0.len() > 1 => {
            Calculation::Derive(Operation::Which(Which { ties: Some(Ties::Share), ..which }))
        }
        made => made,
    }
}
