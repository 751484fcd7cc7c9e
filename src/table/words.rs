//! The different words of a text column: each kept once, found again by a hash.
//!
//! The words stand one after another in a single string, so a column of a million different ids costs no million
//! allocations. The hash is seeded anew in each run, so that no file can be written to make it slow; codes are given by
//! first use and do not depend on it.

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use super::resemblance::Resemblance;
use crate::text::alike;

/// Different words, each with a code: the first one used is 0.
#[derive(Debug, Clone)]
pub struct Words {
    text: String,
    ends: Vec<u32>,
    slots: Vec<u32>,
    seed: u64,
    /// What it means that two of the words look alike.
    pub look_alikes: LookAlikes,
    resemblance: OnceLock<Resemblance>,
}

/// What it means that two labels of a column look alike and are not equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LookAlikes {
    /// Nobody has said: where a number depends on it, it is a problem.
    #[default]
    Unsaid,
    /// They are one label.
    One,
    /// They are as many as they are.
    Distinct,
}

const FREE: u32 = u32::MAX;
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Default for Words {
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
            slots: vec![FREE; 16],
            seed: RandomState::new().hash_one(SPREAD),
            look_alikes: LookAlikes::default(),
            resemblance: OnceLock::new(),
        }
    }
}

impl Words {
    /// Returns the word with this code.
    ///
    /// # Panics
    /// Panics where no word has the code: codes come from the same column.
    pub fn get(&self, code: u32) -> &str {
        let code = code as usize;
        let start = code.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[code] as usize]
    }

    /// Returns the code of a word.
    pub fn find(&self, word: &[u8]) -> Option<u32> {
        let code = self.slots[self.slot(word)];
        (code != FREE).then_some(code)
    }

    /// Returns the code of a word, adding it where it is new; none where the words would outgrow 4 GiB.
    pub fn add(&mut self, word: &[u8]) -> Option<u32> {
        let slot = self.slot(word);
        if self.slots[slot] != FREE {
            return Some(self.slots[slot]);
        }
        let code = u32::try_from(self.ends.len()).ok().filter(|code| *code != FREE)?;
        let end = u32::try_from(self.text.len() + word.len()).ok()?;
        self.text.push_str(&String::from_utf8_lossy(word));
        self.ends.push(end);
        self.slots[slot] = code;
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        Some(code)
    }

    /// Returns which words look alike; worked out when first asked for.
    pub fn resemblance(&self) -> &Resemblance {
        self.resemblance.get_or_init(|| Resemblance::of(self))
    }

    /// Returns the code that stands for a word and all that look like it, where they are one label; else its own.
    #[inline]
    pub fn label(&self, code: u32) -> u32 {
        if self.look_alikes == LookAlikes::One { self.resemblance().plainest(code) } else { code }
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

    /// Gives back what was reserved for more words.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn slot(&self, word: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = self.hash(word) & mask;
        while self.slots[slot] != FREE && self.get(self.slots[slot]).as_bytes() != word {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![FREE; self.slots.len() * 2];
        let mask = self.slots.len() - 1;
        for code in (0..).take(self.ends.len()) {
            let mut slot = self.hash(self.get(code).as_bytes()) & mask;
            while self.slots[slot] != FREE {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = code;
        }
    }

    fn hash(&self, word: &[u8]) -> usize {
        let mut hash = self.seed ^ word.len() as u64;
        let (chunks, rest) = word.as_chunks::<8>();
        for chunk in chunks {
            hash = fold(hash ^ u64::from_le_bytes(*chunk));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        let hash = fold(hash ^ u64::from_le_bytes(last));
        usize::try_from(hash >> 32 ^ hash & 0xFFFF_FFFF).unwrap_or(0)
    }
}

fn fold(value: u64) -> u64 {
    let product = u128::from(value) * u128::from(SPREAD);
    let bytes = product.to_le_bytes();
    let (halves, _) = bytes.as_chunks::<8>();
    u64::from_le_bytes(halves[0]) ^ u64::from_le_bytes(halves[1])
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
}
