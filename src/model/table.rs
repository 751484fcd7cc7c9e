//! Typed columns: what a CSV file holds, compact and exact.

use crate::digest::Digest;

/// The cells of a dataset.
#[derive(Debug, Default)]
pub struct Table {
    /// The columns, in the file's order.
    pub columns: Vec<Column>,
    /// How many rows.
    pub rows: usize,
    /// The line of the file on which each row begins, from one.
    pub lines: Vec<u32>,
    /// SHA-256 of the file's bytes.
    pub digest: Digest,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Its type, in Table Schema's words.
    pub kind: ColumnType,
    /// Its cells.
    pub cells: Cells,
}

/// The type of a column, in Table Schema's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A month.
    YearMonth,
    /// A year.
    Year,
}

/// The cells of a column; a missing cell holds [`Cells::MISSING`].
#[derive(Debug)]
pub enum Cells {
    /// Numbers as mantissas with one scale; booleans as 0 and 1; days since 1970-01-01, months since year 0, years.
    Values {
        /// One per row.
        values: Vec<i64>,
        /// Digits after the decimal point.
        scale: u32,
    },
    /// Text as codes into a dictionary.
    Words {
        /// One per row; [`u32::MAX`] where missing.
        codes: Vec<u32>,
        /// The distinct words, in order of first use.
        words: Vec<String>,
    },
}

impl Cells {
    /// What stands for a missing cell among values.
    pub const MISSING: i64 = i64::MIN;
}

impl Column {
    /// Returns the column's own encoding of a value written in the registry: mantissa, date number or dictionary code;
    /// none where the words are no value of the column's type.
    pub fn encode(&self, _written: &str) -> Option<i64> {
        None
    }
}
