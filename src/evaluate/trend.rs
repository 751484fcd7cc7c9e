//! Whether a series goes the way a claim says, whether the claim's quantity holds of it, and what is found there: told in place of
//! its values, with what speaks against the claim.

use crate::diagnostic::code::figure::SERIES_TOO_SHORT;
use crate::model::{Model, Trend, Unit};
use crate::number::{Number, Period};
use crate::quantity::{Judgement, Quantity, SaidUnit};
use crate::table::{ColumnType, days_of};
use crate::vocabulary::{Direction, End};

use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::units;
use crate::outcome::{Found, Outcome, Point, Sign, Step};

/// Returns how many steps go this way.
pub(super) fn count(points: &[Point], direction: Direction) -> usize {
    steps(points, direction).filter(|goes| *goes).count()
}

/// Returns the longest unbroken run of steps that go this way, the first of several: from which value on, and to which.
pub(super) fn longest_run(points: &[Point], direction: Direction) -> (usize, usize) {
    let (mut longest, mut begins) = ((0, 0), 0);
    for (at, goes) in steps(points, direction).enumerate() {
        if !goes {
            begins = at + 1;
        } else if at + 1 - begins > longest.1 - longest.0 {
            longest = (begins, at + 1);
        }
    }
    longest
}

/// Returns the latest value before the last of a series that is as high, or as low.
pub(super) fn since(points: &[Point], end: End) -> Option<&Point> {
    let (last, before) = points.split_last()?;
    before.iter().rfind(|point| match end {
        End::Highest => point.number >= last.number,
        End::Lowest => point.number <= last.number,
    })
}

/// Returns how many steps in a row go this way up to the last value.
pub(super) fn last_run(points: &[Point], direction: Direction) -> usize {
    points.windows(2).rev().take_while(|pair| goes(pair, direction)).count()
}

fn steps(points: &[Point], direction: Direction) -> impl Iterator<Item = bool> {
    points.windows(2).map(move |pair| goes(pair, direction))
}

fn goes(pair: &[Point], direction: Direction) -> bool {
    match direction {
        Direction::Rises => pair[1].number > pair[0].number,
        Direction::Falls => pair[1].number < pair[0].number,
    }
}

/// Returns the first two neighbours of a series of periods that lie further apart than the closest two: between
/// them a period is missing. Days are not asked, for many series have none on Sundays.
pub(super) fn gap(points: &[Point], kind: ColumnType) -> Option<(i64, i64)> {
    if !kind.is_period() {
        return None;
    }
    let pairs = || points.windows(2).map(|pair| (pair[0].at, pair[1].at));
    let usual = pairs().map(|(a, b)| b - a).min()?;
    pairs().find(|(a, b)| b - a > usual)
}

/// Returns what a trend makes of a series along a column of this type.
pub(super) fn judge(trend: &Trend, points: &[Point], kind: Option<ColumnType>) -> Result<Judgement, EvaluationFault> {
    let [first, .., last] = points else { return Err(EvaluationFault::TooShort { points: points.len() }) };
    match trend {
        Trend::EveryStep(direction) => Ok(holds(count(points, *direction) == points.len() - 1)),
        Trend::Steps(direction, quantity) => judged_steps(count(points, *direction), quantity),
        Trend::Last(direction, wanted) => {
            let run = last_run(points, *direction);
            // A series that goes the way from its beginning may have gone so before.
            if run < *wanted && run == points.len() - 1 {
                return Err(too_short(*wanted, run));
            }
            Ok(holds(run >= *wanted))
        }
        Trend::ExtremeSince(direction, since) => extreme_since(points, kind, *direction, since.as_ref()),
        Trend::Record(direction) => extreme_since(points, kind, *direction, None),
        Trend::Doubled => doubled(first.number, last.number),
    }
}

fn too_short(wanted: usize, steps: usize) -> EvaluationFault {
    let count = if steps == 1 { "one step, which goes".to_owned() } else { format!("{steps} steps, which all go") };
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &SERIES_TOO_SHORT,
        what: format!("asks for the last {wanted} steps of a series of {count} that way"),
        note: "whether the steps before them did is not in these data".into(),
        help: "widen the window in `where`, or add the older rows to the file".into(),
    }))
}

fn holds(it_does: bool) -> Judgement {
    if it_does { Judgement::Fits } else { Judgement::Fails }
}

fn judged_steps(count: usize, quantity: &Quantity) -> Result<Judgement, EvaluationFault> {
    let count = i64::try_from(count).map_err(|_| EvaluationFault::TooLong)?;
    Ok(quantity.judge(count.into()))
}

fn is_beyond(last: &Point, point: &Point, direction: Direction) -> bool {
    match direction {
        Direction::Rises => last.number > point.number,
        Direction::Falls => last.number < point.number,
    }
}

/// "The lowest since March" holds when every value after March but the last is greater than the last, and March itself was as
/// low or lower. Where March was not, and the series begins with it, nothing tells since when it is the lowest.
fn extreme_since(
    points: &[Point],
    kind: Option<ColumnType>,
    direction: Direction,
    since: Option<&Period>,
) -> Result<Judgement, EvaluationFault> {
    let Some((last, before)) = points.split_last() else { return Err(EvaluationFault::TooShort { points: 0 }) };
    let beyond = |point: &Point| is_beyond(last, point, direction);
    let Some(since) = since else { return Ok(holds(before.iter().all(beyond))) };
    let uncovered = || EvaluationFault::SinceUncovered { since: since.words.clone() };
    let days = |point: &Point| kind.and_then(|kind| days_of(point.at, kind)).ok_or_else(uncovered);
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
        (true, false) => Err(EvaluationFault::SinceUnknown { since: since.words.clone() }),
        (true, true) => Ok(Judgement::Fails),
        (false, _) => Ok(Judgement::Fits),
    }
}

fn doubled(first: Number, last: Number) -> Result<Judgement, EvaluationFault> {
    if first.is_zero() {
        return Err(EvaluationFault::DividedByZero { by: "the first value of the series".into() });
    }
    if first.is_negative() {
        return Err(EvaluationFault::FromBelowZero { from: "the first value of the series".into() });
    }
    let twice = first.plus(first).map_err(|fault| EvaluationFault::of_number(fault, ""))?;
    Ok(holds(last >= twice))
}

/// Returns what is made of two things that both must hold.
pub(super) fn both(one: Judgement, other: Judgement) -> Judgement {
    match (one, other) {
        (Judgement::Fails, _) | (_, Judgement::Fails) => Judgement::Fails,
        (Judgement::TrueButUninformative, _) | (_, Judgement::TrueButUninformative) => Judgement::TrueButUninformative,
        (Judgement::Fits, Judgement::Fits) => Judgement::Fits,
    }
}

/// Returns whether a quantity says how many steps there are, as the trend does.
fn is_of_steps(trend: &Trend, quantity: &Quantity) -> bool {
    let steps = match trend {
        Trend::Last(_, steps) => i64::try_from(*steps).ok().map(Number::from),
        Trend::Steps(_, steps) => steps.exact(),
        _ => None,
    };
    let plain = quantity.unit() == SaidUnit::Plain && quantity.change().is_none();
    plain && steps.is_some() && quantity.exact() == steps
}

/// Returns what a quantity beside a trend makes of a series: it is that of the last value; one that tells a change, of the change
/// from the first value to the last. So many steps are said of the steps.
pub(super) fn beside(
    model: &Model,
    trend: &Trend,
    quantity: &Quantity,
    outcome: &Outcome,
    points: &[Point],
) -> Result<Judgement, EvaluationFault> {
    let [first, .., last] = points else { return Err(EvaluationFault::TooShort { points: points.len() }) };
    if is_of_steps(trend, quantity) {
        return Ok(Judgement::Fits);
    }
    let (number, unit, sign) = match (quantity.change(), quantity.unit(), outcome.sign) {
        (Some(_), SaidUnit::Percent | SaidUnit::Times, Sign::Level) => {
            if first.number.is_negative() {
                return Err(EvaluationFault::FromBelowZero { from: "the first value of the series".into() });
            }
            let change = last.number.minus(first.number).and_then(|change| change.percent_of(first.number));
            (change, Unit::Percent, Sign::Change)
        }
        (Some(_), SaidUnit::Points, Sign::Level) => (last.number.minus(first.number), Unit::Points, Sign::Change),
        (Some(_), _, Sign::Level) => (last.number.minus(first.number), outcome.unit, Sign::Difference),
        _ => (Ok(last.number), outcome.unit, outcome.sign),
    };
    let number = number.map_err(|fault| EvaluationFault::of_number(fault, "the first value of the series"))?;
    units::judge(model, quantity, &Outcome { unit, sign, ..outcome.clone() }, number)
}

/// Returns what a quantity makes of a series of which nothing is asked: it has to hold of each value, and says too little where it
/// does of all.
pub(super) fn of_each(
    model: &Model,
    quantity: &Quantity,
    outcome: &Outcome,
    points: &[Point],
) -> Result<Judgement, EvaluationFault> {
    let judged = points.iter().map(|point| units::judge(model, quantity, outcome, point.number));
    let judged = judged.collect::<Result<Vec<Judgement>, _>>()?;
    Ok(match () {
        () if judged.contains(&Judgement::Fails) => Judgement::Fails,
        () if judged.contains(&Judgement::Fits) || judged.is_empty() => Judgement::Fits,
        () => Judgement::TrueButUninformative,
    })
}

/// Returns the ends of a series of which nothing is asked, with the values of which a quantity does not hold.
pub(super) fn range(model: &Model, quantity: &Quantity, outcome: &Outcome, points: &[Point]) -> Option<Found> {
    let fails = |point: &&Point| matches!(units::judge(model, quantity, outcome, point.number), Ok(Judgement::Fails));
    Some(Found::Range {
        least: points.iter().min_by_key(|point| point.number)?.clone(),
        greatest: points.iter().max_by_key(|point| point.number)?.clone(),
        outside: points.iter().filter(fails).cloned().collect(),
    })
}

/// Returns what a trend finds in a series.
pub(super) fn found(
    trend: &Trend,
    quantity: Option<&Quantity>,
    points: &[Point],
    kind: Option<ColumnType>,
) -> Option<Found> {
    let [first, .., last] = points else { return None };
    let held: Vec<Point> = match quantity.filter(|quantity| !is_of_steps(trend, quantity)) {
        None => Vec::new(),
        Some(quantity) if quantity.change().is_some() => vec![first.clone(), last.clone()],
        Some(_) => vec![last.clone()],
    };
    let step = |pair: &[Point]| Step { from: pair[0].clone(), to: pair[1].clone() };
    match trend {
        Trend::EveryStep(direction) | Trend::Steps(direction, _) => Some(Found::Steps {
            count: count(points, *direction),
            of: points.len() - 1,
            against: points.windows(2).find(|pair| !goes(pair, *direction)).map(step),
            held,
        }),
        Trend::Last(direction, wanted) => {
            let run = last_run(points, *direction);
            let begins = points.len() - 1 - run;
            Some(Found::Run {
                steps: run,
                first: points[begins].clone(),
                last: last.clone(),
                against: begins.checked_sub(1).filter(|_| run < *wanted).map(|before| step(&points[before..=begins])),
                held,
            })
        }
        Trend::ExtremeSince(direction, since) => {
            Some(record(points, *direction, since.as_ref().map(|since| (since, kind)), first, last))
        }
        Trend::Record(direction) => Some(record(points, *direction, None, first, last)),
        Trend::Doubled => Some(Found::Ends(first.clone(), last.clone())),
    }
}

fn record(
    points: &[Point],
    direction: Direction,
    claimed: Option<(&Period, Option<ColumnType>)>,
    first: &Point,
    last: &Point,
) -> Found {
    let before = &points[..points.len() - 1];
    let since = before.iter().rfind(|point| !is_beyond(last, point, direction));
    let against = match claimed {
        None => since,
        Some((claimed, kind)) => {
            let days = |point: &Point| kind.and_then(|kind| days_of(point.at, kind));
            let later = since.filter(|since| days(since).is_some_and(|(first, _)| first > claimed.last));
            let of_claimed =
                || before.iter().rfind(|point| days(point).is_some_and(|(first, _)| first <= claimed.last));
            later.or_else(|| of_claimed().filter(|point| is_beyond(last, point, direction)))
        }
    };
    Found::Since {
        end: match direction {
            Direction::Rises => End::Highest,
            Direction::Falls => End::Lowest,
        },
        last: last.clone(),
        since: since.cloned(),
        first: first.clone(),
        of: points.len(),
        against: against.cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Caveats;

    fn points(numbers: &[i64]) -> Vec<Point> {
        let point = |(at, number): (i64, &i64)| Point {
            at,
            number: (*number).into(),
            provisional: false,
            revised: false,
            caveats: Caveats::NONE,
            withheld: false,
        };
        (2010..).zip(numbers).map(point).collect()
    }

    #[test]
    fn a_run_goes_from_one_value_to_another() {
        let all = points(&[5, 6, 7, 7, 8, 9, 10, 3]);
        assert_eq!(longest_run(&all, Direction::Rises), (3, 6), "a level step ends a run");
        assert_eq!(longest_run(&all, Direction::Falls), (6, 7));
        assert_eq!(last_run(&all, Direction::Falls), 1);
        assert_eq!(last_run(&all, Direction::Rises), 0);
        assert_eq!(longest_run(&points(&[4]), Direction::Rises), (0, 0));
    }

    #[test]
    fn too_short_a_series_does_not_tell_so_many_steps() {
        let last = |numbers: &[i64], steps| judge(&Trend::Last(Direction::Rises, steps), &points(numbers), None);
        assert_eq!(last(&[1, 2, 3], 2).ok(), Some(Judgement::Fits));
        assert!(last(&[1, 2, 3], 3).is_err(), "it may have risen before");
        assert_eq!(last(&[3, 1, 2, 3], 3).ok(), Some(Judgement::Fails));
    }

    #[test]
    fn since_is_the_latest_that_is_as_far() {
        let at = |numbers: &[i64], end| since(&points(numbers), end).map(|point| point.at);
        assert_eq!(at(&[9, 5, 7, 4, 7], End::Highest), Some(2012), "as high counts");
        assert_eq!(at(&[9, 5, 7, 4, 7], End::Lowest), Some(2013));
        assert_eq!(at(&[1, 2, 3], End::Highest), None);
    }
}
