//! What is said in a field: the numbers that matter most beside their places, names beside the ends of lines, and what stands along
//! the axis. Where words would cover others they are left out, the least important first.

use crate::number::Number;
use crate::render::chart::plot::Field;
use crate::render::chart::scene::{Paint, Scene, Stroke, Tenths};
use crate::render::chart::spread;
use crate::render::chart::words::Frame;
use crate::render::chart::words::{Anchor, Words, width_of};
use crate::view::ChartRow;
use crate::vocabulary::ChartMark;

/// With how many places of times shorter than a year the axis names years alone.
const YEARS: usize = 24;

/// How many numbers are said beside their places at the most.
const MOST_LABELS: usize = 4;

impl Field<'_> {
    /// Says what is claimed at the line that is drawn there; returns whether there was room.
    pub(super) fn claimed_words(&self, scene: &mut Scene) -> bool {
        let Some(claimed) = &self.chart.claimed else { return true };
        let Some(number) = claimed.at.first() else { return true };
        let (y, words) = (self.y(*number), claimed.words.plain());
        let width = width_of(&words, scene.size, true);
        let mut x = self.left.plus(4);
        let mut ends = Vec::new();
        while x.and(width) <= self.right {
            ends.push(x);
            x = x.plus(12);
        }
        let downs = [-5, scene.size + 3];
        let spots = downs.into_iter().flat_map(|down| ends.iter().rev().map(move |x| (*x, down)));
        for (x, down) in spots {
            let at = (x, y.plus(down));
            if at.1 < self.bottom
                && scene.say_if_free(Words::new(at, Anchor::Start, scene.size, words.as_str()).strong())
            {
                return true;
            }
        }
        false
    }

    /// Writes the name of each line beside its end, pushed apart where two end close to each other.
    pub(super) fn names(&self, scene: &mut Scene) {
        let last = |nth: usize| (0..self.chart.rows.len()).rev().find_map(|at| self.value(at, nth));
        let ends = (0..self.chart.names.len()).filter_map(|nth| Some((nth, self.y(last(nth)?.1))));
        let ends: Vec<(usize, Tenths)> = ends.collect();
        let line = Tenths::whole(scene.line());
        let apart = spread(&ends.iter().map(|(_, y)| *y).collect::<Vec<_>>(), line, (self.top, self.bottom));
        for ((nth, _), y) in ends.iter().zip(apart) {
            let at = (self.right.plus(8), Tenths(y.0 + scene.size * 35 / 10));
            let words = Words::new(at, Anchor::Start, scene.size, self.chart.names[*nth].as_str());
            scene.say(words.strong().in_paint(Paint::of_series(*nth)));
        }
    }

    /// Says the numbers that matter most beside their places: the tested one, the last, the highest, the first, the lowest.
    pub(super) fn labels(&self, scene: &mut Scene) {
        if self.chart.names.len() != 1 {
            return;
        }
        let points: Vec<(usize, Number)> =
            (0..self.chart.rows.len()).filter_map(|at| Some((at, self.value(at, 0)?.1))).collect();
        let tested: Vec<usize> =
            points.iter().map(|(at, _)| *at).filter(|at| self.chart.rows[*at].is_tested()).collect();
        let only = if let [only] = tested.as_slice() { Some(*only) } else { None };
        let highest = points.iter().rev().max_by_key(|(_, number)| *number).map(|(at, _)| *at);
        let lowest = points.iter().min_by_key(|(_, number)| *number).map(|(at, _)| *at);
        let (first, last) = (points.first().map(|(at, _)| *at), points.last().map(|(at, _)| *at));
        let mut wanted: Vec<usize> = Vec::new();
        for at in [only, last, highest, first, lowest].into_iter().flatten() {
            if !wanted.contains(&at) {
                wanted.push(at);
            }
        }
        for at in wanted.into_iter().take(MOST_LABELS) {
            let Some((cell, number)) = self.value(at, 0) else { continue };
            let is_end = Some(at) == first || Some(at) == last;
            let long = format!("{}: {}", self.chart.rows[at].label, cell.words);
            let forms = if is_end { vec![cell.words.as_str()] } else { vec![long.as_str(), cell.words.as_str()] };
            let below = Some(at) == lowest && Some(at) != highest;
            let strong = self.chart.rows[at].is_tested() || tested.is_empty();
            let _ = forms.into_iter().any(|words| self.label(at, number, words, (below, strong), scene));
        }
    }

    /// Says words at a place, where they are free; returns whether they are.
    fn label(&self, at: usize, number: Number, words: &str, (below, strong): (bool, bool), scene: &mut Scene) -> bool {
        const UP: i64 = 11;
        let (x, size) = (self.places[at], scene.size);
        // A column hangs where its number is below zero.
        let y = if self.chart.mark == ChartMark::Bar {
            self.y(number).min(self.y(self.scale.base()))
        } else {
            self.y(number)
        };
        let width = width_of(words, size, strong);
        let place = |left: Tenths| left.max(self.left.plus(3)).min(self.right.from(width));
        let centred = place(Tenths(x.0 - width.0 / 2));
        let down = size + 8;
        let mut spots = if below && self.chart.mark == ChartMark::Line {
            vec![(centred, down), (centred, -7)]
        } else if self.chart.mark == ChartMark::Line {
            vec![(centred, -7), (centred, down)]
        } else {
            vec![(centred, -5)]
        };
        let sides = [place(x.plus(-6)), place(x.plus(6).from(width))];
        spots.extend(sides.map(|left| (left, -7)));
        if self.chart.mark == ChartMark::Line {
            spots.extend(sides.map(|left| (left, down)));
        }
        spots.extend([(x.plus(9), size / 3), (x.plus(-9).from(width), size / 3)]);
        let higher = (1..4).flat_map(|step| [centred, sides[0], sides[1]].map(|left| (left, -7 - UP * step)));
        spots.extend(higher);
        for (left, down) in spots {
            let base = y.plus(down);
            let inside = left >= self.left.plus(2) && left.and(width) <= self.right && base <= self.bottom.plus(-3);
            let leads = down < -16;
            let leader =
                Frame { left: Tenths(x.0 - 10), top: base.plus(4), right: Tenths(x.0 + 10), bottom: y.plus(-5) };
            let crosses = leads && scene.words.iter().any(|other| other.frame().meets(&leader));
            let above = base.plus(-size) >= self.top.plus(-18);
            if !inside || crosses || !above {
                continue;
            }
            let mut label = Words::new((left, base), Anchor::Start, size, words);
            if strong {
                label = label.strong();
            }
            if scene.say_if_free(label) {
                if leads {
                    scene.straight((x, base.plus(4)), (x, y.plus(-4)), Stroke::of(Paint::Quiet, 10));
                    scene.taken.push(leader);
                }
                return true;
            }
        }
        false
    }

    /// Writes what stands along the axis: years below their months, else the first and the last place, and others where there
    /// is room.
    pub(super) fn axis(&self, scene: &mut Scene) {
        let rows = &self.chart.rows;
        let y = Tenths::whole(scene.height + scene.size);
        let year = |row: &ChartRow| row.time.filter(|time| time.is_within_a_year()).map(|time| time.last().year());
        let years: Option<Vec<i16>> = rows.iter().map(year).collect();
        let years = years.filter(|years| rows.len() >= YEARS && years.is_sorted() && years.first() != years.last());
        if let Some(years) = years {
            let mut groups = Vec::new();
            let mut from = 0;
            for group in years.chunk_by(|a, b| a == b) {
                if from > 0 {
                    let x = self.places[from - 1].half_way(self.places[from]);
                    scene.straight((x, self.bottom), (x, self.bottom.plus(5)), Stroke::of(Paint::Ink, 12));
                }
                groups.push((from, group));
                from += group.len();
            }
            // Whole years are named before those of which only a part is shown.
            groups.sort_by_key(|(from, group)| (std::cmp::Reverse(group.len()), *from));
            for (from, group) in groups {
                let middle = self.places[from].half_way(self.places[from + group.len() - 1]);
                Self::say_below(&group[0].to_string(), middle, y, scene);
            }
        } else {
            let count = rows.len();
            let mut order = vec![0, count.saturating_sub(1)];
            let mut parts = 2;
            while parts <= 64 && order.len() < count {
                order.extend((1..parts).step_by(2).map(|nth| nth * (count - 1) / parts));
                parts *= 2;
            }
            order.extend(if count <= 12 { 0..count } else { 0..0 });
            let mut said: Vec<usize> = Vec::new();
            for at in order.into_iter().filter(|at| *at < count) {
                if !said.contains(&at) && Self::say_below(&rows[at].label, self.places[at], y, scene) {
                    let x = self.places[at];
                    scene.straight((x, self.bottom), (x, self.bottom.plus(4)), Stroke::of(Paint::Ink, 10));
                    said.push(at);
                }
            }
        }
        scene.height += scene.line();
    }

    /// Writes words below the axis, where they are free; returns whether they are.
    fn say_below(words: &str, x: Tenths, y: Tenths, scene: &mut Scene) -> bool {
        let half = Tenths((width_of(words, scene.size, false).0 + 1) / 2);
        let x = x.min(scene.right().from(half)).max(half);
        let label = Words::new((x, y), Anchor::Middle, scene.size, words).in_paint(Paint::Quiet);
        let frame = label.frame();
        let apart = Frame { left: frame.left.plus(-5), right: frame.right.plus(5), ..frame };
        let free = !scene.taken.iter().any(|taken| taken.meets(&apart));
        free && scene.say_if_free(label)
    }
}
