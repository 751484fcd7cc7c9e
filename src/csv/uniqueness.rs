//! Problems of values and keys that stand twice, each with the line on which they stood first.

use crate::diagnostic::{Problem, code};
use crate::table::{Column, LookAlikes, Table};
use crate::text::Place;

use super::breaches::{Breaches, Kind};
use super::cells::shown;
use super::plan::Plan;
use super::rows::Rows;
use super::sheet::Sheet;
use super::unique::{Repeat, alike, repeats};

/// Counts the values of unique columns that stand twice, and the rows whose key does; `positions` says which column of the
/// table a planned one became.
pub(super) fn check(
    sheet: &Sheet<'_>,
    rows: &Rows<'_>,
    plan: &Plan,
    table: &Table,
    positions: &[Option<usize>],
    breaches: &mut Breaches,
) {
    let place = |row: usize, column: usize| {
        let start = sheet.span(table.line(row) as usize).start;
        sheet.place(rows.cell_at(start, column))
    };
    let column = |index: usize| positions[index].map(|position| &table.columns[position]);
    let key: Vec<&Column> = plan.key.iter().filter_map(|index| column(*index)).collect();
    for (index, field) in plan.fields.iter().enumerate() {
        let unique = field.as_ref().is_some_and(|field| field.limits.unique) && plan.key != [index];
        let Some(column) = column(index).filter(|_| unique) else { continue };
        for Repeat { row, first } in repeats(&[column], table.rows) {
            breaches.add(Some(index), Kind::Repeated, || {
                repeated(place(row, index), place(first, index), &column.name, &shown(&column.written(row)))
            });
        }
    }
    if key.len() < plan.key.len() || key.is_empty() {
        return;
    }
    let doubtful = |column: &&Column| {
        column
            .dictionary()
            .is_some_and(|words| words.look_alikes == LookAlikes::Unsaid && !words.resemblance().is_empty())
    };
    if key.iter().any(doubtful) {
        for Repeat { row, first } in alike(&key, table.rows) {
            let column = plan.key[0];
            breaches.add(None, Kind::AlikeKey, || {
                let written =
                    |row: usize| key.iter().map(|column| shown(&column.written(row))).collect::<Vec<_>>().join(", ");
                keys_alike(place(row, column), place(first, column), (&written(first), &written(row)))
            });
        }
    }
    for Repeat { row, first } in repeats(&key, table.rows) {
        breaches.add(None, Kind::RepeatedKey, || {
            let words: Vec<String> =
                key.iter().map(|column| format!("`{}` {}", column.name, shown(&column.written(row)))).collect();
            repeated_key(place(row, plan.key[0]), place(first, plan.key[0]), &words.join(", "))
        });
    }
}

/// Builds the problem of a value that stands twice in a unique column.
fn repeated(place: Place, first: Place, column: &str, value: &str) -> Problem {
    let message = format!("`{value}` stands in column `{column}` already");
    Problem::error(&code::data::REPEATED_VALUE, place, message)
        .also(first, "it stands here first")
        .note("the column is declared to hold each value once")
        .help("delete the row that should not be there, or take back `unique`")
}

/// Builds the warning of two keys that look alike.
fn keys_alike(place: Place, first: Place, (a, b): (&str, &str)) -> Problem {
    Problem::warning(&code::data::KEYS_ALIKE, place, format!("the key `{b}` looks like `{a}`, and is not equal"))
        .also(first, "the first of them")
        .note("if both are the same row, it is counted twice")
        .help("delete the row that should not be there, or declare `look_alikes: distinct` for the column if they are two")
}

/// Builds the problem of a row whose key another row has.
fn repeated_key(place: Place, first: Place, key: &str) -> Problem {
    Problem::error(&code::data::REPEATED_KEY, place, format!("two rows have the same key: {key}"))
        .also(first, "the first of them")
        .note("a row that stands twice is counted twice")
        .help("delete the row that should not be there, or add the column that tells them apart to `primaryKey`")
}
