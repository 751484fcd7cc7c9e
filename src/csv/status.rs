//! The status column of a dataset: every code in it is known, and beside one that says there is no number stands none.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Problem, code};
use crate::number::Number;
use crate::registry::Dataset;
use crate::table::{Cells, Table};
use crate::text::Place;
use crate::vocabulary::Caveats;

use super::dialect::Dialect;
use super::sheet::Sheet;

/// How many different codes, and rows, are reported one by one.
const SHOWN: usize = 3;

/// Pushes the problems of the status column that a dataset names, where the file has it.
pub(super) fn check(
    sheet: &Sheet<'_>,
    dialect: &Dialect,
    table: &Table,
    dataset: &Dataset,
    problems: &mut Vec<Problem>,
) {
    let Some(provisional) = &dataset.provisional else { return };
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
    let row_of = |code: usize| (0..table.rows).find(|row| table.columns[at].encoded(*row) == i64::try_from(code).ok());
    let unknown: Vec<(usize, &str)> =
        said.iter().enumerate().filter_map(|(code, said)| Some((code, said.as_ref().err()?.as_str()))).collect();
    for (nth, (code, part)) in unknown.iter().take(SHOWN).enumerate() {
        let Some(row) = row_of(*code) else { continue };
        let more = unknown.len().saturating_sub(SHOWN);
        let more = if nth + 1 == SHOWN && more > 0 { more } else { 0 };
        let written = table.columns[at].written(row);
        problems.push(no_code(place(sheet, dialect, table, row, at), &table.columns[at].name, &written, part, more));
    }
    beside(sheet, dialect, table, at, &said, problems);
}

/// Pushes the problems of rows that hold a number although their status says that there is none.
fn beside(
    sheet: &Sheet<'_>,
    dialect: &Dialect,
    table: &Table,
    at: usize,
    said: &[Result<Caveats, String>],
    problems: &mut Vec<Problem>,
) {
    let numbers: Vec<usize> =
        (0..table.columns.len()).filter(|column| table.columns[*column].kind.is_numeric()).collect();
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
            "one of the two is wrong, and a page would print the number as if it were known and free to be told"
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
        format!("`{written}` in status column `{column}` is no status that is known{of}{others}"),
    )
    .note("a number whose status is not understood would be printed as if it were final")
    .note(format!("known are {}, in either case and together, and the words for the same", known.join(", ")))
    .help(format!(
        "say what it means, as in `provisional: {{ status: {column}, codes: {{ \"{part}\": provisional }} }}`; where it means \
         that nothing is said, list it under the column's `missingValues`"
    ))
}

/// Returns the place of a cell; of its line, where the line has cells in quotation marks.
fn place(sheet: &Sheet<'_>, dialect: &Dialect, table: &Table, row: usize, column: usize) -> Place {
    let column = table.place_of(column);
    let span = sheet.span(table.line(row) as usize);
    sheet.place(cell(sheet, dialect, span.clone(), column).unwrap_or(span))
}

fn cell(sheet: &Sheet<'_>, dialect: &Dialect, line: Range<usize>, column: usize) -> Option<Range<usize>> {
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
