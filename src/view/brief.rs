//! A brief as it is told: the answer in a few attributed words, its standing, findings by standing, the day of the data.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Brief, Claim, Dataset, Key, Measure, TableEntry, TableOf, TestOf, Unknown};
use crate::number::Period;
use crate::text::Id;
use crate::vocabulary::Standing;

use crate::view::panel::PanelPart;
use crate::view::teller::Teller;
use crate::view::{FindingView, Half, MarkedText, word_count};

/// A brief as a document.
#[derive(Debug, Clone)]
pub struct BriefView {
    /// The brief.
    pub brief: Key<Brief>,
    /// Its id, which names its pages.
    pub id: Id,
    /// The question: its title.
    pub question: MarkedText,
    /// The answer in at most forty words, attributed.
    pub answer: MarkedText,
    /// The standing of the answer in words.
    pub standing: MarkedText,
    /// What we know: established, and refuted with what is true instead.
    pub known: Vec<FindingView>,
    /// What is claimed, and by whom.
    pub claimed: Vec<FindingView>,
    /// What remains unknown.
    pub unknown: Vec<Key<Unknown>>,
    /// What stands first under what is known.
    pub lead_in: Option<MarkedText>,
    /// The same as it is read in the panel: what is known, what is claimed, what is not known.
    pub panel: [PanelPart; 3],
    /// Also said, not rated.
    pub not_rated: Vec<FindingView>,
    /// Its tables.
    pub tables: Vec<Key<TableEntry>>,
    /// The measures of its claims, unknowns and tables, in order.
    pub measures: Vec<Key<Measure>>,
    /// Which data the brief rests on, and of which day.
    pub data_date: MarkedText,
    /// What it does not cover.
    pub limitations: Vec<MarkedText>,
    /// The claims that answer it.
    pub answering: Vec<Key<Claim>>,
    /// The datasets that its tests and tables lean on.
    pub datasets: Vec<Key<Dataset>>,
    /// How much is known, claimed and unknown, in words.
    pub counts: Vec<MarkedText>,
    /// How to cite it.
    pub cite_as: MarkedText,
    /// Where each of its claims is told.
    pub(super) told: BTreeMap<Key<Claim>, (Half, usize)>,
}

impl BriefView {
    /// Returns a brief as it is told.
    pub(super) fn of(teller: &Teller<'_>, key: Key<Brief>, id: &Id, brief: &Brief) -> Self {
        let mut introduced = BTreeSet::new();
        let of = |standings: &[Standing]| -> Vec<Key<Claim>> {
            let is_of = |claim: &&Key<Claim>| standings.contains(&teller.evaluation.claim(**claim).standing);
            brief.claims.iter().filter(is_of).copied().collect()
        };
        let (known, claimed) = (of(&[Standing::Established, Standing::Refuted]), of(&CLAIMED));
        let panel = teller.panel(brief, &known, &claimed);
        let mut told = |claims: &[Key<Claim>]| -> Vec<FindingView> {
            claims.iter().map(|claim| teller.finding(*claim, &mut introduced)).collect()
        };
        let known = told(&known);
        let claimed = told(&claimed);
        let not_rated = told(&of(&[Standing::NotAssessed, Standing::NotChecked]));
        let question = teller.prose(&brief.question, None);
        let mut places = BTreeMap::new();
        for (half, findings) in [(Half::Known, &known), (Half::Claimed, &claimed), (Half::Unknown, &not_rated)] {
            for (at, finding) in findings.iter().enumerate() {
                places.entry(finding.claim).or_insert((half, at));
            }
        }
        Self {
            brief: key,
            id: id.clone(),
            counts: teller.counts([known.len(), claimed.len(), brief.unknowns.len()]),
            cite_as: teller.cite_as(&question),
            question,
            answer: teller.answer(brief),
            standing: teller.answer_standing(brief),
            known,
            claimed,
            unknown: brief.unknowns.clone(),
            lead_in: brief.lead_in.as_ref().map(|words| teller.prose(words, None)),
            panel,
            not_rated,
            tables: brief.tables.clone(),
            measures: teller.measures(&brief.claims, &brief.unknowns, &brief.tables),
            data_date: teller.data_date(brief),
            limitations: brief.limitations.iter().map(|limitation| teller.prose(limitation, None)).collect(),
            answering: brief.answering().to_vec(),
            datasets: teller.datasets(brief),
            told: places,
        }
    }

    /// Returns a claim as the brief tells it; none where it does not.
    pub fn finding(&self, claim: Key<Claim>) -> Option<&FindingView> {
        let (half, at) = self.told.get(&claim)?;
        match half {
            Half::Known => self.known.get(*at),
            Half::Claimed => self.claimed.get(*at),
            Half::Unknown => self.not_rated.get(*at),
        }
    }
}

/// How many words an answer may have.
pub const ANSWER_WORDS: usize = 40;

impl Teller<'_> {
    /// Returns the answer: the author's, or one made from the answering claims, as many as there is room for.
    pub(super) fn answer(&self, brief: &Brief) -> MarkedText {
        if let Some(summary) = brief.summary.as_ref().filter(|summary| !summary.is_empty()) {
            return self.prose(summary, None);
        }
        let mut answer = MarkedText::default();
        for claim in brief.answering() {
            let told = self.told(*claim);
            if !answer.is_empty() && word_count(&answer) + word_count(&told) > ANSWER_WORDS {
                break;
            }
            if !answer.is_empty() {
                answer.push(" ");
            }
            answer.append(told);
        }
        answer
    }

    /// Returns a claim as short as it can be told without losing its speaker: its standing stands beside the answer.
    fn told(&self, claim: Key<Claim>) -> MarkedText {
        match self.evaluation.claim(claim).standing {
            Standing::Established => self.statement(claim),
            Standing::Refuted => {
                self.instead(claim).unwrap_or_else(|| self.finding(claim, &mut BTreeSet::new()).sentence)
            }
            _ => self.attributed(claim, &mut BTreeSet::new()),
        }
    }

    /// Returns the release of each dataset the brief leans on.
    pub(super) fn data_date(&self, brief: &Brief) -> MarkedText {
        let mut parts = Vec::new();
        for dataset in self.datasets(brief) {
            let entry = &self.model.datasets[dataset];
            if let Some(vintage) = &entry.vintage {
                let title = MarkedText::words(self.dataset_title(dataset));
                let vintage = MarkedText::words(self.language().release(vintage));
                parts
                    .push(MarkedText::filled(&self.words().pages.release, &[("title", &title), ("vintage", &vintage)]));
            }
        }
        let mut line = MarkedText::default();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                line.push("; ");
            }
            line.append(part);
        }
        line
    }

    /// Returns a release in the words of the language, where it is a date or month, otherwise as written.
    pub(super) fn vintage(&self, written: &str) -> String {
        Period::parse(written).map_or_else(|_| written.to_owned(), |period| self.language().period(&period))
    }

    /// Returns the datasets that a brief's tests and tables lean on, in order of first use.
    pub(super) fn datasets(&self, brief: &Brief) -> Vec<Key<Dataset>> {
        let mut found: Vec<Key<Dataset>> = Vec::new();
        let mut add = |dataset: Key<Dataset>| {
            if !found.contains(&dataset) {
                found.push(dataset);
            }
        };
        for claim in &brief.claims {
            self.datasets_of(*claim).into_iter().for_each(&mut add);
        }
        for table in &brief.tables {
            match &self.model.tables[*table].of {
                TableOf::Rows { of, .. } => self.evaluation.with_files(*of).into_iter().for_each(&mut add),
                TableOf::Figures(figures) => {
                    for figure in figures {
                        if let Some(outcome) = self.evaluation.figure(*figure) {
                            self.evaluation.datasets(&outcome.trace).into_iter().for_each(&mut add);
                        }
                    }
                }
            }
        }
        found
    }

    /// Returns the datasets that a claim's tests are made on.
    pub(super) fn datasets_of(&self, claim: Key<Claim>) -> Vec<Key<Dataset>> {
        let readings = &self.evaluation.claim(claim).readings;
        let outcomes = readings.iter().filter_map(|reading| reading.outcome.as_ref());
        let mut found: Vec<Key<Dataset>> = Vec::new();
        for outcome in outcomes {
            for dataset in self.evaluation.datasets(&outcome.trace) {
                if !found.contains(&dataset) {
                    found.push(dataset);
                }
            }
        }
        // A figure that only a test names is on the page through the claim.
        let named = self.model.claims[claim].tests.iter().filter_map(|test| match &test.of {
            TestOf::Figure(figure) => self.evaluation.figure(*figure),
            TestOf::Inline(_) => None,
        });
        for dataset in named.flat_map(|outcome| self.evaluation.datasets(&outcome.trace)) {
            if !found.contains(&dataset) {
                found.push(dataset);
            }
        }
        found
    }
}

/// The standings of claims that are not settled.
const CLAIMED: [Standing; 5] =
    [Standing::Reported, Standing::SelfReported, Standing::Contested, Standing::Outdated, Standing::Unsupported];
