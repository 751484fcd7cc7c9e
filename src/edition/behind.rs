//! Translations that are behind: the original has an edition that concludes something else than theirs.

use std::collections::BTreeMap;

use crate::language::Languages;

use super::entry::{Entry, EntryKind};
use super::{Ledger, Lock};

/// A translation whose original concludes something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The translation, by its id.
    pub brief: String,
    /// The original.
    pub original: String,
    /// The number of its last edition.
    pub edition: u32,
    /// The day of that edition.
    pub date: String,
}

/// Returns the translations of which the last edition concludes something else than a later one, or one of the same day, of the
/// original.
pub fn behind(lock: &Lock, languages: &Languages) -> Vec<Behind> {
    let of = |(id, ledger): (&String, &Ledger)| {
        let (original, language) = languages.split(id);
        let there = lock.briefs.get(original).filter(|_| language != languages.main())?;
        let (last, own) = (there.last()?, ledger.last()?);
        let is_later = last.date >= own.date && ledger.withdrawal().is_none();
        (is_later && conclusions(there) != conclusions(ledger)).then(|| Behind {
            brief: id.clone(),
            original: original.to_owned(),
            edition: there.number(),
            date: last.date.clone(),
        })
    };
    lock.briefs.iter().filter_map(of).collect()
}

/// Returns the standing of each claim that answers, and the digits that its figures print: those are the same in every language.
fn conclusions(ledger: &Ledger) -> BTreeMap<String, (String, Vec<String>)> {
    let content = ledger.content.read();
    let ids = ledger.content.ids(EntryKind::Claim);
    let of = |id: &String| match content.get(EntryKind::Claim, id) {
        Some(Entry::Claim(claim)) if claim.answer => {
            let digits = |words: &str| words.chars().filter(char::is_ascii_digit).collect::<String>();
            let values = claim.values.iter().map(|value| digits(value.as_str())).collect();
            Some((id.clone(), (claim.standing.clone(), values)))
        }
        _ => None,
    };
    ids.iter().filter_map(of).collect()
}
