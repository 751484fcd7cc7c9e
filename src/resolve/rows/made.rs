//! The entries of rows, made: each filled in with the cells of its row and the ids of the row's other entries.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use crate::diagnostic::Problems;
use crate::language::{Language, Languages};
use crate::load::rows::{NamedCell, Pattern};
use crate::load::{Made, Project, Row};
use crate::number::Number;
use crate::registry::{Entries, Entry, Registry};
use crate::table::{Column, ColumnType};
use crate::text::{Id, Step};
use crate::vocabulary::EntryKind;

use super::entries::{OfRows, Plan};
use super::families::Family;
use super::owners::Name;
use super::problem;

/// Makes all entries of rows, in the place of those that are written; returns whether that could be done.
pub(super) fn all(project: &mut Project, plan: &Plan, problems: &mut Problems) -> bool {
    let mut met = Problems::default();
    for entry in plan.entries.values() {
        cells(entry, &plan.families[entry.family], &mut met);
    }
    let written: Vec<Name> = project.files.iter().flat_map(|file| names(&file.registry)).collect();
    let mut made: HashMap<String, Made> = HashMap::new();
    for (name, entry) in &plan.entries {
        for row in &entry.rows {
            let row = &plan.families[entry.family].rows[row];
            let id = id(name, row);
            let form = if name.0 == EntryKind::Brief { Id::kebab(&id) } else { Id::snake(&id) };
            if form.is_err() {
                met.push(problem::unfit(&entry.pattern.place, &id));
            }
            let before = made.insert(id.clone(), Made { of: name.1.clone(), row: Arc::clone(row) });
            if before.is_some_and(|before| before.of != name.1) {
                met.push(problem::taken(&entry.pattern.place, &id));
            }
        }
    }
    for name in written.iter().filter(|name| made.contains_key(&name.1)) {
        let of = &made[&name.1].of;
        let entry = plan.entries.iter().find(|((kind, id), _)| id == of && kind.shares_names_with(name.0));
        if let Some((_, entry)) = entry {
            met.push(problem::taken(&entry.pattern.place, &name.1));
        }
    }
    if !met.any_errors() {
        let language = language(project);
        for file in &mut project.files {
            let registry = &mut file.registry;
            let making = &mut Making { plan, language, problems: &mut met };
            making.section(EntryKind::Figure, &mut registry.figures);
            making.section(EntryKind::Table, &mut registry.tables);
            making.section(EntryKind::Chart, &mut registry.charts);
            making.section(EntryKind::Claim, &mut registry.claims);
            making.section(EntryKind::Unknown, &mut registry.unknowns);
            making.section(EntryKind::Brief, &mut registry.briefs);
        }
        project.made = made;
    }
    let failed = met.any_errors();
    problems.extend(met);
    !failed
}

/// Returns the id of an entry of a row: that of a brief is its file name.
fn id((kind, id): &Name, row: &Row) -> String {
    if *kind == EntryKind::Brief { format!("{id}-{}", row.id.replace('_', "-")) } else { entry_id(id, &row.id) }
}

/// Returns the id of an entry other than a brief that is made for a row.
pub(crate) fn entry_id(id: &str, row: &str) -> String {
    format!("{id}__{row}")
}

fn names(registry: &Registry) -> impl Iterator<Item = Name> {
    registry.ids().into_iter().filter_map(|(section, id)| Some((EntryKind::of_section(section)?, id.to_owned())))
}

/// Reports cells that cannot be filled in.
fn cells(entry: &OfRows, family: &Family, problems: &mut Problems) {
    for cell in entry.pattern.cells() {
        let NamedCell { column, place, .. } = &cell;
        let Some(at) = family.table.column(column) else { continue };
        let cells = &family.table.columns[at];
        if !cell.alone && !is_quantity(cell) && cells.kind != ColumnType::String {
            problems.push(problem::number_in_text(place, column));
            continue;
        }
        let line = |row: u32| {
            let (file, line) = family.table.stands(&family.file, row as usize, at);
            format!("{file}:{line}")
        };
        let unfit = |row: &&u32| {
            let words = words(cells, **row as usize);
            words.trim().is_empty() || ["{{", "}}", "{%", "%}", "{#", "#}"].iter().any(|mark| words.contains(mark))
        };
        let lines: Vec<String> = entry.rows.iter().filter(unfit).map(|row| line(*row)).collect();
        if !lines.is_empty() {
            problems.push(problem::unfit_cell(place, column, &lines));
        }
    }
}

/// Returns whether a cell stands in a quantity: that is held against the number of a test, and told with as many decimals.
fn is_quantity(cell: &NamedCell) -> bool {
    cell.place.steps.last() == Some(&Step::from("quantity"))
}

/// Returns a cell as it is filled in.
fn words(column: &Column, row: usize) -> String {
    column.encoded(row).map_or_else(String::new, |encoded| column.format(encoded).into_owned())
}

/// Returns the language in which quantities are read: a point in one is a comma in another, and 1.234 a thousand times as much.
fn language(project: &Project) -> Language {
    let tag = || project.files.iter().find_map(|file| file.registry.publication.as_ref()?.language.as_deref());
    let alone = || tag().and_then(|tag| Language::parse(tag).ok()).unwrap_or_default();
    project.languages.as_ref().map_or_else(alone, Languages::own)
}

/// Returns a number as the language writes it, with all its decimals: with a zero behind three, which could be a thousand.
fn in_words(number: Number, language: Language) -> String {
    let decimals = number.decimals();
    language.number(number, if decimals == 3 { 4 } else { decimals })
}

struct Making<'p> {
    plan: &'p Plan,
    language: Language,
    problems: &'p mut Problems,
}

impl Making<'_> {
    /// Makes the entries of rows in a section, each in the place of the one that is written, in the order of the rows.
    fn section<T: DeserializeOwned + Send>(&mut self, kind: EntryKind, entries: &mut Entries<T>) {
        let written = std::mem::take(&mut entries.0);
        for entry in written {
            let name = (kind, entry.id);
            match self.plan.entries.get(&name) {
                None => entries.0.push(Entry { id: name.1, value: entry.value }),
                Some(of_rows) => self.rows(&name, of_rows, entries),
            }
        }
    }

    fn rows<T: DeserializeOwned + Send>(&mut self, name: &Name, of_rows: &OfRows, entries: &mut Entries<T>) {
        let OfRows { pattern, family, rows } = of_rows;
        let language = self.language;
        let family = &self.plan.families[*family];
        let columns: BTreeMap<String, &Column> = pattern
            .cells()
            .filter_map(|cell| Some((&family.table.columns[family.table.column(&cell.column)?], cell.column.clone())))
            .map(|(column, name)| (name, column))
            .collect();
        let rows: Vec<u32> = rows.iter().copied().collect();
        let made: Vec<_> = rows
            .par_iter()
            .map(|row| {
                let cell = |cell: &NamedCell| {
                    let Some(column) = columns.get(&cell.column) else { return String::new() };
                    let told = column.number(*row as usize).filter(|_| is_quantity(cell));
                    let told = told.map(|number| in_words(number.rounded(column.printed_decimals()), language));
                    told.unwrap_or_else(|| words(column, *row as usize))
                };
                let entry = |kind: EntryKind, id: &str| self.entry(kind, id, *row);
                let value = pattern.filled::<T>(&cell, &entry)?;
                Ok(Entry { id: id(name, &family.rows[row]), value })
            })
            .collect();
        for made in made {
            match made {
                Ok(entry) => entries.0.push(entry),
                Err(why) => {
                    self.problems.push(unreadable(pattern, &why));
                    return;
                }
            }
        }
    }

    /// Returns the id that an entry of the same row has; none where it is not made for it.
    fn entry(&self, kind: EntryKind, id: &str, row: u32) -> Option<String> {
        let named = |kind: EntryKind| self.plan.entries.get(&(kind, id.to_owned()));
        match named(kind) {
            None => Some(id.to_owned()),
            Some(of_rows) if of_rows.rows.contains(&row) => {
                Some(entry_id(id, &self.plan.families[of_rows.family].rows.get(&row)?.id))
            }
            Some(_) => None,
        }
    }
}

fn unreadable(pattern: &Pattern, why: &crate::load::rows::Unreadable) -> crate::diagnostic::Problem {
    problem::unreadable(&pattern.place, &why.0)
}
