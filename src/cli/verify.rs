//! `verify`: builds in memory and says how `reports/` differs from that.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::progress::Progress;
use super::terminal::Terminal;
use super::{Exit, Format, build, opened};
use crate::Error;
use crate::compare::{self, Change, Comparison, Difference};
use crate::diagnostic::show::{many, problems_json, summary, to_text};
use crate::world::ProjectPath;

/// Check that `reports/` is what the project makes, byte for byte
#[derive(Debug, Args)]
#[command(
    long_about = "Check that `reports/` is what the project makes, byte for byte\n\n\
                  The briefs are built in memory and compared with the files on disk. Nothing is written. \
                  While a brief says something that no edition has accepted, `reports/` cannot be verified. \
                  Exit codes: 0 the same, 1 different, 2 could not run, for example because the project has errors.",
    after_help = "Example:\n  knowns verify"
)]
pub(super) struct Verify {
    /// How to say what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

impl Verify {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = opened::open(project)?;
        let progress = Progress::start();
        let run = opened::run(&world, &progress);
        let Some(pages) = &run.pages else {
            drop(progress);
            match self.format {
                Format::Json => terminal.print(&to_text(&problems_json(&run.problems, &run.texts))),
                Format::Text => {
                    terminal.problems(&run.problems, &run.texts);
                    let found = summary(&run.problems).unwrap_or_default();
                    terminal.line(&format!("{found}; nothing was compared"));
                }
            }
            return Ok(Exit::CouldNotRun);
        };
        let unaccepted = build::unaccepted(&run);
        if !unaccepted.is_empty() {
            drop(progress);
            match self.format {
                Format::Json => terminal.print(&to_text(&json!({ "version": 1, "not_accepted": unaccepted }))),
                Format::Text => build::not_accepted(true, &unaccepted, terminal),
            }
            return Ok(Exit::Problems);
        }
        progress.last("comparing reports");
        let found = compare::tree(&world, pages, &opened::manifest(&run, pages));
        drop(progress);
        match self.format {
            Format::Json => terminal.print(&to_text(&as_json(&found))),
            Format::Text => terminal.line(&as_text(&found)),
        }
        Ok(if found.different.is_empty() { Exit::Clean } else { Exit::Problems })
    }
}

fn as_text(found: &Comparison) -> String {
    let mut lines = Vec::new();
    for Difference { path, change } in &found.different {
        lines.push(match change {
            Change::Missing => format!("missing: {path}"),
            Change::Unreadable => format!("not a readable file: {path}"),
            Change::Extra => format!("no brief makes it any more: {path}"),
            Change::Different { line, found, expected } => {
                format!("different: {path}:{line}\n  on disk: {found}\n  built:   {expected}")
            }
        });
    }
    lines.extend(found.foreign.iter().map(|path| format!("not compared: {path} (not written by this tool)")));
    lines.push(if found.different.is_empty() {
        format!("{} as built", many(found.same, "report"))
    } else {
        format!("{} not as built, {} the same; `knowns build` writes them", found.different.len(), found.same)
    });
    lines.join("\n")
}

fn as_json(found: &Comparison) -> Value {
    let different = found.different.iter().map(|Difference { path, change }| match change {
        Change::Missing => json!({ "file": path.as_str(), "change": "missing" }),
        Change::Unreadable => json!({ "file": path.as_str(), "change": "unreadable" }),
        Change::Extra => json!({ "file": path.as_str(), "change": "extra" }),
        Change::Different { line, found, expected } => json!({
            "file": path.as_str(), "change": "different", "line": line, "found": found, "expected": expected,
        }),
    });
    json!({
        "version": 1,
        "same": found.same,
        "different": different.collect::<Vec<_>>(),
        "foreign": found.foreign.iter().map(ProjectPath::as_str).collect::<Vec<_>>(),
    })
}
