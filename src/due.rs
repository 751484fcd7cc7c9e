//! What has a day: open questions to look at again, briefs to review, waivers that end, forecasts that come due, and what was reviewed long ago.
//!
//! What is overdue here is what the rules on time (W001, W002, W004) and on waivers (S011) speak of.

use std::cmp::Reverse;

use crate::model::{Model, Reviewed};
use crate::number::Date;
use crate::text::RegistryPlace;
use crate::view::Views;
use crate::vocabulary::ClaimKind;

/// Something that has a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    /// The day.
    pub date: Date,
    /// Whether it has passed.
    pub overdue: bool,
    /// What it is.
    pub what: What,
    /// Its id; for a waiver the place where it sets a rule aside.
    pub id: String,
    /// What to do.
    pub todo: String,
    /// Where the day is written.
    pub place: RegistryPlace,
}

/// What has a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// An open question: its `next_check`.
    Unknown,
    /// A brief: its `review`.
    Brief,
    /// A waiver: its `expiry`.
    Waiver,
    /// A forecast: the end of its `period`.
    Forecast,
    /// A claim: when it was `reviewed`, and the publication's `review_after`.
    Claim,
    /// An item of evidence, alike.
    Evidence,
}

impl What {
    /// Returns the word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Brief => "brief",
            Self::Waiver => "waiver",
            Self::Forecast => "forecast",
            Self::Claim => "claim",
            Self::Evidence => "evidence",
        }
    }
}

/// Returns everything that has a day, as seen on a day: what is overdue first, each by its day, then in the registry's order.
pub(crate) fn all(views: &Views, on: Date) -> Vec<Due> {
    let model = &*views.model;
    let mut found = Vec::new();
    let passed = |date: Date| date < on;
    for (key, id, unknown) in model.unknowns.iter() {
        let Some(date) = unknown.next_check else { continue };
        let question = views.unknown(key).question.plain();
        found.push(Due {
            date,
            overdue: passed(date),
            what: What::Unknown,
            id: id.as_str().to_owned(),
            todo: format!("look for an answer: {question}"),
            place: unknown.place.clone().then("next_check"),
        });
    }
    for (_, id, brief) in model.briefs.iter() {
        let Some(date) = brief.review else { continue };
        found.push(Due {
            date,
            overdue: passed(date),
            what: What::Brief,
            id: id.as_str().to_owned(),
            todo: "read it against what is known now, then set the next `review`".to_owned(),
            place: brief.place.clone().then("review"),
        });
    }
    for waiver in &model.waivers {
        let Some(date) = waiver.expiry else { continue };
        found.push(Due {
            date,
            overdue: passed(date),
            what: What::Waiver,
            id: waiver.place.clone(),
            todo: format!("mend what it sets aside (`{}`), or let {} renew it", waiver.rule.name, waiver.owner),
            place: waiver.at.clone().then("expiry"),
        });
    }
    found.extend(forecasts(model, on));
    found.extend(reviews(views, on));
    found.sort_by_key(|due| (Reverse(due.overdue), due.date));
    found
}

/// Returns the claims and items of evidence that somebody reviewed, each on the day on which that is too long ago.
fn reviews(views: &Views, on: Date) -> Vec<Due> {
    let model = &*views.model;
    let Some(after) = model.publication.review_after else { return Vec::new() };
    let due = |what: What, id: &str, reviewed: &Reviewed, place: &RegistryPlace| {
        let date = after.after(reviewed.date)?;
        let by = reviewed.by.as_ref().map(|by| format!(" by {}", views.speaker(by).plain())).unwrap_or_default();
        Some(Due {
            date,
            overdue: date < on,
            what,
            id: id.to_owned(),
            todo: format!("look at it again, then set the next `reviewed`; the last was on {}{by}", reviewed.date),
            place: place.clone().then("reviewed"),
        })
    };
    let mut found = Vec::new();
    for (_, id, claim) in model.claims.iter() {
        found.extend(claim.reviewed.as_ref().and_then(|it| due(What::Claim, id.as_str(), it, &claim.place)));
        for item in &claim.evidence {
            found.extend(item.reviewed.as_ref().and_then(|it| due(What::Evidence, id.as_str(), it, &item.place)));
        }
    }
    found
}

/// Returns the forecasts whose time is to come, and those whose time is over and that nothing decides.
fn forecasts(model: &Model, on: Date) -> impl Iterator<Item = Due> + '_ {
    let forecasts = model.claims.iter().filter(|(_, _, claim)| claim.kind == ClaimKind::Forecast);
    forecasts.filter_map(move |(_, id, claim)| {
        let period = claim.period.as_ref()?;
        let decided = !claim.tests.is_empty() || !claim.evidence.is_empty();
        let over = period.is_over_by(on);
        let todo = match (decided, over) {
            (true, true) => return None,
            (true, false) => "build again with what is known by then",
            (false, _) => "give it a `test` against the record, or `evidence` for or against it",
        };
        Some(Due {
            date: period.last,
            overdue: over,
            what: What::Forecast,
            id: id.as_str().to_owned(),
            todo: todo.to_owned(),
            place: claim.place.clone().then("period"),
        })
    })
}
