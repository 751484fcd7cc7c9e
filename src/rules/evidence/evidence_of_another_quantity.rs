//! Evidence is offered in support and gives another number.
#![doc = include_str!("../pages/evidence-of-another-quantity.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Level, Stance};

pub(crate) static RULE: Rule =
    Rule { code: &code::EVIDENCE_OF_ANOTHER_QUANTITY, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let Some(said) = &entry.quantity else { return };
    for item in entry.evidence.iter().filter(|item| item.stance == Stance::Supports) {
        // Evidence of another measure is no support for another reason.
        let other_measure = item.measure.is_some() && item.measure != entry.measure;
        let Some(given) = item.quantity.as_ref().filter(|given| !other_measure && !said.overlaps(given)) else {
            continue;
        };
        let id = context.model.claims.id(claim);
        let message = format!("claim `{id}` says “{}”, and evidence in its support says “{}”", said.words, given.words);
        found.push(
            RULE.problem(item.place.clone().then("quantity"), message)
                .also(entry.place.clone().then("quantity").into(), "the claim says")
                .note("no number makes both true, so the item supports another claim than this one")
                .help("make its `stance` disputes, or check both quantities"),
        );
    }
}
