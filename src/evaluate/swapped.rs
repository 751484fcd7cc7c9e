//! Changes from the later to the earlier: every rise would be told as a fall.

use crate::diagnostic::code::evidence::OPERANDS_SWAPPED;
use crate::diagnostic::{Place, Problem};
use crate::model::{Calculation, Claim, Figure, Key, Model, Operation, Test, TestOf};

use super::reading::calculation;
use super::{Outcome, span, units};

/// Returns the problem that a change goes from the later to the earlier of two figures whose times are known.
pub(super) fn in_change(
    model: &Model,
    figures: &[Option<Outcome>],
    calculation: &Calculation,
    subject: &str,
    place: impl Fn() -> Place,
) -> Option<Problem> {
    let Calculation::Derive(Operation::Change { from, to } | Operation::Points { from, to }) = calculation else {
        return None;
    };
    is_before(model, figures, *to, *from)
        .then(|| problem(model, (*from, *to), subject, place()).help("swap `from` and `to`"))
}

/// Returns the problem that a test goes from the later to the earlier, where its claim says which way something went.
pub(super) fn in_test(
    model: &Model,
    figures: &[Option<Outcome>],
    claim: &Claim,
    test: &Test,
    subject: &str,
) -> Option<Problem> {
    let place = || Place::from(test.place.clone());
    let calculation = calculation(model, test);
    if let TestOf::Inline(_) = test.of
        && let Some(problem) = in_change(model, figures, calculation, subject, place)
    {
        return Some(problem);
    }
    let Calculation::Derive(Operation::Difference(first, second) | Operation::Ratio(first, second)) = calculation
    else {
        return None;
    };
    let directed = claim.quantity.as_ref().is_some_and(units::is_directed);
    (directed && is_before(model, figures, *first, *second))
        .then(|| problem(model, (*second, *first), subject, place()).help("name the later figure first"))
}

fn problem(model: &Model, (from, to): (Key<Figure>, Key<Figure>), subject: &str, place: Place) -> Problem {
    let name = |key: Key<Figure>| model.figures.id(key);
    let message = format!("{subject} goes from `{}` back to `{}`, which is earlier", name(from), name(to));
    Problem::error(&OPERANDS_SWAPPED, place, message).note("what rose would be told as a fall, and what fell as a rise")
}

/// Returns whether one figure speaks of a time that is over before the other's begins.
fn is_before(model: &Model, figures: &[Option<Outcome>], one: Key<Figure>, other: Key<Figure>) -> bool {
    let span = |key: Key<Figure>| span::declared(model, key).or_else(|| figures[key.index()].as_ref()?.span);
    match (span(one), span(other)) {
        (Some(one), Some(other)) => other.first.is_some_and(|first| one.last < first),
        _ => false,
    }
}
