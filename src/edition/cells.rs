//! The cells behind printed numbers, each by a name that outlives new rows: dataset, row, column.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::{self, Rows};
use crate::model::{Dataset, Figure, Key, Model, Selection};
use crate::outcome::{Evaluation, Outcome, Trace};
use crate::table::Column;

use super::extent::Fingerprints;
use super::{Cell, Content, Entry, Spread};

/// How many cells of one number are remembered one by one; of more there is one digest.
const MOST: usize = 120;

/// The cells met so far.
pub(super) struct Cells<'a> {
    model: &'a Model,
    evaluation: &'a Evaluation,
    rows: &'a Rows<'a>,
    fingerprints: &'a Fingerprints<'a>,
    /// What each name stands for: the row, and the cell as exact text.
    known: BTreeMap<String, (usize, String)>,
    /// The cells that have no name, by the number that rests on them: the dataset, and whether they may not be guessed.
    spreads: BTreeMap<String, (Key<Dataset>, Spread, bool)>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        model: &'a Model,
        evaluation: &'a Evaluation,
        rows: &'a Rows<'a>,
        fingerprints: &'a Fingerprints<'a>,
    ) -> Self {
        Self { model, evaluation, rows, fingerprints, known: BTreeMap::new(), spreads: BTreeMap::new() }
    }

    /// Returns the names of the cells that a value rests on, through the figures it is made of. Cells without a name are
    /// kept together under `id`, or under the figure that is made of them.
    pub(super) fn of(&mut self, id: &str, outcome: &Outcome) -> Vec<String> {
        let mut names = Vec::new();
        let mut seen: BTreeSet<Key<Figure>> = BTreeSet::new();
        let mut open: Vec<(String, &Outcome)> = vec![(id.to_owned(), outcome)];
        let evaluation = self.evaluation;
        while let Some((id, outcome)) = open.pop() {
            match &outcome.trace {
                Trace::Figures(keys) => {
                    let new = keys.iter().filter(|key| seen.insert(**key));
                    let id = |key: Key<Figure>| format!("figures.{}", self.model.figures.id(key));
                    open.extend(new.filter_map(|key| Some((id(*key), evaluation.figure(*key)?))));
                }
                Trace::Cells { dataset, column, selection, only, .. } => {
                    let model = self.model;
                    let rows = only.map_or_else(|| self.rows.of(selection), |row| vec![row]);
                    let withheld = outcome.withheld.is_some() || !evaluate::withheld_behind(model, outcome).is_empty();
                    let guarded = withheld || outcome.measures.iter().any(|of| evaluate::is_guarded(model, *of));
                    let own = model.datasets[*dataset].table.columns.len();
                    // A column of a joined dataset is named by its number alone; the first dataset names the row.
                    let told = column.filter(|column| *column < own && rows.len() <= MOST && !withheld);
                    let found: Vec<String> = match told {
                        Some(column) => rows.iter().map(|row| self.name(*dataset, *row, column)).collect(),
                        None => Vec::new(),
                    };
                    let by_line = format!("{}/line ", model.datasets.id(*dataset));
                    if told.is_none() || selection.join.is_some() || found.iter().any(|name| name.starts_with(&by_line))
                    {
                        self.spread(&id, selection, &Vec::from_iter(*column), &rows, guarded);
                    }
                    names.extend(found);
                }
                Trace::Source { .. } => {}
            }
        }
        names
    }

    /// Keeps the cells of a printed table together.
    pub(super) fn table(&mut self, id: &str, shown: &Selection, columns: &[usize]) {
        let model = self.model;
        let joined = shown.join.iter().flat_map(|join| model.datasets[join.dataset].measures.iter());
        let measures: Vec<_> = model.datasets[shown.of].measures.iter().chain(joined).collect();
        let measure = |column: &usize| measures.get(*column).copied().copied().flatten();
        let guarded = columns.iter().filter_map(measure).any(|measure| evaluate::is_guarded(model, measure));
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
        let spread = Spread::new(self.fingerprints, selection.of, &first, rows);
        self.spreads.insert(id.to_owned(), (selection.of, spread, guarded));
    }

    /// Returns the name of a cell, and remembers what it holds.
    fn name(&mut self, dataset: Key<Dataset>, row: usize, column: usize) -> String {
        let entry = &self.model.datasets[dataset];
        let id = self.model.datasets.id(dataset);
        let cell = &entry.table.columns[column];
        let written = exact(cell, row);
        let mut name = format!("{id}/{}/{}", row_name(entry, row), cell.name);
        if self.known.get(&name).is_some_and(|(known, _)| *known != row) {
            name = format!("{id}/line {}/{}", entry.table.line(row), cell.name);
        }
        self.known.insert(name.clone(), (row, written));
        name
    }

    /// Puts every cell met into the content; returns those that have no name, by the number that rests on them.
    pub(super) fn into_content(self, content: &mut Content) -> BTreeMap<String, Spread> {
        for (name, (_, written)) in self.known {
            content.put(name, Entry::Cell(Cell(written)));
        }
        let model = self.model;
        let spreads = self.spreads.into_iter().map(|(id, (dataset, spread, guarded))| {
            let extent = spread.extent(model.datasets.id(dataset).as_str(), guarded);
            content.put(id.as_str(), Entry::Extent(extent));
            (id, spread)
        });
        spreads.collect()
    }
}

/// Returns a cell as exact text that no other row has a part in: a column writes every number with the decimals of its
/// finest, so that `4.5` would become `4.50` where another row comes to hold `0.25`.
pub(super) fn exact(column: &Column, row: usize) -> String {
    let written = column.written(row);
    if column.kind.is_numeric() && written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written.into_owned()
    }
}

/// Returns what names a row: its primary key, else every cell that is no number.
pub(super) fn row_name(dataset: &Dataset, row: usize) -> String {
    let table = &dataset.table;
    let named: Vec<usize> = if dataset.primary_key.is_empty() {
        (0..table.columns.len()).filter(|column| !table.columns[*column].kind.is_numeric()).collect()
    } else {
        dataset.primary_key.clone()
    };
    let cells = named.into_iter().map(|column| exact(&table.columns[column], row));
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}
