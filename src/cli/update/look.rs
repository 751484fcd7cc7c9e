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
pub(super) struct Tried {
    before: ManuallyDrop<Run>,
    pub(super) after: ManuallyDrop<Run>,
    /// What of the descriptions does not fit the new releases.
    pub(super) found: Problems,
}

impl Tried {
    /// Looks at a project with the releases in place.
    pub(super) fn of(world: &Disk, news: &[&NewRelease<'_>], replaced: &[Replacement], edited: &[EditedFile]) -> Self {
        let mut files: BTreeMap<ProjectPath, Vec<u8>> = BTreeMap::new();
        for file in replaced.iter().flat_map(|one| &one.files) {
            files.extend(file.after.clone().map(|bytes| (file.path.clone(), bytes)));
        }
        files.extend(edited.iter().map(|file| (file.path.clone(), file.after.clone().into_bytes())));
        let over = Overlay::new(world.clone(), files);
        let progress = Progress::start();
        let session: Arc<Session> = Arc::default();
        let look = |world: &dyn World| {
            let session = Arc::clone(&session);
            let options = Options { purpose: Purpose::Look, session, keep_entries: true, ..Options::default() };
            project::run_options(world, &options, &progress)
        };
        let (before, after) = (look(world), look(&over));
        drop(progress);
        let mut found = Problems::default();
        for (new, replaced) in news.iter().zip(replaced) {
            for one in &new.of.datasets {
                let at = one.at();
                let files = [(&new.of.path, new.present.as_slice()), (&replaced.path, new.bytes.as_slice())];
                found.extend(update::compare(&Releases { id: one.id, dataset: one.dataset, at: &at, files }));
            }
        }
        if let Some(project) = &after.project {
            found.locate_and_sort(|place| project.locate(place));
        }
        Self { before, after, found }
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
    /// description does not fit a file any more that is said, and not what comes of it.
    ///
    /// What rules find wrong with a brief is for the next edition, as it is where somebody puts the file in place by hand.
    pub(super) fn in_the_way(&self) -> Option<Problems> {
        let mut known: Vec<(&str, &str)> =
            errors(&self.before).map(|problem| (problem.code.id, &*problem.message)).collect();
        let is_new = |problem: &&Problem| {
            let at = known.iter().position(|known| *known == (problem.code.id, &*problem.message));
            at.map(|at| known.swap_remove(at)).is_none()
        };
        let new: Vec<&Problem> = errors(&self.after).filter(is_new).collect();
        if new.is_empty() {
            return None;
        }
        let mut stand = Problems::default();
        let causes = self.found.iter().filter(|problem| [&OTHER_COLUMNS, &OTHER_FORM].contains(&problem.code));
        stand.extend(causes.cloned().map(|problem| Problem { severity: Severity::Error, ..problem }));
        if stand.is_empty() {
            stand.extend(new.into_iter().cloned());
        }
        Some(stand)
    }
}

fn errors(run: &Run) -> impl Iterator<Item = &Problem> {
    run.problems.iter().filter(|problem| problem.severity == Severity::Error && !rules::is_rule(problem.code))
}
