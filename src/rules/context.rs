//! What rules look at: the model, what it comes to, what authors wrote, the documents and pages made of it, and the day.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::language::Language;
use crate::markdown::FinishedPage;
use crate::model::{Claim, EvidenceFrom, Key, Measure, Model, Source};
use crate::number::Date;
use crate::outcome::Evaluation;
use crate::prose::Prose;
use crate::view::{BriefView, Views};
use crate::vocabulary::Basis;

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
    /// What tests and statements speak of.
    pub(crate) ties: Ties<'a>,
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
        }
    }

    /// Returns the same with the pages that were made, and with what tests and statements speak of.
    pub(crate) fn with_pages(self, pages: &'a [FinishedPage<'a>]) -> Self {
        Self { pages, ties: Ties::of(self.views), ..self }
    }

    /// Returns the quantities of the registry by the number they name.
    pub(crate) fn amounts(&self) -> &Amounts {
        self.amounts.get_or_init(|| Amounts::of(self.model, self.evaluation))
    }

    /// Returns the language of the briefs.
    pub(crate) fn language(&self) -> Language {
        self.model.publication.language
    }

    /// Returns the claims for which a source tells of a court case.
    pub(crate) fn charges_in(&self, source: Key<Source>) -> impl Iterator<Item = Key<Claim>> {
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
