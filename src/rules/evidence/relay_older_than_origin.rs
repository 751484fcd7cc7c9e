//! A source appeared before what it relays.
#![doc = include_str!("../pages/relay-older-than-origin.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::model::{Key, Relay, Source};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::RELAY_OLDER_THAN_ORIGIN, level: Level::Error, check: Check::Source(check) };

fn check(context: &Context<'_>, source: Key<Source>, found: &mut Problems) {
    let sources = &context.model.sources;
    let entry = &sources[source];
    for (item, relay) in entry.relays.iter().enumerate() {
        if let Relay::Source(origin) = relay {
            let place = entry.place.clone().then("relays").then(item);
            let says = |id: &str, day: &str, origin: &str| {
                format!("source `{id}` of {day} relays `{origin}`, which appeared later")
            };
            found.extend(problem(context, source, *origin, place, says));
        }
    }
    if let Some(passed_on_by) = entry.through {
        let place = entry.place.clone().then("through");
        let says = |id: &str, day: &str, origin: &str| {
            format!("source `{origin}` is known through `{id}` of {day}, and appeared later")
        };
        found.extend(problem(context, passed_on_by, source, place, says));
    }
}

/// Returns the problem of something that passes on what appeared after it.
fn problem(
    context: &Context<'_>,
    relay: Key<Source>,
    origin: Key<Source>,
    place: RegistryPlace,
    says: impl FnOnce(&str, &str, &str) -> String,
) -> Option<Problem> {
    let sources = &context.model.sources;
    let (issued, first) = (sources[relay].issued.as_ref()?, sources[origin].issued.as_ref()?.first?);
    if first <= issued.last {
        return None;
    }
    let message = says(sources.id(relay).as_str(), &issued.words, sources.id(origin).as_str());
    let problem = RULE
        .problem(place, message)
        .also(sources[origin].place.clone().then("issued").into(), "issued here")
        .note("nobody can pass on what does not exist yet: one of the two dates or the relay is wrong")
        .help("check both dates; if the later one repeats the earlier, turn `relays` round");
    Some(problem)
}
