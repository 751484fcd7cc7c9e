//! Each query in its turn: what is wrong with it, its answer, and the files that hold it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::Pull;
use crate::cli::terminal::{Progress, Terminal};
use crate::cli::{Exit, project};
use crate::diagnostic::words::{grouped, joined, many};
use crate::diagnostic::{Problems, Texts, summary};
use crate::load::{self, Project};
use crate::pull::{Engines, Snapshot, Wanted, pull};
use crate::registry::Dataset;
use crate::text::near::nearest;
use crate::text::{Place, RegistryPlace};
use crate::world::{Disk, ProjectPath};
use crate::{Error, publish};

impl Pull {
    /// Pulls what is wanted from `engines`.
    pub(super) fn each(
        &self,
        engines: &Arc<dyn Engines>,
        folder: &Path,
        terminal: &mut Terminal,
    ) -> Result<Exit, Error> {
        let world = project::to_change(folder, terminal)?;
        let mut problems = Problems::default();
        let Some(read) = load::registry(&world, &mut problems).filter(|_| !problems.any_errors()) else {
            return Ok(stopped(None, problems, terminal));
        };
        let all = self.all(&world, &read, &mut problems)?;
        if problems.any_errors() {
            return Ok(stopped(Some(&read), problems, terminal));
        }
        if all.is_empty() {
            terminal.line("no dataset is a query: nothing was pulled");
        }
        let mut exit = Exit::Clean;
        for (id, wanted) in all {
            if let Err(error) = self.one(engines, &world, &id, &wanted, terminal) {
                terminal.error(&error);
                exit = Exit::CouldNotRun;
            }
        }
        Ok(exit)
    }

    /// Returns the queries that are wanted, by the ids of their datasets.
    fn all(&self, world: &Disk, read: &Project, problems: &mut Problems) -> Result<Vec<(String, Wanted)>, Error> {
        let datasets =
            || read.files.iter().flat_map(|file| file.registry.datasets.iter().map(move |entry| (&file.path, entry)));
        let queries = || datasets().filter(|(_, entry)| entry.value.from.is_some());
        for wanted in &self.datasets {
            if !queries().any(|(_, entry)| entry.id == *wanted) {
                return Err(Error::Unknown {
                    wanted: wanted.clone(),
                    kind: "dataset that is a query",
                    nearest: nearest(wanted, queries().map(|(_, entry)| &*entry.id)).map(str::to_owned),
                    help: "name a dataset that has `from`, or none at all",
                });
            }
        }
        let is_wanted = |id: &String| self.datasets.is_empty() || self.datasets.contains(id);
        let mut all = Vec::new();
        for (file, entry) in queries().filter(|(_, entry)| is_wanted(&entry.id)) {
            let declared = RegistryPlace::value(file.clone(), vec!["datasets".into(), entry.id.as_str().into()]);
            match load::query_of(world, &declared, &entry.value) {
                Ok(query) => {
                    let path = entry.value.file.as_deref().and_then(|file| ProjectPath::parse(file).ok());
                    let wanted = query.zip(path).map(|(query, file)| Wanted { file, query, key: key(&entry.value) });
                    all.extend(wanted.map(|wanted| (entry.id.clone(), wanted)));
                }
                Err(met) => problems.extend(met),
            }
        }
        Ok(all)
    }

    fn one(
        &self,
        engines: &Arc<dyn Engines>,
        world: &Disk,
        id: &str,
        wanted: &Wanted,
        terminal: &mut Terminal,
    ) -> Result<(), Error> {
        let progress = Progress::start();
        progress.last("waiting for the answer");
        let snapshot = pull(engines, wanted, Duration::from_secs(self.time_limit));
        drop(progress);
        let snapshot = snapshot.map_err(|fault| Error::NotPulled {
            why: format!("`{id}` was not pulled: {}", fault.why),
            help: fault.help,
        })?;
        let Snapshot { csv, sidecar, says } = &snapshot;
        let changed = publish::snapshot(world, (&csv.0, &csv.1), (&sidecar.0, &sidecar.1))?;
        let rows = if says.rows == 1 {
            "1 row".to_owned()
        } else {
            format!("{} rows", grouped(usize::try_from(says.rows).unwrap_or(usize::MAX)))
        };
        let engine = says.engine.words();
        terminal.line(&if changed {
            format!("pulled `{id}`: {rows} from {engine} into {}", csv.0)
        } else {
            format!("`{id}` is as it was: {rows} from {engine} in {}", csv.0)
        });
        warn(&snapshot, wanted, id, terminal);
        Ok(())
    }
}

/// Returns the columns of the answer that name a row.
fn key(dataset: &Dataset) -> Vec<String> {
    let in_answer = |name: &String| {
        let field = dataset.fields.iter().find(|entry| entry.id == *name);
        field.and_then(|entry| entry.value.of.0.first().cloned()).unwrap_or_else(|| name.clone())
    };
    dataset.primary_key.iter().map(in_answer).collect()
}

/// Says what is no mistake and may mislead all the same.
fn warn(snapshot: &Snapshot, wanted: &Wanted, id: &str, terminal: &mut Terminal) {
    let floating: Vec<String> = snapshot.floating().into_iter().map(|name| format!("`{name}`")).collect();
    if !floating.is_empty() {
        terminal.aside(&format!(
            "warning: floating-point numbers in {} of `{id}`: the last digits of a sum or a mean of such depend on the engine, and on \
             the order in which it adds them\nhelp: `CAST(… AS DECIMAL(18, 2))` in the query, before they are added",
            joined(&floating, "and")
        ));
    }
    if let Some(word) = wanted.query.asks_the_clock() {
        terminal.aside(&format!(
            "warning: `{word}` in `{}` gives another answer another day\nhelp: write a parameter in its place, and its value under \
             `parameters`",
            wanted.query.sql
        ));
    }
}

/// Says what is wrong with the registry, and that nothing was asked.
fn stopped(read: Option<&Project>, mut problems: Problems, terminal: &mut Terminal) -> Exit {
    let files = read.iter().flat_map(|read| &read.files);
    let texts: Texts = files.map(|file| (file.path.clone(), file.text.clone())).collect();
    problems.locate_and_sort(|place| read.map_or_else(|| Place::clone(place), |read| read.locate(place)));
    terminal.problems(&problems, &texts);
    terminal.line(&format!("{}; nothing was pulled", summary(&problems).unwrap_or_else(|| many(0, "error"))));
    Exit::Problems
}
