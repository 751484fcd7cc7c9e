//! Where a claim was said: each place with who said it there, when, where in that, and the words, in their own language and in
//! that of the brief.

use crate::model::{Claim, Key, Party, Reviewed, Said, Speaker};

use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText};

impl Teller<'_> {
    /// Returns who said it in one place, by name.
    pub(super) fn speaker_in(&self, said: &Said) -> MarkedText {
        let by = match &said.by {
            Some(speaker) => Some(self.named(speaker)),
            None => said.source.and_then(|source| self.publisher(source)),
        };
        by.unwrap_or_else(|| MarkedText::words(self.words().phrases.unnamed_speaker.as_str()))
    }

    /// Returns the name of a party, or the words for somebody who is none.
    pub(super) fn named(&self, speaker: &Speaker) -> MarkedText {
        match speaker {
            Speaker::Party(party) => MarkedText::words(self.model.parties[*party].name.as_str()),
            Speaker::Words(words) => MarkedText::words(words.as_str()),
        }
    }

    /// Returns when somebody last looked at an entry, and who.
    pub(super) fn reviewed(&self, reviewed: &Reviewed) -> MarkedText {
        let mut line = MarkedText::words(self.language().date(reviewed.date));
        if let Some(by) = &reviewed.by {
            line.push(", ");
            line.append(self.named(by));
        }
        line
    }

    /// Returns the registered parties that say a claim: whoever said it in any place; for what somebody found, who found it.
    pub(super) fn speaking_parties(&self, claim: Key<Claim>) -> Vec<Key<Party>> {
        let again = self.model.claims[claim].said_again.iter().filter_map(|said| match &said.by {
            Some(Speaker::Party(party)) => Some(*party),
            Some(Speaker::Words(_)) => None,
            None => said.source.and_then(|source| self.model.sources[source].publisher),
        });
        let mut parties = Vec::new();
        for party in self.speaking_party(claim).into_iter().chain(again) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        parties
    }

    /// Returns the words that were said in one place, as they were said.
    pub(super) fn quote(&self, claim: Key<Claim>, place: usize) -> Option<MarkedText> {
        let said = self.model.claims[claim].places().nth(place)?;
        let quote = MarkedText::words(said.quote.as_deref()?);
        let at = u16::try_from(place).ok().filter(|_| said.language.is_some());
        Some(at.map_or(quote.clone(), |at| quote.under(Mark::Foreign(claim, at))))
    }

    /// Returns the words that were said in one place in the language of the brief, with who translated them.
    pub(super) fn translation(&self, said: &Said) -> Option<MarkedText> {
        let translation = said.translation.as_ref()?;
        let (words, phrases) = (MarkedText::words(translation.text.as_str()), &self.words().phrases);
        Some(match &translation.by {
            Some(by) => MarkedText::filled(&phrases.translated_by, &[("who", &self.named(by)), ("words", &words)]),
            None => MarkedText::filled(&phrases.translated, &[("words", &words)]),
        })
    }

    /// Returns every place in which a claim was said, where that is more than its sentence tells: several places, or words in
    /// another language.
    pub(super) fn places(&self, claim: Key<Claim>) -> Vec<MarkedText> {
        let entry = &self.model.claims[claim];
        if entry.said_again.is_empty() && entry.places().all(|said| said.language.is_none()) {
            return Vec::new();
        }
        (0..).zip(entry.places()).map(|(at, said)| self.place(claim, at, said)).collect()
    }

    fn place(&self, claim: Key<Claim>, at: usize, said: &Said) -> MarkedText {
        let mut line = self.speaker_in(said);
        let date = said.date.as_ref().map(|date| MarkedText::words(self.period(date)));
        let source = said.source.map(|source| {
            let mut line = self.title(source);
            if let Some(locator) = &said.locator {
                line.push(", ");
                line.push(locator.as_str());
            }
            line.append(Self::cite(source));
            line
        });
        for part in date.into_iter().chain(source) {
            line.push(", ");
            line.append(part);
        }
        if let Some(quote) = self.quote(claim, at) {
            line.push(": ");
            line.append(MarkedText::filled(&self.words().pages.quoted, &[("words", &quote)]));
            if let Some(translation) = self.translation(said) {
                line.push(", ");
                line.append(translation);
            }
        }
        line
    }
}
