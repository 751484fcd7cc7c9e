//! Charts: an SVG picture in black on the page's own ground, and beneath it the table of what it draws.
//!
//! Marks are told apart by shape and words, never by colour alone. Every length is an exact tenth, so that the same numbers
//! give the same bytes everywhere.

mod line;
mod rows;
mod svg;

use std::fmt::Write as _;

use crate::model::{Chart, Key};
use crate::number::Number;
use crate::render::html::escape as markup;
use crate::view::{ChartCell, ChartRow, ChartView, Views};
use crate::vocabulary::ChartMark;
use svg::{Anchor, Fill, LINE, Scale, Svg, Tenths, WIDTH, lines_of};

/// How many places of a chart its description lists one by one.
const LISTED: usize = 12;

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    /// In a page, in the colours of the page.
    Inside,
    /// In a file of its own, on white.
    Alone,
}

/// Returns the picture of a chart.
pub(super) fn svg(views: &Views, chart: Key<Chart>, placement: Placement) -> String {
    let (drawn, views) = (views.chart(chart), views);
    let mut picture = match placement {
        Placement::Alone => Svg::alone(),
        Placement::Inside => Svg::inside(),
    };
    for line in lines_of(&drawn.caption.plain(), WIDTH * 7 / 8) {
        picture.title(&line);
    }
    head(views, drawn, &mut picture);
    for panel in if drawn.panels.is_empty() { std::slice::from_ref(drawn) } else { &drawn.panels } {
        if !drawn.panels.is_empty() {
            panel_head(panel, drawn.counts.is_empty(), &mut picture);
        }
        match drawn.mark {
            ChartMark::Line => line::draw(views, panel, &mut picture),
            ChartMark::Bar | ChartMark::Dot | ChartMark::Range => rows::draw(views, panel, &mut picture),
        }
    }
    let (id, height) = (&drawn.id, picture.height + 6);
    let mut out = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" ");
    let _ = write!(out, "viewBox=\"0 0 {WIDTH} {height}\" ");
    if placement == Placement::Alone {
        let _ = write!(out, "width=\"{}\" height=\"{}\" color=\"#1d1d1b\" ", WIDTH * 3 / 2, height * 3 / 2);
    }
    let _ = writeln!(
        out,
        "role=\"img\" aria-labelledby=\"chart-{id}-title chart-{id}-desc\" font-family=\"system-ui, sans-serif\" \
         font-size=\"15\" fill=\"currentColor\">"
    );
    let _ = write!(out, "<title id=\"chart-{id}-title\">");
    markup(&drawn.caption.plain(), &mut out);
    let _ = write!(out, "</title>\n<desc id=\"chart-{id}-desc\">");
    markup(&description(drawn), &mut out);
    out.push_str("</desc>\n");
    if placement == Placement::Alone {
        let _ = writeln!(out, "<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>");
    }
    out.push_str(&picture.out);
    out.push_str("</svg>\n");
    out
}

/// Writes over a panel what it draws, and what that counts where not all panels count the same.
fn panel_head(panel: &ChartView, is_counted: bool, picture: &mut Svg) {
    picture.height += LINE / 2;
    let name = panel.names.first().map_or("", String::as_str);
    for line in lines_of(name, WIDTH * 7 / 8) {
        picture.title(&line);
    }
    for line in lines_of(&panel.counts, WIDTH).iter().filter(|line| is_counted && *line != name) {
        picture.height += LINE;
        picture.text(Tenths::whole(0), Tenths::whole(picture.height - 3), Anchor::Start, line);
    }
}

/// Writes what the marks of a chart mean below its title.
fn head(views: &Views, chart: &ChartView, picture: &mut Svg) {
    let pages = &views.words().pages;
    let note = |picture: &mut Svg, words: &str, draw: &dyn Fn(&mut Svg, Tenths)| {
        picture.height += LINE;
        let y = Tenths::whole(picture.height);
        draw(picture, y.plus(-5));
        picture.text(Tenths::whole(28), y, Anchor::Start, words);
    };
    for line in lines_of(&chart.counts, WIDTH) {
        picture.height += LINE;
        picture.text(Tenths::whole(0), Tenths::whole(picture.height - 3), Anchor::Start, &line);
    }
    let sample = |picture: &mut Svg, y: Tenths, nth: usize, fill: Fill| match chart.mark {
        ChartMark::Line | ChartMark::Dot => picture.point((Tenths::whole(12), y), nth, fill),
        ChartMark::Bar => picture.bar((Tenths::whole(2), y.plus(-7)), Tenths::whole(20), nth, fill),
        ChartMark::Range => {
            picture.line((Tenths::whole(2), y), (Tenths::whole(22), y), "stroke-width=\"3\" stroke-dasharray=\"4 3\"");
        }
    };
    let is_named = chart.mark != ChartMark::Range && chart.names.len() > 1 && chart.panels.is_empty();
    let names = if is_named { &chart.names[..] } else { &[] };
    for (nth, name) in names.iter().enumerate() {
        note(picture, name, &|picture, y| sample(picture, y, nth, Fill::Solid));
    }
    let drawn = chart.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.low.is_some() || cell.high.is_some());
    if drawn.clone().any(|cell| cell.provisional) {
        note(picture, &pages.chart_provisional, &|picture, y| sample(picture, y, 0, Fill::Hollow));
    }
    if chart.rows.iter().any(ChartRow::is_tested) {
        note(picture, &pages.chart_window, &|picture, y| {
            picture.shade((Tenths::whole(2), y.plus(-7)), Tenths::whole(20), Tenths::whole(14));
        });
    }
    if let Some(claimed) = chart.claimed.as_ref().filter(|_| chart.mark == ChartMark::Line) {
        note(picture, &claimed.words.plain(), &|picture, y| {
            picture.line((Tenths::whole(2), y), (Tenths::whole(22), y), line::CLAIMED);
        });
    }
    picture.height += 5;
}

/// Returns what a chart shows, for those who do not see it: no more than the table beneath says.
fn description(chart: &ChartView) -> String {
    let told = |at: usize| {
        let row = &chart.rows[at];
        let cells = row.cells.iter().zip(&chart.names).map(|(cell, name)| match chart.names.len() {
            1 => cell.words.clone(),
            _ if chart.mark == ChartMark::Range => cell.words.clone(),
            _ => format!("{name} {}", cell.words),
        });
        format!("{}: {}", row.label, cells.collect::<Vec<_>>().join(", "))
    };
    let count = chart.rows.len();
    let rows: Vec<String> =
        if count <= LISTED { (0..count).map(told).collect() } else { vec![told(0), "…".to_owned(), told(count - 1)] };
    let claimed = chart.claimed.as_ref().map(|claimed| claimed.words.plain());
    let counts = Some(chart.counts.clone()).filter(|counts| !counts.is_empty());
    let parts = [Some(chart.kind.to_owned()), counts, Some(rows.join("; ")), claimed];
    parts.into_iter().flatten().map(|part| format!("{part}.")).collect::<Vec<_>>().join(" ")
}

/// Returns every number that has a place in a chart.
fn numbers(chart: &ChartView) -> impl Iterator<Item = Number> {
    let cells = chart.rows.iter().flat_map(|row| &row.cells);
    // A range without an end reaches past its other end.
    let beyond = |cell: &ChartCell| match (cell.low, cell.high) {
        (Some(low), None) => low.times(Number::from(6)).and_then(|six| six.over(Number::from(5))).ok(),
        (None, Some(_)) => Some(Number::ZERO),
        _ => None,
    };
    let cells = cells.flat_map(move |cell| [cell.low, cell.high, beyond(cell)]).flatten();
    cells.chain(chart.claimed.iter().flat_map(|claimed| claimed.at.iter().copied()))
}

/// Returns the ticks of a scale in words.
fn tick_words(views: &Views, chart: &ChartView, scale: &Scale) -> Vec<String> {
    let decimals = scale.ticks.iter().map(|tick| tick.decimals()).max().unwrap_or(0);
    scale.ticks.iter().map(|tick| views.amount(*tick, chart.unit, decimals)).collect()
}

fn fill_of(cell: &ChartCell) -> Fill {
    if cell.provisional { Fill::Hollow } else { Fill::Solid }
}
