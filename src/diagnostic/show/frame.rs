//! The lines of a file that a problem is about, cut to what a screen can hold.
//!
//! A frame is made from a text the tool holds or from the line a problem carries. It keeps the true line and column even
//! where a long line is shown in part.

use std::ops::Range;

use super::Texts;
use super::clean::clean;
use crate::diagnostic::Label;
use crate::text::{Excerpt, Place, Span};
use crate::world::ProjectPath;

/// A line of so many characters is shown whole.
const WHOLE: usize = 130;

/// Characters shown of a longer line: of what stands before the meant part, of that part, and of what follows.
const SHOWN: (usize, usize, usize) = (60, 70, 40);

/// One marked line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// The file.
    pub(super) file: String,
    /// The line, from one.
    pub(super) line: usize,
    /// The column of the meant part in the file, from one.
    pub(super) column: usize,
    /// The line, clean and cut.
    pub(super) source: String,
    /// The meant part, in bytes of `source`.
    pub(super) span: Range<usize>,
    /// What is said about it.
    pub(super) label: String,
}

impl Frame {
    /// Returns the frame of a label; none where its place has no line to show.
    pub(super) fn of(label: &Label, texts: &Texts) -> Option<Self> {
        match &label.place {
            Place::Text(file, span) => {
                let text = texts.get(file)?;
                let position = text.position(span.start);
                let line = text.line(position.line)?;
                let words = text.as_str().get(line.range())?;
                let within = inside(words, span.start.saturating_sub(line.start), span.end.saturating_sub(line.start));
                Some(Self::cut(file.as_str(), position.line, position.column, words, within, &label.text))
            }
            Place::Line(Excerpt { file, line, column, text, span }) => {
                let within = inside(text, span.start, span.end);
                Some(Self::cut(file.as_str(), *line, *column, text, within, &label.text))
            }
            Place::Project | Place::File(_) | Place::Registry(_) => None,
        }
    }

    /// Returns a line that stands between two marked ones.
    pub(super) fn unmarked(file: &str, line: usize, texts: &Texts) -> String {
        let text = ProjectPath::parse(file).ok().and_then(|file| texts.get(&file));
        let words = text.and_then(|text| text.as_str().get(text.line(line)?.range())).unwrap_or_default();
        first(words.trim_end_matches('\r'), WHOLE)
    }

    fn cut(file: &str, line: usize, column: usize, words: &str, within: Span, label: &str) -> Self {
        let words = words.strip_suffix('\r').unwrap_or(words);
        let (start, end) = (within.start.min(words.len()), within.end.min(words.len()));
        let shown = if words.chars().nth(WHOLE).is_none() { (WHOLE, WHOLE, WHOLE) } else { SHOWN };
        let before = last(&words[..start], shown.0);
        let meant = first(&words[start..end], shown.1);
        let after = first(&words[end..], shown.2);
        let source = format!("{before}{meant}{after}");
        let span = before.len()..before.len() + meant.len();
        Self { file: clean(file), line, column, source, span, label: clean(label) }
    }
}

/// Returns the part of a line between two offsets, moved to where characters begin.
fn inside(words: &str, start: usize, end: usize) -> Span {
    Span::touched(words, start..end)
}

fn first(words: &str, shown: usize) -> String {
    match words.char_indices().nth(shown) {
        Some((end, _)) => clean(&words[..end]) + "…",
        None => clean(words),
    }
}

fn last(words: &str, shown: usize) -> String {
    match words.char_indices().nth_back(shown) {
        Some((cut, c)) => format!("…{}", clean(&words[cut + c.len_utf8()..])),
        None => clean(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn frame(content: &str, span: Range<usize>) -> Frame {
        let file = ProjectPath::fixed("claims.yaml");
        let texts = Texts::from([(file.clone(), Text::new(content))]);
        let label = Label { place: Place::Text(file, Span::new(span.start, span.end)), text: "here".into() };
        Frame::of(&label, &texts).unwrap()
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant_and_keeps_its_column() {
        let line = format!("a: {}WRONG{}", "b".repeat(5_000), "c".repeat(5_000));
        let frame = frame(&line, 5_003..5_008);
        assert_eq!(frame.column, 5_004);
        assert_eq!(&frame.source[frame.span.clone()], "WRONG");
        assert!(frame.source.starts_with("…bbb") && frame.source.ends_with("ccc…"));
        assert!(frame.source.chars().count() < 180);
    }

    #[test]
    fn what_spans_lines_is_shown_to_the_end_of_its_first() {
        let frame = frame("a: 'x\n  y'\r\nb: 1\n", 3..10);
        assert_eq!((frame.source.as_str(), frame.span), ("a: 'x", 3..5));
    }

    #[test]
    fn a_span_inside_a_character_or_past_the_end_is_no_panic() {
        assert_eq!(frame("ß", 1..99).span, 0..2);
        assert_eq!(frame("", 7..9).span, 0..0);
    }
}
