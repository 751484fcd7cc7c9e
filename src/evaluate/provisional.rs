//! Which rows of a dataset are provisional: those of its last periods, or those that a status column marks.

use std::collections::BTreeSet;

use crate::model::{Dataset, Provisional, Table};

use super::frame::Reader;

/// A test for provisional rows of one table; columns by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Provisionals {
    /// None is.
    None,
    /// Those whose period is this one or later.
    From(usize, i64),
    /// Those whose status is this code.
    Coded(usize, i64),
}

impl Provisionals {
    /// Returns the test for a release of a dataset.
    ///
    /// The last periods are the last different values of the first column of dates, months or years; the code is SDMX's
    /// `P`.
    pub(super) fn of(dataset: &Dataset, table: &Table) -> Self {
        match dataset.provisional {
            None => Self::None,
            Some(Provisional::Last(periods)) => {
                let Some(column) = table.columns.iter().position(|column| column.kind.is_time()) else {
                    return Self::None;
                };
                let reader = Reader::new(&table.columns[column]);
                let mut last = BTreeSet::new();
                for value in (0..table.rows).filter_map(|row| reader.get(row)) {
                    if last.len() < periods as usize || last.first().is_some_and(|least| value > *least) {
                        last.insert(value);
                    }
                    if last.len() > periods as usize {
                        last.pop_first();
                    }
                }
                last.first().map_or(Self::None, |from| Self::From(column, *from))
            }
            Some(Provisional::Status(column)) => {
                let name = &dataset.table.columns[column].name;
                let column = table.column(name);
                let code = column.and_then(|column| table.columns[column].encode("P"));
                column.zip(code).map_or(Self::None, |(column, code)| Self::Coded(column, code))
            }
        }
    }

    /// Returns whether one of the rows is provisional.
    pub(super) fn any(self, table: &Table, rows: impl IntoIterator<Item = usize>) -> bool {
        let mut rows = rows.into_iter();
        match self {
            Self::None => false,
            Self::From(column, from) => {
                let reader = Reader::new(&table.columns[column]);
                rows.any(|row| reader.get(row).is_some_and(|value| value >= from))
            }
            Self::Coded(column, code) => {
                let reader = Reader::new(&table.columns[column]);
                rows.any(|row| reader.get(row) == Some(code))
            }
        }
    }
}
