//! What `docs/architecture.md` says of the tree is so: the files that it names are there, and what a step names stands in its file.

#![expect(clippy::disallowed_methods, reason = "a test reads the code")]

use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../../docs/architecture.md");

/// Returns the words between backticks.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn is_path(word: &str) -> bool {
    let below = ["src/", "tests/", "docs/", "benches/"].iter().any(|folder| word.starts_with(folder));
    below || word == "build.rs"
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_file_that_is_named_is_there() {
    let paths: Vec<&str> = PAGE.lines().flat_map(named).filter(|word| is_path(word)).collect();
    assert!(paths.len() > 30);
    let missing: Vec<&&str> = paths.iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "docs/architecture.md names {missing:?}");
}

#[test]
fn what_a_step_names_stands_in_its_file() {
    let is_step = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
    let mut looked_up = 0;
    for step in PAGE.lines().filter(is_step) {
        let file = named(step).find(|word| is_path(word) && root().join(word).is_file());
        let Some(text) = file.map(|file| fs::read_to_string(root().join(file)).unwrap()) else { continue };
        let is_name = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '_') && word.len() > 3;
        for name in named(step).filter(is_name).filter(|name| name.contains(char::is_uppercase)) {
            looked_up += 1;
            assert!(
                text.contains(name),
                "docs/architecture.md says that `{name}` stands in the file of this step: {step}"
            );
        }
    }
    assert!(looked_up > 6);
}
