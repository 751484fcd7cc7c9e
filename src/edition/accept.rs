//! Accepting: what a brief says now becomes its next edition, or waits until enough people have approved it.

use std::collections::BTreeSet;

use crate::language::Languages;
use crate::number::Date;

use super::refusal::Refusal;
use super::{Changes, Edition, EditionKind, Editions, Ledger, Lock, Pending, State, StoredBrief, concern};

/// What is to be accepted, and how it is to be remembered.
#[derive(Debug, Clone)]
pub struct Request {
    /// The briefs, by id; every one with something to accept where none is named.
    pub briefs: Vec<String>,
    /// Why; none for first editions.
    pub kind: Option<EditionKind>,
    /// The day it is dated.
    pub date: Date,
    /// Who asks.
    pub by: Option<String>,
    /// What the reader should know.
    pub note: Option<String>,
    /// Of a correction: the first edition that was wrong.
    pub since: Option<u32>,
    /// Words to take out of everything that the lock holds.
    pub remove: Vec<String>,
    /// How many people accept an edition, at least one.
    pub sign_off: u32,
    /// The languages of the publication: `rain.en` is the original of `rain` alone, where `en` is the main one of several.
    pub languages: Languages,
}

impl Request {
    /// Returns the brief whose original alone is named: `rain` of `rain.en`.
    fn original(&self, named: &str) -> Option<String> {
        let (brief, tag) = named.rsplit_once('.').filter(|_| self.languages.are_several())?;
        (self.languages.named(tag)? == self.languages.main()).then(|| brief.to_owned())
    }
}

/// What the reader of a brief is told of its next edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The question.
    pub question: String,
    /// The answer with its speaker, verb and qualifier.
    pub answer: String,
    /// The standing of the answer in words.
    pub standing: String,
    /// What changed, in sentences.
    pub changes: Vec<String>,
}

/// A brief that was accepted, or waits for approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The brief.
    pub brief: String,
    /// The number of the edition.
    pub number: u32,
    /// Why it was made.
    pub kind: EditionKind,
    /// How many more people have to approve it; zero where it is accepted.
    pub missing: u32,
    /// What an earlier edition said of the brief that stands although this one does not say it again.
    pub stays: Option<Stays>,
}

/// What stands over a brief until it is reinstated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// It is withdrawn.
    Withdrawn,
    /// There is reason to doubt it.
    InDoubt,
}

impl Stays {
    /// Returns what stands over a brief, once an edition of this kind is made of it.
    fn over(ledger: &Ledger, kind: EditionKind) -> Option<Self> {
        use EditionKind::{ExpressionOfConcern, Reinstatement, Withdrawal};
        match kind {
            Withdrawal | Reinstatement => None,
            _ if ledger.withdrawal().is_some() => Some(Self::Withdrawn),
            ExpressionOfConcern => None,
            _ => concern(&ledger.editions).map(|_| Self::InDoubt),
        }
    }
}

/// Returns the briefs that a request means, in the order of the registry.
///
/// # Errors
/// A brief is named that does not exist, or has nothing to accept.
pub fn selected_briefs(editions: &Editions, request: &Request) -> Result<Vec<String>, Refusal> {
    let gone = editions.gone();
    let open = |id: &str| {
        let state = editions.state(id);
        state.is_none_or(|state| *state != State::Accepted)
    };
    if request.briefs.is_empty() {
        if request.kind.is_some_and(EditionKind::is_of_named_briefs) {
            return Err(Refusal::NoBriefNamed);
        }
        let found: Vec<String> = editions.briefs.iter().filter(|id| open(id)).cloned().collect();
        return if found.is_empty() { Err(Refusal::NothingToAccept) } else { Ok(found) };
    }
    let mut found = Vec::new();
    for id in &request.briefs {
        let known = |id: &String| editions.briefs.contains(id) || gone.contains(&id.as_str());
        let original = Some(id).filter(|id| !known(id)).and_then(|id| request.original(id)).filter(known);
        let id = original.as_ref().unwrap_or(id);
        if !known(id) {
            return Err(Refusal::UnknownBrief(id.clone()));
        }
        // A brief is named in all its languages; those of which nothing changed have nothing to accept.
        let in_language = format!("{id}.");
        let translations = editions.briefs.iter().filter(|brief| brief.starts_with(&in_language));
        let translations = translations.filter(|_| original.is_none());
        let of_named = request.kind.is_some_and(EditionKind::is_of_named_briefs);
        let all = std::iter::once(id).chain(translations).filter(|brief| open(brief) || of_named);
        let before = found.len();
        for brief in all {
            if !found.contains(brief) {
                found.push(brief.clone());
            }
        }
        if found.len() == before && !found.contains(id) {
            return Err(Refusal::Unchanged(id.clone()));
        }
    }
    Ok(found)
}

/// Returns the lock with the next edition of each brief; `tell` says what readers are told of one.
///
/// # Errors
/// The request does not fit one of the briefs: then none of them is accepted.
pub fn accept(
    editions: &Editions,
    request: &Request,
    tell: &dyn Fn(&str, Option<&Changes>) -> Option<Told>,
) -> Result<(Lock, Vec<Accepted>), Refusal> {
    let mut lock = Lock::clone(&editions.lock);
    let mut accepted = Vec::new();
    for id in selected_briefs(editions, request)? {
        let state = editions.state(&id);
        let changes = match state {
            Some(State::Changed(changes)) => Some(&**changes),
            _ => None,
        };
        let ledger = lock.briefs.entry(id.clone()).or_default();
        let edition = next(&id, ledger, changes, request, tell(&id, changes))?;
        let content = editions.content(&id).unwrap_or(&ledger.content).clone();
        accepted.push(sign(&id, ledger, edition, content, request.sign_off));
    }
    if request.kind == Some(EditionKind::Redaction) {
        redact(editions, &mut lock, request)?;
    }
    Ok((lock, accepted))
}

/// Returns the lock in which one more person has approved what waits.
///
/// # Errors
/// Nothing waits, the same person asked for it, or what is said has changed since.
pub fn approve(
    editions: &Editions,
    briefs: &[String],
    by: &str,
    sign_off: u32,
) -> Result<(Lock, Vec<Accepted>), Refusal> {
    let mut lock = Lock::clone(&editions.lock);
    let waiting: Vec<String> = match briefs {
        [] => lock.briefs.iter().filter(|(_, ledger)| ledger.pending.is_some()).map(|(id, _)| id.clone()).collect(),
        named => named.to_vec(),
    };
    if waiting.is_empty() {
        return Err(Refusal::NothingWaits);
    }
    let mut accepted = Vec::new();
    for id in waiting {
        let Some(ledger) = lock.briefs.get_mut(&id) else { return Err(Refusal::UnknownBrief(id)) };
        let Some(Pending { mut edition, content }) = ledger.pending.take() else {
            return Err(Refusal::DoesNotWait(id));
        };
        let now = editions.content(&id).unwrap_or(&ledger.content).clone();
        if now.read().digest() != content {
            return Err(Refusal::ChangedSince(id));
        }
        if edition.by.iter().any(|name| name.eq_ignore_ascii_case(by)) {
            return Err(Refusal::SamePerson { brief: id, by: by.to_owned() });
        }
        edition.by.push(by.to_owned());
        accepted.push(sign(&id, ledger, edition, now, sign_off));
    }
    Ok((lock, accepted))
}

/// Adds the edition where enough people stand behind it, else lets it wait.
fn sign(id: &str, ledger: &mut Ledger, edition: Edition, content: StoredBrief, sign_off: u32) -> Accepted {
    let names = u32::try_from(edition.by.len().max(1)).unwrap_or(u32::MAX);
    let missing = sign_off.max(1).saturating_sub(names);
    let (number, kind) = (ledger.number() + 1, edition.kind);
    let stays = Stays::over(ledger, kind);
    if missing == 0 {
        ledger.accept(edition, content);
    } else {
        ledger.pending = Some(Pending { edition, content: content.read().digest() });
    }
    Accepted { brief: id.to_owned(), number, kind, missing, stays }
}

/// Returns the next edition of a brief.
fn next(
    id: &str,
    ledger: &Ledger,
    changes: Option<&Changes>,
    request: &Request,
    told: Option<Told>,
) -> Result<Edition, Refusal> {
    let brief = || id.to_owned();
    let first = ledger.editions.is_empty();
    let kind = match request.kind {
        _ if first => EditionKind::First,
        Some(EditionKind::First) => return Err(Refusal::NotFirst { brief: brief(), number: ledger.number() }),
        Some(kind) => kind,
        None => return Err(Refusal::NoKind { brief: brief(), fits: changes.map_or(EditionKind::Editorial, fitting) }),
    };
    // Nothing that moved stands in the way of taking a brief back.
    let corrects = matches!(kind, EditionKind::Correction | EditionKind::Withdrawal);
    if let Some(dataset) = changes.and_then(Changes::silent_correction).filter(|_| !corrects) {
        return Err(Refusal::IsACorrection { brief: brief(), dataset: dataset.to_owned() });
    }
    let stands = ledger.withdrawal().is_some() || concern(&ledger.editions).is_some();
    if kind == EditionKind::Reinstatement && !stands {
        return Err(Refusal::NotWithdrawn(brief()));
    }
    if kind.needs_note() && request.note.is_none() {
        return Err(Refusal::NoNote(kind));
    }
    let since = match (kind, request.since) {
        (EditionKind::Correction, None) => return Err(Refusal::NoSince),
        (EditionKind::Correction, Some(since)) if since == 0 || since > ledger.number() => {
            return Err(Refusal::NoSuchEdition { brief: brief(), number: since });
        }
        (EditionKind::Correction, since) => since,
        _ => None,
    };
    let date = request.date.to_string();
    if let Some(last) = ledger.last().filter(|last| last.date > date) {
        return Err(Refusal::Earlier { brief: brief(), date, last: last.date.clone() });
    }
    if request.sign_off > 1 && request.by.is_none() {
        return Err(Refusal::NoName(request.sign_off));
    }
    // A brief that is gone is told as it was last told.
    let last = || {
        let last = ledger.last()?;
        let (question, answer, standing) = (last.question.clone(), last.answer.clone(), last.standing.clone());
        Some(Told { question, answer, standing, changes: Vec::new() })
    };
    if told.is_none() && kind != EditionKind::Withdrawal {
        return Err(Refusal::Gone(brief()));
    }
    let Told { question, answer, standing, changes } = told.or_else(last).unwrap_or_default();
    let by = request.by.clone().into_iter().collect();
    let note = request.note.clone();
    Ok(Edition { date, kind, by, note, since, withdrawn: false, changes, question, answer, standing })
}

/// Returns the kind of edition that changes look like.
fn fitting(changes: &Changes) -> EditionKind {
    if changes.silent_correction().is_some() {
        EditionKind::Correction
    } else if changes.datasets.iter().any(|change| change.both().is_some()) {
        EditionKind::DataUpdate
    } else if !changes.claims.is_empty() || !changes.sources.is_empty() {
        EditionKind::NewEvidence
    } else {
        EditionKind::Editorial
    }
}

/// Takes words out of everything that the lock holds.
fn redact(editions: &Editions, lock: &mut Lock, request: &Request) -> Result<(), Refusal> {
    let words: BTreeSet<&str> =
        request.remove.iter().map(|words| words.trim()).filter(|words| !words.is_empty()).collect();
    if words.is_empty() {
        return Err(Refusal::NothingToRemove);
    }
    for words in words {
        let still = editions.now.iter().zip(&editions.briefs).find(|(now, _)| now.content.read().contains(words));
        if let Some((_, brief)) = still {
            return Err(Refusal::StillThere { place: brief.clone() });
        }
        for ledger in lock.briefs.values_mut() {
            ledger.redact(words, &editions.tombstone);
        }
    }
    Ok(())
}
