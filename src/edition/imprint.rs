//! The imprint: what a page says of its own edition. It is made from the lock, so no edition answers for it.

use super::{Changes, Edition, Editions, Lock, State};

/// What a page says of its own edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Whether it is published.
    pub status: ImprintStatus,
    /// The accepted editions, the first at the beginning.
    pub editions: Vec<Edition>,
    /// What changed: in the last edition, or in a draft since then; sentences for readers.
    pub changes: Vec<String>,
}

/// Whether a page is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImprintStatus {
    /// The project has no editions.
    #[default]
    Unpublished,
    /// Nobody accepted what it says.
    Draft,
    /// It says what its last edition says.
    Accepted,
    /// It says something that nobody accepted, while others are published: the page of its last edition stays.
    Held,
}

impl Imprint {
    /// Returns the imprint of each document; `tell` puts changes into sentences.
    ///
    /// Where the accepted briefs are to be `published`, the others are held.
    pub fn all(editions: &Editions, published: bool, tell: &dyn Fn(&Changes) -> Vec<String>) -> Vec<Self> {
        let of = |(id, state): (&String, &State)| {
            let imprint = Self::of(&editions.lock, id, state, tell);
            let held = published && imprint.status == ImprintStatus::Draft;
            Self { status: if held { ImprintStatus::Held } else { imprint.status }, ..imprint }
        };
        if editions.locked {
            editions.briefs.iter().zip(&editions.states).map(of).collect()
        } else {
            vec![Self::default(); editions.briefs.len()]
        }
    }

    fn of(lock: &Lock, id: &str, state: &State, tell: &dyn Fn(&Changes) -> Vec<String>) -> Self {
        let editions = lock.briefs.get(id).map(|ledger| ledger.editions.clone()).unwrap_or_default();
        match state {
            State::Accepted => {
                let changes = editions.last().map(|last| last.changes.clone()).unwrap_or_default();
                Self { status: ImprintStatus::Accepted, editions, changes }
            }
            State::New => Self { status: ImprintStatus::Draft, editions, changes: Vec::new() },
            State::Changed(changes) => Self { status: ImprintStatus::Draft, editions, changes: tell(changes) },
        }
    }
}
