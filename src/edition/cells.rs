//! The cells behind printed numbers, each by a name that outlives new rows: dataset, row, column. Where there are too many to be
//! remembered one by one, there is one digest for all of them.
//!
//! For that each cell has a fingerprint, made of what names its row and of what it holds; the digest is made of their sum, so
//! that the order of the rows does not matter and rows that came can be left out again. Whether one of the cells that an edition
//! rested on holds something else is then always known, though not which.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use crate::digest::Digest;
use crate::model::{Dataset, Figure, Key, Model, Selection};
use crate::outcome::{Outcome, Provenance};
use crate::table::{Column as TableColumn, Table};
use crate::view::{Rows, Views};

use super::entry::{Cell, Entry, Extent};
use super::stored::Entries;

/// How many cells of one number are remembered one by one; of more there is one digest.
const MOST: usize = 120;

/// The cells met so far.
pub(super) struct Cells<'a> {
    model: &'a Model,
    views: &'a Views,
    rows: &'a Rows<'a>,
    fingerprints: &'a Fingerprints<'a>,
    /// What each name stands for: the row, and the cell as exact text.
    known: BTreeMap<String, (usize, String)>,
    /// The cells that have no name, by the number that rests on them: the dataset, and whether they may not be guessed.
    spreads: BTreeMap<String, (Key<Dataset>, Spread, bool)>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(views: &'a Views, rows: &'a Rows<'a>, fingerprints: &'a Fingerprints<'a>) -> Self {
        let model = &views.model;
        Self { model, views, rows, fingerprints, known: BTreeMap::new(), spreads: BTreeMap::new() }
    }

    /// Returns the names of the cells that a value rests on, through the figures it is made of. Cells without a name are
    /// kept together under `id`, or under the figure that is made of them.
    pub(super) fn of(&mut self, id: &str, outcome: &Outcome) -> Vec<String> {
        let mut names = Vec::new();
        let mut seen: BTreeSet<Key<Figure>> = BTreeSet::new();
        let mut open: Vec<(String, &Outcome)> = vec![(id.to_owned(), outcome)];
        let evaluation = &self.views.evaluation;
        while let Some((id, outcome)) = open.pop() {
            match &outcome.trace {
                Provenance::Figures(keys) => {
                    let new = keys.iter().filter(|key| seen.insert(**key));
                    let id = |key: Key<Figure>| format!("figures.{}", self.model.figures.id(key));
                    open.extend(new.filter_map(|key| Some((id(*key), evaluation.figure(*key)?))));
                }
                Provenance::Cells { dataset, column, selection, only, .. } => {
                    let model = self.model;
                    let rows = only.map_or_else(|| self.rows.of(selection), |row| vec![row]);
                    let withheld = self.views.hides_cells(outcome);
                    let guarded = withheld || self.views.is_guarded(outcome.measures.iter().copied());
                    let own = model.datasets[*dataset].table.columns.len();
                    // A column of a joined dataset is named by its number alone; the first dataset names the row.
                    let told = column.filter(|column| *column < own && rows.len() <= MOST && !withheld);
                    let made = told.and_then(|column| self.made_of(*dataset, &rows, column));
                    let found: Vec<String> = match (made, told) {
                        (Some(cells), _) => {
                            cells.into_iter().map(|(dataset, row, column)| self.name(dataset, row, column)).collect()
                        }
                        (None, Some(column)) => rows.iter().map(|row| self.name(*dataset, *row, column)).collect(),
                        (None, None) => Vec::new(),
                    };
                    let by_line = format!("{}/line ", model.datasets.id(*dataset));
                    if told.is_none() || selection.join.is_some() || found.iter().any(|name| name.starts_with(&by_line))
                    {
                        self.spread(&id, selection, &Vec::from_iter(*column), &rows, guarded);
                    }
                    names.extend(found);
                }
                Provenance::Source { .. } => {}
            }
        }
        names
    }

    /// Returns the cells of files that some cells of a view are made of, as dataset, row and column; none of a dataset of a file,
    /// and none where there are too many to be remembered one by one.
    fn made_of(
        &self,
        dataset: Key<Dataset>,
        rows: &[usize],
        column: usize,
    ) -> Option<Vec<(Key<Dataset>, usize, usize)>> {
        let table = &self.model.datasets[dataset].table;
        table.lineage.as_ref()?;
        let mut cells = Vec::new();
        for row in rows {
            let of = table.made_of(*row, column);
            cells.extend(of.iter().map(|cell| (Key::new(cell.origin.dataset), cell.row, cell.column)));
            if cells.len() > MOST {
                return None;
            }
        }
        (!cells.is_empty()).then_some(cells)
    }

    /// Keeps the cells of a printed table together.
    pub(super) fn table(&mut self, id: &str, shown: &Selection, columns: &[usize]) {
        let model = self.model;
        let joined = shown.join.iter().flat_map(|join| model.datasets[join.dataset].measures.iter());
        let measures: Vec<_> = model.datasets[shown.of].measures.iter().chain(joined).collect();
        let measure = |column: &usize| measures.get(*column).copied().copied().flatten();
        let guarded = self.views.is_guarded(columns.iter().filter_map(measure));
        let rows = self.rows.of(shown);
        self.spread(id, shown, columns, &rows, guarded);
    }

    /// Keeps the cells of some columns together under a name; columns of a joined dataset follow those of the first.
    fn spread(&mut self, id: &str, selection: &Selection, columns: &[usize], rows: &[usize], guarded: bool) {
        let own = self.model.datasets[selection.of].table.columns.len();
        let (first, second): (Vec<usize>, Vec<usize>) = columns.iter().partition(|column| **column < own);
        if let Some(join) = &selection.join {
            let second: Vec<usize> = second.into_iter().map(|column| column - own).collect();
            let partners = self.rows.partners(selection, rows);
            let name = format!("{id}/{}", self.model.datasets.id(join.dataset));
            let spread = Spread::new(self.fingerprints, join.dataset, &second, &partners);
            self.spreads.insert(name, (join.dataset, spread, guarded));
        }
        let mut spread = Spread::new(self.fingerprints, selection.of, &first, rows);
        spread.period = selection.meant(&self.model.datasets);
        self.spreads.insert(id.to_owned(), (selection.of, spread, guarded));
    }

    /// Returns the name of a cell, and remembers what it holds.
    fn name(&mut self, dataset: Key<Dataset>, row: usize, column: usize) -> String {
        let entry = &self.model.datasets[dataset];
        let id = self.model.datasets.id(dataset);
        let cell = &entry.table.columns[column];
        let written = exact(cell, row);
        let mut name = format!("{id}/{}/{}", name_by(&entry.table, &naming(entry), row), cell.name);
        if self.known.get(&name).is_some_and(|(known, _)| *known != row) {
            name = format!("{id}/line {}/{}", entry.table.line(row), cell.name);
        }
        self.known.insert(name.clone(), (row, written));
        name
    }

    /// Puts every cell met into the content; returns those that have no name, by the number that rests on them.
    pub(super) fn into_content(self, content: &mut Entries) -> BTreeMap<String, Spread> {
        for (name, (_, written)) in self.known {
            content.put(name, Entry::Cell(Cell(written)));
        }
        let model = self.model;
        let spreads = self.spreads.into_iter().map(|(id, (dataset, spread, guarded))| {
            let mut extent = spread.extent(model.datasets.id(dataset).as_str(), guarded);
            extent.period.clone_from(&spread.period);
            content.put(id.as_str(), Entry::Extent(extent));
            (id, spread)
        });
        spreads.collect()
    }
}

/// Returns a cell as exact text that no other row has a part in: a column writes every number with the decimals of its
/// finest, so that `4.5` would become `4.50` where another row comes to hold `0.25`.
fn exact(column: &TableColumn, row: usize) -> String {
    let written = column.written(row);
    if column.kind.is_numeric() && written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written.into_owned()
    }
}

/// Returns the columns that name a row: its primary key, else every column that holds no numbers.
pub(super) fn naming(dataset: &Dataset) -> Vec<usize> {
    let table = &dataset.table;
    if dataset.primary_key.is_empty() {
        (0..table.columns.len()).filter(|column| !table.columns[*column].kind.is_numeric()).collect()
    } else {
        dataset.primary_key.clone()
    }
}

/// Returns the name of a row, made of these columns.
pub(super) fn name_by(table: &Table, named: &[usize], row: usize) -> String {
    let cells = named.iter().map(|column| exact(&table.columns[*column], row));
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Returns the fingerprints of the cells of a column in some rows; without a column, of the rows themselves.
fn fingerprints(
    table: &Table,
    named: &[usize],
    column: Option<usize>,
    rows: impl ParallelIterator<Item = usize>,
) -> Vec<(usize, u64)> {
    let fingerprint = |row: usize| {
        let holds = column.map(|column| exact(&table.columns[column], row)).unwrap_or_default();
        (row, Digest::of(format!("{}\n{holds}", name_by(table, named, row)).as_bytes()).number())
    };
    rows.map(fingerprint).collect()
}

/// The fingerprints of the cells of one column; without a column, of the rows themselves.
type Column = (Key<Dataset>, Option<usize>);

/// The fingerprints of one column, once they are made.
type Slot = Arc<OnceLock<Arc<Vec<u64>>>>;

/// The fingerprints of a model's cells, made where they are asked for.
pub(super) struct Fingerprints<'m> {
    model: &'m Model,
    made: Mutex<BTreeMap<Column, Slot>>,
}

impl<'m> Fingerprints<'m> {
    pub(super) fn of(model: &'m Model) -> Self {
        Self { model, made: Mutex::default() }
    }

    fn column(&self, key: Key<Dataset>, column: Option<usize>) -> Arc<Vec<u64>> {
        let slot = {
            let mut made = self.made.lock().expect("no thread panics while it holds the fingerprints");
            Arc::clone(made.entry((key, column)).or_default())
        };
        Arc::clone(slot.get_or_init(|| {
            let dataset = &self.model.datasets[key];
            let all = (0..dataset.table.rows).into_par_iter();
            let made = fingerprints(&dataset.table, &naming(dataset), column, all);
            Arc::new(made.into_iter().map(|(_, print)| print).collect())
        }))
    }
}

/// The cells that a number rests on in one dataset: some columns of some rows.
#[derive(Debug, Clone)]
pub struct Spread {
    table: Arc<Table>,
    /// The rows, in stretches of neighbours.
    rows: Vec<Range<usize>>,
    columns: Vec<Arc<Vec<u64>>>,
    /// The columns; none of rows alone.
    of: Vec<Option<usize>>,
    /// The period that a word such as `latest` means.
    period: Option<String>,
}

impl Spread {
    /// Returns the cells of these columns in these rows; without a column, the rows as they are named.
    pub(super) fn new(all: &Fingerprints<'_>, dataset: Key<Dataset>, columns: &[usize], rows: &[usize]) -> Self {
        let mut of: Vec<Option<usize>> = columns.iter().copied().map(Some).collect();
        if of.is_empty() {
            of.push(None);
        }
        Self {
            table: Arc::clone(&all.model.datasets[dataset].table),
            rows: stretches(rows),
            columns: of.iter().map(|column| all.column(dataset, *column)).collect(),
            of,
            period: None,
        }
    }

    /// Returns the same cells, their rows named by other columns.
    pub(super) fn named_by(&self, named: &[usize]) -> Self {
        let rows: Vec<usize> = self.rows.iter().cloned().flatten().collect();
        let column = |column: &Option<usize>| {
            let mut all = vec![0; self.table.rows];
            for (row, print) in fingerprints(&self.table, named, *column, rows.par_iter().copied()) {
                all[row] = print;
            }
            Arc::new(all)
        };
        Self { columns: self.of.iter().map(column).collect(), ..self.clone() }
    }

    /// Returns what an edition remembers of them; no digest of cells that may not be guessed.
    pub(super) fn extent(&self, dataset: &str, guarded: bool) -> Extent {
        let until = self.time().and_then(|column| {
            let (_, last) = self.table.columns[column].bounds()?;
            Some(self.table.columns[column].format(last).into_owned())
        });
        Extent {
            dataset: dataset.to_owned(),
            cells: self.rows.iter().map(ExactSizeIterator::len).sum::<usize>() * self.columns.len(),
            rows: self.table.rows,
            until,
            digest: (!guarded).then(|| self.digest(|_| true)),
            period: None,
        }
    }

    /// Returns whether every cell of an extent is still there and holds what it held, whatever came with a longer file: rows
    /// at its end, at its beginning, or of later periods. None where that cannot be known.
    /// Of another period than a word meant then there is nothing to compare.
    pub fn still_holds(&self, old: &Extent) -> Option<bool> {
        if old.period.is_some() && old.period != self.period {
            return Some(true);
        }
        let wanted = old.digest.as_deref()?;
        let until = self.time().and_then(|column| {
            let last = self.table.columns[column].encode(old.until.as_deref()?)?;
            Some((&self.table.columns[column], last))
        });
        let came = self.table.rows.saturating_sub(old.rows);
        let is = |keep: &dyn Fn(usize) -> bool| self.digest(keep) == wanted;
        Some(
            is(&|_| true)
                || (came > 0 && (is(&|row| row < old.rows) || is(&|row| row >= came)))
                || (came > 0
                    && until.is_some_and(|(column, last)| is(&|row| column.encoded(row).is_some_and(|at| at <= last)))),
        )
    }

    fn digest(&self, keep: impl Fn(usize) -> bool) -> String {
        let kept = self.rows.iter().cloned().flatten().filter(|row| keep(*row));
        let cells = kept.flat_map(|row| self.columns.iter().map(move |column| column[row]));
        let mut digits = format!("{:016x}", cells.fold(0_u64, u64::wrapping_add));
        digits.truncate(12);
        digits
    }

    fn time(&self) -> Option<usize> {
        self.table.columns.iter().position(|column| column.kind.is_time())
    }
}

/// Returns ascending rows as stretches of neighbours.
fn stretches(rows: &[usize]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for row in rows {
        match stretches.last_mut() {
            Some(last) if last.end == *row => last.end += 1,
            _ => stretches.push(*row..row + 1),
        }
    }
    stretches
}
