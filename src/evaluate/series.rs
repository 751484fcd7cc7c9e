//! Series: a selection's rows by the value of a column, and the steps from one value to the next.

use crate::model::Aggregate;
use crate::number::Date;
use crate::table::{ColumnType, monday};
use crate::vocabulary::{Caveats, Direction};

use super::aggregate::{Aggregated, aggregate};
use super::fault::Fault;
use super::frame::Frame;
use super::marked::Marks;
use super::{Point, Valued};

/// Returns the series of some rows by a column: dates and numbers ascending, words in the order of their first use in the
/// file. Also the decimals to print.
pub(super) fn series(
    frame: &Frame<'_>,
    wanted: Aggregate,
    by: usize,
    rows: &[u32],
    dataset: &str,
    marks: &Marks<'_>,
) -> Result<(Valued, u32), Fault> {
    let reader = frame.reader(by);
    let at = |row: &u32| {
        reader.get(*row as usize).map(|at| (at, *row)).ok_or_else(|| {
            let (file, line) = frame.locate(by, *row as usize);
            Fault::MissingCell { file, line, column: frame.column(by).name.clone() }
        })
    };
    let mut placed: Vec<(i64, u32)> = rows.iter().map(at).collect::<Result<_, _>>()?;
    placed.sort_unstable();
    if placed.is_empty() {
        return Err(Fault::NothingSelected { aggregate: "series", dataset: dataset.to_owned() });
    }
    let mut decimals = 0;
    let mut points = Vec::new();
    for group in placed.chunk_by(|a, b| a.0 == b.0) {
        let rows: Vec<u32> = group.iter().map(|(_, row)| *row).collect();
        let Aggregated { number, decimals: own } = aggregate(frame, wanted, &rows, dataset)?;
        decimals = decimals.max(own);
        let said = marks.number(&rows);
        let (provisional, revised) = (said.has(Caveats::PROVISIONAL), said.has(Caveats::REVISED));
        points.push(Point { at: group[0].0, number, provisional, revised, caveats: said.beside(), withheld: false });
    }
    Ok((Valued::Series(points), decimals))
}

/// Returns how many steps go this way.
pub(super) fn count(points: &[Point], direction: Direction) -> usize {
    steps(points, direction).filter(|goes| *goes).count()
}

/// Returns the longest unbroken run of steps that go this way.
pub(super) fn longest_run(points: &[Point], direction: Direction) -> usize {
    let (mut longest, mut run) = (0, 0);
    for goes in steps(points, direction) {
        run = if goes { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn steps(points: &[Point], direction: Direction) -> impl Iterator<Item = bool> {
    points.windows(2).map(move |pair| match direction {
        Direction::Rises => pair[1].number > pair[0].number,
        Direction::Falls => pair[1].number < pair[0].number,
    })
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

/// Returns the first and last day of a value of a column of times; none for any other column.
pub(crate) fn days(at: i64, kind: ColumnType) -> Option<(Date, Date)> {
    let year = |year: i64| i16::try_from(year).ok();
    match kind {
        ColumnType::YearMonth => {
            let month = i8::try_from(at.rem_euclid(12) + 1).ok()?;
            let first = Date::new(year(at.div_euclid(12))?, month, 1)?;
            Some((first, first.month_end()))
        }
        ColumnType::Year => Some((Date::new(year(at)?, 1, 1)?, Date::new(year(at)?, 12, 31)?)),
        ColumnType::Date => Date::from_days(at).map(|day| (day, day)),
        ColumnType::Quarter => months(at.div_euclid(4), at.rem_euclid(4) * 3 + 1, 3),
        ColumnType::FinancialYear { starts } => months(at, starts.into(), 12),
        ColumnType::Week => {
            let (year, month, day) = monday(at)?;
            let first = Date::new(year, month, day)?;
            Some((first, Date::from_days(first.days() + 6)?))
        }
        ColumnType::String | ColumnType::Integer | ColumnType::Number | ColumnType::Boolean => None,
    }
}

/// Returns the first and last day of so many months from one of a year.
fn months(year: i64, month: i64, count: i64) -> Option<(Date, Date)> {
    let start = |months: i64| {
        Date::new(
            year.checked_add(months.div_euclid(12)).and_then(|year| i16::try_from(year).ok())?,
            i8::try_from(months.rem_euclid(12) + 1).ok()?,
            1,
        )
    };
    Some((start(month - 1)?, start(month + count - 2)?.month_end()))
}
