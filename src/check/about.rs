//! What a sentence is about: the measures and claims of what it prints, and of the entry in whose text it stands.

use crate::model::{Claim, Key, Measure, TableOf};

use super::passage::{Passage, Reference, Setting};
use super::scene::Scene;
use super::sentence::Sentence;

/// Returns the measures of what a sentence prints, in order, and of the claim, figure or table in whose text it stands.
pub(super) fn measures(scene: &Scene<'_>, passage: &Passage, sentence: &Sentence<'_>) -> Vec<Key<Measure>> {
    let mut found: Vec<Key<Measure>> = Vec::new();
    let mut add = |measures: &mut dyn Iterator<Item = Key<Measure>>| {
        for measure in measures {
            if !found.contains(&measure) {
                found.push(measure);
            }
        }
    };
    for (_, reference) in sentence.references(passage) {
        add(&mut of_reference(scene, reference).into_iter());
    }
    match passage.setting {
        Setting::Statement(claim) | Setting::Instead(claim) | Setting::Reading(claim) => {
            add(&mut scene.composer().measure_of(claim).into_iter());
        }
        Setting::Label(figure) => {
            let outcome = scene.evaluation.figure(figure);
            add(&mut outcome.into_iter().flat_map(|outcome| outcome.measures.iter().copied()));
        }
        Setting::Caption(table) => {
            let entry = &scene.model.tables[table];
            add(&mut entry.measure.into_iter());
            if let (None, TableOf::Figures(figures)) = (entry.measure, &entry.of) {
                let outcomes = figures.iter().filter_map(|figure| scene.evaluation.figure(*figure));
                add(&mut outcomes.flat_map(|outcome| outcome.measures.iter().copied()));
            }
        }
        // A title asserts what the answer says, unless it asks.
        Setting::Title(brief) => {
            let answer = &scene.model.briefs[brief].answer;
            add(&mut answer.iter().filter_map(|claim| scene.composer().measure_of(*claim)));
        }
        _ => {}
    }
    found
}

/// Returns the measures of something printed by name.
pub(super) fn of_reference(scene: &Scene<'_>, reference: Reference) -> Vec<Key<Measure>> {
    match reference {
        Reference::Figure(figure) => {
            scene.evaluation.figure(figure).map(|outcome| outcome.measures.clone()).unwrap_or_default()
        }
        Reference::Claim(claim, _) => scene.composer().measure_of(claim).into_iter().collect(),
        Reference::Measure(measure) => vec![measure],
        _ => Vec::new(),
    }
}

/// Returns the claims that a sentence prints, and the one in whose text it stands.
pub(super) fn claims(passage: &Passage, sentence: &Sentence<'_>) -> Vec<Key<Claim>> {
    let mut found: Vec<Key<Claim>> = Vec::new();
    let printed = sentence.references(passage).filter_map(|(_, reference)| match reference {
        Reference::Claim(claim, _) => Some(claim),
        _ => None,
    });
    for claim in printed.chain(passage.claim()) {
        if !found.contains(&claim) {
            found.push(claim);
        }
    }
    found
}
