//! A selection understood: the dataset, its conditions, the aggregate and the column of a series.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Aggregate, AskedPeriods, Dataset, Filter, Key, Section, Selection};
use crate::registry;
use crate::registry::{Condition, Entries, Scalar};
use crate::table::{Column, Interval};
use crate::vocabulary::AggregateKind;

use super::asked::Asked;
use super::bounds;
use super::columns::{Columns, based, put_in_order, without_totals};
use super::links::Scope;
use super::periods::{self, Conditions};
use super::registry_path::RegistryPath;
use super::{aggregates, dataset_problem, figure_problem as wrong};

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
        put_in_order(&mut filters, &self.columns, datasets);
        let totals = without_totals(&self.columns, datasets, &filters);
        filters.extend(totals);
        based(&mut filters, &self.columns);
        let rows = Selection::of_rows(self.of, self.columns.join.clone(), filters);
        let is_estimate = match self.aggregate {
            Aggregate::Value(column) if self.by.is_none() => {
                let column = datasets[self.of].table.columns.get(column);
                column.and_then(|column| column.form.interval.as_ref()).is_some_and(Interval::is_told)
            }
            _ => false,
        };
        let (aggregate, by, once, missing) = (self.aggregate, self.by, self.once, self.missing);
        Selection { aggregate, by, asked, once, missing, is_estimate, ..rows }
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
    let (mut conditions, aggregate) = (conditions?, aggregate?);
    conditions.runs_along = written.by.is_some();
    if written.by.is_none() {
        conditions.asked.append(&mut conditions.between);
    }
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
        let mut value = Cow::Borrowed(&entry.value);
        if let Some((wanted, rest)) = periods::moving(&entry.value, (index, &entry.id, columns), &here, scope) {
            whole &= wanted.is_some();
            conditions.words.extend(wanted);
            let Some(rest) = rest else { continue };
            value = rest;
        }
        let asked = Asked { columns, index, column };
        if let Condition::Is(Scalar(words)) = &*value {
            conditions.asked.extend(column.range(words).and_then(|range| periods::longer(index, column, range)));
        }
        if let Condition::Within(bounds) = &*value
            && bounds.not.is_none()
        {
            conditions
                .between
                .extend(bounds::between(column, bounds).and_then(|range| periods::longer(index, column, range)));
        }
        match bounds::predicates(&asked, &value, &here, scope) {
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

/// Returns whether a condition speaks of empty cells, so that what they mean is settled.
pub(super) fn asks_for_empty(written: &Condition) -> bool {
    let empty = |Scalar(words): &Scalar| words.is_empty();
    match written {
        Condition::Is(words) => empty(words),
        Condition::OneOf(list) => list.iter().any(empty),
        Condition::Within(bounds) => bounds.not.iter().flat_map(|not| not.iter()).any(empty),
    }
}
