//! The shell of an HTML page: one self-contained file, with its style inside and no script.

use std::collections::BTreeMap;

use crate::diagnostic::Problem;
use crate::markdown::{Layer, Outline, layout};
use crate::render::deferred::LayeredPages;
use crate::render::html::{self, Elsewhere, PageWords};
use crate::render::json::linked_data;
use crate::render::{notes, siblings, site};
use crate::template::engine::Printer;
use crate::template::objects::BriefContext;
use crate::template::style::running_heads;
use crate::template::templates::SHELL;
use crate::template::{Value, markdown, or_none};
use crate::view::{EditionStatus, EditionView, Mark, Views};

/// Returns the HTML pages of a finished brief with the pictures of its charts in them, each with its outline.
pub(super) fn pages(
    printer: &Printer<'_>,
    context: &BriefContext,
    finished: &LayeredPages<'_>,
    edition: &EditionView,
    (pictures, card): (&BTreeMap<String, String>, Option<&str>),
) -> Result<[(String, Outline); 2], Problem> {
    let of = |layer| page(printer, context, finished, layer, edition, (pictures, card));
    Ok([of(Layer::Brief)?, of(Layer::Evidence)?])
}

fn page(
    printer: &Printer<'_>,
    context: &BriefContext,
    finished: &LayeredPages<'_>,
    layer: Layer,
    edition: &EditionView,
    (pictures, card): (&BTreeMap<String, String>, Option<&str>),
) -> Result<(String, Outline), Problem> {
    let views = &*context.views;
    let labels = views.words();
    let document = &context.document;
    let [brief, evidence] = &finished.layers;
    let page = if layer == Layer::Brief { brief } else { evidence };
    let legend = if layer == Layer::Evidence { notes::html(context) } else { String::new() };
    let words = PageWords {
        source: &labels.pages.source,
        table: &labels.pages.table,
        data: &labels.pages.chart_data,
        from: &labels.pages.where_from,
        why: &labels.pages.why_standing,
        legend: &legend,
        grounds: &labels.panel.grounds,
        languages: &languages(views, finished),
        brief: document.id.as_str(),
        siblings: &edition.siblings,
    };
    let row = |mark: Mark| finished.rows.get(&mark).copied();
    let standing = |mark: Mark| match mark {
        Mark::Standing(claim) => Some(context.views.evaluation.claim(claim).standing.word()),
        _ => None,
    };
    let file = |layer: Layer, extension: &str| format!("{}.{extension}", layout::page_file(&document.id, layer));
    let of_evidence = file(Layer::Evidence, "html");
    let elsewhere = (layer == Layer::Brief).then_some(Elsewhere {
        file: &of_evidence,
        markdown: &evidence.markdown,
        marks: &evidence.marks,
        sources: brief.sources,
    });
    let body = html::body((&page.markdown, &page.marks), row, standing, words, pictures, elsewhere);
    let description =
        views.fill(&labels.pages.description, &[("answer", &document.answer), ("standing", &document.standing)]);
    // What a search page or a card shows of it must not leave out that it is withdrawn.
    let description = match &edition.withdrawn {
        Some(withdrawn) => format!("{withdrawn} {}", description.plain()),
        None => description.plain(),
    };
    let title = match layer {
        Layer::Brief => document.question.plain(),
        Layer::Evidence => views.fill(&labels.panel.evidence_of, &[("question", &document.question)]).plain(),
    };
    let is_draft = edition.status == EditionStatus::Draft;
    let publication = &views.model.publication;
    let about_edition = || format!("{}: {}", labels.pages.edition, edition.words);
    let about_edition = edition.withdrawn.clone().or_else(|| edition.concern.clone()).unwrap_or_else(about_edition);
    let heads = running_heads(publication, &about_edition, &title);
    let style = printer.styles().brief(!pictures.is_empty(), publication.theme, &heads);
    let mut values = common(views, is_draft, edition.number.is_some() && publication.languages.is_main());
    values.insert("style", markdown(style));
    values.insert("way", site::way(views, None));
    values.insert("navigation", Value::from(labels.around.navigation.as_str()));
    values.insert("title", Value::from(title));
    values.insert("description", Value::from(description));
    values.insert("layer", Value::from(if layer == Layer::Brief { "brief" } else { "evidence" }));
    values.insert("markdown", Value::from(file(layer, "md")));
    values.insert("data", Value::from(format!("{}.json", document.id)));
    // A draft tells machines nothing, and the evidence nothing that the brief does not.
    let is_told = layer == Layer::Brief && !is_draft;
    let data = if is_told { linked_data::of(views, document, edition, &finished.tables()) } else { None };
    values.insert("linked_data", markdown(data.unwrap_or_default()));
    values.insert("canonical", canonical(views, &file(layer, "html"), is_draft));
    let card = card.filter(|_| layer == Layer::Brief);
    values.insert("card", card.map_or_else(|| Value::from(()), |card| canonical(views, card, is_draft)));
    values.insert("body", markdown(body.html));
    let page = siblings::with_feed(printer.print(SHELL, values)?, views, "", edition.number.is_some());
    let pages = siblings::of_brief(views, &document.id, edition, layer);
    Ok((siblings::into_head(page, views, "", &pages, is_draft), body.outline))
}

/// Returns the tag of the language of each stretch of words in another one than the page's.
fn languages(views: &Views, finished: &LayeredPages<'_>) -> BTreeMap<Mark, String> {
    let foreign = finished.marks().filter_map(|mark| match mark {
        Mark::Foreign(claim, place) => {
            let said = views.model.claims[claim].places().nth(usize::from(place))?;
            Some((mark, said.language.clone()?))
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
