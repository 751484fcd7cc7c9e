//! The people and bodies that a page of data names by their ids.

use std::collections::BTreeSet;

use crate::model::{self, Brief, Dataset, Interests, Key, Measure, Relay, Source, Speaker};
use crate::view::Composer;

use crate::render::json::id;
use crate::render::json::shape::part;

part! {
    /// A person or body.
    pub(super) struct Party {
        /// Its id.
        pub(super) id: String,
        /// The name in full.
        pub(super) name: String,
        /// The name in running prose.
        pub(super) short: Option<String>,
        /// What it is: agency, court, newspaper …
        pub(super) kind: Option<String>,
        /// The body it belongs to, by its id.
        pub(super) part_of: Option<String>,
        /// Why it counts as its own origin although it belongs to a larger body.
        pub(super) independent: Option<String>,
        /// Its interests in words, or `found: none`; absent where nobody looked.
        pub(super) interests: Option<String>,
        /// Its address on the web.
        pub(super) url: Option<String>,
    }
}

/// Returns a party.
pub(super) fn of(composer: &Composer<'_>, party: Key<model::Party>) -> Party {
    let model = composer.model;
    let entry = &model.parties[party];
    Party {
        id: id(&model.parties, party),
        name: entry.name.clone(),
        short: entry.short.clone(),
        kind: entry.kind.clone(),
        part_of: entry.part_of.map(|whole| id(&model.parties, whole)),
        independent: entry.independent.clone(),
        interests: match &entry.interests {
            Interests::Unstated => None,
            Interests::NoneFound(_) => Some("found: none".to_owned()),
            Interests::Declared(words) => Some(words.clone()),
        },
        url: entry.url.clone(),
    }
}

/// Returns the parties that a page of data names, in the order of the registry, with the bodies they belong to.
pub(super) fn named(
    composer: &Composer<'_>,
    brief: &Brief,
    sources: &[Key<Source>],
    datasets: &[Key<Dataset>],
    measures: &[Key<Measure>],
) -> BTreeSet<Key<model::Party>> {
    let model = composer.model;
    let mut named = BTreeSet::new();
    for claim in &brief.claims {
        for said in model.claims[*claim].places() {
            let translator = said.translation.as_ref().and_then(|translation| translation.by.as_ref());
            for speaker in said.by.iter().chain(translator) {
                if let Speaker::Party(party) = speaker {
                    named.insert(*party);
                }
            }
        }
        named.extend(composer.evaluation.claim(*claim).origins.iter().filter_map(|origin| origin.party));
    }
    for source in sources.iter().map(|source| &model.sources[*source]) {
        named.extend(source.publisher);
        named.extend(
            source.relays.iter().filter_map(|relay| if let Relay::Party(party) = relay { Some(*party) } else { None }),
        );
    }
    named.extend(datasets.iter().filter_map(|dataset| model.datasets[*dataset].publisher));
    named.extend(measures.iter().filter_map(|measure| model.measures[*measure].kept_by));
    named.extend(brief.unknowns.iter().filter_map(|unknown| model.unknowns[*unknown].holder));
    let mut above: Vec<_> = named.iter().copied().collect();
    while let Some(party) = above.pop() {
        above.extend(model.parties[party].part_of.filter(|whole| named.insert(*whole)));
    }
    named
}
