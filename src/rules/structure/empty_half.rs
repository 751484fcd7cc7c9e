//! A brief names nothing that is known or claimed, or nothing that is not known.
#![doc = include_str!("../pages/empty-half.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::BriefView;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::EMPTY_HALF, level: Level::Error, check: Check::Brief(check) };

fn check(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let told = document.known.len() + document.claimed.len();
    for (empty, half) in [(told == 0, "known or claimed"), (document.unknown.is_empty(), "unknown")] {
        if empty {
            let place = context.model.briefs[document.brief].place.clone();
            found.push(
                RULE.problem(place, format!("brief `{}` names nothing that is {half}", document.id.as_str()))
                    .note("a brief with one empty half says more, or less, than any evidence does")
                    .help("name a claim or an unknown, or add a waiver for `empty-half` that gives the reason"),
            );
        }
    }
}
