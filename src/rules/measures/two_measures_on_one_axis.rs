//! A chart draws numbers of two measures along one scale.
#![doc = include_str!("../pages/two-measures-on-one-axis.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::evaluate::Unit;
use crate::model::{Claim, Key, TableEntry, TableOf};
use crate::quantity::SaidUnit;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::TWO_MEASURES_ON_ONE_AXIS, level: Level::Error, check: Check::Table(check) };

fn check(context: &Context<'_>, table: Key<TableEntry>, found: &mut Problems) {
    let entry = &context.model.tables[table];
    let Some(chart) = entry.chart else { return };
    let name = format!("chart `{}`", context.model.charts.id(chart));
    let (key, drawn) = drawn(context, entry);
    let Some((_, first)) = drawn.first() else { return };
    // Each panel has a scale of its own.
    let panels = context.model.charts[chart].panels;
    if let Some((item, other)) = drawn.iter().find(|(_, unit)| unit != first && !panels) {
        let (first, other) = (words(context, *first), words(context, *other));
        let message = format!("{name} draws {first} and {other} along one scale");
        found.push(
            RULE.problem(entry.place.clone().then(key).then(*item), message)
                .note("readers compare whatever stands on one scale, and these cannot be compared")
                .help("make a chart of each, or print them side by side in a table"),
        );
    }
    let Some(claim) = context.model.charts[chart].claim else { return };
    let is_drawn = |unit: &Unit| drawn.iter().any(|(_, drawn)| drawn == unit);
    if let Some(unit) = unit_of(context, claim).filter(|unit| !is_drawn(unit)) {
        let claim = context.model.claims.id(claim);
        let (unit, first) = (words(context, unit), words(context, *first));
        let message = format!("{name} draws {first}, and claim `{claim}` is of {unit}");
        found.push(
            RULE.problem(entry.place.clone().then("claim"), message)
                .note("a quantity drawn across a chart is compared with all that is drawn there")
                .help("name a claim of what the chart draws, or leave out `claim`"),
        );
    }
}

/// Returns what a chart draws, each with its place in the list under a key.
fn drawn(context: &Context<'_>, entry: &TableEntry) -> (&'static str, Vec<(usize, Unit)>) {
    match &entry.of {
        TableOf::Figures(figures) => {
            let unit = |figure| context.evaluation.figure(figure).map(|outcome| outcome.unit);
            let units = figures.iter().enumerate().filter_map(|(item, figure)| Some((item, unit(*figure)?)));
            ("figures", units.collect())
        }
        TableOf::Rows { of, join, columns, .. } => {
            let first = &context.model.datasets[*of].measures;
            let second = join.as_ref().map(|join| &context.model.datasets[join.dataset].measures);
            let measure = |column: usize| match column.checked_sub(first.len()) {
                None => first.get(column).copied().flatten(),
                Some(column) => second?.get(column).copied().flatten(),
            };
            let columns = columns.iter().skip(1).enumerate();
            let measured = columns.map(|(item, column)| (item, measure(*column).or(entry.measure)));
            ("columns", measured.map(|(item, measure)| (item, measure.map_or(Unit::Plain, Unit::Of))).collect())
        }
    }
}

/// Returns what a claim's quantity is a quantity of; none of a claim without one.
fn unit_of(context: &Context<'_>, claim: Key<Claim>) -> Option<Unit> {
    match context.model.claims[claim].quantity.as_ref()?.unit() {
        SaidUnit::Percent => Some(Unit::Percent),
        SaidUnit::Points => Some(Unit::Points),
        SaidUnit::Times => Some(Unit::Times),
        SaidUnit::Place => Some(Unit::Rank),
        SaidUnit::Plain | SaidUnit::Money(_) => context.composer().measure_of(claim).map(Unit::Of),
    }
}

fn words(context: &Context<'_>, unit: Unit) -> String {
    match unit {
        Unit::Of(measure) => format!("`{}`", context.model.measures.id(measure)),
        Unit::Percent => "percent".to_owned(),
        Unit::Points => "percentage points".to_owned(),
        Unit::Times => "multiples".to_owned(),
        Unit::Rank => "places in an order".to_owned(),
        Unit::Steps => "steps of a series".to_owned(),
        Unit::Plain => "numbers of no measure".to_owned(),
    }
}
