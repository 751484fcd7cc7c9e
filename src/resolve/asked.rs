//! The column that a condition is on, and the values that its words cover there.

use crate::model::Predicate;
use crate::registry::Scalar;
use crate::table::{Column, ColumnType};

use super::columns::Columns;
use super::links::Scope;
use super::registry_path::RegistryPath;
use super::{dataset_problem, figure_problem as wrong, problem};

/// The column that a condition is on.
pub(super) struct Asked<'a, 'm> {
    pub(super) columns: &'a Columns<'m>,
    pub(super) index: usize,
    pub(super) column: &'m Column,
}

/// Returns the encoded values of a list.
pub(super) fn values(
    asked: &Asked<'_, '_>,
    written: &[Scalar],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<i64>> {
    let mut values = Vec::with_capacity(written.len());
    let mut whole = true;
    for (item, Scalar(words)) in written.iter().enumerate() {
        whole &= covered(asked, words, &mut values, &at.item(item), scope);
    }
    whole.then_some(values)
}

/// Adds the values that words cover; a word that appears nowhere in a text column covers none, with a warning. Returns
/// whether the words are a value of the column.
pub(super) fn covered(
    asked: &Asked<'_, '_>,
    words: &str,
    values: &mut Vec<i64>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> bool {
    let column = asked.column;
    match column.range(words) {
        // Where an empty cell is a text like any other, cells that stand for "no value" are empty too.
        Some((first, _)) if words.is_empty() => values.extend([first, Predicate::EMPTY]),
        Some((first, last)) => values.extend(first..=last),
        None if words.is_empty() => {
            values.push(Predicate::EMPTY);
            if !column.any_missing() {
                scope.problems.push(dataset_problem::no_empty_cell(at, column));
            }
        }
        None if column.kind == ColumnType::String => {
            let alike = column.dictionary().and_then(|known| known.find_alike(words)).map(i64::from);
            if let Some((code, (file, line))) =
                alike.and_then(|code| Some((code, asked.columns.stands(asked.index, code)?)))
            {
                scope.problems.push(dataset_problem::looks_like(at, words, column, &column.format(code), (file, line)));
                return false;
            }
            let near = problem::nearest(words, column.words());
            scope.problems.push(wrong::nowhere_in_column(at, words, column, near));
        }
        None => {
            scope.problems.push(wrong::no_value_of_column(at, words, column));
            return false;
        }
    }
    true
}
