//! The labels of a column told apart in a chart: a series for each.

use std::collections::HashMap;

use crate::model::Category;

use crate::view::drawn::{ChartCell, ChartRow};
use crate::view::table::Cell;

/// The labels that a chart tells apart.
#[derive(Debug, Clone)]
pub struct Categories {
    /// The labels that are drawn, in the order in which the rows have them.
    pub names: Vec<String>,
    /// How many labels there are.
    pub count: usize,
    /// Of two rows at one place of one series, the place and the label.
    pub doubled: Option<(String, String)>,
    /// The labels in the encoding of their column.
    pub(super) values: Vec<Option<i64>>,
}

/// So many labels are drawn at the most; of more it is only known how many there are.
const DRAWN: usize = Category::Facet.most();

impl Categories {
    /// Returns the labels behind the axis of these rows, and what is drawn at each place of the axis: a cell for each label.
    pub(super) fn of(
        cells: Vec<Vec<Cell>>,
        drawn: impl Fn(Vec<Cell>) -> Option<ChartRow>,
    ) -> (Option<Self>, Vec<ChartRow>) {
        let mut found = Self { names: Vec::new(), count: 0, doubled: None, values: Vec::new() };
        let (mut labels, mut places) = (HashMap::new(), HashMap::new());
        let mut rows: Vec<ChartRow> = Vec::new();
        for mut row in cells {
            if row.len() < 2 {
                continue;
            }
            let label = row.remove(1);
            let nth = *labels.entry(label.words.clone()).or_insert_with(|| {
                if found.names.len() < DRAWN {
                    found.names.push(label.words);
                    found.values.push(label.at);
                }
                found.count += 1;
                found.count - 1
            });
            let Some(row) = drawn(row).filter(|_| nth < DRAWN) else { continue };
            let place = *places.entry((row.at, row.label.clone())).or_insert(rows.len());
            if place == rows.len() {
                rows.push(ChartRow { cells: Vec::new(), ..row.clone() });
            }
            let there = &mut rows[place];
            if nth >= there.cells.len() {
                there.cells.resize_with(nth + 1, ChartCell::nothing);
            }
            if there.cells[nth].is_nothing() {
                there.cells[nth] = row.cells.into_iter().next().unwrap_or_else(ChartCell::nothing);
            } else {
                found.doubled.get_or_insert_with(|| (row.label, found.names[nth].clone()));
            }
            let new: Vec<usize> = row.tested.into_iter().filter(|reading| !there.tested.contains(reading)).collect();
            there.tested.extend(new);
        }
        for row in &mut rows {
            row.cells.resize_with(found.names.len(), ChartCell::nothing);
        }
        (Some(found), rows)
    }
}
