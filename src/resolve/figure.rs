//! `figures` understood: each is got in exactly one way, a selection, a derivation or a quotation.

use std::collections::HashMap;

use crate::model::{Calculation, Dataset, Figure, Key, Measure, Operation, Quotation, Section, Source};
use crate::registry;
use crate::vocabulary::{AggregateKind, OperationKind};

use super::comparison::{self, Comparing};
use super::holds;
use super::links::{Scope, Written};
use super::operation;
use super::rate::{self, Looking};
use super::registry_path::RegistryPath;
use super::selection::{self, Used};
use super::taken::{KeysOf, Making, Parts, Taken};
use super::{aggregates, figure_problem as wrong, problem, question, real};

/// What stands for a figure that could not be understood.
const STAND_IN: Calculation = Calculation::Derive(Operation::Total(Vec::new()));

/// The figures, with which of them could be understood.
pub(super) struct Figures {
    /// The figures; a stand-in where one could not be understood.
    pub(super) all: Section<Figure>,
    /// Whether each was understood.
    pub(super) understood: Vec<bool>,
    /// The calculations of tests that are made of parts, by what the parts are named after; none where one could not be
    /// understood.
    pub(super) tests: HashMap<String, Option<Calculation>>,
}

/// Returns the figures, behind them the parts that no author declares: of figures, and of tests written in place.
pub(super) fn all(
    written: &[Written<'_, registry::Figure>],
    claims: &[Written<'_, registry::Claim>],
    (datasets, measures): (&Section<Dataset>, &Section<Measure>),
    used: &mut Used,
    scope: &mut Scope<'_>,
) -> Figures {
    let mut figures = Figures {
        all: Section::with_capacity(written.len()),
        understood: Vec::with_capacity(written.len()),
        tests: HashMap::new(),
    };
    let mut parts = Parts::of(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "figures");
        let at = top.key(id.as_str());
        for (key, value) in only_in_tests(entry) {
            if value.is_some() {
                scope.problems.push(wrong::only_in_a_test(&at, key));
            }
        }
        let mut making =
            Making { place: KeysOf::Figure, owner: id.as_str(), datasets, measures, parts: Some(&mut parts), used };
        let calculation = calculation(entry, &mut making, &at, scope);
        figures.understood.push(calculation.is_some());
        let figure = Figure {
            label: entry.label.clone(),
            calculation: calculation.unwrap_or(STAND_IN),
            measure: scope.link_if(entry.measure.as_ref(), &at.key("measure")),
            period: scope.period_if(entry.period.as_ref(), &at.key("period")),
            decimals: decimals(entry, &at, scope),
            place: at.registry_place(),
        };
        figures.all.add(id.clone(), figure);
    }
    for Written { file, id, entry } in claims {
        let top = RegistryPath::top(file, "claims");
        let claim = top.key(id.as_str());
        for (item, test) in entry.test.iter().enumerate().filter(|(_, test)| is_of_parts(test)) {
            let owner = of_test(id.as_str(), item);
            let mut making =
                Making { place: KeysOf::Test, owner: &owner, datasets, measures, parts: Some(&mut parts), used };
            let list = claim.key("test");
            let item = list.item(item);
            let here = if entry.test.0.len() > 1 { &item } else { &list };
            let calculation = calculation(test, &mut making, here, scope);
            figures.tests.insert(owner, calculation.map(|made| question::shared(made, entry)));
        }
    }
    parts.follow(&mut figures.all);
    figures.understood.resize(figures.all.len(), true);
    figures
}

/// Returns whether what a test writes is made of other figures, declared or its own parts.
pub(super) fn is_of_parts(written: &registry::Figure) -> bool {
    let compares = !comparison::written(written).is_empty() && aggregates::written(written).next().is_some();
    let holds = !written.holds.0.is_empty();
    compares
        || holds
        || written.rate.is_some()
        || written.real.is_some()
        || written.which.is_some()
        || written.rank.is_some()
        || !operations(written, KeysOf::Test).is_empty()
}

/// Returns what the parts of a claim's test are named after.
pub(super) fn of_test(claim: &str, item: usize) -> String {
    if item == 0 { format!("{claim}.test") } else { format!("{claim}.test.{item}") }
}

fn only_in_tests(written: &registry::Figure) -> [(&'static str, Option<&String>); 7] {
    [
        ("reading", written.reading.as_ref()),
        ("comparable", written.comparable.as_ref()),
        ("figure", written.figure.as_ref()),
        ("lowest_since", written.lowest_since.as_ref()),
        ("highest_since", written.highest_since.as_ref()),
        ("record", written.record.as_ref()),
        ("doubled", written.doubled.as_ref()),
    ]
}

/// Returns how many decimals are printed, where it is said.
pub(super) fn decimals(written: &registry::Figure, at: &RegistryPath<'_>, scope: &mut Scope<'_>) -> Option<u32> {
    let words = written.decimals.as_ref()?;
    let decimals = words.parse().ok().filter(|decimals| *decimals <= 10);
    if decimals.is_none() {
        scope.problems.push(problem::not_a_count(&at.key("decimals"), words, "number of decimals from 0 to 10"));
    }
    decimals
}

/// Returns how the number of a figure, or of a test written in place, is got.
pub(super) fn calculation<'a>(
    written: &registry::Figure,
    making: &mut Making<'a>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Calculation> {
    let ways = ways(written, making.place);
    if ways.len() > 1 {
        let words: Vec<&str> = ways.iter().map(Way::word).collect();
        scope.problems.push(wrong::several_ways(at, &words));
        return None;
    }
    let Some(way) = ways.first() else {
        scope.problems.push(wrong::no_way(at, written));
        return None;
    };
    let stray = stray_keys(written, Some(way));
    for key in &stray {
        scope.problems.push(wrong::stray_key(at, key, way.word()));
    }
    if !stray.is_empty() {
        return None;
    }
    match way {
        Way::Holds => holds::of_rows(written, making, at, scope),
        Way::Select(..) | Way::Rate(_) | Way::Real(_) => {
            let taken = |making: &mut Making<'a>, scope: &mut Scope<'_>| {
                let Making { datasets, measures, used, .. } = making;
                let looking = Looking { datasets, measures, used };
                match way {
                    Way::Rate(rate) => rate::taken((written, rate), looking, at, scope),
                    Way::Real(measure) => real::taken((written, measure), looking, at, scope),
                    Way::Select(kind, over) => {
                        let Looking { datasets, used, .. } = looking;
                        selection::chosen(written, (*kind, over), datasets, used, at, scope).map(Taken::One)
                    }
                    Way::Holds | Way::Derive(_) | Way::Quote => None,
                }
            };
            let taken = taken(making, scope)?;
            let made = selected(written, &taken, making, at, scope)?;
            question::asked(written, (made, &taken), making, at, scope)
        }
        Way::Derive(kind) => operation::understood(written, *kind, at, scope).map(Calculation::Derive),
        Way::Quote => quotation(written, making.place, at, scope).map(Calculation::Quote),
    }
}

/// Returns how a number of the selected rows is got, and what it is held against where a comparison stands beside it.
fn selected<'a>(
    written: &registry::Figure,
    taken: &Taken<'a>,
    making: &mut Making<'a>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Calculation> {
    let compared = comparison::written(written);
    if let [(first, _), (second, _), ..] = compared[..] {
        scope.problems.push(wrong::several_ways(at, &[first.word(), second.word()]));
        return None;
    }
    let selections = || taken.chosen().iter().map(|chosen| chosen.selection(making.datasets)).collect::<Vec<_>>();
    let Some(parts) = making.parts.as_deref_mut() else {
        return selections().pop().map(Calculation::Select);
    };
    let Some(comparison) = compared.first() else {
        return taken.made_of(selections(), making.owner, parts, at);
    };
    let mut comparing = Comparing { owner: making.owner, datasets: making.datasets, parts, used: making.used };
    comparing.understood(taken, *comparison, at, scope)
}

/// A way of getting a number, as a figure or test writes it.
enum Way<'w> {
    /// By an aggregate over a column, or over rows.
    Select(AggregateKind, &'w str),
    /// By a quotient of two sums.
    Rate(&'w registry::Rate),
    /// By an amount and the index of its prices.
    Real(&'w str),
    /// By how many rows meet conditions.
    Holds,
    /// By an operation on figures.
    Derive(OperationKind),
    /// From the words of a source.
    Quote,
}

impl Way<'_> {
    /// Returns the key it is written under.
    fn word(&self) -> &'static str {
        match self {
            Self::Select(kind, _) => kind.word(),
            Self::Rate(_) => "rate",
            Self::Real(_) => "real",
            Self::Holds => "holds",
            Self::Derive(kind) => kind.word(),
            Self::Quote => "quote",
        }
    }
}

/// Returns the ways in which a figure or test says that its number is got: one, where it is right.
fn ways(written: &registry::Figure, place: KeysOf) -> Vec<Way<'_>> {
    let selections = aggregates::written(written).map(|(kind, over)| Way::Select(kind, over));
    let derivations = operations(written, place).into_iter().map(Way::Derive);
    let selections = selections.chain(written.rate.as_ref().map(Way::Rate));
    let selections = selections.chain(written.real.as_deref().map(Way::Real));
    let selections = selections.chain(holds::is_of_rows(written).then_some(Way::Holds));
    selections.chain(derivations).chain(written.quote.as_ref().map(|_| Way::Quote)).collect()
}

/// Returns the keys by which a test written in place says how its number is got.
pub(super) fn keys(written: &registry::Figure) -> Vec<&'static str> {
    let mut keys: Vec<&str> = ways(written, KeysOf::Test).iter().map(Way::word).collect();
    keys.extend(stray_keys(written, None));
    keys
}

/// Returns the keys that mean nothing beside the way in which the figure is got.
fn stray_keys(written: &registry::Figure, way: Option<&Way<'_>>) -> Vec<&'static str> {
    let selecting = [
        ("of", written.of.is_some()),
        ("where", !written.conditions.0.is_empty()),
        ("join", written.join.is_some()),
        ("by", written.by.is_some()),
    ];
    let quoting = [("source", written.source.is_some()), ("locator", written.locator.is_some())];
    let takes = matches!(way, Some(Way::Select(..) | Way::Rate(_) | Way::Real(_)));
    let selects = takes || matches!(way, Some(Way::Holds));
    let mut stray = Vec::new();
    if written.weight.is_some() && !matches!(way, Some(Way::Select(AggregateKind::Mean, _))) {
        stray.push("weight");
    }
    if written.missing.is_some() && !selects {
        stray.push("missing");
    }
    if !selects {
        stray.extend(selecting.into_iter().filter(|(_, there)| *there).map(|(key, _)| key));
    }
    stray.extend(question::stray(written));
    if !matches!(way, Some(Way::Quote)) {
        stray.extend(quoting.into_iter().filter(|(_, there)| *there).map(|(key, _)| key));
    }
    if !takes {
        stray.extend(comparison::written(written).into_iter().map(|(comparison, _)| comparison.word()));
    }
    stray
}

fn quotation(
    written: &registry::Figure,
    place: KeysOf,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Quotation> {
    if place == KeysOf::Test {
        scope.problems.push(wrong::tested_by_quotation(at));
        return None;
    }
    let words = scope.required(written.quote.as_ref(), at, "quote");
    let source = scope.required(written.source.as_ref(), at, "source");
    scope.required(written.measure.as_ref(), at, "measure");
    let quantity = words.and_then(|words| scope.quantity(words, &at.key("quote")));
    let source: Option<Key<Source>> = source.and_then(|id| scope.link(id, &at.key("source")));
    let quantity = quantity?;
    Some(Quotation { number: quantity.exact(), quantity, source: source?, locator: written.locator.clone() })
}

/// Returns the operations that a figure names.
pub(super) fn operations(written: &registry::Figure, place: KeysOf) -> Vec<OperationKind> {
    // In a test `rises` and `falls` ask something of the series that is tested.
    let figure = place == KeysOf::Figure;
    let names = |kind: &OperationKind| match kind {
        OperationKind::Difference => written.difference.as_ref().is_some_and(|of| of.figures().is_some()),
        OperationKind::Ratio => written.ratio.as_ref().is_some_and(|of| of.figures().is_some()),
        OperationKind::Change => written.change.as_ref().is_some_and(|of| of.against.is_none()),
        OperationKind::Points => written.points.as_ref().is_some_and(|of| of.against.is_none()),
        OperationKind::Share => written.share.is_some(),
        OperationKind::Total => written.total.is_some(),
        OperationKind::Rank => question::ranks_figures(written),
        OperationKind::Which => question::is_of_series(written),
        OperationKind::Steps => written.steps.is_some(),
        OperationKind::Run => written.run.is_some(),
        OperationKind::Since => written.since.is_some(),
        OperationKind::Lowest => written.lowest.is_some(),
        OperationKind::Highest => written.highest.is_some(),
        OperationKind::Rises => figure && written.rises.is_some(),
        OperationKind::Falls => figure && written.falls.is_some(),
    };
    OperationKind::ALL.into_iter().filter(names).collect()
}
