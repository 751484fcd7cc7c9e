//! Bounds of a condition understood: against values, against another cell of the row, against another row, and the rows that have
//! the most or the least.

use std::collections::HashSet;

use regex::Regex;

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::model::{Order, Predicate, Provisional, Ranked, RankedPart, Related, RelatedTo, There};
use crate::number::{Earlier, Number};
use crate::pattern;
use crate::registry::{Bounds, Condition, Entry, Limit, Scalar};
use crate::table::{Column, ColumnType};
use crate::vocabulary::End;

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

/// Returns what a condition on a column means.
pub(super) fn predicates(
    asked: &Asked<'_, '_>,
    written: &Condition,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<Predicate>> {
    let column = asked.column;
    match written {
        Condition::Is(Scalar(words)) => {
            // A month or year covers many days; as bounds they are one comparison.
            if let Some((first, last)) = column.range(words).filter(|(first, last)| first < last) {
                return Some(vec![Predicate::Within { low: Some((first, true)), high: Some((last, true)) }]);
            }
            let mut values = Vec::with_capacity(1);
            covered(asked, words, &mut values, at, scope).then(|| vec![Predicate::In(values)])
        }
        Condition::OneOf(list) if list.is_empty() => {
            scope.problems.push(wrong::empty_condition(at, column));
            None
        }
        Condition::OneOf(list) => values(asked, list, at, scope).map(|values| vec![Predicate::In(values)]),
        Condition::Within(bounds) => within(asked, bounds, at, scope),
    }
}

/// Returns the first and the last value between two bounds that are values.
pub(super) fn between(column: &Column, written: &Bounds) -> Option<(i64, i64)> {
    let words = |limit: &'_ Option<Limit>| match limit {
        Some(Limit::Value(Scalar(words))) => column.range(words).map(|_| words.clone()),
        Some(Limit::Cell(_)) | None => None,
    };
    let low = |limit: &Option<Limit>, included: bool| {
        let (value, included) = column.at_least(&words(limit)?, included)?;
        Some(if included { value } else { value + 1 })
    };
    let high = |limit: &Option<Limit>, included: bool| {
        let (value, included) = column.at_most(&words(limit)?, included)?;
        Some(if included { value } else { value - 1 })
    };
    let first = low(&written.gte, true).or_else(|| low(&written.gt, false))?;
    let last = high(&written.lte, true).or_else(|| high(&written.lt, false))?;
    Some((first, last))
}

/// Returns the encoded values of a list.
fn values(asked: &Asked<'_, '_>, written: &[Scalar], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Vec<i64>> {
    let mut values = Vec::with_capacity(written.len());
    let mut whole = true;
    for (item, Scalar(words)) in written.iter().enumerate() {
        whole &= covered(asked, words, &mut values, &at.item(item), scope);
    }
    whole.then_some(values)
}

/// Adds the values that words cover; a word that appears nowhere in a text column covers none, with a warning. Returns
/// whether the words are a value of the column.
fn covered(
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

/// Returns what bounds mean for the cells of a column.
fn within(
    asked: &Asked<'_, '_>,
    written: &Bounds,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<Predicate>> {
    let column = asked.column;
    let mut predicates = Vec::new();
    let mut whole = true;
    let low = one_of([("gt", &written.gt), ("gte", &written.gte)], at, scope);
    let high = one_of([("lt", &written.lt), ("lte", &written.lte)], at, scope);
    let (mut least, mut most) = (None, None);
    for (key, limit) in low.into_iter().chain(high) {
        let here = at.key(key);
        let words = match limit {
            Limit::Value(Scalar(words)) if earlier(words, column).is_none() => words,
            limit => {
                match related(asked, order(key), limit, &here, scope) {
                    Some(related) => predicates.push(Predicate::Related(Box::new(related))),
                    None => whole = false,
                }
                continue;
            }
        };
        let included = matches!(key, "gte" | "lte");
        let is_low = matches!(key, "gt" | "gte");
        let end = bound(column, words, &here, scope)
            .and_then(|()| if is_low { column.at_least(words, included) } else { column.at_most(words, included) });
        match end {
            None => whole = false,
            Some(end) if is_low => least = Some(end),
            Some(end) => most = Some(end),
        }
    }
    if least.is_some() || most.is_some() {
        predicates.push(Predicate::Within { low: least, high: most });
    }
    if let Some(not) = &written.not {
        match values(asked, &not.0, &at.key("not"), scope) {
            Some(values) => predicates.push(Predicate::NotIn(values)),
            None => whole = false,
        }
    }
    if let Some(Scalar(pattern)) = &written.matches {
        match matching(column, pattern, &at.key("matches"), scope) {
            Some(regex) => predicates.push(Predicate::Matches(regex)),
            None => whole = false,
        }
    }
    for (key, end, part) in [("top", End::Highest, &written.top), ("bottom", End::Lowest, &written.bottom)] {
        let Some(Scalar(words)) = part else { continue };
        match ranked(column, end, words, &at.key(key), scope) {
            Some(ranked) => predicates.push(Predicate::Ranked(Box::new(ranked))),
            None => whole = false,
        }
    }
    if *written == Bounds::default() {
        scope.problems.push(wrong::empty_condition(at, column));
        return None;
    }
    whole.then_some(predicates)
}

fn one_of<'w>(
    [(strict, above), (wide, from)]: [(&'static str, &'w Option<Limit>); 2],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<(&'static str, &'w Limit)> {
    match (above, from) {
        (Some(limit), None) => Some((strict, limit)),
        (None, Some(limit)) => Some((wide, limit)),
        (None, None) => None,
        (Some(_), Some(limit)) => {
            scope.problems.push(wrong::two_bounds(&at.key(strict), strict, wide));
            Some((wide, limit))
        }
    }
}

/// Returns how a bound wants a value to be.
pub(super) fn order(key: &str) -> Order {
    match key {
        "gt" => Order::Above,
        "gte" => Order::AtLeast,
        "lt" => Order::Below,
        _ => Order::AtMost,
    }
}

/// Checks that words are a value of a column that has an order.
fn bound(column: &Column, written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
    if matches!(column.kind, ColumnType::String | ColumnType::Boolean) {
        scope.problems.push(wrong::no_order(at, column));
        return None;
    }
    if column.range(written).is_none() {
        scope.problems.push(wrong::no_value_of_column(at, written, column));
        return None;
    }
    Some(())
}

fn matching(column: &Column, written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Regex> {
    if column.kind != ColumnType::String {
        scope.problems.push(wrong::no_text(at, column));
        return None;
    }
    pattern::within(written).map_err(|fault| scope.problems.push(fault.problem(at.value(), written))).ok()
}

/// Returns the earlier period that words mean in place of a number.
fn earlier(words: &str, column: &Column) -> Option<Earlier> {
    Earlier::parse(words).filter(|_| column.kind.is_numeric())
}

fn ranked(column: &Column, end: End, words: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Ranked> {
    if !column.kind.is_numeric() {
        scope.problems.push(wrong::no_order(at, column));
        return None;
    }
    let percent =
        |words: &str| Number::parse(words.trim()).filter(|part| *part > Number::ZERO && *part < Number::HUNDRED);
    let part = match words.strip_suffix('%') {
        Some(words) => percent(words).map(RankedPart::Percent),
        None => words.parse().ok().filter(|rows| *rows > 0).map(RankedPart::Rows),
    };
    if part.is_none() {
        scope.problems.push(problem::not_a_count(at, words, "number of rows, or part of them such as `10%`"));
    }
    // Under which conditions is known once all of them are.
    Some(Ranked { end, part: part?, under: Vec::new() })
}

/// Returns the cell that each cell of a column is held against.
fn related(
    asked: &Asked<'_, '_>,
    order: Order,
    limit: &Limit,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Related> {
    let entries = match limit {
        Limit::Value(Scalar(words)) => {
            let earlier = earlier(words, asked.column)?;
            let key = identity(asked.columns, at, scope)?;
            let time = |column: &usize| asked.columns.column(*column).kind.is_time();
            let times: Vec<usize> = key.iter().copied().filter(time).collect();
            let [moves] = times[..] else {
                scope.problems.push(no_one_time(at, words, times.len()));
                return None;
            };
            let key = key.into_iter().filter(|column| *column != moves).collect();
            return Some(Related { order, to: RelatedTo::Row { key, column: moves, there: There::Earlier(earlier) } });
        }
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
        return Some(Related { order, to: RelatedTo::Column(other) });
    }
    let differs = asked.columns.find(id, &at.key(id), scope)?;
    let key = identity(asked.columns, at, scope)?;
    if words == "any" || !key.contains(&differs) {
        scope.problems.push(names_no_row(&at.key(id), id));
        return None;
    }
    let column = asked.columns.column(differs);
    let there = Asked { columns: asked.columns, index: differs, column };
    let labels = values(&there, &[Scalar(words.clone())], &at.key(id), scope)?;
    let key = key.into_iter().filter(|column| *column != differs).collect();
    Some(Related { order, to: RelatedTo::Row { key, column: differs, there: There::Labels(labels) } })
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
