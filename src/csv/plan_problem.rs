//! Problems of columns: what `fields` and the header say of each other.

use crate::diagnostic::{Problem, code};
use crate::table::fields;
use crate::text::{Place, RegistryPlace};

use super::dialect::Dialect;
use super::header::{By, Header};
use super::sheet::Sheet;

/// How many columns are listed.
const LISTED: usize = 12;

/// Builds the problem of a declared column that the file lacks.
pub(super) fn missing_column(
    at: RegistryPlace,
    name: &str,
    header: &Header,
    shown: &Place,
    dialect: &Dialect,
) -> Problem {
    let Place::Line(line) = shown else { unreachable!("a header has a line") };
    let message = format!("the file `{}` has no column `{name}`", line.file);
    let problem = Problem::error(&code::data::MISSING_COLUMN, at.into(), message);
    let problem = if dialect.header() == 0 {
        let count = header.columns.len();
        let columns = if count == 1 { "1 column".to_owned() } else { format!("{count} columns") };
        problem.help(format!("say which one it is: `of: column 1`; or name all {columns} of the file, in their order"))
    } else {
        did_you_mean(problem, name, header)
    };
    let said = if dialect.header() == 0 { "the first row of the file" } else { "the columns of the file" };
    problem.also(shown.clone(), said).note("a figure that counts this column would count nothing")
}

/// Builds the problem of a primary key that names no column.
pub(super) fn unknown_key(at: RegistryPlace, name: &str, header: &Header, shown: &Place) -> Problem {
    let Place::Line(line) = shown else { unreachable!("a header has a line") };
    let message = format!("the primary key names `{name}`, which is no column of `{}`", line.file);
    did_you_mean(Problem::error(&code::data::UNKNOWN_KEY_COLUMN, at.into(), message), name, header)
        .note("without its key, a row that stands twice would be counted twice")
}

/// Builds the problem of a column to be filled down that there is not.
pub(super) fn unknown_filled(at: RegistryPlace, name: &str, header: &Header, shown: &Place) -> Problem {
    let Place::Line(line) = shown else { unreachable!("a header has a line") };
    let message = format!("`fill_down` names `{name}`, which is no column of `{}`", line.file);
    did_you_mean(Problem::error(&code::data::UNKNOWN_KEY_COLUMN, at.into(), message), name, header)
        .note("cells that stay empty would be missing from every selection of the label above them")
}

fn did_you_mean(problem: Problem, name: &str, header: &Header) -> Problem {
    let names = || header.columns.iter().filter(|column| column.by == By::Cell).map(|column| column.name.as_str());
    if let Some(known) = header.find_plainly(name) {
        return problem.help(format!("did you mean `{}`?", known.name));
    }
    let list: Vec<String> = names().take(LISTED).map(|name| format!("`{name}`")).collect();
    let more = match names().count().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    problem.help(format!("the file has {}{more}", list.join(", ")))
}

/// Builds the problem of a column that two fields are read from.
pub(super) fn read_twice(at: RegistryPlace, first: RegistryPlace, header: &str) -> Problem {
    let message = format!("column `{header}` is declared twice");
    Problem::error(&code::data::DUPLICATE_COLUMN, at.key().into(), message)
        .also(first.key().into(), "here first")
        .note("each column of the file has one name and one type")
        .help("keep one of the two")
}

/// Builds the problem of a field that is called as another column of the file.
pub(super) fn name_taken(at: RegistryPlace, name: &str, of: &str) -> Problem {
    let message = format!("two columns are named `{name}`: one by the file, and `{of}` by this entry");
    Problem::error(&code::data::DUPLICATE_COLUMN, at.key().into(), message)
        .note("a figure that sums this column could mean either")
        .help("choose another name, or name the other column under `fields` too")
}

/// Builds the problem of columns that nobody declared while others are.
pub(super) fn undeclared(sheet: &Sheet<'_>, at: RegistryPlace, columns: &[(&str, Option<&str>, &str)]) -> Problem {
    let names: Vec<String> = columns.iter().take(LISTED).map(|(name, ..)| format!("`{name}`")).collect();
    let more = match columns.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (message, note) = match names.as_slice() {
        [one] => (
            format!("column {one} of `{}` is not declared", sheet.file),
            "its type is inferred, and could change with the next release of the data",
        ),
        _ => (
            format!("columns {}{more} of `{}` are not declared", names.join(", "), sheet.file),
            "their types are inferred, and could change with the next release of the data",
        ),
    };
    let lines: Vec<String> =
        columns.iter().map(|(name, header, kind)| format!("`{}`", fields::entry(name, *header, kind))).collect();
    Problem::warning(&code::data::UNDECLARED_COLUMN, at.then("fields").key().into(), message)
        .note(note)
        .help(format!("add to `fields`: {}", lines.join(", ")))
}
