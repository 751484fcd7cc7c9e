//! The words by which measures are named: labels and aliases of the registry, arranged so that all at a place are found at
//! once.

use std::collections::HashMap;

use crate::model::{Key, Measure, Model};

/// The names of all measures.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// By their first word: all their words, and the measure.
    names: HashMap<String, Vec<(Vec<String>, Key<Measure>)>>,
}

impl Naming {
    /// Returns the names of a registry's measures, in lower case.
    pub(super) fn of(model: &Model) -> Self {
        let mut naming = Self::default();
        for (key, _, measure) in model.measures.iter() {
            let names = measure.aliases.iter().chain([&measure.label]);
            for name in names {
                let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
                let Some(first) = words.first() else { continue };
                let known = naming.names.entry(first.clone()).or_default();
                if !known.iter().any(|(there, measure)| *there == words && *measure == key) {
                    known.push((words, key));
                }
            }
        }
        naming
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
