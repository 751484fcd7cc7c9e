//! One event is told with two numbers as if they were two things, or one.
#![doc = include_str!("../pages/same-event-in-two-wordings.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Context;
use crate::rules::pairs::{self, Given};
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::SAME_EVENT_IN_TWO_WORDINGS, level: Level::Warning, check: Check::Project(check) };

fn check(context: &Context<'_>, found: &mut Problems) {
    // What cannot both be true is worse, and another rule's.
    let unlike = |one: &Given<'_>, other: &Given<'_>| {
        let differ = one.measure != other.measure || one.may_agree_with(other);
        one.event.is_some() && one.quantity.hard != other.quantity.hard && differ && one.may_count_with(other, context)
    };
    pairs::pairs(context, unlike, |one, other, brief| {
        let message = format!(
            "{} says “{}” and {} “{}” of the same event",
            one.name, one.quantity.words, other.name, other.quantity.words
        );
        found.push(
            RULE.problem(other.place.clone(), message)
                .also(one.place.clone().into(), "the other wording")
                .note(format!(
                    "in brief `{}` a reader cannot tell whether they are two counts or one",
                    context.model.briefs.id(brief)
                ))
                .help("say that one is `part_of` the other, give each its `scope`, or declare an unknown that blocks both"),
        );
    });
}
