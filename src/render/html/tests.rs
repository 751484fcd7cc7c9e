//! Marks mapped back into HTML, and Markdown that tries to be more than text.

use super::*;
use crate::model::Key;

const WORDS: Words<'static> = Words { source: "source", back: "back to the text", table: "table", data: "the numbers" };

/// Returns the HTML of a text in which `[[` and `]]` stand around a figure.
fn html(marked: &str) -> String {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), 0);
    for part in marked.split_inclusive("[[").flat_map(|part| part.split_inclusive("]]")) {
        let begins = part.ends_with("[[");
        let ends = part.ends_with("]]");
        text.push_str(part.trim_end_matches("[[").trim_end_matches("]]"));
        if ends {
            marks.push((open..text.len(), Mark::Figure(Key::new(0))));
        } else if begins {
            open = text.len();
        }
    }
    body(&text, &marks, |_| Some(1), |_| None, WORDS, &BTreeMap::new()).html
}

const A: &str = "<a class=\"n\" href=\"#from-1\">";

#[test]
fn a_mark_begins_and_ends_at_its_own_character() {
    assert_eq!(html("about [[30,375]]x"), format!("<p>about {A}30,375</a>x</p>\n"));
    assert_eq!(html("**[[12]]**and"), format!("<p><strong>{A}12</a></strong>and</p>\n"));
    // CommonMark does not take these asterisks for emphasis, with or without marks.
    assert_eq!(html("**[[12%]]**and"), format!("<p>**{A}12%</a>**and</p>\n"));
    assert_eq!(html("[[2025]]\\. A year"), format!("<p>{A}2025</a>. A year</p>\n"));
    assert_eq!(html("`a [[12]] b`"), format!("<p><code>a {A}12</a> b</code></p>\n"));
    assert_eq!(html("[[a \\* b]]"), format!("<p>{A}a * b</a></p>\n"));
    assert_eq!(html("[[R&amp;D]] x"), format!("<p>{A}R&amp;D</a> x</p>\n"));
    assert_eq!(html("[[one *two* three]]"), format!("<p>{A}one </a><em>{A}two</a></em>{A} three</a></p>\n"));
    assert!(
        html("| n |\n| --: |\n| [[12]] |\n").contains(&format!("<th scope=\"row\" class=\"right\">{A}12</a></th>"))
    );
}

#[test]
fn in_links_pictures_and_headings_a_mark_makes_no_link() {
    assert_eq!(html("[x [[12]]](https://a.example)"), "<p><a href=\"https://a.example\">x 12</a></p>\n");
    assert_eq!(html("![x [[12]]](a.png)"), "<p><a href=\"a.png\">x 12</a></p>\n");
    assert_eq!(html("# In [[12]]"), "<h1 id=\"in-12\">In 12</h1>\n");
}

#[test]
fn raw_html_and_scripts_stay_text() {
    for hostile in [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<div>\n<style>*{}</style>\n</div>",
        "[x](javascript:alert(1))",
        "![x](data:text/html,y)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "```<b>\n</code><script>\n```",
        "[^\"><script>]\n\n[^\"><script>]: x",
    ] {
        let html = html(hostile);
        for tag in ["<script", "<img", "<style", "<div", "<b>", "href=\"javascript", "href=\"data"] {
            assert!(!html.contains(tag), "{hostile}: {html}");
        }
    }
}

#[test]
fn a_table_has_its_caption_and_headers_have_their_scope() {
    let text = "Table: Months\n\n| Month | |\n| --- | --: |\n| May | 1 |\n";
    let html = body(text, &[(7..13, Mark::Caption)], |_| None, |_| None, WORDS, &BTreeMap::new()).html;
    assert_eq!(
        html,
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-1\">\n<table>\n\
         <caption id=\"table-1\">Months</caption>\n<thead>\n<tr><th scope=\"col\">Month</th><td></td></tr>\n</thead>\n\
         <tbody>\n<tr><th scope=\"row\">May</th><td class=\"right\">1</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn a_footnote_without_a_definition_is_noticed() {
    let outline = body("a[^1] b[^2] `[^3]`\n\n[^1]: x\n", &[], |_| None, |_| None, WORDS, &BTreeMap::new()).outline;
    let names: Vec<&str> = outline.dangling.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["2"]);
}
