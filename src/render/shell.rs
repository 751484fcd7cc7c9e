//! The shell of an HTML page: one self-contained file, with its style inside and no script.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::markdown::Outline;
use crate::render::deferred::CompletePage;
use crate::render::html::{self, PageWords};
use crate::render::json::linked_data;
use crate::render::{notes, site};
use crate::template::engine::Printer;
use crate::template::objects::BriefContext;
use crate::template::templates::SHELL;
use crate::template::{Value, markdown, or_none};
use crate::view::{EditionStatus, EditionView, Mark, Views};

/// Returns the HTML page of a finished brief with the pictures of its charts in it, and its outline.
pub(super) fn page(
    printer: &Printer<'_>,
    context: &BriefContext,
    finished: &CompletePage<'_>,
    edition: &EditionView,
    pictures: &BTreeMap<String, String>,
) -> Result<(String, Outline), Problem> {
    let views = &*context.views;
    let labels = views.words();
    let words = PageWords {
        source: &labels.pages.source,
        table: &labels.pages.table,
        data: &labels.pages.chart_data,
        from: &labels.pages.where_from,
        why: &labels.pages.why_standing,
        legend: &notes::html(context),
        languages: &languages(views, finished),
    };
    let row = |mark: Mark| finished.rows.get(&mark).copied();
    let standing = |mark: Mark| match mark {
        Mark::Standing(claim) => Some(context.views.evaluation.claim(claim).standing.word()),
        _ => None,
    };
    let body = html::body(&finished.markdown, &finished.marks, row, standing, words, pictures);
    let document = &context.document;
    let description =
        views.fill(&labels.pages.description, &[("answer", &document.answer), ("standing", &document.standing)]);
    // What a search page or a card shows of it must not leave out that it is withdrawn.
    let description = match &edition.withdrawn {
        Some(withdrawn) => format!("{withdrawn} {}", description.plain()),
        None => description.plain(),
    };
    let is_draft = edition.status == EditionStatus::Draft;
    let mut values = common(views, is_draft, edition.number.is_some());
    values.insert("style", markdown(printer.styles().brief(!pictures.is_empty())));
    values.insert("way", site::way(views, None));
    values.insert("navigation", Value::from(labels.around.navigation.as_str()));
    values.insert("title", Value::from(document.question.plain()));
    values.insert("description", Value::from(description));
    values.insert("markdown", Value::from(format!("{}.md", document.id)));
    values.insert("data", Value::from(format!("{}.json", document.id)));
    // A draft tells machines nothing.
    let data = if is_draft { None } else { linked_data::of(views, document, edition, &finished.tables()) };
    values.insert("linked_data", markdown(data.unwrap_or_default()));
    values.insert("canonical", canonical(views, &format!("{}.html", document.id), is_draft));
    values.insert("body", markdown(body.html));
    Ok((printer.print(SHELL, values)?, body.outline))
}

/// Returns the tag of the language of each stretch of words in another one than the page's.
fn languages(views: &Views, finished: &CompletePage<'_>) -> BTreeMap<Mark, String> {
    let foreign = finished.marks.iter().filter_map(|(_, mark)| match mark {
        Mark::Foreign(claim, place) => {
            let said = views.model.claims[*claim].places().nth(usize::from(*place))?;
            Some((*mark, said.language.clone()?))
        }
        _ => None,
    });
    foreign.collect()
}

/// Returns the whole address of a page, where it is known at which one it stands; a draft stands nowhere.
pub(super) fn canonical(views: &Views, page: &str, is_draft: bool) -> Value {
    let address = views.model.publication.address_of(page).filter(|_| !is_draft);
    or_none(address.map(|address| site::address(&address)))
}

/// Returns what every page is given.
pub(super) fn common(views: &Views, is_draft: bool, has_feed: bool) -> BTreeMap<&'static str, Value> {
    let publication = &views.model.publication;
    BTreeMap::from([
        ("lang", Value::from(publication.language.tag())),
        ("publication", Value::from(publication.title.as_str())),
        ("publisher", Value::from(views.publication().publisher.as_str())),
        ("skip", Value::from(views.words().phrases.skip_to_content.as_str())),
        ("signs", markdown(notes::SIGNS.to_owned())),
        ("draft", Value::from(is_draft)),
        ("watermark", Value::from(views.words().editions.watermark.as_str())),
        ("feed", Value::from(has_feed)),
    ])
}
