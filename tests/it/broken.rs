//! Every folder of `tests/broken` is a project with something wrong, and `expected.txt` is everything the tool says of it.
//!
//! The first line of `expected.txt` is the command (`$ knowns build`). A new folder needs none: run the tests with
//! `SNAPSHOTS=overwrite`, then read what was written as carefully as code. Whatever the mistake, the reports of an earlier
//! build stay as they were.

#![expect(clippy::disallowed_methods, reason = "the test lists its cases")]

use std::fs;
use std::path::{Path, PathBuf};

use knowns::diagnostic::code;
use snapbox::{Assert, Data};

use crate::project::{Project, files_below, folders_in};

/// Reports of an earlier build, which a broken project must not touch.
const EARLIER: [(&str, &str); 2] = [
    ("reports/earlier.md", "An earlier report.\n"),
    (
        "reports/manifest.json",
        r#"{ "manifest": 1, "knowns": "0.1.0", "inputs": [], "builtin": [], "outputs": [
  { "path": "reports/earlier.md", "sha256": "557ec8642f19abd7543446a4134bfbd412bc3a100593559b343686a36a6ebd10" }
] }
"#,
    ),
];

/// Returns the folder of each project.
pub(crate) fn cases() -> Vec<PathBuf> {
    folders_in("tests/broken")
}

#[test]
fn every_broken_project_is_told_what_is_wrong_and_its_reports_stay() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
    let mut failed = Vec::new();
    for case in cases() {
        assert!(case.is_dir(), "{} is not a folder: a leftover?", case.display());
        let expected = case.join("expected.txt");
        assert!(expected.exists() || overwrite, "{} is missing", expected.display());
        let words = fs::read_to_string(&expected).unwrap_or_default();
        let command = words.lines().next().and_then(|line| line.strip_prefix("$ knowns ")).unwrap_or("build");

        let project = Project::copy(&case);
        if expected.exists() {
            project.remove("expected.txt");
        }
        for (path, content) in EARLIER {
            project.write(path, content);
        }
        let before = project.files("");
        let said = project.run(command);
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        if !matches!(said.code, 1 | 2) || said.stderr.contains("panicked") {
            failed.push(format!("{name} ended with {}:\n{}", said.code, said.whole()));
        }
        if project.files("") != before {
            failed.push(format!("{name} changed files"));
        }
        let data = Data::read_from(&expected, Some(snapbox::data::DataFormat::Text)).raw();
        let equal = Assert::new().action_env("SNAPSHOTS").try_eq(Some(&name), Data::text(said.whole()).raw(), data);
        if let Err(different) = equal {
            failed.push(different.to_string());
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// Every kind of problem is said by some project of the tests, or asked for by its code in a test: nobody reads a message that no test
/// prints. Rules have folders of their own besides (`tests/it/rules.rs`).
#[test]
fn every_code_is_said_somewhere_in_the_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut said = String::new();
    for (path, bytes) in files_below(&root.join("tests")) {
        if path.ends_with("expected.txt") || path.rsplit_once('.').is_some_and(|(_, end)| end == "rs") {
            said.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    let within = files_below(&root.join("src")).into_iter().filter(|(path, _)| path.contains("/tests/"));
    for (_, bytes) in within {
        said.push_str(&String::from_utf8_lossy(&bytes));
    }
    let is_said = |id: &str| {
        let forms = [format!("[{id}]"), format!("\"{id}\""), format!("{id}: "), format!(" {id} ")];
        forms.iter().any(|form| said.contains(form))
    };
    let unsaid: Vec<&str> = code::all().map(|code| code.id).filter(|id| !is_said(id)).collect();
    assert_eq!(unsaid, Vec::<&str>::new());
}
