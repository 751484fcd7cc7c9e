//! Rows that are being read into their columns: each cell into its sink, every breach counted.

use std::collections::BTreeSet;

use csv::ByteRecord;

use crate::table::{ColumnType, Lines};

use super::column_builder::ColumnBuilder;
use super::field::{Field, trimmed};
use super::guess::{Guess, narrow, oddity};
use super::header::Header;
use super::margins::Foot;
use super::plan::Plan;
use super::preview::Preview;
use super::problems::{Breach, Breaches, CellFault};
use super::rows::{Row, Rows};
use super::source_lines::SourceLines;
use super::{cell_problems, preview, problems as wrong};

/// Rows that are being read into their columns.
pub(super) struct Reading<'a> {
    pub(super) sheet: &'a SourceLines<'a>,
    pub(super) header: &'a Header,
    pub(super) rows: Rows<'a>,
    pub(super) look: &'a Preview,
    /// How many rows below the header may be units.
    units: usize,
    pub(super) sinks: Vec<Option<(&'a Field, ColumnBuilder<'a>)>>,
    pub(super) breaches: Breaches,
    pub(super) lines: Lines,
    pub(super) foot: Foot,
    /// Whether a row was as wide as the header.
    narrow: bool,
    pub(super) count: usize,
    /// For each column that is filled down, the row in which the label of each row stands.
    pub(super) stands: Vec<Vec<u32>>,
    pub(super) plan: &'a Plan,
    /// The last filled cell of each column that others are read from and that is filled down.
    above: Vec<Vec<u8>>,
}

impl<'a> Reading<'a> {
    /// Begins with these rows.
    pub(super) fn of(
        sheet: &'a SourceLines<'a>,
        header: &'a Header,
        rows: Rows<'a>,
        plan: &'a Plan,
        look: &'a Preview,
    ) -> Self {
        let sink = |field: &'a Option<Field>| field.as_ref().map(|field| (field, ColumnBuilder::new(field)));
        Self {
            sheet,
            header,
            rows,
            units: look.no_data_below_header(),
            look,
            sinks: plan.fields.iter().map(sink).collect(),
            breaches: Breaches::default(),
            lines: Lines::default(),
            foot: Foot::default(),
            narrow: false,
            count: 0,
            stands: plan.fields.iter().map(|_| Vec::new()).collect(),
            plan,
            above: vec![Vec::new(); plan.width()],
        }
    }

    /// Takes in a row; `last` is the one before.
    pub(super) fn take(&mut self, row: Row, record: &mut ByteRecord, last: &mut ByteRecord, guesses: &mut [Guess]) {
        if self.is_whole(row, record) {
            self.push(row, record, last, guesses);
            std::mem::swap(record, last);
        }
    }

    /// Returns whether a row has the cells that the header promises, some of them filled.
    fn is_whole(&mut self, row: Row, record: &ByteRecord) -> bool {
        let (sheet, rows) = (self.sheet, &self.rows);
        let width = self.plan.width();
        self.foot.take(row, record, width);
        if row.blank > 0 {
            self.breaches.add(None, Breach::BlankLine, || wrong::blank_line(sheet, row.line - row.blank));
        }
        if self.header.fits(record) && (width == 1 || !is_empty(record)) {
            self.narrow = true;
            return true;
        }
        if width > 1 && record.len() == 1 && is_empty(record) {
            self.breaches.add(None, Breach::BlankLine, || wrong::blank_line(sheet, row.line));
        } else if is_empty(record) {
            self.breaches.add(None, Breach::EmptyRow, || wrong::empty_row(sheet, row));
        } else {
            let kind = if record.len() < width { Breach::TooFewCells } else { Breach::TooManyCells };
            let place = || sheet.place(rows.cell(row, record.len().min(width + 1) - 1));
            let wider = !self.narrow && self.look.all_as_wide_below() == Some(record.len()) && record.len() > width;
            let header = self.header.row.start;
            let last = width
                .checked_sub(1)
                .and_then(|last| self.sinks.get(last))
                .and_then(|sink| sink.as_ref())
                .map(|(field, _)| field.name.as_str());
            let text = |cell: &[u8]| preview::looks(&String::from_utf8_lossy(cell)).is_none();
            let remarks = last.filter(|_| record.get(width - 1).is_some_and(text));
            self.breaches.add(None, kind, || {
                if wider {
                    wrong::wider_than_header(place(), record.len(), width, sheet.line(header))
                } else {
                    wrong::ragged(place(), record.len(), width, remarks)
                }
            });
        }
        false
    }

    fn push(&mut self, row: Row, record: &ByteRecord, last: &ByteRecord, guesses: &mut [Guess]) {
        let mut previous = last.iter();
        let mut moved_on = false;
        // Columns without a name at the right edge have no cell in rows that end before them.
        let width = self.plan.width();
        let joined = if self.plan.joined.is_empty() { Vec::new() } else { self.join(record) };
        let cells = record.iter().chain(std::iter::repeat(&b""[..])).take(width);
        let cells = cells.chain(joined.iter().map(Vec::as_slice));
        for (index, (sink, cell)) in self.sinks.iter_mut().zip(cells).enumerate() {
            let before = previous.next().filter(|_| index < width);
            let place_of = |index: usize| self.plan.place_of(index);
            let Some((field, sink)) = sink else { continue };
            if field.fill_down && index < width {
                let (row_number, stands) = (u32::try_from(self.count).unwrap_or(u32::MAX), &mut self.stands[index]);
                if trimmed(cell).is_empty() {
                    if !moved_on && sink.repeat() {
                        stands.push(stands.last().copied().unwrap_or(row_number));
                        continue;
                    }
                    stands.push(row_number);
                    sink.push_missing();
                    let (sheet, rows) = (self.sheet, &self.rows);
                    self.breaches.add(Some(index), Breach::Cell(CellFault::NothingAbove), || {
                        cell_problems::problem(
                            field,
                            CellFault::NothingAbove,
                            &sheet.place(rows.cell(row, index)),
                            "",
                            "",
                        )
                    });
                    continue;
                }
                stands.push(row_number);
            }
            if before.is_some_and(|before| before.last() == cell.last() && before == cell) && sink.repeat() {
                continue;
            }
            let pushed = sink.push(cell);
            moved_on |= field.fill_down && sink.moved_on();
            if field.inferred {
                let guess = &mut guesses[index];
                let still_open = field.kind == ColumnType::String && guess.is_open();
                match pushed {
                    Ok(()) if still_open && !field.is_missing(cell) => narrow(field, guess, cell, row),
                    Ok(()) => continue,
                    Err(CellFault::Missing) => {}
                    Err(CellFault::TooManyDigits) => guess.narrow(|_| false, || oddity(cell, row, None)),
                    Err(_) if field.kind != ColumnType::String => narrow(field, guess, cell, row),
                    Err(_) => {}
                }
            }
            if let Err(fault) = pushed
                && (!field.inferred || fault == CellFault::Missing)
            {
                let (sheet, rows, unit, units) = (self.sheet, &self.rows, sink.unit(), self.units);
                let is_unit = self.count < units;
                self.breaches.add(Some(index), Breach::Cell(fault), || {
                    let place = sheet.place(rows.cell(row, place_of(index)));
                    let mut problem =
                        cell_problems::problem(field, fault, &place, &String::from_utf8_lossy(cell), unit);
                    if is_unit && matches!(fault, CellFault::NotANumber(_) | CellFault::NotADate) {
                        problem.helps = vec![wrong::unit_help(units)];
                    }
                    problem
                });
            }
        }
        self.lines.push(self.count, u32::try_from(row.line).unwrap_or(u32::MAX));
        self.count += 1;
    }
}

impl Reading<'_> {
    /// Returns the cells of columns that are read from several; where such a column is filled down, an empty part repeats the one
    /// above.
    fn join(&mut self, record: &ByteRecord) -> Vec<Vec<u8>> {
        let fills =
            self.plan.joined.iter().enumerate().filter(|(at, _)| {
                self.plan.fields[self.plan.width() + at].as_ref().is_some_and(|field| field.fill_down)
            });
        let filled: BTreeSet<usize> = fills.flat_map(|(_, places)| places).copied().collect();
        if filled.is_empty() {
            return self.plan.join(record);
        }
        let mut whole = ByteRecord::new();
        for (index, cell) in record.iter().enumerate() {
            if filled.contains(&index) && trimmed(cell).is_empty() {
                whole.push_field(&self.above[index]);
            } else {
                if filled.contains(&index) {
                    self.above[index] = cell.to_vec();
                }
                whole.push_field(cell);
            }
        }
        self.plan.join(&whole)
    }
}

fn is_empty(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}
