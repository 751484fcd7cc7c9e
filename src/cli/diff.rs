//! `diff`: says how what briefs say now differs from what their editions said, whether conclusions changed first.

use std::collections::BTreeMap;
use std::fmt;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::terminal::{Progress, Terminal};
use super::{Exit, project};
use crate::diagnostic::formats::{file_and_line, problems_json};
use crate::diagnostic::words::many;
use crate::diagnostic::{Problem, Problems, Severity, Texts, summary};
use crate::diff::{Differences, Looked, Wanted, in_markdown, to_markdown, to_text};
use crate::edition::{Editions, LOCK_FILE};
use crate::load::{self, Replaced};
use crate::model::released;
use crate::pipeline::{Options, Purpose, Run};
use crate::registry::Dataset;
use crate::text::capital;
use crate::text::near::nearest;
use crate::world::{Disk, Overlay, ProjectPath, Unreadable, World};
use crate::{Error, rules};

/// Say how what briefs say differs from their last editions
#[derive(Debug, Args)]
#[command(
    long_about = "Say how what briefs say differs from their last editions\n\n\
                  First whether conclusions changed: the standing or the printed figure of a claim that answers a brief's \
                  question. Then, for each brief, standings with the cells and evidence that changed them, numbers, sentences, \
                  unknowns, sources, definitions and data. Nothing is written.\n\n\
                  With `--data NAME=FILE` it says what would be if FILE were the file of the dataset NAME, as a new release with \
                  the present file kept under `earlier`. \
                  Exit codes: 0 the same, 1 different, 2 could not run, for example because the project has errors.",
    after_help = "Examples:\n  knowns diff\n  knowns diff border-november --from 1\n  \
                  knowns diff --data monthly=downloads/encounters.csv --format markdown"
)]
pub(super) struct Diff {
    /// The briefs to compare [default: all of them]
    #[arg(value_name = "BRIEF")]
    briefs: Vec<String>,
    /// Take FILE for the file of the dataset NAME; can be given for several datasets
    #[arg(long, value_name = "NAME=FILE", value_parser = read)]
    data: Vec<WhatIf>,
    /// Take VINTAGE for the release of that FILE [default: one that comes after everything that was said]
    #[arg(long, value_name = "NAME=VINTAGE", value_parser = vintage)]
    vintage: Vec<Vintage>,
    /// Compare with the edition of this number [default: the last of each brief]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    from: Option<u32>,
    /// How to say what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: DiffFormat,
    /// In Markdown, the address at which the drafts can be read
    #[arg(long, value_name = "URL", value_parser = address)]
    drafts: Option<String>,
}

/// Reads the address of drafts.
pub(super) fn address(written: &str) -> Result<String, String> {
    let is_address = crate::update::is_download(written);
    is_address.then(|| written.to_owned()).ok_or_else(|| "write a whole address, with `https://` in front".to_owned())
}

/// Options `diff` says what it found
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum DiffFormat {
    /// Words for people
    #[default]
    Text,
    /// JSON for programs, described in docs/formats.md
    Json,
    /// Markdown, for example for a pull request
    Markdown,
}

impl Diff {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::open(project)?;
        if world.size(&ProjectPath::fixed(LOCK_FILE)) == Err(Unreadable::Missing) {
            return Err(Error::NotCompared {
                why: format!("there is no `{LOCK_FILE}`, so there is no edition to compare with"),
                help: "accept a first edition with `knowns accept`".to_owned(),
            });
        }
        let (world, replaced) = laid_over(world, &self.data, &self.vintage)?;
        let progress = Progress::start();
        let purpose = if self.data.is_empty() { Purpose::Look } else { Purpose::TryOut };
        let tried_out = replaced.keys().cloned().collect();
        let run = project::run_options(&world, &Options { purpose, replaced, ..Options::default() }, &progress);
        drop(progress);
        let Some(editions) = run.editions.as_ref().filter(|_| is_compared(&run)) else {
            return Ok(self.stopped(&run, terminal));
        };
        self.known(editions)?;
        let wanted = Wanted { briefs: self.briefs.clone(), from: self.from, what_if: tried_out };
        let Some(found) = differences(&run, &wanted) else { return Ok(self.stopped(&run, terminal)) };
        say(&found, &run, self.format, self.drafts.as_deref(), terminal);
        Ok(if found.is_empty() { Exit::Clean } else { Exit::Problems })
    }

    /// Returns an error where a brief or an edition that is asked for is not there.
    fn known(&self, editions: &Editions) -> Result<(), Error> {
        let gone = editions.gone();
        let all = || editions.briefs.iter().map(String::as_str).chain(gone.iter().copied());
        if let Some(wanted) = self.briefs.iter().find(|wanted| all().all(|id| id != *wanted)) {
            return Err(Error::Unknown {
                wanted: wanted.clone(),
                kind: "brief",
                nearest: nearest(wanted, all()).map(str::to_owned),
                help: "name a brief of the registry, or none to compare all of them",
            });
        }
        let Some(from) = self.from else { return Ok(()) };
        let number = |id: &str| editions.lock.briefs.get(id).map_or(0, crate::edition::Ledger::number);
        let none = |why: String, last: u32| {
            let help = match last {
                0 => "accept a first edition with `knowns accept`".to_owned(),
                1 => "the only edition is 1".to_owned(),
                last => format!("name an edition from 1 to {last}"),
            };
            Err(Error::NotCompared { why, help })
        };
        if let Some(brief) = self.briefs.iter().find(|id| number(id) < from) {
            return none(format!("`{brief}` has no edition {from}"), number(brief));
        }
        match all().map(number).max().unwrap_or_default() {
            most if most < from => none(format!("no brief has an edition {from}"), most),
            _ => Ok(()),
        }
    }

    fn stopped(&self, run: &ManuallyDrop<Run>, terminal: &mut Terminal) -> Exit {
        let found = summary(&run.problems).unwrap_or_default();
        let read: Vec<String> = self.data.iter().map(WhatIf::to_string).collect();
        let read = if read.is_empty() { String::new() } else { format!("; {}", read.join(", ")) };
        match self.format {
            DiffFormat::Json => {
                terminal.print(&crate::diagnostic::formats::to_text(&problems_json(&run.problems, &run.texts)));
            }
            DiffFormat::Text => {
                terminal.problems(&run.problems, &run.texts);
                terminal.line(&format!("{found}; nothing was compared{read}"));
            }
            DiffFormat::Markdown => {
                terminal.line(&format!("## Nothing was compared: {found}{read}\n"));
                for problem in run.problems.iter() {
                    terminal.line(&in_list(problem, &run.texts));
                }
            }
        }
        Exit::CouldNotRun
    }
}

/// Returns whether a project can be held against its editions: what rules find wrong with a sentence is no reason to be silent about
/// what the sentence would now say.
pub(super) fn is_compared(run: &Run) -> bool {
    run.problems.iter().all(|problem| problem.severity != Severity::Error || rules::is_rule(problem.code))
}

/// Returns how what briefs say differs from their editions; none where it cannot be told.
pub(super) fn differences(run: &Run, wanted: &Wanted) -> Option<Differences> {
    let (editions, project, model) = (run.editions.as_ref()?, run.project.as_ref()?, run.model.as_ref()?);
    let looked = Looked { locate: &|place| project.locate(place), model, texts: &run.texts, editions };
    is_compared(run).then(|| Differences::of(looked, wanted))
}

/// Says what was found, and what is in the way of building it.
pub(super) fn say(found: &Differences, run: &Run, format: DiffFormat, drafts: Option<&str>, terminal: &mut Terminal) {
    let errors: Vec<&Problem> = run.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    let heading = format!("{} in the way of building this", many(errors.len(), "error"));
    match format {
        DiffFormat::Json => {
            let mut value = serde_json::to_value(found).unwrap_or_default();
            add_errors(run, &mut value);
            terminal.print(&crate::diagnostic::formats::to_text(&value));
        }
        DiffFormat::Text => {
            terminal.line(&to_text(found));
            if !errors.is_empty() {
                terminal.line(&format!("\n{heading}"));
            }
            for problem in errors {
                let place = file_and_line(&problem.at.place, &run.texts).unwrap_or_default();
                terminal.line(&format!("  {} {place} {}", problem.code.id, problem.message));
            }
        }
        DiffFormat::Markdown => {
            terminal.line(to_markdown(found, drafts).trim_end());
            if !errors.is_empty() {
                terminal.line(&format!("\n### {}\n", capital(&heading)));
            }
            for problem in errors {
                terminal.line(&in_list(problem, &run.texts));
            }
        }
    }
}

/// Adds to an object what is in the way of building, as `errors` and `problems`.
pub(super) fn add_errors(run: &Run, value: &mut serde_json::Value) {
    let mut kept = run.problems.clone();
    kept.retain(|problem| problem.severity == Severity::Error);
    let problems = problems_json(&kept, &run.texts);
    value["errors"] = problems["errors"].clone();
    value["problems"] = problems["problems"].clone();
}

/// Returns a problem as an item of a list in Markdown.
pub(super) fn in_list(problem: &Problem, texts: &Texts) -> String {
    let place = file_and_line(&problem.at.place, texts).map(|place| format!("{place}: ")).unwrap_or_default();
    format!("- {} {}", problem.code.id, in_markdown(&(place + &problem.message)))
}

/// A dataset, and the file to take in the place of its own.
#[derive(Debug, Clone)]
struct WhatIf {
    dataset: String,
    file: PathBuf,
}

impl fmt::Display for WhatIf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was read from `{}`", self.dataset, self.file.display())
    }
}

/// Reads `NAME=FILE`.
fn read(written: &str) -> Result<WhatIf, String> {
    match written.split_once('=') {
        Some((dataset, file)) if !dataset.is_empty() && !file.is_empty() => {
            Ok(WhatIf { dataset: dataset.to_owned(), file: PathBuf::from(file) })
        }
        _ => Err("name a dataset and a file, as in `monthly=new.csv`".to_owned()),
    }
}

/// The vintage of a release that is tried out.
#[derive(Debug, Clone)]
struct Vintage {
    dataset: String,
    words: String,
}

/// Reads `NAME=VINTAGE`.
fn vintage(written: &str) -> Result<Vintage, String> {
    match written.split_once('=') {
        Some((dataset, words)) if !dataset.is_empty() && released(words).is_some() => {
            Ok(Vintage { dataset: dataset.to_owned(), words: words.to_owned() })
        }
        _ => Err("name a dataset and its release, as in `monthly=2025-12`".to_owned()),
    }
}

/// Returns the world with each file in the place of a dataset's own, and the datasets that are read from them with the releases
/// that those would replace.
///
/// # Errors
/// The registry has no such dataset, one is named twice, a file cannot be read, or a vintage is of a dataset that none replaces.
fn laid_over(
    world: Disk,
    what_if: &[WhatIf],
    vintages: &[Vintage],
) -> Result<(Overlay<Disk>, BTreeMap<String, Replaced>), Error> {
    let mut files: BTreeMap<ProjectPath, Vec<u8>> = BTreeMap::new();
    if let Some(alone) = vintages.iter().find(|one| what_if.iter().all(|other| other.dataset != one.dataset)) {
        return Err(Error::NotCompared {
            why: format!("no other file of `{}` is given", alone.dataset),
            help: format!("name the file of that release: `--data {}=FILE`", alone.dataset),
        });
    }
    if what_if.is_empty() {
        return Ok((Overlay::new(world, files), BTreeMap::new()));
    }
    // What is wrong with the registry is said when the whole project is read.
    let registry = load::registry(&world, &mut Problems::default()).filter(|registry| registry.whole);
    let Some(registry) = registry else { return Ok((Overlay::new(world, files), BTreeMap::new())) };
    let datasets = || registry.files.iter().flat_map(|file| file.registry.datasets.iter());
    let path = |dataset: &Dataset| ProjectPath::parse(dataset.file.as_deref()?).ok();
    for WhatIf { dataset: wanted, file } in what_if {
        let Some(dataset) = datasets().find(|dataset| dataset.id == *wanted) else {
            return Err(Error::Unknown {
                wanted: wanted.clone(),
                kind: "dataset",
                nearest: nearest(wanted, datasets().map(|dataset| &*dataset.id)).map(str::to_owned),
                help: "name a dataset of the registry, as in `--data monthly=new.csv`",
            });
        };
        #[expect(clippy::disallowed_methods, reason = "the file is outside the project, where no `World` serves it")]
        let bytes = std::fs::read(file).map_err(Error::system("read the file", file))?;
        let Some(path) = path(&dataset.value) else { continue };
        if dataset.value.from.is_some() {
            files.extend(load::as_if_pulled(&world, &path, &bytes));
        }
        if files.insert(path, bytes).is_some() {
            return Err(Error::NotCompared {
                why: format!("the file of `{wanted}` is replaced twice"),
                help: "name each dataset once, and of those that share a file only one".to_owned(),
            });
        }
    }
    let placed =
        registry.files.iter().flat_map(|file| file.registry.datasets.iter().map(move |entry| (&file.path, entry)));
    let replaced = placed.filter(|(_, dataset)| path(&dataset.value).is_some_and(|path| files.contains_key(&path)));
    let replaced = replaced.map(|(file, dataset)| {
        let vintage = vintages.iter().find(|one| one.dataset == dataset.id).map(|one| one.words.clone());
        let table = load::table_of(&world, &registry, file, &dataset.id, &dataset.value);
        (dataset.id.clone(), Replaced { table, vintage })
    });
    let replaced = replaced.collect();
    Ok((Overlay::new(world, files), replaced))
}
