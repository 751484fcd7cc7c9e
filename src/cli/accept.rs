//! `accept`: what the briefs say now becomes their next edition, and is published; `approve`: somebody else stands behind an
//! edition that waits.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::publication::{make_whole, publish};
use super::terminal::{Progress, Terminal};
use super::{Exit, project, redaction, review};
use crate::Error;
use crate::diagnostic::{summary, words};
use crate::edition::{self, Changes, EditionKind, Editions, Refusal, Request, Told};
use crate::model::Model;
use crate::number::Date;
use crate::pipeline::{Options, Purpose, Run, Session};
use crate::world::Disk;

/// Accept what the briefs say now as their next edition, and publish it
#[derive(Debug, Args)]
#[command(
    long_about = "Accept what the briefs say now as their next edition, and publish it\n\n\
                  `claims.lock` and `reports/` are written together. On a terminal you are first led through what moved: \
                  standings, printed numbers, sentences. An accepted edition is never rewritten; what was wrong is put right by \
                  the next one. \
                  Names are text that anybody can type: whoever needs proof signs the commit.",
    after_help = "Examples:\n  knowns accept\n  knowns accept --kind data-update --by \"A. Editor\"\n  \
                  knowns accept border-november --kind correction --since 1 --note \"The total of October was misread.\""
)]
pub(super) struct Accept {
    /// The briefs, by id; every one that changed where none is named
    #[arg(value_name = "BRIEF")]
    briefs: Vec<String>,
    /// Why there is another edition; a first one needs no reason
    #[arg(long, value_parser = kinds(), value_name = "KIND")]
    kind: Option<EditionKind>,
    /// The day of the edition, as in `2025-11-03` [default: the publication's `as_of`]
    #[arg(long, value_name = "DATE", value_parser = project::day)]
    date: Option<Date>,
    /// Who accepts it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// What the reader should know; of a correction, what was wrong
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// Of a correction: the first edition in which it was wrong
    #[arg(long, value_name = "N")]
    since: Option<u32>,
    /// Of a redaction: words to take out of every edition; may be given several times
    #[arg(long, value_name = "WORDS")]
    remove: Vec<String>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

impl Accept {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::to_change(project, terminal)?;
        let Some(opened) = Opened::of(&world, terminal) else { return Ok(Exit::CouldNotRun) };
        let request = self.request(opened.model()?)?;
        let tell = |id: &str, changes: Option<&Changes>| opened.told(id, changes);
        let editions = opened.editions()?;
        let next = edition::selected_briefs(editions, &request).and_then(|briefs| {
            edition::accept(editions, &request, &tell).map(|(lock, accepted)| (briefs, lock, accepted))
        });
        let (briefs, lock, accepted) = match next {
            Ok(next) => next,
            Err(refusal) => return refused(&world, &opened, refusal, terminal),
        };
        let lock = Arc::new(lock);
        if !self.remove.is_empty() {
            redaction::check(&world, &lock, &self.remove, &accepted)?;
        }
        if !self.yes && !review::through(&opened.run, opened.editions()?, &briefs, terminal) {
            terminal.line("nothing was accepted");
            return Ok(Exit::Problems);
        }
        let session = Arc::clone(&opened.session);
        publish(&world, opened.closed(), &lock, &accepted, session, terminal)
    }

    fn request(&self, model: &Model) -> Result<Request, Error> {
        let publication = &model.publication;
        let date = self.date.or(publication.as_of).ok_or(Error::NotGiven {
            what: "the day of the edition",
            help: "add `--date`, or `as_of` under `publication`",
        })?;
        let words = |words: &Option<String>| words.as_deref().map(words::clean).map(|words| words.trim().to_owned());
        Ok(Request {
            briefs: self.briefs.clone(),
            kind: self.kind,
            date,
            by: words(&self.by).filter(|name| !name.is_empty()),
            note: words(&self.note).filter(|note| !note.is_empty()),
            since: self.since,
            remove: self.remove.clone(),
            sign_off: publication.sign_off,
            languages: publication.languages.clone(),
        })
    }
}

/// Refuses, once what was accepted before is published: whoever accepts again what a killed command had accepted meant that.
fn refused(world: &Disk, opened: &Opened, refusal: Refusal, terminal: &mut Terminal) -> Result<Exit, Error> {
    make_whole(world, &opened.run, terminal)?;
    Err(Error::Refused(refusal))
}

/// A project whose editions are known.
struct Opened {
    run: ManuallyDrop<Run>,
    session: Arc<Session>,
}

impl Opened {
    /// Runs the project; where it has errors they are shown, and there is nothing to accept.
    fn of(world: &Disk, terminal: &mut Terminal) -> Option<Self> {
        let progress = Progress::start();
        let session = Arc::default();
        let mut run = project::run_options(
            world,
            &Options { editions: true, purpose: Purpose::Accept, session: Arc::clone(&session), ..Options::default() },
            &progress,
        );
        drop(progress);
        if run.pages.take().is_none() || run.editions.is_none() {
            terminal.problems(&run.problems, &run.texts);
            terminal.line(&format!("{}; nothing was accepted", summary(&run.problems).unwrap_or_default()));
            return None;
        }
        Some(Self { run, session })
    }

    /// Returns the lock as it was read, and gives back the memory of all else: the pages are made once more.
    fn closed(self) -> Option<Arc<[u8]>> {
        let mut run = ManuallyDrop::into_inner(self.run);
        run.lock.bytes.take()
    }

    fn editions(&self) -> Result<&Editions, Error> {
        self.run.editions.as_ref().ok_or(Error::NothingMade)
    }

    fn model(&self) -> Result<&Model, Error> {
        self.run.model.as_deref().ok_or(Error::NothingMade)
    }

    /// Returns what readers are told of the next edition of a brief; none where the registry no longer has it.
    fn told(&self, id: &str, changes: Option<&Changes>) -> Option<Told> {
        let document = self.run.documents.iter().find(|document| document.id.as_str() == id)?;
        let model = self.run.model_of(id)?;
        Some(Told {
            question: document.question.plain(),
            answer: document.answer.plain(),
            standing: document.standing.plain(),
            changes: changes.map(|changes| edition::told_changes(model, changes)).unwrap_or_default(),
        })
    }
}

/// Reads the kind of an edition.
fn kinds() -> impl TypedValueParser<Value = EditionKind> {
    let listed = EditionKind::ALL.map(|kind| PossibleValue::new(kind.word()).help(about(kind)));
    PossibleValuesParser::new(listed).try_map(|word| EditionKind::parse(&word).ok_or("no such kind"))
}

/// Returns what a kind of edition is for.
fn about(kind: EditionKind) -> &'static str {
    match kind {
        EditionKind::First => "The first edition of a brief",
        EditionKind::DataUpdate => "A new release of the data",
        EditionKind::NewEvidence => "A new source or claim",
        EditionKind::Correction => "Something was wrong, and is now right",
        EditionKind::Clarification => "Nothing was wrong, but it could be misread",
        EditionKind::Editorial => "Spelling, order, wording",
        EditionKind::ExpressionOfConcern => "There is reason to doubt it, and it is being looked at",
        EditionKind::Withdrawal => "The brief should no longer be relied on",
        EditionKind::Redaction => "Words were taken out for a person's safety",
        EditionKind::Reinstatement => "A brief that was withdrawn or in doubt can be relied on again",
    }
}

/// Approve an edition that somebody else asked for
#[derive(Debug, Args)]
#[command(
    long_about = "Approve an edition that somebody else asked for\n\n\
                  Where `publication.sign_off` is 2 or more, `accept` lets an edition wait until so many people stand behind it. \
                  The one who approves must see what the one who accepted saw: where the briefs changed since, it is asked for \
                  again. Names are text that anybody can type: whoever needs proof signs the commit.",
    after_help = "Example:\n  knowns approve --by \"B. Editor\""
)]
pub(super) struct Approve {
    /// The briefs, by id; every one that waits where none is named
    #[arg(value_name = "BRIEF")]
    briefs: Vec<String>,
    /// Who approves it
    #[arg(long, value_name = "NAME")]
    by: String,
}

impl Approve {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::to_change(project, terminal)?;
        let Some(opened) = Opened::of(&world, terminal) else { return Ok(Exit::CouldNotRun) };
        let people = opened.model()?.publication.sign_off;
        let approved = edition::approve(opened.editions()?, &self.briefs, self.by.trim(), people);
        let (lock, accepted) = match approved {
            Ok(approved) => approved,
            Err(refusal) => return refused(&world, &opened, refusal, terminal),
        };
        let session = Arc::clone(&opened.session);
        publish(&world, opened.closed(), &Arc::new(lock), &accepted, session, terminal)
    }
}
