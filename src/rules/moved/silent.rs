//! Datasets whose cells changed while their vintage did not.
//!
//! Only what a brief rests on counts: a remembered cell that holds another value; of more cells than are remembered one by one,
//! that some of them do; and a number that moved. Line endings, the order of rows, and rows that no number comes from are no correction.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::code::edition as code;
use crate::diagnostic::{Problem, Problems};
use crate::edition::{Changes, Editions};
use crate::model::{Dataset, Key};

use crate::rules::moved::{Context, changed, dataset, few, from_to};

/// What changed in a dataset, over all briefs.
#[derive(Default)]
struct Found {
    /// Cells that hold another value.
    cells: BTreeSet<String>,
    /// Numbers made from it that are others.
    numbers: BTreeSet<String>,
    /// Numbers of which some cells hold another value, and it is not remembered which.
    among: BTreeSet<String>,
}

/// Reports each dataset that changed under its vintage.
pub(super) fn check(context: &Context<'_>, editions: &Editions, found: &mut Problems) {
    let mut all: BTreeMap<Key<Dataset>, Found> = BTreeMap::new();
    for brief in changed(editions) {
        for id in brief.changes.of_same_release() {
            let Some(key) = dataset(context.model, id) else { continue };
            let of = all.entry(key).or_default();
            let cells = brief.changes.cells_in(id).into_iter();
            let both = cells.filter_map(|change| change.both().map(|(old, new)| (&change.id, old, new)));
            of.cells.extend(both.map(|(id, old, new)| told(id, &old.0, &new.0)));
            of.numbers.extend(numbers(context, brief.changes, key));
            of.among.extend(brief.changes.extents_in(id).filter_map(|change| {
                let (old, _) = change.both()?;
                Some(format!("`{}`: one or more of the {} cells it rests on", change.id, old.cells))
            }));
        }
    }
    let changed = all
        .into_iter()
        .filter(|(_, found)| !(found.cells.is_empty() && found.numbers.is_empty() && found.among.is_empty()));
    found.extend(changed.map(|(key, found)| problem(context, key, &found)));
}

/// Returns the numbers from a dataset that are others than they were.
fn numbers(context: &Context<'_>, changes: &Changes, key: Key<Dataset>) -> Vec<String> {
    let (model, evaluation) = (context.model, context.evaluation);
    let mut moved = Vec::new();
    for change in &changes.figures {
        let Some((old, new)) =
            change.both().filter(|(old, new)| (&old.printed, &old.digest) != (&new.printed, &new.digest))
        else {
            continue;
        };
        let figure = model.figures.iter().find(|(_, id, _)| id.as_str() == change.id).map(|(key, ..)| key);
        let outcome = figure.and_then(|figure| evaluation.figure(figure));
        if outcome.is_some_and(|outcome| evaluation.datasets(&outcome.trace).contains(&key)) {
            moved.push(told(&format!("figures.{}", change.id), old.printed.as_str(), new.printed.as_str()));
        }
    }
    for change in &changes.claims {
        let Some((old, new)) = change.both().filter(|(old, new)| old.values != new.values) else { continue };
        let claim = model.claims.iter().find(|(_, id, _)| id.as_str() == change.id).map(|(key, ..)| key);
        if claim.is_some_and(|claim| context.views.claim(claim).datasets.contains(&key)) {
            moved.push(told(&format!("claims.{}", change.id), &old.values.join(", "), &new.values.join(", ")));
        }
    }
    moved
}

fn told(name: &str, old: &str, new: &str) -> String {
    if old == new {
        return format!("`{name}`: {new} as printed, and another number before rounding");
    }
    format!("`{name}`: {}", from_to(old, new))
}

fn problem(context: &Context<'_>, key: Key<Dataset>, found: &Found) -> Problem {
    let (id, entry) = (context.model.datasets.id(key), &context.model.datasets[key]);
    let what = match (found.cells.len(), found.numbers.len()) {
        (0, _) if !found.among.is_empty() => format!("cells of dataset `{id}` changed"),
        (0, 1) => format!("a number from dataset `{id}` moved"),
        (0, numbers) => format!("{numbers} numbers from dataset `{id}` moved"),
        (1, _) => format!("a cell of dataset `{id}` changed"),
        (cells, _) => format!("{cells} cells of dataset `{id}` changed"),
    };
    let (at, vintage) = match &entry.vintage {
        Some(vintage) => ("vintage", format!("and its vintage is still `{vintage}`")),
        None => ("file", "and it names no vintage".to_owned()),
    };
    let named: Vec<&String> = match (found.cells.is_empty(), found.among.is_empty()) {
        (false, _) => found.cells.iter().collect(),
        (true, false) => found.among.iter().chain(&found.numbers).collect(),
        (true, true) => found.numbers.iter().collect(),
    };
    let problem =
        Problem::warning(&code::SILENT_CORRECTION, entry.place.clone().then(at).into(), format!("{what}, {vintage}"));
    problem
        .note(few(named.iter()))
        .note("a release that changes without a new date is a correction, and readers who saw the old number are owed the word")
        .help(
            "where it is a new release, give it its `vintage` and keep the old file under `earlier`; where a cell was wrong, \
             accept it as what it is: `knowns accept --kind correction --since 1 --note \"what was wrong\"`",
        )
}
