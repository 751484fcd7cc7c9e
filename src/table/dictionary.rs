//! The different words of a text column: each kept once, found again by a hash, and which of them look alike.
//!
//! The words stand one after another in a single string, so a column of a million different ids costs no million
//! allocations. The hash is seeded anew in each run, so that no file can be written to make it slow; codes are given by
//! first use and do not depend on it.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};
use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::text::alike;

use super::called::Called;

/// Different words, each with a code: the first one used is 0.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Words {
    text: String,
    ends: Vec<u32>,
    /// What it means that two of the words look alike.
    pub look_alikes: LookAlikes,
    /// What words that are codes are called: `Germany` for `DE`.
    called: Called,
    /// Made when a word is first looked for.
    #[serde(skip)]
    index: OnceLock<Index>,
    #[serde(skip)]
    resemblance: OnceLock<Resemblance>,
}

/// What it means that two labels of a column look alike and are not equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LookAlikes {
    /// Nobody has said: where a number depends on it, it is a problem.
    #[default]
    Unsaid,
    /// They are one label.
    One,
    /// They are as many as they are.
    Distinct,
}

impl Words {
    /// Returns no words, of which two that look alike mean what they mean here.
    pub fn none_of_these(&self) -> Self {
        Self { look_alikes: self.look_alikes, ..Self::default() }
    }

    /// Returns the word with this code.
    ///
    /// # Panics
    /// Panics where no word has the code: codes come from the same column.
    pub fn get(&self, code: u32) -> &str {
        &self.text[span(&self.ends, code)]
    }

    /// Returns what a reader is shown for a code: what it is called, else the word itself.
    pub fn shown(&self, code: u32) -> &str {
        self.called.name(code).unwrap_or_else(|| self.get(code))
    }

    /// Says what words are called; those that are called the same are one label.
    pub fn call<'a>(&mut self, names: impl Iterator<Item = (&'a str, &'a str)>) {
        for (word, name) in names {
            let Some(code) = self.find(word.as_bytes()) else { continue };
            let first = self.find(name.as_bytes()).unwrap_or(code);
            self.called.call(code, name, first);
        }
    }

    /// Says what words are called in another language: readers are shown that, and conditions may still say what they were called.
    /// Which words are one label is the same in every language.
    pub fn call_in_language<'a>(&mut self, names: impl Iterator<Item = (&'a str, &'a str)>) {
        let names: Vec<_> = names.filter_map(|(word, name)| Some((self.find(word.as_bytes())?, name))).collect();
        for (code, name) in names {
            self.called.call_in_language(code, name);
        }
    }

    /// Returns whether different words can be one label.
    pub fn are_joined(&self) -> bool {
        self.look_alikes == LookAlikes::One || !self.called.is_empty()
    }

    /// Returns the code of a word, or of what a code is called.
    pub fn find(&self, word: &[u8]) -> Option<u32> {
        let index = self.index.get_or_init(|| Index::of(self));
        let found = index.find(index.hash(word), |code| self.get(code).as_bytes() == word).ok();
        found.or_else(|| self.called.find(word))
    }

    /// Returns the code of a word, adding it where it is new; none where the words would outgrow 4 GiB.
    pub fn add(&mut self, word: &[u8]) -> Option<u32> {
        if self.index.get().is_none() {
            self.index = OnceLock::from(Index::of(self));
        }
        let (text, ends) = (self.text.as_bytes(), &self.ends);
        let index = self.index.get_mut()?;
        let hash = index.hash(word);
        let slot = match index.find(hash, |code| text[span(ends, code)] == *word) {
            Ok(code) => return Some(code),
            Err(slot) => slot,
        };
        let code = u32::try_from(self.ends.len()).ok().filter(|code| *code != u32::MAX)?;
        let end = u32::try_from(self.text.len() + word.len()).ok()?;
        self.text.push_str(&String::from_utf8_lossy(word));
        self.ends.push(end);
        index.slots[slot] = Index::filled(hash, code);
        if self.ends.len() * 2 > index.slots.len() {
            self.index = OnceLock::from(Index::of(self));
        }
        Some(code)
    }

    /// Returns which words look alike; worked out when first asked for.
    pub fn resemblance(&self) -> &Resemblance {
        self.resemblance.get_or_init(|| Resemblance::of(self))
    }

    /// Returns the code that stands for a word and all that are one label with it; else its own.
    #[inline]
    pub fn label(&self, code: u32) -> u32 {
        let code = if self.look_alikes == LookAlikes::One { self.resemblance().plainest(code) } else { code };
        self.called.first(code)
    }

    /// Returns the first word that looks like this one.
    pub fn find_alike(&self, word: &str) -> Option<u32> {
        let wanted = alike::keys(word);
        (0..).zip(self.iter()).find(|(_, other)| alike::in_common(&wanted, &alike::keys(other))).map(|(code, _)| code)
    }

    /// Visits the words by code.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.ends.len()).map(|code| self.get(code))
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Gives back what was reserved for more words, and what finds them: few columns are ever searched.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.index.take();
    }
}

/// Returns the bytes of a word in the text of all.
#[inline]
fn span(ends: &[u32], code: u32) -> Range<usize> {
    let code = code as usize;
    let start = code.checked_sub(1).map_or(0, |before| ends[before] as usize);
    start..ends[code] as usize
}

/// Where each word is found by its hash: half of it beside the code, so that hardly ever another word is looked at.
#[derive(Debug, Clone)]
struct Index {
    slots: Vec<u64>,
    seed: u64,
}

const FREE: u64 = u64::MAX;
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Index {
    fn of(words: &Words) -> Self {
        let slots = vec![FREE; (words.len() * 4).next_power_of_two().max(16)];
        let mut index = Self { slots, seed: RandomState::new().hash_one(SPREAD) };
        for (code, word) in (0..).zip(words.iter()) {
            let hash = index.hash(word.as_bytes());
            if let Err(slot) = index.find(hash, |_| false) {
                index.slots[slot] = Self::filled(hash, code);
            }
        }
        index
    }

    fn filled(hash: u64, code: u32) -> u64 {
        hash & !u64::from(u32::MAX) | u64::from(code)
    }

    /// Returns the code of the word with this hash that `is` it, or the free slot where it would stand.
    #[inline]
    fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or(0) & mask;
        loop {
            let here = self.slots[slot];
            if here == FREE {
                return Err(slot);
            }
            let code = u32::try_from(here & u64::from(u32::MAX)).unwrap_or(0);
            if (here ^ hash) >> 32 == 0 && is(code) {
                return Ok(code);
            }
            slot = (slot + 1) & mask;
        }
    }

    #[inline]
    fn hash(&self, word: &[u8]) -> u64 {
        let mut hash = self.seed ^ word.len() as u64;
        let (chunks, rest) = word.as_chunks::<8>();
        for chunk in chunks {
            hash = fold(hash ^ u64::from_le_bytes(*chunk));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        fold(hash ^ u64::from_le_bytes(last))
    }
}

#[inline]
fn fold(value: u64) -> u64 {
    let product = u128::from(value) * u128::from(SPREAD);
    let bytes = product.to_le_bytes();
    let (halves, _) = bytes.as_chunks::<8>();
    u64::from_le_bytes(halves[0]) ^ u64::from_le_bytes(halves[1])
}

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

    #[test]
    fn equal_words_share_a_code_and_codes_follow_first_use() {
        let mut words = Words::default();
        let codes: Vec<_> =
            ["b", "a", "b", "", "ß and more than eight bytes"].map(|w| words.add(w.as_bytes()).unwrap()).into();
        assert_eq!(codes, [0, 1, 0, 2, 3]);
        assert_eq!(words.get(3), "ß and more than eight bytes");
        assert_eq!(words.find(b"a"), Some(1));
        assert_eq!(words.find(b"c"), None);
    }

    #[test]
    fn codes_that_are_called_the_same_are_one_label() {
        let (mut words, _) = of(&["DE", "FR", "D", "Germany"]);
        words.call([("DE", "Germany"), ("D", "Germany"), ("FR", "France"), ("XX", "None")].into_iter());
        assert_eq!(
            (words.get(0), words.shown(0), words.shown(1), words.shown(3)),
            ("DE", "Germany", "France", "Germany")
        );
        assert_eq!([0, 1, 2, 3].map(|code| words.label(code)), [3, 1, 3, 3]);
        assert_eq!((words.find(b"France"), words.find(b"FR"), words.find(b"None")), (Some(1), Some(1), None));
    }

    #[test]
    fn many_words_are_all_found_again() {
        let mut words = Words::default();
        for n in 0..5_000 {
            assert_eq!(words.add(format!("word {n}").as_bytes()), Some(n));
        }
        for n in 0..5_000 {
            assert_eq!(words.find(format!("word {n}").as_bytes()), Some(n));
        }
        assert_eq!(words.len(), 5_000);
        assert_eq!(words.iter().nth(4_999), Some("word 4999"));
    }

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
