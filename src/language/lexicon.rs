//! The words by which the rules read prose. Each kind of word is a list in a file beside this one, one file a language; the
//! rules know the kinds and no word of any language.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use serde::Deserialize;

use super::term::Term;
use super::{Language, OfEach, likelihood};

/// What a file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Abbreviations that do not end a sentence, without their last full stop.
    abbreviations: Vec<String>,
    /// Words that lose their vowel before another and are joined to it by an apostrophe: the `l` of `l’année`.
    elisions: Vec<String>,
    /// Whether a number with a full stop is a place in an order or a day of a month: `3. November`.
    ordinal_stop: bool,
    /// The phrases of each kind.
    terms: BTreeMap<Term, Vec<String>>,
}

/// The words of a language, arranged so that all phrases at a place are found at once.
#[derive(Debug)]
pub struct Lexicon {
    /// Every word of a phrase, numbered from one.
    words: HashMap<&'static str, Known>,
    /// The phrases by the number of their first word.
    phrases: Vec<Vec<Phrase>>,
    abbreviations: HashSet<String>,
    elisions: &'static [String],
    ordinal_stop: bool,
}

/// A word by its number in a lexicon: zero for one that stands in no phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Known(u16);

#[derive(Debug)]
struct Phrase {
    words: Vec<Known>,
    term: Term,
}

impl File {
    /// Returns what the file of a language says.
    fn of(language: Language) -> &'static Self {
        static READ: OfEach<File> = OfEach::new();
        let read = |language: Language| {
            serde_yaml::from_str(language.files().lexicon)
                .expect("the files of the languages are part of the tool and tested")
        };
        READ.of_plain(language, read)
    }
}

impl Lexicon {
    /// Returns the words of a language.
    pub fn of(language: Language) -> &'static Self {
        static READ: OfEach<Lexicon> = OfEach::new();
        READ.of_plain(language, |language| Self::new(File::of(language), language.tag()))
    }

    /// Returns the number of a word in lower case.
    pub(crate) fn known(&self, word: &str) -> Known {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Returns what the phrases at the start of `words` do, each with how many words it has.
    pub(crate) fn at<'l>(&'l self, words: &'l [Known]) -> impl Iterator<Item = (Term, usize)> + 'l {
        let phrases = words.first().map_or(&[][..], |first| &self.phrases[usize::from(first.0)]);
        let here = phrases.iter().filter(|phrase| words.starts_with(&phrase.words));
        here.map(|phrase| (phrase.term, phrase.words.len()))
    }

    /// Returns what phrases among words in lower case do, and which of the words each has.
    pub(crate) fn phrases_in<'w>(
        &self,
        words: impl IntoIterator<Item = &'w str>,
    ) -> impl Iterator<Item = (Term, Range<usize>)> {
        let words: Vec<Known> = words.into_iter().map(|word| self.known(word)).collect();
        let length = words.len();
        let at = move |at: usize| {
            let here = self.at(&words[at..]).map(|(term, length)| (term, at..at + length));
            here.collect::<Vec<_>>()
        };
        (0..length).flat_map(at)
    }

    /// Returns whether a word by itself does this.
    pub fn is(&self, word: &str, wanted: Term) -> bool {
        self.at(&[self.known(word)]).any(|(term, _)| term == wanted)
    }

    /// Returns whether a word by itself does anything.
    pub(crate) fn is_term(&self, word: &str) -> bool {
        self.at(&[self.known(word)]).next().is_some()
    }

    /// Returns whether a full stop behind this word does not end a sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(&*word.to_ascii_lowercase())
    }

    /// Returns how many bytes at the start of a word are a word of their own, with its apostrophe: three of `l’année`.
    pub(crate) fn elided(&self, word: &str) -> Option<usize> {
        if self.elisions.is_empty() {
            return None;
        }
        let at = word.find(['\'', '’'])?;
        let is_elision = self.elisions.iter().any(|elision| word[..at].to_lowercase() == *elision);
        let sign = word[at..].chars().next().map_or(0, char::len_utf8);
        (is_elision && word.len() > at + sign).then_some(at + sign)
    }

    /// Returns whether a number with a full stop may be a place in an order: `der 3. November`.
    pub(crate) fn has_ordinal_stop(&self) -> bool {
        self.ordinal_stop
    }

    /// Returns the words of a phrase as those of a text are told apart.
    fn words_of(file: &File, phrase: &'static str) -> Vec<&'static str> {
        let split = |word: &'static str| {
            let elision = word
                .split_once('\'')
                .filter(|(elision, rest)| !rest.is_empty() && file.elisions.iter().any(|it| it == elision));
            match elision {
                Some((elision, rest)) => vec![&word[..=elision.len()], rest],
                None => vec![word],
            }
        };
        phrase.split(' ').flat_map(split).collect()
    }

    fn new(file: &'static File, tag: &str) -> Self {
        let listed =
            file.terms.iter().flat_map(|(term, phrases)| phrases.iter().map(|phrase| (*term, phrase.as_str())));
        let likely = likelihood::phrases(tag).map(|(scale, phrase)| (Term::of_likelihood(scale), phrase));
        let mut words: HashMap<&'static str, Known> = HashMap::new();
        // A word that stands in no phrase begins none.
        let mut phrases: Vec<Vec<Phrase>> = vec![Vec::new()];
        for (term, phrase) in listed.chain(likely) {
            let numbered = Self::words_of(file, phrase).into_iter().map(|word| {
                *words.entry(word).or_insert_with(|| {
                    phrases.push(Vec::new());
                    Known(u16::try_from(phrases.len() - 1).expect("a file of a language is no dictionary"))
                })
            });
            let words: Vec<Known> = numbered.collect();
            phrases[usize::from(words[0].0)].push(Phrase { words, term });
        }
        let abbreviations = file.abbreviations.iter().map(|word| word.to_ascii_lowercase()).collect();
        Self { words, phrases, abbreviations, elisions: &file.elisions, ordinal_stop: file.ordinal_stop }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_words_of_every_kind_in_lower_case() {
        let english = File::of(Language::ENGLISH);
        for file in Language::plain().map(File::of) {
            assert_eq!(file.terms.keys().collect::<Vec<_>>(), english.terms.keys().collect::<Vec<_>>());
            for (term, phrases) in &file.terms {
                assert!(!phrases.is_empty(), "{term:?} has no words");
                for phrase in phrases {
                    assert_eq!(phrase, &phrase.to_lowercase(), "{term:?}");
                    assert!(!phrase.contains("  ") && phrase.trim() == phrase, "{term:?}: {phrase}");
                }
            }
        }
    }

    #[test]
    fn all_phrases_at_a_place_are_found() {
        let lexicon = Lexicon::of(Language::ENGLISH);
        let found = |words: &[&str]| -> Vec<(Term, usize)> {
            let known: Vec<Known> = words.iter().map(|word| lexicon.known(word)).collect();
            lexicon.at(&known).collect()
        };
        assert_eq!(found(&["as", "high", "as", "ten"]), [(Term::Hedge, 3), (Term::Tied, 3)]);
        assert_eq!(found(&["according", "to", "them"]), [(Term::Attribution, 2)]);
        assert_eq!(found(&["xylophone", "to", "them"]), []);
        let among: Vec<_> = lexicon.phrases_in("it is according to them".split(' ')).collect();
        assert!(among.contains(&(Term::Attribution, 2..4)), "{among:?}");
    }
}
