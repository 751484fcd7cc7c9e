//! From a calculation to its outcome: the same for a declared figure, for a test written in place, and for either on an
//! earlier release.

use std::collections::BTreeMap;

use crate::model::{Calculation, Key, Measure, Model, Quotation, Selection};
use crate::table::ColumnType;
use crate::vocabulary::Caveats;

use super::aggregate::{self, aggregate};
use super::derive::{Operands, derive};
use super::fault::Fault;
use super::frame::Frame;
use super::marked::Marks;
use super::tables::{Release, Tables};
use super::{Outcome, Sign, Trace, Unit, Valued, look_alike, select, series, small, timed, units, unmatched};

/// Returns the outcome of a calculation on the current releases; `declared` is the measure its author gives it.
pub(super) fn calculate(
    tables: &Tables<'_>,
    calculation: &Calculation,
    declared: Option<Key<Measure>>,
    operands: &Operands<'_>,
) -> Result<Outcome, Fault> {
    let made = match calculation {
        Calculation::Select(selection) => selected(tables, selection, declared, None),
        Calculation::Derive(operation) => derive(tables.model, operation, declared, operands),
        Calculation::Quote(quotation) => Ok(quoted(quotation, declared)),
    };
    made.map(|outcome| small::guard(tables.model, outcome))
}

/// Returns the outcome of a selection whose columns are those of this release.
pub(super) fn selected(
    tables: &Tables<'_>,
    selection: &Selection,
    declared: Option<Key<Measure>>,
    release: Release,
) -> Result<Outcome, Fault> {
    let model = tables.model;
    let frame = tables.frame(selection.of, release, selection.join.as_ref())?;
    let rows = select::rows(&frame, &selection.filters, &tables.index(selection.of, release));
    let dataset = model.datasets.id(selection.of).as_str();
    let joined = (selection.of, release, selection.join.as_ref());
    let unmatched = unmatched::unmatched(tables, joined, &selection.filters, &frame)?;
    if let Some(fault) = look_alike::fault(&frame, selection, &rows) {
        return Err(fault);
    }
    let counted = measure(model, selection, &frame);
    let marks = Marks::of(tables, selection, release, &frame, counted.is_some());
    let (value, decimals) = if let Some(by) = selection.by {
        series::series(&frame, selection.aggregate, by, &rows, dataset, &marks)?
    } else {
        let made = aggregate(&frame, selection.aggregate, &rows, dataset)?;
        (Valued::Number(made.number), made.decimals)
    };
    let mut measures: Vec<Key<Measure>> = declared.into_iter().chain(counted).collect();
    measures.dedup();
    let trace = Trace::Cells {
        dataset: selection.of,
        column: aggregate::column(selection.aggregate),
        selection: selection.clone(),
        count: rows.len(),
        only: (rows.len() == 1).then(|| rows[0] as usize),
        unmatched,
    };
    let unit = measures.first().copied().map_or(Unit::Plain, Unit::Of);
    let (said, rivals) = match &value {
        Valued::Series(points) => {
            let said = points.iter().fold(Caveats::NONE, |said, point| said.and(point.said()));
            (
                said,
                rows_by(&frame, selection.by, &rows)
                    .iter()
                    .fold(Caveats::NONE, |all, rows| all.and(marks.rivals(rows))),
            )
        }
        Valued::Number(_) | Valued::Quoted(_) => (marks.number(&rows), marks.rivals(&rows)),
    };
    Ok(Outcome {
        value,
        unit,
        measures,
        trace,
        provisional: said.has(Caveats::PROVISIONAL),
        revised: said.has(Caveats::REVISED),
        caveats: said.beside(),
        rivals: rivals.without(said),
        withheld: None,
        span: if release.is_none() { timed::of_selection(tables, selection, &frame, &rows) } else { None },
        decimals,
        least_decimals: 0,
        sign: units::of_measure(model, unit),
        from_below: None,
    })
}

/// Returns some rows by their value of a column.
fn rows_by(frame: &Frame<'_>, by: Option<usize>, rows: &[u32]) -> Vec<Vec<u32>> {
    let reader = by.map(|by| frame.reader(by));
    let mut groups: BTreeMap<Option<i64>, Vec<u32>> = BTreeMap::new();
    for row in rows {
        groups.entry(reader.as_ref().and_then(|reader| reader.get(*row as usize))).or_default().push(*row);
    }
    groups.into_values().collect()
}

/// Returns what a selection's number counts, as its dataset declares.
///
/// Rows counted are things of the dataset's measure only where no column holds numbers of it: a list of cases has a row
/// for each case, a table of monthly totals has a row for each month.
fn measure(model: &Model, selection: &Selection, frame: &Frame<'_>) -> Option<Key<Measure>> {
    use crate::model::Aggregate::{Count, Distinct};
    let first = &model.datasets[selection.of];
    match selection.aggregate {
        Count(_) => {
            let declared = || first.measures.iter().copied().flatten();
            let one = declared().next().filter(|one| declared().all(|other| other == *one))?;
            let numbers = first.table.columns.iter().zip(&first.measures);
            let in_numbers = numbers.filter(|(column, measure)| column.kind.is_numeric() && measure.is_some()).count();
            (in_numbers == 0).then_some(one)
        }
        Distinct(_) => None,
        other => {
            let column = aggregate::column(other)?;
            // Earlier releases may order their columns differently; measures are declared by the current one's.
            let name = &frame.column(column).name;
            let own = frame.first.table.columns.len();
            let dataset = match &selection.join {
                Some(join) if column >= own => &model.datasets[join.dataset],
                _ => first,
            };
            dataset.measures.get(dataset.table.column(name)?).copied().flatten()
        }
    }
}

fn quoted(quotation: &Quotation, declared: Option<Key<Measure>>) -> Outcome {
    Outcome {
        value: Valued::Quoted(quotation.quantity.clone()),
        unit: declared.map_or(Unit::Plain, Unit::Of),
        measures: declared.into_iter().collect(),
        trace: Trace::Source { source: quotation.source, locator: quotation.locator.clone() },
        provisional: false,
        revised: false,
        caveats: Caveats::NONE,
        rivals: Caveats::NONE,
        withheld: None,
        span: None,
        decimals: quotation.number.map_or(0, crate::number::Number::decimals),
        least_decimals: 0,
        sign: Sign::Level,
        from_below: None,
    }
}

/// Returns the type of the column that a series goes along.
pub(super) fn kind_of_series(model: &Model, outcome: &Outcome) -> Option<ColumnType> {
    let Trace::Cells { selection, .. } = &outcome.trace else { return None };
    let by = selection.by?;
    let first = &model.datasets[selection.of].table;
    let column = match (&selection.join, by.checked_sub(first.columns.len())) {
        (Some(join), Some(by)) => model.datasets[join.dataset].table.columns.get(by),
        _ => first.columns.get(by),
    };
    column.map(|column| column.kind)
}
