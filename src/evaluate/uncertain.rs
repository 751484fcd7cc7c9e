//! How uncertain a number is, where its column says so, and whether a change of two such numbers is more than chance gives.

use crate::model::{Operation, Selection};
use crate::number::Number;
use crate::outcome::{Interval, Uncertain};
use crate::table::{Interval as Declared, Table};

use crate::evaluate::derive::From;

/// Returns how uncertain the number of one cell is; nothing of several rows, whose sum has no interval.
pub(super) fn of_cell(table: &Table, selection: &Selection, rows: &[u32]) -> Uncertain {
    let (Some(column), [row]) = (selection.aggregate.column(), rows) else { return Uncertain::default() };
    if selection.by.is_some() || selection.aggregate.counts() {
        return Uncertain::default();
    }
    let row = *row as usize;
    Uncertain { interval: interval(table, column, row), in_95: in_95(table, column, row), significant: None }
}

/// Returns the interval of a cell as it is told: as published, or worked out at the level that is declared; none where it is not
/// known.
pub fn interval(table: &Table, column: usize, row: usize) -> Option<Interval> {
    let of = table.columns.get(column)?;
    let cell = |name: &String| table.columns[table.column(name)?].number(row);
    of.number(row)?;
    match of.form.interval.as_ref()? {
        Declared::Bounds { low, high, level } => {
            Some(Interval { low: cell(low)?, high: cell(high)?, level: *level, is_worked_out: false })
        }
        Declared::Error { level: None, .. } => None,
        Declared::Error { column, level } => {
            let (low, high) = around(of.number(row)?, cell(column)?, *level)?;
            Some(Interval { low, high, level: *level, is_worked_out: true })
        }
    }
}

/// Returns between which numbers that of a cell lies in 95 of 100 cases.
fn in_95(table: &Table, column: usize, row: usize) -> Option<(Number, Number)> {
    let of = table.columns.get(column)?;
    let estimate = of.number(row)?;
    match of.form.interval.as_ref()? {
        Declared::Bounds { level, .. } => {
            let Interval { low, high, .. } = interval(table, column, row)?;
            let wide = |half: Number| half.times(Declared::errors(None)).ok()?.over(Declared::errors(*level)).ok();
            let (below, above) = (wide(estimate.minus(low).ok()?)?, wide(high.minus(estimate).ok()?)?);
            Some((estimate.minus(below).ok()?, estimate.plus(above).ok()?))
        }
        Declared::Error { column, .. } => {
            let error = table.columns[table.column(column)?].number(row)?;
            around(estimate, error, None)
        }
    }
}

/// Returns the ends of an interval around a number, by its standard error.
fn around(estimate: Number, error: Number, level: Option<u32>) -> Option<(Number, Number)> {
    let half = error.times(Declared::errors(level)).ok()?;
    Some((estimate.minus(half).ok()?, estimate.plus(half).ok()?))
}

impl From<'_> {
    /// Returns whether a change of two numbers is more than chance gives: its square exceeds the sum of the squares of the half-widths
    /// that face each other. Everything else that is made of numbers loses their intervals, and none is invented.
    pub(super) fn uncertain(&self, operation: &Operation) -> Uncertain {
        let is_change =
            matches!(operation, Operation::Difference(..) | Operation::Change { .. } | Operation::Points { .. });
        let significant = || {
            let (to, from) = operation.number_and_base().filter(|_| is_change)?;
            let (later, earlier) = (self.number(to).ok()?, self.number(from).ok()?);
            let (of_later, of_earlier) = (self.outcome(to).uncertain.in_95?, self.outcome(from).uncertain.in_95?);
            let change = later.minus(earlier).ok()?;
            let (one, other) = if change.is_negative() {
                (of_later.1.minus(later).ok()?, earlier.minus(of_earlier.0).ok()?)
            } else {
                (later.minus(of_later.0).ok()?, of_earlier.1.minus(earlier).ok()?)
            };
            let square = |number: Number| number.times(number).ok();
            Some(square(change)? > square(one)?.plus(square(other)?).ok()?)
        };
        Uncertain { significant: significant(), ..Uncertain::default() }
    }
}
