//! Editions: what a brief said when it was last accepted, and how what it says now differs.
//!
//! An edition answers for what a brief says ([`StoredBrief`]): its claims with their standings, the numbers it prints, its
//! author's sentences, its unknowns. `current` makes that of views and prose; [`Lock`] is what `claims.lock` holds of the accepted
//! ones; [`Changes`] tell the two apart. Nothing in the lock is ever read as a fact: a page says what the registry and the data
//! say, and only *that it changed* comes from here.

mod accept;
mod behind;
mod cells;
mod changes;
mod current;
mod editions;
mod entry;
mod flagged;
mod ledger;
pub mod lock;
mod lost;
mod naming;
mod page;
mod refusal;
mod sentences;
mod stored;
mod words;

pub use accept::{Accepted, Request, Stays, Told, accept, approve, selected_briefs};
pub use behind::{Behind, behind};
pub use cells::Spread;
pub use changes::{Change, Changes, Leaning, Revised};
pub use current::CurrentBrief;
pub(crate) use current::gather;
pub use editions::{Editions, State};
pub use entry::{Cell, Claim, Dataset, Entry, EntryKind, Extent, Figure, Key, Measure, Row, Sentence, Source, Unknown};
pub use flagged::{Flagged, Revision};
pub use ledger::{Edition, EditionKind, Ledger, Pending, Superseded, concern, withdrawal};
pub use lock::{LOCK_FILE, Lock, ProjectLock};
pub use page::unpublished;
pub use refusal::Refusal;
pub use sentences::{Answers, PrintedPage, Question, letters};
pub use stored::{Entries, StoredBrief};
pub use words::told_changes;
