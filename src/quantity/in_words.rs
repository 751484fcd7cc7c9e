//! Quantities that a running text says in words alone: `rose by a third`, `quadrupled`, `five times as many`, `the second most`, `none`.

use crate::language::Language;
use crate::number::Number;
use crate::text::Span;

use super::lexicon::Lexicon;
use super::meaning::Meaning;
use super::parse;
use super::{Bounds, Quantity, QuantityFaultKind, SaidUnit};

/// A quantity in words, and where a text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InWords {
    /// Where, in bytes of the text.
    pub span: Span,
    /// How much.
    pub quantity: Quantity,
}

/// A quantity in words has no more pieces than this: `in more than twenty-three of the forty-five`.
const LONGEST: usize = 10;

/// Below so many percent is what there is hardly any of, whatever a publication means by it.
const HARDLY_ANY: i64 = 50;

/// Returns the quantities in words of a running text, in order: parts of a whole, multiples, places in an order. Plain numbers
/// (`twelve`) are none, nor is a place without what it is a place of (`third`), for it may be a part of a date.
pub fn words_in(text: &str, language: Language) -> Vec<InWords> {
    let tokens = Lexicon::of(language).tokens(text, &language.vocabulary().numbers);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = tokens[at].phrases.iter().any(|phrase| begins(phrase.meaning));
        let longest = tokens[at..].iter().take(LONGEST).take_while(|token| !token.is_digits() && !is_sign(&token.text));
        let longest = if begins { longest.count() } else { 0 };
        let read = (1..=longest).rev().find_map(|length| {
            let span = Span::new(tokens[at].span.start, tokens[at + length - 1].span.end);
            // A place that is only an ordinal, or only a superlative, has one word.
            let several = tokens[at..at + length].iter().filter(|token| token.text != "-").count() > 1;
            let quantity = read(&text[span.range()], several, language)?;
            Some((length, InWords { span, quantity }))
        });
        at += read.as_ref().map_or(1, |(length, _)| *length);
        found.extend(read.map(|(_, said)| said));
    }
    found
}

fn begins(meaning: Meaning) -> bool {
    use Meaning::{Before, Change, Extreme, Fraction, NextToNothing, Numeral, Ordinal, Portion, Share};
    matches!(
        meaning,
        Before(_)
            | Share(_)
            | Fraction(_)
            | Change(..)
            | Portion(..)
            | Ordinal(_)
            | Numeral(_)
            | NextToNothing
            | Extreme(_)
    )
}

fn is_sign(token: &str) -> bool {
    matches!(token, "," | ";" | ":" | "." | "(" | ")" | "?" | "!" | "–" | "—" | "“" | "”" | "\"")
}

fn read(words: &str, several: bool, language: Language) -> Option<Quantity> {
    let quantity = match parse::attempted(words, language) {
        Ok(quantity) => quantity,
        Err(fault) if fault.kind == QuantityFaultKind::NextToNothing => {
            let bounds = Bounds { low: Some((Number::ZERO, true)), high: Some((HARDLY_ANY.into(), false)) };
            let none = Quantity {
                unit: SaidUnit::Percent,
                named: None,
                hard: bounds,
                fair: bounds,
                ..Quantity::of_number(Number::ZERO)
            };
            return Some(Quantity { words: words.to_owned(), ..none });
        }
        Err(_) => return None,
    };
    let tells = match quantity.unit {
        SaidUnit::Percent | SaidUnit::Times => true,
        SaidUnit::Place => several && quantity.end.is_some(),
        SaidUnit::Plain | SaidUnit::Points | SaidUnit::Money(_) => false,
    };
    tells.then_some(quantity)
}

impl Quantity {
    /// Returns whether it is `every`, `most` or `none`, which name no number.
    pub fn is_portion(&self) -> bool {
        self.unit == SaidUnit::Percent && self.named.is_none() && self.change.is_none() && self.hard.high.is_some()
    }

    /// Returns whether it says that something is so of all: `every`, `without exception`.
    pub fn is_all(&self) -> bool {
        self.is_portion() && self.hard.only_number() == Some(Number::HUNDRED)
    }

    /// Returns whether words of a text say another number than this one: `a third` beside `a quarter`, `quadrupled` beside
    /// `tripled`, `none` beside `every`. Numbers of other kinds are others, unless one of them is the step of the other.
    pub fn is_denied_by(&self, said: &Self) -> bool {
        use SaidUnit::{Money, Percent, Place, Plain, Points, Times};
        match (self.unit, said.unit) {
            // “A fraction of all” says nothing of all.
            (_, Percent) if said.is_all() && !self.is_portion() => false,
            (Percent, Percent) | (Times, Times) | (Place, Place) => match (self.named, said.named) {
                (Some(own), Some(other)) => {
                    // “A quarter” of 24.8% is the same.
                    own.rounded(2) != other.rounded(2) && !said.fair.sized().contain(own)
                }
                _ => !self.hard.sized().overlap(&said.hard.sized()),
            },
            (Percent, Times) => {
                !self.hard.sized().overlap(&said.hard.as_step()) && !self.hard.sized().overlap(&said.hard.in_percent())
            }
            (Times, Percent) => said.is_denied_by(self),
            (Plain | Points | Money(_), Percent | Times) => said.named.is_some(),
            _ => false,
        }
    }
}

impl Bounds {
    /// Returns the same of a size, whichever way it went.
    fn sized(&self) -> Self {
        let falls = self.high.is_some_and(|(high, _)| high <= Number::ZERO) && self.low != self.high;
        if falls { self.negated() } else { *self }
    }

    /// Returns multiples as the size of the step in percent: 200 of three times, 50 of half.
    fn as_step(&self) -> Self {
        let step = |end: (Number, bool)| {
            let step = end.0.minus(Number::ONE).and_then(|step| step.times(Number::HUNDRED)).ok()?;
            Some((step, end.1))
        };
        Self { low: self.low.and_then(step), high: self.high.and_then(step) }.sized()
    }

    /// Returns multiples in percent of what was: 300 of three times.
    fn in_percent(&self) -> Self {
        let percent = |end: (Number, bool)| Some((end.0.times(Number::HUNDRED).ok()?, end.1));
        Self { low: self.low.and_then(percent), high: self.high.and_then(percent) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, tag: &str) -> Vec<String> {
        let language = Language::parse(tag).unwrap();
        words_in(text, language).into_iter().map(|said| text[said.span.range()].to_owned()).collect()
    }

    #[test]
    fn fractions_multiples_places_and_portions_are_found() {
        for (tag, text, wanted) in [
            ("en", "It rose by a third, or more than two thirds.", &["a third", "more than two thirds"][..]),
            ("en", "Thefts quadrupled, five times as many as in 2023.", &["quadrupled", "five times as many as"]),
            ("en", "Bremen had the second most, in none of the areas.", &["second most", "none of the"]),
            ("en", "In hardly any area, in eleven of the twelve months.", &["hardly any", "eleven of the twelve"]),
            ("en", "In the third quarter twelve months had 310 thefts.", &[]),
            ("de", "Die Zahl stieg um ein Drittel und hat sich verdoppelt.", &["ein Drittel", "hat sich verdoppelt"]),
            ("fr", "Le nombre a doublé, soit un tiers.", &["a doublé", "un tiers"]),
            ("es", "La cifra se triplicó: un tercio.", &["se triplicó", "un tercio"]),
        ] {
            assert_eq!(found(text, tag), wanted, "{text}");
        }
    }

    #[test]
    fn another_number_denies_and_the_same_in_other_words_does_not() {
        let quantity = |words: &str| Quantity::parse(words, Language::ENGLISH).unwrap();
        for (own, said, denied) in [
            ("rose by a quarter", "a third", true),
            ("fell by a third", "a third", false),
            ("about a third", "one third", false),
            ("up 24.8%", "a quarter", false),
            ("up 26%", "a quarter", true),
            ("tripled", "quadrupled", true),
            ("doubled", "twice", false),
            ("up 100%", "doubled", false),
            ("tripled", "a half", true),
            ("halved", "half", false),
            ("three times", "five times as many", true),
            ("every", "none", true),
            ("every", "most", false),
            ("a fifth", "all", false),
            ("third", "second most", true),
            ("310", "a third", true),
            ("310", "none", false),
        ] {
            assert_eq!(quantity(own).is_denied_by(&quantity(said)), denied, "{own}, {said}");
        }
    }
}
