//! `new`: an entry in its section, given by flags or asked for, and every other byte as it was.

mod ask;
mod beside;
mod draft;
mod kinds;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::error::Error as Usage;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::terminal::Terminal;
use super::{Exit, project};
use crate::Error;
use crate::diagnostic::code::reference::{UNKNOWN_ID, WRONG_KIND};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Problem, Problems, Severity, Texts, summary};
use crate::edit::{NewEntry, Written};
use crate::number::Date;
use crate::pipeline::{Run, Until};
use crate::registry::{described, schema};
use crate::text::Id;
use crate::vocabulary::EntryKind;
use crate::world::{Disk, REGISTRY_FILE};
use draft::Draft;
use kinds::{AGGREGATES, EntryField, FieldValue, KINDS, NewEntryKind, READING};

/// What is to be added, as far as it was said.
#[derive(Debug)]
pub(super) struct New {
    kind: &'static NewEntryKind,
    id: Option<String>,
    /// What was said, by key.
    said: BTreeMap<&'static str, Vec<String>>,
    into: Option<String>,
    is_dry_run: bool,
    /// Whether a registry begins with it.
    starts: bool,
}

impl New {
    pub(super) fn run(mut self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let folder = project;
        self.starts = self.is_number() && folder.join(REGISTRY_FILE).symlink_metadata().is_err();
        let world = if self.starts {
            Disk::open(folder).map_err(Error::system("open the folder", folder))?
        } else if self.is_dry_run {
            project::open(folder)?
        } else {
            project::to_change(folder, terminal)?
        };
        let mut draft = Draft::of(world);
        if self.starts {
            self.given()?;
            draft.begin(self.publication()?);
        }
        let before = draft.read(Until::Resolved);
        let Some(project) = before.project.as_ref().filter(|project| project.whole) else {
            return Ok(refused(&before.problems, &before.texts, terminal));
        };
        if !self.missing().is_empty() && terminal.is_attended() {
            self.ask(project, terminal);
        }
        self.given()?;
        self.put_beside(&mut draft)?;
        if let Some(run) = draft.refusal.take() {
            return Ok(refused(&errors_beyond(&run, &before), &run.texts, terminal));
        }
        let mut entry = self.entry();
        if self.kind.section == "datasets" {
            draft.put_dataset(&mut entry, self.into.as_deref())?;
        } else {
            draft.put(&entry, self.into.as_deref())?;
        }
        if let Some(path) = draft.linked() {
            return Err(Error::NotAdded {
                why: format!("a symbolic link leads to `{path}`"),
                help: "add it by hand where the file really stands, or name another file with `--into`".to_owned(),
            });
        }
        for line in &draft.told {
            terminal.line(line);
        }
        if !draft.told.is_empty() {
            terminal.line("");
        }
        let after = draft.read(Until::Resolved);
        let new = errors_beyond(&after, &before);
        if !new.is_empty() {
            let exit = refused(&new, &after.texts, terminal);
            if let Some(hint) = self.hint(&new) {
                terminal.line(hint);
            }
            return Ok(exit);
        }
        terminal.line(&draft.shown());
        if self.is_dry_run {
            terminal.line("nothing was written");
            return Ok(Exit::Clean);
        }
        let paths: Vec<String> = draft.write(folder, self.starts)?.iter().map(ToString::to_string).collect();
        terminal.line(&format!(
            "added {} `{}` to {}; `knowns check` says what it still lacks",
            self.kind.word,
            entry.id,
            joined(&paths, "and")
        ));
        Ok(Exit::Clean)
    }

    /// Returns whether it is a brief of one number from a file.
    fn is_number(&self) -> bool {
        self.kind.section == "briefs" && self.said.contains_key("file")
    }

    /// Returns the day to which a registry speaks that begins with it: the one that is said, or that of the release.
    fn day(&self) -> Option<String> {
        ["as_of", "vintage"].iter().find_map(|key| self.first(key).filter(|words| Date::parse(words).is_ok()))
    }

    /// Returns the first lines of a registry that begins with a brief.
    fn publication(&self) -> Result<String, Error> {
        let Some(as_of) = self.day() else {
            return Err(Error::NotAdded {
                why: "`--as-of` is no day".to_owned(),
                help: "say to which day the brief speaks, such as `--as-of 2025-06-30`".to_owned(),
            });
        };
        let mut publication = NewEntry::new("publication", "publication");
        let title = self.first("title").or_else(|| self.first("question")).unwrap_or_default();
        publication.say("title", Written::Words(title));
        publication.say("as_of", Written::Words(as_of));
        if let Some(method) = self.first("method") {
            publication.say("method", Written::Words(method));
        }
        Ok(format!("registry: 1\n{}\n", publication.in_braces()))
    }

    /// Returns how an entry that a new one refers to is registered with it.
    fn hint(&self, problems: &Problems) -> Option<&'static str> {
        let is_unknown = problems.iter().any(|problem| [&UNKNOWN_ID, &WRONG_KIND].contains(&problem.code));
        match self.kind.section {
            "datasets" | "figures" if is_unknown && self.said.contains_key("measure") => {
                Some("to register the measure with it, say what it counts: add `--counts` and `--definition`")
            }
            "measures" if is_unknown && self.said.contains_key("record") => {
                Some("to register the dataset with it, name its file: add `--file` and `--publisher`")
            }
            _ => None,
        }
    }

    /// Returns what must be given and was not, as flags.
    fn missing(&self) -> Vec<String> {
        const NUMBER: &[&[&str]] = &[
            &["question"],
            &["statement"],
            &AGGREGATES,
            &["publisher"],
            &["vintage"],
            &["counts", "measure"],
            &["unknowns"],
        ];
        let needed = if self.is_number() { NUMBER } else { self.kind.needed };
        let flag = |path: &&str| format!("`--{}`", path.replace(['.', '_'], "-"));
        let id = self.id.is_none().then(|| "the id".to_owned());
        let mut open: Vec<&[&str]> =
            needed.iter().filter(|group| !group.iter().any(|path| self.said.contains_key(path))).copied().collect();
        // What is told of a party, a measure or an open question is told in full.
        let counts = self.said.contains_key("counts") || self.is_number() && !self.said.contains_key("measure");
        if counts && !self.said.contains_key("definition") {
            open.extend((!open.contains(&["definition"].as_slice())).then_some(["definition"].as_slice()));
        }
        let asks = self.is_in_words("unknowns") || self.starts && !self.said.contains_key("unknowns");
        if asks && !self.said.contains_key("because") {
            open.push(&["because"]);
        }
        // A registry that begins with it speaks to a day, which a release may say.
        if self.starts && self.day().is_none() {
            open.push(&["as_of"]);
        }
        id.into_iter().chain(open.iter().map(|group| group.iter().map(flag).collect::<Vec<_>>().join(" or "))).collect()
    }

    /// Refuses an entry of which something is missing, and names all of it.
    fn given(&self) -> Result<(), Error> {
        let missing = self.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let are = if missing.len() == 1 { "is" } else { "are" };
        Err(Error::NotAdded {
            why: format!("{} {are} not given", missing.join(", ")),
            help: format!("`knowns new {} --help` says what each means", self.kind.word),
        })
    }

    /// Returns whether something that ids may be given for is said in words.
    fn is_in_words(&self, key: &str) -> bool {
        self.said.get(key).is_some_and(|ids| ids.iter().any(|id| Id::snake(id).is_err()))
    }

    /// Returns the entry.
    fn entry(&self) -> NewEntry {
        let mut entry = self.entry_of(self.kind.section, self.id.as_deref().unwrap_or_default());
        for key in self.kind.fields() {
            if READING.iter().any(|reading| reading.path == key.path) {
                self.say_all(&mut entry, &[key.path]);
            } else if let Some(words) = self.said.get(key.path) {
                entry.say(key.path, key.takes.written(words));
            }
        }
        entry
    }
}

/// Returns the errors that another reading of the project did not meet, and beside them the warnings of their families: where no row
/// is found, that a label is nowhere in the column is the reason.
fn errors_beyond(after: &Run, before: &Run) -> Problems {
    let mut known: Vec<_> = before.problems.iter().map(|problem| (problem.code, &problem.message)).collect();
    let mut new = after.problems.clone();
    new.retain(|problem| {
        let known_at = known.iter().position(|(code, message)| *code == problem.code && **message == problem.message);
        if let Some(at) = known_at {
            known.swap_remove(at);
        }
        known_at.is_none()
    });
    let family = |problem: &Problem| problem.code.id.chars().next();
    let errors = new.iter().filter(|problem| problem.severity == Severity::Error);
    let families: BTreeSet<_> = errors.map(family).collect();
    new.retain(|problem| families.contains(&family(problem)));
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
            .about("Add an entry to the registry: a claim, source, party, measure, unknown, brief, dataset or figure")
            .long_about(
                "Add an entry to the registry: a claim, source, party, measure, unknown, brief, dataset or figure\n\n\
                 What the entry says is given by flags, or asked for in plain words where somebody sits at the terminal and \
                 something needed is missing. It is written in its section, in the order of ids where that is the order and else at the \
                 end, in the file that holds the most such entries, in the manner of that file; comments, order and every other byte stay. The added lines are shown. An \
                 entry that refers to something unknown, or has an id that is taken, is refused.\n\n\
                 What it rests on can be registered with it: a publisher who is named in words, the measure of a dataset, the \
                 dataset of a measure or a figure. A brief of one number from a file begins a registry where there is none: \
                 eleven lines that `knowns build` makes a page of.\n\n\
                 A file is looked at as `knowns check` does. What must be declared to read it, and the types of its columns as the \
                 cells show them, are told and written with the dataset; what could mean two things is asked.",
            )
            .after_help(
                "Examples:\n  knowns new claim\n  knowns new party cbp --name \"U.S. Customs and Border Protection\"\n  \
                 knowns new brief deaths-in-2024 --from data/deaths.csv --where year=2024 --value deaths \\\n    \
                 --publisher \"Statistics Office\" --vintage 2025-06-01 --counts persons --definition \"Deaths of the year.\" \\\n    \
                 --question \"How many people died in 2024?\" --statement \"{{ value }} people died in 2024.\" \\\n    \
                 --unknowns \"What did they die of?\" --because \"The file does not ask.\"",
            )
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
    let flag = |section: &str, key: &EntryField| {
        let says = described(&schema, section, key.path).map(|key| key.says).unwrap_or_default();
        let flag = Arg::new(key.path).long(key.flag()).visible_aliases(key.other_flags());
        let flag = flag.help(says.trim_end_matches('.').to_owned());
        match key.takes {
            FieldValue::Words => flag.value_name("WORDS"),
            FieldValue::Several => flag.value_name("A,B").value_delimiter(',').action(ArgAction::Append),
            FieldValue::Ids(_) => flag.value_name("ID,ID").value_delimiter(',').action(ArgAction::Append),
            FieldValue::Questions => flag.value_name("ID,ID | WORDS").action(ArgAction::Append),
            FieldValue::Conditions => flag.value_name("COLUMN=VALUE").action(ArgAction::Append),
        }
    };
    let keys = kind.fields().map(|key| flag(kind.section, key));
    let beside = kind.beside.iter().flat_map(|(section, keys)| {
        let word = EntryKind::of_section(section).map_or("publication", EntryKind::word);
        let heading = format!("Of the {word}, where it is registered with it");
        keys.iter().map(move |key| flag(section, key).help_heading(heading.clone()))
    });
    command
        .arg(Arg::new(ID).help("The id of the new entry"))
        .args(keys)
        .args(beside)
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
        let words = |key: &EntryField| {
            let words: Vec<String> = given.get_many::<String>(key.path)?.cloned().collect();
            let ids = |words: &[String]| words.iter().flat_map(|words| words.split(',')).map(str::to_owned).collect();
            let is_ids = key.takes == FieldValue::Questions && words.iter().all(|words| !words.contains(' '));
            Some(if is_ids { ids(&words) } else { words })
        };
        let beside = kind.beside.iter().flat_map(|(_, keys)| keys.iter());
        let said = kind.fields().chain(beside).filter_map(|key| Some((key.path, words(key)?)));
        Ok(Self {
            kind,
            id: given.get_one(ID).cloned(),
            said: said.collect::<BTreeMap<&str, Vec<String>>>(),
            into: given.get_one(INTO).cloned(),
            is_dry_run: given.get_flag(DRY_RUN),
            starts: false,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Usage> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
