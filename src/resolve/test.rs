//! A claim's `test` understood: the number or series it is made on, and what is asked of it.

use std::collections::HashMap;

use crate::model::{Calculation, Dataset, Figure, Key, Measure, Section, Test, TestOf, Trend, Unit};
use crate::registry;
use crate::table::Column;
use crate::vocabulary::{Direction, End, TrendKind};

use super::figure;
use super::figure_type::{Facts, FigureType, Known};
use super::links::Scope;
use super::prose::Readers;
use super::registry_path::RegistryPath;
use super::selection::Used;
use super::taken::{KeysOf, Making};
use super::{figure_problem as wrong, problem, test_problem as wrong_test};

/// What understanding tests needs beside the ids.
pub(super) struct Bench<'a> {
    pub(super) readers: &'a Readers<'a>,
    pub(super) facts: &'a Facts<'a>,
    pub(super) datasets: &'a Section<Dataset>,
    /// The calculations of tests that are made of parts.
    pub(super) compared: &'a HashMap<String, Option<Calculation>>,
}

/// The tests of a claim and the measure they are made on, where the data say.
#[derive(Default)]
pub(super) struct Tests {
    pub(super) all: Vec<Test>,
    pub(super) measure: Option<Key<Measure>>,
    pub(super) any_trend: bool,
}

/// Returns the tests of a claim.
pub(super) fn all(
    (id, claim): (&str, &registry::Claim),
    measure: Option<Key<Measure>>,
    bench: &Bench<'_>,
    used: &mut Used,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Tests {
    let mut tests = Tests { all: Vec::with_capacity(claim.test.0.len()), ..Tests::default() };
    let list = at.key("test");
    let several = claim.test.0.len() > 1;
    if claim.reading.is_some() && (several || claim.test.is_empty()) {
        scope.problems.push(wrong_test::reading_of_none(at, several));
    }
    for (index, written) in claim.test.iter().enumerate() {
        let item = list.item(index);
        let here = if several { &item } else { &list };
        if !written.when.0.is_empty() {
            scope.problems.push(wrong::stray_key(here, "when", "test"));
        }
        let known = number(written, &figure::of_test(id, index), bench, used, here, scope);
        let along = known.as_ref().and_then(|(of, _)| match of {
            TestOf::Inline(calculation) => bench.facts.along(calculation),
            TestOf::Figure(figure) => bench.facts.along(&bench.facts.figures[*figure].calculation),
        });
        let trend = trend(written, along, here, scope);
        tests.any_trend |= !written.trends().is_empty();
        if let Some((of, known)) = &known {
            asked(*known, along, written, claim, here, scope);
            let calculation = match &of {
                TestOf::Inline(calculation) => calculation,
                TestOf::Figure(figure) => &bench.facts.figures[*figure].calculation,
            };
            ends(claim, calculation, *known, trend.as_ref(), (at, here), scope);
            tests.measure = tests.measure.or(of_measure(*known));
            if let (Some(claimed), Some(tested)) = (measure, of_measure(*known))
                && claimed != tested
                && !bench.facts.measures[tested].stands_for(claimed)
            {
                scope.problems.push(wrong::tests_another_measure(here, bench.facts.measures, claimed, tested));
            }
        }
        let reading = reading(claim, written, several, here, at, scope);
        let reading_place = reading.as_ref().map_or_else(|| here.registry_place(), |(_, place)| place.registry_place());
        let reading = reading.map(|(words, place)| bench.readers.of_claim((id, claim), words, &place, scope));
        let why = written.comparable.as_ref().map(|words| (words, here.key("comparable")));
        let comparable = why.map(|(words, place)| bench.readers.of_claim((id, claim), words, &place, scope));
        if let Some((of, _)) = known {
            let decimals = figure::decimals(written, here, scope);
            tests.all.push(Test {
                of,
                trend,
                decimals,
                reading,
                comparable,
                reading_place,
                place: here.registry_place(),
            });
        }
    }
    tests
}

fn of_measure(known: Known) -> Option<Key<Measure>> {
    match known.unit {
        Unit::Of(measure) => Some(measure),
        _ => None,
    }
}

/// Returns the words of a test's reading: its own, or those beside a single test.
fn reading<'w, 'p>(
    claim: &'w registry::Claim,
    written: &'w registry::Figure,
    several: bool,
    here: &'p RegistryPath<'p>,
    at: &'p RegistryPath<'p>,
    scope: &mut Scope<'_>,
) -> Option<(&'w str, RegistryPath<'p>)> {
    let beside = claim.reading.as_ref().filter(|_| !several);
    match (&written.reading, beside) {
        (Some(_), Some(_)) => {
            scope.problems.push(wrong_test::two_readings(at));
            None
        }
        (Some(words), None) => Some((words, here.key("reading"))),
        (None, Some(words)) => Some((words, at.key("reading"))),
        (None, None) => {
            scope.problems.push(wrong_test::no_reading(here));
            None
        }
    }
}

/// Returns the number or series that is tested, with what it comes to.
fn number(
    written: &registry::Figure,
    owner: &str,
    bench: &Bench<'_>,
    used: &mut Used,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<(TestOf, Known)> {
    let own = [
        ("label", written.label.is_some()),
        ("measure", written.measure.is_some()),
        ("period", written.period.is_some()),
    ];
    for (key, _) in own.into_iter().filter(|(_, there)| *there) {
        scope.problems.push(wrong::only_in_a_figure(at, key));
    }
    let Some(id) = &written.figure else {
        let calculation = if figure::is_of_parts(written) {
            bench.compared.get(owner)?.clone()?
        } else {
            let (datasets, measures) = (bench.datasets, bench.facts.measures);
            let mut making = Making { place: KeysOf::Test, owner, datasets, measures, parts: None, used };
            figure::calculation(written, &mut making, at, scope)?
        };
        let known = bench.facts.of(&calculation, None, at, scope)?;
        return Some((TestOf::Inline(Box::new(calculation)), known));
    };
    let inline = figure::keys(written);
    if let Some(key) = inline.first() {
        scope.problems.push(wrong::stray_key(at, key, "figure"));
        return None;
    }
    let key = scope.link(id, &at.key("figure"))?;
    if matches!(bench.facts.figures[key].calculation, Calculation::Quote(_)) {
        scope.problems.push(wrong::tested_by_quotation(&at.key("figure")));
        return None;
    }
    let known = bench.facts.known[Key::<Figure>::index(key)]?;
    Some((TestOf::Figure(key), known))
}

/// Checks that what is asked can be asked of what is tested.
fn asked(
    known: Known,
    along: Option<&Column>,
    written: &registry::Figure,
    claim: &registry::Claim,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) {
    let asks = written.trends().first().map(|(kind, _)| kind.word());
    match (asks, known.shape) {
        (Some(_), FigureType::Series) => {}
        (Some(asked), FigureType::Groups) => scope.problems.push(wrong_test::no_order(at, asked, along)),
        (Some(asked), _) => scope.problems.push(wrong_test::trend_of_a_number(at, asked)),
        (None, FigureType::Series | FigureType::Groups) if claim.quantity.is_none() => {
            scope.problems.push(wrong_test::series_without_question(at));
        }
        (None, FigureType::Name) if !claim.names.is_empty() => names(claim, along, at, scope),
        (None, FigureType::Number) if claim.says_its_value() => {}
        (None, _) if claim.quantity.is_none() && claim.from.is_none() && claim.to.is_none() => {
            scope.problems.push(wrong_test::nothing_to_hold_against(at));
        }
        (None, _) => {}
    }
    if known.shape != FigureType::Name && !claim.names.is_empty() {
        scope.problems.push(wrong_test::names_without_which(at));
    }
}

/// Checks that a test has the two ends between which its claim says that something changed.
fn ends(
    claim: &registry::Claim,
    calculation: &Calculation,
    known: Known,
    trend: Option<&Trend>,
    (at, here): (&RegistryPath<'_>, &RegistryPath<'_>),
    scope: &mut Scope<'_>,
) {
    let said = [("from", claim.from.is_some()), ("to", claim.to.is_some())];
    let Some((key, _)) = said.into_iter().find(|(_, is_said)| *is_said) else { return };
    let has_ends = match known.shape {
        // A trend goes from the first value to the last.
        FigureType::Series => trend.is_some(),
        _ => calculation.ends().is_some(),
    };
    if !has_ends {
        let of_series = matches!(known.shape, FigureType::Series | FigureType::Groups);
        scope.problems.push(wrong_test::no_ends(at, here, key, of_series));
    }
}

/// Checks that what a claim names is something that the series has, or could have.
fn names(claim: &registry::Claim, along: Option<&Column>, at: &RegistryPath<'_>, scope: &mut Scope<'_>) {
    let Some(column) = along else { return };
    for name in claim.names.iter().filter(|name| column.range(name).is_none()) {
        let near = problem::nearest(name, column.words());
        scope.problems.push(wrong_test::names_nothing(at, name, column, near));
    }
}

fn trend(
    written: &registry::Figure,
    along: Option<&Column>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Trend> {
    let trends = written.trends();
    if trends.len() > 1 {
        let keys: Vec<&str> = trends.iter().map(|(kind, _)| kind.word()).collect();
        scope.problems.push(wrong::several_trends(at, &keys));
        return None;
    }
    let (kind, words) = *trends.first()?;
    let here = at.key(kind.word());
    match kind {
        TrendKind::Rises => steps(Direction::Rises, words, &here, scope),
        TrendKind::Falls => steps(Direction::Falls, words, &here, scope),
        TrendKind::LowestSince => extreme(Direction::Falls, words, along, &here, scope),
        TrendKind::HighestSince => extreme(Direction::Rises, words, along, &here, scope),
        TrendKind::Record => scope.word(words, &here).map(|end| {
            Trend::Record(match end {
                End::Highest => Direction::Rises,
                End::Lowest => Direction::Falls,
            })
        }),
        TrendKind::Doubled if words == "first-to-last" => Some(Trend::Doubled),
        TrendKind::Doubled => {
            scope.problems.push(problem::unknown_word(&here, words, "way of doubling", &["first-to-last"]));
            None
        }
    }
}

fn steps(direction: Direction, words: &str, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<Trend> {
    if words == "every-step" {
        return Some(Trend::EveryStep(direction));
    }
    if let Some(steps) = words.strip_prefix("last ") {
        let steps = steps.trim().parse().ok().filter(|steps| (1..=1_000).contains(steps));
        if steps.is_none() {
            scope.problems.push(problem::not_a_count(at, words, "number of steps, such as `last 5`"));
        }
        return steps.map(|steps| Trend::Last(direction, steps));
    }
    if problem::nearest(words, ["every-step"]).is_some() {
        scope.problems.push(problem::unknown_word(at, words, "number of steps", &["every-step"]));
        return None;
    }
    scope.quantity(words, at).map(|steps| Trend::Steps(direction, steps))
}

fn extreme(
    direction: Direction,
    words: &str,
    along: Option<&Column>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Trend> {
    if words == "first" {
        return Some(Trend::ExtremeSince(direction, None));
    }
    let since = match along.and_then(|column| column.kind.financial_year(words)) {
        Some(year) => year,
        None => scope.period(words, at)?,
    };
    Some(Trend::ExtremeSince(direction, Some(since)))
}
