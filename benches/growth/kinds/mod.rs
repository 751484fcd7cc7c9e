//! The kinds of input, each a small function from a size in bytes to a project of about that size.

mod data;
mod markdown;
mod prose;
mod registry;
mod templates;
mod yaml;

use crate::project::Project;

/// A kind of input.
pub(crate) struct Kind {
    /// Its name: where it stands, and what there is much of.
    pub(crate) name: &'static str,
    /// Returns a project of about so many bytes.
    pub(crate) make: fn(usize) -> Project,
}

/// Returns every kind.
pub(crate) fn all() -> impl Iterator<Item = &'static Kind> {
    [markdown::KINDS, prose::KINDS, templates::KINDS, yaml::KINDS, registry::KINDS, data::KINDS].into_iter().flatten()
}

/// Returns the kind of a name.
pub(crate) fn named(name: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.name == name)
}

/// Lists kinds by their names.
macro_rules! kinds {
    ($($name:literal => $make:expr,)*) => {
        pub(super) const KINDS: &[$crate::kinds::Kind] = &[$($crate::kinds::Kind { name: $name, make: $make }),*];
    };
}
pub(super) use kinds;

/// Returns as much as fills a size of what `piece` gives for each number from zero.
fn many(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(size);
    for at in 0.. {
        if out.len() >= size {
            break;
        }
        out.push_str(&piece(at));
    }
    out
}

/// Returns words over and over until they fill a size.
fn fill(size: usize, words: &str) -> String {
    words.repeat(size / words.len() + 1)
}

/// Returns how many pieces of a length fill a size.
fn count(size: usize, length: usize) -> usize {
    (size / length).max(1)
}
