//! The words by which measures and parties are named: labels, aliases and names of the registry, arranged so that all at a
//! place are found at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use crate::language::{Lexicon, Term};
use crate::model::{Entry, Key, Measure, Model, Party};

/// The names of all entries of a kind.
pub(crate) struct NameIndex<T> {
    /// Every word of a name, numbered from one, with whether it is what a measure counts: `leads`, `impressions`, the first
    /// noun of `encounters of children`.
    words: HashMap<String, NameWord>,
    /// By the number of their first word: how many words the names have that begin with it.
    lengths: Vec<BTreeSet<usize>>,
    /// By their words: which of all names they are, and whose.
    names: HashMap<Vec<u32>, Vec<(usize, Key<T>)>>,
    /// How many names there are.
    count: usize,
    /// By measure: the words of its label and aliases, and then those by which its definition says what it is.
    own: Vec<(Vec<String>, Vec<String>)>,
}

/// A word among those of all names: its number, zero where it is of none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NameWord {
    number: u32,
    /// Whether it is what some measure counts.
    pub(crate) is_unit: bool,
}

impl<T: Entry> fmt::Debug for NameIndex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { words, lengths, names, count, own } = self;
        let (words, names): (BTreeMap<_, _>, BTreeMap<_, _>) = (words.iter().collect(), names.iter().collect());
        write!(f, "{words:?} {lengths:?} {names:?} {count} {own:?}")
    }
}

impl NameIndex<Measure> {
    /// Returns the labels and aliases of a registry's measures, in lower case.
    pub(crate) fn of_measures(model: &Model) -> Self {
        let mut naming = Self::none();
        let lexicon = Lexicon::of(model.publication.language);
        for (key, _, measure) in model.measures.iter() {
            let said = measure.unit.as_deref().filter(|unit| unit.chars().count() > 2).map(str::to_lowercase);
            let units = unit(&measure.label, lexicon).into_iter().chain(said);
            for unit in units.chain([measure.counts.word().to_lowercase()]) {
                naming.words.entry(unit).or_default().is_unit = true;
            }
            for name in names_of(measure) {
                naming.add(name, key);
            }
            let of_names = names_of(measure).flat_map(words_of).collect();
            let defined = measure.definition.as_deref().unwrap_or_default();
            naming.own.push((of_names, said_of_itself(defined, lexicon)));
        }
        naming
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
        let words: Vec<NameWord> = words_of(text).map(|word| self.word(&word)).collect();
        (0..words.len()).any(|at| self.at(&words[at..]).any(|(named, _)| named == measure))
    }
}

impl NameIndex<Party> {
    /// Returns the names of a registry's parties, in lower case, without what stands in parentheses.
    pub(crate) fn of_parties(model: &Model) -> Self {
        let mut naming = Self::none();
        for (key, _, party) in model.parties.iter() {
            for name in party.short.iter().chain([&party.name]) {
                naming.add(name.split(" (").next().unwrap_or_default(), key);
            }
        }
        naming
    }
}

impl<T> NameIndex<T> {
    fn none() -> Self {
        let lengths = vec![BTreeSet::new()];
        Self { words: HashMap::new(), lengths, names: HashMap::new(), count: 0, own: Vec::new() }
    }

    fn add(&mut self, name: &str, key: Key<T>) {
        let words: Vec<u32> = name.to_lowercase().split_whitespace().map(|word| self.number(word)).collect();
        let Some(first) = words.first() else { return };
        self.lengths[*first as usize].insert(words.len());
        let whose = self.names.entry(words).or_default();
        // The names of an entry come one after the other.
        if whose.last().is_none_or(|(_, last)| *last != key) {
            whose.push((self.count, key));
            self.count += 1;
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        let known = self.words.entry(word.to_owned()).or_default();
        if known.number == 0 {
            known.number = u32::try_from(self.lengths.len()).expect("no registry has four thousand million words");
            self.lengths.push(BTreeSet::new());
        }
        known.number
    }

    /// Returns a word in lower case by its number.
    pub(crate) fn word(&self, word: &str) -> NameWord {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Returns whether some words in lower case begin with a name.
    pub(crate) fn begins<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> bool {
        let Some(first) = words.next().map(|first| self.word(first)) else { return false };
        let Some(longest) = self.lengths[first.number as usize].last() else { return false };
        let rest = words.take(longest - 1).map(|word| self.word(word));
        let words: Vec<NameWord> = [first].into_iter().chain(rest).collect();
        self.at(&words).next().is_some()
    }

    /// Returns the entries that the words at the start of `words` name, each with how many words.
    pub(crate) fn at(&self, words: &[NameWord]) -> impl Iterator<Item = (Key<T>, usize)> {
        let lengths = words.first().map(|first| &self.lengths[first.number as usize]);
        let lengths = lengths.into_iter().flatten().take_while(|length| **length <= words.len());
        let mut here: Vec<(usize, Key<T>, usize)> = Vec::new();
        for length in lengths {
            let name: Vec<u32> = words[..*length].iter().map(|word| word.number).collect();
            let whose = self.names.get(&name).into_iter().flatten();
            here.extend(whose.map(|(nth, key)| (*nth, *key, *length)));
        }
        here.sort_by_key(|(nth, ..)| *nth);
        here.into_iter().map(|(_, key, length)| (key, length))
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
    let mut phrases = lexicon.phrases_in(words.iter().map(String::as_str));
    let sets_apart = phrases.any(|(term, _)| term == Term::Contrast);
    if sets_apart { Vec::new() } else { words.clone() }
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The index finds the names that comparing every name with the words finds, in the order in which they were given.
        #[test]
        fn names_are_found_as_if_each_was_compared(
            names in prop::collection::vec("[ab]( [abc]){0,3}", 0..9),
            text in prop::collection::vec("[abcd]", 0..7),
        ) {
            let mut index: NameIndex<Party> = NameIndex::none();
            for (at, name) in names.iter().enumerate() {
                index.add(name, Key::new(at / 2));
            }
            let words: Vec<NameWord> = text.iter().map(|word| index.word(word)).collect();
            let mut wanted: Vec<(Key<Party>, usize)> = Vec::new();
            for (at, name) in names.iter().enumerate() {
                let again = at % 2 == 1 && names[at - 1] == *name;
                let pieces: Vec<&str> = name.split(' ').collect();
                if !again && pieces.len() <= text.len() && pieces.iter().zip(&text).all(|(a, b)| a == b) {
                    wanted.push((Key::new(at / 2), pieces.len()));
                }
            }
            prop_assert_eq!(index.at(&words).collect::<Vec<_>>(), wanted.clone());
            prop_assert_eq!(index.begins(text.iter().map(String::as_str)), !wanted.is_empty());
        }
    }

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
