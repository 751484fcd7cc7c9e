//! A withdrawn source is offered for or against a claim.
#![doc = include_str!("../pages/retracted-source.md")]

use std::collections::BTreeSet;

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Claim, Dataset, EvidenceFrom, Key, Model, Relay, Source};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::vocabulary::{Level, SourceStatus, Stance};

pub(crate) static RULE: Rule = Rule {
    code: &code::RETRACTED_SOURCE,
    level: Level::Error,
    check: Check::Several(&[Check::Claim(evidence), Check::Project(tests)]),
};

fn evidence(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    for item in model.claims[claim].evidence.iter().filter(|item| item.stance != Stance::Context) {
        let (source, step) = match item.from {
            EvidenceFrom::Source(source) => (Some(source), "source"),
            EvidenceFrom::Dataset(dataset) => (model.datasets[dataset].source, "dataset"),
        };
        let root = source.and_then(|source| withdrawn(model, source, &mut Vec::new()));
        found.extend(root.map(|root| problem(model, root, item.place.clone().then(step), "is offered as evidence")));
    }
}

/// Looks at the tests on data from sources that were withdrawn, where there are any.
fn tests(context: &Context<'_>, found: &mut Problems) {
    let model = context.model;
    let from = |dataset: &Dataset| dataset.source.and_then(|source| withdrawn(model, source, &mut Vec::new()));
    let datasets: BTreeSet<Key<Dataset>> =
        model.datasets.iter().filter(|(_, _, dataset)| from(dataset).is_some()).map(|(key, _, _)| key).collect();
    if datasets.is_empty() {
        return;
    }
    for (claim, _, entry) in model.claims.iter() {
        for (test, reading) in entry.tests.iter().zip(&context.evaluation.claim(claim).readings) {
            let Some(outcome) = &reading.outcome else { continue };
            let used = outcome.trace.datasets(&context.evaluation.figures);
            let root =
                used.into_iter().find(|used| datasets.contains(used)).and_then(|used| from(&model.datasets[used]));
            found.extend(root.map(|root| problem(model, root, test.place.clone(), "the data of a test are from it")));
        }
    }
}

/// Returns the source, or one that it relays, which its publisher no longer stands by.
fn withdrawn(model: &Model, source: Key<Source>, passed: &mut Vec<Key<Source>>) -> Option<Key<Source>> {
    if passed.contains(&source) {
        return None;
    }
    passed.push(source);
    let entry = &model.sources[source];
    if matches!(entry.status, SourceStatus::Retracted | SourceStatus::Superseded) {
        return Some(source);
    }
    entry.relays.iter().find_map(|relay| match relay {
        Relay::Source(origin) => withdrawn(model, *origin, passed),
        Relay::Party(_) | Relay::Unregistered(_) => None,
    })
}

fn problem(model: &Model, source: Key<Source>, place: RegistryPlace, use_of_it: &str) -> Problem {
    let (id, entry) = (model.sources.id(source), &model.sources[source]);
    let problem = match entry.status {
        SourceStatus::Superseded => RULE
            .remark(place, format!("source `{id}` was replaced by a later one, and {use_of_it}"))
            .note("what it says may no longer be what its publisher says"),
        _ => RULE
            .problem(place, format!("source `{id}` was withdrawn, and {use_of_it}"))
            .note("its publisher no longer stands by it"),
    };
    problem
        .also(entry.place.clone().then("status").into(), "its status")
        .help("cite what stands in its place, or keep it with `stance: context`")
}
