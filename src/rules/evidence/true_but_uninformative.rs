//! A claim is true of the tested number, and says too little.
#![doc = include_str!("../pages/true-but-uninformative.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Valued;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::TRUE_BUT_UNINFORMATIVE, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let id = context.model.claims.id(claim);
    let readings = &context.evaluation.claim(claim).readings;
    for (test, reading) in entry.tests.iter().zip(readings).filter(|(_, reading)| reading.uninformative) {
        let shown = reading.outcome.as_ref().filter(|outcome| outcome.withheld.is_none());
        let message = match (&entry.quantity, shown.map(|it| (&it.value, it.decimals))) {
            (Some(quantity), Some((Valued::Number(number), decimals))) => {
                let number = number.rounded(decimals);
                format!("claim `{id}` says “{}”, which is true of {number} and says too little", quantity.words)
            }
            _ => format!("claim `{id}` is true and says too little"),
        };
        found.push(
            RULE.problem(test.place.clone(), message)
                .note("a wording can be true and still mislead about how much")
                .help("say it more closely; where somebody else said it, print the tested number beside their words"),
        );
    }
}
