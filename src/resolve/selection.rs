//! A selection understood: the dataset, its conditions, the aggregate and the column of a series.

use std::collections::BTreeSet;

use crate::model::{Aggregate, Dataset, Filter, Key, Predicate, Registered, Selection};
use crate::registry;
use crate::table::ColumnType;
use crate::vocabulary::AggregateKind;

use super::at::At;
use super::columns::Columns;
use super::condition::asks_for_empty_cells;
use super::link::Scope;
use super::{condition, figure_problem as wrong, label_problem};

/// Returns the aggregates that a figure writes, each with the column it is made over.
pub(super) fn aggregates(written: &registry::Figure) -> impl Iterator<Item = (AggregateKind, &String)> {
    let over = |kind| match kind {
        AggregateKind::Sum => &written.sum,
        AggregateKind::Mean => &written.mean,
        AggregateKind::Median => &written.median,
        AggregateKind::Min => &written.min,
        AggregateKind::Max => &written.max,
        AggregateKind::Count => &written.count,
        AggregateKind::Distinct => &written.distinct,
        AggregateKind::Value => &written.value,
    };
    AggregateKind::ALL.into_iter().filter_map(move |kind| Some((kind, over(kind).as_ref()?)))
}

/// Columns that figures and tests use, by dataset: earlier releases must have them too.
pub(super) type Used = BTreeSet<(Key<Dataset>, usize)>;

/// Returns the selection that a figure or test writes with `aggregate` over `over`.
pub(super) fn understood(
    written: &registry::Figure,
    (kind, over): (AggregateKind, &str),
    datasets: &Registered<Dataset>,
    used: &mut Used,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Option<Selection> {
    let Some(of) = &written.of else {
        scope.problems.push(wrong::aggregate_of_nothing(at, kind.word()));
        return None;
    };
    let of = scope.link::<Dataset>(of, &at.key("of"))?;
    let columns = Columns::of(of, written.join.as_ref(), datasets, at, scope)?;
    let filters = condition::filters(&written.conditions, &columns, at, scope);
    let by = written.by.as_ref().map(|by| columns.find(by, &at.key("by"), scope));
    let key = kind.word();
    let aggregate = aggregated(kind, over, &columns, &at.key(key), scope);
    let (mut filters, aggregate) = (filters?, aggregate?);
    filters.extend(without_totals(&columns, datasets, &filters));
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
    let amounts = column_of(aggregate).filter(|_| !matches!(aggregate, Aggregate::Distinct(_)));
    if let Some(column) = amounts.filter(|column| columns.is_filled_down(*column)) {
        scope.problems.push(label_problem::filled_amounts(&at.key(key), columns.column(column)));
    }
    let selected = filters.iter().map(|filter| filter.column).chain(by).chain(column_of(aggregate));
    used.extend(selected.map(|index| columns.place(index)));
    Some(Selection { of, join: columns.join, filters, aggregate, by })
}

/// Returns the conditions that leave out rows which their dataset declares to be totals, of each column on which no condition
/// names one.
fn without_totals(columns: &Columns<'_>, datasets: &Registered<Dataset>, filters: &[Filter]) -> Vec<Filter> {
    let own = datasets[columns.first()].table.columns.len();
    let second = columns.join.as_ref().map(|join| (join.dataset, own));
    let mut added = Vec::new();
    for (dataset, offset) in [(columns.first(), 0)].into_iter().chain(second) {
        for totals in datasets[dataset].totals.iter().filter(|totals| !totals.labels.is_empty()) {
            let column = totals.column + offset;
            let names = |filter: &Filter| match &filter.predicate {
                Predicate::In(values) => values.iter().any(|value| totals.labels.contains(value)),
                Predicate::NotIn(_) | Predicate::Within { .. } | Predicate::Matches(_) => false,
            };
            if !filters.iter().any(|filter| filter.column == column && names(filter)) {
                added.push(Filter { column, predicate: Predicate::NotIn(totals.labels.clone()) });
            }
        }
    }
    added
}

/// Returns the column an aggregate is made over.
pub(super) fn column_of(aggregate: Aggregate) -> Option<usize> {
    match aggregate {
        Aggregate::Sum(column)
        | Aggregate::Mean(column)
        | Aggregate::Median(column)
        | Aggregate::Min(column)
        | Aggregate::Max(column)
        | Aggregate::Distinct(column)
        | Aggregate::Value(column) => Some(column),
        Aggregate::Count(column) => column,
    }
}

fn aggregated(
    kind: AggregateKind,
    over: &str,
    columns: &Columns<'_>,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Option<Aggregate> {
    if kind == AggregateKind::Count && over == "rows" {
        return Some(Aggregate::Count(None));
    }
    let index = columns.find(over, at, scope)?;
    let column = columns.column(index);
    let counts = matches!(kind, AggregateKind::Count | AggregateKind::Distinct);
    if !counts && !matches!(column.kind, ColumnType::Integer | ColumnType::Number) {
        scope.problems.push(wrong::not_numbers(at, kind.word(), column));
        return None;
    }
    Some(match kind {
        AggregateKind::Sum => Aggregate::Sum(index),
        AggregateKind::Mean => Aggregate::Mean(index),
        AggregateKind::Median => Aggregate::Median(index),
        AggregateKind::Min => Aggregate::Min(index),
        AggregateKind::Max => Aggregate::Max(index),
        AggregateKind::Count => Aggregate::Count(Some(index)),
        AggregateKind::Distinct => Aggregate::Distinct(index),
        AggregateKind::Value => Aggregate::Value(index),
    })
}
