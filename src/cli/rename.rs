//! `rename`: an entry gets another id wherever it is named, once its author has seen the diff and said yes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::terminal::{Answer, Progress, Terminal};
use super::{Exit, project};
use crate::diagnostic::formats::file_and_line;
use crate::diagnostic::words::{joined, many};
use crate::diagnostic::{Code, Severity, summary};
use crate::edit::{self, EditedFile, Hindrance, NotFree};
use crate::load::Project;
use crate::pipeline::{Options, Purpose, Run, Session};
use crate::text::IdFault;
use crate::text::near::nearest;
use crate::vocabulary::EntryKind;
use crate::world::{Disk, Overlay, World};
use crate::{Error, publish};

/// Give an entry another id, wherever it is named
#[derive(Debug, Args)]
#[command(
    long_about = "Give an entry another id, wherever it is named\n\n\
                  The id is replaced in the registry (its own key, every reference, texts that print it, places of waivers) and in \
                  templates: where the tool reads it as a reference, and nowhere else. Everything else in the files stays as it is. The diff is \
                  shown first, and applied once you agree. What would not check as before is refused, and so is a project with errors.\n\n\
                  `claims.lock` stays as it is: it holds what was published under the old id, and the next edition says what \
                  changed. A brief with an accepted edition keeps its id, because readers keep its address. An entry without a \
                  name of its own, such as a measure without a `label`, is printed by its new id.\n\n\
                  Where entries of several sections have the id, name the section too, as in `measures.deaths`.",
    after_help = "Examples:\n  knowns rename november november_2025\n  knowns rename cbp border_agency --yes\n  \
                  knowns rename measures.deaths deaths_recorded"
)]
pub(super) struct Rename {
    /// The entry's id, with its section where several have it: `measures.deaths`
    #[arg(value_name = "ID")]
    wanted: String,
    /// Its new id
    new: String,
    /// Rename without asking
    #[arg(long)]
    yes: bool,
}

impl Rename {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::to_change(project, terminal)?;
        let session = Arc::default();
        let run = look(&world, &session);
        let (Some(project), Some(model)) = (&run.project, &run.model) else { return Ok(stopped(&run, terminal)) };
        if run.problems.any_errors() {
            return Ok(stopped(&run, terminal));
        }
        let entry = edit::meant(project, &self.wanted).map_err(|why| self.refused(&why, &run, project))?;
        let renamed = edit::renamed(project, model, &run.lock, &run.texts, entry, &self.new);
        let files = renamed.map_err(|why| self.refused(&why, &run, project))?;
        let id = entry.1;
        if let Some(file) = files.iter().find(|file| publish::is_linked(&world, &file.path)) {
            return Err(Error::NotRenamed {
                why: format!("a symbolic link leads to `{}`, which names `{}`", file.path, id),
                help: "rename it by hand where the file really stands".to_owned(),
            });
        }
        self.try_out(&world, &session, &run, entry, &files)?;
        terminal.line(edit::diff(&files).as_str());
        let answer = if self.yes { Answer::Yes } else { terminal.ask("apply? [y/N] ") };
        match answer {
            Answer::Yes => {}
            Answer::No => {
                terminal.line("nothing was changed");
                return Ok(Exit::Problems);
            }
            Answer::NobodyToAsk => {
                terminal.line("nothing was changed; add `--yes` to apply this");
                return Ok(Exit::Problems);
            }
        }
        publish::write_edits(&world, &files)?;
        let places = files.iter().map(|file| file.words).sum();
        let (places, files) = (many(places, "place"), many(files.len(), "file"));
        terminal.line(&format!("renamed `{id}` to `{}` in {places} in {files}", self.new));
        Ok(Exit::Clean)
    }

    /// Refuses a renaming after which the project would not check as before, or other words would name the entry.
    fn try_out(
        &self,
        world: &Disk,
        session: &Arc<Session>,
        run: &Run,
        (kind, id): (EntryKind, &str),
        files: &[EditedFile],
    ) -> Result<(), Error> {
        let renamed = files.iter().map(|file| (file.path.clone(), file.after.clone().into_bytes()));
        let after = look(&Overlay::new(world.clone(), renamed.collect()), session);
        let named = |run: &Run, id: &str| run.project.as_ref().map_or(0, |it| edit::named(it, (kind, id)));
        let (before, now) = (found(run), found(&after));
        if let Some((problem, _)) = now.iter().find(|(problem, count)| before.get(problem) != Some(count)) {
            let (_, code, place) = problem;
            return Err(Error::NotRenamed {
                why: format!("with `{id}` called `{}`, {code} would be reported at {place}", self.new),
                help: format!("choose another id, or write a plain `{id}` where the entry is meant there"),
            });
        }
        if before != now || named(run, id) != named(&after, &self.new) {
            return Err(Error::NotRenamed {
                why: format!("with `{id}` called `{}`, the project would mean something else", self.new),
                help: "choose another id".to_owned(),
            });
        }
        Ok(())
    }

    fn refused(&self, why: &Hindrance, run: &Run, project: &Project) -> Error {
        let (id, new) = (&self.wanted, &self.new);
        let (why, help) = match why {
            Hindrance::Unknown => {
                let ids = project.files.iter().flat_map(|file| file.registry.ids()).map(|(_, id)| id);
                return Error::Unknown {
                    wanted: id.clone(),
                    kind: "entry of the registry",
                    nearest: nearest(id, ids).map(str::to_owned),
                    help: "name an entry by its id, as it appears in the registry",
                };
            }
            Hindrance::Several(kinds) => several(id, kinds),
            Hindrance::Id(why) => not_free(new, *why),
            Hindrance::Spelt(place) => (
                format!(
                    "`{id}` is written in some other way at {}",
                    file_and_line(place, &run.texts).unwrap_or_default()
                ),
                format!("write it as a plain `{id}` there"),
            ),
            Hindrance::OwnTemplate(path) => (
                format!("brief `{id}` finds its template `{path}` by its id"),
                format!("write `template: {path}` under the brief first, so that it keeps it"),
            ),
            Hindrance::Published => (
                format!("editions of brief `{id}` are accepted, and readers keep their address"),
                format!("leave its id; to go on under `{new}`, withdraw it and write a new brief"),
            ),
        };
        Error::NotRenamed { why, help }
    }
}

/// Returns what a project comes to; what moved since an edition is the next edition's to tell.
fn look(world: &dyn World, session: &Arc<Session>) -> std::mem::ManuallyDrop<Run> {
    let progress = Progress::start();
    let session = Arc::clone(session);
    project::run_options(
        world,
        &Options { purpose: Purpose::Accept, session, keep_entries: true, ..Options::default() },
        &progress,
    )
}

/// Returns the problems by code and place, as they can be compared.
fn found(run: &Run) -> BTreeMap<(Severity, &'static str, String), usize> {
    let mut found = BTreeMap::new();
    for problem in run.problems.iter() {
        let code: &'static Code = problem.code;
        let place = file_and_line(&problem.at.place, &run.texts).unwrap_or_default();
        *found.entry((problem.severity, code.id, place)).or_default() += 1;
    }
    found
}

fn stopped(run: &Run, terminal: &mut Terminal) -> Exit {
    terminal.problems(&run.problems, &run.texts);
    terminal.line(&format!("{}; nothing was renamed", summary(&run.problems).unwrap_or_default()));
    Exit::Problems
}

/// Returns what is in the way, and what to do.
pub(super) fn not_free(id: &str, why: NotFree) -> (String, String) {
    match why {
        NotFree::Form { word, fault } => {
            let help = match (word, fault) {
                (_, IdFault::TooLong) => "write at most 100 characters",
                ("brief", _) => "write lower-case letters, digits and single `-`",
                _ => "write lower-case letters, digits and `_`, starting with a letter",
            };
            (format!("`{id}` is not a valid id for {} {word}", article(word)), help.to_owned())
        }
        NotFree::Taken { word } => {
            (format!("`{id}` is the id of {} {word} already", article(word)), "choose another id".to_owned())
        }
    }
}

/// Returns what is in the way where entries of several kinds have an id, and what to do.
pub(super) fn several(id: &str, kinds: &[EntryKind]) -> (String, String) {
    let are: Vec<String> = kinds.iter().map(|kind| kind.a_word()).collect();
    let exact: Vec<String> = kinds.iter().map(|kind| format!("`{}.{id}`", kind.section())).collect();
    let (are, exact) = (joined(&are, "and"), joined(&exact, "or"));
    (format!("`{id}` is the id of {are}"), format!("say which is meant: {exact}"))
}

/// Returns "a" or "an", as it is said before the word for an entry.
pub(super) fn article(word: &str) -> &'static str {
    if word == "unknown" { "an" } else { "a" }
}
