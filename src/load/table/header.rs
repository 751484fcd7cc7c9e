//! The header: the names of the columns, and what a wrong first line tells about the file.

use std::collections::BTreeMap;

use csv::ByteRecord;

use crate::diagnostic::{Place, Problem, code};

use super::dialect::Dialect;
use super::rows::{Next, Row, Rows};
use super::sheet::Sheet;

/// How many rows below a lonely first line are looked at for the real header.
const LOOK_AHEAD: usize = 20;

/// Returns the names of the columns, none for a column that cannot be used; nothing where there is no header to speak of.
pub(super) fn read(
    sheet: &Sheet<'_>,
    rows: &mut Rows<'_>,
    dialect: &Dialect,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Option<String>>> {
    let mut record = ByteRecord::new();
    let row = match rows.next(&mut record) {
        Next::Row(row) => row,
        Next::End => {
            problems.push(empty_file(sheet, dialect));
            return None;
        }
        Next::Fault(row, fault) => {
            problems.push(super::quoting::problem(sheet, row, fault, dialect.quote));
            return None;
        }
    };
    let names: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    if let [only] = names.as_slice()
        && let Some(delimiter) = other_delimiter(only, dialect.delimiter)
    {
        problems.push(wrong_delimiter(sheet, row, delimiter));
        return None;
    }
    if names.iter().filter(|name| !name.is_empty()).count() <= 1
        && let Some(header) = header_below(sheet, dialect, names.len())
    {
        problems.push(lines_above(sheet, row, header));
        return None;
    }
    Some(columns(sheet, rows, row, names, problems))
}

fn columns(
    sheet: &Sheet<'_>,
    rows: &Rows<'_>,
    row: Row,
    names: Vec<String>,
    problems: &mut Vec<Problem>,
) -> Vec<Option<String>> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let last = names.len() - 1;
    let mut columns = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        let cell = || sheet.place(rows.cell(row, index));
        if name.is_empty() {
            problems.push(unnamed(cell(), index, index == last));
            columns.push(None);
        } else if let Some(earlier) = first.get(&name) {
            problems.push(duplicate(cell(), sheet.place(rows.cell(row, *earlier)), &name));
            columns.push(None);
        } else {
            first.insert(name.clone(), index);
            columns.push(Some(name));
        }
    }
    columns
}

fn other_delimiter(header: &str, declared: u8) -> Option<char> {
    [';', '\t', '|', ','].into_iter().find(|c| header.contains(*c) && *c != char::from(declared))
}

/// Returns the line of the first row that looks like a header below one that does not.
fn header_below(sheet: &Sheet<'_>, dialect: &Dialect, width: usize) -> Option<usize> {
    let mut rows = Rows::new(*sheet, dialect);
    let mut record = ByteRecord::new();
    for ahead in 0..LOOK_AHEAD {
        let Next::Row(row) = rows.next(&mut record) else { return None };
        let filled = record.iter().filter(|cell| !cell.trim_ascii().is_empty()).count();
        if ahead > 0 && filled > 1 && (width == 1 || filled + 1 >= width) {
            return Some(row.line);
        }
    }
    None
}

/// Builds the problem of a file without a header.
fn empty_file(sheet: &Sheet<'_>, dialect: &Dialect) -> Problem {
    let skipped = dialect.skip_rows + dialect.footer_rows > 0 && !sheet.content.trim().is_empty();
    let message = if skipped { "nothing is left of the file" } else { "the file is empty" };
    let problem = Problem::error(&code::data::EMPTY_FILE, Place::File(sheet.file.clone()), message)
        .note("without a first line that names the columns there is nothing to select from");
    if skipped {
        problem.help("lower `skip_rows` or `footer_rows`: together they leave out every line")
    } else {
        problem.help("export the file again, with the names of its columns in the first line")
    }
}

/// Builds the problem of a file whose cells are separated by another character.
fn wrong_delimiter(sheet: &Sheet<'_>, row: Row, delimiter: char) -> Problem {
    let (shown, pasted) = match delimiter {
        '\t' => ("tabs".to_owned(), "\\t".to_owned()),
        other => (format!("`{other}`"), other.to_string()),
    };
    let content = &sheet.content[row.start..row.end];
    let at = row.start + content.find(delimiter).unwrap_or(0);
    Problem::error(
        &code::data::WRONG_DELIMITER,
        sheet.place(at..at + 1),
        format!("the file has one column whose name holds {shown}"),
    )
    .label("this seems to stand between cells")
    .note("read so, each row would be one long cell of text")
    .help(format!("declare `delimiter: \"{pasted}\"`"))
}

/// Builds the problem of lines above the header.
fn lines_above(sheet: &Sheet<'_>, row: Row, header: usize) -> Problem {
    let skip = header - 1;
    let line = sheet.span(header);
    Problem::error(
        &code::data::LINES_ABOVE_HEADER,
        sheet.place(row.start..row.end),
        format!("the columns seem to be named on line {header}, below a title or a note"),
    )
    .label("this line is read as the header")
    .also(sheet.place(line), "this looks like the header")
    .note("the first line that is not skipped names the columns")
    .help(format!("declare `skip_rows: {skip}`"))
}

/// Builds the problem of a column without a name.
fn unnamed(place: Place, index: usize, last: bool) -> Problem {
    let problem =
        Problem::error(&code::data::UNNAMED_COLUMN, place, format!("column {} of the header has no name", index + 1))
            .label("nothing stands here")
            .note("a figure says by name which column it counts");
    if last {
        problem.help("name the column, or delete the separator at the end of each line")
    } else {
        problem.help("name the column in the header")
    }
}

/// Builds the problem of a name that stands twice in the header.
fn duplicate(place: Place, earlier: Place, name: &str) -> Problem {
    Problem::error(&code::data::DUPLICATE_COLUMN, place, format!("two columns are named `{name}`"))
        .label("the second")
        .also(earlier, "the first")
        .note("a figure that sums this column could mean either")
        .help("give each column its own name")
}
