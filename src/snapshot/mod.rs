//! A snapshot: the answer to a query, kept as a CSV file with a sidecar that says what was asked of whom.
//!
//! Whoever pulls writes both; whoever builds reads them and asks no engine. Nothing here reads a file or speaks to one.

mod connection;
mod query;
mod sidecar;
mod sql;

pub(crate) use connection::{ConnectionFault, Profile};
pub(crate) use query::Query;
#[cfg(any(feature = "adbc", test))]
pub(crate) use sidecar::{Engine, Named, SnapshotColumn, ValueType};
pub(crate) use sidecar::{Sidecar, SidecarFault};
pub(crate) use sql::SqlFault;

use std::path::Path;

use crate::world::ProjectPath;

/// The most bytes that a snapshot may have.
pub(crate) const LARGEST_SNAPSHOT: u64 = 256 << 20;

/// The most bytes that a query may have, and the sidecar of a snapshot.
pub(crate) const LARGEST_QUERY: u64 = 1 << 20;

/// What the name of a sidecar ends in, where CSV on the Web looks for the metadata of a file.
const SIDECAR: &str = "-metadata.json";

/// Returns where the sidecar of a snapshot stands: beside it.
pub(crate) fn sidecar_of(snapshot: &ProjectPath) -> ProjectPath {
    // A path with more letters behind it is one too.
    ProjectPath::parse(&format!("{snapshot}{SIDECAR}")).unwrap_or_else(|_| snapshot.clone())
}

/// Returns whether a path is one at which sidecars stand.
pub(crate) fn is_sidecar(path: &str) -> bool {
    let of = path.strip_suffix(SIDECAR).map(Path::new);
    of.and_then(Path::extension).is_some_and(|ending| ending == "csv")
}
