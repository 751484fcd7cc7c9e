//! A waiver is over.
#![doc = include_str!("../pages/expired-waiver.md")]

use crate::diagnostic::Problem;
use crate::diagnostic::code::rule as code;
use crate::model::Waiver;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::EXPIRED_WAIVER, level: Level::Warning, check: Check::Waivers };

/// Returns the problem of a waiver that is over, where the rule is held.
pub(crate) fn problem(context: &Context<'_>, waiver: &Waiver) -> Option<Problem> {
    let severity = RULE.severity(context)?;
    let until = waiver.expiry?;
    let message = format!("the waiver of `{}` at `{}` ended on {until}", waiver.rule.name, waiver.place);
    let problem = RULE
        .problem(waiver.at.clone().then("expiry"), message)
        .note(format!("its reason was: {}", waiver.reason))
        .help(format!("mend what it set aside, or let `{}` renew it with a new `expiry`", waiver.owner));
    Some(Problem { severity, ..problem })
}
