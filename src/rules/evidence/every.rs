//! The rule on claims that hold everywhere and are tested by one number.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Aggregate, Calculation, Claim, Key, Test};
use crate::outcome::{ReadingOutcome, Value};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties;
use crate::text::pieces;
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&EVERYWHERE_AGAINST_ONE_NUMBER];

/// A statement says that something is so in every place or group, and its test makes one number of all of them.
static EVERYWHERE_AGAINST_ONE_NUMBER: Rule =
    Rule { code: &code::EVERYWHERE_AGAINST_ONE_NUMBER, level: Level::Warning, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let readings = &context.evaluation.claim(claim).readings;
    let all_one = entry.tests.iter().zip(readings).all(|(test, reading)| is_one_number(context, test, reading));
    if !entry.tests.is_empty() && all_one {
        found.extend(problem(context, claim));
    }
}

/// Returns whether a test makes one number of several rows, which tells nothing of each.
fn is_one_number(context: &Context<'_>, test: &Test, reading: &ReadingOutcome) -> bool {
    let Some(Value::Number(_)) = reading.outcome.as_ref().map(|outcome| &outcome.value) else { return false };
    let calculation = test.calculation(&context.model.figures);
    let mixes = |calculation: &Calculation| match calculation {
        // The least of all tells what is so of each, and so does a count of those of which it is not.
        Calculation::Select(selection) => {
            matches!(
                selection.aggregate,
                Aggregate::Sum(_) | Aggregate::Mean(_) | Aggregate::Weighted { .. } | Aggregate::Median(_)
            )
        }
        Calculation::Derive(_) | Calculation::Quote(_) => false,
    };
    match calculation {
        Calculation::Derive(operation) => {
            let figures = &context.model.figures;
            operation.goes_value_by_value() && operation.parts().iter().all(|part| mixes(&figures[*part].calculation))
        }
        calculation => mixes(calculation),
    }
}

fn problem(context: &Context<'_>, claim: Key<Claim>) -> Option<Problem> {
    let (text, language) = (context.ties().statement(claim), context.language());
    let span = ties::has(text, Term::Everywhere, language)?;
    // “One in every five” is a share.
    let behind = text.words.get(span.end..)?;
    let of_so_many = pieces(behind).first().is_some_and(|piece| {
        piece.is_number() || language.vocabulary().quantities.numerals.contains_key(&*piece.lower)
    });
    if of_so_many || ties::has(text, Term::Negation, language).is_some_and(|not| not.end <= span.start) {
        return None;
    }
    let first = context.model.claims[claim].tests.first()?;
    let message = format!("the statement says “{}”, and the test makes one number of all", &text.words[span.range()]);
    Some(
        EVERYWHERE_AGAINST_ONE_NUMBER
            .problem(context.prose.in_statement(claim, span), message)
            .also(first.place.clone().into(), "one number")
            .note("what is so on the whole may be otherwise in one of them")
            .help("test each of them with `by`, or count with `holds` of how many it is so, or look at the one that has least with `min`"),
    )
}
