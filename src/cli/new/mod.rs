//! `new`: an entry at the end of its section, given by flags or asked for, and every other byte as it was.

mod arguments;
mod ask;
mod kinds;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::ids::not_free;
use super::terminal::Terminal;
use super::{Exit, project};
use crate::diagnostic::{Problems, Severity, Texts, summary};
use crate::edit::{self, Inserted, NewEntry, NotInserted, Written};
use crate::load::Project;
use crate::pipeline::{Options, Run, Session, Until};
use crate::world::{Disk, Overlay, ProjectPath, REGISTRY_FILE, World};
use crate::{Error, pipeline, publish};
use kinds::{FieldValue, NewEntryKind};

/// What is to be added, as far as it was said.
#[derive(Debug)]
pub(super) struct New {
    kind: &'static NewEntryKind,
    id: Option<String>,
    /// What was said, by key.
    said: BTreeMap<&'static str, Vec<String>>,
    into: Option<String>,
    is_dry_run: bool,
}

impl New {
    pub(super) fn run(mut self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = if self.is_dry_run { project::open(project)? } else { project::to_change(project, terminal)? };
        let session = Arc::default();
        let before = read(&world, &session);
        let Some(project) = before.project.as_ref().filter(|project| project.whole) else {
            return Ok(refused(&before.problems, &before.texts, terminal));
        };
        if !self.missing().is_empty() && terminal.is_attended() {
            self.ask(project, terminal);
        }
        let mut entry = self.entry()?;
        let mut inserted = self.insert(project, &entry)?;
        let mut after = read_with(&world, &session, &inserted);
        if let Some(fields) = fields(&after, &entry).filter(|fields| !fields.is_empty()) {
            let file = self.said.get("file").and_then(|file| file.first()).map_or("", String::as_str);
            terminal.line(&format!("columns of `{file}`, as their cells show them:"));
            for (name, kind) in &fields {
                terminal.line(&format!("  {name}: {kind}"));
            }
            terminal.line("");
            let fields = fields.into_iter().map(|(name, kind)| (name, Written::Words(kind)));
            entry.say("fields", Written::Keys(fields.collect()));
            inserted = self.insert(project, &entry)?;
            after = read_with(&world, &session, &inserted);
        }
        if publish::is_linked(&world, &inserted.file.path) {
            return Err(Error::NotAdded {
                why: format!("a symbolic link leads to `{}`", inserted.file.path),
                help: "add it by hand where the file really stands, or name another file with `--into`".to_owned(),
            });
        }
        let new = errors_beyond(&after, &before);
        if !new.is_empty() {
            return Ok(refused(&new, &after.texts, terminal));
        }
        terminal.line(&edit::added(&inserted));
        if self.is_dry_run {
            terminal.line("nothing was written");
            return Ok(Exit::Clean);
        }
        publish::write_edits(&world, std::slice::from_ref(&inserted.file))?;
        let path = &inserted.file.path;
        terminal.line(&format!(
            "added {} `{}` to {path}; `knowns check` says what it still lacks",
            self.kind.word, entry.id
        ));
        Ok(Exit::Clean)
    }

    /// Returns what must be given and was not, as flags.
    fn missing(&self) -> Vec<String> {
        let flag = |path: &&str| format!("`--{}`", path.replace(['.', '_'], "-"));
        let id = self.id.is_none().then(|| "the id".to_owned());
        let open = self.kind.needed.iter().filter(|group| !group.iter().any(|path| self.said.contains_key(path)));
        id.into_iter().chain(open.map(|group| group.iter().map(flag).collect::<Vec<_>>().join(" or "))).collect()
    }

    /// Returns the entry; an error that names everything that is missing.
    fn entry(&self) -> Result<NewEntry, Error> {
        let missing = self.missing();
        let Some(id) = self.id.clone().filter(|_| missing.is_empty()) else {
            let are = if missing.len() == 1 { "is" } else { "are" };
            return Err(Error::NotAdded {
                why: format!("{} {are} not given", missing.join(", ")),
                help: format!("`knowns new {} --help` says what each means", self.kind.word),
            });
        };
        let mut entry = NewEntry { section: self.kind.section, id, keys: Vec::new() };
        for key in self.kind.keys {
            let Some(words) = self.said.get(key.path) else { continue };
            let words = words.iter().map(|words| words.trim().to_owned());
            entry.say(
                key.path,
                match key.takes {
                    FieldValue::Words => Written::Words(words.collect()),
                    FieldValue::Several | FieldValue::Ids(_) => Written::Several(words.collect()),
                },
            );
        }
        Ok(entry)
    }

    /// Returns the file with the entry in it.
    fn insert(&self, project: &Project, entry: &NewEntry) -> Result<Inserted, Error> {
        let no_registry = |file: &str| Error::NotAdded {
            why: format!("`{file}` is not a registry file of this project"),
            help: "name `claims.yaml`, or a file that its `include` names".to_owned(),
        };
        let into = self.into.as_deref().map(|file| ProjectPath::parse(file).map_err(|_| no_registry(file)));
        let into = into.transpose()?;
        edit::inserted(project, entry, into.as_ref()).map_err(|why| match why {
            NotInserted::Id(why) => {
                let (why, help) = not_free(&entry.id, why);
                Error::NotAdded { why, help }
            }
            NotInserted::NoRegistry => no_registry(into.as_ref().map_or(REGISTRY_FILE, ProjectPath::as_str)),
            NotInserted::InBraces { path } => Error::NotAdded {
                why: format!("`{}` of {path} is written in braces over several lines", entry.section),
                help: format!(
                    "write `{}:` on a line of its own and each entry below it, two spaces in; then add this one",
                    entry.section
                ),
            },
        })
    }
}

/// Returns the project as far as its entries: what they say and refer to.
fn read(world: &dyn World, session: &Arc<Session>) -> Run {
    let options =
        Options { session: Arc::clone(session), keep_entries: true, until: Until::Resolved, ..Options::default() };
    pipeline::watched(world, &options, &|_| {})
}

fn read_with(world: &Disk, session: &Arc<Session>, inserted: &Inserted) -> Run {
    let file = (inserted.file.path.clone(), inserted.file.after.clone().into_bytes());
    read(&Overlay::new(world.clone(), [file].into()), session)
}

/// Returns the columns of a dataset with their types; none where the entry is none, or says them.
fn fields(run: &Run, entry: &NewEntry) -> Option<Vec<(String, String)>> {
    let dataset = run.project.as_ref().filter(|_| entry.section == "datasets")?.tables.get(&entry.id)?;
    let columns = dataset.current.as_ref()?.columns.iter();
    Some(columns.map(|column| (column.name.clone(), column.kind.word().to_owned())).collect())
}

/// Returns the errors that another reading of the project did not meet.
fn errors_beyond(after: &Run, before: &Run) -> Problems {
    let mut known: Vec<_> = before.problems.iter().map(|problem| (problem.code, &problem.message)).collect();
    let mut new = after.problems.clone();
    new.retain(|problem| {
        let known_at = known.iter().position(|(code, message)| *code == problem.code && **message == problem.message);
        if let Some(at) = known_at {
            known.swap_remove(at);
        }
        problem.severity == Severity::Error && known_at.is_none()
    });
    new
}

fn refused(problems: &Problems, texts: &Texts, terminal: &mut Terminal) -> Exit {
    terminal.problems(problems, texts);
    terminal.line(&format!("{}; nothing was added", summary(problems).unwrap_or_default()));
    Exit::Problems
}
