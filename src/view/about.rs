//! What a page says of itself: counts, who wrote it, its licence, how to cite it.

use crate::language::Plural;
use crate::model::Author;

use crate::view::{Composer, Deferred, Half, Mark, MarkedText, Run};

impl Composer<'_> {
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
    pub fn authors(&self) -> Vec<MarkedText> {
        let line = |author: &Author| match &author.role {
            Some(role) => {
                let (name, role) = (MarkedText::words(author.name.as_str()), MarkedText::words(role.as_str()));
                self.fill(&self.words().pages.author, &[("name", &name), ("role", &role)])
            }
            None => MarkedText::words(author.name.as_str()),
        };
        self.model.publication.authors.iter().map(line).collect()
    }

    /// Returns who publishes: the name given, the registered party's, or the publication's own.
    pub fn publisher_name(&self) -> String {
        let publication = &self.model.publication;
        let party = publication.publisher_party.map(|party| self.model.parties[party].name.clone());
        party.or_else(|| publication.publisher.clone()).unwrap_or_else(|| publication.title.clone())
    }

    /// Returns the licence with its address.
    pub fn licence(&self) -> Option<MarkedText> {
        let licence = self.model.publication.licence.as_ref()?;
        let mut line = MarkedText::words(licence.name.as_str());
        if let Some(url) = &licence.url {
            line.push(", ");
            line.0.push(Run::Address(url.clone()));
        }
        Some(line)
    }

    /// Returns where to write: an address of the web as a link, anything else as words.
    pub fn contact(&self, contact: &str) -> MarkedText {
        if contact.starts_with("https://") {
            MarkedText(vec![Run::Address(contact.to_owned())])
        } else {
            MarkedText::words(contact)
        }
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
        self.fill(&self.words().pages.cite_as, &values)
    }
}
