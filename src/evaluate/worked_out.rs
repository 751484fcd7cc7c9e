//! Numbers that a view works out of small counts: the rate of three deaths tells the three to whoever knows the residents.

use std::collections::BTreeSet;

use crate::model::{Dataset, Key, Model};
use crate::table::{Layer, Lineage, Made, Table};

use super::units::{FEW, is_guarded};

/// A column of a view, some cells of which may tell a small count that is withheld.
pub(super) struct WorkedOut<'m> {
    model: &'m Model,
    lineage: &'m Lineage,
    column: usize,
}

impl<'m> WorkedOut<'m> {
    /// Returns the column; none where none of its cells is worked out of a guarded measure.
    pub(super) fn of(model: &'m Model, table: &'m Table, column: usize) -> Option<Self> {
        let lineage = table.lineage.as_deref()?;
        let guarded = || lineage_columns(lineage, column).into_iter().any(|at| is_guarded_column(model, at));
        let any = || model.measures.iter().any(|(key, ..)| is_guarded(model, key));
        (any() && guarded()).then_some(Self { model, lineage, column })
    }

    /// Returns whether the cell of a row tells a small count.
    pub(super) fn tells(&self, row: usize) -> bool {
        self.tells_at(self.lineage, row, self.column)
    }

    fn tells_at(&self, lineage: &Lineage, row: usize, column: usize) -> bool {
        let Lineage::Made(layer) = lineage else { return false };
        let mut parts = Vec::new();
        layer.parts(row, column, &mut |part| parts.push(part));
        match &layer.columns[column] {
            Made::Operands { .. } | Made::Against { .. } => parts
                .iter()
                .any(|(below, row, column)| self.is_small(below, *row, *column) || self.tells_at(below, *row, *column)),
            // Of the mean of several none of them can be worked out.
            _ => matches!(parts[..], [(below, row, column)] if self.tells_at(below, row, column)),
        }
    }

    /// Returns whether the cells of files that a cell is made of add up to a small count.
    fn is_small(&self, lineage: &Lineage, row: usize, column: usize) -> bool {
        let cells = lineage.cells(row, column);
        let guarded = |at: (usize, usize)| is_guarded_column(self.model, at);
        if cells.is_empty() || !cells.iter().all(|cell| guarded((cell.origin.dataset, cell.column))) {
            return false;
        }
        let cell = &cells[0].origin.table.columns[cells[0].column];
        let unit = 10_i128.checked_pow(cell.scale()).unwrap_or(i128::MAX);
        let value = |row: usize, column: usize, table: &Table| table.columns[column].encoded(row).map_or(0, i128::from);
        let sum: i128 = cells.iter().map(|cell| value(cell.row, cell.column, &cell.origin.table)).sum();
        sum != 0 && sum.abs() < i128::from(FEW) * unit
    }
}

/// Returns whether a column of a dataset counts what is guarded.
fn is_guarded_column(model: &Model, (dataset, column): (usize, usize)) -> bool {
    let measures = &model.datasets[Key::<Dataset>::new(dataset)].measures;
    measures.get(column).copied().flatten().is_some_and(|measure| is_guarded(model, measure))
}

/// Returns the columns of files of which a column is made in whatever way, as dataset and column.
fn lineage_columns(lineage: &Lineage, column: usize) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![(lineage, column)];
    while let Some((here, column)) = waiting.pop() {
        match here {
            Lineage::File(origin) => _ = found.insert((origin.dataset, column)),
            Lineage::Made(layer) => waiting.extend(below(layer, column)),
        }
    }
    found
}

fn below(layer: &Layer, column: usize) -> Vec<(&Lineage, usize)> {
    let under = |columns: &[usize]| columns.iter().map(|column| (&*layer.below, *column)).collect();
    match &layer.columns[column] {
        Made::Header(_) | Made::Counted(_) => Vec::new(),
        Made::Folded(columns) => under(columns),
        Made::Operands { columns, base, .. } => {
            let all: Vec<usize> = columns.iter().copied().chain(base.map(|(_, column)| column)).collect();
            under(&all)
        }
        Made::LookedUp(_, column) => layer.beside.iter().map(|beside| (&**beside, *column)).collect(),
        Made::Kept(column)
        | Made::Members { column, .. }
        | Made::Chosen { column, .. }
        | Made::Window { column, .. }
        | Made::Against { column, .. }
        | Made::Ranked { column, .. } => under(&[*column]),
    }
}
