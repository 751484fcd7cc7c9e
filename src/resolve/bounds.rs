//! Bounds of a condition understood: against values, and the rows that have the most or the least. Those against other cells are
//! in `related`.

use regex::Regex;

use crate::model::{Order, Predicate, Ranked, RankedPart};
use crate::number::Number;
use crate::pattern;
use crate::registry::{Bounds, Condition, Limit, Scalar};
use crate::table::{Column, ColumnType};
use crate::vocabulary::End;

use super::asked::{Asked, covered, values};
use super::links::Scope;
use super::registry_path::RegistryPath;
use super::{figure_problem as wrong, problem, related};

/// Returns what a condition on a column means.
pub(super) fn predicates(
    asked: &Asked<'_, '_>,
    written: &Condition,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<Predicate>> {
    let column = asked.column;
    match written {
        Condition::Is(Scalar(words)) => {
            // A month or year covers many days; as bounds they are one comparison.
            if let Some((first, last)) = column.range(words).filter(|(first, last)| first < last) {
                return Some(vec![Predicate::Within { low: Some((first, true)), high: Some((last, true)) }]);
            }
            let mut values = Vec::with_capacity(1);
            covered(asked, words, &mut values, at, scope).then(|| vec![Predicate::In(values)])
        }
        Condition::OneOf(list) if list.is_empty() => {
            scope.problems.push(wrong::empty_condition(at, column));
            None
        }
        Condition::OneOf(list) => values(asked, list, at, scope).map(|values| vec![Predicate::In(values)]),
        Condition::Within(bounds) => within(asked, bounds, at, scope),
    }
}

/// Returns the first and the last value between two bounds that are values.
pub(super) fn between(column: &Column, written: &Bounds) -> Option<(i64, i64)> {
    let words = |limit: &'_ Option<Limit>| match limit {
        Some(Limit::Value(Scalar(words))) => column.range(words).map(|_| words.clone()),
        Some(Limit::Cell(_)) | None => None,
    };
    let low = |limit: &Option<Limit>, included: bool| {
        let (value, included) = column.at_least(&words(limit)?, included)?;
        Some(if included { value } else { value + 1 })
    };
    let high = |limit: &Option<Limit>, included: bool| {
        let (value, included) = column.at_most(&words(limit)?, included)?;
        Some(if included { value } else { value - 1 })
    };
    let first = low(&written.gte, true).or_else(|| low(&written.gt, false))?;
    let last = high(&written.lte, true).or_else(|| high(&written.lt, false))?;
    Some((first, last))
}

/// Returns what bounds mean for the cells of a column.
fn within(
    asked: &Asked<'_, '_>,
    written: &Bounds,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<Predicate>> {
    let column = asked.column;
    let mut predicates = Vec::new();
    let mut whole = true;
    let low = one_of([("gt", &written.gt), ("gte", &written.gte)], at, scope);
    let high = one_of([("lt", &written.lt), ("lte", &written.lte)], at, scope);
    let (mut least, mut most) = (None, None);
    for (key, limit) in low.into_iter().chain(high) {
        let here = at.key(key);
        let words = match limit {
            Limit::Value(Scalar(words)) if !column.kind.is_numeric() || column.range(words).is_some() => words,
            limit => {
                match related::related(asked, order(key), limit, &here, scope) {
                    Some(related) => predicates.push(Predicate::Related(Box::new(related))),
                    None => whole = false,
                }
                continue;
            }
        };
        let included = matches!(key, "gte" | "lte");
        let is_low = matches!(key, "gt" | "gte");
        let end = bound(column, words, &here, scope)
            .and_then(|()| if is_low { column.at_least(words, included) } else { column.at_most(words, included) });
        match end {
            None => whole = false,
            Some(end) if is_low => least = Some(end),
            Some(end) => most = Some(end),
        }
    }
    if least.is_some() || most.is_some() {
        predicates.push(Predicate::Within { low: least, high: most });
    }
    if let Some(not) = &written.not {
        match values(asked, &not.0, &at.key("not"), scope) {
            Some(values) => predicates.push(Predicate::NotIn(values)),
            None => whole = false,
        }
    }
    if let Some(Scalar(pattern)) = &written.matches {
        match matching(column, pattern, &at.key("matches"), scope) {
            Some(regex) => predicates.push(Predicate::Matches(regex)),
            None => whole = false,
        }
    }
    for (key, end, part) in [("top", End::Highest, &written.top), ("bottom", End::Lowest, &written.bottom)] {
        let Some(Scalar(words)) = part else { continue };
        match ranked(column, end, words, &at.key(key), scope) {
            Some(ranked) => predicates.push(Predicate::Ranked(Box::new(ranked))),
            None => whole = false,
        }
    }
    if *written == Bounds::default() {
        scope.problems.push(wrong::empty_condition(at, column));
        return None;
    }
    whole.then_some(predicates)
}

fn one_of<'w>(
    [(strict, above), (wide, from)]: [(&'static str, &'w Option<Limit>); 2],
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<(&'static str, &'w Limit)> {
    match (above, from) {
        (Some(limit), None) => Some((strict, limit)),
        (None, Some(limit)) => Some((wide, limit)),
        (None, None) => None,
        (Some(_), Some(limit)) => {
            scope.problems.push(wrong::two_bounds(&at.key(strict), strict, wide));
            Some((wide, limit))
        }
    }
}

/// Returns how a bound wants a value to be.
pub(super) fn order(key: &str) -> Order {
    match key {
        "gt" => Order::Above,
        "gte" => Order::AtLeast,
        "lt" => Order::Below,
        _ => Order::AtMost,
    }
}

/// Checks that words are a value of a column that has an order.
fn bound(column: &Column, written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<()> {
    if matches!(column.kind, ColumnType::String | ColumnType::Boolean) {
        scope.problems.push(wrong::no_order(at, column));
        return None;
    }
    if column.range(written).is_none() {
        scope.problems.push(wrong::no_value_of_column(at, written, column));
        return None;
    }
    Some(())
}

fn matching(column: &Column, written: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Regex> {
    if column.kind != ColumnType::String {
        scope.problems.push(wrong::no_text(at, column));
        return None;
    }
    pattern::within(written).map_err(|fault| scope.problems.push(fault.problem(at.value(), written))).ok()
}

fn ranked(column: &Column, end: End, words: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Ranked> {
    if !column.kind.is_numeric() {
        scope.problems.push(wrong::no_order(at, column));
        return None;
    }
    let percent =
        |words: &str| Number::parse(words.trim()).filter(|part| *part > Number::ZERO && *part < Number::HUNDRED);
    let part = match words.strip_suffix('%') {
        Some(words) => percent(words).map(RankedPart::Percent),
        None => words.parse().ok().filter(|rows| *rows > 0).map(RankedPart::Rows),
    };
    if part.is_none() {
        scope.problems.push(problem::not_a_count(at, words, "number of rows, or part of them such as `10%`"));
    }
    // Under which conditions is known once all of them are.
    Some(Ranked { end, part: part?, under: Vec::new() })
}
