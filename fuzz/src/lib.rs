//! Bytes from nowhere, tried on every part of the tool that reads what strangers write: in process, over files in memory.
//!
//! Each target takes bytes as one file of a project, or as words, and holds what comes of them against the [`oracle`]s: what the
//! tool promises of every input. Whatever is broken panics, with the promise in words. `fuzz/run` lets `cargo fuzz` look for
//! bytes that break one; the tests of the tool try those that are kept in `fuzz/corpus`, with no more than stable Rust.

pub mod html;
pub mod oracle;
pub mod project;

use knowns::edition::Lock;
use knowns::language::Language;
use knowns::number::Number;
use knowns::publish::Manifest;
use knowns::quantity::{Quantity, Spoken, moves_in};

use project::Files;

/// A target: its name, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target, by name.
pub const TARGETS: [Target; 9] = [
    ("claims_table", claims_table),
    ("data", data),
    ("lock", lock),
    ("manifest", manifest),
    ("page", page),
    ("quantity", quantity),
    ("registry", registry),
    ("style", style),
    ("template", template),
];

/// The bytes are `claims.yaml`.
pub fn registry(bytes: &[u8]) {
    project::tried(&Files::smallest().with("claims.yaml", bytes));
}

/// The bytes are the file of a dataset.
pub fn data(bytes: &[u8]) {
    project::tried(&Files::smallest().with("data/encounters.csv", bytes));
}

/// The bytes are a table of claims, which the registry includes.
pub fn claims_table(bytes: &[u8]) {
    project::tried(&Files::smallest().including("claims.csv").with("claims.csv", bytes));
}

/// The bytes are the template of a brief.
pub fn template(bytes: &[u8]) {
    project::tried(&Files::smallest().of_template("own.md").with("templates/own.md", bytes));
}

/// The bytes stand in place of the template of every page.
pub fn page(bytes: &[u8]) {
    project::tried(&Files::smallest().with("templates/knowns/page.html", bytes));
}

/// The bytes are the theme of every page.
pub fn style(bytes: &[u8]) {
    project::tried(&Files::smallest().with("templates/knowns/theme.css", bytes));
}

/// The bytes are `claims.lock`: what can be read is written as it was read.
pub fn lock(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Lock::read(&text) {
        Ok(lock) => oracle::lock(&lock),
        Err(fault) => oracle::problem(&fault.problem(&text), &text),
    }
}

/// The bytes are `reports/manifest.json`: what can be read is written as it was read.
pub fn manifest(bytes: &[u8]) {
    if let Ok(manifest) = Manifest::read(bytes) {
        assert_eq!(Manifest::read(&manifest.to_bytes()).as_ref(), Ok(&manifest), "a manifest reads as it was written");
    }
}

/// The bytes are words, in which quantities may stand: the first says in which language.
pub fn quantity(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let tags = ["en", "es", "es-MX", "en-GB"];
    let language = Language::parse(tags[usize::from(*first) % tags.len()]).expect("these languages are known");
    let words = String::from_utf8_lossy(rest);
    for spoken in Spoken::all_in(&words, language) {
        oracle::spoken(&spoken, &words);
    }
    for moved in moves_in(&words, language) {
        oracle::within(moved.span, &words);
    }
    match Quantity::parse(&words, language) {
        Ok(quantity) => oracle::quantity(&quantity),
        Err(fault) => oracle::fault(&fault, &words),
    }
    if let Some(number) = Number::parse(&words) {
        oracle::number(number);
    }
}
