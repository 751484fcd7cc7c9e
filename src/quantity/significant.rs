//! Whether words say that chance is ruled out: `fell significantly`, `not significant`.

use crate::language::Language;

use super::{Bounds, Change, Quantity};

impl Quantity {
    /// Returns the quantity of words that say whether a change is significant; none where they say nothing of that.
    pub(super) fn of_significance(words: &str, language: Language) -> Option<Self> {
        let known = &language.vocabulary().quantities;
        let spoken = words.trim().to_lowercase();
        if known.not_significant.contains(&spoken) {
            let any = Bounds::default();
            let nothing = Self::of_number(0.into());
            let (change, compared_to) = (Some(Change::None), None);
            let words = words.trim().to_owned();
            let plain = Self { words, hard: any, fair: any, named: None, change, compared_to, ..nothing };
            return Some(Self { significant: Some(false), ..plain });
        }
        let mut phrases: Vec<&String> = known.significantly.iter().collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        let is_word = |at: usize, end: usize| {
            let beside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            beside(spoken[..at].chars().next_back()) && beside(spoken[end..].chars().next())
        };
        let (at, end) = phrases.into_iter().find_map(|phrase| {
            let at = spoken.find(phrase.as_str())?;
            is_word(at, at + phrase.len()).then_some((at, at + phrase.len()))
        })?;
        let rest = format!("{} {}", spoken[..at].trim(), spoken[end..].trim());
        let said = Self::parse(rest.trim(), language).ok().filter(|said| said.direction().is_some())?;
        Some(Self { words: words.trim().to_owned(), significant: Some(true), ..said })
    }

    /// Returns whether the words say that a change is significant, or that it is not.
    pub fn significance(&self) -> Option<bool> {
        self.significant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_rule_chance_out_stand_beside_a_direction() {
        let parse = |words| Quantity::parse(words, Language::ENGLISH);
        for words in [
            "fell significantly",
            "significantly fell",
            "fell significantly by 0.8 points",
            "rose statistically significantly",
        ] {
            assert_eq!(parse(words).unwrap().significance(), Some(true), "{words}");
        }
        assert!(parse("fell significantly").unwrap().direction().is_some());
        assert_eq!(parse("did not change significantly").unwrap().significance(), Some(false));
        assert_eq!(parse("fell by 3%").unwrap().significance(), None);
        assert!(parse("significantly").is_err() && parse("12 significantly").is_err());
        assert_eq!(Quantity::parse("cayó significativamente", Language::spanish()).unwrap().significance(), Some(true));
    }
}
