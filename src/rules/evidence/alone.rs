//! The rule on places that a statement gives to one alone, and a test to all that share them.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::{Calculation, Claim, Key, Operation};
use crate::outcome::Value;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties;
use crate::vocabulary::{Level, Ties};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&SHARED_PLACE_TOLD_ALONE];

/// A statement says that one alone has a place, and its test lets several share it.
static SHARED_PLACE_TOLD_ALONE: Rule =
    Rule { code: &code::SHARED_PLACE_TOLD_ALONE, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let (text, language) = (context.ties().statement(claim), context.language());
    let said = [Term::Alone, Term::ThanAny].into_iter().find_map(|term| ties::has(text, term, language));
    let Some(span) = said.filter(|_| ties::has(text, Term::Negation, language).is_none()) else { return };
    for (test, reading) in entry.tests.iter().zip(&context.evaluation.claim(claim).readings) {
        let Calculation::Derive(Operation::Which(which)) = test.calculation(&context.model.figures) else { continue };
        if which.ties != Some(Ties::Share) {
            continue;
        }
        let shared = match reading.outcome.as_ref().map(|outcome| &outcome.value) {
            Some(Value::Name(name)) => name.points.len() > 1,
            _ => false,
        };
        let words = &text.words[span.range()];
        let place = context.prose.in_statement(claim, span);
        let problem = if shared && reading.holds == Some(true) {
            let message = format!("the statement says “{words}”, and several share the place");
            SHARED_PLACE_TOLD_ALONE.problem(place, message)
        } else {
            let message = format!("the statement says “{words}”, and the test would hold if several shared the place");
            SHARED_PLACE_TOLD_ALONE.remark(place, message)
        };
        found.push(
            problem
                .also(test.place.clone().into(), "`ties: share` lets several have it")
                .note("what several share, none of them has alone")
                .help("write `ties: alone`, which fails where the place is shared, or say in the statement that it is"),
        );
    }
}
