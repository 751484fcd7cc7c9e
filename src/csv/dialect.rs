//! How a file is written: its encoding, the characters between and around cells, the lines above and below the table.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Problem, code};
use crate::registry::Dataset;
use crate::text::{Place, RegistryPlace};
use crate::world::ProjectPath;

use super::declaration_problems::unusable;
use super::source_lines;
use super::source_lines::SourceLines;

/// How a file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The character between cells.
    pub(crate) delimiter: u8,
    /// The character around cells; none where quotes mean nothing.
    pub(crate) quote: Option<u8>,
    /// The declared encoding; UTF-8 where none is.
    pub(crate) encoding: Option<&'static Encoding>,
    /// Lines above the header.
    pub(crate) skip_rows: usize,
    /// Rows of the header; none where nobody says how many.
    pub(crate) header_rows: Option<usize>,
    /// Lines between the header and the first row; none where nobody says so.
    pub(crate) skip_below: Option<usize>,
    /// Lines below the last row.
    pub(crate) footer_rows: usize,
    /// The words with which the first of these lines begins, where nobody says how many they are.
    pub(crate) footer_words: Option<String>,
    /// The last column, where it takes the rest of each line.
    pub(crate) rest_of_line: Option<String>,
    /// Whether a dataset describes the file: a table of claims has no keys for how it is written.
    pub(crate) described: bool,
}

impl Dialect {
    /// Returns how a file of commas is written of which nothing else is said.
    pub(crate) fn plain() -> Self {
        Self {
            delimiter: b',',
            quote: Some(b'"'),
            encoding: None,
            skip_rows: 0,
            header_rows: None,
            skip_below: None,
            footer_rows: 0,
            footer_words: None,
            rest_of_line: None,
            described: true,
        }
    }

    /// Returns the same for a file whose first line names its separator for spreadsheets (`sep=;`): that line is left out, and
    /// what it names stands between cells unless the author declares something else.
    pub(crate) fn heeding_first_line(self, content: &str, declared: bool) -> Self {
        match named_separator(content) {
            None => self,
            Some(named) => Self {
                delimiter: if declared { self.delimiter } else { named },
                skip_rows: self.skip_rows.max(1),
                ..self
            },
        }
    }

    /// Returns the same with the lines counted that are notes, from the first below the header that begins with the words given
    /// for it; the words where no line does.
    pub(crate) fn with_notes_at_words(self, sheet: &SourceLines<'_>) -> Result<Self, String> {
        let Some(words) = self.footer_words.clone() else { return Ok(self) };
        let above = self.skip_rows + self.header() + self.skip_below.unwrap_or(0);
        let content = sheet.content.trim_end_matches(['\n', '\r']);
        let lines = content.split(char::from(sheet.newline)).enumerate().skip(above);
        let begins = |line: &str| {
            let line = line.trim_start();
            let line = self.quote.and_then(|quote| line.strip_prefix(char::from(quote))).unwrap_or(line);
            line.trim_start().starts_with(&words)
        };
        let first = lines.filter(|(_, line)| begins(line)).map(|(at, _)| at).next().ok_or(words)?;
        Ok(Self { footer_rows: sheet.count(0..content.len()) + 1 - first, ..self })
    }

    /// Returns how many rows the header has.
    pub(crate) fn header(&self) -> usize {
        self.header_rows.unwrap_or(1)
    }

    /// Returns the dialect that a dataset declares; none where a setting cannot be used.
    pub(crate) fn of(dataset: &Dataset, at: &RegistryPlace, problems: &mut Vec<Problem>) -> Option<Self> {
        let mut setting = Setting { at, problems, usable: true };
        let delimiter = setting.read("delimiter", dataset.delimiter.as_deref(), b',', delimiter);
        let quote = setting.read("quote_char", dataset.quote_char.as_deref(), Some(b'"'), quote);
        let encoding = setting.read("encoding", dataset.encoding.as_deref(), None, encoding);
        let skip_rows = setting.read("skip_rows", dataset.skip_rows.as_deref(), 0, lines);
        let header_rows =
            setting.read("header_rows", dataset.header_rows.as_deref(), None, |rows| rows_of(rows).map(Some));
        let skip_below = setting.read("skip_below", dataset.skip_below.as_deref(), None, |rows| lines(rows).map(Some));
        let (footer_rows, footer_words) = setting.read("footer_rows", dataset.footer_rows.as_deref(), (0, None), foot);
        if quote == Some(delimiter) {
            setting.refuse("quote_char", "the same character cannot both separate and enclose cells");
        }
        let rest_of_line = dataset.rest_of_line.clone();
        setting.usable.then_some(Self {
            delimiter,
            quote,
            encoding,
            skip_rows,
            header_rows,
            skip_below,
            footer_rows,
            footer_words,
            rest_of_line,
            described: true,
        })
    }
}

struct Setting<'a> {
    at: &'a RegistryPlace,
    problems: &'a mut Vec<Problem>,
    usable: bool,
}

impl Setting<'_> {
    fn read<T>(
        &mut self,
        key: &str,
        written: Option<&str>,
        default: T,
        read: fn(&str) -> Result<T, &'static str>,
    ) -> T {
        match written.map(read) {
            None => default,
            Some(Ok(value)) => value,
            Some(Err(wanted)) => {
                self.refuse(key, wanted);
                default
            }
        }
    }

    fn refuse(&mut self, key: &str, wanted: &str) {
        self.usable = false;
        self.problems.push(unusable(self.at.clone().then(key), key, wanted));
    }
}

fn delimiter(written: &str) -> Result<u8, &'static str> {
    const WANTED: &str = "one character that separates cells, such as `,`, `;`, `|` or `\\t` for a tab";
    match written {
        "\\t" | "tab" => Ok(b'\t'),
        "\n" | "\r" | "\"" => Err(WANTED),
        _ => one_character(written).ok_or(WANTED),
    }
}

fn quote(written: &str) -> Result<Option<u8>, &'static str> {
    const WANTED: &str = "one character that encloses cells, such as `\"` or `'`, or `none`";
    match written {
        "none" | "" => Ok(None),
        "\n" | "\r" => Err(WANTED),
        _ => one_character(written).map(Some).ok_or(WANTED),
    }
}

fn one_character(written: &str) -> Option<u8> {
    match written.as_bytes() {
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() => Some(*byte),
        _ => None,
    }
}

fn encoding(written: &str) -> Result<Option<&'static Encoding>, &'static str> {
    Encoding::for_label_no_replacement(written.as_bytes())
        .map(Some)
        .ok_or("an encoding such as `utf-8`, `utf-16`, `windows-1252` or `iso-8859-1`")
}

/// Returns the separator that a first line such as `sep=;` names.
fn named_separator(content: &str) -> Option<u8> {
    let line = content.split(['\n', '\r']).next()?.trim_matches('"');
    let (key, named) = line.split_once('=')?;
    match named.as_bytes() {
        [named] if key.eq_ignore_ascii_case("sep") && !named.is_ascii_alphanumeric() => Some(*named),
        _ => None,
    }
}

fn rows_of(written: &str) -> Result<usize, &'static str> {
    const MOST: usize = 20;
    let rows = written.parse().ok().filter(|rows| *rows <= MOST);
    rows.ok_or("a number of rows, such as `2`; `0` where the file names no columns")
}

/// Returns how many lines are notes, or the words with which the first of them begins.
fn foot(written: &str) -> Result<(usize, Option<String>), &'static str> {
    match written.trim() {
        "" => Err("a number of lines, such as `3`, or the words with which the first of them begins, such as `____`"),
        written => Ok(written.parse().map_or_else(|_| (0, Some(written.to_owned())), |lines| (lines, None))),
    }
}

/// Builds the problem of notes that no line begins.
pub(crate) fn no_notes(at: RegistryPlace, sheet: &SourceLines<'_>, words: &str) -> Problem {
    let message = format!("no line of `{}` below its header begins with `{words}`", sheet.file);
    Problem::error(&code::data::UNUSABLE_SETTING, at.into(), message)
        .note("where the notes begin is not known, so that they would count as rows")
        .help("write the words with which the first line of the notes begins, or leave `footer_rows` out where there are none")
}

fn lines(written: &str) -> Result<usize, &'static str> {
    written.parse().map_err(|_| "a number of lines, such as `3`")
}

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
    let message = format!(
        "the file is written in UTF-16, but is to be read as {}",
        declared.name().replace("windows", "Windows")
    );
    Problem::error(&code::data::WRONG_ENCODING, Place::File(file.clone()), message)
        .label(format!("it begins with the byte order mark of {}", mark.name()))
        .note("read in another encoding, its letters and digits would come out wrong")
        .help("declare `encoding: utf-16`")
}

/// Builds the problem of a byte that is no UTF-8.
fn not_utf_8(file: &ProjectPath, bytes: &[u8], at: usize, declared: bool) -> Problem {
    let newline = source_lines::newline(bytes);
    let line = bytes[..at].iter().rposition(|b| *b == newline).map_or(0, |before| before + 1);
    let line_end = bytes[at..].iter().position(|b| *b == newline).map_or(bytes.len(), |after| at + after);
    let ahead = String::from_utf8_lossy(&bytes[..line]);
    let shown = String::from_utf8_lossy(&bytes[line..line_end]);
    let content = format!("{ahead}{shown}");
    let place = SourceLines::ending_in(file, &content, newline).place(at..at + '\u{fffd}'.len_utf8());
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
    let newline = source_lines::newline(before.trim_end_matches('\r').as_bytes());
    let sheet = SourceLines::ending_in(file, before, newline);
    let message = format!("the file is not written in {}", encoding.name());
    Problem::error(&code::data::WRONG_ENCODING, sheet.place(before.len()..before.len()), message)
        .label("what follows here cannot be read")
        .note("a letter read in the wrong encoding changes names without anybody noticing")
        .help("declare the encoding it is written in, or save the file as UTF-8")
}

#[cfg(test)]
mod tests {
    use crate::world::ProjectPath;

    use super::*;

    fn read(dataset: &Dataset) -> (Option<Dialect>, Vec<String>) {
        let at = RegistryPlace::value(ProjectPath::fixed("claims.yaml"), vec!["datasets".into(), "x".into()]);
        let mut problems = Vec::new();
        let dialect = Dialect::of(dataset, &at, &mut problems);
        (dialect, problems.into_iter().map(|p| format!("{}: {}", p.message, p.at.text)).collect())
    }

    #[test]
    fn settings_are_read_as_declared() {
        let dataset = Dataset {
            delimiter: Some("\\t".into()),
            quote_char: Some("none".into()),
            encoding: Some("ISO-8859-1".into()),
            skip_rows: Some("2".into()),
            ..Dataset::default()
        };
        let dialect = read(&dataset).0.unwrap();
        assert_eq!((dialect.delimiter, dialect.quote, dialect.skip_rows, dialect.footer_rows), (b'\t', None, 2, 0));
        assert_eq!(dialect.encoding.unwrap().name(), "windows-1252");
    }

    #[test]
    fn settings_that_cannot_be_used_are_all_named() {
        let dataset = Dataset {
            delimiter: Some("comma".into()),
            encoding: Some("latin".into()),
            footer_rows: Some(" ".into()),
            ..Dataset::default()
        };
        let (dialect, problems) = read(&dataset);
        assert_eq!(dialect, None);
        assert_eq!(
            problems,
            [
                "`delimiter` cannot be used as it is written: one character that separates cells, such as `,`, `;`, `|` or `\\t` for a tab",
                "`encoding` cannot be used as it is written: an encoding such as `utf-8`, `utf-16`, `windows-1252` or `iso-8859-1`",
                "`footer_rows` cannot be used as it is written: a number of lines, such as `3`, or the words with which the first of them begins, such as `____`",
            ]
        );
    }

    fn decoded(bytes: &[u8], encoding: &str) -> Result<String, String> {
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
        assert_eq!(decoded(b"\xEF\xBB\xBFa\xC3\xA9", "").unwrap(), "aé");
        assert_eq!(decoded(b"caf\xE9 \x80", "windows-1252").unwrap(), "café €");
        assert_eq!(decoded(b"caf\xE9", "iso-8859-1").unwrap(), "café");
        assert_eq!(decoded(b"\xFF\xFEa\0\xE9\0", "utf-16").unwrap(), "aé");
        assert_eq!(decoded(b"\xFE\xFF\0a\0\xE9", "utf-16").unwrap(), "aé");
        assert_eq!(decoded(b"\0a\0\xE9", "utf-16be").unwrap(), "aé");
        assert_eq!(decoded(b"a\0\xE9\0", "utf-16le").unwrap(), "aé");
    }

    #[test]
    fn utf_16_that_is_not_declared_is_named() {
        let said = "the file is written in UTF-16, but is to be read as UTF-8; declare `encoding: utf-16`";
        assert_eq!(decoded(b"\xFF\xFEa\0", "").unwrap_err(), said);
        assert_eq!(decoded(b"\xFE\xFF\0a", "utf-8").unwrap_err(), said);
    }

    #[test]
    fn a_byte_that_is_no_utf_8_is_placed() {
        assert_eq!(
            decoded(b"a,b\nx,caf\xE9\n", "").unwrap_err(),
            "2:6 the file is not written in UTF-8: the byte E9, which is `é` in Windows-1252"
        );
        assert_eq!(
            decoded(b"a,b\rx,y\rx,caf\xE9\r", "").unwrap_err(),
            "3:6 the file is not written in UTF-8: the byte E9, which is `é` in Windows-1252"
        );
    }

    #[test]
    fn half_a_character_of_utf_16_is_a_problem() {
        assert_eq!(
            decoded(b"\xFF\xFEa\0b", "utf-16").unwrap_err(),
            "1:2 the file is not written in UTF-16LE: what follows here cannot be read"
        );
    }
}
