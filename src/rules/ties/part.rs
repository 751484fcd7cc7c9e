//! The selections that a test is made of: what each does in it, which rows it takes, of which times and with which labels.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::{Days, When};
use crate::model::{Aggregate, Calculation, Figure, Filter, Key, Model, Operation, Predicate, Selection, Test, TestOf};
use crate::number::{Date, TimePeriod};
use crate::table::Table;
use crate::text::RegistryPlace;
use crate::vocabulary::End;

use crate::rules::ties::Reader;
use crate::rules::ties::time::of_period;

/// A selection of a test.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    /// What it does in the test.
    pub(crate) does: Does,
    /// Whether an extreme of it is what the test gives.
    pub(crate) extreme: Option<Extreme>,
    /// The figure that it is, where it is a declared one.
    pub(crate) figure: Option<Key<Figure>>,
    /// The selection.
    pub(crate) selection: &'a Selection,
    /// Where it is declared.
    pub(crate) place: &'a RegistryPlace,
    /// The rows that it takes, in the order of the file.
    pub(crate) rows: Vec<usize>,
    /// The different times of these rows, in order; empty where they have none, or which is theirs is not known.
    pub(crate) times: Vec<When>,
    /// Whether it asks for a time.
    pub(crate) asks: bool,
}

/// What a selection does in a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// It is the number, or the later of two.
    Main,
    /// What the number is held against: the earlier of two, the whole of a share.
    Base,
    /// What a rate divides by, of the same time as what it divides.
    Divisor,
    /// It is a series, of which something is asked.
    Series,
    /// The number is ranked among it.
    Rival,
}

/// The least or the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extreme {
    /// The least.
    Least,
    /// The greatest.
    Greatest,
}

/// Returns the selections of a test.
pub(super) fn parts<'a>(reader: &Reader<'_, 'a>, test: &'a Test) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    let does = if test.trend.is_some() { Does::Series } else { Does::Main };
    match &test.of {
        TestOf::Figure(figure) => of_figure(reader, *figure, does, None, 0, &mut found),
        TestOf::Inline(calculation) => {
            of_calculation(reader, calculation, (None, &test.place), (does, None), 0, &mut found);
        }
    }
    found
}

/// Returns the selections of a declared figure.
pub(super) fn parts_of<'a>(reader: &Reader<'_, 'a>, figure: Key<Figure>) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    of_figure(reader, figure, Does::Main, None, 0, &mut found);
    found
}

/// Figures are no circles; this is how deep one may be made of others.
const DEEP: usize = 16;

fn of_figure<'a>(
    reader: &Reader<'_, 'a>,
    figure: Key<Figure>,
    does: Does,
    extreme: Option<Extreme>,
    depth: usize,
    found: &mut Vec<Part<'a>>,
) {
    let entry = &reader.model.figures[figure];
    of_calculation(reader, &entry.calculation, (Some(figure), &entry.place), (does, extreme), depth, found);
}

fn of_calculation<'a>(
    reader: &Reader<'_, 'a>,
    calculation: &'a Calculation,
    (figure, place): (Option<Key<Figure>>, &'a RegistryPlace),
    (does, extreme): (Does, Option<Extreme>),
    depth: usize,
    found: &mut Vec<Part<'a>>,
) {
    match calculation {
        Calculation::Select(selection) => {
            let extreme = extreme.or(match selection.aggregate {
                Aggregate::Min(_) if selection.by.is_none() => Some(Extreme::Least),
                Aggregate::Max(_) if selection.by.is_none() => Some(Extreme::Greatest),
                _ => None,
            });
            let mut rows = reader.rows.of(selection);
            rows.shrink_to_fit();
            let (times, asks) = times(reader, selection, &rows);
            // What the author says of a figure's time is so.
            let declared = figure.and_then(|figure| reader.model.figures[figure].period.as_ref()).and_then(of_period);
            let times = declared.map_or(times, |when| vec![when]);
            found.push(Part { does, extreme, figure, selection, place, rows, times, asks });
        }
        Calculation::Derive(operation) if depth < DEEP => {
            let base = if does == Does::Main { Does::Base } else { does };
            let series = if does == Does::Main { Does::Series } else { does };
            let made: Vec<(Key<Figure>, Does, Option<Extreme>)> = match operation {
                Operation::Difference(a, b) | Operation::Ratio(a, b) | Operation::Index(a, b) => {
                    vec![(*a, does, None), (*b, base, None)]
                }
                Operation::Change { from, to } | Operation::Points { from, to } => {
                    vec![(*from, base, None), (*to, does, None)]
                }
                Operation::Share { part, whole } => vec![(*part, does, None), (*whole, base, None)],
                Operation::Rate(rate) => vec![(rate.numerator, does, None), (rate.denominator, Does::Divisor, None)],
                Operation::Real(real) => vec![(real.amount, does, None), (real.index, Does::Divisor, None)],
                Operation::Total(parts) => parts.iter().map(|part| (*part, does, None)).collect(),
                Operation::Rank { value, among, .. } => {
                    let rivals = among.iter().map(|among| (*among, Does::Rival, None));
                    [(*value, does, None)].into_iter().chain(rivals).collect()
                }
                Operation::Holds { whole: of, .. }
                | Operation::HoldsEach { of, .. }
                | Operation::CountSteps(of, _)
                | Operation::Steps(of)
                | Operation::Run(of, _)
                | Operation::LastRun(of, _)
                | Operation::Since(of, _) => {
                    vec![(*of, series, None)]
                }
                Operation::Lowest(of) => vec![(*of, series, Some(Extreme::Least))],
                Operation::Highest(of) => vec![(*of, series, Some(Extreme::Greatest))],
                Operation::Which(which) => {
                    let extreme = match which.end {
                        End::Highest => Extreme::Greatest,
                        End::Lowest => Extreme::Least,
                    };
                    vec![(which.of, series, (which.nth == 1).then_some(extreme))]
                }
            };
            for (figure, does, extreme) in made {
                of_figure(reader, figure, does, extreme, depth + 1, found);
            }
        }
        Calculation::Derive(_) | Calculation::Quote(_) => {}
    }
}

/// Returns the different times of some rows, and whether the selection asks for a time. A table with several columns of
/// times that nothing chooses among has none.
fn times(reader: &Reader<'_, '_>, selection: &Selection, rows: &[usize]) -> (Vec<When>, bool) {
    let calendar = reader.ties.calendar(reader.model, selection.of);
    let is_time = |column: &usize| calendar.is_time(*column);
    let mut columns: BTreeSet<usize> = selection.filters.iter().map(|filter| filter.column).filter(is_time).collect();
    let asks = !columns.is_empty();
    columns.extend(selection.by.filter(is_time));
    let table = &reader.model.datasets[selection.of].table;
    // A month without its year is no time by itself.
    let all: Vec<usize> = calendar.all().collect();
    let typed = all.iter().filter(|column| table.columns[**column].kind.is_time()).count();
    if columns.is_empty() && typed <= 1 || typed == 1 && all.len() == 2 {
        columns.extend(&all);
    }
    if columns.is_empty() {
        return (Vec::new(), asks);
    }
    let keys: BTreeSet<Vec<i64>> = rows.iter().filter_map(|row| key(table, &columns, *row)).collect();
    let mut times: Vec<When> = keys
        .iter()
        .filter_map(|key| {
            let whens = columns
                .iter()
                .zip(key)
                .filter_map(|(column, value)| calendar.when(*column, &table.columns[*column], *value));
            together(whens)
        })
        .collect();
    times.sort_by_key(|when| when.days());
    times.dedup();
    (times, asks)
}

fn key(table: &Table, columns: &BTreeSet<usize>, row: usize) -> Option<Vec<i64>> {
    columns.iter().map(|column| table.columns[*column].encoded(row)).collect()
}

/// Returns the time that several columns name together: a year and a month of it, a year and a day of it.
fn together(whens: impl Iterator<Item = When>) -> Option<When> {
    whens.reduce(|one, other| match (one, other) {
        (When::One(days), When::Months(month, count)) | (When::Months(month, count), When::One(days)) => {
            Days::of_months(days.first.year(), month, count).map_or(one, When::One)
        }
        (When::One(a), When::One(b)) if a.covers(b) => When::One(b),
        (one, _) => one,
    })
}

impl Part<'_> {
    /// Returns the days from the first to the last of its times.
    pub(crate) fn days(&self) -> Option<Days> {
        self.times.iter().filter_map(|when| when.days()).reduce(Days::to)
    }

    /// Returns the first and the last day that it asks for, whichever rows are left of them under its other conditions; none where
    /// it has no such bound.
    pub(crate) fn bounds(&self, model: &Model) -> (Option<Date>, Option<Date>) {
        let table = &model.datasets[self.selection.of].table;
        if self.selection.join.is_some() {
            return (None, None);
        }
        let own = |filter: &&Filter| table.columns[filter.column].kind.is_time();
        let bounds = self.selection.filters.iter().filter(own).filter_map(|filter| {
            let period = |value: i64| table.columns[filter.column].period(value);
            let bound = |bound: Option<(i64, bool)>, step: i64| {
                bound.and_then(|(value, included)| period(if included { value } else { value + step }))
            };
            match &filter.predicate {
                Predicate::In(values) => {
                    Some((values.iter().min().and_then(|v| period(*v)), values.iter().max().and_then(|v| period(*v))))
                }
                Predicate::Within { low, high } => Some((bound(*low, 1), bound(*high, -1))),
                _ => None,
            }
        });
        let (mut first, mut last) = (None, None);
        for (low, high) in bounds {
            first = first.max(low.map(TimePeriod::first));
            last = match (last, high.map(TimePeriod::last)) {
                (Some(one), Some(other)) => Some(Date::min(one, other)),
                (one, other) => one.or(other),
            };
        }
        (first, last)
    }

    /// Returns whether the aggregate is an extreme, or puts the rows in a series.
    pub(crate) fn is_of_one_number(&self) -> bool {
        self.selection.by.is_none() && self.extreme.is_none() && self.does == Does::Main
    }

    /// Returns the rows that have its extreme: of a series, of the value that is the extreme.
    pub(crate) fn extreme_rows(&self, model: &Model) -> Vec<usize> {
        let Some(extreme) = self.extreme else { return Vec::new() };
        let table = &model.datasets[self.selection.of].table;
        let Some(column) = self.selection.aggregate.amounts() else { return Vec::new() };
        let Some(cells) = table.columns.get(column) else { return Vec::new() };
        let found = |values: &mut dyn Iterator<Item = i128>| match extreme {
            Extreme::Least => values.min(),
            Extreme::Greatest => values.max(),
        };
        let value = |row: &usize| cells.encoded(*row).map(i128::from);
        let Some(by) = self.selection.by else {
            let found = found(&mut self.rows.iter().filter_map(value));
            return self.rows.iter().copied().filter(|row| found.is_some() && value(row) == found).collect();
        };
        let mut groups: BTreeMap<i64, (i128, Vec<usize>)> = BTreeMap::new();
        for row in &self.rows {
            let at = table.columns.get(by).and_then(|by| by.encoded(*row));
            let (Some(at), Some(value)) = (at, value(row)) else { continue };
            let group = groups.entry(at).or_default();
            // A mean or middle value of several rows is found elsewhere; of one row it is the row's.
            group.0 += value;
            group.1.push(*row);
        }
        let is_sum = matches!(self.selection.aggregate, Aggregate::Sum(_));
        if !is_sum && groups.values().any(|(_, rows)| rows.len() > 1) {
            return Vec::new();
        }
        let found = found(&mut groups.values().map(|(value, _)| *value));
        groups.into_values().filter(|(value, _)| Some(*value) == found).flat_map(|(_, rows)| rows).collect()
    }
}

/// Returns the different labels of some rows in a column of words, in the order of their first use.
pub(crate) fn labels_of<'t>(table: &'t Table, column: usize, rows: &[usize]) -> Vec<&'t str> {
    let Some(of) = table.columns.get(column) else { return Vec::new() };
    let codes: BTreeSet<i64> = rows.iter().filter_map(|row| of.encoded(*row)).collect();
    let crate::table::Cells::Words { words, .. } = &of.cells else { return Vec::new() };
    codes.iter().filter_map(|code| u32::try_from(*code).ok()).map(|code| words.shown(code)).collect()
}
