//! A desk that follows a series: every folder of `tests/desk` is a project, its releases, and the steps in which they arrive.
//!
//! In `steps.txt` a line that begins `$` is a command, and one that begins `~` replaces words of a file: `~ FILE: OLD => NEW`, as somebody
//! pastes what was proposed. `expected.txt` is everything that was said, and the datasets as the registry then has them.
//! `SNAPSHOTS=overwrite` writes it anew; read the difference as carefully as code.

use std::fmt::Write as _;

use snapbox::{Assert, Data};

use crate::project::{Project, folders_in};

#[test]
fn every_release_of_a_series_takes_its_place() {
    let cases = folders_in("tests/desk");
    assert!(!cases.is_empty());
    for case in cases {
        let project = Project::copy(&case.join("project"));
        for (path, bytes) in Project::copy(&case.join("releases")).files("") {
            project.write(&format!("releases/{path}"), bytes);
        }
        let steps = Project::copy(&case).read("steps.txt");
        let mut told = String::new();
        for step in steps.lines() {
            if let Some(command) = step.strip_prefix("$ ") {
                told += &(project.run_quoted(command).whole() + "\n");
            } else {
                let (file, words) = step.strip_prefix("~ ").and_then(|step| step.split_once(": ")).unwrap();
                let (old, new) = words.split_once(" => ").unwrap();
                project.replace(file, old, new);
                writeln!(told, "{step}\n").unwrap();
            }
        }
        let registry = project.read("claims.yaml");
        let datasets = registry.split("datasets:\n").nth(1).and_then(|rest| rest.split("figures:\n").next()).unwrap();
        writeln!(told, "==== datasets\n{datasets}==== data").unwrap();
        for (path, bytes) in project.files("data") {
            writeln!(told, "{path}: {} lines", String::from_utf8_lossy(&bytes).lines().count()).unwrap();
        }
        Assert::new().action_env("SNAPSHOTS").eq(told, Data::read_from(&case.join("expected.txt"), None).raw());
    }
}
