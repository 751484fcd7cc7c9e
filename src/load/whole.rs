//! Counts whose file writes them with a point and zeros (`7.0`), as programs do that know no gap among whole numbers: they
//! are whole, and are printed so.

use std::collections::HashMap;

use crate::registry::{Dataset, Field, Registry};
use crate::table::{Cells, ColumnType, Table};
use crate::vocabulary::Counts;

/// Makes the columns of a table whole that count something and hold no fraction; a type that nobody declared becomes whole
/// too. Amounts, shares and rates keep their decimals, which say how exactly they are known.
pub(super) fn make(table: &mut Table, dataset: &Dataset, registries: &[&Registry]) {
    let fields: HashMap<&str, &Field> =
        dataset.fields.iter().rev().map(|entry| (entry.id.trim(), &entry.value)).collect();
    let mut counts_of: HashMap<&str, Option<&str>> = HashMap::new();
    for column in &mut table.columns {
        let field = fields.get(column.name.as_str());
        let measure = field.and_then(|field| field.measure.as_ref()).or(dataset.measure.as_ref());
        let counts = measure.and_then(|id| {
            *counts_of.entry(id).or_insert_with(|| {
                let measures = registries.iter().flat_map(|registry| registry.measures.iter());
                measures.filter(|entry| entry.id == *id).find_map(|entry| entry.value.counts.as_deref())
            })
        });
        let Some(counts) = counts.map(Counts::parse) else { continue };
        let Cells::Values { values, scale } = &mut column.cells else { continue };
        if column.kind != ColumnType::Number || *scale == 0 || !counts.is_whole() {
            continue;
        }
        let unit = 10_i64.pow(*scale);
        let filled = |value: &&mut i64| **value != Cells::MISSING;
        if values.iter().any(|value| *value != Cells::MISSING && value % unit != 0) {
            continue;
        }
        values.iter_mut().filter(filled).for_each(|value| *value /= unit);
        *scale = 0;
        if field.is_none_or(|field| field.kind.is_none()) {
            column.kind = ColumnType::Integer;
        }
    }
}
