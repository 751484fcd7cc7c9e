//! References: of a source in full and as short as it can be found by, and of a dataset that is from no registered source.

use crate::model::{Dataset, Key, Source};
use crate::view::teller::Teller;
use crate::view::{MarkedText, Run};
use crate::vocabulary::SourceStatus;

impl Teller<'_> {
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
        parts.extend(self.status(entry.status));
        parts.extend(entry.note.as_deref().map(MarkedText::words));
        parts.push(self.seen(source));
        sentences(parts)
    }

    /// Returns the reference of a source as short as it can be found by: who, what, where, and how we know it.
    pub(super) fn short_reference(&self, source: Key<Source>) -> MarkedText {
        let entry = &self.model.sources[source];
        let mut parts = vec![self.title(source)];
        let publisher = entry.publisher.map(|party| self.model.parties[party].short().to_owned());
        parts.extend(publisher.or_else(|| entry.container_title.clone()).map(MarkedText::words));
        parts.extend(entry.issued.as_ref().map(|issued| MarkedText::words(self.period(issued))));
        if let Some(url) = entry.found_at() {
            parts.push(MarkedText(vec![Run::Address(url.to_owned())]));
        }
        parts.extend(self.status(entry.status));
        parts.push(match entry.through {
            Some(through) => {
                let through = Self::cite(through);
                MarkedText::filled(&self.words().pages.known_through, &[("source", &through)])
            }
            None => self.seen(source),
        });
        sentences(parts)
    }

    /// Returns what has become of a source; nothing where it stands as it was.
    fn status(&self, status: SourceStatus) -> Option<MarkedText> {
        let phrases = &self.words().phrases;
        let words = match status {
            SourceStatus::Current => return None,
            SourceStatus::Corrected => &phrases.corrected,
            SourceStatus::Superseded => &phrases.superseded,
            SourceStatus::Retracted => &phrases.retracted,
            SourceStatus::Gone => &phrases.gone,
        };
        Some(MarkedText::words(words.as_str()))
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
            let vintage = MarkedText::words(self.language().release(vintage));
            parts.push(MarkedText::filled(&self.words().pages.vintage, &[("vintage", &vintage)]));
        }
        parts.extend(self.query(dataset));
        sentences(parts)
    }
}

/// Returns the parts as sentences, each with its full stop.
fn sentences(parts: Vec<MarkedText>) -> MarkedText {
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
