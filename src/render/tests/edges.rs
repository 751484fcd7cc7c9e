//! What a template prints beside the tool's own blocks stands apart from them, in both forms.

use crate::pipeline::run;
use crate::world::Memory;

use crate::render::tests::{DATA, REGISTRY, built, page, with_template};

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
    let last = "A published count of identified victims.";
    (cut(&markdown, last, "\n## "), cut(&html, &format!("{last}</li>\n</ul>\n</li>\n</ul>\n"), "</section>"))
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
        assert!(markdown.contains("\n\nFrom data/encounters.csv.[^1]\n\n"), "{markdown}");
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
    assert!(page(&run, "reports/border-november.md").contains("Spending (\\$) and income (\\$) stand"));
    assert!(page(&run, "reports/border-november.html").contains("Spending ($) and income ($) stand"));
}
