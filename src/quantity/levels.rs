//! Where a running text says that a change began and ended: “rose from 6.4% in 2022 to 6.7%”, “fell to 485,000”.

use crate::language::Language;
use crate::text::Span;

use super::accept::{self, Reader};
use super::directed::moves_in;
use super::lexicon::{Lexicon, find};
use super::numeral::Joiners;
use super::tokens::Token;
use super::{Quantity, SaidUnit, Spoken};

/// An end of a change that a running text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its words, in bytes of the text.
    pub span: Span,
    /// Whether it is where the change began.
    pub begins: bool,
    /// How much it is.
    pub quantity: Quantity,
}

/// Returns whether a text ends with the word that leads to where a change began: “rose from”.
pub fn begins_a_change(before: &str, language: Language) -> bool {
    ends_with(before, language, &|rest| find(rest, accept::from).map(|(length, ())| length))
}

/// Returns whether a text ends with the word that leads to where a change ended: “to”.
pub fn ends_a_change(before: &str, language: Language) -> bool {
    ends_with(before, language, &|rest| find(rest, accept::to).map(|(length, ())| length))
}

fn ends_with(text: &str, language: Language, word: &dyn Fn(&[Token<'_>]) -> Option<usize>) -> bool {
    let tokens = Lexicon::of(language).tokens(text, &language.vocabulary().numbers);
    (0..tokens.len()).any(|at| word(&tokens[at..]).is_some_and(|length| at + length == tokens.len()))
}

/// Returns the ends of changes that a running text says behind a word of movement, in order. A year is none.
pub fn levels_in(text: &str, language: Language) -> Vec<Level> {
    let lexicon = Lexicon::of(language);
    let tokens = lexicon.tokens(text, &language.vocabulary().numbers);
    let moves = moves_in(text, language);
    let spoken = || Spoken::all_in(text, language).into_iter().filter(|spoken| spoken.direction.is_some());
    let mut found: Vec<Level> = Vec::new();
    for at in 0..tokens.len() {
        let mut reader =
            Reader { words: text, language, lexicon, tokens: &tokens, at, is_whole: false, seeks_nearest: false };
        let begins = reader.take(accept::from).is_some();
        if !begins && reader.take(accept::to).is_none() {
            continue;
        }
        let lead = tokens[at].span.start;
        let has_moved = moves.iter().any(|one| one.span.end <= lead);
        // "Aged 16 to 64": only behind its beginning, a verb or the size of the step is it an end.
        let follows = |end: usize| text.get(end..lead).is_some_and(|between| between.trim().is_empty());
        let ends = found.iter().any(|level| level.begins)
            || moves.iter().any(|moved| follows(moved.span.end))
            || spoken().any(|spoken| follows(spoken.span.end));
        if !has_moved || !begins && !ends {
            continue;
        }
        let start = reader.at;
        reader.take(accept::before);
        if reader.amount(Joiners::Refused).is_err() || reader.at == start {
            continue;
        }
        let span = Span::new(tokens[start].span.start, tokens[reader.at - 1].span.end);
        let words = &text[span.range()];
        let is_year = words.len() == 4 && words.parse::<u16>().is_ok_and(|year| (1500..2101).contains(&year));
        if let Ok(quantity) = Quantity::parse(words, language)
            && quantity.change.is_none()
            && !is_year
        {
            found.push(Level { span, begins, quantity });
        }
    }
    // "From 6.4 to 6.7 per cent" speaks of 6.4 per cent.
    for at in 1..found.len() {
        if found[at - 1].quantity.unit == SaidUnit::Plain && found[at - 1].begins {
            found[at - 1].quantity.unit = found[at].quantity.unit;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_change_are_numbers_behind_a_word_of_movement() {
        for (text, wanted) in [
            ("It rose from 6.4% in autumn 2022 to 6.7%.", &["from 6.4%", "to 6.7%"][..]),
            ("It fell to about 485,000.", &["to about 485,000"]),
            ("It went up by 9.1%, from 84,080 in 2022 to 91,730.", &["from 84,080", "to 91,730"]),
            ("It fell by 12.5% to 210.", &["to 210"]),
            ("It rose from 2019 to 2023.", &[]),
            ("Work of people aged 16 to 64 rose by 3%.", &[]),
            ("From 12 to 15 towns took part.", &[]),
            ("It rose from 6 to 7 per cent.", &["from 6", "to 7 per cent"]),
        ] {
            let said =
                |level: &Level| format!("{} {}", if level.begins { "from" } else { "to" }, &text[level.span.range()]);
            assert_eq!(levels_in(text, Language::ENGLISH).iter().map(said).collect::<Vec<_>>(), wanted, "{text}");
        }
        let spanish = "La tasa subió del 6,4 % en 2022 al 6,7 %.";
        assert_eq!(levels_in(spanish, Language::spanish()).len(), 2);
    }
}
