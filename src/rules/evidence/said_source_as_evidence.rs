//! The source in which a claim was said is offered as evidence, and its speaker is no registered party.
#![doc = include_str!("../pages/said-source-as-evidence.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, EvidenceFrom, Key, Relay, Said, Source, Speaker};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{ClaimKind, Level, Stance};

pub(crate) static RULE: Rule =
    Rule { code: &code::SAID_SOURCE_AS_EVIDENCE, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.kind == ClaimKind::Utterance {
        return;
    }
    // A registered speaker's own word is counted as just that.
    let unregistered = |said: &&Said| !matches!(said.by, Some(Speaker::Party(_)));
    let places: Vec<&Said> = entry.places().filter(unregistered).collect();
    let sources = &context.model.sources;
    for item in entry.evidence.iter().filter(|item| item.stance == Stance::Supports) {
        let EvidenceFrom::Source(source) = item.from else { continue };
        let relays = |origin: Key<Source>| sources[source].relays.contains(&Relay::Source(origin));
        let place = places.iter().find_map(|said| match said.source {
            Some(origin) if origin == source => Some((said, "the very source in which it was said")),
            Some(origin) if relays(origin) => Some((said, "a source that relays the one in which it was said")),
            _ => None,
        });
        let Some((said, what)) = place else { continue };
        let message = format!("claim `{}` is supported by {what}", context.model.claims.id(claim));
        found.push(
            RULE.problem(item.place.clone().then("source"), message)
                .also(said.place.clone().into(), "said here")
                .note("to say something is not to show it, and nobody registered vouches for it")
                .help("take the item out, or register who said it as a party and name it in `said.by`"),
        );
    }
}
