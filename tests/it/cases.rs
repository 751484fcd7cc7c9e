//! Every folder of `tests/cases` and `tests/sentences` is a small project as somebody would bring it: a file that goes wrong in
//! its own way, a sentence that statistics say. `why.md` says what it stands for; `expected.txt` is everything that comes of it.
//!
//! What comes of it is what the tool says to each line of `commands` (one command a line, `build` where there is no such file),
//! and then every brief in Markdown. The line `lay next` puts the files of the folder `next/` over the project, as a new release
//! does. `SNAPSHOTS=overwrite` writes `expected.txt`; read it as carefully as code.

#![expect(clippy::disallowed_methods, reason = "the test lists its cases")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use snapbox::{Assert, Data};

use crate::project::{Project, files_below, folders_in};

/// The folders whose folders are cases.
const SHELVES: [&str; 2] = ["tests/cases", "tests/sentences"];

/// What is in a case's folder beside the project itself.
const BESIDE: [&str; 3] = ["commands", "expected.txt", "why.md"];

#[test]
fn every_case_comes_to_what_is_written_beside_it() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
    let mut failed = Vec::new();
    for case in SHELVES
        .into_iter()
        .filter(|shelf| Path::new(env!("CARGO_MANIFEST_DIR")).join(shelf).is_dir())
        .flat_map(folders_in)
    {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        for beside in ["why.md", "expected.txt"] {
            let is_there = case.join(beside).exists() || overwrite && beside == "expected.txt";
            assert!(is_there, "{name} has no {beside}");
        }
        let expected = Data::read_from(&case.join("expected.txt"), Some(snapbox::data::DataFormat::Text)).raw();
        let came = Data::text(comes_to(&case)).raw();
        if let Err(different) = Assert::new().action_env("SNAPSHOTS").try_eq(Some(&name), came, expected) {
            failed.push(different.to_string());
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// Returns everything that comes of a case.
fn comes_to(case: &Path) -> String {
    let project = Project::of([]);
    for (path, bytes) in files_below(case) {
        if !BESIDE.contains(&path.as_str()) && !path.starts_with("next/") {
            project.write(&path, bytes);
        }
    }
    let commands = fs::read_to_string(case.join("commands")).unwrap_or_else(|_| "build".to_owned());
    let mut whole = String::new();
    for command in commands.lines() {
        if command == "lay next" {
            for (path, bytes) in files_below(&case.join("next")) {
                project.write(&path, bytes);
            }
            whole.push_str("$ cp -r next/. .\n\n");
        } else {
            let said = project.run_quoted(command);
            assert!(!said.stderr.contains("panicked"), "{}", said.whole());
            writeln!(whole, "{}", said.whole()).unwrap();
        }
    }
    for folder in ["reports", "drafts"] {
        for (path, bytes) in project.files(folder) {
            if Path::new(&path).extension().is_some_and(|end| end == "md") {
                let page = String::from_utf8(bytes).unwrap();
                write!(whole, "--- {folder}/{path}\n{page}\n").unwrap();
            }
        }
    }
    whole
}

/// Two files that differ in their line breaks alone have every line number in common: in pages, in the JSON, in the lock.
#[test]
fn what_ends_a_line_changes_no_line_number() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lines-of-a-file-saved-on-windows");
    let windows = fs::read_to_string(case.join("data/landings.csv")).unwrap();
    let lines_with = |newline: &str, mark: &str| {
        let project = Project::copy(&case);
        project.write("data/landings.csv", format!("{mark}{}", windows.replace("\r\n", newline)));
        for command in ["build", "accept --yes"] {
            let said = project.run(command);
            assert_eq!(said.code, 0, "{}", said.whole());
        }
        let mut files = project.files("reports");
        files.insert("claims.lock".into(), project.bytes("claims.lock"));
        let lines = |bytes: &[u8]| {
            let words = String::from_utf8_lossy(bytes).into_owned();
            words.lines().filter(|line| line.contains("line")).map(str::to_owned).collect::<Vec<_>>()
        };
        let mut said: Vec<String> = files.values().flat_map(|bytes| lines(bytes)).collect();
        said.retain(|line| !line.contains("sha256"));
        said
    };
    let windows = lines_with("\r\n", "");
    assert!(windows.iter().any(|line| line.contains("line 6")), "{windows:#?}");
    for (newline, mark) in [("\n", ""), ("\r", ""), ("\r\n", "\u{feff}")] {
        assert_eq!(lines_with(newline, mark), windows, "{newline:?}");
    }
}
