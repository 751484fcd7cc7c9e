//! The editions of a brief, why each was made, the last with what it says and each earlier one as what leads back to it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::entry::{Entry, Key};
use super::stored::{Entries, StoredBrief};

/// Why an edition was made (the kinds of change that COPE and the IFCN's code tell apart).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditionKind {
    /// The first edition of a brief.
    First,
    /// A new release of the data.
    DataUpdate,
    /// A new source or claim.
    NewEvidence,
    /// Something was wrong, and is now right.
    Correction,
    /// Nothing was wrong, but it could be misread.
    Clarification,
    /// Spelling, order, wording.
    Editorial,
    /// There is reason to doubt it, and it is being looked at.
    ExpressionOfConcern,
    /// The brief should no longer be relied on.
    Withdrawal,
    /// Words were taken out for a person's safety.
    Redaction,
    /// A brief that was withdrawn or in doubt can be relied on again.
    Reinstatement,
}

impl EditionKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::First,
        Self::DataUpdate,
        Self::NewEvidence,
        Self::Correction,
        Self::Clarification,
        Self::Editorial,
        Self::ExpressionOfConcern,
        Self::Withdrawal,
        Self::Redaction,
        Self::Reinstatement,
    ];

    /// Returns the kind with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns its word in the lock and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::DataUpdate => "data-update",
            Self::NewEvidence => "new-evidence",
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Editorial => "editorial",
            Self::ExpressionOfConcern => "expression-of-concern",
            Self::Withdrawal => "withdrawal",
            Self::Redaction => "redaction",
            Self::Reinstatement => "reinstatement",
        }
    }

    /// Returns whether it stays at the top of the brief for its own edition and the next. A concern and a withdrawal stay
    /// longer: until the brief is reinstated.
    pub fn is_announced(self) -> bool {
        matches!(self, Self::Correction | Self::Redaction | Self::Reinstatement)
    }

    /// Returns whether it is made of briefs that are named, even where nothing in them changed.
    pub fn is_of_named_briefs(self) -> bool {
        matches!(self, Self::ExpressionOfConcern | Self::Withdrawal | Self::Redaction | Self::Reinstatement)
    }

    /// Returns whether it tells the reader why.
    pub fn needs_note(self) -> bool {
        self.is_correction() || self == Self::Reinstatement
    }

    /// Returns whether the brief should no longer be relied on.
    pub fn is_withdrawal(self) -> bool {
        self == Self::Withdrawal
    }

    /// Returns whether something published was wrong: told apart from revisions in the history.
    pub fn is_correction(self) -> bool {
        matches!(self, Self::Correction | Self::ExpressionOfConcern | Self::Withdrawal | Self::Redaction)
    }
}

/// An accepted edition. It is never rewritten; what was wrong with it is told by a later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The day it is dated.
    pub date: String,
    /// Why it was made.
    pub kind: EditionKind,
    /// Who accepted it: names as given, the first the one who asked for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// What the reader should know; of a correction, what was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Of a correction: the first edition in which it was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u32>,
    /// Whether the brief had been withdrawn, and stays so: an edition of another kind does not bring it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// What changed against the edition before, in sentences for readers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// The question at that time.
    pub question: String,
    /// The answer as it was given, with its speaker, verb and qualifier.
    pub answer: String,
    /// The standing of the answer in words.
    pub standing: String,
}

/// Returns the edition by which a brief with these editions is withdrawn; none where it can be relied on.
///
/// The last edition says whether it still is. A redaction and a concern say nothing of it.
pub fn withdrawal(editions: &[Edition]) -> Option<&Edition> {
    let silent = |kind| matches!(kind, EditionKind::Redaction | EditionKind::ExpressionOfConcern);
    let last = editions.iter().rev().find(|edition| edition.withdrawn || !silent(edition.kind))?;
    let stays = last.withdrawn || last.kind.is_withdrawal();
    stays.then(|| editions.iter().rev().find(|edition| edition.kind.is_withdrawal()))?
}

/// Returns the concern that stands over a brief with these editions, with its number: the last that no withdrawal and no
/// reinstatement has followed.
pub fn concern(editions: &[Edition]) -> Option<(u32, &Edition)> {
    let ends = |kind| matches!(kind, EditionKind::Withdrawal | EditionKind::Reinstatement);
    let numbered = (1..).zip(editions).collect::<Vec<(u32, &Edition)>>().into_iter().rev();
    let mut open = numbered.take_while(|(_, edition)| !ends(edition.kind));
    open.find(|(_, edition)| edition.kind == EditionKind::ExpressionOfConcern)
}

/// An entry as it was in an earlier edition; none where there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Superseded {
    /// Which entry.
    pub key: Key,
    /// What it held.
    pub entry: Option<Entry>,
}

/// An edition that waits for others to approve it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// The edition as it would be accepted.
    pub edition: Edition,
    /// The first twelve digits of the SHA-256 of the content that its approvers have seen.
    pub content: String,
}

/// Everything that the lock holds of one brief.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The editions, the first at the beginning; edition one is at index zero.
    pub editions: Vec<Edition>,
    /// What leads from each edition back to the one before: for edition two at index zero.
    pub was: Vec<Vec<Superseded>>,
    /// What the last edition says.
    pub content: StoredBrief,
    /// An edition that waits for approval.
    pub pending: Option<Pending>,
}

impl Ledger {
    /// Returns the number of the last edition; zero where none was accepted yet.
    pub fn number(&self) -> u32 {
        u32::try_from(self.editions.len()).unwrap_or(u32::MAX)
    }

    /// Returns the last edition.
    pub fn last(&self) -> Option<&Edition> {
        self.editions.last()
    }

    /// Returns the edition by which the brief is withdrawn; none where it can be relied on.
    pub fn withdrawal(&self) -> Option<&Edition> {
        withdrawal(&self.editions)
    }

    /// Returns what an edition said, by its number; none where there is no such edition.
    pub fn content_of(&self, number: u32) -> Option<Entries> {
        if number == 0 || number > self.number() {
            return None;
        }
        let steps = self.was.get(number as usize - 1..)?;
        Some(steps.iter().rev().fold(self.content.read(), before))
    }

    /// Adds an edition that says this. A brief that is withdrawn stays so until it is reinstated.
    pub fn accept(&mut self, edition: Edition, content: impl Into<StoredBrief>) {
        let content = content.into();
        let lifts = matches!(edition.kind, EditionKind::Withdrawal | EditionKind::Reinstatement);
        let edition = Edition { withdrawn: !lifts && self.withdrawal().is_some(), ..edition };
        if !self.editions.is_empty() {
            self.was.push(back_from(&content.read(), &self.content.read()));
        }
        self.editions.push(edition);
        self.content = content;
        self.pending = None;
    }

    /// Puts a tombstone in place of some words, everywhere: in every edition and everything that leads back to one.
    pub fn redact(&mut self, words: &str, tombstone: &str) {
        let mend = |text: &mut String| *text = text.replace(words, tombstone);
        let waiting = self.pending.iter_mut().map(|pending| &mut pending.edition);
        for edition in self.editions.iter_mut().chain(waiting) {
            let Edition { note, changes, question, answer, standing, by, date: _, kind: _, since: _, withdrawn: _ } =
                edition;
            [question, answer, standing].into_iter().chain(note).chain(changes).chain(by).for_each(mend);
        }
        for Superseded { key, entry } in self.was.iter_mut().flatten() {
            *key = key.clone().with(words, tombstone);
            *entry = entry.take().map(|entry| entry.with(words, tombstone));
        }
        let mut content = self.content.read();
        content.replace(words, tombstone);
        self.content = StoredBrief::of(&content);
    }
}

/// Returns what leads from `later` back to `earlier`: every entry that differs, as it was.
fn back_from(later: &Entries, earlier: &Entries) -> Vec<Superseded> {
    let keys: BTreeSet<&Key> = earlier.iter().chain(later.iter()).map(|(key, _)| key).collect();
    let of = |content: &Entries, key: &Key| content.get(key.kind, &key.id).cloned();
    let differ = keys.into_iter().map(|key| (key, of(earlier, key))).filter(|(key, was)| *was != of(later, key));
    differ.map(|(key, entry)| Superseded { key: key.clone(), entry }).collect()
}

/// Returns content with every entry put back as it was.
fn before(mut content: Entries, was: &Vec<Superseded>) -> Entries {
    for Superseded { key, entry } in was {
        content.set(key.clone(), entry.clone());
    }
    content
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, EntryKind, Measure};
    use super::*;

    #[test]
    fn what_an_edition_changed_leads_back_to_the_one_before() {
        let mut first = Entries::default();
        first.put("monthly/2025-11/total", Entry::Cell(Cell("30375".into())));
        first.put("encounters", Entry::Measure(Measure("Recorded stops.".into())));
        let mut second = first.clone();
        second.put("monthly/2025-11/total", Entry::Cell(Cell("30401".into())));
        second.put("leads", Entry::Measure(Measure("Leads.".into())));
        let was = back_from(&second, &first);
        assert_eq!(was.len(), 2);
        assert_ne!(second, first);
        assert_eq!(before(second, &was), first);
    }

    #[test]
    fn what_is_stored_is_read_as_it_was() {
        let mut content = Entries::default();
        content.put("a, b \"c\"/x\n", Entry::Cell(Cell("1\n2".into())));
        content.put("", Entry::Cell(Cell(String::new())));
        content.put("plain", Entry::Cell(Cell("“é”".into())));
        let stored = StoredBrief::of(&content);
        assert_eq!(stored.read(), content);
        assert_eq!(stored.ids(EntryKind::Cell), ["", "a, b \"c\"/x\n", "plain"]);
        assert_eq!(stored, StoredBrief::from(content));
    }
}
