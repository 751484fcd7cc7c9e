//! What the entry of a source says: its reference as in the briefs, whom it counts as, what it passes on, what rests on it.

use crate::model::{Key, Relay, Source};
use crate::template::value::Value;
use crate::view::Entry;

use crate::render::site::place::Folder;
use crate::render::site::{Filter, Site, Values};

impl Site<'_> {
    /// Returns what the entry of a source is printed from.
    pub(super) fn source(&self, source: Key<Source>, filter: &Filter) -> Values {
        let (views, links) = (self.views, self.links(Folder::Registry));
        let entry = &views.model.sources[source];
        let mut values = self.entry(Entry::Source(source), Folder::Registry, filter);
        values.insert("title", Value::from(views.source(source).called.plain()));
        values.insert("reference", links.html(&views.source(source).reference));
        values.insert("publisher", entry.publisher.map_or(Value::from(()), |party| links.party(party)));
        let relays = entry.relays.iter().map(|relay| match relay {
            Relay::Source(source) => links.source(*source),
            Relay::Party(party) => links.party(*party),
            Relay::Unregistered(words) => Value::from(words.as_str()),
        });
        values.insert("relays", relays.collect());
        let rests = self.backlinks.rests.get(&source).map_or(&[][..], Vec::as_slice);
        values.insert("rests", self.listed(rests.len(), rests.iter().filter_map(|claim| links.claim(*claim))));
        values
    }
}
