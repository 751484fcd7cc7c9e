//! The problem of a character that nobody sees: the same words wherever it stands.

use super::code::registry::{FORBIDDEN_CHARACTER, HIDDEN_CHARACTER, TURNED_WRITING};
use super::{Code, Problem};
use crate::text::Place;
use crate::text::unseen::Unseen;

/// Returns the code of what a character does in a registry, a template or a style.
fn code(what: Unseen) -> &'static Code {
    match what {
        Unseen::Control | Unseen::ByteOrderMark | Unseen::Noncharacter => &FORBIDDEN_CHARACTER,
        Unseen::Turned | Unseen::Unclosed => &TURNED_WRITING,
        Unseen::Hidden => &HIDDEN_CHARACTER,
    }
}

/// Builds the problem of a character that does not belong in what holds it: "a registry", "a template".
pub fn problem(place: &Place, what: Unseen, character: char, holder: &str) -> Problem {
    of_kind(code(what), place, what, character, holder)
}

/// Builds the problem under another code.
pub fn of_kind(code: &'static Code, place: &Place, what: Unseen, character: char, holder: &str) -> Problem {
    let point = format!("U+{:04X}", u32::from(character));
    let problem = |message: String| Problem::error(code, place.clone(), message);
    let forbidden = |name: &str| {
        problem(format!("the {name} {point} does not belong in {holder}"))
            .label("there is an invisible character here")
            .note("it is invisible, can hide words from a reader, and the tool uses some of these characters itself")
            .help("delete it, or type the word again instead of pasting it")
    };
    match what {
        Unseen::Control => forbidden("control character"),
        Unseen::ByteOrderMark => forbidden("byte order mark"),
        Unseen::Noncharacter => forbidden("noncharacter"),
        Unseen::Turned => problem(format!("{point} turns the direction of writing in {holder}"))
            .label("what follows is shown in another order")
            .note("readers would see other words than those that are checked")
            .help("delete it: Arabic and Hebrew turn by themselves, and words in another direction stand between U+2068 and U+2069"),
        Unseen::Unclosed if character == '\u{2069}' => {
            problem(format!("{point} ends a stretch of writing that does not begin in {holder}"))
                .label("nothing is closed here")
                .note(ORDER)
                .help("write U+2068 before the stretch, in the same paragraph or cell, or delete U+2069")
        }
        Unseen::Unclosed => problem(format!("{point} begins a stretch of writing that does not end in {holder}"))
            .label("this is never closed")
            .note(ORDER)
            .help(format!("write U+2069 behind the stretch, in the same paragraph or cell, or delete {point}")),
        Unseen::Hidden => problem(format!("the invisible character {point} hides what stands in {holder}"))
            .label("there is an invisible character here")
            .note("a reader sees one word or number, and the rules read another")
            .help("delete it, or type the words again instead of pasting them"),
    }
}

const ORDER: &str = "what follows could be shown in another order than it is written and checked";
