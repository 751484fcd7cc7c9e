//! What views are made of: the datasets, and the views as far as they are made, as they stand or stood on a day.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Dataset, Key, Measure, Release, Section, released};
use crate::registry;
use crate::resolve::links::Links;
use crate::resolve::registry_path::RegistryPath;
use crate::transform::Sheet;
use crate::world::ProjectPath;

/// Returns a view of which nothing is known.
pub(super) fn nothing(written: &registry::View, at: &RegistryPath<'_>) -> Dataset {
    Dataset {
        title: written.title.clone(),
        file: ProjectPath::fixed("data"),
        publisher: None,
        source: None,
        measures: Vec::new(),
        headings: Vec::new(),
        vintage: None,
        earlier: Vec::new(),
        primary_key: Vec::new(),
        provisional: None,
        codes: BTreeMap::new(),
        totals: Vec::new(),
        breaks: Vec::new(),
        repeated: None,
        view: None,
        snapshot: None,
        table: Arc::default(),
        place: at.registry_place(),
    }
}

/// The datasets, and the views as far as they are made.
pub(super) struct Tables<'m> {
    pub(super) datasets: &'m Section<Dataset>,
    pub(super) views: Vec<Option<Dataset>>,
    pub(super) measures: &'m Section<Measure>,
    pub(super) links: &'m Links<'m>,
}

impl Tables<'_> {
    /// Returns a dataset or a view; none where that has had a problem.
    pub(super) fn get(&self, key: Key<Dataset>) -> Option<&Dataset> {
        let found = match key.index().checked_sub(self.datasets.len()) {
            None => Some(&self.datasets[key]),
            Some(view) => self.views.get(view)?.as_ref(),
        };
        found.filter(|dataset| !dataset.table.columns.is_empty())
    }

    /// Returns the table of a dataset or view as it stood on a day; its current one without a day.
    pub(super) fn sheet(&self, key: Key<Dataset>, on: Option<&str>) -> Option<Sheet> {
        let dataset = self.get(key)?;
        let of = |release: Option<usize>| {
            let (file, table) = match release {
                None => (&dataset.file, &dataset.table),
                Some(at) => (&dataset.earlier[at].file, &dataset.earlier[at].table),
            };
            match &table.lineage {
                Some(lineage) => Sheet { table: table.clone(), lineage: lineage.clone() },
                None => Sheet::of_file(key.index(), release, file, table),
            }
        };
        let Some(day) = on.and_then(released) else { return Some(of(None)) };
        if dataset.vintage.as_deref().and_then(released).is_some_and(|own| own.last <= day.last) {
            return Some(of(None));
        }
        // The oldest stands for whatever came before it; of what has no releases there is but one.
        let before = |release: &Release| released(&release.vintage).is_some_and(|own| own.last <= day.last);
        let found = dataset.earlier.iter().rposition(before);
        Some(of(found.or((!dataset.earlier.is_empty()).then_some(0))))
    }
}
