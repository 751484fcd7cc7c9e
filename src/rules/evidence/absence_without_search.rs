//! A claim says that there is none, and nobody looked.
#![doc = include_str!("../pages/absence-without-search.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Basis, ClaimKind, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::ABSENCE_WITHOUT_SEARCH, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let searched = entry.evidence.iter().any(|item| matches!(item.basis, Some(Basis::Search | Basis::Record)));
    // What somebody said and nobody looked into is told in the appendix, unrated.
    let unrated = entry.said.is_some() && context.evaluation.claim(claim).standing == Standing::NotChecked;
    if entry.kind != ClaimKind::Absence || unrated || !entry.looked.is_empty() || searched || !entry.tests.is_empty() {
        return;
    }
    let message = format!(
        "claim `{}` says that there is none, and nobody says where it was looked for",
        context.model.claims.id(claim)
    );
    found.push(
        RULE.problem(entry.place.clone().then("kind"), message)
            .note("not to have seen something is worth as much as the search for it")
            .help("add `looked` with `where` and `date`, or evidence with `basis: search`"),
    );
}
