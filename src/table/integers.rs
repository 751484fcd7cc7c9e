//! Integers of a column, one per row, in as many bytes each as the largest of them needs.
//!
//! Months fit into two bytes, codes of a few labels into one: what is gone through again and again is a quarter of what it would
//! be at full width. They widen as they are added, so nobody has to know beforehand how large they get.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// So many rows at the least are worth another core.
const CHUNK: usize = 1 << 16;

/// Integers, some of them missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Integers {
    /// One byte each.
    One(Vec<i8>),
    /// Two bytes each.
    Two(Vec<i16>),
    /// Four bytes each.
    Four(Vec<i32>),
    /// Eight bytes each.
    Eight(Vec<i64>),
}

impl Default for Integers {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

/// What becomes of integers that are joined with others.
#[derive(Debug, Clone)]
pub enum Change {
    /// Each is multiplied, which fits.
    Times(i64),
    /// Each is a code and becomes the one at its place.
    Codes(Vec<i64>),
}

/// A width that integers are kept in; its least value stands for a missing one.
trait Width: Copy + PartialOrd + Into<i64> + Send + Sync {
    const MISSING: Self;

    fn of(value: i64) -> Option<Self>;
}

macro_rules! width {
    ($($width:ty),*) => {$(
        impl Width for $width {
            const MISSING: Self = Self::MIN;

            #[inline]
            fn of(value: i64) -> Option<Self> {
                match value {
                    Integers::MISSING => Some(Self::MISSING),
                    value => Self::try_from(value).ok().filter(|value| *value != Self::MISSING),
                }
            }
        }
    )*};
}

width!(i8, i16, i32, i64);

/// Returns whether numbers within bounds are kept in a width.
fn fits<W: Width>(low: i64, high: i64) -> bool {
    low != Integers::MISSING && W::of(low).is_some() && W::of(high).is_some()
}

#[inline]
fn full<W: Width>(value: W) -> i64 {
    if value == W::MISSING { Integers::MISSING } else { value.into() }
}

fn widened<W: Width>(values: &[W], room: usize) -> Integers {
    let with_room = || values.len().max(room);
    let all = || values.iter().map(|value| full(*value));
    match size_of::<W>() {
        1 => Integers::Two(filled(all(), with_room())),
        2 => Integers::Four(filled(all(), with_room())),
        _ => Integers::Eight(filled(all(), with_room())),
    }
}

fn filled<W: Width>(values: impl Iterator<Item = i64>, room: usize) -> Vec<W> {
    let mut all = Vec::with_capacity(room);
    all.extend(values.map(|value| W::of(value).unwrap_or(W::MISSING)));
    all
}

/// Calls `$do` on the vector, whatever its width.
macro_rules! each {
    ($integers:expr, $values:ident => $do:expr) => {
        match $integers {
            Integers::One($values) => $do,
            Integers::Two($values) => $do,
            Integers::Four($values) => $do,
            Integers::Eight($values) => $do,
        }
    };
}

impl Integers {
    /// What stands for a missing one where there is no other way to say so.
    pub const MISSING: i64 = i64::MIN;

    /// Returns none, with room for so many.
    pub fn with_room(rows: usize) -> Self {
        Self::One(Vec::with_capacity(rows))
    }

    /// Returns how many there are, missing ones among them.
    pub fn len(&self) -> usize {
        each!(self, values => values.len())
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the one of a row; none where it is missing.
    ///
    /// # Panics
    /// Panics where there is no such row.
    #[inline]
    pub fn get(&self, row: usize) -> Option<i64> {
        let value = each!(self, values => full(values[row]));
        (value != Self::MISSING).then_some(value)
    }

    /// Adds one; [`Integers::MISSING`] is a missing one.
    #[inline]
    pub fn push(&mut self, value: i64) {
        let pushed = each!(self, values => Width::of(value).map(|value| values.push(value)));
        if pushed.is_none() {
            self.widen();
            self.push(value);
        }
    }

    /// Adds the last one once more.
    #[inline]
    pub fn repeat(&mut self) {
        each!(self, values => values.extend(values.last().copied()));
    }

    /// Returns whether the last two differ, or there are not so many.
    pub fn moved_on(&self) -> bool {
        each!(self, values => !matches!(values.as_slice(), [.., a, b] if a == b))
    }

    /// Returns whether any is missing.
    pub fn any_missing(&self) -> bool {
        fn any<W: Width>(values: &[W]) -> bool {
            values.contains(&W::MISSING)
        }
        each!(self, values => any(values))
    }

    /// Returns whether none is missing and each is larger than the one before.
    pub fn rise(&self) -> bool {
        each!(self, values => values.is_sorted_by(|a, b| a < b)) && (self.is_empty() || self.get(0).is_some())
    }

    /// Returns those that are not missing, in the order of the rows.
    pub fn filled(&self) -> impl Iterator<Item = i64> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// Returns the first row that holds a value.
    pub fn position(&self, value: i64) -> Option<usize> {
        fn position<W: Width>(values: &[W], value: i64) -> Option<usize> {
            let value = W::of(value)?;
            values.iter().position(|other| *other == value)
        }
        each!(self, values => position(values, value))
    }

    /// Puts into the place of each that is not missing what `change` makes of it; nothing is changed where that is none.
    pub fn change(&mut self, change: impl Fn(i64) -> Option<i64>) -> bool {
        let mut changed = Self::with_room(self.len());
        for row in 0..self.len() {
            match self.get(row).map(&change) {
                None => changed.push(Self::MISSING),
                Some(None) => return false,
                Some(Some(value)) => changed.push(value),
            }
        }
        *self = changed;
        true
    }

    /// Returns the least and the greatest; none where all are missing.
    pub fn extent(&self) -> Option<(i64, i64)> {
        fn extent<W: Width>(values: &[W]) -> Option<(i64, i64)> {
            let both = |(low, high): (W, W), value: &W| match *value {
                value if value == W::MISSING => (low, high),
                value => (if value < low { value } else { low }, if value > high { value } else { high }),
            };
            let first = *values.iter().find(|value| **value != W::MISSING)?;
            let found = values.par_chunks(CHUNK).map(|values| values.iter().fold((first, first), both));
            let (low, high) = found.reduce(|| (first, first), |a, b| both(both(a, &b.0), &b.1));
            Some((low.into(), high.into()))
        }
        each!(self, values => extent(values))
    }

    /// Returns those of some rows, in their order.
    pub fn at(&self, rows: &[u32]) -> Self {
        fn at<W: Width>(values: &[W], rows: &[u32]) -> Vec<W> {
            rows.par_iter().with_min_len(CHUNK).map(|row| values[*row as usize]).collect()
        }
        match self {
            Self::One(values) => Self::One(at(values, rows)),
            Self::Two(values) => Self::Two(at(values, rows)),
            Self::Four(values) => Self::Four(at(values, rows)),
            Self::Eight(values) => Self::Eight(at(values, rows)),
        }
    }

    /// Returns as many as there are `rows`, each made from its row's number; they lie within the bounds, or are missing.
    pub fn made(rows: usize, (low, high): (i64, i64), of: impl Fn(usize) -> i64 + Sync) -> Self {
        fn made<W: Width>(rows: usize, of: impl Fn(usize) -> i64 + Sync) -> Vec<W> {
            let one = |row| W::of(of(row)).unwrap_or(W::MISSING);
            (0..rows).into_par_iter().with_min_len(CHUNK).map(one).collect()
        }
        if fits::<i8>(low, high) {
            Self::One(made(rows, of))
        } else if fits::<i16>(low, high) {
            Self::Two(made(rows, of))
        } else if fits::<i32>(low, high) {
            Self::Four(made(rows, of))
        } else {
            Self::Eight(made(rows, of))
        }
    }

    /// Returns those of several one after another, each changed; they then lie within the bounds, or are missing.
    pub fn joined(parts: &[(Self, Change)], (low, high): (i64, i64)) -> Self {
        fn joined<W: Width>(parts: &[(Integers, Change)]) -> Vec<W> {
            let mut all = vec![W::MISSING; parts.iter().map(|(part, _)| part.len()).sum()];
            let mut rest = all.as_mut_slice();
            let mut pieces = Vec::with_capacity(parts.len());
            for part in parts {
                let (piece, behind) = rest.split_at_mut(part.0.len());
                pieces.push((piece, part));
                rest = behind;
            }
            pieces.into_par_iter().for_each(|(piece, (part, change))| {
                for (row, into) in piece.iter_mut().enumerate() {
                    let value = part.get(row).map(|value| match change {
                        Change::Times(by) => value * by,
                        Change::Codes(codes) => usize::try_from(value).map_or(Integers::MISSING, |code| codes[code]),
                    });
                    *into = value.and_then(W::of).unwrap_or(W::MISSING);
                }
            });
            all
        }
        if fits::<i8>(low, high) {
            Self::One(joined(parts))
        } else if fits::<i16>(low, high) {
            Self::Two(joined(parts))
        } else if fits::<i32>(low, high) {
            Self::Four(joined(parts))
        } else {
            Self::Eight(joined(parts))
        }
    }

    /// Keeps those of the rows that are to be kept.
    pub fn keep(&mut self, kept: &[bool]) {
        let mut rows = kept.iter();
        let mut is_kept = || rows.next().copied().unwrap_or(true);
        each!(self, values => values.retain(|_| is_kept()));
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        each!(self, values => values.shrink_to_fit());
    }

    #[cold]
    fn widen(&mut self) {
        *self = each!(self, values => widened(values, values.capacity()));
    }
}

impl FromIterator<i64> for Integers {
    fn from_iter<T: IntoIterator<Item = i64>>(values: T) -> Self {
        let mut all = Self::default();
        values.into_iter().for_each(|value| all.push(value));
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_added_is_found_again_at_every_width(
            values in prop::collection::vec(prop_oneof![Just(i64::MIN), any::<i8>().prop_map(i64::from),
                any::<i16>().prop_map(i64::from), any::<i32>().prop_map(i64::from), any::<i64>()], 0..40)
        ) {
            let all: Integers = values.iter().copied().collect();
            let found: Vec<i64> = (0..all.len()).map(|row| all.get(row).unwrap_or(Integers::MISSING)).collect();
            prop_assert_eq!(&found, &values);
            prop_assert_eq!(all.any_missing(), values.contains(&i64::MIN));
            prop_assert_eq!(all.rise(), !values.contains(&i64::MIN) && values.is_sorted_by(|a, b| a < b));
            for value in values.iter().filter(|value| **value != i64::MIN) {
                prop_assert_eq!(all.position(*value), values.iter().position(|other| other == value));
            }
        }
    }

    #[test]
    fn integers_take_no_more_bytes_than_the_largest_needs() {
        for (value, width) in [(127, 1), (-127, 1), (-128, 2), (128, 2), (24_312, 2), (70_000, 4), (i64::MAX, 8)] {
            let all: Integers = [1, Integers::MISSING, value].into_iter().collect();
            let found = match all {
                Integers::One(_) => 1,
                Integers::Two(_) => 2,
                Integers::Four(_) => 4,
                Integers::Eight(_) => 8,
            };
            assert_eq!(found, width, "{value}");
        }
    }

    #[test]
    fn a_change_that_does_not_fit_changes_nothing() {
        let mut all: Integers = [1, Integers::MISSING, i64::MAX].into_iter().collect();
        assert!(!all.change(|value| value.checked_mul(10)));
        assert_eq!(all.get(0), Some(1));
        assert!(all.change(|value| Some(value / 2)));
        assert_eq!((all.get(0), all.get(1), all.get(2)), (Some(0), None, Some(i64::MAX / 2)));
    }
}
