//! What was read and what was counted from: sources in the words of CSL, datasets, and how they are cited.
//!
//! Nothing is invented: a source without a title is described in our words, and a source known through another says through
//! which.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Claim, Dataset, EvidenceFrom, Key, Relay, Source};
use crate::number::{Date, Period};
use crate::snapshot::Sidecar;
use crate::text::Id;
use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText};
use crate::vocabulary::{CslType, Seen, SourceStatus, Stance};

/// A source, in the words of CSL where it has them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct SourceView {
    /// Its id.
    pub id: Id,
    /// Its reference in full, as the page prints it.
    pub reference: MarkedText,
    /// Its reference as short as it can be found by.
    #[serde(skip)]
    pub short_reference: MarkedText,
    /// What it is, by its CSL type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<CslType>,
    /// Its title as published; absent where nobody knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is in our words, where it has no title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who wrote it.
    pub author: Vec<AgentView>,
    /// The journal, newspaper or site it appeared in.
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    pub container_title: Option<String>,
    /// The party it counts as, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Id>,
    /// When it was published, as a day, month or year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Period>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<Period>,
    /// Its address.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The address of a copy that somebody keeps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_location: Option<String>,
    /// When that copy was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<Date>,
    /// Its DOI.
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// Report or document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How it was seen: `self` or `second-hand`; absent where that is not said, which counts as second-hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// The source through which it is known, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<Id>,
    /// Whether it still stands: `current`, `corrected`, `superseded`, `retracted`, `gone`.
    pub status: SourceStatus,
    /// What it only passes on: ids of sources and parties, or words.
    pub relays: Vec<String>,
    /// What it is called: its title in quotation marks, or our description of it.
    #[serde(skip)]
    pub called: MarkedText,
    /// The party it counts as, by name.
    #[serde(skip)]
    pub publisher_name: Option<String>,
    /// How it was seen, in words.
    #[serde(skip)]
    pub seen_words: MarkedText,
    /// Whether we read the source itself.
    #[serde(skip)]
    pub is_read: bool,
}

/// An author of a source, in the words of CSL.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct AgentView {
    /// The family name of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The given name of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The whole name of a body, or of a person who gives one name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub literal: Option<String>,
}

/// A dataset.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Dataset")]
pub struct DatasetView {
    /// Its id.
    pub id: Id,
    /// Its title, or its file.
    pub title: String,
    /// The file, in the project.
    pub file: String,
    /// The party that publishes it, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Id>,
    /// The source it is from, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
    /// Which release it is, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vintage: Option<String>,
    /// The query whose answer it is, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<QueryView>,
    /// Its reference, where it is from no registered source.
    #[serde(skip)]
    pub reference: MarkedText,
    /// Its numbered reference: to the source it is from, where that is registered.
    #[serde(skip)]
    pub cite: MarkedText,
    /// Which release it is, in words.
    #[serde(skip)]
    pub vintage_words: Option<String>,
}

/// A query, and who answered it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Query")]
pub struct QueryView {
    /// The file of its SQL, in the project.
    pub sql: String,
    /// The SHA-256 of that file.
    pub sha256: String,
    /// The values of its parameters, as written.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// The connection, by the name of its profile.
    pub connection: String,
    /// The engine that answered, with its version.
    pub engine: String,
    /// The driver through which it was asked, with its version.
    pub driver: String,
}

impl SourceView {
    /// Returns a source as everything tells it.
    pub(super) fn of(teller: &Teller<'_>, source: Key<Source>) -> Self {
        let model = teller.model;
        let entry = &model.sources[source];
        let author = entry.author.iter().cloned().map(|agent| match agent.given {
            Some(given) => AgentView { family: Some(agent.family), given: Some(given), literal: None },
            None => AgentView { family: None, given: None, literal: Some(agent.family) },
        });
        let relayed = |relay: &Relay| match relay {
            Relay::Source(source) => model.sources.id(*source).to_string(),
            Relay::Party(party) => model.parties.id(*party).to_string(),
            Relay::Unregistered(words) => words.clone(),
        };
        Self {
            id: model.sources.id(source).clone(),
            reference: teller.reference(source),
            short_reference: teller.short_reference(source),
            kind: entry.kind,
            title: entry.title.clone(),
            description: entry.description.clone(),
            author: author.collect(),
            container_title: entry.container_title.clone(),
            publisher: entry.publisher.map(|party| model.parties.id(party).clone()),
            issued: entry.issued.clone(),
            accessed: entry.accessed.clone(),
            url: entry.url.clone(),
            archive_location: entry.archived.as_ref().map(|copy| copy.url.clone()),
            archived: entry.archived.as_ref().and_then(|copy| copy.date),
            doi: entry.doi.clone(),
            number: entry.number.clone(),
            page: entry.page.clone(),
            note: entry.note.clone(),
            seen: entry.seen,
            through: entry.through.map(|through| model.sources.id(through).clone()),
            status: entry.status,
            relays: entry.relays.iter().map(relayed).collect(),
            called: teller.title(source),
            publisher_name: entry.publisher.map(|party| model.parties[party].name.clone()),
            seen_words: teller.seen(source),
            is_read: entry.seen == Some(Seen::Itself) && entry.through.is_none(),
        }
    }
}

impl DatasetView {
    /// Returns a dataset as everything tells it.
    pub(super) fn of(teller: &Teller<'_>, dataset: Key<Dataset>) -> Self {
        let model = teller.model;
        let entry = &model.datasets[dataset];
        Self {
            id: model.datasets.id(dataset).clone(),
            title: teller.dataset_title(dataset),
            file: entry.file.to_string(),
            publisher: entry.publisher.map(|party| model.parties.id(party).clone()),
            source: entry.source.map(|source| model.sources.id(source).clone()),
            vintage: entry.vintage.clone(),
            query: entry.snapshot.as_deref().map(QueryView::of),
            reference: teller.dataset_reference(dataset),
            cite: teller.cite_dataset(dataset),
            vintage_words: entry.vintage.as_deref().map(|vintage| teller.vintage(vintage)),
        }
    }
}

impl QueryView {
    fn of(snapshot: &Sidecar) -> Self {
        let asked = &snapshot.query;
        Self {
            sql: asked.sql.clone(),
            sha256: asked.sha256.clone(),
            parameters: asked.parameters.clone(),
            connection: asked.connection.clone(),
            engine: snapshot.engine.words(),
            driver: snapshot.driver.words(),
        }
    }
}

impl Teller<'_> {
    /// Returns which query a dataset is the answer to, and whose; none where it is none.
    pub(super) fn query(&self, dataset: Key<Dataset>) -> Option<MarkedText> {
        let snapshot = self.model.datasets[dataset].snapshot.as_deref()?;
        let (engine, query) = (snapshot.engine.words(), snapshot.query.sql.as_str());
        let short: String = snapshot.query.sha256.chars().take(12).collect();
        let parts = [
            ("engine", &MarkedText::words(engine)),
            ("query", &MarkedText::words(query)),
            ("digest", &self.digest(&short)),
        ];
        Some(MarkedText::filled(&self.words().pages.query, &parts))
    }

    /// Returns the numbered reference to a source.
    pub(super) fn cite(source: Key<Source>) -> MarkedText {
        MarkedText::empty(Mark::Source(source))
    }

    /// Returns the numbered reference to a dataset: to the source it is from, where that is registered.
    pub(super) fn cite_dataset(&self, dataset: Key<Dataset>) -> MarkedText {
        let mut line = MarkedText::default();
        let mut marks: Vec<Mark> = Vec::new();
        for file in self.evaluation.with_files(dataset) {
            let mark = self.dataset_mark(file);
            if !marks.contains(&mark) {
                line.append(MarkedText::empty(mark));
                marks.push(mark);
            }
        }
        line
    }

    pub(super) fn dataset_mark(&self, dataset: Key<Dataset>) -> Mark {
        self.model.datasets[dataset].source.map_or(Mark::Dataset(dataset), Mark::Source)
    }

    /// Returns numbered references to where a claim is from: the data that test it, its evidence, where it was said.
    pub(super) fn cite_claim(&self, claim: Key<Claim>) -> MarkedText {
        let entry = &self.model.claims[claim];
        let mut marks: Vec<Mark> = self.datasets_of(claim).into_iter().map(|data| self.dataset_mark(data)).collect();
        let telling = entry.evidence.iter().filter(|item| item.stance != Stance::Context);
        marks.extend(telling.map(|item| match item.from {
            EvidenceFrom::Source(source) => Mark::Source(source),
            EvidenceFrom::Dataset(dataset) => self.dataset_mark(dataset),
        }));
        marks.extend(entry.said_in().map(Mark::Source));
        let mut line = MarkedText::default();
        let mut seen = Vec::new();
        for mark in marks {
            if !seen.contains(&mark) {
                seen.push(mark);
                line.append(MarkedText::empty(mark));
            }
        }
        line
    }

    /// Returns the party that a source counts as, by name.
    pub(super) fn publisher(&self, source: Key<Source>) -> Option<MarkedText> {
        let party = self.model.sources[source].publisher?;
        Some(MarkedText::words(self.model.parties[party].name.as_str()))
    }

    /// Returns what a source is called: its title in quotation marks, or our description of it.
    pub(super) fn title(&self, source: Key<Source>) -> MarkedText {
        let entry = &self.model.sources[source];
        let words = self.words();
        match (&entry.title, &entry.description) {
            (Some(title), _) => {
                MarkedText::filled(&words.pages.quoted, &[("words", &MarkedText::words(title.as_str()))])
            }
            (None, Some(description)) => MarkedText::words(description.as_str()),
            (None, None) => MarkedText::words(words.pages.untitled.as_str()),
        }
    }

    /// Returns how a source was seen: by us, through another, or not said.
    pub(super) fn seen(&self, source: Key<Source>) -> MarkedText {
        let entry = &self.model.sources[source];
        let phrases = &self.words().phrases;
        match (entry.through, entry.seen) {
            (Some(through), _) => {
                let mut known = self.title(through);
                known.append(Self::cite(through));
                let through = known;
                MarkedText::filled(&self.words().pages.known_through, &[("source", &through)])
            }
            (None, Some(Seen::Itself)) => MarkedText::words(phrases.seen.as_str()),
            (None, Some(Seen::SecondHand)) => MarkedText::words(phrases.not_seen.as_str()),
            (None, None) => MarkedText::words(phrases.not_said.as_str()),
        }
    }

    /// Returns the title of a dataset, or its file.
    pub(super) fn dataset_title(&self, dataset: Key<Dataset>) -> String {
        let entry = &self.model.datasets[dataset];
        entry.title.clone().unwrap_or_else(|| entry.file.to_string())
    }

    /// Returns a short digest, as it is printed beside a file.
    pub(super) fn digest(&self, short: &str) -> MarkedText {
        MarkedText::filled(&self.words().pages.digest, &[("digest", &MarkedText::words(short))])
    }
}
