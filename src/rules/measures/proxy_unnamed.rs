//! A number stands in for another one, and the wording does not say so.
#![doc = include_str!("../pages/proxy-unnamed.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Unit;
use crate::model::{Claim, Key, Measure};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::vocabulary::{Level, Stance};

pub(crate) static RULE: Rule = Rule { code: &code::PROXY_UNNAMED, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let Some(wanted) = entry.measure else { return };
    let measures = &context.model.measures;
    let stands_in = |measure: &Key<Measure>| *measure != wanted && measures[*measure].proxy_for.contains(&wanted);
    let of_items = entry.evidence.iter().filter_map(|item| {
        let counts = matches!(item.stance, Stance::Supports | Stance::Disputes);
        Some((item.measure.filter(|measure| counts && stands_in(measure))?, item.place.clone().then("measure")))
    });
    let readings = entry.tests.iter().zip(&context.evaluation.claim(claim).readings);
    let of_tests = readings.filter_map(|(test, reading)| {
        let outcome = reading.outcome.as_ref()?;
        let tested = match outcome.unit {
            Unit::Of(measure) => Some(measure),
            _ if outcome.measures.contains(&wanted) => None,
            _ => outcome.measures.iter().copied().find(|measure| stands_in(measure)),
        };
        Some((tested.filter(|measure| stands_in(measure))?, test.place.clone()))
    });
    let uses: Vec<(Key<Measure>, RegistryPlace)> = of_items.chain(of_tests).collect();
    if uses.is_empty() {
        return;
    }
    let readings = entry.tests.iter().filter_map(|test| test.reading.as_ref());
    let texts: Vec<String> =
        [&entry.statement].into_iter().chain(readings).map(crate::model::Prose::plain_words).collect();
    for (proxy, place) in uses {
        if texts.iter().any(|text| context.prose.measures.is_named_in(proxy, text)) {
            continue;
        }
        let (id, proxy_id, wanted_id) = (context.model.claims.id(claim), measures.id(proxy), measures.id(wanted));
        let message =
            format!("claim `{id}` is about `{wanted_id}`, `{proxy_id}` stands in for it, and no words say so");
        found.push(
            RULE.problem(place, message)
                .also(entry.place.clone().then("statement").into(), "the statement does not name it")
                .note("a reader takes the number for one of what the statement names")
                .help(format!("name “{}” in the statement or in the `reading`", measures[proxy].label)),
        );
    }
}
