//! Waivers: what somebody answers for is taken out. A waiver that is over, or that takes out nothing, is a problem itself.

use crate::diagnostic::{Place, Problems, Severity, Step};
use crate::model::Waiver;

use super::Strictness;
use super::rules::{expired_waiver, idle_waiver, is_rule};
use super::scene::Scene;

/// Takes out of `problems` what is waived, and reports waivers that are over or idle.
pub(super) fn waive(scene: &Scene<'_>, strictness: Strictness, problems: &mut Problems) {
    let waivers = &scene.model.waivers;
    let over = |waiver: &Waiver| waiver.expiry.zip(scene.today).is_some_and(|(expiry, today)| expiry < today);
    let mut used = vec![false; waivers.len()];
    problems.retain(|problem| {
        // What is no rule's and stops the build cannot be answered for: nothing can be made of it.
        if problem.severity == Severity::Error && !is_rule(problem.code) {
            return true;
        }
        let mut kept = true;
        for (waiver, used) in waivers.iter().zip(&mut used) {
            if waiver.rule == problem.code && is_at(scene, waiver, &problem.at.place) {
                *used = true;
                kept &= over(waiver);
            }
        }
        kept
    });
    for (waiver, used) in waivers.iter().zip(used) {
        if over(waiver) {
            problems.extend(expired_waiver::problem(scene, waiver));
        } else if !used && strictness == Strictness::Publication && !problems.any_errors() {
            problems.extend(idle_waiver::problem(scene, waiver));
        }
    }
}

/// Returns whether a place lies where a waiver says: in the entry of an id (`november`), in a key of it
/// (`november.statement`), or in a template (`templates/november.md`), there in the line that has its words.
fn is_at(scene: &Scene<'_>, waiver: &Waiver, place: &Place) -> bool {
    if place.file().is_some_and(|file| file.as_str() == waiver.place) {
        return waiver.words.as_ref().is_none_or(|words| stands_in(scene, words, place));
    }
    let Place::Registry(place) = place else { return false };
    let keys: Vec<&str> = place
        .steps
        .iter()
        .skip(1)
        .map_while(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Item(_) => None,
        })
        .collect();
    let wanted: Vec<&str> = waiver.place.split('.').collect();
    keys.starts_with(&wanted)
}

/// Returns whether words stand in the line of a template in which a place begins.
fn stands_in(scene: &Scene<'_>, words: &str, place: &Place) -> bool {
    let Place::Text(path, span) = place else { return false };
    let text = scene.own_sheets().find(|(_, sheet)| sheet.path.as_ref() == Some(path)).map(|(_, sheet)| &sheet.text);
    text.is_some_and(|text| {
        let line = text.line(text.position(span.start).line);
        line.is_some_and(|line| text.as_str()[line.range()].contains(words))
    })
}
