//! A change is claimed that may be chance.
#![doc = include_str!("../pages/change-within-uncertainty.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::language::Term;
use crate::model::{Aggregate, Claim, Key};
use crate::number::Number;
use crate::quantity::moves_in;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::rules::ties::{self, Does, Interval, Part};
use crate::table::Table;
use crate::text::Span;
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::CHANGE_WITHIN_UNCERTAINTY, level: Level::Error, check: Check::Claim(check) };

/// Two numbers with how far each may be from what it estimates.
struct Two {
    change: Number,
    square: Number,
    columns: String,
}

fn check(context: &Context<'_>, claim: Key<Claim>, found: &mut Problems) {
    let entry = &context.model.claims[claim];
    let language = context.language();
    let text = &context.ties().statement(claim).words;
    let denied = ties::has(text, Term::Negation, language).is_some();
    let significant = ties::has(text, Term::Significant, language).filter(|_| !denied);
    let readings = &context.evaluation.claim(claim).readings;
    for ((test, parts), reading) in entry.tests.iter().zip(context.ties().tests(claim)).zip(readings) {
        if denied || reading.holds != Some(true) {
            continue;
        }
        let two = two(context, parts);
        let moved = moves_in(text, language).first().map(|moved| moved.span);
        let compared = || [Term::Greater, Term::Lesser].iter().find_map(|term| ties::has(text, *term, language));
        let within = two.as_ref().filter(|two| two.is_within() == Some(true));
        match (within, significant) {
            (Some(two), _) => {
                let Some(span) = significant.or(moved).or_else(compared) else { continue };
                let place = context.prose.in_statement(claim, span);
                let message = format!(
                    "the statement says “{}”, and a change of {} lies within what chance gives by {}",
                    &text[span.range()],
                    two.change,
                    two.columns
                );
                let problem =
                    if significant.is_some() { RULE.problem(place, message) } else { RULE.remark(place, message) };
                found.push(
                    problem
                        .also(test.place.clone().into(), "holds two estimates against each other")
                        .note("its square is not greater than the sum of the squares of half the widths of both intervals")
                        .help("say that the change is within what chance gives, or compare years that lie further apart"),
                );
            }
            (None, Some(span)) if two.is_none() => found.push(
                unsaid(context, claim, span, text)
                    .also(test.place.clone().into(), "holds numbers against each other, not their uncertainty"),
            ),
            _ => {}
        }
    }
}

fn unsaid(context: &Context<'_>, claim: Key<Claim>, span: Span, text: &str) -> crate::diagnostic::Problem {
    let message = format!("the statement says “{}”, and the test cannot say so", &text[span.range()]);
    RULE.remark(context.prose.in_statement(claim, span), message)
        .note("to readers of statistics the word says that chance is ruled out, which takes a margin of error")
        .help("say how large the change is, or test estimates whose file gives their intervals")
}

impl Two {
    /// Returns whether the change is no greater than what chance gives.
    fn is_within(&self) -> Option<bool> {
        Some(self.change.times(self.change).ok()? <= self.square)
    }
}

/// Returns the two estimates that a test compares: its two numbers, or the first and last of a series.
fn two(context: &Context<'_>, parts: &[Part]) -> Option<Two> {
    let one = |does: Does| {
        let mut parts = parts.iter().filter(|part| part.does == does);
        parts.next().filter(|_| parts.next().is_none())
    };
    let ends = match (one(Does::Main), one(Does::Base), one(Does::Series)) {
        (Some(main), Some(base), None) => match (main.rows.as_slice(), base.rows.as_slice()) {
            ([later], [earlier]) => [(base, *earlier), (main, *later)],
            _ => return None,
        },
        (None, None, Some(series)) if series.times.len() == series.rows.len() && series.extreme.is_none() => {
            [(series, *series.rows.first()?), (series, *series.rows.last()?)]
        }
        _ => return None,
    };
    let estimate = |(part, row): (&Part, usize)| -> Option<(Number, Number, String)> {
        let table: &Table = &context.model.datasets[part.selection.of].table;
        let (Aggregate::Value(column) | Aggregate::Sum(column) | Aggregate::Mean(column)) = part.selection.aggregate
        else {
            return None;
        };
        let interval = Interval::of(table, column)?;
        let half = interval.half_width(table, row)?;
        Some((table.columns[column].number(row)?, half.times(half).ok()?, interval.names(table)))
    };
    let [earlier, later] = ends;
    let ((before, a, _), (after, b, columns)) = (estimate(earlier)?, estimate(later)?);
    Some(Two { change: after.minus(before).ok()?, square: a.plus(b).ok()?, columns })
}
