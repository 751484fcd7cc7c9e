//! The cells behind printed numbers, each by a name that outlives new rows: dataset, row, column.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::{self, Evaluation, Outcome, Rows, Trace};
use crate::model::{Column, Dataset, Figure, Key, Model};

use super::{Cell, Content, Entry};

/// How many cells of one number are remembered one by one; of a sum over more rows only the number is.
const MOST: usize = 120;

/// The cells met so far.
pub(super) struct Cells<'a> {
    model: &'a Model,
    evaluation: &'a Evaluation,
    rows: &'a Rows<'a>,
    /// What each name stands for: the row, and the cell as exact text.
    known: BTreeMap<String, (usize, String)>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(model: &'a Model, evaluation: &'a Evaluation, rows: &'a Rows<'a>) -> Self {
        Self { model, evaluation, rows, known: BTreeMap::new() }
    }

    /// Returns the names of the cells that a value rests on, through the figures it is made of.
    pub(super) fn of(&mut self, outcome: &Outcome) -> Vec<String> {
        let mut names = Vec::new();
        let mut seen: BTreeSet<Key<Figure>> = BTreeSet::new();
        let mut open: Vec<&Outcome> = vec![outcome];
        let evaluation = self.evaluation;
        while let Some(outcome) = open.pop() {
            match &outcome.trace {
                Trace::Figures(keys) => {
                    let new = keys.iter().filter(|key| seen.insert(**key));
                    open.extend(new.filter_map(|key| evaluation.figure(*key)));
                }
                Trace::Cells { dataset, column: Some(column), selection, count, only, .. } if *count <= MOST => {
                    if outcome.withheld.is_some() || !evaluate::withheld_behind(self.model, outcome).is_empty() {
                        continue;
                    }
                    let rows = only.map_or_else(|| self.rows.of(selection), |row| vec![row]);
                    // A column of a joined dataset is named by its number alone; the first dataset names the row.
                    let table = &self.model.datasets[*dataset].table;
                    if *column < table.columns.len() {
                        names.extend(rows.into_iter().map(|row| self.name(*dataset, row, *column)));
                    }
                }
                Trace::Cells { .. } | Trace::Source { .. } => {}
            }
        }
        names
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

    /// Puts every cell met into the content.
    pub(super) fn into_content(self, content: &mut Content) {
        for (name, (_, written)) in self.known {
            content.put(name, Entry::Cell(Cell(written)));
        }
    }
}

/// Returns a cell as exact text that no other row has a part in: a column writes every number with the decimals of its
/// finest, so that `4.5` would become `4.50` where another row comes to hold `0.25`.
fn exact(column: &Column, row: usize) -> String {
    let written = column.written(row);
    if column.kind.is_numeric() && written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written.into_owned()
    }
}

/// Returns what names a row: its primary key, else every cell that is no number.
fn row_name(dataset: &Dataset, row: usize) -> String {
    let table = &dataset.table;
    let named: Vec<usize> = if dataset.primary_key.is_empty() {
        (0..table.columns.len()).filter(|column| !table.columns[*column].kind.is_numeric()).collect()
    } else {
        dataset.primary_key.clone()
    };
    let cells = named.into_iter().map(|column| exact(&table.columns[column], row));
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}
