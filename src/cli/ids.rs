//! Why an id cannot be given to an entry, in words: for `rename` and `new`.

use crate::edit::NotFree;
use crate::text::IdFault;

/// Returns what is in the way, and what to do.
pub(super) fn not_free(id: &str, why: NotFree) -> (String, String) {
    match why {
        NotFree::Form { word, fault } => {
            let help = match (word, fault) {
                (_, IdFault::TooLong) => "write at most 100 characters",
                ("brief", _) => "write lower-case letters, digits and single `-`",
                _ => "write lower-case letters, digits and `_`, starting with a letter",
            };
            (format!("`{id}` is not a valid id for {} {word}", article(word)), help.to_owned())
        }
        NotFree::Taken { word } => {
            (format!("`{id}` is the id of {} {word} already", article(word)), "choose another id".to_owned())
        }
    }
}

/// Returns "a" or "an", as it is said before the word for an entry.
pub(super) fn article(word: &str) -> &'static str {
    if word == "unknown" { "an" } else { "a" }
}
