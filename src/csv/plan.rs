//! Which columns are read, and how: the header and the declaration brought together.

use std::collections::{BTreeSet, HashMap, HashSet};

use csv::ByteRecord;

use crate::diagnostic::{Problem, code};
use crate::registry::Dataset;
use crate::table::{ColumnType, fields};
use crate::text::{Excerpt, Place, RegistryPlace};

use super::declaration;
use super::dialect::Dialect;
use super::field::Field;
use super::header::{By, Header};
use super::source_lines::SourceLines;

/// The columns of a file, as they are to be read.
#[derive(Debug)]
pub(super) struct Plan {
    /// One per cell of the header, none for a column that cannot be used; then one per column that is read from several.
    pub(super) fields: Vec<Option<Field>>,
    /// The cells of the header that each of the latter is read from, by index.
    pub(super) joined: Vec<Vec<usize>>,
    /// Declared columns that the file lacks: they are kept without a filled cell, so that nothing else complains of them.
    pub(super) absent: Vec<Field>,
    /// Columns of which no type is declared although others are, by index.
    pub(super) undeclared: Vec<usize>,
    /// Columns that the file gives no name of their own, and nobody else does, by index.
    pub(super) nameless: Vec<usize>,
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
    /// Returns how many cells the header has.
    pub(super) fn width(&self) -> usize {
        self.fields.len() - self.joined.len()
    }

    /// Returns the cell of the header in which a column is found, the first of several.
    pub(super) fn place_of(&self, index: usize) -> usize {
        index.checked_sub(self.width()).map_or(index, |at| self.joined[at][0])
    }

    /// Returns the cells of a row that columns are read from which are read from several, joined by a space.
    pub(super) fn join(&self, record: &ByteRecord) -> Vec<Vec<u8>> {
        let cell = |index: &usize| record.get(*index).unwrap_or_default().trim_ascii();
        let filled = |cell: &&[u8]| !cell.is_empty();
        self.joined
            .iter()
            .map(|places| places.iter().map(cell).filter(filled).collect::<Vec<_>>().join(&b' '))
            .collect()
    }

    /// Returns whether the type of any column is left to its cells.
    pub(super) fn is_inferred(&self) -> bool {
        self.fields.iter().flatten().any(|field| field.inferred)
    }
}

/// Returns the plan for a file with these columns.
#[expect(clippy::too_many_lines, reason = "each column is planned in one walk over the header")]
pub(super) fn of(
    header: &Header,
    dataset: &Dataset,
    at: &RegistryPlace,
    shown: &Excerpt,
    dialect: &Dialect,
    problems: &mut Vec<Problem>,
) -> Plan {
    let names = &header.columns;
    let others = at.clone().then("other_fields");
    let other = |name: &str, problems: &mut Vec<Problem>| match &dataset.other_fields {
        Some(written) => declaration::field(name, written, dataset, &others, problems),
        None => declaration::undeclared(name, dataset),
    };
    // What is wrong with the declaration of all others is said once.
    let mut said = Vec::new();
    let mut fields: Vec<Option<Field>> = names
        .iter()
        .map(|column| {
            let mut met = Vec::new();
            let field = other(&column.name, &mut met);
            if said.is_empty() {
                said = met;
            }
            Some(field)
        })
        .collect();
    problems.append(&mut said);
    let mut joined: Vec<(Field, Vec<usize>)> = Vec::new();
    let mut absent = Vec::new();
    let mut declared: Vec<Option<RegistryPlace>> = vec![None; fields.len()];
    let in_order = in_order(header, dataset, dialect);
    let mut pinned = false;
    for (position, entry) in dataset.fields.iter().enumerate() {
        let place = at.clone().then("fields").then(entry.id.as_str());
        let (name, of) = (entry.id.trim(), entry.value.of.0.as_slice());
        let mut field = declaration::field(name, &entry.value, dataset, &place, problems);
        pinned |= of.is_empty() || entry.value.kind.is_some();
        if of.len() > 1 {
            let places: Vec<Option<usize>> = of.iter().map(|of| header.find(of)).collect();
            if let Some(item) = places.iter().position(Option::is_none) {
                problems.push(missing_column(place.then("of").then(item), &of[item], header, shown, dialect));
                absent.push(field);
                continue;
            }
            let places: Vec<usize> = places.into_iter().flatten().collect();
            field.header = Some(names_together(places.iter().map(|index| names[*index].name.as_str())));
            joined.push((field, places));
            continue;
        }
        let of = of.first().map(String::as_str);
        let found = if in_order {
            (position < fields.len()).then_some(position)
        } else {
            let was = || entry.value.was.iter().find_map(|name| header.find(name));
            header.find(of.unwrap_or(name)).or_else(was)
        };
        match found {
            Some(index) if declared[index].is_some() => {
                let first = declared[index].clone().unwrap_or_else(|| place.clone());
                problems.push(read_twice(place, first, &names[index].name));
            }
            Some(index) => {
                field.header = Some(names[index].name.clone());
                declared[index] = Some(place);
                fields[index] = Some(field);
            }
            None => {
                let wanted = of.unwrap_or(name);
                let at = if of.is_some() { place.then("of") } else { place.key() };
                problems.push(missing_column(at, wanted, header, shown, dialect));
                absent.push(field);
            }
        }
    }
    // A column that others are read from is one of its own only where it is named.
    let parts: BTreeSet<usize> = joined.iter().flat_map(|(_, places)| places).copied().collect();
    for index in parts.iter().filter(|index| declared[**index].is_none()) {
        fields[*index] = None;
    }
    clashes(header, &fields, &declared, problems);
    // Naming a column as that of marks or bounds is declaring it; marks are text.
    let find = |name: &String| header.find(name.trim()).filter(|index| declared[*index].is_none());
    let marks: BTreeSet<usize> = dataset.fields.iter().filter_map(|entry| find(entry.value.flag.as_ref()?)).collect();
    for index in &marks {
        let text = Field {
            kind: ColumnType::String,
            inferred: false,
            ..declaration::undeclared(&names[*index].name, dataset)
        };
        fields[*index] = Some(text);
    }
    let bounds = dataset.fields.iter().filter_map(|entry| entry.value.interval.as_ref());
    let bounds = bounds.flat_map(|of| [&of.low, &of.high, &of.error]).flatten().filter_map(find);
    let told: BTreeSet<usize> = bounds.chain(marks).collect();
    let free = |index: &usize| declared[*index].is_none() && !parts.contains(index);
    let pinned = pinned && dataset.other_fields.is_none();
    let undeclared = (0..fields.len()).filter(|index| pinned && free(index) && !told.contains(index)).collect();
    let nameless = |index: &usize| names[*index].by != By::Cell && free(index);
    let nameless = (0..fields.len()).filter(nameless).collect();
    let (joined_fields, joined): (Vec<Field>, Vec<Vec<usize>>) = joined.into_iter().unzip();
    fields.extend(joined_fields.into_iter().map(Some));
    let mut key = Vec::new();
    let all = fields.iter().enumerate().rev().filter_map(|(at, field)| Some((field.as_ref()?.name.clone(), at)));
    let by_name: HashMap<String, usize> = all.collect();
    let is_absent: HashSet<String> = absent.iter().map(|field| field.name.clone()).collect();
    for (item, name) in dataset.primary_key.iter().enumerate() {
        match by_name.get(name.trim()) {
            Some(index) => key.push(*index),
            None if is_absent.contains(name.trim()) => {}
            None => problems.push(unknown_key(key_place(dataset, at, item), name, header, shown)),
        }
    }
    for index in &key {
        if let Some(field) = &mut fields[*index] {
            field.limits.required = true;
        }
    }
    for (item, name) in dataset.fill_down.iter().flat_map(|names| names.iter()).enumerate() {
        match by_name.get(name.trim()).and_then(|index| fields[*index].as_mut()) {
            Some(field) => field.fill_down = true,
            None if is_absent.contains(name.trim()) => {}
            None => problems.push(unknown_filled(at.clone().then("fill_down").then(item), name, header, shown)),
        }
    }
    let says_filled = dataset.fill_down.is_some();
    let leave_out_repeated = dataset.repeated.as_deref() == Some("leave-out");
    Plan { fields, joined, absent, undeclared, nameless, key, says_filled, leave_out_repeated, at: at.clone() }
}

/// Returns the names of columns as one: `year + week`; of columns without a name `column 1 + 2`.
fn names_together<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    let numbers: Option<Vec<&str>> = names.clone().map(|name| name.strip_prefix("column ")).collect();
    match numbers {
        Some(numbers) => format!("column {}", numbers.join(" + ")),
        None => names.collect::<Vec<_>>().join(" + "),
    }
}

/// Returns whether `fields` name the columns of a file without a header one after the other.
fn in_order(header: &Header, dataset: &Dataset, dialect: &Dialect) -> bool {
    let by_place = |id: &str| header.find(id).is_some();
    dialect.header() == 0
        && dataset.fields.0.len() == header.columns.len()
        && !dataset.fields.iter().any(|entry| !entry.value.of.is_empty() || by_place(&entry.id))
}

/// Pushes the problems of columns that are called as another one is in the file.
fn clashes(header: &Header, fields: &[Option<Field>], declared: &[Option<RegistryPlace>], problems: &mut Vec<Problem>) {
    let undeclared =
        declared.iter().zip(&header.columns).filter(|(place, column)| place.is_none() && column.by == By::Cell);
    let names: HashSet<&str> = undeclared.map(|(_, column)| column.name.as_str()).collect();
    for (index, place) in declared.iter().enumerate() {
        let Some((place, field)) = place.as_ref().zip(fields[index].as_ref()) else { continue };
        if names.contains(field.name.as_str()) {
            problems.push(name_taken(place.clone(), &field.name, &header.columns[index].name));
        }
    }
}

fn key_place(dataset: &Dataset, at: &RegistryPlace, item: usize) -> RegistryPlace {
    let place = at.clone().then("primaryKey");
    if dataset.primary_key.0.len() > 1 { place.then(item) } else { place }
}

/// How many columns are listed.
const LISTED: usize = 12;

/// Builds the problem of a declared column that the file lacks.
pub(super) fn missing_column(
    at: RegistryPlace,
    name: &str,
    header: &Header,
    shown: &Excerpt,
    dialect: &Dialect,
) -> Problem {
    let message = format!("the file `{}` has no column `{name}`", shown.file);
    let problem = Problem::error(&code::data::MISSING_COLUMN, at.into(), message);
    let problem = if dialect.header() == 0 {
        let count = header.columns.len();
        let columns = if count == 1 { "1 column".to_owned() } else { format!("{count} columns") };
        problem.help(format!("say which one it is: `of: column 1`; or name all {columns} of the file, in their order"))
    } else {
        did_you_mean(problem, name, header)
    };
    let said = if dialect.header() == 0 { "the first row of the file" } else { "the columns of the file" };
    problem.also(Place::Line(shown.clone()), said).note("a figure that counts this column would count nothing")
}

/// Builds the problem of a primary key that names no column.
pub(super) fn unknown_key(at: RegistryPlace, name: &str, header: &Header, shown: &Excerpt) -> Problem {
    let message = format!("the primary key names `{name}`, which is not a column of `{}`", shown.file);
    did_you_mean(Problem::error(&code::data::UNKNOWN_KEY_COLUMN, at.into(), message), name, header)
        .note("without its key, a row that appears twice would be counted twice")
}

/// Builds the problem of a column to be filled down that there is not.
pub(super) fn unknown_filled(at: RegistryPlace, name: &str, header: &Header, shown: &Excerpt) -> Problem {
    let message = format!("`fill_down` names `{name}`, which is not a column of `{}`", shown.file);
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
pub(super) fn undeclared(
    sheet: &SourceLines<'_>,
    at: RegistryPlace,
    columns: &[(&str, Option<&str>, &str)],
) -> Problem {
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
