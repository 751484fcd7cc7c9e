//! Names: files that only case tells apart, ids of the wrong form or declared twice.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::code::registry::{BAD_ID, DUPLICATE_ID, NAMES_ALIKE, RESERVED_NAME};
use crate::diagnostic::paths::{EVERYWHERE, why_reserved};
use crate::diagnostic::{Problem, Problems};
use crate::text::{Id, IdFault, Place, RegistryPlace, Step};
use crate::vocabulary::EntryKind;
use crate::world::{PathFault, ProjectPath};

use super::project::Project;

/// An entry's id with its place.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Declared<'a> {
    file: usize,
    section: &'static str,
    id: &'a str,
}

/// Reports ids of the wrong form, and ids that two entries share which one key may name.
pub(super) fn check_ids(project: &Project, problems: &mut Problems) {
    let mut seen = Vec::new();
    for (file, read) in project.files.iter().enumerate() {
        for (section, id) in read.registry.ids() {
            let declared = Declared { file, section, id };
            seen.push(declared);
            problems.extend(form(declared).map(|fault| bad_id(project, declared, fault)));
            problems.extend(reserved_page(project, declared));
        }
    }
    seen.sort_by_key(|declared| declared.id);
    for declared in seen.chunk_by_mut(|a, b| a.id == b.id).filter(|declared| declared.len() > 1) {
        declared.sort_by_key(|one| project.locate(&place(project, *one)));
        for (at, again) in declared.iter().enumerate().skip(1) {
            let first = declared[..at].iter().find(|first| kind(**first).shares_names_with(kind(*again)));
            problems.extend(first.map(|first| declared_twice(project, *again, *first)));
        }
    }
}

fn form(declared: Declared<'_>) -> Option<IdFault> {
    let id = if declared.section == "briefs" { Id::kebab(declared.id) } else { Id::snake(declared.id) };
    id.err()
}

fn place(project: &Project, declared: Declared<'_>) -> Place {
    let file = project.files[declared.file].path.clone();
    RegistryPlace::value(file, vec![declared.section.into(), declared.id.into()]).key().into()
}

fn kind(declared: Declared<'_>) -> EntryKind {
    EntryKind::of_section(declared.section).expect("a registry has ids in sections of entries alone")
}

/// Builds the problem of an id of the wrong form.
fn bad_id(project: &Project, declared: Declared<'_>, fault: IdFault) -> Problem {
    let message = match fault {
        IdFault::Empty => format!("{} has no id", kind(declared).a_word()),
        IdFault::TooLong => format!("the id of {} is longer than 100 characters", kind(declared).a_word()),
        IdFault::Form => format!("`{}` is not a valid id for {}", declared.id, kind(declared).a_word()),
    };
    let (form, note) = if declared.section == "briefs" {
        ("lower-case letters, digits and single `-`", "the id of a brief is its file name")
    } else {
        (
            "lower-case letters, digits and `_`, starting with a letter",
            "ids stand in templates and references, and have one form there",
        )
    };
    let problem = Problem::error(&BAD_ID, place(project, declared), message).label(form).note(note);
    match suggested(declared) {
        Some(id) => problem.help(format!("write `{id}`, here and wherever it is referred to")),
        None => problem,
    }
}

/// Returns the nearest id of the right form, where there is one.
fn suggested(declared: Declared<'_>) -> Option<String> {
    let joint = if declared.section == "briefs" { '-' } else { '_' };
    let plain: String =
        declared.id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { joint }).collect();
    let parts: Vec<&str> = plain.split(joint).filter(|part| !part.is_empty()).collect();
    let id = parts.join(&joint.to_string());
    let fits = form(Declared { id: &id, ..declared }).is_none();
    (fits && declared.id.is_ascii()).then_some(id)
}

/// Builds the problem of a brief whose pages some system could not write; none of any other entry.
fn reserved_page(project: &Project, declared: Declared<'_>) -> Option<Problem> {
    if declared.section != "briefs" || form(declared).is_some() {
        return None;
    }
    let page = format!("{}.html", declared.id);
    let Err(PathFault::Name { name, fault }) = ProjectPath::parse(&page) else { return None };
    let message =
        format!("the brief `{}` would be written to `reports/{page}`, which not every computer can have", declared.id);
    let problem = Problem::error(&RESERVED_NAME, place(project, declared), message);
    let help = format!("call it `{}-brief`, here and wherever it is referred to", declared.id);
    Some(problem.label(why_reserved(&name, fault)).note(EVERYWHERE).help(help))
}

/// Builds the problem of an id that another entry has too.
fn declared_twice(project: &Project, again: Declared<'_>, first: Declared<'_>) -> Problem {
    let message = if again.section == first.section {
        format!("{} `{}` appears twice", kind(again).word(), again.id)
    } else {
        format!("`{}` is the id of {} and of {}", again.id, kind(first).a_word(), kind(again).a_word())
    };
    Problem::error(&DUPLICATE_ID, place(project, again), message)
        .also(place(project, first), "first declared here")
        .note("a reference to this id could mean either entry")
        .help("rename one of the two, and every reference to it")
}

/// Reports files of the project that some systems cannot tell apart.
pub(super) fn check_alike(project: &Project, problems: &mut Problems) {
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
    use crate::load;
    use crate::world::Memory;

    use super::*;

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
