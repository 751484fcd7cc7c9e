//! Where each brief of a run stands against the lock.

use std::sync::Arc;

use rayon::prelude::*;

use crate::view::BriefView;

use super::{Changes, CurrentBrief, Lock, StoredBrief};

/// The editions of a run, by the order of its documents.
#[derive(Debug, Clone, Default)]
pub struct Editions {
    /// The editions that were accepted.
    pub lock: Arc<Lock>,
    /// Whether the project has a lock; without one nothing was ever published.
    pub locked: bool,
    /// The briefs, by id.
    pub briefs: Vec<String>,
    /// What each brief says now.
    pub now: Vec<CurrentBrief>,
    /// Where each brief stands.
    pub states: Vec<State>,
    /// What stands in place of words that were taken out for a person's safety.
    pub tombstone: String,
}

/// Where a brief stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// No edition of it was accepted.
    New,
    /// It says what its last edition says.
    Accepted,
    /// It says something else.
    Changed(Box<Changes>),
}

impl Editions {
    /// Returns where each brief stands.
    pub fn of(lock: Option<Arc<Lock>>, documents: &[BriefView], now: Vec<CurrentBrief>, tombstone: &str) -> Self {
        let locked = lock.is_some();
        let lock = lock.unwrap_or_default();
        let briefs: Vec<String> = documents.iter().map(|document| document.id.to_string()).collect();
        let state = |(id, now): (&String, &CurrentBrief)| match lock.briefs.get(id) {
            Some(ledger) if ledger.number() > 0 => {
                if ledger.content == now.content {
                    return State::Accepted;
                }
                let changes = Changes::since(&ledger.content.read(), now);
                if changes.is_empty() { State::Accepted } else { State::Changed(Box::new(changes)) }
            }
            _ => State::New,
        };
        let states = briefs.par_iter().zip(&now).map(state).collect();
        Self { lock, locked, briefs, now, states, tombstone: tombstone.to_owned() }
    }

    /// Returns the same with those of another language.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.briefs.extend(other.briefs);
        self.now.extend(other.now);
        self.states.extend(other.states);
        self
    }

    /// Returns where a brief stands; none where the registry has no such brief.
    pub fn state(&self, id: &str) -> Option<&State> {
        let at = self.briefs.iter().position(|brief| brief == id)?;
        self.states.get(at)
    }

    /// Returns what a brief says now; none where the registry has no such brief.
    pub fn content(&self, id: &str) -> Option<&StoredBrief> {
        let at = self.briefs.iter().position(|brief| brief == id)?;
        self.now.get(at).map(|now| &now.content)
    }

    /// Returns the ids of published briefs that the registry no longer has and nobody withdrew.
    pub fn gone(&self) -> Vec<&str> {
        let ledgers = self.lock.briefs.iter().filter(|(id, _)| !self.briefs.contains(id));
        let published = ledgers.filter(|(_, ledger)| ledger.number() > 0 && ledger.withdrawal().is_none());
        published.map(|(id, _)| id.as_str()).collect()
    }

    /// Visits the ids of the briefs that say, or no longer say, something that nobody accepted.
    pub fn unaccepted(&self) -> impl Iterator<Item = &str> {
        let open = self.briefs.iter().zip(&self.states).filter(|(_, state)| **state != State::Accepted);
        open.map(|(id, _)| id.as_str()).chain(self.gone())
    }
}
