//! Which cells are provisional, and what is said of the cells that a number is made of.

use std::sync::Arc;

use crate::model::{Aggregate, Dataset, Filter, Key, Predicate, Selection};
use crate::table::Table;
use crate::vocabulary::{Caveats, RestsOn};

use crate::evaluate::bases::Bases;
use crate::evaluate::join::Frame;
use crate::evaluate::revised::Provisionals;
use crate::evaluate::select;
use crate::evaluate::tables::{Release, Tables};
use crate::outcome::Revisions;

/// The marks of the rows of one selection.
pub(super) struct Marks<'f> {
    frame: &'f Frame<'f>,
    own: Part,
    joined: Option<Part>,
    aggregate: Aggregate,
    by: Option<usize>,
    /// Whether each row is one of the things that are counted.
    counts_things: bool,
    /// The rows in which a condition reads a marked cell, with its marks, whether or not they pass that condition.
    asked: Vec<(u32, Caveats)>,
}

/// The marks of one of the datasets.
struct Part {
    said: Provisionals,
    /// None on an earlier release: nothing before it is looked at.
    revised: Option<Arc<Revisions>>,
}

impl Part {
    fn of(tables: &Tables<'_>, dataset: Key<Dataset>, release: Release) -> Self {
        let revised = release.is_none().then(|| Arc::clone(tables.revisions(dataset)));
        Self { said: tables.provisionals(dataset, release), revised }
    }

    fn is_bare(&self, table: &Table) -> bool {
        let flagged = table.columns.iter().any(|column| !column.form.said.is_empty());
        self.said == Provisionals::None
            && !flagged
            && self.revised.as_ref().is_none_or(|revised| **revised == Revisions::default())
    }
}

/// Returns the marks of a number, without that its row is revised, which is known of each cell.
fn of_number(said: Caveats) -> Caveats {
    said.of_number().without(Caveats::REVISED)
}

impl<'f> Marks<'f> {
    /// Returns the marks of what a selection takes from this release; where rows are counted, `counts_things` is whether they
    /// are what is counted.
    pub(super) fn of(
        tables: &Tables<'_>,
        selection: &Selection,
        release: Release,
        frame: &'f Frame<'f>,
        counts_things: bool,
    ) -> Self {
        let mut marks = Self {
            frame,
            own: Part::of(tables, selection.of, release),
            joined: selection.join.as_ref().map(|join| Part::of(tables, join.dataset, None)),
            aggregate: selection.aggregate,
            by: selection.by,
            counts_things,
            asked: Vec::new(),
        };
        let second = frame.second.as_ref().map(|(sheet, _)| sheet.table);
        let joined = marks.joined.as_ref().zip(second);
        if !(marks.own.is_bare(frame.first.table) && joined.is_none_or(|(part, table)| part.is_bare(table))) {
            let index = tables.index(selection.of, release);
            for (at, filter) in selection.filters.iter().enumerate() {
                let mut others: Vec<Filter> = selection.filters.clone();
                others.remove(at);
                if marks.may_ask(filter.column) {
                    let rows = select::rows(frame, &others, &index).into_iter();
                    let bases = match &filter.predicate {
                        Predicate::Related(related) => Some(Bases::of(frame, filter.column, related)),
                        _ => None,
                    };
                    let read = |row: u32| {
                        let base = bases.as_ref().and_then(|bases| bases.cell(row as usize));
                        let base = base.and_then(|(row, column)| Some(marks.read(column, u32::try_from(row).ok()?)));
                        marks.read(filter.column, row).and(base.unwrap_or(Caveats::NONE))
                    };
                    let marked = rows.map(|row| (row, read(row))).filter(|(_, said)| !said.is_none());
                    let marked: Vec<_> = marked.collect();
                    marks.asked.extend(marked);
                }
            }
        }
        marks
    }

    /// Returns what is said behind the number that is made of some rows; of a series, of those with one value of its column.
    pub(super) fn number(&self, rows: &[u32]) -> Caveats {
        let made_of = match self.aggregate.rests_on() {
            RestsOn::Cells(column) => self.cells(column, rows),
            RestsOn::Both(column, other) => self.cells(column, rows).and(self.cells(other, rows)),
            RestsOn::Extreme(column) => self.cells(column, &self.answering(column, rows)),
            RestsOn::Values(column) if self.frame.column(column).kind.is_numeric() => self.cells(column, rows),
            RestsOn::Rows if self.counts_things => self.whole(rows),
            RestsOn::Values(_) | RestsOn::Rows | RestsOn::Filled => Caveats::NONE,
        };
        made_of.and(self.asked_of(rows))
    }

    /// Returns what is said of the cells that the answering ones of some rows are held against.
    pub(super) fn rivals(&self, rows: &[u32]) -> Caveats {
        match self.aggregate.rests_on() {
            RestsOn::Extreme(column) => self.cells(column, rows).without(self.number(rows)),
            RestsOn::Cells(_) | RestsOn::Both(..) | RestsOn::Values(_) | RestsOn::Rows | RestsOn::Filled => {
                Caveats::NONE
            }
        }
    }

    /// Returns the rows that hold the least or greatest value.
    fn answering(&self, column: usize, rows: &[u32]) -> Vec<u32> {
        let reader = self.frame.reader(column);
        let values = || rows.iter().filter_map(|row| reader.get(*row as usize));
        let wanted = if matches!(self.aggregate, Aggregate::Max(_)) { values().max() } else { values().min() };
        rows.iter().copied().filter(|row| reader.get(*row as usize) == wanted).collect()
    }

    /// Returns what is said of the cells of a column in some rows.
    fn cells(&self, column: usize, rows: &[u32]) -> Caveats {
        let width = self.frame.first.table.columns.len();
        let (part, table, column, rows): (_, _, _, Vec<usize>) = match (&self.joined, &self.frame.second) {
            (Some(joined), Some((sheet, partners))) if column >= width => {
                let rows = partners.found(rows.iter().copied()).into_iter().map(|row| row as usize);
                (joined, sheet.table, column - width, rows.collect())
            }
            _ => (&self.own, self.frame.first.table, column, rows.iter().map(|row| *row as usize).collect()),
        };
        let said = part.said.said_in(table, column, rows.iter().copied()).of_number();
        let revised = part.revised.as_ref().is_some_and(|revised| revised.any(Some(column), rows));
        if revised { said.and(Caveats::REVISED) } else { said }
    }

    /// Returns what is said of whole rows.
    fn whole(&self, rows: &[u32]) -> Caveats {
        let rows = || rows.iter().map(|row| *row as usize);
        let said = of_number(self.own.said.said(self.frame.first.table, rows()));
        let revised = self.own.revised.as_ref().is_some_and(|revised| revised.any(None, rows()));
        if revised { said.and(Caveats::REVISED) } else { said }
    }

    /// Returns whether a condition on a column may read a marked cell.
    fn may_ask(&self, column: usize) -> bool {
        self.is_value(column) || self.revisions(column).is_some_and(|(revised, column)| revised.has_any(column))
    }

    /// Returns whether the cells of a column are what the status of a row is about: the numbers that are taken, or, where rows
    /// are counted, any numbers. Of a column of ages beside one of persons the status says nothing.
    fn is_value(&self, column: usize) -> bool {
        let taken = self.aggregate.column().filter(|taken| self.frame.column(*taken).kind.is_numeric());
        self.frame.column(column).kind.is_numeric() && taken.is_none_or(|taken| taken == column)
    }

    /// Returns what is said of the cell that a condition reads in a row.
    fn read(&self, column: usize, row: u32) -> Caveats {
        if self.is_value(column) {
            return self.cells(column, &[row]);
        }
        let width = self.frame.first.table.columns.len();
        let row = match &self.frame.second {
            Some((_, partners)) if column >= width => partners[row as usize] as usize,
            _ => row as usize,
        };
        let revised = self.revisions(column).is_some_and(|(revised, column)| revised.any_cell(column, [row]));
        if revised { Caveats::REVISED } else { Caveats::NONE }
    }

    fn revisions(&self, column: usize) -> Option<(&Revisions, usize)> {
        let width = self.frame.first.table.columns.len();
        let (part, column) = match column.checked_sub(width) {
            Some(joined) => (self.joined.as_ref()?, joined),
            None => (&self.own, column),
        };
        Some((part.revised.as_deref()?, column))
    }

    /// Returns what is said of the cells that conditions read; of a series, of those that belong to the value of some rows.
    fn asked_of(&self, rows: &[u32]) -> Caveats {
        let reader = self.by.map(|by| self.frame.reader(by));
        let value = |row: u32| reader.as_ref().map(|reader| reader.get(row as usize));
        let here = rows.first().map(|row| value(*row));
        let belongs = |row: u32| reader.is_none() || here.is_some_and(|here| here == value(row));
        let asked = self.asked.iter().filter(|(row, _)| belongs(*row));
        asked.fold(Caveats::NONE, |said, (_, other)| said.and(*other))
    }
}
