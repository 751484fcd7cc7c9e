//! A statement says that something went one way, and its test goes the other.
#![doc = include_str!("../pages/test-in-another-direction.md")]

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::evaluate::{ReadingOutcome, Valued};
use crate::language::Term;
use crate::model::{Calculation, Claim, Key, Model, Operation, Test, TestOf, Trend};
use crate::number::Number;
use crate::quantity::{Moved, moves_in};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Part};
use crate::vocabulary::{Direction, Level};

pub(crate) static RULE: Rule =
    Rule { code: &code::TEST_IN_ANOTHER_DIRECTION, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.tests.is_empty() {
        return;
    }
    let Some(said) = direction(context, claim) else { return };
    let readings = &context.evaluation.claim(claim).readings;
    for ((test, parts), reading) in entry.tests.iter().zip(context.ties().tests(claim)).zip(readings) {
        // “5% higher than in 2024” holds two numbers against each other, whichever was first.
        let words = &context.ties().statement(claim).words[said.span.range()];
        let compares =
            [Term::Greater, Term::Lesser].iter().any(|term| ties::has(words, *term, context.language()).is_some());
        let tested = tested(context.model, test, parts, reading, compares);
        let Some((direction, how)) = tested else { continue };
        if direction != Some(said.direction) {
            found.push(problem(context, claim, test, said, &how));
        }
    }
}

/// Returns the one way that a statement says something went; none where it says several, or takes it back.
fn direction(context: &Context<'_>, claim: Key<Claim>) -> Option<Moved> {
    let language = context.language();
    let text = &context.ties().statement(claim).words;
    let taken_back =
        [Term::Negation, Term::Supposition, Term::Open].iter().any(|term| ties::has(text, *term, language).is_some());
    if taken_back {
        return None;
    }
    let entry = &context.model.claims[claim];
    let measures = context.composer().measure_of(claim).into_iter().chain(entry.measure);
    let names: Vec<String> = measures
        .map(|measure| &context.model.measures[measure])
        .flat_map(|measure| std::iter::once(&measure.label).chain(&measure.aliases))
        .map(|name| name.to_lowercase())
        .collect();
    // “Falls at home” are no fall.
    let is_of_name = |moved: &Moved| {
        let words = text[moved.span.range()].to_lowercase();
        names.iter().any(|name| name.split_whitespace().any(|word| word == words))
    };
    let moves: Vec<Moved> = moves_in(text, language).into_iter().filter(|moved| !is_of_name(moved)).collect();
    let first = *moves.first()?;
    moves.iter().all(|moved| moved.direction == first.direction).then_some(first)
}

/// Returns which way a test goes, where it holds: none of them where its two numbers are the same; with the words for it.
fn tested(
    model: &Model,
    test: &Test,
    parts: &[Part],
    reading: &ReadingOutcome,
    compares: bool,
) -> Option<(Option<Direction>, String)> {
    let asks = |direction: Direction| {
        let words = match direction {
            Direction::Rises => "the test asks for rises",
            Direction::Falls => "the test asks for falls",
        };
        Some((Some(direction), words.to_owned()))
    };
    match &test.trend {
        Some(Trend::EveryStep(direction) | Trend::Steps(direction, _)) => return asks(*direction),
        Some(Trend::Doubled) => return asks(Direction::Rises),
        Some(Trend::ExtremeSince(..)) => return None,
        None => {}
    }
    let calculation = match &test.of {
        TestOf::Figure(figure) => &model.figures[*figure].calculation,
        TestOf::Inline(calculation) => calculation,
    };
    let Calculation::Derive(operation) = calculation else { return None };
    let number = match &reading.outcome.as_ref()?.value {
        Valued::Number(number) if reading.holds == Some(true) => *number,
        _ => return None,
    };
    let zero = match operation {
        Operation::CountSteps(_, direction) | Operation::Run(_, direction) => return asks(*direction),
        Operation::Change { .. } | Operation::Points { .. } | Operation::Difference(..) => Number::ZERO,
        Operation::Ratio(..) => Number::ONE,
        _ => return None,
    };
    let order = order(parts);
    let runs = matches!(operation, Operation::Change { .. } | Operation::Points { .. });
    let forward = match order {
        // A change that runs back in time is of another size than the one that is told.
        Some(std::cmp::Ordering::Greater) if runs && !compares => {
            return Some((None, "`from` is the later of the two numbers".to_owned()));
        }
        _ if runs => true,
        // Two numbers of one time are compared, not followed.
        Some(std::cmp::Ordering::Less) if !compares => true,
        Some(std::cmp::Ordering::Greater) if !compares => false,
        _ => return None,
    };
    let direction = match number.cmp(&zero) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(if forward { Direction::Rises } else { Direction::Falls }),
        std::cmp::Ordering::Less => Some(if forward { Direction::Falls } else { Direction::Rises }),
    };
    let way = match direction {
        Some(Direction::Rises) => "the later number is greater",
        Some(Direction::Falls) => "the later number is less",
        None => "the two numbers are the same",
    };
    Some((direction, way.to_owned()))
}

/// Returns whether what a number is held against is earlier than the number itself.
fn order(parts: &[Part]) -> Option<std::cmp::Ordering> {
    let of = |does: Does| {
        let mut parts = parts.iter().filter(|part| part.does == does);
        parts.next().filter(|_| parts.next().is_none()).and_then(Part::days)
    };
    let (base, main) = (of(Does::Base)?, of(Does::Main)?);
    if base.last < main.first {
        Some(std::cmp::Ordering::Less)
    } else if main.last < base.first {
        Some(std::cmp::Ordering::Greater)
    } else {
        Some(std::cmp::Ordering::Equal)
    }
}

fn problem(context: &Context<'_>, claim: Key<Claim>, test: &Test, said: Moved, how: &str) -> Problem {
    let words = &context.ties().statement(claim).words[said.span.range()];
    let message = format!("the statement says “{words}”, and {how}");
    RULE.problem(context.prose.in_statement(claim, said.span), message)
        .also(test.place.clone().into(), how)
        .note("a size is only half of a change; the other half is the way it goes")
        .help("take the earlier number as `from`, give the quantity its direction (`fell by 5%`), or mend the sentence")
}
