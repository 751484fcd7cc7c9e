//! The floors of the house: a folder imports only what stands above it in the table of `docs/architecture.md`, and no file leads
//! back to itself. What does not keep to that is listed here, in lists that may only become shorter.

#![expect(clippy::disallowed_methods, reason = "a test reads the code and writes code to read")]

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use imports::Tree;

const PAGE: &str = include_str!("../../../docs/architecture.md");

/// Imports that the table does not allow: from which folder, to which, and by how many files.
const UPWARD: &[(&str, &str, usize)] = &[];

/// Files that lead back to themselves. A folder's `mod.rs` is common ground: what lies in the folder may use it.
const CIRCLES: &[&[&str]] = &[];

/// A row of the table: a folder, and the only ones that may import it, where not all below it may.
struct Row {
    folder: &'static str,
    only_for: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let table = PAGE.split("<!-- floors").nth(1).unwrap().lines().filter(|line| line.starts_with("| "));
    let cells = table.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let named = |cell: &'static str| cell.split('`').skip(1).step_by(2).collect::<Vec<_>>();
    cells
        .skip(1)
        .filter(|cells| !cells[0].starts_with('-'))
        .map(|cells| Row { folder: named(cells[1])[0], only_for: named(cells[3]) })
        .collect()
}

/// Returns the folder of a file; a file that lies in none is one by itself.
fn folder(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

fn tree() -> Tree {
    Tree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// Returns whether the table lets one folder import another.
fn allowed(rows: &[Row], from: &str, to: &str) -> bool {
    let at = |folder| rows.iter().position(|row| row.folder == folder);
    let (Some(from_row), Some(to_row)) = (at(from), at(to)) else { return false };
    let only = &rows[to_row].only_for;
    to_row < from_row && (only.is_empty() || only.contains(&from))
}

#[test]
fn every_folder_has_its_floor() {
    let tree = tree();
    let folders: BTreeSet<&str> =
        tree.imports().keys().map(|file| folder(file)).filter(|folder| *folder != "lib").collect();
    let rows = rows();
    let listed: BTreeSet<&str> = rows.iter().map(|row| row.folder).collect();
    assert_eq!(listed, folders, "the table of floors in docs/architecture.md and the folders below src");
    let named: BTreeSet<&str> = rows.iter().flat_map(|row| row.only_for.iter().copied()).collect();
    assert!(named.is_subset(&listed), "unknown folders in the table of floors: {:?}", &named - &listed);
}

#[test]
fn no_import_runs_upward() {
    let (tree, rows) = (tree(), rows());
    let mut upward: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (file, used) in tree.imports() {
        let targets: BTreeSet<&str> = used.into_iter().map(folder).collect();
        for to in targets.into_iter().filter(|to| *to != folder(file) && file != "lib.rs" && *to != "lib") {
            if !allowed(&rows, folder(file), to) {
                upward.entry((folder(file), to)).or_default().push(file);
            }
        }
    }
    let line = |from: &str, to: &str, files: usize| format!("    (\"{from}\", \"{to}\", {files}),");
    let found: Vec<String> = upward.iter().map(|((from, to), files)| line(from, to, files.len())).collect();
    let listed: Vec<String> = UPWARD.iter().map(|(from, to, files)| line(from, to, *files)).collect();
    let known =
        |from, to, files: &[&str]| UPWARD.iter().any(|(a, b, most)| *a == from && *b == to && files.len() <= *most);
    let more = upward.iter().filter(|((from, to), files)| !known(*from, *to, files));
    let more: Vec<String> = more.map(|((_, to), files)| format!("{} import `{to}`", files.join(", "))).collect();
    let found = found.join("\n");
    assert!(more.is_empty(), "docs/architecture.md does not let\n{}\nall of them:\n{found}\n", more.join("\n"));
    assert_eq!(listed.join("\n"), found, "`UPWARD` lists more than there is; it may become\n{found}\n");
}

#[test]
fn no_file_leads_back_to_itself() {
    let tree = tree();
    let imports = tree.imports();
    let common = |file: &str, used: &str| used.strip_suffix("mod.rs").is_some_and(|folder| file.starts_with(folder));
    let reached: BTreeMap<&str, BTreeSet<&str>> = imports
        .keys()
        .map(|file| {
            let mut reached = BTreeSet::new();
            let mut next = vec![*file];
            while let Some(at) = next.pop() {
                let used = imports[at].iter().copied().filter(|used| !common(at, used) && *used != "lib.rs");
                next.extend(used.filter(|used| reached.insert(*used)));
            }
            (*file, reached)
        })
        .collect();
    let circle = |file: &str| reached[file].iter().copied().filter(|used| reached[used].contains(file)).collect();
    let circles: BTreeSet<Vec<&str>> =
        imports.keys().filter(|file| reached[*file].contains(*file)).map(|file| circle(file)).collect();
    let listed: BTreeSet<Vec<&str>> = CIRCLES.iter().map(|files| files.to_vec()).collect();
    let found: Vec<String> = circles.iter().map(|files| format!("    &{files:?},")).collect();
    let found = found.join("\n");
    let inside = |files: &[&str]| listed.iter().any(|known| files.iter().all(|file| known.contains(file)));
    let more: Vec<String> = circles.iter().filter(|files| !inside(files)).map(|files| files.join(", ")).collect();
    assert!(more.is_empty(), "files that lead back to themselves:\n{}\nall of them:\n{found}\n", more.join("\n"));
    assert!(listed == circles, "`CIRCLES` lists more than there is; it may become\n{found}\n");
}

#[test]
fn names_are_followed_to_the_file_that_defines_them() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("lib.rs", "pub mod above;\npub mod below;\n// use crate::not::Code;\n"),
        (
            "above.rs",
            "use crate::below::{self, Shown as Other};\nconst QUOTED: &str = \"crate::below::deep::Quoted\";\nfn f() { below::deep::g('{') }\n#[cfg(test)]\nmod tests { use crate::below::only_tests; }\n",
        ),
        ("below/mod.rs", "pub mod deep;\nmod shown;\npub use shown::Shown;\npub struct Own;\n"),
        ("below/deep.rs", "use super::Own;\npub fn g(_: char) { r#\"crate::above::X\"#; }\n"),
        ("below/shown.rs", "pub struct Shown;\nimpl<'a> From<&'a crate::below::deep::Thing> for Shown {}\n"),
    ];
    for (file, text) in files {
        std::fs::create_dir_all(folder.path().join(file).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    let tree = Tree::read(folder.path());
    let imports: Vec<(&str, Vec<&str>)> =
        tree.imports().into_iter().map(|(file, used)| (file, used.into_iter().collect())).collect();
    assert_eq!(
        imports,
        [
            ("above.rs", vec!["below/deep.rs", "below/shown.rs"]),
            ("below/deep.rs", vec!["below/mod.rs"]),
            ("below/mod.rs", vec![]),
            ("below/shown.rs", vec!["below/deep.rs"]),
            ("lib.rs", vec![]),
        ]
    );
}
