//! `watch`: builds, or only checks, whenever a file that the project reads was saved; and the watcher of files, by which `serve`
//! too follows every change.
//!
//! Only folders that hold what was asked for are watched, and only changes to what was asked for count; what the tool itself
//! writes is never asked for. This is the only file that knows the crate that watches folders.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use clap::Args;
use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::build::Build;
use super::terminal::{Progress, Terminal};
use super::{Exit, project};
use crate::diagnostic::{Problems, summary};
use crate::digest::Digest;
use crate::pipeline::{self, Options, Run};
use crate::world::{Disk, Lookups, ProjectPath, Recording};
use crate::{Error, load};

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

/// How long nothing must happen before a change counts as whole: programs save a file in several steps.
const QUIET: Duration = Duration::from_millis(5);

/// What is waited for.
pub(super) struct FileWatcher {
    root: PathBuf,
    folders: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeMap<PathBuf, RecursiveMode>,
    asked: Lookups,
    /// Where links lead that stand in place of files.
    behind_links: BTreeSet<PathBuf>,
}

impl FileWatcher {
    /// Begins to watch what the project of `world` reads.
    pub(super) fn begin(world: &Disk) -> Result<Self, Error> {
        let (sender, events) = mpsc::channel();
        let root = world.root().to_path_buf();
        let folders = folder_watcher(sender, &root)?;
        let mut watcher = Self {
            root,
            folders,
            events,
            watched: BTreeMap::new(),
            asked: Lookups::default(),
            behind_links: BTreeSet::new(),
        };
        let noted = Recording::new(world);
        load::project(&noted, &mut Problems::default());
        watcher.follow(noted.lookups())?;
        Ok(watcher)
    }

    /// Watches what was asked for from now on; returns whether some of it was not watched before and may have changed since it
    /// was read.
    pub(super) fn follow(&mut self, asked: Lookups) -> Result<bool, Error> {
        self.asked = asked;
        self.behind_links = self.asked.files.keys().filter_map(|file| behind(&self.root, file)).collect();
        let mut is_new = false;
        for (folder, mode) in self.wanted() {
            if self.watched.get(&folder) == Some(&mode) {
                continue;
            }
            match self.folders.watch(&folder, mode) {
                Ok(()) => is_new = self.watched.insert(folder, mode) != Some(mode) || is_new,
                // It was there a moment ago; its coming back is a change of the folder above.
                Err(error) if !folder.is_dir() => drop(error),
                Err(error) => return Err(refused(&folder)(error)),
            }
        }
        Ok(is_new)
    }

    /// Waits for the next change.
    pub(super) fn wait(&mut self) {
        while let Ok(event) = self.events.recv() {
            if self.counts(event) {
                while let Ok(event) = self.events.recv_timeout(QUIET) {
                    self.counts(event);
                }
                return;
            }
        }
    }

    /// Returns the folders that hold what was asked for, and those above them: any may go and come back.
    fn wanted(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let full = |path: &ProjectPath| self.root.join(path.as_str());
        let deep: BTreeSet<PathBuf> = self.asked.folders.keys().map(full).filter(|folder| folder.is_dir()).collect();
        let asked = self.asked.files.keys().chain(self.asked.folders.keys()).map(full);
        let asked = asked.chain(self.behind_links.iter().cloned());
        let above = asked.flat_map(|path| {
            let above = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
            above.map(Path::to_path_buf).collect::<Vec<_>>()
        });
        let is_covered = |folder: &Path| deep.iter().any(|deep| folder.starts_with(deep));
        let shallow = above.filter(|folder| folder.is_dir() && !is_covered(folder));
        let mut wanted: BTreeMap<_, _> = shallow.map(|folder| (folder, RecursiveMode::NonRecursive)).collect();
        wanted.extend(deep.iter().map(|folder| (folder.clone(), RecursiveMode::Recursive)));
        wanted
    }

    /// Returns whether something happened to what was asked for.
    fn counts(&mut self, event: notify::Result<Event>) -> bool {
        // What was missed may have been anything.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            return true;
        }
        // Reading is no change, and this tool reads.
        let is_written = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && !is_written {
            return false;
        }
        for folder in event.paths.iter().filter(|path| **path != self.root) {
            // A folder that went and came back is another one, and watched no more.
            self.watched.retain(|watched, _| !watched.starts_with(folder));
        }
        event.paths.iter().any(|path| self.is_asked(path))
    }

    fn is_asked(&self, path: &Path) -> bool {
        if self.behind_links.contains(path) {
            return true;
        }
        let is_above = |asked: &ProjectPath| path != self.root && self.root.join(asked.as_str()).starts_with(path);
        let is_below = |folder: &ProjectPath| path.starts_with(self.root.join(folder.as_str()));
        let Lookups { files, folders } = &self.asked;
        files.keys().any(is_above) || folders.keys().any(|folder| is_above(folder) || is_below(folder))
    }
}

/// Returns what watches folders, once its thread runs.
fn folder_watcher(sender: Sender<notify::Result<Event>>, root: &Path) -> Result<RecommendedWatcher, Error> {
    let mut folders = notify::recommended_watcher(sender).map_err(refused(root))?;
    if folders.configure(notify::Config::default()).is_ok() {
        return Ok(folders);
    }
    // Nobody listens to it: it was given no thread, does not say so, and would end the process when it is asked for anything,
    // or dropped.
    std::mem::forget(folders);
    Err(Error::system("start a thread to watch", root)(io::Error::other("the system gives no more")))
}

/// Returns where a link leads that stands in place of a file, or of a folder above it.
fn behind(root: &Path, file: &ProjectPath) -> Option<PathBuf> {
    let path = root.join(file.as_str());
    path.canonicalize().ok().filter(|real| *real != path && real.starts_with(root))
}

fn refused(path: &Path) -> impl FnOnce(notify::Error) -> Error {
    let failed = Error::system("watch", path);
    move |error| {
        failed(match error.kind {
            ErrorKind::Io(cause) => cause,
            _ => io::Error::other(error.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test changes its project's files itself")]

    use std::fs;

    use super::*;

    /// Returns a project whose registry names a file that is not there yet.
    fn project() -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("claims.yaml"), "registry: 1\ninclude: [\"claims/*.yaml\"]\n").unwrap();
        let world = Disk::open(folder.path()).unwrap();
        (folder, world)
    }

    fn event(kind: EventKind, path: &Path) -> Event {
        Event::new(kind).add_path(path.to_path_buf())
    }

    #[test]
    fn what_was_asked_for_counts_and_what_the_tool_writes_does_not() {
        let (_folder, world) = project();
        let mut watcher = FileWatcher::begin(&world).unwrap();
        let written = EventKind::Modify(notify::event::ModifyKind::Any);
        for (path, expected) in [
            ("claims.yaml", true),
            ("claims", true),
            ("claims/a.yaml", true),
            ("reports/a.html", false),
            ("drafts", false),
            (".knowns/lock", false),
            ("notes.md", false),
            ("claims.yaml.swp", false),
        ] {
            assert_eq!(watcher.counts(Ok(event(written, &world.root().join(path)))), expected, "{path}");
        }
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert!(!watcher.counts(Ok(event(read, &world.root().join("claims.yaml")))));
    }

    #[test]
    fn a_file_that_is_saved_by_renaming_and_a_folder_that_comes_are_seen() {
        let (folder, world) = project();
        let mut watcher = FileWatcher::begin(&world).unwrap();
        fs::write(folder.path().join("new"), "registry: 1\n").unwrap();
        fs::rename(folder.path().join("new"), folder.path().join("claims.yaml")).unwrap();
        watcher.wait();
        let asked = watcher.asked.clone();
        assert!(!watcher.follow(asked.clone()).unwrap());
        fs::create_dir(folder.path().join("claims")).unwrap();
        watcher.wait();
        assert!(watcher.follow(asked.clone()).unwrap(), "the folder was not watched before");
        fs::write(folder.path().join("claims/a.yaml"), "claims:\n").unwrap();
        watcher.wait();
        fs::remove_dir_all(folder.path().join("claims")).unwrap();
        watcher.wait();
        assert!(!watcher.follow(asked).unwrap());
    }
}
