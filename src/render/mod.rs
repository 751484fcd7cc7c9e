//! The document becomes pages: templates print it as Markdown with marks, the marks are lifted out, and HTML is made from
//! the clean Markdown with the marks mapped back.

mod chart;
mod deferred;
mod feed;
mod guard;
mod html;
mod json;
mod made;
mod markup;
mod notes;
mod page;
mod shell;
mod site;
#[cfg(test)]
mod tests;

pub(crate) use guard::unguarded;
pub(crate) use html::escape as escape_html;
pub use json::schema;
pub use made::{Anew, Made, unit};
pub use page::{Content, Page};

use made::OfBrief;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::diagnostic::{Problem, Problems};
use crate::digest::Digest;
use crate::markdown::{MarkUse, PageFacts, layout, marks};
use crate::model::{Brief, Chart, Key};
use crate::reads::{self, Known, Readable, Reads};
use crate::template::engine::{PrintedWords, Printer};
use crate::template::objects::{BriefContext, ObjectKind, TemplateSection, ViewObject};
use crate::template::{self, Templates, Value, names, problem, templates};
use crate::text::{Span, Text};
use crate::view::{BriefView, EditionStatus, EditionView, EditionViews, Mark, Views};
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
}

/// One brief as its template prints it, its marks still in it.
struct PrintedBrief {
    context: Arc<BriefContext>,
    template: String,
    text: String,
    /// Which of its templates' own words it prints.
    words: PrintedWords,
}

/// Prints every brief but those that are `known` to come out as before; what keeps one from being printed is a problem.
pub fn print<'t>(
    templates: &'t Templates,
    views: &Arc<Views>,
    documents: &[BriefView],
    known: Option<Known<'t, Made>>,
    problems: &mut Problems,
) -> Printing<'t> {
    reads::alone();
    let model = &views.model;
    let named = names::check(templates, model, problems);
    let own =
        documents.iter().filter_map(|document| model.briefs[document.brief].template.as_ref().map(template::name));
    let printer = Printer::new(
        templates,
        own.chain(templates::AROUND).chain([templates::LAYOUT, templates::SHELL, templates::FEED]),
    );
    let mut printing = Printing {
        printer,
        templates,
        views: Arc::clone(views),
        briefs: Vec::with_capacity(documents.len()),
        known,
        named,
    };
    let together = AtomicUsize::new(0);
    let made: Vec<(Printed, Problems)> = documents
        .par_iter()
        .map(|document| {
            let mut problems = Problems::default();
            if together.load(Ordering::Relaxed) > LONGEST_TOGETHER {
                return (Printed::Not, problems);
            }
            let before = printing.before(document, &[Readable::Editions, Readable::Wholes, Readable::Asked]);
            if let (Ok((_, made)), true) = (before, named) {
                together.fetch_add(made.length, Ordering::Relaxed);
                return (Printed::AsBefore, problems);
            }
            let anew = printing.anew(document, &mut problems);
            if let Printed::Anew(manuscript, _) = &anew {
                together.fetch_add(manuscript.text.len(), Ordering::Relaxed);
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
        for token in marks::tokens(&manuscript.text) {
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
    /// accepted ones, and pages that come out as before are made again where they do not `stand`.
    pub fn pages(
        &self,
        documents: &[BriefView],
        editions: &EditionViews,
        stand: &(dyn Fn(&ProjectPath, &Digest) -> bool + Sync),
        problems: &mut Problems,
    ) -> Pages {
        reads::alone();
        let made: Vec<(Option<OfBrief>, Problems)> = self
            .briefs
            .par_iter()
            .zip(documents.par_iter().zip(&editions.briefs))
            .map(|(printed, (document, edition))| {
                let mut problems = Problems::default();
                let held = edition.status == EditionStatus::Held;
                let of_brief =
                    (!held).then(|| self.of_brief(printed, document, edition, stand, &mut problems)).flatten();
                (of_brief, problems)
            })
            .collect();
        let mut pages = Vec::with_capacity(documents.len() * 2 + 2);
        let (mut marks, mut begun, mut said) = (Vec::new(), Vec::new(), Vec::new());
        for (of_brief, met) in made {
            if let Some(OfBrief { brief, pages: own, marks: of_page, begun: own_begun }) = of_brief {
                pages.extend(own);
                match own_begun {
                    Ok(own) => begun.push(own),
                    Err(of_page) => said.push(of_page),
                }
                marks.push((brief, of_page));
            }
            problems.extend(met);
        }
        let views = &*self.views;
        let feed = feed::page(&self.printer, views, &editions.accepted);
        let has_feed = matches!(feed, Ok(Some(_)));
        // What keeps a template from being printed was reported when it was read.
        if templates::AROUND.iter().all(|template| self.templates.is_sound(template)) {
            let written = (documents, &*editions.briefs);
            pages.extend(site::pages(&self.printer, &self.views, written, &marks, has_feed, problems));
        }
        match feed {
            Ok(feed) => pages.extend(feed),
            Err(problem) => problems.push(problem),
        }
        let trust =
            if self.views.model.publication.trusted_templates { guard::Trust::Declared } else { guard::Trust::None };
        let found = guard::guard(&mut pages, self.templates, trust, problems);
        let anew = self.to_keep(begun, &pages, &marks, &found);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        Pages { pages, marks, anew, said }
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
        let printed = finished.tables();
        let charts = printed.iter().filter_map(|table| self.views.model.tables[*table].chart);
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
            Page { path, content: Content::of(bytes), brief: Some(context.document.brief), marks, facts }
        };
        let mut pages = vec![
            page("html", html.into_bytes(), Vec::new(), None),
            page("json", data, Vec::new(), None),
            page("md", finished.markdown.into_bytes(), marks, Some(facts)),
        ];
        pages.extend(charts.iter().map(|(file, chart)| {
            let path = ProjectPath::fixed("reports").join(file).expect("ids of a brief and a chart are file names");
            let bytes = chart::svg(&self.views, *chart, chart::Placement::Alone).into_bytes();
            Page { brief: Some(context.document.brief), ..Page::of_no_brief(path, bytes) }
        }));
        let tables = printed.into_iter().map(|table| {
            let view = self.views.table(table);
            let file = layout::data_file(id, &view.id);
            let path = ProjectPath::fixed("reports").join(&file).expect("ids of a brief and a table are file names");
            Page { brief: Some(context.document.brief), ..Page::of_no_brief(path, layout::csv(view)) }
        });
        pages.extend(tables);
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
