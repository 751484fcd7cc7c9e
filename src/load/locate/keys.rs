//! The keys of a tree by their words, so that a thousand places in a mapping of a thousand keys are found without reading the
//! mapping a thousand times.

use std::collections::HashMap;

use crate::load::tree::{Kind, Node, Pair};

/// Mappings with fewer keys are read through.
const MANY: usize = 16;

/// The keys of the large mappings of a tree.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// By a mapping's number.
    mappings: HashMap<u32, HashMap<Box<str>, Equal>>,
}

/// The pairs of a mapping whose keys are equal, by their index.
#[derive(Debug, Default)]
struct Equal {
    all: Vec<usize>,
    /// Of several: those whose value has a key, by that key.
    with: HashMap<Box<str>, Vec<usize>>,
}

impl Keys {
    /// Returns the keys of a tree.
    pub(super) fn of(root: &Node) -> Self {
        let mut keys = Self::default();
        keys.add(root);
        keys
    }

    fn add(&mut self, node: &Node) {
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.add(item)),
            Kind::Mapping(pairs) => {
                if pairs.len() >= MANY {
                    self.mappings.insert(node.number, equal(pairs));
                }
                for pair in pairs {
                    self.add(&pair.value);
                }
            }
            Kind::Plain(_) | Kind::Quoted(_) | Kind::Refused => {}
        }
    }

    /// Returns a pair of a mapping with this key: of several the one with this number from zero, or the first.
    pub(super) fn nth<'n>(&self, node: &Node, pairs: &'n [Pair], key: &str, nth: usize) -> Option<&'n Pair> {
        if let Some(keys) = self.mappings.get(&node.number) {
            let all = &keys.get(key)?.all;
            return all.get(nth).or(all.first()).map(|at| &pairs[*at]);
        }
        let mut equal = pairs.iter().filter(|pair| pair.key.words() == Some(key));
        equal.clone().nth(nth).or_else(|| equal.next())
    }

    /// Returns the pairs of a mapping with this key that a way down through `next` may lead through: those whose value has that
    /// key, and the first one where none has.
    pub(super) fn through<'n>(&self, node: &Node, pairs: &'n [Pair], key: &str, next: Option<&str>) -> Vec<&'n Pair> {
        let Some(keys) = self.mappings.get(&node.number) else {
            return pairs.iter().filter(|pair| pair.key.words() == Some(key)).collect();
        };
        let Some(equal) = keys.get(key) else { return Vec::new() };
        let first = || &equal.all[..1];
        let met = match next {
            _ if equal.all.len() == 1 => first(),
            Some(next) => equal.with.get(next).map_or_else(first, Vec::as_slice),
            None => &equal.all,
        };
        met.iter().map(|at| &pairs[*at]).collect()
    }
}

fn equal(pairs: &[Pair]) -> HashMap<Box<str>, Equal> {
    let mut keys: HashMap<Box<str>, Equal> = HashMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        if let Some(key) = pair.key.words() {
            keys.entry(key.into()).or_default().all.push(at);
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each key is looked at by itself")]
    for equal in keys.values_mut() {
        if equal.all.len() < 2 {
            continue;
        }
        for at in &equal.all {
            let Kind::Mapping(below) = &pairs[*at].value.kind else { continue };
            for key in below.iter().filter_map(|pair| pair.key.words()) {
                let with = equal.with.entry(key.into()).or_default();
                if with.last() != Some(at) {
                    with.push(*at);
                }
            }
        }
    }
    keys
}
