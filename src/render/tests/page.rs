//! What a page says: its parts, its tables and long series, and what a template prints beside the tool's own blocks.

use std::collections::BTreeSet;

use crate::pipeline::run;
use crate::render::tests::{DATA, REGISTRY, built, codes, page, with_template};
use crate::world::Memory;

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
        "- How many of them were trafficked?",
        "[^1]: ",
    ] {
        assert!(markdown.contains(part), "{part:?} is not in\n{markdown}");
    }
    let evidence = page(&run, "reports/border-november.evidence.md");
    for part in [
        "# The evidence: Were November encounters just over 30,000?\n",
        "**How many of them were trafficked?** The record does not ask.",
        "| 30,375 |",
        "data/encounters.csv, line 3, column total",
        "[^1]: ",
    ] {
        assert!(evidence.contains(part), "{part:?} is not in\n{evidence}");
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
    let markdown = page(&run(&Memory::with(files)), "reports/border-november.evidence.md");
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
    assert!(markdown.contains("## The month before\n\nIn October there were **30,551**and"), "{markdown}");
    let html = page(&run, "reports/border-november.html");
    assert!(html.contains("<strong><span class=\"n\"><a href=\"border-november.evidence.html#from-"), "{html}");
    assert!(
        html.contains("begins a line; <code><span class=\"n\"><a href=\"border-november.evidence.html#from-"),
        "{html}"
    );
    assert!(html.contains("<a class=\"words\" href=\"https://example.org\">30,551</a>"), "{html}");
    let marks =
        &run.pages.as_ref().unwrap().iter().find(|page| page.path.as_str().ends_with("november.md")).unwrap().marks;
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
    let markdown = page(&run, "reports/border-november.evidence.md");
    assert!(markdown.contains("&lt;script>alert(x)&lt;/script> \\| \\[x\\](javascript:y) \\*z\\*"), "{markdown}");
    let html = page(&run, "reports/border-november.evidence.html");
    assert!(html.contains("&lt;script&gt;alert(x)&lt;/script&gt; | [x](javascript:y) *z*"), "{html}");
    let html = page(&run, "reports/border-november.html");
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
        run.pages.as_ref().unwrap().iter().map(|page| page.bytes().to_vec()).collect()
    };
    assert_eq!(bytes(&first), bytes(&second));
}

#[test]
fn a_table_has_the_titles_that_its_fields_declare() {
    let fields = "vintage: 2025-12-04, fields: { month: yearmonth, total: { type: integer, title: All encounters } } }";
    let registry = REGISTRY
        .replace("vintage: 2025-12-04 }", fields)
        .replace(
            "\nclaims:",
            "\ntables: { months: { caption: Months, of: monthly, columns: [month, total] } }\nclaims:",
        )
        .replace("unknowns: [victims]", "unknowns: [victims]\n    tables: [months]");
    let text = page(&built(&registry, DATA), "reports/border-november.md");
    assert!(text.contains("| Month | All encounters |"), "{text}");
}

#[test]
fn of_a_long_series_only_the_ends_are_printed() {
    let test = "test: { of: monthly, by: month, sum: total, falls: every-step }";
    let registry = REGISTRY.replace("test: { of: monthly, where: { month: 2025-11 }, sum: total }", test);
    let months: Vec<String> = (1..=12).map(|month| format!("2024-{month:02},{}\n", 50_000 - month)).collect();
    let months = months.concat();
    let data = DATA.replace("month,total\n", &format!("month,total\n{months}"));
    let gapless = data.replace("2025-10,30551\n2025-11,30375\n", "2025-01,30375\n");
    let registry = registry.replace("month: 2025-10", "month: 2025-01");
    let printed = page(&built(&registry, &gapless), "reports/border-november.md");
    assert!(printed.contains("49,999, …, 30,375 (13 values)"), "{printed}");
}

#[test]
fn a_cell_that_an_earlier_release_held_otherwise_is_called_revised_wherever_it_is_printed() {
    let kept =
        "vintage: 2025-12-04, earlier: [{ file: data/first.csv, vintage: 2025-11-04 }], provisional: { last: 1 } }";
    let registry = REGISTRY.replace("vintage: 2025-12-04 }", kept).replace(
        "claims:\n",
        "tables: { months: { caption: Months, of: monthly, columns: [month, total] } }\nclaims:\n",
    );
    let template = "{% extends \"knowns/brief.md\" %}{% block body %}\n\
                    In October: {{ figures.october }}{% if figures.october is revised %}, since changed{% endif %}.\n\n\
                    {{ tables.months }}\n{% endblock %}\n";
    let first = "month,total\n2025-10,30552\n2025-11,30374\n";
    let files = [
        ("claims.yaml", registry.as_str()),
        ("data/encounters.csv", DATA),
        ("data/first.csv", first),
        ("templates/border-november.md", template),
    ];
    let printed = page(&run(&Memory::with(files)), "reports/border-november.md");
    for expected in [
        "In October: 30,551 (revised), since changed.",
        "| October 2025 | 30,551 (revised) |",
        "| November 2025 | 30,375 (provisional, revised) |",
        "established (provisional, on revised data)",
    ] {
        assert!(printed.contains(expected), "{expected}: {printed}");
    }
}

/// Returns what both forms of the page say from the end of the panel to the next section.
fn between(body: &str) -> (String, String) {
    let template = format!("{{% extends 'knowns/brief.md' %}}{{% block body %}}{body}{{% endblock %}}");
    let run = with_template(&template);
    let markdown = page(&run, "reports/border-november.md");
    let html = page(&run, "reports/border-november.html");
    let cut = |page: &str, from: &str, to: &str| {
        let at = page.find(from).unwrap_or_else(|| panic!("{from} in {page}")) + from.len();
        let rest = &page[at..];
        rest[..rest.find(to).unwrap_or_else(|| panic!("{to} in {rest}"))].trim().to_owned()
    };
    let last = "How many of them were trafficked?";
    // The panel ends before the body, whatever that begins with.
    (cut(&markdown, last, "\n## "), cut(&html, &format!("<li>{last}</li>\n</ul>\n</section>\n"), "<section"))
}

#[test]
fn whatever_a_body_begins_with_stands_apart_from_the_panel() {
    for (body, markdown, html) in [
        ("A word.", "A word.", "<p>A word.</p>"),
        ("\nA word.\n", "A word.", "<p>A word.</p>"),
        ("- one\n- two\n", "<!-- -->\n\n- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("* one\n", "<!-- -->\n\n* one", "<ul>\n<li>one</li>\n</ul>"),
        ("1. one\n", "<!-- -->\n\n1. one", "<ol>\n<li>one</li>\n</ol>"),
        ("  A word.\n", "<!-- -->\n\n  A word.", "<p>A word.</p>"),
        ("> A word.\n", "> A word.", "<blockquote>\n<p>A word.</p>\n</blockquote>"),
        ("\\<b>no tag\n", "&lt;b>no tag", "<p>&lt;b&gt;no tag</p>"),
        ("### Part\n\nA word.\n", "### Part\n\nA word.", "<h3 id=\"part\">Part</h3>\n<p>A word.</p>"),
        ("```\ncode\n```\n", "```\ncode\n```", "<pre tabindex=\"0\"><code>code\n</code></pre>"),
        ("***\n\nA word.", "***\n\nA word.", "<hr>\n<p>A word.</p>"),
    ] {
        assert_eq!(between(body), (markdown.to_owned(), html.to_owned()), "{body:?}");
    }
    let (markdown, html) = between("| a |\n| --- |\n| b |\n");
    assert_eq!(markdown, "| a |\n| --- |\n| b |");
    assert!(html.starts_with("<div class=\"table\""), "{html}");
    let (markdown, html) = between("Read {{ figures.october }} once.");
    assert!(markdown.starts_with("Read ") && html.starts_with("<p>Read "), "{markdown} {html}");
}

#[test]
fn a_table_stands_apart_from_the_words_around_it() {
    let registry = REGISTRY.replace(
        "claims:\n",
        "tables:\n  months: { caption: By month, of: monthly, columns: [month, total] }\nclaims:\n",
    );
    for body in
        ["One.\n{{ tables.months }}\nTwo.", "One. {{ tables.months }} Two.", "- One.\n{{ tables.months }}\n- Two."]
    {
        let template = format!("{{% extends 'knowns/brief.md' %}}{{% block body %}}{body}{{% endblock %}}");
        let files =
            [("claims.yaml", &*registry), ("data/encounters.csv", DATA), ("templates/border-november.md", &*template)];
        let run = run(&Memory::with(files));
        let markdown = page(&run, "reports/border-november.md");
        assert!(markdown.contains("One.\n\nTable: By month\n\n| Month | Total |\n"), "{markdown}");
        assert!(markdown.contains("\n\nFrom data/encounters.csv.[^1] "), "{markdown}");
        assert!(markdown.lines().any(|line| matches!(line.trim(), "Two." | "- Two.")), "{markdown}");
    }
}

#[test]
fn what_is_included_ends_its_line() {
    let template = "{% extends 'knowns/brief.md' %}\n{% block body %}\nOne.\n\n{% include 'two.md' %}\nThree, {% include 'four.md' %}.\n{% endblock %}\n";
    let files = [
        ("claims.yaml", REGISTRY),
        ("data/encounters.csv", DATA),
        ("templates/border-november.md", template),
        ("templates/two.md", "Two.\n"),
        ("templates/four.md", "four\n"),
    ];
    let markdown = page(&run(&Memory::with(files)), "reports/border-november.md");
    assert!(markdown.contains("\n\nOne.\n\nTwo.\nThree, four.\n\n"), "{markdown}");
}

#[test]
fn no_dollar_sign_begins_a_formula() {
    let (markdown, html) = between("Fees ($) and \\$d, `$a$`, <https://x.org/$b$>, [c](https://x.org/$d).");
    assert_eq!(markdown, "Fees (\\$) and \\$d, `$a$`, <https://x.org/$b$>, [c](https://x.org/\\$d).");
    assert!(html.starts_with("<p>Fees ($) and $d, <code>$a$</code>, "), "{html}");
    assert!(html.contains("href=\"https://x.org/$b$\"") && html.contains("href=\"https://x.org/$d\""), "{html}");
    let registry = REGISTRY.replace("The record does not ask.", "Spending ($) and income ($) stand apart.");
    let run = built(&registry, DATA);
    assert!(page(&run, "reports/border-november.evidence.md").contains("Spending (\\$) and income (\\$) stand"));
    assert!(page(&run, "reports/border-november.evidence.html").contains("Spending ($) and income ($) stand"));
}

#[test]
fn the_panel_credits_the_record_with_nothing_that_other_data_or_sources_bear_out() {
    let sources = "sources:
  one: { type: report, title: One, publisher: one, seen: self }
  two: { type: report, title: Two, publisher: two, seen: self }
claims:
";
    let share = "  november:
    statement: In November 60% of the rooms were taken.
    kind: quantity
    measure: taken
    quantity: 60%
    evidence:
      - { source: one, stance: supports, basis: observation, locator: page 1 }
      - { source: two, stance: supports, basis: observation, locator: page 2 }
";
    let (head, rest) = REGISTRY.split_once("claims:\n").unwrap();
    let (_, rest) = rest.split_once("unknowns:\n").unwrap();
    let parties = "parties: { one: { name: One, interests: { found: none, date: 2025-01-01 } }, two: { name: Two, interests: { found: none, date: 2025-01-01 } }, ";
    let measure = "measures:\n  taken: { label: rooms taken, counts: share, definition: Of all rooms. }\n";
    let dataset =
        "datasets:\n  rooms: { file: data/encounters.csv, measure: taken, publisher: one, vintage: 2025-12-04 }\n";
    let head = head.split("figures:").next().unwrap();
    let head = head.replace("parties: { ", parties).replace("measures:\n", measure).replace("datasets:\n", dataset);
    // The same with a test on data that are nobody's record.
    for tested in ["", "    test: { of: rooms, where: { month: 2025-11 }, value: total, reading: All rooms. }\n"] {
        let registry = format!("{head}{sources}{share}{tested}unknowns:\n{rest}");
        let page = page(&built(&registry, "month,total\n2025-10,40\n2025-11,60\n"), "reports/border-november.md");
        assert!(page.contains("*Borne out by what we read*") && !page.contains("The record bears out"), "{page}");
        assert!(page.contains("- In November 60% of the rooms were taken."), "{page}");
    }
}
