//! What a trend asks of a series, and whether the series does it.

use crate::model::Trend;
use crate::number::{Number, Period};
use crate::quantity::{Judgement, Quantity};
use crate::table::ColumnType;
use crate::vocabulary::Direction;

use super::fault::Fault;
use super::{Point, series};

/// Returns what a trend makes of a series along a column of this type.
pub(super) fn judge(trend: &Trend, points: &[Point], kind: Option<ColumnType>) -> Result<Judgement, Fault> {
    let [first, .., last] = points else { return Err(Fault::TooShort { points: points.len() }) };
    match trend {
        Trend::EveryStep(direction) => Ok(holds(series::count(points, *direction) == points.len() - 1)),
        Trend::Steps(direction, quantity) => steps(series::count(points, *direction), quantity),
        Trend::ExtremeSince(direction, since) => extreme_since(points, kind, *direction, since.as_ref()),
        Trend::Doubled => doubled(first.number, last.number),
    }
}

fn holds(it_does: bool) -> Judgement {
    if it_does { Judgement::Fits } else { Judgement::Fails }
}

fn steps(count: usize, quantity: &Quantity) -> Result<Judgement, Fault> {
    let count = i64::try_from(count).map_err(|_| Fault::TooLong)?;
    Ok(quantity.judge(count.into()))
}

/// "The lowest since March" holds when every value after March but the last is greater than the last, and March itself was as
/// low or lower. Where March was not, and the series begins with it, nothing tells since when it is the lowest.
fn extreme_since(
    points: &[Point],
    kind: Option<ColumnType>,
    direction: Direction,
    since: Option<&Period>,
) -> Result<Judgement, Fault> {
    let Some((last, before)) = points.split_last() else { return Err(Fault::TooShort { points: 0 }) };
    let beyond = |point: &Point| match direction {
        Direction::Rises => last.number > point.number,
        Direction::Falls => last.number < point.number,
    };
    let Some(since) = since else { return Ok(holds(before.iter().all(beyond))) };
    let uncovered = || Fault::SinceUncovered { since: since.words.clone() };
    let days = |point: &Point| kind.and_then(|kind| series::days(point.at, kind)).ok_or_else(uncovered);
    if days(&points[0])?.0 > since.last {
        return Err(uncovered());
    }
    let (mut reaches_further, mut in_period, mut beyond_period) = (false, false, true);
    for point in before {
        let (first_day, last_day) = days(point)?;
        if first_day > since.last {
            if !beyond(point) {
                return Ok(Judgement::Fails);
            }
        } else if since.first.is_some_and(|first| last_day < first) {
            reaches_further = true;
        } else {
            in_period = true;
            beyond_period &= beyond(point);
        }
    }
    match (in_period && beyond_period, reaches_further) {
        (true, false) => Err(Fault::SinceUnknown { since: since.words.clone() }),
        (true, true) => Ok(Judgement::Fails),
        (false, _) => Ok(Judgement::Fits),
    }
}

fn doubled(first: Number, last: Number) -> Result<Judgement, Fault> {
    if first.is_zero() {
        return Err(Fault::DividedByZero { by: "the first value of the series".into() });
    }
    if first.is_negative() {
        return Err(Fault::FromBelowZero { from: "the first value of the series".into() });
    }
    let twice = first.plus(first).map_err(|fault| Fault::of_number(fault, ""))?;
    Ok(holds(last >= twice))
}
