//! What a column says of the numbers beside it: the status of each row, or the mark of each cell.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::diagnostic::{Problem, code};
use crate::number::Number;
use crate::registry::Dataset;
use crate::table::{Cells, Column, Table, fields};
use crate::text::{Place, RegistryPlace};
use crate::vocabulary::Caveats;

use super::declaration_problems::meanings;
use super::dialect::Dialect;
use super::source_lines::SourceLines;

/// How many different codes, and rows, are reported one by one.
const SHOWN: usize = 3;

/// The file that is read.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub(super) sheet: &'a SourceLines<'a>,
    pub(super) dialect: &'a Dialect,
    pub(super) dataset: &'a Dataset,
    pub(super) at: &'a RegistryPlace,
}

/// Pushes the problems of the status column that a dataset names, where the file has it.
pub(super) fn status(read: Read<'_>, table: &Table, problems: &mut Vec<Problem>) {
    let Some(provisional) = &read.dataset.provisional else { return };
    let Some(at) = provisional.status.as_deref().and_then(|name| table.column(name)) else { return };
    let Cells::Words { words, .. } = &table.columns[at].cells else { return };
    // What a declared code means is looked at where it is declared.
    let declared: BTreeMap<&str, Caveats> = provisional
        .codes
        .iter()
        .map(|entry| (entry.id.trim(), Caveats::parse(&entry.value).unwrap_or_default()))
        .collect();
    let said: Vec<Result<Caveats, String>> = words
        .iter()
        .map(|word| declared.get(word.trim()).map_or_else(|| Caveats::parse(word), |says| Ok(*says)))
        .collect();
    let column = fields::key(&table.columns[at].name);
    let help = |part: &str| {
        format!(
            "say what it means, as in `provisional: {{ status: {column}, codes: {{ \"{part}\": provisional }} }}`; where it means \
             that nothing is said, list it under the column's `missingValues`"
        )
    };
    unknown(read, table, at, &said, help, problems);
    beside(read.sheet, read.dialect, table, at, (&said, None), problems);
}

/// Takes the marks that fields say stand in a column of their own: the cells of a row bear what stands in it.
pub(super) fn flags(read: Read<'_>, table: &mut Table, problems: &mut Vec<Problem>) {
    let mut known: BTreeMap<usize, Vec<Result<Caveats, String>>> = BTreeMap::new();
    for of in 0..table.columns.len() {
        let Some(named) = table.columns[of].form.flag.clone() else { continue };
        let in_file = |column: &Column| column.header.as_deref() == Some(named.as_str());
        let at = table.column(&named).or_else(|| table.columns.iter().position(in_file));
        let Some(at) = at.filter(|at| is_text(&table.columns[*at])) else {
            let place = read.at.clone().then("fields").then(table.columns[of].name.as_str()).then("flag");
            problems.push(no_marks(place, &named, at.map(|at| &table.columns[at])));
            continue;
        };
        let Cells::Words { words, .. } = &table.columns[at].cells else { continue };
        if let Entry::Vacant(new) = known.entry(at) {
            let said: Vec<_> = words.iter().map(|cell| mark(read.dataset, cell)).collect();
            let help = |part: &str| {
                format!(
                    "say what it means: `flags: {{ {part:?}: provisional }}` on the dataset, with one of {}",
                    meanings()
                )
            };
            unknown(read, table, at, &said, help, problems);
            new.insert(said);
        }
        let said = &known[&at];
        beside(read.sheet, read.dialect, table, at, (said, Some(of)), problems);
        let codes = table.columns[at].cells.integers();
        let says = |row: usize| said.get(usize::try_from(codes.get(row)?).ok()?)?.clone().ok();
        let marked: Vec<(usize, Caveats)> = (0..table.rows)
            .filter_map(|row| says(row).filter(|said| !said.is_none()).map(|said| (row, said)))
            .collect();
        let own = &mut table.columns[of].form.said;
        for (row, said) in marked {
            own.entry(row).and_modify(|own| *own = own.and(said)).or_insert(said);
        }
    }
}

/// Returns whether marks can stand in a column: it is one of text, or an empty one.
fn is_text(column: &Column) -> bool {
    column.dictionary().is_some()
}

/// Returns what a cell of marks says: in the words of the dataset, one or several behind each other, else as a status is read.
fn mark(dataset: &Dataset, cell: &str) -> Result<Caveats, String> {
    let declared = |word: &str| {
        let of = dataset.flags.iter().find(|entry| entry.id.trim() == word)?;
        Caveats::parse(&of.value).ok()
    };
    let cell = cell.trim();
    if let Some(says) = declared(cell) {
        return Ok(says);
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '+' | '&');
    let mut said = Caveats::NONE;
    let mut rest = Vec::new();
    for part in cell.split(separates).filter(|part| !part.is_empty()) {
        match declared(part) {
            Some(says) => said = said.and(says),
            None => rest.push(part),
        }
    }
    let [alone] = rest.as_slice() else { return Ok(said.and(Caveats::parse(&rest.join(" "))?)) };
    // Several that stand together, as `bp` does.
    if !alone.chars().any(|letter| declared(&letter.to_string()).is_some()) {
        return Ok(said.and(Caveats::parse(alone)?));
    }
    for letter in alone.chars().map(String::from) {
        said =
            said.and(declared(&letter).map_or_else(|| Caveats::parse(&letter), Ok).map_err(|_| (*alone).to_owned())?);
    }
    Ok(said)
}

/// Pushes a problem for each of the first cells that hold no known code.
fn unknown(
    read: Read<'_>,
    table: &Table,
    at: usize,
    said: &[Result<Caveats, String>],
    help: impl Fn(&str) -> String,
    problems: &mut Vec<Problem>,
) {
    let row_of = |code: usize| (0..table.rows).find(|row| table.columns[at].encoded(*row) == i64::try_from(code).ok());
    let unknown: Vec<(usize, &str)> =
        said.iter().enumerate().filter_map(|(code, said)| Some((code, said.as_ref().err()?.as_str()))).collect();
    for (nth, (code, part)) in unknown.iter().take(SHOWN).enumerate() {
        let Some(row) = row_of(*code) else { continue };
        let more = unknown.len().saturating_sub(SHOWN);
        let more = if nth + 1 == SHOWN && more > 0 { more } else { 0 };
        let written = table.columns[at].written(row);
        let place = place(read.sheet, read.dialect, table, row, at);
        problems.push(no_code(place, &table.columns[at].name, &written, part, more).help(help(part)));
    }
}

/// Pushes the problems of rows that hold a number although their status says that there is none: in the column that it is said of,
/// else in all of them.
fn beside(
    sheet: &SourceLines<'_>,
    dialect: &Dialect,
    table: &Table,
    at: usize,
    (said, of): (&[Result<Caveats, String>], Option<usize>),
    problems: &mut Vec<Problem>,
) {
    let numbers: Vec<usize> = match of {
        Some(of) => vec![of],
        None => (0..table.columns.len()).filter(|column| table.columns[*column].kind.is_numeric()).collect(),
    };
    let says_none = |row: &usize| {
        let code = table.columns[at].encoded(*row).and_then(|code| usize::try_from(code).ok());
        code.and_then(|code| said.get(code))
            .is_some_and(|said| said.as_ref().is_ok_and(|said| said.has(Caveats::NO_NUMBER)))
    };
    // Of several numbers in a row the status may be of any one.
    let filled =
        |row: &usize| !numbers.is_empty() && numbers.iter().all(|column| !table.columns[*column].is_missing(*row));
    let rows: Vec<usize> = (0..table.rows).filter(says_none).filter(filled).collect();
    if let Some(row) = rows.first() {
        let (name, status) = (&table.columns[numbers[0]].name, table.columns[at].written(*row));
        let others = match rows.len() - 1 {
            0 => String::new(),
            1 => ", and 1 more row is like this".to_owned(),
            more => format!(", and {more} more rows are like this"),
        };
        let written = table.columns[numbers[0]].written(*row);
        let message = format!(
            "the status `{status}` says that there is no number, and `{written}` stands in column `{name}`{others}"
        );
        let at = place(sheet, dialect, table, *row, numbers[0]);
        let is_zero = table.columns[numbers[0]].number(*row).is_some_and(Number::is_zero);
        let why = if is_zero {
            "a zero that stands for a missing value makes every sum and mean wrong, and nobody sees it"
        } else {
            "one of the two is wrong, and a page would print the number as if it were known and free to be published"
        };
        problems.push(
            Problem::warning(&code::data::NUMBER_BESIDE_NO_NUMBER, at, message)
                .note(why)
                .help("ask the publisher which of the two is so; where the number stands for no value, list it under `missingValues`"),
        );
    }
}

/// A cell of the status column that holds no known code.
fn no_code(at: Place, column: &str, written: &str, part: &str, more: usize) -> Problem {
    let of = if part == written.trim() { String::new() } else { format!(" (`{part}`)") };
    let others = match more {
        0 => String::new(),
        1 => ", and 1 more code is none".to_owned(),
        more => format!(", and {more} more codes are none"),
    };
    let known: Vec<String> = Caveats::known().collect();
    Problem::error(
        &code::data::UNKNOWN_STATUS,
        at,
        format!("`{written}` in status column `{column}` is not a known status{of}{others}"),
    )
    .note("a number whose status is not understood would be printed as if it were final")
    .note(format!("known are {}, in either case and together, and the words for the same", known.join(", ")))
}

/// Builds the problem of marks that stand in no column, or in one that holds other things.
fn no_marks(at: RegistryPlace, named: &str, held: Option<&Column>) -> Problem {
    let message = match held {
        None => format!("`flag` names `{named}`, which is not a column of the file"),
        Some(held) => format!("`flag` names `{named}`, a column of type `{}`", held.kind.word()),
    };
    Problem::error(&code::data::UNKNOWN_KEY_COLUMN, at.into(), message)
        .note("whether a number is provisional, estimated or withheld would then be known of none")
        .help("name the column in which the marks stand, as it is called in the registry; its type is `string`")
}

/// Returns the place of a cell; of its line, where the line has cells in quotation marks.
fn place(sheet: &SourceLines<'_>, dialect: &Dialect, table: &Table, row: usize, column: usize) -> Place {
    let column = table.place_of(column);
    let span = sheet.span(table.line(row) as usize);
    sheet.place(cell(sheet, dialect, span.clone(), column).unwrap_or(span))
}

fn cell(sheet: &SourceLines<'_>, dialect: &Dialect, line: Range<usize>, column: usize) -> Option<Range<usize>> {
    let bytes = sheet.content.as_bytes().get(line.clone())?;
    if dialect.quote.is_some_and(|quote| bytes.contains(&quote)) {
        return None;
    }
    let mut start = line.start;
    let mut cells = bytes.split(|byte| *byte == dialect.delimiter).map(|cell| {
        let here = start..start + cell.len();
        start = here.end + 1;
        here
    });
    cells.nth(column)
}
