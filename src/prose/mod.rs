//! What authors wrote, read once: every text of the registry and of the templates in one form ([`passage`]), cut into
//! [`sentence`]s, and what is asked of them more than once: names, references, voice, contrast, numerals, and the indexes by
//! which a number or a quotation is found in what the registry holds. Nothing here knows a rule.

pub(crate) mod attribution;
pub(crate) mod contrast;
pub(crate) mod naming;
pub(crate) mod number_index;
pub(crate) mod numeral;
pub(crate) mod passage;
pub(crate) mod quotation;
pub(crate) mod references;
pub(crate) mod sentence;
pub(crate) mod usage;
pub(crate) mod voice;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::language::Language;
use crate::model::{Brief, Claim, Key, Measure, Model, Party};
use crate::outcome::Evaluation;
use crate::template::Templates;
use crate::text::{Place, Span};
use crate::view::Views;

use naming::NameIndex;
use number_index::{NumberIndex, Quotable};
use passage::{Passage, Setting};
use quotation::QuotationIndex;
use sentence::Sentence;
use usage::Usage;

/// What authors wrote, read.
pub(crate) struct Prose<'a> {
    /// What the registry means.
    pub(crate) model: &'a Model,
    /// What is told of it.
    pub(crate) views: &'a Views,
    /// What it comes to.
    pub(crate) evaluation: &'a Evaluation,
    /// The templates.
    pub(crate) templates: &'a Templates,
    /// The names of measures.
    pub(crate) measures: NameIndex<Measure>,
    /// The names of parties.
    pub(crate) parties: NameIndex<Party>,
    /// Every stretch of prose that an author wrote.
    pub(crate) passages: &'a [Passage<'a>],
    /// The sentences of each that introduces a list: its items ask for them.
    leads: BTreeMap<usize, Vec<Sentence<'a>>>,
    /// By claim: which of the passages is its statement.
    statements: Vec<Option<usize>>,
    numbers: OnceLock<NumberIndex>,
    quotable: OnceLock<Quotable>,
    quotations: OnceLock<QuotationIndex>,
    usage: OnceLock<Usage>,
}

impl<'a> Prose<'a> {
    /// Returns what the passages of a project say, each read once.
    pub(crate) fn of(views: &'a Views, templates: &'a Templates, passages: &'a [Passage<'a>]) -> Self {
        let (model, evaluation) = (&*views.model, &*views.evaluation);
        let measures = NameIndex::of_measures(model);
        let language = model.publication.language;
        let mut leads = BTreeMap::new();
        for lead in passages.iter().filter_map(|passage| passage.lead) {
            leads.entry(lead).or_insert_with(|| sentence::sentences(&passages[lead], language, &measures));
        }
        let mut statements = vec![None; model.claims.len()];
        for (at, passage) in passages.iter().enumerate() {
            if let Setting::Statement(claim) = passage.setting {
                statements[claim.index()] = Some(at);
            }
        }
        Self {
            model,
            views,
            evaluation,
            templates,
            parties: NameIndex::of_parties(model),
            measures,
            passages,
            leads,
            statements,
            numbers: OnceLock::new(),
            quotable: OnceLock::new(),
            quotations: OnceLock::new(),
            usage: OnceLock::new(),
        }
    }

    /// Shows every passage with its sentences, on all cores, and returns what is made of each, in order. Sentences are many and
    /// large: those of a passage are made for this once, and only its numbers are kept, which pages are held against.
    pub(crate) fn each<T: Send>(&self, show: impl Fn(&'a Passage<'a>, &[Sentence<'a>]) -> T + Sync) -> Vec<T> {
        let read = |passage: &'a Passage<'a>| {
            let sentences = self.sentences(passage);
            let numbers = sentences.iter().flat_map(|sentence| &sentence.numbers).map(|spoken| spoken.core);
            (show(passage, &sentences), numbers.collect::<Vec<Span>>())
        };
        let (made, numbers): (Vec<T>, Vec<Vec<Span>>) = self.passages.par_iter().with_min_len(64).map(read).unzip();
        self.numbers.get_or_init(|| NumberIndex::of(self.views, self.passages.iter().zip(&numbers)));
        made
    }

    /// Returns the sentences of a text.
    pub(crate) fn sentences<'p>(&self, passage: &'p Passage<'_>) -> Vec<Sentence<'p>> {
        sentence::sentences(passage, self.language(), &self.measures)
    }

    /// Returns the paragraph that introduces the list of which a passage is an item, with its sentences.
    pub(crate) fn lead(&self, passage: &Passage<'_>) -> Option<(&'a Passage<'a>, &[Sentence<'a>])> {
        let lead = passage.lead?;
        Some((&self.passages[lead], self.leads.get(&lead)?))
    }

    /// Returns the language of the briefs.
    pub(crate) fn language(&self) -> Language {
        self.model.publication.language
    }

    /// Returns the numbers of all texts that a page can be made of.
    pub(crate) fn numbers(&self) -> &NumberIndex {
        if self.numbers.get().is_none() {
            self.each(|_, _| ());
        }
        self.numbers.get_or_init(|| NumberIndex::empty(self.language()))
    }

    /// Returns the texts that may be quoted.
    pub(crate) fn quotable(&self) -> &Quotable {
        self.quotable.get_or_init(|| Quotable::of(self.model))
    }

    /// Returns the texts that the registry holds word by word, gathered when they are first asked for.
    pub(crate) fn quotations(&self) -> &QuotationIndex {
        self.quotations.get_or_init(|| QuotationIndex::of(self.model))
    }

    /// Returns the briefs in which a passage is read: those that print the entry, or use the template.
    pub(crate) fn briefs_of(&self, passage: &Passage<'_>) -> Vec<Key<Brief>> {
        self.usage.get_or_init(|| Usage::of(self.model, self.templates)).of_setting(passage.setting)
    }

    /// Returns where a part of a claim's statement was written.
    pub(crate) fn in_statement(&self, claim: Key<Claim>, span: Span) -> Place {
        self.statements[claim.index()].map_or_else(
            || self.model.claims[claim].place.clone().then("statement").into(),
            |at| self.passages[at].place(span),
        )
    }
}
