//! A test must count what the claim counts: if it counts something else, it decides nothing.

use crate::diagnostic::Problem;
use crate::diagnostic::code::evidence as code;
use crate::model::{Claim, Key, Measure, Model};
use crate::text::Place;

use super::measures::reason;
use super::reading::counts;
use super::{Outcome, Unit};

/// Returns the problem of a test that counts something else than its claim, or nothing that has a name.
pub(super) fn problem(model: &Model, claim: Key<Claim>, outcome: &Outcome, place: Place) -> Option<Problem> {
    let wanted = model.claims[claim].measure?;
    if counts(model, outcome, wanted) {
        return None;
    }
    let tested = match outcome.unit {
        Unit::Of(measure) => Some(measure),
        _ => outcome.measures.first().copied(),
    };
    Some(match tested {
        Some(tested) => another(model, claim, tested, wanted, place),
        None => nameless(model, claim, wanted, place),
    })
}

fn another(model: &Model, claim: Key<Claim>, tested: Key<Measure>, wanted: Key<Measure>, place: Place) -> Problem {
    let (claim, tested_id, wanted_id) = (model.claims.id(claim), model.measures.id(tested), model.measures.id(wanted));
    let message = format!("claim `{claim}` is about `{wanted_id}`, and its test counts `{tested_id}`");
    let note = match reason(model, tested, wanted) {
        Some(why) => format!("the registry says how they differ: {why}"),
        None => "a number of one thing decides nothing about another".into(),
    };
    Problem::error(&code::TEST_OF_ANOTHER_MEASURE, place, message).note(note).help(format!(
        "test it on a dataset of `{wanted_id}`, or say in `{tested_id}` that it is `proxy_for: {wanted_id}`"
    ))
}

fn nameless(model: &Model, claim: Key<Claim>, wanted: Key<Measure>, place: Place) -> Problem {
    let (claim, wanted) = (model.claims.id(claim), model.measures.id(wanted));
    let message = format!("claim `{claim}` is about `{wanted}`, and nothing says what its test counts");
    Problem::error(&code::TEST_OF_NO_MEASURE, place, message)
        .note("a column whose measure is not declared may count anything")
        .help("give the dataset or the column its `measure`; for rows counted, declare a figure with `measure` and test that")
}
