//! What can still be worked out of a set of printed numbers: the small counts of guarded measures that a reader gets by
//! taking one number from another.
//!
//! The cells of a dataset are put together that stand in the same printed numbers. Each printed number is a sum of such
//! parts; a part that the sums determine, or two numbers of which one holds the other, give away what lies between.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Aggregate, Dataset, Key, Model, TableEntry, Unit};

use crate::evaluate::disclosure::Shown as ShownTable;
use crate::evaluate::join::Frame;
use crate::evaluate::select;
use crate::evaluate::sums::{Sum, determined};
use crate::evaluate::suppress::{Amounts, Total, columns_that_add_up, rows_that_add_up};
use crate::evaluate::tables::Tables;
use crate::evaluate::units::FEW;
use crate::evaluate::units::is_guarded;
use crate::outcome::{Evaluation, Outcome, Provenance, Value};
use crate::outcome::{Recoverable, Shown};

/// Returns the small counts that can be worked out of what is printed together, and of the numbers that those are made of,
/// which every brief lists beside them.
pub fn recoverable(model: &Model, evaluation: &Evaluation, printed: &[Shown]) -> Vec<Recoverable> {
    let tables = Tables::unindexed(model);
    let mut page = Page { model, evaluation, tables: &tables, sheets: BTreeMap::new(), seen: BTreeSet::new() };
    for shown in printed {
        page.add(*shown);
    }
    let sheets = std::mem::take(&mut page.sheets);
    sheets.into_iter().flat_map(|(dataset, sheet)| page.told(dataset, &sheet)).collect()
}

/// Cells by row and column, and the cell that is their sum.
type AddUp = (Vec<(u32, usize)>, (u32, usize));

/// What is printed of a dataset.
#[derive(Default)]
struct LinearSystem {
    printed: Vec<Printed>,
    /// Rows of tables that are the sum of others: cells by row and column.
    lines: Vec<AddUp>,
}

/// A printed number as the sum of cells.
struct Printed {
    shown: Shown,
    column: Option<usize>,
    rows: Vec<u32>,
}

struct Page<'a> {
    model: &'a Model,
    evaluation: &'a Evaluation,
    tables: &'a Tables<'a>,
    /// What is printed of each dataset.
    sheets: BTreeMap<Key<Dataset>, LinearSystem>,
    seen: BTreeSet<Shown>,
}

impl Page<'_> {
    fn add(&mut self, shown: Shown) {
        let evaluation = self.evaluation;
        let mut open = vec![shown];
        while let Some(shown) = open.pop() {
            if !self.seen.insert(shown) {
                continue;
            }
            let outcome = match shown {
                Shown::Figure(figure) => evaluation.figure(figure),
                Shown::Value(claim, reading) => {
                    evaluation.claim(claim).readings.get(reading).and_then(|reading| reading.outcome.as_ref())
                }
                Shown::Table(table) => {
                    self.add_table(table, &mut open);
                    None
                }
            };
            match outcome.map(|outcome| (&outcome.trace, outcome)) {
                Some((Provenance::Figures(figures), _)) => open.extend(figures.iter().copied().map(Shown::Figure)),
                Some((Provenance::Cells { .. }, outcome)) => self.add_cells(shown, outcome),
                Some((Provenance::Source { .. }, _)) | None => {}
            }
        }
    }

    fn add_cells(&mut self, shown: Shown, outcome: &Outcome) {
        let Provenance::Cells { dataset, selection, .. } = &outcome.trace else { return };
        let guarded = matches!(outcome.unit, Unit::Of(measure) if is_guarded(self.model, measure));
        let Ok(frame) = self.tables.frame(*dataset, None, selection.join.as_ref()) else { return };
        let width = frame.first.table.columns.len();
        let column = match selection.aggregate {
            Aggregate::Sum(column) | Aggregate::Value(column) if column < width => Some(column),
            Aggregate::Count(None) => None,
            _ => return,
        };
        if !guarded {
            return;
        }
        let rows = select::rows(&frame, &selection.filters, &select::Scan);
        let sums = &mut self.sheets.entry(*dataset).or_default().printed;
        match &outcome.value {
            Value::Number(_) if outcome.withheld.is_none() => sums.push(Printed { shown, column, rows }),
            Value::Series(points) => {
                let Some(by) = selection.by else { return };
                let reader = frame.reader(by);
                let mut groups: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
                for row in rows {
                    if let Some(at) = reader.get(row as usize) {
                        groups.entry(at).or_default().push(row);
                    }
                }
                let printed = points.iter().filter(|point| !point.withheld);
                let printed = printed.filter_map(|point| groups.remove(&point.at));
                sums.extend(printed.map(|rows| Printed { shown, column, rows }));
            }
            Value::Number(_) | Value::Quoted(_) | Value::Name(_) => {}
        }
    }

    fn add_table(&mut self, table: Key<TableEntry>, open: &mut Vec<Shown>) {
        use crate::model::TableOf::{Figures, Rows};
        let (of, columns) = match &self.model.tables[table].of {
            Figures(figures) => return open.extend(figures.iter().copied().map(Shown::Figure)),
            Rows { of, columns, .. } => (*of, columns),
        };
        let Some(shown) = ShownTable::of(self.tables, table) else { return };
        let withheld = crate::evaluate::withheld_in_table(self.model, table);
        let width = shown.frame.first.table.columns.len();
        let sheet = self.sheets.entry(of).or_default();
        let columns_of = |own: Vec<usize>| own.into_iter().filter(|column| *column < width).collect::<Vec<_>>();
        let guarded: Vec<Vec<usize>> = shown.guarded().into_iter().map(columns_of).collect();
        for own in &guarded {
            let cell = |(row, at): (usize, usize)| (shown.rows[row], own[at]);
            for line in rows_that_add_up(&shown.frame, &shown.rows, own) {
                if let Total::Cell(total) = line.total {
                    sheet.lines.push((line.parts.into_iter().map(cell).collect(), cell(total)));
                }
            }
        }
        let places: BTreeMap<usize, usize> =
            columns.iter().enumerate().rev().map(|(at, column)| (*column, at)).collect();
        for column in guarded.into_iter().flatten() {
            let Some(place) = places.get(&column).copied() else { continue };
            let printed = shown.rows.iter().enumerate().filter(|(row, _)| withheld.at(*row, place).is_none());
            sheet.printed.extend(printed.map(|(_, row)| Printed {
                shown: Shown::Table(table),
                column: Some(column),
                rows: vec![*row],
            }));
        }
    }

    /// Returns what the printed numbers of a dataset tell.
    fn told(&self, dataset: Key<Dataset>, sheet: &LinearSystem) -> BTreeSet<Recoverable> {
        let printed = sheet.printed.as_slice();
        let Ok(frame) = self.tables.frame(dataset, None, None) else { return BTreeSet::new() };
        let mut found = BTreeSet::new();
        let mut add = |column: Option<usize>, rows: Vec<u32>, from: BTreeSet<Shown>| {
            if is_small(&frame, column, &rows) {
                let rows = rows.into_iter().map(|row| row as usize).collect();
                found.insert(Recoverable { dataset, column, rows, from: from.into_iter().collect() });
            }
        };
        let parts = parts(sheet);
        let columns = self.columns(dataset, printed);
        let (sums, names) = sums(&frame, sheet, &parts, &columns);
        for (unknown, told_by) in determined(sums) {
            let (part, column) = names[unknown];
            let from = told_by.iter().map(|at| printed[*at].shown).collect();
            add(column, parts[part].1.clone(), from);
        }
        for a in printed.iter().filter(|a| a.rows.len() > 1) {
            for b in printed.iter().filter(|b| b.column == a.column && b.rows.len() < a.rows.len()) {
                if b.rows.iter().all(|row| a.rows.binary_search(row).is_ok()) {
                    let rest = a.rows.iter().copied().filter(|row| b.rows.binary_search(row).is_err()).collect();
                    add(a.column, rest, BTreeSet::from([a.shown, b.shown]));
                }
            }
        }
        distinct(found)
    }

    /// Returns the columns of a dataset that count what is printed of it: among them may be sums of others.
    fn columns(&self, dataset: Key<Dataset>, printed: &[Printed]) -> Vec<usize> {
        let held = &self.model.datasets[dataset];
        let measure = |column: usize| held.measures.get(column).copied().flatten();
        let counted: BTreeSet<usize> = printed.iter().filter_map(|printed| printed.column).collect();
        let measures: BTreeSet<_> = counted.iter().filter_map(|column| measure(*column)).collect();
        let numeric = |column: &usize| held.table.columns[*column].kind.is_numeric();
        let alike = |column: &usize| {
            counted.contains(column) || measure(*column).is_some_and(|measure| measures.contains(&measure))
        };
        (0..held.table.columns.len()).filter(numeric).filter(alike).collect()
    }
}

/// Returns the rows that stand in the same printed numbers, with which ones those are; each row of a table that adds up is a
/// part of its own.
fn parts(sheet: &LinearSystem) -> Vec<(Vec<usize>, Vec<u32>)> {
    let mut standing: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, printed) in sheet.printed.iter().enumerate() {
        for row in &printed.rows {
            standing.entry(*row).or_default().push(at);
        }
    }
    let mut alone: BTreeSet<u32> = BTreeSet::new();
    for (row, _) in sheet.lines.iter().flat_map(|(parts, total)| parts.iter().chain([total])) {
        standing.entry(*row).or_default();
        alone.insert(*row);
    }
    let mut parts: BTreeMap<(Vec<usize>, Option<u32>), Vec<u32>> = BTreeMap::new();
    for (row, stands_in) in standing {
        parts.entry((stands_in, alone.get(&row).copied())).or_default().push(row);
    }
    parts.into_iter().map(|((stands_in, _), rows)| (stands_in, rows)).collect()
}

/// Returns what is printed as sums of unknowns, and of each unknown the part and column it is the sum of.
fn sums(
    frame: &Frame<'_>,
    sheet: &LinearSystem,
    parts: &[(Vec<usize>, Vec<u32>)],
    columns: &[usize],
) -> (Vec<Sum>, Vec<(usize, Option<usize>)>) {
    let printed = sheet.printed.as_slice();
    let mut numbers: BTreeMap<(usize, Option<usize>), usize> = BTreeMap::new();
    let mut names = Vec::new();
    let mut unknown = |part: usize, column: Option<usize>| {
        *numbers.entry((part, column)).or_insert_with(|| {
            names.push((part, column));
            names.len() - 1
        })
    };
    let mut of: Vec<Vec<(usize, i64)>> = vec![Vec::new(); printed.len()];
    for (part, (stands_in, _)) in parts.iter().enumerate() {
        for at in stands_in {
            of[*at].push((unknown(part, printed[*at].column), 1));
        }
    }
    let mut sums: Vec<Sum> = of.into_iter().enumerate().map(|(at, of)| Sum { of, told_by: Some(at) }).collect();
    let amounts = Amounts::of(frame, columns);
    for line in columns_that_add_up(frame, columns) {
        let Total::Cell(total) = line.total else { continue };
        let all = || line.parts.iter().copied().chain([total]);
        for (part, (_, rows)) in parts.iter().enumerate() {
            if rows.iter().all(|row| all().all(|at| amounts.get(*row, at).is_some())) {
                let signed = |at: usize| (unknown(part, Some(columns[at])), if at == total { -1 } else { 1 });
                sums.push(Sum { of: all().map(signed).collect(), told_by: None });
            }
        }
    }
    let part_of: BTreeMap<u32, usize> =
        parts.iter().enumerate().flat_map(|(part, (_, rows))| rows.iter().map(move |row| (*row, part))).collect();
    for (added, total) in &sheet.lines {
        let mut signed = |(row, column): (u32, usize), sign| (unknown(part_of[&row], Some(column)), sign);
        let mut of: Vec<(usize, i64)> = added.iter().map(|cell| signed(*cell, 1)).collect();
        of.push(signed(*total, -1));
        sums.push(Sum { of, told_by: None });
    }
    (sums, names)
}

/// Returns whether the cells add up to a count that is not to be printed.
fn is_small(frame: &Frame<'_>, column: Option<usize>, rows: &[u32]) -> bool {
    let few = i128::from(FEW);
    let Some(column) = column else { return (1..few).contains(&i128::try_from(rows.len()).unwrap_or(few)) };
    let amounts = Amounts::of(frame, &[column]);
    let sum = rows.iter().try_fold(0_i128, |sum, row| Some(sum.saturating_add(amounts.get(*row, 0)?)));
    sum.is_some_and(|sum| sum != 0 && sum.saturating_abs() < few.saturating_mul(amounts.unit))
}

/// Returns each small count once: with the fewest printed numbers that tell it.
fn distinct(found: BTreeSet<Recoverable>) -> BTreeSet<Recoverable> {
    let mut best: BTreeMap<(Option<usize>, Vec<usize>), Recoverable> = BTreeMap::new();
    for one in found {
        let place = (one.column, one.rows.clone());
        match best.get(&place) {
            Some(known) if known.from.len() <= one.from.len() => {}
            _ => _ = best.insert(place, one),
        }
    }
    best.into_values().collect()
}
