//! Tables made of tables, step by step: rows filtered, columns folded, values looked up, calculated, grouped.
//!
//! Each step is a type with the indexes of its columns and makes a [`Table`] of a [`Sheet`]. Its cells are exact, and the table knows
//! what each is made of ([`Lineage`]). What cannot be made is a [`Fault`], which names rows and columns of the sheet: whoever
//! wrote the step is told of it with the line of the file.

mod aggregate;
mod calculate;
mod filter;
mod fold;
mod groups;
mod lookup;
#[cfg(test)]
mod tests;
mod time_unit;
mod window;

use std::sync::Arc;

use crate::digest::Digest;
use crate::language::year_parts::YearParts;
use crate::table::{Column, FileTable, Fill, Integers, Layer, Lineage, Lines, Made, RowsBelow, Table};
use crate::world::ProjectPath;

pub(crate) use aggregate::{Aggregate, Period};
pub(crate) use calculate::{Calculate, Formula, RealTerms, only_value};
pub(crate) use filter::{Filter, passing};
pub(crate) use fold::Fold;
pub(crate) use lookup::{Lookup, Take};
pub(crate) use time_unit::TimeUnit;
pub(crate) use window::{Base, Held, Over, Window, Windowed};

/// A table with what its cells are made of.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// The cells.
    pub(crate) table: Arc<Table>,
    /// What they are made of.
    pub(crate) lineage: Arc<Lineage>,
}

/// Why a step cannot be made; rows and columns are those of its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There would be more rows than can be numbered.
    TooManyRows,
    /// A number has more digits than a column can hold.
    TooLong {
        /// The row, where there is one.
        row: Option<usize>,
        /// The name of the column.
        column: String,
    },
    /// Something is divided by zero.
    DividedByZero {
        /// The row.
        row: usize,
        /// The column of the divisor.
        column: usize,
    },
    /// A key finds no row.
    Unmatched {
        /// The rows without a partner.
        rows: Vec<usize>,
    },
    /// A key finds several rows.
    SeveralPartners {
        /// The row.
        row: usize,
        /// Two of the rows that it finds, in the other table.
        there: (usize, usize),
    },
    /// A cell has no value and one is needed.
    Empty {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// Whether it stands in the table in which was looked up.
        beside: bool,
    },
    /// A period lies in two longer ones.
    TwoParents {
        /// The row.
        row: usize,
    },
    /// A longer period has not all of its shorter ones.
    Incomplete {
        /// The last row that it has.
        row: usize,
        /// How many it has.
        has: usize,
        /// How many it should have.
        of: usize,
    },
    /// A year has not all of the months, quarters or weeks that other years have, which stand in a column beside it.
    Unfinished {
        /// The last row that it has.
        row: usize,
        /// The column of years.
        year: usize,
        /// What it has too few of.
        parts: YearParts,
        /// How many it has.
        has: usize,
        /// How many other years have.
        of: usize,
    },
    /// Several rows make a group of which one value is wanted.
    Several {
        /// Two of the rows.
        rows: (usize, usize),
    },
    /// Two rows are of one period.
    SamePeriod {
        /// The two rows.
        rows: (usize, usize),
    },
    /// Between two rows a period is missing.
    Gap {
        /// The row after it.
        row: usize,
        /// The encoded period that no row has.
        missing: i64,
    },
    /// A period has no base: a year before week 53 there is none.
    NoBase {
        /// The row.
        row: usize,
    },
    /// The base is given by a period that a group has not.
    BaseMissing {
        /// The first row of the group.
        row: usize,
    },
}

impl Sheet {
    /// Returns the table of a file; `dataset` is its place among all.
    pub(crate) fn of_file(dataset: usize, release: Option<usize>, file: &ProjectPath, table: &Arc<Table>) -> Self {
        let origin = FileTable { dataset, release, file: file.clone(), table: Arc::clone(table) };
        Self { table: Arc::clone(table), lineage: Arc::new(Lineage::File(origin)) }
    }

    /// Returns a table that a step made.
    pub(crate) fn made(table: Table) -> Self {
        let lineage = table.lineage.clone().expect("a step says what its table is made of");
        Self { table: Arc::new(table), lineage }
    }

    /// Returns a column.
    fn column(&self, index: usize) -> &Column {
        &self.table.columns[index]
    }

    /// Returns a table of these columns, made of the sheet's.
    fn makes(self, columns: Vec<(Column, Made)>, rows: usize, below: RowsBelow) -> Table {
        self.makes_beside(columns, rows, below, None, Vec::new())
    }

    fn makes_beside(
        self,
        columns: Vec<(Column, Made)>,
        rows: usize,
        below: RowsBelow,
        beside: Option<Arc<Lineage>>,
        order: Vec<u32>,
    ) -> Table {
        let names = columns.iter().map(|(column, _)| column.name.clone()).collect();
        let (columns, made): (Vec<Column>, Vec<Made>) = columns.into_iter().unzip();
        let layer = Layer { below: self.lineage, beside, rows: below, columns: made, names, order };
        Table {
            columns,
            rows,
            lines: Lines::default(),
            left_out: 0,
            above: None,
            digest: Digest::default(),
            made_of: Digest::default(),
            fill: Fill::none(true),
            places: Vec::new(),
            sheet: None,
            lineage: Some(Arc::new(Lineage::Made(layer))),
        }
    }

    /// Returns all its columns with new ones after them, for a step that keeps the rows.
    fn with(self, new: Vec<(Column, Made)>, beside: Option<Arc<Lineage>>, order: Vec<u32>) -> Table {
        let rows = self.table.rows;
        let (columns, lineage) = self.into_columns();
        let kept = columns.into_iter().enumerate().map(|(index, column)| (column, Made::Kept(index)));
        let columns = kept.chain(new).collect();
        let sheet = Self { table: Arc::default(), lineage };
        sheet.makes_beside(columns, rows, RowsBelow::Same, beside, order)
    }

    /// Returns the columns, without a copy where nobody else holds them.
    fn into_columns(self) -> (Vec<Column>, Arc<Lineage>) {
        let columns = match Arc::try_unwrap(self.table) {
            Ok(table) => table.columns,
            Err(shared) => shared.columns.iter().map(|column| column.with(column.cells.clone())).collect(),
        };
        (columns, self.lineage)
    }
}

/// Returns a row's number as lineage keeps it.
fn narrow(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// Returns numbers of one scale as the integers of a column; a fault that names the first row whose number does not fit.
fn fitted(values: &[Option<i128>], column: &str) -> Result<Integers, Fault> {
    let (mut low, mut high) = (0, 0);
    for (row, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let value = i64::try_from(*value).ok().filter(|value| *value != Integers::MISSING);
        let value = value.ok_or_else(|| Fault::TooLong { row: Some(row), column: column.to_owned() })?;
        (low, high) = (value.min(low), value.max(high));
    }
    let value = |row: usize| values[row].and_then(|value| i64::try_from(value).ok()).unwrap_or(Integers::MISSING);
    Ok(Integers::made(values.len(), (low, high), value))
}
