//! A table shows numbers of another measure than it says.
#![doc = include_str!("../pages/table-of-another-measure.md")]

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Dataset, Key, Measure, TableEntry, TableOf};
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

pub(crate) static RULE: Rule =
    Rule { code: &code::TABLE_OF_ANOTHER_MEASURE, level: Level::Error, check: Check::Project(check) };

fn check(context: &Context<'_>, found: &mut Problems) {
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
                column < first.len() && context.prose.measures.is_named_in(measure, &heading(context, *of, column))
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
        let problem = RULE
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
    let named = |measure: Key<Measure>| context.prose.measures.is_named_in(measure, &caption);
    let mixed = firsts.iter().filter(|one| named(**one)).find_map(|one| {
        let other = firsts.iter().find(|other| !named(**other) && context.distinct(*one, **other).is_some())?;
        Some((*one, *other, context.distinct(*one, *other)?))
    });
    let Some((one, other, why)) = mixed else { return };
    let message = format!("{name} names `{}` in its caption, and shows `{}` too", measures.id(one), measures.id(other));
    found.push(
        RULE.problem(entry.place.clone().then("caption"), message)
            .note(format!("the registry says how they differ: {why}"))
            .help("name both in the caption, or show them in two tables"),
    );
}
