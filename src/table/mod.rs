//! Typed columns: what a CSV file holds, compact and exact.
//!
//! A row is a number from zero; a cell is an integer in its column's own encoding, so that filters compare integers.

mod calendar;
mod called;
mod column;
mod column_type;
pub(crate) mod described;
mod dictionary;
mod difference;
mod encode;
mod equal_rows;
pub(crate) mod fields;
mod integers;
mod lineage;
mod noticed;
mod proposed;
mod row_shapes;
mod translation;
mod year_part;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::number::Number;
use crate::vocabulary::Caveats;
use crate::world::ProjectPath;

pub(crate) use calendar::{financial_year, of_two_digits, read_period, two_readings};
pub(crate) use column::{Cells, Column, Oddity};
pub(crate) use column_type::ColumnType;
pub(crate) use dictionary::{LookAlikes, Words};
pub(crate) use encode::days_of;
pub(crate) use equal_rows::{RepeatedRow, repeated};
pub(crate) use integers::{Change, Integers};
pub(crate) use lineage::{FileCell, FileTable, Groups, Layer, Lineage, Made, Partners, RowsBelow};
pub(crate) use row_shapes::{Fill, MergedColumn};
pub(crate) use translation::Translation;
pub(crate) use year_part::{YearPart, YearsInParts};

impl Table {
    /// Returns whether a column of a made table holds differences of two others.
    pub fn is_difference(&self, column: usize) -> bool {
        self.lineage.as_ref().is_some_and(|lineage| lineage.is_difference(column))
    }
}

/// The cells of a dataset.
#[derive(Clone, Default, Serialize, Deserialize)]
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
    /// SHA-256 of all on which the table depends: the file, and how it is declared.
    pub made_of: Digest,
    /// Which columns repeat the cell above where a cell is empty.
    pub fill: Fill,
    /// The place of each column in the file, from zero; empty where each stands at its own place.
    pub places: Vec<usize>,
    /// The sheet of a workbook that it was read from.
    pub sheet: Option<Sheet>,
    /// What its cells are made of, where it is made of other tables and has no file of its own.
    #[serde(skip)]
    pub lineage: Option<Arc<Lineage>>,
}

/// A sheet of a workbook. Its rows are the lines of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The column of the sheet in which the table begins, from zero.
    pub first_column: u32,
}

impl Sheet {
    /// Returns how a spreadsheet calls the cell of a row, from one, and of a column of the table, from zero: `C12`.
    pub fn cell(&self, row: u32, column: usize) -> String {
        let mut number = u64::from(self.first_column) + column as u64 + 1;
        let mut letters = Vec::new();
        while number > 0 {
            letters.push(b'A' + u8::try_from((number - 1) % 26).unwrap_or(0));
            number = (number - 1) / 26;
        }
        letters.reverse();
        format!("{}{row}", String::from_utf8_lossy(&letters))
    }

    /// Returns the same with the sheet: `sheet “Table 1”, cell C12`.
    pub fn address(&self, row: u32, column: usize) -> String {
        format!("sheet “{}”, cell {}", self.name, self.cell(row, column))
    }
}

/// A line above the header that names a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Above {
    /// The line of the file, from one.
    pub line: u32,
    /// The words that name it, such as `thousands`.
    pub words: String,
    /// How many zeros they stand for.
    pub zeros: u32,
}

impl fmt::Debug for Table {
    /// Shows what the table is made of, for all of it follows from that, and not the cells, which may be millions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("made_of", &self.made_of).field("rows", &self.rows).finish_non_exhaustive()
    }
}

/// Says which cell of a file one is, and with how many others: its dataset, release, row and column.
pub(crate) type CellKey = ((usize, Option<usize>, usize, usize), usize);

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

    /// Returns the line of the file, from one, on which a row begins; of a made table, that of the first row it is made of.
    pub fn line(&self, row: usize) -> u32 {
        match &self.lineage {
            None => self.lines.of(row),
            Some(lineage) => lineage.line(row),
        }
    }

    /// Returns the cells of files that a cell is made of; none of a table that is itself a file's.
    pub fn made_of(&self, row: usize, column: usize) -> Vec<FileCell<'_>> {
        self.lineage.as_ref().map(|lineage| lineage.cells(row, column)).unwrap_or_default()
    }

    /// Returns what tells apart the cells of files that stand in the rows of a column, where one may stand in several; none where
    /// each stands in one.
    pub fn repeated_cells(&self, column: usize) -> Option<impl Fn(usize) -> Option<CellKey>> {
        let lineage = self.lineage.as_ref().filter(|lineage| lineage.may_repeat(column))?;
        Some(move |row: usize| {
            let cells = lineage.cells(row, column);
            Some((cells.first()?.key(), cells.len()))
        })
    }

    /// Returns the file and line of the first cell that a cell is made of, or that its row is; of a file's own table, `own`
    /// and the line of the row.
    pub fn stands<'t>(&'t self, own: &'t ProjectPath, row: usize, column: usize) -> (&'t ProjectPath, u32) {
        let Some(lineage) = &self.lineage else { return (own, self.line(row)) };
        match lineage.cells(row, column).first() {
            Some(cell) => (&cell.origin.file, cell.line()),
            None => lineage.stands(row),
        }
    }

    /// Returns what a spreadsheet calls the cell of a row and a column, where the table is a sheet of a workbook.
    pub fn cell_of_sheet(&self, row: usize, column: usize) -> Option<String> {
        self.sheet.as_ref().map(|sheet| sheet.cell(self.line(row), self.place_of(column)))
    }

    /// Returns the row that a line of the file belongs to; none for the header and what stands outside the rows.
    pub fn row_at(&self, line: u32) -> Option<usize> {
        self.lines.row_at(line).filter(|row| *row < self.rows)
    }
}

/// The line on which each row begins, from one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lines {
    /// Row zero stands on this line and each row takes one.
    From(u32),
    /// The line of each row, ascending.
    Each(Vec<u32>),
}

impl Default for Lines {
    fn default() -> Self {
        Self::From(2)
    }
}

impl Lines {
    /// Returns the line of a row.
    pub fn of(&self, row: usize) -> u32 {
        match self {
            Self::From(first) => first.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
            Self::Each(lines) => lines.get(row).copied().unwrap_or(u32::MAX),
        }
    }

    /// Returns the row that begins on a line, or before it and has not ended.
    pub fn row_at(&self, line: u32) -> Option<usize> {
        match self {
            Self::From(first) => line.checked_sub(*first).map(|row| row as usize),
            Self::Each(lines) => lines.partition_point(|start| *start <= line).checked_sub(1),
        }
    }

    /// Adds the lines of so many rows that follow `row` others.
    pub(crate) fn join(&mut self, row: usize, next: &Self, rows: usize) {
        match (&*self, next) {
            _ if rows == 0 => {}
            (Self::From(_), Self::From(first)) if row == 0 => *self = Self::From(*first),
            (Self::From(_), Self::From(first)) if self.of(row) == *first => {}
            _ => (0..rows).for_each(|at| self.push(row + at, next.of(at))),
        }
    }

    /// Adds the line of row number `row`, which is the next one.
    pub fn push(&mut self, row: usize, line: u32) {
        match self {
            Self::From(first) if row == 0 => *first = line,
            Self::From(_) if self.of(row) == line => {}
            Self::From(first) => {
                let mut lines: Vec<u32> = (*first..).take(row).collect();
                lines.push(line);
                *self = Self::Each(lines);
            }
            Self::Each(lines) => lines.push(line),
        }
    }
}

/// How a column's numbers are written and declared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Whether its type was inferred, for nobody declares one.
    pub inferred: bool,
    /// What each cell is multiplied by: 1,000 where the file counts in thousands.
    #[serde(with = "exact")]
    pub multiplier: Option<Number>,
    /// Digits after the decimal point in the file.
    pub decimals: u32,
    /// Digits after the decimal point that are printed where nobody says how many; none for all that the column has.
    pub printed: Option<u32>,
    /// Where a file writes some cells with fewer digits after the point than others, how many at least half of them need: a
    /// number is told with these, and with as many more as it has.
    pub usual: Option<u32>,
    /// The fewest digits after the point of a cell that has one; none where no cell has.
    pub fewest_decimals: Option<u32>,
    /// What marks behind the numbers say, by row.
    pub said: BTreeMap<usize, Caveats>,
    /// The column in which its marks stand, where they are not behind its numbers.
    pub flag: Option<String>,
    /// Whether its author says what its least value may be.
    pub minimum: bool,
    /// Whether its author says what its greatest value may be.
    pub maximum: bool,
    /// The columns that say how uncertain its numbers are, where its author names them.
    pub interval: Option<Interval>,
}

/// The columns that say how uncertain the numbers of another are, by their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Interval {
    /// A lower and an upper bound, and in how many of 100 cases the number lies between them.
    Bounds {
        /// The lower one.
        low: String,
        /// The upper one.
        high: String,
        /// Of 100 cases; none where nobody says.
        level: Option<u32>,
    },
    /// A standard error.
    Error {
        /// Its column.
        column: String,
        /// The level of the bounds that are worked out of it; none where none are told.
        level: Option<u32>,
    },
}

impl Interval {
    /// The levels whose bounds are known by their standard errors.
    pub const LEVELS: [u32; 3] = [90, 95, 99];

    /// Returns how many standard errors lie between a number and a bound of a level, 95 where none is named.
    pub fn errors(level: Option<u32>) -> Number {
        let errors = match level {
            Some(90) => "1.645",
            Some(99) => "2.576",
            _ => "1.96",
        };
        Number::parse(errors).unwrap_or(Number::ONE)
    }

    /// Returns whether bounds are told of it: published ones, or such as are worked out at a level that is declared.
    pub fn is_told(&self) -> bool {
        matches!(self, Self::Bounds { .. } | Self::Error { level: Some(_), .. })
    }

    /// Returns the columns that say how uncertain a number is, by their names.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::Bounds { low, high, .. } => vec![low, high],
            Self::Error { column, .. } => vec![column],
        }
    }
}

impl Form {
    /// Returns the digits of a cell as published, and how many of them are decimals, of a value and its decimals in the
    /// column.
    pub fn published(&self, value: i64, scale: u32) -> (i128, u32) {
        let Some(multiplier) = self.multiplier else { return (value.into(), scale) };
        let published = Number::new(value.into(), scale).and_then(|value| value.over(multiplier).ok());
        let (digits, decimals) =
            published.map_or((value.into(), scale), |number| number.rounded(self.decimals).to_parts());
        let filled = 10_i128.checked_pow(self.decimals.saturating_sub(decimals));
        match filled.and_then(|filled| digits.checked_mul(filled)) {
            Some(digits) if decimals <= self.decimals => (digits, self.decimals),
            _ => (digits, decimals),
        }
    }
}

/// A number kept as its digits and how many of them are decimals.
mod exact {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::number::Number;

    #[expect(clippy::ref_option, reason = "serde hands over a field as it stands")]
    pub(super) fn serialize<S: Serializer>(number: &Option<Number>, serializer: S) -> Result<S::Ok, S::Error> {
        number.map(Number::to_parts).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Number>, D::Error> {
        let parts: Option<(i128, u32)> = Option::deserialize(deserializer)?;
        let number = |(digits, decimals)| Number::new(digits, decimals).ok_or_else(|| D::Error::custom("no number"));
        parts.map(number).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_a_sheet_is_called_as_a_spreadsheet_calls_it() {
        let sheet = |first_column| Sheet { name: "Table 1".to_owned(), first_column };
        assert_eq!(sheet(0).address(12, 2), "sheet “Table 1”, cell C12");
        let cells =
            [(0, 25), (0, 26), (1, 26), (0, 701), (0, 702), (0, 16_383)].map(|(first, at)| sheet(first).cell(1, at));
        assert_eq!(cells, ["Z1", "AA1", "AB1", "ZZ1", "AAA1", "XFD1"]);
    }

    #[test]
    fn lines_follow_rows_that_span_several() {
        let mut lines = Lines::default();
        for (row, line) in [3, 4, 7, 8].into_iter().enumerate() {
            lines.push(row, line);
        }
        assert_eq!((0..4).map(|row| lines.of(row)).collect::<Vec<_>>(), [3, 4, 7, 8]);
        assert_eq!(lines.row_at(2), None);
        assert_eq!(lines.row_at(6), Some(1));
        assert_eq!(lines.row_at(7), Some(2));
        let mut plain = Lines::default();
        plain.push(0, 2);
        plain.push(1, 3);
        assert_eq!(plain, Lines::From(2));
        assert_eq!(plain.row_at(3), Some(1));
    }
}
