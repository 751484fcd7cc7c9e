//! Rows become a table: read into their columns as these are planned, and again where a type comes out otherwise.

use csv::ByteRecord;

use crate::diagnostic::{Problem, code};
use crate::table::{ColumnType, Fill, Table};
use crate::text::Place;

use super::column_builder::ColumnBuilder;
use super::dialect::Dialect;
use super::field::Field;
use super::guess::{Guess, sample, settle};
use super::header::Header;
use super::margins::First;
use super::plan::Plan;
use super::preview::Preview;
use super::reading::Reading;
use super::rows::{Next, Rows, quote_problem};
use super::source_lines::SourceLines;
use super::{checks, chunks, margins, plan, problems as wrong};

/// Returns the table of a sheet.
pub(super) fn table(
    sheet: &SourceLines<'_>,
    dialect: &Dialect,
    header: &Header,
    mut plan: Plan,
    chunk: usize,
    problems: &mut Vec<Problem>,
) -> Table {
    let look = Preview::at(sheet, dialect).below(dialect.header());
    let mut dialect = dialect.clone();
    margins::units(sheet, &mut dialect, &look, &plan, problems);
    let mut guesses = vec![Guess::default(); plan.fields.len()];
    sample(sheet, &dialect, header, &plan, &mut guesses);
    let (mut table, positions, found) = loop {
        let kinds: Vec<ColumnType> = guesses.iter().map(Guess::kind).collect();
        for (field, kind) in plan.fields.iter_mut().zip(&kinds) {
            if let Some(field) = field.as_mut().filter(|field| field.inferred) {
                settle(field, *kind);
            }
        }
        let read = pass(sheet, &dialect, header, (&plan, chunk), &look, &mut guesses);
        if let Some((problem, lines)) = read.foot {
            // What follows is said of the rows without the notes, which would make text of every column.
            problems.push(problem);
            dialect.footer_rows = lines;
            guesses.fill(Guess::default());
            sample(sheet, &dialect, header, &plan, &mut guesses);
        } else if guesses.iter().map(Guess::kind).eq(kinds) {
            break (read.table, read.positions, read.problems);
        }
    };
    problems.extend(found);
    let multiplied =
        plan.fields.iter().flatten().filter(|field| field.multiplier.is_some() && !field.kind.is_numeric());
    problems.extend(multiplied.map(multiplies_nothing));
    for (index, position) in positions.iter().enumerate() {
        let Some(column) = position.map(|position| &mut table.columns[position]) else { continue };
        if column.kind == ColumnType::String && column.oddity.is_none() {
            column.oddity = margins::above_values(&look, index, plan.fields[index].as_ref());
        }
    }
    let place_of: Vec<usize> = (0..positions.len()).map(|index| plan.place_of(index)).collect();
    let dropped = margins::nameless(sheet, &dialect, header, &plan, &table, &positions, problems);
    if !plan.undeclared.is_empty() {
        let is_kept = |index: &&usize| positions[**index].is_some_and(|position| !dropped.contains(&position));
        let named = plan.undeclared.iter().filter(is_kept);
        let columns: Vec<_> = named
            .filter_map(|index| plan.fields[*index].as_ref())
            .map(|field| (field.name.as_str(), field.header.as_deref(), field.kind.word()))
            .collect();
        if !columns.is_empty() {
            problems.push(plan::undeclared(sheet, plan.at.clone(), &columns));
        }
    }
    let mut kept: Vec<(usize, usize)> = positions
        .iter()
        .zip(&place_of)
        .filter_map(|(position, place)| Some((position.filter(|at| !dropped.contains(at))?, *place)))
        .collect();
    kept.sort_unstable();
    table.places = kept.into_iter().map(|(_, place)| place).collect();
    let mut position = 0;
    table.columns.retain(|_| {
        position += 1;
        !dropped.contains(&(position - 1))
    });
    for (column, _) in &mut table.fill.columns {
        *column -= dropped.range(..*column).count();
    }
    for field in &plan.absent {
        let mut sink = ColumnBuilder::new(field);
        (0..table.rows).for_each(|_| sink.push_missing());
        table.columns.push(sink.finish());
    }
    table
}

/// What reading every row once gives.
struct Read {
    table: Table,
    /// Which column of the table a planned one became.
    positions: Vec<Option<usize>>,
    problems: Vec<Problem>,
    /// The problem of notes below the table, and the lines of footer with which they are left out.
    foot: Option<(Problem, usize)>,
}

/// Reads every row into the columns as they are planned; cells that an inferred type cannot hold narrow its guess.
fn pass(
    sheet: &SourceLines<'_>,
    dialect: &Dialect,
    header: &Header,
    (plan, chunk): (&Plan, usize),
    look: &Preview,
    guesses: &mut [Guess],
) -> Read {
    let mut reading = Reading::of(sheet, header, Rows::of_data(*sheet, dialect), plan, look);
    let mut problems = Vec::new();
    if !chunks::read(&mut reading, dialect, chunk, guesses) {
        let (mut record, mut last) = (ByteRecord::new(), ByteRecord::new());
        loop {
            match reading.rows.next(&mut record) {
                Next::Row(row) => {
                    reading.rows.join_rest(row, &mut record, plan.width());
                    reading.take(row, &mut record, &mut last, guesses);
                }
                Next::End => break,
                Next::Fault(row, fault) => {
                    problems.push(quote_problem(sheet, row, fault, dialect));
                    break;
                }
            }
        }
    }
    let Reading { sinks, mut breaches, lines, count, rows, foot, mut stands, .. } = reading;
    let foot = foot.first().filter(|_| count > 0).map(|First { row, cells }| {
        let (width, lines) = (plan.width(), rows.footer_from(row.line));
        let problem = if cells == width {
            wrong::notes(sheet.place(row.start..sheet.line_end(row.start)), lines)
        } else {
            wrong::note_without_cells(sheet.place(rows.cell(row, cells.min(width + 1) - 1)), cells, width, lines)
        };
        (problem, lines)
    });
    if count == 0 && breaches.is_empty() && problems.is_empty() {
        problems.push(wrong::no_rows(sheet, plan.is_inferred()));
    }
    let fill = Fill::none(plan.says_filled || breaches.any_in_cells());
    let mut table = Table { rows: count, lines, fill, ..Table::default() };
    let mut positions = vec![None; sinks.len()];
    // A column that is read from several stands where the first of them does.
    let mut sinks: Vec<_> = sinks.into_iter().enumerate().collect();
    sinks.sort_by_key(|(index, _)| plan.place_of(*index));
    for (index, sink) in sinks {
        if let Some((_, sink)) = sink {
            positions[index] = Some(table.columns.len());
            if index < plan.width() && plan.fields[index].as_ref().is_some_and(|field| field.fill_down) {
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
    checks::unique_values(sheet, &rows, plan, &table, &positions, &mut breaches);
    problems.extend(breaches.finish());
    problems.extend(checks::unseen_characters(sheet, &rows, plan, &table, &positions));
    Read { table, positions, problems, foot }
}

/// Builds the problem of a multiplier on a column that holds no numbers.
fn multiplies_nothing(field: &Field) -> Problem {
    let place = field.place.clone().map_or(Place::Project, |place| place.then("multiplier").into());
    let message = format!("column `{}` is of type `{}` and has a `multiplier`", field.name, field.kind.word());
    Problem::error(&code::data::MULTIPLIER_OF_NO_NUMBER, place, message)
        .note("only numbers can be in thousands or millions; the column would stay as it is, and nobody would see it")
        .help("declare the column's type as `number`, and what keeps its cells from being read as numbers")
}
