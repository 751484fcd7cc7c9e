//! Rules on tables and charts that show another measure than they say.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Claim, Dataset, Key, Measure, TableEntry, TableOf, Unit};
use crate::quantity::SaidUnit;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::{ChartMark, Level};

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&TABLE_OF_ANOTHER_MEASURE, &TWO_MEASURES_ON_ONE_AXIS];

/// A table shows numbers of another measure than it says.
static TABLE_OF_ANOTHER_MEASURE: Rule = Rule {
    code: &code::TABLE_OF_ANOTHER_MEASURE,
    level: Level::Error,
    check: Check::Project(table_of_another_measure),
};

fn table_of_another_measure(context: &Context<'_>, found: &mut Problems) {
    for (_, id, entry) in context.model.tables.iter() {
        let name = format!("{} `{id}`", if entry.chart.is_some() { "chart" } else { "table" });
        let shown = shown(context, entry);
        match entry.measure {
            Some(declared) => against_declared(context, &name, entry, declared, &shown, found),
            // A heading names what a column counts, whatever the caption says.
            None if matches!(entry.of, TableOf::Figures(_)) => against_caption(context, &name, entry, &shown, found),
            None => {}
        }
    }
}

/// Returns the measures that a table shows, each with the key and item where it is listed.
fn shown(context: &Context<'_>, entry: &TableEntry) -> Vec<(&'static str, usize, Vec<Key<Measure>>)> {
    match &entry.of {
        TableOf::Figures(figures) => {
            let measures = |figure| context.evaluation.figure(figure).map(|outcome| outcome.measures.clone());
            let rows = figures.iter().enumerate().filter_map(|(item, figure)| Some((item, measures(*figure)?)));
            rows.map(|(item, measures)| ("figures", item, measures)).collect()
        }
        TableOf::Rows { of, join, columns, .. } => {
            let own = |dataset: Key<Dataset>| &context.model.datasets[dataset].measures;
            let first = own(*of);
            let measure = |column: usize| match (column.checked_sub(first.len()), join) {
                (Some(column), Some(join)) => own(join.dataset).get(column).copied().flatten(),
                _ => first.get(column).copied().flatten(),
            };
            // A heading that names what its column counts is honest, whatever the table is of.
            let says_so = |column: usize, measure| {
                column < first.len() && context.prose.measures().is_named_in(measure, &heading(context, *of, column))
            };
            // The axis of a chart is not among its columns as written.
            let axis = usize::from(entry.chart.is_some());
            let all = columns.iter().skip(axis).enumerate().filter_map(|(item, column)| {
                let measure = measure(*column).filter(|measure| !says_so(*column, *measure))?;
                Some((item, measure))
            });
            all.map(|(item, measure)| ("columns", item, vec![measure])).collect()
        }
    }
}

/// Returns the heading of a column: the one its author gives it, or its name.
fn heading(context: &Context<'_>, of: Key<Dataset>, column: usize) -> String {
    let dataset = &context.model.datasets[of];
    let titled = dataset.headings.get(column).cloned().flatten();
    let name = || dataset.table.columns.get(column).map(|column| column.name.replace('_', " "));
    titled.or_else(name).unwrap_or_default()
}

type Shown = [(&'static str, usize, Vec<Key<Measure>>)];

fn against_declared(
    context: &Context<'_>,
    name: &str,
    entry: &TableEntry,
    declared: Key<Measure>,
    shown: &Shown,
    found: &mut Problems,
) {
    let measures = &context.model.measures;
    let fits = |measure: &Key<Measure>| *measure == declared || measures[*measure].proxy_for.contains(&declared);
    for (key, item, of) in shown {
        let Some(other) = of.first().filter(|_| !of.iter().any(fits)) else { continue };
        let (declared_id, other_id) = (measures.id(declared), measures.id(*other));
        let message = format!("{name} is of `{declared_id}` and shows `{other_id}`");
        let problem = TABLE_OF_ANOTHER_MEASURE
            .problem(entry.place.clone().then(*key).then(*item), message)
            .note("readers take every number of a table for what the table says it counts");
        found.push(
            match context.distinct(declared, *other) {
                Some(why) => problem.note(format!("the registry says how they differ: {why}")),
                None => problem,
            }
            .help("take it out, or leave out the table's `measure` and name both in the caption"),
        );
    }
}

/// A table of figures of several measures says so in its caption, where they are easily confused.
fn against_caption(context: &Context<'_>, name: &str, entry: &TableEntry, shown: &Shown, found: &mut Problems) {
    let firsts: Vec<Key<Measure>> = shown.iter().filter_map(|(_, _, of)| of.first().copied()).collect();
    if firsts.windows(2).all(|two| two[0] == two[1]) {
        return;
    }
    let measures = &context.model.measures;
    let caption = entry.caption.plain_words();
    let named = |measure: Key<Measure>| context.prose.measures().is_named_in(measure, &caption);
    let mixed = firsts.iter().filter(|one| named(**one)).find_map(|one| {
        let other = firsts.iter().find(|other| !named(**other) && context.distinct(*one, **other).is_some())?;
        Some((*one, *other, context.distinct(*one, *other)?))
    });
    let Some((one, other, why)) = mixed else { return };
    let message = format!("{name} names `{}` in its caption, and shows `{}` too", measures.id(one), measures.id(other));
    found.push(
        TABLE_OF_ANOTHER_MEASURE
            .problem(entry.place.clone().then("caption"), message)
            .note(format!("the registry says how they differ: {why}"))
            .help("name both in the caption, or show them in two tables"),
    );
}

/// A chart draws numbers of two measures along one scale.
static TWO_MEASURES_ON_ONE_AXIS: Rule =
    Rule { code: &code::TWO_MEASURES_ON_ONE_AXIS, level: Level::Error, check: Check::Table(two_measures_on_one_axis) };

fn two_measures_on_one_axis(context: &Context<'_>, table: Key<TableEntry>, found: &mut Problems) {
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
            TWO_MEASURES_ON_ONE_AXIS
                .problem(entry.place.clone().then(key).then(*item), message)
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
            TWO_MEASURES_ON_ONE_AXIS
                .problem(entry.place.clone().then("claim"), message)
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
            // Behind the axis may stand the column whose labels are told apart.
            let told = entry.chart.and_then(|chart| context.model.charts[chart].category).is_some();
            let columns = columns.iter().skip(1 + usize::from(told)).enumerate();
            // The columns of an interval are of what they are the interval of.
            let mark = entry.chart.map(|chart| context.model.charts[chart].mark);
            let columns = columns.take(if mark == Some(ChartMark::Errorbar) { 1 } else { usize::MAX });
            let measured = columns.map(|(item, column)| (item, measure(*column).or(entry.measure)));
            ("columns", measured.map(|(item, measure)| (item, measure.map_or(Unit::Plain, Unit::Of))).collect())
        }
    }
}

/// Returns what a claim's quantity is a quantity of; none of a claim without one.
fn unit_of(context: &Context<'_>, claim: Key<Claim>) -> Option<Unit> {
    match context.model.claims[claim].quantity.as_ref()?.unit() {
        // A share is told in percent, and drawn as what it counts.
        SaidUnit::Percent => match context.evaluation.claim(claim).value().map(|outcome| outcome.unit) {
            Some(Unit::Of(measure)) if context.model.measures[measure].is_percentage() => Some(Unit::Of(measure)),
            _ => Some(Unit::Percent),
        },
        SaidUnit::Points => Some(Unit::Points),
        SaidUnit::Times => Some(Unit::Times),
        SaidUnit::Place => Some(Unit::Rank),
        SaidUnit::Plain | SaidUnit::Money(_) => context.views.measure_of(claim).map(Unit::Of),
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
