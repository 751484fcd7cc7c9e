//! `docs/say-it-with-figures.md`: every kind of sentence with its registry and what comes of it, made from the folders of
//! `tests/sentences`. Between `<!-- NAME -->` and `<!-- end -->` stands what this test makes; the words around are ours.
//! `SNAPSHOTS=overwrite` writes the blocks anew.

#![expect(clippy::disallowed_methods, reason = "the test lists its cases")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use snapbox::{Assert, Data};

use crate::project::{Project, files_below, folders_in};

const PAGE: &str = "docs/say-it-with-figures.md";
const BEGIN: &str = "<!-- ";
const END: &str = "<!-- end -->";

/// The sections of a registry that say what a sentence is made of.
const SHOWN: [&str; 4] = ["measures", "datasets", "views", "figures"];

#[test]
fn the_page_shows_every_sentence_with_its_registry_and_what_comes_of_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join(PAGE)).unwrap();
    let mut made = String::new();
    let mut shown = Vec::new();
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(" -->").expect("a mark ends");
        let (_, after) = after.split_once(END).unwrap_or_else(|| panic!("the block of {name} has no end"));
        let case = root.join("tests/sentences").join(name);
        assert!(case.is_dir(), "{PAGE} shows {name}, and there is no such sentence");
        write!(made, "{before}{BEGIN}{name} -->\n{}{END}", block(&case)).unwrap();
        shown.push(name);
        rest = after;
    }
    made.push_str(rest);
    let expected = Data::read_from(&root.join(PAGE), Some(snapbox::data::DataFormat::Text)).raw();
    let same = Assert::new().action_env("SNAPSHOTS").try_eq(Some(&PAGE), Data::text(made).raw(), expected);
    assert!(same.is_ok(), "{}", same.unwrap_err());
    let missing: Vec<PathBuf> = folders_in("tests/sentences")
        .into_iter()
        .filter(|case| !shown.iter().any(|name| case.ends_with(name)) && says_something(case))
        .collect();
    assert!(missing.is_empty(), "{PAGE} does not show {missing:#?}");
}

/// Returns whether a sentence comes to a page: what is refused is shown by the pages of the problems.
fn says_something(case: &Path) -> bool {
    fs::read_to_string(case.join("expected.txt")).unwrap().contains("--- reports/")
}

/// Returns the registry of a sentence and what comes of it.
fn block(case: &Path) -> String {
    let registry = fs::read_to_string(case.join("claims.yaml")).unwrap();
    let project = Project::of([]);
    for (path, bytes) in files_below(case) {
        if !path.starts_with("next/") {
            project.write(&path, bytes);
        }
    }
    let said = project.run("build");
    let mut block = String::new();
    let briefs = project
        .files("reports")
        .into_iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "json") && path != "manifest.json");
    for (path, bytes) in briefs {
        let brief: Value = serde_json::from_slice(&bytes).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let half = |half: &str| brief[half].as_array().cloned().unwrap_or_default();
        for claim in half("known").into_iter().chain(half("claimed")) {
            let words = |key: &str| claim[key].as_str().unwrap_or_default().to_owned();
            let readings = claim["readings"].as_array().cloned().unwrap_or_default();
            let shown: Vec<&str> = readings.iter().filter_map(|reading| reading["shown"].as_str()).collect();
            writeln!(block, "> {}\n", words("statement")).unwrap();
            writeln!(block, "{}: *{}*. {}\n", shown.join("; "), words("standing_words"), words("reason")).unwrap();
        }
    }
    assert!(!block.is_empty(), "{} comes to no claim:\n{}", case.display(), said.whole());
    writeln!(block, "```yaml\n{}```", excerpt(&registry)).unwrap();
    block
}

/// Returns what of a registry says how numbers are got: the sections for it, and the tests of claims.
fn excerpt(registry: &str) -> String {
    let mut excerpt = String::new();
    let mut section = "";
    for line in registry.lines() {
        if let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with([' ', '#'])) {
            section = key;
        }
        if SHOWN.contains(&section) || section == "claims" {
            excerpt.push_str(line);
            excerpt.push('\n');
        }
    }
    excerpt.trim_end().to_owned() + "\n"
}
