//! The day on which an open question was to be looked at again has passed.
#![doc = include_str!("../pages/unknown-overdue.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Key, Unknown};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::UNKNOWN_OVERDUE, level: Level::Warning, check: Check::Unknown(check) };

fn check(context: &Context<'_>, unknown: Key<Unknown>, found: &mut Problems) {
    let entry = &context.model.unknowns[unknown];
    let Some((next, today)) = entry.next_check.zip(context.today).filter(|(next, today)| next < today) else { return };
    let id = context.model.unknowns.id(unknown);
    found.push(
        RULE.problem(entry.place.clone().then("next_check"), format!("unknown `{id}` was to be looked at on {next}"))
            .label(format!("{today} is later"))
            .note("a reader takes an open question for one that is open today")
            .help("look again: answer it with a claim, or write when you looked in `asked` and set a new `next_check`"),
    );
}
