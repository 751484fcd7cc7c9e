//! Which words of a column look alike and are not equal: one look at the dictionary, whatever the number of rows.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::words::Words;
use crate::text::alike;

/// The words that look like others, by code.
#[derive(Debug, Clone, Default)]
pub struct Resemblance {
    groups: Vec<Vec<u32>>,
    group: BTreeMap<u32, usize>,
}

impl Resemblance {
    /// Returns which of some words look alike.
    pub(super) fn of(words: &Words) -> Self {
        let mut hashed: Vec<(u64, u32)> = Vec::with_capacity(words.len());
        for (code, word) in (0..).zip(words.iter()) {
            let (first, second) = alike::keys(word);
            hashed.push((hash(&first), code));
            hashed.extend(second.map(|second| (hash(&second), code)));
        }
        hashed.sort_unstable();
        hashed.dedup();
        let mut found = Self::default();
        for same in hashed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let first = words.get(same[0].1);
            let codes: Vec<u32> =
                same.iter().map(|(_, code)| *code).filter(|code| alike::alike(first, words.get(*code))).collect();
            found.join(&codes);
        }
        for group in &mut found.groups {
            group.sort_by_key(|code| (pains(words.get(*code)), *code));
        }
        found
    }

    /// Puts words into one group, with all that look like any of them already.
    fn join(&mut self, codes: &[u32]) {
        if codes.len() < 2 {
            return;
        }
        let known = codes.iter().find_map(|code| self.group.get(code).copied());
        let into = known.unwrap_or_else(|| {
            self.groups.push(Vec::new());
            self.groups.len() - 1
        });
        for code in codes {
            match self.group.get(code).copied() {
                Some(group) if group == into => {}
                Some(other) => {
                    for moved in std::mem::take(&mut self.groups[other]) {
                        self.group.insert(moved, into);
                        self.groups[into].push(moved);
                    }
                }
                None => {
                    self.group.insert(*code, into);
                    self.groups[into].push(*code);
                }
            }
        }
    }

    /// Returns whether no word looks like another.
    pub fn is_empty(&self) -> bool {
        self.group.is_empty()
    }

    /// Returns the words that look like this one, itself among them and the plainest first; none where it is alone.
    pub fn alike(&self, code: u32) -> &[u32] {
        self.group.get(&code).map_or(&[], |group| &self.groups[*group])
    }

    /// Returns the plainest of the words that look like this one: itself where it is alone.
    pub fn plainest(&self, code: u32) -> u32 {
        self.alike(code).first().copied().unwrap_or(code)
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Returns how far a label is from the plainest way to write it.
fn pains(label: &str) -> (bool, bool, usize) {
    let spaced = label.trim() != label || label.contains("  ");
    let loud = label.chars().any(char::is_lowercase);
    (spaced, !loud, label.chars().filter(|c| !c.is_ascii()).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> (Words, Vec<Vec<String>>) {
        let mut known = Words::default();
        for word in words {
            known.add(word.as_bytes()).unwrap();
        }
        let groups = known.resemblance().groups.iter().filter(|group| !group.is_empty());
        let groups = groups.map(|group| group.iter().map(|code| known.get(*code).to_owned()).collect()).collect();
        (known, groups)
    }

    #[test]
    fn words_that_look_alike_stand_together_and_the_plainest_first() {
        let (words, groups) = of(&["NEWTON", "Newton ", "Oldham", "Newton", "N\u{435}wton", "Newton\u{a0}"]);
        assert_eq!(groups, [["Newton", "N\u{435}wton", "NEWTON", "Newton ", "Newton\u{a0}"]]);
        assert_eq!(words.resemblance().plainest(0), 3);
        assert!(words.resemblance().alike(2).is_empty());
        assert_eq!(words.find_alike("newton"), Some(0));
    }

    #[test]
    fn groups_that_one_word_joins_become_one() {
        // The capitals look like the small letters, and one word of Cyrillic letters like the Latin one.
        let (_, groups) = of(&["CCCP", "\u{441}\u{441}\u{441}\u{440}", "cccp", "\u{421}\u{421}\u{421}\u{420}"]);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].len(), 4);
    }

    #[test]
    fn a_column_of_different_labels_has_no_groups() {
        assert!(of(&["Washington", "washington, D.C.", "O\u{2019}Brien", "A", "A-"]).1.is_empty());
    }
}
