//! What is read of a project while something is made of it, so that the next run can tell whether it would come out the same.
//!
//! Whoever makes something (a page of a brief, what the rules say of a sentence) does so in [`noting`], and every entry that
//! is looked at meanwhile is noted: the sections of the registry, where entries are kept, note by themselves. What is made once
//! and shared remembers what was read for it, and adds that for each that asks ([`add`]). What is noted belongs to one thread:
//! within [`noting`] nothing is done on several, and [`alone`] holds whoever would to that.

mod notes;
mod shard;
mod units;

#[cfg(test)]
pub(crate) use notes::silent;
pub use notes::{Names, Note, Readable, Reads, add, alone, apart, is_noting, named, note, noting, show};
pub use shard::Shard;
pub use units::{Entries, Known, Named, Sum, UnitKey, Units, Was, Why, sum};
