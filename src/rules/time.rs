//! Rules on time: what has a day, and whether it has passed.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Key, Unknown};
use crate::number::{Date, Period};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::view::BriefView;
use crate::vocabulary::{ClaimKind, Level};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&UNKNOWN_OVERDUE, &REVIEW_PASSED, &SOURCE_NEWER_THAN_AS_OF, &FORECAST_DUE];

/// The day on which an open question was to be looked at again has passed.
static UNKNOWN_OVERDUE: Rule =
    Rule { code: &code::UNKNOWN_OVERDUE, level: Level::Warning, check: Check::Unknown(unknown_overdue) };

fn unknown_overdue(context: &Context<'_>, unknown: Key<Unknown>, found: &mut Problems) {
    let entry = &context.model.unknowns[unknown];
    let Some((next, today)) = entry.next_check.zip(context.today).filter(|(next, today)| next < today) else { return };
    let id = context.model.unknowns.id(unknown);
    found.push(
        UNKNOWN_OVERDUE
            .problem(
                entry.place.clone().then("next_check"),
                format!("unknown `{id}` was due for another look on {next}"),
            )
            .label(format!("{today} is later"))
            .note("a reader takes an open question for one that is open today")
            .help("look again: answer it with a claim, or write when you looked in `asked` and set a new `next_check`"),
    );
}

/// The day on which a brief was to be looked at again has passed.
static REVIEW_PASSED: Rule =
    Rule { code: &code::REVIEW_PASSED, level: Level::Warning, check: Check::Brief(review_passed) };

fn review_passed(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let brief = &context.model.briefs[document.brief];
    let Some((review, today)) = brief.review.zip(context.today).filter(|(review, today)| review < today) else {
        return;
    };
    let id = document.id.as_str();
    found.push(
        REVIEW_PASSED
            .problem(brief.place.clone().then("review"), format!("brief `{id}` was due for review on {review}"))
            .label(format!("{today} is later"))
            .note("a brief that nobody looks at keeps saying what was known on the day it was written")
            .help("read it against what is known now, then set the next `review`"),
    );
}

/// Something is dated after the day as of which the publication speaks.
static SOURCE_NEWER_THAN_AS_OF: Rule =
    Rule { code: &code::SOURCE_NEWER_THAN_AS_OF, level: Level::Error, check: Check::Project(source_newer_than_as_of) };

fn source_newer_than_as_of(context: &Context<'_>, found: &mut Problems) {
    let model = context.model;
    let Some(as_of) = model.publication.as_of else { return };
    let mut look = |begins: Option<Date>, what: &dyn Fn() -> String, place: &dyn Fn() -> RegistryPlace| {
        if begins.is_some_and(|day| day > as_of) {
            let message = format!("{}, later than the publication's `as_of`, {as_of}", what());
            found.push(
                SOURCE_NEWER_THAN_AS_OF
                    .problem(place(), message)
                    .note("a brief cannot rest on what came after the day it gives; one of the two dates is wrong")
                    .help("correct the date, or move `as_of` of `publication` to the day on which you write"),
            );
        }
    };
    for (_, id, source) in model.sources.iter() {
        for (key, period) in [("issued", &source.issued), ("accessed", &source.accessed)] {
            let Some(period) = period else { continue };
            look(period.first, &|| format!("`{key}` of source `{id}` is {}", period.words), &|| {
                source.place.clone().then(key)
            });
        }
    }
    for (_, id, source) in model.sources.iter() {
        let Some(date) = source.archived.as_ref().and_then(|copy| copy.date) else { continue };
        let place = || source.place.clone().then("archived").then("date");
        look(Some(date), &|| format!("the copy of source `{id}` is of {date}"), &place);
    }
    for (_, id, dataset) in model.datasets.iter() {
        let Some(vintage) = &dataset.vintage else { continue };
        look(begins(vintage), &|| format!("`vintage` of dataset `{id}` is {vintage}"), &|| {
            dataset.place.clone().then("vintage")
        });
    }
    for (_, id, claim) in model.claims.iter() {
        let items = claim.evidence.iter().map(|item| (&item.reviewed, &item.place));
        for (reviewed, place) in items.chain([(&claim.reviewed, &claim.place)]) {
            let Some(reviewed) = reviewed else { continue };
            let what = || format!("`reviewed` of claim `{id}` is {}", reviewed.date);
            look(Some(reviewed.date), &what, &|| place.clone().then("reviewed"));
        }
        for item in &claim.evidence {
            let Some(date) = item.date else { continue };
            let place = || item.place.clone().then("date");
            look(Some(date), &|| format!("`date` of evidence for claim `{id}` is {date}"), &place);
        }
        for (number, looked) in claim.looked.iter().enumerate() {
            let Some(date) = looked.date else { continue };
            let place = || claim.place.clone().then("looked").then(number).then("date");
            look(Some(date), &|| format!("`looked` of claim `{id}` is {date}"), &place);
        }
    }
}

/// Returns the first day of a vintage, which begins with a day or month.
fn begins(vintage: &str) -> Option<Date> {
    let stamp = vintage.split_whitespace().next()?;
    Period::parse(stamp).ok()?.first
}

/// The period of a forecast is over, and nothing decides it.
static FORECAST_DUE: Rule =
    Rule { code: &code::FORECAST_DUE, level: Level::Warning, check: Check::Claim(forecast_due) };

fn forecast_due(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.kind != ClaimKind::Forecast || !entry.tests.is_empty() || !entry.evidence.is_empty() {
        return;
    }
    let Some((period, today)) = entry.period.as_ref().zip(context.today) else { return };
    if !period.is_over_by(today) {
        return;
    }
    let id = context.model.claims.id(claim);
    found.push(
        FORECAST_DUE
            .problem(entry.place.clone().then("period"), format!("forecast `{id}` was due by {}", period.last))
            .label(format!("over by {today}"))
            .note("once its time is over, a forecast is a statement of fact that somebody can check")
            .help("give it a `test` against the record, or `evidence` for or against it"),
    );
}
