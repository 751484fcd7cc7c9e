//! The problems of the registry's form: unknown keys, keys that stand twice, values of another form than their key asks
//! for, and sections in the wrong file.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::MapDeserializer;

use crate::diagnostic::Problem;
use crate::diagnostic::code::registry::{
    DUPLICATE_ID, DUPLICATE_KEY, MISPLACED_SECTION, NOT_A_REGISTRY, UNKNOWN_KEY, WRONG_TYPE,
};
use crate::registry::Registry;
use crate::text::near::{Near, near, nearest};
use crate::text::{Place, RegistryPlace, Span, Step};
use crate::vocabulary::EntryKind;
use crate::world::ProjectPath;

use super::fault::{Fault, FaultKind};

/// Returns the names of the sections, as the registry's type has them.
pub(super) fn section_names() -> &'static [&'static str] {
    let none = MapDeserializer::<_, Fault>::new(std::iter::once(("", "".into_deserializer())));
    match Registry::deserialize(none) {
        Err(Fault { kind: FaultKind::UnknownKey(known), .. }) => known,
        _ => &[],
    }
}

/// Returns what the steps lead to, in words: "`test` of claim `november`".
fn described(steps: &[Step]) -> String {
    match steps {
        [] => "the registry".to_owned(),
        [Step::Key(key)] => format!("`{key}`"),
        [before @ .., Step::Key(key)] => match entry_kind(before) {
            Some(kind) => format!("{} `{key}`", kind.word()),
            None => format!("`{key}` of {}", described(before)),
        },
        [before @ .., Step::Item(index)] => format!("item {} of {}", index + 1, described(before)),
    }
}

/// Builds the problem of a value or key that its type refused; `beside` are the keys next to it.
pub(super) fn fault(place: RegistryPlace, kind: &FaultKind, beside: &[&str]) -> Problem {
    match kind {
        FaultKind::WrongType { found, expected } => wrong_type(place, expected, found),
        FaultKind::UnknownKey(known) => unknown_key(place, known, beside),
        FaultKind::Other(words) => {
            let message = format!("{} cannot be read: {words}", described(&place.steps));
            Problem::error(&WRONG_TYPE, place.into(), message)
        }
    }
}

/// Builds the problem of a value that is something else than its key asks for.
pub(super) fn wrong_type(place: RegistryPlace, expected: &str, found: &str) -> Problem {
    let message = format!("{} must be {expected}, not {found}", described(&place.steps));
    let help = match (place.steps.last(), expected, found) {
        (Some(Step::Key(key)), "a list", found) if found.starts_with('`') => {
            Some(format!("write `{key}: [{}]`", found.trim_matches('`')))
        }
        (_, "text", "a mapping") => Some("if the text has `: ` in it, put it in quotes".to_owned()),
        (_, "text", "a list") => Some("if the text is in brackets, put it in quotes".to_owned()),
        (_, "a mapping of ids", "a list") => Some("write `id:` in place of each `-`".to_owned()),
        _ => None,
    };
    let problem = Problem::error(&WRONG_TYPE, place.into(), message).label(format!("{expected} belongs here"));
    help.into_iter().fold(problem, Problem::help)
}

/// Builds the problem of a key that is not known where it stands.
fn unknown_key(place: RegistryPlace, known: &[&str], beside: &[&str]) -> Problem {
    let (parent, key) = match place.steps.as_slice() {
        [parent @ .., Step::Key(key)] => (described(parent), key.clone()),
        steps => (described(steps), String::new()),
    };
    let near = near(&key, known.iter().copied());
    let help = match near {
        Some(Near { word, .. }) => format!("did you mean `{word}`?"),
        None => format!("the keys here are {}", listed(known)),
    };
    Problem::error(&UNKNOWN_KEY, place.into(), format!("unknown key `{key}` in {parent}"))
        .slip(&key, near.filter(|near| is_alone(*near, known, beside)))
        .label("no such key here")
        .note("what stands under it would be lost")
        .help(help)
}

/// Builds the problem of a key that is none: what follows a comma in a text without quotes.
pub(super) fn cut_off(place: RegistryPlace) -> Problem {
    let (parent, key) = match place.steps.as_slice() {
        [parent @ .., Step::Key(key)] => (described(parent), key.clone()),
        steps => (described(steps), String::new()),
    };
    Problem::error(&UNKNOWN_KEY, place.into(), format!("unknown key `{key}` in {parent}"))
        .label("no such key here, and no value")
        .note("inside braces a comma ends a text: what follows it is taken for the next key")
        .help("put a text that has a comma in it in quotes; if a key was meant, give it a value")
}

/// Returns whether no second key beside is, or is a slip for, the key that is meant: mended, it would stand twice.
fn is_alone(meant: Near<'_>, known: &[&str], beside: &[&str]) -> bool {
    let mut same = beside.iter().filter(|key| nearest(key, known.iter().copied()) == Some(meant.word));
    same.nth(1).is_none()
}

/// Builds the problem of a section that is not known; `beside` are the sections next to it.
pub(super) fn unknown_section(place: RegistryPlace, section: &str, beside: &[&str]) -> Problem {
    let known = section_names();
    let near = near(section, known.iter().copied());
    let help = match near {
        Some(Near { word, .. }) => format!("did you mean `{word}`?"),
        None => format!("the sections are {}", listed(known)),
    };
    Problem::error(&UNKNOWN_KEY, place.into(), format!("unknown section `{section}`"))
        .slip(section, near.filter(|near| is_alone(*near, known, beside)))
        .label("no such section")
        .note("what stands under it would be lost")
        .help(help)
}

/// Returns the kind of the entries that stand here; none where it is no section of entries.
fn entry_kind(steps: &[Step]) -> Option<EntryKind> {
    match steps {
        [Step::Key(section)] => EntryKind::of_section(section),
        _ => None,
    }
}

/// Builds the problem of a key, id or section that stands twice.
pub(super) fn stands_twice(again: RegistryPlace, first: RegistryPlace) -> Problem {
    let what = described(&again.steps);
    match again.steps.as_slice() {
        [before @ .., Step::Key(_)] if entry_kind(before).is_some() => {
            Problem::error(&DUPLICATE_ID, again.into(), format!("{what} stands twice"))
                .also(first.into(), "first declared here")
                .note("a reference to this id could mean either entry")
                .help("rename one of the two, or delete it")
        }
        _ => Problem::error(&DUPLICATE_KEY, again.into(), format!("{what} stands twice"))
            .also(first.into(), "first written here")
            .note("YAML readers keep the last and drop the first without a word")
            .help("delete one of the two, or join them"),
    }
}

/// Builds the problem of a key that is a list or mapping.
pub(super) fn key_no_text(file: &ProjectPath, span: Span) -> Problem {
    Problem::error(&WRONG_TYPE, Place::Text(file.clone(), span), "a key must be text, not a list or mapping")
        .label("text belongs here")
        .help("if the key begins with a bracket or `?`, put it in quotes")
}

/// Builds the problem of a section that belongs in `claims.yaml` only.
pub(super) fn misplaced(place: RegistryPlace, section: &str) -> Problem {
    Problem::error(
        &MISPLACED_SECTION,
        place.into(),
        format!("`{section}` belongs in `claims.yaml`, not in an included file"),
    )
    .note("`claims.yaml` alone says who publishes and which files are read")
    .help("move it into `claims.yaml`")
}

/// Builds the problem of a file that holds no sections.
pub(super) fn no_registry(place: Place, found: &str) -> Problem {
    Problem::error(&NOT_A_REGISTRY, place, format!("a registry is made of sections such as `claims:`, but {found}"))
        .note("what is not under a section is not read")
        .help("begin with `registry: 1` and put each entry under its section; `knowns init` writes an example")
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
