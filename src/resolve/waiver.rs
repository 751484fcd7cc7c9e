//! `waivers` understood: which rule is set aside where, why, by whom and until when.

use crate::diagnostic::code;
use crate::load::Project;
use crate::model::Waiver;
use crate::registry;

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
    let rule = rule?;
    let Some(code) = code::find(&rule) else {
        let names: Vec<&str> = code::all().map(|code| code.name).collect();
        let near = problem::nearest(&rule, names);
        scope.problems.push(problem::unknown_rule(&at.key("rule"), &rule, near.as_deref()));
        return None;
    };
    Some(Waiver { rule: code, place: place?, reason: reason?, owner: owner?, expiry, at: at.registry_place() })
}
