//! Texts being read: a file's words, where its lines begin, and byte ranges within it.
//!
//! A *text* is what the tool parses (a registry file, a template); a *source* is what a brief cites.

pub mod alike;
mod id;
pub mod near;
mod pieces;
mod place;
pub mod unseen;
mod userinfo;

pub use id::{Id, IdFault};
pub use near::apart;
pub(crate) use pieces::{Piece, in_lower_case, pieces};
pub use place::{Excerpt, Part, Place, RegistryPlace, Step};
#[cfg(feature = "adbc")]
pub(crate) use userinfo::secrets_in;
pub(crate) use userinfo::{has_secret, is_secret, masked};

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A byte range within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Returns the span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the span as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Returns words that begin with a capital letter.
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A line and a column, both counted from one; columns count characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from one.
    pub line: usize,
    /// The column in characters, from one.
    pub column: usize,
}

/// The content of one file, with its line starts.
#[derive(Debug, Clone)]
pub struct Text {
    content: Arc<str>,
    lines: Vec<usize>,
    /// How many characters stand before each whole [`STEP`] of bytes; counted when a long line is first asked about.
    characters: OnceLock<Vec<usize>>,
}

/// So many bytes at the most are counted for one column.
const STEP: usize = 1 << 12;

impl Text {
    /// Returns a text over `content`.
    pub fn new(content: impl Into<Arc<str>>) -> Self {
        let content = content.into();
        let mut lines = vec![0];
        // A file without a single line feed may end its lines with carriage returns alone.
        let newline = if content.contains('\n') { '\n' } else { '\r' };
        lines.extend(content.match_indices(newline).map(|(at, _)| at + 1));
        Self { content, lines, characters: OnceLock::new() }
    }

    /// Returns the whole content.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Returns the line and column of a byte offset; offsets past the end give the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.content.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines[line - 1];
        let column = if self.content.is_char_boundary(offset) { self.characters(start..offset) } else { 0 } + 1;
        Position { line, column }
    }

    /// Returns how many characters stand between two boundaries of characters.
    fn characters(&self, range: Range<usize>) -> usize {
        if range.len() <= STEP {
            return characters(&self.content.as_bytes()[range]);
        }
        let before = self.characters.get_or_init(|| {
            let steps = self.content.as_bytes().chunks(STEP).scan(0, |before, step| {
                let here = *before;
                *before += characters(step);
                Some(here)
            });
            steps.collect()
        });
        let up_to = |offset: usize| {
            let step = (offset / STEP).min(before.len() - 1);
            before[step] + characters(&self.content.as_bytes()[step * STEP..offset])
        };
        up_to(range.end) - up_to(range.start)
    }

    /// Returns the byte range of a line counted from one, without its line break.
    pub fn line(&self, line: usize) -> Option<Span> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let end = self.lines.get(line).map_or(self.content.len(), |next| next - 1);
        Some(Span::new(start, end))
    }
}

/// Returns how many characters begin among these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// Returns where the character that holds a byte begins; the end of the text where the offset lies beyond it.
pub fn boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

// Offsets that another program counted (a parser's, a template engine's, a CSV reader's) may end inside a character or beyond
// the text. Nothing is sliced by such an offset before it was brought to where characters begin, and that is done here alone.
impl Span {
    /// Returns the characters of `text` that a range counted by another program touches: whole ones, and none beyond the end.
    pub fn touched(text: &str, range: Range<usize>) -> Self {
        let start = boundary(text, range.start);
        let end = text.ceil_char_boundary(range.end.min(text.len()));
        Self { start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let text = Text::new("a\nße x\n");
        assert_eq!(text.position(0), Position { line: 1, column: 1 });
        assert_eq!(text.position(2), Position { line: 2, column: 1 });
        assert_eq!(text.position(6), Position { line: 2, column: 4 });
        assert_eq!(text.position(99), Position { line: 3, column: 1 });
        assert_eq!(text.line(2), Some(Span::new(2, 7)));
        assert_eq!(Text::new("a\rb\rc").position(4), Position { line: 3, column: 1 });
        assert_eq!(Text::new("a\r\nb\r\nc").position(6), Position { line: 3, column: 1 });
    }

    #[test]
    fn columns_of_a_long_line_count_characters_too() {
        let line = "aß€😀".repeat(3_000);
        let text = Text::new(format!("first\n{line}\nlast"));
        for (at, _) in line.char_indices().step_by(97).chain([(line.len(), ' ')]) {
            let column = line[..at].chars().count() + 1;
            assert_eq!(text.position(6 + at), Position { line: 2, column }, "{at}");
        }
        assert_eq!(text.position(6 + line.len() + 1), Position { line: 3, column: 1 });
        assert_eq!(text.position(6 + 5_002), Position { line: 2, column: 1 }, "inside a character");
    }

    #[test]
    fn a_range_is_brought_to_whole_characters_of_the_text() {
        for (range, touched) in [(0..1, "a"), (1..2, "“"), (2..3, "“"), (2..5, "“é"), (6..99, "b"), (99..120, "")]
        {
            let span = Span::touched("a“éb", range.clone());
            assert_eq!(&"a“éb"[span.range()], touched, "{range:?}");
        }
        assert_eq!((boundary("“", 2), boundary("“", 9), boundary("", 4)), (0, 3, 0));
    }
}
