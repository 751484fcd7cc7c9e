//! Waivers: what somebody answers for is taken out. A waiver that is over, or that takes out nothing, is a problem itself.

use std::collections::HashMap;

use crate::diagnostic::{Problems, Severity};
use crate::model::Waiver;
use crate::rules::Strictness;
use crate::rules::context::Context;
use crate::rules::list::is_rule;
use crate::rules::structure::{expired, idle};
use crate::text::{Place, Step};

/// Takes out of `problems` what is waived, and reports waivers that are over or idle.
pub(crate) fn waive(context: &Context<'_>, strictness: Strictness, problems: &mut Problems) {
    let waivers = &context.model.waivers;
    let over = |waiver: &Waiver| waiver.expiry.zip(context.today).is_some_and(|(expiry, today)| expiry < today);
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
        for place in names(&problem.at.place) {
            for at in by_place.get(&(problem.code.id, &place)).into_iter().flatten() {
                let waiver = &waivers[*at];
                if is_at(context, waiver, &problem.at.place) {
                    used[*at] = true;
                    kept &= over(waiver);
                }
            }
        }
        kept
    });
    for (waiver, used) in waivers.iter().zip(used) {
        if over(waiver) {
            problems.extend(expired(context, waiver));
        } else if !used && strictness == Strictness::Publication && !problems.any_errors() {
            problems.extend(idle(context, waiver));
        }
    }
}

/// Returns what a waiver may call a place: its file, the entry it is in, and each key on the way to it, with or without the section.
fn names(place: &Place) -> Vec<String> {
    let mut names: Vec<String> = place.file().map(|file| file.as_str().to_owned()).into_iter().collect();
    let Place::Registry(place) = place else { return names };
    let mut way = String::new();
    let section = place.steps.first().and_then(key);
    for key in place.steps.iter().skip(1).map_while(key) {
        way = if way.is_empty() { key.to_owned() } else { format!("{way}.{key}") };
        names.extend(section.map(|section| format!("{section}.{way}")));
        names.push(way.clone());
    }
    names
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
    let keys: Vec<&str> = place.steps.iter().map_while(key).collect();
    let wanted: Vec<&str> = waiver.place.split('.').collect();
    keys.starts_with(&wanted) || keys.iter().skip(1).take(wanted.len()).eq(&wanted)
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
