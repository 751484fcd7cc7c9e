//! The words by which measures are named: labels and aliases of the registry, arranged so that all at a place are found at
//! once.

use std::collections::HashMap;

use crate::language::{Lexicon, Term};
use crate::model::{Key, Measure, Model};

/// The names of all measures.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// By their first word: all their words, and the measure.
    names: HashMap<String, Vec<(Vec<String>, Key<Measure>)>>,
    /// By measure: the words of its label and aliases, and then those by which its definition says what it is.
    own: Vec<(Vec<String>, Vec<String>)>,
}

impl Naming {
    /// Returns the names of a registry's measures, in lower case.
    pub(super) fn of(model: &Model) -> Self {
        let mut naming = Self::default();
        for (key, _, measure) in model.measures.iter() {
            for name in names_of(measure) {
                let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
                let Some(first) = words.first() else { continue };
                let known = naming.names.entry(first.clone()).or_default();
                if !known.iter().any(|(there, measure)| *there == words && *measure == key) {
                    known.push((words, key));
                }
            }
            let of_names = names_of(measure).flat_map(words_of).collect();
            let defined = measure.definition.as_deref().unwrap_or_default();
            naming.own.push((of_names, said_of_itself(defined, Lexicon::of(model.publication.language))));
        }
        naming
    }

    /// Returns whether a word is part of a measure's label or of an alias.
    pub(super) fn is_of_name(&self, measure: Key<Measure>, word: &str) -> bool {
        self.own[measure.index()].0.iter().any(|own| are_akin(own, word))
    }

    /// Returns whether a word is a measure's own: of its names, or of its definition where that says what it is.
    pub(super) fn is_own(&self, measure: Key<Measure>, word: &str) -> bool {
        self.is_of_name(measure, word) || self.own[measure.index()].1.iter().any(|own| are_akin(own, word))
    }

    /// Returns whether a text names a measure by its label or an alias.
    pub(super) fn is_named_in(&self, measure: Key<Measure>, text: &str) -> bool {
        let words: Vec<String> = words_of(text).collect();
        let plain: Vec<&str> = words.iter().map(String::as_str).collect();
        (0..plain.len()).any(|at| self.at(&plain[at..]).any(|(named, _)| named == measure))
    }

    /// Returns the measures that the words at the start of `words` name, each with how many words.
    pub(super) fn at<'n>(&'n self, words: &'n [&'n str]) -> impl Iterator<Item = (Key<Measure>, usize)> + 'n {
        let names = words.first().and_then(|first| self.names.get(*first)).map_or(&[][..], Vec::as_slice);
        let here = names
            .iter()
            .filter(move |(name, _)| name.len() <= words.len() && name.iter().zip(words).all(|(a, b)| a == b));
        here.map(|(name, measure)| (*measure, name.len()))
    }
}

fn names_of(measure: &Measure) -> impl Iterator<Item = &str> {
    measure.aliases.iter().chain([&measure.label]).map(String::as_str)
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let pieces = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''));
    pieces.filter(|piece| !piece.is_empty()).map(str::to_lowercase)
}

/// Returns the words of the sentences of a definition that set nothing apart: what a measure is not is no word of its own.
fn said_of_itself(definition: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut own = Vec::new();
    for sentence in definition.split_inclusive(['.', ';', ':']) {
        let words: Vec<String> = words_of(sentence).collect();
        let plain: Vec<&str> = words.iter().map(String::as_str).collect();
        let sets_apart = |at: usize| lexicon.at(&plain[at..]).any(|(term, _)| term == Term::Contrast);
        if !(0..plain.len()).any(sets_apart) {
            own.extend(words);
        }
    }
    own
}

/// Returns whether two words differ in their ending alone: `smuggled`, `smuggling`.
fn are_akin(one: &str, other: &str) -> bool {
    /// A shorter beginning is common to words that have nothing to do with each other.
    const BEGINNING: usize = 5;
    /// A longer ending is another word.
    const ENDING: usize = 3;
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - same;
    one == other || same >= BEGINNING && rest(one) <= ENDING && rest(other) <= ENDING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_akin_where_only_their_endings_differ() {
        for (a, b, akin) in [
            ("smuggled", "smuggling", true),
            ("encounter", "encounters", true),
            ("charged", "charges", true),
            ("found", "found", true),
            ("found", "foundation", false),
            ("saved", "save", false),
            ("rescued", "recovered", false),
        ] {
            assert_eq!(are_akin(a, b), akin, "{a}, {b}");
        }
    }
}
