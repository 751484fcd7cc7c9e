//! Every folder of `tests/editions` is a project that grows: each step lays its files over those before it, and is then built,
//! compared, accepted and verified. `expected.txt` is everything that was said, with what the brief tells its readers.
//!
//! `SNAPSHOTS=overwrite` writes what is said anew; read the difference as carefully as code.

#![expect(clippy::disallowed_methods, reason = "the test lists its steps")]

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::{Assert, Data};

use crate::project::{Project, files_below};

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

/// Returns what the page of a brief says of its edition: what is said first, what changed, the history.
fn told(project: &Project) -> String {
    let mut told = String::new();
    for (path, page) in project.files("reports").iter().filter(|(path, _)| path.ends_with(".md")) {
        let page = String::from_utf8(page.clone()).unwrap();
        let head = page.split("\n## ").next().unwrap();
        told += &format!("--- reports/{path}\n{head}\n");
        for section in page.split("\n## ").filter(|section| {
            let heading = section.lines().next().unwrap_or_default();
            heading.contains("What changed") || heading.contains("History")
        }) {
            told += &format!("\n## {}\n", section.trim_end());
        }
    }
    told
}

#[test]
fn every_step_says_what_it_changes() {
    for case in sorted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions")) {
        let project = Project::of([]);
        let steps = sorted(&case);
        assert!(steps.len() > 1, "{} has steps", case.display());
        for step in steps {
            let mut accept = String::new();
            for (path, bytes) in files_below(&step) {
                match path.as_str() {
                    "accept.txt" => accept = String::from_utf8(bytes).unwrap().trim().to_owned(),
                    "expected.txt" => {}
                    _ => project.write(&path, bytes),
                }
            }
            let (command, last) = accept.rsplit_once('|').unwrap_or((accept.as_str(), "--yes"));
            let said = [
                project.run("build"),
                project.run_saying(command.trim(), last.trim()),
                project.run("build --locked"),
                project.run("verify"),
            ];
            let mut whole: String = said.iter().map(|said| said.whole() + "\n").collect();
            whole += &told(&project);
            Assert::new().action_env("SNAPSHOTS").eq(whole, Data::read_from(&step.join("expected.txt"), None).raw());
        }
    }
}
