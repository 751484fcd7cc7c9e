//! A scene: what a chart is made of, before anybody decides how it is shown. Shapes and words have exact places in tenths of a unit,
//! and paints that are named for what they mean. A page, a file of its own, a picture of pixels and the tests all read it.

pub(super) use crate::render::chart::paint::{Paint, Point, Tenths};
use crate::render::chart::words::{Anchor, Frame, Words, lines_of};

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stroke {
    /// With what.
    pub(super) paint: Paint,
    /// How wide.
    pub(super) width: Tenths,
    /// So many units drawn, so many left out, and again; nothing of a whole line.
    pub(super) dashes: &'static [i64],
}

impl Stroke {
    /// Returns a whole line so many tenths wide.
    pub(super) const fn of(paint: Paint, width: i64) -> Self {
        Self { paint, width: Tenths(width), dashes: &[] }
    }

    /// Returns the line with dashes.
    pub(super) const fn dashed(self, dashes: &'static [i64]) -> Self {
        Self { dashes, ..self }
    }
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outline {
    /// Lines from point to point.
    Path(Vec<Point>),
    /// The same, back to the first.
    Polygon(Vec<Point>),
    /// Rectangles: the corner at the upper left, how wide, how high.
    Rects(Vec<(Point, Tenths, Tenths)>),
    /// A circle around a point.
    Circle(Point, Tenths),
}

/// A form with its paints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// Its form.
    pub(super) outline: Outline,
    /// What it is filled with.
    pub(super) fill: Option<Paint>,
    /// How its edge is drawn.
    pub(super) stroke: Option<Stroke>,
}

/// A drawing.
#[derive(Debug, Clone)]
pub(super) struct Scene {
    /// How wide it is, in units.
    pub(super) width: i64,
    /// How far down it reaches so far.
    pub(super) height: i64,
    /// How high its letters are, in units.
    pub(super) size: i64,
    /// Its shapes, later ones over earlier ones.
    pub(super) shapes: Vec<Shape>,
    /// Its words, over all shapes.
    pub(super) words: Vec<Words>,
    /// What of it words may not cover.
    pub(super) taken: Vec<Frame>,
}

impl Scene {
    /// Returns an empty one.
    pub(super) fn new(width: i64, size: i64) -> Self {
        Self { width, height: 0, size, shapes: Vec::new(), words: Vec::new(), taken: Vec::new() }
    }

    /// Returns how high a line of words is.
    pub(super) fn line(&self) -> i64 {
        self.size * 14 / 10
    }

    /// Returns its right edge.
    pub(super) fn right(&self) -> Tenths {
        Tenths::whole(self.width)
    }

    /// Adds words, which no later label covers.
    pub(super) fn say(&mut self, words: Words) {
        if !words.text.trim().is_empty() {
            self.taken.push(words.frame());
            self.words.push(words);
        }
    }

    /// Adds words where they cover nothing and lie within the picture; returns whether they do.
    pub(super) fn say_if_free(&mut self, words: Words) -> bool {
        let frame = words.frame();
        let inside = frame.left >= Tenths(0) && frame.right <= self.right() && frame.top >= Tenths(0);
        let free = inside && !self.taken.iter().any(|taken| taken.meets(&frame));
        if free {
            self.say(words);
        }
        free
    }

    /// Writes words below what is there, in as many lines as they need.
    pub(super) fn paragraph(&mut self, words: &str, left: Tenths, paint: Paint) {
        for line in lines_of(words, self.right().from(left), self.size, false) {
            self.height += self.line();
            self.say(
                Words::new((left, Tenths::whole(self.height - 3)), Anchor::Start, self.size, line).in_paint(paint),
            );
        }
    }

    /// Writes a heading below what is there.
    pub(super) fn heading(&mut self, words: &str, size: i64) {
        for line in lines_of(words, self.right(), size, true) {
            self.height += size * 13 / 10;
            self.say(Words::new((Tenths(0), Tenths::whole(self.height - 4)), Anchor::Start, size, line).strong());
        }
    }

    /// Adds a straight line.
    pub(super) fn straight(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.shapes.push(Shape { outline: Outline::Path(vec![from, to]), fill: None, stroke: Some(stroke) });
    }

    /// Adds lines from point to point.
    pub(super) fn path(&mut self, points: Vec<Point>, stroke: Stroke) {
        self.shapes.push(Shape { outline: Outline::Path(points), fill: None, stroke: Some(stroke) });
    }

    /// Adds filled rectangles.
    pub(super) fn rects(&mut self, rects: Vec<(Point, Tenths, Tenths)>, fill: Paint) {
        if !rects.is_empty() {
            self.shapes.push(Shape { outline: Outline::Rects(rects), fill: Some(fill), stroke: None });
        }
    }

    /// Adds a rectangle that is provisional: an edge of dashes around nothing.
    pub(super) fn hollow(&mut self, rect: (Point, Tenths, Tenths), paint: Paint) {
        let ((x, y), width, height) = rect;
        // The edge lies within the rectangle.
        let inner = ((Tenths(x.0 + 5), Tenths(y.0 + 5)), Tenths((width.0 - 10).max(1)), Tenths((height.0 - 10).max(1)));
        self.shapes.push(Shape {
            outline: Outline::Rects(vec![inner]),
            fill: Some(Paint::Paper),
            stroke: Some(Stroke::of(paint, 10).dashed(&[3, 2])),
        });
    }

    /// Adds the mark of a point; each of several series has a shape of its own, and a provisional one is hollow.
    pub(super) fn point(&mut self, (x, y): Point, nth: usize, hollow: bool, paint: Paint) {
        let outline = match nth % 4 {
            0 => Outline::Circle((x, y), Tenths(38)),
            1 => Outline::Rects(vec![((Tenths(x.0 - 34), Tenths(y.0 - 34)), Tenths(68), Tenths(68))]),
            2 => Outline::Polygon(vec![(x, y.plus(-5)), (x.plus(5), y.plus(4)), (x.plus(-5), y.plus(4))]),
            _ => Outline::Polygon(vec![(x, y.plus(-5)), (x.plus(5), y), (x, y.plus(5)), (x.plus(-5), y)]),
        };
        let fill = Some(if hollow { Paint::Paper } else { paint });
        self.shapes.push(Shape { outline, fill, stroke: Some(Stroke::of(paint, 16)) });
        self.taken.push(Frame { left: x.plus(-4), top: y.plus(-4), right: x.plus(4), bottom: y.plus(4) });
    }

    /// Adds a bracket over a stretch: what lies below it belongs together.
    pub(super) fn bracket(&mut self, from: Tenths, to: Tenths, y: Tenths) {
        self.path(vec![(from, y.plus(5)), (from, y), (to, y), (to, y.plus(5))], Stroke::of(Paint::Ink, 12));
        self.taken.push(Frame { left: from, top: y.plus(-1), right: to, bottom: y.plus(8) });
    }

    /// Adds all of another scene, so far from the left and from above.
    pub(super) fn place(&mut self, other: Self, right: Tenths, down: Tenths) {
        let moved = |(x, y): Point| (x.and(right), y.and(down));
        self.shapes.extend(other.shapes.into_iter().map(|shape| {
            let outline = match shape.outline {
                Outline::Path(points) => Outline::Path(points.into_iter().map(moved).collect()),
                Outline::Polygon(points) => Outline::Polygon(points.into_iter().map(moved).collect()),
                Outline::Rects(rects) => {
                    Outline::Rects(rects.into_iter().map(|(at, width, height)| (moved(at), width, height)).collect())
                }
                Outline::Circle(at, radius) => Outline::Circle(moved(at), radius),
            };
            Shape { outline, ..shape }
        }));
        for words in other.words {
            self.say(Words { at: moved(words.at), ..words });
        }
    }

    /// Adds the sign on an axis that it does not begin at zero: a jag across its lower end, from left to right or upwards.
    pub(super) fn jag(&mut self, (x, y): Point, upwards: bool) {
        let turn = |(along, across): (i64, i64)| {
            if upwards { (x.plus(across), y.plus(-along)) } else { (x.plus(along), y.plus(across)) }
        };
        let points = [(0, 0), (2, -4), (6, 4), (10, -4), (12, 0)].map(turn);
        let under = Stroke::of(Paint::Paper, 40);
        self.straight(points[0], points[4], under);
        self.path(points.to_vec(), Stroke::of(Paint::Ink, 12));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_would_cover_another_is_left_out() {
        let mut scene = Scene::new(100, 10);
        let label = |x: i64| Words::new((Tenths::whole(x), Tenths::whole(20)), Anchor::Start, 10, "000");
        assert!(scene.say_if_free(label(10)));
        assert!(!scene.say_if_free(label(20)), "it covers the first");
        assert!(!scene.say_if_free(label(95)), "it leaves the picture");
        assert!(scene.say_if_free(label(40)));
        assert_eq!(scene.words.len(), 2);
    }
}
