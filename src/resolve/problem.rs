//! The problems of understanding ids, words, prose and tests.

use crate::diagnostic::code::reference as code;
use crate::diagnostic::{Problem, words};
use crate::model::{Facet, NUMBER_PARTS};
use crate::text::near::{self, Near};
use crate::text::{Place, Span};
use crate::vocabulary::EntryKind;

use super::registry_path::RegistryPath;

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

fn joined<'c>(words: impl IntoIterator<Item = &'c str>, joint: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    words::joined(&words, joint)
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
    let message = format!("`{id}` is {}; {} is expected here", found.a_word(), wanted.a_word());
    Problem::error(&code::WRONG_KIND, place, message)
        .label(format!("stands under `{}`", found.section()))
        .note("each key refers to entries of one kind, so that the tool knows what to make of them")
        .help(format!("name an entry that stands under `{}`", wanted.section()))
}

/// An id of several entries where any of them could be meant.
pub(super) fn could_be_either(place: Place, id: &str, kinds: &[EntryKind]) -> Problem {
    let kinds: Vec<String> = kinds.iter().map(|kind| kind.a_word()).collect();
    let message = format!("`{id}` is the id of {}", words::joined(&kinds, "and"));
    Problem::error(&crate::diagnostic::code::registry::DUPLICATE_ID, place, message)
        .label("could mean either")
        .note("entries of different kinds may have one id where only one kind can be meant; here each could be")
}

/// A key without which an entry means nothing.
pub(super) fn missing_key(place: Place, at: &RegistryPath<'_>, key: &str) -> Problem {
    Problem::error(&code::MISSING_KEY, place, format!("{} has no `{key}`", at.owner()))
        .note(why_required(key))
        .help(format!("add `{key}`"))
}

fn why_required(key: &str) -> &'static str {
    match key {
        "as_of" => "there is no other \"today\": a brief says to which day it speaks",
        "above" | "below" => "a balance has a side above zero and one below, and a reader must know what each says",
        "because" => "a reader should learn why a question is open",
        "claims" => "a brief is made of claims",
        "definition" => "two numbers can be compared only where a reader knows what each of them counts",
        "denominator" | "numerator" => "a rate is one measure divided by another",
        "file" => "a dataset is a CSV file of the project",
        "measure" => "a number says nothing until a reader knows what it counts",
        "name" => "a reader knows people and bodies by their names",
        "per" => "a rate says nothing until a reader knows per how many",
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
pub(super) fn unknown_word(at: &RegistryPath<'_>, written: &str, what: &str, known: &[&str]) -> Problem {
    let problem = Problem::error(&code::UNKNOWN_WORD, at.value(), format!("`{written}` is not a {what}"))
        .note(format!("the tool knows {}", listed(known.iter().copied())));
    match nearest(written, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{}`?", near.word)).slip(written, Some(near)),
        None => problem.help("use one of the words it knows"),
    }
}

/// Words that cannot stand over a part of the section that no brief can lose.
pub(super) fn bad_heading(at: &RegistryPath<'_>, written: &str) -> Problem {
    let message = if written.is_empty() {
        "this heading is empty".to_owned()
    } else {
        format!("two headings are “{written}”")
    };
    Problem::error(&code::UNKNOWN_WORD, at.value(), message)
        .note("a reader tells what is known, what is claimed and what nobody knows by the words over each")
        .help("write other words, or leave the key out for those of the language")
}

/// An id twice in one list.
pub(super) fn listed_twice(at: &RegistryPath<'_>, id: &str) -> Problem {
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
pub(super) fn unregistered_speaker(at: &RegistryPath<'_>, written: &str, near: Option<Near<'_>>) -> Problem {
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
pub(super) fn not_a_count(at: &RegistryPath<'_>, written: &str, what: &str) -> Problem {
    Problem::error(&code::NOT_A_COUNT, at.value(), format!("`{written}` is not a {what}"))
        .note("a whole number in digits is expected here")
        .help("write a number such as `2`")
}

/// A template that is not there.
pub(super) fn no_template(at: &RegistryPath<'_>, written: &str, near: Option<Near<'_>>) -> Problem {
    let message = format!("there is no template `{written}` below `templates/`");
    Problem::error(&code::NO_TEMPLATE, at.value(), message)
        .note("a brief's own template holds its prose; without one the built-in template is used")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "write the file, or leave the key out".to_owned(),
        })
}

/// A relay of something that is neither source nor party.
pub(super) fn wrong_relay(at: &RegistryPath<'_>, id: &str, found: EntryKind) -> Problem {
    let message = format!("`{id}` is {}; a source or a party is expected here", found.a_word());
    Problem::error(&code::WRONG_KIND, at.value(), message)
        .note("a source passes on what another source or a party said")
        .help("name an entry of `sources` or `parties`, or say in words what is passed on")
}

/// A word that looks like an id of a source or party and is none.
pub(super) fn unregistered_relay(at: &RegistryPath<'_>, written: &str, near: Option<Near<'_>>) -> Problem {
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
    Problem::error(&code::UNKNOWN_WORD, place, format!("`{written}` is not a rule"))
        .slip(written, near)
        .note("a rule is named by its code or its name")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "copy the code from the problem that is to be set aside".to_owned(),
        })
}

fn within(at: &RegistryPath<'_>, span: Span) -> Place {
    at.registry_place().within(span).into()
}

const ONLY_NAMES: &str =
    "a text of the registry may name a figure or a claim between double braces, and nothing else: it holds no logic";

/// Braces that open or close nothing.
pub(super) fn unbalanced(at: &RegistryPath<'_>, span: Span, braces: &str) -> Problem {
    let message = format!("`{braces}` has no matching `{}` in this text", if braces == "{{" { "}}" } else { "{{" });
    Problem::error(&code::BRACES, within(at, span), message)
        .note("double braces hold the name of a figure or a claim, such as `{{ figures.rise }}`")
        .help("close the braces, or write single ones where braces are meant")
}

/// Anything between braces but a name.
pub(super) fn logic(at: &RegistryPath<'_>, span: Span, written: &str) -> Problem {
    Problem::error(&code::LOGIC_IN_TEXT, within(at, span), format!("`{written}` is more than a name"))
        .note(ONLY_NAMES)
        .help("put it in the brief's template, or make it a figure")
}

/// Braces around nothing.
pub(super) fn empty(at: &RegistryPath<'_>, span: Span) -> Problem {
    Problem::error(&code::BRACES, within(at, span), "there is no name between these braces")
        .note(ONLY_NAMES)
        .help("write a name such as `figures.rise`, or remove the braces")
}

/// A first name that means nothing.
pub(super) fn unknown_name(
    at: &RegistryPath<'_>,
    span: Span,
    section: &str,
    written: &str,
    near: Option<Near<'_>>,
) -> Problem {
    Problem::error(&code::UNKNOWN_NAME, within(at, span), format!("a text cannot print `{written}`"))
        .slip(section, near)
        .note("a text can print `figures.<id>`, `claims.<id>` with its `quantity`, `value`, `standing` or `phrase`, and `value`")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "name a figure or a claim".to_owned(),
        })
}

/// A section without an id.
pub(super) fn incomplete(at: &RegistryPath<'_>, span: Span, section: &str) -> Problem {
    Problem::error(
        &code::UNKNOWN_NAME,
        within(at, span),
        format!("`{section}` needs an id and nothing after its parts"),
    )
    .note("a text can print `figures.<id>`, `claims.<id>` with its `quantity`, `value`, `standing` or `phrase`, and `value`")
    .help(format!("write `{{{{ {section}.id }}}}` with the id of an entry"))
}

/// A part that claims do not have.
pub(super) fn unknown_part(at: &RegistryPath<'_>, span: Span, written: &str, near: Option<Near<'_>>) -> Problem {
    Problem::error(&code::UNKNOWN_NAME, within(at, span), format!("a claim has no `{written}` that a text can print"))
        .slip(written, near)
        .note("of a claim a text can print the statement, `phrase`, `quantity`, `value` and `standing`")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "print the rest in the brief's template".to_owned(),
        })
}

/// A part that this number does not have.
pub(super) fn no_part(at: &RegistryPath<'_>, span: Span, of: &str, part: &str) -> Problem {
    let near = nearest(part, NUMBER_PARTS.into_iter().filter(|known| *known != part));
    Problem::error(&code::UNKNOWN_NAME, within(at, span), format!("`{of}` has no `{part}` that a text can print"))
        .slip(part, near)
        .note(if Facet::of_estimate(part).is_some() { PARTS_OF_ESTIMATES } else { PARTS_OF_NUMBERS })
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "print the number itself, or the rest in the brief's template".to_owned(),
        })
}

/// Which numbers have which parts.
const PARTS_OF_NUMBERS: &str = "a change, a difference, a ratio and an index have `from` and `to`, a share `part` and `whole`; a \
                                change and a difference have a `size`, which is printed without its sign";

/// Which numbers have an interval.
const PARTS_OF_ESTIMATES: &str = "the `value` of a column that has an `interval` has `low`, `high` and `number`; a name, a rank and a \
                                  count of rows have `number`";

/// A part that this claim does not have.
pub(super) fn absent_part(at: &RegistryPath<'_>, span: Span, id: &str, part: &str) -> Problem {
    let lacks = if part == "value" { "test" } else { part };
    Problem::error(
        &code::UNKNOWN_NAME,
        within(at, span),
        format!("claim `{id}` has no `{lacks}`, so no `{part}` to print"),
    )
    .note("`quantity` is what the claim says, `value` what its test comes to")
    .help(format!("add a `{lacks}` to the claim, or print something else"))
}

/// `{{ value }}` where no test gives one.
pub(super) fn no_value_here(at: &RegistryPath<'_>, span: Span, of_claim: bool) -> Problem {
    let message = if of_claim {
        format!("{} has no `test`, so there is no `value` to print", at.owner())
    } else {
        "`value` can be printed only in the text of a claim".to_owned()
    };
    Problem::error(&code::UNKNOWN_NAME, within(at, span), message)
        .note("`{{ value }}` is the tested figure of the claim in whose text it stands")
        .help("name a claim, as in `{{ claims.id.value }}`, or a figure")
}

/// A series where a sentence wants a number.
pub(super) fn series(at: &RegistryPath<'_>, span: Span, id: &str) -> Problem {
    Problem::error(
        &crate::diagnostic::code::figure::SERIES_OR_NUMBER,
        within(at, span),
        format!("figure `{id}` is a series; a number is expected here"),
    )
    .note("a sentence can print one number; a series belongs in a table")
    .help("declare a figure that makes one number of it, such as `highest` or `steps`")
}
