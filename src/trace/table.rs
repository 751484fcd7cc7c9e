//! A table of a report: on the line of one of its rows, every cell of the files it is printed from.

use crate::evaluate;
use crate::model::{Aggregate, Dataset, Join, Key, Selection, TableEntry, TableOf};
use crate::outcome::Withheld;
use crate::trace::cells::partner;
use crate::trace::{TraceNode, Tracer};

impl Tracer<'_> {
    /// Returns where a table comes from; with the place of one of its rows, counted from zero, where that row does.
    pub(super) fn table(&mut self, table: Key<TableEntry>, row: Option<usize>) -> TraceNode {
        let entry = &self.model.tables[table];
        let word = if entry.chart.is_some() { "chart" } else { "table" };
        let node = TraceNode::new(word, self.model.tables.id(table).as_str())
            .fact("caption", self.prose(&entry.caption, None))
            .maybe("counts", entry.measure.map(|measure| self.model.measures[measure].label.clone()));
        match &entry.of {
            TableOf::Figures(figures) => {
                let wanted = figures.iter().enumerate().filter(|(index, _)| row.is_none_or(|row| row == *index));
                let from: Vec<TraceNode> = wanted.map(|(_, figure)| self.figure(*figure)).collect();
                node.from(from)
            }
            TableOf::Rows { of, join, filters, columns } => {
                let (aggregate, filters) = (Aggregate::Count(None), filters.clone());
                let selection = Selection { of: *of, join: join.clone(), filters, aggregate, by: None };
                let rows = evaluate::rows(self.model, &selection);
                let withheld = evaluate::withheld_in_table(self.model, table);
                let shown = |column: usize| columns.iter().position(|one| *one == column);
                let hidden = |column: usize| withheld.at(row?, shown(column)?);
                let row = row.and_then(|row| rows.get(row).copied());
                let width = self.model.datasets[*of].table.columns.len();
                let (own, joined): (Vec<usize>, Vec<usize>) = columns.iter().partition(|column| **column < width);
                let first = self.row_of(*of, row, &own, &hidden);
                let second = join.as_ref().filter(|_| !joined.is_empty()).map(|join| {
                    let joined: Vec<usize> = joined.iter().map(|column| column - width).collect();
                    let row = row.and_then(|row| self.partner_of(*of, join, row));
                    self.row_of(join.dataset, row, &joined, &|column| hidden(column + width))
                });
                node.fact("rows", rows.len()).from([first]).from(second)
            }
        }
    }

    fn partner_of(&self, first: Key<Dataset>, join: &Join, row: usize) -> Option<usize> {
        let tables = (&self.model.datasets[first].table, &self.model.datasets[join.dataset].table);
        partner(tables.0, tables.1, &join.key, row)
    }

    fn row_of(
        &self,
        dataset: Key<Dataset>,
        row: Option<usize>,
        columns: &[usize],
        withheld: &dyn Fn(usize) -> Option<Withheld>,
    ) -> TraceNode {
        let table = &self.model.datasets[dataset].table;
        let cells = row.into_iter().flat_map(|row| {
            columns.iter().filter_map(move |column| {
                let one = table.columns.get(*column)?;
                Some(self.cell(table, Some(one), row, withheld(*column)))
            })
        });
        self.dataset(dataset).from(cells).from(self.model.datasets[dataset].source.map(|key| self.source(key, None)))
    }
}
