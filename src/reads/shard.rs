//! Which part of what is made one of several machines makes.

use std::fmt;
use std::str::FromStr;

/// One of several parts, as `3/8` names it.
///
/// Things are dealt out like cards: by their number in order, not by their names, so that all parts are of one size and no
/// machine waits for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    nth: usize,
    of: usize,
}

impl Shard {
    /// The most parts: with more of them each would hold little, and all would read everything.
    pub const MOST: usize = 999;

    /// Returns which part it is, from one.
    pub fn nth(self) -> usize {
        self.nth
    }

    /// Returns how many parts there are.
    pub fn of(self) -> usize {
        self.of
    }

    /// Returns whether it holds the thing with this number, from zero.
    pub fn holds(self, at: usize) -> bool {
        at % self.of == self.nth - 1
    }

    /// Returns the name of its folder: `3-of-8`.
    pub fn folder(self) -> String {
        format!("{}-of-{}", self.nth, self.of)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.nth, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let number =
            |words: &str| words.parse::<usize>().ok().filter(|_| words.bytes().all(|byte| byte.is_ascii_digit()));
        let parts = written.split_once('/').and_then(|(nth, of)| Some((number(nth)?, number(of)?)));
        match parts {
            Some((nth, of)) if (1..=of).contains(&nth) && of <= Self::MOST => Ok(Self { nth, of }),
            Some((_, of)) if of > Self::MOST => Err(format!("at most {} parts are made", Self::MOST)),
            _ => Err("a shard is written as `3/8`: the third of eight".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_in_one_part() {
        for of in [1, 2, 3, 7] {
            let parts: Vec<Shard> = (1..=of).map(|nth| format!("{nth}/{of}").parse().unwrap()).collect();
            for at in 0..20 {
                assert_eq!(parts.iter().filter(|part| part.holds(at)).count(), 1, "{at} of {of}");
            }
        }
        for bad in ["", "3", "0/3", "4/3", "1/0", "+1/3", "1/1000", "a/b", "1/2/3", "-1/2"] {
            assert!(bad.parse::<Shard>().is_err(), "{bad}");
        }
    }
}
