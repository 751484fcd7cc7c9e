//! A table of the registry as cells to print: rows of a dataset, or figures one a row.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::evaluate::{self, SaidOfCells, WithheldCells};
use crate::model::{Dataset, Key, Selection, TableEntry, TableOf};
use crate::number::Number;
use crate::outcome::Withheld;
use crate::table::Column;
use crate::text::{Id, capital};
use crate::vocabulary::Caveats;

use crate::view::MarkedText;
use crate::view::teller::Teller;

/// A table as it is printed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Table")]
pub struct TableView {
    /// Its id.
    pub id: Id,
    /// What it shows.
    pub caption: MarkedText,
    /// The headings of its columns.
    pub columns: Vec<ColumnView>,
    /// Its rows: each cell as printed.
    pub rows: Vec<Vec<MarkedText>>,
    /// A remark.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub note: MarkedText,
    /// What is printed instead of numbers that are withheld, and why.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub withheld: MarkedText,
    /// Where its rows are from, in words.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub from: MarkedText,
}

/// A column of a table.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Column")]
pub struct ColumnView {
    /// Its heading.
    pub heading: MarkedText,
    /// Whether its cells are numbers.
    pub numbers: bool,
}

/// A cell as it is printed, with what a chart draws of it.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// What is printed.
    pub(super) words: String,
    /// The number; none of one that is missing or withheld.
    pub(super) number: Option<Number>,
    /// The value in its column's encoding; none where it is missing or withheld.
    pub(super) at: Option<i64>,
    /// Whether its row is provisional.
    pub(super) provisional: bool,
}

impl Cell {
    fn missing() -> Self {
        Self { words: "–".to_owned(), number: None, at: None, provisional: false }
    }
}

impl TableView {
    /// Returns a table of the registry.
    pub(super) fn of(teller: &Teller<'_>, table: Key<TableEntry>) -> Self {
        let entry = &teller.model.tables[table];
        let withheld = evaluate::withheld_in_table(teller.model, table);
        let (columns, rows, from) = match &entry.of {
            TableOf::Figures(figures) => {
                let fields = &teller.words().fields;
                let head = vec![
                    ColumnView { heading: MarkedText::words(fields.what_it_counts.as_str()), numbers: false },
                    ColumnView { heading: MarkedText::words(fields.number.as_str()), numbers: true },
                ];
                let rows = figures.iter().filter_map(|figure| {
                    let label = teller.model.figures[*figure].label.as_deref().map(MarkedText::words);
                    let outcome = teller.evaluation.figure(*figure)?;
                    let measure = || outcome.measures.first().map(|measure| teller.measure(*measure));
                    Some(vec![label.or_else(measure).unwrap_or_default(), teller.signed_figure(*figure)?])
                });
                (head, rows.collect(), MarkedText::default())
            }
            TableOf::Rows { of, join, filters, columns } => {
                let selection = Selection::of_rows(*of, join.clone(), filters.clone());
                let (head, cells, from) = teller.dataset_cells(&selection, columns, &withheld);
                let words = |row: Vec<Cell>| row.into_iter().map(|cell| MarkedText::words(cell.words)).collect();
                (head, cells.into_iter().map(words).collect(), from)
            }
        };
        let note = entry.note.as_ref().map(|note| teller.prose(note, None)).unwrap_or_default();
        let figures = match &entry.of {
            TableOf::Figures(figures) => figures.as_slice(),
            TableOf::Rows { .. } => &[],
        };
        let outcomes = figures.iter().filter_map(|figure| teller.evaluation.figure(*figure));
        let of_figures: Vec<Withheld> = outcomes.filter_map(|outcome| outcome.withheld).collect();
        let withheld = teller.why_withheld(|why| withheld.any(why) || of_figures.contains(&why));
        Self {
            id: teller.model.tables.id(table).clone(),
            caption: teller.prose(&entry.caption, None),
            columns,
            rows,
            note,
            withheld,
            from,
        }
    }
}

impl Teller<'_> {
    /// Returns what stands below a table for the words that it prints instead of numbers.
    fn why_withheld(&self, is: impl Fn(Withheld) -> bool) -> MarkedText {
        let phrases = &self.words().phrases;
        let mut line = MarkedText::default();
        for (why, means) in
            [(Withheld::Small, &phrases.fewer_than_five_means), (Withheld::Protecting, &phrases.not_shown_means)]
        {
            if is(why) {
                if !line.is_empty() {
                    line.push(" ");
                }
                line.append(MarkedText::filled(means, &[("words", &MarkedText::words(self.withheld(why)))]));
            }
        }
        line
    }

    /// Returns headings, cells and origin of rows of a dataset.
    pub(super) fn dataset_cells(
        &self,
        selection: &Selection,
        columns: &[usize],
        withheld: &WithheldCells,
    ) -> (Vec<ColumnView>, Vec<Vec<Cell>>, MarkedText) {
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
            Some(ColumnView { heading: MarkedText::words(words), numbers: column.kind.is_numeric() })
        });
        let head = head.collect();
        let rows = evaluate::rows(self.model, selection);
        let said = SaidOfCells::of(self.model, selection.of);
        let joined_said = selection.join.as_ref().map(|join| SaidOfCells::of(self.model, join.dataset));
        let rows = rows.into_iter().enumerate().map(|(printed, row)| {
            let cells = columns.iter().enumerate().filter_map(|(place, index)| {
                let column = column(*index)?;
                let revisions = |dataset, at: usize, row: usize| self.evaluation.revisions(dataset).has(at, row);
                let (row, said, revised) = if *index < width {
                    (Some(row), said.cell(row, *index), revisions(selection.of, *index, row))
                } else {
                    let partner = partners.as_ref()?.get(row).copied().flatten();
                    let all = partner.zip(joined_said.as_ref());
                    let said = all.map(|(row, all)| all.cell(row, *index - width)).unwrap_or_default();
                    let joined = selection.join.as_ref()?.dataset;
                    (partner, said, partner.is_some_and(|row| revisions(joined, *index - width, row)))
                };
                let Some(cell) = row.and_then(|row| column.encoded(row)) else { return Some(Cell::missing()) };
                let why = withheld.at(printed, place);
                let mut words = match why {
                    Some(why) => self.withheld(why).to_owned(),
                    None => self.cell_words(column, cell),
                };
                if column.kind.is_numeric() {
                    self.mark(&mut words, if revised { said.and(Caveats::REVISED) } else { said });
                }
                let number = column.number_of(cell).filter(|_| why.is_none() && column.kind.is_numeric());
                let at = Some(cell).filter(|_| why.is_none());
                Some(Cell { words, number, at, provisional: said.has(Caveats::PROVISIONAL) })
            });
            cells.collect()
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let file = MarkedText::words(self.files_of(selection.of));
        let mut from = MarkedText::filled(&self.words().pages.table_from, &[("file", &file)]);
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
    capital(name.replace('_', " ").trim())
}
