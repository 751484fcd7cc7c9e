//! An item of evidence does not say how its author knows.
#![doc = include_str!("../pages/evidence-without-basis.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Level, Stance};

pub(crate) static RULE: Rule =
    Rule { code: &code::EVIDENCE_WITHOUT_BASIS, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let telling = |stance: Stance| matches!(stance, Stance::Supports | Stance::Disputes);
    for item in entry.evidence.iter().filter(|item| telling(item.stance) && item.basis.is_none()) {
        let message = format!(
            "an item of evidence of claim `{}` has no `basis`, and counts for nothing",
            context.model.claims.id(claim)
        );
        found.push(
            RULE.problem(item.place.clone(), message)
                .note("an origin is counted by how it knows; silence about that never helps a claim")
                .help("add `basis`: record, document, court, observation, interview, analysis, says-so or search"),
        );
    }
}
