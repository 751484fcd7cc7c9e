//! The problems of a registry's form: what it may not hold, keys that are unknown or stand twice, values of another form than
//! their key asks for, sections in the wrong file.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::MapDeserializer;

use crate::diagnostic::code::registry::{
    ANCHOR_OR_TAG, DUPLICATE_ID, DUPLICATE_KEY, MISPLACED_SECTION, NOT_A_REGISTRY, NOT_UTF8, SEVERAL_DOCUMENTS,
    TOO_LARGE, UNKNOWN_KEY, UNKNOWN_VERSION, WRONG_TYPE,
};
use crate::diagnostic::{Code, Problem};
use crate::registry::Registry;
use crate::text::near::{Near, near, nearest};
use crate::text::{Excerpt, Place, RegistryPlace, Span, Step, Text};
use crate::vocabulary::EntryKind;
use crate::world::ProjectPath;

use super::guard::{LARGEST_FILE, LARGEST_TOGETHER, LARGEST_VALUE, MOST_NESTED};
use super::node_reader::{FaultKind, ReadFault};

const ONE_PLACE: &str =
    "a reader sees what an entry says by looking at that entry; nothing else in the file may change it";
const LIMITS: &str = "no registry written by people comes near this limit, and a larger one could exhaust the machine";

/// Builds the problem of an anchor.
pub(super) fn anchor(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no anchors")
        .label("`&` begins an anchor here")
        .note(ONE_PLACE)
        .help("delete it; if the text begins with `&`, put the text in quotes")
}

/// Builds the problem of an alias.
pub(super) fn alias(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no aliases")
        .label("`*` begins an alias here")
        .note(ONE_PLACE)
        .help("write the value out; if the text begins with `*`, put the text in quotes")
}

/// Builds the problem of a merge key.
pub(super) fn merge_key(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no merge keys")
        .label("`<<` would copy another mapping here")
        .note(ONE_PLACE)
        .help("write the keys out")
}

/// Builds the problem of a tag.
pub(super) fn tag(place: Place) -> Problem {
    Problem::error(&ANCHOR_OR_TAG, place, "registries have no tags")
        .label("`!` begins a tag here")
        .note("a tag would change how the value is read; every value here is read as the words it is written with")
        .help("delete it; if the text begins with `!`, put the text in quotes")
}

/// Builds the problem of a second document.
pub(super) fn second_document(place: Place) -> Problem {
    Problem::error(&SEVERAL_DOCUMENTS, place, "the file holds more than one YAML document")
        .label("a second document begins here")
        .note("only one document can be the registry; what stands below this line would be lost")
        .help(
            "delete the line `---`, or move what stands below it into a file of its own and name that under `include`",
        )
}

/// Builds the problem of a value beyond all reason.
pub(super) fn large_value(place: Place) -> Problem {
    Problem::error(&TOO_LARGE, place, format!("a value is longer than {} MiB", LARGEST_VALUE >> 20))
        .note(LIMITS)
        .help("keep long texts in a template below `templates/`, and tables in a CSV file below `data/`")
}

/// Builds the problem of nesting beyond all reason.
pub(super) fn deep_nesting(place: Place) -> Problem {
    Problem::error(&TOO_LARGE, place, format!("lists and mappings are nested more than {MOST_NESTED} deep"))
        .note(LIMITS)
        .help("nothing in a registry needs more than eight levels; look for brackets that are never closed")
}

/// Builds the problem of a file beyond all reason.
pub(super) fn large_file(file: &ProjectPath) -> Problem {
    let message = format!("`{file}` is larger than {} MiB", LARGEST_FILE >> 20);
    Problem::error(&TOO_LARGE, Place::File(file.clone()), message)
        .note(LIMITS)
        .help("split it with `include: [claims/*.yaml]`, and keep tables in CSV files below `data/`")
}

/// Builds the problem of included files that are too large together.
pub(super) fn large_registry(place: Place) -> Problem {
    let message = format!("the included files are together larger than {} MiB", LARGEST_TOGETHER >> 20);
    Problem::error(&TOO_LARGE, place, message)
        .note(LIMITS)
        .help("keep tables in CSV files below `data/`, and include only the files that the briefs of this project need")
}

/// Builds the problem of a text file with bytes that are not UTF-8, the first of which is at `valid`.
pub(super) fn not_utf8(file: &ProjectPath, bytes: &[u8], valid: usize) -> Problem {
    let text = Text::new(String::from_utf8_lossy(&bytes[..valid]).into_owned());
    let position = text.position(valid);
    let start = bytes[..valid].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest: Vec<u8> = bytes[valid..].iter().copied().take_while(|byte| *byte != b'\n').take(80).collect();
    let before = String::from_utf8_lossy(&bytes[start..valid]).into_owned();
    let span = Span::new(before.len(), before.len() + '\u{FFFD}'.len_utf8());
    let place = Place::Line(Excerpt {
        file: file.clone(),
        cell: None,
        line: position.line,
        column: position.column,
        text: before + &String::from_utf8_lossy(&rest),
        span,
    });
    Problem::error(&NOT_UTF8, place, format!("`{file}` is not UTF-8 text"))
        .label(format!("the byte {:02X} is not UTF-8 here", bytes[valid]))
        .note("the tool would have to guess which letters were meant")
        .help("open the file in an editor and save it with the encoding UTF-8")
}

/// Builds the problem of a registry that does not say its version, or says another.
pub(super) fn version(place: Place, written: Option<&str>) -> Problem {
    let code: &'static Code = &UNKNOWN_VERSION;
    let problem = match written {
        None => Problem::error(code, place, "the file does not say which version of the format it is written in"),
        Some(written) => {
            Problem::error(code, place, format!("this tool reads version 1 of the format, not `{written}`"))
        }
    };
    problem
        .note("keys may mean something else in another version")
        .help("write `registry: 1` as the first line of `claims.yaml`")
}

/// Returns the names of the sections, as the registry's type has them.
pub(super) fn section_names() -> &'static [&'static str] {
    let none = MapDeserializer::<_, ReadFault>::new(std::iter::once(("", "".into_deserializer())));
    match Registry::deserialize(none) {
        Err(ReadFault { kind: FaultKind::UnknownKey(known), .. }) => known,
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

/// Returns the kind of the entries that stand here; none where it is no section of entries.
fn entry_kind(steps: &[Step]) -> Option<EntryKind> {
    match steps {
        [Step::Key(section)] => EntryKind::of_section(section),
        _ => None,
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

/// Builds the problem of a key, id or section that stands twice.
pub(super) fn stands_twice(again: RegistryPlace, first: RegistryPlace) -> Problem {
    let what = described(&again.steps);
    match again.steps.as_slice() {
        [before @ .., Step::Key(_)] if entry_kind(before).is_some() => {
            Problem::error(&DUPLICATE_ID, again.into(), format!("{what} appears twice"))
                .also(first.into(), "first declared here")
                .note("a reference to this id could mean either entry")
                .help("rename one of the two, or delete it")
        }
        _ => Problem::error(&DUPLICATE_KEY, again.into(), format!("{what} appears twice"))
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
