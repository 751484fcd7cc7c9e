//! What a claim rests on: where it was said, what speaks for and against it, where somebody looked, the house's own verdict.

use schemars::JsonSchema;
use serde::Serialize;

use crate::evaluate;
use crate::model::{self, Claim, EvidenceFrom, Key, Party, Reviewed, Said, Speaker};
use crate::number::{Date, Period};
use crate::text::Id;
use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText, QuantityView};
use crate::vocabulary::{Basis, Stance};

/// That somebody looked at an entry again.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reviewed")]
pub struct ReviewedView {
    /// The day.
    pub date: Date,
    /// Who looked, in words.
    #[serde(skip_serializing_if = "MarkedText::is_empty")]
    pub by: MarkedText,
    /// Both, in words.
    #[serde(skip)]
    pub words: MarkedText,
}

/// Where a claim was said.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Said")]
pub struct SaidView {
    /// Who said it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The party that said it, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Id>,
    /// When, as a day, month or year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Period>,
    /// The source in which it was said, by its id.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
    /// Where in that source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The words, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The language of these words by its BCP 47 tag, where it is not that of the brief.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The words in the language of the brief.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation: Option<TranslationView>,
    /// Who said it there, by name.
    #[serde(skip)]
    pub speaker: MarkedText,
    /// When, in words.
    #[serde(skip)]
    pub date_words: Option<String>,
    /// The words, marked where they are in another language.
    #[serde(skip)]
    pub quote_words: Option<MarkedText>,
    /// The words in the language of the brief, with who translated them.
    #[serde(skip)]
    pub translated: Option<MarkedText>,
}

/// What somebody said, in the language of the brief.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Translation")]
pub struct TranslationView {
    /// The words.
    pub text: String,
    /// Who translated them, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The party that translated them, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Id>,
}

/// A verdict in the house's own words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Verdict")]
pub struct VerdictView {
    /// The word.
    pub word: String,
    /// The scale it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rationale: Option<String>,
}

/// One item of evidence.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
pub struct EvidenceView {
    /// The source it is from, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
    /// The dataset it is from, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataset: Option<Id>,
    /// `supports`, `disputes`, `cannot-verify` or `context`.
    pub stance: Stance,
    /// How its author knows: `record`, `document`, `court`, `observation`, `interview`, `analysis`, `says-so`, `search`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// How far a court case has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What it counts, by the measure's id; the claim's own where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Id>,
    /// How much it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityView>,
    /// Where in the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When a search was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// When somebody last looked at it and found that it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<ReviewedView>,
    /// Whether it is the reply of an interested party, which moves nothing.
    pub reply: bool,
    /// How it stands to the claim, as what was counted of it.
    #[serde(skip)]
    pub stance_words: &'static str,
    /// Whether it adds a body that speaks for or against the claim; where it does not, it is context or was set aside.
    pub counted: bool,
}

/// A search for support.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Looked")]
pub struct LookedView {
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

impl SaidView {
    /// Returns one place in which a claim was said.
    pub(super) fn of(teller: &Teller<'_>, claim: Key<Claim>, at: usize, said: &model::Said) -> Self {
        let model = teller.model;
        let named = |speaker: &Option<Speaker>| match speaker {
            Some(Speaker::Party(party)) => {
                (Some(model.parties[*party].name.clone()), Some(model.parties.id(*party).clone()))
            }
            Some(Speaker::Words(words)) => (Some(words.clone()), None),
            None => (None, None),
        };
        let (by, party) = named(&said.by);
        let translation = said.translation.as_ref().map(|translation| {
            let (by, party) = named(&translation.by);
            TranslationView { text: translation.text.clone(), by, party }
        });
        Self {
            by,
            party,
            date: said.date.clone(),
            source: said.source.map(|source| model.sources.id(source).clone()),
            locator: said.locator.clone(),
            quote: said.quote.clone(),
            language: said.language.clone(),
            translation,
            speaker: teller.speaker_in(said),
            date_words: said.date.as_ref().map(|date| teller.period(date)),
            quote_words: teller.quote(claim, at),
            translated: teller.translation(said),
        }
    }
}

impl EvidenceView {
    /// Returns one item of evidence of a claim.
    pub(super) fn of(teller: &Teller<'_>, claim: Key<Claim>, at: usize, item: &model::Evidence) -> Self {
        let model = teller.model;
        let (source, dataset) = match item.from {
            EvidenceFrom::Source(source) => (Some(model.sources.id(source).clone()), None),
            EvidenceFrom::Dataset(dataset) => (None, Some(model.datasets.id(dataset).clone())),
        };
        Self {
            source,
            dataset,
            stance: item.stance,
            basis: item.basis,
            stage: item.stage.clone(),
            measure: item.measure.map(|measure| model.measures.id(measure).clone()),
            quantity: item.quantity.as_ref().map(QuantityView::from),
            locator: item.locator.clone(),
            note: item.note.clone(),
            date: item.date,
            reviewed: item.reviewed.as_ref().map(|reviewed| ReviewedView::of(teller, reviewed)),
            reply: teller.evaluation.claim(claim).replies.contains(&at),
            stance_words: teller.stance(claim, at),
            counted: evaluate::aside(model, &model.claims[claim], item).is_none(),
        }
    }
}

impl ReviewedView {
    /// Returns that somebody looked at an entry again.
    pub(super) fn of(teller: &Teller<'_>, reviewed: &model::Reviewed) -> Self {
        Self {
            date: reviewed.date,
            by: reviewed.by.as_ref().map(|by| teller.named(by)).unwrap_or_default(),
            words: teller.reviewed(reviewed),
        }
    }
}

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
