//! Markdown as text: words escaped so that they read as words, marks in a text and lifted out of it, tables, the layout of a
//! page, and what a finished page holds: blocks, headings, footnotes. Nothing here makes HTML or knows a template.

pub(crate) mod blocks;
pub(crate) mod escape;
pub(crate) mod layout;
pub(crate) mod link;
pub(crate) mod live;
pub(crate) mod marks;
pub(crate) mod outline;
pub(crate) mod page;
pub(crate) mod table;

pub(crate) use blocks::{BlockKind, blocks};
pub(crate) use link::allowed;
pub(crate) use live::LiveMarkup;
pub(crate) use outline::Outline;
pub(crate) use page::{FinishedPage, MarkUse, PageFacts};

use pulldown_cmark::Options;

/// What our Markdown has beside the common core.
pub(crate) const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// What stands between two lists that would be one without it, on GitHub and in pandoc alike; a page shows nothing of it.
pub(crate) const BETWEEN_LISTS: &str = "<!-- -->";
