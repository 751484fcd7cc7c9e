//! A project that a command works on: its folder, what the pipeline made of it, and what would be written.

use std::mem::ManuallyDrop;
use std::path::Path;

use super::terminal::{Progress, Terminal};
use crate::diagnostic::formats::file_and_line;
use crate::diagnostic::words::many;
use crate::digest::Digest;
use crate::edition::LOCK_FILE;
use crate::number::{Date, DateFault};
use crate::pipeline::{self, Options, Run};
use crate::publish::{self, Manifest, Output};
use crate::render::Page;
use crate::text::Place;
use crate::world::{Disk, ProjectPath, REGISTRY_FILE, World};
use crate::{Error, template};

/// Opens the folder of a project; an error where it holds no registry.
pub(super) fn open(project: &Path) -> Result<Disk, Error> {
    let world = Disk::open(project).map_err(Error::system("open the folder", project))?;
    if world.root().join(REGISTRY_FILE).symlink_metadata().is_err() {
        return Err(Error::NoProject(project.to_path_buf()));
    }
    Ok(world)
}

/// Opens the folder of a project that is to be changed: what a killed command began there is finished first.
pub(super) fn to_change(project: &Path, terminal: &mut Terminal) -> Result<Disk, Error> {
    let world = open(project)?;
    let changed = publish::finish(&world)?;
    if changed > 0 {
        terminal.aside(&format!("finished what a command had begun that was killed: {}", many(changed, "file")));
    }
    Ok(world)
}

/// Runs the pipeline with a sign of life.
///
/// The process ends soon after: to give a million small pieces of memory back one by one would only take time.
pub(super) fn run(world: &Disk, progress: &Progress) -> ManuallyDrop<Run> {
    run_options(world, &Options::default(), progress)
}

/// Runs the pipeline as strictly and as of the day that is asked for.
pub(super) fn run_options(world: &dyn World, options: &Options, progress: &Progress) -> ManuallyDrop<Run> {
    ManuallyDrop::new(pipeline::watched(world, options, &|stage| progress.at(stage)))
}

/// Reads a day that an argument names.
pub(super) fn day(written: &str) -> Result<Date, String> {
    Date::parse(written).map_err(|fault| match fault {
        DateFault::Form => "a day is written as `2025-11-03`: year, month and day".to_owned(),
        DateFault::NoSuchDay => "the calendar has no such day".to_owned(),
    })
}

/// Says which templates nobody looked at, because the project answers for them: whoever builds a stranger's project must know.
pub(super) fn say_trusted(run: &Run, terminal: &mut Terminal) {
    let trusted = run.model.as_ref().is_some_and(|model| model.publication.trusted_templates);
    let Some(project) = run.project.as_ref().filter(|_| trusted) else { return };
    let own = project.templates.keys().map(ProjectPath::as_str).filter(|path| template::is_markup(path));
    let own: Vec<&str> = own.collect();
    if !own.is_empty() {
        terminal.aside(&format!(
            "note: this project trusts its own HTML templates (`trusted_templates`), so what they print was not checked: {}; \
             a script in them runs for whoever opens the pages",
            own.join(", ")
        ));
    }
}

/// Returns a place as file and line.
pub(super) fn line(run: &Run, place: &Place) -> String {
    let located = run.project.as_ref().map_or_else(|| place.clone(), |project| project.locate(place));
    file_and_line(&located, &run.texts).unwrap_or_default()
}

/// Returns where pages go, with their paths there: to `drafts/` while something in them is not accepted.
pub(super) fn placed(run: &Run, pages: Vec<Page>) -> (Output, Vec<Page>) {
    let output = Output::of(run.editions.as_ref());
    (output, pages.into_iter().map(|page| page.moved_to(output.folder())).collect())
}

/// Returns the manifest of a run's pages: the built-in templates are those that no template of the project shadows.
pub(super) fn manifest(run: &Run, pages: &[Page]) -> Manifest {
    let Some(project) = &run.project else { return Manifest::default() };
    let own = |name: &str| project.templates.keys().any(|path| path.as_str().strip_prefix("templates/") == Some(name));
    let used = template::built_in().filter(|(name, _)| !own(name));
    let digests = used.map(|(name, text)| (name.to_owned(), Digest::of(text.as_bytes())));
    let mut inputs = project.inputs.clone();
    // Whether anything else was accepted is nothing to the pages of a brief: two branches that accept different briefs would differ.
    inputs.remove(&ProjectPath::fixed(LOCK_FILE));
    let editions = run.editions.as_ref().map(|editions| editions.lock.editions()).unwrap_or_default();
    Manifest::of(&inputs, digests.collect(), pages).with_editions(editions)
}
