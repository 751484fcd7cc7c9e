//! A test against the lengths of time that a statement tells: `in the last twelve months`, `the highest in thirty years`, `every
//! month for two years`.

use crate::diagnostic::{Problem, Problems};
use crate::language::{Days, How, Told, When};
use crate::model::{Claim, Key, Test, Trend};
use crate::rules::context::Context;
use crate::rules::rule::Rule;
use crate::rules::ties::{self, Does, Part};
use crate::text::pieces;

/// A length in other words than the test's.
struct Other {
    span: crate::text::Span,
    /// What the test does instead.
    tests: String,
    certain: bool,
}

/// Holds each test of a claim against the lengths of its statement.
pub(super) fn check(rule: &Rule, context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let text = context.ties().statement(claim);
    for (test, parts) in entry.tests.iter().zip(context.ties().tests(claim)) {
        let of_series = || parts.iter().find(|part| part.does == Does::Series);
        let other = match &test.trend {
            Some(Trend::ExtremeSince(_, period)) => {
                let since = period.as_ref().and_then(ties::of_period).and_then(When::days);
                of_series().and_then(|part| looks_back(&text.lengths, part, since))
            }
            Some(Trend::Record(_)) => of_series().and_then(|part| looks_back(&text.lengths, part, None)),
            Some(_) => of_series().and_then(|part| {
                goes_on(&text.lengths, part, test).or_else(|| steps_of_another_length(context, claim, part))
            }),
            None => counted(context, &text.lengths, parts),
        };
        found.extend(other.map(|other| problem(rule, context, claim, test, &other)));
    }
}

fn problem(rule: &Rule, context: &Context<'_>, claim: Key<Claim>, test: &Test, other: &Other) -> Problem {
    let words = &context.ties().statement(claim).words[other.span.range()];
    let message = format!("the statement says “{words}”, and the test {}", other.tests);
    let place = context.prose.in_statement(claim, other.span);
    let problem = if other.certain { rule.problem(place, message) } else { rule.remark(place, message) };
    problem
        .also(test.place.clone().into(), format!("the test {}", other.tests))
        .note("a test that holds of another time says nothing about this one")
        .help("test the stretch that is said, or say the one that is tested")
}

/// How many days a length has, more or less.
fn days_of(told: Told) -> i64 {
    if told.weeks > 0 { i64::from(told.weeks) * 7 } else { i64::from(told.months) * 1461 / 48 }
}

/// How many days its unit has.
fn unit_of(told: Told) -> i64 {
    if told.weeks > 0 { 7 } else { i64::from(told.unit) * 1461 / 48 }
}

fn days_in(days: Days) -> i64 {
    days.last.days() - days.first.days() + 1
}

/// “In the last twelve months”, “so far this year”: of what is counted over several times.
fn counted(context: &Context<'_>, told: &[Told], parts: &[Part<'_>]) -> Option<Other> {
    let of_number: Vec<&Part<'_>> = parts.iter().filter(|part| part.does != Does::Divisor).collect();
    let [part] = of_number[..] else { return None };
    if !part.is_of_one_number() || part.times.len() < 2 || !part.asks {
        return None;
    }
    let (first, last) = part.bounds(context.model);
    let days = first.zip(last).map(|(first, last)| Days { first, last })?;
    let tests = format!("takes {}", ties::words(When::One(days)));
    let mut newest = told.iter().filter(|told| matches!(told.how, How::Last | How::SoFar));
    let told = *newest.next().filter(|_| newest.next().is_none())?;
    let (wrong, certain) = match told.how {
        // A week that begins in December belongs to the year after it; a year may be one that begins in April.
        How::SoFar => {
            (days.first.days() - Days::of_year(days.last.year())?.first.days() > 7 || days_in(days) > 373, false)
        }
        _ => ((days_in(days) - days_of(told)).abs() > 16.max(unit_of(told) / 2).min(days_of(told) / 2), true),
    };
    wrong.then_some(Other { span: told.span, tests, certain })
}

/// “The highest in thirty years”, tested since 1997.
fn looks_back(told: &[Told], part: &Part<'_>, since: Option<Days>) -> Option<Other> {
    let (first, last) = (part.times.first()?.days()?, part.times.last()?.days()?);
    let since = since.unwrap_or(first);
    let told =
        *told.iter().find(|told| matches!(told.how, How::Over | How::Last) && days_of(**told) > unit_of(**told))?;
    let back = last.first.days() - since.first.days();
    let short = days_of(told) - back;
    (short > unit_of(told)).then(|| Other {
        span: told.span,
        tests: format!("looks back to {}", ties::words(When::One(since))),
        certain: short * 5 > days_of(told),
    })
}

/// “Every month for two years”, tested with twelve months.
fn goes_on(told: &[Told], part: &Part<'_>, test: &Test) -> Option<Other> {
    let (first, last) = (part.times.first()?.days()?, part.times.last()?.days()?);
    let told =
        *told.iter().find(|told| matches!(told.how, How::Over | How::Last) && days_of(**told) > unit_of(**told))?;
    let steps = i64::try_from(part.times.len()).ok()? - 1;
    let back = last.first.days() - first.first.days();
    let (back, takes) = match &test.trend {
        Some(Trend::Last(_, count)) if steps > 0 => {
            let count = i64::try_from(*count).ok()?.min(steps);
            (
                back * count / steps,
                format!("looks at the last {count} steps of a series to {}", ties::words(When::One(last))),
            )
        }
        Some(Trend::EveryStep(_) | Trend::Steps(..)) => {
            (back, format!("looks at {}", ties::words(When::One(first.to(last)))))
        }
        _ => return None,
    };
    // The first of them may be the one from which the first step goes.
    let short = days_of(told) - back - back / steps.max(1);
    (short > unit_of(told) / 2).then_some(Other { span: told.span, tests: takes, certain: told.how == How::Last })
}

/// “For a third consecutive quarter”, tested with months.
fn steps_of_another_length(context: &Context<'_>, claim: Key<Claim>, part: &Part<'_>) -> Option<Other> {
    let text = context.ties().statement(claim);
    let (span, _) = ties::running(text, context.language())?;
    let (first, second) = (part.times.first()?.days()?, part.times.get(1)?.days()?);
    let step = second.first.days() - first.first.days();
    let all = pieces(&text.words);
    // “Third consecutive quarter”, “three months in a row”.
    let units = all.iter().filter(|piece| piece.span.end > span.start && piece.span.start <= span.end + 1);
    let mut units = units.filter_map(|piece| Some((piece.span, context.language().months_of_unit(&piece.lower)?)));
    let (unit, months) = units.next()?;
    let told = if months == 0 { 7 } else { i64::from(months) * 1461 / 48 };
    let tests = format!("steps from {} to {}", ties::words(When::One(first)), ties::words(When::One(second)));
    ((step - told).abs() * 3 > told.max(step)).then_some(Other { span: unit, tests, certain: false })
}
