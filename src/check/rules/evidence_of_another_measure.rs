//! Evidence for or against a claim counts something else.
#![doc = include_str!("evidence-of-another-measure.md")]

use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Key, Level, Stance};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::EVIDENCE_OF_ANOTHER_MEASURE, level: Level::Error, look: Look::Claim(check) };

fn check(scene: &Scene<'_>, claim: Key<Claim>, found: &mut Problems) {
    let (claims, measures) = (&scene.model.claims, &scene.model.measures);
    let mut items = claims[claim].evidence.iter().filter_map(|item| Some((item, item.measure?))).peekable();
    if items.peek().is_none() {
        return;
    }
    let Some(wanted) = scene.composer().measure_of(claim) else { return };
    for (item, given) in items.filter(|(item, _)| matches!(item.stance, Stance::Supports | Stance::Disputes)) {
        if given == wanted || measures[given].proxy_for.contains(&wanted) {
            continue;
        }
        let (given_id, wanted_id) = (measures.id(given), measures.id(wanted));
        let way = if item.stance == Stance::Supports { "for" } else { "against" };
        let id = claims.id(claim);
        let message = format!("claim `{id}` is about `{wanted_id}`, and evidence of `{given_id}` is offered {way} it");
        let note = match scene.distinct(given, wanted) {
            Some(why) => format!("the registry says how they differ: {why}"),
            None => "a number of one thing says nothing for or against another".into(),
        };
        found.push(RULE.problem(item.place.clone().then("measure"), message).note(note).help(format!(
            "make its `stance` context, or say in `{given_id}` that it is `proxy_for: {wanted_id}`"
        )));
    }
}
