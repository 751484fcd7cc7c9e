//! Writes a lock together with the pages that it accepts.

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use super::terminal::{self, Progress, Terminal};
use super::{Exit, project};
use crate::Error;
use crate::diagnostic::code::output::PAGE_OF_UNKNOWN_EDITION;
use crate::diagnostic::words::many;
use crate::diagnostic::{Problem, Problems, summary};
use crate::digest::Digest;
use crate::edition::{Accepted, Editions, LOCK_FILE, Lock, Stays};
use crate::pipeline::{Options, Purpose, Run, Session};
use crate::publish::{self, LockFile, Manifest, Output, Plan};
use crate::render::Page;
use crate::text::Place;
use crate::world::{Disk, ProjectPath, World};

/// Writes the lock and, where something was accepted with it, the pages; says what became of each brief.
pub(super) fn publish(
    world: &Disk,
    before: Option<Arc<[u8]>>,
    lock: &Arc<Lock>,
    accepted: &[Accepted],
    session: Arc<Session>,
    terminal: &mut Terminal,
) -> Result<Exit, Error> {
    let file = LockFile { before, after: lock.to_text().into_bytes().into() };
    if accepted.iter().all(|accepted| accepted.missing > 0) {
        publish::lock(world, &file)?;
        say(accepted, terminal);
        return Ok(Exit::Clean);
    }
    let progress = Progress::start();
    let Publication { run, pages, .. } = publication(world, Some(Arc::clone(lock)), session, &progress);
    let Some(pages) = pages else {
        drop(progress);
        terminal.problems(&run.problems, &run.texts);
        terminal.line(&format!("{}; nothing was accepted", summary(&run.problems).unwrap_or_default()));
        return Ok(Exit::Problems);
    };
    progress.last("writing reports");
    let plan = publish::accepted(world, &pages, &project::manifest(&run, &pages), &file)?;
    drop(progress);
    if plan.problems.any_errors() {
        terminal.problems(&plan.problems, &run.texts);
        terminal.line(&format!("{}; nothing was accepted", summary(&plan.problems).unwrap_or_default()));
        return Ok(Exit::Problems);
    }
    say(accepted, terminal);
    say_plan(&plan, terminal);
    say_outdated(world, &plan, terminal);
    project::say_trusted(&run, terminal);
    let left = run.editions.as_ref().map_or(0, |editions| editions.unaccepted().count());
    if left == 0 {
        publish::remove_drafts(world)?;
    } else {
        terminal.line(&format!("{} not accepted; `knowns diff` says what changed", many(left, "brief")));
    }
    Ok(terminal::exit(&plan.problems))
}

/// What is published while other briefs may wait.
struct Publication {
    run: ManuallyDrop<Run>,
    /// Every page of `reports/`; none where errors were met.
    pages: Option<Vec<Page>>,
    /// The briefs that wait, and whose pages are not known to be those of their last edition.
    in_doubt: Problems,
}

/// Returns what is published with a lock, the one that stands in the project where none is given: the pages of every brief
/// that says what its last edition says, those around them, and of a brief that waits the page that stands in `reports/`.
fn publication(world: &Disk, lock: Option<Arc<Lock>>, session: Arc<Session>, progress: &Progress) -> Publication {
    let how = Options { editions: true, lock, session, purpose: Purpose::Publish, ..Options::default() };
    let mut run = project::run_options(world, &how, progress);
    let pages = run.pages.take().map(|made| with_held(world, &run, made));
    match pages {
        Some(Err(in_doubt)) => {
            run.problems.extend(in_doubt.iter().cloned());
            Publication { run, pages: None, in_doubt }
        }
        pages => Publication { run, pages: pages.and_then(Result::ok), in_doubt: Problems::default() },
    }
}

/// What became of the published pages while something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reports {
    /// They are those of the lock.
    LeftAlone,
    /// They were those of another, and are now those of the lock.
    MadeWhole,
    /// They are those of another, and what stands in the way was said.
    OfAnotherLock,
}

/// Makes `reports/` what `claims.lock` accepts, whatever else waits, where the pages are those of another lock: somebody was
/// killed between the two, or took the one without the other from somewhere else.
pub(super) fn make_whole(world: &Disk, run: &Run, terminal: &mut Terminal) -> Result<Reports, Error> {
    let lock = run.lock.bytes.clone();
    let published = run.editions.iter().flat_map(|editions| editions.lock.briefs.values());
    let Some(lock) = lock.filter(|_| published.into_iter().any(|ledger| ledger.number() > 0)) else {
        return Ok(Reports::LeftAlone);
    };
    let read = run.lock.read.clone().unwrap_or_default();
    if !publish::published(world, &read).of_another_lock {
        return Ok(Reports::LeftAlone);
    }
    let progress = Progress::start();
    let Publication { run, pages, in_doubt } = publication(world, None, Arc::default(), &progress);
    let Some(pages) = pages else {
        drop(progress);
        terminal.problems(&in_doubt, &run.texts);
        return Ok(Reports::OfAnotherLock);
    };
    progress.last("writing reports");
    let file = LockFile { before: Some(Arc::clone(&lock)), after: lock };
    let plan = publish::accepted(world, &pages, &project::manifest(&run, &pages), &file)?;
    drop(progress);
    if plan.problems.any_errors() {
        terminal.problems(&plan.problems, &run.texts);
        return Ok(Reports::OfAnotherLock);
    }
    say_plan(&plan, terminal);
    Ok(Reports::MadeWhole)
}

/// Says what became of each brief.
fn say(accepted: &[Accepted], terminal: &mut Terminal) {
    for Accepted { brief, number, kind, missing, stays } in accepted {
        terminal.line(&match missing {
            0 => format!("accepted edition {number} of {brief} ({})", kind.word()),
            missing => {
                format!(
                    "edition {number} of {brief} ({}) waits for {}",
                    kind.word(),
                    many(*missing as usize, "approval")
                )
            }
        });
        let stays = match stays {
            None => continue,
            Some(Stays::Withdrawn) => "stays withdrawn",
            Some(Stays::InDoubt) => "stays under its expression of concern",
        };
        terminal.line(&format!(
            "{brief} {stays}: where it can be relied on again, `knowns accept {brief} --kind reinstatement --note \"why\"`"
        ));
    }
}

/// Returns the pages with those that wait, as they stand in `reports/`: of briefs that are held, and of those that the registry no
/// longer has and nobody withdrew.
///
/// # Errors
/// What stands there is not known to be of the brief's last edition.
fn with_held(world: &Disk, run: &Run, made: Vec<Page>) -> Result<Vec<Page>, Problems> {
    let published = |id: &str| {
        let ledger = run.editions.as_ref().and_then(|editions| editions.lock.briefs.get(id));
        ledger.is_some_and(|ledger| ledger.number() > 0)
    };
    let mut pages = made;
    let held = run.documents.iter().filter(|document| pages.iter().all(|page| page.brief != Some(document.brief)));
    let held: Vec<(&str, _)> = held.map(|document| (document.id.as_str(), Some(document.brief))).collect();
    let gone = run.editions.iter().flat_map(Editions::gone).map(|id| (id, None));
    let held: Vec<(&str, _)> = held.into_iter().filter(|(id, _)| published(id)).chain(gone).collect();
    let standing = if held.is_empty() { None } else { Some(Standing::of(world, run)) };
    let mut in_doubt = Problems::default();
    for (id, brief) in held {
        let written = ["html", "json", "md", "evidence.html", "evidence.md"].iter();
        let written = written.filter_map(|extension| ProjectPath::parse(&format!("reports/{id}.{extension}")).ok());
        let mut is_known = standing.as_ref().is_some_and(|standing| standing.is_of_last_edition(id));
        for path in written.chain(beside(world, run, id)) {
            if let Ok(bytes) = world.read_at_most(&path, publish::LARGEST_PAGE) {
                is_known &= standing.as_ref().is_some_and(|standing| standing.is_of_one_side(&path));
                pages.push(Page { brief, ..Page::of_no_brief(path, bytes) });
            }
        }
        if !is_known {
            in_doubt.push(of_unknown_edition(id));
        }
    }
    if in_doubt.any_errors() {
        return Err(in_doubt);
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}

/// What is known of the pages that stand in `reports/`.
struct Standing {
    manifest: Option<Manifest>,
    /// The editions in the lock as it stands on the disk.
    editions: BTreeMap<String, Digest>,
    /// Whether an earlier version of the tool published them with that very lock.
    is_of_whole_lock: bool,
}

impl Standing {
    fn of(world: &Disk, run: &Run) -> Self {
        let manifest = Manifest::standing(world, Output::Reports).ok().flatten();
        let bytes = run.lock.bytes.as_ref();
        let editions = bytes.and_then(|bytes| Lock::of(bytes).ok()).map(|lock| lock.editions()).unwrap_or_default();
        let noted = manifest.as_ref().and_then(|manifest| manifest.inputs.get(LOCK_FILE));
        let is_of_whole_lock = noted.zip(bytes).is_some_and(|(noted, bytes)| *noted == Digest::of(bytes).to_string());
        Self { manifest, editions, is_of_whole_lock }
    }

    /// Returns whether the pages of a brief were published with its last edition.
    fn is_of_last_edition(&self, id: &str) -> bool {
        let noted = self.manifest.as_ref().and_then(|manifest| manifest.editions.get(id));
        let last = self.editions.get(id).map(Digest::to_string);
        self.is_of_whole_lock || noted.is_some() && noted == last.as_ref()
    }

    /// Returns whether no two sides of a merge had a page of this name each.
    fn is_of_one_side(&self, path: &ProjectPath) -> bool {
        let merged = self.manifest.as_ref().and_then(|manifest| manifest.merged.as_ref());
        merged.is_none_or(|merged| !merged.contains_key(path.as_str()))
    }
}

/// Builds the problem of a brief that waits, and whose pages are not known to be those of its last edition.
fn of_unknown_edition(id: &str) -> Problem {
    let message = format!("the pages of `{id}` in `reports/` are not known to be those of its last edition");
    Problem::error(&PAGE_OF_UNKNOWN_EDITION, Place::Project, message)
        .note("the brief waits to be accepted, so they cannot be made anew, and what stands there was merged or taken from elsewhere")
        .help(format!(
            "accept it (`knowns diff {id}` says what changed), or take its pages and `reports/manifest.json` from the commit that \
             published that edition"
        ))
}

/// Returns the pictures, data and fragments of a brief as they stand in `reports/`: the id of a chart or table has no hyphen, that
/// of a claim no full stop, and what stands behind the full stop in that of a brief is its language.
fn beside(world: &Disk, run: &Run, brief: &str) -> Vec<ProjectPath> {
    let languages = run.model.as_ref().map(|model| &model.publication.languages);
    let mut there = world.list(&ProjectPath::fixed("reports")).unwrap_or_default();
    there.retain(|path| {
        let name = path.as_str().strip_prefix("reports/").and_then(|name| name.strip_prefix(brief)?.strip_prefix('-'));
        name.and_then(|name| name.split_once('.')).is_some_and(|(entry, rest)| {
            !entry.contains('-') && ["svg", "csv", "png"].iter().any(|ending| rest.ends_with(ending))
        })
    });
    let mut fragments = world.list(&ProjectPath::fixed("reports/embed")).unwrap_or_default();
    fragments.retain(|path| {
        let name =
            path.as_str().strip_prefix("reports/embed/").and_then(|name| name.strip_prefix(brief)?.strip_prefix('.'));
        let is_tag =
            |word: &str| languages.is_some_and(|languages| languages.translations().iter().any(|it| it.tag() == word));
        name.is_some_and(|rest| match rest.rsplit_once('.') {
            Some((claim, form)) => form == "html" && !is_tag(claim) && !claim.contains('.'),
            None => rest == "html",
        })
    });
    there.extend(fragments);
    there
}

/// How many files are named one by one.
pub(super) const NAMED: usize = 20;

/// Says what was done to each file.
pub(super) fn say_plan(plan: &Plan<'_>, terminal: &mut Terminal) {
    let edited = |path: &ProjectPath| plan.edited.contains(path);
    name_each(terminal, plan.write.iter().map(|(page, _)| &page.path), |path| {
        if edited(path) { format!("wrote {path} (it had been edited by hand)") } else { format!("wrote {path}") }
    });
    name_each(terminal, plan.remove.iter(), |(path, _)| format!("removed {path} (no brief makes it any more)"));
    name_each(terminal, plan.orphans.iter(), |path| {
        format!("left alone {path} (no brief makes it any more, but it had been edited by hand)")
    });
    name_each(terminal, plan.foreign.iter(), |path| format!("left alone {path} (not written by this tool)"));
    terminal.line(&counts(plan));
}

/// Says how many PDFs are of pages that were replaced.
pub(super) fn say_outdated(world: &Disk, plan: &Plan<'_>, terminal: &mut Terminal) {
    let outdated = publish::outdated_pdf(world, plan);
    if outdated > 0 {
        terminal.line(&format!("{} of earlier pages; `knowns pdf` prints them anew", many(outdated, "PDF")));
    }
}

/// Returns how many files were written, left as they were, and removed.
pub(super) fn counts(plan: &Plan<'_>) -> String {
    let what = match plan.output {
        Output::Reports => "report",
        Output::Drafts => "draft",
        Output::Pdf => "PDF",
    };
    let mut done = vec![format!("{} written", many(plan.write.len(), what))];
    if plan.same > 0 {
        done.push(format!("{} unchanged", plan.same));
    }
    if !plan.remove.is_empty() {
        done.push(format!("{} removed", plan.remove.len()));
    }
    done.join(", ")
}

/// Says each of some things in a line, and how many more there are.
pub(super) fn name_each<'a, T: 'a>(
    terminal: &mut Terminal,
    paths: impl ExactSizeIterator<Item = &'a T>,
    words: impl Fn(&T) -> String,
) {
    let more = paths.len().saturating_sub(NAMED);
    for path in paths.take(NAMED) {
        terminal.line(&words(path));
    }
    if more > 0 {
        terminal.line(&format!("… and {more} more"));
    }
}
