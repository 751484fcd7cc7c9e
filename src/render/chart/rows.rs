//! Charts of what has no order along an axis, one below the other: bars from zero, dots, ranges, and values with their intervals.

use crate::number::Number;
use crate::render::chart::scale::{Baseline, Scale};
use crate::render::chart::scene::{Outline, Paint, Scene, Shape, Stroke, Tenths};
use crate::render::chart::words::{Anchor, Frame, Words, lines_of, width_of};
use crate::render::chart::{CLAIMED, NARROW, broken, numbers, tick_words};
use crate::view::{ChartCell, ChartRow, ChartView, Views};
use crate::vocabulary::ChartMark;

/// How high one bar is.
const BAR: i64 = 15;

/// Where things stand.
struct Field<'c> {
    chart: &'c ChartView,
    scale: Scale,
    /// How wide the column of labels is; nothing where each stands above its bars.
    labels: Tenths,
    left: Tenths,
    right: Tenths,
}

/// Draws the rows below what is there.
pub(super) fn draw(views: &Views, chart: &ChartView, scene: &mut Scene) {
    let baseline = if chart.mark == ChartMark::Bar { Baseline::Zero } else { Baseline::Free };
    let scale = Scale::of(numbers(chart), baseline);
    let cells = chart.rows.iter().flat_map(|row| &row.cells);
    let most = scene.right().0 * 36 / 100;
    let beside = cells.map(|cell| width_of(&cell.words, scene.size, true).0).max().unwrap_or(0).min(most);
    let widest = chart.rows.iter().map(|row| width_of(&row.label, scene.size, false).0).max().unwrap_or(0);
    let room = if scene.width > NARROW { scene.right().0 * 38 / 100 } else { scene.right().0 / 4 };
    let labels = Tenths(if widest <= room { widest } else { 0 });
    let left =
        if labels.0 > 0 { labels.plus(12) } else { Tenths::whole(if chart.mark == ChartMark::Bar { 1 } else { 5 }) };
    let right = Tenths(scene.right().0 - beside - 100).max(left.plus(40));
    // Where a row has several dots, the number of the first stands before it.
    let is_dumbbell = chart.mark == ChartMark::Point && chart.rows.iter().any(|row| row.cells.len() > 1);
    let left = if is_dumbbell { left.and(Tenths(beside)).plus(8) } else { left };
    let right = right.max(left.plus(60));
    let field = Field { chart, scale, labels, left, right };
    if let Some(claimed) = &chart.claimed {
        field.claimed(&claimed.words.plain(), &claimed.at, scene);
    }
    let top = Tenths::whole(scene.height + 2);
    // What lies behind is drawn first, and is as high as all rows together.
    let behind = scene.shapes.len();
    for row in &chart.rows {
        field.row(row, scene);
    }
    let bottom = Tenths::whole(scene.height + 2);
    let rows = scene.shapes.split_off(behind);
    field.behind(top, bottom, scene);
    scene.shapes.extend(rows);
    if chart.mark != ChartMark::Bar {
        field.axis(&tick_words(views, chart, &field.scale), scene);
    }
    if field.scale.is_broken() {
        broken(views, chart, scene);
    }
    scene.height += 2;
}

impl Field<'_> {
    fn x(&self, number: Number) -> Tenths {
        self.left.and(self.scale.place(number, self.right.from(self.left)))
    }

    /// Draws what stands behind the rows: the line from which bars begin, the lines of a scale, what is claimed.
    fn behind(&self, top: Tenths, bottom: Tenths, scene: &mut Scene) {
        let base = self.scale.base();
        if self.chart.mark != ChartMark::Bar {
            for tick in &self.scale.ticks {
                scene.straight((self.x(*tick), top), (self.x(*tick), bottom), Stroke::of(Paint::Rule, 10));
            }
        }
        // Where labels stand above their bars, the line would run through them.
        if !self.scale.is_broken() && (self.labels.0 > 0 || self.chart.mark != ChartMark::Bar) {
            let paint = if self.labels.0 > 0 { Paint::Ink } else { Paint::Rule };
            scene.straight((self.x(base), top), (self.x(base), bottom), Stroke::of(paint, 12));
        }
        for number in self.chart.claimed.iter().flat_map(|claimed| &claimed.at) {
            scene.straight((self.x(*number), top), (self.x(*number), bottom), CLAIMED);
        }
    }

    /// Writes what is claimed above the line that is drawn at it.
    fn claimed(&self, words: &str, at: &[Number], scene: &mut Scene) {
        let Some(first) = at.first() else { return };
        for line in lines_of(words, scene.right(), scene.size, true) {
            scene.height += scene.line();
            let half = Tenths((width_of(&line, scene.size, true).0 + 1) / 2);
            let x = self.x(*first).min(scene.right().from(half)).max(half);
            scene.say(Words::new((x, Tenths::whole(scene.height - 3)), Anchor::Middle, scene.size, line).strong());
        }
    }

    fn row(&self, row: &ChartRow, scene: &mut Scene) {
        scene.height += 6;
        let top = scene.height;
        if self.labels.0 > 0 {
            // It stands beside the middle of its bars.
            let cells: i64 = if self.is_dumbbell(row) {
                (BAR + 3).max(scene.line())
            } else {
                row.cells.iter().map(|cell| self.height_of(cell, scene)).sum()
            };
            let middle = Tenths::whole(top).0 + cells * 5 - 15 + scene.size * 35 / 10;
            scene.say(Words::new((self.labels, Tenths(middle)), Anchor::End, scene.size, row.label.as_str()));
        } else {
            for line in lines_of(&row.label, scene.right(), scene.size, false) {
                scene.height += scene.line();
                scene.say(Words::new((Tenths(0), Tenths::whole(scene.height - 3)), Anchor::Start, scene.size, line));
            }
        }
        if self.is_dumbbell(row) {
            self.dumbbell(row, scene);
            scene.height += (BAR + 3).max(scene.line());
        } else {
            for (nth, cell) in row.cells.iter().enumerate() {
                let height = self.height_of(cell, scene);
                self.cell(row, cell, nth, scene);
                scene.height += height;
            }
        }
        if row.is_tested() && !self.chart.rows.iter().all(ChartRow::is_tested) {
            let x = scene.right().plus(-1);
            let (from, to) = (Tenths::whole(top), Tenths::whole(scene.height));
            let bracket = vec![(x.plus(-4), from), (x, from), (x, to), (x.plus(-4), to)];
            scene.path(bracket, Stroke::of(Paint::Ink, 12));
        }
    }

    /// Returns whether the dots of a row stand on one line.
    fn is_dumbbell(&self, row: &ChartRow) -> bool {
        self.chart.mark == ChartMark::Point && row.cells.len() > 1 && row.cells.iter().all(|cell| cell.low.is_some())
    }

    /// Draws all dots of a row on one line, with the numbers of the first and the last beside them.
    fn dumbbell(&self, row: &ChartRow, scene: &mut Scene) {
        let y = Tenths::whole(scene.height).plus(BAR / 2);
        let places = row.cells.iter().enumerate().filter_map(|(nth, cell)| Some((nth, cell, self.x(cell.low?))));
        let mut places: Vec<_> = places.collect();
        places.sort_by_key(|(nth, _, x)| (*x, *nth));
        let [(_, first, from), .., (_, last, to)] = places.as_slice() else { return };
        scene.straight((*from, y), (*to, y), Stroke::of(Paint::Data, 20));
        for (nth, cell, x) in &places {
            scene.point((*x, y), *nth, cell.provisional, Paint::of_series(*nth));
        }
        let base = Tenths(y.0 + scene.size * 35 / 10);
        for (cell, x, anchor) in [(first, from.plus(-8), Anchor::End), (last, to.plus(8), Anchor::Start)] {
            scene.say_if_free(Words::new((x, base), anchor, scene.size, cell.words.as_str()).strong());
        }
    }

    /// Returns how high a bar is with the space below it: more where its words need several lines.
    fn height_of(&self, cell: &ChartCell, scene: &Scene) -> i64 {
        let lines = i64::try_from(self.lines(cell, scene).len()).unwrap_or(1);
        (BAR + 3).max(lines * scene.line())
    }

    fn lines(&self, cell: &ChartCell, scene: &Scene) -> Vec<String> {
        lines_of(&cell.words, Tenths(scene.right().0 - self.right.0 - 100), scene.size, true)
    }

    /// Draws one bar, dot or range with its number; of one that is missing or withheld only the words.
    fn cell(&self, row: &ChartRow, cell: &ChartCell, nth: usize, scene: &mut Scene) {
        let top = Tenths::whole(scene.height);
        let middle = Tenths(top.0 + BAR * 5);
        let windowed = self.chart.rows.iter().any(ChartRow::is_tested) && self.chart.names.len() == 1;
        let paint = if windowed && !row.is_tested() { Paint::Data } else { Paint::of_series(nth) };
        let end = match (cell.low, cell.high) {
            (None, None) => self.x(self.scale.base()),
            (low, high) => {
                let from = low.map_or(self.left, |low| self.x(low));
                let to = high.map_or(self.right, |high| self.x(high));
                match self.chart.mark {
                    ChartMark::Point => {
                        scene.point((to, middle), nth, cell.provisional, paint);
                        to.plus(4)
                    }
                    ChartMark::Range | ChartMark::Errorbar => {
                        let ends = (low.map(|_| from), high.map(|_| to));
                        Self::range((from, to), ends, middle, (cell.provisional, paint), scene);
                        if let Some(value) = cell.value.filter(|_| self.chart.mark == ChartMark::Errorbar) {
                            scene.point((self.x(value), middle), 0, cell.provisional, paint);
                        }
                        to.plus(2)
                    }
                    _ => {
                        let base = self.x(self.scale.base());
                        let (left, right) = (base.min(to), base.max(to));
                        let rect = ((left, top), right.from(left), Tenths::whole(BAR));
                        if cell.provisional {
                            scene.hollow(rect, paint);
                        } else {
                            scene.rects(vec![rect], paint);
                        }
                        scene.taken.push(Frame { left, top, right, bottom: top.plus(BAR) });
                        right
                    }
                }
            }
        };
        let lines = self.lines(cell, scene);
        let widest = lines.iter().map(|line| width_of(line, scene.size, true)).max().unwrap_or_default();
        let x = end.plus(6).min(scene.right().from(widest).plus(-2));
        let quiet = cell.low.is_none() && cell.high.is_none();
        for (line, down) in lines.into_iter().zip(0..) {
            let y = Tenths(middle.0 + scene.size * 35 / 10).plus(scene.line() * down);
            let words = Words::new((x, y), Anchor::Start, scene.size, line);
            scene.say(if quiet { words.in_paint(Paint::Quiet) } else { words.strong() });
        }
    }

    /// Draws a stretch with its ends; where one is open, an arrow.
    fn range(
        (from, to): (Tenths, Tenths),
        (low, high): (Option<Tenths>, Option<Tenths>),
        y: Tenths,
        (hollow, paint): (bool, Paint),
        scene: &mut Scene,
    ) {
        let stroke = Stroke::of(paint, 22);
        scene.straight((from, y), (to, y), if hollow { stroke.dashed(&[4, 3]) } else { stroke });
        for (end, there, right) in [(from, low, false), (to, high, true)] {
            if there.is_some() {
                scene.straight((end, y.plus(-5)), (end, y.plus(5)), stroke);
            } else {
                let back = if right { -7 } else { 7 };
                let head = vec![(end, y), (end.plus(back), y.plus(-5)), (end.plus(back), y.plus(5))];
                scene.shapes.push(Shape { outline: Outline::Polygon(head), fill: Some(paint), stroke: None });
            }
        }
        scene.taken.push(Frame { left: from, top: y.plus(-5), right: to, bottom: y.plus(5) });
    }

    /// Writes the numbers of the scale below the rows, and the sign that it does not begin at zero.
    fn axis(&self, ticks: &[String], scene: &mut Scene) {
        scene.height += 3;
        let y = Tenths::whole(scene.height);
        scene.straight((self.left, y), (self.right, y), Stroke::of(Paint::Quiet, 10));
        if self.scale.is_broken() {
            scene.jag((self.left.plus(4), y), false);
        }
        let count = ticks.len();
        let ends = [0, count.saturating_sub(1)];
        for at in ends.into_iter().chain(1..count.saturating_sub(1)) {
            let half = Tenths((width_of(&ticks[at], scene.size, false).0 + 1) / 2);
            let x = self.x(self.scale.ticks[at]).min(scene.right().from(half)).max(half);
            let words = Words::new((x, y.plus(scene.size + 4)), Anchor::Middle, scene.size, ticks[at].as_str());
            let frame = words.frame();
            let apart = Frame { left: frame.left.plus(-5), right: frame.right.plus(5), ..frame };
            if !scene.taken.iter().any(|taken| taken.meets(&apart)) {
                scene.say_if_free(words.in_paint(Paint::Quiet));
            }
        }
        scene.height += scene.line() + 4;
    }
}
