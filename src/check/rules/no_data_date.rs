//! A brief rests on data that do not say which release they are.
#![doc = include_str!("no-data-date.md")]

use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::compose::Document;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Level, TableOf};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::NO_DATA_DATE, level: Level::Warning, look: Look::Brief(check) };

fn check(scene: &Scene<'_>, document: &Document, found: &mut Problems) {
    let (model, composer) = (scene.model, scene.composer());
    let brief = &model.briefs[document.brief];
    let tested = brief.claims.iter().flat_map(|claim| composer.datasets_of(*claim));
    let shown = brief.tables.iter().filter_map(|table| match &model.tables[*table].of {
        TableOf::Rows { of, .. } => Some(*of),
        TableOf::Figures(_) => None,
    });
    let mut seen = Vec::new();
    for dataset in tested.chain(shown) {
        if seen.contains(&dataset) || model.datasets[dataset].vintage.is_some() {
            continue;
        }
        seen.push(dataset);
        let (id, data) = (document.id.as_str(), model.datasets.id(dataset));
        found.push(
            RULE.problem(model.datasets[dataset].place.clone(), format!("brief `{id}` rests on `{data}`, which names no release"))
                .note("data are revised; without its date nobody can tell which numbers were read")
                .help("give the dataset its `vintage`: the day it was released, or its latest month"),
        );
    }
}
