//! What rules look at: the model, what it comes to, the documents and pages made of it, and the day.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::evaluate::Evaluation;
use crate::language::Language;
use crate::model::{Brief, Claim, EvidenceFrom, Key, Measure, Model, Party, Source};
use crate::number::Date;
use crate::render::Page;
use crate::template::{Template, Templates};
use crate::text::{Place, Span};
use crate::view::{BriefView, Composer};
use crate::vocabulary::Basis;

use crate::prose::amounts::Amounts;
use crate::prose::naming::Naming;
use crate::prose::number_index::{Known, Quotable};
use crate::prose::passage::{self, Passage, Setting};
use crate::prose::quotation_index::Verbatim;
use crate::prose::usage::Readers;
use crate::rules::ties::Ties;

/// What rules look at.
pub(crate) struct Scene<'a> {
    /// What the registry means.
    pub(crate) model: &'a Model,
    /// What it comes to.
    pub(crate) evaluation: &'a Evaluation,
    /// The documents, by brief.
    pub(crate) documents: &'a [BriefView],
    /// The templates.
    pub(crate) templates: &'a Templates,
    /// The pages that could be printed.
    pub(crate) pages: &'a [Page],
    /// The day on which the rules look: the publication's own, or the one asked for.
    pub(crate) today: Option<Date>,
    /// The names of measures.
    pub(crate) naming: Naming<Measure>,
    /// The names of parties.
    pub(crate) parties: Naming<Party>,
    /// The claims for which a source tells of a court case.
    court: BTreeMap<Key<Source>, Vec<Key<Claim>>>,
    passages: OnceLock<Vec<Passage>>,
    /// Which of the passages is the statement of a claim.
    statements: OnceLock<BTreeMap<Key<Claim>, usize>>,
    known: OnceLock<Known>,
    quotable: OnceLock<Quotable>,
    amounts: OnceLock<Amounts>,
    verbatim: OnceLock<Verbatim>,
    readers: OnceLock<Readers>,
    ties: OnceLock<Ties>,
}

impl<'a> Scene<'a> {
    /// Returns what rules look at before there are pages; `on` is the day asked for.
    pub(crate) fn new(
        model: &'a Model,
        evaluation: &'a Evaluation,
        documents: &'a [BriefView],
        templates: &'a Templates,
        on: Option<Date>,
    ) -> Self {
        let today = on.or(model.publication.as_of);
        let (naming, parties) = (Naming::of_measures(model), Naming::of_parties(model));
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
            evaluation,
            documents,
            templates,
            pages: &[],
            today,
            naming,
            parties,
            court,
            passages: OnceLock::new(),
            statements: OnceLock::new(),
            known: OnceLock::new(),
            quotable: OnceLock::new(),
            amounts: OnceLock::new(),
            verbatim: OnceLock::new(),
            readers: OnceLock::new(),
            ties: OnceLock::new(),
        }
    }

    /// Returns the same with the pages that were made.
    pub(crate) fn with_pages(self, pages: &'a [Page]) -> Self {
        Self { pages, ..self }
    }

    /// Returns every stretch of prose that an author wrote.
    pub(crate) fn passages(&self) -> &[Passage] {
        self.passages.get_or_init(|| passage::all(self))
    }

    /// Returns the numbers of all texts that a page can be made of.
    pub(crate) fn known(&self) -> &Known {
        self.known.get_or_init(|| Known::of(self, self.passages()))
    }

    /// Returns the texts that may be quoted.
    pub(crate) fn quotable(&self) -> &Quotable {
        self.quotable.get_or_init(|| Quotable::of(self.model))
    }

    /// Returns the quantities of the registry by the number they name.
    pub(crate) fn amounts(&self) -> &Amounts {
        self.amounts.get_or_init(|| Amounts::of(self))
    }

    /// Returns the language of the briefs.
    pub(crate) fn language(&self) -> Language {
        self.model.publication.language
    }

    /// Returns a composer, which prints things as a reader sees them.
    pub(crate) fn composer(&self) -> Composer<'a> {
        Composer::new(self.model, self.evaluation)
    }

    /// Returns the texts that the registry holds word by word, gathered when they are first asked for.
    pub(crate) fn verbatim(&self) -> &Verbatim {
        self.verbatim.get_or_init(|| Verbatim::of(self.model))
    }

    /// Returns the project's own templates that could be read, by name.
    pub(crate) fn own_templates(&self) -> impl Iterator<Item = (&'a str, &'a Template)> {
        self.templates.readable().filter(|(_, sheet)| sheet.path.is_some())
    }

    /// Returns the briefs in which a passage is read: those that print the entry, or use the template.
    pub(crate) fn briefs_of(&self, passage: &Passage) -> Vec<Key<Brief>> {
        self.readers.get_or_init(|| Readers::of(self)).of_setting(passage.setting)
    }

    /// Returns what tests and statements speak of.
    pub(crate) fn ties(&self) -> &Ties {
        self.ties.get_or_init(|| Ties::of(self.model))
    }

    /// Returns where a part of a claim's statement was written.
    pub(crate) fn in_statement(&self, claim: Key<Claim>, span: Span) -> Place {
        let numbered = || {
            let all = self.passages().iter().enumerate().rev();
            let statement = |(at, passage): (usize, &Passage)| match passage.setting {
                Setting::Statement(claim) => Some((claim, at)),
                _ => None,
            };
            all.filter_map(statement).collect()
        };
        let statement = self.statements.get_or_init(numbered).get(&claim);
        statement.map_or_else(
            || self.model.claims[claim].place.clone().then("statement").into(),
            |at| self.passages()[*at].place(span),
        )
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
