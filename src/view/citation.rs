//! How a source is cited: author, title, where and when it appeared, how it was seen. Nothing is invented: a source without
//! a title is described in our words, and a source known through another says through which.

use crate::model::{Claim, Dataset, EvidenceFrom, Key, Source};
use crate::vocabulary::{Seen, SourceStatus, Stance};

use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText, Run};

impl Teller<'_> {
    /// Returns the numbered reference to a source.
    pub(super) fn cite(source: Key<Source>) -> MarkedText {
        MarkedText::empty(Mark::Source(source))
    }

    /// Returns the numbered reference to a dataset: to the source it is from, where that is registered.
    pub(super) fn cite_dataset(&self, dataset: Key<Dataset>) -> MarkedText {
        MarkedText::empty(self.dataset_mark(dataset))
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

    /// Returns the reference of a source in full.
    pub(super) fn reference(&self, source: Key<Source>) -> MarkedText {
        let entry = &self.model.sources[source];
        let phrases = &self.words().phrases;
        let mut parts: Vec<MarkedText> = Vec::new();
        let mut add = |words: Option<String>| parts.extend(words.map(MarkedText::words));
        let authors: Vec<String> = entry
            .author
            .iter()
            .map(|agent| match &agent.given {
                Some(given) => format!("{given} {}", agent.family),
                None => agent.family.clone(),
            })
            .collect();
        add((!authors.is_empty()).then(|| self.language().list(&authors)));
        parts.push(self.title(source));
        let mut add = |words: Option<String>| parts.extend(words.map(MarkedText::words));
        add(entry.container_title.clone());
        let publisher = entry.publisher.map(|party| self.model.parties[party].name.clone());
        add(publisher.filter(|name| !authors.contains(name) && entry.container_title.as_ref() != Some(name)));
        add(entry.issued.as_ref().map(|issued| self.period(issued)));
        add(entry.number.clone());
        add(entry.page.clone());
        if let Some(url) = &entry.url {
            parts.push(MarkedText(vec![Run::Address(url.clone())]));
        }
        if let Some(doi) = &entry.doi {
            let doi = doi.trim_start_matches("https://doi.org/");
            parts.push(MarkedText(vec![Run::Address(format!("https://doi.org/{doi}"))]));
        }
        if let Some(accessed) = &entry.accessed {
            let date = MarkedText::words(self.period(accessed));
            parts.push(MarkedText::filled(&phrases.accessed, &[("date", &date)]));
        }
        if let Some(copy) = &entry.archived {
            let address = MarkedText(vec![Run::Address(copy.url.clone())]);
            parts.push(match copy.date {
                Some(day) => {
                    let date = MarkedText::words(self.language().date(day));
                    MarkedText::filled(&phrases.archived_on, &[("date", &date), ("address", &address)])
                }
                None => MarkedText::filled(&phrases.archived, &[("address", &address)]),
            });
        }
        match entry.status {
            SourceStatus::Current => {}
            SourceStatus::Corrected => parts.push(MarkedText::words(phrases.corrected.as_str())),
            SourceStatus::Superseded => parts.push(MarkedText::words(phrases.superseded.as_str())),
            SourceStatus::Retracted => parts.push(MarkedText::words(phrases.retracted.as_str())),
            SourceStatus::Gone => parts.push(MarkedText::words(phrases.gone.as_str())),
        }
        parts.extend(entry.note.as_deref().map(MarkedText::words));
        parts.push(self.seen(source));
        sentences(parts)
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

    /// Returns the reference of a dataset that is from no registered source.
    pub(super) fn dataset_reference(&self, dataset: Key<Dataset>) -> MarkedText {
        let entry = &self.model.datasets[dataset];
        let mut parts = Vec::new();
        parts.extend(entry.publisher.map(|party| MarkedText::words(self.model.parties[party].name.as_str())));
        parts.push(MarkedText::words(self.dataset_title(dataset)));
        if entry.title.is_some() {
            parts.push(MarkedText::words(entry.file.as_str()));
        }
        if let Some(vintage) = &entry.vintage {
            let vintage = MarkedText::words(self.vintage(vintage));
            parts.push(MarkedText::filled(&self.words().pages.vintage, &[("vintage", &vintage)]));
        }
        sentences(parts)
    }

    /// Returns a short digest, as it is printed beside a file.
    pub(super) fn digest(&self, short: &str) -> MarkedText {
        MarkedText::filled(&self.words().pages.digest, &[("digest", &MarkedText::words(short))])
    }
}

/// Returns the parts as sentences, each with its full stop.
pub(super) fn sentences(parts: Vec<MarkedText>) -> MarkedText {
    let mut line = MarkedText::default();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(" ");
        }
        let plain = part.plain();
        let closed = plain.trim_end_matches(['”', '"', '»', '’']).ends_with(['.', '?', '!', '…']);
        let mut part = part;
        if let Some(Run::Words(first)) = part.0.first_mut()
            && first.split_whitespace().next().is_some_and(|word| word.chars().all(char::is_alphabetic))
            && let Some(letter) = first.chars().next().filter(|letter| letter.is_lowercase())
        {
            first.replace_range(..letter.len_utf8(), &letter.to_uppercase().to_string());
        }
        line.append(part);
        if !closed {
            line.push(".");
        }
    }
    line
}
