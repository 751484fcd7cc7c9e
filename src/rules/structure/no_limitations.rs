//! A brief does not say what it does not cover.
#![doc = include_str!("../pages/no-limitations.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::BriefView;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::NO_LIMITATIONS, level: Level::Warning, check: Check::Brief(check) };

fn check(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let brief = &context.model.briefs[document.brief];
    if brief.limitations.is_empty() {
        found.push(
            RULE.problem(brief.place.clone(), format!("brief `{}` names no limitation", document.id.as_str()))
                .note("whatever was not read, not counted or not asked, the reader takes for covered")
                .help("add `limitations`: what the sources leave out, and what was not looked at"),
        );
    }
}
