//! Quantities in running text: where a sentence names a number, in digits or in words, and how it qualifies it.

use crate::language::Language;
use crate::number::Number;
use crate::text::Span;
use crate::vocabulary::{Direction, Qualifier};

use super::SaidUnit;
use super::accept::Reader;
use super::directed::beside;
use super::lexicon::Lexicon;

/// A number that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The number with its qualifier and unit, in bytes of the text.
    pub span: Span,
    /// The number without its qualifiers.
    pub core: Span,
    /// The number named; none for `thousands` and ranges.
    pub named: Option<Number>,
    /// How it is qualified; none where it is said plainly.
    pub qualifier: Option<Qualifier>,
    /// What the words themselves say is counted.
    pub unit: SaidUnit,
    /// Which way the words beside it say that something went: down of `fell by 13.2%` and of `13.2% lower`.
    pub direction: Option<Direction>,
    /// Whether it is written in words alone: `twenty-seven`, `thousands`, `a quarter`.
    pub in_words: bool,
}

impl Spoken {
    /// Returns the numbers that a text names, in order. Digits inside a word (`COVID-19`, `3rd`, `PM2.5`) and words that
    /// name no number by themselves (`a few`, `twice`) are left out.
    pub fn all_in(text: &str, language: Language) -> Vec<Self> {
        let lexicon = Lexicon::of(language);
        let tokens = lexicon.tokens(text, &language.vocabulary().numbers);
        let mut reader =
            Reader { words: text, language, lexicon, tokens: &tokens, at: 0, is_whole: false, seeks_nearest: false };
        let mut found = Vec::new();
        while reader.at < tokens.len() {
            reader.skip_before_digits();
            let start = reader.at;
            let begins = || tokens[start].phrases.iter().any(|phrase| phrase.meaning.begins_amount());
            if !tokens[start].is_digits() && !begins() {
                reader.at = start + 1;
                continue;
            }
            match reader.spoken() {
                Some(spoken) => {
                    reader.at = spoken.end;
                    let first = &tokens[spoken.core.start];
                    let inside = text[..first.span.start].chars().next_back().is_some_and(glued)
                        || text[tokens[spoken.core.end - 1].span.end..].chars().next().is_some_and(char::is_alphabetic);
                    if inside {
                        continue;
                    }
                    let bytes = |range: std::ops::Range<usize>| {
                        Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
                    };
                    let in_words = !tokens[spoken.core.clone()].iter().any(super::tokens::Token::is_digits);
                    found.push(Self {
                        span: bytes(start..spoken.end),
                        core: bytes(spoken.core),
                        named: spoken.named,
                        qualifier: spoken.qualifier,
                        unit: spoken.unit,
                        direction: beside(&tokens, start..spoken.end),
                        in_words,
                    });
                }
                None => reader.at = start + 1,
            }
        }
        found
    }
}

/// Returns whether a character before a digit makes it part of a word.
fn glued(c: char) -> bool {
    c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        Spoken::all_in(text, Language::ENGLISH).into_iter().map(|spoken| &text[spoken.span.range()]).collect()
    }

    #[test]
    fn numbers_are_found_with_their_qualifiers_and_units() {
        for (text, wanted) in [
            ("More than 62,000 children were located.", &["More than 62,000"][..]),
            ("twenty-seven children, or 12.5% of all", &["twenty-seven", "12.5%"]),
            ("a quarter of encounters in thousands of files", &["a quarter", "thousands"]),
            ("$20,000 a head, up to 518 million dollars", &["$20,000", "up to 518 million dollars"]),
            ("between 10 and 20 cases and 5 others", &["between 10 and 20", "5"]),
            ("from two hundred to three hundred", &["from two hundred to three hundred"]),
            ("PM2.5 and H1N1 on the 3rd", &[]),
            ("A few, several or twice as many", &[]),
            ("7 in 2019-05, three in 2024 and one in 2000", &["7", "2019-05", "three", "2024", "one in 2000"]),
            ("12 in 2,000", &["12 in 2,000"]),
            ("from 6.4% in 2022 to 6.7% in 2023", &["6.4%", "2022", "6.7%", "2023"]),
            ("up 300 in May 2022 to 1,200", &["300", "2022", "1,200"]),
            ("from 2019 to 2023, 1,800 to 2,500 or 2022–23", &["from 2019 to 2023", "1,800 to 2,500", "2022–23"]),
            ("62,00 is not a number, 7 is", &["7"]),
            ("", &[]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn an_article_before_digits_is_no_part_of_the_number() {
        let found = |text: &'static str| {
            let spoken = Spoken::all_in(text, Language::spanish());
            spoken.into_iter().map(|it| (&text[it.span.range()], it.named)).collect::<Vec<_>>()
        };
        let named = |number: &str| Number::parse(number);
        assert_eq!(found("Cayeron un 0,6% en enero."), [("0,6%", named("0.6"))]);
        assert_eq!(found("Fue más de un 10 % menor."), [("más de un 10 %", named("10"))]);
        assert_eq!(found("Un niño y un 5 %"), [("Un", named("1")), ("5 %", named("5"))]);
    }

    #[test]
    fn a_verb_tells_the_direction_from_elsewhere_in_its_clause() {
        for (tag, text, wanted) in [
            ("de", "Da sank die Zahl der Unfälle um 5 %.", Some(Direction::Falls)),
            ("de", "Da ging die Zahl der Unfälle um 5 % zurück.", Some(Direction::Falls)),
            ("de", "Die Zahl ist um 5 % gestiegen.", Some(Direction::Rises)),
            ("de", "Es sank, und um 5 % geht es hier nicht.", None),
            ("en", "Accidents fell last year by 5%.", Some(Direction::Falls)),
            ("en", "Accidents fell, and by 5% nothing is meant.", None),
            ("fr", "Les prêts ont reculé de 5 %.", Some(Direction::Falls)),
            ("fr", "Les prêts sont en hausse de 5 %.", Some(Direction::Rises)),
            ("fr", "Les prêts reculent pour une part de 5 %.", None),
        ] {
            let all = Spoken::all_in(text, Language::parse(tag).unwrap());
            assert_eq!(all.last().and_then(|spoken| spoken.direction), wanted, "{text}");
        }
    }

    #[test]
    fn what_a_number_is_qualified_by_is_told_apart_from_the_number() {
        let text = "It was just over 30,000 then.";
        let spoken = &Spoken::all_in(text, Language::ENGLISH)[0];
        assert_eq!(&text[spoken.core.range()], "30,000");
        assert_eq!(spoken.qualifier, Some(Qualifier::JustOver));
        assert!(!spoken.in_words && spoken.named == Number::parse("30000"));
    }
}
