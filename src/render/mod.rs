//! The document becomes pages: templates print it as Markdown with marks, the marks are lifted out, and HTML is made from
//! the clean Markdown with the marks mapped back.

mod chart;
mod deferred;
mod feed;
mod guard;
mod html;
mod json;
mod markup;
mod notes;
mod shell;
mod site;
#[cfg(test)]
mod tests;

pub(crate) use guard::unguarded;
pub(crate) use html::escape as escape_html;
pub use json::schema;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::diagnostic::Problems;
use crate::markdown::{FinishedPage, MarkUse, PageFacts, layout, marks};
use crate::model::{Brief, Chart, Key};
use crate::template::engine::{PrintedWords, Printer};
use crate::template::objects::{BriefContext, ObjectKind, TemplateSection, ViewObject};
use crate::template::{self, Templates, Value, names, problem, templates};
use crate::text::{Id, Span, Text};
use crate::view::{BriefView, EditionStatus, EditionView, EditionViews, Mark, Views};
use crate::world::ProjectPath;

/// How long all briefs may become together, before what only the whole page knows is filled in.
const LONGEST_TOGETHER: usize = 256 << 20;

/// The briefs as their templates print them, before what only the whole page knows is filled in.
pub struct Printing<'t> {
    printer: Printer<'t>,
    templates: &'t Templates,
    views: Arc<Views>,
    /// By document; none where a problem kept a brief from being printed.
    briefs: Vec<Option<PrintedBrief>>,
}

/// One brief as its template prints it, its marks still in it.
struct PrintedBrief {
    context: Arc<BriefContext>,
    template: String,
    text: String,
    /// Which of its templates' own words it prints.
    words: PrintedWords,
}

/// Prints every brief; what keeps one from being printed is a problem.
pub fn print<'t>(
    templates: &'t Templates,
    views: &Arc<Views>,
    documents: &[BriefView],
    problems: &mut Problems,
) -> Printing<'t> {
    let model = &views.model;
    let named = names::check(templates, model, problems);
    let own =
        documents.iter().filter_map(|document| model.briefs[document.brief].template.as_ref().map(template::name));
    let printer = Printer::new(
        templates,
        own.chain(templates::AROUND).chain([templates::LAYOUT, templates::SHELL, templates::FEED]),
    );
    let together = AtomicUsize::new(0);
    let made: Vec<(Option<PrintedBrief>, Problems)> = documents
        .par_iter()
        .map(|document| {
            let mut problems = Problems::default();
            let (views, document) = (Arc::clone(views), document.clone());
            let context = BriefContext { views, document, made: AtomicU64::default() };
            if together.load(Ordering::Relaxed) > LONGEST_TOGETHER {
                return (None, problems);
            }
            let printed_brief = printed_brief(&printer, templates, named, Arc::new(context), &mut problems);
            let length = printed_brief.as_ref().map_or(0, |printed_brief| printed_brief.text.len());
            together.fetch_add(length, Ordering::Relaxed);
            (printed_brief, problems)
        })
        .collect();
    if together.into_inner() > LONGEST_TOGETHER {
        problems.push(problem::endless_together());
    }
    let mut briefs = Vec::with_capacity(documents.len());
    for (printed_brief, met) in made {
        briefs.push(printed_brief);
        problems.extend(met);
    }
    Printing { printer, templates, views: Arc::clone(views), briefs }
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
    let listed = names::check_listed(templates, template, &context.views.model, id, brief, problems);
    if !(named && listed && templates.is_sound(template)) {
        return None;
    }
    let template = template.to_owned();
    match printer.print_brief(&template, root(&context)) {
        Ok((text, words)) => Some(PrintedBrief { context, template, text, words }),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

impl Printing<'_> {
    /// Returns what each brief prints by name, the text itself, and which words of templates it has; nothing of one that could not be printed.
    pub(crate) fn printed(&self) -> impl Iterator<Item = (Vec<Mark>, String, PrintedWords)> {
        self.briefs.iter().map(|brief| {
            let (mut marks, mut words) = (Vec::new(), String::new());
            for token in brief.iter().flat_map(|brief| marks::tokens(&brief.text)) {
                match token {
                    marks::MarkToken::Open(mark) => marks.push(mark),
                    marks::MarkToken::Text(text) => words.push_str(text),
                    marks::MarkToken::Close | marks::MarkToken::Broken => {}
                }
            }
            (marks, words, brief.as_ref().map(|brief| brief.words.clone()).unwrap_or_default())
        })
    }

    /// Returns the pages of all briefs, those around them and the feed, sorted by path; `editions` say of each brief which it
    /// is, and hold the accepted ones.
    pub fn pages(&self, documents: &[BriefView], editions: &EditionViews, problems: &mut Problems) -> Vec<Page> {
        let made: Vec<(Vec<Page>, Problems)> = self
            .briefs
            .par_iter()
            .zip(&editions.briefs)
            .map(|(brief, edition)| {
                let mut problems = Problems::default();
                let made = brief.as_ref().filter(|_| edition.status != EditionStatus::Held);
                let pages = made.map(|brief| self.finish(brief, edition, &mut problems));
                (pages.unwrap_or_default(), problems)
            })
            .collect();
        let mut pages = Vec::with_capacity(documents.len() * 2 + 2);
        for (of_brief, met) in made {
            pages.extend(of_brief);
            problems.extend(met);
        }
        let views = &*self.views;
        let feed = feed::page(&self.printer, views, &editions.accepted);
        let has_feed = matches!(feed, Ok(Some(_)));
        let printed: Vec<(Key<Brief>, Vec<Mark>)> = pages
            .iter()
            .filter(|page| page.facts.is_some())
            .filter_map(|page| Some((page.brief?, page.marks.iter().map(|used| used.mark).collect())))
            .collect();
        // What keeps a template from being printed was reported when it was read.
        if templates::AROUND.iter().all(|template| self.templates.is_sound(template)) {
            let written = (documents, &*editions.briefs);
            pages.extend(site::pages(&self.printer, &self.views, written, &printed, has_feed, problems));
        }
        match feed {
            Ok(feed) => pages.extend(feed),
            Err(problem) => problems.push(problem),
        }
        let trust =
            if self.views.model.publication.trusted_templates { guard::Trust::Declared } else { guard::Trust::None };
        guard::guard(&mut pages, self.templates, trust, problems);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        pages
    }

    /// Returns the Markdown, the HTML and the data of one brief, and the pictures of its charts; nothing where a problem keeps
    /// it from being finished.
    fn finish(&self, brief: &PrintedBrief, edition: &EditionView, problems: &mut Problems) -> Vec<Page> {
        let PrintedBrief { context, template, text, .. } = brief;
        let (templates, id) = (self.templates, &context.document.id);
        let Ok(finished) = deferred::finish(text, context, edition) else {
            problems.push(problem::unbalanced(templates.place(template, None)));
            return Vec::new();
        };
        let charts = finished.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Table(table) => self.views.model.tables[*table].chart,
            _ => None,
        });
        let charts: BTreeMap<String, Key<Chart>> =
            charts.map(|chart| (layout::picture_file(id, self.views.model.charts.id(chart)), chart)).collect();
        let inside = |chart| chart::svg(&self.views, chart, chart::Placement::Inside);
        let pictures = charts.iter().map(|(file, chart)| (file.clone(), inside(*chart))).collect();
        let (html, outline) = match shell::page(&self.printer, context, &finished, edition, &pictures) {
            Ok(made) => made,
            Err(problem) => {
                problems.push(problem);
                return Vec::new();
            }
        };
        let data = json::page(context, &finished, edition);
        let panel = finished.marks.iter().find(|(range, mark)| *mark == Mark::Panel && !range.is_empty());
        let panel = panel.map(|(range, _)| Span::new(range.start, range.end));
        let live = outline.live.iter().map(|(live, words)| (*live, words.clone(), templates.written(template, words)));
        let live = live.collect();
        let made = finished.marks.iter().filter(|(range, mark)| matches!(mark, Mark::Deferred(_)) && !range.is_empty());
        let made = made.map(|(range, _)| Span::new(range.start, range.end)).collect();
        let facts = PageFacts { outline, panel, made, live, template: templates.place(template, None) };
        let text = Text::new(finished.markdown.as_str());
        let marks = finished.marks.iter().filter(|(_, mark)| mark.is_of_an_entry());
        let marks = marks.map(|(range, mark)| MarkUse {
            line: text.position(range.start).line,
            span: Span::new(range.start, range.end),
            mark: *mark,
        });
        let marks = marks.collect();
        let page = |extension: &str, bytes: Vec<u8>, marks, facts| {
            let path = Page::path_of(id, extension).expect("an id of a brief is a file name");
            Page { path, bytes, brief: Some(context.document.brief), marks, facts }
        };
        let mut pages = vec![
            page("html", html.into_bytes(), Vec::new(), None),
            page("json", data, Vec::new(), None),
            page("md", finished.markdown.into_bytes(), marks, Some(facts)),
        ];
        pages.extend(charts.iter().map(|(file, chart)| {
            let path = ProjectPath::fixed("reports").join(file).expect("ids of a brief and a chart are file names");
            let bytes = chart::svg(&self.views, *chart, chart::Placement::Alone).into_bytes();
            Page { path, bytes, brief: Some(context.document.brief), marks: Vec::new(), facts: None }
        }));
        pages
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
    fixed.into_iter().chain(sections).map(|(name, what)| (name, ViewObject::value(context, what))).collect()
}

/// A file to write.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it goes, such as `reports/border-november.md`.
    pub path: ProjectPath,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The brief it prints; none for the index.
    pub brief: Option<Key<Brief>>,
    /// What it prints through the registry, in order; only of Markdown pages.
    pub marks: Vec<MarkUse>,
    /// What it is made of; only of Markdown pages.
    pub facts: Option<PageFacts>,
}

impl Page {
    /// Returns where a page of a brief goes.
    pub fn path_of(brief: &Id, extension: &str) -> Option<ProjectPath> {
        ProjectPath::parse(&format!("reports/{brief}.{extension}")).ok()
    }

    /// Returns a page of no brief: nothing in it is marked.
    pub fn of_no_brief(path: ProjectPath, bytes: Vec<u8>) -> Self {
        Self { path, bytes, brief: None, marks: Vec::new(), facts: None }
    }

    /// Returns the page as it is checked; none where it is not of Markdown.
    pub(crate) fn finished(&self) -> Option<FinishedPage<'_>> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        Some(FinishedPage { brief: self.brief?, text, facts: self.facts.as_ref()?, marks: &self.marks })
    }

    /// Returns the page below another folder than `reports`, such as `drafts`.
    ///
    /// # Panics
    /// Panics where `folder` is no path: it is a constant of the tool, not input.
    #[must_use]
    pub fn moved_to(self, folder: &'static str) -> Self {
        let below = self.path.as_str().split_once('/').map_or(self.path.as_str(), |(_, below)| below);
        let path = ProjectPath::fixed(folder).join(below).expect("what follows a folder in a path is a path");
        Self { path, ..self }
    }
}
