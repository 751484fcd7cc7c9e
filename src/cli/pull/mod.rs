//! `pull`: asks the queries that datasets are, and keeps each answer as a snapshot in the project.

#[cfg(feature = "adbc")]
mod adbc;
#[cfg(any(feature = "adbc", test))]
mod each;
#[cfg(test)]
mod tests;

use std::path::Path;

use clap::Args;

use super::Exit;
use super::terminal::Terminal;
use crate::Error;

/// Ask the queries that datasets are, and keep the answers as snapshots
#[derive(Debug, Args)]
#[command(
    long_about = "Ask the queries that datasets are, and keep the answers as snapshots\n\n\
                  A dataset with `from` is a query. `pull` asks it through ADBC and writes the answer into the project: a CSV file, and \
                  beside it what was asked of whom. Both are files like any other: look at them, commit them. `build` and every other \
                  command read them and ask no engine. An answer is written whole or not at all; where one fails the old snapshot \
                  stays, and the others are pulled all the same.\n\n\
                  It needs a `knowns` that was built with ADBC (`cargo install --path . --features adbc`), a profile of the \
                  connection outside the project, and a driver: docs/warehouses.md shows them. \
                  Exit codes: 0 pulled, 1 the registry has problems, 2 something could not be pulled.",
    after_help = "Examples:\n  knowns pull\n  knowns pull monthly --time-limit 60"
)]
pub(super) struct Pull {
    /// The datasets to pull; all that are queries where none is named
    #[arg(value_name = "DATASET")]
    datasets: Vec<String>,
    /// How long to wait for the whole of one answer
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..))]
    time_limit: u64,
}

impl Pull {
    #[cfg(feature = "adbc")]
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        self.each(&(std::sync::Arc::new(adbc::Adbc) as _), project, terminal)
    }

    #[cfg(not(feature = "adbc"))]
    #[expect(clippy::unused_self, reason = "with ADBC it says what is asked for")]
    pub(super) fn run(&self, project: &Path, _: &mut Terminal) -> Result<Exit, Error> {
        super::project::open(project)?;
        Err(Error::NotPulled {
            why: "this `knowns` was built without ADBC, and can ask no engine".to_owned(),
            help: "install one with it: `cargo install --path . --features adbc` (docs/warehouses.md); all else works without".to_owned(),
        })
    }
}
