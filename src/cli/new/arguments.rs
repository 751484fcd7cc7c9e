//! The arguments of `new`: a command for each kind of entry, with a flag for each of its keys.

use std::collections::BTreeMap;

use clap::error::Error as Usage;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::New;
use super::kinds::{FieldValue, KINDS};
use crate::registry::{described, schema};

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
