//! Typed columns: what a CSV file holds, compact and exact.
//!
//! A row is a number from zero; a cell is an integer in its column's own encoding, so that filters compare integers.

mod calendar;
mod column;
mod encode;
pub mod fields;
mod form;
mod lines;
mod merged;
mod periods;
mod repeats;
mod resemblance;
mod words;

use calendar::ymd;
pub(crate) use calendar::{day_number, month_number};
pub use column::{Cells, Column, ColumnType, Oddity};
pub use form::Form;
pub use lines::Lines;
pub use merged::Fill;
pub(crate) use periods::{financial_year, monday, quarter, week, week_of};
pub use repeats::RepeatedRow;
pub use resemblance::Resemblance;
pub use words::{LookAlikes, Words};

use crate::digest::Digest;

/// The cells of a dataset.
#[derive(Debug, Default)]
pub struct Table {
    /// The columns, in the file's order.
    pub columns: Vec<Column>,
    /// How many rows.
    pub rows: usize,
    /// The line of the file on which each row begins.
    pub lines: Lines,
    /// How many rows were left out because they repeat others cell for cell.
    pub left_out: usize,
    /// The line above the header that says in thousands or millions of what the file counts.
    pub above: Option<Above>,
    /// SHA-256 of the file's bytes.
    pub digest: Digest,
    /// Which columns repeat the cell above where a cell is empty.
    pub fill: Fill,
    /// The place of each column in the file, from zero; empty where each stands at its own place.
    pub places: Vec<usize>,
}

/// A line above the header that names a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// The line of the file, from one.
    pub line: u32,
    /// The words that name it, such as `thousands`.
    pub words: String,
    /// How many zeros they stand for.
    pub zeros: u32,
}

impl Table {
    /// Returns the place of a column in the file, from zero.
    pub fn place_of(&self, column: usize) -> usize {
        self.places.get(column).copied().unwrap_or(column)
    }

    /// Returns the index of the column with this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Returns the names of the columns, in the file's order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// Returns the line of the file, from one, on which a row begins.
    pub fn line(&self, row: usize) -> u32 {
        self.lines.of(row)
    }

    /// Returns the row that a line of the file belongs to; none for the header and what stands outside the rows.
    pub fn row_at(&self, line: u32) -> Option<usize> {
        self.lines.row_at(line).filter(|row| *row < self.rows)
    }
}
