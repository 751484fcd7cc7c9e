//! Which of its rows a selection takes, and what of them it may tell: each cell once in a rate, what it leaves out, and what a
//! view has worked out of small counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Filter, Model, Predicate, Selection};
use crate::outcome::{Missing, Value, Withheld};

use super::join::Frame;
use super::select;
use super::tables::{Release, Tables};
use super::worked_out::WorkedOut;

/// Returns what a selection leaves out because it has no value or is not there; `rows` are those it takes.
pub(super) fn missing_of(
    tables: &Tables<'_>,
    selection: &Selection,
    release: Release,
    frame: &Frame<'_>,
    rows: &[u32],
) -> Missing {
    let asks = |filter: &&Filter| {
        !filter.predicate.is_known()
            && !matches!(&filter.predicate, Predicate::NotIn(values) if *values == [Predicate::EMPTY])
    };
    let filters: Vec<Filter> = selection.filters.iter().filter(asks).cloned().collect();
    let all = select::rows(frame, &filters, &tables.index(selection.of, release)).len();
    let there = |column: usize| {
        let reader = frame.reader(column);
        rows.iter().filter_map(|row| reader.get(*row as usize)).collect::<BTreeSet<i64>>()
    };
    // Of a list all that it asks for on a column, once where two of it mean the same.
    let mut periods: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
    for asked in selection.asked.iter().filter(|asked| asked.each) {
        periods.entry(asked.column).or_default().extend(asked.first..=asked.last);
    }
    let periods = periods.into_iter().map(|(column, wanted)| (wanted.difference(&there(column)).count(), wanted.len()));
    Missing { rows: all.saturating_sub(rows.len()), of: all, periods: periods.max().unwrap_or_default() }
}

/// Returns the rows of a selection of which none holds a cell again that stands in an earlier one, of the same value of a series.
pub(super) fn each_cell_once(frame: &Frame<'_>, selection: &Selection, mut rows: Vec<u32>) -> Vec<u32> {
    let own = frame.first.table.columns.len();
    let column = selection.aggregate.column().filter(|column| *column < own);
    let Some(cell) = column.and_then(|column| frame.first.table.repeated_cells(column)) else { return rows };
    let by = selection.by.map(|by| frame.reader(by));
    let mut seen = BTreeSet::new();
    rows.retain(|row| {
        let at = by.as_ref().and_then(|by| by.get(*row as usize));
        cell(*row as usize).is_none_or(|cell| seen.insert((at, cell)))
    });
    rows
}

/// Marks what tells a small count that is withheld: the number, or values of a series, each of which is that of one row.
pub(super) fn withheld_in(
    model: &Model,
    selection: &Selection,
    frame: &Frame<'_>,
    rows: &[u32],
    value: &mut Value,
) -> Option<Withheld> {
    let column = selection.aggregate.column().filter(|column| *column < frame.first.table.columns.len())?;
    let worked_out = WorkedOut::of(model, frame.first.table, column)?;
    match (value, selection.by) {
        (Value::Series(points), Some(by)) => {
            let reader = frame.reader(by);
            for point in points {
                let mut own = rows.iter().filter(|row| reader.get(**row as usize) == Some(point.at));
                let one = own.next().filter(|_| own.next().is_none());
                point.withheld |= one.is_some_and(|row| worked_out.tells(*row as usize));
            }
            None
        }
        _ => matches!(rows, [row] if worked_out.tells(*row as usize)).then_some(Withheld::Protecting),
    }
}
