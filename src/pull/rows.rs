//! The rows of an answer as they come in, each cell as text or null, and as a CSV file.
//!
//! What is null is nothing between two commas, and an empty string two quotation marks; a line ends with a line feed.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::ops::Range;

use super::{PullFault, fault};
use crate::diagnostic::words::is_harmful;
use crate::number::Date;
use crate::snapshot::{LARGEST_SNAPSHOT, SnapshotColumn, ValueType};

/// A column of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnswerColumn {
    /// Its name.
    pub(crate) name: String,
    /// What its cells are; in the engine's words, where they have no form as text.
    pub(crate) kind: Result<ValueType, String>,
}

/// Rows, cell by cell.
#[derive(Debug)]
pub(crate) struct Rows {
    columns: Vec<SnapshotColumn>,
    text: String,
    /// Where each cell ends in the text, row by row, or that it is null.
    cells: Vec<Cell>,
    /// The rows in the order in which they are written; that in which they came, where none is given.
    order: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    start: u32,
    end: u32,
}

/// What stands for null: no cell begins there.
const NULL: Cell = Cell { start: u32::MAX, end: u32::MAX };

/// Returns the columns of a snapshot; a fault where one has no name of its own or no form as text.
pub(super) fn columns(answered: Vec<AnswerColumn>) -> Result<Vec<SnapshotColumn>, PullFault> {
    if answered.is_empty() {
        return Err(fault::no_rows());
    }
    let mut names = BTreeSet::new();
    let column = |(at, AnswerColumn { name, kind }): (usize, AnswerColumn)| {
        if name.trim().is_empty() || name.trim() != name || name.chars().any(is_harmful) {
            return Err(fault::unnamed(at + 1));
        }
        if !names.insert(name.clone()) {
            return Err(fault::named_twice(&name));
        }
        let kind = kind.map_err(|kind| fault::no_text(&name, &kind))?;
        Ok(SnapshotColumn { name, kind })
    };
    answered.into_iter().enumerate().map(column).collect()
}

impl Rows {
    pub(super) fn new(columns: Vec<SnapshotColumn>) -> Self {
        Self { columns, text: String::new(), cells: Vec::new(), order: Vec::new() }
    }

    pub(super) fn columns(&self) -> &[SnapshotColumn] {
        &self.columns
    }

    /// Adds the next cell of a row, which begins behind the last cell of the row before.
    pub(crate) fn push(&mut self, cell: Option<&str>) -> Result<(), PullFault> {
        let width = self.columns.len();
        let (column, row) = (&self.columns[self.cells.len() % width], self.cells.len() / width + 1);
        let next = match cell {
            None => NULL,
            Some(cell) => {
                check(column, row, cell)?;
                let start = self.text.len();
                self.text.push_str(cell);
                // Quotation marks and commas come to it when it is written.
                if self.text.len() as u64 + self.cells.len() as u64 > LARGEST_SNAPSHOT {
                    return Err(fault::too_large(LARGEST_SNAPSHOT));
                }
                let place = |at: usize| u32::try_from(at).map_err(|_| fault::too_large(LARGEST_SNAPSHOT));
                Cell { start: place(start)?, end: place(self.text.len())? }
            }
        };
        self.cells.push(next);
        if self.cells.len().is_multiple_of(width)
            && self.cells[self.cells.len() - width..].iter().all(|cell| cell.start == u32::MAX)
        {
            return Err(fault::empty_row(row));
        }
        Ok(())
    }

    /// Returns how many rows there are.
    pub(super) fn len(&self) -> usize {
        self.cells.len().checked_div(self.columns.len()).unwrap_or(0)
    }

    /// Returns a cell; none where it is null.
    pub(super) fn cell(&self, row: u32, column: usize) -> Option<&str> {
        let Cell { start, end } = self.cells[row as usize * self.columns.len() + column];
        self.text.get(Range { start: start as usize, end: end as usize })
    }

    pub(super) fn set_order(&mut self, order: Vec<u32>) {
        self.order = order;
    }

    /// Returns the file, how many rows it has, and its columns.
    pub(super) fn into_csv(self) -> Result<(Vec<u8>, usize, Vec<SnapshotColumn>), PullFault> {
        if self.order.is_empty() {
            return Err(fault::no_rows());
        }
        let mut bytes = Vec::with_capacity(self.text.len() + self.cells.len());
        for (at, column) in self.columns.iter().enumerate() {
            write(&mut bytes, at, Some(&column.name));
        }
        bytes.push(b'\n');
        for row in &self.order {
            for column in 0..self.columns.len() {
                write(&mut bytes, column, self.cell(*row, column));
            }
            bytes.push(b'\n');
        }
        if bytes.len() as u64 > LARGEST_SNAPSHOT {
            return Err(fault::too_large(LARGEST_SNAPSHOT));
        }
        Ok((bytes, self.order.len(), self.columns))
    }
}

fn write(bytes: &mut Vec<u8>, column: usize, cell: Option<&str>) {
    if column > 0 {
        bytes.push(b',');
    }
    let Some(cell) = cell else { return };
    let is_plain = !cell.is_empty() && !cell.contains([',', '"', '\n', '\r']) && cell.trim() == cell;
    if is_plain {
        bytes.extend_from_slice(cell.as_bytes());
    } else {
        // To memory everything can be written.
        let _ = write!(bytes, "\"{}\"", cell.replace('"', "\"\""));
    }
}

/// Refuses what is no value of a column's type, whatever an engine calls it.
fn check(column: &SnapshotColumn, row: usize, cell: &str) -> Result<(), PullFault> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = cell.strip_prefix('-').unwrap_or(cell);
    let is_value = match column.kind {
        ValueType::String => match cell.chars().find(|c| is_harmful(*c) && !matches!(c, '\n' | '\r' | '\t')) {
            Some(c) if !matches!(c, '\u{200B}'..='\u{200F}' | '\u{061C}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}') =>
            {
                return Err(fault::forbidden(&column.name, row, c));
            }
            _ => true,
        },
        ValueType::Boolean => matches!(cell, "true" | "false"),
        ValueType::Integer => digits(unsigned),
        ValueType::Decimal | ValueType::Float | ValueType::Double => {
            let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
            digits(whole) && digits(fraction)
        }
        ValueType::Date => is_day(cell),
        ValueType::Time => is_time(cell),
        ValueType::DateTime => is_moment(cell),
        ValueType::DateTimeStamp => cell.strip_suffix('Z').is_some_and(is_moment),
    };
    if is_value { Ok(()) } else { Err(fault::no_value(&column.name, row, cell)) }
}

/// Returns whether a day is one of the calendar, in a year of four digits.
fn is_day(cell: &str) -> bool {
    Date::parse(cell).is_ok() && !cell.starts_with("0000")
}

/// Returns whether a time is one of a day: `23:05:09`, with a fraction of a second where there is one. No day has a second of 60
/// that all engines know.
fn is_time(cell: &str) -> bool {
    let (time, fraction) = cell.split_once('.').unwrap_or((cell, "0"));
    let parts: Vec<Option<u32>> = time.split(':').map(whole).collect();
    time.len() == 8 && whole(fraction).is_some() && matches!(parts[..], [Some(..24), Some(..60), Some(..60)])
}

fn is_moment(cell: &str) -> bool {
    cell.split_once('T').is_some_and(|(day, time)| is_day(day) && is_time(time))
}

/// Returns a number of digits alone.
fn whole(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}
