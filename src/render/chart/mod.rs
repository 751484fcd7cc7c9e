//! Charts: a scene of shapes and words, and from it the picture in a page, a file of its own, and pictures of pixels; beneath it
//! stands the table of what it draws.
//!
//! Marks are told apart by shape and words, never by colour alone. Every length is an exact tenth, so that the same numbers
//! give the same bytes everywhere.

mod card;
mod font;
mod labels;
mod paint;
mod plot;
mod png;
mod raster;
mod rows;
mod scale;
mod scene;
mod slope;
mod svg;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use crate::digest::Digest;
use crate::model::{Chart, Key};
use crate::number::Number;
use crate::render::html::escape as markup;
use crate::view::{BriefView, ChartCell, ChartRow, ChartView, Views};
use crate::vocabulary::ChartMark;
use font::Fonts;
use scale::Scale;
use scene::{Paint, Scene, Stroke, Tenths};
use svg::Placement;
use words::{Anchor, Words, width_of};

/// How many places of a chart its description lists one by one.
const LISTED: usize = 12;

/// How wide a picture is that stands in a column of text.
const WIDE: i64 = 600;
/// How wide one is that stands on a phone.
const NARROW: i64 = 354;

/// How the line at a claim's quantity is drawn.
const CLAIMED: Stroke = Stroke::of(Paint::Ink, 14).dashed(&[5, 4]);

/// Returns the picture of a chart as it stands in a page: once for a column of text and once for a phone, of which the style of the
/// page shows one.
pub(super) fn in_page(views: &Views, chart: Key<Chart>) -> String {
    let drawn = views.chart(chart);
    let id = &drawn.id;
    let named = format!("role=\"img\" aria-labelledby=\"chart-{id}-title chart-{id}-desc\"");
    let wide = svg::write(
        &scene(views, drawn, Size::of(drawn, WIDE), Head::Counts),
        Placement::Inside,
        &format!("class=\"wide\" {named}"),
        &names(drawn),
    );
    let narrow = scene(views, drawn, Size::of(drawn, NARROW), Head::Counts);
    wide + &svg::write(&narrow, Placement::Inside, &format!("class=\"narrow\" {named}"), "")
}

/// Returns the picture of a chart as a file of its own, with its caption and where its numbers are from.
pub(super) fn alone(views: &Views, chart: Key<Chart>) -> String {
    let drawn = views.chart(chart);
    let id = &drawn.id;
    let named = format!("role=\"img\" aria-labelledby=\"chart-{id}-title chart-{id}-desc\"");
    svg::write(&scene(views, drawn, Size::of(drawn, WIDE), Head::Caption), Placement::Alone, &named, &names(drawn))
}

/// Returns the pictures of a chart as files of pixels, for a column of text and for a phone; or the first letter that they cannot show.
pub(super) fn pictures(views: &Views, chart: Key<Chart>) -> Result<[Vec<u8>; 2], char> {
    let drawn = views.chart(chart);
    let fonts = Fonts::new();
    let picture =
        |width, scale| painted(&framed(scene(views, drawn, Size::of(drawn, width), Head::Caption)), &fonts, scale);
    Ok([picture(WIDE, 2)?, picture(NARROW, 2)?])
}

/// Returns the picture that stands beside a link to a brief, 1200 pixels wide and 630 high; or the first letter that it cannot show.
pub(super) fn card(views: &Views, document: &BriefView, charts: &[Key<Chart>]) -> Result<Vec<u8>, char> {
    painted(&card::card(views, document, charts), &Fonts::new(), 2)
}

/// The pictures that were painted last, by what is drawn on them: whoever builds again and again paints none twice.
static PAINTED: Mutex<BTreeMap<Digest, Vec<u8>>> = Mutex::new(BTreeMap::new());
/// How many of them are kept.
const KEPT: usize = 128;

/// Returns a scene as a file of pixels.
fn painted(scene: &Scene, fonts: &Fonts, scale: i64) -> Result<Vec<u8>, char> {
    if let Some(letter) = fonts.lack(scene) {
        return Err(letter);
    }
    let drawn = Digest::of(format!("{scale} {scene:?}").as_bytes());
    let kept = || PAINTED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(picture) = kept().get(&drawn) {
        return Ok(picture.clone());
    }
    let picture = png::bytes(&raster::pixels(scene, fonts, scale));
    let mut all = kept();
    if all.len() >= KEPT {
        all.clear();
    }
    all.insert(drawn, picture.clone());
    Ok(picture)
}

/// Returns a scene with room around it, as a picture has that stands anywhere.
fn framed(scene: Scene) -> Scene {
    const EDGE: i64 = 16;
    let mut framed = Scene::new(scene.width + 2 * EDGE, scene.size);
    framed.height = scene.height + 2 * EDGE;
    framed.place(scene, Tenths::whole(EDGE), Tenths::whole(EDGE));
    framed
}

/// How large a chart is drawn.
#[derive(Debug, Clone, Copy)]
struct Size {
    /// How wide it is.
    width: i64,
    /// How high its field is, or that of each of its panels.
    field: i64,
}

impl Size {
    /// Returns the size of a chart so many units wide.
    fn of(chart: &ChartView, width: i64) -> Self {
        let field = match (chart.panels.is_empty(), width >= WIDE) {
            (true, true) => 230,
            (true, false) => 190,
            (false, _) => 120,
        };
        Self { width, field }
    }
}

/// What stands above the field of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// What it counts: its caption stands in the page.
    Counts,
    /// Its caption as well, and below it where its numbers are from.
    Caption,
    /// Its caption as a line below a larger one.
    Title,
}

/// Returns the elements that name a picture for those who do not see it.
fn names(chart: &ChartView) -> String {
    let id = &chart.id;
    let mut out = format!("<title id=\"chart-{id}-title\">");
    markup(&chart.caption.plain(), &mut out);
    let _ = write!(out, "</title>\n<desc id=\"chart-{id}-desc\">");
    markup(&description(chart), &mut out);
    out.push_str("</desc>\n");
    out
}

/// Returns a chart as a scene so many units wide.
fn scene(views: &Views, chart: &ChartView, size: Size, head: Head) -> Scene {
    let Size { width, field } = size;
    let mut scene = Scene::new(width, if width > NARROW { 13 } else { 14 });
    match head {
        Head::Caption => scene.heading(&chart.caption.plain(), if width > NARROW { 19 } else { 17 }),
        Head::Title => scene.heading(&chart.caption.plain(), 15),
        Head::Counts => {}
    }
    key(views, chart, &mut scene);
    let panels = if chart.panels.is_empty() { std::slice::from_ref(chart) } else { &chart.panels };
    let along = matches!(chart.mark, ChartMark::Line | ChartMark::Area) || is_along(chart);
    let draw = |panel: &ChartView, scene: &mut Scene| {
        if !chart.panels.is_empty() {
            panel_head(panel, chart.counts.is_empty(), scene);
        }
        match chart.mark {
            _ if slope::is_slope(panel) => slope::draw(views, panel, field, scene),
            _ if along => plot::draw(views, panel, field, scene),
            _ => rows::draw(views, panel, scene),
        }
    };
    let of_one_scale = panels.iter().any(|panel| !panel.scaled_with.is_empty());
    if of_one_scale && along && width >= WIDE {
        side_by_side(panels, draw, &mut scene);
    } else {
        for panel in panels {
            draw(panel, &mut scene);
        }
    }
    if of_one_scale && is_broken(panels) {
        broken(views, chart, &mut scene);
    }
    if head == Head::Caption {
        scene.height += 4;
        scene.paragraph(&chart.from.plain(), Tenths(0), Paint::Quiet);
    }
    scene.height += 6;
    scene
}

/// Draws panels in two columns, row by row; the axes of two that stand side by side are on one line.
fn side_by_side(panels: &[ChartView], draw: impl Fn(&ChartView, &mut Scene), scene: &mut Scene) {
    const GAP: i64 = 20;
    let half = (scene.width - GAP) / 2;
    for both in panels.chunks(2) {
        let drawn: Vec<Scene> = both
            .iter()
            .map(|panel| {
                let mut own = Scene::new(half, scene.size);
                draw(panel, &mut own);
                own
            })
            .collect();
        let tallest = drawn.iter().map(|own| own.height).max().unwrap_or(0);
        for (own, left) in drawn.into_iter().zip([0, half + GAP]) {
            let top = scene.height + tallest - own.height;
            scene.place(own, Tenths::whole(left), Tenths::whole(top));
        }
        scene.height += tallest;
    }
}

/// Returns whether bars stand side by side along an axis of times or numbers.
fn is_along(chart: &ChartView) -> bool {
    chart.mark == ChartMark::Bar && chart.rows.len() > 1 && chart.rows.iter().all(|row| row.at.is_some())
}

/// Writes over a panel what it draws, and what that counts where not all panels count the same.
fn panel_head(panel: &ChartView, is_counted: bool, scene: &mut Scene) {
    scene.height += 8;
    let name = panel.names.first().map_or("", String::as_str);
    scene.heading(name, scene.size);
    if is_counted && panel.counts != name {
        scene.paragraph(&panel.counts, Tenths(0), Paint::Quiet);
    }
}

/// Writes what a chart counts and what its marks mean.
fn key(views: &Views, chart: &ChartView, scene: &mut Scene) {
    let pages = &views.words().pages;
    scene.paragraph(&chart.counts, Tenths(0), Paint::Quiet);
    scene.paragraph(&chart.intervals, Tenths(0), Paint::Quiet);
    let is_named = !matches!(chart.mark, ChartMark::Range | ChartMark::Errorbar)
        && chart.names.len() > 1
        && chart.panels.is_empty()
        && !slope::is_slope(chart)
        && plot::names_beside(chart, scene).is_none();
    let names = if is_named { &chart.names[..] } else { &[] };
    let mut notes: Vec<(usize, bool, &str)> =
        names.iter().enumerate().map(|(nth, name)| (nth, false, name.as_str())).collect();
    let cells = || chart.rows.iter().flat_map(|row| &row.cells);
    if cells().any(|cell| cell.provisional && (cell.low.is_some() || cell.high.is_some())) {
        notes.push((0, true, &pages.chart_provisional));
    }
    // They stand beside each other, as far as there is room.
    let mut x = Tenths(0);
    let mut begun = false;
    for (nth, hollow, words) in notes {
        let width = width_of(words, scene.size, false).plus(30);
        if !begun || x.and(width) > scene.right() {
            (x, begun) = (Tenths(0), true);
            scene.height += scene.line() + 2;
        }
        let y = Tenths::whole(scene.height - 4 - scene.size / 3);
        let paint = Paint::of_series(nth);
        if chart.mark == ChartMark::Bar {
            let rect = ((x, y.plus(-5)), Tenths::whole(24), Tenths::whole(10));
            if hollow { scene.hollow(rect, paint) } else { scene.rects(vec![rect], paint) }
        } else {
            if matches!(chart.mark, ChartMark::Line | ChartMark::Area) {
                let stroke = Stroke::of(paint, 20).dashed(plot::DASHES[nth % 4]);
                scene.straight((x, y), (x.plus(24), y), stroke);
            }
            scene.point((x.plus(12), y), nth, hollow, paint);
        }
        let room = scene.right().from(x).plus(-30);
        let at = x.plus(30);
        for (line, down) in words::lines_of(words, room, scene.size, false).into_iter().zip(0..) {
            scene.height += if down > 0 { scene.line() } else { 0 };
            let y = Tenths::whole(scene.height - 4);
            scene.say(Words::new((at, y), Anchor::Start, scene.size, line).in_paint(Paint::Quiet));
        }
        x = x.and(width).plus(16);
    }
    if chart.rows.iter().any(ChartRow::is_tested) && !is_windowed(chart) && !chart.rows.iter().all(ChartRow::is_tested)
    {
        scene.paragraph(&format!("[ ]  {}", pages.chart_window), Tenths(0), Paint::Quiet);
    }
    scene.height += 4;
}

/// Returns whether a chart has its brackets over a field, where they are named.
fn is_windowed(chart: &ChartView) -> bool {
    matches!(chart.mark, ChartMark::Line | ChartMark::Area) || is_along(chart)
}

/// Says below a field that its scale does not begin at zero; below panels of one scale that is said once.
fn broken(views: &Views, chart: &ChartView, scene: &mut Scene) {
    if !chart.scaled_with.is_empty() {
        return;
    }
    scene.height += 3;
    scene.paragraph(&views.words().pages.chart_broken, Tenths(0), Paint::Quiet);
}

/// Returns places as close as can be to those wanted, each at least a line below the one before, between two ends; those wanted may
/// be in any order.
fn spread(wanted: &[Tenths], line: Tenths, (top, bottom): (Tenths, Tenths)) -> Vec<Tenths> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| (wanted[*at], *at));
    let mut places = vec![Tenths(0); wanted.len()];
    let mut least = top;
    for at in &order {
        places[*at] = wanted[*at].max(least);
        least = places[*at].and(line);
    }
    let mut most = bottom;
    for at in order.iter().rev() {
        places[*at] = places[*at].min(most);
        most = places[*at].from(line);
    }
    places
}

/// Returns what a chart shows, for those who do not see it: no more than the table beneath says.
fn description(chart: &ChartView) -> String {
    let told = |at: usize| {
        let row = &chart.rows[at];
        let there = row.cells.iter().zip(&chart.names).filter(|(cell, _)| !cell.words.is_empty());
        let cells = there.map(|(cell, name)| match chart.names.len() {
            1 => cell.words.clone(),
            _ if matches!(chart.mark, ChartMark::Range | ChartMark::Errorbar) && chart.categories.is_none() => {
                cell.words.clone()
            }
            _ => format!("{name} {}", cell.words),
        });
        format!("{}: {}", row.label, cells.collect::<Vec<_>>().join(", "))
    };
    let count = chart.rows.len();
    let rows: Vec<String> =
        if count <= LISTED { (0..count).map(told).collect() } else { vec![told(0), "…".to_owned(), told(count - 1)] };
    let claimed = chart.claimed.as_ref().map(|claimed| claimed.words.plain());
    let counts = Some(chart.counts.clone()).filter(|counts| !counts.is_empty());
    let intervals = Some(chart.intervals.clone()).filter(|words| !words.is_empty());
    let parts = [Some(chart.kind.to_owned()), counts, Some(rows.join("; ")), claimed, intervals];
    let mut said = parts.into_iter().flatten().map(|part| format!("{part}.")).collect::<Vec<_>>();
    let panels = if chart.panels.is_empty() { std::slice::from_ref(chart) } else { &chart.panels };
    if is_broken(panels) {
        said.push(chart.broken.to_owned());
    }
    said.join(" ")
}

/// Returns whether the scale of any panel does not begin at zero.
fn is_broken(panels: &[ChartView]) -> bool {
    let is_free = |chart: &ChartView| !matches!(chart.mark, ChartMark::Bar | ChartMark::Area);
    panels.iter().any(|panel| is_free(panel) && Scale::of(numbers(panel), scale::Baseline::Free).is_broken())
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
    let cells = cells.flat_map(move |cell| [cell.low, cell.high, cell.value, beyond(cell)]).flatten();
    let beside = chart.scaled_with.iter().copied();
    cells.chain(chart.claimed.iter().flat_map(|claimed| claimed.at.iter().copied())).chain(beside)
}

/// Returns the ticks of a scale in words.
fn tick_words(views: &Views, chart: &ChartView, scale: &Scale) -> Vec<String> {
    let decimals = scale.ticks.iter().map(|tick| tick.decimals()).max().unwrap_or(0);
    scale.ticks.iter().map(|tick| views.amount(*tick, chart.unit, decimals)).collect()
}
