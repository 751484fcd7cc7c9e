//! The datasets under a brief: other releases, corrections, other columns.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::edition::{Cell, Change, Changes, Dataset};
use crate::model::Model;

/// What became of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatasetChangeKind {
    /// The brief did not rest on it.
    New,
    /// The brief no longer rests on it.
    Gone,
    /// Its vintage is another.
    Release,
    /// Its file is another, its vintage is not.
    Correction,
    /// Another file was read in its place, to see what would be.
    WhatIf,
    /// Its file is the same, and is read in another way.
    Schema,
}

/// A dataset that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatasetChange {
    /// The dataset.
    pub id: String,
    /// What became of it.
    pub kind: DatasetChangeKind,
    /// What it was.
    pub old: Option<Dataset>,
    /// What it is.
    pub new: Option<Dataset>,
    /// The columns that came or went, each with its type.
    pub fields: Fields,
    /// How many cells behind printed numbers hold something else than they did.
    pub revised_cells: usize,
    /// The numbers and tables of which cells changed within the release, where it is not remembered which.
    pub changed_behind: Vec<String>,
    /// Whether cells were revised and the release that is compared with is not kept under `earlier`.
    pub earlier_not_kept: bool,
}

/// Columns that came or went; one whose type is another does both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fields {
    /// Those that came.
    pub added: Vec<String>,
    /// Those that went.
    pub removed: Vec<String>,
}

/// Returns the datasets that differ; in place of those in `what_if` another file was read.
pub(super) fn datasets(changes: &Changes, model: &Model, what_if: &BTreeSet<String>) -> Vec<DatasetChange> {
    changes.datasets.iter().map(|change| dataset(change, changes, model, what_if)).collect()
}

fn dataset(change: &Change<Dataset>, changes: &Changes, model: &Model, what_if: &BTreeSet<String>) -> DatasetChange {
    let kind = match (&change.old, &change.new) {
        (None, _) => DatasetChangeKind::New,
        (_, None) => DatasetChangeKind::Gone,
        _ if what_if.contains(&change.id) => DatasetChangeKind::WhatIf,
        (Some(old), Some(new)) if old.vintage != new.vintage => DatasetChangeKind::Release,
        (Some(old), Some(new)) if old.sha256 == new.sha256 => DatasetChangeKind::Schema,
        _ => DatasetChangeKind::Correction,
    };
    let cells = changes.cells.iter().filter(|cell| cell.both().is_some() && is_of(cell, &change.id));
    let revised_cells = cells.count();
    DatasetChange {
        id: change.id.clone(),
        kind,
        fields: change.both().map(|(old, new)| Fields::between(&old.fields, &new.fields)).unwrap_or_default(),
        revised_cells,
        changed_behind: changes.extents_in(&change.id).map(|extent| extent.id.clone()).collect(),
        earlier_not_kept: kind == DatasetChangeKind::Release && revised_cells > 0 && !keeps(change, model),
        old: change.old.clone(),
        new: change.new.clone(),
    }
}

fn is_of(cell: &Change<Cell>, dataset: &str) -> bool {
    cell.id.split_once('/').is_some_and(|(id, _)| id == dataset)
}

/// Returns whether a dataset keeps the release that it was.
fn keeps(change: &Change<Dataset>, model: &Model) -> bool {
    let was = change.old.as_ref().and_then(|old| old.vintage.as_ref());
    let dataset = model.datasets.find(&change.id).map(|key| &model.datasets[key]);
    dataset.zip(was).is_some_and(|(dataset, was)| dataset.earlier.iter().any(|release| release.vintage == *was))
}

impl Fields {
    fn between(old: &str, new: &str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.split(", ").collect(), new.split(", ").collect());
        let without = |fields: &[&str], others: &[&str]| {
            fields.iter().filter(|field| !others.contains(field)).map(|field| (*field).to_owned()).collect()
        };
        Self { added: without(&new, &old), removed: without(&old, &new) }
    }
}
