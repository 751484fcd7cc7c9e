//! The typeface of pictures of pixels: how wide its letters are, and their outlines. It has Latin, Greek and Cyrillic letters; a text
//! with others has no such picture.

use ttf_parser::{Face, OutlineBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::render::chart::scene::Scene;
use crate::render::chart::words::Words;

/// The two weights.
static REGULAR: &[u8] = include_bytes!("font/regular.ttf");
static BOLD: &[u8] = include_bytes!("font/bold.ttf");

/// How many units of the typeface a letter is high.
const UNITS: i64 = 2048;

/// How many straight pieces a curve is made of.
const PIECES: i64 = 5;

/// A weight of the typeface.
pub(super) struct Font(Face<'static>);

impl Font {
    /// Returns the regular or the bold weight.
    pub(super) fn new(bold: bool) -> Self {
        Self(Face::parse(if bold { BOLD } else { REGULAR }, 0).expect("the typeface is part of the program"))
    }

    /// Returns the first letter of words that the typeface has not.
    pub(super) fn lacks(&self, words: &str) -> Option<char> {
        words.nfc().find(|letter| !is_unseen(*letter) && self.0.glyph_index(*letter).is_none())
    }

    /// Returns the outlines of words that begin at a place, in 256ths of a pixel, with letters so many of these high; and how wide they
    /// are.
    pub(super) fn outlines(&self, words: &str, (x, y): (i64, i64), size: i64) -> (Vec<Vec<(i64, i64)>>, i64) {
        let mut contours = Vec::new();
        let mut at = 0;
        for letter in words.nfc().filter(|letter| !is_unseen(*letter)) {
            let Some(glyph) = self.0.glyph_index(letter) else { continue };
            let mut pen = Pen { size, x: x + at * size / UNITS, y, contours: Vec::new(), last: (0, 0) };
            self.0.outline_glyph(glyph, &mut pen);
            contours.append(&mut pen.contours);
            at += self.0.glyph_hor_advance(glyph).map_or(0, i64::from);
        }
        (contours, at * size / UNITS)
    }
}

/// The typeface in both weights.
pub(super) struct Fonts([Font; 2]);

impl Fonts {
    /// Returns them.
    pub(super) fn new() -> Self {
        Self([Font::new(false), Font::new(true)])
    }

    /// Returns the first letter of a scene that they have not.
    pub(super) fn lack(&self, scene: &Scene) -> Option<char> {
        scene.words.iter().find_map(|words| self.of(words).lacks(&words.text))
    }

    /// Returns the weight of some words.
    pub(super) fn of(&self, words: &Words) -> &Font {
        &self.0[usize::from(words.bold)]
    }
}

/// Returns whether a letter is there for what stands beside it, and is not seen itself.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Follows the outline of a letter.
struct Pen {
    size: i64,
    x: i64,
    y: i64,
    contours: Vec<Vec<(i64, i64)>>,
    /// Where it stands, in halves of a unit of the typeface.
    last: (i64, i64),
}

impl Pen {
    /// Returns a place in halves of a unit; every place of an outline is a whole number of these.
    #[expect(clippy::cast_possible_truncation, reason = "an outline lies within a few thousand units")]
    fn halves(x: f32, y: f32) -> (i64, i64) {
        ((x * 2.0) as i64, (y * 2.0) as i64)
    }

    fn go(&mut self, at: (i64, i64)) {
        let point = (self.x + at.0 * self.size / (2 * UNITS), self.y - at.1 * self.size / (2 * UNITS));
        if let Some(contour) = self.contours.last_mut() {
            contour.push(point);
        }
        self.last = at;
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(Vec::new());
        self.go(Self::halves(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.go(Self::halves(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, by, to) = (self.last, Self::halves(x1, y1), Self::halves(x, y));
        for piece in 1..=PIECES {
            let rest = PIECES - piece;
            let along = |a: i64, b: i64, c: i64| {
                (a * rest * rest + 2 * b * rest * piece + c * piece * piece) / (PIECES * PIECES)
            };
            self.go((along(from.0, by.0, to.0), along(from.1, by.1, to.1)));
        }
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        // Outlines of this kind of typeface have none.
        self.line_to(x, y);
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_three_scripts_are_there_and_others_are_named() {
        for bold in [false, true] {
            let font = Font::new(bold);
            for words in ["Übersicht, niño, Łódź: 30,375 – 12% “…”", "Ελλάδα", "Київ", "e\u{301}", "a\u{ad}b"]
            {
                assert_eq!(font.lacks(words), None, "{words}");
            }
            assert_eq!(font.lacks("in 東京"), Some('東'));
            assert_eq!(font.lacks("في"), Some('ف'));
        }
    }

    #[test]
    fn words_are_no_wider_than_pictures_take_them_to_be() {
        use crate::render::chart::words::width_of;
        for bold in [false, true] {
            let font = Font::new(bold);
            for words in ["30,375", "the time the claim is tested on", "WMWM", "Número de niñas", "Київ", "ÆŒ€№"]
            {
                let (_, width) = font.outlines(words, (0, 0), 130);
                assert!(width <= width_of(words, 13, bold).0, "{words}: {width}");
            }
        }
    }
}
