//! `releases`: which releases are kept and what needs each; those that nothing needs are removed once somebody agrees.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;

use super::terminal::{Answer, Progress, Terminal};
use super::{Exit, project};
use crate::diagnostic::summary;
use crate::diagnostic::words::{grouped, joined, many};
use crate::digest::Digest;
use crate::load::Project;
use crate::pipeline::{Options, Run};
use crate::update::{self, KeptRelease, PutFile};
use crate::world::{Disk, ProjectPath, World};
use crate::{Error, edit, publish};

/// List the releases that are kept, and what needs each
#[derive(Debug, Args)]
#[command(
    long_about = "List the releases that are kept, and what needs each\n\n\
                  A release is needed by a claim that was said while it was the latest, by an accepted edition that rests on it, and as \
                  the one that the present release replaced, which says what is marked as revised. With `--prune` those that nothing \
                  needs are taken out of `earlier` and removed, once you agree; where anything that a brief prints would then be \
                  another, nothing is. Files that somebody keeps by hand, outside `data/releases` or under a name of their own, are left.",
    after_help = "Examples:\n  knowns releases\n  knowns releases monthly\n  knowns releases --prune --yes"
)]
pub(super) struct Releases {
    /// The datasets; all where none is named
    #[arg(value_name = "DATASET")]
    datasets: Vec<String>,
    /// Remove those that nothing needs
    #[arg(long)]
    prune: bool,
    /// Remove them without asking
    #[arg(long, requires = "prune")]
    yes: bool,
}

impl Releases {
    pub(super) fn run(&self, folder: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = if self.prune { project::to_change(folder, terminal)? } else { project::open(folder)? };
        let run = look(&world);
        let (Some(project), Some(model), Some(_)) = (&run.project, &run.model, &run.evaluation) else {
            terminal.problems(&run.problems, &run.texts);
            let found = summary(&run.problems).unwrap_or_default();
            terminal.line(&format!("{found}; what needs a release cannot be told"));
            return Ok(Exit::Problems);
        };
        for wanted in &self.datasets {
            update::data_file(project, wanted)?;
        }
        let all = update::kept(&world, project, model, run.lock.read.as_deref());
        let of_wanted = |kept: &&KeptRelease| {
            self.datasets.is_empty() || kept.datasets.iter().any(|(id, _)| self.datasets.contains(id))
        };
        let listed: Vec<&KeptRelease> = all.iter().filter(of_wanted).collect();
        if listed.is_empty() {
            terminal.line("no release is kept");
            return Ok(Exit::Clean);
        }
        for kept in &listed {
            said(kept, terminal);
        }
        let unneeded: Vec<&KeptRelease> = listed.into_iter().filter(|kept| !kept.is_needed()).collect();
        if !self.prune {
            if !unneeded.is_empty() {
                terminal.line(&format!(
                    "\n{} not needed; `knowns releases --prune` removes what nothing needs",
                    are(&unneeded)
                ));
            }
            return Ok(Exit::Clean);
        }
        prune(&world, &run, project, &unneeded, self.yes, terminal)
    }
}

fn are(unneeded: &[&KeptRelease]) -> String {
    format!("{} {}", many(unneeded.len(), "release"), if unneeded.len() == 1 { "is" } else { "are" })
}

fn look(world: &dyn World) -> std::mem::ManuallyDrop<Run> {
    let progress = Progress::start();
    project::run_options(world, &Options { keep_entries: true, editions: true, ..Options::default() }, &progress)
}

fn said(kept: &KeptRelease, terminal: &mut Terminal) {
    let size = kept
        .size
        .map_or("missing".to_owned(), |size| format!("{} bytes", grouped(usize::try_from(size).unwrap_or(usize::MAX))));
    terminal.line(&format!("{} ({size})", kept.path));
    for (dataset, vintage) in &kept.datasets {
        terminal.line(&format!("  release {vintage} of `{dataset}`"));
    }
    let mut needed = Vec::new();
    if kept.is_last {
        needed.push("says what the present release revised".to_owned());
    }
    if !kept.claims.is_empty() {
        let claims: Vec<String> = kept.claims.iter().map(|id| format!("`{id}`")).collect();
        let verb = if claims.len() == 1 { "is" } else { "are" };
        needed.push(format!("{} {verb} judged by it", joined(&claims, "and")));
    }
    if !kept.editions.is_empty() {
        let verb = if kept.editions.len() == 1 { "rests" } else { "rest" };
        needed.push(format!("{} {verb} on it", joined(&kept.editions, "and")));
    }
    if needed.is_empty() {
        needed.push("nothing needs it".to_owned());
    }
    if !kept.is_ours {
        needed.push("somebody keeps it by hand, and `--prune` leaves it".to_owned());
    }
    for line in needed {
        terminal.line(&format!("  {line}"));
    }
}

fn prune(
    world: &Disk,
    run: &Run,
    project: &Project,
    unneeded: &[&KeptRelease],
    is_agreed: bool,
    terminal: &mut Terminal,
) -> Result<Exit, Error> {
    terminal.line("");
    if unneeded.is_empty() {
        terminal.line("nothing to remove: each is needed");
        return Ok(Exit::Clean);
    }
    let paths: BTreeSet<&ProjectPath> = unneeded.iter().map(|kept| &kept.path).collect();
    let changes = update::taken(project, &paths);
    let edited = edit::changed(project, &changes).map_err(|place| {
        update::NotUpdated::new(
            format!("{} is written in a way in which `releases` cannot change it", place.file),
            "take the releases out of `earlier` by hand",
        )
    })?;
    let over = edited.iter().map(|file| (file.path.clone(), file.after.clone().into_bytes())).collect();
    let after = look(&crate::world::Overlay::new(world.clone(), over));
    let (before, now) = (printed(run), printed(&after));
    if before.is_none() || before != now {
        return Err(update::NotUpdated::new(
            "without these releases a brief would say something else, so none was removed",
            "they mark numbers as revised, or say what was right when it was said: leave them",
        )
        .into());
    }
    if !edited.is_empty() {
        terminal.line(edit::diff(&edited).as_str());
    }
    for kept in unneeded {
        terminal.line(&format!("remove {}", kept.path));
    }
    let answer = if is_agreed { Answer::Yes } else { terminal.ask("remove them? [y/N] ") };
    match answer {
        Answer::Yes => {}
        Answer::No => {
            terminal.line("nothing was removed");
            return Ok(Exit::Problems);
        }
        Answer::NobodyToAsk => {
            terminal.line("nothing was removed; add `--yes` to remove them");
            return Ok(Exit::Problems);
        }
    }
    let gone = unneeded.iter().filter_map(|kept| {
        let bytes = world.read(&kept.path).ok()?;
        Some(PutFile { path: kept.path.clone(), before: Some(Digest::of(&bytes)), after: None })
    });
    publish::write_files(world, &gone.collect::<Vec<_>>(), &edited)?;
    terminal.line(&format!("removed {}", many(unneeded.len(), "release")));
    Ok(Exit::Clean)
}

/// Returns what each brief says, as its edition would hold it.
fn printed(run: &Run) -> Option<Vec<String>> {
    let editions = run.editions.as_ref()?;
    Some(editions.now.iter().map(|now| now.content.read().digest()).collect())
}
