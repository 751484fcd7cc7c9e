//! How a refuted claim is told: what is true instead, who contradicts what was said, and the words that were said.
//!
//! Only what somebody said word by word stands in quotation marks. A statement of ours is told as ours, with the words beside
//! it where they are registered.

use std::collections::BTreeSet;

use crate::model::{Claim, Key, Party};
use crate::outcome::Told;

use crate::view::statement::{capital, mark_words};
use crate::view::teller::Teller;
use crate::view::{Mark, MarkedText};

impl Teller<'_> {
    /// Returns what is true instead, then what is contradicted.
    pub(super) fn refuted(&self, claim: Key<Claim>, introduced: &mut BTreeSet<Key<Party>>) -> MarkedText {
        let pages = &self.words().pages;
        let mut line = self.instead(claim).unwrap_or_default();
        let contradicts = MarkedText::words(match self.evaluation.claim(claim).told {
            Told::SourcesContradict => pages.sources_contradict.as_str(),
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
    fn words_said(&self, claim: Key<Claim>) -> Option<MarkedText> {
        let entry = &self.model.claims[claim];
        let said = entry.said.as_ref()?;
        let mut quote = self.quote(claim, 0)?;
        if let Some(quantity) = &entry.quantity {
            mark_words(&mut quote, &quantity.words, Mark::Quantity(claim));
        }
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
