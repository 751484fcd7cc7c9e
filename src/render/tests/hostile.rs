//! Templates that are wrong or mean harm: each is a problem at its place, and none of them takes the build down.

use crate::render::tests::{codes, with_template};
use crate::text::Place;

fn in_body(body: &str) -> String {
    format!("{{% extends 'knowns/brief.md' %}}{{% block body %}}\n{body}\n{{% endblock %}}")
}

fn only(body: &str, code: &str) {
    let run = with_template(&in_body(body));
    assert_eq!(codes(&run), [code], "{body}: {:?}", run.problems);
    assert!(run.pages.is_none(), "{body}");
}

#[test]
fn a_template_with_a_mistake_is_a_problem() {
    only("{{ figures.novembr }}", "T004");
    only("{{ claims.november.quantty }}", "T004");
    only("{{ figurs.october }}", "T004");
    only("{{ figures.october + 1 }}", "T002");
    only("{% if figures.october > 40000 %}x{% endif %}", "T002");
    only("{% if x %}", "T001");
    only("{{ claims.november.quote }}", "T009");
    only("{{ brief.claims }}", "T009");
    only("{% include 'absent.md' %}", "T006");
    only("{% include 'border-november.md' %}", "T007");
    only("a \u{FDD0} b", "T010");
    only("{{ panel.begin }}", "T010");
    only("Word.[^nowhere]", "S004");
}

#[test]
fn a_template_that_never_ends_or_grows_is_stopped() {
    let loops = "{% for a in [1,2,3,4,5,6,7,8,9,10] %}".repeat(9);
    let ends = "{% endfor %}".repeat(9);
    only(&format!("{loops}{ends}"), "T008");
    only(&format!("{loops}{}{ends}", "long words ".repeat(200)), "T008");
    let doubling = (0..24).map(|_| "{% set a = a ~ a %}\n").collect::<String>();
    let run = with_template(&in_body(&format!("{{% set a = 'xxxxxxxxxxxxxxxx' %}}{doubling}{{{{ a }}}}")));
    assert!(codes(&run).iter().all(|code| *code == "T003"), "{:?}", codes(&run));
}

#[test]
fn the_section_of_the_known_and_unknown_cannot_be_lost() {
    let run =
        with_template("# My own layout\n\n## What we know, what remains unknown\n\n### What we know\n\nAll of it.\n");
    assert_eq!(codes(&run), ["S002"]);
}

#[test]
fn a_problem_in_a_template_is_placed_in_it() {
    let run = with_template(&in_body("Text {{ figures.octobr }}."));
    let problem = run.problems.iter().next().unwrap();
    let Place::Text(path, span) = &problem.at.place else { panic!("{:?}", problem.at.place) };
    assert_eq!(path.as_str(), "templates/border-november.md");
    let template = in_body("Text {{ figures.octobr }}.");
    assert_eq!(&template[span.range()], "figures.octobr");
    assert!(problem.helps[0].contains("`figures.october`"), "{:?}", problem.helps);
}
