//! The text of a data file while it is read: where its lines are, excerpts of them for problems, and characters that no table needs.

use std::ops::Range;

use crate::diagnostic::{Problem, code};
use crate::table::Sheet;
use crate::text::{Excerpt, Place, Span, boundary};
use crate::world::ProjectPath;

/// The longest part of a line that is shown, in bytes, on each side of what is meant.
const SHOWN: usize = 60;

/// The text of a data file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceLines<'a> {
    /// The file.
    pub(crate) file: &'a ProjectPath,
    /// Its words, without a byte order mark.
    pub(crate) content: &'a str,
    /// The byte that ends its lines: a line feed, or a carriage return where the file has no line feed at all.
    pub(crate) newline: u8,
    /// Whether a double quote stands in it.
    any_quote: bool,
    /// The sheet of a workbook that the lines are rows of.
    sheet: Option<&'a Sheet>,
}

impl<'a> SourceLines<'a> {
    /// Returns the sheet of a file's words.
    pub(crate) fn new(file: &'a ProjectPath, content: &'a str) -> Self {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        Self::ending_in(file, content, newline(content.as_bytes()))
    }

    /// Returns the lines of words of which it is known which byte ends them.
    pub(super) fn ending_in(file: &'a ProjectPath, content: &'a str, newline: u8) -> Self {
        Self { file, content, newline, any_quote: content.as_bytes().contains(&b'"'), sheet: None }
    }

    /// Returns the same lines as rows of a sheet.
    pub(super) fn of_sheet(self, sheet: Option<&'a Sheet>) -> Self {
        Self { sheet, ..self }
    }

    /// Returns whether a character stands anywhere.
    pub(super) fn any(&self, character: u8) -> bool {
        if character == b'"' { self.any_quote } else { self.content.as_bytes().contains(&character) }
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
        Place::Line(self.excerpt(range))
    }

    /// Returns the same as what is shown of the line.
    pub(super) fn excerpt(&self, range: Range<usize>) -> Excerpt {
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
        // The tabs of a sheet are ours.
        let text = if self.sheet.is_some() { text.replace('\t', "|") } else { text };
        let line = self.line(start);
        let cell = self.sheet.map(|sheet| {
            #[expect(clippy::naive_bytecount, reason = "a line is short")]
            let column = bytes[start..meant.start].iter().filter(|byte| **byte == b'\t').count();
            sheet.address(u32::try_from(line).unwrap_or(u32::MAX), column)
        });
        let shift = |offset: usize| offset.min(to) - from + before.len();
        Excerpt {
            file: self.file.clone(),
            line,
            cell,
            column: self.content[start..meant.start].chars().count() + 1,
            span: Span::new(shift(meant.start), shift(meant.end)),
            text,
        }
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

const CHUNK: usize = 4096;

/// Returns the problem of the first forbidden character, which says how many more there are.
pub(super) fn forbidden(sheet: &SourceLines<'_>) -> Option<Problem> {
    let bytes = sheet.content.as_bytes();
    let lone_returns = sheet.newline == b'\n' && bytes.contains(&b'\r');
    let mut found = (0..bytes.len().div_ceil(CHUNK)).map(|chunk| chunk * CHUNK).flat_map(|start| {
        let chunk = start..(start + CHUNK).min(bytes.len());
        let worth_a_look =
            lone_returns || bytes[chunk.clone()].iter().fold(false, |found, byte| found | suspicious(*byte));
        if worth_a_look { chunk } else { 0..0 }.filter(|at| is_forbidden(bytes, *at, lone_returns))
    });
    let first = found.next()?;
    let more = found.count();
    Some(problem(sheet, first, more))
}

fn suspicious(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\r' && byte != b'\t') || byte == 0x7F || byte == 0xC2 || byte == 0xEF
}

fn is_forbidden(bytes: &[u8], at: usize, lone_returns: bool) -> bool {
    let next = |ahead: usize| bytes.get(at + ahead).copied();
    match bytes[at] {
        b'\n' | b'\t' => false,
        b'\r' => lone_returns && next(1) != Some(b'\n'),
        0x7F => true,
        0xC2 => next(1).is_some_and(|byte| byte < 0xA0),
        0xEF => {
            (next(1) == Some(0xB7) && next(2).is_some_and(|byte| (0x90..=0xAF).contains(&byte)))
                || (next(1) == Some(0xBB) && next(2) == Some(0xBF))
        }
        byte => byte < b' ',
    }
}

/// Builds the problem of a character that no table needs.
fn problem(sheet: &SourceLines<'_>, at: usize, more: usize) -> Problem {
    let character = sheet.content[at..].chars().next().unwrap_or_default();
    let message = match more {
        0 => format!("the file holds the character U+{:04X}", u32::from(character)),
        _ => format!("the file holds the character U+{:04X}, and {more} more like it", u32::from(character)),
    };
    let (what, help) = match character {
        '\0' => (
            "a NUL, which stands in every second byte of UTF-16",
            "declare `encoding: utf-16le` if the file is UTF-16, or export it again",
        ),
        '\r' => (
            "a carriage return without a line feed: this row could be read as one or as two",
            "end every line in the same way, and write no line break into a cell without quotes",
        ),
        '\u{feff}' => (
            "a byte order mark: another file seems to begin here, and it shows as nothing",
            "delete it; files that are joined keep the mark of each",
        ),
        '\u{fdd0}'..='\u{fdef}' => ("a character that is set aside for marks inside programs", "delete it"),
        '\u{80}'..='\u{9f}' => (
            "a control character, often a letter of Windows-1252 that was read as Latin-1",
            "export the file again in UTF-8, or declare the encoding it is written in",
        ),
        _ => ("a control character, which shows as nothing", "delete it"),
    };
    Problem::error(&code::data::INVISIBLE_CHARACTER, sheet.place(at..at + character.len_utf8()), message)
        .label(what)
        .note("a reader could not see it, yet it makes two cells differ that look the same")
        .help(help)
}

#[cfg(test)]
mod tests {
    use crate::text::Place;
    use crate::world::ProjectPath;

    use super::*;

    fn excerpt(content: &str, range: Range<usize>) -> (usize, usize, String, Range<usize>) {
        let file = ProjectPath::fixed("x.csv");
        let Excerpt { line, column, text, span, .. } = SourceLines::new(&file, content).excerpt(range);
        (line, column, text, span.range())
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
        let sheet = SourceLines::new(&file, "a\r\nbc\r\n\r\nd");
        let lines: Vec<&str> = (1..=5).map(|line| &sheet.content[sheet.span(line)]).collect();
        assert_eq!(lines, ["a", "bc", "", "d", ""]);
    }

    fn check(content: &str) -> Option<String> {
        let file = ProjectPath::fixed("x.csv");
        let problem = forbidden(&SourceLines::new(&file, content))?;
        let Place::Line(at) = &problem.at.place else { panic!("a character has a line") };
        Some(format!("{}:{} {}", at.line, at.column, problem.message))
    }

    #[test]
    fn ordinary_files_pass() {
        for content in ["a\tb\r\nc\n", "a,b\rc,d\r", "\u{feff}é, ß, \u{a0}, ﷼, ﷏, 😀", "¡hola!"] {
            assert_eq!(check(content), None, "{content:?}");
        }
    }

    #[test]
    fn a_character_nobody_sees_is_named_with_its_place() {
        let said = |c: &str| format!("2:3 the file holds the character U+{c}");
        assert_eq!(check("a,b\nc,\0\n"), Some(said("0000")));
        assert_eq!(check("a,b\nc,\u{1b}\n"), Some(said("001B")));
        assert_eq!(check("a,b\nc,\u{7f}\n"), Some(said("007F")));
        assert_eq!(check("a,b\nc,\u{92}\n"), Some(said("0092")));
        assert_eq!(check("\u{feff}a,b\n\u{feff}c,d\n"), Some("2:1 the file holds the character U+FEFF".to_owned()));
        assert_eq!(check("a,b\nc,\u{feff}d\n"), Some(said("FEFF")));
        assert_eq!(check("a,b\nc,\u{fdd0}1\u{fdd1}\n"), Some(said("FDD0") + ", and 1 more like it"));
        assert_eq!(check("a,b\nc,\u{fdef}\n"), Some(said("FDEF")));
        assert_eq!(check("a,b\nc,\rd\n"), Some(said("000D")));
    }

    #[test]
    fn a_character_on_the_edge_of_a_chunk_is_found() {
        for before in CHUNK - 3..CHUNK + 3 {
            assert!(check(&format!("{}\u{fdd5}", "a".repeat(before))).is_some(), "{before}");
        }
    }
}
