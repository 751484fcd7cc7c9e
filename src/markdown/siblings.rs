//! The line of links to a page in other languages, and what such a link says of the page that it leads to.

use std::fmt::Write as _;

use crate::markdown::{Layer, escape};
use crate::view::SiblingView;

/// Returns what a link to a page in another language says of it, its own words in that language.
pub(crate) fn attributes(tag: &str) -> String {
    format!(" lang=\"{tag}\" hreflang=\"{tag}\" rel=\"alternate\"")
}

/// Returns the line of links to a brief in other languages, as Markdown: each in the words of its language.
pub(crate) fn line(siblings: &[SiblingView], layer: Layer) -> String {
    let mut out = String::new();
    for (at, sibling) in siblings.iter().enumerate() {
        out.push_str(if at == 0 { "[" } else { " · [" });
        escape::text(&sibling.words, escape::Position::Inside, &mut out);
        let layer = if layer == Layer::Brief { "" } else { ".evidence" };
        let _ = write!(out, "]({}{layer}.md)", sibling.brief);
    }
    out
}
