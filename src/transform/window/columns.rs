//! The columns that a window makes, once its rows are in order.

use std::collections::VecDeque;
use std::sync::Arc;

use rayon::prelude::*;

use crate::number::Number;
use crate::table::{Cells, Column, ColumnType, Integers, Made, Partners};
use crate::transform::aggregate::quotient;
use crate::transform::calculate::{Quotient, cut, digits_for, divided};
use crate::transform::filter::cells_at;
use crate::transform::{Fault, Sheet, fitted, narrow};

use super::{Base, Held, Order, Over, Windowed};

/// A new column with what its cells are made of.
type New = (Column, Made);

impl Order {
    /// Returns a new column.
    pub(super) fn column(
        &self,
        sheet: &Sheet,
        periods: Option<&Column>,
        windowed: Windowed,
        name: &str,
    ) -> Result<New, Fault> {
        match windowed {
            Windowed::Last(over @ (Over::Sum | Over::Mean), column, last) => {
                self.running(sheet.column(column), column, over, last, name)
            }
            Windowed::Last(over @ (Over::Min | Over::Max), column, last) => {
                Ok(self.extremes(sheet.column(column), column, over == Over::Min, last))
            }
            Windowed::Lag(column, periods) => {
                let rows = self.rows_before(periods);
                Ok((taken(sheet.column(column), &rows), Made::Chosen { how: "lag", column, rows }))
            }
            Windowed::Against(held, column, base) => {
                let base = Arc::new(self.bases(periods, base)?);
                let new = against(sheet, column, held, &base, name)?;
                Ok((new, Made::Against { how: held.word(), column, base }))
            }
            Windowed::Rank(column, lowest) => self.ranked(sheet, (column, lowest), &[], name),
        }
    }

    /// Returns what `of` makes of the places of each group, as values by row.
    fn by_group<T: Send + Clone>(&self, empty: T, of: impl Fn(&[u32]) -> Vec<T> + Sync) -> Vec<T> {
        let rows = self.groups.rows.len();
        let made: Vec<Vec<T>> = (0..self.groups.len()).into_par_iter().map(|group| of(self.groups.of(group))).collect();
        let mut values = vec![empty; rows];
        for (row, value) in self.groups.rows.iter().zip(made.into_iter().flatten()) {
            values[*row as usize] = value;
        }
        values
    }

    /// Sums or means over the last periods.
    fn running(&self, column: &Column, index: usize, over: Over, last: Option<u32>, name: &str) -> Result<New, Fault> {
        let (mean, digits) = match over {
            Over::Mean => (true, digits_for(column, name)?),
            _ => (false, 0),
        };
        let power = 10_i128.pow(digits);
        let values = self.by_group(None, |rows| {
            let (mut sum, mut missing) = (0_i128, 0_u32);
            let mut made = Vec::with_capacity(rows.len());
            let width = last.map_or(usize::MAX, |last| last as usize);
            for (place, row) in rows.iter().enumerate() {
                match column.encoded(*row as usize) {
                    Some(value) => sum += i128::from(value),
                    None => missing += 1,
                }
                if let Some(gone) = place.checked_sub(width) {
                    match column.encoded(rows[gone] as usize) {
                        Some(value) => sum -= i128::from(value),
                        None => missing -= 1,
                    }
                }
                let whole = last.is_none_or(|last| place + 1 >= last as usize);
                let count = (place + 1).min(width) as i128;
                made.push((whole && missing == 0).then(|| if mean { cut(sum * power, count) } else { sum }));
            }
            made
        });
        let new = if mean {
            quotient(name, &values, column.scale() + digits)?
        } else {
            column.with(Cells::Values { values: fitted(&values, name)?, scale: column.scale() })
        };
        let from = (0..values.len())
            .map(|row| {
                let place = self.places[row];
                let start = self.starts[place as usize];
                last.map_or(start, |last| (place + 1).saturating_sub(last).max(start))
            })
            .collect();
        let how = if mean { "mean" } else { "sum" };
        let places = Arc::clone(&self.places);
        let made = Made::Window { how, column: index, places, from: Arc::new(from), by: self.by };
        Ok((new, made))
    }

    /// The least or greatest of the last periods.
    fn extremes(&self, column: &Column, index: usize, least: bool, periods: Option<u32>) -> New {
        let rows = self.by_group(Partners::NONE, |rows| {
            let width = periods.map_or(usize::MAX, |periods| periods as usize);
            let mut candidates: VecDeque<(usize, i64)> = VecDeque::new();
            let mut missing = VecDeque::new();
            let mut made = Vec::with_capacity(rows.len());
            for (place, row) in rows.iter().enumerate() {
                match column.encoded(*row as usize) {
                    None => missing.push_back(place),
                    Some(value) => {
                        while candidates
                            .back()
                            .is_some_and(|(_, other)| if least { *other > value } else { *other < value })
                        {
                            candidates.pop_back();
                        }
                        candidates.push_back((place, value));
                    }
                }
                let begins = (place + 1).saturating_sub(width);
                while candidates.front().is_some_and(|(at, _)| *at < begins) {
                    candidates.pop_front();
                }
                while missing.front().is_some_and(|at| *at < begins) {
                    missing.pop_front();
                }
                let whole = periods.is_none_or(|periods| place + 1 >= periods as usize) && missing.is_empty();
                let best = candidates.front().filter(|_| whole);
                made.push(best.map_or(Partners::NONE, |(at, _)| rows[*at]));
            }
            made
        });
        let how = if least { "least" } else { "greatest" };
        (taken(column, &rows), Made::Chosen { how, column: index, rows })
    }

    /// Returns the row so many periods before each row.
    fn rows_before(&self, periods: u32) -> Vec<u32> {
        let before = |row: usize| {
            let place = self.places[row];
            let earlier = place.checked_sub(periods).filter(|earlier| *earlier >= self.starts[place as usize]);
            earlier.map_or(Partners::NONE, |place| self.groups.rows[place as usize])
        };
        (0..self.places.len()).map(before).collect()
    }

    /// Returns the row of each row's base.
    fn bases(&self, periods: Option<&Column>, base: Base) -> Result<Vec<u32>, Fault> {
        let first = |row: usize| self.groups.rows[self.starts[self.places[row] as usize] as usize];
        let at = |row: u32| periods.and_then(|column| column.encoded(row as usize));
        match base {
            Base::Previous if periods.is_none_or(|column| column.kind != ColumnType::Period) => Ok(self.rows_before(1)),
            Base::First => Ok((0..self.places.len()).map(first).collect()),
            Base::Period(period) => {
                let mut bases = vec![Partners::NONE; self.places.len()];
                for group in 0..self.groups.len() {
                    let rows = self.groups.of(group);
                    let found = rows.binary_search_by_key(&Some(period), |row| at(*row));
                    let found = found.map_err(|_| Fault::BaseMissing { row: rows[0] as usize })?;
                    for row in rows {
                        bases[*row as usize] = rows[found];
                    }
                }
                Ok(bases)
            }
            Base::Previous | Base::YearEarlier => {
                let earlier = |own: i64| match base {
                    Base::Previous => Some(periods?.period(own)?.previous()?.number()),
                    _ => periods?.a_year_earlier(own),
                };
                let mut bases = vec![Partners::NONE; self.places.len()];
                for group in 0..self.groups.len() {
                    let rows = self.groups.of(group);
                    for (place, row) in rows.iter().enumerate() {
                        let Some(own) = at(*row) else { continue };
                        let Some(wanted) = earlier(own) else {
                            // Only where the group reaches back so far is anything missing.
                            if place >= 52 {
                                return Err(Fault::NoBase { row: *row as usize });
                            }
                            continue;
                        };
                        match rows[..place].binary_search_by_key(&Some(wanted), |row| at(*row)) {
                            Ok(found) => bases[*row as usize] = rows[found],
                            Err(0) => {}
                            // Periods of any length may overlap, and need not follow each other.
                            Err(_) if periods.is_some_and(|column| column.kind == ColumnType::Period) => {}
                            Err(_) => return Err(Fault::Gap { row: *row as usize, missing: wanted }),
                        }
                    }
                }
                Ok(bases)
            }
        }
    }

    /// Returns the place of each value in its group; equal ones share the first place, and one that is missing or a total has
    /// none.
    pub(super) fn ranked(
        &self,
        sheet: &Sheet,
        (index, lowest): (usize, bool),
        totals: &[bool],
        name: &str,
    ) -> Result<New, Fault> {
        let column = sheet.column(index);
        let value = |row: &u32| {
            let row = *row as usize;
            column.encoded(row).filter(|_| !totals.get(row).copied().unwrap_or_default())
        };
        let places = self.by_group(None, |rows| {
            let mut sorted: Vec<i64> = rows.iter().filter_map(value).collect();
            sorted.sort_unstable();
            let place = |value: i64| {
                let before = if lowest {
                    sorted.partition_point(|other| *other < value)
                } else {
                    sorted.len() - sorted.partition_point(|other| *other <= value)
                };
                before as i128 + 1
            };
            rows.iter().map(|row| value(row).map(place)).collect()
        });
        let rivals = self.by_group(0, |rows| {
            let others = rows.len() - rows.iter().filter(|row| totals.get(**row as usize) == Some(&true)).count();
            vec![narrow(others.saturating_sub(1)); rows.len()]
        });
        let cells = Cells::Values { values: fitted(&places, name)?, scale: 0 };
        let made = Column::made(name.to_owned(), ColumnType::Integer, cells);
        Ok((made, Made::Ranked { column: index, rivals }))
    }
}

/// Returns the cells of some rows as a column; an empty one where there is no row.
fn taken(column: &Column, rows: &[u32]) -> Column {
    if rows.iter().all(|row| *row != Partners::NONE) {
        return column.with(cells_at(column, rows));
    }
    let integers = column.cells.integers();
    let of = |at: usize| match rows[at] {
        Partners::NONE => Integers::MISSING,
        row => integers.get(row as usize).unwrap_or(Integers::MISSING),
    };
    let made = Integers::made(rows.len(), integers.extent().unwrap_or((0, 0)), of);
    let cells = match &column.cells {
        Cells::Values { scale, .. } => Cells::Values { values: made, scale: *scale },
        Cells::Words { words, .. } => Cells::Words { codes: made, words: words.clone() },
    };
    column.with(cells)
}

/// Returns each value held against that of its base.
fn against(sheet: &Sheet, index: usize, held: Held, base: &[u32], name: &str) -> Result<Column, Fault> {
    let column = sheet.column(index);
    let bases = taken(column, base);
    if held == Held::Difference {
        let difference = |row: usize| Some(i128::from(column.encoded(row)?) - i128::from(bases.encoded(row)?));
        let values: Vec<_> = (0..base.len()).into_par_iter().with_min_len(1 << 14).map(difference).collect();
        return Ok(column.with(Cells::Values { values: fitted(&values, name)?, scale: column.scale() }));
    }
    let times = if held == Held::Ratio { Number::ONE } else { Number::HUNDRED };
    let by = Quotient::of(column, &bases, times);
    let made = divided(sheet.table.rows, index, name, |row| {
        let (over, under) = by.at(row)?;
        Some((if held == Held::Change { by.less_whole(over, under) } else { over }, under))
    });
    // The divisor is the base, which stands in another row.
    made.map_err(|fault| match fault {
        Fault::DividedByZero { row, column } => Fault::DividedByZero { row: base[row] as usize, column },
        other => other,
    })
}

impl Held {
    /// Returns what lineage calls it.
    fn word(self) -> &'static str {
        match self {
            Self::Difference => "difference",
            Self::Change => "change",
            Self::Ratio => "ratio",
            Self::Index => "index",
        }
    }
}
