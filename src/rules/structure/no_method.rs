//! The publication does not say how it works.
#![doc = include_str!("../pages/no-method.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::load::REGISTRY_FILE;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::{Place, RegistryPlace};
use crate::vocabulary::Level;
use crate::world::ProjectPath;

pub(crate) static RULE: Rule = Rule { code: &code::NO_METHOD, level: Level::Warning, check: Check::Project(check) };

fn check(context: &Context<'_>, found: &mut Problems) {
    if context.model.publication.method.is_some() || context.documents.is_empty() {
        return;
    }
    let place = RegistryPlace::value(ProjectPath::fixed(REGISTRY_FILE), vec!["publication".into()]).key();
    found.push(
        RULE.problem(Place::from(place), "the publication does not say how its numbers are got")
            .note("a reader who doubts a number has to know how it was read, checked and chosen")
            .help("add `method` to `publication`, in a sentence or two"),
    );
}
