//! Changes that go from the later to the earlier of two numbers: what rose would be told as a fall.

use crate::diagnostic::code::evidence::OPERANDS_SWAPPED;
use crate::diagnostic::{Problem, Severity};
use crate::model::{Calculation, Claim, Figure, Key, Model, Operation, Test};
use crate::outcome::{Outcome, declared_span};
use crate::text::Place;

/// Returns the warning that a declared change goes from the later to the earlier of two figures whose times are known:
/// wherever it is printed, it says the opposite of what happened.
pub(super) fn in_figure(
    model: &Model,
    figures: &[Option<Outcome>],
    calculation: &Calculation,
    subject: &str,
    place: Place,
) -> Option<Problem> {
    let (from, to) = of_change(calculation)?;
    is_before(model, figures, to, from).then(|| {
        let mut problem = swapped_figures(model, (from, to), subject, place);
        problem.severity = Severity::Warning;
        problem.help("swap `from` and `to`")
    })
}

/// Returns the problem that a test goes from the later to the earlier, where its claim tells that something moved. "5%
/// higher" may compare the earlier with the later.
pub(super) fn in_test(
    model: &Model,
    figures: &[Option<Outcome>],
    claim: &Claim,
    test: &Test,
    subject: &str,
) -> Option<Problem> {
    claim.quantity.as_ref().filter(|quantity| quantity.tells_movement())?;
    let calculation = test.calculation(&model.figures);
    let (from, to, help) = match calculation {
        Calculation::Derive(
            Operation::Difference(first, second) | Operation::Ratio(first, second) | Operation::Index(first, second),
        ) => (*second, *first, "name the later figure first"),
        _ => of_change(calculation).map(|(from, to)| (from, to, "swap `from` and `to`"))?,
    };
    let place = Place::from(test.place.clone());
    is_before(model, figures, to, from).then(|| swapped_figures(model, (from, to), subject, place).help(help))
}

/// Returns the figures from which and to which a change goes.
fn of_change(calculation: &Calculation) -> Option<(Key<Figure>, Key<Figure>)> {
    match calculation {
        Calculation::Derive(Operation::Change { from, to } | Operation::Points { from, to }) => Some((*from, *to)),
        _ => None,
    }
}

fn swapped_figures(model: &Model, (from, to): (Key<Figure>, Key<Figure>), subject: &str, place: Place) -> Problem {
    let name = |key: Key<Figure>| model.figures.id(key);
    let message = format!("{subject} goes from `{}` back to `{}`, which is earlier", name(from), name(to));
    Problem::error(&OPERANDS_SWAPPED, place, message).note("what rose would be told as a fall, and what fell as a rise")
}

/// Returns whether one figure speaks of a time that is over before the other's begins.
fn is_before(model: &Model, figures: &[Option<Outcome>], one: Key<Figure>, other: Key<Figure>) -> bool {
    let span = |key: Key<Figure>| declared_span(model, key).or_else(|| figures[key.index()].as_ref()?.span);
    match (span(one), span(other)) {
        (Some(one), Some(other)) => other.first.is_some_and(|first| one.last < first),
        _ => false,
    }
}
