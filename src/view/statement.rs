//! How a claim is told: its statement, how much it says, who said it, its standing and why; and where it is refuted, what is true
//! instead, who contradicts it, and the words that were said.
//!
//! Only what somebody said word by word stands in quotation marks. A statement of ours is told as ours, with the words beside
//! it where they are registered.

use std::collections::BTreeSet;

use crate::language::{fill, headings};
use crate::model::{Claim, EvidenceFrom, Facet, Key, Party, RegistryText, Source, Speaker, Unit};
use crate::number::Period;
use crate::outcome::{Outcome, StandingLabel, Value};
use crate::quantity::Bound;
use crate::view::teller::Teller;
use crate::view::{FindingView, Mark, MarkedText, Run};
use crate::vocabulary::{Caveats, Role, Stance, Standing};

impl Teller<'_> {
    /// Returns the statement, with the quantity in it marked.
    pub(super) fn statement(&self, claim: Key<Claim>) -> MarkedText {
        self.asserted(&self.model.claims[claim].statement, claim)
    }

    /// Returns the claim inside a sentence, where its author says it so.
    pub(super) fn phrase(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let phrase = self.model.claims[claim].phrase.as_ref()?;
        Some(self.asserted(phrase, claim))
    }

    fn asserted(&self, words: &RegistryText, claim: Key<Claim>) -> MarkedText {
        let mut line = self.prose(words, Some(claim));
        self.mark_stated(&mut line, claim);
        line.under(Mark::Claim(claim))
    }

    /// Returns the tested figure of a reading, or something of it; where none is named, that of the first reading that has one.
    pub(super) fn value(&self, claim: Key<Claim>, reading: Option<usize>, facet: Facet) -> Option<MarkedText> {
        let readings = &self.evaluation.claim(claim).readings;
        let wanted = |index: usize| reading.is_none_or(|reading| reading == index);
        let (index, outcome) = readings
            .iter()
            .enumerate()
            .filter(|(index, _)| wanted(*index))
            .find_map(|(index, reading)| Some((index, reading.outcome.as_ref()?)))?;
        let decimals = self.model.claims[claim].tests.get(index).and_then(|test| test.decimals(&self.model.figures));
        if facet == Facet::Period {
            return self.period_of_value(claim, index, outcome).map(MarkedText::words);
        }
        let mark = Mark::Value(claim, u16::try_from(index).unwrap_or(u16::MAX));
        let mut value = MarkedText::marked(mark, self.facet(outcome, decimals, facet));
        // “The record says otherwise: 100.2” of 100.2 euros would say nothing of the millions that the record is told in.
        if let Some(unit) = self.scaled_unit(outcome).filter(|_| facet == Facet::WithEnds) {
            value.push(format!(" {unit}"));
        }
        match readings[index].ends.as_slice() {
            [from, to] if facet == Facet::WithEnds => {
                let [from, to] = [from, to].map(|end| self.end(end, mark));
                let parts = [("value", &value), ("from", &from), ("to", &to)];
                Some(MarkedText::filled(&self.words().pages.with_ends, &parts))
            }
            _ => Some(value),
        }
    }

    /// Returns the unit of a number that is told in thousands or millions of it.
    fn scaled_unit(&self, outcome: &Outcome) -> Option<&str> {
        let Unit::Of(measure) = outcome.unit else { return None };
        let told = outcome.withheld.is_none() && matches!(outcome.value, Value::Number(_));
        self.model.measures[measure].unit.as_deref().filter(|unit| told && headings::scale(unit).is_some())
    }

    /// Returns the standing in the reader's words.
    pub(super) fn standing(&self, claim: Key<Claim>) -> MarkedText {
        let assessment = self.evaluation.claim(claim);
        let mut printed = self.standing_words(claim).to_owned();
        // An outdated claim is said to be about data that were revised.
        let hidden = if assessment.standing == Standing::Outdated { Caveats::REVISED } else { Caveats::NONE };
        self.mark_standing(&mut printed, assessment.said.without(hidden), assessment.rivals.without(hidden));
        MarkedText::marked(Mark::Standing(claim), printed)
    }

    /// Returns the words of the standing alone, without what is said of the data behind it.
    pub(super) fn standing_words(&self, claim: Key<Claim>) -> &'static str {
        self.evaluation.claim(claim).told.in_words(self.language())
    }

    /// Returns why the claim has its standing.
    pub(super) fn reason(&self, claim: Key<Claim>) -> MarkedText {
        self.prose(&self.evaluation.claim(claim).reason, Some(claim))
    }

    /// Returns who said it, by name; for what somebody found, who found it.
    pub(super) fn speaker(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let entry = &self.model.claims[claim];
        if let Some(said) = &entry.said {
            return Some(self.speaker_in(said));
        }
        if entry.role == Role::Finding {
            return None;
        }
        let support = entry.evidence.iter().find(|item| item.stance == Stance::Supports)?;
        match support.from {
            EvidenceFrom::Source(source) => self.publisher(source),
            EvidenceFrom::Dataset(dataset) => {
                let party = self.model.datasets[dataset].publisher?;
                Some(MarkedText::words(self.model.parties[party].name.as_str()))
            }
        }
    }

    /// Returns who said it: in full with the short name behind it where it was not introduced, then by the short name.
    pub(super) fn speaker_once(&self, claim: Key<Claim>, introduced: &mut BTreeSet<Key<Party>>) -> Option<MarkedText> {
        let Some(party) = self.speaking_party(claim) else { return self.speaker(claim) };
        let entry = &self.model.parties[party];
        let Some(short) = &entry.short else { return Some(MarkedText::words(entry.name.as_str())) };
        if !introduced.insert(party) {
            return Some(MarkedText::words(short.as_str()));
        }
        // A name that already explains itself in parentheses takes no second pair.
        let explained = entry.name.contains('(') || entry.name.contains(short.as_str());
        Some(MarkedText::words(if explained { entry.name.clone() } else { format!("{} ({short})", entry.name) }))
    }

    /// Returns the registered party that says it; for what somebody found, the one that found it.
    pub(super) fn speaking_party(&self, claim: Key<Claim>) -> Option<Key<Party>> {
        let entry = &self.model.claims[claim];
        let of = |source: Key<Source>| self.model.sources[source].publisher;
        match &entry.said {
            Some(said) => match &said.by {
                Some(Speaker::Party(party)) => Some(*party),
                Some(Speaker::Words(_)) => None,
                None => said.source.and_then(of),
            },
            None if entry.role == Role::Finding => None,
            None => match entry.evidence.iter().find(|item| item.stance == Stance::Supports)?.from {
                EvidenceFrom::Source(source) => of(source),
                EvidenceFrom::Dataset(dataset) => self.model.datasets[dataset].publisher,
            },
        }
    }

    /// Returns who said it and when, in words.
    pub(super) fn said(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let who = self.speaker(claim)?;
        let date = self.model.claims[claim].said.as_ref().and_then(|said| said.date.as_ref());
        let phrases = &self.words().phrases;
        Some(match date {
            Some(date) => {
                let date = MarkedText::words(self.language().period(date));
                MarkedText::filled(&phrases.said_by_on, &[("who", &who), ("date", &date)])
            }
            None => MarkedText::filled(&phrases.said_by, &[("who", &who)]),
        })
    }

    /// Returns the sentence under which a claim stands in a list: attributed where it is not ours, and never the false
    /// statement bare where it is refuted.
    ///
    /// A party that `introduced` does not hold yet is named in full, and by its short name from then on.
    pub(super) fn finding(&self, claim: Key<Claim>, introduced: &mut BTreeSet<Key<Party>>) -> FindingView {
        let standing = self.evaluation.claim(claim).standing;
        let sentence = match standing {
            Standing::Refuted => self.refuted(claim, introduced),
            Standing::Established => self.statement(claim),
            _ => self.attributed(claim, introduced),
        };
        FindingView { claim, sentence, standing: self.standing(claim) }
    }

    /// Returns the statement behind the name of whoever makes it.
    pub(super) fn attributed(&self, claim: Key<Claim>, introduced: &mut BTreeSet<Key<Party>>) -> MarkedText {
        let statement = self.statement(claim);
        match self.speaker_once(claim, introduced) {
            Some(who) => {
                MarkedText::filled(&self.words().pages.attributed, &[("who", &capital(who)), ("claim", &statement)])
            }
            None => statement,
        }
    }

    /// Returns what is true instead of a refuted claim: in its author's words, or the tested value under its reading.
    pub(super) fn instead(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let entry = &self.model.claims[claim];
        if let Some(instead) = entry.instead.as_ref().filter(|instead| !instead.is_empty()) {
            return Some(self.prose(instead, Some(claim)));
        }
        let value = self.value(claim, None, Facet::WithEnds)?;
        let reading = self.reading(claim, 0).unwrap_or_else(|| self.reading_words(claim));
        let mut tested = MarkedText::filled(&self.words().pages.tested, &[("reading", &reading), ("value", &value)]);
        if let Some(placed) = self.value(claim, None, Facet::Placed).filter(|placed| !placed.plain().is_empty()) {
            tested.push(" ");
            tested.append(placed);
            tested.push(".");
        }
        Some(tested)
    }

    fn reading_words(&self, claim: Key<Claim>) -> MarkedText {
        let measure = self.measure_of(claim).map(|measure| self.measure(measure));
        measure.map(capital).unwrap_or_default()
    }

    /// Returns what the claim is taken to mean under one of its tests, without a full stop at its end; with what the
    /// publication means by words such as “broadly unchanged”, and why periods compare over a break.
    pub(super) fn reading(&self, claim: Key<Claim>, test: usize) -> Option<MarkedText> {
        let entry = &self.model.claims[claim];
        let reading = entry.tests.get(test)?.reading.as_ref().map(|reading| self.prose(reading, Some(claim)));
        let bound = entry.quantity.as_ref().and_then(|quantity| self.model.publication.bound(&quantity.words));
        let mut line = reading.or_else(|| bound.map(|_| MarkedText::default()))?;
        line.trim_full_stop();
        if let Some(bound) = bound {
            let means = self.bound(bound);
            let alone = line.is_empty();
            line.push(if alone { means } else { format!(" ({means})") });
        }
        if let Some(why) = &entry.tests[test].comparable {
            let mut why = self.prose(why, Some(claim));
            why.trim_full_stop();
            line.push(" (");
            line.append(MarkedText::filled(&self.words().pages.comparable, &[("why", &why)]));
            line.push(")");
        }
        Some(line)
    }

    /// Returns what the publication means by words that say too little by themselves.
    pub(super) fn bound(&self, bound: &Bound) -> String {
        let words = [("words", bound.words.as_str()), ("bound", bound.under.words.as_str())];
        fill(&self.words().pages.bound, &words)
    }

    /// Returns a period or day in the words of the language.
    pub(super) fn period(&self, period: &Period) -> String {
        self.language().period(period)
    }
}

/// Returns a line that begins with a capital letter.
pub(super) fn capital(mut line: MarkedText) -> MarkedText {
    if let Some(Run::Words(words)) = line.0.iter_mut().find(|run| matches!(run, Run::Words(_))) {
        let mut chars = words.chars();
        if let Some(first) = chars.next() {
            let rest = chars.as_str().to_owned();
            *words = first.to_uppercase().chain(rest.chars()).collect();
        }
    }
    line
}

impl Teller<'_> {
    /// Returns what is true instead, then what is contradicted.
    pub(super) fn refuted(&self, claim: Key<Claim>, introduced: &mut BTreeSet<Key<Party>>) -> MarkedText {
        let pages = &self.words().pages;
        let mut line = self.instead(claim).unwrap_or_default();
        let contradicts = MarkedText::words(match self.evaluation.claim(claim).told {
            StandingLabel::SourcesContradict => pages.sources_contradict.as_str(),
            _ => &pages.record_contradicts,
        });
        let (statement, quote) = (self.statement(claim), self.words_said(claim));
        let who = self.speaker_once(claim, introduced);
        let said = match (who, quote) {
            (Some(who), Some(quote)) if self.is_word_for_word(claim) => {
                let values = [("contradicts", &contradicts), ("who", &who), ("quote", &quote)];
                MarkedText::filled(&pages.refuted_quoted, &values)
            }
            (Some(who), quote) => {
                let values = [("contradicts", &contradicts), ("who", &who), ("claim", &statement)];
                let mut said = MarkedText::filled(&pages.refuted_in_our_words, &values);
                if let Some(quote) = quote {
                    said.end_sentence();
                    said.push(" ");
                    said.append(MarkedText::filled(&pages.word_for_word, &[("quote", &quote)]));
                }
                said
            }
            (None, _) => MarkedText::filled(&pages.refuted, &[("contradicts", &contradicts), ("claim", &statement)]),
        };
        if !line.is_empty() {
            line.end_sentence();
            line.push(" ");
        }
        line.append(said);
        line
    }

    /// Returns what was said word by word, in quotation marks, with the quantity in it marked.
    pub(super) fn words_said(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let entry = &self.model.claims[claim];
        let said = entry.said.as_ref()?;
        let mut quote = self.quote(claim, 0)?;
        self.mark_stated(&mut quote, claim);
        let quote = quote.under(Mark::Claim(claim));
        let mut line = MarkedText::filled(&self.words().pages.quoted, &[("words", &quote)]);
        if let Some(translation) = self.translation(said) {
            line.push(" (");
            line.append(translation);
            line.push(")");
        }
        Some(line)
    }

    /// Returns what was said word by word, in quotation marks and behind the name of whoever said it.
    pub(super) fn quoted(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let (who, quote) = (self.speaker(claim)?, self.words_said(claim)?);
        Some(MarkedText::filled(&self.words().pages.attributed, &[("who", &capital(who)), ("claim", &quote)]))
    }

    /// Returns the statement marked as ours; none where it is what was said, word by word.
    pub(super) fn in_our_words(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let statement = self.statement(claim);
        let form = &self.words().pages.in_our_words;
        (!self.is_word_for_word(claim)).then(|| MarkedText::filled(form, &[("claim", &statement)]))
    }

    /// Returns whether the statement of a claim is what was said, word by word.
    pub(super) fn is_word_for_word(&self, claim: Key<Claim>) -> bool {
        let quote = self.model.claims[claim].said.as_ref().and_then(|said| said.quote.as_deref());
        quote.is_some_and(|quote| same_words(quote, &self.statement(claim).plain()))
    }
}

/// Returns whether two texts have the same words: marks between them and the case of the first letter make no difference.
fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let plain = text.replace(['’', '‘', 'ʼ'], "'");
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && !"%$€£-−+".contains(c)).to_owned();
        plain.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
    };
    let (one, other) = (words(one), words(other));
    one.len() == other.len()
        && one.first().map(|word| word.to_lowercase()) == other.first().map(|word| word.to_lowercase())
        && one.get(1..) == other.get(1..)
}

#[cfg(test)]
mod tests {
    use super::same_words;

    #[test]
    fn the_words_are_what_counts_and_their_marks_are_not() {
        assert!(same_words("We’ve located 62,000 of them", "we've located 62,000 of them."));
        assert!(!same_words("We located 62,000 of them", "We located 62,000 children."));
        assert!(!same_words("it fell by -5", "It fell by 5."));
        assert!(!same_words("a US boat", "A us boat"));
    }
}
