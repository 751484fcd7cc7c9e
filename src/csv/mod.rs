//! A dataset's bytes, a text or a workbook, and its declaration become typed columns.
//!
//! The file is read once, row by row, each cell straight into its column; a large one in chunks on all cores. Types that nobody declared are guessed from the
//! first rows; should a later cell not agree, the file is read once more with the types that all cells agree on.

mod archive;
mod around;
mod cell_problems;
mod checks;
mod chunks;
mod column_builder;
mod columns;
mod date;
mod declaration;
mod declaration_problems;
pub(crate) mod dialect;
mod field;
mod guess;
pub(crate) mod header;
mod margins;
mod number;
mod plan;
mod preview;
mod problems;
mod reading;
pub(crate) mod rows;
mod sheet_cell;
pub(crate) mod source_lines;
mod status;
pub(crate) mod surroundings;
#[cfg(test)]
mod tests;
pub(crate) mod workbook;

use std::borrow::Cow;

use crate::diagnostic::{Problem, code, conflict, other_kind};
use crate::language::headings::{self, Scale};
use crate::registry::Dataset;
use crate::table::{Above, Table};
use crate::text::{Place, RegistryPlace, Span};
use crate::world::ProjectPath;

pub(crate) use around::around;
use dialect::Dialect;
use rows::Rows;
use source_lines::SourceLines;

/// The most bytes that one file may have.
pub(crate) const LARGEST: u64 = 1 << 30;

/// Why a file may not be larger.
pub(crate) const IN_MEMORY: &str = "tables are kept in memory, so that every number can be followed to its cells";
/// What to do about a file that is.
pub(crate) const SMALLER: &str =
    "aggregate it before it is published with the project, keep only the columns that figures use, or split it by year";

/// Returns the table that `bytes` of `file` hold, read as `dataset` declares, with the problems met; no table where the
/// file cannot be read as one. The table's digest is left to whoever has it.
pub(crate) fn read(
    bytes: &[u8],
    file: &ProjectPath,
    dataset: &Dataset,
    at: &RegistryPlace,
) -> (Option<Table>, Vec<Problem>) {
    read_in_chunks(bytes, file, dataset, at, chunks::LEAST)
}

/// Returns the same, read on several cores where the file has two chunks of so many bytes.
fn read_in_chunks(
    bytes: &[u8],
    file: &ProjectPath,
    dataset: &Dataset,
    at: &RegistryPlace,
    chunk: usize,
) -> (Option<Table>, Vec<Problem>) {
    let mut problems = Vec::new();
    let table = try_read(bytes, file, dataset, at, chunk, &mut problems);
    (table, problems)
}

fn try_read(
    bytes: &[u8],
    file: &ProjectPath,
    dataset: &Dataset,
    at: &RegistryPlace,
    chunk: usize,
    problems: &mut Vec<Problem>,
) -> Option<Table> {
    let dialect = Dialect::of(dataset, at, problems);
    declaration::check_dataset(dataset, at, problems);
    let mut dialect = dialect?;
    let book = match workbook::read(bytes, file, dataset, at) {
        Some(Ok(book)) => Some(book),
        Some(Err(problem)) => {
            problems.push(*problem);
            return None;
        }
        None => None,
    };
    if book.is_none()
        && let Some(kind) = other_kind::of(bytes)
    {
        problems.push(kind.problem(&code::data::NOT_A_TABLE, file, "CSV"));
        return None;
    }
    let (text, sheet_of) = match book {
        Some(book) => {
            (dialect.delimiter, dialect.quote) = (b'\t', None);
            dialect.skip_rows += book.above;
            (Cow::Owned(book.text), Some(book.sheet))
        }
        None => match dialect::decode(file, bytes, dialect.encoding) {
            Ok(text) => (text, None),
            Err(problem) => {
                problems.push(*problem);
                return None;
            }
        },
    };
    // Rows and words are numbered in 32 bits; another encoding can be longer here than in the file.
    if u32::try_from(text.len()).is_err() {
        problems.push(too_large(Place::File(file.clone())));
        return None;
    }
    let sheet = SourceLines::new(file, &text).of_sheet(sheet_of.as_ref());
    if let Some(kind) = other_kind::of_table(sheet.content) {
        problems.push(kind.problem(&code::data::NOT_A_TABLE, file, "CSV"));
        return None;
    }
    let marks = conflict::found(sheet.content);
    if !marks.is_empty() {
        let place = |mark: Span| sheet.place(mark.range());
        problems.extend(marks.into_iter().map(|mark| conflict::problem(place(mark), conflict::WRITTEN)));
        return None;
    }
    if let Some(problem) = source_lines::forbidden(&sheet) {
        problems.push(problem);
        return None;
    }
    let dialect = dialect.heeding_first_line(sheet.content, dataset.delimiter.is_some() || sheet_of.is_some());
    let dialect = match dialect.with_notes_at_words(&sheet) {
        Ok(dialect) => dialect,
        Err(words) => {
            problems.push(dialect::no_notes(at.clone().then("footer_rows"), &sheet, &words));
            return None;
        }
    };
    let mut rows = Rows::new(sheet, &dialect);
    let header = header::read(&sheet, &mut rows, &dialect, problems)?;
    let shown = sheet.excerpt(header.row.start..sheet.line_end(header.row.start));
    let plan = plan::of(&header, dataset, at, &shown, &dialect, problems);
    let last = plan.width().checked_sub(1).and_then(|last| plan.fields[last].as_ref());
    if let Some(written) = dialect.rest_of_line.as_deref().map(str::trim)
        && last.is_none_or(|field| field.name != written && field.header.as_deref() != Some(written))
    {
        let wanted = "the last column: only that can take the rest of a line";
        problems.push(declaration_problems::unusable(at.clone().then("rest_of_line"), "rest_of_line", wanted));
        return None;
    }
    let untyped = plan.is_inferred();
    let mut table = columns::table(&sheet, &dialect, &header, plan, chunk, problems);
    let header_ends = sheet.line(sheet.content[..header.row.end].trim_end_matches(['\n', '\r']).len());
    let units = header_ends + 1..=header_ends + dialect.skip_below.unwrap_or(0);
    table.above = above(&sheet, units.chain(1..=dialect.skip_rows));
    table.sheet.clone_from(&sheet_of);
    let read = status::Read { sheet: &sheet, dialect: &dialect, dataset, at };
    status::status(read, &table, problems);
    status::flags(read, &mut table, problems);
    checks::intervals(&table, file, at, problems);
    (table.rows > 0 || !untyped).then_some(table)
}

/// Returns the last line above the header that says in what the file counts.
fn above(sheet: &SourceLines<'_>, lines: impl Iterator<Item = usize>) -> Option<Above> {
    /// More lines than any title has.
    const MOST: usize = 40;
    let mut lines: Vec<usize> = lines.take(MOST).collect();
    lines.sort_unstable();
    lines.into_iter().rev().find_map(|line| {
        let Scale { words, zeros } = headings::scale(&sheet.content[sheet.span(line)])?;
        Some(Above { line: u32::try_from(line).ok()?, words, zeros })
    })
}

/// Builds the problem of a file too large to be read.
pub(crate) fn too_large(place: Place) -> Problem {
    let message = format!("the file is larger than {} GiB", LARGEST >> 30);
    Problem::error(&code::data::FILE_TOO_LARGE, place, message).note(IN_MEMORY).help(SMALLER)
}
