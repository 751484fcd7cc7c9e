//! What a figure or test takes, held against what it can be: values that their measure cannot have, rows that stand twice,
//! totals among their parts.
//!
//! A table is looked at once, and the rows of a selection only where something was found in its table. Each finding is told
//! once, at the first figure, test or table that takes it.

mod added;
mod problem;
mod repeats;
mod running;
mod scales;
mod sums;
mod totals;
mod values;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Problem, Problems};
use crate::model::{
    Aggregate, Calculation, Dataset, Figure, Filter, Join, Key, Measure, Model, Operation, Selection, StepTaking,
    TableOf, TestOf,
};
use crate::number::Number;
use crate::table::Column;
use crate::text::{Place, RegistryPlace};

use super::join::Frame;
use super::look_alike;
use super::select;
use super::tables::Tables;

/// Pushes the problems of what the figures, tests and tables of a model take.
pub(super) fn check(tables: &Tables<'_>, problems: &mut Problems) {
    let mut found = Findings::default();
    let mut known = Known::default();
    let steps = steps(tables.model);
    for taking in uses(tables.model).into_iter().chain(steps.iter().map(|(taking, _)| taking.clone())) {
        values::check(tables, &mut known, &taking, &mut found);
        scales::check(tables, &taking, &mut found);
        repeats::check(tables, &mut known, &taking, &mut found);
        totals::check(tables, &mut known, &taking, &mut found);
        added::check(tables, &taking, &mut found);
        running::check(tables, &taking, &mut found);
    }
    added::check_totals(tables, &mut found);
    for (taking, step) in &steps {
        labels_apart(tables, taking, step, &mut found);
    }
    found.tell(problems);
}

/// What says in what a column counts.
pub(super) enum Says {
    /// Its header: the words.
    Header(String),
    /// A line above the header.
    Above(u32, String),
    /// Another column of the row: its name and the word.
    Column(String, String),
}

/// Returns ten to the power of so many zeros.
pub(super) fn power(zeros: u32) -> Option<Number> {
    Number::power_of_ten(i32::try_from(zeros).ok()?)
}

/// A label that is a total of others.
#[derive(Debug, Clone)]
pub(super) struct Total {
    /// The label, encoded.
    pub(super) label: i64,
    /// The labels that it is the sum of; none where only its word says so.
    pub(super) parts: Option<BTreeSet<i64>>,
    /// Whether it cannot be chance: word and number agree, or its number does in so many groups.
    pub(super) certain: bool,
}

/// What in a column its measure cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubt {
    /// What is wrong.
    pub(super) what: What,
    /// Whether it is certain.
    pub(super) certain: bool,
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// It is below zero.
    BelowZero,
    /// It has decimals; whether the point may stand between thousands.
    Fraction { thousands: bool },
    /// It is more than a hundred percent.
    OverWhole,
    /// It seems to be a part of one among percentages.
    PartOfOne,
    /// It seems to stand for "no value": the encoded value.
    Sentinel(i64),
}

/// Something that takes rows of a dataset.
#[derive(Clone)]
struct Taking<'m> {
    /// What it is called: "figure `rise`".
    subject: String,
    /// Where it is declared.
    place: RegistryPlace,
    /// The dataset.
    of: Key<Dataset>,
    /// A second dataset, joined.
    join: Option<&'m Join>,
    /// The conditions.
    filters: &'m [Filter],
    /// What it does with the rows.
    does: Does<'m>,
    /// Whether the values of its series are compared with each other: which is the least, the greatest, its place.
    compared: bool,
    /// Whether it is a step of a view.
    is_step: bool,
}

/// What is done with the rows.
#[derive(Clone)]
enum Does<'m> {
    /// One number is made of them, or a series.
    Aggregates(Aggregates),
    /// Columns of them are printed.
    Prints(&'m [usize]),
    /// Nothing: they are only found.
    Finds,
}

/// What is made of rows.
#[derive(Clone)]
struct Aggregates {
    aggregate: Aggregate,
    /// The column that a series goes along.
    by: Option<usize>,
    /// The columns by which a step keeps groups apart.
    apart: Vec<usize>,
    /// Whether a cell that stands in several rows counts once.
    once: bool,
    /// What it counts, where its author says.
    declared: Option<Key<Measure>>,
}

impl Aggregates {
    /// Returns whether rows with different values of a column are never made one number.
    fn keeps_apart(&self, column: usize) -> bool {
        self.by == Some(column) || self.apart.contains(&column)
    }
}

fn uses(model: &Model) -> Vec<Taking<'_>> {
    let mut uses = Vec::new();
    let compared = compared(model);
    for (key, id, figure) in model.figures.iter() {
        if let Calculation::Select(selection) = &figure.calculation {
            uses.push(Taking::selected(format!("figure `{id}`"), &figure.place, selection, figure.measure));
            uses.last_mut().expect("one was pushed").compared = compared.contains(&key);
        }
    }
    for (_, id, claim) in model.claims.iter() {
        for test in &claim.tests {
            if let TestOf::Inline(calculation) = &test.of
                && let Calculation::Select(selection) = &**calculation
            {
                uses.push(Taking::selected(format!("the test of claim `{id}`"), &test.place, selection, None));
                // Of a series of which nothing is asked each value is held against the quantity.
                let of_each = test.trend.is_none() && selection.by.is_some();
                uses.last_mut().expect("one was pushed").compared = of_each;
            }
        }
    }
    for (_, id, table) in model.tables.iter() {
        if let TableOf::Rows { of, join, filters, columns, .. } = &table.of {
            uses.push(Taking {
                subject: format!("table `{id}`"),
                place: table.place.clone(),
                of: *of,
                join: join.as_ref(),
                filters,
                does: Does::Prints(columns),
                compared: false,
                is_step: false,
            });
        }
    }
    uses
}

/// Returns what the steps of views take of tables, which is asked of them as of a figure.
fn steps(model: &Model) -> Vec<(Taking<'_>, &StepTaking)> {
    let mut steps = Vec::new();
    let mut next = model.datasets.len();
    for (_, id, dataset) in model.datasets.iter() {
        for takings in dataset.view.iter().flat_map(|view| &view.takings) {
            for step in &takings.steps {
                let of = |aggregate| {
                    Does::Aggregates(Aggregates {
                        aggregate,
                        by: None,
                        apart: step.apart.clone(),
                        once: false,
                        declared: None,
                    })
                };
                let taking = Taking {
                    subject: format!("view `{id}`"),
                    place: step.place.clone(),
                    of: Key::new(next),
                    join: None,
                    filters: &step.filters,
                    does: step.aggregate.map_or(Does::Finds, of),
                    compared: step.compared,
                    is_step: true,
                };
                steps.push((taking, step));
            }
            next += 1;
        }
    }
    steps
}

/// Adds that a step takes only one of two labels that look alike, or makes groups of both.
fn labels_apart<'m>(tables: &Tables<'m>, taking: &Taking<'m>, step: &StepTaking, found: &mut Findings) {
    let doubtful = |column: &usize| tables.dataset(taking.of).table.columns[*column].has_look_alikes();
    let mut columns = step.apart.iter().copied().chain(step.filters.iter().map(|filter| filter.column));
    let Some(column) = columns.find(|column| doubtful(column)) else { return };
    let Some((frame, rows)) = taking.rows(tables) else { return };
    let fault = look_alike::in_step(&frame, step, &rows);
    if let Some(problem) = fault.and_then(|fault| fault.problem(&taking.subject, place(taking))) {
        found.add(tables.origin(taking.of, column), ("look-alikes", 0), || problem);
    }
}

/// Returns the series whose values are compared with each other.
fn compared(model: &Model) -> BTreeSet<Key<Figure>> {
    let derived = model.figures.iter().filter_map(|(_, _, figure)| match &figure.calculation {
        Calculation::Derive(operation) => Some(operation),
        Calculation::Select(_) | Calculation::Quote(_) => None,
    });
    let inline = model.claims.iter().flat_map(|(_, _, claim)| &claim.tests).filter_map(|test| match &test.of {
        TestOf::Inline(calculation) => match &**calculation {
            Calculation::Derive(operation) => Some(operation),
            Calculation::Select(_) | Calculation::Quote(_) => None,
        },
        TestOf::Figure(_) => None,
    });
    let compared = derived.chain(inline).flat_map(|operation| match operation {
        Operation::Lowest(series) | Operation::Highest(series) => vec![*series],
        Operation::Which(which) => vec![which.of],
        Operation::HoldsEach { of, .. } => vec![*of],
        Operation::Rank { among, .. } => among.clone(),
        _ => Vec::new(),
    });
    let of_each = model.claims.iter().flat_map(|(_, _, claim)| &claim.tests).filter(|test| test.trend.is_none());
    let of_each = of_each.filter_map(|test| match &test.of {
        TestOf::Figure(figure) => Some(vec![*figure]),
        TestOf::Inline(calculation) => match &**calculation {
            Calculation::Derive(operation) if operation.goes_value_by_value() => Some(operation.parts()),
            _ => None,
        },
    });
    compared.chain(of_each.flatten()).collect()
}

impl<'m> Taking<'m> {
    fn selected(
        subject: String,
        place: &RegistryPlace,
        selection: &'m Selection,
        declared: Option<Key<Measure>>,
    ) -> Self {
        let (join, filters) = (selection.join.as_ref(), selection.filters.as_slice());
        Self {
            subject,
            place: place.clone(),
            of: selection.of,
            join,
            filters,
            does: Does::Aggregates(Aggregates {
                aggregate: selection.aggregate,
                by: selection.by,
                apart: Vec::new(),
                once: selection.once,
                declared,
            }),
            compared: false,
            is_step: false,
        }
    }

    /// Returns what it sees and the rows it takes; none where its join cannot be made, which is a problem of its own.
    fn rows(&self, tables: &Tables<'m>) -> Option<(Frame<'m>, Vec<u32>)> {
        let frame = tables.frame(self.of, None, self.join).ok()?;
        let rows = select::rows(&frame, self.filters, &tables.index(self.of, None));
        Some((frame, rows))
    }

    /// Returns the dataset that a column belongs to, and its index there: columns of a joined dataset follow those of the
    /// first.
    fn column(&self, tables: &Tables<'m>, index: usize) -> Option<(Key<Dataset>, usize, &'m Column)> {
        let own = tables.dataset(self.of).table.columns.len();
        let (dataset, index) = match self.join {
            Some(join) if index >= own => (join.dataset, index - own),
            _ => (self.of, index),
        };
        Some((dataset, index, tables.dataset(dataset).table.columns.get(index)?))
    }

    /// Returns the same for the column of a file that it is, so that what a step keeps is told of its file, and once.
    fn column_of_file(&self, tables: &Tables<'m>, index: usize) -> Option<(Key<Dataset>, usize, &'m Column)> {
        let (dataset, index, _) = self.column(tables, index)?;
        let (dataset, index) = tables.origin(dataset, index);
        Some((dataset, index, tables.dataset(dataset).table.columns.get(index)?))
    }

    /// Returns the columns whose amounts it takes, with what they count; none of what it only counts.
    fn amounts(&self, tables: &Tables<'m>) -> Vec<(usize, Option<Key<Measure>>)> {
        let counted = |index: usize| {
            let (dataset, column, _) = self.column(tables, index)?;
            tables.dataset(dataset).measures.get(column).copied().flatten()
        };
        match &self.does {
            Does::Prints(columns) => columns.iter().map(|index| (*index, counted(*index))).collect(),
            Does::Aggregates(made) => {
                let taken = made.aggregate.amounts();
                taken.map(|index| (index, made.declared.or_else(|| counted(index)))).into_iter().collect()
            }
            Does::Finds => Vec::new(),
        }
    }
}

/// A column of a dataset.
type At = (Key<Dataset>, usize);

/// What is known of columns: what in them their measure cannot have.
#[derive(Default)]
struct Known {
    values: BTreeMap<(At, Option<Key<Measure>>), Vec<Doubt>>,
    /// Which rows stand twice, by the columns that name a row.
    twice: BTreeMap<(Key<Dataset>, Vec<usize>), repeats::Twice>,
    /// Which labels are totals, by column, and by the column that is taken.
    totals: BTreeMap<(Key<Dataset>, Option<usize>), totals::Totals>,
}

/// What kind of finding it is, and about which value.
type DoubtKind = (&'static str, i64);

/// What was found, each with how many more take it.
#[derive(Default)]
struct Findings {
    order: Vec<Problem>,
    places: BTreeMap<(At, DoubtKind), (usize, usize)>,
}

impl Findings {
    /// Adds a finding about a column of a dataset, of this kind and about this value; `build` makes its problem if it is the
    /// first.
    fn add(&mut self, of: At, kind: DoubtKind, build: impl FnOnce() -> Problem) {
        match self.places.entry((of, kind)) {
            Entry::Occupied(mut known) => known.get_mut().1 += 1,
            Entry::Vacant(new) => {
                new.insert((self.order.len(), 0));
                self.order.push(build());
            }
        }
    }

    fn tell(self, problems: &mut Problems) {
        let mut order = self.order;
        for (at, more) in self.places.into_values() {
            match more {
                0 => {}
                1 => order[at].notes.push("one more figure, test or table takes it".to_owned()),
                _ => order[at].notes.push(format!("{more} more figures, tests and tables take it")),
            }
        }
        problems.extend(order);
    }
}

/// Returns the file and the line of a row's cell, in words.
fn line(frame: &Frame<'_>, column: usize, row: u32) -> String {
    let (file, line) = frame.locate(column, row as usize);
    format!("line {line} of {file}")
}

fn place(taking: &Taking<'_>) -> Place {
    taking.place.clone().into()
}
