//! `parties` understood: names, the bodies they belong to, and what is known of their interests.

use crate::diagnostic::Problem;
use crate::model::{Interests, Party, Registered};
use crate::registry;

use super::at::At;
use super::link::{Scope, Written};
use super::problem;

/// Returns the parties.
pub(super) fn all(written: &[Written<'_, registry::Party>], scope: &mut Scope<'_>) -> Registered<Party> {
    let mut parties = Registered::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = At::top(file, "parties");
        let party = one(entry, &top.key(id.as_str()), scope);
        parties.add(id.clone(), party);
    }
    parties
}

fn one(written: &registry::Party, at: &At<'_>, scope: &mut Scope<'_>) -> Party {
    let name = scope.required(written.name.as_ref(), at, "name").unwrap_or_default().to_owned();
    if written.independent.is_some() && written.part_of.is_none() {
        scope.problems.push(independent_of_nothing(at));
    }
    Party {
        name,
        short: written.short.clone(),
        kind: written.kind.clone(),
        part_of: scope.link_if(written.part_of.as_ref(), &at.key("part_of")),
        independent: written.independent.clone(),
        interests: written
            .interests
            .as_ref()
            .map_or(Interests::Unstated, |interests| understood(interests, &at.key("interests"), scope)),
        url: written.url.clone(),
        place: at.registry_place(),
    }
}

fn understood(written: &registry::Interests, at: &At<'_>, scope: &mut Scope<'_>) -> Interests {
    let date = scope.date_if(written.date.as_ref(), &at.key("date"));
    match (written.declared.as_deref(), written.found.as_deref()) {
        // The short form `interests: none` says what `{ found: none }` says.
        (Some("none"), None) | (None, Some("none")) => Interests::NoneFound(date),
        (Some(words), None) => Interests::Declared(words.to_owned()),
        (None, Some(other)) => {
            scope.problems.push(problem::unknown_word(&at.key("found"), other, "result of a search", &["none"]));
            Interests::Unstated
        }
        (None, None) => Interests::Unstated,
        (Some(_), Some(_)) => {
            scope.problems.push(problem::misplaced(
                at.key("found").name(),
                format!("{} declares interests and says that none were found", at.owner()),
                "a reader must know which of the two it is",
                "keep one of `declared` and `found`",
            ));
            Interests::Unstated
        }
    }
}

/// A body that stands apart from none.
fn independent_of_nothing(at: &At<'_>) -> Problem {
    problem::misplaced(
        at.key("independent").name(),
        format!("{} is `independent`, but part of no other body", at.owner()),
        "`independent` says why a body speaks for itself although it is part of another",
        "add `part_of`, or leave `independent` out",
    )
}
