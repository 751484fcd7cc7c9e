//! A cause is said to be shown by a count.
#![doc = include_str!("../pages/cause-resting-on-count.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Basis, ClaimKind, Level, Stance};

pub(crate) static RULE: Rule =
    Rule { code: &code::CAUSE_RESTING_ON_COUNT, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.kind != ClaimKind::Cause {
        return;
    }
    let tests = entry.tests.iter().map(|test| test.place.clone());
    let counts = entry
        .evidence
        .iter()
        .filter(|item| item.basis == Some(Basis::Record) && matches!(item.stance, Stance::Supports | Stance::Disputes));
    for place in tests.chain(counts.map(|item| item.place.clone().then("basis"))) {
        let message =
            format!("claim `{}` is about a cause, and a count is offered for it", context.model.claims.id(claim));
        found.push(
            RULE.problem(place, message)
                .note("a count says how often something happened; it stays the same whatever brought it about")
                .help(
                    "cite an analysis that sets the cause apart from others, or claim the change alone (`kind: trend`)",
                ),
        );
    }
}
