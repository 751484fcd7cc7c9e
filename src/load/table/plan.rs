//! Which columns are read, and how: the header and the declaration brought together.

use crate::diagnostic::{Problem, RegistryPlace, code};
use crate::load::infer;
use crate::registry::Dataset;

use super::declared;
use super::field::Field;
use super::sheet::Sheet;

/// The columns of a file, as they are to be read.
#[derive(Debug)]
pub(super) struct Plan {
    /// One per cell of the header; none for a column that cannot be used.
    pub(super) fields: Vec<Option<Field>>,
    /// Declared columns that the file lacks: they are kept without a filled cell, so that nothing else complains of them.
    pub(super) absent: Vec<Field>,
    /// Columns of which no type is declared although others are, by index.
    pub(super) undeclared: Vec<usize>,
    /// The columns of the primary key, by index in `fields`.
    pub(super) key: Vec<usize>,
    /// Whether the registry says which columns are filled down, even if none.
    pub(super) says_filled: bool,
    /// Whether rows that repeat others cell for cell are left out.
    pub(super) leave_out_repeated: bool,
    /// Where the dataset is declared.
    pub(super) at: RegistryPlace,
}

impl Plan {
    /// Returns whether the type of any column is left to its cells.
    pub(super) fn is_inferred(&self) -> bool {
        self.fields.iter().flatten().any(|field| field.inferred)
    }
}

/// Returns the plan for a file with these columns.
pub(super) fn of(
    names: &[Option<String>],
    dataset: &Dataset,
    at: &RegistryPlace,
    sheet: &Sheet<'_>,
    problems: &mut Vec<Problem>,
) -> Plan {
    let mut fields: Vec<Option<Field>> =
        names.iter().map(|name| name.as_ref().map(|name| declared::undeclared(name, dataset))).collect();
    let mut absent = Vec::new();
    let mut declared = vec![false; fields.len()];
    for entry in dataset.fields.iter() {
        let place = at.clone().then("fields").then(entry.id.as_str());
        let name = entry.id.trim();
        let field = declared::field(name, &entry.value, dataset, &place, problems);
        if let Some(index) = names.iter().position(|known| known.as_deref() == Some(name)) {
            declared[index] = true;
            fields[index] = Some(field);
        } else {
            problems.push(missing_column(sheet, place.key(), name, names));
            absent.push(field);
        }
    }
    let any = declared.iter().any(|declared| *declared);
    let undeclared = (0..fields.len()).filter(|index| any && !declared[*index] && fields[*index].is_some()).collect();
    let mut key = Vec::new();
    for (item, name) in dataset.primary_key.iter().enumerate() {
        match names.iter().position(|known| known.as_deref() == Some(name.trim())) {
            Some(index) => key.push(index),
            None if absent.iter().any(|field| field.name == name.trim()) => {}
            None => problems.push(unknown_key(sheet, key_place(dataset, at, item), name, names)),
        }
    }
    for index in &key {
        if let Some(field) = &mut fields[*index] {
            field.limits.required = true;
        }
    }
    for (item, name) in dataset.fill_down.iter().flat_map(|names| names.iter()).enumerate() {
        let known = names.iter().position(|known| known.as_deref() == Some(name.trim()));
        match known.and_then(|index| fields[index].as_mut()) {
            Some(field) => field.fill_down = true,
            None if absent.iter().any(|field| field.name == name.trim()) => {}
            None => problems.push(unknown_filled(sheet, at.clone().then("fill_down").then(item), name, names)),
        }
    }
    let says_filled = dataset.fill_down.is_some();
    let leave_out_repeated = dataset.repeated.as_deref() == Some("leave-out");
    Plan { fields, absent, undeclared, key, says_filled, leave_out_repeated, at: at.clone() }
}

fn key_place(dataset: &Dataset, at: &RegistryPlace, item: usize) -> RegistryPlace {
    let place = at.clone().then("primaryKey");
    if dataset.primary_key.0.len() > 1 { place.then(item) } else { place }
}

/// Builds the problem of a declared column that the file lacks.
fn missing_column(sheet: &Sheet<'_>, at: RegistryPlace, name: &str, names: &[Option<String>]) -> Problem {
    let message = format!("the file `{}` has no column `{name}`", sheet.file);
    did_you_mean(Problem::error(&code::data::MISSING_COLUMN, at.into(), message), name, names)
        .also(sheet.place(header(sheet)), "the columns of the file")
        .note("a figure that counts this column would count nothing")
}

/// Builds the problem of a primary key that names no column.
fn unknown_key(sheet: &Sheet<'_>, at: RegistryPlace, name: &str, names: &[Option<String>]) -> Problem {
    let message = format!("the primary key names `{name}`, which is no column of `{}`", sheet.file);
    did_you_mean(Problem::error(&code::data::UNKNOWN_KEY_COLUMN, at.into(), message), name, names)
        .note("without its key, a row that stands twice would be counted twice")
}

/// Builds the problem of a column to be filled down that there is not.
fn unknown_filled(sheet: &Sheet<'_>, at: RegistryPlace, name: &str, names: &[Option<String>]) -> Problem {
    let message = format!("`fill_down` names `{name}`, which is no column of `{}`", sheet.file);
    did_you_mean(Problem::error(&code::data::UNKNOWN_KEY_COLUMN, at.into(), message), name, names)
        .note("cells that stay empty would be missing from every selection of the label above them")
}

fn did_you_mean(problem: Problem, name: &str, names: &[Option<String>]) -> Problem {
    let plain =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if let Some(known) = names.iter().flatten().find(|known| plain(known) == plain(name)) {
        return problem.help(format!("did you mean `{known}`?"));
    }
    let list: Vec<String> = names.iter().flatten().map(|name| format!("`{name}`")).collect();
    problem.help(format!("the file has {}", list.join(", ")))
}

/// Returns the byte range of the line that names the columns, as far as it is the first with any words.
fn header(sheet: &Sheet<'_>) -> std::ops::Range<usize> {
    let start = sheet.content.len() - sheet.content.trim_start().len();
    start..sheet.line_end(start)
}

/// Builds the problem of columns that nobody declared while others are.
pub(super) fn undeclared(sheet: &Sheet<'_>, at: RegistryPlace, columns: &[(&str, &str)]) -> Problem {
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("`{name}`")).collect();
    let (message, note) = match names.as_slice() {
        [one] => (
            format!("column {one} of `{}` is not declared", sheet.file),
            "its type is inferred, and could change with the next release of the data",
        ),
        _ => (
            format!("columns {} of `{}` are not declared", names.join(", "), sheet.file),
            "their types are inferred, and could change with the next release of the data",
        ),
    };
    let lines: Vec<String> = columns.iter().map(|(name, kind)| format!("`{}: {kind}`", infer::key(name))).collect();
    Problem::warning(&code::data::UNDECLARED_COLUMN, at.then("fields").key().into(), message)
        .note(note)
        .help(format!("add to `fields`: {}", lines.join(", ")))
}
