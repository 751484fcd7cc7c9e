//! A cell of a view: through the steps that made it down to the cells of files.

use std::cell::Cell;

use crate::model::{Dataset, Key, View};
use crate::outcome::Withheld;
use crate::table::{Column, FileCell, FileTable, Layer, Lineage, Made, RowsBelow, Table};
use crate::trace::figure::LISTED;
use crate::trace::{TraceNode, Tracer};

/// So many cells of one column are listed one by one; more are told by their lines.
const APART: usize = 8;

impl Tracer<'_> {
    /// Returns a view: what it is made of, step by step, with the files.
    pub(super) fn view(&self, key: Key<Dataset>, view: &View) -> TraceNode {
        let held = &self.model.datasets[key];
        let id = |key: Key<Dataset>| self.model.datasets.id(key).as_str().to_owned();
        let files = view.datasets.iter().map(|file| self.model.datasets[*file].file.to_string());
        TraceNode::new("view", self.model.datasets.id(key).as_str())
            .maybe("title", held.title.clone())
            .fact("of", id(view.of))
            .fact("steps", view.steps.join("; "))
            .fact("files", files.collect::<Vec<_>>().join(", "))
            .maybe("vintage", held.vintage.clone())
    }

    /// Returns a cell of a made table with the steps that made it; a row where no column is named.
    pub(super) fn made(
        &self,
        table: &Table,
        lineage: &Lineage,
        column: Option<&Column>,
        row: usize,
        withheld: Option<Withheld>,
    ) -> TraceNode {
        let index = column.and_then(|column| table.column(&column.name));
        let Some((column, index)) = column.zip(index) else {
            let rows = lineage.rows(row);
            let listed = rows.iter().take(LISTED).map(|(file, row)| self.row_of_file(file, *row));
            return TraceNode::new("row", (row + 1).to_string()).fact("rows of files", rows.len()).from(listed);
        };
        if let Some(why) = withheld {
            return TraceNode::new("cell", self.views.withheld(why)).fact("column", column.name.clone());
        }
        let left = Cell::new(LISTED);
        let node = TraceNode::new("cell", column.as_told(row)).fact("column", column.name.clone());
        node.from(self.parts(lineage, row, index, &left))
    }

    /// Returns what a cell is made of: the step that made it, or the cell of the file.
    fn parts(&self, lineage: &Lineage, row: usize, column: usize, left: &Cell<usize>) -> Vec<TraceNode> {
        let layer = match lineage {
            Lineage::File(file) => return self.cell_of_file(file, row, column, left).into_iter().collect(),
            Lineage::Made(layer) => layer,
        };
        let mut below = Vec::new();
        layer.parts(row, column, &mut |(lineage, row, column)| {
            if left.get() > 0 {
                below.extend(self.parts(lineage, row, column, left));
            }
        });
        match &layer.columns[column] {
            Made::Kept(_) => below,
            made => {
                let (kind, name) = words(layer, made, row);
                vec![TraceNode::new(kind, name).from(together(layer, row, column, below))]
            }
        }
    }

    fn cell_of_file(&self, file: &FileTable, row: usize, column: usize, left: &Cell<usize>) -> Option<TraceNode> {
        left.set(left.get().checked_sub(1)?);
        let key = Key::new(file.dataset);
        let hidden = crate::evaluate::withheld_cell(self.model, key, column, row);
        let node = self.cell(&file.table, file.table.columns.get(column), row, hidden);
        Some(node.fact("file", file.file.as_str()))
    }

    fn row_of_file(&self, file: &FileTable, row: usize) -> TraceNode {
        self.cell(&file.table, None, row, None).fact("file", file.file.as_str())
    }
}

/// Returns what a cell is made of, many cells of one column of a file told together.
fn together(layer: &Layer, row: usize, column: usize, below: Vec<TraceNode>) -> Vec<TraceNode> {
    let mut cells = Vec::new();
    layer.parts(row, column, &mut |(lineage, row, column)| cells.extend(lineage.cells(row, column)));
    let Some(first) = cells.first().filter(|_| cells.len() > APART) else { return below };
    let alike = |cell: &FileCell<'_>| {
        let (one, other) = (cell.key(), first.key());
        (one.0, one.1, one.3) == (other.0, other.1, other.3)
    };
    if !cells.iter().all(alike) {
        return below;
    }
    let table = &first.origin.table;
    let node = TraceNode::new("cells", cells.len().to_string()).fact("file", first.origin.file.as_str());
    let mut lines: Vec<u32> = cells.iter().map(FileCell::line).collect();
    lines.sort_unstable();
    vec![node.fact("lines", stretches(&lines)).fact("column", table.columns[first.column].in_file().to_owned())]
}

/// Returns what a step did to make a cell: a word for it, and the rest in words.
fn words(layer: &Layer, made: &Made, row: usize) -> (&'static str, String) {
    let name = |column: usize| match &*layer.below {
        Lineage::Made(below) => below.names.get(column).cloned().unwrap_or_default(),
        Lineage::File(file) => file.table.columns.get(column).map(|column| column.name.clone()).unwrap_or_default(),
    };
    let listed = |columns: &[usize]| {
        let names: Vec<String> = columns.iter().map(|column| format!("“{}”", name(*column))).collect();
        names.join(" and ")
    };
    let cells = |count: usize| format!("{count} {}", if count == 1 { "cell" } else { "cells" });
    match made {
        Made::Kept(column) => ("kept", listed(&[*column])),
        Made::Header(columns) => ("named", format!("by the column {}", listed(&columns[row % columns.len()..][..1]))),
        Made::Folded(columns) => ("folded", format!("from column {}", listed(&columns[row % columns.len()..][..1]))),
        Made::Operands { how, columns, base } => {
            let prices = if base.is_some() { ", and the index of the prices" } else { "" };
            (how, format!("of {}{prices}", listed(columns)))
        }
        Made::LookedUp(partners, column) => {
            let found = partners.of(layer.first_below(row)).len();
            let name = match layer.beside.as_deref() {
                Some(Lineage::File(file)) => file.table.columns.get(*column).map(|column| column.name.clone()),
                Some(Lineage::Made(beside)) => beside.names.get(*column).cloned(),
                None => None,
            };
            ("looked up", format!("“{}”, found by its key in {}", name.unwrap_or_default(), rows(found)))
        }
        Made::Members { how, column } => {
            let count = match &layer.rows {
                RowsBelow::Grouped(groups) => groups.of(row).len(),
                RowsBelow::Same | RowsBelow::Picked(_) | RowsBelow::Repeated(_) => 1,
            };
            (how, format!("of {} of {}", cells(count), listed(&[*column])))
        }
        Made::Chosen { how, column, .. } => (how, format!("of {}", listed(&[*column]))),
        Made::Counted(what) => {
            let count = match &layer.rows {
                RowsBelow::Grouped(groups) => groups.of(row).len(),
                RowsBelow::Same | RowsBelow::Picked(_) | RowsBelow::Repeated(_) => 1,
            };
            ("number", format!("of {what}, in {}", rows(count)))
        }
        Made::Window { how, column, places, from, by } => {
            let count = places[row] as usize - from[row] as usize + 1;
            let until = by.and_then(|by| {
                let below = layer.first_below(row);
                let cell = *layer.below.cells(below, by).first()?;
                Some(format!(" to {}", cell.origin.table.columns[cell.column].written(cell.row)))
            });
            (how, format!("of the {count} periods{} of {}", until.unwrap_or_default(), listed(&[*column])))
        }
        Made::Against { how, column, .. } => (how, format!("of {} against its base", listed(&[*column]))),
        Made::Ranked { column, rivals } => {
            ("place", format!("of {}, compared with {} others", listed(&[*column]), rivals[row]))
        }
    }
}

/// Returns lines as stretches of neighbours: `9 to 12, 15`.
fn stretches(lines: &[u32]) -> String {
    let runs: Vec<String> = lines
        .chunk_by(|a, b| a + 1 == *b)
        .map(|run| match run {
            [one] => one.to_string(),
            run => format!("{} to {}", run[0], run[run.len() - 1]),
        })
        .collect();
    let shown = runs.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    if runs.len() > LISTED { format!("{shown}, …") } else { shown }
}

fn rows(count: usize) -> String {
    format!("{count} {}", if count == 1 { "row" } else { "rows" })
}
