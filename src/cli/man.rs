//! `man`: the manual pages of the commands, for `man` and for whoever packages the tool.

use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::terminal::Terminal;
use super::{Arguments, Exit};
use crate::{Error, publish};

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
