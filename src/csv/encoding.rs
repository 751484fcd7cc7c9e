//! Bytes become text, in the encoding that is declared and in no other.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Problem, code};
use crate::text::Place;
use crate::world::ProjectPath;

use super::sheet::{self, Sheet};

/// Returns the text that the bytes hold in the declared encoding, UTF-8 where none is declared.
pub(super) fn decode<'a>(
    file: &ProjectPath,
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
) -> Result<Cow<'a, str>, Box<Problem>> {
    let encoding = declared.unwrap_or(UTF_8);
    let (mark, rest) = byte_order_mark(bytes);
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && let Some(mark) = mark.filter(|mark| *mark != UTF_8) {
        return Err(Box::new(is_utf_16(file, mark, encoding)));
    }
    let encoding = if wide { mark.filter(|mark| *mark != UTF_8).unwrap_or(encoding) } else { encoding };
    let bytes = if mark == Some(encoding) { rest } else { bytes };
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(Box::new(not_utf_8(file, bytes, error.valid_up_to(), declared.is_some()))),
        };
    }
    let mut text = String::new();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let size = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    text.reserve(size);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (encoding_rs::DecoderResult::InputEmpty, _) => Ok(Cow::Owned(text)),
        _ => Err(Box::new(malformed(file, &text, encoding))),
    }
}

fn byte_order_mark(bytes: &[u8]) -> (Option<&'static Encoding>, &[u8]) {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), &bytes[length..]),
        None => (None, bytes),
    }
}

/// Builds the problem of a file that says it is UTF-16 while something else is declared.
fn is_utf_16(file: &ProjectPath, mark: &'static Encoding, declared: &'static Encoding) -> Problem {
    let message =
        format!("the file is written in UTF-16 and is to be read as {}", declared.name().replace("windows", "Windows"));
    Problem::error(&code::data::WRONG_ENCODING, Place::File(file.clone()), message)
        .label(format!("it begins with the byte order mark of {}", mark.name()))
        .note("read in another encoding, its letters and digits would come out wrong")
        .help("declare `encoding: utf-16`")
}

/// Builds the problem of a byte that is no UTF-8.
fn not_utf_8(file: &ProjectPath, bytes: &[u8], at: usize, declared: bool) -> Problem {
    let newline = sheet::newline(bytes);
    let line = bytes[..at].iter().rposition(|b| *b == newline).map_or(0, |before| before + 1);
    let line_end = bytes[at..].iter().position(|b| *b == newline).map_or(bytes.len(), |after| at + after);
    let ahead = String::from_utf8_lossy(&bytes[..line]);
    let shown = String::from_utf8_lossy(&bytes[line..line_end]);
    let content = format!("{ahead}{shown}");
    let place = Sheet { file, content: &content, newline }.place(at..at + '\u{fffd}'.len_utf8());
    let guess = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes[at..=at]).0;
    let label = match guess.chars().next().filter(|c| !c.is_control()) {
        Some(guess) => format!("the byte {:02X}, which is `{guess}` in Windows-1252", bytes[at]),
        None => format!("the byte {:02X}", bytes[at]),
    };
    let problem = Problem::error(&code::data::WRONG_ENCODING, place, "the file is not written in UTF-8").label(label);
    let problem = problem.note("a letter read in the wrong encoding changes names without anybody noticing");
    if declared {
        problem.help("declare the encoding it is written in, often `encoding: windows-1252`, instead of UTF-8")
    } else {
        problem.help("declare the encoding it is written in, often `encoding: windows-1252`")
    }
}

/// Builds the problem of bytes that do not fit the declared encoding.
fn malformed(file: &ProjectPath, before: &str, encoding: &'static Encoding) -> Problem {
    // The line feed that belongs to a carriage return at the very end has not been read.
    let newline = sheet::newline(before.trim_end_matches('\r').as_bytes());
    let sheet = Sheet { file, content: before, newline };
    let message = format!("the file is not written in {}", encoding.name());
    Problem::error(&code::data::WRONG_ENCODING, sheet.place(before.len()..before.len()), message)
        .label("what follows here cannot be read")
        .note("a letter read in the wrong encoding changes names without anybody noticing")
        .help("declare the encoding it is written in, or save the file as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: &str) -> Result<String, String> {
        let file = ProjectPath::fixed("x.csv");
        let encoding = Encoding::for_label(encoding.as_bytes());
        match decode(&file, bytes, encoding) {
            Ok(text) => Ok(text.into_owned()),
            Err(problem) => match problem.at.place {
                Place::Line(at) => Err(format!("{}:{} {}: {}", at.line, at.column, problem.message, problem.at.text)),
                _ => Err(format!("{}; {}", problem.message, problem.helps.join(""))),
            },
        }
    }

    #[test]
    fn each_declared_encoding_is_read() {
        assert_eq!(read(b"\xEF\xBB\xBFa\xC3\xA9", "").unwrap(), "aé");
        assert_eq!(read(b"caf\xE9 \x80", "windows-1252").unwrap(), "café €");
        assert_eq!(read(b"caf\xE9", "iso-8859-1").unwrap(), "café");
        assert_eq!(read(b"\xFF\xFEa\0\xE9\0", "utf-16").unwrap(), "aé");
        assert_eq!(read(b"\xFE\xFF\0a\0\xE9", "utf-16").unwrap(), "aé");
        assert_eq!(read(b"\0a\0\xE9", "utf-16be").unwrap(), "aé");
        assert_eq!(read(b"a\0\xE9\0", "utf-16le").unwrap(), "aé");
    }

    #[test]
    fn utf_16_that_is_not_declared_is_named() {
        let said = "the file is written in UTF-16 and is to be read as UTF-8; declare `encoding: utf-16`";
        assert_eq!(read(b"\xFF\xFEa\0", "").unwrap_err(), said);
        assert_eq!(read(b"\xFE\xFF\0a", "utf-8").unwrap_err(), said);
    }

    #[test]
    fn a_byte_that_is_no_utf_8_is_placed() {
        assert_eq!(
            read(b"a,b\nx,caf\xE9\n", "").unwrap_err(),
            "2:6 the file is not written in UTF-8: the byte E9, which is `é` in Windows-1252"
        );
        assert_eq!(
            read(b"a,b\rx,y\rx,caf\xE9\r", "").unwrap_err(),
            "3:6 the file is not written in UTF-8: the byte E9, which is `é` in Windows-1252"
        );
    }

    #[test]
    fn half_a_character_of_utf_16_is_a_problem() {
        assert_eq!(
            read(b"\xFF\xFEa\0b", "utf-16").unwrap_err(),
            "1:2 the file is not written in UTF-16LE: what follows here cannot be read"
        );
    }
}
