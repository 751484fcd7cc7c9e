//! What somebody said is contradicted, and readers cannot see what was said.
#![doc = include_str!("../pages/refuted-without-quote.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::REFUTED_WITHOUT_QUOTE, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let Some(said) = entry.said.as_ref().filter(|said| said.quote.is_none()) else { return };
    if context.evaluation.claim(claim).standing != Standing::Refuted {
        return;
    }
    let id = context.model.claims.id(claim);
    let message = format!("claim `{id}` is contradicted, and readers cannot see what was said");
    let problem = RULE.problem(entry.place.clone().then("said"), message);
    let problem = problem.note(
        "the `statement` is our wording; the page tells it as ours, and no review in its data for machines rates it",
    );
    let where_from = match said.source {
        Some(source) => format!("copy the words from `{}` into `said.quote`", context.model.sources.id(source)),
        None => "copy the words as they were said into `said.quote`".to_owned(),
    };
    found.push(problem.help(where_from));
}
