//! git, called as a program: what is asked of it. Arguments are given one by one, and no shell reads them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::child::{self, Failure};
use crate::Error;

/// How long git may take to read or write its configuration.
const PATIENCE: Duration = Duration::from_secs(20);

/// The repository in which a folder stands.
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    /// Returns the repository of a folder; none where there is none, or no git.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let git = Self { folder: folder.to_path_buf() };
        let said = git.ask(&["rev-parse", "--is-inside-work-tree"]).ok()?;
        (said.trim() == "true").then_some(git)
    }

    /// Writes a value into the configuration of this clone.
    pub(super) fn configure(&self, key: &str, value: &str) -> Result<(), Error> {
        let failed = |failure| Error::NotMerged {
            why: match failure {
                Failure::NotThere => "there is no program `git`".to_owned(),
                Failure::NotStarted(cause) => format!("`git` could not be started: {cause}"),
                Failure::TooLong => format!("git did not take `{key}` in time, and was ended"),
                Failure::Failed(said) => format!("git did not take `{key}`: {said}"),
            },
            help: "see that `git config --local --list` runs by itself".to_owned(),
        };
        self.ask(&["config", "--local", key, value]).map(drop).map_err(failed)
    }

    fn ask(&self, arguments: &[&str]) -> Result<String, Failure> {
        child::call(Command::new("git").arg("-C").arg(&self.folder).args(arguments), PATIENCE)
    }
}

/// Merges a text into `ours` as git does it by itself; returns whether nothing is left to somebody.
pub(super) fn merge_text(ours: &Path, base: &Path, theirs: &Path) -> bool {
    let mut command = Command::new("git");
    command.args(["merge-file", "--quiet", "-L", "ours", "-L", "base", "-L", "theirs", "--"]);
    child::call(command.args([ours, base, theirs]), PATIENCE).is_ok()
}
