//! What rules look at: the model, what it comes to, what authors wrote, the documents and pages made of it, and the day.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::diagnostic::Problem;
use crate::language::Language;
use crate::markdown::FinishedPage;
use crate::model::{Brief, Claim, EvidenceFrom, Key, Measure, Model, Source};
use crate::number::Date;
use crate::outcome::Evaluation;
use crate::prose::number_index::NumberIndex;
use crate::prose::{Prose, Whole};
use crate::reads::{self, Known, Reads, Sum};
use crate::text::Span;
use crate::view::{BriefView, Mark, Views};
use crate::vocabulary::Basis;
use crate::world::ProjectPath;

use crate::rules::Found;
use crate::rules::numbers::amounts::Amounts;
use crate::rules::ties::Ties;

/// What rules look at.
pub(crate) struct Context<'a> {
    /// What the registry means.
    pub(crate) model: &'a Model,
    /// What is told of it.
    pub(crate) views: &'a Views,
    /// What it comes to.
    pub(crate) evaluation: &'a Evaluation,
    /// What authors wrote.
    pub(crate) prose: &'a Prose<'a>,
    /// The documents, by brief.
    pub(crate) documents: &'a [BriefView],
    /// The pages that could be printed.
    pub(crate) pages: &'a [FinishedPage<'a>],
    /// The day on which the rules look: the publication's own, or the one asked for.
    pub(crate) today: Option<Date>,
    /// The claims for which a source tells of a court case.
    court: BTreeMap<Key<Source>, Vec<Key<Claim>>>,
    amounts: OnceLock<Amounts>,
    ties: Ties<'a>,
    /// What was found before.
    pub(crate) known: Option<Known<'a, Found>>,
    /// What each brief prints through the registry.
    pub(crate) marks: &'a [(Key<Brief>, Vec<Mark>)],
    /// What was found in the pages that stand as before.
    pub(crate) said: &'a [(ProjectPath, Vec<Problem>)],
    /// What was read for the rules on each page, and what they found.
    #[expect(clippy::type_complexity, reason = "what was read and found, by brief")]
    of_pages: Mutex<BTreeMap<Key<Brief>, (Reads, Vec<Problem>)>>,
}

impl<'a> Context<'a> {
    /// Returns what rules look at before there are pages; `on` is the day asked for.
    pub(crate) fn new(prose: &'a Prose<'a>, documents: &'a [BriefView], on: Option<Date>) -> Self {
        let model = prose.model;
        let mut court: BTreeMap<Key<Source>, Vec<Key<Claim>>> = BTreeMap::new();
        for (claim, _, entry) in model.claims.iter() {
            for item in entry.evidence.iter().filter(|item| item.basis == Some(Basis::Court)) {
                if let EvidenceFrom::Source(source) = item.from {
                    court.entry(source).or_default().push(claim);
                }
            }
        }
        Self {
            model,
            views: prose.views,
            evaluation: prose.evaluation,
            prose,
            documents,
            pages: &[],
            today: on.or(model.publication.as_of),
            court,
            amounts: OnceLock::new(),
            ties: Ties::default(),
            known: None,
            marks: &[],
            said: &[],
            of_pages: Mutex::default(),
        }
    }

    /// Returns the same with what was found before.
    pub(crate) fn with_known(self, known: Option<Known<'a, Found>>) -> Self {
        Self { known, ..self }
    }

    /// Returns the same with the pages that were made, and what is known of those that are as before: what both print through
    /// the registry, and what was `said` of the latter.
    pub(crate) fn with_pages(
        self,
        pages: &'a [FinishedPage<'a>],
        marks: &'a [(Key<Brief>, Vec<Mark>)],
        said: &'a [(ProjectPath, Vec<Problem>)],
    ) -> Self {
        Self { pages, marks, said, ties: reads::apart(|| Ties::of(self.views)), ..self }
    }

    /// Returns what the pages of a brief print through the registry, in order.
    pub(crate) fn printed(&self, brief: Key<Brief>) -> &'a [Mark] {
        let at = self.marks.binary_search_by_key(&brief, |(of, _)| *of);
        at.map_or(&[], |at| self.marks[at].1.as_slice())
    }

    /// Keeps what was read for the rules on a page of a brief, and what they found.
    pub(crate) fn read_for_page(&self, brief: Key<Brief>, reads: &Reads, found: &[Problem]) {
        let mut all = self.of_pages.lock().unwrap_or_else(PoisonError::into_inner);
        let (of_brief, of_both) = all.entry(brief).or_default();
        *of_brief = std::mem::take(of_brief).and(reads);
        of_both.extend_from_slice(found);
    }

    /// Returns what was read for the rules on each page, and what they found.
    pub(crate) fn of_pages(&self) -> BTreeMap<Key<Brief>, (Reads, Vec<Problem>)> {
        std::mem::take(&mut *self.of_pages.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns whether a text that a page can be made of says this number of another text beside the same words.
    pub(crate) fn says_number(&self, text: &str, core: Span) -> bool {
        let says = self.prose.numbers().has(text, core);
        if let Some(known) = self.known.filter(|_| reads::is_noting()) {
            known.entries.ask(&NumberIndex::question(text, core), || answered(says));
        }
        says
    }

    /// Returns what is answered now to what was asked of all texts before.
    pub(crate) fn answer(&self, question: &str) -> Sum {
        answered(self.prose.numbers().answer(question))
    }

    /// Returns the sum over everything in something that is made of the whole project; none where nobody asks for it.
    pub(crate) fn sum(&self, whole: Whole, asked: bool) -> Option<Sum> {
        match whole {
            Whole::Amounts if asked || self.amounts.get().is_some() => {
                Some(reads::sum([format!("{:?}", self.amounts()).as_bytes()]))
            }
            Whole::Court => Some(reads::sum([format!("{:?}", self.court).as_bytes()])),
            _ => self.prose.sum(whole, asked),
        }
    }

    /// Returns the quantities of the registry by the number they name.
    pub(crate) fn amounts(&self) -> &Amounts {
        Whole::Amounts.note();
        self.amounts.get_or_init(|| reads::apart(|| Amounts::of(self.model, self.evaluation)))
    }

    /// Returns the language of the briefs.
    pub(crate) fn language(&self) -> Language {
        self.model.publication.language
    }

    /// Returns what tests and statements speak of.
    pub(crate) fn ties(&self) -> &Ties<'a> {
        &self.ties
    }

    /// Returns the claims for which a source tells of a court case.
    pub(crate) fn charges_in(&self, source: Key<Source>) -> impl Iterator<Item = Key<Claim>> {
        Whole::Court.note();
        self.court.get(&source).into_iter().flatten().copied()
    }

    /// Returns the registry's own reason why two measures are not the same, where it declares them distinct.
    pub(crate) fn distinct(&self, one: Key<Measure>, other: Key<Measure>) -> Option<&'a str> {
        let why = |a: Key<Measure>, b: Key<Measure>| {
            self.model.measures[a].distinct_from.iter().find(|(measure, _)| *measure == b).map(|(_, why)| why.as_str())
        };
        why(one, other).or_else(|| why(other, one))
    }
}

/// Returns the sum over an answer.
fn answered(answer: bool) -> Sum {
    [u8::from(answer); 16]
}
