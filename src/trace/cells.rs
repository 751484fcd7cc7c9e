//! Cells of a dataset: the file with its digest, each row with its line and cell, and who published it.

use crate::evaluate;
use crate::model::{Dataset, Key, Selection};
use crate::outcome::{Outcome, Trace, Withheld};
use crate::table::{Column, LookAlikes, Table};
use crate::text::alike::alike;
use crate::trace::figure::aggregate_words;
use crate::trace::{TraceNode, Tracer};

/// How many cells are listed; what a figure is made of beyond that is counted.
const LISTED: usize = 50;

impl Tracer<'_> {
    /// Returns the cells that a selection takes from a column of a dataset; whole rows where no column is named.
    pub(super) fn cells(
        &self,
        outcome: &Outcome,
        dataset: Key<Dataset>,
        column: Option<usize>,
        selection: &Selection,
    ) -> TraceNode {
        let first = &self.model.datasets[dataset];
        let own = first.table.columns.len();
        let (second, index) = match (column, &selection.join) {
            (Some(column), Some(join)) if column >= own => (Some(join), Some(column - own)),
            _ => (None, column),
        };
        let from = second.map_or(dataset, |join| join.dataset);
        let held = &self.model.datasets[from];
        let table: &Table = &held.table;
        let column = index.and_then(|index| table.columns.get(index));

        let rows = evaluate::rows(self.model, selection);
        let mut node = self
            .dataset(from)
            .fact("takes", aggregate_words(selection.aggregate))
            .maybe("column", column.map(|column| column.in_file().to_owned()));
        let source = held.source.map(|source| self.source(source, None));
        if evaluate::is_told_by_its_rows(outcome) {
            // The rows would tell the count that is withheld: none is listed.
            let few = &self.model.publication.language.text().phrases.fewer_than_five;
            let count = if evaluate::are_few(rows.len()) { few.clone() } else { rows.len().to_string() };
            return node.fact("rows", count).from(source);
        }
        node = node.fact("rows", rows.len());
        if let Trace::Cells { unmatched: unmatched @ 1.., .. } = &outcome.trace {
            node = node.fact("left out", format!("{unmatched} without a partner"));
        }
        if rows.len() > LISTED {
            node = node.fact("listed", format!("the first {LISTED}"));
        }
        let withheld = evaluate::withheld_behind(self.model, outcome);
        let cells: Vec<TraceNode> = rows
            .iter()
            .take(LISTED)
            .enumerate()
            .filter_map(|(place, row)| match second {
                None => Some((place, *row)),
                Some(join) => Some((place, partner(&first.table, table, &join.key, *row)?)),
            })
            .map(|(place, row)| (row, self.cell(table, column, row, withheld.get(place).copied().flatten())))
            .map(|(row, node)| if second.is_none() { filled_from(node, table, selection, row) } else { node })
            .collect();
        node.from(cells).from(source)
    }

    /// Returns a dataset: its file with the digest, its release, and who published it.
    pub(super) fn dataset(&self, dataset: Key<Dataset>) -> TraceNode {
        let held = &self.model.datasets[dataset];
        TraceNode::new("dataset", self.model.datasets.id(dataset).as_str())
            .maybe("title", held.title.clone())
            .fact("file", held.file.as_str())
            .fact("sha256", held.table.digest.to_string())
            .maybe("repeated rows left out", Some(held.table.left_out).filter(|rows| *rows > 0))
            .maybe("vintage", held.vintage.clone())
            .maybe("publisher", held.publisher.map(|party| self.model.parties[party].name.clone()))
    }

    /// Returns a cell with its place and digest; a row where no column is named. Of a cell that is withheld neither the
    /// value is said nor the digest, from which a small number could be guessed.
    pub(super) fn cell(
        &self,
        table: &Table,
        column: Option<&Column>,
        row: usize,
        withheld: Option<Withheld>,
    ) -> TraceNode {
        let line = table.line(row);
        let Some(column) = column else { return TraceNode::new("row", (row + 1).to_string()).fact("line", line) };
        let node = match withheld {
            Some(why) => TraceNode::new("cell", self.views.withheld(why)),
            None => TraceNode::new("cell", column.written(row)),
        };
        let node = node.fact("row", row + 1).fact("line", line).fact("column", column.in_file().to_owned());
        let node = node.maybe("multiplied by", column.form.multiplier.map(|by| by.to_string()));
        node.maybe("sha256", withheld.is_none().then(|| column.digest(row).to_string()))
    }
}

/// Adds the labels by which a row was found that stand in a cell further up.
fn filled_from(node: TraceNode, table: &Table, selection: &Selection, row: usize) -> TraceNode {
    let mut asked: Vec<usize> = selection.filters.iter().map(|filter| filter.column).chain(selection.by).collect();
    asked.sort_unstable();
    asked.dedup();
    asked.into_iter().fold(node, |node, column| match table.fill.stands_in(column, row) {
        None => node,
        Some(above) => {
            let column = &table.columns[column];
            let filled = format!("{}, {}, from line {}", column.name, column.written(row), table.line(above));
            node.fact("filled down", filled)
        }
    })
}

/// Returns the row of the second table whose keys are those of a row of the first.
pub(super) fn partner(first: &Table, second: &Table, key: &[(usize, usize)], row: usize) -> Option<usize> {
    let agrees = |other: usize| {
        key.iter().all(|(own, theirs)| is_partner(&first.columns[*own], row, &second.columns[*theirs], other))
    };
    (0..second.rows).find(|other| agrees(*other))
}

/// Returns whether two cells are equal as keys: as written, or as one label.
fn is_partner(own: &Column, row: usize, theirs: &Column, other: usize) -> bool {
    let (written, there) = (own.written(row), theirs.written(other));
    let one = |column: &Column| column.dictionary().is_some_and(|words| words.look_alikes == LookAlikes::One);
    written == there || ((one(own) || one(theirs)) && alike(&written, &there))
}
