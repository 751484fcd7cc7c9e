//! Editions: what a brief said when it was last accepted, and how what it says now differs.
//!
//! An edition answers for the [`Content`] of a brief: its claims with their standings, the numbers it prints, its author's
//! sentences, its unknowns. [`gather`] makes that of a run; [`Lock`] is what `claims.lock` holds of the accepted ones;
//! [`changes`] tells the two apart. Nothing in the lock is ever read as a fact: a page says what the registry and the data
//! say, and only *that it changed* comes from here.

mod authored;
mod changes;
mod content;
mod entry;
mod gather;
mod kind;
mod ledger;
pub mod lock;

pub use authored::Authored;
pub use changes::{
    CellChange, Changes, ClaimChange, Conclusion, DatasetChange, FigureChange, Reworded, Said, SentenceChange, changes,
};
pub use content::{Content, EntryKind, Key};
pub use entry::{Cell, Claim, Dataset, Entry, Figure, Measure, Row, Sentence, Source, Unknown};
pub use gather::{Now, gather};
pub use kind::EditionKind;
pub use ledger::{Edition, Ledger, Pending, Was};
pub use lock::{LOCK_FILE, Lock};
