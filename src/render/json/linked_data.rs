//! What a page says to machines (JSON-LD): each statement that it reviews as a schema.org `ClaimReview`, and the data it
//! rests on as a `Dataset`.
//!
//! Only what was said word by word is reviewed: a statement that is our paraphrase is in no review as if it were theirs.
//! Whatever leaves the page keeps its speaker and its qualifier. A rating is a word; a number stands beside it only where the
//! record itself decides, and never for a claim that is merely unsupported.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::markdown::layout;
use crate::model::{Claim, Dataset, Key, Said, Speaker, TableEntry, TableOf};
use crate::number::{Granularity, Period, PeriodForm};
use crate::view::{BriefView, ClaimView, EditionView, MarkedText, SiblingView, Views};
use crate::vocabulary::{Role, Standing};

/// The best and the worst rating, by schema.org's own default.
const RATINGS: (u8, u8) = (5, 1);

/// Returns the JSON-LD of a page that prints these tables, safe to stand inside a `script` element; none where there is nothing to say.
pub(crate) fn of(
    views: &Views,
    document: &BriefView,
    edition: &EditionView,
    tables: &BTreeSet<Key<TableEntry>>,
) -> Option<String> {
    let brief = &views.model.briefs[document.brief];
    let reviewed = brief.claims.iter().filter_map(|claim| review(views, document, edition, *claim));
    let described: Vec<_> = document.datasets.iter().filter_map(|key| Some((*key, described(views, *key)?))).collect();
    // The file of a table is a download of the first dataset that it shows; of one that shows none it is a dataset of its own.
    let shown = |table: Key<TableEntry>| match &views.model.tables[table].of {
        TableOf::Rows { of, .. } => {
            let behind = views.evaluation.with_files(*of);
            described.iter().map(|(key, _)| *key).find(|key| key == of || behind.contains(key))
        }
        TableOf::Figures(_) => None,
    };
    let datasets = described.iter().map(|(key, dataset)| {
        let files: Vec<Value> = tables
            .iter()
            .filter(|table| shown(**table) == Some(*key))
            .map(|table| download(views, document, *table))
            .collect();
        let mut dataset = dataset.clone();
        if let (Some(dataset), false) = (dataset.as_object_mut(), files.is_empty()) {
            dataset.insert("distribution".to_owned(), Value::from(files));
        }
        dataset
    });
    let alone = tables.iter().filter(|table| shown(**table).is_none()).map(|table| {
        let caption = views.table(*table).caption.plain();
        object([
            ("@type", Some(json!("Dataset"))),
            ("name", Some(json!(caption))),
            ("description", Some(json!(document.question.plain()))),
            ("creator", Some(json!({ "@type": "Organization", "name": views.publication().publisher }))),
            ("distribution", Some(json!([download(views, document, *table)]))),
        ])
    });
    let itself = in_languages(views, document, edition);
    let graph: Vec<Value> = itself.into_iter().chain(reviewed).chain(datasets).chain(alone).collect();
    if graph.is_empty() {
        return None;
    }
    let value = json!({ "@context": "https://schema.org", "@graph": graph });
    Some(inert(&value.to_string()))
}

/// Returns the page itself, where the brief is published in several languages: what it translates, or what translates it.
fn in_languages(views: &Views, document: &BriefView, edition: &EditionView) -> Option<Value> {
    let address = |brief: &str| views.model.publication.address_of(&format!("{brief}.html"));
    let work = |sibling: &SiblingView| {
        object([
            ("@type", Some(json!("Article"))),
            ("@id", address(&sibling.brief).map(Value::from)),
            ("url", address(&sibling.brief).map(Value::from)),
            ("inLanguage", Some(json!(sibling.language))),
        ])
    };
    let original = edition.siblings.iter().find(|sibling| sibling.is_original).map(work);
    let translations: Vec<Value> = edition.siblings.iter().filter(|sibling| !sibling.is_original).map(work).collect();
    let is_original = original.is_none() && !translations.is_empty();
    (!edition.siblings.is_empty()).then(|| {
        object([
            ("@type", Some(json!("Article"))),
            ("@id", address(document.id.as_str()).map(Value::from)),
            ("url", address(document.id.as_str()).map(Value::from)),
            ("headline", Some(json!(document.question.plain()))),
            ("inLanguage", Some(json!(views.language().tag()))),
            ("translationOfWork", original),
            ("workTranslation", is_original.then_some(Value::from(translations))),
        ])
    })
}

/// Returns JSON in which nothing can be taken for markup, wherever it is put: no string ends an element or begins a comment.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Returns the review of a claim that somebody else made, whose words are registered, and that the brief rates.
fn review(views: &Views, document: &BriefView, edition: &EditionView, claim: Key<Claim>) -> Option<Value> {
    let view = views.claim(claim);
    let rated = !matches!(view.standing, Standing::NotAssessed | Standing::NotChecked);
    let said = views.model.claims[claim].said.as_ref().filter(|_| rated && view.role == Role::Reviewed)?;
    let publication = &views.model.publication;
    let date = edition.date.clone();
    let date = date.or_else(|| publication.as_of.map(|day| day.to_string()));
    Some(object([
        ("@type", Some(json!("ClaimReview"))),
        ("url", publication.address_of(&format!("{}.html", document.id)).map(Value::from)),
        ("claimReviewed", Some(json!(view.quoted.as_ref()?.plain()))),
        ("reviewBody", view.in_our_words.as_ref().map(|line| json!(line.plain()))),
        ("itemReviewed", Some(reviewed(views, claim, said))),
        ("author", Some(publisher(views))),
        ("datePublished", date.map(Value::from)),
        ("inLanguage", Some(json!(views.language().tag()))),
        ("reviewRating", Some(rating(view))),
    ]))
}

/// Returns who publishes the review, with where their pages stand.
fn publisher(views: &Views) -> Value {
    object([
        ("@type", Some(json!("Organization"))),
        ("name", Some(json!(views.publication().publisher))),
        ("url", views.model.publication.url.clone().map(Value::from)),
    ])
}

/// Returns what was said, by whom and where.
fn reviewed(views: &Views, claim: Key<Claim>, said: &Said) -> Value {
    let places: Vec<&Said> = views.model.claims[claim].places().collect();
    // Two places of one work are one appearance.
    let mut works: Vec<Value> = Vec::new();
    for work in places.iter().filter_map(|said| appearance(views, said, places.len())) {
        if !works.contains(&work) {
            works.push(work);
        }
    }
    // Which was the first is known only where every place has its day.
    let dated: Option<Vec<&Period>> = places.iter().map(|said| said.date.as_ref()).collect();
    let earliest = dated.filter(|dated| dated.len() > 1).and_then(|dated| {
        let at = (0..dated.len()).min_by_key(|at| dated[*at].last)?;
        let before = |other: &Period| other.first.is_some_and(|first| first > dated[at].last);
        (0..dated.len()).all(|other| other == at || before(dated[other])).then_some(at)
    });
    let first = earliest.and_then(|at| appearance(views, places[at], places.len()));
    let appearance = match works.len() {
        0 => None,
        1 => works.into_iter().next(),
        _ => Some(Value::from(works)),
    };
    // Somebody who is only described, and not registered, is named in the statement alone.
    let registered = matches!(said.by, Some(Speaker::Party(_)));
    let speaker = views.claim(claim).who.as_ref().filter(|_| registered);
    let speaker = speaker.map(|line| json!({ "@type": "Organization", "name": line.plain() }));
    object([
        ("@type", Some(json!("Claim"))),
        ("author", speaker),
        ("datePublished", said.date.as_ref().and_then(moment)),
        ("firstAppearance", first),
        ("appearance", appearance),
    ])
}

/// Returns the work in which something was said; of one of several places also where no work is known, but who said it or when.
fn appearance(views: &Views, said: &Said, places: usize) -> Option<Value> {
    let Some(source) = said.source else {
        let party = match said.by {
            Some(Speaker::Party(party)) => Some(views.model.parties[party].name.as_str()),
            _ => None,
        };
        let work = object([
            ("@type", Some(json!("CreativeWork"))),
            ("author", party.map(|name| json!({ "@type": "Organization", "name": name }))),
            ("datePublished", said.date.as_ref().and_then(moment)),
        ]);
        return (places > 1 && work.as_object().is_some_and(|work| work.len() > 1)).then_some(work);
    };
    let entry = &views.model.sources[source];
    Some(object([
        ("@type", Some(json!("CreativeWork"))),
        ("name", Some(json!(entry.title.clone().unwrap_or_else(|| views.source(source).called.plain())))),
        ("url", entry.found_at().map(Value::from)),
        ("archivedAt", entry.archived.as_ref().map(|copy| json!(copy.url))),
        ("datePublished", entry.issued.as_ref().and_then(moment)),
    ]))
}

/// Returns the rating: the house's own word where it gives one, else the standing in words.
///
/// What was decided is our statement. Where that is not what was said, word by word, it says so, and no number is given: the
/// quotation itself may hold where our reading of it does not.
fn rating(claim: &ClaimView) -> Value {
    let verdict = claim.verdict.as_ref().map(|verdict| verdict.word.clone());
    let ours = claim.in_our_words.as_ref().map(MarkedText::plain);
    let value = match claim.standing {
        _ if ours.is_some() => None,
        Standing::Established => Some(RATINGS.0),
        Standing::Refuted => Some(RATINGS.1),
        _ => None,
    };
    let explanation: Vec<String> = ours.into_iter().chain([claim.reason.plain()]).collect();
    object([
        ("@type", Some(json!("Rating"))),
        ("alternateName", Some(json!(verdict.unwrap_or_else(|| claim.standing_words.plain())))),
        ("ratingExplanation", Some(json!(explanation.join(" ")))),
        ("ratingValue", value.map(Value::from)),
        ("bestRating", value.map(|_| json!(RATINGS.0))),
        ("worstRating", value.map(|_| json!(RATINGS.1))),
    ])
}

/// Returns a dataset with who publishes it; none where the registry does not say what it counts.
fn described(views: &Views, dataset: Key<Dataset>) -> Option<Value> {
    let (entry, view) = (&views.model.datasets[dataset], views.dataset(dataset));
    let measure = entry.measures.iter().flatten().next()?;
    let definition = views.model.measures[*measure].definition.clone()?;
    let creator = entry.publisher.map(|party| views.model.parties[party].name.clone());
    let source = entry.source.and_then(|source| views.model.sources[source].url.clone());
    Some(object([
        ("@type", Some(json!("Dataset"))),
        ("name", Some(json!(view.title))),
        ("description", Some(json!(definition))),
        ("creator", creator.map(|name| json!({ "@type": "Organization", "name": name }))),
        ("version", entry.vintage.clone().map(Value::from)),
        ("url", source.map(Value::from)),
        (
            "isBasedOn",
            view.query.as_ref().map(|query| {
                json!({ "@type": "SoftwareSourceCode", "name": query.sql, "programmingLanguage": "SQL", "runtimePlatform": query.engine })
            }),
        ),
    ]))
}

/// Returns the file that holds what a table of the page shows.
fn download(views: &Views, document: &BriefView, table: Key<TableEntry>) -> Value {
    let view = views.table(table);
    let file = layout::data_file(&document.id, &view.id);
    json!({
        "@type": "DataDownload",
        "name": view.caption.plain(),
        "encodingFormat": "text/csv",
        "contentUrl": views.model.publication.address_of(&file).unwrap_or(file),
    })
}

/// Returns a day, month or year as ISO 8601 writes it, no more exactly than the registry says; none for a longer time.
fn moment(period: &Period) -> Option<Value> {
    let day = period.last.to_string();
    let length = match period.shape() {
        PeriodForm::One(Granularity::Day) => day.len(),
        PeriodForm::One(Granularity::Month) => "2025-11".len(),
        PeriodForm::One(Granularity::Year) => "2025".len(),
        _ => return None,
    };
    day.get(..length).map(Value::from)
}

/// Returns an object of those parts that are there.
fn object<const N: usize>(parts: [(&str, Option<Value>); N]) -> Value {
    let there = parts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}
