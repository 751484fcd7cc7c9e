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
mod taking;
mod totals;
mod unfinished;
mod values;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Problem, Problems};
use crate::model::{Dataset, Key, Measure, StepTaking};
use crate::number::Number;
use crate::text::Place;

use super::join::Frame;
use super::look_alike;
use super::tables::Tables;
use taking::{Aggregates, Does, Taking, steps, uses};

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
        unfinished::check(tables, &mut known, &taking, &mut found);
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
    /// Whether these are several sets of which each adds up to it: its regions, and again its age groups.
    pub(super) several: bool,
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
    /// All cells of the column seem to be parts of one.
    PartsOfOne,
    /// It seems to stand for "no value": the encoded value.
    Sentinel(i64),
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
    /// Which columns hold years and their parts, by dataset.
    years: BTreeMap<Key<Dataset>, unfinished::Columns>,
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
