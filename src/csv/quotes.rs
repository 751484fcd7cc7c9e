//! Quotes as they stand in the file: what the CSV reader forgives, and which bytes a cell takes.
//!
//! The reader takes `"x"y` for `xy` and lets an unclosed quote swallow the rest of the file. Only rows that hold a quote
//! come here, so it costs nothing to look closely.

use std::ops::Range;

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
pub(crate) fn fault(row: &[u8], delimiter: u8, quote: u8) -> Option<QuoteFault> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: &str) -> Option<QuoteFault> {
        fault(row.as_bytes(), b',', b'"')
    }

    #[test]
    fn quotes_that_mean_what_they_say_pass() {
        for row in ["a,\"b\",c", "\"a\"\"b\",\"\"\r\n", "\"a\nb\",c\n", "5\" pipe,6\"", "\"\"", "a,\"\"\"\""] {
            assert_eq!(check(row), None, "{row:?}");
        }
    }

    #[test]
    fn quotes_that_the_reader_would_forgive_are_faults() {
        assert_eq!(check("a,\"b,c\nd"), Some(QuoteFault::Unclosed { opened: 2 }));
        assert_eq!(check("a,\"x\"y,c"), Some(QuoteFault::TextAfter { opened: 2, text: 5 }));
        assert_eq!(check("a,\"x\\\"y\",c"), Some(QuoteFault::TextAfter { opened: 2, text: 6 }));
        assert_eq!(check("a, \"x\",c"), Some(QuoteFault::SpaceBefore { quote: 3 }));
        assert_eq!(check("\"a\"\"\n"), Some(QuoteFault::Unclosed { opened: 0 }));
    }

    #[test]
    fn a_cell_is_found_in_its_row() {
        let row = "ab,\"c,\"\"d\",,e\r\n";
        let cells: Vec<&str> = (0..5).map(|n| &row[cell(row.as_bytes(), n, b',', Some(b'"'))]).collect();
        assert_eq!(cells, ["ab", "\"c,\"\"d\"", "", "e", ""]);
    }
}
