//! Two numbers are given for one thing, and they cannot both be true.
#![doc = include_str!("../pages/two-values-for-one-thing.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Context;
use crate::rules::pairs::{self, Given};
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::TWO_VALUES_FOR_ONE_THING, level: Level::Error, check: Check::Project(check) };

fn check(context: &Context<'_>, found: &mut Problems) {
    let unlike = |one: &Given<'_>, other: &Given<'_>| {
        one.measure == other.measure
            && one.is_of_one_time_with(other)
            && one.counts_like(other)
            && !one.may_agree_with(other)
    };
    pairs::pairs(context, unlike, |one, other, brief| {
        let what = |given: &Given<'_>| format!("{} says “{}”", given.name, given.quantity.words);
        let message = format!("{}, and {}, of one thing", what(one), what(other));
        found.push(
            RULE.problem(other.place.clone(), message)
                .also(one.place.clone().into(), "the other number")
                .note(format!("brief `{}` gives both, and no number makes both true", context.model.briefs.id(brief)))
                .help("say how they differ, offer one as evidence against the other, or declare an unknown that blocks both"),
        );
    });
}
