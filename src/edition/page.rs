//! What a page, its data and the feed are told of the editions of a brief. It is made from the lock, so no edition answers
//! for it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::text::capital;
use crate::view::{EditionStatus, EditionView, EditionViews, HistoryView, Notice, PastEdition, Views};

use super::editions::{Editions, State};
use super::ledger::{Edition, EditionKind, concern, withdrawal};
use super::words::told_changes;

/// For how many editions an announcement stays at the top: its own and the next.
const ANNOUNCED: usize = 2;

impl Editions {
    /// Returns which edition each brief is, and those that were accepted. Where the accepted briefs are to be `published`, the
    /// others are held.
    pub fn views(&self, views: &Views, published: bool) -> EditionViews {
        if !self.locked {
            return unpublished(views, self.briefs.len());
        }
        let of = |(id, ledger): (&String, &super::Ledger)| Arc::new(history(views, id, &ledger.editions));
        let accepted: Vec<_> = self.lock.briefs.par_iter().map(of).collect();
        let brief = |(id, state): (&String, &State)| {
            let editions = self.lock.briefs.get(id).map_or(&[][..], |ledger| &ledger.editions);
            let at = accepted.binary_search_by(|history| history.id.as_str().cmp(id)).ok();
            let history = at.map_or_else(Arc::default, |at| Arc::clone(&accepted[at]));
            edition(views, editions, history, state, published)
        };
        let briefs = self.briefs.par_iter().zip(&self.states).map(brief).collect();
        EditionViews { briefs, accepted, languages: Vec::new() }
    }
}

/// Returns so many briefs of a project that has no editions.
pub fn unpublished(views: &Views, briefs: usize) -> EditionViews {
    let words = &views.words().phrases.unpublished;
    let one = EditionView {
        status: EditionStatus::Unpublished,
        words: words.clone(),
        withdrawn: None,
        concern: None,
        number: None,
        date: None,
        kind: None,
        changes: Vec::new(),
        cited: words.to_lowercase(),
        notices: Vec::new(),
        history: Arc::default(),
        siblings: Vec::new(),
    };
    EditionViews { briefs: vec![one; briefs], ..EditionViews::default() }
}

fn edition(
    views: &Views,
    editions: &[Edition],
    history: Arc<HistoryView>,
    state: &State,
    published: bool,
) -> EditionView {
    let last = editions.last();
    let draft = if published { EditionStatus::Held } else { EditionStatus::Draft };
    let (status, changes) = match state {
        State::Accepted => (EditionStatus::Accepted, last.map(|last| last.changes.clone()).unwrap_or_default()),
        State::New => (draft, Vec::new()),
        State::Changed(changes) => (draft, told_changes(&views.model, changes)),
    };
    let (words, number) = (&views.words().editions, editions.len().to_string());
    let is_draft = status == EditionStatus::Draft;
    EditionView {
        status,
        words: match last {
            None if is_draft => words.draft_first.clone(),
            None => String::new(),
            Some(last) => {
                let form = if is_draft { &words.draft } else { &words.accepted };
                views.say(form, &values(views, last, &number))
            }
        },
        withdrawn: history.withdrawn.clone(),
        concern: history.concern.clone(),
        number: last.map(|_| editions.len()),
        date: last.map(|last| last.date.clone()),
        kind: last.map(|last| last.kind.word()),
        changes,
        cited: if is_draft { words.cited.clone() } else { number },
        notices: notices(views, editions, &history, is_draft),
        history,
        siblings: Vec::new(),
    }
}

fn history(views: &Views, id: &str, editions: &[Edition]) -> HistoryView {
    let words = &views.words().editions;
    let past = |(number, edition): (usize, &Edition)| PastEdition {
        number,
        date: edition.date.clone(),
        kind: edition.kind.word(),
        note: edition.note.clone(),
        since: edition.since,
        changes: edition.changes.clone(),
        answer: edition.answer.clone(),
        standing: edition.standing.clone(),
        question: edition.question.clone(),
        words: views.say(&words.entry, &values(views, edition, &number.to_string())),
        kind_words: edition.kind.in_words(views.language()),
        note_words: note(views, edition),
        is_correction: edition.kind.is_correction(),
        withdraws: edition.kind.is_withdrawal(),
        still_withdrawn: edition.withdrawn,
        reinstated: reinstated(views, edition, &editions[number..]),
    };
    HistoryView {
        id: id.to_owned(),
        editions: (1..).zip(editions).map(past).collect(),
        withdrawn: withdrawal(editions).map(|edition| views.say(&words.withdrawn, &values(views, edition, ""))),
        concern: concern(editions)
            .map(|(number, edition)| views.say(&words.concern, &values(views, edition, &number.to_string()))),
    }
}

/// Returns what must be read before anything else.
fn notices(views: &Views, editions: &[Edition], history: &HistoryView, is_draft: bool) -> Vec<Notice> {
    let words = &views.words().editions;
    let mut found = Vec::new();
    let mut say = |lead: String, note: Option<&str>| {
        found.push(Notice { lead, note: note.unwrap_or_default().to_owned() });
    };
    if is_draft {
        match editions.last() {
            None => say(words.notice_first.clone(), None),
            Some(last) => {
                say(views.say(&words.notice_draft, &values(views, last, &editions.len().to_string())), None);
            }
        }
    }
    if let Some(lead) = &history.withdrawn {
        say(lead.clone(), withdrawal(editions).and_then(|edition| edition.note.as_deref()));
    }
    if let Some(lead) = &history.concern {
        say(lead.clone(), concern(editions).and_then(|(_, edition)| edition.note.as_deref()));
    }
    let recent = editions.iter().enumerate().rev().take(ANNOUNCED);
    for (before, (index, edition)) in recent.filter(|(_, edition)| edition.kind.is_announced()).enumerate() {
        let lead = views.say(&words.notice, &values(views, edition, &(index + 1).to_string()));
        // The newest is told in full; of the one before, which readers met at this place, the history tells the rest.
        say(capital(&lead), Some(history.editions[index].note_words.as_str()).filter(|_| before == 0));
    }
    found
}

/// Returns what fills the gaps of a sentence about an edition.
fn values(views: &Views, edition: &Edition, number: &str) -> [(&'static str, String); 3] {
    [
        ("number", number.to_owned()),
        ("date", views.day(&edition.date)),
        ("kind", edition.kind.in_words(views.language()).to_owned()),
    ]
}

/// Returns what an edition's note says, with since when something had been wrong.
fn note(views: &Views, edition: &Edition) -> String {
    let mut note = edition.note.clone().unwrap_or_default();
    if let Some(since) = edition.since {
        if !note.is_empty() {
            note.push(' ');
        }
        note.push_str(&views.say(&views.words().editions.since, &[("since", since.to_string())]));
    }
    note
}

/// Returns that a brief was reinstated by a later edition than one that withdrew it or told of a doubt.
fn reinstated(views: &Views, edition: &Edition, later: &[Edition]) -> Option<String> {
    let doubts = matches!(edition.kind, EditionKind::Withdrawal | EditionKind::ExpressionOfConcern);
    let mut later = later.iter().filter(|_| doubts || edition.withdrawn);
    let reinstated = later.find(|edition| edition.kind == EditionKind::Reinstatement)?;
    Some(views.say(&views.words().editions.reinstated, &[("date", views.day(&reinstated.date))]))
}
