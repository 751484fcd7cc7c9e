//! A brief rests on data that do not say which release they are.
#![doc = include_str!("../pages/no-data-date.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Dataset, Key};
use crate::render::Page;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::{BriefView, Mark};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::NO_DATA_DATE, level: Level::Warning, check: Check::Page(check) };

fn check(context: &Context<'_>, document: &BriefView, page: &Page, found: &mut Problems) {
    let datasets = &context.model.datasets;
    if datasets.iter().all(|(_, _, dataset)| dataset.vintage.is_some()) {
        return;
    }
    let mut undated: Vec<Key<Dataset>> = Vec::new();
    for dataset in leaned_on(context, document, page) {
        if datasets[dataset].vintage.is_none() && !undated.contains(&dataset) {
            undated.push(dataset);
        }
    }
    for dataset in undated {
        let (id, data) = (document.id.as_str(), datasets.id(dataset));
        found.push(
            RULE.problem(
                datasets[dataset].place.clone(),
                format!("brief `{id}` rests on `{data}`, which names no release"),
            )
            .note("data are revised; without its date nobody can tell which numbers were read")
            .help("give the dataset its `vintage`: the day it was released, or its latest month"),
        );
    }
}

/// Returns the datasets of a brief's tests and tables, and of the figures that its page prints.
fn leaned_on(context: &Context<'_>, document: &BriefView, page: &Page) -> Vec<Key<Dataset>> {
    let figures = page.marks.iter().filter_map(|used| match used.mark {
        Mark::Figure(figure) => context.evaluation.figure(figure),
        _ => None,
    });
    let printed = figures.flat_map(|outcome| outcome.trace.datasets(&context.evaluation.figures));
    context.composer().datasets(&context.model.briefs[document.brief]).into_iter().chain(printed).collect()
}
