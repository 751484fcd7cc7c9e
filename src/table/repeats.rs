//! Rows that repeat others cell for cell.

use super::{Cells, Column, Lines, Table};

/// A row that repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RepeatedRow {
    /// The later row.
    pub row: u32,
    /// The first row that is equal.
    pub first: u32,
}

impl Table {
    /// Returns the rows that are equal to an earlier one in all these columns, empty cells included, in order.
    pub fn repeated_rows(&self, columns: &[&Column]) -> Vec<RepeatedRow> {
        let Ok(count) = u32::try_from(self.rows) else { return Vec::new() };
        if columns.is_empty() || columns.iter().any(|column| column.is_all_different(self.rows)) {
            return Vec::new();
        }
        let key = |row: u32| columns.iter().map(move |column| column.encoded(row as usize));
        // Sorted by a digest of the row first, so that few rows are compared cell by cell.
        let mixed = |row: u32| key(row).fold(0_u64, |mixed, cell| mix(mixed, cell.unwrap_or(i64::MIN)));
        let mut order: Vec<(u64, u32)> = (0..count).map(|row| (mixed(row), row)).collect();
        order.sort_unstable();
        let mut found = Vec::new();
        for run in order.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            run.sort_unstable_by(|a, b| key(a.1).cmp(key(b.1)).then(a.1.cmp(&b.1)));
            for same in run.chunk_by(|a, b| key(a.1).eq(key(b.1))) {
                found.extend(same[1..].iter().map(|(_, row)| RepeatedRow { row: *row, first: same[0].1 }));
            }
        }
        found.sort_unstable();
        found
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
            let mut rows = kept.iter();
            let mut is_kept = || rows.next().copied().unwrap_or(true);
            match &mut column.cells {
                Cells::Values { values, .. } => values.retain(|_| is_kept()),
                Cells::Words { codes, .. } => codes.retain(|_| is_kept()),
            }
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
            Cells::Values { values, .. } => values.is_sorted_by(|a, b| a < b),
        }
    }
}

fn mix(mixed: u64, cell: i64) -> u64 {
    let folded = (mixed ^ cell.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    folded ^ (folded >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ColumnType, Form};

    fn column(values: &[i64]) -> Column {
        let cells = Cells::Values { values: values.to_vec(), scale: 0 };
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
}
