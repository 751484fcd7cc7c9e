//! Codes for problems of editions: the lock, and what moved since the last one was accepted: family V.

use super::codes;

codes! { "edition":
    /// `claims.lock` cannot be read.
    LOCK_UNREADABLE = "V001" "lock-unreadable";
    /// A sentence leans on a number or standing that has moved since somebody last accepted it.
    STALE_SENTENCE = "V002" "stale-sentence";
    /// The cells of a dataset changed, and its vintage did not.
    SILENT_CORRECTION = "V003" "silent-correction";
    /// A dataset has other columns, or other types, than when an edition was accepted.
    SCHEMA_CHANGED = "V004" "schema-changed";
}
