//! Joins: the row of a second table that belongs to each row of a first, where their keys agree.
//!
//! A row without partner cannot be selected, and is a problem where the join does not say that such rows are left out. A key
//! that stands twice in the second table would count rows of the first twice, so it is refused.

use std::collections::HashMap;
use std::sync::Arc;

use crate::table::{Cells, Column, LookAlikes, Words};
use crate::text::alike;

use super::frame::{NO_PARTNER, Reader, Sheet};
use super::index::narrow;

/// The partner of each row, or the key that stands twice.
pub(super) type Partners = Result<Arc<Vec<u32>>, KeyTwice>;

/// A key that stands twice in the second table of a join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyTwice {
    /// The file of the second table.
    pub(super) file: String,
    /// The names of the key's columns.
    pub(super) columns: Vec<String>,
    /// The lines of the two rows.
    pub(super) lines: (u32, u32),
}

/// Returns the partner of each row of the first table; `key` pairs its columns with those of the second.
pub(super) fn partners(first: Sheet<'_>, second: Sheet<'_>, key: &[(usize, usize)]) -> Partners {
    let theirs: Vec<Reader<'_>> = key.iter().map(|(_, b)| Reader::new(&second.table.columns[*b])).collect();
    let mut rows: HashMap<Vec<i64>, u32> = HashMap::with_capacity(second.table.rows);
    for row in 0..second.table.rows {
        let Some(cells) = theirs.iter().map(|reader| reader.get(row)).collect::<Option<Vec<i64>>>() else { continue };
        if let Some(before) = rows.insert(cells, narrow(row)) {
            let line = |row: usize| second.table.line(row);
            return Err(KeyTwice {
                file: second.file.to_string(),
                columns: key.iter().map(|(_, b)| second.table.columns[*b].name.clone()).collect(),
                lines: (line(before as usize), line(row)),
            });
        }
    }
    let ours: Vec<(Reader<'_>, Translation)> = key
        .iter()
        .map(|(a, b)| {
            let column = &first.table.columns[*a];
            (Reader::new(column), Translation::between(column, &second.table.columns[*b]))
        })
        .collect();
    let mut cells = Vec::with_capacity(key.len());
    let partner = |row: usize| {
        cells.clear();
        for (reader, translation) in &ours {
            match reader.get(row).and_then(|value| translation.of(value)) {
                Some(value) => cells.push(value),
                None => return NO_PARTNER,
            }
        }
        rows.get(cells.as_slice()).copied().unwrap_or(NO_PARTNER)
    };
    Ok(Arc::new((0..first.table.rows).map(partner).collect()))
}

/// From the encoding of one column to that of another: dictionaries and scales differ from file to file.
pub(super) enum Translation {
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
    pub(super) fn between(from: &Column, to: &Column) -> Self {
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
    pub(super) fn of(&self, value: i64) -> Option<i64> {
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
    use crate::table::ColumnType::{Integer, Number};
    a.kind == b.kind || matches!((a.kind, b.kind), (Integer | Number, Integer | Number))
}
