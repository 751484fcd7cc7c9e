//! Charts along an axis that has an order: lines, areas and columns. What matters most is said beside its place, and a label that
//! would cover another is left out.

use crate::number::Number;
use crate::render::chart::scale::{Baseline, Scale};
use crate::render::chart::scene::{Outline, Paint, Point, Scene, Shape, Stroke, Tenths};
use crate::render::chart::words::{Anchor, Frame, Words, width_of};
use crate::render::chart::{CLAIMED, NARROW, broken, numbers, tick_words};
use crate::view::{ChartCell, ChartRow, ChartView, Views};
use crate::vocabulary::ChartMark;

/// How each of several lines is drawn.
pub(super) const DASHES: [&[i64]; 4] = [&[], &[8, 4], &[2, 3], &[10, 3, 2, 3]];

/// With how many places along the axis each point has a mark of its own.
const MARKED: usize = 26;

/// Into how many columns an axis is divided at the most.
const MOST_COLUMNS: i64 = 1200;

/// Where things stand.
pub(super) struct Field<'c> {
    pub(super) chart: &'c ChartView,
    pub(super) scale: Scale,
    /// Where each row stands from the left.
    pub(super) places: Vec<Tenths>,
    /// How far a row stands from the next at the least.
    pub(super) slot: Tenths,
    pub(super) left: Tenths,
    pub(super) right: Tenths,
    pub(super) top: Tenths,
    pub(super) bottom: Tenths,
}

/// Returns how wide the names of several lines are that stand beside their ends; none where there is no room.
pub(super) fn names_beside(chart: &ChartView, scene: &Scene) -> Option<Tenths> {
    let is_named = chart.names.len() > 1 && chart.mark == ChartMark::Line && chart.panels.is_empty();
    let widths = chart.names.iter().map(|name| width_of(name, scene.size, true));
    let widest = widths.max().filter(|_| is_named && scene.width > NARROW)?;
    (widest.0 <= scene.right().0 * 3 / 10).then_some(widest)
}

/// Draws below what is there.
pub(super) fn draw(views: &Views, chart: &ChartView, height: i64, scene: &mut Scene) {
    let baseline = if chart.mark == ChartMark::Line { Baseline::Free } else { Baseline::Zero };
    let scale = Scale::of(numbers(chart), baseline);
    let ticks = tick_words(views, chart, &scale);
    let left = ticks.iter().map(|words| width_of(words, scene.size, false)).max().unwrap_or_default().plus(8);
    let beside = names_beside(chart, scene);
    let right = beside.map_or(scene.right(), |widest| scene.right().from(widest).plus(-10));
    let windows = windows(&chart.rows);
    if !windows.is_empty() {
        let words = &views.words().pages.chart_window;
        scene.height += 4;
        window_words(words, &windows, (left, right), chart, scene);
        scene.height -= 10;
    }
    let levels = windows.iter().map(|(reading, ..)| reading + 1).max().unwrap_or(0);
    let top = Tenths::whole(scene.height + 18 + 8 * i64::try_from(levels).unwrap_or(0));
    let bottom = top.plus(height);
    let (places, slot) = places(chart, left, right);
    let field = Field { chart, scale, places, slot, left, right, top, bottom };
    for (reading, first, last) in windows {
        let half = Tenths((field.slot.0 / 2).clamp(20, 60));
        let y = top.plus(-8 * (i64::try_from(reading).unwrap_or(0) + 1));
        scene.bracket(field.places[first].from(half), field.places[last].and(half), y);
    }
    field.grid(&ticks, scene);
    for nth in 0..chart.names.len() {
        if chart.mark == ChartMark::Bar { field.columns(nth, scene) } else { field.series(nth, scene) }
    }
    field.claimed_lines(scene);
    if beside.is_some() {
        field.names(scene);
    }
    let is_claimed = field.claimed_words(scene);
    field.labels(scene);
    scene.height = bottom.0 / 10 + 7;
    field.axis(scene);
    if let Some(claimed) = chart.claimed.as_ref().filter(|_| !is_claimed) {
        sample(&claimed.words.plain(), scene);
    }
    if field.scale.is_broken() {
        broken(views, chart, scene);
    }
}

/// Says below a field what a line of dashes in it is.
fn sample(words: &str, scene: &mut Scene) {
    let y = Tenths::whole(scene.height + scene.line() - 3 - scene.size / 3);
    scene.straight((Tenths(0), y), (Tenths::whole(22), y), CLAIMED);
    scene.paragraph(words, Tenths::whole(28), Paint::Ink);
}

/// Returns the stretches that a claim is tested on, by its readings; none that is all there is.
fn windows(rows: &[ChartRow]) -> Vec<(usize, usize, usize)> {
    let readings = rows.iter().flat_map(|row| &row.tested).max().map_or(0, |last| last + 1);
    let mut found = Vec::new();
    for reading in 0..readings {
        let mut at = 0;
        while at < rows.len() {
            let length = rows[at..].iter().take_while(|row| row.tested.contains(&reading)).count();
            if length > 0 && length < rows.len() {
                found.push((reading, at, at + length - 1));
            }
            at += length.max(1);
        }
    }
    // Two readings of one stretch need one bracket.
    let mut seen: Vec<(usize, usize)> = Vec::new();
    found.retain(|(_, first, last)| {
        let is_new = !seen.contains(&(*first, *last));
        seen.push((*first, *last));
        is_new
    });
    let levels: Vec<usize> = found.iter().map(|(reading, ..)| *reading).collect();
    let level = |reading: usize| {
        levels.iter().filter(|other| **other < reading).collect::<std::collections::BTreeSet<_>>().len()
    };
    found.iter().map(|(reading, first, last)| (level(*reading), *first, *last)).collect()
}

/// Writes what the brackets mean, over the last of them.
fn window_words(
    words: &str,
    windows: &[(usize, usize, usize)],
    (left, right): (Tenths, Tenths),
    chart: &ChartView,
    scene: &mut Scene,
) {
    let (places, _) = places(chart, left, right);
    let Some((_, first, last)) = windows.last() else { return };
    let middle = places[*first].half_way(places[*last]);
    for line in super::words::lines_of(words, scene.right().from(left), scene.size, false) {
        scene.height += scene.line();
        let half = Tenths((width_of(&line, scene.size, false).0 + 1) / 2);
        let x = middle.min(scene.right().from(half)).max(left.and(half));
        let at = (x, Tenths::whole(scene.height - 4));
        scene.say(Words::new(at, Anchor::Middle, scene.size, line).in_paint(Paint::Quiet));
    }
}

/// Returns where each row stands, by its value where all have one, else one after the other; and how far apart two stand.
fn places(chart: &ChartView, left: Tenths, right: Tenths) -> (Vec<Tenths>, Tenths) {
    let rows = &chart.rows;
    let ats: Option<Vec<i64>> = rows.iter().map(|row| row.at).collect();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let mut ats = ats.unwrap_or_else(|| (0..count).collect());
    let mut sorted = ats.clone();
    sorted.sort_unstable();
    let gap = sorted.windows(2).filter_map(|two| two[1].checked_sub(two[0])).filter(|gap| *gap > 0).min().unwrap_or(1);
    let mut first = sorted.first().copied().unwrap_or(0);
    let mut slots = sorted.last().and_then(|last| (last.checked_sub(first)? / gap).checked_add(1)).unwrap_or(i64::MAX);
    let is_column = chart.mark == ChartMark::Bar;
    if slots > MOST_COLUMNS && is_column {
        (ats, first, slots) = ((0..count).collect(), 0, count);
    }
    let gap = if is_column && slots == count { 1.max(gap) } else { gap };
    let width = right.from(left).0;
    let place = |at: i64| -> Tenths {
        let beyond = i128::from(at) - i128::from(first);
        let (all, width, edge) = if is_column {
            let all = i128::from(slots.max(1)) * i128::from(gap);
            (all, i128::from(width), i128::from(width) * i128::from(gap) / all / 2)
        } else {
            let all =
                i128::from(sorted.last().copied().unwrap_or(0)) - i128::from(sorted.first().copied().unwrap_or(0));
            (all, i128::from(width) - 160, 80)
        };
        let along = if all == 0 { width / 2 } else { beyond * width / all };
        Tenths(left.0 + i64::try_from(along + edge).unwrap_or(0))
    };
    let places: Vec<Tenths> = ats.into_iter().map(place).collect();
    let slot = if is_column { width / slots.clamp(1, MOST_COLUMNS) } else { (width - 160) / count.max(2) };
    (places, Tenths(slot.max(1)))
}

impl Field<'_> {
    /// Returns how far down a number stands.
    pub(super) fn y(&self, number: Number) -> Tenths {
        self.bottom.from(self.scale.place(number, self.bottom.from(self.top)))
    }

    /// Returns what is drawn of a series at a row; nothing where there is no number.
    pub(super) fn value(&self, at: usize, nth: usize) -> Option<(&ChartCell, Number)> {
        let cell = self.chart.rows[at].cells.get(nth)?;
        Some((cell, cell.low?))
    }

    /// Draws the lines of the scale with their numbers, and the sign that it does not begin at zero.
    fn grid(&self, ticks: &[String], scene: &mut Scene) {
        let base = self.scale.base();
        for (number, words) in self.scale.ticks.iter().zip(ticks) {
            let y = self.y(*number);
            let is_base = *number == base && !self.scale.is_broken();
            let stroke = if is_base { Stroke::of(Paint::Ink, 12) } else { Stroke::of(Paint::Rule, 10) };
            scene.straight((self.left, y), (self.right, y), stroke);
            let at = (self.left.plus(-6), Tenths(y.0 + scene.size * 35 / 10));
            scene.say(Words::new(at, Anchor::End, scene.size, words).in_paint(Paint::Quiet));
        }
        if self.scale.is_broken() {
            scene.straight((self.left, self.top), (self.left, self.bottom), Stroke::of(Paint::Quiet, 10));
            scene.jag((self.left, self.bottom.plus(-5)), true);
        }
    }

    fn claimed_lines(&self, scene: &mut Scene) {
        for number in self.chart.claimed.iter().flat_map(|claimed| &claimed.at) {
            let y = self.y(*number);
            scene.straight((self.left, y), (self.right, y), CLAIMED);
        }
    }

    /// Draws columns from zero; of one series those in the window of a claim stand out.
    fn columns(&self, nth: usize, scene: &mut Scene) {
        let all = i64::try_from(self.chart.names.len().max(1)).unwrap_or(1);
        let wide = Tenths((self.slot.0 * 84 / 100 / all).clamp(6, 520));
        let windowed = self.chart.rows.iter().any(ChartRow::is_tested) && all == 1;
        let base = self.y(self.scale.base());
        let (mut data, mut strong) = (Vec::new(), Vec::new());
        for (at, row) in self.chart.rows.iter().enumerate() {
            let Some((cell, number)) = self.value(at, nth) else { continue };
            let offset = wide.0 * i64::try_from(nth).unwrap_or(0) - wide.0 * all / 2;
            let (x, y) = (Tenths(self.places[at].0 + offset), self.y(number));
            let (top, height) = (y.min(base), Tenths((y.0 - base.0).abs()));
            let gap = if all > 1 { Tenths(wide.0 - 8).max(Tenths(6)) } else { wide };
            let rect = ((x, top), gap, height);
            scene.taken.push(Frame { left: x, top, right: x.and(wide), bottom: top.and(height) });
            let quiet = windowed && !row.is_tested();
            match (cell.provisional && wide.0 >= 40, quiet) {
                (true, quiet) => scene.hollow(rect, if quiet { Paint::Data } else { Paint::of_series(nth) }),
                (false, true) => data.push(rect),
                (false, false) => strong.push(rect),
            }
        }
        scene.rects(data, Paint::Data);
        scene.rects(strong, Paint::of_series(nth));
    }

    /// Draws one line with its marks; an area reaches down to zero.
    fn series(&self, nth: usize, scene: &mut Scene) {
        let rows = &self.chart.rows;
        let points: Vec<Option<(Point, bool)>> = (0..rows.len())
            .map(|at| self.value(at, nth).map(|(cell, number)| ((self.places[at], self.y(number)), cell.provisional)))
            .collect();
        let windowed = rows.iter().any(ChartRow::is_tested) && self.chart.names.len() == 1;
        let paint = Paint::of_series(nth);
        let quiet = if windowed { Paint::Data } else { paint };
        let base = self.y(self.scale.base());
        // Two numbers at one place are points: no line leads from one to the other.
        let is_joined = self.places.windows(2).all(|two| two[0] < two[1]);
        let stroke = Stroke::of(quiet, 22).dashed(DASHES[nth % 4]);
        let mut from = 0;
        for run in points.split(Option::is_none) {
            let path: Vec<Point> = run.iter().flatten().map(|(point, _)| *point).collect();
            if let (true, [first, .., last]) = (is_joined, path.as_slice()) {
                if self.chart.mark == ChartMark::Area {
                    let mut below = path.clone();
                    below.extend([(last.0, base), (first.0, base)]);
                    scene.shapes.push(Shape {
                        outline: Outline::Polygon(below),
                        fill: Some(Paint::Tint),
                        stroke: None,
                    });
                }
                self.cover(&path, base, scene);
                scene.path(path, stroke);
                let tested = rows[from..from + run.len()]
                    .split(|row| !row.is_tested())
                    .filter(|part| part.len() > 1 && windowed);
                for part in tested {
                    let begin = rows.iter().position(|row| std::ptr::eq(row, &raw const part[0])).unwrap_or(0);
                    let path = points[begin..begin + part.len()].iter().flatten().map(|(point, _)| *point).collect();
                    scene.path(path, Stroke::of(paint, 24));
                }
            }
            from += run.len() + 1;
        }
        for (at, point) in points.iter().enumerate() {
            let Some((place, provisional)) = point else { continue };
            let alone = |other: Option<&Option<(Point, bool)>>| other.is_none_or(Option::is_none);
            let lone = alone(at.checked_sub(1).and_then(|at| points.get(at))) && alone(points.get(at + 1));
            if rows.len() <= MARKED || lone || *provisional || at + 1 == points.len() {
                let tested = windowed && rows[at].is_tested();
                scene.point(*place, nth, *provisional, if tested { paint } else { quiet });
            }
        }
    }

    /// Notes what a line covers, and the area below it.
    fn cover(&self, path: &[Point], base: Tenths, scene: &mut Scene) {
        const STEP: i64 = 50;
        for two in path.windows(2) {
            let (across, down) = (two[1].0.0 - two[0].0.0, two[1].1.0 - two[0].1.0);
            let steps = (across.abs().max(down.abs()) / STEP).max(1);
            for step in 0..=steps {
                let (x, y) = (Tenths(two[0].0.0 + across * step / steps), Tenths(two[0].1.0 + down * step / steps));
                let (top, bottom) = match self.chart.mark {
                    ChartMark::Area => (y.min(base), y.max(base)),
                    _ => (y.plus(-2), y.plus(2)),
                };
                scene.taken.push(Frame { left: x.plus(-2), top, right: x.plus(2), bottom });
            }
        }
    }
}
