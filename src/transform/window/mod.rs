//! `window`: new columns from the rows before: moving means and sums, what came earlier, changes, places.
//!
//! Within a group the rows stand in the order of their periods, each of which must be there once: so many periods are then so
//! many rows.

mod columns;

use std::sync::Arc;

use rayon::prelude::*;

use crate::table::{Column, ColumnType, Groups, Table};

use super::groups::{members, numbered};
use super::{Fault, Sheet, narrow};

/// Adds columns that look at other rows of the same group.
#[derive(Debug)]
pub(crate) struct Window {
    /// The column of periods; none where only ranks are asked.
    pub(crate) by: Option<usize>,
    /// The columns whose values make a group.
    pub(crate) groupby: Vec<usize>,
    /// The new columns with their names.
    pub(crate) columns: Vec<(String, Windowed)>,
    /// By row, whether it is a total of others, which takes no place among them; empty where none is.
    pub(crate) totals: Vec<bool>,
}

/// How a new column is made; columns of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Windowed {
    /// Over the last periods up to the row's own; none for all up to it.
    Last(Over, usize, Option<u32>),
    /// The value so many periods earlier.
    Lag(usize, u32),
    /// The value held against that of its base.
    Against(Held, usize, Base),
    /// Its place in the group; `true` counts from the lowest.
    Rank(usize, bool),
}

impl Windowed {
    /// Returns the column of whose cells it is made.
    pub(crate) fn of(self) -> usize {
        match self {
            Self::Last(_, column, _) | Self::Lag(column, _) | Self::Against(_, column, _) | Self::Rank(column, _) => {
                column
            }
        }
    }
}

/// What is made of the rows of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// The arithmetic mean.
    Mean,
    /// The sum.
    Sum,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// How a value is held against that of its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// Less the base.
    Difference,
    /// Percent change from the base.
    Change,
    /// Over the base.
    Ratio,
    /// Over the base, times a hundred.
    Index,
}

/// The period against whose value one is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    /// The one before.
    Previous,
    /// The same a year earlier.
    YearEarlier,
    /// The first of the group.
    First,
    /// This one, encoded.
    Period(i64),
}

impl Windowed {
    /// Returns whether days must follow each other without a gap.
    fn counts_periods(self) -> bool {
        match self {
            Self::Last(_, _, last) => last.is_some(),
            Self::Lag(..) | Self::Against(_, _, Base::Previous) => true,
            Self::Against(..) | Self::Rank(..) => false,
        }
    }
}

/// The rows in order: group after group, in each by period.
pub(super) struct Order {
    /// The rows of each group in that order.
    pub(super) groups: Groups,
    /// The place of each row.
    pub(super) places: Arc<Vec<u32>>,
    /// The place where the group of each place begins.
    pub(super) starts: Vec<u32>,
    /// The column of periods.
    pub(super) by: Option<usize>,
}

impl Window {
    /// Returns the table with the new columns.
    pub(crate) fn apply(&self, sheet: Sheet) -> Result<Table, Fault> {
        let order = self.order(&sheet)?;
        let periods = self.by.map(|by| sheet.column(by));
        let mut new = Vec::with_capacity(self.columns.len());
        for (name, windowed) in &self.columns {
            let mut made = match *windowed {
                Windowed::Rank(column, lowest) => order.ranked(&sheet, (column, lowest), &self.totals, name)?,
                other => order.column(&sheet, periods, other, name)?,
            };
            name.clone_into(&mut made.0.name);
            new.push(made);
        }
        Ok(sheet.with(new, None, order.groups.rows))
    }

    fn order(&self, sheet: &Sheet) -> Result<Order, Fault> {
        let rows = sheet.table.rows;
        let keys: Vec<&Column> = self.groupby.iter().map(|index| sheet.column(*index)).collect();
        let (numbers, count) = numbered(&keys, rows);
        let mut groups = members(&numbers, if keys.is_empty() { rows.min(1) } else { count });
        if let Some(by) = self.by {
            let column = sheet.column(by);
            if let Some(row) = (0..rows).find(|row| column.is_missing(*row)).filter(|_| column.any_missing()) {
                return Err(Fault::Empty { row, column: by, beside: false });
            }
            let counts = !matches!(column.kind, ColumnType::Date | ColumnType::Period)
                || column.kind == ColumnType::Date && self.columns.iter().any(|(_, one)| one.counts_periods());
            let sorted: Vec<Result<Vec<u32>, Fault>> =
                (0..groups.len()).into_par_iter().map(|group| in_order(column, groups.of(group), counts)).collect();
            let mut all = Vec::with_capacity(rows);
            for rows in sorted {
                all.extend(rows?);
            }
            groups.rows = all;
        }
        let mut places = vec![0_u32; rows];
        for (place, row) in groups.rows.iter().enumerate() {
            places[*row as usize] = narrow(place);
        }
        let mut starts = vec![0_u32; rows];
        for group in 0..groups.len() {
            starts[groups.starts[group] as usize..groups.starts[group + 1] as usize].fill(groups.starts[group]);
        }
        Ok(Order { groups, places: Arc::new(places), starts, by: self.by })
    }
}

/// Returns the rows of a group by their periods, each of which is there once and, where they count, follows the one before.
fn in_order(column: &Column, rows: &[u32], counts: bool) -> Result<Vec<u32>, Fault> {
    let at = |row: u32| column.encoded(row as usize).unwrap_or_default();
    let mut rows = rows.to_vec();
    if !rows.is_sorted_by_key(|row| at(*row)) {
        rows.sort_by_key(|row| at(*row));
    }
    for pair in rows.windows(2) {
        let (before, after) = (at(pair[0]), at(pair[1]));
        if before == after {
            return Err(Fault::SamePeriod { rows: (pair[0] as usize, pair[1] as usize) });
        }
        if counts && after != before + 1 {
            return Err(Fault::Gap { row: pair[1] as usize, missing: before + 1 });
        }
    }
    Ok(rows)
}
