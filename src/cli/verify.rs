//! `verify`: builds in memory and says how `reports/` differs from that.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::publication::Reports;
use super::terminal::{Progress, Terminal};
use super::{Exit, Format, build, project};
use crate::Error;
use crate::diagnostic::formats::{problems_json, to_text};
use crate::diagnostic::summary;
use crate::diagnostic::words::many;
use crate::pipeline::{Options, Run};
use crate::publish::{self, Change, Comparison, Difference, PdfChange, Published};
use crate::world::{Disk, Overlay, ProjectPath};

/// Check that `reports/` is what the project makes, byte for byte
#[derive(Debug, Args)]
#[command(
    long_about = "Check that `reports/` is what the project makes, byte for byte\n\n\
                  The briefs are built in memory and compared with the files on disk. Nothing is written. \
                  PDFs in `pdf/` are looked at too: whether each is as it was printed, and of the pages that are built now. \
                  While a brief says something that no edition has accepted, `reports/` is compared with what was published there, by \
                  `manifest.json`, and with `claims.lock`. \
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
        let world = project::open(project)?;
        let progress = Progress::start();
        let run = project::run(&world, &progress);
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
                Format::Json => terminal.print(&to_text(&waiting(&unaccepted, &world, &run))),
                Format::Text => {
                    build::not_accepted(true, &unaccepted, &build::behind(&run), Reports::LeftAlone, terminal);
                    build::not_as_published(&world, &run, terminal);
                }
            }
            return Ok(Exit::Problems);
        }
        progress.last("comparing reports");
        let found = publish::compare(&world, pages, &project::manifest(&run, pages));
        let printed = publish::compare_pdf(&world, pages);
        let line_ends = only_line_ends(&found, world, &progress);
        drop(progress);
        match (self.format, line_ends) {
            (Format::Json, line_ends) => {
                terminal.print(&to_text(&as_json(&found, line_ends.is_some(), printed.as_deref())));
            }
            (Format::Text, Some(files)) => terminal.line(&of_line_ends(&found, files)),
            (Format::Text, None) => terminal.line(&as_text(&found)),
        }
        let printed = printed.unwrap_or_default();
        if self.format == Format::Text && !printed.is_empty() {
            let lines = printed.iter().map(|(path, change)| match change {
                PdfChange::Missing => format!("missing: {path}"),
                PdfChange::Different => format!("not as printed: {path}"),
                PdfChange::OutOfDate => format!("of other pages: {path}"),
            });
            lines.for_each(|line| terminal.line(&line));
            terminal.line(&format!("{} not of these reports; `knowns pdf` prints them", many(printed.len(), "PDF")));
        }
        Ok(if found.different.is_empty() && printed.is_empty() { Exit::Clean } else { Exit::Problems })
    }
}

/// Returns how many of the files that the reports are made from have other line ends, where nothing but line ends differs, in
/// those or in the reports.
fn only_line_ends(found: &Comparison, world: Disk, progress: &Progress) -> Option<usize> {
    let differs = |one: &Difference| matches!(one.change, Change::Different { .. });
    if found.different.is_empty() || !found.different.iter().all(differs) {
        return None;
    }
    let restored = publish::restored(&world);
    let files = restored.len();
    let world = publish::LineFeeds(Overlay::new(world, restored));
    // Whatever stands in the way of this run did not stand in the way of the first.
    let run = project::run_options(&world.0, &Options::default(), progress);
    let pages = run.pages.as_ref()?;
    publish::compare(&world, pages, &project::manifest(&run, pages)).different.is_empty().then_some(files)
}

/// Says that only line ends differ, and what to do.
fn of_line_ends(found: &Comparison, files: usize) -> String {
    let from = match files {
        0 => String::new(),
        files => format!(" and of {} that they are made from", many(files, "file")),
    };
    format!(
        "only the line ends of {}{from} differ (git's `autocrlf`): add a file `.gitattributes` with the line `* -text`, then check \
         the files out again",
        many(found.different.len(), "report")
    )
}

fn as_text(found: &Comparison) -> String {
    let mut lines = Vec::new();
    for Difference { path, change } in &found.different {
        lines.push(match change {
            Change::Missing => format!("missing: {path}"),
            Change::Unreadable => format!("not a readable file: {path}"),
            Change::Unmerged { line } => format!("both sides of a git conflict: {path}:{line}"),
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

/// Returns what can be said of `reports/` while a brief waits: whether it is what was published with the lock.
fn waiting(unaccepted: &[String], world: &Disk, run: &Run) -> Value {
    let lock = run.lock.read.clone().unwrap_or_default();
    let Published { of_another_lock, missing, changed } = publish::published(world, &lock);
    let named = |path: &ProjectPath, change: &str| json!({ "file": path.as_str(), "change": change });
    let missing = missing.iter().map(|path| named(path, "missing"));
    let different: Vec<Value> = missing.chain(changed.iter().map(|path| named(path, "different"))).collect();
    json!({ "version": 1, "not_accepted": unaccepted, "of_another_lock": of_another_lock, "different": different })
}

fn as_json(found: &Comparison, only_line_ends: bool, printed: Option<&[(ProjectPath, PdfChange)]>) -> Value {
    let different = found.different.iter().map(|Difference { path, change }| match change {
        Change::Missing => json!({ "file": path.as_str(), "change": "missing" }),
        Change::Unreadable => json!({ "file": path.as_str(), "change": "unreadable" }),
        Change::Unmerged { line } => json!({ "file": path.as_str(), "change": "unmerged", "line": line }),
        Change::Extra => json!({ "file": path.as_str(), "change": "extra" }),
        Change::Different { line, found, expected } => json!({
            "file": path.as_str(), "change": "different", "line": line, "found": found, "expected": expected,
        }),
    });
    let mut told = json!({
        "version": 1,
        "same": found.same,
        "only_line_ends": only_line_ends,
        "different": different.collect::<Vec<_>>(),
        "foreign": found.foreign.iter().map(ProjectPath::as_str).collect::<Vec<_>>(),
    });
    if let Some(printed) = printed {
        let change = |change: &PdfChange| match change {
            PdfChange::Missing => "missing",
            PdfChange::Different => "different",
            PdfChange::OutOfDate => "out_of_date",
        };
        let printed = printed.iter().map(|(path, how)| json!({ "file": path.as_str(), "change": change(how) }));
        told["pdf"] = printed.collect();
    }
    told
}
