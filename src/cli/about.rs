//! What the tool says of itself, without a project: `explain`, `schema`, `completions` and `man`.

use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;

use super::terminal::Terminal;
use super::{Arguments, Exit};
use crate::diagnostic::code;
use crate::diagnostic::formats::to_text;
use crate::text::near::nearest;
use crate::{Error, publish, registry, render};

/// Explain a problem by its code or name, or list all of them
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  knowns explain R001")]
pub(super) struct Explain {
    /// A code such as R001, or a name such as not-yaml; without it, all are listed
    problem: Option<String>,
}

impl Explain {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Error> {
        let Some(wanted) = &self.problem else {
            for code in code::all() {
                terminal.line(&format!("{}  {}", code.id, code.name));
            }
            return Ok(Exit::Clean);
        };
        let Some(code) = code::find(wanted) else {
            let known = code::all().flat_map(|code| [code.name, code.id]);
            return Err(Error::Unknown {
                wanted: wanted.clone(),
                kind: "code or name of a problem",
                nearest: nearest(wanted, known).map(str::to_owned),
                help: "`knowns explain` lists all of them",
            });
        };
        terminal.print(code.explanation);
        Ok(Exit::Clean)
    }
}

/// Where the schema stands in a project that `init` began.
pub(super) const SCHEMA_FILE: &str = "claims.schema.json";

/// Print the JSON Schema of `claims.yaml`, for your editor
#[derive(Debug, Args)]
#[command(
    long_about = "Print the JSON Schema of `claims.yaml`, for your editor\n\n\
                  The schema (draft 2020-12) has every key with what it says and an example. An editor that knows it completes \
                  keys, shows what they mean, and marks those that do not exist. `init` saves it beside the registry, which \
                  begins with:\n\n  # yaml-language-server: $schema=claims.schema.json\n\n\
                  An included file names it from where it stands, as in `../claims.schema.json`. With `--out` a newer \
                  version of the tool brings the file up to date. What ids, quantities and dates mean is for `knowns check` to say.",
    after_help = "Examples:\n  knowns schema --out claims.schema.json\n  knowns schema --of brief"
)]
pub(super) struct Schema {
    /// Whose schema: of the registry, or of `reports/<brief>.json`
    #[arg(long, value_enum, default_value_t)]
    of: SchemaOf,

    /// Write it to this file, in place of what is there
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Whose schema it is.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum SchemaOf {
    /// `claims.yaml`
    #[default]
    Registry,
    /// `reports/<brief>.json`, a brief as data
    Brief,
}

impl Schema {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Error> {
        let text = match self.of {
            SchemaOf::Registry => text(),
            SchemaOf::Brief => to_text(&render::schema()),
        };
        if let Some(path) = &self.out {
            publish::in_place(path, text.as_bytes())?;
            terminal.line(&format!("wrote {}", path.display()));
        } else {
            terminal.print(&text);
        }
        Ok(Exit::Clean)
    }
}

/// Returns the schema of the registry as it stands in a file.
pub(super) fn text() -> String {
    to_text(&registry::schema())
}

/// Print a script that lets your shell complete commands
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  knowns completions bash > ~/.local/share/bash-completion/completions/knowns")]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Exit {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "knowns", &mut script);
        terminal.print(&String::from_utf8_lossy(&script));
        Exit::Clean
    }
}

/// Print the manual page, or write one for each command
#[derive(Debug, Args)]
#[command(
    long_about = "Print the manual page, or write one for each command\n\n\
                  With `--out` the folder gets `knowns.1` and one page for each command, such as `knowns-build.1`, in place of \
                  what is there under these names.",
    after_help = "Examples:\n  knowns man | man -l -\n  knowns man --out ~/.local/share/man/man1"
)]
pub(super) struct Manual {
    /// Write the page of every command into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Manual {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit, Error> {
        let mut all = Arguments::command();
        all.build();
        let Some(out) = &self.out else {
            terminal.print(&page(&all));
            return Ok(Exit::Clean);
        };
        write(&all, out, terminal)?;
        Ok(Exit::Clean)
    }
}

/// Writes the page of a command, and of those in it.
fn write(command: &Command, out: &Path, terminal: &mut Terminal) -> Result<(), Error> {
    let path = out.join(format!("{}.1", full_name(command)));
    publish::in_place(&path, page(command).as_bytes())?;
    terminal.line(&format!("wrote {}", path.display()));
    let mut below = command.get_subcommands().filter(|command| command.get_name() != "help");
    below.try_for_each(|command| write(command, out, terminal))
}

/// Returns the page of a command, in the language of `man`.
fn page(command: &Command) -> String {
    let mut page = Vec::new();
    let man = Man::new(command.clone()).source(concat!("knowns ", env!("CARGO_PKG_VERSION"))).manual("knowns");
    man.render(&mut page).expect("memory takes every page");
    String::from_utf8_lossy(&page).into_owned()
}

/// Returns a command's name with the program's, as in `knowns-build`.
fn full_name(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}
