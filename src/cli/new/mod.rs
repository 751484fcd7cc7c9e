//! `new`: an entry at the end of its section, given by flags or asked for, and every other byte as it was.

mod kinds;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use clap::error::Error as Usage;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::rename::not_free;
use super::terminal::Terminal;
use super::{Exit, project};
use crate::diagnostic::{Problems, Severity, Texts, summary};
use crate::edit::{self, Inserted, NewEntry, NotInserted, Written};
use crate::load::Project;
use crate::pipeline::{self, Options, Run, Session, Until};
use crate::registry::{Registry, described, schema};
use crate::world::{Disk, Overlay, ProjectPath, REGISTRY_FILE, World};
use crate::{Error, publish};
use kinds::{EntryField, FieldValue, KINDS, NewEntryKind};

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

const ID: &str = "ID";
const INTO: &str = "into";
const DRY_RUN: &str = "dry-run";

impl Args for New {
    fn augment_args(command: Command) -> Command {
        let kinds = KINDS.iter().map(|kind| {
            Command::new(kind.word)
                .about(kind.about)
                .after_help(format!("Example:\n  {}", kind.example))
                // What the keys mean is worked out only for who uses this command.
                .defer(with_keys)
        });
        command
            .about("Add an entry to the registry: a claim, source, party, measure, unknown, brief or dataset")
            .long_about(
                "Add an entry to the registry: a claim, source, party, measure, unknown, brief or dataset\n\n\
                 What the entry says is given by flags, or asked for in plain words where somebody sits at the terminal and \
                 something needed is missing. It is written at the end of its section, in the file that holds the most such \
                 entries, in the manner of that file; comments, order and every other byte stay. The added lines are shown. An \
                 entry that refers to something unknown, or has an id that is taken, is refused.\n\n\
                 For a dataset the types of the columns are worked out from the cells and shown first, then written with it.",
            )
            .after_help("Examples:\n  knowns new claim\n  knowns new party cbp --name \"U.S. Customs and Border Protection\"")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand_value_name("KIND")
            .subcommand_help_heading("Kinds")
            .subcommands(kinds)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Adds a flag for each key of the kind by which the command is called.
fn with_keys(command: Command) -> Command {
    let Some(kind) = KINDS.iter().find(|kind| kind.word == command.get_name()) else { return command };
    let schema = schema();
    let keys = kind.keys.iter().map(|key| {
        let says = described(&schema, kind.section, key.path).map(|key| key.says).unwrap_or_default();
        let flag = Arg::new(key.path).long(key.flag()).help(says.trim_end_matches('.').to_owned());
        match key.takes {
            FieldValue::Words => flag.value_name("WORDS"),
            FieldValue::Several => flag.value_name("A,B").value_delimiter(',').action(ArgAction::Append),
            FieldValue::Ids(_) => flag.value_name("ID,ID").value_delimiter(',').action(ArgAction::Append),
        }
    });
    command
        .arg(Arg::new(ID).help("The id of the new entry"))
        .args(keys)
        .arg(Arg::new(INTO).long(INTO).value_name("FILE").help("The registry file to write it to"))
        .arg(
            Arg::new(DRY_RUN)
                .long(DRY_RUN)
                .action(ArgAction::SetTrue)
                .help("Show what would be added, and write nothing"),
        )
}

impl FromArgMatches for New {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Usage> {
        let (word, given) =
            matches.subcommand().ok_or_else(|| Usage::new(clap::error::ErrorKind::MissingSubcommand))?;
        let kind = KINDS.iter().find(|kind| kind.word == word);
        let kind = kind.ok_or_else(|| Usage::new(clap::error::ErrorKind::InvalidSubcommand))?;
        let words = |path: &str| given.get_many::<String>(path).map(|words| words.cloned().collect());
        let said = kind.keys.iter().filter_map(|key| Some((key.path, words(key.path)?)));
        Ok(Self {
            kind,
            id: given.get_one(ID).cloned(),
            said: said.collect::<BTreeMap<&str, Vec<String>>>(),
            into: given.get_one(INTO).cloned(),
            is_dry_run: given.get_flag(DRY_RUN),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Usage> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl New {
    /// Asks for the id and for every key that is worth asking for and was not given; stops where nobody answers.
    pub(super) fn ask(&mut self, project: &Project, terminal: &mut Terminal) {
        let schema = schema();
        if self.id.is_none() {
            let form = if self.kind.section == "briefs" { "border-november" } else { "november_2025" };
            terminal.line(&format!("id: the name by which others refer to it, as in `{form}`"));
            self.id = answered(terminal);
        }
        for key in self.kind.keys.iter().filter(|key| key.is_asked) {
            let group = self.kind.group(key.path);
            let alike = group.unwrap_or_default();
            if self.said.contains_key(key.path) || alike.iter().any(|path| self.said.contains_key(path)) {
                continue;
            }
            let later = self.kind.keys.iter().skip_while(|other| other.path != key.path).skip(1);
            let mut later = later.filter(|other| other.is_asked);
            let must = group.is_some() && !later.any(|other| alike.contains(&other.path));
            let described = described(&schema, self.kind.section, key.path);
            let says = described.as_ref().map_or("", |key| key.says.trim_end_matches('.'));
            terminal.line(&format!("\n{}: {says}", key.path.replace('.', " ")));
            if let Some(example) = described.as_ref().and_then(|key| key.example.as_ref()) {
                terminal.line(&format!("  for example: {example}"));
            }
            let default = offered(key, project, terminal);
            match &default {
                Some(default) => terminal.line(&format!("  Enter for: {}", default.join(", "))),
                None if must => {}
                None => terminal.line("  Enter to leave it out"),
            }
            let answer = answered(terminal).map(|words| divided(key, &words)).or(default);
            match answer {
                Some(answer) => drop(self.said.insert(key.path, answer)),
                None if must => return,
                None => {}
            }
        }
    }
}

/// Returns what was answered; nothing where that was nothing.
fn answered(terminal: &mut Terminal) -> Option<String> {
    terminal.answer("> ").filter(|words| !words.is_empty())
}

/// Returns the words of an answer, one by one where the key takes several.
fn divided(key: &EntryField, words: &str) -> Vec<String> {
    match key.takes {
        FieldValue::Words => vec![words.to_owned()],
        FieldValue::Several | FieldValue::Ids(_) => {
            let each = words.split([',', ' ']).filter(|word| !word.is_empty());
            each.map(str::to_owned).collect()
        }
    }
}

/// Names the entries to choose from; returns those that stand in no brief yet.
fn offered(key: &EntryField, project: &Project, terminal: &mut Terminal) -> Option<Vec<String>> {
    let FieldValue::Ids(section) = key.takes else { return None };
    let mut free = Vec::new();
    for (id, words) in project.files.iter().flat_map(|file| entries(&file.registry, section)) {
        terminal.line(&format!("  {id}  {words}"));
        let mut briefs = project.files.iter().flat_map(|file| file.registry.briefs.iter());
        if !briefs.any(|brief| brief.value.claims.contains(&id) || brief.value.unknowns.contains(&id)) {
            free.push(id);
        }
    }
    Some(free).filter(|free| !free.is_empty())
}

/// Returns the entries of a section with what each says.
fn entries(registry: &Registry, section: &str) -> Vec<(String, String)> {
    if section == "claims" {
        let each = registry.claims.iter();
        each.map(|entry| (entry.id.clone(), entry.value.statement.clone().unwrap_or_default())).collect()
    } else {
        let each = registry.unknowns.iter();
        each.map(|entry| (entry.id.clone(), entry.value.question.clone().unwrap_or_default())).collect()
    }
}
