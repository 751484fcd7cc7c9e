//! Values that may stand only once, and primary keys: found by sorting, so that no text is copied.

use crate::table::{Cells, Column, LookAlikes};

/// A row that repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Repeat {
    /// The later row.
    pub(super) row: usize,
    /// The first row with the same values.
    pub(super) first: usize,
}

/// Returns the rows whose filled cells in all these columns stand in an earlier row already, in order.
pub(super) fn repeats(columns: &[&Column], rows: usize) -> Vec<Repeat> {
    if columns.is_empty() || columns.iter().any(|column| all_different(column, rows)) {
        return Vec::new();
    }
    by(columns, rows, &|column, row| column.label(row))
}

/// Returns the rows whose filled cells in all these columns look like those of an earlier row and are not equal to them.
pub(super) fn alike(columns: &[&Column], rows: usize) -> Vec<Repeat> {
    let look = |column: &Column, row: usize| match (column.dictionary(), column.encoded(row)?) {
        (Some(words), code) => Some(u32::try_from(code).map_or(code, |code| words.resemblance().plainest(code).into())),
        (None, value) => Some(value),
    };
    let equal = |a: usize, b: usize| columns.iter().all(|column| column.label(a) == column.label(b));
    by(columns, rows, &look).into_iter().filter(|repeat| !equal(repeat.row, repeat.first)).collect()
}

fn by(columns: &[&Column], rows: usize, look: &impl Fn(&Column, usize) -> Option<i64>) -> Vec<Repeat> {
    let key = |row: usize| columns.iter().map(move |column| look(column, row));
    let Ok(count) = u32::try_from(rows) else { return Vec::new() };
    let mut order: Vec<u32> =
        (0..count).filter(|row| columns.iter().all(|column| !column.is_missing(*row as usize))).collect();
    order.sort_unstable_by(|a, b| key(*a as usize).cmp(key(*b as usize)).then(a.cmp(b)));
    let mut found: Vec<Repeat> = order
        .chunk_by(|a, b| key(*a as usize).eq(key(*b as usize)))
        .flat_map(|same| same[1..].iter().map(|row| Repeat { row: *row as usize, first: same[0] as usize }))
        .collect();
    found.sort_unstable();
    found
}

/// Returns whether a column shows at a glance that no two of its filled cells are equal.
fn all_different(column: &Column, rows: usize) -> bool {
    match &column.cells {
        Cells::Words { words, .. } => words.len() == rows && words.look_alikes != LookAlikes::One,
        Cells::Values { values, .. } => values.is_sorted_by(|a, b| a < b),
    }
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
    fn repeats_name_the_first_row_and_come_in_order() {
        let found = repeats(&[&column(&[7, 3, Cells::MISSING, 3, 7, 3, Cells::MISSING])], 7);
        let expected = [(3, 1), (4, 0), (5, 1)].map(|(row, first)| Repeat { row, first });
        assert_eq!(found, expected);
        assert_eq!(repeats(&[&column(&[1, 2, 5])], 3), []);
    }

    #[test]
    fn a_key_of_two_columns_repeats_only_as_a_whole() {
        let (a, b) = (column(&[1, 1, 2, 1]), column(&[1, 2, 1, 2]));
        assert_eq!(repeats(&[&a, &b], 4), [Repeat { row: 3, first: 1 }]);
    }
}
