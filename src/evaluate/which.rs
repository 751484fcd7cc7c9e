//! Where a series is greatest or least: a name, or the names of those that share the place.

use crate::diagnostic::code::figure::{NO_SUCH_PLACE, PLACE_SHARED};
use crate::model::{Claim, Model, Operation, Which};
use crate::vocabulary::{End, Ties};

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::outcome::{Along, Found, Name, Outcome, Placed, Point, name_of};

/// Returns where a series, which goes along a column, has the place that is asked for.
pub(super) fn found(model: &Model, which: &Which, points: &[Point], along: Along) -> Result<Name, EvaluationFault> {
    let mut ordered: Vec<&Point> = points.iter().collect();
    match which.end {
        End::Highest => ordered.sort_by_key(|point| std::cmp::Reverse(point.number)),
        End::Lowest => ordered.sort_by_key(|point| point.number),
    }
    let Some(there) = ordered.get(which.nth.saturating_sub(1) as usize) else {
        return Err(too_few(which, points.len()));
    };
    let shared: Vec<Point> = points.iter().filter(|point| point.number == there.number).cloned().collect();
    if let ([first, second, ..], None) = (shared.as_slice(), which.ties) {
        let names = [first, second].map(|point| name_of(model, along, point.at));
        return Err(tie(model, which, &names, shared.len(), first));
    }
    let others = points.len() - shared.len();
    Ok(Name { points: shared, others })
}

fn too_few(which: &Which, points: usize) -> EvaluationFault {
    let values = if points == 1 { "value" } else { "values" };
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &NO_SUCH_PLACE,
        what: format!("asks for place {} of a series of {points} {values}", which.nth),
        note: "a place beyond the last one is nobody's".into(),
        help: "ask for a place that the series has, or widen `where`".into(),
    }))
}

fn tie(model: &Model, which: &Which, names: &[String; 2], count: usize, at: &Point) -> EvaluationFault {
    let [first, second] = names;
    let end = which.end.word();
    let (who, has) = match count - 2 {
        0 => (format!("{first} and {second}"), "both have"),
        1 => (format!("{first}, {second} and one more"), "all have"),
        more => (format!("{first}, {second} and {more} more"), "all have"),
    };
    let language = model.publication.language;
    let number = language.number(at.number, at.number.decimals());
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &PLACE_SHARED,
        what: format!("asks which is {end}, and {who} {has} {number}"),
        note: "a place that several share is not held by one of them".into(),
        help: "write `ties: share` to name all of them, or `ties: alone` where the claim says that one is, which then fails"
            .into(),
    }))
}

/// Returns the places of what a claim names, in the series that a test asks which of.
pub(super) fn placed(model: &Model, claim: &Claim, which: &Which, points: &[Point], along: Along) -> Option<Found> {
    let column = along.column(model);
    let called = |point: &Point| name_of(model, along, point.at);
    let there = claim.names.iter().filter_map(|words| {
        let point = points.iter().find(|point| is(model, along, words, point.at))?;
        let beats = |other: &&Point| match which.end {
            End::Highest => other.number > point.number,
            End::Lowest => other.number < point.number,
        };
        let place = points.iter().filter(beats).count() + 1;
        let sharing = points.iter().filter(|other| other.number == point.number);
        let tied: Vec<String> =
            sharing.filter(|other| column.label_of(other.at) != column.label_of(point.at)).map(called).collect();
        Some(Placed { name: called(point), place, end: which.end, of: points.len(), tied })
    });
    let placed: Vec<Placed> = there.collect();
    (!placed.is_empty()).then_some(Found::Placed(placed))
}

/// Returns whether words name a point of a series.
fn is(model: &Model, along: Along, words: &str, at: i64) -> bool {
    let column = along.column(model);
    match column.range(words) {
        Some((first, last)) => (column.label_of(first)..=column.label_of(last)).contains(&column.label_of(at)),
        None => name_of(model, along, at) == words,
    }
}

/// Returns whether what a test with `which` gave is what a claim names; a claim that names nothing leaves it to its quantity.
pub(super) fn is_named(
    model: &Model,
    claim: &Claim,
    operation: Option<&Operation>,
    outcome: &Outcome,
    name: &Name,
) -> bool {
    let ties = match operation {
        Some(Operation::Which(which)) => which.ties,
        _ => None,
    };
    if ties == Some(Ties::Alone) && name.points.len() > 1 {
        return false;
    }
    let Some(along) = outcome.along else { return false };
    let is = |words: &str, at: i64| is(model, along, words, at);
    match claim.names.as_slice() {
        [] => true,
        [one] => name.points.iter().any(|point| is(one, point.at)),
        several => {
            several.len() == name.points.len()
                && name.points.iter().all(|point| several.iter().any(|words| is(words, point.at)))
        }
    }
}
