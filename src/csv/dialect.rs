//! How a file is written: the characters between and around cells, its encoding, the lines above and below the table.

use encoding_rs::Encoding;

use crate::diagnostic::{Problem, code};
use crate::registry::Dataset;
use crate::text::RegistryPlace;

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
        let footer_rows = setting.read("footer_rows", dataset.footer_rows.as_deref(), 0, lines);
        if quote == Some(delimiter) {
            setting.refuse("quote_char", "the same character cannot stand between and around cells");
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

/// Builds the problem of a setting that cannot be used.
pub(crate) fn unusable(at: RegistryPlace, key: &str, wanted: &str) -> Problem {
    Problem::error(&code::data::UNUSABLE_SETTING, at.into(), format!("`{key}` cannot be used as it is written"))
        .label(wanted)
        .note("the file is not read until it is clear how it is written")
}

fn delimiter(written: &str) -> Result<u8, &'static str> {
    const WANTED: &str = "one character that stands between cells, such as `,`, `;`, `|` or `\\t` for a tab";
    match written {
        "\\t" | "tab" => Ok(b'\t'),
        "\n" | "\r" | "\"" => Err(WANTED),
        _ => one_character(written).ok_or(WANTED),
    }
}

fn quote(written: &str) -> Result<Option<u8>, &'static str> {
    const WANTED: &str = "one character that stands around cells, such as `\"` or `'`, or `none`";
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

fn lines(written: &str) -> Result<usize, &'static str> {
    written.parse().map_err(|_| "a number of lines, such as `3`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::ProjectPath;

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
            footer_rows: Some("a few".into()),
            ..Dataset::default()
        };
        let (dialect, problems) = read(&dataset);
        assert_eq!(dialect, None);
        assert_eq!(
            problems,
            [
                "`delimiter` cannot be used as it is written: one character that stands between cells, such as `,`, `;`, `|` or `\\t` for a tab",
                "`encoding` cannot be used as it is written: an encoding such as `utf-8`, `utf-16`, `windows-1252` or `iso-8859-1`",
                "`footer_rows` cannot be used as it is written: a number of lines, such as `3`",
            ]
        );
    }
}
