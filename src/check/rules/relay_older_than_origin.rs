//! A source appeared before what it relays.
#![doc = include_str!("relay-older-than-origin.md")]

use crate::check::rule::{Look, Rule};
use crate::check::scene::Scene;
use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Key, Level, Relay, Source};

pub(in crate::check) static RULE: Rule =
    Rule { code: &code::RELAY_OLDER_THAN_ORIGIN, level: Level::Error, look: Look::Source(check) };

fn check(scene: &Scene<'_>, source: Key<Source>, found: &mut Problems) {
    let sources = &scene.model.sources;
    let entry = &sources[source];
    let Some(issued) = &entry.issued else { return };
    for (item, relay) in entry.relays.iter().enumerate() {
        let Relay::Source(origin) = relay else { continue };
        let Some(first) = sources[*origin].issued.as_ref().and_then(|period| period.first) else { continue };
        if first > issued.last {
            let (id, origin_id) = (sources.id(source), sources.id(*origin));
            let message = format!("source `{id}` of {} relays `{origin_id}`, which appeared later", issued.words);
            found.push(
                RULE.problem(entry.place.clone().then("relays").then(item), message)
                    .also(sources[*origin].place.clone().then("issued").into(), "issued here")
                    .note("nobody can pass on what does not exist yet: one of the two dates or the relay is wrong")
                    .help("check both dates; if the later one repeats the earlier, turn `relays` round"),
            );
        }
    }
}
