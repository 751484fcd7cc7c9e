//! The document becomes pages: templates print it as Markdown with marks, the marks are lifted out, and HTML is made from
//! the clean Markdown with the marks mapped back.

mod environment;
mod escape;
mod flow;
mod html;
mod label;
mod late;
mod marks;
mod names;
mod objects;
mod page;
mod problem;
mod section;
mod sheet;
mod shell;
mod syntax;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use flow::{Flow, Said};
pub(crate) use html::{BlockKind, Live, Outline, blocks};
pub(crate) use label::labels;
pub use page::{MarkUse, Page, Shape};
pub(crate) use sheet::Sheet;
pub use sheet::{Sheets, built_in};

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::compose::{Document, Mark};
use crate::diagnostic::Problems;
use crate::evaluate::Evaluation;
use crate::model::Model;
use crate::text::{Span, Text};
use crate::world::ProjectPath;

pub(crate) use environment::is_html;
use environment::{Printer, Value};
use objects::{Kind, Node, Subject, What};

/// Returns the pages of all briefs and the index, sorted by path.
///
pub fn pages(
    sheets: &Sheets,
    model: &Arc<Model>,
    evaluation: &Arc<Evaluation>,
    documents: &[Document],
    problems: &mut Problems,
) -> Vec<Page> {
    let named = names::check(sheets, model, problems);
    let printer = Printer::new(sheets);
    let made: Vec<(Vec<Page>, Problems)> = documents
        .par_iter()
        .map(|document| {
            let mut problems = Problems::default();
            let subject =
                Subject { model: Arc::clone(model), evaluation: Arc::clone(evaluation), document: document.clone() };
            let pages = print(&printer, sheets, named, &Arc::new(subject), &mut problems);
            (pages, problems)
        })
        .collect();
    let mut pages = Vec::with_capacity(documents.len() * 2 + 1);
    for (of_brief, met) in made {
        pages.extend(of_brief);
        problems.extend(met);
    }
    match shell::index(&printer, model, evaluation, documents) {
        Ok(index) => pages.push(index),
        Err(problem) => problems.push(problem),
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// Returns the Markdown and the HTML page of one brief; nothing where a problem keeps it from being printed.
fn print(
    printer: &Printer<'_>,
    sheets: &Sheets,
    named: bool,
    subject: &Arc<Subject>,
    problems: &mut Problems,
) -> Vec<Page> {
    let (brief, id) = (subject.brief(), &subject.document.id);
    let template = brief.template.as_ref().map_or(sheet::LAYOUT, sheet::name);
    if sheets.get(template).is_none() {
        problems.push(sheet::absent(brief.place.clone().then("template").into(), template, sheets));
        return Vec::new();
    }
    let listed = names::check_listed(sheets, template, &subject.model, id, brief, problems);
    if !(named && listed && sheets.is_sound(template)) {
        return Vec::new();
    }
    let text = match printer.print(template, root(subject)) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let Ok(finished) = late::finish(&text, subject) else {
        problems.push(problem::unbalanced(sheets.place(template, None)));
        return Vec::new();
    };
    let (html, outline) = match shell::page(printer, subject, &finished) {
        Ok(made) => made,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let panel = finished.marks.iter().find(|(range, mark)| *mark == Mark::Panel && !range.is_empty());
    let panel = panel.map(|(range, _)| Span::from(range.clone()));
    let live = outline.live.iter().map(|(live, words)| (*live, words.clone(), sheets.written(template, words)));
    let live = live.collect();
    let made = finished.marks.iter().filter(|(range, mark)| matches!(mark, Mark::Late(_)) && !range.is_empty());
    let made = made.map(|(range, _)| Span::from(range.clone())).collect();
    let shape = Shape { outline, panel, made, live, template: sheets.place(template, None) };
    let text = Text::new(finished.markdown.as_str());
    let marks = finished
        .marks
        .iter()
        .filter(|(_, mark)| !matches!(mark, Mark::Caption | Mark::Panel | Mark::Origin(_) | Mark::Late(_)));
    let marks = marks.map(|(range, mark)| MarkUse {
        line: text.position(range.start).line,
        span: Span::from(range.clone()),
        mark: *mark,
    });
    let marks = marks.collect();
    let page = |extension: &str, bytes: Vec<u8>, marks, shape| {
        let path = ProjectPath::parse(&format!("reports/{id}.{extension}")).expect("an id of a brief is a file name");
        Page { path, bytes, brief: Some(subject.document.brief), marks, shape }
    };
    vec![
        page("html", html.into_bytes(), Vec::new(), None),
        page("md", finished.markdown.into_bytes(), marks, Some(shape)),
    ]
}

/// Returns the names that a brief's templates begin from.
fn root(subject: &Arc<Subject>) -> BTreeMap<&'static str, Value> {
    let fixed =
        [("brief", What::Brief), ("publication", What::Publication), ("words", What::Words), ("panel", What::Panel)];
    let sections = Kind::ALL.map(|(kind, name, _)| (name, What::Section(kind)));
    fixed.into_iter().chain(sections).map(|(name, what)| (name, Node::value(subject, what))).collect()
}
