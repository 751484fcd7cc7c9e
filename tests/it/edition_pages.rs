//! Every folder of `tests/edition-pages` is a project with accepted editions, and its `reports/` is what the pages must say
//! of them, byte for byte.
//!
//! `edition-1/`, `edition-2/` … hold the files that differed when that edition was accepted, and `edition.json` says when,
//! why and by whom. `SNAPSHOTS=overwrite` writes the reports anew.

#![expect(clippy::disallowed_methods, reason = "the test lists its cases, and writes what is to be expected")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use knowns::edition::{Changes, Edition, EditionKind, Ledger, Lock, told_changes};
use knowns::pipeline::{Options, Run, watched};
use knowns::world::Memory;

use crate::project::{files_below, folders_in};

type Files = BTreeMap<String, String>;

/// Returns the folders of the cases.
pub(crate) fn cases() -> Vec<PathBuf> {
    folders_in("tests/edition-pages")
}

/// Returns a case as it stands after its first editions, its lock, and what it comes to.
pub(crate) fn after(case: &Path, editions: usize) -> (Lock, Run) {
    let (now, earlier) = files(case);
    let mut lock = Lock::default();
    for overlay in earlier.iter().take(editions) {
        let mut files = now.clone();
        files.extend(overlay.clone());
        let run = run(&files, &lock);
        accept(&mut lock, &run, overlay);
    }
    let run = run(&now, &lock);
    (lock, run)
}

/// Returns the files of a case as they are now, and those that differed when each edition was accepted.
fn files(case: &Path) -> (Files, Vec<Files>) {
    let (mut now, mut earlier) = (Files::new(), Vec::new());
    for (path, bytes) in files_below(case) {
        let text = String::from_utf8(bytes).unwrap();
        match path.strip_prefix("edition-").and_then(|rest| rest.split_once('/')) {
            Some((number, path)) => {
                let number: usize = number.parse().unwrap();
                earlier.resize(number.max(earlier.len()), Files::new());
                earlier[number - 1].insert(path.to_owned(), text);
            }
            None if path.starts_with("reports/") => {}
            None => _ = now.insert(path, text),
        }
    }
    (now, earlier)
}

fn run(files: &Files, lock: &Lock) -> Run {
    let world = Memory::with(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let how = Options { editions: true, lock: Some(Arc::new(lock.clone())), ..Options::default() };
    let run = watched(&world, &how, &|_| {});
    let problems: Vec<&str> = run.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(run.pages.is_some(), "{problems:?}");
    run
}

/// Accepts everything that a run says as the edition that `edition.json` describes.
fn accept(lock: &mut Lock, run: &Run, files: &Files) {
    let told: serde_json::Value = serde_json::from_str(&files["edition.json"]).unwrap();
    let kind = EditionKind::ALL.into_iter().find(|kind| kind.word() == told["kind"]).unwrap();
    let model = run.model.as_ref().unwrap();
    for (document, now) in run.documents.iter().zip(&run.editions.as_ref().unwrap().now) {
        let ledger: &mut Ledger = lock.briefs.entry(document.id.to_string()).or_default();
        let changed = (ledger.number() > 0).then(|| told_changes(model, &Changes::since(&ledger.content.read(), now)));
        let edition = Edition {
            date: told["date"].as_str().unwrap().to_owned(),
            kind,
            by: told["by"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect(),
            note: told["note"].as_str().map(str::to_owned),
            since: told["since"].as_u64().map(|since| u32::try_from(since).unwrap()),
            withdrawn: false,
            changes: changed.unwrap_or_default(),
            question: document.question.plain(),
            answer: document.answer.plain(),
            standing: document.standing.plain(),
        };
        ledger.accept(edition, now.content.clone());
    }
}

#[test]
fn every_project_gives_its_whole_pages() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
    let mut failed = Vec::new();
    for case in cases() {
        let (_, run) = after(&case, usize::MAX);
        let found: BTreeMap<String, Vec<u8>> =
            run.pages.unwrap().into_iter().map(|page| (page.path.to_string(), page.bytes().into_owned())).collect();
        let folder = case.join("reports");
        if overwrite {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            for (path, bytes) in &found {
                let path = case.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        let expected = files_below(&folder);
        let expected: BTreeMap<String, Vec<u8>> =
            expected.into_iter().map(|(path, bytes)| (format!("reports/{path}"), bytes)).collect();
        let paths = found.keys().chain(expected.keys());
        let differ = paths.filter(|path| found.get(*path) != expected.get(*path));
        failed.extend(differ.map(|path| format!("{}/{path}", case.display())));
    }
    assert!(failed.is_empty(), "these differ:\n{}", failed.join("\n"));
}
