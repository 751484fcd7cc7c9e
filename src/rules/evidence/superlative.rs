//! The rule on superlatives, ranks and steps that a test does not ask for.

use crate::diagnostic::code::rule as code;
use crate::diagnostic::{Problem, Problems};
use crate::language::{Role, Term};
use crate::model::{Calculation, Claim, Figure, Key, Operation, Test, Trend, Unit, Which};
use crate::outcome::{Point, ReadingOutcome, Value};
use crate::quantity::{RankEnd, moves_in};
use crate::rules::context::Context;
use crate::rules::evidence::record;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Extreme, Part, Superlative};
use crate::text::Span;
use crate::vocabulary::{Direction, End, Level};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&SUPERLATIVE_AGAINST_TEST];

/// A statement says the highest, the third or every year, and its test asks something else.
static SUPERLATIVE_AGAINST_TEST: Rule =
    Rule { code: &code::SUPERLATIVE_AGAINST_TEST, level: Level::Error, check: Check::Claim(check) };

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    if entry.tests.is_empty() {
        return;
    }
    let said = ties::superlatives(context.ties().statement(claim), context.language());
    let readings = &context.evaluation.claim(claim).readings;
    let tests = || entry.tests.iter().zip(context.ties().tests(claim)).zip(readings);
    for ((test, parts), reading) in tests() {
        let of = Of { context, claim, test, parts, reading };
        found.extend(of.other_end(&said).or_else(|| of.tied(&said)));
        found.extend(of.run());
        found.extend(record::of_a_part(&SUPERLATIVE_AGAINST_TEST, context, claim, (test, parts)));
    }
    let asks = |((test, parts), _): ((&Test, &Vec<Part<'_>>), _)| asks_for_extreme(context, test, parts);
    if !tests().any(asks) {
        found.extend(untested(context, claim, &said));
    }
    let follows = |((test, _), _): ((&Test, _), _)| follows_steps(context, test);
    if !tests().any(follows) {
        found.extend(unfollowed(context, claim));
    }
}

/// A test of a claim.
struct Of<'a> {
    context: &'a Context<'a>,
    claim: Key<Claim>,
    test: &'a Test,
    parts: &'a [Part<'a>],
    reading: &'a ReadingOutcome,
}

impl Of<'_> {
    /// The lowest is said, and the greatest is tested.
    fn other_end(&self, said: &[Superlative]) -> Option<Problem> {
        let first = *said.first()?;
        if said.iter().any(|it| it.end != first.end) {
            return None;
        }
        let tested = match &self.test.trend {
            Some(Trend::ExtremeSince(Direction::Rises, _) | Trend::Record(Direction::Rises)) => Some(Extreme::Greatest),
            Some(Trend::ExtremeSince(Direction::Falls, _) | Trend::Record(Direction::Falls)) => Some(Extreme::Least),
            _ => match self.calculation() {
                Calculation::Derive(Operation::Which(Which { end: End::Highest, .. })) => Some(Extreme::Greatest),
                Calculation::Derive(Operation::Which(Which { end: End::Lowest, .. })) => Some(Extreme::Least),
                _ => self
                    .parts
                    .iter()
                    .find(|part| !matches!(part.does, Does::Base | Does::Divisor))
                    .and_then(|part| part.extreme),
            },
        };
        let tested = tested.or_else(|| self.ranked_end())?;
        (tested != first.end).then(|| {
            let words = self.words(first.span);
            let end = match tested {
                Extreme::Least => "least",
                Extreme::Greatest => "greatest",
            };
            let what =
                if self.is_rank() { format!("counts places from the {end}") } else { format!("asks for the {end}") };
            let message = format!("the statement says “{words}”, and the test {what}");
            SUPERLATIVE_AGAINST_TEST
                .problem(self.context.prose.in_statement(self.claim, first.span), message)
                .also(self.test.place.clone().into(), what)
                .note("the lowest and the highest are two ends of one order")
                .help("test the end that is said; of a rank the quantity says it (`third lowest`)")
        })
    }

    fn is_rank(&self) -> bool {
        self.reading.outcome.as_ref().is_some_and(|outcome| outcome.unit == Unit::Rank)
    }

    /// Returns the end from which a rank counts: the greatest, unless the claim's quantity says otherwise.
    fn ranked_end(&self) -> Option<Extreme> {
        let quantity = self.context.model.claims[self.claim].quantity.as_ref()?;
        let counted = match self.calculation() {
            Calculation::Derive(Operation::Rank { from: Some(End::Lowest), .. }) => RankEnd::Bottom,
            _ => RankEnd::Top,
        };
        self.is_rank().then(|| match quantity.said_end().unwrap_or(counted) {
            RankEnd::Top => Extreme::Greatest,
            RankEnd::Bottom => Extreme::Least,
        })
    }

    /// A place that is shared is not held alone.
    fn tied(&self, said: &[Superlative]) -> Option<Problem> {
        let first = said.first().filter(|_| self.is_rank())?;
        let language = self.context.language();
        let text = self.context.ties().statement(self.claim);
        if ties::has(text, Term::Tied, language).is_some() || self.reading.holds != Some(true) {
            return None;
        }
        let Calculation::Derive(Operation::Rank { value, among, .. }) = self.calculation() else { return None };
        let own = number(self.context, *value)?;
        let rivals: usize = match among.as_slice() {
            [one] if points(self.context, *one).is_some() => {
                points(self.context, *one)?.iter().filter(|point| point.number == own).count()
            }
            several => several.iter().filter(|rival| number(self.context, **rival) == Some(own)).count(),
        };
        (rivals > 1).then(|| {
            let words = self.words(first.span);
            let message = format!("the statement says “{words}”, and {rivals} values share that place");
            SUPERLATIVE_AGAINST_TEST
                .remark(self.context.prose.in_statement(self.claim, first.span), message)
                .also(self.test.place.clone().into(), "a rank counts only those that are greater")
                .note("equal values share the better place, so none of them holds it alone")
                .help("say that the place is shared")
        })
    }

    /// So many steps in a row are said: the run that ends with the last value must be as long.
    fn run(&self) -> Option<Problem> {
        let context = self.context;
        let text = context.ties().statement(self.claim);
        let (span, wanted) = ties::running(text, context.language())?;
        if moves_in(&text.words, context.language()).is_empty() || self.reading.holds != Some(true) {
            return None;
        }
        let (points, direction) = match (&self.test.trend, self.calculation()) {
            (Some(Trend::EveryStep(direction) | Trend::Steps(direction, _) | Trend::Last(direction, _)), _) => {
                match &self.reading.outcome.as_ref()?.value {
                    Value::Series(points) => (points.as_slice(), *direction),
                    _ => return None,
                }
            }
            (
                None,
                Calculation::Derive(
                    Operation::Run(of, direction)
                    | Operation::LastRun(of, direction)
                    | Operation::CountSteps(of, direction),
                ),
            ) => (points(context, *of)?, *direction),
            _ => return None,
        };
        let run = i64::try_from(last_run(points, direction)).ok()?;
        (run < wanted).then(|| {
            let words = &text.words[span.range()];
            let steps = if run == 1 { "step" } else { "steps" };
            let message = format!("the statement says “{words}”, and the run that ends with the last value has {run} {steps}");
            SUPERLATIVE_AGAINST_TEST.problem(context.prose.in_statement(self.claim, span), message)
                .also(self.test.place.clone().into(), "counts steps wherever they are, or too few of them")
                .note("steps in a row are those that follow each other up to the time that is spoken of; a level step ends a run")
                .help("test the years in question with `rises: last 5` or `falls: last 5`, for as many steps as are said")
        })
    }

    fn calculation(&self) -> &Calculation {
        self.test.calculation(&self.context.model.figures)
    }

    fn words(&self, span: Span) -> &str {
        &self.context.ties().statement(self.claim).words[span.range()]
    }
}

/// Returns how many steps that follow each other go one way up to the last value.
fn last_run(points: &[Point], direction: Direction) -> usize {
    let goes = |pair: &[Point]| match direction {
        Direction::Rises => pair[1].number > pair[0].number,
        Direction::Falls => pair[1].number < pair[0].number,
    };
    points.windows(2).rev().take_while(|pair| goes(pair)).count()
}

fn points<'a>(context: &'a Context<'_>, figure: Key<Figure>) -> Option<&'a [Point]> {
    match &context.evaluation.figure(figure)?.value {
        Value::Series(points) => Some(points),
        _ => None,
    }
}

fn number(context: &Context<'_>, figure: Key<Figure>) -> Option<crate::number::Number> {
    match &context.evaluation.figure(figure)?.value {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn asks_for_extreme(context: &Context<'_>, test: &Test, parts: &[Part<'_>]) -> bool {
    let rank = test.calculation(&context.model.figures);
    matches!(test.trend, Some(Trend::ExtremeSince(..) | Trend::Record(_)))
        || matches!(rank, Calculation::Derive(Operation::Rank { .. } | Operation::Which(_) | Operation::Since(..)))
        || parts.iter().any(|part| part.extreme.is_some() || part.does == Does::Rival)
}

fn follows_steps(context: &Context<'_>, test: &Test) -> bool {
    let calculation = test.calculation(&context.model.figures);
    matches!(test.trend, Some(Trend::EveryStep(_) | Trend::Steps(..) | Trend::Last(..)))
        || matches!(
            calculation,
            Calculation::Derive(
                Operation::Run(..)
                    | Operation::LastRun(..)
                    | Operation::CountSteps(..)
                    | Operation::Steps(_)
                    // Each is held by itself.
                    | Operation::Holds { .. }
                    | Operation::HoldsEach { .. }
            )
        )
}

/// A record, or “the lowest since”, that no test asks about.
fn untested(context: &Context<'_>, claim: Key<Claim>, said: &[Superlative]) -> Option<Problem> {
    let text = context.ties().statement(claim);
    let language = context.language();
    let record =
        ties::has(text, Term::Superlative, language).filter(|_| ties::has(text, Term::Negation, language).is_none());
    let since = text.times.iter().any(|named| named.role == Role::Since);
    let others = ties::has(text, Term::ThanAny, language).is_some();
    let span = record.or_else(|| said.first().filter(|_| since || others).map(|it| it.span))?;
    let first = context.model.claims[claim].tests.first()?;
    let message =
        format!("the statement says “{}”, and no test asks about the other values", &text.words[span.range()]);
    Some(
        SUPERLATIVE_AGAINST_TEST
            .remark(context.prose.in_statement(claim, span), message)
            .also(first.place.clone().into(), "tests one number")
            .note("that a number is right does not make it the highest or the lowest")
            .help("test it with `which`, `rank`, `record`, `highest_since` or `lowest_since`"),
    )
}

/// “Every year”, tested by two ends.
fn unfollowed(context: &Context<'_>, claim: Key<Claim>) -> Option<Problem> {
    let text = context.ties().statement(claim);
    let language = context.language();
    let span = ties::every_step(text, language).or_else(|| ties::running(text, language).map(|(span, _)| span))?;
    if moves_in(&text.words, language).is_empty() || ties::has(text, Term::Negation, language).is_some() {
        return None;
    }
    let first = context.model.claims[claim].tests.first()?;
    let message = format!("the statement says “{}”, and the test looks at no step between", &text.words[span.range()]);
    Some(
        SUPERLATIVE_AGAINST_TEST
            .remark(context.prose.in_statement(claim, span), message)
            .also(first.place.clone().into(), "looks at no series")
            .note("what is greater at the end may have fallen on the way")
            .help("test the series with `rises: every-step` or `falls: every-step`"),
    )
}
