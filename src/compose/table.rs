//! A table of the registry as cells to print: rows of a dataset, or figures one a row.

use std::collections::HashMap;

use crate::evaluate;
use crate::model::{Aggregate, Column, Dataset, Key, Selection, TableEntry, TableOf};

use super::{Composer, Line};

/// A table to print.
#[derive(Debug, Clone)]
pub struct TableBlock {
    /// What it shows.
    pub caption: Line,
    /// The headings of its columns, each with whether its cells are numbers.
    pub head: Vec<(Line, bool)>,
    /// Its rows.
    pub rows: Vec<Vec<Line>>,
    /// A remark below.
    pub note: Line,
    /// Where its rows are from.
    pub from: Line,
}

impl Composer<'_> {
    /// Returns a table of the registry.
    pub fn table(&self, table: Key<TableEntry>) -> TableBlock {
        let entry = &self.model.tables[table];
        let (head, rows, from) = match &entry.of {
            TableOf::Figures(figures) => {
                let fields = &self.words().fields;
                let head = vec![
                    (Line::words(fields.what_it_counts.as_str()), false),
                    (Line::words(fields.number.as_str()), true),
                ];
                let rows = figures.iter().filter_map(|figure| {
                    let label = self.model.figures[*figure].label.as_deref().map(Line::words);
                    let outcome = self.evaluation.figure(*figure)?;
                    let measure = || outcome.measures.first().map(|measure| self.measure(*measure));
                    Some(vec![label.or_else(measure).unwrap_or_default(), self.figure(*figure)?])
                });
                (head, rows.collect(), Line::default())
            }
            TableOf::Rows { of, join, filters, columns } => {
                let selection = Selection {
                    of: *of,
                    join: join.clone(),
                    filters: filters.clone(),
                    aggregate: Aggregate::Count(None),
                    by: None,
                };
                self.dataset_rows(&selection, columns)
            }
        };
        let note = entry.note.as_ref().map(|note| self.prose(note, None)).unwrap_or_default();
        TableBlock { caption: self.prose(&entry.caption, None), head, rows, note, from }
    }

    fn dataset_rows(&self, selection: &Selection, columns: &[usize]) -> (Vec<(Line, bool)>, Vec<Vec<Line>>, Line) {
        let first = &self.model.datasets[selection.of];
        let width = first.table.columns.len();
        let second = selection.join.as_ref().map(|join| (join, &self.model.datasets[join.dataset]));
        let partners = second.map(|(join, joined)| partners(first, joined, &join.key));
        let column = |index: usize| -> Option<&Column> {
            first.table.columns.get(index).or_else(|| second?.1.table.columns.get(index - width))
        };
        let titled = |index: usize| {
            first.headings.get(index).or_else(|| second?.1.headings.get(index.checked_sub(width)?))?.clone()
        };
        let head = columns.iter().filter_map(|index| {
            let column = column(*index)?;
            let words = titled(*index).unwrap_or_else(|| heading(&column.name));
            Some((Line::words(words), column.kind.is_numeric()))
        });
        let head = head.collect();
        let rows = evaluate::rows(self.model, selection);
        let provisional = evaluate::provisional_rows(first, &rows);
        let joined_provisional =
            second.map(|(_, joined)| evaluate::provisional_rows(joined, &(0..joined.table.rows).collect::<Vec<_>>()));
        let rows = rows.into_iter().zip(provisional).map(|(row, provisional)| {
            let cells = columns.iter().filter_map(|index| {
                let column = column(*index)?;
                let revisions = |dataset, at: usize, row: usize| self.evaluation.revisions(dataset).has(at, row);
                let (row, provisional, revised) = if *index < width {
                    (Some(row), provisional, revisions(selection.of, *index, row))
                } else {
                    let partner = partners.as_ref()?.get(row).copied().flatten();
                    let provisional =
                        partner.is_some_and(|row| joined_provisional.as_ref().is_some_and(|all| all[row]));
                    let joined = selection.join.as_ref()?.dataset;
                    (partner, provisional, partner.is_some_and(|row| revisions(joined, *index - width, row)))
                };
                let Some(cell) = row.and_then(|row| column.encoded(row)) else { return Some(Line::words("–")) };
                let mut words = self.cell_words(column, cell);
                if column.kind.is_numeric() {
                    self.mark(&mut words, provisional, revised);
                }
                Some(Line::words(words))
            });
            cells.collect()
        });
        let rows: Vec<Vec<Line>> = rows.collect();
        let file = Line::words(first.file.as_str());
        let mut from = self.fill(&self.words().pages.table_from, &[("file", &file)]);
        from.append(self.cite_dataset(selection.of));
        (head, rows, from)
    }
}

/// Returns the row of the second dataset that each row of the first is joined with.
fn partners(first: &Dataset, second: &Dataset, key: &[(usize, usize)]) -> Vec<Option<usize>> {
    let words = |dataset: &Dataset, columns: &[usize], row: usize| -> Option<Vec<String>> {
        let cells =
            columns.iter().map(|column| dataset.table.columns.get(*column).map(|c| c.written(row).into_owned()));
        cells.collect()
    };
    let (left, right): (Vec<usize>, Vec<usize>) = key.iter().copied().unzip();
    let mut by_key = HashMap::new();
    for row in 0..second.table.rows {
        if let Some(words) = words(second, &right, row) {
            by_key.insert(words, row);
        }
    }
    let partner = |row| words(first, &left, row).and_then(|words| by_key.get(&words).copied());
    (0..first.table.rows).map(partner).collect()
}

/// Returns the name of a column as a heading: words instead of underscores.
fn heading(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut chars = words.trim().chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
