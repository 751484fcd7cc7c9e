//! `calculate`: new columns from the columns of the same row.

use rayon::prelude::*;

use crate::number::Number;
use crate::table::{Cells, Column, ColumnType, Integers, Made, Table};

use super::{Fault, Sheet, fitted, narrow};

/// Adds columns that are calculated from others in the same row; where a cell that is needed is empty, the new one is.
#[derive(Debug)]
pub(crate) struct Calculate {
    /// The new columns with their names.
    pub(crate) columns: Vec<(String, Formula)>,
}

/// How a new column is calculated; columns of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Formula {
    /// First minus second.
    Difference(usize, usize),
    /// All of them together.
    Total(Vec<usize>),
    /// First over second, times a number.
    Ratio(usize, usize, Number),
    /// Percent change from the first to the second.
    Change(usize, usize),
    /// Into the prices of one period.
    Real(RealTerms),
}

impl Formula {
    /// Returns the columns of whose cells it is made.
    pub(crate) fn columns(&self) -> Vec<usize> {
        match self {
            Self::Difference(a, b) | Self::Ratio(a, b, _) | Self::Change(a, b) => vec![*a, *b],
            Self::Total(columns) => columns.clone(),
            Self::Real(real) => vec![real.amount, real.index],
        }
    }
}

/// An amount in the prices of one period: times the index there, over the index of its own row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RealTerms {
    /// The column of amounts.
    pub(crate) amount: usize,
    /// The column of the index.
    pub(crate) index: usize,
    /// The row whose index is that of the prices.
    pub(crate) prices: u32,
}

impl Calculate {
    /// Returns the table with the new columns.
    pub(crate) fn apply(&self, sheet: Sheet) -> Result<Table, Fault> {
        let mut new = Vec::with_capacity(self.columns.len());
        for (name, formula) in &self.columns {
            new.push((formula.column(&sheet, name)?, formula.made()));
        }
        Ok(sheet.with(new, None, Vec::new()))
    }
}

impl Formula {
    fn made(&self) -> Made {
        let (how, columns, base) = match self {
            Self::Difference(a, b) => ("difference", vec![*a, *b], None),
            Self::Total(columns) => ("total", columns.clone(), None),
            Self::Ratio(a, b, _) => ("ratio", vec![*a, *b], None),
            Self::Change(a, b) => ("change", vec![*a, *b], None),
            Self::Real(real) => ("real", vec![real.amount, real.index], Some((real.prices, real.index))),
        };
        Made::Operands { how, columns, base }
    }

    fn column(&self, sheet: &Sheet, name: &str) -> Result<Column, Fault> {
        match self {
            Self::Difference(a, b) => added(sheet, &[(*a, 1), (*b, -1)], name),
            Self::Total(columns) => added(sheet, &columns.iter().map(|column| (*column, 1)).collect::<Vec<_>>(), name),
            Self::Ratio(over, under, times) => {
                let by = Quotient::of(sheet.column(*over), sheet.column(*under), *times);
                divided(sheet.table.rows, *under, name, |row| by.at(row))
            }
            Self::Change(from, to) => {
                let (from, to) = (*from, *to);
                let by = Quotient::of(sheet.column(to), sheet.column(from), Number::HUNDRED);
                divided(sheet.table.rows, from, name, |row| {
                    by.at(row).map(|(over, under)| (by.less_whole(over, under), under))
                })
            }
            Self::Real(real) => {
                let index = sheet.column(real.index);
                let prices = index.number(real.prices as usize).unwrap_or(Number::ZERO);
                let by = Quotient::of(sheet.column(real.amount), index, prices);
                divided(sheet.table.rows, real.index, name, |row| by.at(row))
            }
        }
    }
}

/// Returns the sum of columns, each with its sign.
fn added(sheet: &Sheet, parts: &[(usize, i128)], name: &str) -> Result<Column, Fault> {
    let columns: Vec<(&Column, i128)> = parts.iter().map(|(index, sign)| (sheet.column(*index), *sign)).collect();
    let scale = columns.iter().map(|(column, _)| column.scale()).max().unwrap_or(0);
    let factor = |column: &Column| 10_i128.checked_pow(scale - column.scale()).unwrap_or(0);
    let parts: Vec<_> = columns.iter().map(|(column, sign)| (column.cells.integers(), sign * factor(column))).collect();
    let sum = |row: usize| {
        parts.iter().try_fold(0_i128, |sum, (cells, factor)| Some(sum + i128::from(cells.get(row)?) * factor))
    };
    let sums: Vec<Option<i128>> = (0..sheet.table.rows).into_par_iter().with_min_len(1 << 14).map(sum).collect();
    let whole = columns.iter().all(|(column, _)| column.kind == ColumnType::Integer);
    let kind = if whole { ColumnType::Integer } else { ColumnType::Number };
    let made = Column::made(name.to_owned(), kind, Cells::Values { values: fitted(&sums, name)?, scale });
    Ok(made.told_as(columns.iter().map(|(column, _)| *column)))
}

/// Two columns of which one is divided by the other.
pub(super) struct Quotient<'c> {
    over: &'c Integers,
    under: &'c Integers,
    /// What mantissas are multiplied by, so that the quotient of the two is that of the numbers, times what was asked.
    factors: Option<(i128, i128)>,
    times: i128,
}

impl<'c> Quotient<'c> {
    pub(super) fn of(over: &'c Column, under: &'c Column, times: Number) -> Self {
        let (times, decimals) = times.to_parts();
        let up = 10_i128.checked_pow(under.scale());
        let down = 10_i128.checked_pow(over.scale() + decimals);
        Self { over: over.cells.integers(), under: under.cells.integers(), factors: up.zip(down), times }
    }

    /// Returns the two whole numbers whose quotient is that of a row; a quotient past all digits is nothing over zero.
    pub(super) fn at(&self, row: usize) -> Option<(Option<i128>, Option<i128>)> {
        let (over, under) = (self.over.get(row)?, self.under.get(row)?);
        let (up, down) = self.factors.unwrap_or((0, 0));
        let over = i128::from(over).checked_mul(self.times).and_then(|over| over.checked_mul(up));
        Some((over, i128::from(under).checked_mul(down)))
    }

    /// Returns the dividend of the quotient less a whole, which is the divisor as often as was asked.
    pub(super) fn less_whole(&self, over: Option<i128>, under: Option<i128>) -> Option<i128> {
        over?.checked_sub(under?.checked_mul(self.times)?)
    }
}

/// The most decimals of a quotient, and how many are printed where nobody says.
const DECIMALS: [u32; 5] = [12, 9, 6, 3, 0];
const PRINTED: u32 = 1;

/// Returns a column of quotients. It is cut after so many digits that rounding it comes out as rounding what was not cut does:
/// a last digit that would make it a half or a whole is one more.
pub(super) fn divided(
    rows: usize,
    under: usize,
    name: &str,
    parts: impl Fn(usize) -> Option<(Option<i128>, Option<i128>)> + Sync,
) -> Result<Column, Fault> {
    let mut last = Fault::TooLong { row: None, column: name.to_owned() };
    for decimals in DECIMALS {
        let power = 10_i128.pow(decimals);
        let one = |row: usize| {
            let Some((dividend, divisor)) = parts(row) else { return Ok(None) };
            let long = || Fault::TooLong { row: Some(row), column: name.to_owned() };
            let divisor = divisor.ok_or_else(long)?;
            if divisor == 0 {
                return Err(Fault::DividedByZero { row, column: under });
            }
            let dividend = dividend.and_then(|dividend| dividend.checked_mul(power)).ok_or_else(long)?;
            Ok(Some(cut(dividend, divisor)))
        };
        let made: Result<Vec<Option<i128>>, Fault> =
            (0..rows).into_par_iter().with_min_len(1 << 14).map(one).collect::<Vec<_>>().into_iter().collect();
        match made.and_then(|values| fitted(&values, name)) {
            Ok(values) => {
                let cells = Cells::Values { values, scale: decimals };
                let mut column = Column::made(name.to_owned(), ColumnType::Number, cells);
                column.form.printed = Some(PRINTED);
                return Ok(column);
            }
            Err(Fault::TooLong { row, column }) => last = Fault::TooLong { row, column },
            Err(other) => return Err(other),
        }
    }
    Err(last)
}

/// Returns a quotient cut to a whole number, away from what would be taken for a half or a whole where there is a rest.
pub(super) fn cut(dividend: i128, divisor: i128) -> i128 {
    let (whole, rest) = (dividend / divisor, dividend % divisor);
    if rest == 0 || whole % 5 != 0 {
        return whole;
    }
    if (dividend < 0) == (divisor < 0) { whole + 1 } else { whole - 1 }
}

/// Returns the first of the rows asked for, where they all hold the same value in a column.
pub(crate) fn only_value(column: &Column, is_asked: impl Fn(usize) -> bool) -> Option<u32> {
    let integers = column.cells.integers();
    let mut rows = (0..integers.len()).filter(|row| is_asked(*row) && integers.get(*row).is_some());
    let first = rows.next()?;
    rows.all(|row| integers.get(row) == integers.get(first)).then(|| narrow(first))
}

/// Returns how many more decimals quotients of a column can have that are no larger than its values.
pub(super) fn digits_for(column: &Column, name: &str) -> Result<u32, Fault> {
    let (low, high) = column.cells.integers().extent().unwrap_or((0, 0));
    let largest = low.unsigned_abs().max(high.unsigned_abs()).saturating_add(1);
    let fits = |digits: &u32| {
        10_u64
            .checked_pow(*digits)
            .and_then(|power| largest.checked_mul(power))
            .is_some_and(|all| i64::try_from(all).is_ok())
    };
    DECIMALS.into_iter().find(fits).ok_or_else(|| Fault::TooLong { row: None, column: name.to_owned() })
}
