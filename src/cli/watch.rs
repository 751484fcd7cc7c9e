//! `watch`: builds, or only checks, whenever a file that the project reads was saved.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;

use super::build::Build;
use super::changes::FileWatcher;
use super::progress::Progress;
use super::terminal::Terminal;
use super::{Exit, project};
use crate::Error;
use crate::diagnostic::{Problems, summary};
use crate::digest::Digest;
use crate::pipeline::{self, Options, Run};
use crate::world::{Disk, ProjectPath, Recording};

/// Build again whenever a file of the project is saved
#[derive(Debug, Args)]
#[command(
    long_about = "Rebuild whenever a file of the project is saved\n\n\
                  The registry, what it includes, the data, the templates and `claims.lock` are watched; what the tool writes is \
                  not. Each build shows the problems and says in one line what it did, as `build` would have: with an error \
                  nothing is written, and it waits until that is fixed. A file that was saved as it was is passed over. \
                  Ctrl-C ends it; the pages are whole even then.",
    after_help = "Examples:\n  knowns watch\n  knowns watch --check"
)]
pub(super) struct Watch {
    /// Only check, and write nothing
    #[arg(long)]
    check: bool,
    /// Treat warnings as errors: write nothing while there is one
    #[arg(long)]
    deny_warnings: bool,
}

/// What a run read and met, by which another one is told apart from it.
type LastRun = (BTreeMap<ProjectPath, Digest>, Problems);

impl Watch {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::to_change(project, terminal)?;
        let mut watcher = FileWatcher::begin(&world)?;
        let mut last: Option<LastRun> = None;
        let options = Options::default();
        terminal.line("watching until you press Ctrl-C");
        loop {
            let noted = Recording::new(&world);
            let progress = Progress::start();
            let mut run = pipeline::watched(&noted, &options, &|stage| progress.at(stage));
            let inputs = run.project.as_ref().map(|project| project.inputs.clone()).unwrap_or_default();
            let this_run = Some((inputs, run.problems.clone()));
            if this_run == last {
                drop(progress);
            } else {
                // What could not be written now may be written after the next change.
                last = match self.act(&world, project, &mut run, progress, terminal) {
                    Ok(()) => this_run,
                    Err(error) => {
                        terminal.error(&error);
                        None
                    }
                };
            }
            terminal.arrived()?;
            if !watcher.follow(noted.lookups())? {
                watcher.wait();
            }
        }
    }

    fn act(
        &self,
        world: &Disk,
        project: &Path,
        run: &mut Run,
        progress: Progress,
        terminal: &mut Terminal,
    ) -> Result<(), Error> {
        if !self.check {
            let build = Build::in_one_line(self.deny_warnings);
            return build.write(world, project, run, None, progress, terminal).map(drop);
        }
        drop(progress);
        if self.deny_warnings {
            run.problems.deny_warnings();
        }
        terminal.problems(&run.problems, &run.texts);
        terminal.line(&summary(&run.problems).unwrap_or_else(|| "no problems".to_owned()));
        Ok(())
    }
}
