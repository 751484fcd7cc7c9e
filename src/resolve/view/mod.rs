//! `views` understood: tables made of datasets and of each other, in the order in which they need each other.
//!
//! A view becomes a dataset whose table its steps have made, so that whatever takes a dataset takes a view. Its earlier releases are
//! the same steps over what its datasets held on the day of each of theirs.

mod calculated;
mod columns;
mod grouped;
mod lookup;
mod measures;
mod places;
mod problem;
mod stage;
mod steps;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Problems;
use crate::digest::Digest;
use crate::model::{Dataset, Key, Measure, Release, Section, View, released};
use crate::registry;
use crate::table::Table;
use crate::transform::Sheet;

use super::links::{Asked, Scope, Written};
use super::order;
use super::registry_path::RegistryPath;

use stage::Stage;
use tables::{Tables, nothing};

/// How many steps may stand above each other, from the file to the last view.
const MOST_STEPS: usize = 400;

/// Adds the views to the datasets; one with a problem has a table without columns.
pub(super) fn all(
    written: &[Written<'_, registry::View>],
    datasets: &mut Section<Dataset>,
    measures: &Section<Measure>,
    scope: &mut Scope<'_>,
) {
    if written.is_empty() {
        return;
    }
    let own = datasets.len();
    let walk = order::walk(written.len(), |index| {
        let needed = needs(written[index].entry).filter_map(|id| scope.links.find::<Dataset>(id));
        needed.filter_map(|key| key.index().checked_sub(own)).collect()
    });
    order::report_views(&walk, written, scope);
    let mut made = Tables { datasets, views: written.iter().map(|_| None).collect(), measures, links: scope.links };
    let in_circle: BTreeSet<usize> = walk.circles.iter().flatten().copied().collect();
    for index in &walk.order {
        let Written { file, id, entry } = &written[*index];
        let top = RegistryPath::top(file, "views");
        let at = top.key(id.as_str());
        let view = if in_circle.contains(index) { None } else { made.one(entry, id.as_str(), &at, scope) };
        made.views[*index] = Some(view.unwrap_or_else(|| nothing(entry, &at)));
    }
    let views = made.views;
    for (Written { id, .. }, view) in written.iter().zip(views) {
        datasets.add(id.clone(), view.expect("every view was walked to"));
    }
}

/// Returns the ids of the datasets and views that a view names.
fn needs(view: &registry::View) -> impl Iterator<Item = &str> {
    let looked_up = view.transform.iter().filter_map(|step| step.lookup.as_ref()?.dataset.as_deref());
    view.of.as_deref().into_iter().chain(looked_up)
}

/// Makes views of what is made.
impl Tables<'_> {
    fn one(&self, written: &registry::View, id: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Dataset> {
        let of = scope.required(written.of.as_ref(), at, "of").map(ToOwned::to_owned);
        let of = of.and_then(|of| scope.link::<Dataset>(&of, &at.key("of")));
        let looked_up: Vec<Key<Dataset>> =
            needs(written).skip(1).filter_map(|id| scope.links.find::<Dataset>(id)).collect();
        let of = of?;
        if written.transform.is_empty() {
            scope.problems.push(super::problem::missing_key(at.name(), at, "transform"));
            return None;
        }
        let base = self.get(of)?;
        let mut stage = self.run(written, (id, of), None, at, scope)?;
        stage.keep_takings(written, at);
        let mut datasets = BTreeSet::new();
        for key in [of].into_iter().chain(looked_up) {
            match self.get(key).and_then(|dataset| dataset.view.as_ref()) {
                Some(view) => datasets.extend(view.datasets.iter().copied()),
                None => _ = datasets.insert(key),
            }
        }
        if stage.depth() > MOST_STEPS {
            scope.problems.push(problem::too_deep(at, MOST_STEPS));
            return None;
        }
        let (vintage, earlier) = self.releases(written, (id, of), &datasets, at, scope);
        let view =
            View { of, datasets: datasets.into_iter().collect(), steps: stage.words.clone(), takings: stage.takings };
        let table = self.sealed(stage.sheet, written);
        Some(Dataset {
            title: written.title.clone(),
            file: base.file.clone(),
            publisher: base.publisher,
            source: base.source,
            measures: stage.measures,
            headings: stage.headings,
            vintage: vintage.or_else(|| base.vintage.clone()),
            earlier,
            primary_key: stage.key,
            provisional: None,
            codes: BTreeMap::new(),
            totals: stage.totals.iter().filter_map(|totals| totals.of(&table)).collect(),
            breaks: Vec::new(),
            repeated: base.repeated,
            view: Some(view),
            snapshot: None,
            table,
            place: at.registry_place(),
        })
    }

    /// Returns what the steps make.
    fn run(
        &self,
        written: &registry::View,
        (id, of): (&str, Key<Dataset>),
        on: Option<&str>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> Option<Stage> {
        let base = self.get(of)?;
        let mut stage = Stage::of(of, base, self.sheet(of, on)?);
        stage.declare_totals(written, at, scope);
        let list = at.key("transform");
        for (item, step) in written.transform.iter().enumerate() {
            let runner = steps::Runner { made: self, view: written, id, at, on };
            stage = runner.step(stage, step, &list.item(item), scope)?;
            stage.declare_totals(written, at, scope);
        }
        stage.declare(written, at, scope)?;
        Some(stage)
    }

    /// Returns the vintage of the view, which is the latest of its datasets, and the view as it was on the day of each earlier one,
    /// the oldest first. Of what could not be made of them there is no release: the view is made of the current ones, and that is
    /// where problems are told.
    fn releases(
        &self,
        written: &registry::View,
        (id, of): (&str, Key<Dataset>),
        datasets: &BTreeSet<Key<Dataset>>,
        at: &RegistryPath<'_>,
        scope: &mut Scope<'_>,
    ) -> (Option<String>, Vec<Release>) {
        let mut days = BTreeMap::new();
        let current = |key: &Key<Dataset>| self.datasets[*key].vintage.as_deref();
        for key in datasets {
            let dataset = &self.datasets[*key];
            let vintages = dataset.earlier.iter().map(|release| release.vintage.as_str());
            for vintage in vintages.chain(current(key)) {
                days.extend(released(vintage).map(|day| (day.last, vintage)));
            }
        }
        // The last day is that of the current releases.
        let last = days.pop_last().map(|(_, vintage)| vintage.to_owned());
        if datasets.iter().all(|key| self.datasets[*key].earlier.is_empty()) {
            return (last, Vec::new());
        }
        let mut silent = Problems::default();
        let mut releases = Vec::with_capacity(days.len());
        for vintage in days.into_values() {
            let mut aside = Scope {
                links: scope.links,
                language: scope.language,
                project: scope.project,
                bounds: scope.bounds.clone(),
                is_whole: scope.is_whole,
                problems: &mut silent,
                near: Asked::new(0),
            };
            let Some(stage) = self.run(written, (id, of), Some(vintage), at, &mut aside) else { continue };
            let Some(base) = self.get(of) else { continue };
            let table = self.sealed(stage.sheet, written);
            let mut file = base.file.clone();
            if let Some(lineage) = table.lineage.as_ref().filter(|_| table.rows > 0) {
                file = lineage.stands(0).0.clone();
            }
            releases.push(Release { file, vintage: vintage.to_owned(), table });
        }
        (last, releases)
    }

    /// Returns the table that was made, with a digest of all on which it depends.
    fn sealed(&self, sheet: Sheet, written: &registry::View) -> Arc<Table> {
        let Sheet { mut table, lineage } = sheet;
        let mut parts = vec![format!("{written:?}").into_bytes()];
        let needed = needs(written).filter_map(|id| self.links.find::<Dataset>(id));
        parts.extend(needed.filter_map(|key| Some(self.get(key)?.table.made_of.as_bytes().to_vec())));
        lineage.files(&mut |file| parts.push(file.table.made_of.as_bytes().to_vec()));
        let digest = Digest::of_parts(parts.iter().map(Vec::as_slice));
        if let Some(table) = Arc::get_mut(&mut table) {
            (table.made_of, table.digest) = (digest, digest);
        }
        table
    }
}
