//! The shell of an HTML page and the list of briefs: one self-contained file each, with its style inside and no script.

use std::collections::BTreeMap;

use crate::compose::{Composer, Document, Mark};
use crate::diagnostic::Problem;
use crate::edition::{Edition, Imprint, ImprintStatus};
use crate::world::ProjectPath;

use super::Page;
use super::environment::{Printer, Value, markdown};
use super::html::{self, Outline, Words};
use super::imprint;
use super::late::Finished;
use super::linked_data;
use super::objects::Subject;
use super::sheet::{INDEX, SHELL};

const STYLE: &str = include_str!("builtin/style.css");

/// What a page with charts adds to it.
const CHART_STYLE: &str = include_str!("builtin/chart.css");

/// Returns the HTML page of a finished brief with the pictures of its charts in it, and its outline.
pub(super) fn page(
    printer: &Printer<'_>,
    subject: &Subject,
    finished: &Finished,
    imprint: &Imprint,
    pictures: &BTreeMap<String, String>,
) -> Result<(String, Outline), Problem> {
    let composer = subject.composer();
    let labels = composer.words();
    let words = Words {
        source: &labels.pages.source,
        back: &labels.phrases.back_to_text,
        table: &labels.pages.table,
        data: &labels.pages.chart_data,
    };
    let row = |mark: Mark| finished.rows.get(&mark).copied();
    let standing = |mark: Mark| match mark {
        Mark::Standing(claim) => Some(subject.evaluation.claim(claim).standing.word()),
        _ => None,
    };
    let body = html::body(&finished.markdown, &finished.marks, row, standing, words, pictures);
    let document = &subject.document;
    let description =
        composer.fill(&labels.pages.description, &[("answer", &document.answer), ("standing", &document.standing)]);
    // What a search page or a card shows of it must not leave out that it is withdrawn.
    let description = match imprint::withdrawn(&composer, &imprint.editions) {
        Some(withdrawn) => format!("{withdrawn} {}", description.plain()),
        None => description.plain(),
    };
    let mut values = common(&composer, std::slice::from_ref(imprint), !imprint.editions.is_empty());
    if !pictures.is_empty() {
        values.insert("style", markdown(format!("{STYLE}{CHART_STYLE}")));
    }
    values.insert("title", Value::from(document.question.plain()));
    values.insert("description", Value::from(description));
    values.insert("markdown", Value::from(format!("{}.md", document.id)));
    values.insert("all_briefs", Value::from(labels.pages.all_briefs.as_str()));
    // A draft tells machines nothing.
    let is_draft = imprint.status == ImprintStatus::Draft;
    let data = if is_draft { None } else { linked_data::of(&composer, document, imprint) };
    values.insert("linked_data", markdown(data.unwrap_or_default()));
    values.insert("body", markdown(body.html));
    Ok((printer.print(SHELL, values)?, body.outline))
}

/// Returns the list of briefs.
pub(super) fn index(
    printer: &Printer<'_>,
    composer: &Composer<'_>,
    documents: &[Document],
    imprints: &[Imprint],
    has_feed: bool,
) -> Result<Page, Problem> {
    let briefs = documents.iter().zip(imprints).filter_map(|(document, imprint)| {
        let (question, answer, standing, counts) = if imprint.status == ImprintStatus::Held {
            // What its published page says; nothing where none was.
            let last = imprint.editions.last()?;
            (last.question.clone(), last.answer.clone(), last.standing.clone(), Vec::new())
        } else {
            let (question, answer, standing) = (&document.question, &document.answer, &document.standing);
            (question.plain(), answer.plain(), standing.plain(), composer.counts(document))
        };
        let withdrawn = imprint::withdrawn(composer, &imprint.editions);
        Some(Value::from(BTreeMap::from([
            ("href", Value::from(format!("{}.html", document.id))),
            ("question", Value::from(question)),
            ("answer", Value::from(answer)),
            ("standing", Value::from(standing)),
            ("counts", counts.iter().map(|line| Value::from(line.plain())).collect()),
            ("withdrawn", withdrawn.map_or(Value::from(()), Value::from)),
            ("edition", Value::from(imprint::edition(composer, imprint))),
            ("draft", Value::from(imprint.status == ImprintStatus::Draft)),
        ])))
    });
    let mut values = common(composer, imprints, has_feed);
    values.insert("newest", newest(composer, documents, imprints));
    values.insert("feed_words", Value::from(composer.words().editions.feed.as_str()));
    values.insert("edition", Value::from(composer.words().fields.edition.as_str()));
    values.insert("briefs", briefs.collect());
    values.insert("heading", Value::from(composer.words().headings.briefs.as_str()));
    values.insert("standing", Value::from(composer.words().fields.standing.as_str()));
    let html = printer.print(INDEX, values)?;
    let path = ProjectPath::fixed("reports/index.html");
    Ok(Page::of_no_brief(path, html.into_bytes()))
}

/// Returns the brief that was changed last, with when and why; nothing where none was accepted, or several on that day.
fn newest(composer: &Composer<'_>, documents: &[Document], imprints: &[Imprint]) -> Value {
    let dated = documents.iter().zip(imprints);
    let dated: Vec<(&Document, &Edition)> =
        dated.filter_map(|(document, imprint)| Some((document, imprint.editions.last()?))).collect();
    let day = dated.iter().map(|(_, edition)| &edition.date).max();
    let mut newest = dated.iter().filter(|(_, edition)| Some(&edition.date) == day);
    let newest = newest.next().filter(|_| newest.next().is_none());
    newest.map_or(Value::from(()), |(document, edition)| {
        let (date, kind) = (composer.day(&edition.date), composer.edition_kind(edition.kind).to_owned());
        let words = composer.say(&composer.words().editions.newest, &[("date", date), ("kind", kind)]);
        Value::from(BTreeMap::from([
            ("words", Value::from(words)),
            ("question", Value::from(edition.question.as_str())),
            ("href", Value::from(format!("{}.html", document.id))),
        ]))
    })
}

fn common(composer: &Composer<'_>, imprints: &[Imprint], has_feed: bool) -> BTreeMap<&'static str, Value> {
    let publication = &composer.model.publication;
    BTreeMap::from([
        ("lang", Value::from(publication.language.tag())),
        ("publication", Value::from(publication.title.as_str())),
        ("publisher", Value::from(composer.publisher_name())),
        ("skip", Value::from(composer.words().phrases.skip_to_content.as_str())),
        ("style", markdown(STYLE.to_owned())),
        ("draft", Value::from(imprints.iter().any(|imprint| imprint.status == ImprintStatus::Draft))),
        ("watermark", Value::from(composer.words().editions.watermark.as_str())),
        ("feed", Value::from(has_feed)),
    ])
}
