//! `update`: a new release takes the place of a dataset's file, the present one is kept, and the difference is told.

mod look;
mod release;
mod source;
mod told;

use std::path::Path;

use clap::Args;

use super::diff::{DiffFormat, address};
use super::terminal::Terminal;
use super::{Exit, project};
use crate::diagnostic::{Problems, Texts};
use crate::load::{self, Project};
use crate::model::released;
use crate::number::Date;
use crate::text::{Place, RegistryPlace, masked};
use crate::update::{self, DataFile, NewRelease, NotUpdated};
use crate::world::{Disk, ProjectPath, REGISTRY_FILE};
use crate::{Error, edit, publish};
use look::Tried;
use source::Source;
use told::Told;

/// Put a new release of a dataset in place, keep the present one, and say what changes
#[derive(Debug, Args)]
#[command(
    long_about = "Put a new release of a dataset in place, keep the present one, and say what changes\n\n\
                  The file takes the place of the dataset's own, which is kept below `data/releases` and named under `earlier`, so that \
                  revised cells are marked and what was right when it was said stays so. `vintage` is what the file says: in a title \
                  row, a note, a column or its name; where it does not say, `--vintage` has to. Every other byte of the registry stays. \
                  All is written together or not at all.\n\n\
                  Before anything is written the file is held against the description and against the present release: columns that are \
                  called otherwise, another form, new labels, rows that are gone. What stands in the way is a problem that says what to \
                  paste. Then the difference is told as `knowns diff` tells it. Nothing is accepted: `knowns build` makes drafts, and \
                  `knowns accept` publishes.\n\n\
                  Without FILE or URL the release comes from the dataset's `origin`. Addresses are downloaded by `curl`, which has to be \
                  installed. Exit codes: 0 updated or nothing new, 1 problems stand in the way, 2 could not run.",
    after_help = "Examples:\n  knowns update monthly=downloads/encounters-2025-12-04.csv --as-of 2025-12-05\n  \
                  knowns update monthly=november.csv --vintage 2025-12 --dry-run\n  \
                  knowns update --all --as-of 2026-01-31 --format markdown"
)]
pub(super) struct Update {
    /// The datasets, each with the file or the address of its new release [default: its `origin`]
    #[arg(value_name = "DATASET[=FILE|URL]", required_unless_present = "all", value_parser = wanted)]
    datasets: Vec<Wanted>,
    /// Update every dataset that has an `origin`
    #[arg(long, conflicts_with = "datasets")]
    all: bool,
    /// Which release it is: a day or a month, and words behind it; of several datasets each by its name
    #[arg(long, value_name = "[DATASET=]VINTAGE", value_parser = vintage)]
    vintage: Vec<(Option<String>, String)>,
    /// Move the day to which the publication speaks (`as_of`), where something is new or the present release is after it
    #[arg(long, value_name = "DATE", value_parser = project::day)]
    as_of: Option<Date>,
    /// Say all of it, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to say what changes
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: DiffFormat,
    /// In Markdown, the address at which the drafts can be read
    #[arg(long, value_name = "URL", value_parser = address)]
    drafts: Option<String>,
    /// Give up on a download after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    within: u64,
}

/// A dataset, and where its new release comes from.
#[derive(Debug, Clone)]
struct Wanted {
    dataset: String,
    source: Option<Source>,
}

/// Reads `DATASET`, `DATASET=FILE` or `DATASET=URL`.
fn wanted(written: &str) -> Result<Wanted, String> {
    let (dataset, source) = match written.split_once('=') {
        None => (written, None),
        Some((dataset, source)) if !source.is_empty() => (dataset, Some(Source::parse(source)?)),
        Some(_) => return Err("name a file behind the `=`, as in `monthly=new.csv`".to_owned()),
    };
    if dataset.is_empty() || dataset.contains(['/', '.']) {
        return Err("name a dataset and a file, as in `monthly=new.csv`".to_owned());
    }
    Ok(Wanted { dataset: dataset.to_owned(), source })
}

/// Reads `VINTAGE` or `DATASET=VINTAGE`.
fn vintage(written: &str) -> Result<(Option<String>, String), String> {
    let (dataset, words) = match written.split_once('=') {
        Some((dataset, words)) => (Some(dataset.to_owned()), words),
        None => (None, written),
    };
    let is_dated = released(words).is_some() && !words.chars().any(char::is_control);
    is_dated
        .then(|| (dataset, words.to_owned()))
        .ok_or_else(|| "a release begins with a day or a month, such as `2025-12-04` or `2025-12`".to_owned())
}

impl Update {
    pub(super) fn run(&self, folder: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = if self.dry_run { project::open(folder)? } else { project::to_change(folder, terminal)? };
        let mut problems = Problems::default();
        let mut told = Told::new(self.format, self.drafts.clone(), self.dry_run);
        let read = load::registry(&world, &mut problems);
        if let Some(read) = read.as_ref().filter(|read| !read.whole || problems.any_errors()) {
            problems.locate_and_sort(|place| read.locate(place));
            let texts = read.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
            told.refused(&problems, &texts, terminal);
            return Ok(Exit::Problems);
        }
        let Some(project) = read else {
            problems.locate_and_sort(Clone::clone);
            told.refused(&problems, &Texts::new(), terminal);
            return Ok(Exit::Problems);
        };
        let sources = self.sources(&project)?;
        self.unused_vintages(&project, &sources)?;
        let vintages = sources.iter().flat_map(|(of, _)| &of.datasets).filter_map(|one| one.dataset.vintage.as_deref());
        let present = vintages.filter_map(released).map(|period| period.first.unwrap_or(period.last)).max();
        let mut releases = Vec::new();
        for (of, source) in sources {
            if let Some(new) = self.release(&world, of, &source, &mut told, terminal)? {
                releases.push((new, source));
            }
        }
        if releases.is_empty() {
            if let (Some(day), Some(present)) = (self.as_of, present)
                && update::is_behind(&project, present)
            {
                self.move_day(&world, &project, day, &mut told)?;
            }
            told.nothing_new(terminal);
            return Ok(Exit::Clean);
        }
        let mut replaced = Vec::new();
        for (new, source) in &releases {
            let replacement = update::replacement(&world, &project, new)?;
            told.release(new, source, &replacement, &world);
            replaced.push(replacement);
        }
        let moved = self.as_of.map(|day| update::moved_day(&project, day)).transpose()?.flatten();
        let changes: Vec<edit::Change> = replaced.iter().flat_map(|one| one.changes.clone()).chain(moved).collect();
        let edited = edit::changed(&project, &changes).map_err(|place| by_hand(&place))?;
        if let Some(file) = edited.iter().find(|file| publish::is_linked(&world, &file.path)) {
            return Err(NotUpdated::new(
                format!("a symbolic link leads to `{}`", file.path),
                "update it where the file really stands",
            )
            .into());
        }
        let news: Vec<&NewRelease<'_>> = releases.iter().map(|(new, _)| new).collect();
        let tried = Tried::of(&world, &news, &replaced, &edited);
        if let Some(after) = tried.registry()
            && let Some(id) = update::differs(&project, after, &edited, &replaced, self.as_of)
        {
            let place = RegistryPlace::value(edited[0].path.clone(), vec!["datasets".into(), id.into()]);
            return Err(by_hand(&place).into());
        }
        if let Some(problems) = tried.in_the_way() {
            let problems = pointing(&problems, &releases, &replaced);
            told.refused(&problems, tried.texts(), terminal);
            return Ok(Exit::Problems);
        }
        told.registry(&edited);
        told.say(&tried, terminal);
        if !self.dry_run {
            let files: Vec<update::PutFile> = replaced.iter().flat_map(|one| one.files.clone()).collect();
            publish::write_files(&world, &files, &edited)?;
        }
        told.end(&tried, terminal);
        Ok(Exit::Clean)
    }

    /// Moves the day to which the publication speaks past a release that is in place already.
    fn move_day(&self, world: &Disk, project: &Project, day: Date, told: &mut Told) -> Result<(), Error> {
        let changes: Vec<edit::Change> = update::moved_day(project, day)?.into_iter().collect();
        let edited = edit::changed(project, &changes).map_err(|place| by_hand(&place))?;
        let tried = Tried::of(world, &[], &[], &edited);
        if let Some(after) = tried.registry()
            && update::differs(project, after, &edited, &[], Some(day)).is_some()
        {
            let place = RegistryPlace::value(ProjectPath::fixed(REGISTRY_FILE), vec!["publication".into()]);
            return Err(by_hand(&place).into());
        }
        told.registry(&edited);
        told.day_alone(day);
        if !self.dry_run {
            publish::write_files(world, &[], &edited)?;
        }
        Ok(())
    }

    /// Returns the files to update, each once, with where its new release comes from.
    fn sources<'a>(&self, project: &'a Project) -> Result<Vec<(DataFile<'a>, Source)>, Error> {
        let all = update::registered(project).filter(|one| self.all && one.dataset.origin.is_some());
        let all = all.map(|one| Wanted { dataset: one.id.to_owned(), source: None });
        let wanted: Vec<Wanted> = all.chain(self.datasets.iter().cloned()).collect();
        if wanted.is_empty() {
            return Err(NotUpdated::new(
                "no dataset has an `origin`",
                "write the address of its file under a dataset, as `origin: https://…`, or name a file: `knowns update DATASET=FILE`",
            )
            .into());
        }
        let mut sources: Vec<(DataFile<'a>, Source)> = Vec::new();
        for Wanted { dataset, source } in wanted {
            let of = update::data_file(project, &dataset)?;
            let source = match source {
                Some(source) => source,
                None => origin(&of, &dataset)?,
            };
            match sources.iter().find(|(known, _)| known.path == of.path) {
                Some((_, known)) if *known == source => {}
                Some((known, other)) => {
                    return Err(NotUpdated::new(
                        format!(
                            "{} are read from one file, `{}`, and two are named for it: `{}` and `{}`",
                            known.named(),
                            known.path,
                            other.written(),
                            source.written()
                        ),
                        "name one of them; all datasets of a file get its new release together",
                    )
                    .into());
                }
                None => sources.push((of, source)),
            }
        }
        Ok(sources)
    }
}

/// Returns where the datasets of a file say that its next release comes from.
fn origin(of: &DataFile<'_>, id: &str) -> Result<Source, NotUpdated> {
    let named = of.datasets.iter().filter_map(|one| one.dataset.origin.as_deref());
    let mut named: Vec<&str> = named.collect();
    named.dedup();
    match named.as_slice() {
        [] => Err(NotUpdated::new(
            format!("`{id}` has no `origin`"),
            format!("name the new file, `{id}=FILE`, or write its address under `{id}` as `origin: https://…`"),
        )),
        [only] => match Source::parse(only) {
            Ok(source @ Source::Address(_)) => Ok(source),
            _ => Err(NotUpdated::new(
                format!("the `origin` of `{id}` is no address to download from: `{}`", masked(only)),
                "write it as a whole, with `https://` in front and no user or password in it",
            )),
        },
        [one, other, ..] => Err(NotUpdated::new(
            format!("{} are read from one file and name two origins: `{one}` and `{other}`", of.named()),
            "write one of them, or give each a file of its own",
        )),
    }
}

/// Returns problems of a new release as problems of the file that it comes from: where it would stand there is another as yet.
fn pointing(problems: &Problems, releases: &[(NewRelease<'_>, Source)], replaced: &[update::Replacement]) -> Problems {
    let mut pointed = Problems::default();
    for problem in problems.iter() {
        let mut problem = problem.clone();
        let from = replaced.iter().zip(releases).find(|(one, _)| problem.at.place.file() == Some(&one.path));
        if let Some((_, (_, source))) = from {
            match (ProjectPath::parse(&source.written()), &mut problem.at.place) {
                (Ok(path), Place::Line(excerpt)) => excerpt.file = path,
                (Ok(path), place @ Place::File(_)) => *place = Place::File(path),
                _ => problem.notes.push(format!("this is said of the new release, `{}`", source.written())),
            }
        }
        pointed.push(problem);
    }
    pointed
}

/// The error of a registry that is written in a way in which it cannot be edited.
fn by_hand(place: &RegistryPlace) -> NotUpdated {
    NotUpdated::new(
        format!("{} is written in a way in which `update` cannot change it", place.file),
        "write each key of the dataset on a line of its own, or the dataset in braces on one, then update again",
    )
}
