//! Cells held against other cells: of another column of the row, of the row with another label, of the row of another period.

use std::collections::HashSet;

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Order, Provisional, Related, RelatedTo, There};
use crate::number::Earlier;
use crate::registry::{Entry, Limit, Scalar};
use crate::table::{Column, ColumnType};
use crate::vocabulary::End;

use super::asked::{self, Asked};
use super::columns::Columns;
use super::figure_problem as wrong;
use super::links::Scope;
use super::registry_path::RegistryPath;

/// Returns the cell that each cell of a column is held against.
pub(super) fn related(
    asked: &Asked<'_, '_>,
    order: Order,
    limit: &Limit,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Related> {
    let entries = match limit {
        Limit::Value(Scalar(words)) => return period(asked, order, words, at, scope),
        Limit::Cell(entries) => entries.0.as_slice(),
    };
    let [Entry { id, value: Scalar(words) }] = entries else {
        scope.problems.push(not_one_cell(at));
        return None;
    };
    if id == "column" {
        let other = asked.columns.find(words, &at.key("column"), scope)?;
        let there = asked.columns.column(other);
        let alike = there.kind == asked.column.kind || there.kind.is_numeric() && asked.column.kind.is_numeric();
        if !alike || matches!(there.kind, ColumnType::String | ColumnType::Boolean) {
            scope.problems.push(not_comparable(&at.key("column"), asked.column, there));
            return None;
        }
        return Some(to(order, RelatedTo::Column(other)));
    }
    let differs = asked.columns.find(id, &at.key(id), scope)?;
    let key = identity(asked.columns, at, scope)?;
    if words == "any" || !key.contains(&differs) {
        scope.problems.push(names_no_row(&at.key(id), id));
        return None;
    }
    let column = asked.columns.column(differs);
    let there = Asked { columns: asked.columns, index: differs, column };
    let labels = asked::values(&there, &[Scalar(words.clone())], &at.key(id), scope)?;
    if column.kind.is_time() && labels.len() > 1 {
        scope.problems.push(several_periods(&at.key(id), words, column, labels.len()));
        return None;
    }
    let key = key.into_iter().filter(|column| *column != differs).collect();
    Some(to(order, RelatedTo::Row { key, column: differs, there: There::Labels(labels) }))
}

/// Under which conditions the first, the lowest and the highest are sought is known once all of them are.
fn to(order: Order, to: RelatedTo) -> Related {
    Related { order, to, under: Vec::new() }
}

/// Returns the cell of the row of another period, which agrees in the rest.
fn period(
    asked: &Asked<'_, '_>,
    order: Order,
    words: &str,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Related> {
    let word = match words {
        "first" => Some(There::First),
        "lowest" => Some(There::Extreme(End::Lowest)),
        "highest" => Some(There::Extreme(End::Highest)),
        _ => Earlier::parse(words).map(There::Earlier),
    };
    let column = |column: &usize| asked.columns.column(*column);
    let named = |time: &usize| column(time).range(words).filter(|_| column(time).kind.is_time());
    let any = (0..asked.columns.first_dataset().table.columns.len()).any(|time| named(&time).is_some());
    if word.is_none() && !any {
        scope.problems.push(wrong::no_value_of_column(at, words, asked.column));
        return None;
    }
    let key = identity(asked.columns, at, scope)?;
    let times: Vec<usize> = key.iter().copied().filter(|time| column(time).kind.is_time()).collect();
    let [moves] = times[..] else {
        scope.problems.push(no_one_time(at, words, times.len()));
        return None;
    };
    let there = match (word, named(&moves)) {
        (Some(word), _) => word,
        (None, Some((first, last))) if first == last => There::Labels(vec![first]),
        (None, Some((first, last))) => {
            let count = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
            scope.problems.push(several_periods(at, words, column(&moves), count));
            return None;
        }
        (None, None) => {
            scope.problems.push(wrong::no_value_of_column(at, words, column(&moves)));
            return None;
        }
    };
    let key = key.into_iter().filter(|column| *column != moves).collect();
    Some(to(order, RelatedTo::Row { key, column: moves, there }))
}

/// Returns the columns by which a row of the first dataset is known: its primary key; without one, all columns that are no numbers,
/// where no two rows agree in them.
fn identity(columns: &Columns<'_>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Vec<usize>> {
    let dataset = columns.first_dataset();
    if !dataset.primary_key.is_empty() {
        return Some(dataset.primary_key.clone());
    }
    let table = &dataset.table;
    let status = match dataset.provisional {
        Some(Provisional::Status(column)) => Some(column),
        _ => None,
    };
    let names: Vec<usize> = (0..table.columns.len())
        .filter(|column| !table.columns[*column].kind.is_numeric() && Some(*column) != status)
        .collect();
    let mut met = HashSet::new();
    let labels_of =
        |row: usize| -> Vec<Option<i64>> { names.iter().map(|column| table.columns[*column].label(row)).collect() };
    if names.is_empty() || !(0..table.rows).all(|row| met.insert(labels_of(row))) {
        scope.problems.push(rows_alike(at));
        return None;
    }
    Some(names)
}

fn bad_base(at: &RegistryPath<'_>, message: impl Into<String>) -> Problem {
    Problem::error(&code::BAD_BASE, at.value(), message.into())
}

fn not_one_cell(at: &RegistryPath<'_>) -> Problem {
    bad_base(at, "a cell is held against one other cell")
        .note("`{ column: target }` is that of another column, `{ area: UK }` that of the row which agrees in all else")
        .help("name one column")
}

fn not_comparable(at: &RegistryPath<'_>, one: &Column, other: &Column) -> Problem {
    let (a, b) = (one.kind.word(), other.kind.word());
    bad_base(at, format!("`{}` is of type `{a}`, and `{}` of type `{b}`", one.name, other.name))
        .note("only numbers are greater or less than numbers, and times earlier or later than times")
        .help("name a column of the same type")
}

fn no_one_time(at: &RegistryPath<'_>, words: &str, count: usize) -> Problem {
    let found = if count == 0 {
        "no column of times names its rows".to_owned()
    } else {
        format!("{count} columns of times name its rows")
    };
    bad_base(at, format!("`{words}` is a period, and {found}"))
        .note("the row of an earlier period is the one that agrees in all else that names a row")
        .help(
            "give the column its type (`year`, `yearmonth`, `date`), or say in a `primaryKey` which one names the rows",
        )
}

fn several_periods(at: &RegistryPath<'_>, words: &str, column: &Column, count: usize) -> Problem {
    bad_base(at, format!("`{words}` is {count} periods of `{}`, and a cell is held against one", column.name))
        .note("which of them is meant would be a guess")
        .help("name one of them; or make a series with `by` and an aggregate, and hold its values against those conditions: `holds: { value: { gt: { month: 2019 } } }`")
}

fn names_no_row(at: &RegistryPath<'_>, id: &str) -> Problem {
    bad_base(at, format!("`{id}` does not name one other row"))
        .note("each cell is held against that of the row which differs in this column, and agrees in the rest of what names a row")
        .help("name a label, in a column that tells the rows apart: `{ area: UK }`")
}

fn rows_alike(at: &RegistryPath<'_>) -> Problem {
    bad_base(at, "two rows agree in every column that is no number, so that none can be found for another")
        .note("a row is held against the one that agrees with it in what names a row")
        .help("say in a `primaryKey` on the dataset which columns name a row, or give a column of years its type")
}
