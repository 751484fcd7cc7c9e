//! The source in which a claim was said is offered as evidence, and its speaker is no registered party.
#![doc = include_str!("said-source-as-evidence.md")]

use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, EvidenceFrom, Key, Kind, Level, Speaker, Stance};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::SAID_SOURCE_AS_EVIDENCE, level: Level::Error, look: Look::Claim(check) };

fn check(scene: &Scene<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &scene.model.claims[claim];
    let Some(said) = entry.said.as_ref().filter(|_| entry.kind != Kind::Utterance) else { return };
    // A registered speaker's own word is counted as just that.
    if said.source.is_none() || matches!(said.by, Some(Speaker::Party(_))) {
        return;
    }
    let same = entry.evidence.iter().filter(|item| {
        item.stance == Stance::Supports && said.source.map(EvidenceFrom::Source) == Some(item.from)
    });
    for item in same {
        let message = format!("claim `{}` is supported by the very source in which it was said", scene.model.claims.id(claim));
        found.push(
            RULE.problem(item.place.clone().then("source"), message)
                .also(entry.place.clone().then("said").into(), "said here")
                .note("to say something is not to show it, and nobody registered vouches for it")
                .help("take the item out, or register who said it as a party and name it in `said.by`"),
        );
    }
}
