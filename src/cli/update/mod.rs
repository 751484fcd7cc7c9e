//! `update`: a new release takes the place of a dataset's file, the present one is kept, and the difference is told.

mod look;
mod source;
mod told;

use std::path::Path;
use std::time::Duration;

use clap::Args;

use super::diff::{DiffFormat, address};
use super::terminal::Terminal;
use super::{Exit, project};
use crate::diagnostic::{Problems, Texts};
use crate::load::{self, Project};
use crate::model::released;
use crate::number::Date;
use crate::text::{RegistryPlace, masked};
use crate::update::{self, DataFile, NewRelease, NotKnown, NotUpdated};
use crate::world::{Disk, World as _};
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
    /// Move the day to which the publication speaks (`as_of`), where something is new
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
        let project = load::registry(&world, &mut problems).filter(|project| project.whole);
        let Some(project) = project.filter(|_| !problems.any_errors()) else {
            problems.locate_and_sort(Clone::clone);
            told.refused(&problems, &Texts::new(), terminal);
            return Ok(Exit::Problems);
        };
        let sources = self.sources(&project)?;
        self.unused_vintages(&project, &sources)?;
        let mut releases = Vec::new();
        for (of, source) in sources {
            if let Some(new) = self.release(&world, of, &source, &mut told, terminal)? {
                releases.push((new, source));
            }
        }
        if releases.is_empty() {
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

    /// Returns the new release of a file; none where there is nothing new.
    fn release<'a>(
        &self,
        world: &Disk,
        of: DataFile<'a>,
        source: &Source,
        told: &mut Told,
        terminal: &mut Terminal,
    ) -> Result<Option<NewRelease<'a>>, Error> {
        let present = world.read_at_most(&of.path, update::LARGEST);
        let present = present.map_err(|_| {
            NotUpdated::new(
                format!("the present file of {} could not be read: `{}`", of.named(), of.path),
                "`knowns check` says what is in the way; a dataset that has no file yet is begun with `knowns new dataset`",
            )
        })?;
        let bytes = source.read(Duration::from_secs(self.within))?;
        if bytes == present {
            told.same(&of, source);
            return Ok(None);
        }
        let vintage = self.vintage_of(&of, source, &bytes, told, terminal)?;
        Ok(Some(NewRelease { of, present, bytes, vintage }))
    }

    /// Returns which release a file is: what is given, or else what it says.
    fn vintage_of(
        &self,
        of: &DataFile<'_>,
        source: &Source,
        bytes: &[u8],
        told: &mut Told,
        terminal: &mut Terminal,
    ) -> Result<String, Error> {
        let one = of.datasets[0];
        let named = update::named(bytes, &of.path, one, &source.name());
        let given = |wanted: &str| self.vintage.iter().find(|(of, _)| of.as_deref() == Some(wanted));
        let given = of.datasets.iter().find_map(|one| given(one.id));
        let alone = self.vintage.iter().find(|(of, _)| of.is_none());
        if let Some((_, words)) = given.or(alone) {
            let other = named.iter().find(|other| released(words).is_none_or(|given| !other.vintage.covers(&given)));
            told.given(&of.path, words, other);
            return Ok(words.clone());
        }
        let name = source.written();
        let given = |words: &str| {
            let several = self.datasets.len() > 1 || self.all;
            if several { format!("`--vintage {}={words}`", one.id) } else { format!("`--vintage {words}`") }
        };
        match update::agreed(&named, &source.name()) {
            // What is not out yet on the day that is given is another day than that of the release.
            Ok(found) if self.as_of.is_some_and(|day| found.vintage.first.is_some_and(|first| first > day)) => {
                let day = self.as_of.map(|day| format!(", {day}")).unwrap_or_default();
                Err(NotUpdated::new(
                    format!(
                        "{}, which is after the day of `--as-of`{day}: `{name}` would be a release to come",
                        found.says
                    ),
                    format!(
                        "say which release it is: {} where that is right, and another day else",
                        given(&found.vintage.words)
                    ),
                )
                .into())
            }
            Ok(found) => {
                told.found(&of.path, &found);
                Ok(found.vintage.words)
            }
            Err(NotKnown::Disagree(one, other)) => Err(NotUpdated::new(
                format!("it is not clear which release `{name}` is: {}, and {}", one.says, other.says),
                format!("say it: {} or {}", given(&one.vintage.words), given(&other.vintage.words)),
            )
            .into()),
            Err(NotKnown::Silent { month }) if terminal.is_attended() => {
                let hint = month.map(|month| format!(" (its name holds {month})")).unwrap_or_default();
                let answer = terminal.answer(&format!("which release of {} is `{name}`?{hint} > ", of.named()));
                let words = answer.unwrap_or_default();
                let (_, words) =
                    vintage(&words).map_err(|why| NotUpdated::new(why, "nothing was changed; ask again"))?;
                told.given(&of.path, &words, None);
                Ok(words)
            }
            Err(NotKnown::Silent { month }) => {
                let example = month.clone().unwrap_or_else(|| "2025-12-04".to_owned());
                let why = match month {
                    Some(month) => format!(
                        "`{name}` does not say which release it is: its name holds {month}, which may be the month that it speaks of"
                    ),
                    None => format!("`{name}` does not say which release it is"),
                };
                Err(NotUpdated::new(why, format!("say it, as the publisher does: {}", given(&example))).into())
            }
        }
    }

    /// Refuses a vintage that is given and is of nothing that is updated, or could be of several.
    fn unused_vintages(&self, project: &Project, sources: &[(DataFile<'_>, Source)]) -> Result<(), NotUpdated> {
        let alone = self.vintage.iter().any(|(of, _)| of.is_none());
        if alone && (sources.len() > 1 || self.all || self.vintage.len() > 1) {
            return Err(NotUpdated::new(
                "of several datasets it has to be said which is of that release",
                "write `--vintage DATASET=VINTAGE` for each",
            ));
        }
        for id in self.vintage.iter().filter_map(|(of, _)| of.as_deref()) {
            let path = update::data_file(project, id)?.path;
            if sources.iter().all(|(of, _)| of.path != path) {
                let help = if self.all {
                    format!("`--all` takes what has an `origin`: write the address of its file under `{id}`")
                } else {
                    format!("name its file too: `{id}=FILE`")
                };
                return Err(NotUpdated::new(format!("a release of `{id}` is given, and `{id}` is not updated"), help));
            }
        }
        Ok(())
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

/// The error of a registry that is written in a way in which it cannot be edited.
fn by_hand(place: &RegistryPlace) -> NotUpdated {
    NotUpdated::new(
        format!("{} is written in a way in which `update` cannot change it", place.file),
        "write each key of the dataset on a line of its own, or the dataset in braces on one, then update again",
    )
}
