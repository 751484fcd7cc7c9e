//! The words of a claim's quantity do not stand in its statement.
#![doc = include_str!("../pages/quantity-not-in-statement.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::prose::numeral;
use crate::prose::passage::{Passage, Setting};
use crate::prose::sentence::Sentence;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::view::Mark;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::QUANTITY_NOT_IN_STATEMENT, level: Level::Warning, check: Check::Passage(check) };

fn check(context: &Context<'_>, passage: &Passage, sentences: &[Sentence<'_>], found: &mut Problems) {
    let Setting::Statement(claim) = passage.setting else { return };
    let entry = &context.model.claims[claim];
    let Some(quantity) = &entry.quantity else { return };
    if context.composer().statement(claim).marks().any(|mark| mark == Mark::Quantity(claim)) {
        return;
    }
    // "Barely a fraction" names no number; the reading beside the test says which it is taken for.
    let counts = |sentence: &Sentence<'_>| sentence.numbers.iter().any(|it| numeral::counts(passage, sentence, it));
    let names_none = !sentences.iter().any(counts);
    if names_none && !entry.tests.is_empty() && entry.tests.iter().all(|test| test.reading.is_some()) {
        return;
    }
    let id = context.model.claims.id(claim);
    let message = format!("“{}” does not stand in the statement of claim `{id}`", quantity.words);
    found.push(
        RULE.problem(entry.place.clone().then("quantity"), message)
            .also(entry.place.clone().then("statement").into(), "the statement")
            .note("the number in a statement leads to its source only where it is said in the words of `quantity`")
            .help("use the same words in both"),
    );
}
