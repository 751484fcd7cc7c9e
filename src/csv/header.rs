//! The header: the names of the columns, what a wrong first line tells about the file, and how that is said.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use csv::ByteRecord;

use crate::diagnostic::{Problem, code};
use crate::table::fields;
use crate::text::Place;

use super::dialect::Dialect;
use super::preview;
use super::preview::{Looks, Preview};
use super::rows::{Next, Row, Rows};
use super::source_lines::SourceLines;

/// The names of a file's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// The columns, in their order.
    pub(crate) columns: Vec<Named>,
    /// The row that names them, the last one where there are several; the first row of data where none does.
    pub(crate) row: Row,
    /// The first column of each name, and of each with one space for any white space in it.
    places: HashMap<String, usize>,
    /// The first column of each name told by its letters and digits alone, of those that a cell names.
    plain: HashMap<String, usize>,
}

/// A column by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// What it is called: by its header cell, else by its place.
    pub(crate) name: String,
    /// What calls it so.
    pub(crate) by: By,
}

/// What calls a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Its own cell of the header.
    Cell,
    /// Its place, for its cell is empty.
    Place,
    /// Its place, for the column with this number has the same name.
    Repeats(usize),
}

/// Returns the letters and digits of a name, in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Header {
    /// Returns which column a name of the header means, or its place: `column 3`.
    pub(crate) fn find(&self, wanted: &str) -> Option<usize> {
        let spaced = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
        let by_place = || {
            let place: usize = wanted.trim().strip_prefix("column ")?.parse().ok()?;
            (1..=self.columns.len()).contains(&place).then(|| place - 1)
        };
        let named = |name: &str| self.places.get(name).copied();
        named(wanted).or_else(by_place).or_else(|| named(&spaced(wanted)))
    }

    /// Returns the column that is called so but for case, spaces and signs.
    pub(crate) fn find_plainly(&self, wanted: &str) -> Option<&Named> {
        self.plain.get(&plain(wanted)).map(|at| &self.columns[*at])
    }

    /// Returns whether a row has a cell for each column; columns without a name at the right edge may have none.
    pub(super) fn fits(&self, record: &ByteRecord) -> bool {
        let width = self.columns.len();
        record.len() == width || record.len() < width && record.len() + self.nameless_at_end() >= width
    }

    /// Returns how many columns at the right edge have no name.
    pub(crate) fn nameless_at_end(&self) -> usize {
        self.columns.iter().rev().take_while(|column| column.by == By::Place).count()
    }

    /// Returns the place of a column's cell in the header.
    pub(crate) fn place(&self, sheet: &SourceLines<'_>, rows: &Rows<'_>, column: usize) -> Place {
        sheet.place(rows.cell(self.row, column))
    }
}

/// Returns what a column without a name of its own is called.
pub(crate) fn by_place(index: usize) -> String {
    format!("column {}", index + 1)
}

/// Returns the header of a sheet; nothing where there is none to speak of.
pub(crate) fn read(
    sheet: &SourceLines<'_>,
    rows: &mut Rows<'_>,
    dialect: &Dialect,
    problems: &mut Vec<Problem>,
) -> Option<Header> {
    let look = Preview::at(sheet, dialect);
    let mut record = ByteRecord::new();
    let mut written: Vec<Vec<String>> = Vec::new();
    let mut last = None;
    for _ in 0..dialect.header().max(1) {
        match rows.next(&mut record) {
            Next::Row(row) => last = Some(row),
            Next::End => break,
            Next::Fault(row, fault) => {
                problems.push(super::rows::quote_problem(sheet, row, fault, dialect));
                return None;
            }
        }
        written.push(record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect());
    }
    let Some(row) = last.filter(|_| written.len() >= dialect.header()) else {
        problems.push(empty_file(sheet, dialect));
        return None;
    };
    let width = written.iter().map(Vec::len).max().unwrap_or(0);
    let names = if dialect.header() == 0 { vec![String::new(); width] } else { preview::join(&written, width) };
    if let Some((delimiter, at)) = other_delimiter(sheet, dialect, &look) {
        problems.push(wrong_delimiter(sheet, at, delimiter, dialect));
        return None;
    }
    if dialect.header_rows.is_none() {
        if let Some((at, count)) = look.header_below() {
            problems.push(lines_above(sheet, row, (look.lines[at], count), dialect));
            return None;
        }
        if dialect.described
            && let Some(column) = of_values(&names, &look)
        {
            let problem =
                looks_like_values(sheet, rows.cell(row, column.unwrap_or(0)), column.map(|at| names[at].as_str()));
            let sure = column.is_none();
            problems.push(problem);
            if sure {
                return None;
            }
        }
    }
    let columns = columns(names);
    if let Some(second) = columns.iter().position(|column| matches!(column.by, By::Repeats(_)))
        && dialect.described
        && dialect.header_rows.is_none()
        && let rows_of_names @ 1.. = look.no_data_below_header()
    {
        problems.push(names_in_several_rows(sheet, rows.cell(row, second), rows_of_names + 1));
        return None;
    }
    let places = places(&columns);
    let by_cell = columns.iter().enumerate().rev().filter(|(_, column)| column.by == By::Cell);
    let plain = by_cell.map(|(at, column)| (plain(&column.name), at)).collect();
    Some(Header { columns, row, places, plain })
}

fn places(columns: &[Named]) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for (at, column) in columns.iter().enumerate() {
        places.entry(column.name.clone()).or_insert(at);
    }
    for (at, column) in columns.iter().enumerate() {
        places.entry(column.name.split_whitespace().collect::<Vec<_>>().join(" ")).or_insert(at);
    }
    places
}

fn columns(names: Vec<String>) -> Vec<Named> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut columns = Vec::with_capacity(names.len());
    for (index, name) in names.into_iter().enumerate() {
        let repeats = first.get(&name).copied();
        columns.push(match repeats {
            _ if name.is_empty() => Named { name: by_place(index), by: By::Place },
            Some(earlier) => Named { name: by_place(index), by: By::Repeats(earlier) },
            None => {
                first.insert(name.clone(), index);
                Named { name, by: By::Cell }
            }
        });
    }
    columns
}

/// Returns the character that seems to stand between cells where the declared one does not, and where it stands first.
fn other_delimiter(sheet: &SourceLines<'_>, dialect: &Dialect, look: &Preview) -> Option<(char, usize)> {
    let lines: Vec<Range<usize>> = look.lines.iter().map(|line| sheet.span(*line)).collect();
    let single = look.rows.first().is_some_and(|cells| cells.len() == 1);
    let others = [';', '\t', '|', ','].into_iter().filter(|c| *c != char::from(dialect.delimiter));
    let first = |c: char| lines.iter().find_map(|line| Some(line.start + sheet.content[line.clone()].find(c)?));
    let mut fitting = others.filter(|c| {
        let counts: Vec<usize> = lines.iter().map(|line| sheet.content[line.clone()].matches(*c).count()).collect();
        let in_header = single && counts[0] > 0 && counts.get(1).is_none_or(|below| *below == counts[0]);
        let most = counts.iter().copied().filter(|count| *count > 0).max_by_key(|count| often(&counts, *count));
        in_header
            || look.width < 2
                && most.is_some_and(|most| (if most > 1 { 3 } else { 2 }) * often(&counts, most) >= counts.len())
    });
    fitting.next().and_then(|c| Some((c, first(c)?)))
}

fn often(counts: &[usize], count: usize) -> usize {
    counts.iter().filter(|other| **other == count).count()
}

/// Returns whether names look like a row of data, and which one does where not all of them do.
///
/// Years, days or numbers that go up are honest names: of the columns of a wide table.
#[expect(clippy::option_option, reason = "that all names do is something else than that none does")]
fn of_values(names: &[String], look: &Preview) -> Option<Option<usize>> {
    let found: Vec<(usize, Looks)> =
        names.iter().enumerate().filter_map(|(at, name)| Some((at, preview::looks(name)?))).collect();
    let last = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    let (first, kind) = *found.first()?;
    if found.len() == last {
        return Some(None);
    }
    let one_kind = found.iter().all(|(_, other)| *other == kind);
    let number = |at: usize| names[at].replace(',', "").parse::<f64>().unwrap_or(f64::NAN);
    let goes_up = found.len() > 1 && found.is_sorted_by(|(a, _), (b, _)| number(*a) < number(*b));
    if one_kind && (kind == Looks::Year || kind == Looks::Moment && found.len() > 1 || goes_up) {
        return None;
    }
    // The cell below a name that is a value looks the same, and the one below a name that is a word is none.
    let below = |at: usize| look.rows.get(1).and_then(|cells| cells.get(at)).and_then(|cell| preview::looks(cell));
    let numbers = |looks: Looks| matches!(looks, Looks::Number | Looks::Year);
    let alike = |at: usize, name: Looks| below(at).is_some_and(|cell| cell == name || numbers(cell) && numbers(name));
    let values: HashSet<usize> = found.iter().map(|(column, _)| *column).collect();
    let is_value = |at: &usize| values.contains(at);
    let words_too = (0..names.len()).filter(|at| !is_value(at)).all(|at| below(at).is_none());
    (words_too && found.iter().all(|(at, name)| alike(*at, *name))).then_some(Some(first))
}

/// Builds the problem of a file without a header.
pub(crate) fn empty_file(sheet: &SourceLines<'_>, dialect: &Dialect) -> Problem {
    let left_out = dialect.skip_rows + dialect.footer_rows > 0 || dialect.header() > 1;
    let skipped = dialect.described && left_out && !sheet.content.trim().is_empty();
    let message = if skipped { "nothing is left of the file" } else { "the file is empty" };
    let problem = Problem::error(&code::data::EMPTY_FILE, Place::File(sheet.file.clone()), message)
        .note("without a first line that names the columns there is nothing to select from");
    if skipped {
        problem.help("lower `skip_rows`, `header_rows` or `footer_rows`: together they leave out every line")
    } else {
        problem.help("get the file again: not even the names of its columns are there")
    }
}

/// Builds the problem of a file whose cells are separated by another character.
pub(crate) fn wrong_delimiter(sheet: &SourceLines<'_>, at: usize, delimiter: char, dialect: &Dialect) -> Problem {
    let (shown, pasted) = match delimiter {
        '\t' => ("tabs".to_owned(), "\\t".to_owned()),
        other => (format!("`{other}`"), other.to_string()),
    };
    let message = format!("the cells seem to be separated by {shown}, not by `{}`", char::from(dialect.delimiter));
    let message = message.replace("`\t`", "tabs");
    let problem = Problem::error(&code::data::WRONG_DELIMITER, sheet.place(at..at + 1), message)
        .label("this seems to separate cells")
        .note("read so, each row would be one long cell of text");
    if dialect.described {
        problem.help(format!("declare `delimiter: \"{pasted}\"`"))
    } else {
        problem.help("save the table with commas, semicolons or tabs between its cells")
    }
}

/// Builds the problem of lines above the header, which stands in so many rows from this line on.
pub(crate) fn lines_above(
    sheet: &SourceLines<'_>,
    row: Row,
    (line, rows): (usize, usize),
    dialect: &Dialect,
) -> Problem {
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
            "declare `skip_rows: {}` and `header_rows: {rows}`, because the names take up {rows} rows",
            line - 1
        )),
    }
}

/// Builds the problem of a header that looks like a row of data; `name` is the one that does where not all of them do.
pub(crate) fn looks_like_values(sheet: &SourceLines<'_>, cell: Range<usize>, name: Option<&str>) -> Problem {
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
pub(crate) fn names_in_several_rows(sheet: &SourceLines<'_>, cell: Range<usize>, rows: usize) -> Problem {
    let name = sheet.content[cell.clone()].trim_matches('"').to_owned();
    Problem::error(&code::data::DUPLICATE_COLUMN, sheet.place(cell), format!("two columns are named `{name}`"))
        .label("the second")
        .note("the rows below this one seem to name the columns too")
        .help(format!("declare `header_rows: {rows}`: the names of a column are then joined by ` / `"))
}

/// Builds the problem of a filled column without a name in a table of claims.
pub(crate) fn unnamed(place: Place, index: usize) -> Problem {
    let number = index + 1;
    Problem::error(&code::data::UNNAMED_COLUMN, place, format!("column {number} has cells and no name"))
        .label("there is nothing here")
        .note("a claim is made of what its columns name")
        .help("name it as a key of a claim, or empty its cells")
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

#[cfg(test)]
mod tests {
    use crate::world::ProjectPath;

    use super::*;

    #[expect(clippy::option_option, reason = "as the function that is tested")]
    fn of(content: &str) -> Option<Option<usize>> {
        let file = ProjectPath::fixed("x.csv");
        let look = Preview::at(&SourceLines::new(&file, content), &Dialect::plain());
        of_values(&look.rows[0], &look)
    }

    #[test]
    fn a_header_that_is_a_row_of_data_is_told_from_names() {
        for data in ["1989,5.2\n1990,7.0\n", "2020-03-01,12\n2020-03-02,14\n", "7\n8\n", "2015,2016\n1,2\n"] {
            assert_eq!(of(data), Some(None), "{data}");
        }
        for likely in [
            "Berlin,12\nBremen,15\n",
            "2020-03,Berlin,9\n2020-03,Bremen,8\n",
            "Berlin,12,3\nBremen,15,4\n",
            "A,5.2\nB,1\n",
        ] {
            assert!(matches!(of(likely), Some(Some(_))), "{likely}");
        }
        for names in [
            "month,n\n2025-01,5\n",
            "country,2019,2020\nA,1,2\n",
            "country,2020,2019\nA,1,2\n",
            "name,code,2023\nA,a,107\n",
            "state,1/22/20,1/23/20\nA,1,2\n",
            "age,0,1,2\nA,5,6,7\n",
            "income,0.5,0.9\nA,1,2\n",
            ",,2019\nA,B,5\n",
            "q,1\nyes,often\n",
        ] {
            assert_eq!(of(names), None, "{names}");
        }
    }
}
