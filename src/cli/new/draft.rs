//! A project with what is being put into it: nothing is written until all of it reads well.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::cli::rename::not_free;
use crate::edit::{self, EditedFile, NewEntry, NotInserted, Written};
use crate::load::Project;
use crate::load::proposed::{self, Key, Proposed};
use crate::pipeline::{self, Options, Run, Session, Until};
use crate::text::{RegistryPlace, Text};
use crate::world::{Disk, Overlay, ProjectPath, REGISTRY_FILE, World};
use crate::{Error, publish};

/// The files that differ, each as it is and as it would be.
type Files = BTreeMap<ProjectPath, (Text, String)>;

/// A project with what was put into it so far.
pub(super) struct Draft {
    pub(super) world: Disk,
    session: Arc<Session>,
    files: Files,
    /// What was put in, as it is shown.
    shown: Vec<String>,
    /// What was found in data files, and what they ask.
    pub(super) told: Vec<String>,
    /// What the project came to where a number that was asked for could not be worked out.
    pub(super) refusal: Option<Run>,
}

impl Draft {
    /// Returns a project as it is.
    pub(super) fn of(world: Disk) -> Self {
        Self { world, session: Arc::default(), files: Files::new(), shown: Vec::new(), told: Vec::new(), refusal: None }
    }

    /// Begins a registry where there is none.
    pub(super) fn begin(&mut self, registry: String) {
        self.files.insert(ProjectPath::fixed(REGISTRY_FILE), (Text::new(""), registry));
    }

    /// Returns what the project comes to.
    pub(super) fn read(&self, until: Until) -> Run {
        let files = self.files.iter().map(|(path, (_, after))| (path.clone(), after.clone().into_bytes()));
        let world = Overlay::new(self.world.clone(), files.collect());
        let session = Arc::clone(&self.session);
        let options = Options { session, keep_entries: true, until, ..Options::default() };
        pipeline::watched(&world, &options, &|_| {})
    }

    /// Returns the project as it would be read.
    pub(super) fn project(&self) -> Result<Project, Error> {
        self.read(Until::Resolved).project.ok_or_else(|| Error::NotAdded {
            why: "the registry cannot be read".to_owned(),
            help: "`knowns check` says what is in the way".to_owned(),
        })
    }

    /// Puts an entry into its section.
    pub(super) fn put(&mut self, entry: &NewEntry, into: Option<&str>) -> Result<(), Error> {
        let no_registry = |file: &str| Error::NotAdded {
            why: format!("`{file}` is not a registry file of this project"),
            help: "name `claims.yaml`, or a file that its `include` names".to_owned(),
        };
        let path = into.map(|file| ProjectPath::parse(file).map_err(|_| no_registry(file))).transpose()?;
        let project = self.project()?;
        let inserted = edit::inserted(&project, entry, path.as_ref()).map_err(|why| match why {
            NotInserted::Id(why) => {
                let (why, help) = not_free(&entry.id, why);
                Error::NotAdded { why, help }
            }
            NotInserted::NoRegistry => no_registry(path.as_ref().map_or(REGISTRY_FILE, ProjectPath::as_str)),
            NotInserted::InBraces { path } => Error::NotAdded {
                why: format!("`{}` of {path} is written in braces over several lines", entry.section),
                help: format!(
                    "write `{}:` on a line of its own and each entry below it, two spaces in; then add this one",
                    entry.section
                ),
            },
        })?;
        self.shown.push(edit::added(&inserted));
        let file = inserted.file;
        self.files.entry(file.path).or_insert((file.before, String::new())).1 = file.after;
        Ok(())
    }

    /// Puts a dataset in, with what its file shows of itself: what `check` proposes for it, and the types of its columns.
    pub(super) fn put_dataset(&mut self, dataset: &mut NewEntry, into: Option<&str>) -> Result<(), Error> {
        let file = dataset.words("file").unwrap_or_default().to_owned();
        if let Some(proposed) = self.apart(|draft| draft.proposed(dataset, into))? {
            for Key { name, yaml, why } in &proposed.keys {
                match why {
                    Some(why) => self.told.push(format!("`{file}` is read with `{name}: {yaml}`: {why}")),
                    None => self.told.push(format!("`{file}` is read with `{name}: {yaml}`, as its cells show it")),
                }
                dataset.say(name, Written::Yaml(yaml.clone()));
            }
            let columns = proposed.fields;
            if !columns.is_empty() && !dataset.says("fields") {
                self.told.push(format!("columns of `{file}`, as their cells show them:"));
                self.told.extend(columns.iter().map(|line| format!("  {line}")));
                // A long list is easier to mend line by line.
                dataset.is_one_line &= columns.len() < 8;
                dataset.say("fields", Written::Lines(columns));
            }
            if !proposed.asked.is_empty() {
                self.told.push("what only you can say:".to_owned());
                self.told.extend(proposed.asked.iter().map(|question| format!("  - {question}")));
            }
        }
        self.put(dataset, into)
    }

    /// Returns what the file of a dataset shows of itself; none where it cannot be read.
    fn proposed(&mut self, dataset: &NewEntry, into: Option<&str>) -> Result<Option<Proposed>, Error> {
        self.put(dataset, into)?;
        let project = self.project()?;
        let mut datasets =
            project.files.iter().flat_map(|file| file.registry.datasets.iter().map(move |entry| (file, entry)));
        let found = datasets.find(|(_, entry)| entry.id == dataset.id);
        let of =
            |(registry, entry): (&crate::load::RegistryFile, &crate::registry::Entry<crate::registry::Dataset>)| {
                let file = ProjectPath::parse(entry.value.file.as_deref()?).ok()?;
                let at = RegistryPlace::value(registry.path.clone(), vec!["datasets".into(), entry.id.as_str().into()]);
                let bytes = self.world.read(&file).ok()?;
                Some(proposed::of(&bytes, &file, &entry.value, &at))
            };
        Ok(found.and_then(of))
    }

    /// Does something to the draft that leaves no trace in it.
    pub(super) fn apart<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let held = (self.files.clone(), self.shown.len());
        let done = act(self);
        self.files = held.0;
        self.shown.truncate(held.1);
        done
    }

    /// Returns what was put in, as it is shown: a registry that begins here whole.
    pub(super) fn shown(&self) -> String {
        let registry = self.files.get(&ProjectPath::fixed(REGISTRY_FILE));
        if let Some((_, whole)) = registry.filter(|(before, _)| before.as_str().is_empty()) {
            let lines: Vec<&str> = whole.lines().collect();
            return format!("--- /dev/null\n+++ b/{REGISTRY_FILE}\n+{}\n", lines.join("\n+"));
        }
        self.shown.concat()
    }

    /// Returns a file that a symbolic link leads to, where one would be changed.
    pub(super) fn linked(&self) -> Option<&ProjectPath> {
        self.files.keys().find(|path| publish::is_linked(&self.world, path))
    }

    /// Writes the files; returns their paths.
    pub(super) fn write(self, project: &Path, starts: bool) -> Result<Vec<ProjectPath>, Error> {
        let paths = self.files.keys().cloned().collect();
        if starts {
            let files: Vec<(&str, &str)> =
                self.files.iter().map(|(path, (_, after))| (path.as_str(), after.as_str())).collect();
            publish::new_files(project, &files)?;
            return Ok(paths);
        }
        let edited = self.files.into_iter().map(|(path, (before, after))| EditedFile {
            path,
            before,
            after,
            words: 0,
            lines: Vec::new(),
        });
        publish::write_edits(&self.world, &edited.collect::<Vec<_>>())?;
        Ok(paths)
    }
}
