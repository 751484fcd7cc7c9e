//! What templates may hold, and what is said of the rest: statements, names, and signs that no keyboard has; no template takes
//! the build down.

use proptest::prelude::*;

use crate::render::tests::{codes, with_template};
use crate::template::fault::SyntaxFault;
use crate::template::syntax::read;
use crate::text::Place;

fn faults(source: &str) -> Vec<(SyntaxFault, &str)> {
    let read = read("x.md", source, |name| name == "refuted");
    read.faults.into_iter().map(|(fault, span)| (fault, &source[span.range()])).collect()
}

#[test]
fn a_template_prints_chooses_and_repeats() {
    for good in [
        "{% extends 'knowns/brief.md' %}{% block body %}{{ figures.rise }}{{ super() }}{% endblock %}",
        "{% for c in brief.claims %}{% if loop.index > 1 %}, {% endif %}{{ c }}{% else %}none{% endfor %}",
        "{% if brief.claims|length >= 2 and not claims.november is refuted %}{{ sources.cbp }}{% endif %}",
        "{% set c = claims.november %}{{ c.quantity }}{% with f = figures.a %}{{ f.label }}{% endwith %}",
        "{% for c in [claims.a, claims.b] %}{{ c }}{% endfor %}{{ loop.index0 + 1 }}{{ 'words' }}{{ x is defined }}",
    ] {
        assert_eq!(faults(good), [], "{good}");
    }
}

#[test]
fn a_template_that_calculates_is_refused_where_it_does() {
    for bad in [
        "figures.a + figures.b",
        "figures.a > 40000",
        "figures.a == 30375",
        "claims.a.quantity * 2",
        "-figures.a",
        "'a' * 1000000000",
        "10 ** 10 ** 10",
        "(figures.a)|length < figures.b",
    ] {
        let source = format!("{{{{ {bad} }}}}");
        let found = faults(&source);
        assert_eq!(found.first().map(|(fault, _)| fault.clone()), Some(SyntaxFault::Calculates), "{bad}");
    }
}

#[test]
fn a_template_cannot_grow_loop_or_define() {
    for (bad, fault) in [
        ("{% set a = 'x' ~ 'x' %}", SyntaxFault::Joins),
        ("{% set a %}x{% endset %}", SyntaxFault::Statement("set … endset")),
        ("{% macro m() %}{{ m() }}{% endmacro %}", SyntaxFault::Statement("macro")),
        ("{% for i in range(100000000) %}x{% endfor %}", SyntaxFault::Calls("range".to_owned())),
        ("{% set a = [b, b] %}", SyntaxFault::List),
        ("{% include name %}", SyntaxFault::Name),
        ("{{ x|upper }}", SyntaxFault::Filter("upper".to_owned())),
        ("{{ x is odd }}", SyntaxFault::Test("odd".to_owned())),
        ("{% import 'a' as b %}", SyntaxFault::Statement("import")),
        ("{% for i in a recursive %}{{ loop(i) }}{% endfor %}", SyntaxFault::Statement("recursive")),
        ("{{ self.body() }}", SyntaxFault::Calls("self.body".to_owned())),
    ] {
        assert_eq!(faults(bad).first().map(|(fault, _)| fault.clone()), Some(fault), "{bad}");
    }
}

#[test]
fn a_template_that_cannot_be_read_says_where() {
    let found = faults("a\n{% if %}\n");
    assert!(matches!(&found[..], [(SyntaxFault::Syntax(_), _)]), "{found:?}");
    let found = faults("{{ a");
    assert!(matches!(&found[..], [(SyntaxFault::Syntax(_), _)]), "{found:?}");
}

#[test]
fn names_are_collected_unless_the_template_made_them() {
    let read =
        read("x.md", "{{ claims.november.quantity }}{% for c in brief.claims %}{{ c.said }}{% endfor %}", |_| false);
    let paths: Vec<String> = read.paths.iter().map(|(path, _)| path.join(".")).collect();
    assert_eq!(paths, ["claims.november.quantity", "brief.claims"]);
    let read = self::read("x.md", "{% if claims.november is defined %}{% endif %}", |_| false);
    assert_eq!((read.paths.len(), read.asked[0].0.join(".").as_str()), (0, "claims.november"));
}

/// Returns what is said of a template: code, words at the place, help.
fn said(template: &str) -> (String, String, String) {
    let run = with_template(template);
    let problem = run.problems.iter().next().unwrap_or_else(|| panic!("{template} is silent"));
    let at = match &problem.at.place {
        Place::Text(_, span) => template[span.range()].to_owned(),
        other => format!("{other:?}"),
    };
    (problem.code.id.to_owned(), at, problem.helps.join("; "))
}

#[test]
fn typographic_signs_in_a_tag_are_shown_as_they_should_be_written() {
    for (tag, at, help) in [
        ("{{ “x” }}", "“", "write straight quotes: `{{ \"x\" }}`"),
        ("{{ ‘x’ }}", "‘", "write straight quotes: `{{ 'x' }}`"),
        ("{{ „x“ }}", "„", "write straight quotes: `{{ \"x\" }}`"),
        ("{{ « x » }}", "«", "write straight quotes: `{{ \" x \" }}`"),
        ("{{ ‹x› }}", "‹", "write straight quotes: `{{ 'x' }}`"),
        ("{{ ‚x‘ }}", "‚", "write straight quotes: `{{ 'x' }}`"),
        ("{{ ″x″ }}", "″", "write straight quotes: `{{ \"x\" }}`"),
        ("{{ ′x′ }}", "′", "write straight quotes: `{{ 'x' }}`"),
        ("{{ ＂x＂ }}", "＂", "write straight quotes: `{{ \"x\" }}`"),
        ("{{ `x` }}", "`", "write straight quotes: `{{ 'x' }}`"),
        ("{% include “part.md” %}", "“", "write straight quotes: `{% include \"part.md\" %}`"),
        ("{% include \"part.md” %} and \"x\"", "\"part.md” %}", "write straight quotes: `{% include \"part.md\" %}`"),
        ("{% include \"part.md” %}", "\"part.md” %}", "write straight quotes: `{% include \"part.md\" %}`"),
        ("{{ figures.october\u{a0}}}", "\u{a0}", "write an ordinary space: `{{ figures.october }}`"),
        ("{{ figures.october\u{202f}}}", "\u{202f}", "write an ordinary space: `{{ figures.october }}`"),
        ("{{ figures\u{200b}.october }}", "\u{200b}", "delete it: `{{ figures.october }}`"),
        ("{{– figures.october –}}", "–", "write the sign of the keyboard: `{{- figures.october -}}`"),
        ("{{ figures.october｜first }}", "｜", "write the sign of the keyboard: `{{ figures.october|first }}`"),
        (
            "{% if figures.october is defined … %}",
            "…",
            "write the sign of the keyboard: `{% if figures.october is defined ... %}`",
        ),
    ] {
        assert_eq!(said(tag), ("T001".to_owned(), at.to_owned(), help.to_owned()), "{tag}");
    }
    for tag in ["{{ claims.é }}", "{{ 東京 }}", "{{ figures.tōkyō }}", "{{ figures.𝓪 }}"] {
        let (code, _, help) = said(tag);
        assert!(code == "T001" && help.contains("as the registry has it"), "{tag}: {help}");
    }
    for tag in [
        "{{ figures.october – 1 }}",
        "{{ figures.october − 1 }}",
        "{{ figures.october × 2 }}",
        "{% if figures.october ≥ 3 %}",
    ] {
        let (code, _, help) = said(tag);
        assert!(code == "T002" && help.contains("declare it under `figures`"), "{tag}: {help}");
    }
}

#[test]
fn the_same_signs_are_left_alone_in_prose_texts_and_comments() {
    let text = "{% extends 'knowns/brief.md' %}{% block body %}\n“Said” – ‘so’ × … « ça » é 東京\u{a0}x\n\
                {{ '“in” – a text' }}{# “note” #}{% raw %}{{ “x” }}{% endraw %}\n{% endblock %}";
    assert_eq!(codes(&with_template(text)), [""; 0]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_said_at_its_place() {
    for (tag, at) in [
        ("{% include \"x %}", "\"x %}"),
        ("{{ 'a }} of\nit", "'a }}"),
        ("{% include \"x %}\nHe said \"so\" twice.", "\"x %}"),
        ("{%\"", "\""),
        ("{{ '", "'"),
    ] {
        let (code, found, help) = said(tag);
        assert_eq!((code.as_str(), found.as_str()), ("T001", at), "{tag}");
        assert!(help.starts_with("add the second quotation mark"), "{tag}: {help}");
    }
    for tag in
        ["{{”", "{{", "{%", "{#", "{{ \\", "{{ 'é\\", "{% raw %}é", "{{ é", "{{ 1_", "{{ 0x’ }}", "{{ 'x\\u12’' }}"]
    {
        assert_eq!(said(tag).0, "T001", "{tag}");
    }
}

#[test]
fn chains_without_end_are_refused_within_a_small_stack() {
    let chains = [
        format!("{{{{ {}a }}}}", "-".repeat(20_000)),
        format!("{{{{ {}a }}}}", "not ".repeat(34_000)),
        format!("{{{{ a{} }}}}", ".a".repeat(34_000)),
        format!("{{{{ a{} }}}}", "|first".repeat(34_000)),
        format!("{{{{ a{} }}}}", "[0]".repeat(34_000)),
        format!("{{{{ a{} }}}}", "[:1]".repeat(34_000)),
        format!("{{{{ a{} }}}}", "()".repeat(34_000)),
        format!("{{{{ a{} }}}}", "~a".repeat(34_000)),
        format!("{{{{ a{} }}}}", "**a".repeat(34_000)),
        format!("{{{{ a{} }}}}", " or a".repeat(34_000)),
        format!("{{{{ a{} }}}}", " and a".repeat(34_000)),
        format!("{{{{ a{} }}}}", " is defined".repeat(34_000)),
        format!("{{{{ a{} }}}}", " if a else a".repeat(34_000)),
        format!("{{{{ {}", "[".repeat(34_000)),
        format!("{{{{ {}a{} }}}}", "(".repeat(20), ")".repeat(20)),
        format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(7_500)),
        "{% for a in b %}".repeat(7_500),
        "{% set a %}".repeat(7_500),
        "{% if a %}{% else %}".repeat(7_500),
    ];
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || {
            for chain in chains {
                let read = read("x.md", &chain, |_| true);
                assert!(!read.faults.is_empty(), "{chain:.40}");
            }
            // The most that is allowed, all of it at once.
            let elifs = "{% elif a %}".repeat(40);
            let deep = format!("{{% if a %}}{elifs}").repeat(5) + &"{% if a %}".repeat(45);
            let tag = format!("{{{{ {}{}a{} }}}}", "not ".repeat(90), "(-".repeat(19), ".a)".repeat(19));
            let ends = "{% endif %}".repeat(50);
            let read = read("x.md", &format!("{deep}{tag}{ends}"), |_| true);
            assert!(
                read.faults.iter().all(|(fault, _)| *fault == crate::template::fault::SyntaxFault::Calculates),
                "{:?}",
                read.faults
            );
        })
        .unwrap()
        .join()
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_words_in_and_around_tags_are_read_or_refused(
        text in r#"([“”‘’«»–−×é東𝓪\u{a0}\u{200b}\u{202e}a-c0-9 .,|~'"\\\n\[\]()=_-]|\{\{|\}\}|\{%|%\}|\{#|#\}|if |for c in |include |raw|endif|figures\.october|claims\.){0,30}"#
    ) {
        let run = with_template(&text);
        prop_assert!(run.pages.is_some() || !run.problems.is_empty());
    }

    #[test]
    fn any_characters_in_a_tag_are_read_or_refused(text in any::<String>(), inside in any::<String>()) {
        with_template(&format!("{text}{{{{ {inside} }}}}{{% {inside} %}}{text}"));
        with_template(&format!("{{% if {inside}\n{text}"));
    }
}

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
