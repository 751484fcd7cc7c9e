//! Rows that are the sum of the rows beside them: of those that follow, of those that go before, or of all the others.
//!
//! A total that is found takes the place of its parts, so that a total of totals is found too.

use std::collections::BTreeSet;

/// A row: its label and its amount.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// The label.
    pub(super) label: i64,
    /// The amount, in the encoding of its column.
    pub(super) amount: i64,
}

/// How a sum came about, from which follows how likely it is chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    /// How large a part is on average, in the steps in which the amounts are published.
    part: u64,
    /// How many sums were tried.
    tried: u64,
    /// Whether it is the sum of all the others.
    of_all: bool,
}

/// A row with the rows that it is the sum of.
#[derive(Debug, Clone)]
struct Node {
    label: i64,
    amount: i128,
    /// The labels below it.
    parts: BTreeSet<i64>,
    /// How many rows without parts of their own it stands for.
    leaves: usize,
}

/// Returns the rows that are the sum of three or more others beside them, or of two where `named` says that the label is a
/// word for a total, with those others. Nothing is found among amounts below zero.
pub(super) fn totals(items: &[Item], named: &dyn Fn(i64) -> bool) -> Vec<(i64, Share, BTreeSet<i64>)> {
    if items.iter().any(|item| item.amount < 0) {
        return Vec::new();
    }
    let step = items.iter().fold(0, |step, item| divisor(step, item.amount.unsigned_abs())).max(1);
    let node = |item: &Item| Node { label: item.label, amount: item.amount.into(), parts: BTreeSet::new(), leaves: 1 };
    let mut nodes: Vec<Node> = items.iter().map(node).collect();
    let mut found = Vec::new();
    while let Some((at, parts, of_all)) = next(&nodes, named) {
        let mut below = BTreeSet::new();
        let mut leaves = 0;
        for part in &parts {
            below.insert(nodes[*part].label);
            below.extend(nodes[*part].parts.iter().copied());
            leaves += nodes[*part].leaves;
        }
        let average = nodes[at].amount / i128::try_from(leaves.max(1)).unwrap_or(1) / i128::from(step);
        let part = u64::try_from(average).unwrap_or(u64::MAX).max(1);
        let tried = u64::try_from(items.len()).unwrap_or(u64::MAX).saturating_mul(2);
        found.push((nodes[at].label, Share { part, tried, of_all }, below.clone()));
        nodes[at].parts = below;
        nodes[at].leaves = leaves;
        let mut gone = parts;
        gone.sort_unstable();
        gone.into_iter().rev().for_each(|part| drop(nodes.remove(part)));
    }
    found
}

/// Returns the next row that is a sum, with the places of its parts, and whether they are all the others.
fn next(nodes: &[Node], named: &dyn Fn(i64) -> bool) -> Option<(usize, Vec<usize>, bool)> {
    let enough = |at: usize, parts: &[usize]| {
        let leaves: usize = parts.iter().map(|part| nodes[*part].leaves).sum();
        parts.len() > 1 && leaves >= if named(nodes[at].label) { 2 } else { 3 }
    };
    for at in 0..nodes.len() {
        let after: Vec<usize> = (at + 1..nodes.len()).collect();
        let before: Vec<usize> = (0..at).rev().collect();
        for run in [after, before] {
            if let Some(parts) = block(nodes, at, &run).filter(|parts| enough(at, parts)) {
                let of_all = parts.len() + 1 == nodes.len();
                return Some((at, parts, of_all));
            }
        }
    }
    let all: i128 = nodes.iter().map(|node| node.amount).sum();
    let half = |at: &usize| nodes[*at].amount > 0 && nodes[*at].amount * 2 == all;
    let at = (0..nodes.len()).find(half)?;
    let parts: Vec<usize> = (0..nodes.len()).filter(|other| *other != at).collect();
    enough(at, &parts).then_some((at, parts, true))
}

/// Returns the first rows of a run that add up to a row; zeros behind them are left to whoever comes next.
fn block(nodes: &[Node], at: usize, run: &[usize]) -> Option<Vec<usize>> {
    let wanted = nodes[at].amount;
    let mut sum = 0;
    for (count, place) in run.iter().enumerate() {
        sum += nodes[*place].amount;
        if sum > wanted {
            return None;
        }
        if sum == wanted && wanted > 0 && count > 0 {
            return Some(run[..=count].to_vec());
        }
    }
    None
}

/// Whether sums that hold in every group may be chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chance {
    /// They may well be.
    Likely,
    /// They can hardly be.
    Hardly,
    /// They cannot be.
    None,
}

/// Returns whether sums that hold in every group may be chance. A sum meets a number by accident about once in so many tries
/// as a part is large.
pub(super) fn chance(found: impl Iterator<Item = Share>) -> Chance {
    /// One accident in so many tables is accepted where a warning is given, and where the build stops.
    const RARE: [u64; 2] = [50, 100_000];
    let (mut parts, mut tried, mut of_all) = (1_u64, 0, true);
    for share in found {
        parts = parts.saturating_mul(share.part);
        tried = tried.max(share.tried);
        of_all &= share.of_all;
    }
    let once_in = |tables: u64| parts >= tried.saturating_mul(tables);
    // Of rows that are the sum of all the others there is one in a table, and it is common.
    match (once_in(RARE[1]), of_all && parts >= 10 || once_in(RARE[0])) {
        (true, _) => Chance::None,
        (false, true) => Chance::Hardly,
        (false, false) => Chance::Likely,
    }
}

fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(amounts: &[i64], named: &[i64]) -> Vec<(i64, usize, bool)> {
        let items: Vec<Item> = (0..).zip(amounts).map(|(label, amount)| Item { label, amount: *amount }).collect();
        let named = |label: i64| named.contains(&label);
        let totals = totals(&items, &named).into_iter();
        totals
            .map(|(label, share, parts)| (label, parts.len(), chance(std::iter::once(share)) != Chance::Likely))
            .collect()
    }

    #[test]
    fn a_total_stands_above_its_parts_below_them_or_among_them() {
        assert_eq!(found(&[9_183, 4_120, 3_011, 2_052], &[]), [(0, 3, true)]);
        assert_eq!(found(&[4_120, 3_011, 2_052, 9_183], &[]), [(3, 3, true)]);
        assert_eq!(found(&[4_120, 9_183, 3_011, 2_052], &[]), [(1, 3, true)]);
    }

    #[test]
    fn a_total_of_totals_is_found_too() {
        // England, its four regions, Wales, and both.
        let both = found(&[43_985, 18_450, 5_410, 12_625, 7_500, 1_642, 45_627], &[]);
        assert_eq!(both, [(0, 4, true), (6, 6, true)]);
    }

    #[test]
    fn small_numbers_and_equal_rows_prove_nothing() {
        assert_eq!(found(&[500, 500], &[]), []);
        assert_eq!(found(&[10, 20, 30], &[]), [], "two parts");
        assert_eq!(found(&[10, 20, 30], &[2]), [(2, 2, false)], "two parts and a word for a total");
        assert_eq!(found(&[3, 1, 1, 1, 7, 9, 4], &[]), [(0, 3, false)]);
        assert_eq!(found(&[0, 0, 0, 0], &[]), []);
    }
}
