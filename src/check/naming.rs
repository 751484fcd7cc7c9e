//! The words by which measures and parties are named: labels, aliases and names of the registry, arranged so that all at a
//! place are found at once.

use std::collections::{HashMap, HashSet};

use crate::language::{Lexicon, Term};
use crate::model::{Key, Measure, Model, Party};

/// The names of all entries of a kind.
#[derive(Debug)]
pub(super) struct Naming<T> {
    /// By their first word: all their words, and the entry.
    names: HashMap<String, Vec<(Vec<String>, Key<T>)>>,
    /// What they count, each in one word: `leads`, `impressions`, the first noun of `encounters of children`.
    units: HashSet<String>,
}

impl Naming<Measure> {
    /// Returns the labels and aliases of a registry's measures, in lower case.
    pub(super) fn of_measures(model: &Model) -> Self {
        let mut naming = Self { names: HashMap::new(), units: HashSet::new() };
        let lexicon = Lexicon::of(model.publication.language);
        for (key, _, measure) in model.measures.iter() {
            naming.units.extend(unit(&measure.label, lexicon));
            naming.units.extend(measure.unit.as_deref().filter(|unit| unit.chars().count() > 2).map(str::to_lowercase));
            naming.units.insert(measure.counts.word().to_lowercase());
            for name in measure.aliases.iter().chain([&measure.label]) {
                naming.add(name, key);
            }
        }
        naming
    }

    /// Returns whether a word is what some measure counts.
    pub(super) fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }
}

impl Naming<Party> {
    /// Returns the names of a registry's parties, in lower case, without what stands in parentheses.
    pub(super) fn of_parties(model: &Model) -> Self {
        let mut naming = Self { names: HashMap::new(), units: HashSet::new() };
        for (key, _, party) in model.parties.iter() {
            for name in party.short.iter().chain([&party.name]) {
                naming.add(name.split(" (").next().unwrap_or_default(), key);
            }
        }
        naming
    }
}

impl<T> Naming<T> {
    fn add(&mut self, name: &str, key: Key<T>) {
        let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let Some(first) = words.first() else { return };
        let known = self.names.entry(first.clone()).or_default();
        if !known.iter().any(|(there, entry)| *there == words && *entry == key) {
            known.push((words, key));
        }
    }

    /// Returns the entries that the words at the start of `words` name, each with how many words.
    pub(super) fn at<'n>(&'n self, words: &'n [&'n str]) -> impl Iterator<Item = (Key<T>, usize)> + 'n {
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
