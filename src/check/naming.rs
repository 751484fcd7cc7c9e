//! The words by which measures and parties are named: labels, aliases and names of the registry, arranged so that all at a
//! place are found at once.

use std::collections::HashMap;

use crate::model::{Key, Measure, Model, Party};

/// The names of all entries of a kind.
#[derive(Debug)]
pub(super) struct Naming<T> {
    /// By their first word: all their words, and the entry.
    names: HashMap<String, Vec<(Vec<String>, Key<T>)>>,
}

impl Naming<Measure> {
    /// Returns the labels and aliases of a registry's measures, in lower case.
    pub(super) fn of_measures(model: &Model) -> Self {
        let mut naming = Self { names: HashMap::new() };
        for (key, _, measure) in model.measures.iter() {
            for name in measure.aliases.iter().chain([&measure.label]) {
                naming.add(name, key);
            }
        }
        naming
    }
}

impl Naming<Party> {
    /// Returns the names of a registry's parties, in lower case, without what stands in parentheses.
    pub(super) fn of_parties(model: &Model) -> Self {
        let mut naming = Self { names: HashMap::new() };
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
