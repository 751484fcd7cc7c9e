//! Small counts: which measures are guarded, which numbers of them are withheld from readers, and in which cells of a table.
//!
//! A count of one to four people or cases can point at them. Where its measure is `sensitive` it is evaluated like any
//! other number, and printed as "fewer than 5".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Aggregate, Dataset, Join, Key, Measure, Model, Operation, Selection, TableEntry, TableOf, Unit};
use crate::number::Number;

use crate::evaluate::join::Frame;
use crate::evaluate::select;
use crate::evaluate::suppress::{Amounts, SumLine, Total, columns_that_add_up, rows_that_add_up, withheld};
use crate::evaluate::tables::Tables;
use crate::evaluate::units::{FEW, is_guarded};
use crate::evaluate::worked_out::WorkedOut;
use crate::outcome::{Outcome, Provenance, Value, Withheld};

/// Returns whether a number of this unit is a small count that is withheld.
pub(super) fn is_small(model: &Model, unit: Unit, number: Number) -> bool {
    let guarded = matches!(unit, Unit::Of(measure) if is_guarded(model, measure));
    guarded && !number.is_zero() && number.absolute() < FEW.into()
}

/// Returns an outcome with what is withheld of it marked: a small count, and each small one of a series.
pub(super) fn guard(model: &Model, mut outcome: Outcome) -> Outcome {
    match &mut outcome.value {
        Value::Number(number) if is_small(model, outcome.unit, *number) => outcome.withheld = Some(Withheld::Small),
        Value::Series(points) => {
            for point in points {
                point.withheld |= is_small(model, outcome.unit, point.number);
            }
        }
        Value::Number(_) | Value::Quoted(_) | Value::Name(_) => {}
    }
    if outcome.withheld.is_none() && !ends_behind(model, &outcome).is_empty() {
        outcome.withheld = Some(Withheld::Protecting);
        if let Value::Series(points) = &mut outcome.value {
            // Which end belongs to which point is not looked for: none is told.
            for point in points {
                point.withheld = true;
            }
        }
    }
    outcome
}

/// Returns whether an outcome is a withheld number of rows, or of different values in them: a list of them would tell it.
pub fn is_told_by_its_rows(outcome: &Outcome) -> bool {
    let Provenance::Cells { selection, .. } = &outcome.trace else { return false };
    outcome.withheld.is_some() && selection.aggregate.counts()
}

/// Returns whether there are so few rows that their number is a small count.
pub fn are_few(rows: usize) -> bool {
    i64::try_from(rows).is_ok_and(|rows| rows > 0 && rows < FEW)
}

/// Returns whether the result of an operation, beside the other numbers it is made of, tells the number that is withheld.
pub(super) fn tells_its_parts(operation: &Operation) -> bool {
    match operation {
        Operation::Difference(..)
        | Operation::Ratio(..)
        | Operation::Index(..)
        | Operation::Change { .. }
        | Operation::Points { .. }
        | Operation::Share { .. }
        | Operation::Rate(_)
        | Operation::Real(_)
        | Operation::Total(_) => true,
        Operation::Rank { .. }
        | Operation::Holds { .. }
        | Operation::HoldsEach { .. }
        | Operation::CountSteps(..)
        | Operation::Steps(_)
        | Operation::Run(..)
        | Operation::LastRun(..)
        | Operation::Since(..)
        | Operation::Lowest(_)
        | Operation::Highest(_)
        | Operation::Which(_) => false,
    }
}

/// What is withheld of the cells of a printed table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WithheldCells(BTreeMap<(usize, usize), Withheld>);

impl WithheldCells {
    /// Returns whether a cell is withheld and why: of a printed row, of a printed column, both by place from zero.
    pub fn at(&self, row: usize, column: usize) -> Option<Withheld> {
        self.0.get(&(row, column)).copied()
    }

    /// Returns whether any cell is withheld for this reason.
    pub fn any(&self, why: Withheld) -> bool {
        self.0.values().any(|withheld| *withheld == why)
    }
}

/// Returns what is withheld of the cells of a table; nothing of one that shows figures, which know it themselves.
pub fn withheld_in_table(model: &Model, table: Key<TableEntry>) -> WithheldCells {
    let mut cells = WithheldCells::default();
    let TableOf::Rows { of, join, filters, columns } = &model.tables[table].of else { return cells };
    let tables = Tables::unindexed(model);
    if let Ok(frame) = tables.frame(*of, None, join.as_ref()) {
        let rows = select::rows(&frame, filters, &select::Scan);
        let ends = Ends::of(model, *of, join.as_ref());
        for (place, column) in columns.iter().enumerate() {
            let tells = ends.tells_where(&frame, &rows, *column);
            cells.0.extend(tells.into_iter().map(|row| ((row, place), Withheld::Protecting)));
        }
        let worked_out = columns.iter().enumerate().filter_map(|(place, column)| {
            let own = *column < frame.first.table.columns.len();
            Some((place, own.then(|| WorkedOut::of(model, frame.first.table, *column)).flatten()?))
        });
        for (place, worked_out) in worked_out {
            let tells = rows.iter().enumerate().filter(|(_, row)| worked_out.tells(**row as usize));
            cells.0.extend(tells.map(|(row, _)| ((row, place), Withheld::Protecting)));
        }
    }
    let Some(shown) = Shown::of(&tables, table) else { return cells };
    for own in shown.guarded() {
        let (values, unit) = shown.values(&own);
        let hidden = withheld(&values, unit, &shown.lines(&own));
        let places: HashMap<usize, usize> = own.iter().enumerate().map(|(at, column)| (*column, at)).collect();
        for (place, column) in columns.iter().enumerate() {
            let Some(at) = places.get(column).copied() else { continue };
            for row in 0..shown.rows.len() {
                cells.0.extend(hidden[shown.cell(&own, row, at)].map(|why| ((row, place), why)));
            }
        }
    }
    cells
}

/// Returns the places of the rows that an outcome is made of and that tell how uncertain a small count is.
fn ends_behind(model: &Model, outcome: &Outcome) -> Vec<usize> {
    let Provenance::Cells { dataset, column: Some(column), selection, .. } = &outcome.trace else { return Vec::new() };
    let join = selection.join.as_ref();
    let counts = selection.aggregate.counts();
    let any = |of: Key<Dataset>| model.datasets[of].table.columns.iter().any(|column| column.form.interval.is_some());
    if counts || !(any(*dataset) || join.is_some_and(|join| any(join.dataset))) {
        return Vec::new();
    }
    let tables = Tables::unindexed(model);
    let Ok(frame) = tables.frame(*dataset, None, join) else { return Vec::new() };
    let rows = select::rows(&frame, &selection.filters, &select::Scan);
    Ends::of(model, *dataset, join).tells_where(&frame, &rows, *column)
}

/// Returns what is withheld of the cells that an outcome is made of, in the order of [`rows`](crate::evaluate::rows); nothing where
/// it is made of no cells of a guarded measure.
pub fn withheld_behind(model: &Model, outcome: &Outcome) -> Vec<Option<Withheld>> {
    let Provenance::Cells { dataset, column: Some(column), selection, .. } = &outcome.trace else { return Vec::new() };
    let declared = match (selection.aggregate, outcome.unit) {
        (Aggregate::Count(_) | Aggregate::Distinct(_), _) => None,
        (_, Unit::Of(measure)) => Some(measure),
        _ => None,
    };
    let measure = measure_of(model, *dataset, selection.join.as_ref(), *column).or(declared);
    if !measure.is_some_and(|measure| is_guarded(model, measure)) {
        // Such a number is withheld itself, and then no cell of it tells anything.
        let ends = ends_behind(model, outcome);
        let last = ends.last().map_or(0, |last| last + 1);
        return (0..last).map(|place| ends.contains(&place).then_some(Withheld::Protecting)).collect();
    }
    let tables = Tables::unindexed(model);
    let Ok(frame) = tables.frame(*dataset, None, selection.join.as_ref()) else { return Vec::new() };
    let rows = select::rows(&frame, &selection.filters, &select::Scan);
    let amounts = Amounts::of(&frame, &[*column]);
    let values: Vec<Option<i128>> = rows.iter().map(|row| amounts.get(*row, 0)).collect();
    withheld(&values, amounts.unit, &sums_of(outcome, selection, &frame, &rows, &values))
}

/// Returns the sums of the cells that are printed: the number itself, or each of a series.
fn sums_of(
    outcome: &Outcome,
    selection: &Selection,
    frame: &Frame<'_>,
    rows: &[u32],
    values: &[Option<i128>],
) -> Vec<SumLine<usize>> {
    if !matches!(selection.aggregate, Aggregate::Sum(_) | Aggregate::Mean(_) | Aggregate::Weighted { .. })
        || outcome.withheld.is_some()
    {
        return Vec::new();
    }
    let mut groups: BTreeMap<Option<i64>, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let at = selection.by.and_then(|by| frame.reader(by).get(*row as usize));
        groups.entry(at).or_default().push(place);
    }
    let line = |parts: Vec<usize>| {
        let sum = parts.iter().try_fold(0_i128, |sum, part| Some(sum.saturating_add(values[*part]?)))?;
        Some(SumLine { parts, total: Total::Printed(sum) })
    };
    groups.into_values().filter(|parts| parts.len() > 1).filter_map(line).collect()
}

/// Returns whether the cell of a dataset is withheld by itself, and why: it holds a small count of a guarded measure, or says how
/// uncertain one is, and so where it lies.
pub fn withheld_cell(model: &Model, dataset: Key<Dataset>, column: usize, row: usize) -> Option<Withheld> {
    if is_small_cell(model, dataset, column, row) {
        return Some(Withheld::Small);
    }
    let ends = ends(model, dataset);
    let mut estimates = ends.get(&column).into_iter().flatten();
    estimates.any(|of| is_small_cell(model, dataset, *of, row)).then_some(Withheld::Protecting)
}

fn is_small_cell(model: &Model, dataset: Key<Dataset>, column: usize, row: usize) -> bool {
    let held = &model.datasets[dataset];
    let measure = held.measures.get(column).copied().flatten();
    let number = held.table.columns.get(column).and_then(|column| column.number(row));
    measure.zip(number).is_some_and(|(measure, number)| is_small(model, Unit::Of(measure), number))
}

/// Returns the columns that say how uncertain others are, each with those of guarded measures of which it says so.
fn ends(model: &Model, dataset: Key<Dataset>) -> BTreeMap<usize, Vec<usize>> {
    let held = &model.datasets[dataset];
    let columns = &held.table.columns;
    let guarded = |of: &usize| held.measures.get(*of).copied().flatten().is_some_and(|one| is_guarded(model, one));
    let told: Vec<usize> =
        (0..columns.len()).filter(|of| columns[*of].form.interval.is_some()).filter(guarded).collect();
    let mut ends: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    if told.is_empty() {
        return ends;
    }
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for (at, column) in columns.iter().enumerate() {
        by_name.entry(&column.name).or_insert(at);
    }
    for of in told {
        let named = columns[of].form.interval.iter().flat_map(|interval| interval.columns());
        for at in named.filter_map(|name| by_name.get(name)) {
            ends.entry(*at).or_default().push(of);
        }
    }
    ends
}

/// A dataset with its columns that say how uncertain others are, each with those.
type EndsOf = (Key<Dataset>, BTreeMap<usize, Vec<usize>>);

/// The columns of a frame that say how uncertain others are.
struct Ends<'m> {
    model: &'m Model,
    first: EndsOf,
    second: Option<EndsOf>,
}

impl<'m> Ends<'m> {
    fn of(model: &'m Model, of: Key<Dataset>, join: Option<&Join>) -> Self {
        let second = join.map(|join| (join.dataset, ends(model, join.dataset)));
        Self { model, first: (of, ends(model, of)), second }
    }

    /// Returns which of some rows tell by a column how uncertain a small count is; no row of a column that tells it of none.
    fn tells_where(&self, frame: &Frame<'_>, rows: &[u32], column: usize) -> Vec<usize> {
        let own = frame.first.table.columns.len();
        let (ends, column, partners) = match column.checked_sub(own) {
            None => (Some(&self.first), column, None),
            Some(joined) => (self.second.as_ref(), joined, frame.second.as_ref().map(|(_, partners)| partners)),
        };
        let Some((dataset, estimates)) = ends.and_then(|(dataset, ends)| Some((*dataset, ends.get(&column)?))) else {
            return Vec::new();
        };
        let row_of = |row: usize| partners.map_or(row, |partners| partners[row] as usize);
        let tells = |(_, row): &(usize, &u32)| {
            estimates.iter().any(|of| is_small_cell(self.model, dataset, *of, row_of(**row as usize)))
        };
        rows.iter().enumerate().filter(tells).map(|(place, _)| place).collect()
    }
}

/// Returns what a column of a selection counts; those of a joined dataset follow those of the first.
fn measure_of(model: &Model, of: Key<Dataset>, join: Option<&Join>, column: usize) -> Option<Key<Measure>> {
    let first = &model.datasets[of];
    match column.checked_sub(first.table.columns.len()) {
        None => first.measures.get(column).copied().flatten(),
        Some(joined) => model.datasets[join?.dataset].measures.get(joined).copied().flatten(),
    }
}

/// A table of rows as it is printed.
pub(super) struct Shown<'m> {
    /// What the table sees.
    pub(super) frame: Frame<'m>,
    /// The rows it prints, by row of the first dataset.
    pub(super) rows: Vec<u32>,
    /// The columns of each guarded measure.
    guarded: BTreeMap<Key<Measure>, Vec<usize>>,
    /// For each printed row the first that is joined with the same row of the second dataset.
    first_of: Vec<usize>,
}

impl<'m> Shown<'m> {
    /// Returns a table; none where it shows no rows, or nothing that is guarded.
    pub(super) fn of(tables: &Tables<'m>, table: Key<TableEntry>) -> Option<Self> {
        let model = tables.model;
        let entry = &model.tables[table];
        let TableOf::Rows { of, join, filters, columns } = &entry.of else { return None };
        let mut measured = Vec::new();
        for column in columns {
            let measure = measure_of(model, *of, join.as_ref(), *column).or(entry.measure);
            measured.extend(measure.filter(|measure| is_guarded(model, *measure)).map(|measure| (measure, *column)));
        }
        if measured.is_empty() {
            return None;
        }
        let frame = tables.frame(*of, None, join.as_ref()).ok()?;
        let mut guarded: BTreeMap<Key<Measure>, Vec<usize>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (measure, column) in measured {
            let columns = guarded.entry(measure).or_default();
            if frame.column(column).kind.is_numeric() && seen.insert((measure, column)) {
                columns.push(column);
            }
        }
        let rows = select::rows(&frame, filters, &select::Scan);
        let mut first: HashMap<u32, usize> = HashMap::new();
        let first_of = rows.iter().enumerate().map(|(place, row)| match &frame.second {
            Some((_, partners)) => *first.entry(partners[*row as usize]).or_insert(place),
            None => place,
        });
        let first_of = first_of.collect();
        Some(Self { frame, rows, guarded, first_of })
    }

    /// Returns the columns of each guarded measure.
    pub(super) fn guarded(&self) -> Vec<Vec<usize>> {
        self.guarded.values().filter(|columns| !columns.is_empty()).cloned().collect()
    }

    /// Returns the number of a cell among those of some columns: a cell that is printed twice has one number.
    fn cell(&self, columns: &[usize], row: usize, at: usize) -> usize {
        let joined = columns[at] >= self.frame.first.table.columns.len();
        (if joined { self.first_of[row] } else { row }) * columns.len() + at
    }

    /// Returns the cells of some columns by their numbers, and what one whole unit is among them.
    fn values(&self, columns: &[usize]) -> (Vec<Option<i128>>, i128) {
        let amounts = Amounts::of(&self.frame, columns);
        let of_row = |row: &u32| (0..columns.len()).map(|at| amounts.get(*row, at)).collect::<Vec<_>>();
        (self.rows.iter().flat_map(of_row).collect(), amounts.unit)
    }

    /// Returns which cells of some columns add up to others.
    pub(super) fn lines(&self, columns: &[usize]) -> Vec<SumLine<usize>> {
        let cell = |(row, at): (usize, usize)| self.cell(columns, row, at);
        let named = |line: &SumLine<(usize, usize)>| SumLine {
            parts: line.parts.iter().copied().map(cell).collect(),
            total: match line.total {
                Total::Cell(total) => Total::Cell(cell(total)),
                Total::Printed(sum) => Total::Printed(sum),
            },
        };
        let mut lines: Vec<SumLine<usize>> =
            rows_that_add_up(&self.frame, &self.rows, columns).iter().map(named).collect();
        let amounts = Amounts::of(&self.frame, columns);
        for sum in columns_that_add_up(&self.frame, columns) {
            let Total::Cell(total) = sum.total else { continue };
            let all = || sum.parts.iter().copied().chain([total]);
            let complete = |row: &usize| all().all(|at| amounts.get(self.rows[*row], at).is_some());
            lines.extend((0..self.rows.len()).filter(complete).map(|row| {
                named(&SumLine {
                    parts: sum.parts.iter().map(|at| (row, *at)).collect(),
                    total: Total::Cell((row, total)),
                })
            }));
        }
        lines
    }
}
