//! Who publishes, and under which licence.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Plural;
use crate::model::Author;

use crate::view::teller::Teller;
use crate::view::{Deferred, Half, Mark, MarkedText, Run};

/// Who publishes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Publication")]
pub struct PublicationView {
    /// Its name.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Where the pages stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who wrote the briefs.
    pub authors: Vec<AuthorView>,
    /// Where corrections and questions go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// How the work is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How mistakes are corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<String>,
    /// Who pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funding: Option<String>,
    /// Interests of the publisher in the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflicts: Option<String>,
    /// Where corrections and questions go: an address of the web as a link.
    #[serde(skip)]
    pub contact_words: Option<MarkedText>,
    /// The licence of the texts.
    #[serde(skip)]
    pub licence: Option<LicenceView>,
}

/// Somebody who wrote or checked.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Author")]
pub struct AuthorView {
    /// The name.
    pub name: String,
    /// What they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Both, in words.
    #[serde(skip)]
    pub words: MarkedText,
}

/// A licence.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Licence")]
pub struct LicenceView {
    /// Its name.
    pub name: String,
    /// Where its text is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Both, in words.
    #[serde(skip)]
    pub words: MarkedText,
}

impl PublicationView {
    /// Returns who publishes, as everything tells it.
    pub(super) fn of(teller: &Teller<'_>) -> Self {
        let publication = &teller.model.publication;
        let authors = publication.authors.iter().zip(teller.authors());
        Self {
            title: publication.title.clone(),
            publisher: teller.publisher_name(),
            url: publication.url.clone(),
            authors: authors
                .map(|(author, words)| AuthorView { name: author.name.clone(), role: author.role.clone(), words })
                .collect(),
            contact: publication.contact.clone(),
            method: publication.method.clone(),
            corrections: publication.corrections.clone(),
            funding: publication.funding.clone(),
            conflicts: publication.conflicts.clone(),
            licence: publication.licence.as_ref().zip(teller.licence()).map(|(licence, words)| LicenceView {
                name: licence.name.clone(),
                url: licence.url.clone(),
                words,
            }),
            contact_words: publication.contact.as_deref().map(contact_words),
        }
    }
}

impl Teller<'_> {
    /// Returns how much is known, claimed and unknown, in words.
    pub(super) fn counts(&self, [known, claimed, unknown]: [usize; 3]) -> Vec<MarkedText> {
        let counts = &self.words().counts;
        let halves = [
            (Half::Known, &counts.known, known),
            (Half::Claimed, &counts.claimed, claimed),
            (Half::Unknown, &counts.unknown, unknown),
        ];
        let line = |(half, form, count): (Half, &Plural, usize)| {
            MarkedText::marked(Mark::Count(half), form.say(count as u64, self.language()))
        };
        halves.into_iter().map(line).collect()
    }

    /// Returns who wrote the briefs, with what they did.
    pub(super) fn authors(&self) -> Vec<MarkedText> {
        let line = |author: &Author| match &author.role {
            Some(role) => {
                let (name, role) = (MarkedText::words(author.name.as_str()), MarkedText::words(role.as_str()));
                MarkedText::filled(&self.words().pages.author, &[("name", &name), ("role", &role)])
            }
            None => MarkedText::words(author.name.as_str()),
        };
        self.model.publication.authors.iter().map(line).collect()
    }

    /// Returns who publishes: the name given, the registered party's, or the publication's own.
    pub(super) fn publisher_name(&self) -> String {
        let publication = &self.model.publication;
        let party = publication.publisher_party.map(|party| self.model.parties[party].name.clone());
        party.or_else(|| publication.publisher.clone()).unwrap_or_else(|| publication.title.clone())
    }

    /// Returns the licence with its address.
    pub(super) fn licence(&self) -> Option<MarkedText> {
        let licence = self.model.publication.licence.as_ref()?;
        let mut line = MarkedText::words(licence.name.as_str());
        if let Some(url) = &licence.url {
            line.push(", ");
            line.0.push(Run::Address(url.clone()));
        }
        Some(line)
    }

    /// Returns how to cite a brief.
    pub(super) fn cite_as(&self, question: &MarkedText) -> MarkedText {
        let publication = &self.model.publication;
        let publisher = MarkedText::words(self.publisher_name());
        let question = MarkedText::words(question.plain());
        let title = MarkedText::words(publication.title.as_str());
        let date = publication.as_of.map(|day| MarkedText::words(self.language().date(day))).unwrap_or_default();
        let edition = MarkedText::empty(Mark::Deferred(Deferred::Cited));
        let values = [
            ("publisher", &publisher),
            ("question", &question),
            ("title", &title),
            ("date", &date),
            ("edition", &edition),
        ];
        MarkedText::filled(&self.words().pages.cite_as, &values)
    }
}

/// Returns where to write: an address of the web as a link, anything else as words.
fn contact_words(contact: &str) -> MarkedText {
    if contact.starts_with("https://") {
        MarkedText(vec![Run::Address(contact.to_owned())])
    } else {
        MarkedText::words(contact)
    }
}
