//! A project in several languages: it is looked at in each, and what comes of that is put together.

use std::sync::Arc;

use crate::diagnostic::{Problem, Problems};
use crate::edition::{Editions, Lock};
use crate::language::{Language, Languages};
use crate::load::{self, Project};
use crate::model::{Key, Model};
use crate::outcome::Evaluation;
use crate::publish::Output;
use crate::reads::Why;
use crate::render::{self, Page, Sitemap};
use crate::resolve;
use crate::view::{BriefView, EditionStatus, EditionViews, SiblingView};

use super::kept::Earlier;
use super::store::{Reader, Writer};
use super::{Run, set_levels, translation};

/// A project in a language other than its main one.
#[derive(Debug)]
pub struct Translation {
    /// What was read.
    pub project: Project,
    /// What it means.
    pub model: Arc<Model>,
    /// What it says; none where errors stand in the model.
    pub evaluation: Option<Arc<Evaluation>>,
}

/// The same while it is looked at.
pub(super) struct Translated {
    project: Project,
    model: Arc<Model>,
    pub(super) problems: Problems,
    evaluation: Option<Arc<Evaluation>>,
}

impl Translated {
    /// Returns a project in each of its languages but the main one. What is wrong with it in all of them is no problem of theirs.
    pub(super) fn of(project: &Project, model: &Model, in_main: &mut Problems) -> Vec<Self> {
        let Some(languages) = &project.languages else { return Vec::new() };
        let one = |language: &Language| {
            let mut problems = Problems::default();
            let mut project = load::translated(project, *language, &mut problems);
            resolve::rows::make(&mut project, &mut problems);
            let model = Arc::new(resolve::model(&project, &mut problems));
            translation::without_untranslated(&project, &mut problems);
            project.forget_entries();
            Self { project, model, problems, evaluation: None }
        };
        let translated: Vec<Self> = languages.translations().iter().map(one).collect();
        in_main.extend(translation::without_brief(project, model));
        translated
    }

    /// Returns what is kept of it; its problems go to those of the main language, without those that were met there.
    pub(super) fn into_run(self, all: &mut Problems) -> Translation {
        let Self { project, model, mut problems, evaluation } = self;
        set_levels(&model, &mut problems);
        problems.once_for_rows(|place| project.of_row(place));
        problems.locate_and_sort(|place| project.locate(place));
        let met: Vec<Problem> = problems
            .iter()
            .filter(|problem| all.iter().all(|known| known.code != problem.code || known.at.place != problem.at.place))
            .cloned()
            .collect();
        all.extend(met);
        Translation { project, model, evaluation }
    }
}

/// A project as it is looked at in one language.
pub(super) struct Look<'a> {
    pub(super) project: &'a Project,
    pub(super) model: &'a Arc<Model>,
    pub(super) problems: &'a mut Problems,
}

impl<'a> From<&'a mut Translated> for Look<'a> {
    fn from(translated: &'a mut Translated) -> Self {
        Self { project: &translated.project, model: &translated.model, problems: &mut translated.problems }
    }
}

/// What came of a project in one language.
pub(super) struct Said {
    pub(super) evaluation: Arc<Evaluation>,
    pub(super) documents: Vec<BriefView>,
    pub(super) editions: Option<Editions>,
    pub(super) pages: Option<Vec<Page>>,
    pub(super) sitemap: Sitemap,
    pub(super) anew: Vec<(String, Why)>,
    pub(super) to_keep: Option<Vec<u8>>,
    pub(super) disproved: Vec<String>,
}

impl Said {
    /// Returns what came of a project of which nothing is printed.
    pub(super) fn of(evaluation: Arc<Evaluation>) -> Self {
        Self {
            evaluation,
            documents: Vec::new(),
            editions: None,
            pages: None,
            sitemap: Sitemap::default(),
            anew: Vec::new(),
            to_keep: None,
            disproved: Vec::new(),
        }
    }
}

/// What the looks at a project in its languages share.
pub(super) struct Shared<'e> {
    lock: Option<Arc<Lock>>,
    pub(super) earlier: Option<&'e Earlier>,
    /// What was kept of each language.
    kept: Vec<Vec<&'e [u8]>>,
    /// How many languages were begun.
    begun: usize,
    /// The briefs of which there are pages, by language.
    published: Vec<(Language, Vec<String>)>,
    /// Whether something in a language is not accepted.
    is_open: bool,
    /// Which waivers took something out in a language; none where a language was not looked at whole.
    waived: Option<Vec<bool>>,
    /// What came of each language: of the last first.
    pub(super) said: Vec<Said>,
}

impl<'e> Shared<'e> {
    pub(super) fn new(lock: Option<Arc<Lock>>, earlier: Option<&'e Earlier>, translations: usize) -> Self {
        let parts: Vec<&[u8]> = earlier.iter().flat_map(|earlier| &earlier.kept).map(AsRef::as_ref).collect();
        let kept = if translations == 0 { vec![parts] } else { by_language(&parts, translations + 1) };
        Self {
            lock,
            earlier,
            kept,
            begun: 0,
            published: Vec::new(),
            is_open: false,
            waived: Some(Vec::new()),
            said: Vec::new(),
        }
    }

    /// Returns what was kept of the language that is begun.
    pub(super) fn before(&mut self) -> Vec<&'e [u8]> {
        self.begun += 1;
        self.kept.get(self.begun - 1).cloned().unwrap_or_default()
    }

    /// Returns the lock with the briefs of one language; those of a language that is published no more are among those of the main one.
    pub(super) fn lock_of(&self, languages: &Languages) -> Option<Arc<Lock>> {
        let lock = self.lock.as_ref()?;
        if !languages.are_several() {
            return Some(Arc::clone(lock));
        }
        let mut own = Lock::clone(lock);
        own.briefs.retain(|id, _| languages.split(id).1 == languages.own());
        Some(Arc::new(own))
    }

    /// Notes that a language is not looked at whole: what waivers take out in it is not known.
    pub(super) fn leaves_off(&mut self) {
        self.waived = None;
    }

    /// Adds which waivers took something out in a language; returns those of all that were looked at.
    pub(super) fn waives(&mut self, used: &[bool]) -> Option<&[bool]> {
        let waived = self.waived.as_mut()?;
        waived.resize(used.len().max(waived.len()), false);
        for (all, own) in waived.iter_mut().zip(used) {
            *all |= own;
        }
        Some(waived)
    }

    /// Notes which briefs have pages in a language: those that are printed, and those whose published pages stay.
    pub(super) fn publishes(&mut self, model: &Model, editions: &EditionViews) {
        let there = model
            .briefs
            .iter()
            .zip(&editions.briefs)
            .filter(|(_, edition)| edition.status != EditionStatus::Held || edition.last().is_some());
        let there = there.map(|((_, id, _), _)| id.to_string()).collect();
        self.is_open |= editions.briefs.iter().any(|edition| edition.status == EditionStatus::Draft);
        self.published.push((model.publication.language, there));
    }

    /// Says in each edition in which other languages the brief has pages.
    pub(super) fn link(&self, model: &Model, editions: &mut EditionViews) {
        let languages = &model.publication.languages;
        if !languages.are_several() {
            return;
        }
        let there = |language: Language, id: &str| {
            self.published.iter().any(|(of, briefs)| *of == language && briefs.iter().any(|brief| brief == id))
        };
        for ((_, id, brief), edition) in model.briefs.iter().zip(&mut editions.briefs) {
            let (main, _) = languages.split(id.as_str());
            let others = brief.languages.iter().filter(|language| **language != languages.own());
            edition.siblings = others
                .map(|language| SiblingView {
                    of: *language,
                    language: language.tag(),
                    brief: format!("{main}{}", languages.ending_of(*language)),
                    words: language.text().pages.in_this_language.clone(),
                    is_original: *language == languages.main(),
                })
                .filter(|sibling| there(sibling.of, &sibling.brief))
                .collect();
        }
        let has_pages = |language: &&Language| {
            **language == languages.main()
                || self.published.iter().any(|(of, briefs)| of == *language && !briefs.is_empty())
        };
        editions.languages = languages.all().iter().filter(has_pages).copied().collect();
    }

    /// Returns where pages go: to `drafts/` while something in any language is not accepted.
    pub(super) fn output(&self, editions: Option<&Editions>) -> Output {
        if self.is_open { Output::Drafts } else { Output::of(editions) }
    }

    /// Puts together what came of all languages.
    pub(super) fn finish(mut self, run: &mut Run, model: &Arc<Model>, translated: &mut [Translated]) {
        self.said.reverse();
        let several = self.said.len() > 1;
        let has_pages: Vec<bool> = std::iter::once(true)
            .chain(translated.iter().map(|one| {
                self.published.iter().any(|(of, briefs)| *of == one.model.publication.language && !briefs.is_empty())
            }))
            .collect();
        let mut pages = Some(Vec::new());
        let (mut sitemaps, mut kept) = (Vec::new(), Some(Vec::new()));
        for (nth, said) in self.said.into_iter().enumerate() {
            let Said { evaluation, documents, editions, pages: own, sitemap, anew, to_keep, disproved } = said;
            let shift = |key: Key<crate::model::Brief>| Key::new(key.index() + run.documents.len());
            let own = own.map(|own| own.into_iter().filter(|page| has_pages[nth] || page.brief.is_some()));
            let own = own.map(|own| own.map(|page| Page { brief: page.brief.map(shift), ..page }).collect::<Vec<_>>());
            pages = pages.zip(own).map(|(mut all, own): (Vec<Page>, Vec<Page>)| {
                all.extend(own);
                all
            });
            let shifted: Vec<Key<crate::model::Brief>> =
                documents.iter().map(|document| shift(document.brief)).collect();
            let documents = documents.into_iter().zip(shifted).map(|(mut document, brief)| {
                document.brief = brief;
                document
            });
            run.documents.extend(documents);
            run.editions = match (run.editions.take(), editions) {
                (Some(all), Some(own)) => Some(all.and(own)),
                (all, own) => all.or(own),
            };
            if has_pages[nth] {
                sitemaps.push(sitemap);
            }
            run.anew.extend(anew);
            kept = kept.zip(to_keep).map(|(mut all, own): (Vec<Vec<u8>>, Vec<u8>)| {
                all.push(own);
                all
            });
            run.disproved.extend(disproved);
            match nth.checked_sub(1).and_then(|nth| translated.get_mut(nth)) {
                None => run.evaluation = Some(evaluation),
                Some(one) => {
                    let main = run.evaluation.as_ref().map(|main| (&**model, &**main));
                    if let Some(main) = main {
                        let found = translation::differences(main, (&one.model, &evaluation));
                        one.problems.extend(found);
                    }
                    one.evaluation = Some(evaluation);
                }
            }
        }
        if let (Some(editions), Some(lock)) = (&mut run.editions, self.lock) {
            editions.lock = lock;
        }
        let is_printed = !run.documents.is_empty() || run.editions.is_some();
        run.pages = pages.filter(|_| is_printed || !several).map(|mut pages| {
            pages.extend(render::sitemap(&model.publication, &sitemaps));
            pages.sort_by(|a, b| a.path.cmp(&b.path));
            pages
        });
        run.to_keep = kept.and_then(|mut kept| if several { Some(joined(&kept)) } else { kept.pop() });
    }
}

/// Joins what is kept of each language.
fn joined(kept: &[Vec<u8>]) -> Vec<u8> {
    let mut to = Writer::default();
    to.list(kept.iter(), |to, bytes| to.bytes(bytes));
    to.0
}

/// Returns what each part kept, by language; nothing where one of them is damaged.
fn by_language<'b>(parts: &[&'b [u8]], languages: usize) -> Vec<Vec<&'b [u8]>> {
    let parted = |bytes: &&'b [u8]| {
        let mut from = Reader(bytes);
        let all = from.list(Reader::bytes)?;
        (from.0.is_empty() && all.len() == languages).then_some(all)
    };
    let parted: Option<Vec<Vec<&[u8]>>> = parts.iter().map(parted).collect();
    let parted = parted.unwrap_or_default();
    (0..languages).map(|language| parted.iter().map(|part| part[language]).collect()).collect()
}
