//! An SVG drawing of so many exact tenths: scales that make places of numbers, and elements in the colour of the text around
//! them, with nothing that runs or is fetched.

use std::fmt::{self, Write as _};

use crate::number::Number;
use crate::render::html::escape;

/// A length or place in tenths of a unit of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tenths(pub(super) i64);

impl Tenths {
    /// Returns so many whole units.
    pub(super) const fn whole(units: i64) -> Self {
        Self(units * 10)
    }

    /// Returns the place so many units further on.
    pub(super) const fn plus(self, units: i64) -> Self {
        Self(self.0 + units * 10)
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.abs() / 10, self.0.abs() % 10);
        match tenth {
            0 => write!(f, "{sign}{whole}"),
            tenth => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// Whether a scale must reach down, or up, to zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Baseline {
    /// It must: lengths are compared.
    Zero,
    /// It may begin near the numbers where they lie far from zero: places are compared.
    Free,
}

/// A scale from one round number to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    /// Round numbers in equal steps, the ends of the scale first and last.
    pub(super) ticks: Vec<Number>,
}

/// In how many steps a scale is divided at most.
const MOST_STEPS: i64 = 5;

impl Scale {
    /// Returns a scale on which all these numbers have a place.
    pub(super) fn of(numbers: impl IntoIterator<Item = Number>, baseline: Baseline) -> Self {
        let numbers: Vec<Number> = numbers.into_iter().collect();
        let mut low = numbers.iter().copied().min().unwrap_or(Number::ZERO);
        let mut high = numbers.iter().copied().max().unwrap_or(Number::ONE);
        let half = |number: Number| number.over(Number::from(2)).unwrap_or(Number::ZERO);
        if baseline == Baseline::Zero || low < half(high) && high > half(low) || low == high {
            (low, high) = (low.min(Number::ZERO), high.max(Number::ZERO));
        }
        if low == high {
            high = Number::ONE;
        }
        // A number too long to reckon with leaves the scale without steps between its ends.
        Self { ticks: ticks(low, high).unwrap_or_else(|| vec![low, high]) }
    }

    /// Returns where a number stands on so many tenths, from the lower end.
    pub(super) fn place(&self, number: Number, length: Tenths) -> Tenths {
        let (first, last) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        let part = number.minus(first).and_then(|above| above.over(last.minus(first)?));
        let tenths = part.and_then(|part| part.rounded(9).times(Number::from(length.0)));
        let tenths = tenths.ok().and_then(|tenths| i64::try_from(tenths.rounded(0).to_whole()?).ok());
        Tenths(tenths.unwrap_or(0).clamp(0, length.0))
    }

    /// Returns the lower end.
    pub(super) fn low(&self) -> Number {
        self.ticks[0]
    }

    /// Returns the upper end.
    pub(super) fn high(&self) -> Number {
        self.ticks[self.ticks.len() - 1]
    }
}

/// Returns round numbers from at or below one to at or above the other; none where they are too long to reckon with.
fn ticks(low: Number, high: Number) -> Option<Vec<Number>> {
    let span = high.minus(low).ok()?;
    let step = (-12..=20).flat_map(|zeros| [1, 2, 5].map(|digit| (digit, zeros))).find_map(|(digit, zeros)| {
        let step = Number::power_of_ten(zeros)?.times(Number::from(digit)).ok()?;
        (span <= step.times(Number::from(MOST_STEPS)).ok()?).then_some(step)
    })?;
    let steps = low.over(step).ok()?.rounded(0);
    let mut at = steps.times(step).ok()?;
    if at > low {
        at = at.minus(step).ok()?;
    }
    let mut ticks = vec![at];
    while at < high {
        at = at.plus(step).ok()?;
        ticks.push(at);
    }
    Some(ticks)
}

/// How wide every picture is: so narrow that its words can be read on a phone.
pub(super) const WIDTH: i64 = 360;

/// How high a line of words is.
pub(super) const LINE: i64 = 19;

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Whether a mark is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Filled.
    Solid,
    /// Outlined: provisional.
    Hollow,
}

/// Elements, one a line.
#[derive(Debug)]
pub(super) struct Svg {
    /// What stands behind words and inside hollow marks.
    ground: &'static str,
    /// How words are kept apart from what is drawn behind them.
    halo: String,
    /// What was drawn so far.
    pub(super) out: String,
    /// How far down it reaches.
    pub(super) height: i64,
}

impl Svg {
    /// Returns an empty picture that stands in a page, in whose style its words are kept apart from the lines behind them.
    pub(super) fn inside() -> Self {
        Self::on("var(--paper, #fff)", "class=\"halo\"".to_owned())
    }

    /// Returns an empty picture that stands alone. Not every program that shows a file knows variables or classes.
    pub(super) fn alone() -> Self {
        let halo = "stroke=\"#fff\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
        Self::on("#fff", halo.to_owned())
    }

    fn on(ground: &'static str, halo: String) -> Self {
        Self { ground, halo, out: String::new(), height: 0 }
    }

    /// Writes words at a place.
    pub(super) fn text(&mut self, x: Tenths, y: Tenths, anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\"{anchor} {}>", self.halo);
        escape(words, &mut self.out);
        self.out.push_str("</text>\n");
    }

    /// Writes a line of the title below what is there.
    pub(super) fn title(&mut self, words: &str) {
        self.height += LINE + 1;
        let y = Tenths::whole(self.height - 4);
        let _ = write!(self.out, "<text x=\"0\" y=\"{y}\" font-weight=\"bold\">");
        escape(words, &mut self.out);
        self.out.push_str("</text>\n");
    }

    /// Draws a straight line; `style` says how it is stroked.
    pub(super) fn line(&mut self, (x1, y1): (Tenths, Tenths), (x2, y2): (Tenths, Tenths), style: &str) {
        let _ = writeln!(
            self.out,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"currentColor\" {style}/>"
        );
    }

    /// Draws lines from point to point.
    pub(super) fn path(&mut self, points: &[(Tenths, Tenths)], dashes: &str) {
        self.out.push_str("<polyline points=\"");
        for (at, (x, y)) in points.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            let _ = write!(self.out, "{space}{x},{y}");
        }
        let _ = writeln!(self.out, "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\"{dashes}/>");
    }

    /// Shades a rectangle.
    pub(super) fn shade(&mut self, (x, y): (Tenths, Tenths), width: Tenths, height: Tenths) {
        let _ = writeln!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"currentColor\" fill-opacity=\"0.12\"/>"
        );
    }

    /// Draws a bar; each of several is filled less than the one before, and a provisional one is dashed and empty.
    pub(super) fn bar(&mut self, (x, y): (Tenths, Tenths), width: Tenths, nth: usize, fill: Fill) {
        let inside = match fill {
            Fill::Solid => {
                format!("fill=\"currentColor\" fill-opacity=\"{}\"", ["0.85", "0.5", "0.25", "0.05"][nth.min(3)])
            }
            Fill::Hollow => "fill=\"none\" stroke-dasharray=\"4 3\"".to_owned(),
        };
        let _ = writeln!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"14\" {inside} stroke=\"currentColor\" stroke-width=\"1.5\"/>"
        );
    }

    /// Draws the mark of a point; each of several has a shape of its own.
    pub(super) fn point(&mut self, (x, y): (Tenths, Tenths), nth: usize, fill: Fill) {
        let inside = match fill {
            Fill::Solid => "currentColor",
            Fill::Hollow => self.ground,
        };
        let shape = match nth % 4 {
            0 => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4.5\""),
            1 => format!("<rect x=\"{}\" y=\"{}\" width=\"8\" height=\"8\"", x.plus(-4), y.plus(-4)),
            2 => polygon(&[(x, y.plus(-5)), (x.plus(5), y.plus(4)), (x.plus(-5), y.plus(4))]),
            _ => polygon(&[(x, y.plus(-6)), (x.plus(6), y), (x, y.plus(6)), (x.plus(-6), y)]),
        };
        let _ = writeln!(self.out, "{shape} fill=\"{inside}\" stroke=\"currentColor\" stroke-width=\"2\"/>");
    }

    /// Draws the head of an arrow that points to the left, or to the right.
    pub(super) fn arrow(&mut self, (x, y): (Tenths, Tenths), right: bool) {
        let back = if right { -8 } else { 8 };
        let shape = polygon(&[(x, y), (x.plus(back), y.plus(-5)), (x.plus(back), y.plus(5))]);
        let _ = writeln!(self.out, "{shape} fill=\"currentColor\"/>");
    }
}

fn polygon(points: &[(Tenths, Tenths)]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    format!("<polygon points=\"{}\"", points.join(" "))
}

/// Returns how wide words are at the most, in whole units.
pub(super) fn width_of(words: &str) -> i64 {
    i64::try_from(words.chars().count()).unwrap_or(WIDTH).saturating_mul(96) / 10
}

/// Returns words in lines no wider than so many units; a word that is wider has a line of its own.
pub(super) fn lines_of(words: &str, width: i64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_of(line) + width_of(" ") + width_of(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod scale_tests {
    use super::*;

    fn number(written: &str) -> Number {
        Number::parse(written).unwrap()
    }

    fn scale(numbers: &[&str], baseline: Baseline) -> Vec<String> {
        let scale = Scale::of(numbers.iter().map(|written| number(written)), baseline);
        scale.ticks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ticks_are_round_and_reach_past_both_ends() {
        assert_eq!(scale(&["27000", "30375"], Baseline::Free), ["27000", "28000", "29000", "30000", "31000"]);
        assert_eq!(scale(&["3", "41"], Baseline::Zero), ["0", "10", "20", "30", "40", "50"]);
        assert_eq!(scale(&["0.12", "0.31"], Baseline::Zero), ["0", "0.1", "0.2", "0.3", "0.4"]);
        assert_eq!(scale(&["-7", "4"], Baseline::Zero), ["-10", "-5", "0", "5"]);
    }

    #[test]
    fn bars_begin_at_zero_and_lines_only_where_that_does_not_flatten_them() {
        assert_eq!(scale(&["90", "100"], Baseline::Zero)[0], "0");
        assert_eq!(scale(&["90", "100"], Baseline::Free)[0], "90");
        assert_eq!(scale(&["10", "100"], Baseline::Free)[0], "0");
        assert_eq!(scale(&["7"], Baseline::Free)[0], "0");
    }

    #[test]
    fn nothing_and_one_thing_have_a_scale() {
        assert_eq!(scale(&[], Baseline::Zero).len(), 6);
        assert_eq!(scale(&["0"], Baseline::Free)[0], "0");
    }

    #[test]
    fn places_are_exact_tenths() {
        let scale = Scale::of([number("0"), number("3")], Baseline::Zero);
        assert_eq!(scale.place(number("1"), Tenths::whole(100)), Tenths(333));
        assert_eq!(scale.place(number("3"), Tenths::whole(100)), Tenths(1000));
        assert_eq!(Tenths(333).to_string(), "33.3");
        assert_eq!(Tenths(-5).to_string(), "-0.5");
        assert_eq!(Tenths::whole(7).to_string(), "7");
    }
}

#[cfg(test)]
mod picture_tests {
    use super::*;

    #[test]
    fn words_are_broken_between_words_only() {
        assert_eq!(lines_of("a bb ccc", 48), ["a bb", "ccc"]);
        assert_eq!(lines_of("Donaudampfschifffahrt x", 40), ["Donaudampfschifffahrt", "x"]);
        assert_eq!(lines_of(" ", 40), Vec::<String>::new());
    }

    #[test]
    fn what_a_registry_says_is_words_and_never_markup() {
        let mut picture = Svg::alone();
        picture.text(Tenths(0), Tenths(0), Anchor::Start, "<script>&\"");
        assert!(picture.out.contains("&lt;script&gt;&amp;&quot;"), "{}", picture.out);
    }
}
