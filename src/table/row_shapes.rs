//! What the rows of a table show: which repeat others cell for cell, and which columns look like merged cells of a spreadsheet.
//!
//! Of merged cells saved as CSV the label stands in the first row and the cells below it are empty. Declared, they are filled
//! down; undeclared, a table can be asked whether a column looks like it.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::equal_rows::{RepeatedRow, repeated};
use super::{Cells, Column, Lines, Table};

impl Table {
    /// Returns the rows that are equal to an earlier one in all these columns, empty cells included, in order.
    pub fn repeated_rows(&self, columns: &[&Column]) -> Vec<RepeatedRow> {
        let Ok(count) = u32::try_from(self.rows) else { return Vec::new() };
        if columns.is_empty() || columns.iter().any(|column| column.is_all_different(self.rows)) {
            return Vec::new();
        }
        let rows: Vec<u32> = (0..count).collect();
        repeated(&rows, |row| columns.iter().map(move |column| column.encoded(row as usize)))
    }

    /// Leaves out the rows that repeat an earlier one cell for cell, and keeps the lines of the others.
    pub fn leave_out_repeated(&mut self) {
        let columns: Vec<&Column> = self.columns.iter().collect();
        let repeated = self.repeated_rows(&columns);
        if repeated.is_empty() {
            return;
        }
        let mut kept = vec![true; self.rows];
        for RepeatedRow { row, .. } in &repeated {
            kept[*row as usize] = false;
        }
        let lines = (0..self.rows).filter(|row| kept[*row]).map(|row| self.lines.of(row)).collect();
        self.lines = Lines::Each(lines);
        for column in &mut self.columns {
            column.cells.integers_mut().keep(&kept);
        }
        self.rows -= repeated.len();
        self.left_out = repeated.len();
    }
}

impl Column {
    /// Returns whether it shows at a glance that no two of its cells are equal.
    fn is_all_different(&self, rows: usize) -> bool {
        match &self.cells {
            Cells::Words { words, .. } => words.len() == rows,
            Cells::Values { values, .. } => values.rise(),
        }
    }
}

/// The first filled row of a column that looks merged and the first empty one below it, once that was asked.
type Merged = OnceLock<Option<(usize, usize)>>;

/// Which columns repeat the cell above where a cell is empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Fill {
    /// Whether nothing is to be guessed: the registry says which columns do, even if none, or cells could not be read.
    pub settled: bool,
    /// The columns, each with the row in which the label of each row stands.
    pub columns: Vec<(usize, Vec<u32>)>,
    /// Of each column whether it looks merged, once that was asked.
    #[serde(skip)]
    merged: OnceLock<Vec<Merged>>,
}

impl Fill {
    /// Returns that nothing is filled down; `settled` where nothing is to be guessed either.
    pub fn none(settled: bool) -> Self {
        Self { settled, ..Self::default() }
    }

    /// Returns whether a column is filled down.
    pub fn is_filled(&self, column: usize) -> bool {
        self.columns.iter().any(|(filled, _)| *filled == column)
    }

    /// Returns the row above in which the label of a row stands; none where it stands in the row itself.
    pub fn stands_in(&self, column: usize, row: usize) -> Option<usize> {
        let (_, rows) = self.columns.iter().find(|(filled, _)| *filled == column)?;
        rows.get(row).map(|above| *above as usize).filter(|above| *above != row)
    }
}

/// A column of a file that looks like merged cells.
#[derive(Debug, Clone, Copy)]
pub struct MergedColumn<'t> {
    /// The place of the file's dataset among all, where another table was asked that is made of it.
    pub dataset: Option<usize>,
    /// The file's table.
    pub table: &'t Table,
    /// The column there.
    pub column: usize,
    /// The first filled row, and the first empty one below it.
    pub rows: (usize, usize),
}

impl Table {
    /// Returns the first filled row of a column and the first empty one below it, where the column looks as merged cells do:
    /// it begins with a label, and labels are not repeated but followed by empty cells, while nothing to the left moves on.
    ///
    /// Every selection asks this of its columns, and the table stays as it is: each column is gone through once.
    pub fn looks_merged(&self, column: usize) -> Option<(usize, usize)> {
        if self.fill.settled {
            return None;
        }
        let known = self.fill.merged.get_or_init(|| vec![OnceLock::new(); self.columns.len()]);
        *known.get(column)?.get_or_init(|| self.find_merged(column))
    }

    /// Returns the same of the column of a file that a column is, of a made table too: the file's dataset where it is not this
    /// table, the file's table, and the two rows there.
    pub fn merged_below(&self, column: usize) -> Option<MergedColumn<'_>> {
        let Some(lineage) = &self.lineage else {
            let rows = self.looks_merged(column)?;
            return Some(MergedColumn { dataset: None, table: self, column, rows });
        };
        let (origin, column) = lineage.column(column)?;
        let rows = origin.table.looks_merged(column)?;
        Some(MergedColumn { dataset: Some(origin.dataset), table: &origin.table, column, rows })
    }

    fn find_merged(&self, column: usize) -> Option<(usize, usize)> {
        let asked = &self.columns[column];
        if self.rows == 0 || asked.is_missing(0) || !asked.any_missing() {
            return None;
        }
        let same = |other: &Column, row: usize| other.is_missing(row) || other.encoded(row) == other.encoded(row - 1);
        let still = |row: usize| self.columns[..column].iter().all(|left| same(left, row));
        let (mut filled, mut empty, mut left_stands, mut above, mut first) = (1, 0, true, 0, None);
        let mut blocks: Vec<usize> = vec![1];
        for row in 1..self.rows {
            if asked.is_missing(row) {
                empty += 1;
                left_stands &= still(row);
                first = first.or(Some((above, row)));
                blocks.last_mut().map(|size| *size += 1)?;
                continue;
            }
            if !asked.is_missing(row - 1) && asked.encoded(row) == asked.encoded(row - 1) && still(row) {
                return None;
            }
            filled += 1;
            above = row;
            blocks.push(1);
        }
        let regular = blocks[0] > 1 && blocks.iter().all(|size| *size == blocks[0]);
        let followed = blocks.iter().filter(|size| **size > 1).count();
        let looks_so = empty > 0 && (left_stands || regular) && !(self.are_twins(column) && followed * 2 <= filled);
        first.filter(|_| looks_so)
    }

    /// Returns whether each empty cell of a column stands below a row that no other label tells apart from its own: then it
    /// more likely stands for all of them.
    fn are_twins(&self, column: usize) -> bool {
        let varies = |other: &Column| (1..self.rows).any(|row| other.encoded(row) != other.encoded(0));
        // A column of years is one of numbers until it is declared, and stands to the left of what is counted in it.
        let tells = |at: usize, other: &Column| at < column || (at > column && !other.kind.is_numeric());
        let others = self.columns.iter().enumerate().filter(|(at, other)| tells(*at, other) && varies(other));
        let others: Vec<&Column> = others.map(|(_, other)| other).collect();
        let is_twin = |row: usize| others.iter().all(|other| other.encoded(row) == other.encoded(row - 1));
        let asked = &self.columns[column];
        !others.is_empty() && (1..self.rows).filter(|row| asked.is_missing(*row)).all(is_twin)
    }
}

#[cfg(test)]
mod tests {
    use crate::table::{ColumnType, Form, Words};

    use super::*;

    fn column(values: &[i64]) -> Column {
        let cells = Cells::Values { values: values.iter().copied().collect(), scale: 0 };
        Column {
            name: "x".to_owned(),
            kind: ColumnType::Integer,
            cells,
            oddity: None,
            header: None,
            form: Form::default(),
        }
    }

    #[test]
    fn a_row_repeats_another_only_in_every_cell() {
        let none = Cells::MISSING;
        let mut table = Table {
            columns: vec![column(&[1, 2, 1, 1, none, none]), column(&[7, 7, 7, 8, 9, 9])],
            rows: 6,
            ..Table::default()
        };
        let columns: Vec<&Column> = table.columns.iter().collect();
        let found = table.repeated_rows(&columns);
        assert_eq!(found, [RepeatedRow { row: 2, first: 0 }, RepeatedRow { row: 5, first: 4 }]);
        table.leave_out_repeated();
        assert_eq!((table.rows, table.left_out), (4, 2));
        assert_eq!((0..4).map(|row| table.line(row)).collect::<Vec<_>>(), [2, 3, 5, 6]);
        assert_eq!((0..4).map(|row| table.columns[1].encoded(row)).collect::<Vec<_>>(), [7, 7, 8, 9].map(Some));
    }

    fn table(columns: &[&[&str]], numbers: usize) -> Table {
        let column = |cells: &&[&str]| {
            let mut words = Words::default();
            let code = |cell: &&str| {
                if cell.is_empty() { Cells::MISSING } else { words.add(cell.as_bytes()).unwrap().into() }
            };
            let cells = Cells::Words { codes: cells.iter().map(code).collect(), words };
            Column {
                name: "x".to_owned(),
                kind: ColumnType::String,
                cells,
                oddity: None,
                header: None,
                form: Form::default(),
            }
        };
        let mut made: Vec<Column> = columns.iter().map(column).collect();
        let first_number = made.len() - numbers;
        made[first_number..].iter_mut().for_each(|column| column.kind = ColumnType::Integer);
        Table { rows: columns[0].len(), columns: made, ..Table::default() }
    }

    const N: &[&str] = &["1", "2", "3", "4", "5", "6"];

    #[test]
    fn labels_followed_by_empty_cells_look_merged() {
        let sex: &[&str] = &["M", "F", "M", "F"];
        assert_eq!(table(&[&["North", "", "South", ""], sex, &N[..4]], 1).looks_merged(0), Some((0, 1)));
        assert_eq!(table(&[&["North", "South", "", "West"], &N[..4]], 1).looks_merged(0), Some((1, 2)));
        let year: &[&str] = &["2020", "2020", "2021", "2021"];
        assert_eq!(table(&[year, &["North", "", "North", ""], sex, &N[..4]], 1).looks_merged(1), Some((0, 1)));
        assert_eq!(table(&[year, &["North", "", "North", ""], &N[..4]], 1).looks_merged(1), Some((0, 1)));
        let id: &[&str] = &["1", "2", "3", "4"];
        assert_eq!(table(&[id, &["North", "", "South", ""], sex, &N[..4]], 1).looks_merged(1), Some((0, 1)));
        // One block of a single row, in a year of its own.
        let year: &[&str] = &["2020", "2021", "2021", "2022"];
        assert_eq!(table(&[year, &["North", "North", "", "North"], sex, &N[..4]], 1).looks_merged(1), Some((1, 2)));
    }

    #[test]
    fn cells_that_are_simply_empty_do_not() {
        for (columns, asked) in [
            // A status that one row lacks.
            (vec![&["1", "2", "3"] as &[&str], &["withdrawn", "", "active"], &N[..3]], 1),
            (vec![&["active", "active", "", "withdrawn"], &N[..4]], 0),
            // A headline, above its parts and below them.
            (vec![&["2015", "2015", "2015", "2016", "2016", "2016"], &["", "M", "F", "", "M", "F"], N], 1),
            (vec![&["2015", "2015", "2015", "2016", "2016", "2016"], &["F", "M", "", "F", "M", ""], N], 1),
            // Remarks here and there.
            (vec![&["1", "2", "3", "4", "5", "6"], &["estimate", "", "", "revised", "", "late"], N], 1),
            (vec![&["North", "North", "South", "South"], &N[..4]], 0),
        ] {
            assert_eq!(table(&columns, 1).looks_merged(asked), None, "{columns:?}");
        }
        let mut settled = table(&[&["North", "", "South", ""], &N[..4]], 1);
        settled.fill.settled = true;
        assert_eq!(settled.looks_merged(0), None);
    }
}
