//! Problems of headers: lines above one, a file without one, names that repeat or are missing.

use std::ops::Range;

use crate::diagnostic::{Problem, code};
use crate::table::fields;
use crate::text::Place;

use super::dialect::Dialect;
use super::rows::Row;
use super::sheet::Sheet;

/// Builds the problem of a file without a header.
pub(crate) fn empty_file(sheet: &Sheet<'_>, dialect: &Dialect) -> Problem {
    let left_out = dialect.skip_rows + dialect.footer_rows > 0 || dialect.header() > 1;
    let skipped = dialect.described && left_out && !sheet.content.trim().is_empty();
    let message = if skipped { "nothing is left of the file" } else { "the file is empty" };
    let problem = Problem::error(&code::data::EMPTY_FILE, Place::File(sheet.file.clone()), message)
        .note("without a first line that names the columns there is nothing to select from");
    if skipped {
        problem.help("lower `skip_rows`, `header_rows` or `footer_rows`: together they leave out every line")
    } else {
        problem.help("export the file again, with the names of its columns in the first line")
    }
}

/// Builds the problem of a file whose cells are separated by another character.
pub(crate) fn delimiter(sheet: &Sheet<'_>, at: usize, delimiter: char, dialect: &Dialect) -> Problem {
    let (shown, pasted) = match delimiter {
        '\t' => ("tabs".to_owned(), "\\t".to_owned()),
        other => (format!("`{other}`"), other.to_string()),
    };
    let message = format!("the cells seem to be separated by {shown}, not by `{}`", char::from(dialect.delimiter));
    let message = message.replace("`\t`", "tabs");
    let problem = Problem::error(&code::data::WRONG_DELIMITER, sheet.place(at..at + 1), message)
        .label("this seems to stand between cells")
        .note("read so, each row would be one long cell of text");
    if dialect.described {
        problem.help(format!("declare `delimiter: \"{pasted}\"`"))
    } else {
        problem.help("save the table with commas, semicolons or tabs between its cells")
    }
}

/// Builds the problem of lines above the header, which stands in so many rows from this line on.
pub(crate) fn lines_above(sheet: &Sheet<'_>, row: Row, (line, rows): (usize, usize), dialect: &Dialect) -> Problem {
    let header = sheet.span(line);
    let problem = Problem::error(
        &code::data::LINES_ABOVE_HEADER,
        sheet.place(row.start..row.end),
        format!("the columns seem to be named on line {line}, below a title or a note"),
    )
    .label("this line is read as the header")
    .also(sheet.place(header), "this looks like the header")
    .note("the first line that is not skipped names the columns");
    match (dialect.described, rows) {
        (false, _) => {
            problem.help("delete what stands above it: a table of claims begins with the names of its columns")
        }
        (true, 1) => problem.help(format!("declare `skip_rows: {}`", line - 1)),
        (true, rows) => problem.help(format!(
            "declare `skip_rows: {}` and `header_rows: {rows}`, for the names stand in {rows} rows",
            line - 1
        )),
    }
}

/// Builds the problem of a header that looks like a row of data; `name` is the one that does where not all of them do.
pub(crate) fn of_values(sheet: &Sheet<'_>, cell: Range<usize>, name: Option<&str>) -> Problem {
    const CODE: &crate::diagnostic::Code = &code::data::HEADER_OF_VALUES;
    let line = sheet.line(cell.start);
    let note = "read as names, these cells would be counted nowhere";
    match name {
        None => {
            let row = cell.start..sheet.line_end(cell.start);
            Problem::error(CODE, sheet.place(row), format!("line {line} should name the columns and holds only values"))
                .label("numbers or dates")
                .note(note)
                .help("declare `header_rows: 0` if the file names no columns, or `header_rows: 1` if these are names")
        }
        Some(name) => Problem::warning(
            CODE,
            sheet.place(cell),
            format!("line {line} names the columns and looks like the rows below it: `{name}`"),
        )
        .label("the name of a column?")
        .note(note)
        .help("declare `header_rows: 0` if the file names no columns, or `header_rows: 1` if these are names"),
    }
}

/// Builds the problem of names that repeat because further rows belong to them.
pub(crate) fn names_in_several_rows(sheet: &Sheet<'_>, cell: Range<usize>, rows: usize) -> Problem {
    let name = sheet.content[cell.clone()].trim_matches('"').to_owned();
    Problem::error(&code::data::DUPLICATE_COLUMN, sheet.place(cell), format!("two columns are named `{name}`"))
        .label("the second")
        .note("the rows below this one seem to name the columns too")
        .help(format!("declare `header_rows: {rows}`: the names of a column are then joined by ` / `"))
}

/// Builds the problem of a filled column without a name.
pub(crate) fn unnamed(place: Place, index: usize, described: bool) -> Problem {
    let number = index + 1;
    let problem = Problem::error(&code::data::UNNAMED_COLUMN, place, format!("column {number} has cells and no name"))
        .label("nothing stands here")
        .note("a figure says by name which column it counts");
    if described {
        problem.help(format!("name it under `fields`, such as `column_{number}: {{ of: column {number} }}`"))
    } else {
        problem.help("name it as a key of a claim, or empty its cells")
    }
}

/// Builds the problem of a name that stands twice in the header.
pub(crate) fn duplicate(place: Place, earlier: Place, name: &str, index: usize, described: bool) -> Problem {
    let problem = Problem::error(&code::data::DUPLICATE_COLUMN, place, format!("two columns are named `{name}`"))
        .label("the second")
        .also(earlier, "the first")
        .note("a figure that sums this column could mean either");
    if described {
        let key = fields::key(&format!("{name} (2)"));
        problem.help(format!("name this one under `fields`, such as `{key}: {{ of: column {} }}`", index + 1))
    } else {
        problem.help("give each column its own name, or delete one")
    }
}
