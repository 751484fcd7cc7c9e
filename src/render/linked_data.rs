//! What a page says to machines (JSON-LD): each statement that it reviews as a schema.org `ClaimReview`, and the data it
//! rests on as a `Dataset`.
//!
//! Only what was said word by word is reviewed: a statement that is our paraphrase is in no review as if it were theirs.
//! Whatever leaves the page keeps its speaker and its qualifier. A rating is a word; a number stands beside it only where the
//! record itself decides, and never for a claim that is merely unsupported.

use serde_json::{Map, Value, json};

use crate::edition::Imprint;
use crate::evaluate::Standing;
use crate::model::{Claim, Dataset, Key, Said, Speaker};
use crate::number::{Granularity, Period, Shape};
use crate::view::{BriefView, Composer};
use crate::vocabulary::Role;

/// The best and the worst rating, by schema.org's own default.
const RATINGS: (u8, u8) = (5, 1);

/// Returns the JSON-LD of a page, safe to stand inside a `script` element; none where there is nothing to say.
pub(super) fn of(composer: &Composer<'_>, document: &BriefView, imprint: &Imprint) -> Option<String> {
    let brief = &composer.model.briefs[document.brief];
    let reviewed = brief.claims.iter().filter_map(|claim| review(composer, document, imprint, *claim));
    let datasets = composer.datasets(brief).into_iter().filter_map(|dataset| described(composer, dataset));
    let graph: Vec<Value> = reviewed.chain(datasets).collect();
    if graph.is_empty() {
        return None;
    }
    let value = json!({ "@context": "https://schema.org", "@graph": graph });
    Some(inert(&value.to_string()))
}

/// Returns JSON in which nothing can be taken for markup, wherever it is put: no string ends an element or begins a comment.
pub(super) fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Returns the review of a claim that somebody else made, whose words are registered, and that the brief rates.
fn review(composer: &Composer<'_>, document: &BriefView, imprint: &Imprint, claim: Key<Claim>) -> Option<Value> {
    let entry = &composer.model.claims[claim];
    let standing = composer.evaluation.claim(claim).standing;
    let rated = !matches!(standing, Standing::NotAssessed | Standing::NotChecked);
    let said = entry.said.as_ref().filter(|_| rated && entry.role == Role::Reviewed)?;
    let publication = &composer.model.publication;
    let date = imprint.editions.last().map(|last| last.date.clone());
    let date = date.or_else(|| publication.as_of.map(|day| day.to_string()));
    Some(object([
        ("@type", Some(json!("ClaimReview"))),
        ("url", publication.address_of(&format!("{}.html", document.id)).map(Value::from)),
        ("claimReviewed", Some(json!(composer.quoted(claim)?.plain()))),
        ("reviewBody", composer.in_our_words(claim).map(|line| json!(line.plain()))),
        ("itemReviewed", Some(reviewed(composer, claim, said))),
        ("author", Some(json!({ "@type": "Organization", "name": composer.publisher_name() }))),
        ("datePublished", date.map(Value::from)),
        ("inLanguage", Some(json!(composer.language().tag()))),
        ("reviewRating", Some(rating(composer, claim, standing))),
    ]))
}

/// Returns what was said, by whom and where.
fn reviewed(composer: &Composer<'_>, claim: Key<Claim>, said: &Said) -> Value {
    let places: Vec<&Said> = composer.model.claims[claim].places().collect();
    let works: Vec<Value> = places.iter().filter_map(|said| appearance(composer, said, places.len())).collect();
    // Which was the first is known only where every place has its day.
    let dated: Option<Vec<&Period>> = places.iter().map(|said| said.date.as_ref()).collect();
    let earliest = dated.filter(|dated| dated.len() > 1).and_then(|dated| {
        let at = (0..dated.len()).min_by_key(|at| dated[*at].last)?;
        let before = |other: &Period| other.first.is_some_and(|first| first > dated[at].last);
        (0..dated.len()).all(|other| other == at || before(dated[other])).then_some(at)
    });
    let first = earliest.and_then(|at| appearance(composer, places[at], places.len()));
    let appearance = match works.len() {
        0 => None,
        1 => works.into_iter().next(),
        _ => Some(Value::from(works)),
    };
    // Somebody who is only described, and not registered, is named in the statement alone.
    let registered = matches!(said.by, Some(Speaker::Party(_)));
    let speaker = composer.speaker(claim).filter(|_| registered);
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
fn appearance(composer: &Composer<'_>, said: &Said, places: usize) -> Option<Value> {
    let Some(source) = said.source else {
        let party = match said.by {
            Some(Speaker::Party(party)) => Some(composer.model.parties[party].name.as_str()),
            _ => None,
        };
        let work = object([
            ("@type", Some(json!("CreativeWork"))),
            ("author", party.map(|name| json!({ "@type": "Organization", "name": name }))),
            ("datePublished", said.date.as_ref().and_then(moment)),
        ]);
        return (places > 1 && work.as_object().is_some_and(|work| work.len() > 1)).then_some(work);
    };
    let entry = &composer.model.sources[source];
    Some(object([
        ("@type", Some(json!("CreativeWork"))),
        ("name", Some(json!(entry.title.clone().unwrap_or_else(|| composer.title(source).plain())))),
        ("url", entry.found_at().map(Value::from)),
        ("archivedAt", entry.archived.as_ref().map(|copy| json!(copy.url))),
        ("datePublished", entry.issued.as_ref().and_then(moment)),
    ]))
}

/// Returns the rating: the house's own word where it gives one, else the standing in words.
///
/// What was decided is our statement. Where that is not what was said, word by word, it says so, and no number is given: the
/// quotation itself may hold where our reading of it does not.
fn rating(composer: &Composer<'_>, claim: Key<Claim>, standing: Standing) -> Value {
    let verdict = composer.model.claims[claim].verdict.as_ref().map(|verdict| verdict.word.clone());
    let ours = composer.in_our_words(claim).map(|line| line.plain());
    let value = match standing {
        _ if ours.is_some() => None,
        Standing::Established => Some(RATINGS.0),
        Standing::Refuted => Some(RATINGS.1),
        _ => None,
    };
    let explanation: Vec<String> = ours.into_iter().chain([composer.reason(claim).plain()]).collect();
    object([
        ("@type", Some(json!("Rating"))),
        ("alternateName", Some(json!(verdict.unwrap_or_else(|| composer.standing(claim).plain())))),
        ("ratingExplanation", Some(json!(explanation.join(" ")))),
        ("ratingValue", value.map(Value::from)),
        ("bestRating", value.map(|_| json!(RATINGS.0))),
        ("worstRating", value.map(|_| json!(RATINGS.1))),
    ])
}

/// Returns a dataset with who publishes it; none where the registry does not say what it counts.
fn described(composer: &Composer<'_>, dataset: Key<Dataset>) -> Option<Value> {
    let entry = &composer.model.datasets[dataset];
    let measure = entry.measures.iter().flatten().next()?;
    let definition = composer.model.measures[*measure].definition.clone()?;
    let creator = entry.publisher.map(|party| composer.model.parties[party].name.clone());
    let source = entry.source.and_then(|source| composer.model.sources[source].url.clone());
    Some(object([
        ("@type", Some(json!("Dataset"))),
        ("name", Some(json!(composer.dataset_title(dataset)))),
        ("description", Some(json!(definition))),
        ("creator", creator.map(|name| json!({ "@type": "Organization", "name": name }))),
        ("version", entry.vintage.clone().map(Value::from)),
        ("url", source.map(Value::from)),
    ]))
}

/// Returns a day, month or year as ISO 8601 writes it, no more exactly than the registry says; none for a longer time.
fn moment(period: &Period) -> Option<Value> {
    let day = period.last.to_string();
    let length = match period.shape() {
        Shape::One(Granularity::Day) => day.len(),
        Shape::One(Granularity::Month) => "2025-11".len(),
        Shape::One(Granularity::Year) => "2025".len(),
        _ => return None,
    };
    day.get(..length).map(Value::from)
}

/// Returns an object of those parts that are there.
fn object<const N: usize>(parts: [(&str, Option<Value>); N]) -> Value {
    let there = parts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}
