//! `explain`: what a problem is, why it matters, and what to do.

use clap::Args;

use super::Exit;
use super::terminal::Terminal;
use crate::Error;
use crate::diagnostic::code;
use crate::text::near::nearest;

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
