//! A claim would stand higher if it were said what its sources stand to gain.
#![doc = include_str!("../pages/interests-unstated.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::claims::if_interests_were_stated;
use crate::evaluate::{Cap, Standing};
use crate::model::{Claim, Key};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::INTERESTS_UNSTATED, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let model = context.model;
    let assessment = context.evaluation.claim(claim);
    let silent = assessment.origins.iter().filter(|origin| origin.cap == Some(Cap::InterestsUnstated));
    let parties: Vec<_> = silent.filter_map(|origin| origin.party).collect();
    if assessment.standing == Standing::Established || parties.is_empty() {
        return;
    }
    let entry = &model.claims[claim];
    if if_interests_were_stated(model, entry, assessment) != Standing::Established {
        return;
    }
    let names: Vec<String> = parties.iter().map(|party| format!("`{}`", model.parties.id(*party))).collect();
    let id = model.claims.id(claim);
    let message = format!("claim `{id}` is held down because the interests of {} are not stated", names.join(" and "));
    found.push(
        RULE.problem(entry.place.clone(), message)
            .note("an origin whose interests nobody looked at lifts no claim to established")
            .help("look, and write `interests` into the party: words, or `{ found: none, date: … }`"),
    );
}
