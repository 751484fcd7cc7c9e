//! Sentences that stand as they were accepted, while a number or standing they lean on has moved.

use std::collections::BTreeMap;

use crate::diagnostic::code::edition as code;
use crate::diagnostic::{Problem, Problems};
use crate::edition::{Changes, Editions, Sentence};
use crate::text::Place;

use crate::rules::moved::{changed, few, from_to};

/// Reports each stale sentence once, although several briefs print it.
pub(super) fn check(editions: &Editions, found: &mut Problems) {
    let mut stale: BTreeMap<&Place, Vec<String>> = BTreeMap::new();
    for brief in changed(editions) {
        let content = brief.now.content.read();
        for leaning in &brief.changes.leaning {
            let Some(place) = brief.now.places.get(&leaning.id) else { continue };
            let printed = content.sentence(&leaning.id);
            let moved = leaning.on.iter().flat_map(|id| moves(brief.changes, id, printed));
            let known = stale.entry(place).or_default();
            for moved in moved {
                if !known.contains(&moved) {
                    known.push(moved);
                }
            }
        }
    }
    found.extend(stale.into_iter().map(|(place, moved)| problem(place.clone(), &moved)));
}

/// Returns how a figure or claim moved: from one standing to another, from one printed number to another.
fn moves(changes: &Changes, id: &str, sentence: Option<&Sentence>) -> Vec<String> {
    let flips = changes.flips().filter(|(claim, ..)| *claim == id);
    let flips = flips.map(|(_, old, new)| format!("`claims.{id}`: {}", from_to(&old.standing, &new.standing)));
    let is_figure = changes.figures.iter().any(|change| change.id == id);
    let is_of_figure = |id: &str| changes.figures.iter().any(|change| id.split('.').next() == Some(&change.id));
    let is_part = id.contains('.');
    let printed = is_figure || is_part || sentence.is_some_and(|sentence| sentence.prints_value_of(id));
    let kind = if is_figure || is_part && is_of_figure(id) { "figures" } else { "claims" };
    let revised = changes.revised().into_iter().filter(|revised| printed && revised.id == id && revised.is_another());
    let numbers =
        revised.map(|revised| format!("`{kind}.{id}`: {}", from_to(revised.old.as_str(), revised.new.as_str())));
    flips.chain(numbers).collect()
}

fn problem(place: Place, moved: &[String]) -> Problem {
    let message = format!("what this sentence leans on has moved ({})", few(moved.iter()));
    Problem::warning(&code::STALE_SENTENCE, place, message)
        .label("accepted when it was otherwise")
        .note("the tool prints what is so now, but it cannot read what the words around it say")
        .help(
            "read the sentence again: where it still says what is so, accept the edition (`knowns accept`); where it does not, \
             rewrite it first",
        )
}
