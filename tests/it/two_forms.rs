//! The two forms of a brief: what its Markdown says, its HTML says, word for word and number for number.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::project::{Project, folders_in};

/// How large a page of a brief may be, in bytes: what a reader on a slow line still gets at once.
const LARGEST: usize = 180_000;

/// Returns the words of a text, and of its notes, as anybody's parser reads the Markdown.
fn words_of_markdown(markdown: &str) -> (Vec<String>, Vec<String>) {
    let (mut text, mut notes, mut in_note, mut quiet) = (String::new(), String::new(), false, 0);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options) {
        let out = if in_note { &mut notes } else { &mut text };
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            Event::Start(Tag::Image { .. }) => quiet += 1,
            Event::End(TagEnd::Image) => quiet -= 1,
            // What keeps two lists apart is nothing that is said.
            Event::Html(words) if words.trim() == "<!-- -->" => {}
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) if quiet == 0 => {
                out.push_str(&words);
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock,
            )
            | Event::Start(Tag::List(_)) => out.push(' '),
            _ => {}
        }
    }
    // A caption is a paragraph in Markdown.
    (split(&text.replace("Table: ", " ").replace("Tabla: ", " ")), split(&notes))
}

/// Returns the words of a page, and of its notes, without what only HTML adds: numbers of notes, the legend, pictures.
fn words_of_html(html: &str) -> (Vec<String>, Vec<String>) {
    let (article, _) = html.split_once("<article>").and_then(|(_, rest)| rest.split_once("</main>")).unwrap();
    // What is folded opens with words of the page; what is raised stands in the evidence.
    let mut plain = article.replace("<details class=\"more\">\n<summary>", "<p>");
    // The caption of a picture stands above it, and in Markdown above its numbers.
    while let Some(at) = plain.find("<figcaption") {
        let end = at + plain[at..].find("</figcaption>").unwrap() + "</figcaption>".len();
        let caption = plain[at..end].replace("figcaption", "p");
        plain.replace_range(at..end, "");
        let below = at + plain[at..].find("<details>").unwrap();
        plain.insert_str(below, &caption);
    }
    for (begins, ends) in [
        ("<small class=\"beside\"", "</small>"),
        ("<table class=\"raised\"", "</table>"),
        ("<ul class=\"raised\"", "</article>"),
        ("<details class=\"legend\">", "</details>"),
        ("<sup>", "</sup>"),
        ("<svg", "</svg>"),
        ("<summary>", "</summary>"),
    ] {
        while let Some(at) = plain.find(begins) {
            let end = at + plain[at..].find(ends).unwrap() + ends.len();
            plain.replace_range(at..end, "");
        }
    }
    let (mut text, mut notes) = (String::new(), String::new());
    for (nth, part) in plain.split("<ol class=\"sources\">").enumerate() {
        let (note, rest) = if nth == 0 { ("", part) } else { part.split_once("</ol>").unwrap() };
        notes.push_str(note);
        text.push_str(rest);
    }
    (split(&without_tags(&text)), split(&without_tags(&notes)))
}

fn without_tags(html: &str) -> String {
    let blocks =
        ["</p>", "</li>", "</td>", "</th>", "</h1>", "</h2>", "</h3>", "</caption>", "<ul", "</code></pre>", "<br>"];
    let spaced = blocks.iter().fold(html.to_owned(), |html, block| html.replace(block, &format!(" {block}")));
    let mut out = String::new();
    for part in spaced.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, words)| words));
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(out, |out, (written, sign)| out.replace(written, sign))
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_markdown_and_the_page_of_each_brief_say_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut briefs = 0;
    for project in folders_in("tests/briefs").into_iter().chain([root.to_owned()]) {
        let reports = Project::copy(&project.join("reports"));
        for brief in reports.files("").keys().filter_map(|path| path.strip_suffix(".md")) {
            let (path, html) = (format!("{brief}.md"), reports.read(&format!("{brief}.html")));
            assert!(html.len() < LARGEST, "{path}: {} bytes of HTML", html.len());
            let (markdown, page) = (words_of_markdown(&reports.read(&path)), words_of_html(&html));
            let differ = markdown.0.iter().zip(&page.0).position(|(a, b)| a != b);
            let near = |words: &[String], at: usize| words[at.saturating_sub(5)..(at + 5).min(words.len())].join(" ");
            if let Some(at) = differ {
                panic!("{path}: “{}” in Markdown, “{}” in HTML", near(&markdown.0, at), near(&page.0, at));
            }
            assert_eq!((markdown.0.len(), &markdown.1), (page.0.len(), &page.1), "{path}");
            let gap = |word: &&String| {
                let name = word.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name);
                name.is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.' | '…')))
            };
            assert_eq!(page.0.iter().chain(&page.1).find(gap), None, "{path}");
            briefs += 1;
        }
    }
    assert!(briefs >= 10, "{briefs}");
}
