//! What a page becomes: its structure in calls, its words in strings, and never the one for the other.

use super::*;

fn imprint(more: &str) -> Imprint {
    let data = format!(
        r#"{{ "language": "en-GB", "question": "How much \"rain\"?", "as_of": "2025-12-31",
            "edition": {{ "status": "accepted", "words": "2, 5 January 2026 (correction)", "date": "2026-01-05"{more} }},
            "publication": {{ "title": "Rain", "authors": [{{ "name": "A. Writer" }}] }} }}"#
    );
    Imprint::read(data.as_bytes()).unwrap()
}

fn printed(page: &str) -> String {
    printed_of(&imprint(""), page)
}

/// Returns what stands below the layout.
fn printed_of(imprint: &Imprint, page: &str) -> String {
    let pictures = BTreeSet::from(["rain-by_month.svg".to_owned()]);
    let document = typst(&Paper { id: "rain", imprint, page, evidence: None, pictures: &pictures });
    document.strip_prefix(LAYOUT).unwrap().trim().to_owned()
}

/// Returns what a page becomes below the lines of the whole.
fn body(page: &str) -> String {
    printed(page).split_once(")\n\n").unwrap().1.to_owned()
}

#[test]
fn the_edition_dates_and_names_the_document() {
    assert_eq!(
        printed(""),
        r#"#show: brief.with(
  title: "How much \"rain\"?",
  authors: ("A. Writer", ),
  publication: "Rain",
  language: "en",
  region: "GB",
  paper: "a4",
  foot: "Edition: 2, 5 January 2026 (correction)",
  head: none,
  watermark: none,
  date: datetime(year: 2026, month: 1, day: 5),
)"#
    );
}

#[test]
fn a_draft_is_marked_and_dated_as_of_the_publication_and_a_withdrawn_brief_says_so_on_each_page() {
    let draft = Imprint { is_draft: true, ..imprint("") };
    let draft = printed_of(&draft, "");
    assert!(draft.contains("watermark: \"Draft\"") && draft.contains("head: \"2, 5 January"), "{draft}");
    let data = r#"{ "language": "en", "question": "Q", "as_of": "2025-12-31",
        "edition": { "status": "draft", "words": "Draft", "date": "2026-01-05" }, "publication": { "title": "Rain" } }"#;
    assert_eq!(Imprint::read(data.as_bytes()).unwrap().date().to_string(), "2025-12-31");
    let withdrawn = imprint(r#", "withdrawn": "Withdrawn on 1 February 2026: do not rely on it.""#);
    let withdrawn = printed_of(&withdrawn, "");
    assert!(withdrawn.contains("head: \"Withdrawn on 1 February 2026: do not rely on it.\""), "{withdrawn}");
}

#[test]
fn data_that_this_tool_did_not_write_are_refused() {
    for other in ["", "[]", "{}", r#"{ "language": "xx", "question": "", "edition": {}, "publication": {} }"#] {
        assert_eq!(Imprint::read(other.as_bytes()), None, "{other}");
    }
}

#[test]
fn the_first_lines_are_the_question_the_answer_and_the_facts() {
    let page = "# How much?\n\n**Draft: it waits.**\n\n**A third more.**\n\n- Standing: established\n- As of: 2025\n\n## 1. What we know\n\n- x\n";
    assert_eq!(
        body(page),
        r#"#heading(level: 1)[#"How much?";] <a-h0>

#strong[#"Draft: it waits.";];

#answer[#"A third more.";];

#facts(
  [#"Standing: established";],
  [#"As of: 2025";],
);

#heading(level: 2)[#"1. What we know";] <a-h1>

#list(tight: true,
  [#"x";],
);"#
    );
}

#[test]
fn a_short_line_stays_with_the_list_that_it_leads() {
    assert_eq!(
        body("**The office** — *one source*\n\n- x\n").lines().next().unwrap(),
        "#lead[#strong[#\"The office\";];#\" — \";#emph[#\"one source\";];];"
    );
    assert!(body(&format!("{}\n\n- x\n", "long ".repeat(60))).starts_with("#\"long"));
}

#[test]
fn no_level_of_headings_is_left_out() {
    let levels: Vec<String> = body("## a\n\n#### b\n\n# c\n\n### d\n")
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line[..18].to_owned())
        .collect();
    let level = |level| format!("#heading(level: {level})");
    assert_eq!(levels, [level(1), level(2), level(1), level(2)]);
}

#[test]
fn a_chart_stands_with_its_alternative_and_a_table_with_its_caption_and_its_heading() {
    let page = "![Line chart: rain \"fell\".](rain-by_month.svg)\n\nTable: Rain *by* month\n\n| Month | mm |\n| --- | --: |\n| May | 3 |\n";
    assert_eq!(
        body(page),
        r#"#chart("rain-by_month.svg", "Line chart: rain \"fell\".");

#captioned([#"Rain ";#emph[#"by";];#" month";], whole-rows(columns: 2, align: (start, end, ),
  table.header([#"Month";],[#"mm";],),
  [#"May";],[#"3";],
));"#
    );
}

#[test]
fn a_picture_that_was_not_published_is_its_words() {
    assert_eq!(body("![a map](elsewhere.svg)"), "#emph[#\"a map\";];");
}

#[test]
fn rows_that_fill_pages_may_break_and_others_stay_whole() {
    let table = |cell: &str| body(&format!("| a |\n| --- |\n| {cell} |\n"));
    assert!(table("short").starts_with("#whole-rows("));
    assert!(table(&"long ".repeat(200)).starts_with("#table("));
}

#[test]
fn references_lead_to_numbered_sources_and_nowhere_where_there_is_none() {
    let page = "Rain fell[^1][^2], it says[^9].\n\n[^1]: The office.\n\n[^2]: The paper.\n\n[^1]: Twice.\n";
    assert_eq!(
        body(page),
        r#"#"Rain fell";#cited("1", <a-1>);#super[, ];#cited("2", <a-2>);#", it says";#"[";#"^9";#"]";#".";

#sources(
  enum.item(1)[#metadata(none)<a-1>#"The office.";

],
  enum.item(2)[#metadata(none)<a-2>#"The paper.";

],
  enum.item(1)[#"Twice.";

],
);"#
    );
}

#[test]
fn addresses_are_printed_beside_words_that_lead_to_them() {
    assert_eq!(
        body("[the record](https://example.org/a) <https://example.org/b> <mailto:desk@example.org>"),
        "#link(\"https://example.org/a\")[#\"the record\";];#address(\"https://example.org/a\");#\" \";\
         #link(\"https://example.org/b\")[#\"https://example.org/b\";];#\" \";\
         #link(\"mailto:desk@example.org\")[#\"mailto:desk@example.org\";];"
    );
}

#[test]
fn a_link_to_another_page_leads_to_the_web_or_nowhere() {
    let page = "[method](method.html) [bad](javascript:alert(1))";
    assert_eq!(body(page), "#\"method\";#\" \";#\"bad\";");
    let there = Imprint { address: Some("https://desk.example/".to_owned()), ..imprint("") };
    let there = printed_of(&there, page);
    assert!(there.contains("#link(\"https://desk.example/method.html\")[#\"method\";];"), "{there}");
}

#[test]
fn the_evidence_follows_on_a_page_of_its_own_with_sources_of_its_own() {
    let imprint = imprint("");
    let evidence = Some("# Evidence\n\nSo[^1].\n\n[^1]: There.\n");
    let page = "# Q\n\nThus[^1].\n\n[^1]: Here.\n";
    let document = typst(&Paper { id: "rain", imprint: &imprint, page, evidence, pictures: &BTreeSet::new() });
    let (brief, annex) = document.split_once("#annex[\n").unwrap();
    assert!(brief.contains("#metadata(none)<a-1>#\"Here.\";") && !brief.contains("<b-1>"));
    assert!(
        annex.contains("#metadata(none)<b-1>#\"There.\";")
            && annex.contains("#heading(level: 1)[#\"Evidence\";] <b-h0>")
    );
}

#[test]
fn links_between_a_brief_and_its_evidence_lead_within_the_document() {
    let imprint = imprint("");
    let evidence = Some("# Evidence\n\n## Where each number comes from\n\n[back](rain.md)\n");
    let page =
        "# Q\n\n[a](rain.evidence.md#where-each-number-comes-from) [b](rain.evidence.md) [c](#nothing) [d](snow.md)\n";
    let paper = Paper { id: "rain", imprint: &imprint, page, evidence, pictures: &BTreeSet::new() };
    let document = typst(&paper);
    for link in ["<b-h1>)[#\"a\";];", "<b-h0>)[#\"b\";];", "<a-h0>)[#\"c\";];#\" \";#\"d\";", "<a-h0>)[#\"back\";];"] {
        assert!(document.contains(&format!("#link({link}")), "{link}: {document}");
    }
    // The evidence may be left out: then nothing leads there.
    let alone = typst(&Paper { evidence: None, ..paper });
    assert!(alone.contains("\n\n#\"a\";#\" \";#\"b\";#\" \";#link(<a-h0>)[#\"c\";];"), "{alone}");
}

/// Words that mean something to Typst, or end what they stand in.
const HOSTILE: &[&str] = &[
    "#import \"@preview/x:0.1.0\"",
    "#read(\"/etc/passwd\")",
    "$x^2$",
    "@label <label>",
    "] [ #let a = 1",
    "} { ) ( ;",
    "\"); #panic(\"",
    "\\\"); #panic(\"",
    "\\u{22}",
    "= heading",
    "/ term: words",
    "// comment /* and */ more",
    "https://example.org/a_b*c*",
    "-- --- ... ~",
    "'quoted' \"twice\"",
];

#[test]
fn whatever_words_say_stands_in_strings() {
    for words in HOSTILE {
        let mut escaped = String::new();
        string(words, &mut escaped);
        for around in [
            "{}",
            "- {}",
            "> {}",
            "# {}",
            "| a |\n| --- |\n| {} |",
            "[^1]\n\n[^1]: {}",
            "`{}`",
            "```\n{}\n```",
            "**{}**",
        ] {
            // As our own pages escape what is no Markdown.
            let written: String = if around.contains('`') {
                (*words).to_owned()
            } else {
                words.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
            };
            let out = body(&around.replace("{}", &written));
            let outside = outside_strings(&out);
            let allowed = ["import", "read", "panic", "let", "preview", "label", "$", "@", "*", "//", "~"];
            assert!(allowed.iter().all(|word| !outside.contains(word)), "{around}: {outside}");
        }
    }
}

/// Returns what of a document stands in no string.
fn outside_strings(document: &str) -> String {
    let (mut out, mut inside, mut escaped) = (String::new(), false, false);
    for c in document.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    assert!(!inside, "a string has no end: {document}");
    out
}
