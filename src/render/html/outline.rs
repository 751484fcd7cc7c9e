//! The outline of a finished page: its headings with whether anything stands under them, and its footnotes.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::BETWEEN_LISTS;
use super::link::allowed;

/// What a finished page has.
#[derive(Debug, Default, Clone)]
pub(crate) struct Outline {
    /// Its headings in order.
    pub(crate) headings: Vec<Heading>,
    /// Footnote names that are referred to and defined nowhere, with where.
    pub(crate) dangling: Vec<(String, Range<usize>)>,
    /// What would be live in Markdown that others render: HTML, and links that are more than addresses.
    pub(crate) live: Vec<(Live, String)>,
}

/// Something that a page holds as text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Live {
    /// HTML.
    Html,
    /// A link that leads neither to a page nor to a mailbox.
    Link,
}

/// A heading.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// Its level, from one.
    pub(crate) level: usize,
    /// Its words.
    pub(crate) words: String,
    /// Where it stands in the Markdown.
    pub(crate) range: Range<usize>,
    /// Whether any words stand under it before the next heading of its level or a higher one.
    pub(crate) filled: bool,
}

/// Returns the outline of a text.
pub(super) fn outline(markdown: &str, events: &[(Event<'_>, Range<usize>)]) -> Outline {
    let mut outline = Outline::default();
    let mut open: Option<usize> = None;
    let mut defined = BTreeSet::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open = Some(outline.headings.len());
                let heading =
                    Heading { level: *level as usize, words: String::new(), range: range.clone(), filled: false };
                outline.headings.push(heading);
            }
            Event::End(TagEnd::Heading(_)) => open = None,
            Event::Start(Tag::FootnoteDefinition(name)) => {
                defined.insert(name.to_string());
            }
            Event::Html(html) | Event::InlineHtml(html) if html.trim() != BETWEEN_LISTS => {
                let first = html.lines().next().unwrap_or_default().trim();
                // What an opening tag began needs no second problem for its end.
                let ends = first.starts_with("</") && outline.live.iter().any(|(live, _)| *live == Live::Html);
                outline.live.extend((!first.is_empty() && !ends).then(|| (Live::Html, first.to_owned())));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if allowed(dest_url).is_none() => {
                outline.live.push((Live::Link, dest_url.to_string()));
            }
            Event::Text(text) | Event::Code(text) => match open {
                Some(heading) => outline.headings[heading].words.push_str(text),
                None if !text.trim().is_empty() => fill(&mut outline.headings),
                None => {}
            },
            _ => {}
        }
    }
    outline.dangling = dangling(markdown, events, &defined);
    outline
}

/// Notes that words stand under the last heading, and so under those above it.
fn fill(headings: &mut [Heading]) {
    let mut level = usize::MAX;
    for heading in headings.iter_mut().rev() {
        if heading.level < level {
            heading.filled = true;
            level = heading.level;
        }
    }
}

/// The parser leaves a reference without a definition as text: `[^`, a name, `]`.
fn dangling(
    markdown: &str,
    events: &[(Event<'_>, Range<usize>)],
    defined: &BTreeSet<String>,
) -> Vec<(String, Range<usize>)> {
    // Ends of elements begin where the elements do, so only the texts among the events are in the order of the page.
    let mut texts: Option<Vec<&Range<usize>>> = None;
    let mut text = |from: usize| {
        let texts = texts.get_or_insert_with(|| {
            events.iter().filter(|(event, _)| matches!(event, Event::Text(_))).map(|(_, range)| range).collect()
        });
        let next = texts.partition_point(|range| range.start <= from);
        texts[..next].last().is_some_and(|range| range.contains(&from))
    };
    let mut found = Vec::new();
    for (start, _) in markdown.match_indices("[^") {
        // `\[^1]` is text.
        if markdown[..start].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1 {
            continue;
        }
        let Some(length) = markdown[start..].find(']') else { continue };
        let name = &markdown[start + 2..start + length];
        if !name.contains(char::is_whitespace) && !defined.contains(name) && text(start) {
            found.push((name.to_owned(), start..start + length + 1));
        }
    }
    found
}
