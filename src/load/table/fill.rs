//! Rows become columns: every cell into its sink, every breach counted.

use csv::ByteRecord;

use crate::diagnostic::{Place, Problem, code};
use crate::load::infer::{self, Guess};
use crate::model::{ColumnType, Fill, Lines, Oddity, Table};

use super::breaches::{Breaches, Kind};
use super::dialect::Dialect;
use super::fault::Fault;
use super::field::{Field, trimmed};
use super::moment::Pattern;
use super::plan::Plan;
use super::rows::{Next, Row, Rows};
use super::sheet::Sheet;
use super::sink::Sink;
use super::{cells, plan, quoting, uniqueness, unseen};

/// How many rows the first guess is made from.
const SAMPLE: usize = 200;

/// Returns the table of a sheet.
pub(super) fn table(sheet: &Sheet<'_>, dialect: &Dialect, mut plan: Plan, problems: &mut Vec<Problem>) -> Table {
    let mut guesses = vec![Guess::default(); plan.fields.len()];
    sample(sheet, dialect, &plan, &mut guesses);
    let (mut table, found) = loop {
        let kinds: Vec<ColumnType> = guesses.iter().map(Guess::kind).collect();
        for (field, kind) in plan.fields.iter_mut().zip(&kinds) {
            if let Some(field) = field.as_mut().filter(|field| field.inferred) {
                settle(field, *kind);
            }
        }
        let read = pass(sheet, dialect, &plan, &mut guesses);
        if guesses.iter().map(Guess::kind).eq(kinds) {
            break read;
        }
    };
    problems.extend(found);
    let multiplied =
        plan.fields.iter().flatten().filter(|field| field.multiplier.is_some() && !field.kind.is_numeric());
    problems.extend(multiplied.map(multiplies_nothing));
    for field in &plan.absent {
        let mut sink = Sink::new(field);
        (0..table.rows).for_each(|_| sink.push_missing());
        table.columns.push(sink.finish());
    }
    if !plan.undeclared.is_empty() {
        let name = |index: usize| plan.fields[index].as_ref().map(|field| (field.name.as_str(), field.kind.word()));
        let columns: Vec<_> = plan.undeclared.iter().filter_map(|index| name(*index)).collect();
        problems.push(plan::undeclared(sheet, plan.at.clone(), &columns));
    }
    table
}

fn settle(field: &mut Field, kind: ColumnType) {
    field.kind = kind;
    field.pattern = Pattern::iso(kind);
    field.truths.0.retain(|word| word != "1");
    field.truths.1.retain(|word| word != "0");
}

/// Guesses the types of undeclared columns from the first rows.
fn sample(sheet: &Sheet<'_>, dialect: &Dialect, plan: &Plan, guesses: &mut [Guess]) {
    if !plan.fields.iter().flatten().any(|field| field.inferred) {
        return;
    }
    let mut rows = Rows::new(*sheet, dialect);
    let mut record = ByteRecord::new();
    rows.next(&mut record);
    for _ in 0..SAMPLE {
        let Next::Row(row) = rows.next(&mut record) else { return };
        if record.len() != plan.fields.len() {
            continue;
        }
        for ((field, guess), cell) in plan.fields.iter().zip(guesses.iter_mut()).zip(&record) {
            if let Some(field) = field.as_ref().filter(|field| field.inferred && !field.is_missing(cell)) {
                narrow(field, guess, cell, row);
            }
        }
    }
}

fn narrow(field: &Field, guess: &mut Guess, cell: &[u8], row: Row) {
    let (cell, _) = field.without_flags(cell.trim_ascii());
    if cell.is_empty() {
        return;
    }
    let canonical = infer::is_canonical(cell);
    let number = field.number.read(cell);
    let is = |kind: ColumnType| match kind {
        ColumnType::Boolean => matches!(cell, b"true" | b"false" | b"True" | b"False" | b"TRUE" | b"FALSE"),
        ColumnType::Integer => canonical && number.is_ok_and(|value| value.decimals == 0),
        ColumnType::Number => canonical && number.is_ok(),
        kind => canonical && Pattern::iso(kind).read(cell).is_some(),
    };
    guess.narrow(is, || {
        let field = Field { kind: ColumnType::Number, ..field.clone() };
        let help = |fault| cells::number_help(&field, fault, &String::from_utf8_lossy(cell));
        let text = String::from_utf8_lossy(cell);
        let help = if canonical && is(ColumnType::FinancialYear { starts: 1 }) {
            Some(cells::years_help(&field.name, &text))
        } else {
            number.err().and_then(help)
        };
        oddity(cell, row, help)
    });
}

fn oddity(cell: &[u8], row: Row, help: Option<String>) -> Oddity {
    let written = String::from_utf8_lossy(cell).into_owned();
    Oddity { line: u32::try_from(row.line).unwrap_or(u32::MAX), written, help }
}

/// Reads every row into the columns as they are planned; cells that an inferred type cannot hold narrow its guess.
fn pass(sheet: &Sheet<'_>, dialect: &Dialect, plan: &Plan, guesses: &mut [Guess]) -> (Table, Vec<Problem>) {
    let mut reading = Reading {
        sheet,
        dialect,
        rows: Rows::new(*sheet, dialect),
        sinks: plan.fields.iter().map(|field| field.as_ref().map(|field| (field, Sink::new(field)))).collect(),
        breaches: Breaches::default(),
        lines: Lines::default(),
        count: 0,
        stands: plan.fields.iter().map(|_| Vec::new()).collect(),
    };
    let mut problems = Vec::new();
    let (mut record, mut last) = (ByteRecord::new(), ByteRecord::new());
    reading.rows.next(&mut record);
    loop {
        match reading.rows.next(&mut record) {
            Next::Row(row) => {
                if reading.is_whole(row, &record) {
                    reading.push(row, &record, &last, guesses);
                    std::mem::swap(&mut record, &mut last);
                }
            }
            Next::End => break,
            Next::Fault(row, fault) => {
                problems.push(quoting::problem(sheet, row, fault, dialect.quote));
                break;
            }
        }
    }
    let Reading { sinks, mut breaches, lines, count, rows, mut stands, .. } = reading;
    if count == 0 && breaches.is_empty() && problems.is_empty() {
        problems.push(no_rows(sheet, plan));
    }
    let fill = Fill { settled: plan.says_filled || breaches.any_in_cells(), columns: Vec::new() };
    let mut table = Table { rows: count, lines, fill, ..Table::default() };
    let mut positions = vec![None; sinks.len()];
    for (index, sink) in sinks.into_iter().enumerate() {
        if let Some((_, sink)) = sink {
            positions[index] = Some(table.columns.len());
            if plan.fields[index].as_ref().is_some_and(|field| field.fill_down) {
                table.fill.columns.push((table.columns.len(), std::mem::take(&mut stands[index])));
            }
            let mut column = sink.finish();
            column.oddity = guesses[index].oddity().filter(|_| column.kind == ColumnType::String).cloned();
            table.columns.push(column);
        }
    }
    if plan.leave_out_repeated {
        table.leave_out_repeated();
    }
    uniqueness::check(sheet, &rows, plan, &table, &positions, &mut breaches);
    problems.extend(breaches.finish());
    problems.extend(unseen::check(sheet, &rows, &table, &positions));
    (table, problems)
}

struct Reading<'a> {
    sheet: &'a Sheet<'a>,
    dialect: &'a Dialect,
    rows: Rows<'a>,
    sinks: Vec<Option<(&'a Field, Sink<'a>)>>,
    breaches: Breaches,
    lines: Lines,
    count: usize,
    /// For each column that is filled down, the row in which the label of each row stands.
    stands: Vec<Vec<u32>>,
}

impl Reading<'_> {
    /// Returns whether a row has the cells that the header promises, some of them filled.
    fn is_whole(&mut self, row: Row, record: &ByteRecord) -> bool {
        let (sheet, rows) = (self.sheet, &self.rows);
        let width = self.sinks.len();
        if row.blank > 0 {
            self.breaches.add(None, Kind::BlankLine, || blank_line(sheet, row, rows.lines_from(row.line - row.blank)));
        }
        if record.len() == width && (width == 1 || !is_empty(record)) {
            return true;
        }
        if width > 1 && record.len() == 1 && is_empty(record) {
            self.breaches.add(None, Kind::BlankLine, || blank_line(sheet, row, rows.lines_from(row.line)));
        } else if is_empty(record) {
            self.breaches.add(None, Kind::EmptyRow, || empty_row(sheet, row));
        } else {
            let kind = if record.len() < width { Kind::TooFewCells } else { Kind::TooManyCells };
            let filled = record.iter().filter(|cell| !cell.is_empty()).count();
            let footer = (filled == 1).then(|| rows.lines_from(row.line) + self.dialect.footer_rows);
            let from = rows.cell(row, record.len().min(width + 1) - 1);
            self.breaches.add(None, kind, || ragged(sheet.place(from), record.len(), width, footer));
        }
        false
    }

    fn push(&mut self, row: Row, record: &ByteRecord, last: &ByteRecord, guesses: &mut [Guess]) {
        let mut previous = last.iter();
        let mut moved_on = false;
        for (index, (sink, cell)) in self.sinks.iter_mut().zip(record).enumerate() {
            let before = previous.next();
            let Some((field, sink)) = sink else { continue };
            if field.fill_down {
                let (row_number, stands) = (u32::try_from(self.count).unwrap_or(u32::MAX), &mut self.stands[index]);
                if trimmed(cell).is_empty() {
                    if !moved_on && sink.repeat() {
                        stands.push(stands.last().copied().unwrap_or(row_number));
                        continue;
                    }
                    stands.push(row_number);
                    sink.push_missing();
                    let (sheet, rows) = (self.sheet, &self.rows);
                    self.breaches.add(Some(index), Kind::Cell(Fault::NothingAbove), || {
                        cells::problem(field, Fault::NothingAbove, &sheet.place(rows.cell(row, index)), "", "")
                    });
                    continue;
                }
                stands.push(row_number);
            }
            if before == Some(cell) && sink.repeat() {
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
                    Err(Fault::Missing) => {}
                    Err(Fault::TooManyDigits) => guess.narrow(|_| false, || oddity(cell, row, None)),
                    Err(_) if field.kind != ColumnType::String => narrow(field, guess, cell, row),
                    Err(_) => {}
                }
            }
            if let Err(fault) = pushed
                && (!field.inferred || fault == Fault::Missing)
            {
                let (sheet, rows, unit) = (self.sheet, &self.rows, sink.unit());
                self.breaches.add(Some(index), Kind::Cell(fault), || {
                    let place = sheet.place(rows.cell(row, index));
                    cells::problem(field, fault, &place, &String::from_utf8_lossy(cell), unit)
                });
            }
        }
        self.lines.push(self.count, u32::try_from(row.line).unwrap_or(u32::MAX));
        self.count += 1;
    }
}

fn is_empty(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// Builds the problem of a multiplier on a column that holds no numbers.
fn multiplies_nothing(field: &Field) -> Problem {
    let place = field.place.clone().map_or(Place::Project, |place| place.then("multiplier").into());
    let message = format!("column `{}` is of type `{}` and has a `multiplier`", field.name, field.kind.word());
    Problem::error(&code::data::MULTIPLIER_OF_NO_NUMBER, place, message)
        .note("only numbers can be in thousands or millions; the column would stay as it is, and nobody would see it")
        .help("declare the column's type as `number`, and what keeps its cells from being read as numbers")
}

/// Builds the problem of a header without rows.
fn no_rows(sheet: &Sheet<'_>, plan: &Plan) -> Problem {
    let (place, message) = (Place::File(sheet.file.clone()), "the file names its columns and has no rows");
    if plan.is_inferred() {
        return Problem::error(&code::data::NO_ROWS, place, message)
            .note("without a cell nothing tells what its columns hold")
            .help("export the file again, or declare its `fields` if it is meant to be empty");
    }
    Problem::warning(&code::data::NO_ROWS, place, message)
        .note("every count of it is zero, which a reader could take for a finding")
        .help("export the file again if it should hold rows")
}

/// Builds the problem of a row with too few or too many cells.
fn ragged(place: Place, cells: usize, width: usize, footer: Option<usize>) -> Problem {
    let count = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let message = format!("this row has {}, the header has {width}", count(cells));
    let label = if cells < width { "the row ends here" } else { "the first cell too many" };
    let problem = Problem::error(&code::data::RAGGED_ROW, place, message)
        .label(label)
        .note("its cells could belong to other columns than they seem to");
    match footer {
        Some(lines) => {
            problem.help(format!("if this line and those below it are notes, declare `footer_rows: {lines}`"))
        }
        None if cells > width => problem.help("put a cell that holds the separator in quotes"),
        None => problem.help("add the missing cells, or close a quote that was left open"),
    }
}

/// Builds the problem of a row without a filled cell.
fn empty_row(sheet: &Sheet<'_>, row: Row) -> Problem {
    Problem::error(&code::data::EMPTY_ROW, sheet.place(row.start..row.end), "this row has no filled cell")
        .note("it would count as a row, and says nothing")
        .help("delete it")
}

/// Builds the problem of blank lines above a row.
fn blank_line(sheet: &Sheet<'_>, row: Row, below: usize) -> Problem {
    let line = row.line - row.blank;
    Problem::warning(&code::data::BLANK_LINE, sheet.place(sheet.span(line)), "a blank line stands between rows")
        .note("it is skipped; often what follows is no longer the table")
        .help(format!("delete it, or declare `footer_rows: {below}` if notes follow"))
}
