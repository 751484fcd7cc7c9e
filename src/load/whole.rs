//! Counts whose file writes them with a point and zeros (`7.0`), as programs do that know no gap among whole numbers: they
//! are whole, and are printed so.

use crate::model::{Cells, ColumnType, Counts, Table};
use crate::registry::{Dataset, Registry};

/// Makes the columns of a table whole that count something and hold no fraction; a type that nobody declared becomes whole
/// too. Amounts, shares and rates keep their decimals, which say how exactly they are known.
pub(super) fn make(table: &mut Table, dataset: &Dataset, registries: &[&Registry]) {
    for column in &mut table.columns {
        let field = dataset.fields.iter().find(|entry| entry.id.trim() == column.name).map(|entry| &entry.value);
        let measure = field.and_then(|field| field.measure.as_ref()).or(dataset.measure.as_ref());
        let counts = measure.and_then(|id| {
            let measures = registries.iter().flat_map(|registry| registry.measures.iter());
            measures.filter(|entry| entry.id == *id).find_map(|entry| entry.value.counts.as_deref())
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
