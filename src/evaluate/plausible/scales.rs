//! Files that count in thousands or millions, and a registry that does not say so.
//!
//! What says so is a header (`Immigration (000s)`), a line above it (`Thousands; not seasonally adjusted`), or a column that
//! tells it of each row, as SDMX and Statistics Canada do (`SCALAR_FACTOR`, `UNIT_MULT`).

use std::collections::BTreeMap;

use crate::language::headings;
use crate::model::{Dataset, Key, Measure, Model};
use crate::number::Number;
use crate::table::{Column, Table};
use crate::vocabulary::Counts;

use super::super::tables::Tables;
use super::{Does, Findings, Says, Taking, power, problem};

/// Adds that the amounts taken are in thousands or millions of which the registry says nothing.
pub(super) fn check<'m>(tables: &Tables<'m>, taking: &Taking<'m>, found: &mut Findings) {
    if let Does::Aggregates(..) = taking.does {
        for (index, measure) in taking.amounts(tables) {
            one(tables, taking, index, measure, found);
        }
    }
}

/// Returns whether it is to be asked in what a column counts.
pub(super) fn asks<'m>(tables: &Tables<'m>, taking: &Taking<'m>, index: usize, measure: Option<Key<Measure>>) -> bool {
    let mut found = Findings::default();
    one(tables, taking, index, measure, &mut found);
    !found.order.is_empty()
}

fn one<'m>(
    tables: &Tables<'m>,
    taking: &Taking<'m>,
    index: usize,
    measure: Option<Key<Measure>>,
    found: &mut Findings,
) -> Option<()> {
    let model = tables.model;
    let (dataset, at, column) = taking.column(tables, index)?;
    if !column.kind.is_numeric() || is_told(model, measure) {
        return None;
    }
    let table = &*tables.dataset(dataset).table;
    let of_rows = of_rows(table);
    // The cells of a made column stand in columns of files, and it is there that a header says something of them.
    let origins: Vec<((Key<Dataset>, usize), &Table)> = match &table.lineage {
        None => vec![((dataset, at), table)],
        Some(lineage) => {
            let files = lineage.columns(at).into_iter();
            files.map(|(file, column)| ((Key::new(file.dataset), column), &*file.table)).collect()
        }
    };
    let said = origins.iter().find_map(|(at, table)| {
        let column = table.columns.get(at.1)?;
        Some((*at, column, unsaid(table, column)?))
    });
    if of_rows.is_empty() && said.is_none() {
        return None;
    }
    let (frame, rows) = taking.rows(tables)?;
    let reader = frame.reader(index);
    let first = rows.iter().copied().find_map(|row| Some((row, reader.get(row as usize)?)));
    let (row, value) = first?;
    let met = problem::Met { taking, frame: &frame, column, index, row, value, more: 0 };
    if let Some((at, column, (says, zeros))) = said {
        let met = if column.scale() == met.column.scale() { problem::Met { column, ..met } } else { met };
        found.add(at, ("scale", 0), || problem::of_scale(model, &met, &says, zeros, measure));
        return Some(());
    }
    // A joined dataset has rows of its own.
    if dataset != taking.of {
        return None;
    }
    for (scale, zeros_of) in of_rows {
        let of_row = |row: &u32| Some((*zeros_of.get(&scale.encoded(*row as usize)?)?, *row));
        let mut by_zeros: BTreeMap<u32, u32> = BTreeMap::new();
        for (zeros, row) in rows.iter().filter_map(of_row) {
            by_zeros.entry(zeros).or_insert(row);
        }
        let declared = taking.column_of_file(tables, index).and_then(|(_, _, column)| column.form.multiplier);
        match (by_zeros.first_key_value(), by_zeros.last_key_value()) {
            (Some((least, other)), Some((most, row))) if least != most => {
                let rows = [*other, *row];
                found.add((dataset, at), ("scales", 0), || problem::of_scales(&met, scale, rows));
            }
            (Some((0, _)), _) => {}
            (Some((zeros, row)), _) if power(*zeros) != Some(declared.unwrap_or(Number::ONE)) => {
                let Some(value) = reader.get(*row as usize) else { continue };
                let met = problem::Met { row: *row, value, ..met };
                let says = Says::Column(scale.name.clone(), scale.written(*row as usize).into_owned());
                found.add((dataset, at), ("scale", 0), || problem::of_scale(model, &met, &says, *zeros, measure));
            }
            _ => {}
        }
    }
    Some(())
}

/// Returns whether a measure itself says in what it counts, or counts what is in no thousands.
fn is_told(model: &Model, measure: Option<Key<Measure>>) -> bool {
    let Some(measure) = measure.map(|measure| &model.measures[measure]) else { return false };
    let said = [Some(measure.label.as_str()), measure.unit.as_deref()];
    matches!(measure.counts, Counts::Share | Counts::Rate)
        || said.into_iter().flatten().any(|words| headings::scale(words).is_some())
}

/// Returns what a header or a line above it says of a scale of which the registry says nothing, with its zeros.
fn unsaid(table: &Table, column: &Column) -> Option<(Says, u32)> {
    if column.form.multiplier.is_some() {
        return None;
    }
    if let Some(scale) = headings::scale(column.in_file()) {
        return Some((Says::Header(scale.words), scale.zeros));
    }
    let above = table.above.as_ref()?;
    Some((Says::Above(above.line, above.words.clone()), above.zeros))
}

/// Returns the columns that say of each row in what it counts, with the zeros that their values stand for.
fn of_rows(table: &Table) -> Vec<(&Column, BTreeMap<i64, u32>)> {
    let mut found = Vec::new();
    for column in &table.columns {
        let name = column.name.to_lowercase();
        let exponent = name.contains("unit_mult") || name.contains("unit mult");
        let factor = exponent
            || ["scalar", "scale", "multiplier", "factor", "unit", "uom", "einheit", "unidad", "unité"]
                .iter()
                .any(|word| name.contains(word));
        if !factor {
            continue;
        }
        let zeros = if column.kind.is_numeric() {
            if !exponent {
                continue;
            }
            let values = column.values().collect::<std::collections::BTreeSet<i64>>();
            if column.scale() > 0 || values.iter().any(|value| !(0..=12).contains(value)) {
                continue;
            }
            values.into_iter().filter_map(|value| Some((value, u32::try_from(value).ok()?))).collect()
        } else {
            let named = |word: &str| {
                if exponent { word.trim().parse().ok() } else { headings::scale(word).map(|scale| scale.zeros) }
            };
            (0..)
                .zip(column.words())
                .map(|(code, word)| (code, named(word).unwrap_or(0)))
                .collect::<BTreeMap<i64, u32>>()
        };
        if zeros.values().any(|zeros| *zeros > 0) {
            found.push((column, zeros));
        }
    }
    found
}
