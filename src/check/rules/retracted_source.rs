//! A withdrawn source is offered for or against a claim.
#![doc = include_str!("retracted-source.md")]

use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, EvidenceFrom, Key, Level, Stance, Status};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::RETRACTED_SOURCE, level: Level::Error, look: Look::Claim(check) };

fn check(scene: &Scene<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = scene.model;
    for item in model.claims[claim].evidence.iter().filter(|item| item.stance != Stance::Context) {
        let EvidenceFrom::Source(source) = item.from else { continue };
        let (status, why) = match model.sources[source].status {
            Status::Retracted => ("was withdrawn", "its publisher no longer stands by it"),
            Status::Superseded => ("was replaced by a later one", "what it says may no longer be what its publisher says"),
            Status::Current | Status::Corrected => continue,
        };
        let id = model.sources.id(source);
        found.push(
            RULE.problem(item.place.clone().then("source"), format!("source `{id}` {status}, and is offered as evidence"))
                .also(model.sources[source].place.clone().then("status").into(), "its status")
                .note(why)
                .help("cite what stands in its place, or keep it with `stance: context`"),
        );
    }
}
