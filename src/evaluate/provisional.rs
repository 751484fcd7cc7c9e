//! What is said of the rows of a dataset: that they are provisional, as those of its last periods, or what a status column says.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Dataset, Provisional};
use crate::table::{Cells, Table};
use crate::vocabulary::Caveats;

use super::frame::Reader;

/// What is said of the rows of one table; columns by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Provisionals {
    /// Nothing.
    None,
    /// Those are provisional whose period is this one or later.
    From(usize, i64),
    /// What the status column says, by its words.
    Coded(usize, Arc<Vec<Caveats>>),
}

impl Provisionals {
    /// Returns what a release of a dataset says of its rows.
    ///
    /// The last periods are the last different values of the first column of dates, months or years, wherever they stand in
    /// the file.
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
                let words = |column: usize| match &table.columns[column].cells {
                    Cells::Words { words, .. } => words.iter().map(|word| dataset.status(word)).collect(),
                    Cells::Values { .. } => Vec::new(),
                };
                table.column(name).map_or(Self::None, |column| Self::Coded(column, Arc::new(words(column))))
            }
        }
    }

    /// Returns what is said of some rows, all together.
    pub(super) fn said(&self, table: &Table, rows: impl IntoIterator<Item = usize>) -> Caveats {
        let rows = rows.into_iter();
        match self {
            Self::None => Caveats::NONE,
            Self::From(column, from) => {
                let reader = Reader::new(&table.columns[*column]);
                let mut last = rows.map(|row| reader.get(row).is_some_and(|value| value >= *from));
                if last.any(|last| last) { Caveats::PROVISIONAL } else { Caveats::NONE }
            }
            Self::Coded(column, says) => {
                let reader = Reader::new(&table.columns[*column]);
                let of = |row| reader.get(row).and_then(|code| says.get(usize::try_from(code).ok()?)).copied();
                rows.filter_map(of).fold(Caveats::NONE, Caveats::and)
            }
        }
    }
}
