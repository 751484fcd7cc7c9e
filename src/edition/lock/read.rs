//! From the file to ledgers, strictly: what is not exactly what the tool wrote is a fault, never a guess.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::code::edition as code;
use crate::diagnostic::paths::unreadable;
use crate::diagnostic::{Problem, conflict};
use crate::digest::Digest;
use crate::edition::entry::{Entry, EntryKind, Key};
use crate::edition::ledger::{Ledger, Pending, Superseded};
use crate::edition::stored::{Entries, StoredBrief, read_entry, take, write_entry};
use crate::number::Date;
use crate::text::Place;
use crate::world::{ProjectPath, Unreadable, World};

use super::{
    FIRST_VERSION, GOOD_VERSION, LARGEST_LOCK, LOCK_FILE, LOCK_VERSION, Lock, LockFault, LockFaultKind, ProjectLock,
    line, patch,
};

impl ProjectLock {
    /// Returns the lock of a project, with the problem met where it cannot be read.
    pub fn of(world: &dyn World) -> (Self, Option<Problem>) {
        let path = ProjectPath::fixed(LOCK_FILE);
        if world.size(&path).is_ok_and(|size| size > LARGEST_LOCK) {
            return (Self::default(), Some(too_large(path)));
        }
        let bytes: Arc<[u8]> = match world.read(&path) {
            Ok(bytes) => bytes.into(),
            Err(Unreadable::Missing) => return (Self::default(), None),
            Err(why) => {
                let mut problem = unreadable(&code::LOCK_UNREADABLE, Place::File(path.clone()), &path, &why);
                problem.helps = vec![GOOD_VERSION.to_owned()];
                return (Self::default(), Some(problem));
            }
        };
        match Lock::of(&bytes) {
            Ok(lock) => (Self { bytes: Some(bytes), read: Some(Arc::new(lock)) }, None),
            Err(fault) => {
                let problem = fault.problem(&String::from_utf8_lossy(&bytes));
                (Self { bytes: Some(bytes), read: None }, Some(problem))
            }
        }
    }
}

/// Builds the problem of a lock beyond all reason.
fn too_large(path: ProjectPath) -> Problem {
    let message = format!("`{path}` is larger than {} MiB", LARGEST_LOCK >> 20);
    Problem::error(&code::LOCK_UNREADABLE, Place::File(path), message)
        .note("the tool writes none so large, and a larger one could exhaust the machine")
        .help(GOOD_VERSION)
}

impl Lock {
    /// Returns the lock that a text holds.
    ///
    /// # Errors
    /// The text is of a newer tool, cut off, changed by hand, or holds the marks of a merge that was not resolved.
    pub fn read(text: &str) -> Result<Self, LockFault> {
        Self::of(&text.as_bytes().into())
    }

    /// Returns the lock that a file holds, which stays where it is: what briefs say is read when it is asked for.
    ///
    /// # Errors
    /// The file is of a newer tool, cut off, changed by hand, or holds the marks of a merge that was not resolved.
    pub fn of(file: &Arc<[u8]>) -> Result<Self, LockFault> {
        let Ok(text) = std::str::from_utf8(file) else {
            // It was not written by the tool: it is read as far as it goes, and its digests do not agree.
            return Self::read(&String::from_utf8_lossy(file));
        };
        let fault = |line: usize, fault: LockFaultKind| Err(LockFault { line, fault });
        let mut lines = Lines { text, at: 0, number: 0 };
        if let Some((line, _)) = lines.clone().find(|(_, line)| conflict::is_mark(line)) {
            return fault(line, LockFaultKind::Conflict);
        }
        let version = lines.next().and_then(|(_, line)| line.strip_prefix("lock ")?.parse::<u32>().ok());
        match version {
            Some(FIRST_VERSION..=LOCK_VERSION) => {}
            Some(version) if version > LOCK_VERSION => return fault(1, LockFaultKind::Newer(version)),
            _ => return fault(1, LockFaultKind::NoLock),
        }
        let mut blocks: Vec<(&str, Lines<'_>)> = Vec::new();
        let mut ended = false;
        let mut unread = None;
        while let Some((number, line)) = lines.next() {
            match line {
                _ if ended => unread = Some(LockFault { line: number, fault: LockFaultKind::Unexpected }),
                "" => {}
                "end" => ended = true,
                _ if line.starts_with('#') => {}
                _ => match line.strip_prefix("brief ") {
                    Some(id) => {
                        blocks.push((id, lines.clone()));
                        // To its digest; where there is none, reading the block says so.
                        let mut block = lines.clone().take_while(|(_, line)| line.starts_with("  "));
                        let ends = block.position(|(_, line)| line.starts_with("  sha256 "));
                        lines.by_ref().take(ends.map_or(0, |ends| ends + 1)).for_each(drop);
                    }
                    None => unread = Some(LockFault { line: number, fault: LockFaultKind::Unexpected }),
                },
            }
            if unread.is_some() {
                break;
            }
        }
        let ledgers: Vec<_> =
            blocks.into_par_iter().map(|(id, lines)| (id, lines.number, block(file, lines))).collect();
        let mut lock = Self::default();
        for (id, number, ledger) in ledgers {
            if lock.briefs.insert(id.to_owned(), ledger?).is_some() {
                return fault(number, LockFaultKind::Twice);
            }
        }
        match unread {
            Some(unread) => Err(unread),
            None if ended && text.ends_with('\n') => Ok(lock),
            None => fault(text.lines().count().max(1), LockFaultKind::Cut),
        }
    }
}

/// The lines of a text from some place on, each with its number.
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    /// Where the next line begins.
    at: usize,
    /// The number of the last line.
    number: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split_inclusive('\n').next()?;
        self.at += line.len();
        self.number += 1;
        let line = line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        Some((self.number, line))
    }
}

/// Reads the lines of one brief, to its digest.
fn block(file: &Arc<[u8]>, mut lines: Lines<'_>) -> Result<Ledger, LockFault> {
    let (heading, all) = (lines.number, lines.clone());
    let mut ledger = Ledger::default();
    let mut last = heading;
    let mut content = Said::default();
    let mut patches = Vec::new();
    loop {
        let begins = lines.at;
        let Some((number, line)) = lines.next() else {
            return Err(LockFault { line: last, fault: LockFaultKind::Cut });
        };
        last = number;
        let fault = |fault: LockFaultKind| LockFault { line: number, fault };
        let Some(rest) = line.strip_prefix("  ") else { return Err(fault(LockFaultKind::Cut)) };
        if let Some(written) = rest.strip_prefix("sha256 ") {
            let read = all.take(number - heading - 1).flat_map(|(_, line)| [line.as_bytes(), b"\n"]);
            if written != Digest::of_parts(read).to_string() {
                return Err(LockFault { line: heading, fault: LockFaultKind::Edited });
            }
            let whole = ledger.was.len() == ledger.editions.len().saturating_sub(1);
            if !whole || ledger.editions.is_empty() && ledger.pending.is_none() {
                return Err(LockFault { line: heading, fault: LockFaultKind::Edited });
            }
            ledger.content = content.stored(file);
            let unfit = |line: usize| LockFault { line, fault: LockFaultKind::Unexpected };
            fill(&mut ledger, &patches).map_err(unfit)?;
            return Ok(ledger);
        }
        let of_patch = was_with(&mut ledger, line, number);
        match of_patch {
            Some(patch) => patches.push(patch),
            None => entry(&mut ledger, &mut content, lines.text, begins, line)
                .ok_or_else(|| fault(LockFaultKind::Unexpected))?,
        }
        let most = ledger.editions.len().saturating_sub(1);
        ledger.was.resize(most.max(ledger.was.len()), Vec::new());
    }
}

/// The entries of what the last edition says, as far as they were read.
#[derive(Default)]
struct Said {
    /// Where the first of them begins; as long as each follows the one before as the tool writes them, it is enough to know
    /// where they stand.
    begins: Option<usize>,
    last: Option<Key>,
    /// All of them, where they were written in another way.
    other: Option<Entries>,
    ends: usize,
}

impl Said {
    /// Adds the entry of a line.
    fn add(&mut self, text: &str, at: usize, line: &str, key: Key, entry: Entry) {
        let mut written = "  ".to_owned();
        write_entry(&key, Some(&entry), &mut written);
        let follows = self.begins.is_none() || self.ends == at && self.last.as_ref() < Some(&key);
        let as_written = text[at..].starts_with(&written) && written.len() == line.len() + 1;
        if self.other.is_none() && !(follows && as_written) {
            let before = self.begins.map(|begins| &text[begins..self.ends]).unwrap_or_default();
            let mut content = Entries::default();
            before.lines().filter_map(read_entry).for_each(|(key, entry)| content.put(key.id, entry));
            self.other = Some(content);
        }
        if let Some(content) = &mut self.other {
            content.put(key.id, entry);
            return;
        }
        self.begins = self.begins.or(Some(at));
        self.ends = at + written.len();
        self.last = Some(key);
    }

    fn stored(self, file: &Arc<[u8]>) -> StoredBrief {
        match (self.other, self.begins) {
            (Some(content), _) => StoredBrief::of(&content),
            (None, Some(begins)) => StoredBrief::within(file, begins..self.ends),
            (None, None) => StoredBrief::default(),
        }
    }
}

fn entry(ledger: &mut Ledger, content: &mut Said, text: &str, at: usize, line: &str) -> Option<()> {
    let rest = line.strip_prefix("  ")?;
    let (word, rest) = take(rest)?;
    match word.as_str() {
        "edition" => {
            let (number, rest) = take(rest)?;
            (number.parse::<usize>().ok()? == ledger.editions.len() + 1).then_some(())?;
            let edition = line::read(rest, ledger.last())?;
            Date::parse(&edition.date).ok()?;
            ledger.editions.push(edition);
        }
        "pending" => {
            let (number, rest) = take(rest)?;
            (number.parse::<u32>().ok()? == ledger.number() + 1).then_some(())?;
            ledger.pending = Some(serde_json::from_str::<Pending>(rest).ok()?);
        }
        "was" => {
            let (number, rest) = take(rest)?;
            let (kind, rest) = take(rest)?;
            let (id, rest) = take(rest)?;
            let kind = EntryKind::parse(&kind)?;
            let entry = if rest.trim() == "null" { None } else { Some(Entry::read(kind, rest).ok()?) };
            let at = number.parse::<usize>().ok()?.checked_sub(1)?;
            ledger.was.get_mut(at)?.push(Superseded { key: Key { kind, id }, entry });
        }
        _ => {
            let (key, entry) = read_entry(line)?;
            content.add(text, at, line, key, entry);
        }
    }
    Some(())
}

/// What of an earlier entry differs from the entry as it was next, and where it was written.
struct Patch {
    line: usize,
    step: usize,
    /// Where it stands among what the step superseded.
    index: usize,
    differs: serde_json::Value,
}

/// Reads a line that tells an entry by what of it differed, and leaves room for it; none of any other line.
fn was_with(ledger: &mut Ledger, line: &str, number: usize) -> Option<Patch> {
    let (step, rest) = take(line.strip_prefix("  was ")?)?;
    let (kind, rest) = take(rest)?;
    let (id, rest) = take(rest)?;
    let differs = serde_json::from_str(rest.strip_prefix(" with ")?).ok()?;
    let step = step.parse::<usize>().ok()?.checked_sub(1)?;
    let was = ledger.was.get_mut(step)?;
    was.push(Superseded { key: Key { kind: EntryKind::parse(&kind)?, id }, entry: None });
    Some(Patch { line: number, step, index: was.len() - 1, differs })
}

/// Puts the entries in place that are told by what of them differed, the last step first: each rests on those after it.
///
/// # Errors
/// One rests on an entry that was not there, or makes no entry of its kind: on which line.
fn fill(ledger: &mut Ledger, patches: &[Patch]) -> Result<(), usize> {
    if patches.is_empty() {
        return Ok(());
    }
    let mut later = ledger.content.read();
    for step in (0..ledger.was.len()).rev() {
        for Patch { line, index, differs, .. } in patches.iter().filter(|patch| patch.step == step) {
            let superseded = &mut ledger.was[step][*index];
            let Key { kind, id } = &superseded.key;
            let entry = later.get(*kind, id).and_then(|later| patch::patched(later, differs));
            superseded.entry = Some(entry.ok_or(*line)?);
        }
        for Superseded { key, entry } in &ledger.was[step] {
            later.set(key.clone(), entry.clone());
        }
    }
    Ok(())
}
