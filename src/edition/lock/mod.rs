//! `claims.lock`: the editions that were accepted, one block a brief, one entry a line, sorted, so that a diff can be read
//! and two editors' editions of different briefs merge.
//!
//! ```text
//! lock 1
//! # Written by `knowns accept`, never by hand. One entry a line.
//!
//! brief border-november
//!   edition 1 {"date":"2025-12-31","kind":"first",…}
//!   claim november {"statement":"…","standing":"established",…}
//!   figure november_total {"label":"encounters","printed":"30,375","digest":"…"}
//!   sha256 5f3a…
//!
//! end
//! ```
//!
//! Each block ends with the SHA-256 of its lines, by which a change by hand is noticed, and the file ends with `end`, by which
//! a cut is.

mod fault;
pub(super) mod line;
mod read;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use fault::{Fault, GOOD_VERSION, LockFault};

use super::Ledger;

/// Where the lock stands.
pub const LOCK_FILE: &str = "claims.lock";

/// The latest version of its format, which has [`Extent`](super::Extent)s and reinstatements.
pub const LOCK_VERSION: u32 = 2;

/// The first version of its format.
const FIRST_VERSION: u32 = 1;

/// The most bytes that are read, and so written, of a lock: that of 20,000 claims had 27 MiB after their first
/// editions.
pub const LARGEST_LOCK: u64 = 64 << 20;

/// The lock of a project: as it stands there, and as it is read.
#[derive(Debug, Clone, Default)]
pub struct ProjectLock {
    /// Its bytes; none where there is no lock.
    pub bytes: Option<Arc<[u8]>>,
    /// The accepted editions; none where there is no lock, or none that can be read.
    pub read: Option<Arc<Lock>>,
}

/// The accepted editions of every brief.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By the id of the brief.
    pub briefs: BTreeMap<String, Ledger>,
}

#[cfg(test)]
mod tests;
