//! Something is dated after the day as of which the publication speaks.
#![doc = include_str!("../pages/source-newer-than-as-of.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::number::{Date, Period};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::RegistryPlace;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::SOURCE_NEWER_THAN_AS_OF, level: Level::Error, check: Check::Project(check) };

fn check(context: &Context<'_>, found: &mut Problems) {
    let model = context.model;
    let Some(as_of) = model.publication.as_of else { return };
    let mut look = |begins: Option<Date>, what: &dyn Fn() -> String, place: &dyn Fn() -> RegistryPlace| {
        if begins.is_some_and(|day| day > as_of) {
            let message = format!("{}, later than the publication's `as_of`, {as_of}", what());
            found.push(
                RULE.problem(place(), message)
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
