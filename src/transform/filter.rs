//! `filter`: the rows that meet conditions.

use rayon::prelude::*;

use crate::model::{Filter as Condition, Predicate};
use crate::table::{Cells, Column, Integers, Made, RowsBelow, Table, Words};

use super::{Sheet, narrow};

/// Keeps the rows that meet all conditions.
#[derive(Debug)]
pub(crate) struct Filter {
    /// The conditions, on columns of the sheet.
    pub(crate) conditions: Vec<Condition>,
}

impl Filter {
    /// Returns the table of the rows that meet the conditions.
    pub(crate) fn apply(&self, sheet: Sheet) -> Table {
        let rows = passing(&sheet.table, &self.conditions);
        picked(sheet, rows)
    }
}

/// Returns the table of some rows of a sheet.
pub(super) fn picked(sheet: Sheet, rows: Vec<u32>) -> Table {
    let columns = sheet.table.columns.par_iter().enumerate();
    let columns = columns.map(|(index, column)| (column.with(cells_at(column, &rows)), Made::Kept(index))).collect();
    sheet.makes(columns, rows.len(), RowsBelow::Picked(rows))
}

/// Returns the cells of a column in some rows; of texts only the words that are still used, so that others are in no list.
pub(super) fn cells_at(column: &Column, rows: &[u32]) -> Cells {
    match &column.cells {
        Cells::Values { values, scale } => Cells::Values { values: values.at(rows), scale: *scale },
        Cells::Words { codes, words } => {
            let codes = codes.at(rows);
            let (codes, words) = used(codes, words);
            Cells::Words { codes, words }
        }
    }
}

/// Returns codes and the words they use, in order of first use.
fn used(codes: Integers, words: &Words) -> (Integers, Words) {
    let mut new: Vec<i64> = vec![Integers::MISSING; words.len()];
    let mut kept = words.none_of_these();
    for code in codes.filled() {
        let at = usize::try_from(code).unwrap_or(usize::MAX);
        if let Some(slot) = new.get_mut(at).filter(|slot| **slot == Integers::MISSING)
            && let Ok(code) = u32::try_from(code)
        {
            *slot = kept.add(words.get(code).as_bytes()).map_or(Integers::MISSING, i64::from);
        }
    }
    if kept.len() == words.len() && new.iter().enumerate().all(|(code, new)| usize::try_from(*new) == Ok(code)) {
        return (codes, words.clone());
    }
    let high = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let of = |row| codes.get(row).and_then(|code| new.get(usize::try_from(code).ok()?)).copied();
    let codes = Integers::made(codes.len(), (0, high), |row| of(row).unwrap_or(Integers::MISSING));
    kept.shrink();
    (codes, kept)
}

/// Returns the rows of a table that meet all conditions, ascending.
pub(crate) fn passing(table: &Table, conditions: &[Condition]) -> Vec<u32> {
    const CHUNK: usize = 1 << 15;
    let checks: Vec<Check<'_>> = conditions.iter().map(|condition| Check::of(table, condition)).collect();
    let chunks: Vec<Vec<u32>> = (0..table.rows.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let rows = chunk * CHUNK..((chunk + 1) * CHUNK).min(table.rows);
            rows.filter(|row| checks.iter().all(|check| check.passes(*row))).map(narrow).collect()
        })
        .collect();
    chunks.concat()
}

/// A condition made ready to be asked of many rows.
struct Check<'t> {
    column: &'t Column,
    wanted: Wanted,
}

enum Wanted {
    /// By code of the words, whether it is wanted; the last for an empty cell.
    Words(Vec<bool>),
    In(Vec<i64>),
    NotIn(Vec<i64>),
    Within(Option<(i64, bool)>, Option<(i64, bool)>),
}

impl<'t> Check<'t> {
    fn of(table: &'t Table, condition: &Condition) -> Self {
        let column = &table.columns[condition.column];
        let sorted = |values: &[i64]| {
            let mut values = values.to_vec();
            values.sort_unstable();
            values
        };
        let wanted = match (&condition.predicate, column.dictionary()) {
            (predicate, Some(words)) => {
                let label = |code: u32| i64::from(words.label(code));
                let meets = |code: Option<u32>| match predicate {
                    Predicate::In(values) => values.contains(&code.map_or(Predicate::EMPTY, label)),
                    Predicate::NotIn(values) => !values.contains(&code.map_or(Predicate::EMPTY, label)),
                    Predicate::Matches(pattern) => pattern.is_match(code.map_or("", |code| words.get(code))),
                    Predicate::Within { .. } | Predicate::Related(_) | Predicate::Ranked(_) => false,
                };
                let codes = (0..).take(words.len()).map(Some);
                Wanted::Words(codes.chain([None]).map(meets).collect())
            }
            (Predicate::In(values), None) => Wanted::In(sorted(values)),
            (Predicate::NotIn(values), None) => Wanted::NotIn(sorted(values)),
            (Predicate::Within { low, high }, None) => Wanted::Within(*low, *high),
            (Predicate::Matches(_), None) | (Predicate::Related(_) | Predicate::Ranked(_), _) => Wanted::In(Vec::new()),
        };
        Self { column, wanted }
    }

    #[inline]
    fn passes(&self, row: usize) -> bool {
        let value = self.column.encoded(row).unwrap_or(Predicate::EMPTY);
        match &self.wanted {
            Wanted::Words(wanted) => {
                let code = usize::try_from(value).unwrap_or(wanted.len() - 1);
                wanted.get(code).copied().unwrap_or(false)
            }
            Wanted::In(values) => match values.as_slice() {
                [one] => value == *one,
                values => values.binary_search(&value).is_ok(),
            },
            Wanted::NotIn(values) => values.binary_search(&value).is_err(),
            Wanted::Within(low, high) => {
                value != Predicate::EMPTY
                    && low.is_none_or(|(low, included)| value > low || (included && value == low))
                    && high.is_none_or(|(high, included)| value < high || (included && value == high))
            }
        }
    }
}
