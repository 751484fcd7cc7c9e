//! What templates can print: one kind of object that stands for an entry of the registry, a section of it, or a part of the
//! brief. It reads from the shared model only what is asked for.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::compose::{Composer, Document, Finding, Late, Line, Mark, OpenQuestion};
use crate::evaluate::{Evaluation, Standing};
use crate::model::{
    Brief, Claim, Dataset, Figure, Key, Measure, Model, Party, Registered, Source, TableEntry, Unknown,
};

use super::environment::{Enumerator, Object, ObjectRepr, Value, markdown};
use super::{escape, label, marks, table};

/// The standings that a template can ask for.
pub(super) const STANDINGS: [Standing; 9] = [
    Standing::NotAssessed,
    Standing::NotChecked,
    Standing::Outdated,
    Standing::Refuted,
    Standing::Contested,
    Standing::Established,
    Standing::Reported,
    Standing::SelfReported,
    Standing::Unsupported,
];

/// Returns the name of the test that asks for a standing: `self_reported`.
pub(super) fn test_name(word: &str) -> String {
    word.replace('-', "_")
}

/// Returns whether templates can ask this.
pub(super) fn is_test(name: &str) -> bool {
    name == "provisional" || STANDINGS.iter().any(|standing| test_name(standing.word()) == name)
}

/// What one page is printed from.
#[derive(Debug)]
pub(super) struct Subject {
    /// What the registry means.
    pub(super) model: Arc<Model>,
    /// What it comes to.
    pub(super) evaluation: Arc<Evaluation>,
    /// The document.
    pub(super) document: Document,
}

impl Subject {
    /// Returns a composer over the page's model.
    pub(super) fn composer(&self) -> Composer<'_> {
        Composer::new(&self.model, &self.evaluation)
    }

    /// Returns the brief.
    pub(super) fn brief(&self) -> &Brief {
        &self.model.briefs[self.document.brief]
    }
}

/// Something a template can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The brief.
    Brief,
    /// Who publishes.
    Publication,
    /// The words of the language.
    Words,
    /// The beginning and end of the panel.
    Panel,
    /// A section.
    Section(Kind),
    /// A figure.
    Figure(Key<Figure>),
    /// A claim.
    Claim(Key<Claim>),
    /// A source.
    Source(Key<Source>),
    /// A measure.
    Measure(Key<Measure>),
    /// A party.
    Party(Key<Party>),
    /// An unknown.
    Unknown(Key<Unknown>),
    /// A table.
    Table(Key<TableEntry>),
    /// A dataset.
    Dataset(Key<Dataset>),
    /// A reading of a claim, by its index.
    Reading(Key<Claim>, usize),
}

/// A section of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Figures,
    Claims,
    Sources,
    Measures,
    Parties,
    Unknowns,
    Tables,
    Datasets,
}

impl Kind {
    /// Every section with its name and the parts that its entries have.
    pub(super) const ALL: [(Self, &'static str, &'static [&'static str]); 8] = [
        (Self::Figures, "figures", &["id", "label", "measure", "cite"]),
        (Self::Claims, "claims", CLAIM_PARTS),
        (Self::Sources, "sources", &["id", "title", "publisher", "reference", "seen"]),
        (Self::Measures, "measures", &["id", "label", "definition", "kept_by"]),
        (Self::Parties, "parties", &["id", "name", "kind"]),
        (Self::Unknowns, "unknowns", &["id", "question", "because", "would_resolve", "holder", "asked", "next_check"]),
        (Self::Tables, "tables", &["id", "caption"]),
        (Self::Datasets, "datasets", &["id", "title", "vintage", "cite", "file"]),
    ];
}

const CLAIM_PARTS: &[&str] = &[
    "id",
    "statement",
    "quantity",
    "value",
    "standing",
    "reason",
    "instead",
    "reading",
    "said",
    "speaker",
    "quote",
    "cite",
    "sentence",
    "measure",
    "readings",
    "replies",
    "verdict",
    "evidence",
];
pub(super) const BRIEF_PARTS: &[&str] = &[
    "id",
    "question",
    "answer",
    "summary",
    "standing",
    "claims",
    "unknowns",
    "tables",
    "known",
    "claimed",
    "unknown",
    "not_rated",
    "unprinted_tables",
    "data_date",
    "counts",
    "byline",
    "limitations",
    "topics",
    "definitions",
    "numbers",
    "read",
    "references",
    "edition",
    "cite_as",
    "decided",
    "would_change",
];
pub(super) const PUBLICATION_PARTS: &[&str] = &[
    "title",
    "publisher",
    "as_of",
    "authors",
    "licence",
    "contact",
    "method",
    "corrections",
    "funding",
    "conflicts",
    "language",
];

/// An object of the template engine.
pub(super) struct Node {
    subject: Arc<Subject>,
    what: What,
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)
    }
}

impl Node {
    /// Returns something of a page as a value.
    pub(super) fn value(subject: &Arc<Subject>, what: What) -> Value {
        Value::from_object(Self { subject: Arc::clone(subject), what })
    }

    fn node(&self, what: What) -> Value {
        Self::value(&self.subject, what)
    }

    fn nodes(&self, what: impl IntoIterator<Item = What>) -> Value {
        what.into_iter().map(|what| self.node(what)).collect()
    }

    /// Returns the Markdown that printing the object itself gives; none where it has no words of its own.
    pub(super) fn print(&self) -> Option<String> {
        let composer = self.subject.composer();
        match self.what {
            What::Figure(figure) => composer.figure(figure).map(|line| text(&line)),
            What::Claim(claim) => Some(text(&composer.statement(claim))),
            What::Source(source) => Some(text(&Composer::cite(source))),
            What::Measure(measure) => Some(text(&composer.measure(measure))),
            What::Party(party) => Some(words(self.subject.model.parties[party].short())),
            What::Unknown(unknown) => Some(text(&composer.open_question(unknown).question)),
            What::Table(table) => Some(table::markdown(&composer, table)),
            What::Dataset(dataset) => Some(words(&composer.dataset_title(dataset))),
            What::Publication => Some(words(&self.subject.model.publication.title)),
            What::Reading(claim, reading) => composer.reading(claim, reading).map(|line| text(&line)),
            What::Brief | What::Words | What::Panel | What::Section(_) => None,
        }
    }

    /// Returns whether the object is a claim of this standing.
    pub(super) fn has_standing(&self, word: &str) -> bool {
        matches!(self.what, What::Claim(claim) if self.subject.evaluation.claim(claim).standing.word() == word)
    }

    /// Returns whether the object is a claim or figure with provisional cells.
    pub(super) fn is_provisional(&self) -> bool {
        match self.what {
            What::Claim(claim) => self.subject.evaluation.claim(claim).provisional,
            What::Figure(figure) => self.subject.evaluation.figure(figure).is_some_and(|outcome| outcome.provisional),
            _ => false,
        }
    }

    fn entry(&self, kind: Kind, id: &str) -> Option<Value> {
        let model = &self.subject.model;
        let what = match kind {
            Kind::Figures => What::Figure(model.figures.find(id)?),
            Kind::Claims => {
                let claim = model.claims.find(id)?;
                Composer::lists(self.subject.brief(), claim).then_some(What::Claim(claim))?
            }
            Kind::Sources => What::Source(model.sources.find(id)?),
            Kind::Measures => What::Measure(model.measures.find(id)?),
            Kind::Parties => What::Party(model.parties.find(id)?),
            Kind::Unknowns => {
                let unknown = model.unknowns.find(id)?;
                self.subject.brief().unknowns.contains(&unknown).then_some(What::Unknown(unknown))?
            }
            Kind::Tables => What::Table(model.tables.find(id)?),
            Kind::Datasets => What::Dataset(model.datasets.find(id)?),
        };
        Some(self.node(what))
    }

    fn claim(&self, claim: Key<Claim>, part: &str) -> Option<Value> {
        let composer = self.subject.composer();
        let entry = &self.subject.model.claims[claim];
        let assessment = self.subject.evaluation.claim(claim);
        Some(match part {
            "id" => id(&self.subject.model.claims, claim),
            "statement" => shown(&composer.statement(claim)),
            "sentence" => shown(&self.sentence(claim)),
            "quantity" => maybe(composer.quantity(claim)),
            "value" => maybe(composer.value(claim, None)),
            "standing" => shown(&composer.standing(claim)),
            "reason" => shown(&composer.reason(claim)),
            "instead" => maybe(composer.instead(claim)),
            "reading" => maybe(composer.reading(claim, 0)),
            "said" => maybe(composer.said(claim)),
            "speaker" => maybe(composer.speaker(claim)),
            "quote" => maybe(entry.said.as_ref().and_then(|said| said.quote.as_deref()).map(Line::words)),
            "cite" => shown(&composer.cite_claim(claim)),
            "measure" => composer.measure_of(claim).map_or(Value::from(()), |key| self.node(What::Measure(key))),
            "verdict" => maybe(entry.verdict.as_ref().map(|verdict| Line::words(verdict.word.as_str()))),
            "readings" => self.nodes((0..assessment.readings.len()).map(|reading| What::Reading(claim, reading))),
            "replies" => lines(&composer.replies(claim)),
            "evidence" => lines(&composer.origins(claim)),
            _ => return None,
        })
    }

    /// Returns the sentence of the document, where a speaker's name in full comes first; otherwise one by itself.
    fn sentence(&self, claim: Key<Claim>) -> Line {
        let Document { known, claimed, not_rated, .. } = &self.subject.document;
        let mut told = known.iter().chain(claimed).chain(not_rated);
        let told = told.find(|finding| finding.claim == claim).map(|finding| finding.sentence.clone());
        told.unwrap_or_else(|| self.subject.composer().finding(claim, &mut BTreeSet::new()).sentence)
    }

    fn brief(&self, part: &str) -> Option<Value> {
        let composer = self.subject.composer();
        let document = &self.subject.document;
        let brief = self.subject.brief();
        let found = |findings: &[Finding]| self.nodes(findings.iter().map(|finding| What::Claim(finding.claim)));
        let late = |late: Late| shown(&Composer::empty(Mark::Late(late)));
        Some(match part {
            "id" => Value::from(document.id.as_str()),
            "question" => shown(&document.question),
            "answer" | "summary" => shown(&document.answer),
            "standing" => shown(&document.standing),
            "claims" => self.nodes(brief.claims.iter().map(|claim| What::Claim(*claim))),
            "unknowns" => self.nodes(brief.unknowns.iter().map(|unknown| What::Unknown(*unknown))),
            "tables" => self.nodes(document.tables.iter().map(|table| What::Table(*table))),
            "known" => found(&document.known),
            "claimed" => found(&document.claimed),
            "unknown" => {
                self.nodes(document.unknown.iter().map(|OpenQuestion { unknown, .. }| What::Unknown(*unknown)))
            }
            "not_rated" => found(&document.not_rated),
            "decided" => {
                let rated = brief.claims.iter().filter(|claim| {
                    let standing = self.subject.evaluation.claim(**claim).standing;
                    !matches!(standing, Standing::NotAssessed | Standing::NotChecked)
                });
                self.nodes(rated.map(|claim| What::Claim(*claim)))
            }
            "would_change" => {
                let answers = composer.answering(brief);
                let blocking = brief.unknowns.iter().filter(|unknown| {
                    let entry = &self.subject.model.unknowns[**unknown];
                    entry.would_resolve.is_some() && entry.blocks.iter().any(|claim| answers.contains(claim))
                });
                self.nodes(blocking.map(|unknown| What::Unknown(*unknown)))
            }
            "data_date" => shown(&document.data_date),
            "counts" => lines(&composer.counts(document)),
            "byline" => maybe(brief.byline.as_deref().map(Line::words)),
            "limitations" => lines(&document.limitations),
            "topics" => brief.topics.iter().map(|topic| markdown(words(topic))).collect(),
            "unprinted_tables" => late(Late::Tables),
            "definitions" => late(Late::Definitions),
            "numbers" => late(Late::Origins),
            "read" => late(Late::Read),
            "references" => late(Late::References),
            "edition" => markdown(words(&composer.words().phrases.unpublished)),
            "cite_as" => shown(&composer.cite_as(document)),
            _ => return None,
        })
    }

    fn publication(&self, part: &str) -> Option<Value> {
        let publication = &self.subject.model.publication;
        let composer = self.subject.composer();
        let said = |words: &Option<String>| maybe(words.as_deref().map(Line::words));
        Some(match part {
            "title" => markdown(words(&publication.title)),
            "publisher" => markdown(words(&composer.publisher_name())),
            "as_of" => maybe(publication.as_of.map(|day| Line::words(composer.language().date(day)))),
            "authors" => lines(&composer.authors()),
            "licence" => maybe(composer.licence()),
            "contact" => maybe(publication.contact.as_deref().map(|contact| composer.contact(contact))),
            "method" => said(&publication.method),
            "corrections" => said(&publication.corrections),
            "funding" => said(&publication.funding),
            "conflicts" => said(&publication.conflicts),
            "language" => Value::from(publication.language.tag()),
            _ => return None,
        })
    }

    fn part(&self, part: &str) -> Option<Value> {
        let model = &self.subject.model;
        let composer = self.subject.composer();
        Some(match self.what {
            What::Brief => return self.brief(part),
            What::Publication => return self.publication(part),
            What::Section(kind) => return self.entry(kind, part),
            What::Claim(claim) => return self.claim(claim, part),
            What::Words => markdown(words(label::find(composer.words(), part)?)),
            What::Panel => {
                let mut out = String::new();
                match part {
                    "begin" => marks::open(Mark::Panel, &mut out),
                    "end" => marks::close(&mut out),
                    _ => return None,
                }
                markdown(out)
            }
            What::Reading(claim, reading) => match part {
                "words" => maybe(composer.reading(claim, reading)),
                "value" => maybe(composer.value(claim, Some(reading))),
                "result" => shown(&composer.result(claim, reading)),
                _ => return None,
            },
            What::Figure(figure) => match part {
                "id" => id(&model.figures, figure),
                "label" => maybe(model.figures[figure].label.as_deref().map(Line::words)),
                "measure" => {
                    let measure = self.subject.evaluation.figure(figure).and_then(|it| it.measures.first().copied());
                    measure.map_or(Value::from(()), |measure| self.node(What::Measure(measure)))
                }
                "cite" => maybe(self.subject.evaluation.figure(figure).map(|outcome| composer.cite_outcome(outcome))),
                _ => return None,
            },
            What::Source(source) => match part {
                "id" => id(&model.sources, source),
                "title" => shown(&composer.title(source)),
                "publisher" => maybe(composer.publisher(source)),
                "reference" => shown(&composer.reference(source)),
                "seen" => shown(&composer.seen(source)),
                _ => return None,
            },
            What::Measure(measure) => match part {
                "id" => id(&model.measures, measure),
                "label" => shown(&composer.measure(measure)),
                "definition" => maybe(model.measures[measure].definition.as_deref().map(Line::words)),
                "kept_by" => {
                    model.measures[measure].kept_by.map_or(Value::from(()), |party| self.node(What::Party(party)))
                }
                _ => return None,
            },
            What::Party(party) => match part {
                "id" => id(&model.parties, party),
                "name" => markdown(words(&model.parties[party].name)),
                "kind" => maybe(model.parties[party].kind.as_deref().map(Line::words)),
                _ => return None,
            },
            What::Unknown(unknown) => {
                let (entry, told) = (&model.unknowns[unknown], composer.open_question(unknown));
                let filled = |line: Line| maybe((!line.is_empty()).then_some(line));
                match part {
                    "id" => id(&model.unknowns, unknown),
                    "question" => shown(&told.question),
                    "because" => filled(told.because),
                    "would_resolve" => filled(told.would_resolve),
                    "holder" => entry.holder.map_or(Value::from(()), |party| self.node(What::Party(party))),
                    "asked" => maybe(entry.asked.as_deref().map(Line::words)),
                    "next_check" => maybe(entry.next_check.map(|day| Line::words(composer.language().date(day)))),
                    _ => return None,
                }
            }
            What::Table(table) => match part {
                "id" => id(&model.tables, table),
                "caption" => shown(&composer.table(table).caption),
                _ => return None,
            },
            What::Dataset(dataset) => {
                let entry = &model.datasets[dataset];
                match part {
                    "id" => id(&model.datasets, dataset),
                    "title" => markdown(words(&composer.dataset_title(dataset))),
                    "vintage" => maybe(entry.vintage.as_deref().map(|it| Line::words(composer.vintage(it)))),
                    "cite" => shown(&composer.cite_dataset(dataset)),
                    "file" => markdown(words(entry.file.as_str())),
                    _ => return None,
                }
            }
        })
    }
}

impl Object for Node {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.part(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.part(key)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

fn id<T>(section: &Registered<T>, key: Key<T>) -> Value {
    Value::from(section.id(key).as_str())
}

fn words(plain: &str) -> String {
    let mut out = String::new();
    escape::text(plain, escape::At::LineStart, &mut out);
    out
}

fn text(line: &Line) -> String {
    let mut out = String::new();
    escape::line(line, &mut out);
    out
}

fn shown(line: &Line) -> Value {
    markdown(text(line))
}

fn maybe(line: Option<Line>) -> Value {
    line.map_or(Value::from(()), |line| shown(&line))
}

fn lines(lines: &[Line]) -> Value {
    lines.iter().map(shown).collect()
}
