//! HTML from clean Markdown: the marks that were lifted out are mapped back through the parser's offsets, raw HTML stays
//! text, links keep only allowed schemes, and every heading, table and footnote is built for readers who cannot see it.

mod ids;
mod popovers;
mod spans;
mod tag;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use spans::sign;
pub(crate) use tag::escape;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::Parser;

use crate::markdown::{OPTIONS, Outline, outline};
use crate::view::Mark;

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

/// Returns the HTML of a clean Markdown text; `row` gives the row of "Where each number comes from" that a mark leads to,
/// and `pictures` the SVG of each image that stands in the page itself, by its address.
pub(crate) fn body(
    markdown: &str,
    marks: &[(Range<usize>, Mark)],
    row: impl Fn(Mark) -> Option<usize>,
    standing: impl Fn(Mark) -> Option<&'static str>,
    words: PageWords<'_>,
    pictures: &BTreeMap<String, String>,
) -> Body {
    let mut events = Vec::with_capacity(markdown.len() / BYTES_OF_AN_EVENT);
    events.extend(Parser::new_ext(markdown, OPTIONS).into_offset_iter());
    let outline = outline::outline(markdown, &events);
    let popovers = popovers::Popovers::of(&events, marks);
    let inline_spans = spans::inline_spans(marks, &popovers, row, standing, words.languages);
    let html = writer::Writer::new(markdown, &events, marks, (inline_spans, popovers), words, pictures).write();
    Body { html, outline }
}
