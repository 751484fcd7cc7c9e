//! Words of a picture, and how much room they need in the widest of the usual typefaces.

use crate::render::chart::paint::{Paint, Point, Tenths};

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// It stands over it.
    Middle,
    /// It ends there.
    End,
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// Where, on the line on which they stand.
    pub(super) at: Point,
    /// On which side of it.
    pub(super) anchor: Anchor,
    /// How high their letters are, in units.
    pub(super) size: i64,
    /// Whether they are bold.
    pub(super) bold: bool,
    /// With what.
    pub(super) paint: Paint,
    /// The words.
    pub(super) text: String,
}

impl Words {
    /// Returns words in ink.
    pub(super) fn new(at: Point, anchor: Anchor, size: i64, words: impl Into<String>) -> Self {
        Self { at, anchor, size, bold: false, paint: Paint::Ink, text: words.into() }
    }

    /// Returns them with another paint.
    pub(super) fn in_paint(self, paint: Paint) -> Self {
        Self { paint, ..self }
    }

    /// Returns them bold.
    pub(super) fn strong(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Returns what they cover in the widest usual typeface.
    pub(super) fn frame(&self) -> Frame {
        let width = width_of(&self.text, self.size, self.bold);
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => Tenths(self.at.0.0 - width.0 / 2),
            Anchor::End => self.at.0.from(width),
        };
        let (above, below) = (Tenths(self.size * 8), Tenths(self.size * 25 / 10));
        Frame { left, top: self.at.1.from(above), right: left.and(width), bottom: self.at.1.and(below) }
    }
}

/// What something covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// Its left edge.
    pub(super) left: Tenths,
    /// Its upper edge.
    pub(super) top: Tenths,
    /// Its right edge.
    pub(super) right: Tenths,
    /// Its lower edge.
    pub(super) bottom: Tenths,
}

impl Frame {
    /// Returns whether two cover the same place anywhere.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Returns how wide words are at the most, whichever of the usual typefaces they are set in: a little more than in `DejaVu` Sans,
/// which is wider than the others.
pub(super) fn width_of(words: &str, size: i64, bold: bool) -> Tenths {
    let thousandths: i64 = words.chars().map(per_mille).sum();
    let thousandths = if bold { thousandths * 112 / 100 } else { thousandths };
    Tenths((thousandths * size + 99) / 100)
}

/// Returns how wide a letter is, in thousandths of its height.
fn per_mille(letter: char) -> i64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' | '’' | '‘' | '·' => 330,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '\u{a0}' | '\u{202f}' => 420,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' | '&' => 1000,
        'A'..='Z' => 790,
        '0'..='9' | 'a'..='z' => 640,
        _ if ('\u{c0}'..'\u{600}').contains(&letter) => 790,
        _ => 1050,
    }
}

/// Returns words in lines no wider than that; a word that is wider by itself is cut.
pub(super) fn lines_of(words: &str, width: Tenths, size: i64, bold: bool) -> Vec<String> {
    let fits = |line: &str| width_of(line, size, bold) <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ if fits(word) => lines.push(word.to_owned()),
            _ => {
                let mut line = String::new();
                for letter in word.chars() {
                    if !line.is_empty() && !fits(&format!("{line}{letter}")) {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push(letter);
                }
                lines.push(line);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_between_words_and_a_word_too_wide_within() {
        assert_eq!(lines_of("a bb ccc", Tenths(400), 13, false), ["a bb", "ccc"]);
        assert_eq!(lines_of("Donau x", Tenths(250), 13, false), ["Do", "nau", "x"]);
        assert_eq!(lines_of(" ", Tenths(400), 13, false), Vec::<String>::new());
    }

    #[test]
    fn words_cover_what_their_side_says() {
        let at = (Tenths(1000), Tenths(1000));
        let frames =
            [Anchor::Start, Anchor::Middle, Anchor::End].map(|anchor| Words::new(at, anchor, 10, "00").frame());
        assert_eq!(frames.map(|frame| (frame.left.0, frame.right.0)), [(1000, 1128), (936, 1064), (872, 1000)]);
    }
}
