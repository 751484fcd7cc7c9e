//! What we say ourselves is contradicted by the record.
#![doc = include_str!("../pages/own-finding-contradicted.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Standing;
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{Level, Role};

pub(crate) static RULE: Rule =
    Rule { code: &code::OWN_FINDING_CONTRADICTED, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let standing = context.evaluation.claim(claim).standing;
    if entry.role != Role::Finding || !matches!(standing, Standing::Refuted | Standing::Outdated) {
        return;
    }
    let id = context.model.claims.id(claim);
    let mut problem = RULE
        .problem(
            entry.place.clone().then("statement"),
            format!("finding `{id}` is ours, and the record contradicts it"),
        )
        .note("what others say may be refuted in a brief; what we say ourselves has to hold")
        .help("correct the statement, or say who said it in `said` and review it as theirs");
    if let Some(test) = entry.tests.first() {
        problem = problem.also(test.place.clone().into(), "this test fails");
    }
    found.push(problem);
}
