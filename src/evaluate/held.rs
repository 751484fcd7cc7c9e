//! For how many rows some conditions hold, of how many; and what those are called of which they do not.

use std::collections::BTreeSet;

use crate::diagnostic::code::figure::NOTHING_SELECTED;
use crate::model::{Calculation, Figure, Filter, Key, Measure, Model, Predicate, Selection, Unit};
use crate::number::Number;
use crate::outcome::{Along, Found, Missing, Outcome, Provenance, Withheld, name_of};
use crate::quantity::{Judgement, Quantity, SaidUnit};

use crate::evaluate::bases::Bases;
use crate::evaluate::fault::{EvaluationFault, WordedFault};
use crate::evaluate::join::Frame;
use crate::evaluate::related;
use crate::evaluate::select;
use crate::evaluate::tables::Tables;
use crate::evaluate::{asked, disclosure, taken, units};

/// Returns an outcome with what the rows are called of which the conditions do not hold; a fault where it cannot be told of each
/// row whether they do.
pub(super) fn named(
    tables: &Tables<'_>,
    outcome: Outcome,
    (number, whole): (Key<Figure>, Key<Figure>),
) -> Result<Outcome, EvaluationFault> {
    let model = tables.model;
    let (Some(met), Some(all)) = (selection(model, number), selection(model, whole)) else { return Ok(outcome) };
    let frame = tables.frame(all.of, None, all.join.as_ref())?;
    let index = tables.index(all.of, None);
    let dataset = model.datasets.id(all.of).as_str();
    let rows = select::rows(&frame, &all.filters, &index);
    if rows.is_empty() {
        return Err(none(dataset));
    }
    let conditions = &met.filters[all.filters.len()..];
    let columns: BTreeSet<usize> = conditions.iter().map(|filter| filter.column).collect();
    for column in &columns {
        let asks_for_empty = conditions.iter().any(|filter| filter.column == *column && speaks_of_empty(filter));
        let reader = frame.reader(*column);
        let empty = rows.iter().map(|row| *row as usize).find(|row| reader.get(*row).is_none());
        if let Some(row) = empty.filter(|_| !asks_for_empty) {
            return Err(related::empty(&frame, *column, row));
        }
        // Each period that is asked for has to be there: what is absent cannot be counted among those that fail.
        let of_column = Selection { aggregate: crate::model::Aggregate::Value(*column), ..all.clone() };
        if let Some(fault) = asked::absent(&frame, &of_column, &rows, dataset).filter(|_| !all.missing) {
            return Err(fault);
        }
    }
    let met: BTreeSet<u32> = select::rows(&frame, &met.filters, &index).into_iter().collect();
    let (met, others): (Vec<u32>, Vec<u32>) = rows.iter().partition(|row| met.contains(row));
    let [met, others] = [met, others].map(|those| names(model, all, &frame, &rows, &those));
    let withheld = any_small(model, all, &frame, &rows, conditions).then_some(Withheld::Protecting);
    let missing = if all.missing { taken::missing_of(tables, all, None, &frame, &rows) } else { Missing::default() };
    let found = Some(Found::Rows { whole: rows.len(), met, others, missing });
    // How many meet the conditions is not told by what it is made of either.
    let trace = if withheld.is_some() { Provenance::Figures(vec![whole]) } else { outcome.trace };
    Ok(Outcome { found, trace, withheld: outcome.withheld.or(withheld), ..outcome })
}

fn selection(model: &Model, key: Key<Figure>) -> Option<&Selection> {
    match &model.figures[key].calculation {
        Calculation::Select(selection) => Some(selection),
        Calculation::Derive(_) | Calculation::Quote(_) => None,
    }
}

/// Returns the fault that there is nothing of which conditions could hold.
pub(super) fn none(dataset: &str) -> EvaluationFault {
    EvaluationFault::WordedFault(Box::new(WordedFault {
        code: &NOTHING_SELECTED,
        what: format!("asks of how many rows something holds, and no row of `{dataset}` meets its conditions"),
        note: "whatever is said of every one of no rows would hold".into(),
        help: "compare the conditions in `where` with the cells of the file".into(),
    }))
}

fn speaks_of_empty(filter: &Filter) -> bool {
    match &filter.predicate {
        Predicate::In(values) | Predicate::NotIn(values) => values.contains(&Predicate::EMPTY),
        _ => false,
    }
}

/// Returns what rows are called: by the one column that tells all rows apart, else by those that differ among them.
fn names(model: &Model, selection: &Selection, frame: &Frame<'_>, all: &[u32], rows: &[u32]) -> Vec<String> {
    let columns = 0..frame.first.table.columns.len();
    let differs = |column: &usize| {
        let reader = frame.reader(*column);
        let mut values = all.iter().map(|row| reader.get(*row as usize));
        let first = values.next().flatten();
        values.any(|value| value != first)
    };
    let is_label = |column: &usize| !frame.column(*column).kind.is_numeric();
    let labels: Vec<usize> = columns.filter(is_label).filter(differs).collect();
    let tells_apart = |column: &&usize| {
        let reader = frame.reader(**column);
        let values: BTreeSet<Option<i64>> = all.iter().map(|row| reader.get(*row as usize)).collect();
        values.len() == all.len() && !values.contains(&None)
    };
    let by: Vec<usize> = match labels.iter().find(tells_apart) {
        Some(column) => vec![*column],
        None => labels,
    };
    let name = |row: &u32| {
        let parts = by.iter().filter_map(|column| {
            let at = frame.reader(*column).get(*row as usize)?;
            let along = Along { dataset: selection.of, release: None, column: *column };
            Some(name_of(model, along, at))
        });
        parts.collect::<Vec<String>>().join(", ")
    };
    rows.iter().map(name).filter(|name| !name.is_empty()).collect()
}

/// Returns whether a cell that decides is a small count of a guarded measure: how many rows meet a condition would tell it.
fn any_small(model: &Model, selection: &Selection, frame: &Frame<'_>, rows: &[u32], conditions: &[Filter]) -> bool {
    let dataset = &model.datasets[selection.of];
    let is_small = |column: usize, row: usize| {
        column < dataset.table.columns.len() && disclosure::withheld_cell(model, selection.of, column, row).is_some()
    };
    conditions.iter().any(|filter| {
        let bases = match &filter.predicate {
            Predicate::Related(related) => Some(Bases::of(frame, filter.column, related)),
            _ => None,
        };
        rows.iter().map(|row| *row as usize).any(|row| {
            let base = bases.as_ref().and_then(|bases| bases.cell(row));
            is_small(filter.column, row) || base.is_some_and(|(row, column)| is_small(column, row))
        })
    })
}

/// Returns the measures of the columns on which the conditions are that a count of rows is made by.
pub(super) fn measures(model: &Model, number: Key<Figure>) -> Vec<Key<Measure>> {
    let Some(selection) = selection(model, number) else { return Vec::new() };
    let own = &model.datasets[selection.of].measures;
    let joined = selection.join.as_ref().map(|join| &model.datasets[join.dataset].measures);
    let of = |column: usize| match column.checked_sub(own.len()) {
        None => own[column],
        Some(column) => joined.and_then(|joined| joined.get(column).copied().flatten()),
    };
    let mut measures: Vec<Key<Measure>> = Vec::new();
    let deciding: Vec<Key<Measure>> = selection.filters.iter().rev().filter_map(|filter| of(filter.column)).collect();
    // Days and labels count nothing themselves; they are of what the dataset counts.
    let all = own.iter().copied().flatten().collect();
    for measure in if deciding.is_empty() { all } else { deciding } {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures
}

/// Returns what a quantity makes of so many of a whole: a number is held against how many there are, `eight of the twelve` against
/// both, and a share against their share.
pub(super) fn judge(
    model: &Model,
    quantity: &Quantity,
    outcome: &Outcome,
    number: Number,
    whole: usize,
) -> Result<Judgement, EvaluationFault> {
    let whole = i64::try_from(whole).map(Number::from).map_err(|_| EvaluationFault::TooLong)?;
    if let Some(judged) = quantity.judge_of(number, whole) {
        return Ok(judged);
    }
    if quantity.unit() == SaidUnit::Percent && quantity.change().is_none() {
        let share =
            number.percent_of(whole).map_err(|fault| EvaluationFault::of_number(fault, "the number of rows"))?;
        return Ok(quantity.judge(share));
    }
    units::judge(model, quantity, &Outcome { unit: Unit::Plain, ..outcome.clone() }, number)
}
