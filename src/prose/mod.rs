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
use std::fmt;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::language::Language;
use crate::model::{Brief, Claim, Key, Measure, Model, Party};
use crate::outcome::Evaluation;
use crate::reads::{self, Names, Readable, Sum, UnitKey};
use crate::template::Templates;
use crate::text::{Place, Span};
use crate::view::Views;

use naming::NameIndex;
use number_index::{NumberIndex, Quotable};
use passage::{Passage, Setting};
use quotation::QuotationIndex;
use sentence::Sentence;
use usage::Usage;

/// What is made of the whole project for whoever looks at a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    /// The names of measures.
    Measures,
    /// The names of parties.
    Parties,
    /// The texts that may be quoted.
    Quotable,
    /// The texts that the registry holds word by word.
    Quotations,
    /// In which briefs each text is read.
    Usage,
    /// The quantities of the registry by the number they name.
    Amounts,
    /// The claims for which a source tells of a court case.
    Court,
}

impl Whole {
    /// All of them, each with what an author would call it.
    pub(crate) const ALL: [(Self, &str); 7] = [
        (Self::Measures, "the names of measures"),
        (Self::Parties, "the names of parties"),
        (Self::Quotable, "what may be quoted"),
        (Self::Quotations, "what is held word by word"),
        (Self::Usage, "what is read in which brief"),
        (Self::Amounts, "the quantities of the registry"),
        (Self::Court, "what is before a court"),
    ];

    /// Notes that it is looked at.
    pub(crate) fn note(self) {
        reads::note(Readable::Wholes, self as usize);
    }
}

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
    measures: NameIndex<Measure>,
    parties: NameIndex<Party>,
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

/// An entry that is shown by its name.
struct Shown(Readable, usize);

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        reads::show(self.0, self.1, f)
    }
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

    /// Shows every passage, on all cores, and returns what is made of each, in order. Sentences are many and large: those of a
    /// passage are made once and only its numbers are kept, which pages are held against; where these are known already,
    /// sentences are left to whoever wants them.
    pub(crate) fn each<T: Send>(
        &self,
        show: impl Fn(usize, &'a Passage<'a>, Option<&[Sentence<'a>]>) -> T + Sync,
    ) -> Vec<T> {
        reads::alone();
        let are_known = self.numbers.get().is_some();
        let read = |(at, passage): (usize, &'a Passage<'a>)| {
            if are_known {
                return (show(at, passage, None), Vec::new());
            }
            let sentences = self.sentences(passage);
            let numbers = sentences.iter().flat_map(|sentence| &sentence.numbers).map(|spoken| spoken.core);
            (show(at, passage, Some(&sentences)), numbers.collect::<Vec<Span>>())
        };
        let passages = self.passages.par_iter().enumerate().with_min_len(64);
        let (made, numbers): (Vec<T>, Vec<Vec<Span>>) = passages.map(read).unzip();
        self.numbers.get_or_init(|| NumberIndex::of(self.views, self.passages.iter().zip(&numbers)));
        made
    }

    /// Returns the sentences of a text.
    pub(crate) fn sentences<'p>(&self, passage: &'p Passage<'_>) -> Vec<Sentence<'p>> {
        sentence::sentences(passage, self.language(), self.measures())
    }

    /// Returns by what each passage is known again. One of the registry stands in the text of an entry, which is noted where it is
    /// read, and follows from that; every other is known by all that it holds.
    pub(crate) fn units(&self, names: &Arc<dyn Names>) -> Vec<UnitKey> {
        let mut nth = 0;
        let known: Vec<(usize, &Passage<'_>)> = (self.passages.iter().enumerate())
            .map(|(at, passage)| {
                let goes_on = at > 0 && self.passages[at - 1].setting == passage.setting;
                nth = if goes_on { nth + 1 } else { 0 };
                (nth, passage)
            })
            .collect();
        known.into_par_iter().with_min_len(64).map(|(nth, passage)| self.unit(nth, passage, names)).collect()
    }

    fn unit(&self, nth: usize, passage: &Passage<'_>, names: &Arc<dyn Names>) -> UnitKey {
        let key = match passage.setting.entry() {
            Some((section, entry)) => {
                let entry = reads::named(names, || format!("{:?}", Shown(section, entry)));
                format!("prose {} {entry} {nth}", passage.setting.word())
            }
            None => reads::named(names, || {
                let Passage { setting, text, references, written, lead } = passage;
                let lead =
                    lead.map(|lead| &self.passages[lead]).map(|lead| (&lead.text, &lead.references, &lead.written));
                format!("prose {} {text:?} {references:?} {written:?} {lead:?}", setting.word())
            }),
        };
        reads::sum([key.as_bytes()])
    }

    /// Notes that a passage is read.
    pub(crate) fn note(passage: &Passage<'_>) {
        Whole::Measures.note();
        if let Some((section, entry)) = passage.setting.entry() {
            reads::note(section, entry);
        }
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

    /// Returns the names of measures.
    pub(crate) fn measures(&self) -> &NameIndex<Measure> {
        Whole::Measures.note();
        &self.measures
    }

    /// Returns the names of parties.
    pub(crate) fn parties(&self) -> &NameIndex<Party> {
        Whole::Parties.note();
        &self.parties
    }

    /// Returns the numbers of all texts that a page can be made of; whoever looks one up notes that it was asked for.
    pub(crate) fn numbers(&self) -> &NumberIndex {
        if self.numbers.get().is_none() {
            reads::apart(|| self.each(|_, _, _| ()));
        }
        self.numbers.get_or_init(|| NumberIndex::empty(self.language()))
    }

    /// Returns the texts that may be quoted.
    pub(crate) fn quotable(&self) -> &Quotable {
        Whole::Quotable.note();
        self.quotable.get_or_init(|| reads::apart(|| Quotable::of(self.model)))
    }

    /// Returns the texts that the registry holds word by word, gathered when they are first asked for.
    pub(crate) fn quotations(&self) -> &QuotationIndex {
        Whole::Quotations.note();
        self.quotations.get_or_init(|| reads::apart(|| QuotationIndex::of(self.model)))
    }

    fn usage(&self) -> &Usage {
        Whole::Usage.note();
        self.usage.get_or_init(|| reads::apart(|| Usage::of(self.model, self.templates)))
    }

    /// Returns the sum over everything in something that is made of the whole project; none where `asked` says that nobody asked
    /// for it and nobody has.
    pub(crate) fn sum(&self, whole: Whole, asked: bool) -> Option<Sum> {
        let of = |shown: String| Some(reads::sum([shown.as_bytes()]));
        match whole {
            Whole::Measures => of(format!("{:?}", self.measures)),
            Whole::Parties => of(format!("{:?}", self.parties)),
            Whole::Quotable if asked || self.quotable.get().is_some() => of(format!("{:?}", self.quotable().texts())),
            Whole::Quotations if asked || self.quotations.get().is_some() => {
                of(format!("{:?}", self.quotations().held()))
            }
            Whole::Usage if asked || self.usage.get().is_some() => of(format!("{:?}", self.usage().listed())),
            Whole::Quotable | Whole::Quotations | Whole::Usage | Whole::Amounts | Whole::Court => None,
        }
    }

    /// Returns the briefs in which a passage is read: those that print the entry, or use the template.
    pub(crate) fn briefs_of(&self, passage: &Passage<'_>) -> Vec<Key<Brief>> {
        self.usage().of_setting(passage.setting)
    }

    /// Returns where a part of a claim's statement was written.
    pub(crate) fn in_statement(&self, claim: Key<Claim>, span: Span) -> Place {
        reads::note(Readable::Claims, claim.index());
        self.statements[claim.index()].map_or_else(
            || self.model.claims[claim].place.clone().then("statement").into(),
            |at| self.passages[at].place(span),
        )
    }
}
