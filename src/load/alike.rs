//! Files that are two on this computer and one on another: their names differ only in case, or in how an accent is stored.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::code::registry::NAMES_ALIKE;
use crate::diagnostic::{Problem, Problems};
use crate::text::{Place, RegistryPlace, Step};
use crate::world::ProjectPath;

use super::Project;

/// Reports files of the project that some systems cannot tell apart.
pub(super) fn check(project: &Project, problems: &mut Problems) {
    let mut seen: BTreeMap<String, Vec<(ProjectPath, Place)>> = BTreeMap::new();
    let read = project.files.iter().map(|file| &file.path).chain(project.templates.keys());
    let read = read.map(|path| (path.clone(), Place::File(path.clone())));
    for (path, place) in read.chain(data(project)) {
        let alike = seen.entry(folded(&path)).or_default();
        if alike.iter().all(|(other, _)| *other != path) {
            alike.push((path, place));
        }
    }
    for alike in seen.into_values() {
        let mut alike = alike.into_iter();
        let Some((first, at)) = alike.next() else { continue };
        problems.extend(alike.map(|(path, place)| one_file(&path, place, &first, at.clone())));
    }
}

/// Returns the files that datasets name, and where.
fn data(project: &Project) -> Vec<(ProjectPath, Place)> {
    let mut named = Vec::new();
    for file in &project.files {
        for dataset in file.registry.datasets.iter() {
            let place = |rest: Vec<Step>| {
                let steps = [Step::from("datasets"), Step::from(dataset.id.as_str())].into_iter().chain(rest).collect();
                Place::from(RegistryPlace::value(file.path.clone(), steps))
            };
            let mut name = |written: Option<&String>, rest| {
                let path = written.and_then(|written| ProjectPath::parse(written).ok());
                named.extend(path.map(|path| (path, place(rest))));
            };
            name(dataset.value.file.as_ref(), vec!["file".into()]);
            for (index, release) in dataset.value.earlier.iter().enumerate() {
                name(release.file.as_ref(), vec!["earlier".into(), Step::Item(index), "file".into()]);
            }
        }
    }
    named
}

/// Returns what is the same for all paths that some system cannot tell apart.
fn folded(path: &ProjectPath) -> String {
    path.as_str().nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Builds the problem of two files that are one on some systems.
fn one_file(path: &ProjectPath, place: Place, first: &ProjectPath, at: Place) -> Problem {
    let how = if path.as_str().to_lowercase() == first.as_str().to_lowercase() {
        "in case"
    } else {
        "in how an accent is stored"
    };
    Problem::warning(&NAMES_ALIKE, place, format!("`{path}` and `{first}` differ only {how}"))
        .label("one file on many computers")
        .also(at, "the other is named here")
        .note("on most Macs and on Windows one of the two takes the place of both")
        .help("give one of the files another name; where one file is meant, write its name the same way everywhere")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;
    use crate::world::Memory;

    /// Returns the messages of this problem for a project whose datasets name these files.
    fn said(files: &[&str]) -> Vec<String> {
        let datasets = files.iter().zip(0..).map(|(file, at)| format!("  d{at}: {{ file: {file}, earlier: [] }}\n"));
        let registry = format!("registry: 1\ndatasets:\n{}", datasets.collect::<String>());
        let data = files.iter().map(|file| (*file, "month,total\n2025-11,1\n"));
        let world = Memory::with([("claims.yaml", registry.as_str())].into_iter().chain(data));
        let mut problems = Problems::default();
        load::project(&world, &mut problems);
        let found = problems.iter().filter(|problem| problem.code.id == NAMES_ALIKE.id);
        found.map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn names_that_differ_in_case_or_in_an_accent_are_told() {
        assert_eq!(said(&["data/A.csv", "data/a.csv"]), ["`data/a.csv` and `data/A.csv` differ only in case"]);
        assert_eq!(said(&["Data/a.csv", "data/a.csv", "DATA/a.csv"]).len(), 2);
        assert_eq!(said(&["data/a\u{f1}o.csv", "data/an\u{303}o.csv"]).len(), 1);
        assert_eq!(said(&["data/\u{c9}.csv", "data/e\u{301}.csv"]).len(), 1);
    }

    #[test]
    fn names_that_differ_in_a_letter_and_one_file_named_twice_are_not() {
        for files in [["data/a.csv", "data/b.csv"], ["data/a.csv", "data/a.csv"], ["data/ano.csv", "data/a\u{f1}o.csv"]]
        {
            assert_eq!(said(&files), Vec::<String>::new());
        }
    }
}
