//! The words by which measures and parties are named: labels, aliases and names of the registry, arranged so that all at a
//! place are found at once.

use std::collections::{HashMap, HashSet};

use crate::language::{Lexicon, Term};
use crate::model::{Key, Measure, Model, Party};

/// A name in words, and whose it is.
type Name<T> = (Vec<String>, Key<T>);

/// The names of all entries of a kind.
#[derive(Debug)]
pub(crate) struct NameIndex<T> {
    /// By their first word: all their words, and the entry.
    names: HashMap<String, Vec<Name<T>>>,
    /// All of these, so that none is held twice.
    held: HashSet<Name<T>>,
    /// What they count, each in one word: `leads`, `impressions`, the first noun of `encounters of children`.
    units: HashSet<String>,
    /// By measure: the words of its label and aliases, and then those by which its definition says what it is.
    own: Vec<(Vec<String>, Vec<String>)>,
}

impl NameIndex<Measure> {
    /// Returns the labels and aliases of a registry's measures, in lower case.
    pub(crate) fn of_measures(model: &Model) -> Self {
        let mut naming = Self { names: HashMap::new(), held: HashSet::new(), units: HashSet::new(), own: Vec::new() };
        let lexicon = Lexicon::of(model.publication.language);
        for (key, _, measure) in model.measures.iter() {
            naming.units.extend(unit(&measure.label, lexicon));
            naming.units.extend(measure.unit.as_deref().filter(|unit| unit.chars().count() > 2).map(str::to_lowercase));
            naming.units.insert(measure.counts.word().to_lowercase());
            for name in names_of(measure) {
                naming.add(name, key);
            }
            let of_names = names_of(measure).flat_map(words_of).collect();
            let defined = measure.definition.as_deref().unwrap_or_default();
            naming.own.push((of_names, said_of_itself(defined, lexicon)));
        }
        naming
    }

    /// Returns whether a word is what some measure counts.
    pub(crate) fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    /// Returns whether a word is part of a measure's label or of an alias.
    pub(crate) fn is_of_name(&self, measure: Key<Measure>, word: &str) -> bool {
        self.own[measure.index()].0.iter().any(|own| are_akin(own, word))
    }

    /// Returns whether a word is a measure's own: of its names, or of its definition where that says what it is.
    pub(crate) fn is_own(&self, measure: Key<Measure>, word: &str) -> bool {
        self.is_of_name(measure, word) || self.own[measure.index()].1.iter().any(|own| are_akin(own, word))
    }

    /// Returns whether a text names a measure by its label or an alias.
    pub(crate) fn is_named_in(&self, measure: Key<Measure>, text: &str) -> bool {
        let words: Vec<String> = words_of(text).collect();
        let plain: Vec<&str> = words.iter().map(String::as_str).collect();
        (0..plain.len()).any(|at| self.at(&plain[at..]).any(|(named, _)| named == measure))
    }
}

impl NameIndex<Party> {
    /// Returns the names of a registry's parties, in lower case, without what stands in parentheses.
    pub(crate) fn of_parties(model: &Model) -> Self {
        let mut naming = Self { names: HashMap::new(), held: HashSet::new(), units: HashSet::new(), own: Vec::new() };
        for (key, _, party) in model.parties.iter() {
            for name in party.short.iter().chain([&party.name]) {
                naming.add(name.split(" (").next().unwrap_or_default(), key);
            }
        }
        naming
    }
}

impl<T> NameIndex<T> {
    fn add(&mut self, name: &str, key: Key<T>) {
        let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let Some(first) = words.first() else { return };
        if self.held.insert((words.clone(), key)) {
            self.names.entry(first.clone()).or_default().push((words, key));
        }
    }

    /// Returns the entries that the words at the start of `words` name, each with how many words.
    pub(crate) fn at<'n>(&'n self, words: &'n [&'n str]) -> impl Iterator<Item = (Key<T>, usize)> + 'n {
        let names = words.first().and_then(|first| self.names.get(*first)).map_or(&[][..], Vec::as_slice);
        let here = names
            .iter()
            .filter(move |(name, _)| name.len() <= words.len() && name.iter().zip(words).all(|(a, b)| a == b));
        here.map(|(name, entry)| (*entry, name.len()))
    }
}

/// Returns the noun of a label that ends before a preposition or with it: `victims` of `identified victims of trafficking`.
fn unit(label: &str, lexicon: &Lexicon) -> Option<String> {
    let words: Vec<String> = label.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let joins = |word: &&String| lexicon.is(word, Term::AttributionBefore) || lexicon.is(word, Term::When);
    let before = words.iter().position(|word| joins(&word)).unwrap_or(words.len());
    let last = words[..before].last()?;
    (last.chars().count() > 3).then(|| last.clone())
}

fn names_of(measure: &Measure) -> impl Iterator<Item = &str> {
    measure.aliases.iter().chain([&measure.label]).map(String::as_str)
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let pieces = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''));
    pieces.filter(|piece| !piece.is_empty()).map(str::to_lowercase)
}

/// Returns the words of the first sentence of a definition, where it sets nothing apart: what follows says what else is to be
/// known, and what a measure is not is no word of its own.
fn said_of_itself(definition: &str, lexicon: &Lexicon) -> Vec<String> {
    let first = definition.split(['.', ';', ':']).next().unwrap_or_default();
    let words: Vec<String> = words_of(first).collect();
    let plain: Vec<&str> = words.iter().map(String::as_str).collect();
    let sets_apart = |at: usize| lexicon.at(&plain[at..]).any(|(term, _)| term == Term::Contrast);
    if (0..plain.len()).any(sets_apart) { Vec::new() } else { words }
}

/// Returns whether two words differ in their ending alone: `smuggled`, `smuggling`.
pub(crate) fn are_akin(one: &str, other: &str) -> bool {
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
