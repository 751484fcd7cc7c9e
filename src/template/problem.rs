//! Problems of templates and of what they print.

use crate::diagnostic::code::template as code;
use crate::diagnostic::{Problem, unseen};
use crate::text::Place;

use crate::template::css;
use crate::template::fault::SyntaxFault;
use crate::template::fault::WrongSign;
use crate::template::syntax::FILTERS;
use crate::template::tags::{Excess, LONGEST_TAG, MOST_BLOCKS, MOST_BRACKETS, MOST_BRANCHES, MOST_LINKS, MOST_TAGS};

const PRINTS: &str = "a template prints what the registry says; what it makes up itself nobody can trace";

const UNREAD: &str = "nothing is printed before every template can be read";

/// So many names are held against misspelt ones: where all are misspelt, it is not said of each what may be meant.
pub(crate) const MOST_NEAR: usize = 2_000_000;

/// Returns the problem of something that templates may not do.
pub(crate) fn fault(place: Place, fault: &SyntaxFault, words: &str) -> Problem {
    let words = words.lines().next().unwrap_or_default();
    match fault {
        SyntaxFault::Syntax(why) => Problem::error(&code::NOT_UNDERSTOOD, place, "the template cannot be read")
            .label(why.clone())
            .note(UNREAD)
            .help("look at the place named: a `{%` without `%}`, an `{% if %}` without `{% endif %}`, a stray `}}`"),
        SyntaxFault::Sign { sign, kind, written } => wrong_sign(place, *sign, *kind, written.as_deref()),
        SyntaxFault::Unclosed => Problem::error(&code::NOT_UNDERSTOOD, place, "a quotation mark in a tag is never closed")
            .note(UNREAD)
            .help("add the second quotation mark before the tag's end, as in `{% include \"part.md\" %}`"),
        SyntaxFault::Unseen(what, character) => unseen::of_kind(&code::UNSEEN, &place, *what, *character, "a text of a tag"),
        SyntaxFault::Excess(excess) => too_large(place, *excess),
        SyntaxFault::Calculates => Problem::error(&code::CALCULATES, place, "a template does not calculate")
            .label("make it a figure")
            .note("a number that a template makes has no cell and no source, and a printed value cannot be compared")
            .help("declare it under `figures`, or a comparison as a claim's `test`, and print it by its id"),
        SyntaxFault::Joins => Problem::error(&code::CONSTRUCT, place, "texts are not joined with `~`")
            .note(PRINTS)
            .help("write the two next to each other: `{{ a }}{{ b }}`"),
        SyntaxFault::Statement(word) => {
            Problem::error(&code::CONSTRUCT, place, format!("`{word}` is not part of the template language"))
                .note(PRINTS)
                .help("put words that are used twice into a file of their own and `{% include %}` it")
        }
        SyntaxFault::Calls(name) => Problem::error(&code::CONSTRUCT, place, format!("a template calls nothing: `{name}`"))
            .note(PRINTS)
            .help("print names (`{{ figures.id }}`), choose with `if`, repeat with `for … in`"),
        SyntaxFault::Filter(name) => {
            let near = crate::text::near::nearest(name, FILTERS.iter().copied());
            let known = FILTERS.join("`, `");
            Problem::error(&code::CONSTRUCT, place, format!("no filter is called `{name}`"))
                .note("filters that change words or numbers would make them differ from what the registry says")
                .help(
                    near.map_or_else(|| format!("the filters are `{known}`"), |near| format!("did you mean `{near}`?")),
                )
        }
        SyntaxFault::Test(name) => Problem::error(&code::CONSTRUCT, place, format!("no test is called `{name}`"))
            .note("a template may ask for a claim's standing and whether something is there")
            .help("ask `claims.id is established`, `is refuted`, `is self_reported`, `is provisional`, `is revised`, `is defined`"),
        SyntaxFault::Name => Problem::error(&code::CONSTRUCT, place, "a template is named by fixed words")
            .note("only so can it be known beforehand what a page is made of")
            .help("write the name in quotation marks: `{% include \"part.md\" %}`"),
        SyntaxFault::List => {
            let words = words.to_owned();
            Problem::error(&code::CONSTRUCT, place, format!("a list is written only after `in`: `{words}`"))
                .note(PRINTS)
                .help("write it where it is used: `{% for claim in [claims.a, claims.b] %}`")
        }
    }
}

/// Returns the problem of a sign that means nothing in a tag.
fn wrong_sign(place: Place, sign: char, kind: WrongSign, written: Option<&str>) -> Problem {
    let point = format!("U+{:04X}", u32::from(sign));
    let (message, help) = match kind {
        WrongSign::Quote => (format!("`{sign}` is not a quotation mark in a tag"), "write straight quotes"),
        WrongSign::Space => (format!("the space {point} means nothing in a tag"), "write an ordinary space"),
        WrongSign::Unseen => (format!("the invisible character {point} stands in a tag"), "delete it"),
        WrongSign::Other => (format!("`{sign}` means nothing in a tag"), "write the sign of the keyboard"),
        WrongSign::Letter => (
            format!("`{sign}` means nothing in a tag"),
            "names are written with the letters a to z, digits and `_`: write the id as the registry has it",
        ),
    };
    let written = written.filter(|_| kind != WrongSign::Letter);
    Problem::error(&code::NOT_UNDERSTOOD, place, message)
        .note("in prose it is right; in a tag only the signs of the keyboard are read")
        .help(written.map_or_else(|| help.to_owned(), |written| format!("{help}: `{written}`")))
}

/// Returns the problem of what there is too much of.
fn too_large(place: Place, excess: Excess) -> Problem {
    const CLOSED: &str =
        "close it: a `}}` or `%}`, a bracket or a quotation mark may be missing; words belong outside the tag";
    const DIVIDE: &str = "divide the template into several files, and take them in with `{% include \"part.md\" %}`";
    let (message, help) = match excess {
        Excess::Tag => (format!("the tag is longer than {LONGEST_TAG} bytes"), CLOSED),
        Excess::Links => (
            format!("the tag has more than {MOST_LINKS} links, or {MOST_BRACKETS} brackets within each other"),
            "divide it: choose with one `{% if … %}` within another, or make it the `test` of a claim",
        ),
        Excess::Blocks => (
            format!("blocks stand more than {MOST_BLOCKS} deep within each other"),
            "close each `if` with `endif`, each `for` with `endfor` and each `block` with `endblock`, or divide the template",
        ),
        Excess::Branches => (format!("more than {MOST_BRANCHES} `elif` stand around one place"), DIVIDE),
        Excess::Ways => (
            "the template is too long for a choice with so many branches".to_owned(),
            "put the choice into a file of its own, and take it in with `{% include \"part.md\" %}`",
        ),
        Excess::Tags => (format!("the template has more than {MOST_TAGS} tags"), DIVIDE),
    };
    Problem::error(&code::TOO_LARGE, place, message)
        .note("no template written by people comes near this limit, and a larger one could exhaust the machine")
        .help(help)
}

/// Returns the problem of a style sheet that no page takes in.
pub(crate) fn style_without_place(place: Place, name: &str) -> Problem {
    Problem::error(&code::STYLE, place, format!("no page takes in the style `{name}`"))
        .note("a style that is never used would leave the pages as they are, and nobody would know why")
        .help("name it `templates/knowns/theme.css` to add to the built-in style, or `templates/knowns/style.css` to take its place")
}

/// Returns the problem of a name that nothing has.
pub(crate) fn unknown(place: Place, message: String, near: Option<&str>, instead: &str) -> Problem {
    Problem::error(&code::UNKNOWN_NAME, place, message)
        .note("a name that nothing has would print nothing, and the sentence would say less than its author thinks")
        .help(near.map_or_else(|| instead.to_owned(), |near| format!("did you mean `{near}`?")))
}

/// Returns the problem of a value that does not exist when it is printed.
pub(crate) fn undefined(place: Place, named: &str) -> Problem {
    let named = named.trim_matches(|c: char| c.is_whitespace() || c == '{' || c == '}');
    unknown(place, format!("nothing is called `{named}`"), None, "see docs/registry.md for what a template can print")
}

/// Returns the problem of an entry that a brief prints without listing it.
pub(crate) fn unlisted(place: Place, kind: &str, id: &str, brief: &str) -> Problem {
    Problem::error(&code::UNLISTED, place, format!("brief `{brief}` prints `{id}`, which it does not list"))
        .note("what a brief prints stands in its section of what is known, claimed and unknown, and only what it lists does")
        .help(format!("add `{id}` to `{kind}` of `{brief}`"))
}

/// Returns the problem of a template that is named and does not exist.
pub(crate) fn missing(place: Place, name: &str, near: Option<&str>) -> Problem {
    Problem::error(&code::MISSING, place, format!("there is no template `{name}`"))
        .note("templates are files below `templates/` or the built-in ones, which begin with `knowns/`")
        .help(
            near.map_or_else(|| "name a file below `templates/`".to_owned(), |near| format!("did you mean `{near}`?")),
        )
}

/// Returns the problem of a template that leads back to itself.
pub(crate) fn circle(place: Place, name: &str) -> Problem {
    Problem::error(&code::CIRCLE, place, format!("template `{name}` leads back to itself"))
        .note("a page printed with it would never end")
        .help("take out one of the `include` or `extends` that form the circle")
}

/// Returns the problem of a template that does not end.
pub(crate) fn endless(place: Place) -> Problem {
    Problem::error(&code::ENDLESS, place, "the template takes too long or prints too much")
        .note("a page ends after two million steps, 16 MiB printed or 128 MiB made, so that a template cannot exhaust the machine")
        .help("look for loops inside loops, or split the brief")
}

/// Returns the problem of briefs that are too long together.
pub(crate) fn endless_together() -> Problem {
    Problem::error(&code::ENDLESS, Place::Project, "the briefs print more than 256 MiB together")
        .note(
            "pages are kept in memory until all of them can be written, so that a template cannot exhaust the machine",
        )
        .help("look for loops inside loops in templates that many briefs use, or publish them as several projects")
}

/// Returns the problem of a template that fails while it prints.
pub(crate) fn failed(place: Place, why: &str) -> Problem {
    Problem::error(&code::FAILED, place, format!("the template fails: {why}"))
        .note("a sentence with a hole in it is not published")
        .help("ask first whether it is there (`{% if claims.id.quantity %}`), or print something else")
}

/// Returns the problem of a character that marks are made of.
pub(crate) fn reserved(place: Place) -> Problem {
    Problem::error(&code::RESERVED, place, "the template holds a character that no text may hold")
        .note("the noncharacters U+FDD0 to U+FDEF mark where a printed number comes from")
        .help("delete it: it is invisible and usually comes from a damaged file")
}

/// Returns the problem of marks that do not pair up in what a template printed.
pub(crate) fn unbalanced(place: Place) -> Problem {
    Problem::error(&code::RESERVED, place, "what the template printed cannot be traced: its marks do not pair up")
        .note("each printed number is marked with where it comes from, from its first to its last character")
        .help("print `panel.begin` and `panel.end` once each, in this order, as the built-in template does")
}

/// Returns the problem of a style that fetches something, ends the element that it stands in, or would do so together with what
/// follows it.
pub(crate) fn page_style(place: Place, fault: css::StyleFault, words: &str) -> Problem {
    let words = words.trim();
    match fault {
        css::StyleFault::Reaches | css::StyleFault::Ends => {
            Problem::error(&code::STYLE, place, format!("a style may not hold `{words}`"))
                .note("a page is one file: it fetches nothing, so that nobody learns who reads it and it looks the same in ten years")
                .help("put a small picture in the style itself (`url(data:…)`), name fonts that readers have, and write signs as they are")
        }
        css::StyleFault::Open => Problem::error(&code::STYLE, place, "a style leaves something open that it began")
            .label("never closed")
            .note("styles stand one behind the other in a page, and the next one would be read as a part of it")
            .help("close it: a string with its quotation mark before the line ends, a comment with `*/`, an address with `)`"),
        css::StyleFault::Deep => Problem::error(&code::STYLE, place, "a style is nested more than 75 levels deep")
            .note("what lies deeper is not looked at, and could fetch something")
            .help("take the innermost brackets out"),
    }
}
