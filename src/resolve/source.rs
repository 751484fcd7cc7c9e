//! `parties` and `sources` understood.

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference::MISSING_KEY;
use crate::model::{Agent, Archived, Interests, Party, Relay, Section, Source};
use crate::registry;
use crate::text::Id;
use crate::vocabulary::{EntryKind, Seen, SourceStatus};

use super::links::{Scope, Written};
use super::registry_path::RegistryPath;
use super::{problem, values};

/// Returns the parties.
pub(super) fn parties(written: &[Written<'_, registry::Party>], scope: &mut Scope<'_>) -> Section<Party> {
    let mut parties = Section::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "parties");
        let party = party(entry, &top.key(id.as_str()), scope);
        parties.add(id.clone(), party);
    }
    parties
}

fn party(written: &registry::Party, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Party {
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

fn understood(written: &registry::Interests, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Interests {
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
fn independent_of_nothing(at: &RegistryPath<'_>) -> Problem {
    problem::misplaced(
        at.key("independent").name(),
        format!("{} is `independent`, but part of no other body", at.owner()),
        "`independent` says why a body speaks for itself although it is part of another",
        "add `part_of`, or leave `independent` out",
    )
}

/// Returns the sources.
pub(super) fn sources(written: &[Written<'_, registry::Source>], scope: &mut Scope<'_>) -> Section<Source> {
    let mut sources = Section::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "sources");
        let source = source(entry, &top.key(id.as_str()), scope);
        sources.add(id.clone(), source);
    }
    sources
}

fn source(written: &registry::Source, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Source {
    let kind = scope.word_if(written.kind.as_ref(), &at.key("type"));
    if [&written.title, &written.description].into_iter().all(|words| words.as_deref().is_none_or(str::is_empty)) {
        scope.problems.push(nameless(at));
    }
    let seen = scope.word_if(written.seen.as_ref(), &at.key("seen"));
    if written.through.is_some() && seen == Some(Seen::Itself) {
        scope.problems.push(seen_both_ways(at));
    }
    let known_through = written.through.as_ref().map(|_| Seen::SecondHand);
    Source {
        kind,
        title: written.title.clone(),
        description: written.description.clone(),
        author: authors(&written.author.0, &at.key("author"), scope),
        container_title: written.container_title.clone(),
        publisher: scope.link_if(written.publisher.as_ref(), &at.key("publisher")),
        issued: scope.period_if(written.issued.as_ref(), &at.key("issued")),
        accessed: scope.period_if(written.accessed.as_ref(), &at.key("accessed")),
        url: written.url.clone(),
        archived: written.archived.as_ref().and_then(|copy| archived(copy, &at.key("archived"), scope)),
        doi: written.doi.clone(),
        number: written.number.clone(),
        page: written.page.clone(),
        note: written.note.clone(),
        relays: relays(&written.relays.0, &at.key("relays"), scope),
        seen: seen.or(known_through),
        through: scope.link_if(written.through.as_ref(), &at.key("through")),
        status: scope.word_if(written.status.as_ref(), &at.key("status")).unwrap_or(SourceStatus::Current),
        place: at.registry_place(),
    }
}

fn archived(written: &registry::Archived, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Archived> {
    let date = scope.date_if(written.date.as_ref(), &at.key("date"));
    let Some(url) = &written.url else {
        scope.problems.push(problem::missing_key(at.value(), at, "url"));
        return None;
    };
    Some(Archived { url: values::of_copy(url, &at.key("url"), scope)?, date })
}

fn authors(written: &[registry::Agent], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Agent> {
    let mut authors = Vec::new();
    for (item, author) in written.iter().enumerate() {
        let Some(family) = author.literal.as_ref().or(author.family.as_ref()) else {
            let here = at.item(item);
            scope.problems.push(problem::missing_key(here.value(), &here, "family"));
            continue;
        };
        authors.push(Agent { family: family.clone(), given: author.given.clone() });
    }
    authors
}

fn relays(written: &[String], at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Relay> {
    let mut relays = Vec::new();
    for (item, words) in written.iter().enumerate() {
        let here = at.item(item);
        let (source, party) = (scope.links.find(words), scope.links.find(words));
        relays.push(if let Some(source) = source {
            if party.is_some() {
                let either = problem::could_be_either(here.value(), words, &[EntryKind::Source, EntryKind::Party]);
                scope.problems.push(either.help("give one of the two another id, here and wherever it is named"));
            }
            scope.links.met(EntryKind::Source, words, || here.value());
            Relay::Source(source)
        } else if let Some(party) = party {
            scope.links.met(EntryKind::Party, words, || here.value());
            Relay::Party(party)
        } else {
            if let Some(found) = scope.links.kinds(words).next() {
                scope.problems.push(problem::wrong_relay(&here, words, found));
            } else if scope.is_whole && Id::snake(words).is_ok() && !scope.links.is_taken(words) {
                let near = scope.near(words, &[EntryKind::Source, EntryKind::Party]);
                if words.contains('_') || near.is_some() {
                    scope.problems.push(problem::unregistered_relay(&here, words, near));
                }
            }
            Relay::Unregistered(words.clone())
        });
    }
    relays
}

/// A source that a reader could not recognize.
fn nameless(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&MISSING_KEY, at.name(), format!("{} has no `title` and no `description`", at.owner()))
        .note("a reader must be able to tell what is cited; a title is never invented")
        .help("add its `title` as published, or say in a `description` what it is")
}

/// A source said to have been read and to be known through another.
fn seen_both_ways(at: &RegistryPath<'_>) -> Problem {
    problem::misplaced(
        at.key("through").name(),
        format!("{} is `seen: self` and known `through` another source", at.owner()),
        "what was read at first hand counts for more than what another source says of it",
        "write `seen: second-hand`, or leave `through` out",
    )
}
