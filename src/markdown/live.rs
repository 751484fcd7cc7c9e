//! What is words to us and would be more to others: braces in which pandoc reads attributes, and what stands close behind a bare
//! address, of which GitHub makes a link, up to the next space, with whatever sign of Markdown it meets on the way.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::text::unseen::Unseen;

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
pub(crate) fn woken(markdown: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<(LiveMarkup, String)> {
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
