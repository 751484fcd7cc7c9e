//! `trace`: from a figure, a claim or a line of a report to the cells and sources it comes from.

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::progress::Progress;
use super::terminal::Terminal;
use super::{Exit, Format, opened};
use crate::Error;
use crate::diagnostic::show::{problems_json, summary, to_text};
use crate::pipeline::Run;
use crate::text::near::nearest;
use crate::trace::Tracer;

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
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = opened::open(project)?;
        let progress = Progress::start("reading and checking");
        let run = opened::run(&world, &progress);
        drop(progress);
        let (Some(model), Some(evaluation)) = (&run.model, &run.evaluation) else {
            return Ok(self.stopped(&run, terminal));
        };
        let mut tracer = Tracer::new(model, evaluation);
        let found = match report_line(&self.wanted) {
            Some((path, line)) => {
                let Some(pages) = &run.pages else { return Ok(self.stopped(&run, terminal)) };
                let page = pages.iter().find(|page| page.path.as_str() == path);
                page.and_then(|page| tracer.line(page, line))
            }
            None => tracer.id(&self.wanted),
        };
        let Some(found) = found else {
            return Err(Error::Unknown {
                wanted: self.wanted.clone(),
                kind: "figure, claim or line of a report",
                nearest: nearest(&self.wanted, tracer.ids()).map(str::to_owned),
                help: "name a figure or claim of the registry, or a line such as `reports/border-november.md:12`",
            });
        };
        match self.format {
            Format::Text => terminal.line(found.to_text().trim_end()),
            Format::Json => terminal.print(&to_text(&json!({ "version": 1, "trace": found.to_json() }))),
        }
        Ok(Exit::Clean)
    }

    fn stopped(&self, run: &Run, terminal: &mut Terminal) -> Exit {
        match self.format {
            Format::Json => terminal.print(&to_text(&problems_json(&run.problems, &run.texts))),
            Format::Text => {
                terminal.problems(&run.problems, &run.texts);
                terminal.line(&format!("{}; nothing was traced", summary(&run.problems).unwrap_or_default()));
            }
        }
        Exit::Problems
    }
}

/// Returns the file and line that `reports/x.md:12` names.
fn report_line(wanted: &str) -> Option<(&str, usize)> {
    let (path, line) = wanted.rsplit_once(':')?;
    Some((path.strip_prefix("./").unwrap_or(path), line.parse().ok()?))
}
