//! The document becomes pages: templates print it as Markdown with marks, the marks are lifted out, and HTML is made from
//! the clean Markdown with the marks mapped back.

mod chart;
mod deferred;
mod embed;
mod feed;
mod finish;
mod guard;
mod html;
mod json;
mod made;
mod markup;
mod notes;
mod page;
mod pictures;
mod shell;
mod siblings;
mod site;
mod sitemap;
#[cfg(test)]
mod tests;
mod turns;

pub(crate) use guard::unguarded;
pub(crate) use html::escape as escape_html;
pub use json::schema;
pub use made::{Anew, Made, printed_unit, unit};
pub use page::{Content, Page};
pub use sitemap::{Sitemap, sitemap};

use guard::Guard;
use made::OfBrief;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems};
use crate::digest::Digest;
use crate::markdown::marks;
use crate::model::{Brief, Key};
use crate::reads::{self, Known, Readable, Reads, Shard};
use crate::template::engine::{PrintedWords, Printer};
use crate::template::objects::{BriefContext, ObjectKind, TemplateSection, ViewObject};
use crate::template::{self, Templates, Value, names, problem, templates};
use crate::view::{BriefView, EditionStatus, EditionViews, Mark, Views};
use crate::world::ProjectPath;

/// How long all briefs may become together, before what only the whole page knows is filled in.
const LONGEST_TOGETHER: usize = 256 << 20;

/// The briefs as their templates print them, before what only the whole page knows is filled in.
pub struct Printing<'t> {
    printer: Printer<'t>,
    templates: &'t Templates,
    views: Arc<Views>,
    /// By document.
    briefs: Vec<Printed>,
    /// What was made before.
    known: Option<Known<'t, Made>>,
    /// The part of the briefs that is made.
    shard: Option<Shard>,
    /// Whether the names in templates are those of the registry: nothing is printed otherwise.
    named: bool,
}

/// What came of printing a brief.
enum Printed {
    /// Its manuscript, with what was read for it.
    Anew(PrintedBrief, Reads),
    /// Nothing yet: all that would be read is as it was when its pages were made before.
    AsBefore,
    /// Nothing, for a problem is in the way.
    Not,
}

/// The pages of all briefs and those around them.
pub struct Pages {
    /// The pages, sorted by path.
    pub pages: Vec<Page>,
    /// What each brief prints through the registry, in order; not of one that is held.
    pub marks: Vec<(Key<Brief>, Vec<Mark>)>,
    /// The briefs that were made anew, with what was read for each.
    pub anew: Vec<Anew>,
    /// What the rules said before of each page in Markdown that stands as before.
    pub said: Vec<(ProjectPath, Vec<Problem>)>,
    /// What a sitemap holds of them.
    pub sitemap: Sitemap,
    /// What was read for all briefs, where that is asked for.
    pub reads: Reads,
}

/// One brief as its templates print it, its marks still in it.
struct PrintedBrief {
    context: Arc<BriefContext>,
    /// The template of its first layer.
    template: String,
    /// Its layers: what is read, and its evidence.
    layers: [String; 2],
    /// Which of its templates' own words it prints.
    words: PrintedWords,
}

impl PrintedBrief {
    /// Returns how long it is.
    fn length(&self) -> usize {
        self.layers.iter().map(String::len).sum()
    }
}

/// Prints every brief, or those of a shard, but those that are `known` to come out as before; what keeps one from being printed is a
/// problem.
pub fn print<'t>(
    templates: &'t Templates,
    views: &Arc<Views>,
    documents: &[BriefView],
    (known, shard): (Option<Known<'t, Made>>, Option<Shard>),
    problems: &mut Problems,
) -> Printing<'t> {
    reads::alone();
    let model = &views.model;
    let named = names::check(templates, model, problems);
    let own =
        documents.iter().filter_map(|document| model.briefs[document.brief].template.as_ref().map(template::name));
    let printer = Printer::new(
        templates,
        own.chain(templates::AROUND).chain([
            templates::LAYOUT,
            templates::EVIDENCE,
            templates::SHELL,
            templates::FEED,
            templates::EMBED,
        ]),
        views.language(),
    );
    let mut printing = Printing {
        printer,
        templates,
        views: Arc::clone(views),
        briefs: Vec::with_capacity(documents.len()),
        known,
        shard,
        named,
    };
    let together = AtomicUsize::new(0);
    let made: Vec<(Printed, Problems)> = documents
        .par_iter()
        .map(|document| {
            let mut problems = Problems::default();
            let is_left = shard.is_some_and(|shard| !shard.holds(document.brief.index()));
            if is_left || together.load(Ordering::Relaxed) > LONGEST_TOGETHER {
                return (Printed::Not, problems);
            }
            let before = printing.before(document, &[Readable::Editions, Readable::Wholes, Readable::Asked]);
            if let (Ok((_, made)), true) = (before, named) {
                together.fetch_add(made.length, Ordering::Relaxed);
                return (Printed::AsBefore, problems);
            }
            let anew = printing.anew(document, &mut problems);
            if let Printed::Anew(manuscript, _) = &anew {
                together.fetch_add(manuscript.length(), Ordering::Relaxed);
            }
            (anew, problems)
        })
        .collect();
    if together.into_inner() > LONGEST_TOGETHER {
        problems.push(problem::endless_together());
    }
    for (printed, met) in made {
        printing.briefs.push(printed);
        problems.extend(met);
    }
    printing
}

/// Returns one brief as its template prints it; none where a problem keeps it from being printed.
fn printed_brief(
    printer: &Printer<'_>,
    templates: &Templates,
    named: bool,
    context: Arc<BriefContext>,
    problems: &mut Problems,
) -> Option<PrintedBrief> {
    let (brief, id) = (context.brief(), &context.document.id);
    let template = brief.template.as_ref().map_or(templates::LAYOUT, template::name);
    if templates.get(template).is_none() {
        problems.push(templates::absent(brief.place.clone().then("template").into(), template, templates));
        return None;
    }
    let mut listed = true;
    for template in [template, templates::EVIDENCE] {
        listed &= names::check_listed(templates, template, &context.views.model, id, brief, problems);
    }
    if !(named && listed && templates.is_sound(template) && templates.is_sound(templates::EVIDENCE)) {
        return None;
    }
    let template = template.to_owned();
    let mut layer = |name: &str| {
        let made = printer.print_brief(name, root(&context));
        made.map_err(|problem| problems.push(problem)).ok()
    };
    let (text, words) = layer(&template)?;
    let (evidence, more) = layer(templates::EVIDENCE)?;
    Some(PrintedBrief { template, layers: [text, evidence], words: words.and(more), context })
}

impl Printing<'_> {
    /// Returns whether a brief was not printed, for nothing changed of what was read when its pages were made.
    pub(crate) fn is_as_before(&self, document: &BriefView) -> bool {
        matches!(self.briefs[document.brief.index()], Printed::AsBefore)
    }

    /// Returns what a brief prints by name, the text itself, and which words of templates it has, with what was read for that;
    /// nothing of one that could not be printed. One that is as before is printed.
    pub(crate) fn printed(&self, document: &BriefView) -> Option<(Vec<Mark>, String, PrintedWords, Reads)> {
        let printed = &self.briefs[document.brief.index()];
        // It was printed before without a problem.
        let again = matches!(printed, Printed::AsBefore).then(|| self.anew(document, &mut Problems::default()));
        let Printed::Anew(manuscript, reads) = again.as_ref().unwrap_or(printed) else { return None };
        let (mut marks, mut words) = (Vec::new(), String::new());
        for token in manuscript.layers.iter().flat_map(|layer| marks::tokens(layer)) {
            match token {
                marks::MarkToken::Open(mark) => marks.push(mark),
                marks::MarkToken::Text(text) => words.push_str(text),
                marks::MarkToken::Close | marks::MarkToken::Broken => {}
            }
        }
        let ((), of_document) = reads::noting(|| reads::note(Readable::Documents, document.brief.index()));
        Some((marks, words, manuscript.words.clone(), reads.and(&of_document)))
    }

    /// Prints a brief.
    fn anew(&self, document: &BriefView, problems: &mut Problems) -> Printed {
        let context =
            BriefContext { views: Arc::clone(&self.views), document: document.clone(), made: AtomicU64::default() };
        let print = || printed_brief(&self.printer, self.templates, self.named, Arc::new(context), problems);
        let (manuscript, reads) = reads::noting(print);
        manuscript.map_or(Printed::Not, |manuscript| Printed::Anew(manuscript, reads))
    }

    /// Returns the pages of all briefs, those around them and the feed; `editions` say of each brief which it is, and hold the
    /// accepted ones, and pages that come out as before are made again where they do not `stand`. What was printed of a brief goes
    /// as soon as its pages are made: all of it beside all pages would be held at once.
    pub fn pages(
        mut self,
        documents: &[BriefView],
        editions: &EditionViews,
        stand: &(dyn Fn(&ProjectPath, &Digest) -> bool + Sync),
        problems: &mut Problems,
    ) -> Pages {
        reads::alone();
        let trust =
            if self.views.model.publication.trusted_templates { guard::Trust::Declared } else { guard::Trust::None };
        let guard = Guard::of(self.templates, trust);
        let made: Vec<(Option<OfBrief>, Problems)> = std::mem::take(&mut self.briefs)
            .into_par_iter()
            .zip(documents.par_iter().zip(&editions.briefs))
            .map(|(printed, (document, edition))| {
                let mut problems = Problems::default();
                let held = edition.status == EditionStatus::Held;
                let of_brief =
                    (!held).then(|| self.of_brief(&printed, document, edition, stand, &mut problems)).flatten();
                let of_brief = of_brief.map(|one| one.guarded(guard));
                (of_brief, problems)
            })
            .collect();
        let mut pages = Vec::with_capacity(documents.len() * 2 + 2);
        let (mut marks, mut begun, mut said) = (Vec::new(), Vec::new(), Vec::new());
        let mut reads = Reads::default();
        for (of_brief, met) in made {
            if let Some(OfBrief { brief, pages: own, marks: of_page, begun: own_begun, read }) = of_brief {
                reads = read.iter().fold(reads, |all, read| all.and(read));
                pages.extend(own);
                match own_begun {
                    Ok(own) => begun.push(own),
                    Err(of_page) => said.push(of_page),
                }
                marks.push((brief, of_page));
            }
            problems.extend(met);
        }
        let mut sitemap = Sitemap::default();
        if self.shard.is_none() {
            self.around((documents, editions), &marks, guard, &mut pages, problems);
            sitemap = sitemap::of(&self.views, (documents, &editions.briefs), &pages);
        }
        let found = guard.tell(&pages, problems);
        let anew = self.to_keep(begun, &pages, &marks, &found);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        Pages { pages, marks, anew, said, sitemap, reads }
    }

    /// Adds the pages around the briefs and the feed.
    fn around(
        &self,
        (documents, editions): (&[BriefView], &EditionViews),
        marks: &[(Key<Brief>, Vec<Mark>)],
        guard: Guard<'_>,
        pages: &mut Vec<Page>,
        problems: &mut Problems,
    ) {
        let views = &*self.views;
        let feed = feed::page(&self.printer, views, &editions.accepted);
        let has_feed = matches!(feed, Ok(Some(_)));
        // What keeps a template from being printed was reported when it was read.
        if templates::AROUND.iter().all(|template| self.templates.is_sound(template)) {
            let written = (documents, editions);
            pages.extend(site::pages((&self.printer, guard), &self.views, written, marks, has_feed, problems));
        }
        match feed {
            Ok(feed) => pages.extend(feed.map(|feed| guard.guarded(feed))),
            Err(problem) => problems.push(problem),
        }
    }
}

/// Returns the names that a brief's templates begin from.
fn root(context: &Arc<BriefContext>) -> BTreeMap<&'static str, Value> {
    let fixed = [
        ("brief", ObjectKind::Brief),
        ("publication", ObjectKind::Publication),
        ("words", ObjectKind::Words),
        ("panel", ObjectKind::Panel),
    ];
    let sections = TemplateSection::ALL.map(|(kind, name, _)| (name, ObjectKind::Section(kind)));
    let row = context.brief().row.is_some().then_some(("row", ObjectKind::Row));
    fixed.into_iter().chain(row).chain(sections).map(|(name, what)| (name, ViewObject::value(context, what))).collect()
}
