//! Ids across the whole project: of the right form, and each declared once.

use crate::diagnostic::code::registry::{BAD_ID, DUPLICATE_ID, RESERVED_NAME};
use crate::diagnostic::{Problem, Problems};
use crate::model::{Id, IdFault};
use crate::text::{Place, RegistryPlace};
use crate::vocabulary::EntryKind;
use crate::world::{PathFault, ProjectPath};

use super::Project;
use super::paths::{EVERYWHERE, why_reserved};

/// An entry's id with its place.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Declared<'a> {
    file: usize,
    section: &'static str,
    id: &'a str,
}

impl<'a> Declared<'a> {
    /// Returns what no two entries may share, of whatever kind.
    fn own(self) -> &'a str {
        self.id
    }
}

/// Reports ids of the wrong form, and ids that two entries share.
pub(super) fn check(project: &Project, problems: &mut Problems) {
    let mut seen = Vec::new();
    for (file, read) in project.files.iter().enumerate() {
        for (section, id) in read.registry.ids() {
            let declared = Declared { file, section, id };
            seen.push(declared);
            problems.extend(form(declared).map(|fault| bad_id(project, declared, fault)));
            problems.extend(reserved(project, declared));
        }
    }
    seen.sort_by_key(|declared| declared.own());
    for declared in seen.chunk_by_mut(|a, b| a.own() == b.own()).filter(|declared| declared.len() > 1) {
        declared.sort_by_key(|one| project.locate(&place(project, *one)));
        let (first, rest) = declared.split_first().expect("two declarations at least");
        problems.extend(rest.iter().map(|again| declared_twice(project, *again, *first)));
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

fn word(declared: Declared<'_>) -> &'static str {
    EntryKind::of_section(declared.section).map_or("entry", EntryKind::word)
}

fn a_word(declared: Declared<'_>) -> String {
    let article = if declared.section == "unknowns" { "an" } else { "a" };
    format!("{article} {}", word(declared))
}

/// Builds the problem of an id of the wrong form.
fn bad_id(project: &Project, declared: Declared<'_>, fault: IdFault) -> Problem {
    let message = match fault {
        IdFault::Empty => format!("{} has no id", a_word(declared)),
        IdFault::TooLong => format!("the id of {} is longer than 100 characters", a_word(declared)),
        IdFault::Form => format!("`{}` is no id for {}", declared.id, a_word(declared)),
    };
    let (form, note) = if declared.section == "briefs" {
        ("lower-case letters, digits and single `-`", "the id of a brief is its file name")
    } else {
        (
            "lower-case letters, digits and `_`, a letter first",
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
fn reserved(project: &Project, declared: Declared<'_>) -> Option<Problem> {
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
        format!("{} `{}` stands twice", word(again), again.id)
    } else {
        format!("`{}` is the id of {} and of {}", again.id, a_word(first), a_word(again))
    };
    Problem::error(&DUPLICATE_ID, place(project, again), message)
        .also(place(project, first), "first declared here")
        .note("a reference to this id could mean either entry")
        .help("rename one of the two, and every reference to it")
}
