//! From what is printed back to where it comes from: a figure, a claim or a line of a report, down to the cells of a file,
//! their digest and their source, or to the place in a source and who said it.

mod figure;
mod node;
mod view;

pub(crate) use node::TraceNode;

use std::collections::BTreeSet;

use crate::model::{
    Claim, Evidence, EvidenceFrom, Figure, Key, Measure, Model, Quotation, RegistryText, Relay, Said, Source, Speaker,
    Stated, Test,
};
use crate::outcome::{Evaluation, ReadingOutcome};
use crate::render::Page;
use crate::text::Id;
use crate::view::{Mark, Views};
use crate::vocabulary::{Basis, EntryKind, Seen, SourceStatus};

/// What a trace is drawn from.
pub(crate) struct Tracer<'a> {
    views: &'a Views,
    model: &'a Model,
    evaluation: &'a Evaluation,
    /// Figures that were followed already: each is followed once.
    seen: BTreeSet<Key<Figure>>,
    /// Claims that were followed already.
    seen_claims: BTreeSet<Key<Claim>>,
}

impl<'a> Tracer<'a> {
    /// Returns a tracer of everything that is told.
    pub(crate) fn new(views: &'a Views) -> Self {
        let (model, evaluation) = (&*views.model, &*views.evaluation);
        Self { views, model, evaluation, seen: BTreeSet::new(), seen_claims: BTreeSet::new() }
    }

    /// Returns where the figures and claims come from that words name, by an id or by section and id, each with its kind.
    pub(crate) fn named(&mut self, words: &str) -> Vec<(EntryKind, TraceNode)> {
        let (only, id) = EntryKind::split(words).map_or((None, words), |(kind, id)| (Some(kind), id));
        let wanted = |kind: EntryKind| only.is_none_or(|only| only == kind);
        let mut found = Vec::new();
        if let Some(figure) = self.model.figures.find(id).filter(|_| wanted(EntryKind::Figure)) {
            found.push((EntryKind::Figure, self.figure(figure)));
        }
        if let Some(claim) = self.model.claims.find(id).filter(|_| wanted(EntryKind::Claim)) {
            found.push((EntryKind::Claim, self.claim(claim)));
        }
        found
    }

    /// Returns a text of the registry with its references printed; `of` is the claim whose `{{ value }}` it may name.
    fn prose(&self, prose: &RegistryText, of: Option<Key<Claim>>) -> String {
        self.views.prose(prose, of).plain()
    }

    /// Returns every id that can be traced.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let model = self.model;
        let figures = model.figures.iter().map(|(_, id, _)| id).filter(|id| !id.is_part());
        figures.map(Id::as_str).chain(model.claims.iter().map(|(_, id, _)| id.as_str()))
    }
}

impl Tracer<'_> {
    /// Returns where everything on a line of a page comes from; none where the page has no such line.
    pub(crate) fn line(&mut self, page: &Page, line: usize) -> Option<TraceNode> {
        let bytes = page.bytes();
        let text = String::from_utf8_lossy(&bytes);
        let words = text.lines().nth(line.checked_sub(1)?)?;
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let node = TraceNode::new("line", format!("{}:{line}", page.path)).fact("text", words);
        let mut printed: Vec<TraceNode> = Vec::new();
        for used in page.marks.iter().filter(|used| used.line == line) {
            let Some(what) = self.mark(used.mark) else { continue };
            let words = text.get(used.span.range()).unwrap_or_default();
            let shown = TraceNode::new("prints", format!("“{}”", words.trim())).from([what]);
            if !printed.contains(&shown) {
                printed.push(shown);
            }
        }
        let around = page.marks.iter().find_map(|used| match used.mark {
            Mark::Table(table) if used.span.start < start && start < used.span.end => Some((table, used.span.start)),
            _ => None,
        });
        if let Some((table, top)) = around.filter(|_| printed.is_empty()) {
            printed.push(self.table(table, row_below(&text[top..start], words)));
        }
        let untraced = printed.is_empty().then_some("nothing on this line is printed through the registry");
        Some(node.maybe("note", untraced).from(printed))
    }

    fn mark(&mut self, mark: Mark) -> Option<TraceNode> {
        Some(match mark {
            Mark::Figure(figure) => self.figure(figure),
            Mark::Value(claim, reading) => {
                let reading = usize::from(reading);
                let id = self.model.claims.id(claim).as_str();
                let outcome = self.evaluation.claim(claim).readings.get(reading)?.outcome.as_ref()?;
                self.outcome(TraceNode::new("tested figure of claim", id), outcome, None)
            }
            Mark::Quantity(claim, _) | Mark::Claim(claim) | Mark::Standing(claim) | Mark::Qualifier(claim) => {
                self.claim(claim)
            }
            Mark::Source(source) => self.source(source, None),
            Mark::Dataset(dataset) => self.dataset(dataset),
            Mark::Table(table) => self.table(table, None),
            Mark::Measure(measure) => TraceNode::new("measure", self.model.measures.id(measure).as_str())
                .maybe("definition", self.model.measures[measure].definition.clone()),
            _ => return None,
        })
    }

    /// Returns where a claim and what it says come from.
    pub(super) fn claim(&mut self, key: Key<Claim>) -> TraceNode {
        let claim = &self.model.claims[key];
        let assessment = self.evaluation.claim(key);
        let words = |which| claim.says(which).map(|said| said.words.clone());
        let node = TraceNode::new("claim", self.model.claims.id(key).as_str())
            .fact("statement", self.views.claim(key).statement.plain())
            .maybe("quantity", words(Stated::Quantity))
            .maybe("from", words(Stated::From))
            .maybe("to", words(Stated::To))
            .fact("standing", assessment.standing.word())
            .fact("because", self.views.claim(key).reason.plain());
        if !self.seen_claims.insert(key) {
            return TraceNode::new("claim", self.model.claims.id(key).as_str()).fact("from", "as above");
        }
        let mut from: Vec<TraceNode> = claim.places().map(|said| self.said(said)).collect();
        for (index, (test, reading)) in claim.tests.iter().zip(&assessment.readings).enumerate() {
            from.push(self.reading(key, index, test, reading));
        }
        from.extend(claim.evidence.iter().map(|evidence| self.evidence(evidence)));
        for looked in &claim.looked {
            let date = looked.date.as_ref().map(|date| self.model.publication.language.date(*date));
            from.push(TraceNode::new("search", looked.place.as_str()).maybe("date", date));
        }
        node.from(from)
    }

    fn said(&self, said: &Said) -> TraceNode {
        let translation = said.translation.as_ref();
        let node = self.speaker(said).maybe("locator", said.locator.clone()).maybe("quote", said.quote.clone());
        let node = node
            .maybe("language", said.language.clone())
            .maybe("translation", translation.map(|translation| translation.text.clone()))
            .maybe(
                "translated by",
                translation.and_then(|translation| translation.by.as_ref()).map(|by| self.name(by)),
            );
        node.from(said.source.map(|source| self.source(source, said.locator.as_deref())))
    }

    fn speaker(&self, said: &Said) -> TraceNode {
        let by = said.by.as_ref().map_or_else(String::new, |by| self.name(by));
        TraceNode::new("said by", by).maybe("date", said.date.as_ref().map(|date| date.words.clone()))
    }

    fn name(&self, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Party(party) => self.model.parties[*party].name.clone(),
            Speaker::Words(words) => words.clone(),
        }
    }

    /// Returns who said what a figure quotes: the speakers of the claims that say this much in the same place.
    pub(super) fn speakers(&self, quotation: &Quotation, measure: Option<Key<Measure>>) -> Vec<TraceNode> {
        let words = quotation.quantity.words.as_str();
        let speaks = |(key, _, claim): (Key<Claim>, _, &'_ Claim)| {
            let said = claim.places().find(|said| said.source == Some(quotation.source) && said.by.is_some())?;
            let quoted = said.quotable().any(|quote| quote.contains(words));
            let as_much = quoted || claim.quantity.as_ref().is_some_and(|quantity| quantity.words == words);
            let here = said.locator.is_none() || quotation.locator.is_none() || said.locator == quotation.locator;
            let alike = claim.measure.is_none() || measure.is_none() || claim.measure == measure;
            (as_much && here && alike).then(|| {
                self.speaker(said).fact("claim", self.model.claims.id(key).as_str()).maybe("quote", said.quote.clone())
            })
        };
        self.model.claims.iter().filter_map(speaks).collect()
    }

    fn reading(&mut self, claim: Key<Claim>, index: usize, test: &Test, reading: &ReadingOutcome) -> TraceNode {
        let words = test.reading.as_ref().map(|words| self.prose(words, Some(claim)));
        let holds = match reading.holds {
            Some(true) => "yes",
            Some(false) => "no",
            None => "could not be decided",
        };
        let node = TraceNode::new("test", (index + 1).to_string()).maybe("reading", words).fact("holds", holds);
        match &reading.outcome {
            Some(outcome) => self.outcome(node, outcome, None),
            None => node,
        }
    }

    fn evidence(&self, evidence: &Evidence) -> TraceNode {
        let node = TraceNode::new("evidence", evidence.stance.word())
            .maybe("basis", evidence.basis.map(Basis::word))
            .maybe("quantity", evidence.quantity.as_ref().map(|quantity| quantity.words.clone()))
            .maybe("note", evidence.note.clone());
        let from = match evidence.from {
            EvidenceFrom::Source(source) => self.source(source, evidence.locator.as_deref()),
            EvidenceFrom::Dataset(dataset) => self.dataset(dataset).maybe("locator", evidence.locator.clone()),
        };
        node.from([from])
    }

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

/// Returns which row of a table a line is, counted from zero, where the lines of the table `above` it are these: its head and the
/// rule below it come first.
fn row_below(above: &str, line: &str) -> Option<usize> {
    let is_row = |line: &&str| line.starts_with("| ");
    is_row(&line).then(|| above.lines().filter(is_row).count().checked_sub(2))?
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
