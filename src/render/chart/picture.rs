//! A picture that is being drawn: SVG elements in the colour of the text around them, with nothing that runs or is fetched.

use std::fmt::Write as _;

use crate::render::chart::scale::Tenths;
use crate::render::html::escape;

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
mod tests {
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
