//! Rows that are equal to an earlier one in some columns.

use serde::{Deserialize, Serialize};

/// A row that repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RepeatedRow {
    /// The later row.
    pub row: u32,
    /// The first row that is equal.
    pub first: u32,
}

/// Returns the rows whose key is that of an earlier one of these rows, in order.
///
/// Most tables repeat nothing: a row is looked at cell by cell only where the digest of its key falls on the place of another's.
pub(crate) fn repeated<K: Iterator<Item = Option<i64>>>(rows: &[u32], key: impl Fn(u32) -> K) -> Vec<RepeatedRow> {
    let digest = |row: u32| key(row).fold(0_u64, |mixed, cell| mix(mixed, cell.unwrap_or(i64::MIN)));
    let mut places = Places::new(rows.len());
    let digests: Vec<u64> = rows.iter().map(|row| digest(*row)).collect();
    for digest in &digests {
        places.take(*digest);
    }
    let shared = digests.iter().zip(rows).filter(|(digest, _)| places.is_shared(**digest));
    let mut order: Vec<(u64, u32)> = shared.map(|(digest, row)| (*digest, *row)).collect();
    order.sort_unstable();
    let mut found = Vec::new();
    for run in order.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        run.sort_unstable_by(|a, b| key(a.1).cmp(key(b.1)).then(a.1.cmp(&b.1)));
        for same in run.chunk_by(|a, b| key(a.1).eq(key(b.1))) {
            found.extend(same[1..].iter().map(|(_, row)| RepeatedRow { row: *row, first: same[0].1 }));
        }
    }
    found.sort_unstable();
    found
}

fn mix(mixed: u64, cell: i64) -> u64 {
    let folded = (mixed ^ cell.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    folded ^ (folded >> 29)
}

/// Places for digests, sixteen for each row: which one is taken, and which by two.
struct Places {
    taken: Vec<u64>,
    shared: Vec<u64>,
    mask: u64,
}

impl Places {
    fn new(rows: usize) -> Self {
        let count = rows.saturating_mul(16).next_power_of_two().max(64);
        Self { taken: vec![0; count / 64], shared: vec![0; count / 64], mask: count as u64 - 1 }
    }

    fn of(&self, digest: u64) -> (usize, u64) {
        // The upper bits of a product are its best mixed ones.
        let place = (digest >> 20) & self.mask;
        ((place / 64) as usize, 1 << (place % 64))
    }

    fn take(&mut self, digest: u64) {
        let (word, bit) = self.of(digest);
        self.shared[word] |= self.taken[word] & bit;
        self.taken[word] |= bit;
    }

    fn is_shared(&self, digest: u64) -> bool {
        let (word, bit) = self.of(digest);
        self.shared[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_row_with_an_equal_one_before_it_is_found_with_the_first(keys in prop::collection::vec((0_i64..9, prop::option::of(-3_i64..9)), 0..60)) {
            let rows: Vec<u32> = (0..).take(keys.len()).collect();
            let cells = |row: u32| { let (one, two) = keys[row as usize]; [Some(one), two].into_iter() };
            let slow = rows.iter().filter_map(|row| {
                let first = rows.iter().find(|first| keys[**first as usize] == keys[*row as usize])?;
                (first < row).then_some(RepeatedRow { row: *row, first: *first })
            });
            prop_assert_eq!(repeated(&rows, cells), slow.collect::<Vec<_>>());
        }
    }
}
