//! Something we published ourselves, or a source that repeats it, is offered as evidence.
#![doc = include_str!("../pages/our-own-brief-as-evidence.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, EvidenceFrom, Key, Model, Relay, Source};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Basis, Level, Stance};

pub(crate) static RULE: Rule =
    Rule { code: &code::OUR_OWN_BRIEF_AS_EVIDENCE, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    for item in model.claims[claim].evidence.iter().filter(|item| item.stance != Stance::Context) {
        let EvidenceFrom::Source(source) = item.from else { continue };
        // Whoever keeps a register publishes it too: the count is the record, not what was written about it.
        let record = item.basis == Some(Basis::Record) && model.sources[source].is_register();
        if record || !is_ours(model, source, &mut Vec::new()) {
            continue;
        }
        let message = format!("source `{}` is our own word, or repeats it", model.sources.id(source));
        found.push(
            RULE.problem(item.place.clone().then("source"), message)
                .note("what we published cannot bear out what we publish, by whatever way it comes back to us")
                .help("cite what the first brief rested on"),
        );
    }
}

/// Returns whether a source is published by whoever publishes the briefs, or relays something that is.
fn is_ours(model: &Model, source: Key<Source>, passed: &mut Vec<Key<Source>>) -> bool {
    if passed.contains(&source) {
        return false;
    }
    passed.push(source);
    let entry = &model.sources[source];
    let us = model.publication.publisher_party;
    entry.publisher.is_some() && entry.publisher == us
        || entry.container_title.as_ref() == Some(&model.publication.title)
        || entry.relays.iter().any(|relay| match relay {
            Relay::Source(origin) => is_ours(model, *origin, passed),
            Relay::Party(party) => Some(*party) == us,
            Relay::Unregistered(_) => false,
        })
}
