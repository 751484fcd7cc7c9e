//! The whole promise, on some hundreds of cases that are the same in every run; `cargo bench --bench promise` tries 100,000.

#[path = "../promise/mod.rs"]
mod cases;

use std::collections::{BTreeMap, BTreeSet};

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How many are tried.
const CASES: usize = 400;

#[test]
fn no_true_statement_is_refuted_and_no_false_one_established_without_a_word() {
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), seed);
    let mut broken: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut outlines = BTreeSet::new();
    for _ in 0..CASES {
        let case = cases::cases().new_tree(&mut runner).unwrap().current();
        outlines.insert(case.outline());
        if let Some(how) = case.broken() {
            broken.entry(format!("{}, {}", how.lines().next().unwrap_or_default(), case.kind())).or_default().push(how);
        }
    }
    assert!(outlines.len() > 30, "few kinds of cases were made: {outlines:?}");
    let count: usize = broken.values().map(Vec::len).sum();
    let kinds: Vec<String> = broken.iter().map(|(kind, all)| format!("{} times: {kind}", all.len())).collect();
    let first: Vec<&str> = broken.values().filter_map(|all| all.first()).map(String::as_str).collect();
    assert!(
        broken.is_empty(),
        "{count} of {CASES} break the promise; one of each kind:\n\n{}\n{}",
        first.join("\n\n"),
        kinds.join("\n")
    );
}
