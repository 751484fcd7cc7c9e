//! Problems of quotes: where one opened, and what follows it.

use crate::diagnostic::{Problem, code};

use super::dialect::Dialect;
use super::quotes::QuoteFault;
use super::rows::Row;
use super::sheet::Sheet;

/// Builds the problem of a bad quote in a row.
pub(crate) fn problem(sheet: &Sheet<'_>, row: Row, fault: QuoteFault, dialect: &Dialect) -> Problem {
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
            Problem::error(&code::data::STRAY_QUOTE, one(at), "a space stands before an opening quote")
                .label("this quote opens nothing")
                .note("a quote opens a cell only where it is its first character; here it would be read as text")
                .help("delete the space before the quote")
        }
    }
}
