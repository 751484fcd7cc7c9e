//! A claim says that there is none, and names no open question.
#![doc = include_str!("../pages/absence-without-unknown.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{ClaimKind, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::ABSENCE_WITHOUT_UNKNOWN, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    // Of what was found after all, or of what somebody said and nobody looked into, nothing is left open by us.
    let standing = context.evaluation.claim(claim).standing;
    let closed = standing == Standing::Refuted || standing == Standing::NotChecked && entry.said.is_some();
    if entry.kind == ClaimKind::Absence && entry.unknown.is_none() && !closed {
        let message =
            format!("claim `{}` says that there is none, and names no unknown", context.model.claims.id(claim));
        found.push(
            RULE.problem(entry.place.clone().then("kind"), message)
                .note("what was looked for and not found is still not known")
                .help("name the open question in `unknown`"),
        );
    }
}
