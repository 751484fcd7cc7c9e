//! `completions`: lets a shell complete commands and options.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::terminal::Terminal;
use super::{Arguments, Exit};

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
