//! The words by which measures are named: labels and aliases of the registry, arranged so that all at a place are found at
//! once.

use std::collections::{HashMap, HashSet};

use crate::language::{Lexicon, Term};
use crate::model::{Key, Measure, Model};

/// The names of all measures.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// By their first word: all their words, and the measure.
    names: HashMap<String, Vec<(Vec<String>, Key<Measure>)>>,
    /// What measures count, each in one word: `leads`, `impressions`, the first noun of `encounters of children`.
    units: HashSet<String>,
}

impl Naming {
    /// Returns the names of a registry's measures, in lower case.
    pub(super) fn of(model: &Model) -> Self {
        let mut naming = Self::default();
        let lexicon = Lexicon::of(model.publication.language);
        for (key, _, measure) in model.measures.iter() {
            naming.units.extend(unit(&measure.label, lexicon));
            naming.units.extend(measure.unit.as_deref().filter(|unit| unit.chars().count() > 2).map(str::to_lowercase));
            naming.units.insert(measure.counts.word().to_lowercase());
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

    /// Returns whether a word is what some measure counts.
    pub(super) fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
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

/// Returns the noun of a label that ends before a preposition or with it: `victims` of `identified victims of trafficking`.
fn unit(label: &str, lexicon: &Lexicon) -> Option<String> {
    let words: Vec<String> = label.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let joins = |word: &&String| lexicon.is(word, Term::AttributionBefore) || lexicon.is(word, Term::When);
    let before = words.iter().position(|word| joins(&word)).unwrap_or(words.len());
    let last = words[..before].last()?;
    (last.chars().count() > 3).then(|| last.clone())
}
