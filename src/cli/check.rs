//! `check`: all that `build` does but write, and the fields that were inferred, ready to paste.

use std::path::Path;

use clap::Args;

use super::progress::Progress;
use super::terminal::{self, Terminal};
use super::{Exit, Format, opened};
use crate::Error;
use crate::diagnostic::show::{problems_json, summary, to_text};
use crate::write;

/// Check everything that `build` checks, and write nothing
#[derive(Debug, Args)]
#[command(
    long_about = "Check everything that `build` checks, and write nothing\n\n\
                  For each dataset without `fields` the types that were inferred from its cells are shown, \
                  ready to paste into the registry.",
    after_help = "Example:\n  knowns check --format json"
)]
pub(super) struct Check {
    /// How to say what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
}

impl Check {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = opened::open(project)?;
        let progress = Progress::start("reading and checking");
        let mut run = opened::run(&world, &progress);
        if let Some(pages) = &run.pages {
            let manifest = opened::manifest(&run, pages);
            run.problems.extend(write::plan(&world, pages, &manifest).problems);
        }
        if self.deny_warnings {
            run.problems.deny_warnings();
        }
        drop(progress);
        match self.format {
            Format::Json => terminal.print(&to_text(&problems_json(&run.problems, &run.texts))),
            Format::Text => {
                terminal.problems(&run.problems, &run.texts);
                terminal.line(&summary(&run.problems).unwrap_or_else(|| "no problems".to_owned()));
            }
        }
        Ok(terminal::exit(&run.problems))
    }
}
