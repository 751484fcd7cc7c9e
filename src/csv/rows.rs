//! Rows as the CSV reader splits them, each with its bytes and its line.

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::text::boundary;

use super::dialect::Dialect;
use super::quotes::{self, QuoteFault};
use super::sheet::Sheet;

/// The rows of a sheet, from the header down to the last line above the footer.
pub(crate) struct Rows<'a> {
    reader: Reader<&'a [u8]>,
    sheet: Sheet<'a>,
    delimiter: u8,
    quote: Option<u8>,
    first: usize,
    at: usize,
    end: usize,
    line: usize,
    any_quote: bool,
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
    pub(crate) fn new(sheet: Sheet<'a>, dialect: &Dialect) -> Self {
        let content = sheet.content.as_bytes();
        let first = start(&sheet, dialect.skip_rows);
        let end = end(&sheet, dialect.footer_rows).max(first);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(dialect.delimiter)
            .quoting(dialect.quote.is_some())
            .quote(dialect.quote.unwrap_or(b'"'))
            .buffer_capacity(1 << 16)
            .from_reader(&content[first..end]);
        let line = sheet.line(first);
        let any_quote = dialect.quote.is_some_and(|quote| content.contains(&quote));
        Self {
            any_quote,
            held: None,
            reader,
            sheet,
            delimiter: dialect.delimiter,
            quote: dialect.quote,
            first,
            at: first,
            end,
            line,
        }
    }

    /// Returns the rows of data of a sheet: those below its header, and below what is to be skipped there.
    pub(crate) fn of_data(sheet: Sheet<'a>, dialect: &Dialect) -> Self {
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
            Some(quote) if raw.contains(&quote) => match quotes::fault(&raw[lead..], self.delimiter, quote) {
                Some(fault) => Next::Fault(row, fault),
                None => Next::Row(row),
            },
            _ => Next::Row(row),
        }
    }

    /// Returns the byte range of a row's cell in the sheet, quotes included.
    pub(crate) fn cell(&self, row: Row, column: usize) -> std::ops::Range<usize> {
        self.cell_at(row.start, column)
    }

    /// Returns the byte ranges of a row's first so many cells, quotes included; those that it lacks are empty.
    pub(crate) fn cells(&self, row: Row, count: usize) -> Vec<std::ops::Range<usize>> {
        let bytes = &self.sheet.content.as_bytes()[row.start..self.end];
        let mut cells = quotes::cells(bytes, self.delimiter, self.quote);
        let end = row.start + bytes.len();
        let next = |_| cells.next().map_or(end..end, |cell| row.start + cell.start..row.start + cell.end);
        (0..count).map(next).collect()
    }

    /// Returns the byte range of a cell in the row that begins at a byte.
    pub(crate) fn cell_at(&self, start: usize, column: usize) -> std::ops::Range<usize> {
        let cell = quotes::cell(&self.sheet.content.as_bytes()[start..self.end], column, self.delimiter, self.quote);
        start + cell.start..start + cell.end
    }

    /// Returns how many lines there are from a line to the end of the file, blank ones at the very end left out: the
    /// `footer_rows` with which that line and all below it are no rows.
    pub(crate) fn footer_from(&self, line: usize) -> usize {
        let end = self.sheet.content.trim_end_matches(['\n', '\r']).len();
        (self.sheet.line(end) + 1).saturating_sub(line)
    }
}

/// Returns the first byte below the lines to skip.
fn start(sheet: &Sheet<'_>, skip: usize) -> usize {
    match skip {
        0 => 0,
        _ => sheet.span(skip + 1).start,
    }
}

/// Returns the end of the last line above the footer, line breaks at the end left out.
fn end(sheet: &Sheet<'_>, footer: usize) -> usize {
    let trimmed = |end: usize| sheet.content[..end].trim_end_matches(['\n', '\r']).len();
    let mut end = trimmed(sheet.content.len());
    for _ in 0..footer {
        end = sheet.content.as_bytes()[..end].iter().rposition(|byte| *byte == sheet.newline).unwrap_or(0);
    }
    trimmed(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::ProjectPath;

    fn read(content: &str, dialect: &Dialect) -> Vec<(usize, usize, Vec<String>)> {
        let file = ProjectPath::fixed("x.csv");
        let sheet = Sheet::new(&file, content);
        let mut rows = Rows::new(sheet, dialect);
        let mut record = ByteRecord::new();
        let mut found = Vec::new();
        loop {
            match rows.next(&mut record) {
                Next::Row(row) => {
                    let cells = (0..record.len()).map(|n| sheet.content[rows.cell(row, n)].to_owned()).collect();
                    found.push((row.line, row.blank, cells));
                }
                Next::End => return found,
                Next::Fault(row, fault) => panic!("{row:?} {fault:?}"),
            }
        }
    }

    fn dialect() -> Dialect {
        Dialect::plain()
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn lines_are_right_whatever_ends_them() {
        for newline in ["\n", "\r\n", "\r"] {
            let content = "a,b\n1,2\n\n\n3,\"x\ny\"\n5,6\n\n".replace('\n', newline);
            let quoted = format!("\"x{newline}y\"");
            let expected = vec![
                (1, 0, cells(&["a", "b"])),
                (2, 0, cells(&["1", "2"])),
                (5, 2, cells(&["3", &quoted])),
                (7, 0, cells(&["5", "6"])),
            ];
            assert_eq!(read(&content, &dialect()), expected, "{newline:?}");
        }
    }

    #[test]
    fn titles_above_and_notes_below_are_left_out() {
        let content = "\u{feff}\"Title\r\n\r\na,b\r\n1,2\r\nNote: \"x\r\nSource\r\n\r\n";
        let dialect = Dialect { skip_rows: 2, footer_rows: 2, ..dialect() };
        assert_eq!(read(content, &dialect), [(3, 0, cells(&["a", "b"])), (4, 0, cells(&["1", "2"]))]);
        assert_eq!(read("a\n1\n", &Dialect { skip_rows: 9, ..dialect }), []);
    }
}
