//! Gathers the languages: each file in `src/language/`, with the file of the same name in `src/language/lexicon/`.
//!
//! A new language is these two files and no code. English comes first, the others in the order of their tags.

#![expect(clippy::disallowed_methods, reason = "a build script reads the files that are compiled in")]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

const FOLDER: &str = "src/language";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            names.extend(path.file_stem().and_then(|name| name.to_str()).map(str::to_owned));
        }
    }
    names.sort_by_key(|name| (name != "en", name.clone()));
    let mut code = String::from("&[\n");
    for name in &names {
        let (words, lexicon) = (format!("{FOLDER}/{name}.yaml"), format!("{FOLDER}/lexicon/{name}.yaml"));
        let file = fs::read_to_string(&words)?;
        let tags = tags(&file).ok_or_else(|| {
            io::Error::other(format!("{words}: its tags stand in one line, the plain one first: `tags: [{name}]`"))
        })?;
        if !Path::new(&lexicon).exists() {
            return Err(io::Error::other(format!("{words} has no lexicon beside it: {lexicon}")));
        }
        let _ = writeln!(
            code,
            "    Files {{ tags: &{tags:?}, words: include_str!({:?}), lexicon: include_str!({:?}) }},",
            format!("{root}/{words}"),
            format!("{root}/{lexicon}")
        );
    }
    code.push_str("]\n");
    fs::write(format!("{}/languages.rs", env::var("OUT_DIR").map_err(io::Error::other)?), code)
}

/// Returns the tags that a file of a language names.
fn tags(file: &str) -> Option<Vec<&str>> {
    let line = file.lines().find_map(|line| line.strip_prefix("tags: [")?.strip_suffix(']'))?;
    Some(line.split(',').map(str::trim).collect())
}
