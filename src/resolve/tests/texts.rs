//! References inside texts.

use crate::model::{ClaimPart, Facet, Piece};
use crate::text::Span;

use super::{place, problems, resolved};

fn registry(statement: &str) -> String {
    format!(
        "figures:
  rise: {{ of: monthly, sum: total }}
  by_month: {{ of: monthly, by: month, sum: total }}
claims:
  tested: {{ statement: Many., quantity: 5, test: {{ figure: rise, reading: \"All {{{{ value }}}}.\" }} }}
  plain: {{ statement: None. }}
  a: {{ statement: \"{statement}\" }}
"
    )
}

fn said(statement: &str) -> Vec<String> {
    problems(&registry(statement))
}

#[test]
fn names_become_pieces_between_words() {
    let (model, found) = resolved(&registry("Up {{ figures.rise }}: {{claims.tested.value}}, a { is a {."));
    assert_eq!(super::said(&found), Vec::<String>::new());
    let claim = &model.claims[model.claims.find("a").unwrap()];
    let rise = model.figures.find("rise").unwrap();
    let tested = model.claims.find("tested").unwrap();
    assert_eq!(
        claim.statement.0,
        [
            Piece::Words("Up ".into()),
            Piece::Figure(rise, Facet::All),
            Piece::Words(": ".into()),
            Piece::Claim(tested, ClaimPart::Value(Facet::All)),
            Piece::Words(", a { is a {.".into()),
        ]
    );
}

#[test]
fn an_unknown_name_is_placed_where_it_stands_in_the_text() {
    let text = "Up {{ figures.rize }}.";
    assert_eq!(said(text), ["R101: claim `a` refers to the figure `rize`, which is not registered"]);
    let at = text.find("rize").unwrap();
    assert_eq!(place(&registry(text)).within, Some(Span::new(at, at + 4)));
    let text = "Up {{  figure.rise }}.";
    assert_eq!(said(text), ["R113: a text cannot print `figure.rise`"]);
    assert_eq!(place(&registry(text)).within, Some(Span::new(7, 13)));
}

#[test]
fn parts_must_exist() {
    assert_eq!(said("{{ claims.tested.valeu }}"), ["R113: a claim has no `valeu` that a text can print"]);
    assert_eq!(
        said("{{ claims.plain.quantity }}"),
        ["R113: claim `plain` has no `quantity`, so no `quantity` to print"]
    );
    assert_eq!(said("{{ claims.plain.value }}"), ["R113: claim `plain` has no `test`, so no `value` to print"]);
    assert_eq!(said("{{ claims.tested.value.period }}"), Vec::<String>::new());
    assert_eq!(said("{{ figures.rise.label }}"), ["R113: `figures.rise` has no `label` that a text can print"]);
    assert_eq!(said("{{ figures }}"), ["R113: `figures` needs an id and nothing after its parts"]);
    assert_eq!(said("{{ value }}"), ["R113: claim `a` has no `test`, so there is no `value` to print"]);
    assert_eq!(said("{{ figures.by_month }}"), ["F011: figure `by_month` is a series; a number is expected here"]);
}

#[test]
fn braces_are_balanced_and_hold_only_a_name() {
    assert_eq!(said("Up {{ figures.rise."), ["R111: `{{` has no matching `}}` in this text"]);
    assert_eq!(said("Up figures.rise }}."), ["R111: `}}` has no matching `{{` in this text"]);
    assert_eq!(said("Up {{ }}."), ["R111: there is no name between these braces"]);
    assert_eq!(said("Up {{ {{ figures.rise }}."), ["R111: `{{` has no matching `}}` in this text"]);
    assert_eq!(said("Up {{ figures.rise | round }}."), ["R112: `figures.rise | round` is more than a name"]);
    assert_eq!(said("{% if x %}Up{% endif %}"), ["R112: `{%` is more than a name"]);
    assert_eq!(said("Up {# a remark #}"), ["R112: `{#` is more than a name"]);
}

#[test]
fn a_brace_may_follow_a_letter_that_takes_several_bytes() {
    assert_eq!(said("“{{ figures.rise }}” é}"), Vec::<String>::new());
}

#[test]
fn only_the_texts_of_a_tested_claim_have_a_value() {
    let rest = "unknowns: { u: { question: \"Is it {{ value }}?\", because: Nobody asks. } }";
    assert_eq!(problems(rest), ["R113: `value` can be printed only in the text of a claim"]);
}
