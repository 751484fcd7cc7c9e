//! Markdown as text: words escaped so that they read as words, marks in a text and lifted out of it, tables, the layout of a
//! page, and what a finished page holds: blocks, headings, footnotes. Nothing here makes HTML or knows a template.

pub(crate) mod blocks;
pub(crate) mod escape;
pub(crate) mod layout;
pub(crate) mod marks;
pub(crate) mod outline;
pub(crate) mod siblings;

pub(crate) use blocks::{BlockKind, blocks};
pub(crate) use outline::{LiveMarkup, Outline};

use pulldown_cmark::Options;

use crate::model::{Brief, Key};
use crate::text::{Place, Span};
use crate::view::Mark;
use crate::world::ProjectPath;

/// What our Markdown has beside the common core.
pub(crate) const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// What stands between two lists that would be one without it, on GitHub and in pandoc alike; a page shows nothing of it.
pub(crate) const BETWEEN_LISTS: &str = "<!-- -->";

/// The layers of a brief, each a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    /// What is read: the answer, the panel, the prose.
    Brief,
    /// Where it all comes from, and how it was decided.
    Evidence,
}

impl Layer {
    /// Both, what is read first.
    pub(crate) const ALL: [Self; 2] = [Self::Brief, Self::Evidence];
}

/// A finished page of a brief, as it is checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinishedPage<'p> {
    /// Where it goes.
    pub(crate) path: &'p ProjectPath,
    /// The brief it prints.
    pub(crate) brief: Key<Brief>,
    /// Its text.
    pub(crate) text: &'p str,
    /// What it is made of.
    pub(crate) facts: &'p PageFacts,
    /// What it prints through the registry, in order.
    pub(crate) marks: &'p [MarkUse],
}

/// What a page in Markdown is made of.
#[derive(Debug, Clone)]
pub struct PageFacts {
    /// Which of the layers it is.
    pub(crate) layer: Layer,
    /// Its headings and footnotes.
    pub(crate) outline: Outline,
    /// The byte range of the section on what is known and unknown, where it was printed.
    pub(crate) panel: Option<Span>,
    /// The byte ranges of what is made of the rest of the page: definitions, where numbers come from, sources.
    pub(crate) made: Vec<Span>,
    /// What would be live where others render the Markdown, with where it was written.
    pub(crate) live: Vec<(LiveMarkup, String, Place)>,
    /// The template that made it.
    pub(crate) template: Place,
}

/// A stretch of a page and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkUse {
    /// The line of the page, from one.
    pub line: usize,
    /// The byte range in the page.
    pub span: Span,
    /// What it stands for.
    pub mark: Mark,
}

/// Returns what a heading is called in an address: its letters and digits in lower case, joined by hyphens.
pub(crate) fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Returns the address where a link may lead there.
pub(crate) fn allowed(address: &str) -> Option<&str> {
    let address = address.trim();
    if address.starts_with("//") || address.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let scheme = match address.find([':', '/', '?', '#']) {
        Some(at) if address[at..].starts_with(':') => &address[..at],
        _ => return Some(address),
    };
    ["http", "https", "mailto"].iter().any(|good| scheme.eq_ignore_ascii_case(good)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_pages_and_never_to_scripts_or_data() {
        for good in ["https://example.org/a:b", "HTTP://x", "mailto:desk@example.org", "#from-1", "other.html", "a/b:c"]
        {
            assert_eq!(allowed(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "\\\\x",
        ] {
            assert_eq!(allowed(bad), None, "{bad}");
        }
    }
}
