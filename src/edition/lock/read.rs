//! From the file to ledgers, strictly: what is not exactly what the tool wrote is a fault, never a guess.

use crate::digest::Digest;
use crate::edition::{Edition, Entry, EntryKind, Key, Ledger, Pending, Was};
use crate::number::Date;

use super::fault::{Fault, LockFault};
use super::{FIRST_VERSION, LOCK_VERSION, Lock, line};

impl Lock {
    /// Returns the lock that a file holds.
    ///
    /// # Errors
    /// The file is of a newer tool, cut off, changed by hand, or holds the marks of a merge that was not resolved.
    pub fn read(text: &str) -> Result<Self, LockFault> {
        let fault = |line: usize, fault: Fault| Err(LockFault { line, fault });
        let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
        if let Some((line, _)) = lines.clone().find(|(_, line)| is_conflict(line)) {
            return fault(line, Fault::Conflict);
        }
        let version = lines.next().and_then(|(_, line)| line.strip_prefix("lock ")?.parse::<u32>().ok());
        match version {
            Some(FIRST_VERSION..=LOCK_VERSION) => {}
            Some(version) if version > LOCK_VERSION => return fault(1, Fault::Newer(version)),
            _ => return fault(1, Fault::NoLock),
        }
        let mut lock = Self::default();
        let mut ended = false;
        while let Some((number, line)) = lines.next() {
            match line {
                _ if ended => return fault(number, Fault::Unexpected),
                "" => {}
                "end" => ended = true,
                _ if line.starts_with('#') => {}
                _ => {
                    let Some(id) = line.strip_prefix("brief ") else { return fault(number, Fault::Unexpected) };
                    let ledger = block(number, &mut lines)?;
                    if lock.briefs.insert(id.to_owned(), ledger).is_some() {
                        return fault(number, Fault::Twice);
                    }
                }
            }
        }
        if ended && text.ends_with('\n') { Ok(lock) } else { fault(text.lines().count().max(1), Fault::Cut) }
    }
}

fn is_conflict(line: &str) -> bool {
    ["<<<<<<<", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) || line == "======="
}

/// Reads the lines of one brief, to its digest.
fn block<'t>(heading: usize, lines: &mut impl Iterator<Item = (usize, &'t str)>) -> Result<Ledger, LockFault> {
    let mut ledger = Ledger::default();
    let mut read = String::new();
    let mut last = heading;
    for (number, line) in lines {
        last = number;
        let fault = |fault: Fault| LockFault { line: number, fault };
        let Some(rest) = line.strip_prefix("  ") else { return Err(fault(Fault::Cut)) };
        if let Some(digest) = rest.strip_prefix("sha256 ") {
            if digest != Digest::of(read.as_bytes()).to_string() {
                return Err(LockFault { line: heading, fault: Fault::Edited });
            }
            let whole = ledger.was.len() == ledger.editions.len().saturating_sub(1);
            return if whole && !(ledger.editions.is_empty() && ledger.pending.is_none()) {
                Ok(ledger)
            } else {
                Err(LockFault { line: heading, fault: Fault::Edited })
            };
        }
        read.push_str(line);
        read.push('\n');
        entry(&mut ledger, rest).ok_or_else(|| fault(Fault::Unexpected))?;
        let most = ledger.editions.len().saturating_sub(1);
        ledger.was.resize(most.max(ledger.was.len()), Vec::new());
    }
    Err(LockFault { line: last, fault: Fault::Cut })
}

fn entry(ledger: &mut Ledger, line: &str) -> Option<()> {
    let (word, rest) = line::take(line)?;
    match word.as_str() {
        "edition" => {
            let (number, rest) = line::take(rest)?;
            (number.parse::<usize>().ok()? == ledger.editions.len() + 1).then_some(())?;
            let edition = serde_json::from_str::<Edition>(rest).ok()?;
            Date::parse(&edition.date).ok()?;
            ledger.editions.push(edition);
        }
        "pending" => {
            let (number, rest) = line::take(rest)?;
            (number.parse::<u32>().ok()? == ledger.number() + 1).then_some(())?;
            ledger.pending = Some(serde_json::from_str::<Pending>(rest).ok()?);
        }
        "was" => {
            let (number, rest) = line::take(rest)?;
            let (kind, rest) = line::take(rest)?;
            let (id, rest) = line::take(rest)?;
            let kind = EntryKind::parse(&kind)?;
            let entry = if rest.trim() == "null" { None } else { Some(Entry::read(kind, rest).ok()?) };
            let at = number.parse::<usize>().ok()?.checked_sub(1)?;
            ledger.was.get_mut(at)?.push(Was { key: Key { kind, id }, entry });
        }
        kind => {
            let kind = EntryKind::parse(kind)?;
            let (id, rest) = line::take(rest)?;
            ledger.content.put(id, Entry::read(kind, rest).ok()?);
        }
    }
    Some(())
}
