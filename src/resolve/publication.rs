//! `publication` and `waivers` understood.

use std::sync::Arc;

use crate::diagnostic::code::quantity::NOT_A_BOUND;
use crate::diagnostic::code::reference as code;
use crate::diagnostic::{Code, Problem, code as codes};
use crate::language::{Language, Languages};
use crate::load::Project;
use crate::model::{Author, Licence, Party, Publication, Section, Speaker, Waiver};
use crate::number::{Duration, Number};
use crate::quantity::{Bound, Quantity};
use crate::registry;
use crate::text::Place;
use crate::vocabulary::{EntryKind, Level};
use crate::world::ProjectPath;

use super::claim::speaker;
use super::links::Scope;
use super::registry_path::RegistryPath;
use super::{order, problem, values, verdict};

/// Returns the publication; its language is that in which quantities are read from here on.
pub(super) fn understood(project: &Project, scope: &mut Scope<'_>) -> Publication {
    let found = project.files.iter().find_map(|file| Some((&file.path, file.registry.publication.as_ref()?)));
    let Some((file, written)) = found else {
        if let Some(file) = project.files.first() {
            scope.problems.push(no_publication(&file.path));
        }
        return one(&registry::Publication::default(), None, scope);
    };
    one(written, Some(&RegistryPath::top(file, "publication")), scope)
}

/// Finds the party that publishes, where the publisher is written as words that are a party's name: its own word must be
/// known when it comes back as evidence.
pub(super) fn recognize(publication: &mut Publication, parties: &Section<Party>) {
    let Some(words) = &publication.publisher else { return };
    let named = parties.iter().find(|(_, _, party)| party.name == *words);
    publication.publisher_party = named.map(|(key, _, _)| key);
}

fn one(written: &registry::Publication, at: Option<&RegistryPath<'_>>, scope: &mut Scope<'_>) -> Publication {
    let nowhere = ProjectPath::fixed("claims.yaml");
    let fallback = RegistryPath::top(&nowhere, "publication");
    if let Some(at) = at {
        scope.required(written.title.as_ref(), at, "title");
        scope.required(written.as_of.as_ref(), at, "as_of");
    }
    let at = at.unwrap_or(&fallback);
    let languages = languages(written, at, scope);
    scope.language = languages.own();
    scope.bounds = bounds(written, &at.key("bounds"), scope);
    let publisher = written.publisher.as_ref().map(|publisher| speaker(publisher, &at.key("publisher"), scope));
    let (publisher, publisher_party) = match publisher {
        Some(Speaker::Party(party)) => (None, Some(party)),
        Some(Speaker::Words(words)) => (Some(words), None),
        None => (None, None),
    };
    Publication {
        title: written.title.clone().unwrap_or_default(),
        publisher,
        publisher_party,
        url: written.url.as_ref().and_then(|url| values::of_pages(url, &at.key("url"), scope)),
        language: scope.language,
        languages,
        as_of: scope.date_if(written.as_of.as_ref(), &at.key("as_of")),
        authors: authors(written, at, scope),
        licence: licence(written, at, scope),
        contact: written.contact.clone(),
        method: written.method.clone(),
        corrections: written.corrections.clone(),
        funding: written.funding.clone(),
        conflicts: written.conflicts.clone(),
        theme: scope.word_if(written.theme.as_ref(), &at.key("theme")),
        scales: verdict::scales(&written.scales, &at.key("scales"), scope),
        rules: rules(written, &at.key("rules"), scope),
        bounds: Arc::clone(&scope.bounds),
        review_after: review_after(written, at, scope),
        sign_off: sign_off(written, at, scope),
        description: written.description.clone(),
        headings: headings(&written.headings, &at.key("headings"), scope),
        trusted_templates: written.trusted_templates.unwrap_or(false),
    }
}

/// Other words for the headings that no brief can lose: none may be empty, nor two alike.
fn headings(written: &registry::Headings, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<(&'static str, String)> {
    let named = [
        ("known_and_unknown", &written.known_and_unknown),
        ("known", &written.known),
        ("claimed", &written.claimed),
        ("unknown", &written.unknown),
    ];
    let mut headings: Vec<(&'static str, String)> = Vec::new();
    for (name, words) in named {
        let Some(words) = words.as_deref().map(str::trim) else { continue };
        if words.is_empty() || headings.iter().any(|(_, known)| known == words) {
            scope.problems.push(problem::bad_heading(&at.key(name), words));
            continue;
        }
        headings.push((name, words.to_owned()));
    }
    headings
}

fn language(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Language {
    let Some(tag) = &written.language else { return Language::default() };
    match Language::parse(tag) {
        Ok(language) => language,
        Err(fault) => {
            scope.problems.push(values::no_language(tag, &fault, &at.key("language")));
            Language::default()
        }
    }
}

/// The languages of the briefs, looked at in the one in which the project was read.
fn languages(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Languages {
    let list = at.key("languages");
    if written.languages.is_empty() {
        return Languages::alone(language(written, at, scope));
    }
    if written.language.is_some() {
        scope.problems.push(unclear(
            at.key("language").name(),
            "the publication has both `language` and `languages`",
            "keep `languages`, the main one first",
        ));
    }
    let mut known: Vec<Language> = Vec::with_capacity(written.languages.len());
    for (item, tag) in written.languages.iter().enumerate() {
        match Language::parse(tag) {
            Ok(language) if known.contains(&language) => {
                scope.problems.push(problem::listed_twice(&list.item(item), tag));
            }
            Ok(language) => known.push(language),
            Err(fault) => scope.problems.push(values::no_language(tag, &fault, &list.item(item))),
        }
    }
    let read = scope.project.languages.clone();
    read.or_else(|| Languages::of(known)).unwrap_or_default()
}

/// Languages of which it is not clear what is meant.
pub(super) fn unclear(place: Place, message: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem::error(&code::LANGUAGES_UNCLEAR, place, message.into())
        .note("texts, numbers and names of files follow from the languages and from which of them is the main one")
        .help(help)
}

fn authors(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<Author> {
    let list = at.key("authors");
    let mut authors = Vec::new();
    for (item, author) in written.authors.iter().enumerate() {
        match &author.name {
            Some(name) => authors.push(Author { name: name.clone(), role: author.role.clone() }),
            None => scope.problems.push(problem::missing_key(list.item(item).value(), &list, "name")),
        }
    }
    authors
}

fn licence(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Licence> {
    let licence = written.licence.as_ref()?;
    let here = at.key("licence");
    if licence.name.is_none() {
        scope.problems.push(problem::missing_key(here.value(), &here, "name"));
    }
    Some(Licence { name: licence.name.clone()?, url: licence.url.clone() })
}

fn rules(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Vec<(&'static Code, Level)> {
    let mut rules = Vec::new();
    for rule in written.rules.iter() {
        let here = at.key(&rule.id);
        let level = scope.word::<Level>(&rule.value, &here);
        let code = self::rule(&rule.id, here.name(), scope);
        rules.extend(code.zip(level));
    }
    rules
}

fn review_after(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Duration> {
    let words = written.review_after.as_ref()?;
    let term = Duration::parse(words);
    if term.is_none() {
        let place = at.key("review_after").value();
        scope.problems.push(
            Problem::error(&code::NOT_A_TERM, place, format!("`{words}` is not a length of time"))
                .note("what was reviewed is due again once that much time has passed")
                .help("write `P90D` or `90 days`; weeks, months and years alike"),
        );
    }
    term
}

/// Returns what the publication means by words that need a bound; a problem for words that need none, and for a bound that
/// is not one plain number above zero.
fn bounds(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Arc<[Bound]> {
    let mut bounds = Vec::new();
    for bound in written.bounds.iter() {
        let here = at.key(&bound.id);
        if !Quantity::needs_bound(&bound.id, scope.language) {
            scope.problems.push(not_a_bound(here.name(), format!("`{}` needs no bound", bound.id)));
        } else if let Some(under) = scope.quantity(&bound.value, &here) {
            let plain = under.qualifier().is_none() && under.change().is_none();
            if plain && under.exact().is_some_and(|number| number > Number::ZERO) {
                bounds.push(Bound { words: bound.id.clone(), under });
            } else {
                scope
                    .problems
                    .push(not_a_bound(here.value(), format!("`{}` is not a plain number above zero", bound.value)));
            }
        }
    }
    bounds.into()
}

fn not_a_bound(place: Place, message: String) -> Problem {
    Problem::error(&NOT_A_BOUND, place, message)
        .note("a bound says how little is meant by words such as `almost zero` and `broadly unchanged`")
        .help("give such words the one number that they stay under, either way: `broadly unchanged: 0.25%`")
}

fn sign_off(written: &registry::Publication, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> u32 {
    let Some(words) = &written.sign_off else { return 1 };
    match words.parse() {
        Ok(count) if count > 0 => count,
        _ => {
            scope.problems.push(problem::not_a_count(&at.key("sign_off"), words, "number of people"));
            1
        }
    }
}

/// A registry that does not say who publishes.
fn no_publication(file: &ProjectPath) -> Problem {
    Problem::error(&code::MISSING_KEY, Place::File(file.clone()), "the registry has no `publication`")
        .note("a brief says who publishes it and to which day it speaks")
        .help("add `publication` with a `title` and `as_of`, the day to which the briefs speak")
}

/// Returns the waivers.
pub(super) fn waivers(project: &Project, scope: &mut Scope<'_>) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    for file in &project.files {
        let list = RegistryPath::top(&file.path, "waivers");
        for (item, written) in file.registry.waivers.iter().enumerate() {
            waivers.extend(waiver(written, &list.item(item), scope));
        }
    }
    waivers
}

fn waiver(written: &registry::Waiver, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Waiver> {
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
    if let Some(place) = &place {
        let id = place.split('.').next().unwrap_or_default();
        let kinds: Vec<EntryKind> = scope.links.kinds(id).collect();
        if kinds.len() > 1 && order::waived(place, scope.links).is_none() {
            let exact: Vec<String> = kinds.iter().map(|kind| format!("{}.{place}", kind.section())).collect();
            let problem = problem::could_be_either(at.key("place").value(), id, &kinds);
            let either = problem::either(exact.iter().map(String::as_str));
            scope.problems.push(problem.help(format!("say which is meant: {either}")));
        }
    }
    let words = written.words.clone();
    Some(Waiver { rule: code?, place: place?, words, reason: reason?, owner: owner?, expiry, at: at.registry_place() })
}

/// Returns the rule with this code or name.
pub(super) fn rule(written: &str, place: Place, scope: &mut Scope<'_>) -> Option<&'static Code> {
    let found = codes::find(written);
    if found.is_none() {
        let near = problem::nearest(written, codes::all().map(|code| code.name));
        scope.problems.push(problem::unknown_rule(place, written, near));
    }
    found
}
