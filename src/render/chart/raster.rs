//! A scene as pixels. Places are whole 256ths of a pixel and coverage is counted in whole numbers, so that the same scene is the same
//! picture on every machine.

use crate::render::chart::font::{Font, Fonts};
use crate::render::chart::scene::{Outline, Paint, Point, Scene, Shape, Stroke, Tenths};
use crate::render::chart::words::{Anchor, Words};

/// How many parts a pixel has across.
const PART: i64 = 256;

/// How many lines a pixel is sampled on.
const LINES: i64 = 8;

/// In which steps a pixel is covered, of 255.
const STEP: i32 = 17;

/// How far the ground is kept free around words, in tenths of a unit.
const HALO: i64 = 15;

/// A picture of pixels, each of which is red, green, blue.
pub(super) struct Pixels {
    /// How wide it is.
    pub(super) width: usize,
    /// How high it is.
    pub(super) height: usize,
    /// Its pixels, line by line.
    pub(super) bytes: Vec<u8>,
}

/// Returns a scene on its ground, each unit so many pixels wide.
pub(super) fn pixels(scene: &Scene, fonts: &Fonts, scale: i64) -> Pixels {
    let size = |units: i64| usize::try_from(units * scale).unwrap_or(0);
    let (width, height) = (size(scene.width), size(scene.height));
    let mut pixels = Pixels { width, height, bytes: Paint::Paper.on_white().repeat(width * height) };
    for shape in &scene.shapes {
        pixels.shape(shape, scale);
    }
    for words in &scene.words {
        pixels.words(words, fonts.of(words), scale);
    }
    pixels
}

/// A place in 256ths of a pixel.
type Place = (i64, i64);

/// How much of each pixel of a part of the picture is covered, from 0 to 255.
struct Mask {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    covered: Vec<u8>,
}

impl Pixels {
    fn shape(&mut self, shape: &Shape, scale: i64) {
        let (contours, is_shut) = contours(&shape.outline, scale);
        if let Some(fill) = shape.fill {
            let turned = contours.iter().map(|contour| turned(contour.clone())).collect::<Vec<_>>();
            self.fill(&turned, fill);
        }
        if let Some(stroke) = shape.stroke {
            self.fill(&stroked(&contours, is_shut, stroke, scale), stroke.paint);
        }
    }

    fn words(&mut self, words: &Words, font: &Font, scale: i64) {
        let size = words.size * scale * PART;
        let (x, y) = place(words.at, scale);
        let (_, width) = font.outlines(&words.text, (0, 0), size);
        let left = match words.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2,
            Anchor::End => x - width,
        };
        let (contours, _) = font.outlines(&words.text, (left, y), size);
        let around = usize::try_from(HALO * scale / 10).unwrap_or(0) + 1;
        if let Some(mask) = self.mask(&contours, around) {
            self.paint(&mask.grown(HALO * scale / 10), Paint::Paper);
            self.paint(&mask, words.paint);
        }
    }

    fn fill(&mut self, contours: &[Vec<Place>], paint: Paint) {
        if let Some(mask) = self.mask(contours, 0) {
            self.paint(&mask, paint);
        }
    }

    /// Returns how contours cover the picture, with so many pixels around them; none where they cover nothing of it. What several of
    /// them go around the same way is covered once.
    fn mask(&self, contours: &[Vec<Place>], around: usize) -> Option<Mask> {
        let points = || contours.iter().flatten();
        let pixel = |part: i64, most: usize| usize::try_from(part.div_euclid(PART).max(0)).unwrap_or(0).min(most);
        let (left, right) = (points().map(|it| it.0).min()?, points().map(|it| it.0).max()?);
        let (top, bottom) = (points().map(|it| it.1).min()?, points().map(|it| it.1).max()?);
        let (left, top) =
            (pixel(left, self.width).saturating_sub(around), pixel(top, self.height).saturating_sub(around));
        let right = (pixel(right, self.width) + 1 + around).min(self.width);
        let bottom = (pixel(bottom, self.height) + 1 + around).min(self.height);
        let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        if width == 0 || height == 0 {
            return None;
        }
        let mut edges: Vec<(Place, Place, i64)> = Vec::new();
        for contour in contours {
            for (at, from) in contour.iter().enumerate() {
                let to = contour[(at + 1) % contour.len()];
                match from.1.cmp(&to.1) {
                    std::cmp::Ordering::Less => edges.push((*from, to, 1)),
                    std::cmp::Ordering::Greater => edges.push((to, *from, -1)),
                    std::cmp::Ordering::Equal => {}
                }
            }
        }
        edges.sort_unstable();
        edges.sort_by_key(|(from, ..)| from.1);
        let mut covered = vec![0; width * height];
        let mut sums = vec![0_i64; width];
        let (mut begun, mut open): (usize, Vec<usize>) = (0, Vec::new());
        let offset = i64::try_from(left).unwrap_or(0) * PART;
        for row in 0..height {
            sums.fill(0);
            for line in 0..LINES {
                let y = i64::try_from(top + row).unwrap_or(0) * PART + line * PART / LINES + PART / LINES / 2;
                while begun < edges.len() && edges[begun].0.1 <= y {
                    open.push(begun);
                    begun += 1;
                }
                open.retain(|at| edges[*at].1.1 > y);
                let crossing = |at: &usize| {
                    let (from, to, way) = edges[*at];
                    (from.0 + (to.0 - from.0) * (y - from.1) / (to.1 - from.1) - offset, way)
                };
                let mut crossings: Vec<(i64, i64)> = open.iter().map(crossing).collect();
                crossings.sort_unstable();
                let mut around = 0;
                let mut from = 0;
                for (x, way) in crossings {
                    if around == 0 {
                        from = x;
                    }
                    around += way;
                    if around == 0 {
                        cover(&mut sums, from, x);
                    }
                }
            }
            for (pixel, sum) in covered[row * width..(row + 1) * width].iter_mut().zip(&sums) {
                *pixel = u8::try_from((sum * 255 + PART * LINES / 2) / (PART * LINES)).unwrap_or(u8::MAX);
            }
        }
        Some(Mask { left, top, width, height, covered })
    }

    fn paint(&mut self, mask: &Mask, paint: Paint) {
        let colour = paint.on_white();
        for row in 0..mask.height {
            for column in 0..mask.width {
                // So few steps leave a picture with few colours, which is a small file.
                let covered = (i32::from(mask.covered[row * mask.width + column]) + 8) / STEP * STEP;
                if covered == 0 {
                    continue;
                }
                let at = ((mask.top + row) * self.width + mask.left + column) * 3;
                for (byte, wanted) in self.bytes[at..at + 3].iter_mut().zip(colour) {
                    let (there, wanted) = (i32::from(*byte), i32::from(wanted));
                    let mixed = there + ((wanted - there) * covered + if wanted >= there { 127 } else { -127 }) / 255;
                    *byte = u8::try_from(mixed).unwrap_or(*byte);
                }
            }
        }
    }
}

/// Adds a stretch of one line to what of each pixel is covered.
fn cover(sums: &mut [i64], from: i64, to: i64) {
    let most = i64::try_from(sums.len()).unwrap_or(0) * PART;
    let (from, to) = (from.clamp(0, most), to.clamp(0, most));
    if from >= to {
        return;
    }
    let pixel = |part: i64| usize::try_from(part / PART).unwrap_or(0);
    let (first, last) = (pixel(from), pixel(to - 1));
    for (at, sum) in sums.iter_mut().enumerate().take(last + 1).skip(first) {
        let begin = i64::try_from(at).unwrap_or(0) * PART;
        *sum += (begin + PART).min(to) - begin.max(from);
    }
}

impl Mask {
    /// Returns what is covered within so many pixels.
    fn grown(&self, reach: i64) -> Self {
        let mut covered = vec![0; self.covered.len()];
        let (width, height) = (i64::try_from(self.width).unwrap_or(0), i64::try_from(self.height).unwrap_or(0));
        let at = |row: i64, column: i64| usize::try_from(row * width + column).unwrap_or(0);
        for row in 0..height {
            for column in 0..width {
                let there = self.covered[at(row, column)];
                if there == 0 {
                    continue;
                }
                for down in -reach..=reach {
                    for right in -reach..=reach {
                        let (to_row, to_column) = (row + down, column + right);
                        let inside = (0..height).contains(&to_row) && (0..width).contains(&to_column);
                        if inside && down * down + right * right <= reach * reach + 1 {
                            let pixel = &mut covered[at(to_row, to_column)];
                            *pixel = there.max(*pixel);
                        }
                    }
                }
            }
        }
        Self { covered, ..*self }
    }
}

fn place((x, y): Point, scale: i64) -> Place {
    (length(x, scale), length(y, scale))
}

fn length(tenths: Tenths, scale: i64) -> i64 {
    tenths.0 * scale * PART / 10
}

/// Cosines of a quarter of a turn in eight steps, in 4096ths.
const COSINES: [i64; 9] = [4096, 4017, 3784, 3406, 2896, 2276, 1567, 799, 0];

/// Returns a circle.
fn circle((x, y): Place, radius: i64) -> Vec<Place> {
    let point = |step: usize| {
        let (quarter, step) = (step / 8, step % 8);
        let (cos, sin) = (COSINES[step] * radius / 4096, COSINES[8 - step] * radius / 4096);
        match quarter {
            0 => (x + cos, y + sin),
            1 => (x - sin, y + cos),
            2 => (x - cos, y - sin),
            _ => (x + sin, y - cos),
        }
    };
    (0..32).map(point).collect()
}

/// Returns the lines of an outline, and whether they lead back to where they began.
fn contours(outline: &Outline, scale: i64) -> (Vec<Vec<Place>>, bool) {
    match outline {
        Outline::Path(points) => (vec![points.iter().map(|point| place(*point, scale)).collect()], false),
        Outline::Polygon(points) => (vec![points.iter().map(|point| place(*point, scale)).collect()], true),
        Outline::Circle(middle, radius) => (vec![circle(place(*middle, scale), length(*radius, scale))], true),
        Outline::Rects(rects) => {
            let rect = |((x, y), width, height): &(Point, Tenths, Tenths)| {
                let (right, bottom) = (x.and(*width), y.and(*height));
                [(*x, *y), (right, *y), (right, bottom), (*x, bottom)].map(|point| place(point, scale)).to_vec()
            };
            (rects.iter().map(rect).collect(), true)
        }
    }
}

/// Returns a contour that goes around the same way as all others.
fn turned(mut contour: Vec<Place>) -> Vec<Place> {
    let next = contour.iter().cycle().skip(1);
    let area: i64 = contour.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    if area < 0 {
        contour.reverse();
    }
    contour
}

/// Returns what the stroke of lines covers: a bar for each piece, and a disc where two meet.
fn stroked(contours: &[Vec<Place>], is_shut: bool, stroke: Stroke, scale: i64) -> Vec<Vec<Place>> {
    let half = length(stroke.width, scale) / 2;
    let mut found = Vec::new();
    for contour in contours {
        let mut points = contour.clone();
        if is_shut {
            points.extend(contour.first());
        }
        let mut dashes = Dashes::of(stroke, scale);
        for (at, two) in points.windows(2).enumerate() {
            let (from, to) = (two[0], two[1]);
            let (across, down) = (to.0 - from.0, to.1 - from.1);
            let long = (across * across + down * down).isqrt();
            if long == 0 {
                continue;
            }
            let (right, below) = (down * half / long, across * half / long);
            for (begin, end) in dashes.of_piece(long) {
                let point = |along: i64| (from.0 + across * along / long, from.1 + down * along / long);
                let (a, b) = (point(begin), point(end));
                found.push(turned(vec![
                    (a.0 + right, a.1 - below),
                    (b.0 + right, b.1 - below),
                    (b.0 - right, b.1 + below),
                    (a.0 - right, a.1 + below),
                ]));
            }
            if stroke.dashes.is_empty() && (at > 0 || is_shut) {
                found.push(turned(circle(from, half)));
            }
        }
    }
    found
}

/// How far a line of dashes has come.
struct Dashes {
    lengths: Vec<i64>,
    nth: usize,
    left: i64,
}

impl Dashes {
    fn of(stroke: Stroke, scale: i64) -> Self {
        let lengths: Vec<i64> = stroke.dashes.iter().map(|dash| dash * scale * PART).collect();
        Self { nth: 0, left: lengths.first().copied().unwrap_or(i64::MAX), lengths }
    }

    /// Returns what of the next piece, so long, is drawn.
    fn of_piece(&mut self, long: i64) -> Vec<(i64, i64)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < long {
            let end = at.saturating_add(self.left).min(long);
            if self.nth.is_multiple_of(2) {
                found.push((at, end));
            }
            self.left -= end - at;
            if self.left == 0 {
                self.nth = (self.nth + 1) % self.lengths.len().max(1);
                self.left = self.lengths.get(self.nth).copied().unwrap_or(i64::MAX);
            }
            at = end;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(pixels: &Pixels, x: usize, y: usize) -> [u8; 3] {
        let at = (y * pixels.width + x) * 3;
        [pixels.bytes[at], pixels.bytes[at + 1], pixels.bytes[at + 2]]
    }

    #[test]
    fn a_pixel_that_is_half_covered_is_half_way() {
        let mut scene = Scene::new(4, 13);
        scene.height = 4;
        scene.rects(vec![((Tenths(5), Tenths(10)), Tenths(20), Tenths(10))], Paint::Ink);
        let pixels = pixels(&scene, &Fonts::new(), 1);
        let ink = Paint::Ink.on_white();
        assert_eq!(colour(&pixels, 1, 1), ink);
        assert_eq!(colour(&pixels, 1, 0), [255; 3]);
        for x in [0, 2] {
            let half = colour(&pixels, x, 1);
            assert!(half.iter().zip(ink).all(|(there, ink)| there.abs_diff(u8::midpoint(255, ink)) < 10), "{half:?}");
        }
    }

    #[test]
    fn strokes_that_cross_are_as_dark_as_one() {
        let mut scene = Scene::new(20, 13);
        scene.height = 20;
        let place = |x, y| (Tenths::whole(x), Tenths::whole(y));
        scene.path(vec![place(2, 2), place(18, 18), place(18, 2), place(2, 18)], Stroke::of(Paint::Ink, 40));
        let pixels = pixels(&scene, &Fonts::new(), 2);
        assert_eq!(colour(&pixels, 20, 20), Paint::Ink.on_white());
        assert_eq!(colour(&pixels, 20, 4), [255; 3]);
    }

    #[test]
    fn words_are_painted_over_a_ground_that_is_kept_free() {
        let mut scene = Scene::new(60, 13);
        scene.height = 30;
        scene.rects(vec![((Tenths(0), Tenths(0)), Tenths::whole(60), Tenths::whole(30))], Paint::Data);
        scene.say(Words::new((Tenths::whole(10), Tenths::whole(20)), Anchor::Start, 13, "lll"));
        let pixels = pixels(&scene, &Fonts::new(), 2);
        let seen = |wanted: [u8; 3]| pixels.bytes.chunks(3).filter(|pixel| *pixel == wanted).count();
        assert!(seen(Paint::Ink.on_white()) > 40 && seen([255; 3]) > 40 && seen(Paint::Data.on_white()) > 4000);
    }
}
