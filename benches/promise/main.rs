//! `cargo bench --bench promise`: 100,000 small tables and statements with known truth, on every core; with a number behind it
//! that many, with `--small` few. Prints how many there were of each kind and in which ways the promise was broken, and
//! fails where it was.
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

#[path = "../../tests/promise/mod.rs"]
mod cases;

use std::collections::BTreeMap;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rayon::prelude::*;

/// How many cases one seed gives.
const BATCH: usize = 500;

/// What came of some cases: how many of each kind of sentence, and what broke.
#[derive(Default)]
struct Tried {
    kinds: BTreeMap<String, usize>,
    broken: Vec<(String, String)>,
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let asked = words.iter().find_map(|word| word.parse::<usize>().ok());
    let count = asked.unwrap_or(if words.iter().any(|word| word == "--small") { 2_000 } else { 100_000 });
    let batches = u64::try_from(count.div_ceil(BATCH)).expect("a number of cases is small");
    let tried: Vec<Tried> = (0..batches).into_par_iter().map(batch).collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut broken: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in tried {
        for (kind, times) in part.kinds {
            *kinds.entry(kind).or_default() += times;
        }
        for (kind, how) in part.broken {
            broken.entry(kind).or_default().push(how);
        }
    }
    for (kind, times) in &kinds {
        println!("{times:>8}  {kind}");
    }
    println!("{:>8}  in all", kinds.values().sum::<usize>());
    for (kind, all) in &broken {
        println!("\nbroken {} times: {kind}\n{}", all.len(), all[0]);
    }
    for (kind, all) in &broken {
        println!("broken {} times: {kind}", all.len());
    }
    let broken: usize = broken.values().map(Vec::len).sum();
    assert!(broken == 0, "the promise was broken {broken} times");
    println!("the promise was kept in every one");
}

/// Returns what came of the cases of one seed.
fn batch(number: u64) -> Tried {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let strategy = cases::cases();
    let mut tried = Tried::default();
    for _ in 0..BATCH {
        let case = strategy.new_tree(&mut runner).expect("nothing is rejected").current();
        *tried.kinds.entry(case.outline()).or_default() += 1;
        if let Some(how) = case.broken() {
            let what = how.lines().next().unwrap_or_default();
            tried.broken.push((format!("{what}: {}", case.kind()), how));
        }
    }
    tried
}
