//! What may not be added up: rates, shares that are not parts of one whole, and a looked-up cell as often as it was found.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::language::sums;
use crate::model::{Aggregate, Calculation, Figure, Key, Measure, Model, Operation, Selection, TestOf};
use crate::table::{Column, ColumnType};
use crate::text::RegistryPlace;
use crate::vocabulary::Counts;

use super::super::join::Frame;
use super::super::select;
use super::super::stock;
use super::super::tables::Tables;
use super::repeats::labels;
use super::{Aggregates, Does, Findings, Taking, line, place};

/// Adds that a sum takes what is not added, or that a step takes the mean of rates: of a test the words may say that it is
/// unweighted.
pub(super) fn check<'m>(tables: &Tables<'m>, taking: &Taking<'m>, found: &mut Findings) {
    let Does::Aggregates(made) = &taking.does else { return };
    let (index, adds) = match made.aggregate {
        Aggregate::Sum(index) => (index, true),
        Aggregate::Mean(index) if taking.is_step => (index, false),
        _ => return,
    };
    let Some((_, measure)) = taking.amounts(tables).into_iter().next() else { return };
    let Some((dataset, at, column)) = taking.column_of_file(tables, index) else { return };
    let kind = kind(tables.model, column, measure).filter(|kind| adds || *kind != Kind::Change);
    let may_repeat = adds && may_repeat(tables, taking, made, index);
    if kind.is_none() && !may_repeat {
        return;
    }
    let Some((frame, rows)) = taking.rows(tables) else { return };
    let groups = groups(&frame, made, &rows);
    if let Some(kind) = kind {
        let sum = Sum { tables, taking, frame: &frame, index, kind, measure };
        let problem = |group: &Vec<u32>| if adds { sum.problem(group) } else { sum.mean(group) };
        if let Some(problem) = groups.iter().find_map(problem) {
            found.add((dataset, at), ("rates added", i64::from(adds)), || problem);
        }
    } else if let Some((one, other, times)) = groups.iter().find_map(|group| twice(&frame, index, group)) {
        found.add((dataset, at), ("found twice", 0), || {
            of_found_twice(tables.model, taking, &frame, index, [one, other], times, measure)
        });
    }
}

/// Adds that a total of figures adds up numbers of one column that are not added.
pub(super) fn check_totals(tables: &Tables<'_>, found: &mut Findings) {
    let model = tables.model;
    let selected = |key: Key<Figure>| match &model.figures[key].calculation {
        Calculation::Select(selection) if selection.by.is_none() && selection.join.is_none() => Some(selection),
        _ => None,
    };
    for (subject, place, parts) in totals_of_figures(model) {
        let Some(parts) = parts.iter().map(|part| selected(*part)).collect::<Option<Vec<_>>>() else { continue };
        let Some(first) = parts.first() else { continue };
        let column = |selection: &Selection| match selection.aggregate {
            Aggregate::Sum(column) | Aggregate::Value(column) => Some(column),
            _ => None,
        };
        let Some(index) = column(first) else { continue };
        if parts.iter().any(|part| part.of != first.of || column(part) != Some(index)) {
            continue;
        }
        let mut taking = Taking::selected(subject, place, first, None);
        taking.does = Does::Aggregates(Aggregates {
            aggregate: Aggregate::Sum(index),
            by: None,
            apart: Vec::new(),
            missing: false,
            once: false,
            declared: None,
            held: None,
        });
        let Some((frame, _)) = taking.rows(tables) else { continue };
        let mut rows: Vec<u32> =
            parts.iter().flat_map(|part| select::rows(&frame, &part.filters, &select::Scan)).collect();
        rows.sort_unstable();
        rows.dedup();
        let Some((_, measure)) = taking.amounts(tables).into_iter().next() else { continue };
        let Some((dataset, at, of)) = taking.column_of_file(tables, index) else { continue };
        if let Some(kind) = kind(model, of, measure) {
            let sum = Sum { tables, taking: &taking, frame: &frame, index, kind, measure };
            if let Some(problem) = sum.problem(&rows) {
                found.add((dataset, at), ("rates added", 1), || problem);
            }
        }
        let whole = Selection { aggregate: Aggregate::Sum(index), ..(*first).clone() };
        let fault = stock::fault(model, &whole, &frame, || vec![rows], measure);
        if let Some(problem) = fault.and_then(|fault| fault.problem(&taking.subject, place.clone().into())) {
            found.add((dataset, at), ("stock added", 0), || problem);
        }
    }
}

/// A figure or test that is a total of figures: what it is called, where it stands, and its parts.
type TotalOf<'m> = (String, &'m RegistryPlace, &'m [Key<Figure>]);

fn totals_of_figures(model: &Model) -> Vec<TotalOf<'_>> {
    let mut found = Vec::new();
    for (_, id, figure) in model.figures.iter() {
        if let Calculation::Derive(Operation::Total(parts)) = &figure.calculation {
            found.push((format!("figure `{id}`"), &figure.place, parts.as_slice()));
        }
    }
    for (_, id, claim) in model.claims.iter() {
        for test in &claim.tests {
            if let TestOf::Inline(made) = &test.of
                && let Calculation::Derive(Operation::Total(parts)) = &**made
            {
                found.push((format!("the test of claim `{id}`"), &test.place, parts.as_slice()));
            }
        }
    }
    found
}

/// What numbers are that are not added.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A quotient whose parts are declared.
    Rate(Key<Measure>),
    /// A part of a whole.
    Share,
    /// A change.
    Change,
    /// A rate or an index whose parts nobody declares.
    Other,
}

fn kind(model: &Model, column: &Column, measure: Option<Key<Measure>>) -> Option<Kind> {
    let named = || sums::is_rate(column.in_file());
    let Some(key) = measure else { return named().then_some(Kind::Other) };
    let measure = &model.measures[key];
    let says =
        |it: fn(&str) -> bool| it(&measure.label) || measure.unit.as_deref().is_some_and(it) || it(column.in_file());
    match &measure.counts {
        _ if measure.rate_of.is_some() => Some(Kind::Rate(key)),
        Counts::Share => Some(Kind::Share),
        Counts::Rate => Some(Kind::Other),
        Counts::Change => (!says(sums::is_contribution)).then_some(Kind::Change),
        Counts::Other(word) if sums::is_rate(word) => Some(Kind::Other),
        _ => None,
    }
}

/// Returns the rows of each number that is made.
fn groups(frame: &Frame<'_>, made: &Aggregates, rows: &[u32]) -> Vec<Vec<u32>> {
    let readers: Vec<_> = made.by.iter().chain(&made.apart).map(|column| frame.reader(*column)).collect();
    let mut groups = BTreeMap::<Vec<Option<i64>>, Vec<u32>>::new();
    for row in rows {
        let key = readers.iter().map(|reader| reader.get(*row as usize)).collect();
        groups.entry(key).or_default().push(*row);
    }
    groups.into_values().collect()
}

/// A sum of numbers that are rates of some kind.
struct Sum<'a, 'm> {
    tables: &'a Tables<'m>,
    taking: &'a Taking<'m>,
    frame: &'a Frame<'a>,
    index: usize,
    kind: Kind,
    measure: Option<Key<Measure>>,
}

impl Sum<'_, '_> {
    fn problem(&self, group: &[u32]) -> Option<Problem> {
        let reader = self.frame.reader(self.index);
        let filled = |row: &u32| reader.get(*row as usize).is_some();
        let rows: Vec<u32> = group.iter().copied().filter(filled).collect();
        let [one, other, ..] = rows[..] else { return None };
        if !matches!(self.kind, Kind::Rate(_)) && self.are_parts_of_one_whole(&rows) {
            return None;
        }
        let certain = matches!(self.kind, Kind::Rate(_)) || self.over_time(&rows);
        let column = self.frame.column(self.index);
        let value = |row: u32| {
            reader.get(row as usize).map_or_else(String::new, |value| column.as_published(value).into_owned())
        };
        let what = match self.kind {
            Kind::Rate(_) | Kind::Other => "rates",
            Kind::Share => "shares that are not parts of one whole",
            Kind::Change => "changes",
        };
        let place_of = |row: u32| line(self.frame, self.index, row);
        let message = format!(
            "{} adds up {what}: {} of `{}` on {} and {} on {}",
            self.taking.subject,
            value(one),
            column.name,
            place_of(one),
            value(other),
            place_of(other)
        );
        let (note, help) = match self.kind {
            Kind::Rate(measure) => (
                "the sum of two rates is the rate of nothing",
                format!("ask for `rate: {}`, which divides the sums", self.tables.model.measures.id(measure)),
            ),
            Kind::Other => (
                "the sum of two rates, or of two indices, says nothing of both together",
                format!(
                    "add up the counts that they were made of and divide, as a measure with `rate_of` does, or take a `mean` with a `weight`; if they may be added, declare what they are: `counts: WORD` on {}",
                    self.named()
                ),
            ),
            Kind::Share => (
                "64 percent of one and 36 percent of another are 100 percent of nothing; only all parts of one whole add up to 100",
                "add up the counts that they are shares of and divide, or take a `mean` with a `weight`".to_owned(),
            ),
            Kind::Change => (
                "each change is in percent of another number: what rose by 10% twice rose by 21%",
                "hold the last number against the first with `change`, or multiply; parts of one growth rate are called contributions in the label of their measure".to_owned(),
            ),
        };
        let problem = if certain {
            Problem::error(&code::RATES_ADDED, place(self.taking), message)
        } else {
            Problem::warning(&code::RATES_ADDED, place(self.taking), message)
        };
        Some(problem.note(note).help(help))
    }

    /// Returns the warning that rates of several groups are averaged as if each were of as many; rows of one group at several
    /// times are left alone.
    fn mean(&self, group: &[u32]) -> Option<Problem> {
        let reader = self.frame.reader(self.index);
        let rows: Vec<u32> = group.iter().copied().filter(|row| reader.get(*row as usize).is_some()).collect();
        let columns = &self.frame.first.table.columns;
        let differ =
            (0..columns.len()).any(|column| columns[column].kind == ColumnType::String && self.differs(column, &rows));
        if rows.len() < 2 || !differ {
            return None;
        }
        let column = &self.frame.column(self.index).name;
        let message = format!(
            "{} takes a mean of {} rates of `{column}`, each of which counts alike",
            self.taking.subject,
            rows.len()
        );
        Some(
            Problem::warning(&code::RATES_ADDED, place(self.taking), message)
                .note("a group of 20 moves such a mean as far as one of 2,000, and it is not the rate of all of them together")
                .help("name the column that says how many each rate is of with `weight`, or add up what the rates were made of and divide; a `mean` in a test may say in its `reading` that it is unweighted"),
        )
    }

    fn named(&self) -> String {
        let measure = self.measure.map(|measure| format!("measure `{}`", self.tables.model.measures.id(measure)));
        measure.unwrap_or_else(|| "a measure of the column".to_owned())
    }

    /// Returns whether the rows are of several times.
    fn over_time(&self, rows: &[u32]) -> bool {
        let columns = &self.frame.first.table.columns;
        (0..columns.len()).any(|column| columns[column].kind.is_time() && self.differs(column, rows))
    }

    fn differs(&self, column: usize, rows: &[u32]) -> bool {
        let reader = self.frame.reader(column);
        rows.iter().any(|row| reader.get(*row as usize) != reader.get(rows[0] as usize))
    }

    /// Returns whether all rows that agree with these in what they have in common add up to a hundred percent: each is then a
    /// part of one whole, and so is the sum of some. Of a made table the file is asked, where it has more rows than were kept.
    fn are_parts_of_one_whole(&self, rows: &[u32]) -> bool {
        if self.index >= self.frame.first.table.columns.len() {
            return false;
        }
        let own = self.tables.dataset(self.taking.of);
        let (of, index) = self.tables.origin(self.taking.of, self.index);
        let dataset = self.tables.dataset(of);
        let row_of = |row: &u32| match &own.table.lineage {
            Some(lineage) if dataset.table.lineage.is_none() => {
                lineage.cells(*row as usize, self.index).first().map(|cell| cell.row)
            }
            _ => Some(*row as usize),
        };
        let Some(rows) = rows.iter().map(row_of).collect::<Option<Vec<usize>>>() else { return false };
        let differs = |column: &usize| {
            let column = &dataset.table.columns[*column];
            rows.iter().any(|row| column.label(*row) != column.label(rows[0]))
        };
        let (apart, common): (Vec<usize>, Vec<usize>) = labels(dataset, Some(index)).into_iter().partition(differs);
        let totals = |row: usize| {
            dataset.totals.iter().any(|totals| {
                let label = dataset.table.columns[totals.column].label(row);
                apart.contains(&totals.column) && label.is_some_and(|label| totals.labels.contains(&label))
            })
        };
        let column = &dataset.table.columns[index];
        let first = rows[0];
        let agrees = |row: &usize| {
            common.iter().all(|label| {
                let label = &dataset.table.columns[*label];
                label.label(*row) == label.label(first)
            })
        };
        let all: Vec<i128> = (0..dataset.table.rows)
            .filter(|row| agrees(row) && !totals(*row))
            .filter_map(|row| column.encoded(row).map(i128::from))
            .collect();
        let Some(unit) = 10_i128.checked_pow(column.scale()) else { return false };
        // Each part is rounded on its own.
        let rounding = i128::try_from(all.len()).unwrap_or(i128::MAX).max(2);
        let sum: i128 = all.iter().sum();
        all.len() > 1 && [100 * unit, unit].into_iter().any(|whole| (sum - whole).abs() * 2 <= rounding)
    }
}

/// Returns whether a column may hold the same cell in several rows, each of which counts.
fn may_repeat(tables: &Tables<'_>, taking: &Taking<'_>, made: &Aggregates, index: usize) -> bool {
    let table = &tables.dataset(taking.of).table;
    match &taking.join {
        Some(join) if index >= table.columns.len() => !join.once,
        _ => !made.once && table.lineage.as_ref().is_some_and(|lineage| lineage.may_repeat(index)),
    }
}

/// Returns two rows that hold the same cell, and how many do.
fn twice(frame: &Frame<'_>, index: usize, rows: &[u32]) -> Option<(u32, u32, usize)> {
    let own = frame.first.table.columns.len();
    let (reader, of_view) =
        (frame.reader(index), (index < own).then(|| frame.first.table.repeated_cells(index)).flatten());
    let cell = |row: u32| {
        if let Some(cell) = &of_view {
            return cell(row as usize);
        }
        let (_, found) = frame.found(index, &[row])?;
        found.first().map(|row| ((0, None, *row as usize, index), found.len()))
    };
    let mut seen = BTreeMap::new();
    let mut again = None;
    for row in rows.iter().copied().filter(|row| reader.get(*row as usize).is_some()) {
        let Some(cell) = cell(row) else { continue };
        let (first, times) = seen.entry(cell).or_insert((row, 0_usize));
        *times += 1;
        if *times == 2 && again.is_none() {
            again = Some((cell, *first, row));
        }
    }
    let (cell, one, other) = again?;
    Some((one, other, seen[&cell].1))
}

fn of_found_twice(
    model: &Model,
    taking: &Taking<'_>,
    frame: &Frame<'_>,
    index: usize,
    [one, other]: [u32; 2],
    times: usize,
    measure: Option<Key<Measure>>,
) -> Problem {
    let column = frame.column(index);
    let own: BTreeSet<u32> = [one, other].into_iter().map(|row| frame.line_of(0, row as usize)).collect();
    let lines = own.iter().map(u32::to_string).collect::<Vec<_>>().join(" and ");
    let rows = if own.len() > 1 {
        format!("found by the rows on lines {lines}")
    } else {
        format!("which stands in {times} rows of the view")
    };
    let value =
        frame.reader(index).get(one as usize).map_or_else(String::new, |value| column.as_published(value).into_owned());
    let message = format!(
        "{} adds up one cell {times} times: {value} of `{}` on {}, {rows}",
        taking.subject,
        column.name,
        line(frame, index, one)
    );
    // The price of each trip may be added up; the people of a town are there once.
    let of_each =
        measure.is_none_or(|measure| matches!(model.measures[measure].counts, Counts::Amount | Counts::Other(_)));
    let problem = if of_each {
        Problem::warning(&code::FOUND_TWICE, place(taking), message)
    } else {
        Problem::error(&code::FOUND_TWICE, place(taking), message)
    };
    problem.note("whoever is counted there would count as often as rows hold the cell").help(
        "ask for a `rate`, in which it counts once, add it up where it stands, or `aggregate` before the `lookup`",
    )
}
