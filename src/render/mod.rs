//! The document becomes pages: templates print it as Markdown with marks, the marks are lifted out, and HTML is made from
//! the clean Markdown with the marks mapped back.

mod around;
mod beside;
mod chart;
mod circle;
mod css;
mod environment;
pub(crate) mod escape;
mod feed;
mod flow;
mod guard;
mod html;
mod imprint;
mod json;
mod label;
mod late;
mod legend;
mod linked_data;
mod marks;
mod markup;
mod names;
mod objects;
mod page;
mod page_problem;
mod policy;
mod problem;
mod section;
mod sheet;
mod shell;
mod signs;
mod style;
mod syntax;
mod table;
mod tags;
#[cfg(test)]
mod tests;

pub(crate) use flow::{Flow, Said};
pub(crate) use html::{BlockKind, Live, Outline, blocks, escape};
pub use json::schema;
pub(crate) use label::labels;
pub use page::{MarkUse, Page, Shape};
pub(crate) use policy::unguarded;
pub(crate) use sheet::Sheet;
pub use sheet::{Sheets, built_in};
pub(crate) use tags::{LONGEST_TAG, MOST_BLOCKS, MOST_BRACKETS, MOST_LINKS, MOST_TAGS};

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::compose::{Composer, Document, Mark};
use crate::diagnostic::Problems;
use crate::edition::{Imprint, ImprintStatus, Lock};
use crate::evaluate::Evaluation;
use crate::model::{Brief, Chart, Key, Model};
use crate::text::{Span, Text};
use crate::world::ProjectPath;

pub(crate) use environment::{LONGEST_PAGE, is_markup};
use environment::{Printer, Value};
use objects::{Kind, Node, Subject, What};

/// How long all briefs may become together, before what only the whole page knows is filled in.
const LONGEST_TOGETHER: usize = 256 << 20;

/// The briefs as their templates print them, before what only the whole page knows is filled in.
pub struct Printing<'t> {
    printer: Printer<'t>,
    sheets: &'t Sheets,
    model: Arc<Model>,
    evaluation: Arc<Evaluation>,
    /// By document; none where a problem kept a brief from being printed.
    briefs: Vec<Option<Manuscript>>,
}

/// One brief as its template prints it, its marks still in it.
struct Manuscript {
    subject: Arc<Subject>,
    template: String,
    text: String,
}

/// Prints every brief; what keeps one from being printed is a problem.
pub fn print<'t>(
    sheets: &'t Sheets,
    model: &Arc<Model>,
    evaluation: &Arc<Evaluation>,
    documents: &[Document],
    problems: &mut Problems,
) -> Printing<'t> {
    let named = names::check(sheets, model, problems);
    let own = documents.iter().filter_map(|document| model.briefs[document.brief].template.as_ref().map(sheet::name));
    let printer = Printer::new(sheets, own.chain(sheet::AROUND).chain([sheet::LAYOUT, sheet::SHELL, sheet::FEED]));
    let together = AtomicUsize::new(0);
    let made: Vec<(Option<Manuscript>, Problems)> = documents
        .par_iter()
        .map(|document| {
            let mut problems = Problems::default();
            let (model, evaluation, document) = (Arc::clone(model), Arc::clone(evaluation), document.clone());
            let subject = Subject { model, evaluation, document, made: AtomicU64::default() };
            if together.load(Ordering::Relaxed) > LONGEST_TOGETHER {
                return (None, problems);
            }
            let manuscript = manuscript(&printer, sheets, named, Arc::new(subject), &mut problems);
            let length = manuscript.as_ref().map_or(0, |manuscript| manuscript.text.len());
            together.fetch_add(length, Ordering::Relaxed);
            (manuscript, problems)
        })
        .collect();
    if together.into_inner() > LONGEST_TOGETHER {
        problems.push(problem::endless_together());
    }
    let mut briefs = Vec::with_capacity(documents.len());
    for (manuscript, met) in made {
        briefs.push(manuscript);
        problems.extend(met);
    }
    Printing { printer, sheets, model: Arc::clone(model), evaluation: Arc::clone(evaluation), briefs }
}

/// Returns one brief as its template prints it; none where a problem keeps it from being printed.
fn manuscript(
    printer: &Printer<'_>,
    sheets: &Sheets,
    named: bool,
    subject: Arc<Subject>,
    problems: &mut Problems,
) -> Option<Manuscript> {
    let (brief, id) = (subject.brief(), &subject.document.id);
    let template = brief.template.as_ref().map_or(sheet::LAYOUT, sheet::name);
    if sheets.get(template).is_none() {
        problems.push(sheet::absent(brief.place.clone().then("template").into(), template, sheets));
        return None;
    }
    let listed = names::check_listed(sheets, template, &subject.model, id, brief, problems);
    if !(named && listed && sheets.is_sound(template)) {
        return None;
    }
    let template = template.to_owned();
    match printer.print(&template, root(&subject)) {
        Ok(text) => Some(Manuscript { subject, template, text }),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

impl Printing<'_> {
    /// Returns what each brief prints by name, with the text itself; nothing of one that could not be printed.
    pub(crate) fn printed(&self) -> impl Iterator<Item = (Vec<Mark>, String)> {
        self.briefs.iter().map(|brief| {
            let (mut marks, mut words) = (Vec::new(), String::new());
            for token in brief.iter().flat_map(|brief| marks::tokens(&brief.text)) {
                match token {
                    marks::Token::Open(mark) => marks.push(mark),
                    marks::Token::Text(text) => words.push_str(text),
                    marks::Token::Close | marks::Token::Broken => {}
                }
            }
            (marks, words)
        })
    }

    /// Returns the pages of all briefs, those around them and the feed, sorted by path; `imprints` say of each brief which edition
    /// it is, and `lock` holds the accepted ones.
    pub fn pages(
        &self,
        documents: &[Document],
        imprints: &[Imprint],
        lock: Option<&Lock>,
        problems: &mut Problems,
    ) -> Vec<Page> {
        let made: Vec<(Vec<Page>, Problems)> = self
            .briefs
            .par_iter()
            .zip(imprints)
            .map(|(brief, imprint)| {
                let mut problems = Problems::default();
                let made = brief.as_ref().filter(|_| imprint.status != ImprintStatus::Held);
                let pages = made.map(|brief| self.finish(brief, imprint, &mut problems));
                (pages.unwrap_or_default(), problems)
            })
            .collect();
        let mut pages = Vec::with_capacity(documents.len() * 2 + 2);
        for (of_brief, met) in made {
            pages.extend(of_brief);
            problems.extend(met);
        }
        let composer = Composer::new(&self.model, &self.evaluation);
        let feed = lock.map_or(Ok(None), |lock| feed::page(&self.printer, &composer, lock));
        let has_feed = matches!(feed, Ok(Some(_)));
        let printed: Vec<(Key<Brief>, Vec<Mark>)> = pages
            .iter()
            .filter(|page| page.shape.is_some())
            .filter_map(|page| Some((page.brief?, page.marks.iter().map(|used| used.mark).collect())))
            .collect();
        // What keeps a template from being printed was reported when it was read.
        if sheet::AROUND.iter().all(|template| self.sheets.is_sound(template)) {
            let written = (documents, imprints);
            pages.extend(around::pages(&self.printer, &composer, written, &printed, has_feed, problems));
        }
        match feed {
            Ok(feed) => pages.extend(feed),
            Err(problem) => problems.push(problem),
        }
        let trust = if self.model.publication.trusted_templates { guard::Trust::Declared } else { guard::Trust::None };
        guard::guard(&mut pages, self.sheets, trust, problems);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        pages
    }

    /// Returns the Markdown, the HTML and the data of one brief, and the pictures of its charts; nothing where a problem keeps
    /// it from being finished.
    fn finish(&self, brief: &Manuscript, imprint: &Imprint, problems: &mut Problems) -> Vec<Page> {
        let Manuscript { subject, template, text } = brief;
        let (sheets, id) = (self.sheets, &subject.document.id);
        let Ok(finished) = late::finish(text, subject, imprint) else {
            problems.push(problem::unbalanced(sheets.place(template, None)));
            return Vec::new();
        };
        let composer = subject.composer();
        let charts = finished.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Table(table) => self.model.tables[*table].chart,
            _ => None,
        });
        let charts: BTreeMap<String, Key<Chart>> =
            charts.map(|chart| (chart::file(id, self.model.charts.id(chart)), chart)).collect();
        let inside = |chart| chart::svg(&composer, chart, chart::Stands::Inside);
        let pictures = charts.iter().map(|(file, chart)| (file.clone(), inside(*chart))).collect();
        let (html, outline) = match shell::page(&self.printer, subject, &finished, imprint, &pictures) {
            Ok(made) => made,
            Err(problem) => {
                problems.push(problem);
                return Vec::new();
            }
        };
        let data = json::page(subject, &finished, imprint);
        let panel = finished.marks.iter().find(|(range, mark)| *mark == Mark::Panel && !range.is_empty());
        let panel = panel.map(|(range, _)| Span::new(range.start, range.end));
        let live = outline.live.iter().map(|(live, words)| (*live, words.clone(), sheets.written(template, words)));
        let live = live.collect();
        let made = finished.marks.iter().filter(|(range, mark)| matches!(mark, Mark::Late(_)) && !range.is_empty());
        let made = made.map(|(range, _)| Span::new(range.start, range.end)).collect();
        let shape = Shape { outline, panel, made, live, template: sheets.place(template, None) };
        let text = Text::new(finished.markdown.as_str());
        let marks = finished.marks.iter().filter(|(_, mark)| mark.is_of_an_entry());
        let marks = marks.map(|(range, mark)| MarkUse {
            line: text.position(range.start).line,
            span: Span::new(range.start, range.end),
            mark: *mark,
        });
        let marks = marks.collect();
        let page = |extension: &str, bytes: Vec<u8>, marks, shape| {
            let path = Page::path_of(id, extension).expect("an id of a brief is a file name");
            Page { path, bytes, brief: Some(subject.document.brief), marks, shape }
        };
        let mut pages = vec![
            page("html", html.into_bytes(), Vec::new(), None),
            page("json", data, Vec::new(), None),
            page("md", finished.markdown.into_bytes(), marks, Some(shape)),
        ];
        pages.extend(charts.iter().map(|(file, chart)| {
            let path = ProjectPath::fixed("reports").join(file).expect("ids of a brief and a chart are file names");
            let bytes = chart::svg(&composer, *chart, chart::Stands::Alone).into_bytes();
            Page { path, bytes, brief: Some(subject.document.brief), marks: Vec::new(), shape: None }
        }));
        pages
    }
}

/// Returns the names that a brief's templates begin from.
fn root(subject: &Arc<Subject>) -> BTreeMap<&'static str, Value> {
    let fixed =
        [("brief", What::Brief), ("publication", What::Publication), ("words", What::Words), ("panel", What::Panel)];
    let sections = Kind::ALL.map(|(kind, name, _)| (name, What::Section(kind)));
    fixed.into_iter().chain(sections).map(|(name, what)| (name, Node::value(subject, what))).collect()
}
