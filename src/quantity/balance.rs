//! A balance in words: “17,000 more left than came”. Which side of zero the words are on, the measure says.

use crate::language::Language;

use super::{Bound, Bounds, Quantity};

/// Which of two is more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The words that say so, as the measure has them: `more left than came`.
    pub words: String,
    /// The words of the number: `17,000`.
    pub number: String,
}

impl Quantity {
    /// Returns the quantity that words of a balance name; `above` and `below` are the measure's words for a number above zero and
    /// for one below. None where the words say neither, or both, or no number beside them.
    pub fn parse_balance(words: &str, [above, below]: [&str; 2], language: Language, bounds: &[Bound]) -> Option<Self> {
        let number = |side| number_beside(words, side, language);
        let (side, number, is_below) = match (number(above), number(below)) {
            (Some(number), None) => (above, number, false),
            (None, Some(number)) => (below, number, true),
            _ => return None,
        };
        let parsed = Self::parse_with(&number, language, bounds).ok().filter(|parsed| parsed.change.is_none())?;
        let turned = |bounds: Bounds| if is_below { bounds.negated() } else { bounds };
        let (hard, fair) = (turned(parsed.hard), turned(parsed.fair));
        let side = Some(Side { words: side.to_owned(), number });
        Some(Self { words: words.trim().to_owned(), hard, fair, side, ..parsed })
    }

    /// Returns which of two the words say is more.
    pub fn side(&self) -> Option<&Side> {
        self.side.as_ref()
    }
}

impl Side {
    /// Returns whether a text says the side, in these words and whatever stands between them: “more nationals left the country than
    /// came”.
    pub fn is_said_in(&self, text: &str) -> bool {
        places(text, &self.words).is_some()
    }
}

/// Returns the number before the words of a side, or behind them: `almost 17,000` before `more left than came`.
fn number_beside(words: &str, side: &str, language: Language) -> Option<String> {
    let (first, last) = places(words, side)?;
    let (before, behind) = (words[..first].trim(), words[last..].trim());
    if before.contains(char::is_numeric) || !behind.contains(char::is_numeric) {
        return (!before.is_empty()).then(|| before.to_owned());
    }
    // "A deficit of 3 million": what leads to the number is no part of it.
    let of = &language.vocabulary().quantities.of;
    let led = of.iter().filter_map(|of| behind.strip_prefix(of.as_str())?.strip_prefix(' '));
    Some(led.min_by_key(|rest| rest.len()).unwrap_or(behind).to_owned())
}

/// Returns where the words of a side begin and end in a text, in their order and whatever stands between them: of several such
/// stretches the last, for “more than 17,000 more left than came” begins with another “more”.
fn places(text: &str, side: &str) -> Option<(usize, usize)> {
    let side: Vec<String> = side.split_whitespace().map(str::to_lowercase).collect();
    let first = side.first()?;
    let starts = words(text).filter(|(_, word)| word.to_lowercase() == *first).map(|(at, _)| at);
    starts.filter_map(|start| Some((start, end_of(&text[start..], &side)? + start))).last()
}

/// Returns where the last of some words ends that stand in a text in their order.
fn end_of(text: &str, side: &[String]) -> Option<usize> {
    let mut wanted = side.iter().peekable();
    let mut end = 0;
    for (at, word) in words(text) {
        if wanted.next_if(|next| word.to_lowercase() == **next).is_some() {
            end = at + word.len();
        }
    }
    wanted.peek().is_none().then_some(end)
}

/// Visits the words of a text, each with where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - base, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Judgement;

    #[test]
    fn the_words_of_a_balance_say_on_which_side_of_zero_it_is() {
        let migration = ["more came than left", "more left than came"];
        let money = ["surplus", "deficit"];
        for (words, signs, holds, fails) in [
            ("17,000 more left than came", migration, "-17000", "17000"),
            ("17,000 more nationals left the country than came to it", migration, "-17000", "-16000"),
            ("almost 17,000 more came than left", migration, "16900", "-16900"),
            ("more than 17,000 more left than came", migration, "-17400", "-16900"),
            ("a deficit of 3 million", money, "-2900000", "2900000"),
            ("3 million surplus", money, "3000000", "-3000000"),
        ] {
            let said = Quantity::parse_balance(words, signs, Language::ENGLISH, &[]).expect(words);
            let judged = |number: &str| said.judge(crate::number::Number::parse(number).unwrap());
            assert_ne!(judged(holds), Judgement::Fails, "{words}: {holds}");
            assert_eq!(judged(fails), Judgement::Fails, "{words}: {fails}");
        }
        for words in ["17,000", "more left than came", "17,000 more left than came, and more came than left"] {
            assert_eq!(Quantity::parse_balance(words, migration, Language::ENGLISH, &[]), None, "{words}");
        }
    }
}
