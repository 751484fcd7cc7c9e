//! Problems of whole rows: too few or too many cells, none at all, notes, units.

use crate::diagnostic::{Problem, code};
use crate::table::fields;
use crate::text::Place;

use super::rows::Row;
use super::sheet::Sheet;

/// Builds the problem of a header without rows.
pub(super) fn no_rows(sheet: &Sheet<'_>, inferred: bool) -> Problem {
    let (place, message) = (Place::File(sheet.file.clone()), "the file names its columns and has no rows");
    if inferred {
        return Problem::error(&code::data::NO_ROWS, place, message)
            .note("without a cell nothing tells what its columns hold")
            .help("export the file again, or declare its `fields` if it is meant to be empty");
    }
    Problem::warning(&code::data::NO_ROWS, place, message)
        .note("every count of it is zero, which a reader could take for a finding")
        .help("export the file again if it should hold rows")
}

/// Builds the problem of a row with too few or too many cells.
/// Where the cell of the last column is text, `remarks` is what the column is called.
pub(super) fn ragged(place: Place, cells: usize, width: usize, remarks: Option<&str>) -> Problem {
    let problem = ragged_row(place, cells, width);
    if let (true, Some(name)) = (cells > width, remarks) {
        problem.help(format!(
            "put a cell that holds the separator in quotes; if it is the last one of each row, declare `rest_of_line: {}`",
            fields::key(name)
        ))
    } else if cells > width {
        problem.help("put a cell that holds the separator in quotes")
    } else {
        problem.help(
            "add the missing cells, or close a quote that was left open; if the file was cut off, download it again",
        )
    }
}

/// Builds the problem of a file of which every row has more cells than its header, on the line `header`.
pub(super) fn wider_than_header(place: Place, cells: usize, width: usize, header: usize) -> Problem {
    ragged_row(place, cells, width).help(format!(
        "all rows are as wide as this one: leave the header out with `skip_rows: {header}` and `header_rows: 0`, and name the columns \
         under `fields`"
    ))
}

/// Builds the problem of a row below the last one of the table that seems to be a note; with `lines` of footer it is left out.
pub(super) fn note_without_cells(place: Place, cells: usize, width: usize, lines: usize) -> Problem {
    ragged_row(place, cells, width)
        .help(format!("if this line and those below it are notes, declare `footer_rows: {lines}`"))
}

fn ragged_row(place: Place, cells: usize, width: usize) -> Problem {
    let count = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let message = format!("this row has {}, the header has {width}", count(cells));
    let label = if cells < width { "the row ends here" } else { "the first cell too many" };
    Problem::error(&code::data::RAGGED_ROW, place, message)
        .label(label)
        .note("its cells could belong to other columns than they seem to")
}

/// Builds the problem of notes that are padded with separators; with `lines` of footer they are left out.
pub(super) fn notes(place: Place, lines: usize) -> Problem {
    let message = if lines == 1 {
        "the last line seems to be a note, and would count as a row".to_owned()
    } else {
        format!("the last {lines} lines seem to be notes, and would count as rows")
    };
    Problem::error(&code::data::NOTES_BELOW, place, message)
        .label("one filled cell, which reads like a note")
        .note("spreadsheets and data banks pad notes with separators until they are as wide as the table")
        .help(format!("declare `footer_rows: {lines}`"))
}

/// Builds the problem of rows of units or codes between the header and the data, the last of which is on the line `last`; a
/// warning where they may be data.
pub(super) fn units(place: Place, lines: usize, last: usize, sure: bool) -> Problem {
    const CODE: &crate::diagnostic::Code = &code::data::UNITS_BELOW_HEADER;
    let rows =
        if lines == 1 { format!("line {last} holds") } else { format!("the {lines} lines down to line {last} hold") };
    let message = format!("{rows} words where the rows below hold numbers or dates");
    let problem = if sure { Problem::error(CODE, place, message) } else { Problem::warning(CODE, place, message) };
    problem.label("units or codes?").note("such a row turns its columns into text, and counts as a row").help(format!(
        "declare `skip_below: {lines}`; if it is a row of data, say under `missingValues` what its words stand for"
    ))
}

/// Returns what to do about a cell that may be a unit.
pub(super) fn unit_help(lines: usize) -> String {
    format!(
        "if this row holds units or codes, declare `skip_below: {lines}`; if the cell stands for \"no value\", say so under `missingValues`"
    )
}

/// Builds the problem of a row without a filled cell.
pub(super) fn empty_row(sheet: &Sheet<'_>, row: Row) -> Problem {
    Problem::error(&code::data::EMPTY_ROW, sheet.place(row.start..row.end), "this row has no filled cell")
        .note("it would count as a row, and says nothing")
        .help("delete it")
}

/// Builds the problem of blank lines above a row.
pub(super) fn blank_line(sheet: &Sheet<'_>, line: usize) -> Problem {
    Problem::warning(&code::data::BLANK_LINE, sheet.place(sheet.span(line)), "a blank line stands between rows")
        .note("it is skipped; often what follows is no longer the table")
        .help("look at what follows: if it is another table, keep that in a file of its own")
}
