//! `timeUnit`: the longer period in which each period lies, such as the year of a week.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::table::{Cells, Column, ColumnType, Integers, Made, Table};

use super::{Fault, Sheet};

/// Adds a column with the longer period of each row.
#[derive(Debug)]
pub(crate) struct TimeUnit {
    /// The column of periods.
    pub(crate) column: usize,
    /// The longer periods.
    pub(crate) to: ColumnType,
    /// The name of the new column.
    pub(crate) name: String,
}

impl TimeUnit {
    /// Returns the table with the new column.
    pub(crate) fn apply(&self, sheet: Sheet) -> Result<Table, Fault> {
        let column = sheet.column(self.column);
        let integers = column.cells.integers();
        let mut known: HashMap<i64, Option<i64>> = HashMap::new();
        let mut last = None;
        for (row, value) in (0..integers.len()).filter_map(|row| Some((row, integers.get(row)?))) {
            if last.replace(value) == Some(value) {
                continue;
            }
            let found =
                *known.entry(value).or_insert_with(|| Some(column.period(value)?.parent(self.to.length()?)?.number()));
            if found.is_none() {
                return Err(Fault::TwoParents { row });
            }
        }
        let mut pairs: Vec<(i64, i64)> =
            known.into_iter().filter_map(|(value, parent)| Some((value, parent?))).collect();
        pairs.par_sort_unstable();
        let bounds = pairs.iter().fold((0, 0), |(low, high), (_, parent)| ((*parent).min(low), (*parent).max(high)));
        let of = |value: i64| pairs.binary_search_by_key(&value, |(value, _)| *value).ok().map(|at| pairs[at].1);
        let values =
            Integers::made(integers.len(), bounds, |row| integers.get(row).and_then(of).unwrap_or(Integers::MISSING));
        let new = Column::made(self.name.clone(), self.to, Cells::Values { values, scale: 0 });
        let made = Made::Operands { how: "period", columns: vec![self.column], base: None };
        Ok(sheet.with(vec![(new, made)], None, Vec::new()))
    }
}
