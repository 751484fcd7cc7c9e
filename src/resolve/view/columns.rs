//! The type of a column that a step made of texts, such as the keys of a fold: declared, or inferred where all its words agree.

use crate::diagnostic::Problem;
use crate::diagnostic::code::data;
use crate::registry;
use crate::resolve::dataset_problem::cells;
use crate::resolve::links::Scope;
use crate::resolve::problem;
use crate::resolve::registry_path::RegistryPath;
use crate::table::{Cells, Column, ColumnType, Integers};

/// Returns a column of texts as its declared or inferred type has it; nothing where it stays as it is. None where a problem was met.
#[expect(clippy::option_option, reason = "no value is something else than a wrong one")]
pub(super) fn typed(
    column: &Column,
    declared: Option<&registry::ViewField>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Option<Column>> {
    let kind = match declared.and_then(|field| Some((field, field.kind.as_deref()?))) {
        Some((field, word)) => {
            let Some(kind) = kind(word, field) else {
                let words: Vec<&str> = ColumnType::ALL.into_iter().map(ColumnType::word).collect();
                scope.problems.push(problem::unknown_word(&at.key("type"), word, "type", &words));
                return None;
            };
            if kind == column.kind {
                return Some(None);
            }
            kind
        }
        None => match inferred(column) {
            Some(kind) => kind,
            None => return Some(None),
        },
    };
    let Some(words) = column.dictionary() else {
        scope.problems.push(not_text(&at.key("type"), column, kind));
        return None;
    };
    let empty = empty(kind);
    let values: Vec<Option<i64>> = words.iter().map(|word| empty.encode(word)).collect();
    if let Some(code) = values.iter().position(Option::is_none) {
        let word = words.iter().nth(code).unwrap_or_default();
        scope.problems.push(no_such_value(&at.key("type"), column, word, kind));
        return None;
    }
    let bounds = values.iter().flatten().fold((0, 0), |(low, high), value| ((*value).min(low), (*value).max(high)));
    let codes = column.cells.integers();
    let value = |row: usize| {
        let code = codes.get(row).and_then(|code| usize::try_from(code).ok());
        code.and_then(|code| values[code]).unwrap_or(Integers::MISSING)
    };
    let values = Integers::made(codes.len(), bounds, value);
    Some(Some(Column::made(column.name.clone(), kind, Cells::Values { values, scale: 0 })))
}

/// Returns the type that a field declares.
fn kind(word: &str, field: &registry::ViewField) -> Option<ColumnType> {
    let kind = ColumnType::parse(word)?;
    match (kind, &field.starts) {
        (ColumnType::FinancialYear { .. } | ColumnType::Year, Some(starts)) => {
            let starts = starts.parse().ok().filter(|month| (1..=12).contains(month))?;
            Some(if starts == 1 && kind == ColumnType::Year { kind } else { ColumnType::FinancialYear { starts } })
        }
        (kind, _) => Some(kind),
    }
}

/// Returns the type on which all words of a text agree; cautious, as for the columns of a file.
fn inferred(column: &Column) -> Option<ColumnType> {
    let words = column.dictionary().filter(|words| !words.is_empty())?;
    let called_year = column.name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|part| part == "year");
    let digits = |word: &str| {
        let plain = word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty() && word.len() < 18;
        plain && (word.len() == 1 || !word.starts_with('0'))
    };
    let is = |kind: ColumnType| {
        let empty = empty(kind);
        words.iter().all(|word| empty.encode(word).is_some())
    };
    if words.iter().all(digits) {
        return Some(if called_year && is(ColumnType::Year) { ColumnType::Year } else { ColumnType::Integer });
    }
    // `2009-10` may be a month or a year that lies in two.
    let ambiguous = words.iter().any(|word| empty(ColumnType::FinancialYear { starts: 1 }).encode(word).is_some());
    let kinds = [ColumnType::Quarter, ColumnType::Half, ColumnType::Week, ColumnType::YearMonth, ColumnType::Date];
    kinds.into_iter().find(|kind| is(*kind) && !(ambiguous && *kind == ColumnType::YearMonth))
}

/// Returns a column without cells, for what words mean in it.
fn empty(kind: ColumnType) -> Column {
    Column::made(String::new(), kind, Cells::Values { values: Integers::default(), scale: 0 })
}

/// A type for a column that is no text.
fn not_text(at: &RegistryPath<'_>, column: &Column, kind: ColumnType) -> Problem {
    let message = format!("column `{}` holds {} and cannot be made {}", column.name, cells(column.kind), cells(kind));
    Problem::error(&data::UNKNOWN_TYPE, at.value(), message)
        .note("a view types the texts that a step made, such as the names of folded columns; what a file holds is typed by its dataset")
        .help("declare the type under `fields` of the dataset, and leave it out here")
}

/// A word that is no value of a type.
fn no_such_value(at: &RegistryPath<'_>, column: &Column, word: &str, kind: ColumnType) -> Problem {
    let message = format!("column `{}` holds `{word}`, which is not one of {}", column.name, cells(kind));
    Problem::error(&data::NOT_A_DATE, at.value(), message)
        .note("every cell of a column is of its type")
        .help("declare `string`, or leave the columns out of the fold that are not of this type")
}
