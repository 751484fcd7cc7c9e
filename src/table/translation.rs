//! From the encoding of one column to that of another, so that cells of two tables are compared as integers.

use std::collections::HashMap;

use crate::text::alike;

use super::{Cells, Column, LookAlikes, Words};

/// From the encoding of one column to that of another: dictionaries and scales differ from file to file.
pub(crate) enum Translation {
    /// By code of the first dictionary.
    Codes(Vec<Option<i64>>),
    /// Times this.
    Times(i64),
    /// Divided by this, where that leaves no rest.
    Over(i64),
    /// No value of one is a value of the other.
    Never,
}

impl Translation {
    /// Returns the translation from one column to another.
    pub(crate) fn between(from: &Column, to: &Column) -> Self {
        match (&from.cells, &to.cells) {
            (Cells::Words { words: from, .. }, Cells::Words { words: to, .. }) => {
                let one =
                    (from.look_alikes == LookAlikes::One || to.look_alikes == LookAlikes::One).then(|| by_look(to));
                let code = |word: &str| {
                    let alike = || {
                        let (first, second) = alike::keys(word);
                        let one = one.as_ref()?;
                        one.get(&first).or_else(|| one.get(&second?)).copied()
                    };
                    to.find(word.as_bytes()).or_else(alike).map(|code| i64::from(to.label(code)))
                };
                Self::Codes(from.iter().map(code).collect())
            }
            (Cells::Values { scale: a, .. }, Cells::Values { scale: b, .. }) if alike(from, to) => {
                let factor = |digits: u32| 10_i64.checked_pow(digits);
                if b >= a {
                    factor(b - a).map_or(Self::Never, Self::Times)
                } else {
                    factor(a - b).map_or(Self::Never, Self::Over)
                }
            }
            _ => Self::Never,
        }
    }

    /// Returns a value in the second column's encoding; none where that has no such value.
    pub(crate) fn of(&self, value: i64) -> Option<i64> {
        match self {
            Self::Codes(codes) => codes.get(usize::try_from(value).ok()?).copied().flatten(),
            Self::Times(factor) => value.checked_mul(*factor),
            Self::Over(factor) => (value % factor == 0).then(|| value / factor),
            Self::Never => None,
        }
    }
}

/// Returns the words of a dictionary by what they look like.
fn by_look(words: &Words) -> HashMap<String, u32> {
    let mut known = HashMap::with_capacity(words.len());
    for (code, word) in (0..).zip(words.iter()) {
        let (first, second) = alike::keys(word);
        for key in [first].into_iter().chain(second) {
            known.entry(key).or_insert(code);
        }
    }
    known
}

/// Returns whether equal encoded values mean the same in both columns: amounts of any scale, else the same type.
fn alike(a: &Column, b: &Column) -> bool {
    use super::ColumnType::{Integer, Number};
    a.kind == b.kind || matches!((a.kind, b.kind), (Integer | Number, Integer | Number))
}
