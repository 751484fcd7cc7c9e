//! What sums give away: which unknown numbers can be worked out from sums of some of them that are known.
//!
//! The sums are linear equations, and an unknown is determined where they leave it alone. Only that is asked and not its
//! value, so the elimination is done in whole numbers modulo a large prime: exact, and nothing overflows.

use std::collections::{BTreeMap, BTreeSet};

/// A sum that is known: unknowns by number, each added or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    /// The unknowns, each with 1 or -1; every one stands once.
    pub(super) of: Vec<(usize, i64)>,
    /// Which printed number tells it; none where it follows from how the table is built.
    pub(super) told_by: Option<usize>,
}

/// 2^61 - 1.
const PRIME: u64 = (1 << 61) - 1;

/// An equation while it is solved.
#[derive(Debug, Clone)]
struct Row {
    of: BTreeMap<usize, u64>,
    told_by: BTreeSet<usize>,
}

/// Returns the unknowns that the sums determine, each with the printed numbers that it is worked out from.
pub(super) fn determined(mut sums: Vec<Sum>) -> BTreeMap<usize, BTreeSet<usize>> {
    // The shortest first: what is told by itself is then taken out of the longer ones.
    sums.sort_by_key(|sum| sum.of.len());
    let mut solved: BTreeMap<usize, Row> = BTreeMap::new();
    // Which solved rows hold an unknown that is not their own.
    let mut holders: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for sum in sums {
        let of = sum.of.iter().map(|(unknown, sign)| (*unknown, if *sign < 0 { PRIME - 1 } else { 1 }));
        let mut row = Row { of: of.collect(), told_by: sum.told_by.into_iter().collect() };
        let known: Vec<usize> = row.of.keys().copied().filter(|unknown| solved.contains_key(unknown)).collect();
        for unknown in known {
            take_out(&mut row, unknown, &solved[&unknown]);
        }
        let Some((own, factor)) = row.of.iter().next().map(|(unknown, factor)| (*unknown, *factor)) else { continue };
        let inverse = power(factor, PRIME - 2);
        row.of.values_mut().for_each(|factor| *factor = times(*factor, inverse));
        for holder in holders.remove(&own).unwrap_or_default() {
            let Some(other) = solved.get_mut(&holder) else { continue };
            take_out(other, own, &row);
            for unknown in row.of.keys().filter(|unknown| **unknown != own) {
                let holds = other.of.contains_key(unknown);
                let all = holders.entry(*unknown).or_default();
                if holds {
                    all.insert(holder)
                } else {
                    all.remove(&holder)
                };
            }
        }
        for unknown in row.of.keys().filter(|unknown| **unknown != own) {
            holders.entry(*unknown).or_default().insert(own);
        }
        solved.insert(own, row);
    }
    solved.into_iter().filter(|(_, row)| row.of.len() == 1).map(|(own, row)| (own, row.told_by)).collect()
}

/// Takes an unknown out of a row with the help of the row that is solved for it.
fn take_out(row: &mut Row, unknown: usize, with: &Row) {
    let Some(factor) = row.of.get(&unknown).copied() else { return };
    for (other, theirs) in &with.of {
        let left = row.of.entry(*other).or_default();
        *left = (*left + PRIME - times(factor, *theirs)) % PRIME;
        if *left == 0 {
            row.of.remove(other);
        }
    }
    row.told_by.extend(&with.told_by);
}

fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b) % u128::from(PRIME);
    u64::try_from(product).expect("a rest is less than the prime")
}

fn power(base: u64, mut exponent: u64) -> u64 {
    let (mut result, mut square) = (1, base);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, square);
        }
        square = times(square, square);
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sums: &[&[i64]]) -> Vec<(usize, Vec<usize>)> {
        let sum = |(at, signed): (usize, &&[i64])| {
            let of = signed.iter().map(|of| (usize::try_from(of.abs()).unwrap(), of.signum())).collect();
            Sum { of, told_by: Some(at) }
        };
        let sums = sums.iter().enumerate().map(sum).collect();
        determined(sums).into_iter().map(|(unknown, by)| (unknown, by.into_iter().collect())).collect()
    }

    #[test]
    fn a_total_and_all_parts_but_one_determine_that_one() {
        assert_eq!(found(&[&[1, 2, 3], &[1], &[2]]), [(1, vec![1]), (2, vec![2]), (3, vec![0, 1, 2])]);
        assert_eq!(found(&[&[1, 2, 3], &[1]]), [(1, vec![1])]);
        assert_eq!(found(&[&[1, 2, 3], &[1, 2]]), [(3, vec![0, 1])]);
    }

    #[test]
    fn two_unknowns_in_every_line_can_still_be_determined_together() {
        // Two squares of unknowns, joined by the single cell 9.
        let lines: [&[i64]; 8] = [&[1, 2], &[3, 4, 9], &[1, 3], &[2, 4], &[5, 6], &[7, 8], &[5, 7], &[6, 8, 9]];
        assert_eq!(found(&lines).into_iter().map(|(unknown, _)| unknown).collect::<Vec<_>>(), [9]);
        assert_eq!(found(&[&[1, 2], &[3, 4], &[1, 3], &[2, 4]]), []);
    }

    #[test]
    fn what_is_taken_away_counts_like_what_is_added() {
        let three = found(&[&[1, 2, -3], &[1, -2], &[3]]);
        assert_eq!(three.into_iter().map(|(unknown, _)| unknown).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(found(&[&[1, 2, -3], &[1, -2]]), []);
    }
}
