//! `init`: the smallest registry that builds, with a few rows of real data, and the schema by which an editor knows it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Exit;
use super::about::{self, SCHEMA_FILE};
use super::git::Git;
use super::merge_driver::{self, ATTRIBUTES_FILE, DATA, GENERATED};
use super::terminal::Terminal;
use crate::world::REGISTRY_FILE;
use crate::{Error, publish};

/// Start a project: a first `claims.yaml` and a data file, ready to build
#[derive(Debug, Args)]
#[command(
    long_about = "Start a project: a first `claims.yaml` and a data file, ready to build\n\n\
                  The example is real: monthly encounters as U.S. Customs and Border Protection publishes them. \
                  The registry begins with a line that leads editors to `claims.schema.json` beside it: one that reads YAML \
                  schemas completes keys and says what they mean. Where there is no `.gitattributes`, one is written that keeps git from \
                  changing line ends, since reports are compared byte for byte, and that names the files which the tool writes; in a \
                  git repository the merge driver for them is set up (`knowns merge-driver --help`). Where there is no `.gitignore`, one is \
                  written for `.knowns/` and `drafts/`. Nothing is overwritten.",
    after_help = "Example:\n  knowns init --project border-desk"
)]
pub(super) struct Init {}

/// The first registry, and its data.
const REGISTRY: &str = include_str!("init/claims.yaml");
const ENCOUNTERS: &str = include_str!("init/encounters.csv");

/// What keeps git from changing the line ends of files.
const LINE_ENDS: &str = "\
# The same bytes on every machine: git leaves line ends as they are. `knowns verify` compares byte for byte, and the digests
# that pages print are those of the files.
* -text
";

/// What git does not keep: nobody else needs it.
const IGNORE_FILE: &str = ".gitignore";
const IGNORE: &str = "\
# What the tool keeps between two runs, and pages that nobody accepted yet.
/.knowns/
/drafts/
";

impl Init {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let here = project == Path::new(".");
        let registry = format!("# yaml-language-server: $schema={SCHEMA_FILE}\n{REGISTRY}");
        let schema = about::text();
        let registry = (REGISTRY_FILE, registry.as_str());
        let mut files = vec![(SCHEMA_FILE, schema.as_str()), ("data/encounters.csv", ENCOUNTERS)];
        let attributes = format!("{LINE_ENDS}{GENERATED}{DATA}");
        for (path, content) in [(ATTRIBUTES_FILE, attributes.as_str()), (IGNORE_FILE, IGNORE)] {
            // One that is there belongs to somebody, and may hold the same already.
            if project.join(path).symlink_metadata().is_err() {
                files.push((path, content));
            }
        }
        // Without a registry there is no project: it comes last, so a beginning that was killed can be made again.
        files.push(registry);
        publish::new_files(project, &files)?;
        files.rotate_right(1);
        for path in files.iter().map(|(path, _)| *path) {
            let shown = if here { PathBuf::from(path) } else { project.join(path) };
            terminal.line(&format!("wrote {}", shown.display()));
        }
        if let Some(git) = Git::of(project) {
            merge_driver::set_up(&git)?;
            terminal.line("in this clone, git merges what the tool writes by `knowns merge-driver`");
        }
        let folder = project.display().to_string();
        let plain = folder.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '\\' | ':'));
        let quote = if plain { "" } else { "\"" };
        let option = if here { String::new() } else { format!(" --project {quote}{folder}{quote}") };
        terminal.line(&format!(
            "\nNext:\n  knowns build{option}\n\n\
             To begin with a number from a file of your own instead, in a folder without a registry:\n  \
             knowns new brief --from data/yours.csv (`knowns new brief --help` says what else it asks)"
        ));
        Ok(Exit::Clean)
    }
}
