//! Rules on the direction and the kind of number of a test, against those of the statement.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::Term;
use crate::model::{Aggregate, Calculation, Claim, Key, Measure, Model, Operation, Selection, Test, Trend, Unit};
use crate::number::Number;
use crate::outcome::{Outcome, ReadingOutcome, Value};
use crate::quantity::{Moved, SaidUnit, moves_in};
use crate::rules::context::Context;
use crate::rules::evidence::condition;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Part};
use crate::text::Span;
use crate::vocabulary::{Counts, Direction, Level};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&TEST_IN_ANOTHER_DIRECTION, &TEST_OF_ANOTHER_UNIT];

/// A statement says that something went one way, and its test goes the other.
static TEST_IN_ANOTHER_DIRECTION: Rule = Rule {
    code: &code::TEST_IN_ANOTHER_DIRECTION,
    level: Level::Error,
    check: Check::Claim(test_in_another_direction),
};

fn test_in_another_direction(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.tests.is_empty() {
        return;
    }
    found.extend(
        entry.tests.iter().filter_map(|test| condition::other_way(context, claim, test, &TEST_IN_ANOTHER_DIRECTION)),
    );
    let Some(said) = direction(context, claim) else { return };
    let readings = &context.evaluation.claim(claim).readings;
    for ((test, parts), reading) in entry.tests.iter().zip(context.ties().tests(claim)).zip(readings) {
        // “5% higher than in 2024” holds two numbers against each other, whichever was first.
        let words = &context.ties().statement(claim).words[said.span.range()];
        let compares =
            [Term::Greater, Term::Lesser].iter().any(|term| ties::says(words, *term, context.language()).is_some());
        let tested = tested(context.model, test, parts, reading, compares);
        let Some((direction, how)) = tested else { continue };
        if direction != Some(said.direction) {
            found.push(goes_another_way(context, claim, test, said, &how));
        }
    }
}

/// Returns the one way that a statement says something went; none where it says several, or takes it back.
fn direction(context: &Context<'_>, claim: Key<Claim>) -> Option<Moved> {
    let language = context.language();
    let text = context.ties().statement(claim);
    let taken_back =
        [Term::Negation, Term::Supposition, Term::Open].iter().any(|term| ties::has(text, *term, language).is_some());
    if taken_back {
        return None;
    }
    let entry = &context.model.claims[claim];
    let measures = context.views.measure_of(claim).into_iter().chain(entry.measure);
    let names: Vec<String> = measures
        .map(|measure| &context.model.measures[measure])
        .flat_map(|measure| std::iter::once(&measure.label).chain(&measure.aliases))
        .map(|name| name.to_lowercase())
        .collect();
    // “Falls at home” are no fall.
    let is_of_name = |moved: &Moved| {
        let words = text.words[moved.span.range()].to_lowercase();
        names.iter().any(|name| name.split_whitespace().any(|word| word == words))
    };
    let moves: Vec<Moved> = moves_in(&text.words, language).into_iter().filter(|moved| !is_of_name(moved)).collect();
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
        Some(Trend::EveryStep(direction) | Trend::Steps(direction, _) | Trend::Last(direction, _)) => {
            return asks(*direction);
        }
        Some(Trend::Doubled) => return asks(Direction::Rises),
        Some(Trend::ExtremeSince(..) | Trend::Record(_)) => return None,
        None => {}
    }
    let calculation = test.calculation(&model.figures);
    let Calculation::Derive(operation) = calculation else { return None };
    let number = match &reading.outcome.as_ref()?.value {
        Value::Number(number) if reading.holds == Some(true) => *number,
        _ => return None,
    };
    let zero = match operation {
        Operation::CountSteps(_, direction) | Operation::Run(_, direction) | Operation::LastRun(_, direction) => {
            return asks(*direction);
        }
        Operation::Change { .. } | Operation::Points { .. } | Operation::Difference(..) => Number::ZERO,
        Operation::Ratio(..) => Number::ONE,
        Operation::Index(..) => Number::HUNDRED,
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

fn goes_another_way(context: &Context<'_>, claim: Key<Claim>, test: &Test, said: Moved, how: &str) -> Problem {
    let words = &context.ties().statement(claim).words[said.span.range()];
    let message = format!("the statement says “{words}”, and {how}");
    TEST_IN_ANOTHER_DIRECTION
        .problem(context.prose.in_statement(claim, said.span), message)
        .also(test.place.clone().into(), how)
        .note("a size is only half of a change; the other half is the way it goes")
        .help("take the earlier number as `from`, give the quantity its direction (`fell by 5%`), or correct the sentence")
}

/// A statement speaks of one kind of number, and its test gives another.
static TEST_OF_ANOTHER_UNIT: Rule =
    Rule { code: &code::TEST_OF_ANOTHER_UNIT, level: Level::Error, check: Check::Claim(test_of_another_unit) };

fn test_of_another_unit(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let readings = &context.evaluation.claim(claim).readings;
    for (test, reading) in context.model.claims[claim].tests.iter().zip(readings) {
        let Some(outcome) = &reading.outcome else { continue };
        let calculation = test.calculation(&context.model.figures);
        found.extend(percent_of_points(context, claim, test, calculation, outcome));
        found.extend(times_more(context, claim, test, outcome));
        if let Calculation::Select(selection) = calculation {
            found.extend(middle(context, claim, test, selection));
            found.extend(rate(context, claim, test, selection, outcome));
        }
    }
}

/// A difference of two percentages is one of percentage points.
fn percent_of_points(
    context: &Context<'_>,
    claim: Key<Claim>,
    test: &Test,
    calculation: &Calculation,
    outcome: &Outcome,
) -> Option<Problem> {
    let entry = &context.model.claims[claim];
    let quantity = entry.quantity.as_ref().filter(|quantity| quantity.unit() == SaidUnit::Percent)?;
    let Calculation::Derive(Operation::Difference(..)) = calculation else { return None };
    let of_shares = match outcome.unit {
        Unit::Percent | Unit::Points => true,
        Unit::Of(measure) => matches!(context.model.measures[measure].counts, Counts::Share | Counts::Rate),
        _ => false,
    };
    of_shares.then(|| {
        let message =
            format!("“{}” is percent, and the difference of two percentages is percentage points", quantity.words);
        TEST_OF_ANOTHER_UNIT
            .problem(entry.place.clone().then("quantity"), message)
            .also(test.place.clone().into(), "gives percentage points")
            .note("from 3.8 to 4.2 percent it is 0.4 percentage points, and 10.5 percent more")
            .help("test a claim of percent with `change`, and one of percentage points with `points`")
    })
}

/// “Three times more”, where the claim's quantity is “three times” and it has no second reading; and “three times as many”, held
/// against a step.
fn times_more(context: &Context<'_>, claim: Key<Claim>, test: &Test, outcome: &Outcome) -> Option<Problem> {
    let entry = &context.model.claims[claim];
    let quantity = entry.quantity.as_ref().filter(|quantity| quantity.may_be_more())?;
    let statement = context.ties().statement(claim);
    let lower = statement.words.to_lowercase();
    let end = lower.find(&quantity.words.to_lowercase())? + quantity.words.len();
    let behind = statement.words.get(end..)?;
    let more = [Term::Greater, Term::Lesser].iter().find_map(|term| ties::says(behind, *term, context.language()));
    let more = more.filter(|more| behind[..more.start].trim().is_empty());
    let of_step = outcome.unit == Unit::Percent;
    let Some(more) = more else {
        let place = context.prose.in_statement(claim, Span::new(end - quantity.words.len(), end));
        let message =
            format!("the statement says “{}” and not “more”, and the test holds a step against it", quantity.words);
        return of_step.then(|| {
            TEST_OF_ANOTHER_UNIT
                .problem(place, message)
                .also(test.place.clone().into(), "gives by how much one is more than the other")
                .note("three times as much is a step of 200%")
                .help("test a multiple with `ratio`")
        });
    };
    (entry.tests.len() == 1).then(|| {
        let words = format!("{}{}", quantity.words, &behind[..more.end]);
        let message = format!("the statement says “{words}”, and the test one of the two things that this may mean");
        TEST_OF_ANOTHER_UNIT
            .remark(context.prose.in_statement(claim, Span::new(end, end + more.end)), message)
            .also(test.place.clone().into(), if of_step { "one step" } else { "one multiple" })
            .note("readers take “three times more” for three times as much, or for four times as much")
            .help("give the claim both readings, each with its test: a `ratio`, and a `change`")
    })
}

/// “Median” and “average” beside what a test makes of its rows.
fn middle(context: &Context<'_>, claim: Key<Claim>, test: &Test, selection: &Selection) -> Option<Problem> {
    let (word, column) = match selection.aggregate {
        Aggregate::Mean(column) | Aggregate::Weighted { column, .. } => ("mean", column),
        Aggregate::Sum(column) => ("sum", column),
        _ => return None,
    };
    let measure = measure_of(context, selection, column);
    let (span, said) = said(context, claim, Term::Median, measure).map(|span| (span, Term::Median)).or_else(|| {
        said(context, claim, Term::Average, measure).filter(|_| word == "sum").map(|span| (span, Term::Average))
    })?;
    // A sum of one row is the row's number.
    let one = context.ties().tests(claim).iter().flatten().all(|part| part.rows.len() <= 1);
    if one {
        return None;
    }
    let words = &context.ties().statement(claim).words[span.range()];
    let message = format!("the statement says “{words}”, and the test takes a {word}");
    let problem = if said == Term::Median && word == "mean" {
        TEST_OF_ANOTHER_UNIT.problem(context.prose.in_statement(claim, span), message)
    } else {
        TEST_OF_ANOTHER_UNIT.remark(context.prose.in_statement(claim, span), message)
    };
    let wanted = if said == Term::Median { "median" } else { "mean" };
    Some(
        problem
            .also(test.place.clone().into(), format!("a {word}"))
            .note("a mean follows a few large values, a median does not, and a sum grows with the number of rows")
            .help(format!("test it with `{wanted}`, or say in the statement what was taken")),
    )
}

/// “Per 100,000” beside a plain count.
fn rate(
    context: &Context<'_>,
    claim: Key<Claim>,
    test: &Test,
    selection: &Selection,
    outcome: &Outcome,
) -> Option<Problem> {
    let (Aggregate::Sum(column) | Aggregate::Value(column) | Aggregate::Min(column) | Aggregate::Max(column)) =
        selection.aggregate
    else {
        return None;
    };
    let Unit::Of(key) = outcome.unit else { return None };
    let measure = &context.model.measures[key];
    let is_rate = matches!(measure.counts, Counts::Rate | Counts::Share | Counts::Amount);
    if is_rate || measure_of(context, selection, column).is_none() {
        return None;
    }
    // A measure that somebody describes in words of their own may be a rate of some kind.
    let counted = !matches!(measure.counts, Counts::Change | Counts::Other(_));
    let rate = || said(context, claim, Term::Rate, Some(measure)).filter(|_| counted);
    let span = said(context, claim, Term::PerHead, Some(measure)).or_else(rate)?;
    let words = &context.ties().statement(claim).words[span.range()];
    let message = format!("the statement says “{words}”, and the test gives a count of {}", measure.label);
    Some(
        TEST_OF_ANOTHER_UNIT
            .remark(context.prose.in_statement(claim, span), message)
            .also(test.place.clone().into(), "a count")
            .note("a count grows with the place that is counted, a rate does not")
            .help("test it with `rate`, whose measure says of how many it is, or call it a number in the statement"),
    )
}

/// Returns where a statement says a word of a kind that is not part of what its measure is called.
fn said(context: &Context<'_>, claim: Key<Claim>, term: Term, measure: Option<&Measure>) -> Option<Span> {
    let language = context.language();
    let said = ties::has(context.ties().statement(claim), term, language)?;
    let named = measure.is_some_and(|measure| {
        let texts = [Some(&measure.label), measure.unit.as_ref(), measure.definition.as_ref()];
        let words = texts.into_iter().flatten().chain(&measure.aliases);
        words.into_iter().any(|text| ties::says(&text.to_lowercase(), term, language).is_some())
    });
    (!named).then_some(said)
}

fn measure_of<'a>(context: &'a Context<'_>, selection: &Selection, column: usize) -> Option<&'a Measure> {
    let key = context.model.datasets[selection.of].measures.get(column).copied().flatten()?;
    Some(&context.model.measures[key])
}
