//! HTML from clean Markdown: the marks that were lifted out are mapped back through the parser's offsets, raw HTML stays
//! text, links keep only allowed schemes, and every heading, table and footnote is built for readers who cannot see it.

mod spans;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use spans::sign;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::markdown::{OPTIONS, Outline, outline, slug};
use crate::view::{Mark, SiblingView};

/// What of a page's words HTML needs of its language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageWords<'a> {
    /// Read aloud before the number of a footnote: "source".
    pub(crate) source: &'a str,
    /// Names a table without caption: "table".
    pub(crate) table: &'a str,
    /// Opens the table behind a chart: "the numbers behind this chart".
    pub(crate) data: &'a str,
    /// Names the button that shows where a number comes from; `{words}` is the number.
    pub(crate) from: &'a str,
    /// Names the button that shows why a claim has its standing; `{words}` is the standing.
    pub(crate) why: &'a str,
    /// The tag of the language of each stretch of words in another one.
    pub(crate) languages: &'a BTreeMap<Mark, String>,
    /// What the signs on the page mean, as HTML, to stand below the first lines.
    pub(crate) legend: &'a str,
    /// Names the button that shows on what a statement rests.
    pub(crate) grounds: &'a str,
    /// The id of the brief: a link to one of its pages in Markdown leads to that page in HTML.
    pub(crate) brief: &'a str,
    /// The same brief in other languages.
    pub(crate) siblings: &'a [SiblingView],
}

/// The body of an HTML page.
#[derive(Debug)]
pub(crate) struct Body {
    /// The HTML.
    pub(crate) html: String,
    /// Its headings and footnotes, for the checks of a finished page.
    pub(crate) outline: Outline,
}

/// How many bytes of Markdown an event stands for at the least, in any usual text; room is made for so many at once.
const BYTES_OF_AN_EVENT: usize = 8;

/// The evidence of a brief, whose rows and reasons can be raised over the page that is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elsewhere<'a> {
    /// Its file in HTML.
    pub(crate) file: &'a str,
    /// Its text.
    pub(crate) markdown: &'a str,
    /// What stretches of it stand for.
    pub(crate) marks: &'a [(Range<usize>, Mark)],
    /// How many sources the page that is made lists itself.
    pub(crate) sources: usize,
}

/// Returns the HTML of a clean Markdown text; `row` gives the row of "Where each number comes from" that a mark leads to,
/// and `pictures` the SVG of each image that stands in the page itself, by its address. What it leads to and does not hold is
/// raised from `elsewhere`.
pub(crate) fn body(
    (markdown, marks): (&str, &[(Range<usize>, Mark)]),
    row: impl Fn(Mark) -> Option<usize>,
    standing: impl Fn(Mark) -> Option<&'static str>,
    words: PageWords<'_>,
    pictures: &BTreeMap<String, String>,
    elsewhere: Option<Elsewhere<'_>>,
) -> Body {
    let events = events(markdown);
    let outline = outline::outline(markdown, &events);
    let popovers = spans::Popovers::of(&events, marks);
    let far = elsewhere.map(|elsewhere| (elsewhere, self::events(elsewhere.markdown)));
    let far = far.as_ref().map(|(elsewhere, events)| (elsewhere, events, spans::Popovers::of(events, elsewhere.marks)));
    let mut whys = far.as_ref().map(|(.., far)| far.whys().clone()).unwrap_or_default();
    whys.extend(popovers.whys());
    let why = |claim| whys.get(&claim).copied();
    let of = |marks| spans::inline_spans(marks, why, &row, &standing, words.languages);
    let anchors = spans::Anchors::of(&popovers, elsewhere);
    let around = || (words, anchors.clone(), whys.clone());
    let mut writer = writer::Writer::new((markdown, &events, marks), of(marks), popovers, around(), pictures);
    if elsewhere.is_some() {
        writer.gather_notes();
    }
    let mut html = writer.write();
    let wanted = writer.wanted();
    if let Some((Elsewhere { markdown, marks, .. }, events, popovers)) = far {
        let mut writer = writer::Writer::new((markdown, events, marks), of(marks), popovers, around(), pictures);
        html.push_str(&writer.raised(wanted));
    }
    Body { html, outline }
}

fn events(markdown: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let mut events = Vec::with_capacity(markdown.len() / BYTES_OF_AN_EVENT);
    events.extend(Parser::new_ext(markdown, OPTIONS).into_offset_iter());
    events
}

/// Writes text with everything escaped that HTML would read otherwise.
pub(crate) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Returns the tag that begins a plain element.
pub(super) fn begins(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "<p>",
        Tag::BlockQuote(_) => "<blockquote>\n",
        Tag::CodeBlock(_) => "<pre tabindex=\"0\"><code>",
        Tag::List(None) => "<ul>\n",
        Tag::Item => "<li>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Strikethrough => "<del>",
        Tag::HtmlBlock => "<p class=\"raw\">",
        _ => "",
    }
}

/// Returns the tag that ends a plain element.
pub(super) fn ends(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph | TagEnd::HtmlBlock => "</p>\n",
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</code></pre>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</del>",
        _ => "",
    }
}

/// The ids given so far on a page.
#[derive(Debug, Default)]
pub(super) struct HeadingIds {
    given: BTreeSet<String>,
    /// By the words of several headings: the number of the last one.
    last: BTreeMap<String, usize>,
}

impl HeadingIds {
    /// Returns a new id for a heading with these words.
    pub(super) fn heading(&mut self, words: &str) -> String {
        let slug = slug(words);
        // Ids of rows, footnotes and tables end in a number; a heading that looks like one steps aside.
        let taken = ["from-", "why-", "sign-", "source-", "table-"].iter().any(|own| slug.starts_with(own));
        let slug = if slug.is_empty() || taken || slug == "content" { format!("section-{slug}") } else { slug };
        if self.given.insert(slug.clone()) {
            return slug;
        }
        let nth = self.last.entry(slug.clone()).or_insert(1);
        loop {
            *nth += 1;
            let id = format!("{slug}-{nth}");
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}
