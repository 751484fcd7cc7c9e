//! Slope charts: two points in time, and between them a line for each thing, which says at a glance what rose and what fell.

use crate::number::Number;
use crate::render::chart::scale::{Baseline, Scale};
use crate::render::chart::scene::{Paint, Scene, Stroke, Tenths};
use crate::render::chart::words::{Anchor, Words, lines_of, width_of};
use crate::render::chart::{NARROW, broken, numbers, spread};
use crate::view::{ChartCell, ChartView, Views};
use crate::vocabulary::ChartMark;

/// A thing with its two numbers.
struct Line<'c> {
    name: &'c str,
    ends: [&'c ChartCell; 2],
    numbers: [Number; 2],
}

impl<'c> Line<'c> {
    /// Returns it; none where one of its ends has no number.
    fn of(name: &'c str, ends: [&'c ChartCell; 2]) -> Option<Self> {
        Some(Self { name, ends, numbers: [ends[0].low?, ends[1].low?] })
    }
}

/// Returns whether a chart of lines has two places along its axis, so that it is drawn as one of slopes.
pub(super) fn is_slope(chart: &ChartView) -> bool {
    let is_line =
        chart.mark == ChartMark::Line && chart.rows.len() == 2 && chart.rows.iter().all(|row| row.at.is_some());
    chart.mark == ChartMark::Slope || is_line && chart.names.len() > 1
}

/// Returns the two ends in words, and what goes from one to the other.
fn lines(chart: &ChartView) -> ([&str; 2], Vec<Line<'_>>) {
    let found: Vec<Line<'_>> = if chart.mark == ChartMark::Slope {
        let of_row = chart.rows.iter().filter_map(|row| {
            let [from, to] = row.cells.as_slice() else { return None };
            Line::of(&row.label, [from, to])
        });
        of_row.collect()
    } else {
        let cell = |row: usize, nth: usize| chart.rows.get(row)?.cells.get(nth);
        let of_name = chart.names.iter().enumerate();
        of_name.filter_map(|(nth, name)| Line::of(name, [cell(0, nth)?, cell(1, nth)?])).collect()
    };
    let ends = if chart.mark == ChartMark::Slope {
        [0, 1].map(|nth| chart.names.get(nth).map_or("", String::as_str))
    } else {
        [0, 1].map(|row| chart.rows.get(row).map_or("", |row| row.label.as_str()))
    };
    (ends, found)
}

/// Draws below what is there.
pub(super) fn draw(views: &Views, chart: &ChartView, height: i64, scene: &mut Scene) {
    let (heads, lines) = lines(chart);
    let scale = Scale::of(numbers(chart), Baseline::Free);
    let size = scene.size;
    let wide = |words: &str| width_of(words, size, true);
    let most = Tenths(scene.right().0 * if scene.width > NARROW { 36 } else { 40 } / 100);
    let words = |line: &Line<'_>| format!("{} {}", line.ends[1].words, line.name);
    let before = lines.iter().map(|line| wide(&line.ends[0].words)).max().unwrap_or_default().min(most);
    let behind = lines.iter().map(|line| wide(&words(line))).max().unwrap_or_default().min(most);
    let (left, right) = (before.plus(10), scene.right().from(behind).plus(-10));
    let many = i64::try_from(lines.len()).unwrap_or(1);
    let height = height.max(many.min(14) * scene.line() + 20);
    // Each end is named above its line, as far as there is room.
    let half = left.half_way(right);
    let places = [(left, Anchor::Start, half.plus(-6)), (right, Anchor::End, right.from(half).plus(-6))];
    scene.height += 4;
    let top = scene.height;
    let mut lowest = top;
    for ((x, anchor, room), head) in places.into_iter().zip(heads) {
        let room = if anchor == Anchor::Start { room.from(left) } else { room };
        let mut y = top;
        for line in lines_of(head, room.max(Tenths::whole(40)), size, false) {
            y += scene.line();
            scene.say(Words::new((x, Tenths::whole(y - 4)), anchor, size, line).in_paint(Paint::Quiet));
        }
        lowest = lowest.max(y);
    }
    let top = Tenths::whole(lowest + 8);
    let bottom = top.plus(height);
    let y = |number: Number| bottom.from(scale.place(number, bottom.from(top)));
    for x in [left, right] {
        scene.straight((x, top), (x, bottom), Stroke::of(Paint::Rule, 10));
        if scale.is_broken() {
            scene.jag((x, bottom.plus(-2)), true);
        }
    }
    // What changed most is drawn last and said first.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let change = |at: &usize| lines[*at].numbers[1].minus(lines[*at].numbers[0]).map_or(Number::ZERO, Number::absolute);
    order.sort_by_key(|at| std::cmp::Reverse(change(at)));
    for (rank, at) in order.iter().enumerate().rev() {
        let paint = paint_of(rank, lines.len());
        let points = [(left, y(lines[*at].numbers[0])), (right, y(lines[*at].numbers[1]))];
        scene.path(points.to_vec(), Stroke::of(paint, if rank == 0 { 26 } else { 20 }));
        for (point, cell) in points.into_iter().zip(lines[*at].ends) {
            scene.point(point, 0, cell.provisional, paint);
        }
    }
    // Labels stand outside the field: only they are in each other's way.
    let most_lines = usize::try_from(height / scene.line()).unwrap_or(1).max(1);
    for side in [0, 1] {
        let mut said: Vec<usize> = order.iter().copied().take(most_lines).collect();
        said.sort_by_key(|at| std::cmp::Reverse(lines[*at].numbers[side]));
        let wanted: Vec<Tenths> = said.iter().map(|at| y(lines[*at].numbers[side])).collect();
        let apart = spread(&wanted, Tenths::whole(scene.line()), (top, bottom));
        for (at, place) in said.into_iter().zip(apart) {
            let rank = order.iter().position(|other| *other == at).unwrap_or(0);
            let base = Tenths(place.0 + size * 35 / 10);
            let (x, anchor, text) = match side {
                0 => (left.plus(-9), Anchor::End, lines[at].ends[0].words.clone()),
                _ => (right.plus(9), Anchor::Start, words(&lines[at])),
            };
            let label = Words::new((x, base), anchor, size, cut(&text, most, size)).in_paint(ink_of(rank, lines.len()));
            scene.say_if_free(if rank == 0 || lines.len() <= 4 { label.strong() } else { label });
        }
    }
    scene.height = bottom.0 / 10 + 8;
    if scale.is_broken() {
        broken(views, chart, scene);
    }
}

/// Returns words, or where they are too wide so many of them as fit, with a sign that there are more.
fn cut(words: &str, most: Tenths, size: i64) -> String {
    if width_of(words, size, true) <= most {
        return words.to_owned();
    }
    let room = most.from(width_of("…", size, true));
    let first = lines_of(words, room, size, true).into_iter().next().unwrap_or_default();
    format!("{first}…")
}

/// Returns the paint of a line: of a few each has its own, of many only what changed most stands out.
fn paint_of(rank: usize, lines: usize) -> Paint {
    match (rank, lines) {
        (rank, ..=4) => Paint::of_series(rank),
        (0, _) => Paint::Strong,
        _ => Paint::Data,
    }
}

fn ink_of(rank: usize, lines: usize) -> Paint {
    match paint_of(rank, lines) {
        Paint::Data => Paint::Ink,
        paint => paint,
    }
}
