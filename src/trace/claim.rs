//! A claim: who said it where, what each reading of it came to and from which cells, and what else speaks for or against.

use crate::model::{Claim, Evidence, EvidenceFrom, Key, Measure, Quotation, Said, Speaker, Test};
use crate::outcome::ReadingOutcome;
use crate::trace::{TraceNode, Tracer};
use crate::vocabulary::Basis;

impl Tracer<'_> {
    /// Returns where a claim and what it says come from.
    pub(super) fn claim(&mut self, key: Key<Claim>) -> TraceNode {
        let claim = &self.model.claims[key];
        let assessment = self.evaluation.claim(key);
        let node = TraceNode::new("claim", self.model.claims.id(key).as_str())
            .fact("statement", self.views.claim(key).statement.plain())
            .maybe("quantity", claim.quantity.as_ref().map(|quantity| quantity.words.clone()))
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
}
