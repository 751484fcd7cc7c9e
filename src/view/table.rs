//! A table of the registry as cells to print: rows of a dataset, or figures one a row.

use std::cmp::Ordering;
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::evaluate::{self, SaidOfCells, WithheldCells};
use crate::model::{Dataset, Figure, Key, Layout, Selection, TableEntry, TableOf};
use crate::number::Number;
use crate::outcome::{Interval, Withheld, span_of};
use crate::table::Column;
use crate::text::{Id, capital};
use crate::vocabulary::{Caveats, Direction};

use crate::view::MarkedText;
use crate::view::number::NumberView;
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
    /// How many rows there are, where not all of them are printed: its author named a `limit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// The cells as a program reads them: numbers without separators and marks.
    #[serde(skip)]
    pub plain: Vec<Vec<String>>,
    /// The headings of columns that `plain` has beyond those that are printed: what only the lines around a table say.
    #[serde(skip)]
    pub beyond: Vec<String>,
    /// Whether its rows go from earlier times to later ones.
    #[serde(skip)]
    pub goes_on: bool,
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
    /// How many decimals are printed.
    pub(super) decimals: u32,
    /// Its interval, where its column tells one and it is shown.
    pub(super) interval: Option<Interval>,
    is_missing: bool,
    /// Whether its words say more than the number: that it is provisional, revised, estimated.
    is_marked: bool,
    /// A day or period as programs write it.
    time: Option<String>,
}

impl Cell {
    fn missing() -> Self {
        Self {
            words: "–".to_owned(),
            number: None,
            at: None,
            provisional: false,
            decimals: 0,
            interval: None,
            is_missing: true,
            is_marked: false,
            time: None,
        }
    }

    /// Returns which of two cells comes first; one without a value comes last, whichever way the others go.
    fn compare(&self, other: &Self, way: Direction) -> Ordering {
        let key = |cell: &Self| (cell.number, cell.at.filter(|_| cell.time.is_some()));
        let order = match (key(self), key(other)) {
            ((Some(a), _), (Some(b), _)) => a.cmp(&b),
            ((_, Some(a)), (_, Some(b))) => a.cmp(&b),
            ((None, None), (None, None)) if !self.is_missing && !other.is_missing => self.words.cmp(&other.words),
            (mine, theirs) => {
                let none = |key: (Option<Number>, Option<i64>)| key == (None, None);
                return none(mine).cmp(&none(theirs));
            }
        };
        if way == Direction::Falls { order.reverse() } else { order }
    }
}

impl TableView {
    /// Returns a table of the registry.
    pub(super) fn of(teller: &Teller<'_>, table: Key<TableEntry>) -> Self {
        let entry = &teller.model.tables[table];
        let withheld = evaluate::withheld_in_table(teller.model, table);
        let mut made = Made::default();
        let (columns, rows, from) = match &entry.of {
            TableOf::Figures(figures) => {
                let fields = &teller.words().fields;
                let head = vec![
                    ColumnView { heading: MarkedText::words(fields.what_it_counts.as_str()), numbers: false },
                    ColumnView { heading: MarkedText::words(fields.number.as_str()), numbers: true },
                ];
                let mut rows = Vec::with_capacity(figures.len());
                let mut ends = Vec::with_capacity(figures.len());
                for figure in figures {
                    let Some(printed) = teller.signed_figure(*figure) else { continue };
                    let label = teller.figure_label(*figure);
                    let number = NumberView::of_figure(teller, *figure);
                    let exact = number.as_ref().and_then(|number| number.value);
                    let interval = number.and_then(|number| number.interval);
                    ends.push(interval.map(|interval| [interval.low, interval.high].map(|end| end.to_string())));
                    let span = span_of(teller.model, teller.evaluation, *figure);
                    made.plain.push(vec![
                        label.plain(),
                        exact.map_or_else(String::new, |number| number.to_string()),
                        printed.plain(),
                        span.map_or_else(String::new, |span| span.iso()),
                    ]);
                    rows.push(vec![label, printed]);
                }
                made.beyond = vec![fields.as_printed.clone(), fields.period.clone()];
                if ends.iter().any(Option::is_some) {
                    let pages = &teller.words().pages;
                    made.beyond.extend([pages.interval_low.clone(), pages.interval_high.clone()]);
                    for (row, ends) in made.plain.iter_mut().zip(ends) {
                        row.extend(ends.unwrap_or_default());
                    }
                }
                (head, rows, MarkedText::default())
            }
            TableOf::Rows { of, join, filters, columns } => {
                let selection = Selection::of_rows(*of, join.clone(), filters.clone());
                let (head, cells, mut from) = teller.dataset_cells(&selection, columns, &entry.layout, &withheld);
                let all = cells.len();
                let cells = laid_out(cells, &entry.layout);
                made = Made::of(&head, &cells, all, &teller.words().fields.as_printed);
                if let Some((period, plain)) = teller.period_of_rows(&selection, columns) {
                    made.beyond.push(teller.words().fields.period.clone());
                    made.plain.iter_mut().for_each(|row| row.push(plain.clone()));
                    let period = MarkedText::words(period);
                    let words = &teller.words().pages.table_period;
                    from = MarkedText::filled(words, &[("period", &period), ("from", &from)]);
                }
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
            of: made.of,
            plain: made.plain,
            beyond: made.beyond,
            goes_on: made.goes_on,
            note,
            withheld,
            from,
        }
    }
}

/// What of the rows of a dataset is known beside their words.
#[derive(Default)]
struct Made {
    of: Option<usize>,
    plain: Vec<Vec<String>>,
    beyond: Vec<String>,
    goes_on: bool,
}

impl Made {
    fn of(head: &[ColumnView], cells: &[Vec<Cell>], all: usize, as_printed: &str) -> Self {
        let plain = |cell: &Cell| match cell.number {
            Some(number) => number.rounded(cell.decimals).to_string(),
            None if cell.is_missing => String::new(),
            None => cell.time.clone().unwrap_or_else(|| cell.words.clone()),
        };
        let times: Vec<Option<i64>> =
            cells.iter().map(|row| row.first().filter(|cell| cell.time.is_some()).and_then(|cell| cell.at)).collect();
        let marked = |column: &usize| cells.iter().any(|row| row[*column].is_marked);
        let marked: Vec<usize> = (0..head.len()).filter(marked).collect();
        let of_row = |row: &Vec<Cell>| {
            let as_printed = marked.iter().map(|column| row[*column].words.clone());
            row.iter().map(plain).chain(as_printed).collect()
        };
        Self {
            of: (all > cells.len()).then_some(all),
            plain: cells.iter().map(of_row).collect(),
            beyond: marked.iter().map(|column| format!("{}: {as_printed}", head[*column].heading.plain())).collect(),
            goes_on: times.iter().all(Option::is_some) && times.is_sorted(),
        }
    }
}

/// Returns rows in their order, and as many as are asked for with those that share the last place.
fn laid_out(mut cells: Vec<Vec<Cell>>, layout: &Layout) -> Vec<Vec<Cell>> {
    let compare = |a: &[Cell], b: &[Cell]| {
        let orders = layout.sort.iter().map(|(place, way)| a[*place].compare(&b[*place], *way));
        orders.fold(Ordering::Equal, Ordering::then)
    };
    cells.sort_by(|a, b| compare(a, b));
    if let Some(limit) = layout.limit
        && limit < cells.len()
    {
        let shares = |row: &&Vec<Cell>| !layout.sort.is_empty() && compare(row, &cells[limit - 1]).is_eq();
        let more = cells[limit..].iter().take_while(shares).count();
        cells.truncate(limit + more);
    }
    cells
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
        layout: &Layout,
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
                let said_so = layout.decimals.get(place).copied().flatten();
                let told = column.number_of(cell).map_or(0, |number| column.decimals_of(number));
                let decimals = said_so.unwrap_or(told);
                let mut words = match (why, column.number_of(cell)) {
                    (Some(why), _) => self.withheld(why).to_owned(),
                    (None, Some(number)) if said_so.is_some() => self.language().number(number, decimals),
                    (None, _) => self.cell_words(column, cell),
                };
                let bare = words.len();
                if column.kind.is_numeric() {
                    self.mark(&mut words, if revised { said.and(Caveats::REVISED) } else { said });
                }
                let is_marked = words.len() > bare;
                let number = column.number_of(cell).filter(|_| why.is_none() && column.kind.is_numeric());
                let at = Some(cell).filter(|_| why.is_none());
                let provisional = said.has(Caveats::PROVISIONAL);
                let time = (column.kind.is_time() && why.is_none()).then(|| column.format(cell).into_owned());
                let interval = row
                    .filter(|_| number.is_some() && column.form.interval.is_some() && *index < width)
                    .and_then(|row| evaluate::interval(&first.table, *index, row));
                Some(Cell { words, number, at, provisional, decimals, interval, is_missing: false, is_marked, time })
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

impl Teller<'_> {
    /// Returns what a figure counts: its label, else its measure.
    pub(super) fn figure_label(&self, figure: Key<Figure>) -> MarkedText {
        let label = self.model.figures[figure].label.as_deref().map(MarkedText::words);
        let measure = || Some(self.measure(*self.evaluation.figure(figure)?.measures.first()?));
        label.or_else(measure).unwrap_or_default()
    }

    /// Returns the period that all selected rows are of, in words and as data write it, where no printed column names it.
    fn period_of_rows(&self, selection: &Selection, columns: &[usize]) -> Option<(String, String)> {
        let table = &self.model.datasets[selection.of].table;
        let mut times = table.columns.iter().enumerate().filter(|(_, column)| column.kind.is_time());
        let (at, column) = times.next().filter(|_| times.next().is_none())?;
        let rows = evaluate::rows(self.model, selection);
        let mut values = rows.iter().map(|row| column.encoded(*row));
        let first = values.next().flatten().filter(|_| !columns.contains(&at))?;
        values
            .all(|value| value == Some(first))
            .then(|| (self.cell_words(column, first), column.format(first).into_owned()))
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
