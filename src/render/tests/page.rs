//! What a page says.

use std::collections::BTreeSet;

use crate::pipeline::run;
use crate::world::Memory;

use crate::render::tests::{DATA, REGISTRY, built, codes, page, with_template};

#[test]
fn the_smallest_registry_makes_a_brief() {
    let run = built(REGISTRY, DATA);
    let markdown = page(&run, "reports/border-november.md");
    if std::env::var_os("SHOW").is_some() {
        println!("{markdown}\n\n{}", page(&run, "reports/border-november.html"));
    }
    for part in [
        "# Were November encounters just over 30,000?\n",
        "What we know, what remains unknown",
        "### What we know",
        "### What is claimed, and by whom",
        "### What remains unknown",
        "**How many of them were trafficked?** The record does not ask.",
        "| 30,375 |",
        "data/encounters.csv, line 3, column total",
        "[^1]: ",
    ] {
        assert!(markdown.contains(part), "{part:?} is not in\n{markdown}");
    }
}

#[test]
fn a_brief_prints_what_each_number_counts_from_the_registry_alone() {
    let registry = REGISTRY
        .replace(
            "datasets:",
            "  fees:
    label: fees paid
    counts: amount
    kept_by: cbp
    definition: Money taken at the border.
    distinct_from: { encounters: Nobody pays for being met. }
datasets:",
        )
        .replace(
            "claims:\n",
            "  paid: { quote: '$300', source: leaflet, measure: fees, label: Fees }
sources: { leaflet: { type: document, title: Leaflet, publisher: cbp, seen: self } }
claims:\n",
        );
    let template =
        "{% extends 'knowns/brief.md' %}{% block body %}Paid were {{ figures.paid }}, the leaflet says.{% endblock %}";
    let files =
        [("claims.yaml", &*registry), ("data/encounters.csv", DATA), ("templates/border-november.md", template)];
    let markdown = page(&run(&Memory::with(files)), "reports/border-november.md");
    for part in [
        "- **encounters**: Recorded stops; one person can be counted twice.",
        "- **fees paid**: Money taken at the border.",
        "  - encounters: Nobody pays for being met.",
    ] {
        assert!(markdown.contains(part), "{part:?} is not in\n{markdown}");
    }
}

#[test]
fn a_template_prints_figures_claims_and_sources() {
    let run = with_template(
        "{% extends 'knowns/brief.md' %}{% block body %}
## The month before

In October there were **{{ figures.october }}**and in November {{ claims.november.value }}.
{% if claims.november is established %}It holds.{% endif %}

{{ figures.october }}. begins a line; `{{ figures.october }}` is code; [{{ figures.october }}](https://example.org).
{% endblock %}",
    );
    let markdown = page(&run, "reports/border-november.md");
    assert!(markdown.contains("## 2. The month before\n\nIn October there were **30,551**and"), "{markdown}");
    let html = page(&run, "reports/border-november.html");
    assert!(html.contains("<strong><span class=\"n\"><a href=\"#from-"), "{html}");
    assert!(html.contains("begins a line; <code><span class=\"n\"><a href=\"#from-"), "{html}");
    assert!(html.contains("<a href=\"https://example.org\">30,551</a>"), "{html}");
    let marks = &run.pages.as_ref().unwrap().iter().find(|page| !page.marks.is_empty()).unwrap().marks;
    assert!(marks.iter().filter(|mark| matches!(mark.mark, crate::view::Mark::Figure(_))).count() >= 4);
}

#[test]
fn a_template_asks_whether_something_is_there() {
    let run = with_template(
        "{% extends 'knowns/brief.md' %}{% block body %}
{% if claims.november.quote is defined %}Its words are known.{% else %}Nobody knows its words.{% endif %}
{% if claims.november.quantity is defined %}It says how much.{% endif %}
{% if claims.november is none %}It is none.{% endif %}
{% if claims.december is defined %}There is a December.{% else %}There is no December.{% endif %}
{% endblock %}",
    );
    let markdown = page(&run, "reports/border-november.md");
    assert!(markdown.contains("Nobody knows its words.") && markdown.contains("It says how much."), "{markdown}");
    assert!(!markdown.contains("It is none.") && markdown.contains("There is no December."), "{markdown}");
}

#[test]
fn a_refuted_claim_never_stands_bare_under_what_we_know() {
    let run = built(REGISTRY, &DATA.replace("30375", "27375"));
    let markdown = page(&run, "reports/border-november.md");
    let known = markdown.split("### What we know").nth(1).unwrap().split("###").next().unwrap();
    let line = known.lines().find(|line| line.starts_with("- ")).unwrap();
    let (instead, statement) = (line.find("27,375").unwrap(), line.find("just over 30,000").unwrap());
    assert!(instead < statement, "{line}");
}

#[test]
fn words_of_the_registry_are_inert_in_markdown_and_html() {
    let nasty = REGISTRY.replace("The record does not ask.", "'<script>alert(x)</script> | [x](javascript:y) *z*'");
    let run = built(&nasty, DATA);
    let markdown = page(&run, "reports/border-november.md");
    assert!(markdown.contains("&lt;script>alert(x)&lt;/script> \\| \\[x\\](javascript:y) \\*z\\*"), "{markdown}");
    let html = page(&run, "reports/border-november.html");
    assert!(html.contains("&lt;script&gt;alert(x)&lt;/script&gt; | [x](javascript:y) *z*"), "{html}");
    let data = "<script type=\"application/ld+json\">";
    assert_eq!(
        (html.matches("<script").count(), html.matches(data).count()),
        (1, 1),
        "data for machines, and no script"
    );
}

/// Returns the registry with other words for the statement, which are also what was said.
fn quoting(words: &str, statement: &str) -> String {
    let said = "said: { by: An opinion article,";
    REGISTRY.replace(statement, words).replace(said, &format!("{said} quote: {words},"))
}

#[test]
fn no_statement_can_end_the_data_for_machines() {
    let statement = "Encounters in November were just over 30,000.";
    let run = built(&quoting(&format!("'{statement} </script><script>alert(x)</script><!--'"), statement), DATA);
    let html = page(&run, "reports/border-november.html");
    assert!(html.contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(x)"), "{html}");
    assert_eq!((html.matches("<script").count(), html.matches("</script").count()), (1, 1));
    assert!(!html.contains("<!--"));
}

#[test]
fn whatever_a_page_can_raise_stands_in_it_once() {
    let html = page(&built(REGISTRY, DATA), "reports/border-november.html");
    let raised: BTreeSet<&str> =
        html.split("popovertarget=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(raised, ["from-1", "from-2", "source-1", "why-1"].into());
    for id in raised {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn an_empty_half_is_a_problem_unless_somebody_answers_for_it() {
    let empty = REGISTRY.replace("    unknowns: [victims]\n", "");
    assert!(codes(&built(&empty, DATA)).contains(&"S003"));
}

#[test]
fn the_same_registry_makes_the_same_bytes() {
    let (first, second) = (built(REGISTRY, DATA), built(REGISTRY, DATA));
    let bytes = |run: &crate::pipeline::Run| -> Vec<Vec<u8>> {
        run.pages.as_ref().unwrap().iter().map(|page| page.bytes.clone()).collect()
    };
    assert_eq!(bytes(&first), bytes(&second));
}
