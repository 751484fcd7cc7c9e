//! Rules on what a chart leaves out.

use crate::diagnostic::Problems;
use crate::diagnostic::code::rule as code;
use crate::model::{Calculation, Category, Figure, Key, Piece, TableEntry, TestOf, Unit};
use crate::number::Date;
use crate::outcome::Span;
use crate::rules::context::Context;
use crate::rules::rule::{Check, Rule};
use crate::vocabulary::Level;

/// The rules of this file.
pub(crate) const RULES: &[&Rule] = &[&CHART_WITHOUT_ITS_BASE, &TOO_MANY_SERIES, &PLACE_DRAWN_TWICE];

/// A chart does not show the time that its claim or its caption compares with.
static CHART_WITHOUT_ITS_BASE: Rule =
    Rule { code: &code::CHART_WITHOUT_ITS_BASE, level: Level::Warning, check: Check::Table(chart_without_its_base) };

fn chart_without_its_base(context: &Context<'_>, table: Key<TableEntry>, found: &mut Problems) {
    let entry = &context.model.tables[table];
    let Some(chart) = entry.chart else { return };
    let drawn = context.views.chart(chart);
    let shown = drawn.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.low.is_some() || cell.high.is_some()));
    let times: Vec<(Date, Date)> = shown.filter_map(|row| Some((row.time?.first(), row.time?.last()))).collect();
    let Some((from, to)) = times.iter().map(|it| it.0).min().zip(times.iter().map(|it| it.1).max()) else { return };
    let panels = if drawn.panels.is_empty() { std::slice::from_ref(drawn) } else { &drawn.panels };
    let units: Vec<Unit> = panels.iter().map(|panel| panel.unit).collect();
    let cut = |span: &Span| span.last < from || span.last > to || span.first.is_some_and(|first| first < from);
    let name = format!("chart `{}`", context.model.charts.id(chart));
    let claim = context.model.charts[chart].claim.and_then(|claim| {
        let tests = context.model.claims[claim].tests.iter().zip(&context.evaluation.claim(claim).readings);
        let spans = tests.flat_map(|(test, reading)| match &test.of {
            TestOf::Figure(figure) => spans(context, *figure, &units),
            TestOf::Inline(calculation) => match bases(context, calculation, &units) {
                Some(spans) => spans,
                None => reading.outcome.as_ref().and_then(|outcome| outcome.span).into_iter().collect(),
            },
        });
        Some(("claim", spans.into_iter().find(cut)?, format!("claim `{}`", context.model.claims.id(claim))))
    });
    let caption = || {
        let figures = entry.caption.0.iter().filter_map(|piece| match piece {
            Piece::Figure(figure, _) => Some(*figure),
            _ => None,
        });
        let span = figures.flat_map(|figure| spans(context, figure, &units)).find(cut)?;
        Some(("caption", span, "its caption".to_owned()))
    };
    let Some((key, span, who)) = claim.or_else(caption) else { return };
    let time = span.iso();
    found.push(
        CHART_WITHOUT_ITS_BASE
            .problem(entry.place.clone().then(key), format!("{name} leaves out {time}, on which {who} rests"))
            .note(format!("it shows {from} to {to}: whoever looks at it cannot see what the numbers are compared with"))
            .help(format!("take in {time} under `where`, so that the beginning of what is told is in the picture")),
    );
}

/// A chart tells more labels apart than a reader can.
static TOO_MANY_SERIES: Rule =
    Rule { code: &code::TOO_MANY_SERIES, level: Level::Error, check: Check::Table(too_many_series) };

fn too_many_series(context: &Context<'_>, table: Key<TableEntry>, found: &mut Problems) {
    let entry = &context.model.tables[table];
    let Some((chart, how)) = entry.chart.and_then(|chart| Some((chart, context.model.charts[chart].category?))) else {
        return;
    };
    let Some(categories) = &context.views.chart(chart).categories else { return };
    if categories.count <= how.most() {
        return;
    }
    let (id, key) = (context.model.charts.id(chart), how.word());
    let message = format!("`{key}` of chart `{id}` tells {} labels apart", categories.count);
    let (note, help) = match how {
        Category::Color => (
            "can be told apart by neither shape nor label in one picture",
            "give each label a panel of its own with `facet`, or choose some of them under `where`",
        ),
        Category::Facet => (
            "panels fill more than a page, and nobody compares the first with the last",
            "choose some of the labels under `where`, or print a table",
        ),
    };
    found.push(
        TOO_MANY_SERIES
            .problem(entry.place.clone().then(key), message)
            .note(format!("more than {} {note}", how.most()))
            .help(help),
    );
}

/// Two rows stand at one place of a series, of which only one could be drawn.
static PLACE_DRAWN_TWICE: Rule =
    Rule { code: &code::PLACE_DRAWN_TWICE, level: Level::Error, check: Check::Table(place_drawn_twice) };

fn place_drawn_twice(context: &Context<'_>, table: Key<TableEntry>, found: &mut Problems) {
    let entry = &context.model.tables[table];
    let Some((chart, how)) = entry.chart.and_then(|chart| Some((chart, context.model.charts[chart].category?))) else {
        return;
    };
    let drawn = context.views.chart(chart);
    let Some((place, label)) = drawn.categories.as_ref().and_then(|categories| categories.doubled.as_ref()) else {
        return;
    };
    let message = format!("chart `{}` has two rows of “{label}” at {place}", context.model.charts.id(chart));
    found.push(
        PLACE_DRAWN_TWICE
            .problem(entry.place.clone().then(how.word()), message)
            .note("a series has one number at each place; which of the two is meant nobody says")
            .help("choose one under `where`, or add them up in a view"),
    );
}

/// Returns the times of the numbers that a figure is made of, as far as the chart draws numbers of the same kind.
fn spans(context: &Context<'_>, figure: Key<Figure>, units: &[Unit]) -> Vec<Span> {
    if let Some(spans) = bases(context, &context.model.figures[figure].calculation, units) {
        return spans;
    }
    let Some(outcome) = context.evaluation.figure(figure) else { return Vec::new() };
    let is_drawn = outcome.measures.iter().any(|measure| units.contains(&Unit::Of(*measure)));
    outcome.span.filter(|_| is_drawn).into_iter().collect()
}

/// Returns the times of a number and of the base it is held against; none of a calculation on anything else.
fn bases(context: &Context<'_>, calculation: &Calculation, units: &[Unit]) -> Option<Vec<Span>> {
    let Calculation::Derive(operation) = calculation else { return None };
    let (number, base) = operation.number_and_base()?;
    Some([number, base].into_iter().flat_map(|figure| spans(context, figure, units)).collect())
}
