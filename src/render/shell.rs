//! The shell of an HTML page and the list of briefs: one self-contained file each, with its style inside and no script.

use std::collections::BTreeMap;

use crate::compose::{Composer, Document, Mark};
use crate::diagnostic::Problem;
use crate::edition::{Imprint, ImprintStatus};
use crate::evaluate::Evaluation;
use crate::model::Model;
use crate::world::ProjectPath;

use super::Page;
use super::environment::{Printer, Value, markdown};
use super::html::{self, Outline, Words};
use super::late::Finished;
use super::objects::Subject;
use super::sheet::{INDEX, SHELL};

const STYLE: &str = include_str!("builtin/style.css");

/// Returns the HTML page of a finished brief, with its outline.
pub(super) fn page(
    printer: &Printer<'_>,
    subject: &Subject,
    finished: &Finished,
    imprint: &Imprint,
) -> Result<(String, Outline), Problem> {
    let composer = subject.composer();
    let labels = composer.words();
    let words = Words { source: &labels.pages.source, back: &labels.phrases.back_to_text, table: &labels.pages.table };
    let row = |mark: Mark| finished.rows.get(&mark).copied();
    let standing = |mark: Mark| match mark {
        Mark::Standing(claim) => Some(subject.evaluation.claim(claim).standing.word()),
        _ => None,
    };
    let body = html::body(&finished.markdown, &finished.marks, row, standing, words);
    let document = &subject.document;
    let description =
        composer.fill(&labels.pages.description, &[("answer", &document.answer), ("standing", &document.standing)]);
    let mut values = common(&composer, std::slice::from_ref(imprint));
    values.insert("title", Value::from(document.question.plain()));
    values.insert("description", Value::from(description.plain()));
    values.insert("markdown", Value::from(format!("{}.md", document.id)));
    values.insert("all_briefs", Value::from(labels.pages.all_briefs.as_str()));
    values.insert("body", markdown(body.html));
    Ok((printer.print(SHELL, values)?, body.outline))
}

/// Returns the list of briefs.
pub(super) fn index(
    printer: &Printer<'_>,
    model: &Model,
    evaluation: &Evaluation,
    documents: &[Document],
    imprints: &[Imprint],
) -> Result<Page, Problem> {
    let composer = Composer::new(model, evaluation);
    let briefs = documents.iter().zip(imprints).filter_map(|(document, imprint)| {
        let (question, answer, standing, counts) = if imprint.status == ImprintStatus::Held {
            // What its published page says; nothing where none was.
            let last = imprint.editions.last()?;
            (last.question.clone(), last.answer.clone(), last.standing.clone(), Vec::new())
        } else {
            let (question, answer, standing) = (&document.question, &document.answer, &document.standing);
            (question.plain(), answer.plain(), standing.plain(), composer.counts(document))
        };
        Some(Value::from(BTreeMap::from([
            ("href", Value::from(format!("{}.html", document.id))),
            ("question", Value::from(question)),
            ("answer", Value::from(answer)),
            ("standing", Value::from(standing)),
            ("counts", counts.iter().map(|line| Value::from(line.plain())).collect()),
        ])))
    });
    let mut values = common(&composer, imprints);
    values.insert("briefs", briefs.collect());
    values.insert("heading", Value::from(composer.words().headings.briefs.as_str()));
    values.insert("standing", Value::from(composer.words().fields.standing.as_str()));
    let html = printer.print(INDEX, values)?;
    let path = ProjectPath::fixed("reports/index.html");
    Ok(Page::of_no_brief(path, html.into_bytes()))
}

fn common(composer: &Composer<'_>, imprints: &[Imprint]) -> BTreeMap<&'static str, Value> {
    let publication = &composer.model.publication;
    let any = |status: ImprintStatus| imprints.iter().any(|imprint| imprint.status == status);
    BTreeMap::from([
        ("lang", Value::from(publication.language.tag())),
        ("publication", Value::from(publication.title.as_str())),
        ("publisher", Value::from(composer.publisher_name())),
        ("skip", Value::from(composer.words().phrases.skip_to_content.as_str())),
        ("style", markdown(STYLE.to_owned())),
        ("draft", Value::from(any(ImprintStatus::Draft))),
        ("feed", Value::from(imprints.iter().any(|imprint| !imprint.editions.is_empty()))),
    ])
}
