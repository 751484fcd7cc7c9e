//! Where each printed number comes from: a cell, a column of selected rows, other figures, or a source's words.

use crate::evaluate;
use crate::model::{Claim, Dataset, EvidenceFrom, Figure, Key, Model, Selection, Source};
use crate::number::Number;
use crate::outcome::{Missing, Outcome, Provenance, Value};
use crate::table::{Column, ColumnType};
use crate::vocabulary::Stance;

use crate::view::teller::Teller;
use crate::view::{CellsView, MarkedText};

impl Teller<'_> {
    /// Returns what an outcome counts: its measures by name.
    pub(super) fn counted(&self, outcome: &Outcome) -> MarkedText {
        let names: Vec<MarkedText> = outcome.measures.iter().map(|measure| self.measure(*measure)).collect();
        self.list(&names)
    }

    /// Returns what a figure counts; of rows that are a part of another number, that they are rows.
    pub(super) fn counted_in(&self, figure: Key<Figure>, outcome: &Outcome) -> MarkedText {
        let counted = self.counted(outcome);
        let are_cells = matches!(outcome.trace, Provenance::Cells { .. });
        if !counted.is_empty() || !are_cells || !self.model.figures.id(figure).is_part() {
            return counted;
        }
        MarkedText::words(self.words().pages.rows_of_file.as_str())
    }

    /// Returns the cells that an outcome is from; none of what is from elsewhere.
    pub(super) fn cells_of(&self, outcome: &Outcome) -> Option<CellsView> {
        let Provenance::Cells { column, selection, count, only, .. } = &outcome.trace else { return None };
        Some(self.cells_view(outcome, selection, *column, *count, *only))
    }

    /// Returns where an outcome is from, `cells` being those it is from.
    pub(super) fn from(&self, outcome: &Outcome, cells: Option<&CellsView>) -> MarkedText {
        match &outcome.trace {
            Provenance::Cells { dataset, selection, unmatched, missing, .. } => {
                let mut line = cells.map(|cells| self.cells(cells)).unwrap_or_default();
                if let Some(join) = selection.join.as_ref().filter(|_| *unmatched > 0) {
                    let few = evaluate::is_told_by_its_rows(outcome) && evaluate::are_few(*unmatched);
                    let rows = MarkedText::words(if few {
                        self.words().phrases.fewer_than_five_rows.clone()
                    } else {
                        self.words().counts.rows.say(*unmatched as u64, self.language())
                    });
                    let file = MarkedText::words(self.model.datasets[join.dataset].file.as_str());
                    line.append(MarkedText::filled(&self.words().pages.unmatched, &[("rows", &rows), ("file", &file)]));
                }
                line.append(self.missing(outcome, *missing));
                if let Some(interval) = self.interval_of(outcome, |end| end) {
                    line.append(self.interval_origin(&interval));
                }
                let left_out = self.model.datasets[*dataset].table.left_out;
                if left_out > 0 {
                    let rows = MarkedText::words(self.words().counts.rows.say(left_out as u64, self.language()));
                    line.append(MarkedText::filled(&self.words().pages.left_out, &[("rows", &rows)]));
                }
                for query in self.evaluation.with_files(*dataset).into_iter().filter_map(|file| self.query(file)) {
                    line.push("; ");
                    line.append(query);
                }
                line.append(self.cite_dataset(*dataset));
                line
            }
            Provenance::Figures(figures) => {
                let parts: Vec<MarkedText> = figures.iter().filter_map(|figure| self.part(*figure)).collect();
                let parts = self.list(&parts);
                MarkedText::filled(&self.words().phrases.calculated_from, &[("parts", &parts)])
            }
            Provenance::Source { source, locator } => self.place_in(*source, locator.as_deref()),
        }
    }

    /// Returns what a number leaves out because there is no value or no row.
    fn missing(&self, outcome: &Outcome, missing: Missing) -> MarkedText {
        let mut told = MarkedText::default();
        let count = |number: usize| {
            MarkedText::words(self.language().number(i64::try_from(number).unwrap_or(i64::MAX).into(), 0))
        };
        if missing.rows > 0 {
            let few = evaluate::is_told_by_its_rows(outcome) && evaluate::are_few(missing.rows);
            let rows = if few {
                self.words().phrases.fewer_than_five_rows.clone()
            } else {
                self.words().counts.rows.say(missing.rows as u64, self.language())
            };
            let rows = MarkedText::words(rows);
            told.append(MarkedText::filled(
                &self.words().pages.no_value,
                &[("rows", &rows), ("all", &count(missing.of))],
            ));
        }
        if let (absent @ 1.., all) = missing.periods {
            let parts = [("absent", &count(absent)), ("all", &count(all))];
            told.append(MarkedText::filled(&self.words().pages.no_row, &parts));
        }
        told
    }

    /// Returns a figure that another is made of: its number, or the name of a series, whose own row lists its values.
    fn part(&self, figure: Key<Figure>) -> Option<MarkedText> {
        let outcome = self.evaluation.figure(figure)?;
        if !matches!(outcome.value, Value::Series(_)) {
            return self.figure(figure);
        }
        let label = self.model.figures[figure].label.as_deref().map(MarkedText::words);
        let label = label.unwrap_or_else(|| self.counted(outcome));
        Some(MarkedText::filled(&self.words().pages.series, &[("label", &label)]))
    }

    /// Returns cells in words: one with its line and digest, several by what selects them. The digest of the whole file stands
    /// in the manifest and not here, so that a page changes only with the cells it uses.
    pub(super) fn cells(&self, cells: &CellsView) -> MarkedText {
        let pages = &self.words().pages;
        let file = MarkedText::words(cells.file.as_str());
        // The file of a workbook is named with the sheet, and the line with the cell.
        let file = match &cells.sheet {
            Some(sheet) => {
                MarkedText::filled(&pages.sheet, &[("file", &file), ("sheet", &MarkedText::words(sheet.as_str()))])
            }
            None => file,
        };
        let name = cells.column.as_deref().map(MarkedText::words).unwrap_or_default();
        let name = match cells.multiplier {
            None => name,
            Some(by) => {
                let by = MarkedText::words(self.language().number(by, by.decimals()));
                let cell = cells.published.as_deref().filter(|_| cells.row.is_some()).map(MarkedText::words);
                match cell {
                    Some(cell) => {
                        MarkedText::filled(&pages.cell_times, &[("column", &name), ("cell", &cell), ("by", &by)])
                    }
                    None => MarkedText::filled(&pages.column_times, &[("column", &name), ("by", &by)]),
                }
            }
        };
        if let Some(line) = cells.row {
            let line = MarkedText::words(line.to_string());
            let (told, withheld) = match &cells.cell {
                Some(_) => (&pages.cell_of_sheet, &pages.cell_of_sheet_withheld),
                None => (&pages.cell, &pages.cell_withheld),
            };
            let line = cells.cell.as_deref().map_or(line, MarkedText::words);
            let Some(digest) = &cells.digest else {
                return MarkedText::filled(withheld, &[("file", &file), ("row", &line), ("column", &name)]);
            };
            let digest = self.digest(digest);
            let mut filled =
                MarkedText::filled(told, &[("file", &file), ("row", &line), ("column", &name), ("digest", &digest)]);
            if !cells.conditions.is_empty() {
                filled.push("; ");
                filled.append(self.list(&cells.conditions));
            }
            return filled;
        }
        let rows = MarkedText::words(match cells.rows {
            None => self.words().phrases.fewer_than_five_rows.clone(),
            Some(count) => self.words().counts.rows.say(count as u64, self.language()),
        });
        let conditions = self.list(&cells.conditions);
        let form = match (cells.column.is_some(), conditions.is_empty()) {
            (true, true) => &pages.cells,
            (true, false) => &pages.cells_where,
            (false, true) => &pages.rows,
            (false, false) => &pages.rows_where,
        };
        let values = [("file", &file), ("column", &name), ("rows", &rows), ("conditions", &conditions)];
        MarkedText::filled(form, &values)
    }

    /// Returns what may be told of the cells of a selection.
    ///
    /// Of a small count that is withheld neither the digest is given, from which it could be guessed, nor how many rows were
    /// counted.
    pub(super) fn cells_view(
        &self,
        outcome: &Outcome,
        selection: &Selection,
        column: Option<usize>,
        count: usize,
        only: Option<usize>,
    ) -> CellsView {
        let data = &self.model.datasets[selection.of];
        let (id, file) = (self.model.datasets.id(selection.of).clone(), self.files_of(selection.of));
        let name = column.and_then(|column| column_of(self.model, selection, column));
        let multiplier = name.and_then(|column| column.form.multiplier);
        let name = name.map(|column| column.in_file().to_owned());
        let held = column.and_then(|at| Some((at, data.table.columns.get(at)?)));
        let few = evaluate::is_told_by_its_rows(outcome) && evaluate::are_few(count);
        let rows = (!few).then_some(count);
        let sheet = data.table.sheet.as_ref().map(|sheet| sheet.name.clone());
        // What a view took from one cell is told as that cell; what it made of several, as cells of the view.
        let made = only.zip(held).map(|(row, (at, _))| data.table.made_of(row, at)).unwrap_or_default();
        let made = if let [cell] = made.as_slice() { Some(*cell) } else { None };
        if let (Some(row), Some((at, column))) = (only.filter(|_| data.view.is_none() || made.is_some()), held) {
            let hidden =
                outcome.withheld.is_some() || evaluate::withheld_cell(self.model, selection.of, at, row).is_some();
            let (file, table, column, row, at) = match made {
                None => (file, &data.table, column, row, at),
                Some(cell) => {
                    let table = &cell.origin.table;
                    (cell.origin.file.to_string(), table, &table.columns[cell.column], cell.row, cell.column)
                }
            };
            let (line, sheet) = (table.line(row), table.sheet.as_ref().map(|sheet| sheet.name.clone()));
            let multiplier = column.form.multiplier;
            let name = Some(column.in_file().to_owned());
            let digest = (!hidden).then(|| column.digest(row).short());
            let row_in_file = Some(line);
            let published = multiplier.filter(|_| !hidden).map(|_| {
                let published = Number::parse(&column.written(row)).unwrap_or(Number::ZERO);
                self.language().number(published, column.form.decimals)
            });
            return CellsView {
                dataset: id,
                file,
                column: name,
                multiplier,
                row: row_in_file,
                sheet,
                cell: table.cell_of_sheet(row, at),
                digest,
                rows,
                conditions: selection.asked.iter().filter_map(|asked| self.meant(selection, asked.column)).collect(),
                published,
            };
        }
        let conditions = self.conditions(selection);
        let (row, digest, published) = (None, None, None);
        let cell = None;
        CellsView { dataset: id, file, column: name, multiplier, row, sheet, cell, digest, rows, conditions, published }
    }

    /// Returns the conditions of a selection in words.
    fn conditions(&self, selection: &Selection) -> Vec<MarkedText> {
        selection.filters.iter().filter_map(|filter| self.condition(selection, filter)).collect()
    }

    /// Returns the files that hold what a dataset holds, several of them listed.
    pub(super) fn files_of(&self, dataset: Key<Dataset>) -> String {
        let files = self.evaluation.with_files(dataset).into_iter();
        files.map(|file| self.model.datasets[file].file.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Returns a cell's value in words: times as the language writes them, numbers with their separators.
    pub(super) fn cell_words(&self, column: &Column, encoded: i64) -> String {
        let written = column.format(encoded);
        match column.kind {
            ColumnType::Date | ColumnType::YearMonth => self.vintage(&written),
            ColumnType::Integer | ColumnType::Number => match column.number_of(encoded) {
                Some(number) => self.language().number(number, column.decimals_of(number)),
                None => written.into_owned(),
            },
            _ => written.into_owned(),
        }
    }

    /// Returns where a claim's own quantity is from: who said it, where, and where in that; or its evidence.
    pub(super) fn said_where(&self, claim: Key<Claim>) -> MarkedText {
        let entry = &self.model.claims[claim];
        if let Some(said) = &entry.said {
            let mut line = self.said(claim).unwrap_or_default();
            if let Some(source) = said.source {
                line.push(", ");
                line.append(self.place_in(source, said.locator.as_deref()));
            }
            return line;
        }
        let telling = entry.evidence.iter().find(|item| item.stance == Stance::Supports).or(entry.evidence.first());
        match telling.map(|item| (item.from, item.locator.as_deref())) {
            Some((EvidenceFrom::Source(source), locator)) => self.place_in(source, locator),
            Some((EvidenceFrom::Dataset(dataset), _)) => {
                let mut line = MarkedText::words(self.dataset_title(dataset));
                line.append(self.cite_dataset(dataset));
                line
            }
            None => match self.evaluation.claim(claim).value() {
                Some(outcome) => self.from(outcome, self.cells_of(outcome).as_ref()),
                None => MarkedText::words(self.words().pages.our_words.as_str()),
            },
        }
    }

    /// Returns a place in a source and its number; its title where no place is given.
    fn place_in(&self, source: Key<Source>, locator: Option<&str>) -> MarkedText {
        let mut line = locator.map_or_else(|| self.title(source), MarkedText::words);
        line.append(Self::cite(source));
        line
    }
}

/// Returns a column of a selection; those of a joined dataset follow those of the first.
pub(super) fn column_of<'m>(model: &'m Model, selection: &Selection, column: usize) -> Option<&'m Column> {
    let first = &model.datasets[selection.of].table.columns;
    first.get(column).or_else(|| {
        let joined = &model.datasets[selection.join.as_ref()?.dataset].table.columns;
        joined.get(column - first.len())
    })
}
