//! `build`: everything is read, checked and rendered, and `reports/` brought up to date.

use std::path::Path;

use clap::Args;

use super::format::{BuildFormat, workflow_commands};
use super::progress::Progress;
use super::terminal::{self, Terminal};
use super::{Exit, opened};
use crate::Error;
use crate::diagnostic::Place;
use crate::diagnostic::show::{many, summary};
use crate::pipeline::Run;
use crate::world::ProjectPath;
use crate::write::{self, Plan};

/// Build the briefs into `reports/`
#[derive(Debug, Args)]
#[command(
    long_about = "Build the briefs into `reports/`\n\n\
                  With an error in the project's files nothing is written. Only reports that changed are written; \
                  reports of briefs that are gone are removed; files that others put into `reports/` are left alone.",
    after_help = "Example:\n  knowns build --deny-warnings"
)]
pub(super) struct Build {
    /// How to say what was met
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: BuildFormat,
    /// Treat warnings as errors: write nothing while there is one
    #[arg(long)]
    deny_warnings: bool,
}

impl Build {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = opened::open(project)?;
        let progress = Progress::start();
        let mut run = opened::run(&world, &progress);
        if self.deny_warnings {
            run.problems.deny_warnings();
        }
        let pages = run.pages.take().filter(|_| !run.problems.any_errors());
        let Some(pages) = pages else {
            drop(progress);
            self.problems(&run, project, terminal);
            terminal.line(&format!("{}; nothing was written", summary(&run.problems).unwrap_or_default()));
            return Ok(Exit::Problems);
        };
        progress.last("writing reports");
        let manifest = opened::manifest(&run, &pages);
        let plan = write::reports(&world, &pages, &manifest)?;
        drop(progress);
        run.problems.extend(plan.problems.iter().cloned());
        run.problems.settle(Place::clone);
        self.problems(&run, project, terminal);
        if run.problems.any_errors() {
            terminal.line(&format!("{}; nothing was written", summary(&run.problems).unwrap_or_default()));
        } else {
            say(&plan, terminal);
            if let Some(summary) = summary(&run.problems) {
                terminal.line(&summary);
            }
        }
        Ok(terminal::exit(&run.problems))
    }

    fn problems(&self, run: &Run, project: &Path, terminal: &mut Terminal) {
        match self.format {
            BuildFormat::Text => terminal.problems(&run.problems, &run.texts),
            BuildFormat::Github => workflow_commands(terminal, &run.problems, &run.texts, project),
        }
    }
}

/// How many files are named one by one.
const NAMED: usize = 20;

fn say(plan: &Plan<'_>, terminal: &mut Terminal) {
    let edited = |path: &ProjectPath| plan.edited.contains(path);
    name_each(terminal, plan.write.iter().map(|(page, _)| &page.path), |path| {
        if edited(path) { format!("wrote {path} (it had been edited by hand)") } else { format!("wrote {path}") }
    });
    name_each(terminal, plan.remove.iter(), |path| format!("removed {path} (no brief makes it any more)"));
    name_each(terminal, plan.orphans.iter(), |path| {
        format!("left alone {path} (no brief makes it any more, but it had been edited by hand)")
    });
    name_each(terminal, plan.foreign.iter(), |path| format!("left alone {path} (not written by this tool)"));
    let mut done = vec![format!("{} written", many(plan.write.len(), "report"))];
    if plan.same > 0 {
        done.push(format!("{} unchanged", plan.same));
    }
    if !plan.remove.is_empty() {
        done.push(format!("{} removed", plan.remove.len()));
    }
    terminal.line(&done.join(", "));
}

fn name_each<'a>(
    terminal: &mut Terminal,
    paths: impl ExactSizeIterator<Item = &'a ProjectPath>,
    words: impl Fn(&ProjectPath) -> String,
) {
    let more = paths.len().saturating_sub(NAMED);
    for path in paths.take(NAMED) {
        terminal.line(&words(path));
    }
    if more > 0 {
        terminal.line(&format!("… and {more} more"));
    }
}
