//! The phrases of a language by which prose names times, arranged so that all at a place are found at once.

use std::collections::HashMap;

use crate::language::{Language, OfEach};
use crate::text::{Piece, pieces};

/// Which list of a language's file a phrase stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Quarters,
    Halves,
    Fiscal,
    YearTo,
    Of,
    During,
    From,
    Between,
    To,
    And,
    Since,
    Until,
    Than,
    Articles,
    Vague,
    Aside,
    Numerals,
    Ordinals,
    Units,
    First,
    Last,
    Past,
    Ending,
    UpTo,
    Earlier,
    Ago,
    Over,
    SoFar,
    LastYear,
}

/// A phrase: its words, each with whether nothing may stand before it.
#[derive(Debug)]
pub(super) struct Phrase {
    list: List,
    words: Vec<(String, bool)>,
    /// Which part of the year it names, or which number.
    part: u8,
}

/// What begins with a word: a month, phrases.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    pub(super) month: Option<u8>,
    phrases: Vec<Phrase>,
}

/// The phrases of a language by their first word in lower case.
#[derive(Debug)]
pub(super) struct Phrases(HashMap<String, Beginning>);

impl Phrases {
    /// Returns the phrases of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        static READ: OfEach<Phrases> = OfEach::new();
        READ.of(language, || Self::new(language))
    }

    fn new(language: Language) -> Self {
        let vocabulary = language.vocabulary();
        let words = &vocabulary.times;
        let mut found = Self(HashMap::new());
        let full = (1..).zip(&vocabulary.dates.months).map(|(number, name)| (name.to_lowercase(), number));
        for (name, number) in full.chain(words.months.iter().map(|(name, number)| (name.clone(), *number))) {
            found.0.entry(name).or_default().month.get_or_insert(number);
        }
        let parts = [(List::Quarters, &words.quarters), (List::Halves, &words.halves), (List::Units, &words.units)];
        for (list, parts) in parts {
            for (phrase, part) in parts {
                found.add(list, phrase, *part);
            }
        }
        let quantities = &vocabulary.quantities;
        for (list, numbers) in [(List::Numerals, &quantities.numerals), (List::Ordinals, &quantities.ordinals)] {
            for (phrase, number) in numbers {
                if let Ok(number) = u8::try_from(*number) {
                    found.add(list, phrase, number);
                }
            }
        }
        for article in &quantities.articles {
            found.add(List::Numerals, article, 1);
        }
        let lists = [
            (List::Fiscal, &words.fiscal),
            (List::YearTo, &words.year_to),
            (List::Of, &words.of),
            (List::During, &words.during),
            (List::From, &words.from),
            (List::Between, &words.between),
            (List::To, &words.to),
            (List::And, &words.and),
            (List::Since, &words.since),
            (List::Until, &words.until),
            (List::Than, &words.than),
            (List::Articles, &words.articles),
            (List::Vague, &words.vague),
            (List::Aside, &words.aside),
            (List::First, &words.first),
            (List::Last, &words.last),
            (List::Past, &words.past),
            (List::Ending, &words.ending),
            (List::UpTo, &words.up_to),
            (List::Earlier, &words.earlier),
            (List::Ago, &words.ago),
            (List::Over, &words.over),
            (List::SoFar, &words.so_far),
            (List::LastYear, &words.last_year),
        ];
        for (list, phrases) in lists {
            for phrase in phrases {
                found.add(list, phrase, 0);
            }
        }
        found
    }

    fn add(&mut self, list: List, phrase: &str, part: u8) {
        let words: Vec<(String, bool)> =
            pieces(phrase).into_iter().map(|piece| (plain(&piece.lower).to_owned(), piece.glued)).collect();
        let Some((first, _)) = words.first() else { return };
        self.0.entry(first.clone()).or_default().phrases.push(Phrase { list, words, part });
    }

    /// Returns what begins with a word in lower case.
    pub(super) fn beginning(&self, word: &str) -> Option<&Beginning> {
        self.0.get(word)
    }
}

/// Returns a piece with its apostrophe in one form.
fn plain(piece: &str) -> &str {
    if piece == "’" { "'" } else { piece }
}

impl Beginning {
    /// Returns the phrases of a list that stand at the start of `rest`: how many pieces each has, and which part it names.
    pub(super) fn at<'r>(&'r self, list: List, rest: &'r [Piece<'_>]) -> impl Iterator<Item = (usize, u8)> + 'r {
        let listed = self.phrases.iter().filter(move |phrase| phrase.list == list);
        listed.filter_map(|phrase| Some((phrase.length(rest)?, phrase.part)))
    }
}

impl Phrase {
    /// Returns how many pieces it has at the start of `rest`; a hyphen may stand between its words.
    fn length(&self, rest: &[Piece<'_>]) -> Option<usize> {
        let mut next = 0;
        for (nth, (word, glued)) in self.words.iter().enumerate() {
            next += usize::from(nth > 0 && rest.get(next).is_some_and(|piece| piece.text == "-"));
            let piece = rest.get(next)?;
            if plain(&piece.lower) != *word || *glued && !piece.glued {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}
