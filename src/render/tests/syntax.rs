//! What templates may hold, and what is said of the rest.

use crate::template::fault::SyntaxFault;
use crate::template::syntax::read;

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
