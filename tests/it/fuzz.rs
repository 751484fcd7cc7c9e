//! Bytes that once broke something, or lead where no others do, tried on every part that reads what strangers write.
//!
//! `fuzz/run` looks for more of them.

#![expect(clippy::disallowed_methods, reason = "the test lists its cases")]

#[expect(unreachable_pub, reason = "it is a crate of its own for the programs that look for such bytes")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::ffi::OsStr;
use std::panic::catch_unwind;
use std::path::Path;

/// Returns the files of a folder, by name.
fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_kept_of_the_search_breaks_no_promise() {
    let mut broken = Vec::new();
    for (target, tries) in targets::TARGETS {
        let files = kept(target);
        assert!(!files.is_empty(), "nothing is kept for {target}");
        for (name, bytes) in files {
            if catch_unwind(|| tries(&bytes)).is_err() {
                broken.push(format!("{target}/{name}"));
            }
        }
    }
    assert!(broken.is_empty(), "these break a promise, each as said above: {broken:#?}");
}

#[test]
fn every_program_that_searches_has_a_target_and_a_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let names = |inside: &str, of: fn(&Path) -> Option<&OsStr>| -> Vec<String> {
        let entries = std::fs::read_dir(folder.join(inside)).unwrap();
        let name = |path: &Path| of(path).unwrap().to_str().unwrap().to_owned();
        let mut names: Vec<String> = entries.map(|entry| name(&entry.unwrap().path())).collect();
        names.sort();
        names
    };
    let expected: Vec<&str> = targets::TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names("targets", Path::file_stem), expected);
    assert_eq!(names("corpus", Path::file_name), expected);
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for name in expected {
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")), "{name}");
    }
}
