//! How much is read of each kind of file, and how large what stands in it may be: for the page on safety, which a test holds
//! against this.

use crate::diagnostic::words::grouped;
use crate::edition::lock::LARGEST_LOCK;
use crate::load::most;
use crate::{pattern, publish, snapshot, template};

/// Returns each limit: of what, and how much.
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("a registry file", mebibytes(most::LARGEST_FILE as u64)),
        ("all included registry files", mebibytes(most::MOST_REGISTRY)),
        ("one value in a registry", mebibytes(most::LARGEST_VALUE as u64)),
        ("lists and mappings within each other", format!("{} deep", most::MOST_NESTED)),
        (
            "a pattern (`matches`, `pattern`)",
            format!("{} bytes, {} groups", grouped(pattern::LONGEST), pattern::MOST_GROUPS),
        ),
        ("a data file", mebibytes(most::LARGEST_DATA)),
        ("all data files, each as often as it is read", mebibytes(most::MOST_DATA)),
        ("the answer to a query", mebibytes(snapshot::LARGEST_SNAPSHOT)),
        ("the SQL of a query", mebibytes(snapshot::LARGEST_QUERY)),
        ("a template or a style", mebibytes(most::LARGEST_TEMPLATE)),
        ("all templates and styles", mebibytes(most::MOST_TEMPLATES)),
        ("the tags of a template", grouped(template::MOST_TAGS)),
        ("one tag", format!("{} bytes, {} links in a chain", grouped(template::LONGEST_TAG), template::MOST_LINKS)),
        ("brackets within each other in a tag", format!("{} deep", template::MOST_BRACKETS)),
        ("blocks within each other in a template", format!("{} deep", template::MOST_BLOCKS)),
        ("a page that is made", mebibytes(template::LONGEST_PAGE as u64)),
        ("a page on disk that is compared", mebibytes(publish::LARGEST_PAGE)),
        ("`claims.lock`", mebibytes(LARGEST_LOCK)),
        ("`manifest.json`", mebibytes(publish::LARGEST_MANIFEST)),
        ("the journal of a killed command", mebibytes(publish::LARGEST_JOURNAL)),
    ]
}

fn mebibytes(bytes: u64) -> String {
    format!("{} MiB", grouped(usize::try_from(bytes >> 20).unwrap_or(usize::MAX)))
}
