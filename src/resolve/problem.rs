//! Problems of references and required keys, each built by one small function.

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference as code;
use crate::text::Place;
use crate::text::near::{self, Near};

use super::at::At;
use crate::vocabulary::EntryKind;

/// Returns the candidate most like what was written.
pub(super) fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<Near<'c>> {
    near::near(written, candidates)
}

/// Returns words as "`a`, `b` and `c`".
pub(super) fn listed<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    joined(words, "and")
}

/// Returns words as "`a`, `b` or `c`".
pub(super) fn either<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    joined(words, "or")
}

fn joined<'c>(words: impl IntoIterator<Item = &'c str>, last_joint: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {last_joint} {last}", rest.join(", ")),
    }
}

/// An id that no entry has.
pub(super) fn unknown_id(place: Place, owner: &str, id: &str, wanted: EntryKind, near: Option<Near<'_>>) -> Problem {
    let message = format!("{owner} refers to the {} `{id}`, which is not registered", wanted.word());
    let section = wanted.section();
    Problem::error(&code::UNKNOWN_ID, place, message)
        .slip(id, near)
        .label(format!("no {} has this id", wanted.word()))
        .note("a reader could not follow this reference any further")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`? Otherwise add `{id}` under `{section}`"),
            None => format!("add `{id}` under `{section}`, or name one that is there"),
        })
}

/// An id of an entry of another kind.
pub(super) fn wrong_kind(place: Place, id: &str, found: EntryKind, wanted: EntryKind) -> Problem {
    let message = format!("`{id}` is {}; {} is wanted here", found.a_word(), wanted.a_word());
    Problem::error(&code::WRONG_KIND, place, message)
        .label(format!("stands under `{}`", found.section()))
        .note("each key refers to entries of one kind, so that the tool knows what to make of them")
        .help(format!("name an entry that stands under `{}`", wanted.section()))
}

/// A key without which an entry means nothing.
pub(super) fn missing_key(place: Place, at: &At<'_>, key: &str) -> Problem {
    Problem::error(&code::MISSING_KEY, place, format!("{} has no `{key}`", at.owner()))
        .note(why_required(key))
        .help(format!("add `{key}`"))
}

fn why_required(key: &str) -> &'static str {
    match key {
        "as_of" => "there is no other \"today\": a brief says to which day it speaks",
        "because" => "a reader should learn why a question is open",
        "claims" => "a brief is made of claims",
        "definition" => "two numbers can be compared only where a reader knows what each of them counts",
        "file" => "a dataset is a CSV file of the project",
        "measure" => "a number says nothing until a reader knows what it counts",
        "name" => "a reader knows people and bodies by their names",
        "question" => "the question is what a reader sees first",
        "quantity" => "a test holds the number against what the claim says, in words",
        "reading" => "a number decides a claim only under a reading, and the reader must see which",
        "source" => "a quotation without a source cannot be followed back",
        "statement" => "a claim is its statement: without one there is nothing to print or to judge",
        "title" => "a publication is known by its title",
        _ => "the entry means nothing without it",
    }
}

/// A word outside a closed list.
pub(super) fn unknown_word(at: &At<'_>, written: &str, what: &str, known: &[&str]) -> Problem {
    let problem = Problem::error(&code::UNKNOWN_WORD, at.value(), format!("`{written}` is no {what}"))
        .note(format!("the tool knows {}", listed(known.iter().copied())));
    match nearest(written, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{}`?", near.word)).slip(written, Some(near)),
        None => problem.help("use one of the words it knows"),
    }
}

/// An id twice in one list.
pub(super) fn listed_twice(at: &At<'_>, id: &str) -> Problem {
    Problem::error(&code::LISTED_TWICE, at.value(), format!("{} lists `{id}` twice", at.owner()))
        .note("each entry is counted and printed once")
        .help("remove one of the two")
}

/// Entries that refer to each other in a circle.
pub(super) fn circle(place: Place, what: &str, ids: &[&str], why: &str) -> Problem {
    let chain: Vec<String> = ids.iter().chain(ids.first()).map(|id| format!("`{id}`")).collect();
    Problem::error(&code::CIRCLE, place, format!("{what}: {}", chain.join(" → ")))
        .note(why)
        .help("remove one of these references")
}

/// A key that cannot stand where it does.
pub(super) fn misplaced(place: Place, message: String, note: &str, help: &str) -> Problem {
    Problem::error(&code::MISPLACED_KEY, place, message).note(note).help(help)
}

/// Returns whether a word where free words may stand is an id: `officials` may be meant as it stands.
fn is_surely_an_id(written: &str) -> bool {
    written.contains('_')
}

/// A word that looks like a party's id and is none.
pub(super) fn unregistered_speaker(at: &At<'_>, written: &str, near: Option<Near<'_>>) -> Problem {
    let message = format!("`{written}` looks like a party's id, and no party has it");
    Problem::error(&code::UNREGISTERED_SPEAKER, at.value(), message)
        .slip(written, near.filter(|_| is_surely_an_id(written)))
        .note("free words are printed as they stand; an id is replaced by the party's name")
        .help(match near {
            Some(Near { word, .. }) => {
                format!("did you mean `{word}`? Otherwise add it under `parties`, or write a name in words")
            }
            None => "add it under `parties`, or write a name in words".to_owned(),
        })
}

/// A value that should be a whole number.
pub(super) fn not_a_count(at: &At<'_>, written: &str, what: &str) -> Problem {
    Problem::error(&code::NOT_A_COUNT, at.value(), format!("`{written}` is no {what}"))
        .note("a whole number in digits is wanted here")
        .help("write a number such as `2`")
}

/// A template that is not there.
pub(super) fn no_template(at: &At<'_>, written: &str, near: Option<Near<'_>>) -> Problem {
    let message = format!("there is no template `{written}` below `templates/`");
    Problem::error(&code::NO_TEMPLATE, at.value(), message)
        .note("a brief's own template holds its prose; without one the built-in template is used")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "write the file, or leave the key out".to_owned(),
        })
}

/// A relay of something that is neither source nor party.
pub(super) fn wrong_relay(at: &At<'_>, id: &str, found: EntryKind) -> Problem {
    let message = format!("`{id}` is {}; a source or a party is wanted here", found.a_word());
    Problem::error(&code::WRONG_KIND, at.value(), message)
        .note("a source passes on what another source or a party said")
        .help("name an entry of `sources` or `parties`, or say in words what is passed on")
}

/// A word that looks like an id of a source or party and is none.
pub(super) fn unregistered_relay(at: &At<'_>, written: &str, near: Option<Near<'_>>) -> Problem {
    let message = format!("`{written}` looks like an id, and no source or party has it");
    Problem::error(&code::UNKNOWN_ID, at.value(), message)
        .slip(written, near.filter(|_| is_surely_an_id(written)))
        .note("what a source passes on is followed back to whoever said it first")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`? Otherwise say in words what is passed on"),
            None => "register it under `sources` or `parties`, or say in words what is passed on".to_owned(),
        })
}

/// A rule that the tool does not have.
pub(super) fn unknown_rule(place: Place, written: &str, near: Option<Near<'_>>) -> Problem {
    Problem::error(&code::UNKNOWN_WORD, place, format!("`{written}` is no rule"))
        .slip(written, near)
        .note("a rule is named by its code or its name")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "copy the code from the problem that is to be set aside".to_owned(),
        })
}
