//! `waivers` understood: which rule is set aside where, why, by whom and until when.

use crate::diagnostic::{Code, code};
use crate::load::Project;
use crate::model::Waiver;
use crate::registry;
use crate::text::Place;

use super::at::At;
use super::link::Scope;
use super::problem;

/// Returns the waivers.
pub(super) fn all(project: &Project, scope: &mut Scope<'_>) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    for file in &project.files {
        let list = At::top(&file.path, "waivers");
        for (item, written) in file.registry.waivers.iter().enumerate() {
            waivers.extend(one(written, &list.item(item), scope));
        }
    }
    waivers
}

fn one(written: &registry::Waiver, at: &At<'_>, scope: &mut Scope<'_>) -> Option<Waiver> {
    let mut given = |value: &Option<String>, key: &str| {
        if value.is_none() {
            scope.problems.push(problem::missing_key(at.value(), at, key));
        }
        value.clone()
    };
    let rule = given(&written.rule, "rule");
    let place = given(&written.place, "place");
    let reason = given(&written.reason, "reason");
    let owner = given(&written.owner, "owner");
    let expiry = scope.date_if(written.expiry.as_ref(), &at.key("expiry"));
    let code = rule.and_then(|rule| self::rule(&rule, at.key("rule").value(), scope));
    let words = written.words.clone();
    Some(Waiver { rule: code?, place: place?, words, reason: reason?, owner: owner?, expiry, at: at.registry_place() })
}

/// Returns the rule with this code or name.
pub(super) fn rule(written: &str, place: Place, scope: &mut Scope<'_>) -> Option<&'static Code> {
    let found = code::find(written);
    if found.is_none() {
        let near = problem::nearest(written, code::all().map(|code| code.name));
        scope.problems.push(problem::unknown_rule(place, written, near));
    }
    found
}
