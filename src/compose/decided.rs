//! How a standing was decided: what each reading came to, who speaks for and against, which replies move nothing.

use crate::evaluate::{Origin, Outcome, Side, Trace};
use crate::model::{Claim, EvidenceFrom, Key, Scale};

use super::{Composer, Line};

impl Composer<'_> {
    /// Returns what a reading of a claim came to, in words.
    pub fn result(&self, claim: Key<Claim>, reading: usize) -> Line {
        let pages = &self.words().pages;
        let holds = self.evaluation.claim(claim).readings.get(reading).and_then(|reading| reading.holds);
        Line::words(match holds {
            Some(true) => pages.holds.as_str(),
            Some(false) => pages.fails.as_str(),
            None => pages.undecided.as_str(),
        })
    }

    /// Returns the house's own verdict on a claim, with the scale it is from and its rationale.
    pub fn verdict(&self, claim: Key<Claim>) -> Option<Line> {
        let verdict = self.model.claims[claim].verdict.as_ref()?;
        let named = |scale: &&Scale| verdict.scale.as_ref() == Some(&scale.name);
        let scale = self.model.publication.scales.iter().find(named)?;
        let words: Vec<Line> = scale.words.iter().map(|(word, _)| Line::words(word.as_str())).collect();
        let word = Line::words(verdict.word.as_str());
        let mut line = self.fill(&self.words().pages.verdict, &[("word", &word), ("words", &self.list(&words))]);
        if let Some(rationale) = &verdict.rationale {
            line.push(". ");
            line.push(rationale.as_str());
        }
        Some(line)
    }

    /// Returns the origins for and against a claim, each with its sources; an interested dispute is a reply and not here.
    pub fn origins(&self, claim: Key<Claim>) -> Vec<Line> {
        let entry = &self.model.claims[claim];
        let line = |origin: &Origin| {
            let pages = &self.words().pages;
            let name = Line::words(origin.name.as_str());
            let form = match origin.side {
                Side::Supports => &pages.supports,
                Side::Disputes => &pages.disputes,
            };
            let mut line = self.fill(form, &[("name", &name)]);
            if origin.interested {
                line.push(" (");
                line.push(pages.interested.as_str());
                line.push(")");
            }
            for item in origin.evidence.iter().filter_map(|index| entry.evidence.get(*index)) {
                line.append(self.cite_evidence(item.from));
            }
            line
        };
        let origins = self.evaluation.claim(claim).origins.iter();
        origins.filter(|origin| !(origin.interested && origin.side == Side::Disputes)).map(line).collect()
    }

    /// Returns the replies of interested parties, which move nothing.
    pub fn replies(&self, claim: Key<Claim>) -> Vec<Line> {
        let entry = &self.model.claims[claim];
        let items = self.evaluation.claim(claim).replies.iter().filter_map(|index| entry.evidence.get(*index));
        let line = |item: &crate::model::Evidence| {
            let name = match item.from {
                EvidenceFrom::Source(source) => self.publisher(source).unwrap_or_else(|| self.title(source)),
                EvidenceFrom::Dataset(dataset) => Line::words(self.dataset_title(dataset)),
            };
            let mut line = self.fill(&self.words().pages.reply, &[("name", &name)]);
            line.append(self.cite_evidence(item.from));
            line
        };
        items.map(line).collect()
    }

    fn cite_evidence(&self, from: EvidenceFrom) -> Line {
        match from {
            EvidenceFrom::Source(source) => Self::cite(source),
            EvidenceFrom::Dataset(dataset) => self.cite_dataset(dataset),
        }
    }

    /// Returns numbered references to what an outcome is from.
    pub fn cite_outcome(&self, outcome: &Outcome) -> Line {
        if let Trace::Source { source, .. } = &outcome.trace {
            return Self::cite(*source);
        }
        let mut line = Line::default();
        let mut marks = Vec::new();
        for dataset in outcome.trace.datasets(&self.evaluation.figures) {
            let mark = self.dataset_mark(dataset);
            if !marks.contains(&mark) {
                marks.push(mark);
                line.append(Self::empty(mark));
            }
        }
        line
    }
}
