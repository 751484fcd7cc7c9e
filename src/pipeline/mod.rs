//! The order of the stages, and where to stop.
//!
//! This is the only place that knows the order. Each stage hands on what it could make; errors stop the run before anything
//! is composed, so that a page never shows what is known to be wrong.

mod kept;
mod parts;
mod said;
mod stamp;
mod store;
mod sums;
#[cfg(test)]
mod tests;
mod translated;
mod translation;

pub use crate::reads::{Shard, Why};
pub use kept::{Earlier, Stands, Trust};
pub use stamp::{Reason, Stamp};
pub use store::{Reader, Store, Unfinished, Writer};
pub use translated::Translation;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Problems, Severity, Texts};
use crate::digest::Digest;
use crate::edition::{self, Editions, LOCK_FILE, Lock, PrintedPage, ProjectLock, Question};
use crate::evaluate;
use crate::load::{self, Project, Replaced};
use crate::markdown::FinishedPage;
use crate::model::Model;
use crate::number::Date;
use crate::outcome::Evaluation;
use crate::prose::Prose;
use crate::prose::passage;
use crate::render::{self, Page, Pages};
use crate::resolve;
use crate::rules::{self, Context, Data, Strictness};
use crate::template::Templates;
use crate::text::Place;
use crate::view::{BriefView, Views};
use crate::vocabulary::Level;
use crate::world::{ProjectPath, World};
use kept::Kept;
use translated::{Look, Said, Shared, Translated};

/// What came of a project.
#[derive(Debug, Default)]
pub struct Run {
    /// Every problem, located and in the order of the files.
    pub problems: Problems,
    /// The texts that problems point into.
    pub texts: Texts,
    /// What was read; none where there is no registry to speak of.
    pub project: Option<Project>,
    /// What it means; none where it was not read.
    pub model: Option<Arc<Model>>,
    /// What it says; none where errors stand in the model.
    pub evaluation: Option<Arc<Evaluation>>,
    /// The same project in its other languages.
    pub translations: Vec<Translation>,
    /// The documents in all languages.
    pub documents: Vec<BriefView>,
    /// Where each document stands against the accepted editions; none where nothing asks for it.
    pub editions: Option<Editions>,
    /// The lock; none of it where the registry was not read whole.
    pub lock: ProjectLock,
    /// The pages; none where errors were met.
    pub pages: Option<Vec<Page>>,
    /// The briefs that were made anew, and why.
    pub anew: Vec<(String, Why)>,
    /// What to keep for the next time; none where nothing is kept, or errors were met.
    pub to_keep: Option<Vec<u8>>,
    /// What came out otherwise than what was kept, where that was to be proved.
    pub disproved: Vec<String>,
}

impl Run {
    /// Returns what the registry means in the language of a brief, or of a page by its name without what says its form.
    pub fn model_of(&self, brief: &str) -> Option<&Model> {
        let main = self.model.as_deref()?;
        let language = main.publication.languages.split(brief).1;
        let all = std::iter::once(main).chain(self.translations.iter().map(|one| &*one.model));
        all.into_iter().find(|model| model.publication.language == language)
    }
}

/// What is being done, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files are read.
    Load,
    /// What they say is understood.
    Resolve,
    /// Figures and standings are worked out.
    Evaluate,
    /// Pages are printed.
    Render,
}

impl Stage {
    /// How many there are.
    pub const COUNT: usize = 4;
}

/// Returns what the project below `world` comes to. Writes nothing.
pub fn run(world: &dyn World) -> Run {
    watched(world, &Options::default(), &|_| {})
}

/// How a project is looked at: how strictly, as of which day, against which editions.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which rules speak.
    pub strictness: Strictness,
    /// The day on which overdue questions and waivers are looked at; the publication's own where none is asked for.
    pub on: Option<Date>,
    /// Whether to say what each brief's edition would hold, even where the project has no lock.
    pub editions: bool,
    /// The lock to hold it against, instead of the one that stands in the project.
    pub lock: Option<Arc<Lock>>,
    /// What is kept between one look and the next.
    pub session: Arc<Session>,
    /// What an earlier run kept, for whoever can do with pages that are known by their digests alone.
    pub earlier: Option<Arc<Earlier>>,
    /// What it is looked at for.
    pub purpose: Purpose,
    /// Whether the registry is kept as it is written, for whoever edits its files.
    pub keep_entries: bool,
    /// The part of the briefs that is made, with nothing around them; all where none is named.
    pub shard: Option<Shard>,
    /// How far it is looked at.
    pub until: Until,
    /// Whether entries with errors, and what rests on them, are left out where nothing else stops: for whoever follows one entry.
    pub apart: bool,
    /// Where other files are tried out in the place of datasets' own: the releases that they would replace, by the datasets'
    /// ids.
    pub replaced: BTreeMap<String, Replaced>,
}

/// What whoever looks at a project again and again keeps in memory, so as to do less the next time; it changes nothing of what
/// is found.
#[derive(Debug, Default)]
pub struct Session {
    tables: load::KeptTables,
}

/// How far a project is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Until {
    /// What its entries say and refer to: nothing is worked out.
    Resolved,
    /// What its figures and claims come to: no brief is printed, and no rule is held.
    Evaluated,
    /// All of it.
    #[default]
    Printed,
}

/// What a project is looked at for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To see what it says.
    #[default]
    Look,
    /// To see what other data would come to: no cell of them is called corrected.
    TryOut,
    /// To accept what moved: that is asked about, and is no problem that could stand in the way.
    Accept,
    /// To publish what the lock accepts, and no page of any other brief.
    Publish,
}

/// Returns what the project below `world` comes to, and says at which stage it is.
pub fn watched(world: &dyn World, options: &Options, at: &dyn Fn(Stage)) -> Run {
    let mut run = Run::default();
    at(Stage::Load);
    let Some(mut project) = load::project_with(world, &options.session.tables, &mut run.problems) else {
        run.problems.locate_and_sort(Place::clone);
        return run;
    };
    if project.whole {
        run.lock = lock(world, &mut project, &mut run.problems);
    }
    if let Some(lock) = &options.lock {
        project.inputs.insert(ProjectPath::fixed(LOCK_FILE), Digest::of(lock.to_text().as_bytes()));
        run.lock.read = Some(Arc::clone(lock));
    }
    project.replace(&options.replaced);
    let written = options.keep_entries.then(|| project.written()).flatten();
    let mut translations = Vec::new();
    // Where a registry file is unread, every reference into it would be called dangling.
    if project.whole && resolve::rows::make(&mut project, &mut run.problems) {
        at(Stage::Resolve);
        let mut model = resolve::model(&project, &mut run.problems);
        let apart = options.apart && run.problems.any_errors();
        let apart = if apart { without_errors(&mut project, &run.problems) } else { None };
        let is_apart = apart.is_some();
        model = apart.unwrap_or(model);
        let model = Arc::new(model);
        translations = if is_apart { Vec::new() } else { Translated::of(&project, &model, &mut run.problems) };
        if !options.keep_entries {
            project.forget_entries();
        }
        project.restore(written);
        let is_sound = !run.problems.any_errors() && translations.iter().all(|one| !one.problems.any_errors());
        if is_apart || is_sound && options.until != Until::Resolved {
            let earlier = options.earlier.as_deref();
            let mut shared = Shared::new(run.lock.read.clone(), earlier, translations.len());
            let main = Look { project: &project, model: &model, problems: &mut run.problems };
            let mut looks: Vec<Look<'_>> =
                std::iter::once(main).chain(translations.iter_mut().map(Look::from)).collect();
            say(&mut looks, options, at, &mut shared);
            shared.finish(&mut run, &model, &mut translations);
        }
        set_levels(&model, &mut run.problems);
        run.model = Some(model);
    }
    run.problems.once_for_rows(|place| project.of_row(place));
    run.problems.locate_and_sort(|place| project.locate(place));
    run.texts = texts(&project);
    for translated in translations {
        let translation = translated.into_run(&mut run.problems);
        run.texts.extend(texts(&translation.project));
        run.translations.push(translation);
    }
    if !run.translations.is_empty() {
        run.problems.locate_and_sort(Place::clone);
    }
    run.pages = run.pages.filter(|_| !run.problems.any_errors());
    run.problems.keep_exact_fixes(&run.texts);
    run.project = Some(project);
    run
}

/// Holds the problems to the levels that the publication sets; those of rules were held to them where they were found.
fn set_levels(model: &Model, problems: &mut Problems) {
    for (code, level) in &model.publication.rules {
        let severity = match level {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Off => None,
        };
        if !rules::is_rule(code) {
            problems.set_level(code, severity);
        }
    }
}

/// Returns what the registry means without the entries in which errors were met, and without what rests on them; none where errors
/// remain that are of no entry.
fn without_errors(project: &mut Project, problems: &Problems) -> Option<Model> {
    /// So long a row of entries may rest on one with an error.
    const ROUNDS: usize = 12;
    let mut met = problems.clone();
    for _ in 0..ROUNDS {
        if !project.leave_out(&met) {
            return None;
        }
        met = Problems::default();
        let model = resolve::model(project, &mut met);
        if !met.any_errors() {
            return Some(model);
        }
    }
    None
}

/// Says what a project comes to in the first of some languages, and what in the others: each has to know what of the others is
/// published before it prints a link to it.
fn say(looks: &mut [Look<'_>], options: &Options, at: &dyn Fn(Stage), shared: &mut Shared<'_>) {
    let Some((look, others)) = looks.split_first_mut() else { return };
    let Look { project, model, problems } = look;
    // Each language has its turn in what was kept, also where nothing is printed in it.
    let before = shared.before();
    at(Stage::Evaluate);
    let evaluation = Arc::new(evaluate::model(model, problems));
    translation::without_untranslated(project, problems);
    if problems.any_errors() || options.until != Until::Printed {
        shared.leaves_off();
        say(others, options, at, shared);
        shared.said.push(Said::of(evaluation));
        return;
    }
    at(Stage::Render);
    if options.shard.is_some() {
        // What is said of the whole is said where the parts are put together.
        **problems = Problems::default();
    }
    let views = Arc::new(Views::new(model, &evaluation));
    let documents = views.briefs();
    let templates = Templates::read(&project.templates, problems);
    let earlier = shared.earlier;
    let kept = earlier.map(|earlier| Kept::of(earlier, &before, model, &evaluation, &documents, &templates, options));
    let accepted = shared.lock_of(&model.publication.languages);
    let known = kept.as_ref().map(Kept::briefs);
    let printing = render::print(&templates, &views, &documents, (known, options.shard), problems);
    let passages = passage::all(model, &templates);
    let prose = Prose::of(&views, &templates, &passages);
    let context = Context::new(&prose, &documents, options.on).with_known(kept.as_ref().map(Kept::found));
    let editions = (accepted.is_some() || options.editions).then(|| {
        // An edition answers for every word that is printed.
        let print = |document: &BriefView| {
            let (marks, text, words, reads) = printing.printed(document)?;
            Some((PrintedPage::new(marks, &text, words), reads))
        };
        let ask = |document: &BriefView, questions: &[Question<'_>]| match &kept {
            Some(kept) => kept.answers(document, printing.is_as_before(document), questions, || print(document)),
            None => print(document).unwrap_or_default().0.answers(questions),
        };
        let now = edition::gather(&views, &documents, ask, &prose);
        Editions::of(accepted, &documents, now, &views.words().editions.redacted)
    });
    let mut of_editions = editions.as_ref().map_or_else(
        || edition::unpublished(&views, documents.len()),
        |editions| editions.views(&views, options.purpose == Purpose::Publish),
    );
    shared.publishes(model, &of_editions);
    say(others, options, at, shared);
    shared.link(model, &mut of_editions);
    if let Some(kept) = &kept {
        kept.ask(&documents, &of_editions, &context);
    }
    let output = shared.output(editions.as_ref());
    let stands = |page: &ProjectPath, digest: &Digest| {
        earlier.is_some_and(|earlier| (earlier.stands)(&output.place(page), digest))
    };
    let Pages { pages, marks, anew, said, sitemap, reads } =
        printing.pages(&documents, &of_editions, &stands, problems);
    let finished: Vec<FinishedPage<'_>> = pages.iter().filter_map(Page::finished).collect();
    rules::page::check(&finished, problems);
    if let Some(editions) = editions.as_ref().filter(|_| options.purpose != Purpose::Accept && options.shard.is_none())
    {
        let data = if options.purpose == Purpose::TryOut { Data::TriedOut } else { Data::Own };
        rules::moved(&context, editions, data, problems);
    }
    let context = context.with_pages(&finished, &marks, &said);
    if options.shard.is_some() {
        rules::of_pages(&context, options.strictness, problems);
    } else {
        let used = rules::rules(&context, options.strictness, problems);
        let waived = shared.waives(&used).filter(|_| model.publication.languages.is_main());
        if let Some(waived) = waived {
            rules::unused(&context, waived, options.strictness, problems);
        }
    }
    translation::without_untranslated(project, problems);
    problems.extend(translation::missing(project, model, &reads));
    let mut one = Said { sitemap, ..Said::of(Arc::clone(&evaluation)) };
    if let Some(kept) = &kept {
        one.anew = kept.keep(anew, &context);
        one.to_keep = (!problems.any_errors()).then(|| kept.to_bytes(&context));
        one.disproved = kept.disproved();
    }
    drop(finished);
    one.pages = (!problems.any_errors()).then_some(pages);
    (one.editions, one.documents) = (editions, documents.clone());
    shared.said.push(one);
}

/// Returns the lock of a project, noted among what was read of it.
fn lock(world: &dyn World, project: &mut Project, problems: &mut Problems) -> ProjectLock {
    let (lock, problem) = ProjectLock::of(world);
    problems.extend(problem);
    if let Some(bytes) = &lock.bytes {
        project.inputs.insert(ProjectPath::fixed(LOCK_FILE), Digest::of(bytes));
    }
    lock
}

fn texts(project: &Project) -> Texts {
    let registry = project.files.iter().map(|file| (file.path.clone(), file.text.clone()));
    registry.chain(project.templates.iter().map(|(path, text)| (path.clone(), text.clone()))).collect()
}
