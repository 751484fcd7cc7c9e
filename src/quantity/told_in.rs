//! In what a number is told: the currency and the scale that words name, such as `million euros`.

use crate::language::Language;

use super::lexicon::{Lexicon, find};
use super::{accept, numeral};

/// Returns the sign of the currency that words name, such as the unit of a measure; none where they name none.
pub fn currency_in(words: &str, language: Language) -> Option<&'static str> {
    let tokens = Lexicon::of(language).tokens(words, &language.vocabulary().numbers);
    (0..tokens.len()).find_map(|at| find(&tokens[at..], accept::money).map(|(_, sign)| sign))
}

/// Returns whether words name a scale: `100.2 million`, `12 thousand`.
pub fn says_scale(words: &str, language: Language) -> bool {
    let tokens = Lexicon::of(language).tokens(words, &language.vocabulary().numbers);
    (0..tokens.len()).any(|at| {
        let vague = find(&tokens[at..], accept::vague).is_some();
        vague || find(&tokens[at..], numeral::multiplier).is_some_and(|(_, (by, _))| by >= 1_000)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_name_their_currency() {
        let (en, de) = (Language::ENGLISH, Language::parse("de").unwrap());
        for (words, language, sign) in [
            ("million euros", en, Some("€")),
            ("£ million", en, Some("£")),
            ("US dollars a head", en, Some("US$")),
            ("Mio. Euro", de, Some("€")),
            ("kilometres", en, None),
            ("", en, None),
        ] {
            assert_eq!(currency_in(words, language), sign, "{words}");
        }
    }

    #[test]
    fn a_scale_is_a_word_and_not_a_number() {
        let en = Language::ENGLISH;
        for (words, says) in [
            ("100.2 million", true),
            ("over 12 thousand", true),
            ("thousands", true),
            ("a dozen", false),
            ("1,500", false),
            ("500", false),
        ] {
            assert_eq!(says_scale(words, en), says, "{words}");
        }
        assert!(says_scale("3,2 Mrd.", Language::parse("de").unwrap()));
    }
}
