//! What `update` says: which release comes from where and what is kept, what does not fit, what changes.

use serde_json::Value;

use super::look::Tried;
use super::source::Source;
use crate::cli::diff::{self, DiffFormat, in_list};
use crate::cli::terminal::Terminal;
use crate::diagnostic::code::rule::SOURCE_NEWER_THAN_AS_OF;
use crate::diagnostic::formats::{problems_json, to_text};
use crate::diagnostic::words::{grouped, joined, many};
use crate::diagnostic::{Problems, Severity, Texts, summary};
use crate::diff::{Differences, Wanted, in_markdown};
use crate::edit::{self, EditedFile};
use crate::model::released;
use crate::number::Date;
use crate::text::capital;
use crate::update::{DataFile, Named, NewRelease, Replacement};
use crate::world::{Disk, ProjectPath, World as _};

/// What is told of an update.
pub(super) struct Told {
    format: DiffFormat,
    drafts: Option<String>,
    is_dry_run: bool,
    /// What is new, and what is not.
    releases: Vec<String>,
    /// How it is known which release a file is.
    says: Vec<(ProjectPath, String)>,
    /// The ids and releases that are new.
    updated: Vec<String>,
    diff: String,
    /// How many files are written.
    files: usize,
    /// The last day of the new releases.
    latest: Option<Date>,
}

impl Told {
    /// Begins to tell.
    pub(super) fn new(format: DiffFormat, drafts: Option<String>, is_dry_run: bool) -> Self {
        let (releases, says, updated) = (Vec::new(), Vec::new(), Vec::new());
        Self { format, drafts, is_dry_run, releases, says, updated, diff: String::new(), files: 0, latest: None }
    }

    /// Notes a file that is the present one.
    pub(super) fn same(&mut self, of: &DataFile<'_>, source: &Source) {
        self.releases.push(format!("{}: nothing new in `{}`", of.named(), source.written()));
    }

    /// Notes which release was given, and whether the file says another.
    pub(super) fn given(&mut self, path: &ProjectPath, words: &str, other: Option<&Named>) {
        let but = other.map(|other| format!("; {}", other.says)).unwrap_or_default();
        self.says.push((path.clone(), format!("as `--vintage {words}` says{but}")));
    }

    /// Notes where a file says which release it is.
    pub(super) fn found(&mut self, path: &ProjectPath, found: &Named) {
        self.says.push((path.clone(), found.says.clone()));
    }

    /// Notes a release that takes the place of another.
    pub(super) fn release(&mut self, new: &NewRelease<'_>, source: &Source, replaced: &Replacement, world: &Disk) {
        let says = self.says.iter().find(|(path, _)| *path == new.of.path).map(|(_, says)| says.as_str());
        let old = new.of.datasets[0].dataset.vintage.as_deref().unwrap_or_default();
        let named = new.of.named();
        self.releases.push(format!(
            "{named}: release {old} → {} from `{}` ({})",
            new.vintage,
            source.written(),
            says.unwrap_or_default()
        ));
        let size = |bytes: usize| many_bytes(bytes);
        if replaced.path == new.of.path {
            let (was, is) = (size(new.present.len()), size(new.bytes.len()));
            self.releases.push(format!("  `{}`: {was} → {is}", replaced.path));
            let is_new = world.size(&replaced.kept).is_err();
            let kept = if is_new { "kept as" } else { "kept already as" };
            self.releases.push(format!("  {old} is {kept} `{}`", replaced.kept));
        } else {
            self.releases.push(format!("  `{}`: {}", replaced.path, size(new.bytes.len())));
            self.releases.push(format!("  {old} stays where it is: `{}`", replaced.kept));
        }
        self.updated.push(format!("{named} to {}", new.vintage));
        self.latest = self.latest.max(released(&new.vintage).map(|period| period.last));
        self.files += replaced.files.len();
    }

    /// Notes what changes in the registry.
    pub(super) fn registry(&mut self, edited: &[EditedFile]) {
        self.diff = edit::diff(edited);
        self.files += edited.len();
    }

    /// Notes that the publication speaks to another day, although nothing is new.
    pub(super) fn day_alone(&mut self, day: Date) {
        let moved = if self.is_dry_run { "would move" } else { "moved" };
        self.releases.push(format!("`as_of` {moved} to {day}: it was before the release"));
    }

    /// Says that nothing is new.
    pub(super) fn nothing_new(&self, terminal: &mut Terminal) {
        match self.format {
            DiffFormat::Text => self.releases.iter().for_each(|line| terminal.line(line)),
            DiffFormat::Markdown => {
                terminal.line("## Nothing new\n");
                self.releases.iter().for_each(|line| terminal.line(&format!("- {}", in_markdown(line.trim()))));
            }
            DiffFormat::Json => {
                let mut value = self.json(None);
                (value["errors"], value["problems"]) = (0.into(), serde_json::json!([]));
                terminal.print(&to_text(&value));
            }
        }
    }

    /// Says what stands in the way.
    pub(super) fn refused(&self, problems: &Problems, texts: &Texts, terminal: &mut Terminal) {
        let count = summary(problems).unwrap_or_default();
        match self.format {
            DiffFormat::Text => {
                self.releases.iter().for_each(|line| terminal.line(line));
                if !self.releases.is_empty() {
                    terminal.line("");
                }
                terminal.problems(problems, texts);
                terminal.line(&format!("{count}; nothing was updated"));
            }
            DiffFormat::Markdown => {
                terminal.line(&format!("## Nothing was updated: {count}\n"));
                for problem in problems.iter() {
                    terminal.line(&in_list(problem, texts));
                    for help in &problem.helps {
                        terminal.line(&format!("  - {}", in_markdown(help)));
                    }
                }
            }
            DiffFormat::Json => {
                let mut value = problems_json(problems, texts);
                value["updated"] = serde_json::json!([]);
                value["releases"] = serde_json::json!(self.releases);
                value["dry_run"] = self.is_dry_run.into();
                terminal.print(&to_text(&value));
            }
        }
    }

    /// Says what is new, what does not fit and what changes.
    pub(super) fn say(&self, tried: &Tried<'_>, terminal: &mut Terminal) {
        let run = &tried.after;
        let wanted = Wanted::default();
        let found = run.lock.read.as_ref().and_then(|_| diff::differences(run, &wanted));
        match self.format {
            DiffFormat::Json => {
                let mut value = self.json(found.as_ref());
                if found.is_none() {
                    value["not_compared"] = no_difference(tried).into();
                }
                value["findings"] = problems_json(&tried.found, tried.texts())["problems"].take();
                value["warnings"] = problems_json(&tried.warnings, tried.texts())["problems"].take();
                diff::add_errors(run, &mut value);
                terminal.print(&to_text(&value));
            }
            DiffFormat::Text => {
                self.releases.iter().for_each(|line| terminal.line(line));
                terminal.line(&format!("\n{}", self.diff));
                for problems in [&tried.found, &tried.warnings] {
                    terminal.problems(problems, tried.texts());
                    if !problems.is_empty() {
                        terminal.line("");
                    }
                }
                match &found {
                    Some(found) => diff::say(found, run, self.format, None, terminal),
                    None => terminal.line(&no_difference(tried)),
                }
            }
            DiffFormat::Markdown => {
                match &found {
                    Some(found) => diff::say(found, run, self.format, self.drafts.as_deref(), terminal),
                    None => terminal.line(&format!("## {}", capital(&no_difference(tried)))),
                }
                self.in_markdown(tried, terminal);
            }
        }
    }

    fn in_markdown(&self, tried: &Tried<'_>, terminal: &mut Terminal) {
        let sections =
            [("Does the file still fit its description?", &tried.found), ("New warnings of the data", &tried.warnings)];
        for (heading, problems) in sections.into_iter().filter(|(_, problems)| !problems.is_empty()) {
            terminal.line(&format!("\n### {heading}\n"));
            for problem in problems.iter() {
                terminal.line(&in_list(problem, tried.texts()));
            }
        }
        terminal.line("\n### New releases\n");
        for line in &self.releases {
            let indent = if line.starts_with(' ') { "  " } else { "" };
            terminal.line(&format!("{indent}- {}", in_markdown(line.trim())));
        }
    }

    fn json(&self, differences: Option<&Differences>) -> Value {
        serde_json::json!({
            "version": 1,
            "updated": self.updated,
            "releases": self.releases,
            "dry_run": self.is_dry_run,
            "files": self.files,
            "registry": self.diff,
            "findings": [],
            "warnings": [],
            "differences": differences,
            "not_compared": null,
        })
    }

    /// Says what was written, and what is in the way of building it that this command could have moved.
    pub(super) fn end(&self, tried: &Tried<'_>, terminal: &mut Terminal) {
        if self.format != DiffFormat::Text {
            return;
        }
        let is_behind = tried.after.problems.iter().any(|problem| problem.code == &SOURCE_NEWER_THAN_AS_OF);
        if is_behind {
            let day = self.latest.map_or("DATE".to_owned(), |day| day.to_string());
            terminal.line(&format!(
                "\n`as_of` is before the release, and nothing can be built so: the same command with `--as-of {day}`, or a later day, moves it"
            ));
        }
        let updated = joined(&self.updated, "and");
        terminal.line("");
        if self.is_dry_run {
            terminal.line(&format!("{updated}: nothing was written"));
        } else {
            let files = many(self.files, "file");
            let then = if is_behind { "; once `as_of` is later," } else { ";" };
            terminal.line(&format!("updated {updated}: {files} written{then} `knowns build` makes the drafts"));
        }
    }
}

/// Returns why no difference is told.
fn no_difference(tried: &Tried<'_>) -> String {
    let run = &tried.after;
    if run.lock.read.is_none() && run.lock.bytes.is_none() {
        return "no edition was accepted yet, so there is nothing to compare with".to_owned();
    }
    let errors = run.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    format!("nothing was compared: {} in the way, which `knowns check` shows", many(errors, "error"))
}

fn many_bytes(bytes: usize) -> String {
    format!("{} bytes", grouped(bytes))
}
