//! Tags with signs that no keyboard has, tags that never end, and whatever else stands in and around tags: no panic.

use proptest::prelude::*;

use crate::render::tests::{codes, with_template};
use crate::template::syntax::read;
use crate::text::Place;

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
