//! Which columns are read, and how: the header and the declaration brought together.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Problem;
use crate::registry::Dataset;
use crate::text::{Place, RegistryPlace};

use super::dialect::Dialect;
use super::field::Field;
use super::header::{By, Header};
use super::{declared, plan_problem as wrong};

/// The columns of a file, as they are to be read.
#[derive(Debug)]
pub(super) struct Plan {
    /// One per cell of the header; none for a column that cannot be used.
    pub(super) fields: Vec<Option<Field>>,
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
    /// Returns whether the type of any column is left to its cells.
    pub(super) fn is_inferred(&self) -> bool {
        self.fields.iter().flatten().any(|field| field.inferred)
    }
}

/// Returns the plan for a file with these columns.
pub(super) fn of(
    header: &Header,
    dataset: &Dataset,
    at: &RegistryPlace,
    shown: &Place,
    dialect: &Dialect,
    problems: &mut Vec<Problem>,
) -> Plan {
    let names = &header.columns;
    let mut fields: Vec<Option<Field>> =
        names.iter().map(|column| Some(declared::undeclared(&column.name, dataset))).collect();
    let mut absent = Vec::new();
    let mut declared: Vec<Option<RegistryPlace>> = vec![None; fields.len()];
    let in_order = in_order(header, dataset, dialect);
    let mut pinned = false;
    for (position, entry) in dataset.fields.iter().enumerate() {
        let place = at.clone().then("fields").then(entry.id.as_str());
        let (name, of) = (entry.id.trim(), entry.value.of.as_deref());
        let mut field = declared::field(name, &entry.value, dataset, &place, problems);
        pinned |= of.is_none() || entry.value.kind.is_some();
        let found =
            if in_order { (position < fields.len()).then_some(position) } else { header.find(of.unwrap_or(name)) };
        match found {
            Some(index) if declared[index].is_some() => {
                let first = declared[index].clone().unwrap_or_else(|| place.clone());
                problems.push(wrong::read_twice(place, first, &names[index].name));
            }
            Some(index) => {
                field.header = Some(names[index].name.clone());
                declared[index] = Some(place);
                fields[index] = Some(field);
            }
            None => {
                let wanted = of.unwrap_or(name);
                let at = if of.is_some() { place.then("of") } else { place.key() };
                problems.push(wrong::missing_column(at, wanted, header, shown, dialect));
                absent.push(field);
            }
        }
    }
    clashes(header, &fields, &declared, problems);
    let undeclared = (0..fields.len()).filter(|index| pinned && declared[*index].is_none()).collect();
    let mut key = Vec::new();
    let all = fields.iter().enumerate().rev().filter_map(|(at, field)| Some((field.as_ref()?.name.clone(), at)));
    let by_name: HashMap<String, usize> = all.collect();
    let is_absent: HashSet<String> = absent.iter().map(|field| field.name.clone()).collect();
    for (item, name) in dataset.primary_key.iter().enumerate() {
        match by_name.get(name.trim()) {
            Some(index) => key.push(*index),
            None if is_absent.contains(name.trim()) => {}
            None => problems.push(wrong::unknown_key(key_place(dataset, at, item), name, header, shown)),
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
            None => problems.push(wrong::unknown_filled(at.clone().then("fill_down").then(item), name, header, shown)),
        }
    }
    let says_filled = dataset.fill_down.is_some();
    let leave_out_repeated = dataset.repeated.as_deref() == Some("leave-out");
    let nameless = |index: &usize| names[*index].by != By::Cell && declared[*index].is_none();
    let nameless = (0..fields.len()).filter(nameless).collect();
    Plan { fields, absent, undeclared, nameless, key, says_filled, leave_out_repeated, at: at.clone() }
}

/// Returns whether `fields` name the columns of a file without a header one after the other.
fn in_order(header: &Header, dataset: &Dataset, dialect: &Dialect) -> bool {
    let by_place = |id: &str| header.find(id).is_some();
    dialect.header() == 0
        && dataset.fields.0.len() == header.columns.len()
        && !dataset.fields.iter().any(|entry| entry.value.of.is_some() || by_place(&entry.id))
}

/// Pushes the problems of columns that are called as another one is in the file.
fn clashes(header: &Header, fields: &[Option<Field>], declared: &[Option<RegistryPlace>], problems: &mut Vec<Problem>) {
    let undeclared =
        declared.iter().zip(&header.columns).filter(|(place, column)| place.is_none() && column.by == By::Cell);
    let names: HashSet<&str> = undeclared.map(|(_, column)| column.name.as_str()).collect();
    for (index, place) in declared.iter().enumerate() {
        let Some((place, field)) = place.as_ref().zip(fields[index].as_ref()) else { continue };
        if names.contains(field.name.as_str()) {
            problems.push(wrong::name_taken(place.clone(), &field.name, &header.columns[index].name));
        }
    }
}

fn key_place(dataset: &Dataset, at: &RegistryPlace, item: usize) -> RegistryPlace {
    let place = at.clone().then("primaryKey");
    if dataset.primary_key.0.len() > 1 { place.then(item) } else { place }
}
