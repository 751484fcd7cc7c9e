//! A waiver takes out nothing.
#![doc = include_str!("../pages/idle-waiver.md")]

use crate::diagnostic::Problem;
use crate::diagnostic::code::rule as code;
use crate::model::Waiver;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::IDLE_WAIVER, level: Level::Warning, check: Check::Waivers };

/// Returns the problem of a waiver that nothing needed, where the rule is held.
pub(crate) fn problem(context: &Context<'_>, waiver: &Waiver) -> Option<Problem> {
    let severity = RULE.severity(context)?;
    let message = format!("the waiver of `{}` at `{}` takes out nothing", waiver.rule.name, waiver.place);
    let problem = RULE
        .problem(waiver.at.clone(), message)
        .note("a waiver that stays behind hides the next problem of its kind")
        .help("take it out, or name the place by the entry's id or the file's path");
    Some(Problem { severity, ..problem })
}
