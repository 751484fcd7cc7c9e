//! The text of a data file while it is read: where its lines are, and excerpts of them for problems.

use std::ops::Range;

use crate::text::{Excerpt, Place, Span, boundary};
use crate::world::ProjectPath;

/// The longest part of a line that is shown, in bytes, on each side of what is meant.
const SHOWN: usize = 60;

/// The text of a data file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'a> {
    /// The file.
    pub(crate) file: &'a ProjectPath,
    /// Its words, without a byte order mark.
    pub(crate) content: &'a str,
    /// The byte that ends its lines: a line feed, or a carriage return where the file has no line feed at all.
    pub(crate) newline: u8,
}

impl<'a> Sheet<'a> {
    /// Returns the sheet of a file's words.
    pub(crate) fn new(file: &'a ProjectPath, content: &'a str) -> Self {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        Self { file, content, newline: newline(content.as_bytes()) }
    }

    /// Returns the line, from one, on which a byte stands.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.count(0..offset) + 1
    }

    /// Returns how many lines end within a range.
    #[expect(clippy::naive_bytecount, reason = "ranges are a row long")]
    pub(crate) fn count(&self, range: Range<usize>) -> usize {
        self.content.as_bytes()[range].iter().filter(|byte| **byte == self.newline).count()
    }

    /// Returns the byte range of a line counted from one, without its line break.
    pub(crate) fn span(&self, line: usize) -> Range<usize> {
        let bytes = self.content.as_bytes();
        let mut breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == self.newline).map(|(at, _)| at);
        let start = match line.checked_sub(2) {
            None => 0,
            Some(before) => breaks.nth(before).map_or(bytes.len(), |at| at + 1),
        };
        start..self.line_end(start)
    }

    /// Returns the place of a byte range that stands on one line; of a longer one, its first line's part.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let range = Span::touched(self.content, range).range();
        let bytes = self.content.as_bytes();
        let start = bytes[..range.start].iter().rposition(|byte| *byte == self.newline).map_or(0, |at| at + 1);
        let end = self.line_end(range.start);
        let meant = range.start..range.end.clamp(range.start, end);
        let from = self.floor(meant.start.saturating_sub(SHOWN).max(start));
        let to = self.floor((meant.end + SHOWN).min(end).min(meant.start + 4 * SHOWN));
        let before = if from > start { "…" } else { "" };
        let after = if to < end { "…" } else { "" };
        let text = format!("{before}{}{after}", &self.content[from..to]);
        let shift = |offset: usize| offset.min(to) - from + before.len();
        Place::Line(Excerpt {
            file: self.file.clone(),
            line: self.line(start),
            column: self.content[start..meant.start].chars().count() + 1,
            span: Span::new(shift(meant.start), shift(meant.end)),
            text,
        })
    }

    /// Returns the end of the line on which a byte stands, without its line break.
    pub(crate) fn line_end(&self, offset: usize) -> usize {
        let bytes = self.content.as_bytes();
        let end = bytes[offset..].iter().position(|b| *b == self.newline).map_or(bytes.len(), |at| offset + at);
        if end > offset && bytes[end - 1] == b'\r' { end - 1 } else { end }
    }

    fn floor(&self, offset: usize) -> usize {
        boundary(self.content, offset)
    }
}

/// Returns the byte that ends the lines of a file: a carriage return where it has no line feed at all.
pub(crate) fn newline(bytes: &[u8]) -> u8 {
    if !bytes.contains(&b'\n') && bytes.contains(&b'\r') { b'\r' } else { b'\n' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(content: &str, range: Range<usize>) -> (usize, usize, String, Range<usize>) {
        let file = ProjectPath::fixed("x.csv");
        match Sheet::new(&file, content).place(range) {
            Place::Line(excerpt) => (excerpt.line, excerpt.column, excerpt.text, excerpt.span.range()),
            other => panic!("{other:?} is no line"),
        }
    }

    #[test]
    fn an_excerpt_shows_its_line_and_counts_characters() {
        assert_eq!(excerpt("a,b\r\nß,x\r\n", 8..9), (2, 3, "ß,x".into(), 3..4));
        assert_eq!(excerpt("a\rb,c\rd", 4..5), (2, 3, "b,c".into(), 2..3));
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let content = format!("{},here,{}", "ß".repeat(500), "b".repeat(500));
        let (line, column, text, span) = excerpt(&content, 1001..1005);
        assert_eq!((line, column, &text[span]), (1, 502, "here"));
        assert!(text.starts_with('…') && text.ends_with('…') && text.len() < 200, "{text}");
    }

    #[test]
    fn a_line_is_found_by_its_number() {
        let file = ProjectPath::fixed("x.csv");
        let sheet = Sheet::new(&file, "a\r\nbc\r\n\r\nd");
        let lines: Vec<&str> = (1..=5).map(|line| &sheet.content[sheet.span(line)]).collect();
        assert_eq!(lines, ["a", "bc", "", "d", ""]);
    }
}
