//! `build`: everything is read, checked and rendered, and `reports/` brought up to date.

use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::publication::{self, NAMED, Reports, counts, name_each, say_plan};
use super::repeat::{self, Keeping, Kept, Memory};
use super::terminal::{self, BuildFormat, Progress, Terminal, workflow_commands};
use super::{Exit, project};
use crate::Error;
use crate::diagnostic::words::many;
use crate::diagnostic::{Problems, summary};
use crate::edition::{self, Behind, Editions};
use crate::pipeline::{Options, Reason, Run, Shard, Trust, Why};
use crate::publish::{self, Left, LockFile, Output, Plan, Published};
use crate::text::Place;
use crate::world::{Disk, Recording};

/// Build the briefs into `reports/`
#[derive(Debug, Default, Args)]
#[command(
    long_about = "Build the briefs into `reports/`\n\n\
                  With an error in the project's files nothing is written. Only reports that changed are written; \
                  reports of briefs that are gone are removed; files that others put into `reports/` are left alone. \
                  Once an edition was accepted (`claims.lock`), `reports/` is written only while it says what was accepted; \
                  otherwise the pages go to `drafts/`, marked as such, and `reports/` is left alone. \
                  Where a command was killed between `claims.lock` and its pages, the next build finishes what was begun.",
    after_help = "Examples:\n  knowns build --deny-warnings\n  knowns build --locked\n  knowns build --shard 3/8\n  knowns build --merge"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own at the terminal")]
pub(super) struct Build {
    /// How to say what was met
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: BuildFormat,
    /// Treat warnings as errors: write nothing while there is one
    #[arg(long)]
    pub(super) deny_warnings: bool,
    /// Write nothing, and end with 1, while something is not accepted
    #[arg(long)]
    locked: bool,
    /// Say what was done and why
    #[arg(long, short)]
    verbose: bool,
    /// Make everything, and end with 2 where something comes out otherwise than it was kept
    #[arg(long, hide = true)]
    prove: bool,
    /// Make one of several parts into `shards/`: `3/8` is the third of eight
    #[arg(long, value_name = "I/N", conflicts_with_all = ["locked", "prove", "merge"])]
    shard: Option<Shard>,
    /// Put together the parts that stand below `shards/`
    #[arg(long, conflicts_with_all = ["locked", "prove"])]
    merge: bool,
    #[arg(skip)]
    telling: Telling,
}

/// How much is said of what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Telling {
    /// Each file by name, and what to do next.
    #[default]
    Each,
    /// All of it in one line.
    InOneLine,
}

impl Build {
    /// Returns a build that says in one line what it did.
    pub(super) fn in_one_line(deny_warnings: bool) -> Self {
        Self { deny_warnings, telling: Telling::InOneLine, ..Self::default() }
    }

    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let world = project::to_change(project, terminal)?;
        match self.shard {
            Some(shard) => return self.part(shard, &world, project, terminal),
            None if self.merge => return self.together(&world, project, terminal),
            None => {}
        }
        // Whoever asks whether everything is accepted and in place wants it looked at.
        let kept = if self.locked { Kept::Nowhere } else { Kept::AfterAnyWrite };
        let memory = Memory::of(&world, kept, &self.words(project, terminal));
        match memory.repeat(terminal) {
            Ok(exit) if !self.prove => {
                self.explain(&Reason::NothingChanged, terminal);
                return Ok(exit);
            }
            Ok(_) => {}
            Err(reason) => self.explain(&reason, terminal),
        }
        let made = repeat::made(&Options::default());
        let trust = if self.prove { Trust::Prove } else { Trust::Take };
        let mut earlier = Some(memory.earlier(&made, Some(&world), trust)).filter(|_| !self.locked);
        loop {
            let begun = memory.begin();
            let recording = Recording::new(&world);
            let progress = Progress::start();
            let options = Options { earlier: earlier.take(), ..Options::default() };
            let mut run = project::run_options(&recording, &options, &progress);
            if !run.disproved.is_empty() {
                return Err(Error::Disproved(run.disproved.clone()));
            }
            let keeping = Some(memory.keep(begun, recording)).filter(|_| !self.locked);
            // A page that stood a moment ago may be gone: then everything is made.
            if let Some(exit) = self.write(&world, project, &mut run, keeping, progress, terminal)? {
                if let Some(bytes) = &run.to_keep {
                    memory.keep_made(&made, bytes);
                }
                return Ok(exit);
            }
        }
    }

    /// Says which briefs were made anew, and why.
    fn explain_made(&self, run: &Run, terminal: &mut Terminal) {
        if !self.verbose || run.to_keep.is_none() {
            return;
        }
        let because = |why: &Why| match why {
            Why::New => "nothing is kept of it".to_owned(),
            Why::Changed(what) => format!("{what} changed"),
            Why::NotAsWritten => "a page of it is not as it was written".to_owned(),
        };
        let as_before = run.documents.len().saturating_sub(run.anew.len());
        match run.anew.as_slice() {
            [(_, why), others @ ..]
                if as_before == 0 && !others.is_empty() && others.iter().all(|(_, other)| other == why) =>
            {
                terminal.aside(&format!("every brief: printed, {}", because(why)));
            }
            anew => {
                for (brief, why) in anew.iter().take(NAMED) {
                    terminal.aside(&format!("brief {brief}: printed, {}", because(why)));
                }
                if anew.len() > NAMED {
                    terminal.aside(&format!("{} more: printed", many(anew.len() - NAMED, "brief")));
                }
                if as_before > 0 {
                    terminal.aside(&format!("{}: left as printed before", many(as_before, "brief")));
                }
            }
        }
    }

    /// Returns everything but the project on which it depends what is said.
    fn words(&self, project: &Path, terminal: &Terminal) -> String {
        let Self { format, deny_warnings, locked, verbose: _, prove, shard: _, merge: _, telling } = self;
        let colour = terminal.colour();
        format!("build {format:?} {deny_warnings} {locked} {prove} {telling:?} {colour:?} {}", project.display())
    }

    /// Says why something is done, or nothing, where somebody asked for it.
    fn explain(&self, reason: &Reason, terminal: &mut Terminal) {
        if !self.verbose {
            return;
        }
        match reason {
            Reason::NothingChanged => {
                terminal.aside("nothing changed since the last build: nothing was read, and nothing written");
            }
            Reason::NotKept(why) => terminal.aside(&format!("everything is read and made: {why}")),
            Reason::Changed(what) => {
                let more = what.len().saturating_sub(NAMED);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let named: Vec<&str> = what.iter().take(NAMED).map(String::as_str).collect();
                terminal.aside(&format!("changed since the last build: {}{more}", named.join(", ")));
            }
        }
    }

    /// Writes what a run made, and says what was done; none where a page is to be written that was not made again.
    pub(super) fn write(
        &self,
        world: &Disk,
        project: &Path,
        run: &mut Run,
        keeping: Option<Keeping<'_>>,
        progress: Progress,
        terminal: &mut Terminal,
    ) -> Result<Option<Exit>, Error> {
        if self.deny_warnings {
            run.problems.deny_warnings();
        }
        let pages = run.pages.take().filter(|_| !run.problems.any_errors());
        let Some(pages) = pages else {
            drop(progress);
            let stopped = |terminal: &mut Terminal| {
                self.problems(run, project, terminal);
                terminal.line(&format!("{}; nothing was written", summary(&run.problems).unwrap_or_default()));
            };
            stopped(terminal);
            self.keep(keeping, run, Ok(Left::default()), Exit::Problems, terminal, stopped);
            return Ok(Some(Exit::Problems));
        };
        let unaccepted = unaccepted(run);
        let locked = run.editions.as_ref().is_some_and(|editions| editions.locked);
        if self.locked && (!locked || !unaccepted.is_empty()) {
            drop(progress);
            self.problems(run, project, terminal);
            not_accepted(locked, &unaccepted, &behind(run), Reports::LeftAlone, terminal);
            not_as_published(world, run, terminal);
            return Ok(Some(Exit::Problems));
        }
        progress.last("writing reports");
        let (output, pages) = project::placed(run, pages);
        let drafting = output == Output::Drafts;
        let manifest = project::manifest(run, &pages);
        let lock = run.lock.bytes.clone();
        let plan = match lock {
            _ if drafting => publish::drafts(world, &pages, &manifest)?,
            // Somebody may accept an edition while this build waits: then it is not the one to write.
            Some(lock) => {
                publish::accepted(world, &pages, &manifest, &LockFile { before: Some(Arc::clone(&lock)), after: lock })?
            }
            None => publish::reports(world, &pages, &manifest)?,
        };
        if plan.lacks_pages() {
            return Ok(None);
        }
        self.explain_made(run, terminal);
        let reports = if drafting { publication::make_whole(world, run, terminal)? } else { Reports::LeftAlone };
        let removed = if drafting || plan.problems.any_errors() { 0 } else { publish::remove_drafts(world)? };
        drop(progress);
        run.problems.extend(plan.problems.iter().cloned());
        run.problems.locate_and_sort(Place::clone);
        let exit = terminal::exit(&run.problems);
        let late = behind(run);
        let open = drafting.then_some((locked, unaccepted.as_slice(), late.as_slice()));
        let tell = |plan: &Plan<'_>, reports, removed, terminal: &mut Terminal| {
            self.problems(run, project, terminal);
            project::say_trusted(run, terminal);
            self.tell(plan, &run.problems, open.map(|open| (open, reports)), removed, terminal);
        };
        tell(&plan, reports, removed, terminal);
        if self.telling == Telling::Each && !plan.problems.any_errors() {
            publication::say_outdated(world, &plan, terminal);
        }
        let next = plan.carried_out();
        let left = match reports {
            Reports::LeftAlone => publish::left(world, &next, &manifest),
            Reports::MadeWhole | Reports::OfAnotherLock => Err("the published pages were of another lock"),
        };
        self.keep(keeping, run, left, exit, terminal, |terminal| tell(&next, Reports::LeftAlone, 0, terminal));
        Ok(Some(exit))
    }

    /// Keeps what a build would say that finds everything as it stands now.
    fn keep(
        &self,
        keeping: Option<Keeping<'_>>,
        run: &Run,
        left: Result<Left, &'static str>,
        exit: Exit,
        terminal: &mut Terminal,
        say: impl FnOnce(&mut Terminal),
    ) {
        let Some(keeping) = keeping else { return };
        let kept = left.and_then(|left| keeping.outcome(run, &left, exit, terminal, say));
        if let Err(why) = kept
            && self.verbose
        {
            terminal.aside(&format!("the next build reads and makes everything: {why}"));
        }
    }

    /// Says what was done.
    fn tell(
        &self,
        plan: &Plan<'_>,
        problems: &Problems,
        open: Option<(Waiting<'_>, Reports)>,
        removed: usize,
        terminal: &mut Terminal,
    ) {
        if problems.any_errors() {
            terminal.line(&format!("{}; nothing was written", summary(problems).unwrap_or_default()));
            return;
        }
        let removed = (removed > 0).then(|| format!("{} removed: everything is accepted", many(removed, "draft")));
        let last = removed.into_iter().chain(summary(problems));
        if self.telling == Telling::InOneLine {
            let open = open.map(|((_, unaccepted, _), _)| format!("{} not accepted", many(unaccepted.len(), "brief")));
            let all: Vec<String> = [counts(plan)].into_iter().chain(open).chain(last).collect();
            terminal.line(&all.join("; "));
            return;
        }
        say_plan(plan, terminal);
        if let Some(((locked, unaccepted, behind), reports)) = open {
            not_accepted(locked, unaccepted, behind, reports, terminal);
        }
        last.for_each(|line| terminal.line(&line));
    }

    pub(super) fn problems(&self, run: &Run, project: &Path, terminal: &mut Terminal) {
        match self.format {
            BuildFormat::Text => terminal.problems(&run.problems, &run.texts),
            BuildFormat::Github => workflow_commands(terminal, &run.problems, &run.texts, project),
        }
    }
}

/// Returns the briefs of which something is not accepted; none of a project without editions.
pub(super) fn unaccepted(run: &Run) -> Vec<String> {
    let editions = run.editions.as_ref().filter(|editions| editions.locked);
    editions.into_iter().flat_map(Editions::unaccepted).map(str::to_owned).collect()
}

/// What waits: whether there is a lock, the briefs that are not accepted, and the translations that are behind.
type Waiting<'a> = (bool, &'a [String], &'a [Behind]);

/// Returns the translations whose originals have an edition that concludes something else.
pub(super) fn behind(run: &Run) -> Vec<Behind> {
    let lock = run.editions.as_ref().map(|editions| &editions.lock);
    let languages = run.model.as_ref().map(|model| &model.publication.languages).filter(|it| it.are_several());
    lock.zip(languages).map(|(lock, languages)| edition::behind(lock, languages)).unwrap_or_default()
}

/// Says which briefs say something that nobody accepted, and what to do.
pub(super) fn not_accepted(
    locked: bool,
    briefs: &[String],
    behind: &[Behind],
    reports: Reports,
    terminal: &mut Terminal,
) {
    if !locked {
        terminal.line("no edition was accepted yet: there is no `claims.lock`; `knowns accept` makes the first");
        return;
    }
    name_each(terminal, briefs.iter(), |brief| format!("not accepted: {brief}"));
    name_each(terminal, behind.iter(), |Behind { brief, original, edition, .. }| {
        format!("behind: {brief} (edition {edition} of {original} concludes something else)")
    });
    let what = match reports {
        Reports::LeftAlone | Reports::OfAnotherLock => "`reports/` was left alone",
        Reports::MadeWhole => "`reports/` was brought to what `claims.lock` accepts",
    };
    terminal.line(&format!(
        "{} not as accepted: {what}; `knowns diff` says what changed, `knowns accept` publishes it",
        many(briefs.len(), "brief")
    ));
}

/// Says where the published pages are not those that were published with the lock that stands there.
pub(super) fn not_as_published(world: &Disk, run: &Run, terminal: &mut Terminal) {
    let Some(lock) = run.lock.read.as_deref() else { return };
    let Published { of_another_lock, missing, changed } = publish::published(world, lock);
    if of_another_lock {
        terminal.line(
            "`reports/` is not what `claims.lock` accepts: its pages were published with another lock, or merged; `knowns build` brings \
             it to that, whatever else waits",
        );
        return;
    }
    name_each(terminal, missing.iter(), |path| format!("missing: {path}"));
    name_each(terminal, changed.iter(), |path| format!("not as published: {path}"));
    if !missing.is_empty() || !changed.is_empty() {
        terminal.line(&format!(
            "{} not as published; take them from the project's history (`git checkout reports`), or accept what waits: then all is \
             written anew",
            many(missing.len() + changed.len(), "report")
        ));
    }
}
