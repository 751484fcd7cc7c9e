//! Waivers: what somebody answers for is taken out. A waiver that is over, or that takes out nothing, is a problem itself.

use std::collections::HashMap;

use crate::diagnostic::{Problems, Severity};
use crate::model::Waiver;
use crate::rules::Strictness;
use crate::rules::context::Context;
use crate::rules::list::is_rule;
use crate::rules::structure::{expired, idle};
use crate::text::{Place, RegistryPlace, Step};
use crate::vocabulary::EntryKind;

/// Takes out of `problems` what is waived; returns which waivers took something out.
pub(crate) fn waive(context: &Context<'_>, problems: &mut Problems) -> Vec<bool> {
    let waivers = &context.model.waivers;
    let mut used = vec![false; waivers.len()];
    let mut by_place: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, waiver) in waivers.iter().enumerate() {
        by_place.entry((waiver.rule.id, &waiver.place)).or_default().push(at);
    }
    problems.retain(|problem| {
        // What is no rule's and stops the build cannot be answered for: nothing can be made of it.
        if problem.severity == Severity::Error && !is_rule(problem.code) {
            return true;
        }
        let mut kept = true;
        for place in names(context, &problem.at.place) {
            for at in by_place.get(&(problem.code.id, &place)).into_iter().flatten() {
                let waiver = &waivers[*at];
                if is_at(context, waiver, &problem.at.place) {
                    used[*at] = true;
                    kept &= is_over(context, waiver);
                }
            }
        }
        kept
    });
    used
}

/// Returns whether a waiver is over.
fn is_over(context: &Context<'_>, waiver: &Waiver) -> bool {
    waiver.expiry.zip(context.today).is_some_and(|(expiry, today)| expiry < today)
}

/// Reports waivers that are over, and those that are not `used`: that took out nothing in any language.
pub(crate) fn unused(context: &Context<'_>, used: &[bool], strictness: Strictness, problems: &mut Problems) {
    for (waiver, used) in context.model.waivers.iter().zip(used) {
        if is_over(context, waiver) {
            problems.extend(expired(context, waiver));
        } else if !used && strictness == Strictness::Publication && !problems.any_errors() {
            problems.extend(idle(context, waiver));
        }
    }
}

/// Returns what a waiver may call a place: its file, the entry it is in, and each key on the way to it, with or without the section. An
/// entry that is made for a row is also called as it is written.
fn names(context: &Context<'_>, place: &Place) -> Vec<String> {
    let mut names: Vec<String> = place.file().map(|file| file.as_str().to_owned()).into_iter().collect();
    let Place::Registry(place) = place else { return names };
    let section = place.steps.first().and_then(key);
    for entry in entries(context, place) {
        let mut way = String::new();
        for key in [entry].into_iter().chain(place.steps.iter().skip(2).map_while(key)) {
            way = if way.is_empty() { key.to_owned() } else { format!("{way}.{key}") };
            names.extend(section.map(|section| format!("{section}.{way}")));
            names.push(way.clone());
        }
    }
    names
}

/// Returns what the entry is called in which a place is, and how it is written where it is made for a row.
fn entries<'p>(context: &'p Context<'_>, place: &'p RegistryPlace) -> impl Iterator<Item = &'p str> {
    let id = place.steps.get(1).and_then(key);
    let kind = place.steps.first().and_then(key).and_then(EntryKind::of_section);
    let written = kind.zip(id).and_then(|(kind, id)| context.model.of_rows.written(kind, id));
    id.into_iter().chain(written)
}

/// Returns the key that a step leads through.
fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Item(_) => None,
    }
}

/// Returns whether a place lies where a waiver says: in the entry of an id (`november`, `claims.november`), in a key of it
/// (`november.statement`), or in a template (`templates/november.md`), there in the line that has its words.
fn is_at(context: &Context<'_>, waiver: &Waiver, place: &Place) -> bool {
    if place.file().is_some_and(|file| file.as_str() == waiver.place) {
        return waiver.words.as_ref().is_none_or(|words| stands_in(context, words, place));
    }
    let Place::Registry(place) = place else { return false };
    let mut keys: Vec<&str> = place.steps.iter().map_while(key).collect();
    let wanted: Vec<&str> = waiver.place.split('.').collect();
    let is_in = |keys: &[&str]| keys.starts_with(&wanted) || keys.iter().skip(1).take(wanted.len()).eq(&wanted);
    entries(context, place).any(|entry| {
        if let Some(id) = keys.get_mut(1) {
            *id = entry;
        }
        is_in(&keys)
    }) || is_in(&keys)
}

/// Returns whether words stand in the line of a template in which a place begins.
fn stands_in(context: &Context<'_>, words: &str, place: &Place) -> bool {
    let Place::Text(path, span) = place else { return false };
    let named = context.prose.templates.get(path.as_str().trim_start_matches("templates/"));
    let text = named.filter(|sheet| sheet.path.as_ref() == Some(path)).map(|sheet| &sheet.text);
    text.is_some_and(|text| {
        let line = text.line(text.position(span.start).line);
        line.is_some_and(|line| text.as_str()[line.range()].contains(words))
    })
}
