//! How uncertain a number is, where its column says so, and whether a change of two such numbers is more than chance gives.

use crate::model::{Operation, Selection};
use crate::number::Number;
use crate::outcome::Uncertain;
use crate::table::{Interval, Table};

use crate::evaluate::derive::From;

/// Returns between which numbers that of one cell lies in 95 of 100 cases; none of several rows, whose sum has no interval.
pub(super) fn of_cell(table: &Table, selection: &Selection, rows: &[u32]) -> Uncertain {
    let cell = || {
        let (column, [row]) = (selection.aggregate.column()?, rows) else { return None };
        if selection.by.is_some() || selection.aggregate.counts() {
            return None;
        }
        interval(table, column, *row as usize)
    };
    Uncertain { interval: cell(), significant: None }
}

fn interval(table: &Table, column: usize, row: usize) -> Option<(Number, Number)> {
    let of = table.columns.get(column)?;
    let estimate = of.number(row)?;
    let cell = |name: &String| table.columns[table.column(name)?].number(row);
    let wide =
        |half: Number, times: &str, by: &str| half.times(Number::parse(times)?).ok()?.over(Number::parse(by)?).ok();
    match of.form.interval.as_ref()? {
        Interval::Bounds { low, high, level } => {
            let errors = match level {
                80 => "1.282",
                90 => "1.645",
                95 => "1.96",
                99 => "2.576",
                _ => return None,
            };
            let below = wide(estimate.minus(cell(low)?).ok()?, "1.96", errors)?;
            let above = wide(cell(high)?.minus(estimate).ok()?, "1.96", errors)?;
            Some((estimate.minus(below).ok()?, estimate.plus(above).ok()?))
        }
        Interval::Error(error) => {
            let half = wide(cell(error)?, "1.96", "1")?;
            Some((estimate.minus(half).ok()?, estimate.plus(half).ok()?))
        }
    }
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
            let (of_later, of_earlier) = (self.outcome(to).uncertain.interval?, self.outcome(from).uncertain.interval?);
            let change = later.minus(earlier).ok()?;
            let (one, other) = if change.is_negative() {
                (of_later.1.minus(later).ok()?, earlier.minus(of_earlier.0).ok()?)
            } else {
                (later.minus(of_later.0).ok()?, of_earlier.1.minus(earlier).ok()?)
            };
            let square = |number: Number| number.times(number).ok();
            Some(square(change)? > square(one)?.plus(square(other)?).ok()?)
        };
        Uncertain { interval: None, significant: significant() }
    }
}
