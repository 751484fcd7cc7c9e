//! The cells that a selection sees: a table, and beside it the columns of a second table where their keys agree.
//!
//! Columns are numbered through: those of the second table follow those of the first. Nothing else knows how a table
//! keeps its cells.

use std::sync::Arc;

use crate::table::{Column, Table};
use crate::world::ProjectPath;

/// A release of a dataset: its file and its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'m> {
    /// The file.
    pub(super) file: &'m ProjectPath,
    /// The cells.
    pub(super) table: &'m Table,
}

/// What a selection sees.
#[derive(Debug, Clone)]
pub(super) struct Frame<'m> {
    /// The first dataset; rows are its rows.
    pub(super) first: Sheet<'m>,
    /// The second, with the row that belongs to each row of the first; [`NO_PARTNER`] where none does.
    pub(super) second: Option<(Sheet<'m>, Arc<Vec<u32>>)>,
}

/// Stands for the partner of a row that has none.
pub(super) const NO_PARTNER: u32 = u32::MAX;

/// Reads the cells of one column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'m> {
    column: &'m Column,
    through: Option<&'m [u32]>,
}

impl<'m> Reader<'m> {
    /// Returns a reader of a table's own column.
    pub(super) fn new(column: &'m Column) -> Self {
        Self { column, through: None }
    }

    /// Returns the encoded value of a row's cell; none where it is missing.
    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<i64> {
        let row = match self.through {
            None => row,
            Some(partners) => match partners[row] {
                NO_PARTNER => return None,
                partner => partner as usize,
            },
        };
        self.column.label(row)
    }
}

impl Frame<'_> {
    /// Returns how many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.first.table.rows
    }

    /// Returns a column.
    pub(super) fn column(&self, index: usize) -> &Column {
        let own = self.first.table.columns.len();
        match &self.second {
            Some((second, _)) if index >= own => &second.table.columns[index - own],
            _ => &self.first.table.columns[index],
        }
    }

    /// Returns a reader of a column.
    pub(super) fn reader(&self, index: usize) -> Reader<'_> {
        let own = self.first.table.columns.len();
        let through = self.second.as_ref().filter(|_| index >= own).map(|(_, partners)| partners.as_slice());
        Reader { column: self.column(index), through }
    }

    /// Returns whether a row takes part: in a join, one without partner does not.
    pub(super) fn has_partner(&self, row: usize) -> bool {
        self.second.as_ref().is_none_or(|(_, partners)| partners[row] != NO_PARTNER)
    }

    /// Returns the line of a row of the table in which a column stands.
    pub(super) fn line_of(&self, index: usize, own_row: usize) -> u32 {
        let own = self.first.table.columns.len();
        let second = self.second.as_ref().filter(|_| index >= own).map(|(second, _)| second);
        second.unwrap_or(&self.first).table.line(own_row)
    }

    /// Returns the file and line of a row's cell in a column.
    pub(super) fn locate(&self, index: usize, row: usize) -> (String, u32) {
        let own = self.first.table.columns.len();
        let (sheet, row) = match &self.second {
            Some((second, partners)) if index >= own => (second, partners[row] as usize),
            _ => (&self.first, row),
        };
        (sheet.file.to_string(), sheet.table.line(row))
    }
}
