//! What a finished page holds: headings, footnotes, and what is words to us and would be more to others, such as braces in which
//! pandoc reads attributes, and bare addresses of which GitHub makes links.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::markdown::{BETWEEN_LISTS, allowed};
use crate::text::unseen::{Unseen, found, unclosed};

/// Something that a page holds as text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LiveMarkup {
    /// HTML.
    Html,
    /// A link that leads neither to a page nor to a mailbox.
    Link,
    /// A character that nobody sees and that can only deceive.
    Unseen(Unseen, char),
    /// A bare address with signs of Markdown close behind it.
    Address,
}

/// Enough to recognize it by.
const SHOWN: usize = 80;

/// Returns what others would not read as words, each with how it is written.
fn woken(markdown: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<(LiveMarkup, String)> {
    let mut found = Vec::new();
    if !["{", "\\<", "://", "www."].iter().any(|sign| markdown.contains(sign)) {
        return found;
    }
    // What stands between `<` and `>`, or between fences, is nothing else to anybody.
    let mut plain = true;
    // Up to where a bare address was looked at.
    let mut looked = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                plain = false;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => plain = true,
            Event::Text(_) if plain => {
                for (at, sign) in markdown[range.clone()].match_indices(['{', '<']) {
                    let at = range.start + at;
                    // `\<` is written as an entity long before, and `\{` is what it should be.
                    if (sign == "{") != is_escaped(markdown, at) {
                        found.push((LiveMarkup::Html, shown(&markdown[at..])));
                    }
                }
                for name in ["://", "www."] {
                    for (at, _) in markdown[range.clone()].match_indices(name) {
                        let at = range.start + at;
                        if at < looked || is_escaped(markdown, at) {
                            continue;
                        }
                        let end = markdown[at..].find(char::is_whitespace).map_or(markdown.len(), |end| at + end);
                        looked = end;
                        if markdown[at..end].contains(['<', '`', '[']) {
                            found.push((LiveMarkup::Address, shown(&markdown[at..end])));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn is_escaped(markdown: &str, at: usize) -> bool {
    markdown[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Returns the beginning of some words, up to the next space.
fn shown(words: &str) -> String {
    words.chars().take(SHOWN).take_while(|c| !c.is_whitespace()).collect()
}

/// What a finished page has.
#[derive(Debug, Default, Clone)]
pub(crate) struct Outline {
    /// Its headings in order.
    pub(crate) headings: Vec<Heading>,
    /// Footnote names that are referred to and defined nowhere, with where.
    pub(crate) dangling: Vec<(String, Range<usize>)>,
    /// What would be live in Markdown that others render: HTML, and links that are more than addresses.
    pub(crate) live: Vec<(LiveMarkup, String)>,
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
pub(crate) fn outline(markdown: &str, events: &[(Event<'_>, Range<usize>)]) -> Outline {
    let mut outline = Outline::default();
    let mut open: Option<usize> = None;
    // The last heading and those above it, each of a higher level than the next.
    let mut above: Vec<usize> = Vec::new();
    let mut any_html = false;
    let mut defined = BTreeSet::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let (nth, level) = (outline.headings.len(), *level as usize);
                open = Some(nth);
                while above.pop_if(|heading| outline.headings[*heading].level >= level).is_some() {}
                above.push(nth);
                outline.headings.push(Heading { level, words: String::new(), range: range.clone(), filled: false });
            }
            Event::End(TagEnd::Heading(_)) => open = None,
            Event::Start(Tag::FootnoteDefinition(name)) => {
                defined.insert(name.to_string());
            }
            Event::Html(html) | Event::InlineHtml(html) if html.trim() != BETWEEN_LISTS => {
                let first = html.lines().next().unwrap_or_default().trim();
                // What an opening tag began needs no second problem for its end.
                let ends = first.starts_with("</") && any_html;
                if !first.is_empty() && !ends {
                    any_html = true;
                    outline.live.push((LiveMarkup::Html, first.to_owned()));
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if allowed(dest_url).is_none() => {
                outline.live.push((LiveMarkup::Link, dest_url.to_string()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.contains('{') => {
                outline.live.push((LiveMarkup::Html, info.to_string()));
            }
            Event::Text(text) | Event::Code(text) => match open {
                Some(heading) => outline.headings[heading].words.push_str(text),
                None if !text.trim().is_empty() => fill(&mut outline.headings, &above),
                None => {}
            },
            _ => {}
        }
    }
    outline.live.extend(unseen(markdown, events));
    outline.live.extend(woken(markdown, events));
    outline.dangling = dangling(markdown, events, &defined);
    outline
}

/// Returns the characters that nobody sees and that can only deceive, in what a reader reads block by block: entities are read
/// by now, and texts stand together that came from several places. Each with the words that write it.
fn unseen(markdown: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<(LiveMarkup, String)> {
    let (mut live, mut words, mut pieces) = (Vec::new(), String::new(), Vec::new());
    for (event, range) in events {
        match event {
            Event::Text(text) => {
                pieces.push((words.len(), range.clone()));
                words.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Code(code) => words.push_str(code),
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) if !title.is_ascii() => {
                let met = found(title).chain(unclosed(title));
                live.extend(
                    met.map(|met| (LiveMarkup::Unseen(met.what, met.character), markdown[range.clone()].to_owned())),
                );
            }
            Event::Start(tag) if is_block(tag) => look(markdown, &mut words, &mut pieces, &mut live),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock,
            ) => look(markdown, &mut words, &mut pieces, &mut live),
            _ => {}
        }
    }
    look(markdown, &mut words, &mut pieces, &mut live);
    live
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell | Tag::CodeBlock(_))
}

/// Looks at the words of a block, and forgets them.
fn look(
    markdown: &str,
    words: &mut String,
    pieces: &mut Vec<(usize, Range<usize>)>,
    live: &mut Vec<(LiveMarkup, String)>,
) {
    if !words.is_ascii() || words.contains(|c: char| c.is_control()) {
        live.extend(found(words).chain(unclosed(words)).map(|met| {
            let next = pieces.partition_point(|(at, _)| *at <= met.span.start);
            let written = pieces[..next].last().map(|(_, range)| markdown.get(range.clone()).unwrap_or_default());
            let character = met.character.to_string();
            let written = written.filter(|written| !written.contains(met.character)).map(str::to_owned);
            (LiveMarkup::Unseen(met.what, met.character), written.unwrap_or(character))
        }));
    }
    words.clear();
    pieces.clear();
}

/// Notes that words stand under the last heading, and so under those above it.
fn fill(headings: &mut [Heading], above: &[usize]) {
    for heading in above.iter().rev() {
        // Above one that is filled, all are.
        if std::mem::replace(&mut headings[*heading].filled, true) {
            break;
        }
    }
}

/// The parser leaves a reference without a definition as text: `[^`, a name, `]`. No name has a bracket in it.
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
        let from = start + "[^".len();
        let ends = |c: char| matches!(c, '[' | ']') || c.is_whitespace();
        let Some(end) = markdown[from..].find(ends).map(|length| from + length) else { break };
        let name = &markdown[from..end];
        if markdown[end..].starts_with(']') && !defined.contains(name) && text(start) {
            found.push((name.to_owned(), start..end + 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;
    use crate::markdown::OPTIONS;

    fn found(markdown: &str) -> Vec<(LiveMarkup, String)> {
        woken(markdown, &Parser::new_ext(markdown, OPTIONS).into_offset_iter().collect::<Vec<_>>())
    }

    #[test]
    fn signs_that_others_read_are_found() {
        for (markdown, live, words) in [
            ("See https://a.example/[^1] there", LiveMarkup::Address, "://a.example/[^1]"),
            ("See https://a.example/`<img src=x>` there", LiveMarkup::Address, "://a.example/`<img"),
            ("www.a.example/`<b>`", LiveMarkup::Address, "www.a.example/`<b>`"),
            ("https://a.example/[x](b \"<img src=x>\")", LiveMarkup::Address, "://a.example/[x](b"),
            ("[x](https://a.example){onclick=x}", LiveMarkup::Html, "{onclick=x}"),
            ("`<b>`{=html}", LiveMarkup::Html, "{=html}"),
        ] {
            assert_eq!(found(markdown), [(live, words.to_owned())], "{markdown}");
        }
    }

    #[test]
    fn honest_words_are_left_alone() {
        for markdown in [
            "See https://a.example/b_c, <https://a.example/>[^1] and [x](https://a.example/).",
            "[https://a.example](https://a.example)",
            "`{a}` and `https://a.example/<b>` and \\{a}, 1 < 2",
            "```\n{a: \"https://a.example/<b>\"}\n```",
            "https\\://a.example/\\[x\\]",
            "| a |\n|---|\n| www.a.example |",
        ] {
            assert_eq!(found(markdown), [], "{markdown}");
        }
    }

    #[test]
    fn a_long_run_of_addresses_is_looked_at_once() {
        assert_eq!(found(&"a://".repeat(250_000)), []);
    }
}
