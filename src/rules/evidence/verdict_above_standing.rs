//! A verdict says more than the evidence.
#![doc = include_str!("../pages/verdict-above-standing.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::missing;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::VERDICT_ABOVE_STANDING, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let assessment = context.evaluation.claim(claim);
    let Some(verdict) = entry.verdict.as_ref().filter(|verdict| !assessment.standing.reaches(verdict.needs)) else {
        return;
    };
    let id = context.model.claims.id(claim);
    let message = format!(
        "the verdict “{}” of claim `{id}` needs it to be {}, and it is {}",
        verdict.word,
        verdict.needs.word(),
        assessment.standing.word()
    );
    found.push(
        RULE.problem(entry.place.clone().then("verdict"), message)
            .label("says more than the evidence")
            .note(missing(context.model, entry, assessment, verdict.needs))
            .help("choose a word of the scale that needs less, or add the evidence"),
    );
}
