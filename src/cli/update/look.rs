//! The project as it would be with the new releases in it: tried out before anything is written.

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use crate::cli::project;
use crate::cli::terminal::Progress;
use crate::diagnostic::code::data::{OTHER_COLUMNS, OTHER_FORM};
use crate::diagnostic::{Problem, Problems, Severity, Texts};
use crate::edit::EditedFile;
use crate::load::Project;
use crate::pipeline::{Options, Purpose, Run, Session};
use crate::rules;
use crate::update::{self, NewRelease, Releases, Replacement};
use crate::world::{Disk, Overlay, ProjectPath, World};

/// A project as it is and as it would be.
pub(super) struct Tried<'a> {
    world: &'a Disk,
    session: Arc<Session>,
    before: ManuallyDrop<Run>,
    pub(super) after: ManuallyDrop<Run>,
    /// What of the descriptions does not fit the new releases.
    pub(super) found: Problems,
    /// What a build warns of in the data that it did not before.
    pub(super) warnings: Problems,
    /// Where the releases that do not fit their descriptions would stand, each with what the present one holds.
    unfit: BTreeMap<ProjectPath, Vec<u8>>,
    replaced: &'a [Replacement],
    edited: &'a [EditedFile],
}

impl<'a> Tried<'a> {
    /// Looks at a project with the releases in place.
    pub(super) fn of(
        world: &'a Disk,
        news: &[&NewRelease<'_>],
        replaced: &'a [Replacement],
        edited: &'a [EditedFile],
    ) -> Self {
        let session: Arc<Session> = Arc::default();
        let before = look(world, &session);
        let after = look(&over(world, replaced, edited, &BTreeMap::new()), &session);
        let mut found = Problems::default();
        let mut unfit = BTreeMap::new();
        for (new, replaced) in news.iter().zip(replaced) {
            let mut fits = true;
            for one in &new.of.datasets {
                let at = one.at();
                let files = [(&new.of.path, new.present.as_slice()), (&replaced.path, new.bytes.as_slice())];
                let before = replaced.read_as(one.id, one.dataset);
                let met =
                    update::compare(&Releases { id: one.id, dataset: one.dataset, before: &before, at: &at, files });
                fits &= !met.iter().any(is_cause);
                found.extend(met);
            }
            unfit.extend((!fits).then(|| (replaced.path.clone(), new.present.clone())));
        }
        let mut warnings = Problems::default();
        let of_files = |problem: &&Problem| problem.code.id.starts_with(['D', 'F']);
        warnings.extend(without(of_data(&after, Severity::Warning).filter(of_files), &before, &[]));
        if let Some(project) = &after.project {
            found.locate_and_sort(|place| project.locate(place));
            warnings.locate_and_sort(|place| project.locate(place));
        }
        Self { world, session, before, after, found, warnings, unfit, replaced, edited }
    }

    /// Returns the registry as it would be read.
    pub(super) fn registry(&self) -> Option<&Project> {
        self.after.project.as_ref()
    }

    /// Returns the texts that problems point into.
    pub(super) fn texts(&self) -> &Texts {
        &self.after.texts
    }

    /// Returns what stands in the way: what is wrong with the project once the releases are in it, and was not before. Where the
    /// description does not fit a file any more that is said, and not what comes of it: beside it what is wrong without that file too.
    ///
    /// What rules find wrong with a brief is for the next edition, as it is where somebody puts the file in place by hand.
    pub(super) fn in_the_way(&self) -> Option<Problems> {
        // What is wrong with the files themselves stands in the way of any build, whether or not it was there before.
        let own: Vec<&ProjectPath> = self.replaced.iter().flat_map(|one| [&one.kept, &one.path]).collect();
        let new = without(of_data(&self.after, Severity::Error), &self.before, &own);
        if new.is_empty() {
            return None;
        }
        let mut stand = Problems::default();
        if self.unfit.is_empty() {
            stand.extend(new);
        } else {
            let causes = self.found.iter().filter(|problem| is_cause(problem)).cloned();
            stand.extend(causes.map(|problem| Problem { severity: Severity::Error, ..problem }));
            // What is wrong while their old files are still there does not come of them.
            let rest = look(&over(self.world, self.replaced, self.edited, &self.unfit), &self.session);
            stand.extend(without(of_data(&rest, Severity::Error), &self.before, &[]));
        }
        if let Some(project) = &self.after.project {
            stand.locate_and_sort(|place| project.locate(place));
        }
        Some(stand)
    }
}

/// Runs the pipeline on a project that nothing is written of.
fn look(world: &dyn World, session: &Arc<Session>) -> ManuallyDrop<Run> {
    let options =
        Options { purpose: Purpose::Look, session: Arc::clone(session), keep_entries: true, ..Options::default() };
    project::run_options(world, &options, &Progress::start())
}

/// Returns the world with releases in place, but for the files in whose place others stand, and the registry edited.
fn over(
    world: &Disk,
    replaced: &[Replacement],
    edited: &[EditedFile],
    others: &BTreeMap<ProjectPath, Vec<u8>>,
) -> Overlay<Disk> {
    let mut files: BTreeMap<ProjectPath, Vec<u8>> = BTreeMap::new();
    for file in replaced.iter().flat_map(|one| &one.files) {
        files.extend(file.after.clone().map(|bytes| (file.path.clone(), bytes)));
    }
    files.extend(others.clone());
    files.extend(edited.iter().map(|file| (file.path.clone(), file.after.clone().into_bytes())));
    Overlay::new(world.clone(), files)
}

/// Returns whether a description does not fit a file so far that other errors come of it.
fn is_cause(problem: &Problem) -> bool {
    [&OTHER_COLUMNS, &OTHER_FORM].contains(&problem.code)
}

/// Returns the problems that a run does not have, each as often as it does not, and all of some files.
fn without<'a>(all: impl Iterator<Item = &'a Problem>, run: &Run, own: &[&ProjectPath]) -> Vec<Problem> {
    let of_run = of_data(run, Severity::Error).chain(of_data(run, Severity::Warning));
    let mut known: Vec<(&str, &str)> = of_run.map(|problem| (problem.code.id, &*problem.message)).collect();
    let is_new = |problem: &&Problem| {
        let at = known.iter().position(|known| *known == (problem.code.id, &*problem.message));
        at.map(|at| known.swap_remove(at)).is_none() || problem.at.place.file().is_some_and(|file| own.contains(&file))
    };
    all.filter(is_new).cloned().collect()
}

/// Visits the problems of one severity that no rule finds in what is said.
fn of_data(run: &Run, severity: Severity) -> impl Iterator<Item = &Problem> {
    run.problems.iter().filter(move |problem| problem.severity == severity && !rules::is_rule(problem.code))
}
