//! From ledgers to the file.

use std::fmt::Write as _;

use crate::digest::Digest;
use crate::edition::{EditionKind, EntryKind, Ledger, Was};

use super::{FIRST_VERSION, LOCK_VERSION, Lock, line};

/// The remark at the top.
pub(super) const REMARK: &str =
    "# Written by `knowns accept`, never by hand. One entry a line; `knowns diff` says what it means.";

impl Lock {
    /// Returns the file's text.
    pub fn to_text(&self) -> String {
        let mut out = format!("lock {}\n{REMARK}\n\n", self.version());
        for (id, ledger) in &self.briefs {
            let block = block(ledger);
            // Writing to a string cannot fail.
            let _ = write!(out, "brief {id}\n{block}  sha256 {}\n\n", Digest::of(block.as_bytes()));
        }
        out.push_str("end\n");
        out
    }

    /// Returns the version that its file begins with: the first that has every kind of entry in it, so that a file which an
    /// earlier version of the tool can read is not refused by it.
    fn version(&self) -> u32 {
        let is_new = |kind: EditionKind, withdrawn: bool| withdrawn || kind == EditionKind::Reinstatement;
        let of = |ledger: &Ledger| {
            let waiting = ledger.pending.iter().map(|pending| &pending.edition);
            let was = ledger.was.iter().flatten().map(|was| was.key.kind);
            let is_extent = |kind: EntryKind| kind == EntryKind::Extent;
            was.into_iter().any(is_extent)
                || !ledger.content.ids(EntryKind::Extent).is_empty()
                || ledger.editions.iter().chain(waiting).any(|edition| is_new(edition.kind, edition.withdrawn))
        };
        if self.briefs.values().any(of) { LOCK_VERSION } else { FIRST_VERSION }
    }
}

/// Returns the lines of a brief.
fn block(ledger: &Ledger) -> String {
    let mut out = String::new();
    for (index, edition) in ledger.editions.iter().enumerate() {
        let _ = writeln!(out, "  edition {} {}", index + 1, json(edition));
    }
    if let Some(pending) = &ledger.pending {
        let _ = writeln!(out, "  pending {} {}", ledger.number() + 1, json(pending));
    }
    for (index, was) in ledger.was.iter().enumerate() {
        for Was { key, entry } in was {
            let _ = write!(out, "  was {} ", index + 1);
            line::entry(key, entry.as_ref(), &mut out);
        }
    }
    out.push_str(ledger.content.lines());
    out
}

fn json(value: &impl serde::Serialize) -> String {
    // Strings, numbers and lists cannot fail to be written.
    serde_json::to_string(value).unwrap_or_default()
}
