//! A project with what is being put into it: nothing is written until all of it reads well.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::kinds::READING;
use crate::cli::rename::not_free;
use crate::edit::{self, EditedFile, NewEntry, NotInserted, Written};
use crate::load::Project;
use crate::pipeline::{self, Options, Run, Session, Until};
use crate::table::fields::{Described, describe};
use crate::table::{Oddity, Table};
use crate::text::Text;
use crate::world::{Disk, Overlay, ProjectPath, REGISTRY_FILE};
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

    /// Puts an entry at the end of its section.
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
        /// So often a file is looked at again after what it asked for was declared.
        const LOOKS: usize = 8;
        let file = dataset.words("file").unwrap_or_default().to_owned();
        let mut nameless: Vec<String> = Vec::new();
        for _ in 0..LOOKS {
            let run = self.apart(|draft| draft.put(dataset, into).map(|()| draft.read(Until::Resolved)))?;
            let of_file =
                run.problems.iter().filter(|problem| problem.at.place.file().is_some_and(|path| path.as_str() == file));
            let proposals: Vec<(&str, Proposal)> = of_file
                .flat_map(|problem| problem.helps.iter().map(|help| (problem.message.as_str(), help)))
                .filter_map(|(message, help)| Some((message, Proposal::of(help)?)))
                .collect();
            let of_dataset = proposals.iter().find_map(|(why, proposal)| match proposal {
                Proposal::Key(key, yaml) if !dataset.says(key) => Some((why, key, yaml)),
                _ => None,
            });
            if let Some((why, key, yaml)) = of_dataset {
                self.told.push(format!("`{file}` is read with `{key}: {yaml}`: {why}"));
                dataset.say(key, Written::Yaml(yaml.clone()));
                continue;
            }
            let fields: Vec<String> = proposals
                .into_iter()
                .filter_map(|(_, proposal)| match proposal {
                    Proposal::Field(line) => Some(line),
                    Proposal::Key(..) => None,
                })
                .collect();
            let table = run.project.as_ref().and_then(|project| project.tables.get(&dataset.id)?.current.as_ref());
            let Some(table) = table.filter(|_| !dataset.says("fields") || !nameless.is_empty()) else { break };
            let Described { fields: columns, keys } = describe(table);
            if nameless.is_empty() && !fields.is_empty() {
                dataset.say("fields", Written::Lines([fields.clone(), columns].concat()));
                nameless = fields;
                continue;
            }
            if !columns.is_empty() {
                self.tell_columns(&file, table, &columns);
                // A long list is easier to mend line by line.
                dataset.is_one_line &= columns.len() < 8;
                dataset.keys.retain(|(key, _)| key != "fields");
                dataset.say("fields", Written::Lines(columns));
                for (key, value) in keys {
                    if !dataset.says(key) {
                        self.told.push(format!("`{file}` is read with `{key}: {value}`: they stand where numbers are"));
                        dataset.say(key, Written::Yaml(value));
                    }
                }
            }
            break;
        }
        self.put(dataset, into)
    }

    /// Tells what the columns of a dataset seem to hold, and once of each cell that made columns text what it asks.
    fn tell_columns(&mut self, file: &str, table: &Table, columns: &[String]) {
        self.told.push(format!("columns of `{file}`, as their cells show them:"));
        let mut asked: Vec<(&Oddity, Vec<&str>)> = Vec::new();
        self.told.extend(columns.iter().map(|line| format!("  {line}")));
        for column in &table.columns {
            let Some(odd) = &column.oddity else { continue };
            match asked.iter_mut().find(|(other, _)| (&other.written, &other.help) == (&odd.written, &odd.help)) {
                Some((_, columns)) => columns.push(&column.name),
                None => asked.push((odd, vec![&column.name])),
            }
        }
        for (odd, columns) in asked {
            let (of, are) = match columns.as_slice() {
                [only] => (format!("`{only}`"), "is"),
                [first, rest @ ..] => (format!("`{first}` and {} more", rest.len()), "are"),
                [] => continue,
            };
            let help = odd.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
            self.told.push(format!("{of} {are} text because of `{}` on line {}{help}", odd.written, odd.line));
        }
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

/// What a help proposes to declare.
enum Proposal {
    /// A key of the dataset with its value, as in "declare `delimiter: \";\"`".
    Key(String, String),
    /// A line below `fields`, as in "name it under `fields`, such as `column_1: { of: column 1 }`".
    Field(String),
}

impl Proposal {
    /// Returns what a help proposes, where it is YAML that can be written as it stands.
    fn of(help: &str) -> Option<Self> {
        let words = help.split('`').skip(1).step_by(2).find(|words| words.contains(": "))?;
        let (key, yaml) = words.split_once(": ")?;
        if help.contains("under `fields`") {
            return Some(Self::Field(words.to_owned()));
        }
        READING.iter().any(|field| field.path == key).then(|| Self::Key(key.to_owned(), yaml.to_owned()))
    }
}
