//! From ledgers to the file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use crate::digest::Digest;
use crate::edition::entry::EntryKind;
use crate::edition::ledger::{EditionKind, Ledger, Superseded};
use crate::edition::stored::{write_entry, write_key};

use super::{FIRST_VERSION, LOCK_VERSION, Lock, SECOND_VERSION, line, patch};

/// The remark at the top.
const REMARK: &str = "# Written by `knowns accept`, never by hand. One entry a line; `knowns diff` says what it means.";

impl Lock {
    /// Returns the file's text.
    pub fn to_text(&self) -> String {
        let blocks: Vec<Block> = self.briefs.par_iter().map(|(id, ledger)| Block::of(id, ledger)).collect();
        text(blocks.iter().map(|block| (block.version, block.text.as_str())))
    }

    /// Returns the digest of the editions of each brief that has any: what was published is known by it. An edition that waits
    /// for approval is not in it.
    pub fn editions(&self) -> BTreeMap<String, Digest> {
        let published = self.briefs.par_iter().filter(|(_, ledger)| ledger.number() > 0);
        published.map(|(id, ledger)| (id.clone(), Digest::of(lines(ledger, false).0.as_bytes()))).collect()
    }
}

/// Returns the file of some blocks, each with the first version of the format that has all of it: so a file that an earlier version
/// of the tool can read is not refused by it.
pub(super) fn text<'a>(blocks: impl Iterator<Item = (u32, &'a str)> + Clone) -> String {
    let version = blocks.clone().map(|(version, _)| version).max().unwrap_or(FIRST_VERSION);
    let mut out = format!("lock {version}\n{REMARK}\n\n");
    for (_, block) in blocks {
        out.push_str(block);
        out.push('\n');
    }
    out.push_str("end\n");
    out
}

/// The block of a brief.
pub(super) struct Block {
    pub(super) version: u32,
    /// Its lines, from its heading to its digest.
    pub(super) text: String,
}

impl Block {
    pub(super) fn of(id: &str, ledger: &Ledger) -> Self {
        let (lines, version) = lines(ledger, true);
        Self { version, text: format!("brief {id}\n{lines}  sha256 {}\n", Digest::of(lines.as_bytes())) }
    }
}

/// Returns the lines of a brief, and the first version that has all that is in them.
fn lines(ledger: &Ledger, with_pending: bool) -> (String, u32) {
    let mut version = first_version(ledger);
    let mut out = String::new();
    // Writing to a string cannot fail.
    for (index, edition) in ledger.editions.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &ledger.editions[before]);
        let (line, left_out) = line::written(edition, before);
        version = if left_out { LOCK_VERSION } else { version };
        let _ = writeln!(out, "  edition {} {line}", index + 1);
    }
    if let Some(pending) = ledger.pending.as_ref().filter(|_| with_pending) {
        let line = serde_json::to_string(pending).unwrap_or_default();
        let _ = writeln!(out, "  pending {} {line}", ledger.number() + 1);
    }
    let (was, has_patches) = superseded(ledger);
    version = if has_patches { LOCK_VERSION } else { version };
    for step in &was {
        out.push_str(step);
    }
    out.push_str(ledger.content.lines());
    (out, version)
}

/// Returns what each edition superseded, by what of it differed from what came after; and whether anything is told so.
fn superseded(ledger: &Ledger) -> (Vec<String>, bool) {
    let mut steps = vec![String::new(); ledger.was.len()];
    if ledger.was.iter().all(Vec::is_empty) {
        return (steps, false);
    }
    let mut has_patches = false;
    let mut later = ledger.content.read();
    for (index, was) in ledger.was.iter().enumerate().rev() {
        let out = &mut steps[index];
        for Superseded { key, entry } in was {
            let _ = write!(out, "  was {} ", index + 1);
            let after = later.get(key.kind, &key.id);
            let differs = entry.as_ref().zip(after).and_then(|(entry, after)| patch::differs(after, entry));
            match differs {
                Some(differs) => {
                    has_patches = true;
                    write_key(key, out);
                    let _ = writeln!(out, "with {differs}");
                }
                None => write_entry(key, entry.as_ref(), out),
            }
        }
        for Superseded { key, entry } in was {
            later.set(key.clone(), entry.clone());
        }
    }
    (steps, has_patches)
}

/// Returns the first version that has every kind of entry and edition in a ledger.
fn first_version(ledger: &Ledger) -> u32 {
    let is_new = |kind: EditionKind, withdrawn: bool| withdrawn || kind == EditionKind::Reinstatement;
    let waiting = ledger.pending.iter().map(|pending| &pending.edition);
    let was = ledger.was.iter().flatten().map(|was| was.key.kind);
    let is_extent = |kind: EntryKind| kind == EntryKind::Extent;
    let is_second = was.into_iter().any(is_extent)
        || !ledger.content.ids(EntryKind::Extent).is_empty()
        || ledger.editions.iter().chain(waiting).any(|edition| is_new(edition.kind, edition.withdrawn));
    if is_second { SECOND_VERSION } else { FIRST_VERSION }
}
