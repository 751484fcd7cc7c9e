//! Editions: what a brief said when it was last accepted, and how what it says now differs.
//!
//! An edition answers for the [`Content`] of a brief: its claims with their standings, the numbers it prints, its author's
//! sentences, its unknowns. `gather` makes that of a run; [`Lock`] is what `claims.lock` holds of the accepted ones;
//! [`Changes`] tell the two apart. Nothing in the lock is ever read as a fact: a page says what the registry and the data
//! say, and only *that it changed* comes from here.

mod accept;
mod authored;
mod cells;
mod changes;
mod content;
mod editions;
mod entry;
mod extent;
mod gather;
mod imprint;
mod kind;
mod ledger;
pub mod lock;
mod refusal;
mod revision;
mod stored;
mod words;

pub use accept::{Accepted, Request, Stays, Told, accept, approve, meant};
pub use authored::{Authored, letters};
pub use changes::{Change, Changes, Leaning, Revised};
pub use content::{Content, EntryKind, Key};
pub use editions::{Editions, State};
pub use entry::{Cell, Claim, Dataset, Entry, Extent, Figure, Measure, Row, Sentence, Source, Unknown};
pub use extent::Spread;
pub(crate) use gather::gather;
pub use gather::{Now, Printed};
pub use imprint::{Imprint, ImprintStatus};
pub use kind::EditionKind;
pub use ledger::{Edition, Ledger, Pending, Was, concern, withdrawal};
pub use lock::{LOCK_FILE, Lock, ProjectLock};
pub use refusal::Refusal;
pub use revision::Revision;
pub use stored::Stored;
pub use words::told_changes;
