//! Problems of references inside texts, each placed at the part of the text that is meant.

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference as code;
use crate::text::near::Near;
use crate::text::{Place, Span};

use super::at::At;

fn within(at: &At<'_>, span: Span) -> Place {
    at.registry_place().within(span).into()
}

const ONLY_NAMES: &str =
    "a text of the registry may name a figure or a claim between double braces, and nothing else: it holds no logic";

/// Braces that open or close nothing.
pub(super) fn unbalanced(at: &At<'_>, span: Span, braces: &str) -> Problem {
    let message = format!("`{braces}` has no matching `{}` in this text", if braces == "{{" { "}}" } else { "{{" });
    Problem::error(&code::BRACES, within(at, span), message)
        .note("double braces hold the name of a figure or a claim, such as `{{ figures.rise }}`")
        .help("close the braces, or write single ones where braces are meant")
}

/// Anything between braces but a name.
pub(super) fn logic(at: &At<'_>, span: Span, written: &str) -> Problem {
    Problem::error(&code::LOGIC_IN_TEXT, within(at, span), format!("`{written}` is more than a name"))
        .note(ONLY_NAMES)
        .help("put it in the brief's template, or make it a figure")
}

/// Braces around nothing.
pub(super) fn empty(at: &At<'_>, span: Span) -> Problem {
    Problem::error(&code::BRACES, within(at, span), "there is no name between these braces")
        .note(ONLY_NAMES)
        .help("write a name such as `figures.rise`, or remove the braces")
}

/// A first name that means nothing.
pub(super) fn unknown_name(at: &At<'_>, span: Span, section: &str, written: &str, near: Option<Near<'_>>) -> Problem {
    Problem::error(&code::UNKNOWN_NAME, within(at, span), format!("a text cannot print `{written}`"))
        .slip(section, near)
        .note("a text can print `figures.<id>`, `claims.<id>` with its `quantity`, `value` or `standing`, and `value`")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "name a figure or a claim".to_owned(),
        })
}

/// A section without an id.
pub(super) fn incomplete(at: &At<'_>, span: Span, section: &str) -> Problem {
    Problem::error(
        &code::UNKNOWN_NAME,
        within(at, span),
        format!("`{section}` needs an id and nothing after its parts"),
    )
    .note("a text can print `figures.<id>`, `claims.<id>` with its `quantity`, `value` or `standing`, and `value`")
    .help(format!("write `{{{{ {section}.id }}}}` with the id of an entry"))
}

/// A part that claims do not have.
pub(super) fn unknown_part(at: &At<'_>, span: Span, written: &str, near: Option<Near<'_>>) -> Problem {
    Problem::error(&code::UNKNOWN_NAME, within(at, span), format!("a claim has no `{written}` that a text can print"))
        .slip(written, near)
        .note("of a claim a text can print the statement, `quantity`, `value` and `standing`")
        .help(match near {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None => "print the rest in the brief's template".to_owned(),
        })
}

/// A part of a figure.
pub(super) fn no_parts(at: &At<'_>, span: Span, written: &str) -> Problem {
    Problem::error(&code::UNKNOWN_NAME, within(at, span), format!("a figure has no `{written}` that a text can print"))
        .note("in a text a figure is its printed value")
        .help("print the rest in the brief's template")
}

/// A part that this claim does not have.
pub(super) fn absent_part(at: &At<'_>, span: Span, id: &str, part: &str) -> Problem {
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
pub(super) fn no_value_here(at: &At<'_>, span: Span, of_claim: bool) -> Problem {
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
pub(super) fn series(at: &At<'_>, span: Span, id: &str) -> Problem {
    Problem::error(
        &crate::diagnostic::code::figure::SERIES_OR_NUMBER,
        within(at, span),
        format!("figure `{id}` is a series; a number is wanted here"),
    )
    .note("a sentence can print one number; a series belongs in a table")
    .help("declare a figure that makes one number of it, such as `highest` or `steps`")
}
