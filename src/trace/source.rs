//! A source: what it is, who published it, how it was seen, and through what.

use crate::model::{Key, Relay, Source};
use crate::trace::{TraceNode, Tracer};
use crate::vocabulary::{Seen, SourceStatus};

impl Tracer<'_> {
    /// Returns a source with the place in it, and the source through which it is known.
    pub(super) fn source(&self, key: Key<Source>, locator: Option<&str>) -> TraceNode {
        self.source_below(key, locator, 0)
    }

    /// Sources may be known through others in a circle that is a problem elsewhere; no real chain is this long.
    fn source_below(&self, key: Key<Source>, locator: Option<&str>, depth: u8) -> TraceNode {
        const DEEPEST: u8 = 16;
        let source = &self.model.sources[key];
        let authors: Vec<&str> = source.author.iter().map(|author| author.family.as_str()).collect();
        let node = TraceNode::new("source", self.model.sources.id(key).as_str())
            .maybe("title", source.title.clone())
            .maybe("description", source.description.clone())
            .maybe("author", (!authors.is_empty()).then(|| authors.join(", ")))
            .maybe("publisher", source.publisher.map(|party| self.model.parties[party].name.clone()))
            .maybe("issued", source.issued.as_ref().map(|period| period.words.clone()))
            .maybe("url", source.url.clone())
            .maybe("locator", locator)
            .fact("seen", seen(source.seen))
            .maybe("status", status(source.status));
        if depth >= DEEPEST {
            return node;
        }
        let relayed: Vec<TraceNode> = source
            .relays
            .iter()
            .map(|relay| match relay {
                Relay::Source(source) => self.source_below(*source, None, depth + 1).fact("relayed", true),
                Relay::Party(party) => TraceNode::new("party", self.model.parties.id(*party).as_str())
                    .fact("name in print", self.model.parties[*party].name.clone())
                    .fact("relayed", true),
                Relay::Unregistered(words) => TraceNode::new("unregistered", words.as_str()).fact("relayed", true),
            })
            .collect();
        let through = source.through.map(|through| self.source_below(through, None, depth + 1).fact("through", true));
        node.from(through).from(relayed)
    }
}

fn seen(seen: Option<Seen>) -> &'static str {
    match seen {
        Some(Seen::Itself) => "by ourselves",
        Some(Seen::SecondHand) => "at second hand",
        None => "not said, so at second hand",
    }
}

fn status(status: SourceStatus) -> Option<&'static str> {
    match status {
        SourceStatus::Current => None,
        SourceStatus::Corrected => Some("corrected"),
        SourceStatus::Superseded => Some("superseded"),
        SourceStatus::Retracted => Some("retracted"),
        SourceStatus::Gone => Some("gone from its address"),
    }
}
