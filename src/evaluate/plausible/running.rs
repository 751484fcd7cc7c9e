//! Running totals of which nothing in the registry says so: a column that is called one, or that never falls, and is added up
//! over time.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::language::sums;
use crate::model::{Aggregate, Key, Measure, Model};
use crate::table::{Column, ColumnType};

use super::super::join::Frame;
use super::super::tables::Tables;
use super::repeats::labels;
use super::{Aggregates, Does, Findings, Taking, line, place};

/// Adds that a running total is added up over time, or told as what came in one period.
pub(super) fn check<'m>(tables: &Tables<'m>, taking: &Taking<'m>, found: &mut Findings) {
    let Does::Aggregates(made) = &taking.does else { return };
    let model = tables.model;
    let Some((index, measure)) = taking.amounts(tables).into_iter().next() else { return };
    let Some((dataset, at, column)) = taking.column_of_file(tables, index) else { return };
    let is_told =
        measure.is_some_and(|measure| model.measures[measure].stock.is_some() || model.measures[measure].flow);
    if is_told || !column.kind.is_numeric() || index >= tables.dataset(taking.of).table.columns.len() {
        return;
    }
    let named = sums::is_running_total(column.in_file());
    let adds = matches!(made.aggregate, Aggregate::Sum(_) | Aggregate::Mean(_));
    if !named && !adds {
        return;
    }
    let table = &tables.dataset(taking.of).table;
    let times: Vec<usize> = (0..table.columns.len()).filter(|column| table.columns[*column].kind.is_time()).collect();
    let Some((frame, rows)) = taking.rows(tables) else { return };
    let over = times.iter().copied().find(|time| over_time(&frame, made, *time, &rows));
    let apart = labels(tables.dataset(taking.of), Some(index));
    let told = Told { model, taking, frame: &frame, column, index, measure };
    let problem = match over {
        Some(time) if made.aggregate == Aggregate::Sum(index) => {
            let never_falls = || never_falls(&frame, (index, time), &apart, &rows, named);
            let problem = || told.added(time, &rows, named);
            (named || never_falls()).then(problem).flatten()
        }
        _ => (named && told.is_called_otherwise()).then(|| told.called(&rows)).flatten(),
    };
    if let Some(problem) = problem {
        // That it is added up says more than that it is one.
        let kind = i64::from(over.is_some());
        found.add((dataset, at), ("running total", kind), || problem);
    }
}

/// Returns whether rows of different times become one number.
fn over_time(frame: &Frame<'_>, made: &Aggregates, time: usize, rows: &[u32]) -> bool {
    if made.keeps_apart(time) {
        return false;
    }
    let readers: Vec<_> = made.by.iter().chain(&made.apart).map(|column| frame.reader(*column)).collect();
    let times = frame.reader(time);
    let mut known: BTreeMap<Vec<Option<i64>>, i64> = BTreeMap::new();
    rows.iter().any(|row| {
        let Some(time) = times.get(*row as usize) else { return false };
        let group = readers.iter().map(|reader| reader.get(*row as usize)).collect();
        *known.entry(group).or_insert(time) != time
    })
}

/// Returns whether the values of a column never fall along time, in any group of rows that agree in their other labels, so long
/// that what comes in could hardly do so.
fn never_falls(frame: &Frame<'_>, (index, time): (usize, usize), labels: &[usize], rows: &[u32], named: bool) -> bool {
    /// So many steps without a fall.
    const STEPS: usize = 8;
    // Yearly numbers of much that grows rise for decades.
    let kind = frame.column(time).kind;
    if named || matches!(kind, ColumnType::Year | ColumnType::FinancialYear { .. } | ColumnType::Period) {
        return false;
    }
    let others: Vec<_> = labels
        .iter()
        .filter(|column| **column != time && !frame.column(**column).kind.is_time())
        .map(|column| frame.reader(*column))
        .collect();
    let (times, values) = (frame.reader(time), frame.reader(index));
    let mut groups: BTreeMap<Vec<Option<i64>>, Vec<(i64, i64)>> = BTreeMap::new();
    for row in rows {
        let row = *row as usize;
        if let (Some(time), Some(value)) = (times.get(row), values.get(row)) {
            groups.entry(others.iter().map(|reader| reader.get(row)).collect()).or_default().push((time, value));
        }
    }
    let (mut steps, mut rises) = (0, 0);
    for series in groups.values_mut() {
        series.sort_unstable();
        for pair in series.windows(2) {
            let [(before, low), (after, high)] = [pair[0], pair[1]];
            if before == after || high < low {
                return false;
            }
            steps += 1;
            rises += usize::from(high > low);
        }
    }
    steps >= STEPS && rises * 2 >= steps
}

/// What is told of a running total.
struct Told<'a, 'm> {
    model: &'m Model,
    taking: &'a Taking<'m>,
    frame: &'a Frame<'a>,
    column: &'a Column,
    index: usize,
    measure: Option<Key<Measure>>,
}

impl Told<'_, '_> {
    /// Returns whether the measure does not itself say that it counts what there was so far.
    fn is_called_otherwise(&self) -> bool {
        self.measure.is_some_and(|measure| {
            let measure = &self.model.measures[measure];
            let words = [Some(measure.label.as_str()), measure.unit.as_deref(), measure.definition.as_deref()];
            !words.into_iter().flatten().any(sums::is_running_total)
        })
    }

    fn help(&self) -> String {
        match self.measure {
            Some(measure) => {
                let id = self.model.measures.id(measure);
                format!(
                    "give the column a measure of its own with `stock: {id}`, whose `difference` of two periods then counts `{id}`; if each number is what came in its period, say so with `stock: false` on `{id}`"
                )
            }
            None => "give the column a measure with `stock: true`, or `stock: M` where `M` is what it is the running total of; if each number is what came in its period, `stock: false`"
                .to_owned(),
        }
    }

    fn added(&self, time: usize, rows: &[u32], named: bool) -> Option<Problem> {
        let (values, times) = (self.frame.reader(self.index), self.frame.reader(time));
        let of = |row: &u32| Some((times.get(*row as usize)?, values.get(*row as usize)?, *row));
        let first = rows.iter().filter_map(of).min()?;
        let last = rows.iter().filter_map(of).max()?;
        let at = self.frame.column(time);
        let why = if named { "is called a running total" } else { "never falls, as a running total does" };
        let message = format!(
            "{} adds up `{}` over time, which {why}: {} in {} ({}), {} in {}",
            self.taking.subject,
            self.column.name,
            self.column.as_published(first.1),
            at.format(first.0),
            line(self.frame, self.index, first.2),
            self.column.as_published(last.1),
            at.format(last.0),
        );
        let problem = if named {
            Problem::error(&code::RUNNING_TOTAL, place(self.taking), message)
        } else {
            Problem::warning(&code::RUNNING_TOTAL, place(self.taking), message)
        };
        Some(
            problem.note("what was there in the first period would count again in each that follows").help(self.help()),
        )
    }

    fn called(&self, rows: &[u32]) -> Option<Problem> {
        let measure = self.measure?;
        let row = *rows.first()?;
        let message = format!(
            "{} takes `{}` ({}), which is called a running total, as {}",
            self.taking.subject,
            self.column.name,
            line(self.frame, self.index, row),
            self.model.measures[measure].label
        );
        Some(
            Problem::warning(&code::RUNNING_TOTAL, place(self.taking), message)
                .note("a number so far is told as what came in one period")
                .help(self.help()),
        )
    }
}
