//! Queries asked, and their answers made snapshots: each cell exactly as the engine has it, rows in one order, whole or not at all.
//!
//! Which engine answers is somebody else's business: it comes as an [`Engine`]. Nothing here writes a file.

mod answer;
mod fault;
mod order;
mod redaction;
mod rows;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use answer::{Answer, Asks, Engines};
pub(crate) use fault::{PullFault, Sort};
#[cfg(feature = "adbc")]
pub(crate) use redaction::Secrets;
pub(crate) use rows::{AnswerColumn, Rows};

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::digest::Digest;
use crate::snapshot::{Query, Sidecar, SnapshotColumn, sidecar_of};
use crate::world::ProjectPath;

/// A snapshot that is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The file that is to hold it.
    pub(crate) file: ProjectPath,
    /// What is asked.
    pub(crate) query: Query,
    /// The columns that name a row; none where nobody says.
    pub(crate) key: Vec<String>,
}

/// A snapshot, as it is to be written.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// Its file, with its bytes.
    pub(crate) csv: (ProjectPath, Vec<u8>),
    /// Its sidecar, with its bytes.
    pub(crate) sidecar: (ProjectPath, Vec<u8>),
    /// What the sidecar says.
    pub(crate) says: Sidecar,
}

impl Snapshot {
    /// Returns the columns whose numbers are floating.
    pub(crate) fn floating(&self) -> Vec<&str> {
        let columns = self.says.table_schema.columns.iter();
        columns.filter(|column| column.kind.is_floating()).map(|column| column.name.as_str()).collect()
    }
}

/// Asks a query of its engine, and waits so long for the whole answer.
pub(crate) fn pull(engines: &Arc<dyn Engines>, wanted: &Wanted, limit: Duration) -> Result<Snapshot, PullFault> {
    let (sender, answered) = mpsc::channel();
    let (engines, asked) = (Arc::clone(engines), wanted.clone());
    // An engine that never answers keeps its thread, not the command.
    let ask = move || drop(sender.send(ask(&*engines, &asked, limit)));
    thread::Builder::new().spawn(ask).map_err(|cause| PullFault::new(Sort::Engine, cause.to_string()))?;
    match answered.recv_timeout(limit) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err(fault::too_long(limit)),
        Err(RecvTimeoutError::Disconnected) => {
            Err(PullFault::new(Sort::Engine, "the driver ended before it had answered"))
        }
    }
}

fn ask(engines: &dyn Engines, wanted: &Wanted, limit: Duration) -> Result<Snapshot, PullFault> {
    let statement = wanted.query.statement().map_err(|fault| fault::not_sent(&wanted.query, &fault))?;
    let mut engine = engines.connect(&wanted.query.connection, limit)?;
    let about = engine.about();
    let mut answer = engine.ask(&statement)?;
    let columns: Vec<SnapshotColumn> = rows::columns(answer.columns())?;
    let mut rows = Rows::new(columns);
    while answer.next(&mut rows)? {}
    let sorted_by = order::sort(&mut rows, &wanted.key)?;
    let (bytes, count, columns) = rows.into_csv()?;
    let name = wanted.file.as_str().rsplit('/').next().unwrap_or_default().to_owned();
    let says = Sidecar::new((name, Digest::of(&bytes), count), &wanted.query, about, sorted_by, columns);
    let sidecar = (sidecar_of(&wanted.file), says.to_bytes());
    Ok(Snapshot { csv: (wanted.file.clone(), bytes), sidecar, says })
}
