//! `init`: the smallest registry that builds, with a few rows of real data.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Exit;
use super::terminal::Terminal;
use crate::Error;
use crate::write;

/// Start a project: a first `claims.yaml` and a data file, ready to build
#[derive(Debug, Args)]
#[command(
    long_about = "Start a project: a first `claims.yaml` and a data file, ready to build\n\n\
                  The example is real: monthly encounters as U.S. Customs and Border Protection publishes them. \
                  Nothing is overwritten.",
    after_help = "Example:\n  knowns init --project border-desk"
)]
pub(super) struct Init {}

/// What `init` writes.
const FILES: [(&str, &str); 2] =
    [("claims.yaml", include_str!("init/claims.yaml")), ("data/encounters.csv", include_str!("init/encounters.csv"))];

impl Init {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let here = project == Path::new(".");
        write::new_files(project, &FILES)?;
        for (path, _) in FILES {
            let shown = if here { PathBuf::from(path) } else { project.join(path) };
            terminal.line(&format!("wrote {}", shown.display()));
        }
        let folder = project.display().to_string();
        let plain = folder.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '\\' | ':'));
        let quote = if plain { "" } else { "\"" };
        let option = if here { String::new() } else { format!(" --project {quote}{folder}{quote}") };
        terminal.line(&format!("\nNext:\n  knowns build{option}"));
        Ok(Exit::Clean)
    }
}
