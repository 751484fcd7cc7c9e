//! The period of a forecast is over, and nothing decides it.
#![doc = include_str!("../pages/forecast-due.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{ClaimKind, Level};

pub(crate) static RULE: Rule = Rule { code: &code::FORECAST_DUE, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
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
        RULE.problem(
            entry.place.clone().then("period"),
            format!("forecast `{id}` was to come true by {}", period.last),
        )
        .label(format!("over by {today}"))
        .note("once its time is over, a forecast is a statement of fact that somebody can check")
        .help("give it a `test` against the record, or `evidence` for or against it"),
    );
}
