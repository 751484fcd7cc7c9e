//! Every folder of `tests/briefs` is a project, and its `reports/` is what a build must write, byte for byte.
//!
//! `SNAPSHOTS=overwrite` writes the reports anew; read their difference as carefully as code. A file among them that no
//! build writes is a leftover and fails.

#![expect(clippy::disallowed_methods, reason = "the test lists its cases, and writes what is to be expected")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::{Project, files_below, folders_in};

fn cases() -> Vec<PathBuf> {
    folders_in("tests/briefs")
}

/// Returns the project in a folder without its reports, built.
fn built(case: &Path) -> Project {
    let project = Project::of([]);
    for (path, bytes) in files_below(case) {
        if !path.starts_with("reports/") {
            project.write(&path, bytes);
        }
    }
    let said = project.run("build --deny-warnings");
    assert_eq!(said.code, 0, "{}: {}", case.display(), said.whole());
    project
}

/// Returns the first line in which two texts differ, from both.
fn difference(found: &[u8], expected: &[u8]) -> String {
    let (found, expected) = (String::from_utf8_lossy(found), String::from_utf8_lossy(expected));
    let lines = found.lines().map(Some).chain([None]).zip(expected.lines().map(Some).chain([None]));
    let first = lines.enumerate().find(|(_, (found, expected))| found != expected);
    first.map_or_else(String::new, |(line, (found, expected))| {
        format!("line {}:\n  built:    {}\n  expected: {}", line + 1, found.unwrap_or("-"), expected.unwrap_or("-"))
    })
}

#[test]
fn every_project_gives_its_whole_reports() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
    let mut failed = Vec::new();
    for case in cases() {
        let project = built(&case);
        // The manifest beside them has the digest of each picture.
        let mut found = project.files("reports");
        found.retain(|path, _| Path::new(path).extension().is_none_or(|ending| ending != "png"));
        let folder = case.join("reports");
        if overwrite {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            for (path, bytes) in &found {
                let path = folder.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        let expected = files_below(&folder);
        for (path, bytes) in &found {
            match expected.get(path) {
                None => failed.push(format!("{}/reports/{path} is missing", case.display())),
                Some(there) if there != bytes => {
                    failed.push(format!("{}/reports/{path}, {}", case.display(), difference(bytes, there)));
                }
                Some(_) => {}
            }
        }
        let leftovers = expected.keys().filter(|path| !found.contains_key(*path));
        failed.extend(leftovers.map(|path| format!("{}/reports/{path} is a leftover", case.display())));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn init_writes_the_smallest_registry() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs/smallest");
    let project = Project::smallest();
    for path in ["claims.yaml", "data/encounters.csv"] {
        let lines: String = project.read(path).split_inclusive('\n').filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines, fs::read_to_string(case.join(path)).unwrap(), "{path}");
    }
}
