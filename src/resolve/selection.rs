//! A selection understood: the dataset, its conditions, the aggregate and the column of a series.

use std::collections::BTreeSet;

use regex::Regex;

use crate::model::{Aggregate, AskedPeriods, Dataset, Filter, Key, Predicate, Section, Selection};
use crate::registry::{Bounds, Condition, Entries, Scalar};
use crate::table::{Column, ColumnType};
use crate::vocabulary::AggregateKind;
use crate::{pattern, registry};

use super::columns::{Columns, without_totals};
use super::links::Scope;
use super::periods::{self, Conditions};
use super::registry_path::RegistryPath;
use super::{aggregates, dataset_problem, figure_problem as wrong, problem};

/// Columns that figures and tests use, by dataset: earlier releases must have them too.
pub(super) type Used = BTreeSet<(Key<Dataset>, usize)>;

/// What a figure or test selects: the columns it sees, the conditions it writes, what is made of the rows.
#[derive(Clone)]
pub(super) struct Chosen<'m> {
    of: Key<Dataset>,
    pub(super) columns: Columns<'m>,
    /// The conditions as written, without those that leave out totals.
    pub(super) filters: Vec<Filter>,
    /// The periods that they ask for.
    pub(super) asked: Vec<AskedPeriods>,
    pub(super) aggregate: Aggregate,
    pub(super) by: Option<usize>,
    /// Whether a cell that stands in several rows counts once.
    pub(super) once: bool,
    /// Whether rows without a value and periods without a row are left out.
    pub(super) missing: bool,
}

impl Chosen<'_> {
    /// Returns the same rows with another aggregate.
    pub(super) fn with(&self, aggregate: Aggregate) -> Self {
        Self { aggregate, ..self.clone() }
    }

    /// Returns its selection under these conditions, in which totals take no part unless a condition names them.
    pub(super) fn under(
        &self,
        mut filters: Vec<Filter>,
        asked: Vec<AskedPeriods>,
        datasets: &Section<Dataset>,
    ) -> Selection {
        let totals = without_totals(&self.columns, datasets, &filters);
        filters.extend(totals);
        let rows = Selection::of_rows(self.of, self.columns.join.clone(), filters);
        Selection { aggregate: self.aggregate, by: self.by, asked, once: self.once, missing: self.missing, ..rows }
    }

    /// Returns its selection.
    pub(super) fn selection(&self, datasets: &Section<Dataset>) -> Selection {
        self.under(self.filters.clone(), self.asked.clone(), datasets)
    }
}

/// Returns what a figure or test selects with an aggregate `over` a column.
pub(super) fn chosen<'m>(
    written: &registry::Figure,
    (kind, over): (AggregateKind, &str),
    datasets: &'m Section<Dataset>,
    used: &mut Used,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Chosen<'m>> {
    let key = kind.word();
    let mut make =
        |columns: &Columns<'m>, scope: &mut Scope<'_>| aggregates::made(written, (kind, over), columns, at, scope);
    chosen_by(written, key, &mut make, datasets, used, at, scope)
}

/// Finds the aggregate that a `key` asks for among the columns that are seen.
pub(super) type Making<'a, 'm> = dyn FnMut(&Columns<'m>, &mut Scope<'_>) -> Option<Aggregate> + 'a;

/// Returns what a figure or test selects with the aggregate that a `key` asks for.
pub(super) fn chosen_by<'m>(
    written: &registry::Figure,
    key: &'static str,
    make: &mut Making<'_, 'm>,
    datasets: &'m Section<Dataset>,
    used: &mut Used,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Chosen<'m>> {
    let Some(of) = &written.of else {
        scope.problems.push(wrong::aggregate_of_nothing(at, key));
        return None;
    };
    let of = scope.link::<Dataset>(of, &at.key("of"))?;
    let mut columns = Columns::of(of, written.join.as_ref(), datasets, at, scope)?;
    if let Some(join) = &written.join {
        let found = looked_up(&columns, join, datasets, &at.key("join").key("where"), scope)?;
        used.extend(columns.join.iter().flat_map(|join| found.iter().map(|filter| (join.dataset, filter.column))));
        columns.join.iter_mut().for_each(|join| join.conditions.clone_from(&found));
    }
    let conditions = filters(&written.conditions, &columns, &at.key("where"), scope);
    let by = written.by.as_ref().map(|by| columns.find(by, &at.key("by"), scope));
    let aggregate = make(&columns, scope);
    let (conditions, aggregate) = (conditions?, aggregate?);
    let (mut filters, asked) = conditions.settled(aggregate.column(), &columns, datasets, &at.key("where"), scope)?;
    let missing = aggregates::leaves_out(written.missing.as_ref(), &at.key("missing"), scope)?;
    if missing && !aggregate.counts() {
        filters.extend(aggregate.columns().map(aggregates::with_value));
    }
    let by = match by {
        Some(found) => Some(found?),
        None => None,
    };
    let counted = match aggregate {
        Aggregate::Distinct(column) => Some((column, "distinct")),
        _ => None,
    };
    let settled = |column: usize| asks_for_empty_cells(&written.conditions, columns.column(column));
    for (column, key) in by.map(|by| (by, "by")).into_iter().chain(counted).filter(|(column, _)| !settled(*column)) {
        columns.refuse_merged_at(column, &at.key(key), scope);
    }
    let amounts = aggregate.column().filter(|_| !matches!(aggregate, Aggregate::Distinct(_)));
    if let Some(column) = amounts.filter(|column| columns.is_filled_down(*column)) {
        scope.problems.push(dataset_problem::filled_amounts(&at.key(key), columns.column(column)));
    }
    let selected = filters.iter().map(|filter| filter.column).chain(by).chain(aggregate.columns());
    used.extend(selected.map(|index| columns.place(index)));
    Some(Chosen { of, columns, filters, asked, aggregate, by, once: false, missing })
}

/// Returns what rows of a second dataset have to meet before they are looked up: the conditions of the join; and where it
/// says what is looked up, that they are no totals, unless a condition or the key names one.
fn looked_up(
    columns: &Columns<'_>,
    written: &registry::Join,
    datasets: &Section<Dataset>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<Filter>> {
    let (Some(join), Some(second)) = (&columns.join, columns.of_second()) else { return Some(Vec::new()) };
    let conditions = filters(&written.conditions, &second, at, scope)?;
    let (mut found, _) = conditions.settled(None, &second, datasets, at, scope)?;
    if written.value.is_some() || written.sum.is_some() || !found.is_empty() {
        let totals = without_totals(&second, datasets, &found);
        found.extend(totals.into_iter().filter(|filter| join.key.iter().all(|(_, theirs)| *theirs != filter.column)));
    }
    Some(found)
}

/// Returns what conditions written at a place mean; none where one of them could not be understood.
pub(super) fn filters(
    written: &Entries<Condition>,
    columns: &Columns<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Conditions> {
    let mut conditions = Conditions::default();
    let mut whole = true;
    for entry in written.iter() {
        let here = at.key(&entry.id);
        let Some(index) = columns.find(&entry.id, &here, scope) else {
            whole = false;
            continue;
        };
        if !asks_for_empty(&entry.value) {
            columns.refuse_merged_at(index, &here, scope);
        }
        let column = columns.column(index);
        if let Some(word) = periods::word(&entry.value, column) {
            conditions.words.push((index, entry.id.clone(), word));
            continue;
        }
        let asked = Asked { columns, index, column };
        if let Condition::Is(Scalar(words)) = &entry.value {
            conditions.asked.extend(column.range(words).and_then(|range| periods::longer(index, column, range)));
        }
        match predicates(&asked, &entry.value, &here, scope) {
            Some(predicates) => {
                conditions.filters.extend(predicates.into_iter().map(|predicate| Filter { column: index, predicate }));
            }
            None => whole = false,
        }
    }
    whole.then_some(conditions)
}

/// Returns whether a `where` speaks of the empty cells of a column.
pub(super) fn asks_for_empty_cells(written: &Entries<Condition>, column: &Column) -> bool {
    written.iter().any(|entry| entry.id == column.name && asks_for_empty(&entry.value))
}

/// The column that a condition is on.
struct Asked<'a, 'm> {
    columns: &'a Columns<'m>,
    index: usize,
    column: &'m Column,
}

/// Returns whether a condition speaks of empty cells, so that what they mean is settled.
fn asks_for_empty(written: &Condition) -> bool {
    let empty = |Scalar(words): &Scalar| words.is_empty();
    match written {
        Condition::Is(words) => empty(words),
        Condition::OneOf(list) => list.iter().any(empty),
        Condition::Within(bounds) => bounds.not.iter().flat_map(|not| not.iter()).any(empty),
    }
}

fn predicates(
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
    if low.is_some() || high.is_some() {
        let low = low.map(|(key, words)| {
            bound(column, words, &at.key(key), scope).and_then(|()| column.at_least(words, key == "gte"))
        });
        let high = high.map(|(key, words)| {
            bound(column, words, &at.key(key), scope).and_then(|()| column.at_most(words, key == "lte"))
        });
        match (low, high) {
            (Some(None), _) | (_, Some(None)) => whole = false,
            (low, high) => predicates.push(Predicate::Within { low: low.flatten(), high: high.flatten() }),
        }
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
    if *written == Bounds::default() {
        scope.problems.push(wrong::empty_condition(at, column));
        return None;
    }
    whole.then_some(predicates)
}

fn one_of<'w>(
    [(strict, above), (wide, from)]: [(&'static str, &'w Option<Scalar>); 2],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<(&'static str, &'w str)> {
    match (above, from) {
        (Some(value), None) => Some((strict, &value.0)),
        (None, Some(value)) => Some((wide, &value.0)),
        (None, None) => None,
        (Some(_), Some(value)) => {
            scope.problems.push(wrong::two_bounds(&at.key(strict), strict, wide));
            Some((wide, &value.0))
        }
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
