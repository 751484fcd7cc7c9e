//! The brief as data: what its page says, for programs that use it again. It is written straight from the views that the page
//! is printed from; every number is a string of digits, and what readers do not see is not here.

pub(super) mod linked_data;
mod write;

use std::collections::BTreeSet;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::{Key, TableEntry};
use crate::number::Date;
use crate::render::deferred::LayeredPages;
use crate::render::notes;
use crate::template::objects::BriefContext;
use crate::text::Id;
use crate::view::{
    BriefView, ChartView, ClaimView, DatasetView, EditionView, FindingView, LicenceView, Mark, MarkedText, MeasureView,
    NumberView, PartyView, PastEdition, PublicationView, SiblingView, SourceView, TableView, UnknownView, Views,
};
use crate::vocabulary::Standing;

/// The version of the page: it grows when a key changes its meaning or goes; new keys leave it as it is.
const VERSION: u32 = 1;

/// A brief as data.
#[derive(Serialize, JsonSchema)]
struct Brief<'a> {
    /// The version of this format.
    version: u32,
    /// The id of the brief, which names its pages.
    #[serde(rename = "brief")]
    id: &'a Id,
    /// The language of its words, as a BCP 47 tag.
    language: &'static str,
    /// The same brief in other languages; absent where it is published in one.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    translations: &'a [SiblingView],
    /// The question: its title.
    question: &'a MarkedText,
    /// The answer, with its speakers.
    answer: &'a MarkedText,
    /// The standing of the answer.
    standing: AnswerStanding<'a>,
    /// The day on which the publication looks at everything, as `2025-12-15`.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    /// Which data it rests on, and of which day, in words; empty where it rests on none.
    data_date: &'a MarkedText,
    /// Which edition it is, or that it is none.
    edition: &'a EditionView,
    /// How much is known, claimed, unknown and not rated.
    counts: Counts,
    /// What we know: established, and refuted with what is true instead.
    known: Vec<Finding<'a>>,
    /// What is claimed, and by whom.
    claimed: Vec<Finding<'a>>,
    /// What remains unknown.
    unknown: Vec<&'a UnknownView>,
    /// Also said, not rated.
    not_rated: Vec<Finding<'a>>,
    /// Every number of the page with where it comes from, in the order of its table.
    numbers: &'a [&'a NumberView],
    /// What the numbers count.
    measures: Vec<&'a MeasureView>,
    /// The charts that the page draws.
    charts: Vec<&'a ChartView>,
    /// The tables that the page prints.
    tables: Vec<&'a TableView>,
    /// The sources that the page cites, and those that its claims name: first those with a number on the page, in order.
    sources: Vec<&'a SourceView>,
    /// The datasets that its numbers, claims and tables rest on.
    datasets: Vec<&'a DatasetView>,
    /// The people and bodies that are named above by their ids.
    parties: Vec<&'a PartyView>,
    /// What the brief does not cover.
    limitations: &'a [MarkedText],
    /// Who publishes, and how.
    publication: &'a PublicationView,
    /// Its editions, the first at the beginning; of a draft those before it.
    history: &'a [PastEdition],
    /// The licence of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a LicenceView>,
    /// How to cite it.
    cite_as: String,
}

/// The standing of the answer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Standing")]
struct AnswerStanding<'a> {
    /// In the reader's words; those of several claims are separated by semicolons.
    words: &'a MarkedText,
    /// The claims that answer the question, each with its standing.
    of: Vec<Answering<'a>>,
}

/// A claim that answers the question.
#[derive(Serialize, JsonSchema)]
struct Answering<'a> {
    /// Its id.
    claim: &'a Id,
    /// Its standing: `established`, `refuted`, `reported`, `self-reported`, `contested`, `outdated`, `unsupported`,
    /// `not-checked` or `not-assessed`.
    standing: Standing,
}

/// How much there is.
#[derive(Serialize, JsonSchema)]
struct Counts {
    /// How many claims are known.
    known: usize,
    /// How many are claimed.
    claimed: usize,
    /// How many questions are open.
    unknown: usize,
    /// How many claims are not rated.
    not_rated: usize,
}

/// A claim.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
struct Finding<'a> {
    /// Its id.
    id: &'a Id,
    /// The sentence under which it stands on the page: with its speaker, and never a false statement bare.
    sentence: &'a MarkedText,
    #[serde(flatten)]
    claim: &'a ClaimView,
    /// The unknowns that it leaves open or that keep it from being decided, by their ids.
    unknowns: Vec<&'a Id>,
}

/// Returns the bytes of a finished brief as data.
pub(super) fn page(context: &BriefContext, finished: &LayeredPages<'_>, edition: &EditionView) -> Vec<u8> {
    let (views, document, entry) = (&*context.views, &context.document, context.brief());
    let (model, views) = (&views.model, views);
    let answering = document.answering.iter().map(|key| views.claim(*key));
    let (drawn, printed) = tables(views, finished);
    let sources = views.sources_of(entry, &finished.cited);
    let datasets = views.datasets_of(entry, &finished.numbers, &finished.measures);
    let parties = views.parties_of(entry, &sources, &datasets, &finished.measures);
    let brief = Brief {
        version: VERSION,
        id: &document.id,
        language: views.language().tag(),
        translations: &edition.siblings,
        question: &document.question,
        answer: &document.answer,
        standing: AnswerStanding {
            words: &document.standing,
            of: answering.map(|claim| Answering { claim: &claim.id, standing: claim.standing }).collect(),
        },
        as_of: model.publication.as_of,
        data_date: &document.data_date,
        edition,
        counts: Counts {
            known: document.known.len(),
            claimed: document.claimed.len(),
            unknown: document.unknown.len(),
            not_rated: document.not_rated.len(),
        },
        known: findings(views, document, &document.known),
        claimed: findings(views, document, &document.claimed),
        unknown: document.unknown.iter().map(|unknown| views.unknown(*unknown)).collect(),
        not_rated: findings(views, document, &document.not_rated),
        numbers: &finished.numbers,
        measures: finished.measures.iter().map(|measure| views.measure(*measure)).collect(),
        charts: drawn.iter().filter_map(|table| model.tables[*table].chart).map(|chart| views.chart(chart)).collect(),
        tables: printed.iter().map(|table| views.table(*table)).collect(),
        sources: sources.iter().map(|source| views.source(*source)).collect(),
        datasets: datasets.iter().map(|dataset| views.dataset(*dataset)).collect(),
        parties: parties.iter().map(|party| views.party(*party)).collect(),
        limitations: &document.limitations,
        publication: views.publication(),
        history: &edition.history.editions,
        licence: views.publication().licence.as_ref(),
        cite_as: notes::cite_as(document, edition),
    };
    write::page(&brief)
}

/// Returns claims as the brief tells them.
fn findings<'v>(views: &'v Views, brief: &BriefView, findings: &'v [FindingView]) -> Vec<Finding<'v>> {
    let finding = |finding: &'v FindingView| {
        let claim = views.claim(finding.claim);
        let unknowns = views.unknowns_of(brief, finding.claim).map(|unknown| views.model.unknowns.id(unknown));
        Finding { id: &claim.id, sentence: &finding.sentence, claim, unknowns: unknowns.collect() }
    };
    findings.iter().map(finding).collect()
}

/// Returns the charts and the tables that a page prints, in order.
fn tables(views: &Views, finished: &LayeredPages<'_>) -> (Vec<Key<TableEntry>>, Vec<Key<TableEntry>>) {
    let mut seen = BTreeSet::new();
    let printed = finished.marks().filter_map(|mark| if let Mark::Table(table) = mark { Some(table) } else { None });
    printed.filter(|table| seen.insert(*table)).partition(|table| views.model.tables[*table].chart.is_some())
}

/// Returns the JSON Schema (2020-12) of a brief as data, made of the types that write it.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let brief = generator.subschema_for::<Brief<'_>>();
    let definitions: serde_json::Map<String, Value> = generator
        .take_definitions(false)
        .into_iter()
        .map(|(name, mut shape)| {
            if let Ok(shape) = <&mut Schema>::try_from(&mut shape) {
                Plain.transform(shape);
            }
            (name, shape)
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A brief of knowns as data",
        "$ref": brief.get("$ref"),
        "$defs": definitions,
    })
}

/// Makes a schema say what a page of data holds and no more: a key that has nothing to say is absent and never null, none is
/// there that is not named, and a description is one paragraph.
struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if let Some(Value::Array(any)) = object.remove("anyOf") {
            let there = any.into_iter().find(|it| it.get("type") != Some(&json!("null")));
            object.extend(there.as_ref().and_then(Value::as_object).cloned().into_iter().flatten());
        }
        if let Some(Value::Array(types)) = object.get("type") {
            let there = types.iter().find(|it| *it != &json!("null")).cloned();
            object.extend(there.map(|there| ("type".to_owned(), there)));
        }
        if let Some(Value::String(words)) = object.get_mut("description") {
            *words = words.replace('\n', " ");
        }
        object.remove("format");
        if object.contains_key("properties") {
            object.entry("required").or_insert_with(|| json!([]));
            object.insert("additionalProperties".to_owned(), json!(false));
        }
    }
}
