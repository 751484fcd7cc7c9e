//! What a figure or test makes of the rows it selects: the aggregate that it writes, with its weight or percentage, and whether
//! rows without a value may be left out.

use crate::model::{Aggregate, Filter, Predicate};
use crate::registry;
use crate::table::ColumnType;
use crate::vocabulary::{self, AggregateKind};

use super::columns::Columns;
use super::links::Scope;
use super::registry_path::RegistryPath;
use super::{figure_problem as wrong, problem};

/// Returns the aggregates that a figure writes, each with the column it is made over.
pub(super) fn written(figure: &registry::Figure) -> impl Iterator<Item = (AggregateKind, &String)> {
    let over = |kind| match kind {
        AggregateKind::Sum => &figure.sum,
        AggregateKind::Mean => &figure.mean,
        AggregateKind::Median => &figure.median,
        AggregateKind::Percentile => figure.percentile.as_ref().map_or(&None, |written| &written.column),
        AggregateKind::Min => &figure.min,
        AggregateKind::Max => &figure.max,
        AggregateKind::Count => &figure.count,
        AggregateKind::Distinct => &figure.distinct,
        AggregateKind::Value => &figure.value,
    };
    AggregateKind::ALL.into_iter().filter_map(move |kind| Some((kind, over(kind).as_ref()?)))
}

/// Returns the aggregate that a figure writes over a column.
pub(super) fn made(
    written: &registry::Figure,
    (kind, over): (AggregateKind, &str),
    columns: &Columns<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Aggregate> {
    let here = at.key(kind.word());
    let percentile = written.percentile.as_ref().filter(|_| kind == AggregateKind::Percentile);
    if let Some(percentile) = percentile {
        let made = aggregated(kind, over, columns, &here.key("column"), scope)?;
        return percentile_of(made, percentile, &here, scope);
    }
    let made = aggregated(kind, over, columns, &here, scope)?;
    let Some(weight) = written.weight.as_ref().filter(|_| kind == AggregateKind::Mean) else { return Some(made) };
    let weight = aggregated(kind, weight, columns, &at.key("weight"), scope)?;
    weighted_by(made, weight)
}

/// Returns the condition that a column has a value.
pub(super) fn with_value(column: usize) -> Filter {
    Filter { column, predicate: Predicate::NotIn(vec![Predicate::EMPTY]) }
}

/// Returns whether a permission is given; none where its word is not one.
pub(super) fn leaves_out(written: Option<&String>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<bool> {
    let gives = written.is_none_or(|words| words == "leave-out");
    if let Some(words) = written.filter(|_| !gives) {
        scope.problems.push(problem::unknown_word(at, words, "permission", &["leave-out"]));
    }
    gives.then_some(written.is_some())
}

/// Returns a mean weighted by the column of another.
pub(super) fn weighted_by(mean: Aggregate, weight: Aggregate) -> Option<Aggregate> {
    Some(Aggregate::Weighted { column: mean.column()?, weight: weight.column()? })
}

/// Returns the percentile that is written, over the column of an aggregate.
pub(super) fn percentile_of(
    over: Aggregate,
    written: &registry::Percentile,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Aggregate> {
    let words = scope.required(written.at.as_ref(), at, "at")?;
    let found = vocabulary::aggregate::hundredths(words);
    if found.is_none() {
        scope.problems.push(problem::not_a_count(&at.key("at"), words, "percentage from 0 to 100"));
    }
    Some(Aggregate::Percentile { column: over.column()?, at: found? })
}

/// Returns the aggregate of a kind over a column, or over rows.
pub(super) fn aggregated(
    kind: AggregateKind,
    over: &str,
    columns: &Columns<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Aggregate> {
    if kind == AggregateKind::Count && over == "rows" {
        return Some(Aggregate::Count(None));
    }
    let index = columns.find(over, at, scope)?;
    let column = columns.column(index);
    if !kind.counts() && !matches!(column.kind, ColumnType::Integer | ColumnType::Number) {
        scope.problems.push(wrong::not_numbers(at, kind.word(), column));
        return None;
    }
    Some(kind.over(index))
}
