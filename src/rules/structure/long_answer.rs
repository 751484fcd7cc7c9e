//! The answer of a brief has more than forty words.
#![doc = include_str!("../pages/long-answer.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::text::Place;
use crate::view::{ANSWER_WORDS, BriefView, word_count};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule = Rule { code: &code::LONG_ANSWER, level: Level::Error, check: Check::Brief(check) };

fn check(context: &Context<'_>, document: &BriefView, found: &mut Problems) {
    let words = word_count(&document.answer);
    if words <= ANSWER_WORDS {
        return;
    }
    let brief = &context.model.briefs[document.brief];
    let place: Place = match &brief.summary {
        Some(_) => brief.place.clone().then("summary").into(),
        None => brief.place.clone().into(),
    };
    found.push(
        RULE.problem(place, format!("the answer of brief `{}` has {words} words", document.id.as_str()))
            .label(format!("at most {ANSWER_WORDS}"))
            .note("a longer answer is cut when it is shared, and what is cut is who says it")
            .help("shorten `summary`, or write one where the answer is made from the claims"),
    );
}
