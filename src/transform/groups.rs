//! Rows by the values of several columns together: each combination numbered by its first use, whatever the columns hold.
//!
//! Values become places among those of their column, and places one number; where there are few combinations that number is an
//! index, else it is looked for by a hash.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use crate::table::{Cells, Column, Groups, Integers, Translation};

use super::narrow;

/// A missing value among keys: no value has this place.
const MISSING: u64 = 0;

/// Spreads a number that is already as good as random in no bit.
#[derive(Debug, Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64((*byte).into());
        }
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

type ByNumber<V> = HashMap<u64, V, BuildHasherDefault<Spread>>;

/// The values of a column as places: the first is 1, for 0 is a missing one.
enum Places {
    /// By code of a dictionary, as one label.
    Labels(Vec<u64>),
    /// How far above the least value.
    Above(i64, u64),
    /// By value.
    Known(ByNumber<u64>),
}

impl Places {
    fn of(column: &Column) -> (Self, u64) {
        match &column.cells {
            Cells::Words { words, .. } => {
                let labels = (0..).take(words.len()).map(|code| u64::from(words.label(code)) + 1);
                (Self::Labels(labels.collect()), words.len() as u64 + 1)
            }
            Cells::Values { values, .. } => {
                let (low, high) = values.extent().unwrap_or((0, 0));
                let span = high.abs_diff(low);
                if span <= (values.len() as u64).saturating_mul(4).saturating_add(1024) {
                    return (Self::Above(low, span), span + 2);
                }
                let mut known = ByNumber::default();
                for value in values.filled() {
                    let next = known.len() as u64 + 1;
                    known.entry(value.cast_unsigned()).or_insert(next);
                }
                let count = known.len() as u64 + 1;
                (Self::Known(known), count)
            }
        }
    }

    /// Returns the place of an encoded value; none where the column has no such value.
    #[inline]
    fn place(&self, value: i64) -> Option<u64> {
        match self {
            Self::Labels(labels) => labels.get(usize::try_from(value).ok()?).copied(),
            Self::Above(low, span) => {
                let above = value.checked_sub(*low).and_then(|above| u64::try_from(above).ok())?;
                (above <= *span).then_some(above + 1)
            }
            Self::Known(known) => known.get(&value.cast_unsigned()).copied(),
        }
    }
}

/// The combinations of values of some columns, as numbers.
struct Combined<'t> {
    parts: Vec<(&'t Integers, Places, u64)>,
    /// How many numbers there can be.
    size: u64,
}

impl<'t> Combined<'t> {
    /// Returns the combinations of these columns; none where they cannot be numbered.
    fn of(columns: &[&'t Column]) -> Option<Self> {
        let mut parts = Vec::with_capacity(columns.len());
        let mut size = 1_u64;
        for column in columns {
            let (places, count) = Places::of(column);
            parts.push((column.cells.integers(), places, count));
            size = size.checked_mul(count)?;
        }
        Some(Self { parts, size })
    }

    /// Returns the number of a row's values.
    #[inline]
    fn number(&self, row: usize) -> u64 {
        let place = |integers: &Integers, places: &Places| {
            integers.get(row).and_then(|value| places.place(value)).unwrap_or(MISSING)
        };
        self.parts.iter().fold(0, |number, (integers, places, count)| number * count + place(integers, places))
    }

    /// Returns the number of other values; none where one of them is in no row.
    #[inline]
    fn number_of(&self, values: impl Iterator<Item = Option<i64>>) -> Option<u64> {
        self.parts
            .iter()
            .zip(values)
            .try_fold(0, |number, ((_, places, count), value)| Some(number * count + places.place(value?)?))
    }

    /// Returns whether the numbers are few enough to be indexes, for so many rows.
    fn is_dense(&self, rows: usize) -> bool {
        self.size <= (rows as u64).saturating_mul(8).saturating_add(1 << 16)
    }
}

/// Where each number is kept: as an index, or by a hash.
enum Slots {
    Dense(Vec<u32>),
    Sparse(ByNumber<u32>),
}

const FREE: u32 = u32::MAX;

impl Slots {
    fn new(combined: &Combined<'_>, rows: usize) -> Self {
        match usize::try_from(combined.size) {
            Ok(size) if combined.is_dense(rows) => Self::Dense(vec![FREE; size]),
            _ => Self::Sparse(ByNumber::default()),
        }
    }

    fn get(&self, number: u64) -> Option<u32> {
        match self {
            Self::Dense(slots) => slots.get(usize::try_from(number).ok()?).copied().filter(|slot| *slot != FREE),
            Self::Sparse(slots) => slots.get(&number).copied(),
        }
    }

    /// Returns what a number has, or gives it `new`.
    #[inline]
    fn or_insert(&mut self, number: u64, new: u32) -> u32 {
        match self {
            Self::Dense(slots) => match usize::try_from(number).ok().and_then(|number| slots.get_mut(number)) {
                Some(slot) if *slot != FREE => *slot,
                Some(slot) => {
                    *slot = new;
                    new
                }
                None => new,
            },
            Self::Sparse(slots) => *slots.entry(number).or_insert(new),
        }
    }
}

/// Returns the group of each row, numbered by first use, and how many groups there are. Without columns all rows are one group.
pub(super) fn numbered(columns: &[&Column], rows: usize) -> (Vec<u32>, usize) {
    let mut groups = Vec::with_capacity(rows);
    let mut count = 0;
    if let Some(combined) = Combined::of(columns) {
        let mut slots = Slots::new(&combined, rows);
        for row in 0..rows {
            let group = slots.or_insert(combined.number(row), count);
            count += u32::from(group == count);
            groups.push(group);
        }
    } else {
        // Too many combinations for one number: two columns at a time, whose groups are few again.
        let (last, first) = columns.split_last().expect("one column can always be numbered");
        let (before, _) = numbered(first, rows);
        let (own, _) = numbered(&[last], rows);
        let mut known: ByNumber<u32> = ByNumber::default();
        for (before, own) in before.into_iter().zip(own) {
            let group = *known.entry(u64::from(before) << 32 | u64::from(own)).or_insert(count);
            count += u32::from(group == count);
            groups.push(group);
        }
    }
    (groups, count as usize)
}

/// Returns the rows of each group, ascending.
pub(super) fn members(groups: &[u32], count: usize) -> Groups {
    let mut starts = vec![0_u32; count + 1];
    for group in groups {
        starts[*group as usize + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut rows = vec![0_u32; groups.len()];
    for (row, group) in groups.iter().enumerate() {
        let at = &mut next[*group as usize];
        rows[*at as usize] = narrow(row);
        *at += 1;
    }
    Groups { starts, rows }
}

/// Returns for each row of some columns the group of the others' rows whose values are the same, and those groups. Of the others
/// only the rows `among` take part; a row with a missing value belongs to none.
pub(super) fn matched(own: &[&Column], others: &[&Column], among: &[u32], rows: usize) -> Option<(Vec<u32>, Groups)> {
    let combined = Combined::of(others)?;
    let mut slots = Slots::new(&combined, others.first().map_or(0, |column| column.cells.integers().len()).max(rows));
    let mut count = 0;
    let mut groups = Vec::with_capacity(among.len());
    let mut filled = Vec::with_capacity(among.len());
    for row in among {
        if others.iter().any(|column| column.is_missing(*row as usize)) {
            continue;
        }
        let group = slots.or_insert(combined.number(*row as usize), count);
        count += u32::from(group == count);
        groups.push(group);
        filled.push(*row);
    }
    let mut found = members(&groups, count as usize);
    for row in &mut found.rows {
        *row = filled[*row as usize];
    }
    let translations: Vec<Translation> =
        own.iter().zip(others).map(|(own, other)| Translation::between(own, other)).collect();
    let value = |row: usize, column: usize| own[column].label(row).and_then(|value| translations[column].of(value));
    let group = |row: usize| {
        let values = (0..own.len()).map(|column| value(row, column));
        combined.number_of(values).and_then(|number| slots.get(number)).unwrap_or(FREE)
    };
    let groups = (0..rows).into_par_iter().with_min_len(1 << 15).map(group).collect();
    Some((groups, found))
}
