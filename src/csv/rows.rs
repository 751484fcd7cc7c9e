//! Rows as the CSV reader splits them, each with its bytes and its line, and the quotes that it forgives and we do not.
//!
//! The reader takes `"x"y` for `xy` and lets an unclosed quote swallow the rest of the file. Only rows that hold a quote are
//! looked at closely.

use std::ops::Range;

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::diagnostic::{Problem, code};
use crate::text::boundary;

use super::dialect::Dialect;
use super::source_lines::SourceLines;

/// The rows of a sheet, from the header down to the last line above the footer.
pub(crate) struct Rows<'a> {
    reader: Reader<&'a [u8]>,
    sheet: SourceLines<'a>,
    delimiter: u8,
    quote: Option<u8>,
    first: usize,
    at: usize,
    end: usize,
    line: usize,
    any_quote: bool,
    /// Whether the last column takes the rest of a line.
    takes_rest: bool,
    held: Option<Next>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its first byte in the sheet.
    pub(crate) start: usize,
    /// One past its last byte, its line break included.
    pub(crate) end: usize,
    /// The line it begins on, from one.
    pub(crate) line: usize,
    /// How many blank lines stand above it.
    pub(crate) blank: usize,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// A row.
    Row(Row),
    /// Nothing.
    End,
    /// A quote that makes the rest unreadable, in bytes of the row.
    Fault(Row, QuoteFault),
}

impl<'a> Rows<'a> {
    /// Returns the rows of a sheet.
    pub(crate) fn new(sheet: SourceLines<'a>, dialect: &Dialect) -> Self {
        let first = start(&sheet, dialect.skip_rows);
        let end = end(&sheet, dialect.footer_rows).max(first);
        Self::within(sheet, dialect, first..end, sheet.line(first))
    }

    /// Returns the rows of a stretch of a sheet that begins with a row, on this line, and ends with one.
    pub(super) fn within(sheet: SourceLines<'a>, dialect: &Dialect, bytes: Range<usize>, line: usize) -> Self {
        let reader = reader(dialect, &sheet.content.as_bytes()[bytes.clone()]);
        let any_quote = dialect.quote.is_some_and(|quote| sheet.any(quote));
        Self {
            any_quote,
            takes_rest: dialect.rest_of_line.is_some(),
            held: None,
            reader,
            sheet,
            delimiter: dialect.delimiter,
            quote: dialect.quote,
            first: bytes.start,
            at: bytes.start,
            end: bytes.end,
            line,
        }
    }

    /// Returns the bytes that are still to be read, and the line on which they begin; none where the next row is not to be had.
    pub(super) fn rest(&self) -> Option<(Range<usize>, usize)> {
        let bytes = self.sheet.content.as_bytes();
        // The second half of `\r\n` belongs to the row before.
        let half = self.at > 0 && bytes[self.at - 1] == b'\r' && bytes.get(self.at) == Some(&b'\n');
        let start = self.at + usize::from(half);
        let line = self.line + self.sheet.count(self.at..start);
        (self.held.is_none() && start <= self.end).then_some((start..self.end, line))
    }

    /// Returns the rows of data of a sheet: those below its header, and below what is to be skipped there.
    pub(crate) fn of_data(sheet: SourceLines<'a>, dialect: &Dialect) -> Self {
        let mut rows = Self::new(sheet, dialect);
        let mut record = ByteRecord::new();
        let mut below = rows.line;
        let mut skip = |rows: &mut Self| match rows.next(&mut record) {
            Next::Row(row) => {
                below = sheet.line(sheet.content[..row.end].trim_end_matches(['\n', '\r']).len()) + 1;
                true
            }
            fault @ Next::Fault(..) => {
                rows.held = Some(fault);
                false
            }
            Next::End => false,
        };
        if !(0..dialect.header()).all(|_| skip(&mut rows)) {
            return rows;
        }
        // Lines are counted, not rows: a blank line among them can then never take the place of a row of data.
        let first = below + dialect.skip_below.unwrap_or(0);
        let mut skip = |rows: &mut Self| match rows.next(&mut record) {
            fault @ Next::Fault(..) => {
                rows.held = Some(fault);
                false
            }
            next => matches!(next, Next::Row(_)),
        };
        while rows.next_line() < first && skip(&mut rows) {}
        rows
    }

    /// Returns the line on which the next row begins.
    fn next_line(&self) -> usize {
        let rest = &self.sheet.content.as_bytes()[self.at..self.end];
        let lead = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        self.line + self.sheet.count(self.at..self.at + lead)
    }

    /// Reads the next row into `record`.
    pub(crate) fn next(&mut self, record: &mut ByteRecord) -> Next {
        if let Some(held) = self.held.take() {
            return held;
        }
        if !self.reader.read_byte_record(record).unwrap_or(false) {
            return Next::End;
        }
        let from = self.at;
        let content = self.sheet.content.as_bytes();
        self.at = usize::try_from(self.reader.position().byte()).map_or(self.end, |byte| self.first + byte);
        self.at = boundary(self.sheet.content, self.at);
        let raw = &content[from..self.at];
        let lead = raw.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let above = if lead == 0 { 0 } else { self.sheet.count(from..from + lead) };
        let ends_previous = from > self.first && content[from - 1] == b'\r' && raw.first() == Some(&b'\n');
        let row = Row {
            start: from + lead,
            end: self.at,
            line: self.line + above,
            blank: above - usize::from(ends_previous && above > 0),
        };
        if !self.any_quote {
            // Without a quote a row has no line break but the one that ends it; of `\r\n` the reader leaves the second half to
            // the next row, above which it is counted.
            self.line = row.line + usize::from(raw.last() == Some(&self.sheet.newline));
            return Next::Row(row);
        }
        self.line = row.line + self.sheet.count(row.start..row.end);
        match self.quote {
            Some(quote) if raw.contains(&quote) => match quote_fault(&raw[lead..], self.delimiter, quote) {
                Some(fault) => Next::Fault(row, fault),
                None => Next::Row(row),
            },
            _ => Next::Row(row),
        }
    }

    /// Returns the byte range of a row's cell in the sheet, quotes included.
    pub(crate) fn cell(&self, row: Row, column: usize) -> Range<usize> {
        self.cell_at(row.start, column)
    }

    /// Returns the byte ranges of a row's first so many cells, quotes included; those that it lacks are empty.
    pub(crate) fn cells(&self, row: Row, count: usize) -> Vec<Range<usize>> {
        let bytes = &self.sheet.content.as_bytes()[row.start..self.end];
        let mut cells = self::cells(bytes, self.delimiter, self.quote);
        let end = row.start + bytes.len();
        let next = |_| cells.next().map_or(end..end, |cell| row.start + cell.start..row.start + cell.end);
        (0..count).map(next).collect()
    }

    /// Returns the byte range of a cell in the row that begins at a byte.
    pub(crate) fn cell_at(&self, start: usize, column: usize) -> Range<usize> {
        let cell = self::cell(&self.sheet.content.as_bytes()[start..self.end], column, self.delimiter, self.quote);
        start + cell.start..start + cell.end
    }

    /// Makes one cell of the rest of a line, where the last column takes it.
    pub(super) fn join_rest(&self, row: Row, record: &mut ByteRecord, width: usize) {
        if !self.takes_rest || record.len() <= width || width == 0 {
            return;
        }
        let start = self.cell(row, width - 1).start;
        let end = self.sheet.content[..row.end].trim_end_matches(['\n', '\r']).len();
        record.truncate(width - 1);
        record.push_field(&self.sheet.content.as_bytes()[start..end]);
    }

    /// Returns how many lines there are from a line to the end of the file, blank ones at the very end left out: the
    /// `footer_rows` with which that line and all below it are no rows.
    pub(crate) fn footer_from(&self, line: usize) -> usize {
        let end = self.sheet.content.trim_end_matches(['\n', '\r']).len();
        (self.sheet.line(end) + 1).saturating_sub(line)
    }
}

fn reader<'a>(dialect: &Dialect, bytes: &'a [u8]) -> Reader<&'a [u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quoting(dialect.quote.is_some())
        .quote(dialect.quote.unwrap_or(b'"'))
        .buffer_capacity(1 << 16)
        .from_reader(bytes)
}

/// Returns the first byte below the lines to skip.
fn start(sheet: &SourceLines<'_>, skip: usize) -> usize {
    match skip {
        0 => 0,
        _ => sheet.span(skip + 1).start,
    }
}

/// Returns the end of the last line above the footer, line breaks at the end left out.
fn end(sheet: &SourceLines<'_>, footer: usize) -> usize {
    let trimmed = |end: usize| sheet.content[..end].trim_end_matches(['\n', '\r']).len();
    let mut end = trimmed(sheet.content.len());
    for _ in 0..footer {
        end = sheet.content.as_bytes()[..end].iter().rposition(|byte| *byte == sheet.newline).unwrap_or(0);
    }
    trimmed(end)
}

/// What is wrong with a quote, in bytes of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuoteFault {
    /// It is never closed.
    Unclosed {
        /// Where it opens.
        opened: usize,
    },
    /// Text follows the closing quote.
    TextAfter {
        /// Where it opens.
        opened: usize,
        /// Where the text begins.
        text: usize,
    },
    /// Spaces stand before the opening quote, so that it opens nothing.
    SpaceBefore {
        /// Where the quote is.
        quote: usize,
    },
}

/// Returns what is wrong with the first bad quote of a row; `row` has no line break at its beginning.
pub(crate) fn quote_fault(row: &[u8], delimiter: u8, quote: u8) -> Option<QuoteFault> {
    let mut at = 0;
    while at < row.len() {
        if row[at] == quote {
            let Some(closed) = closing(row, at, quote) else { return Some(QuoteFault::Unclosed { opened: at }) };
            match row.get(closed + 1) {
                Some(next) if *next == delimiter => at = closed + 2,
                None | Some(b'\r' | b'\n') => return None,
                Some(_) => return Some(QuoteFault::TextAfter { opened: at, text: closed + 1 }),
            }
        } else {
            let end = plain_end(row, at, delimiter);
            let spaces = row[at..end].iter().take_while(|byte| **byte == b' ').count();
            if spaces > 0 && row.get(at + spaces) == Some(&quote) {
                return Some(QuoteFault::SpaceBefore { quote: at + spaces });
            }
            match row.get(end) {
                Some(next) if *next == delimiter => at = end + 1,
                _ => return None,
            }
        }
    }
    None
}

/// Returns the bytes of cell number `wanted`, quotes included; the end of the row where it has fewer cells.
pub(crate) fn cell(row: &[u8], wanted: usize, delimiter: u8, quote: Option<u8>) -> Range<usize> {
    let mut end = 0;
    for (index, cell) in cells(row, delimiter, quote).enumerate() {
        if index == wanted {
            return cell;
        }
        end = cell.end;
    }
    end..end
}

/// Returns the bytes of each cell of a row, quotes included.
pub(crate) fn cells(row: &[u8], delimiter: u8, quote: Option<u8>) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let at = next?;
        let end = match quote {
            Some(quote) if row.get(at) == Some(&quote) => closing(row, at, quote).map_or(row.len(), |end| end + 1),
            _ => plain_end(row, at, delimiter),
        };
        next = (row.get(end) == Some(&delimiter)).then_some(end + 1);
        Some(at..end)
    })
}

fn closing(row: &[u8], opened: usize, quote: u8) -> Option<usize> {
    let mut at = opened + 1;
    loop {
        at += row.get(at..)?.iter().position(|byte| *byte == quote)?;
        if row.get(at + 1) != Some(&quote) {
            return Some(at);
        }
        at += 2;
    }
}

fn plain_end(row: &[u8], at: usize, delimiter: u8) -> usize {
    let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    row[at..].iter().position(ends).map_or(row.len(), |end| at + end)
}

/// Builds the problem of a bad quote in a row.
pub(crate) fn quote_problem(sheet: &SourceLines<'_>, row: Row, fault: QuoteFault, dialect: &Dialect) -> Problem {
    let quote = char::from(dialect.quote.unwrap_or(b'"'));
    let one = |at: usize| sheet.place(row.start + at..row.start + at + 1);
    match fault {
        QuoteFault::Unclosed { opened } => {
            let problem =
                Problem::error(&code::data::UNCLOSED_QUOTE, one(opened), "a quote is opened and never closed")
                    .label("it opens here")
                    .note("everything from here to the end of the file would be read as one cell");
            if dialect.described {
                problem.help(format!(
                    "close the quote, write it twice (`{quote}{quote}`) if it belongs to the text, or declare `quote_char: none` if \
                     quotes mean nothing in this file"
                ))
            } else {
                problem.help(format!("close the quote, or write it twice (`{quote}{quote}`) if it belongs to the text"))
            }
        }
        QuoteFault::TextAfter { opened, text } => {
            let (first, second) = (sheet.line(row.start + opened), sheet.line(row.start + text));
            let message = if first == second {
                "text follows a closing quote".to_owned()
            } else {
                format!("text follows the quote that closes a cell opened on line {first}")
            };
            let character = sheet.content[row.start + text..].chars().next().map_or(1, char::len_utf8);
            Problem::error(
                &code::data::STRAY_QUOTE,
                sheet.place(row.start + text..row.start + text + character),
                message,
            )
            .label("the cell should end before this")
            .also(one(opened), "it opens here")
            .note("some programs would drop the quote, others the text: the cell could be either")
            .help(format!("write a quote that belongs to the text twice: `{quote}{quote}`"))
        }
        QuoteFault::SpaceBefore { quote: at } => {
            Problem::error(&code::data::STRAY_QUOTE, one(at), "there is a space before an opening quote")
                .label("this quote opens nothing")
                .note("a quote opens a cell only where it is its first character; here it would be read as text")
                .help("delete the space before the quote")
        }
    }
}
