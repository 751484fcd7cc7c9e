//! A claim: who said it where, what each reading of it came to and from which cells, and what else speaks for or against.

use super::{Node, Tracer};
use crate::evaluate::ReadingOutcome;
use crate::model::{Basis, Claim, Evidence, EvidenceFrom, Key, Said, Speaker, Stance, Test};

impl Tracer<'_> {
    /// Returns where a claim and what it says come from.
    pub(super) fn claim(&mut self, key: Key<Claim>) -> Node {
        let claim = &self.model.claims[key];
        let assessment = self.evaluation.claim(key);
        let node = Node::new("claim", self.model.claims.id(key).as_str())
            .fact("statement", self.prose(&claim.statement, Some(key)))
            .maybe("quantity", claim.quantity.as_ref().map(|quantity| quantity.words.clone()))
            .fact("standing", assessment.standing.word())
            .fact("because", self.prose(&assessment.reason, Some(key)));
        if !self.seen_claims.insert(key) {
            return Node::new("claim", self.model.claims.id(key).as_str()).fact("from", "as above");
        }
        let said = claim.said.as_ref().map(|said| self.said(said));
        let mut from: Vec<Node> = said.into_iter().collect();
        for (index, (test, reading)) in claim.tests.iter().zip(&assessment.readings).enumerate() {
            from.push(self.reading(key, index, test, reading));
        }
        from.extend(claim.evidence.iter().map(|evidence| self.evidence(evidence)));
        for looked in &claim.looked {
            let date = looked.date.as_ref().map(|date| self.model.publication.language.date(*date));
            from.push(Node::new("search", looked.place.as_str()).maybe("date", date));
        }
        node.from(from)
    }

    fn said(&self, said: &Said) -> Node {
        let by = match &said.by {
            Some(Speaker::Party(party)) => self.model.parties[*party].name.clone(),
            Some(Speaker::Words(words)) => words.clone(),
            None => String::new(),
        };
        let node = Node::new("said by", by)
            .maybe("date", said.date.as_ref().map(|date| date.words.clone()))
            .maybe("locator", said.locator.clone())
            .maybe("quote", said.quote.clone());
        node.from(said.source.map(|source| self.source(source, said.locator.as_deref())))
    }

    fn reading(&mut self, claim: Key<Claim>, index: usize, test: &Test, reading: &ReadingOutcome) -> Node {
        let words = test.reading.as_ref().map(|words| self.prose(words, Some(claim)));
        let holds = match reading.holds {
            Some(true) => "yes",
            Some(false) => "no",
            None => "could not be decided",
        };
        let node = Node::new("test", (index + 1).to_string()).maybe("reading", words).fact("holds", holds);
        match &reading.outcome {
            Some(outcome) => self.outcome(node, outcome, None),
            None => node,
        }
    }

    fn evidence(&self, evidence: &Evidence) -> Node {
        let stance = match evidence.stance {
            Stance::Supports => "supports",
            Stance::Disputes => "disputes",
            Stance::CannotVerify => "cannot verify",
            Stance::Context => "context",
        };
        let node = Node::new("evidence", stance)
            .maybe("basis", evidence.basis.map(basis))
            .maybe("quantity", evidence.quantity.as_ref().map(|quantity| quantity.words.clone()))
            .maybe("note", evidence.note.clone());
        let from = match evidence.from {
            EvidenceFrom::Source(source) => self.source(source, evidence.locator.as_deref()),
            EvidenceFrom::Dataset(dataset) => {
                let held = &self.model.datasets[dataset];
                Node::new("dataset", self.model.datasets.id(dataset).as_str())
                    .fact("file", held.file.as_str())
                    .fact("sha256", held.table.digest.to_string())
                    .maybe("vintage", held.vintage.clone())
                    .maybe("locator", evidence.locator.clone())
            }
        };
        node.from([from])
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Record => "record",
        Basis::Document => "document",
        Basis::Court => "court",
        Basis::Observation => "observation",
        Basis::Interview => "interview",
        Basis::Analysis => "analysis",
        Basis::SaysSo => "says-so",
        Basis::Search => "search",
    }
}
