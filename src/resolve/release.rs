//! The releases of a dataset: their order, and whether each has the columns that figures use.

use std::collections::BTreeSet;

use crate::model::{Dataset, Key, Registered, Release, released};
use crate::number::Period;
use crate::registry;

use super::at::At;
use super::dataset_problem as wrong;
use super::link::{Scope, Written};

/// Returns the releases, the oldest first; problems where their vintages give no order.
pub(super) fn in_order(
    current: Option<&str>,
    releases: Vec<(usize, Release)>,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Vec<Release> {
    let list = at.key("earlier");
    let now = current.and_then(released);
    if !releases.is_empty() && now.is_none() {
        scope.problems.push(wrong::no_vintage(at, current));
    }
    let mut dated = Vec::new();
    for (item, release) in releases {
        let here = list.item(item);
        let here = here.key("vintage");
        match released(&release.vintage) {
            None => scope.problems.push(wrong::undated_vintage(&here, &release.vintage)),
            Some(day) if now.as_ref().is_some_and(|now| day.last >= now.last) => {
                scope.problems.push(wrong::not_earlier(&here, &release.vintage, current.unwrap_or_default()));
            }
            Some(day) if dated.iter().any(|(other, _): &(Period, Release)| other.last == day.last) => {
                scope.problems.push(wrong::same_vintage(&here, &release.vintage));
            }
            Some(day) => dated.push((day, release)),
        }
    }
    dated.sort_by_key(|(day, _)| day.last);
    dated.into_iter().map(|(_, release)| release).collect()
}

/// Checks that every earlier release has the columns used, of the same type.
pub(super) fn check_columns(
    used: &BTreeSet<(Key<Dataset>, usize)>,
    datasets: &Registered<Dataset>,
    written: &[Written<'_, registry::Dataset>],
    scope: &mut Scope<'_>,
) {
    for (key, index) in used {
        let dataset = &datasets[*key];
        let Some(column) = dataset.table.columns.get(*index) else { continue };
        let entry = &written[key.index()];
        let top = At::top(entry.file, "datasets");
        let top = top.key(entry.id.as_str());
        let list = top.key("earlier");
        for release in &dataset.earlier {
            let same = release.table.columns.iter().find(|other| other.name == column.name);
            if same.is_some_and(|other| other.kind == column.kind) || release.table.columns.is_empty() {
                continue;
            }
            let item =
                entry.entry.earlier.iter().position(|other| other.file.as_deref() == Some(release.file.as_str()));
            let here = list.item(item.unwrap_or(0));
            scope.problems.push(wrong::release_differs(&here, &release.vintage, column, same));
        }
    }
}
