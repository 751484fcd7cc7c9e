//! Marks mapped back into HTML, and Markdown that tries to be more than text.

use crate::model::Key;
use crate::render::html::*;
use crate::view::Half;

/// No words are in another language.
static NO_LANGUAGES: BTreeMap<Mark, String> = BTreeMap::new();

static WORDS: PageWords<'static> = PageWords {
    siblings: &[],
    source: "source",
    table: "table",
    data: "the numbers",
    languages: &NO_LANGUAGES,
    from: "From where: {words}",
    why: "Why: {words}",
    legend: "",
    grounds: "How",
    brief: "a-brief",
};

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
    body((&text, &marks), |_| Some(1), |_| None, WORDS, &BTreeMap::new(), None).html
}

/// Returns a number that leads to its row, and can raise it over the page.
fn n(words: &str) -> String {
    format!(
        "<span class=\"n\"><a href=\"#from-1\" tabindex=\"-1\">{words}</a>\
         <button popovertarget=\"from-1\" aria-label=\"From where: {words}\"></button></span>"
    )
}

#[test]
fn a_mark_begins_and_ends_at_its_own_character() {
    assert_eq!(html("about [[30,375]]x"), format!("<p>about {}x</p>\n", n("30,375")));
    assert_eq!(html("**[[12]]**and"), format!("<p><strong>{}</strong>and</p>\n", n("12")));
    // CommonMark does not take these asterisks for emphasis, with or without marks.
    assert_eq!(html("**[[12%]]**and"), format!("<p>**{}**and</p>\n", n("12%")));
    assert_eq!(html("[[2025]]\\. A year"), format!("<p>{}. A year</p>\n", n("2025")));
    assert_eq!(html("`a [[12]] b`"), format!("<p><code>a {} b</code></p>\n", n("12")));
    assert_eq!(html("[[a \\* b]]"), format!("<p>{}</p>\n", n("a * b")));
    assert_eq!(html("[[R&amp;D]] x"), format!("<p>{} x</p>\n", n("R&amp;D")));
    let broken = format!("<p>{}<em>{}</em>{}</p>\n", n("one "), n("two"), n(" three"));
    assert_eq!(html("[[one *two* three]]"), broken);
    let code = n("12").replace("\">12</a>", "\"><code>12</code></a>");
    assert_eq!(html("[[`12`]]"), format!("<p>{code}</p>\n"), "code has its words in the name of the button too");
    let cell = format!("<th scope=\"row\">{}</th>", n("12"));
    assert!(html("| n |\n| --: |\n| [[12]] |\n").contains(&cell));
}

/// Returns the HTML of a text with marks around the first occurrence of each of these words.
fn marked(text: &str, marks: &[(&str, Mark)]) -> String {
    let place = |words: &str| text.find(words).map(|at| at..at + words.len()).unwrap();
    let marks: Vec<_> = marks.iter().map(|(words, mark)| (place(words), *mark)).collect();
    body((text, &marks), |_| Some(1), |_| Some("reported"), WORDS, &BTreeMap::new(), None).html
}

#[test]
fn a_row_of_where_numbers_come_from_can_be_raised_and_leads_not_to_itself() {
    let text = "In all 12.\n\n| Number | From |\n| --- | --- |\n| *12* | a cell |\n";
    let figure = Mark::Figure(Key::new(0));
    let html = marked(text, &[("12", figure), ("*12*", Mark::Origin(1))]);
    assert!(html.contains(&n("12")), "{html}");
    assert!(html.contains("<tr id=\"from-1\" popover><th scope=\"row\"><em>12</em></th>"), "{html}");
}

#[test]
fn a_standing_leads_to_its_reason_and_the_reason_to_no_other() {
    let claim = Key::new(0);
    let text = "Said. — one source\n\n- Said. — *1 source*. Because of it.\n  - An origin\n- Another\n";
    let marks = [
        ("one source", Mark::Standing(claim)),
        ("1 source", Mark::Standing(claim)),
        ("Because of it.", Mark::Reason(claim)),
    ];
    let html = marked(text, &marks);
    let sign = "<svg aria-hidden=\"true\"><use href=\"#sign-reported\"/></svg>";
    let leading = format!(
        "<span class=\"standing standing-reported\"><a href=\"#why-1\" tabindex=\"-1\">{sign}one source</a>\
         <button popovertarget=\"why-1\" aria-label=\"Why: one source\"></button></span>"
    );
    assert!(html.contains(&leading), "{html}");
    let plain = format!("<em><span class=\"standing standing-reported\">{sign}1 source</span></em>. Because");
    assert!(html.contains(&plain), "{html}");
    assert!(html.contains("<li id=\"why-1\" popover>Said."), "{html}");
    assert!(html.contains("<li>An origin</li>") && html.contains("<li>Another</li>"), "{html}");
}

#[test]
fn what_follows_the_panel_without_a_heading_is_no_part_of_it() {
    let panel = "## What we know\n\nThis.\n";
    let html = marked(&format!("{panel}\nBehind it.\n\n## More\n"), &[(panel, Mark::Panel)]);
    assert!(html.contains("<p>This.</p>\n</section>\n<p>Behind it.</p>\n<section aria"), "{html}");
}

#[test]
fn counts_of_what_is_known_stand_in_a_list_of_facts_with_their_signs() {
    let text = "- 1 known; 2 claimed\n";
    let html = marked(text, &[("1 known", Mark::Count(Half::Known)), ("2 claimed", Mark::Count(Half::Claimed))]);
    assert!(html.starts_with("<ul class=\"facts\">\n<li><span class=\"tally tally-known\"><svg"), "{html}");
    assert!(
        html.contains("1 known</span><span class=\"between\">; </span><span class=\"tally tally-claimed\">"),
        "{html}"
    );
}

#[test]
fn a_source_can_be_raised_from_where_it_is_cited() {
    let html = marked("So.[^1]\n\n[^1]: The record.\n", &[]);
    let cite = "So.<sup>\u{2060}<a href=\"#source-1\" tabindex=\"-1\">[1]</a><button popovertarget=\"source-1\" aria-label=\"source 1\"></button></sup>";
    assert!(html.contains(cite), "{html}");
    assert!(html.contains("<li id=\"source-1\" value=\"1\" popover><p>The record.</p>\n</li>"), "{html}");
}

#[test]
fn in_links_pictures_and_headings_a_mark_makes_no_link() {
    assert_eq!(
        html("[x [[12]]](https://a.example)"),
        "<p><a class=\"words\" href=\"https://a.example\">x 12</a></p>\n"
    );
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
    let html = body((text, &[(7..13, Mark::Caption)]), |_| None, |_| None, WORDS, &BTreeMap::new(), None).html;
    assert_eq!(
        html,
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-1\">\n<table class=\"r2\">\n\
         <caption id=\"table-1\">Months</caption>\n<thead>\n<tr><th scope=\"col\">Month</th><td></td></tr>\n</thead>\n\
         <tbody>\n<tr><th scope=\"row\">May</th><td>1</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn a_footnote_without_a_definition_is_noticed() {
    let text = "a[^1] b[^2] `[^3]`\n\n[^1]: x\n";
    let outline = body((text, &[]), |_| None, |_| None, WORDS, &BTreeMap::new(), None).outline;
    let names: Vec<&str> = outline.dangling.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["2"]);
}

#[test]
fn headings_get_ids_of_their_words_and_never_the_same_twice() {
    let mut ids = HeadingIds::default();
    assert_eq!(ids.heading("What we know, what remains unknown"), "what-we-know-what-remains-unknown");
    assert_eq!(ids.heading("What we know?"), "what-we-know");
    assert_eq!(ids.heading("What we know"), "what-we-know-2");
    assert_eq!(ids.heading("What we know 4"), "what-we-know-4");
    assert_eq!(ids.heading("What we know"), "what-we-know-3");
    assert_eq!(ids.heading("What we know"), "what-we-know-5");
    assert_eq!(ids.heading("From 1"), "section-from-1");
    assert_eq!(ids.heading("¿Qué?"), "qué");
    assert_eq!(ids.heading("***"), "section-");
}

#[test]
fn what_stands_in_the_evidence_is_raised_over_the_brief() {
    let claim = Key::new(0);
    let at = |text: &str, words: &str| text.find(words).map(|at| at..at + words.len()).unwrap();
    let text = "- 27 were found[^1]\n\nSee [more](a-brief.evidence.md#why), [this](a-brief.md) and [that](other.md).\n\n[^1]: x\n";
    let end = at(text, "\n\nSee").start;
    let marks = [(at(text, "27"), Mark::Figure(Key::new(0))), (end..end, Mark::Why(claim))];
    let far = "| n | from |\n| --- | --- |\n| 27 | 9 of 10[^2] |\n| 9 | x |\n\n- it was counted[^1]\n- not wanted\n\n[^2]: y\n";
    let far_marks = [
        (at(far, "27"), Mark::Origin(1)),
        (at(far, "9 of"), Mark::Figure(Key::new(1))),
        (at(far, "9 | x"), Mark::Origin(2)),
        (at(far, "it was counted"), Mark::Reason(claim)),
    ];
    let row = |mark| if mark == Mark::Figure(Key::new(0)) { Some(1) } else { Some(2) };
    let elsewhere = Elsewhere { file: "a-brief.evidence.html", markdown: far, marks: &far_marks, sources: 1 };
    let html = body((text, &marks), row, |_| None, WORDS, &BTreeMap::new(), Some(elsewhere)).html;
    assert!(
        html.contains(
            "<a href=\"a-brief.evidence.html#from-1\" tabindex=\"-1\">27</a><button popovertarget=\"from-1\""
        ),
        "{html}"
    );
    for raised in
        ["<tr id=\"from-1\" popover>", "<tr id=\"from-2\" popover>", "<li id=\"why-1\" popover>it was counted"]
    {
        assert_eq!(html.matches(raised).count(), 1, "{raised}: {html}");
    }
    assert!(html.contains("href=\"a-brief.evidence.html#why-1\""), "{html}");
    assert!(html.contains("<sup>\u{2060}<a href=\"a-brief.evidence.html#source-2\">[2]</a></sup>"), "{html}");
    for link in ["a-brief.evidence.html#why\"", "\"a-brief.html\"", "\"other.md\""] {
        assert!(
            html.contains(&format!("href={}{link}", if link.starts_with('"') { "" } else { "\"" })),
            "{link}: {html}"
        );
    }
    assert!(!html.contains("not wanted"), "{html}");
}

#[test]
fn what_is_folded_opens_at_its_first_line_and_closes_at_its_end() {
    let text = "## A\n\n- one\n\n2 more\n\n- two\n- three\n\n### B\n\nend\n";
    let at = |words: &str| text.find(words).unwrap();
    let marks = [(at("2 more")..at("\n\n### B"), Mark::Fold)];
    let html = body((text, &marks), |_| None, |_| None, WORDS, &BTreeMap::new(), None).html;
    let wanted = "<details class=\"more\">\n<summary>2 more</summary>\n<ul>\n<li>two</li>\n<li>three</li>\n</ul>\n</details>\n<h3";
    assert!(html.contains(wanted), "{html}");
}
