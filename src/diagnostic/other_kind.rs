//! Files of another kind than their name says: a compressed file or a web page saved as `.csv`, a pointer in place of the
//! file. Read as what it is not, such a file would be told anything but its cause.

use super::{Code, Problem, conflict};
use crate::text::{Place, Text};
use crate::world::ProjectPath;

/// What a file is that should be a table or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OtherKind {
    /// What it is, after "the file is".
    what: &'static str,
    /// What to do.
    help: &'static str,
    /// Why it is often found there.
    note: &'static str,
}

const SENT: &str =
    "servers send files compressed, and some programs keep what was sent under the name that was asked for";
const SHEETS: &str =
    "a workbook holds sheets with formulas and formats; only cells that are written out can be checked line by line";
const PROGRAMS: &str = "it is a form that programs read, and no table of text with lines to point to";
const EXPORT: &str = "export its table as CSV in UTF-8, keep that under `data/`, and name it as the file";
const UNPACK: &str = "unpack it, and keep what was inside under this name";
const SAVE: &str = "save the sheet as CSV (UTF-8), one file a sheet, and name that file";
const DOWNLOAD: &str =
    "download the file itself, and look whether the link leads to a page that asks or reports something";

const fn kind(what: &'static str, note: &'static str, help: &'static str) -> OtherKind {
    OtherKind { what, help, note }
}

/// The kinds that their first bytes tell.
const FIRST_BYTES: &[(&[u8], OtherKind)] = &[
    (b"\x1F\x8B", kind("compressed (gzip)", SENT, UNPACK)),
    (b"\x28\xB5\x2F\xFD", kind("compressed (zstd)", SENT, UNPACK)),
    (b"\xFD7zXZ\0", kind("compressed (xz)", SENT, UNPACK)),
    (b"7z\xBC\xAF\x27\x1C", kind("an archive (7z)", SENT, UNPACK)),
    (b"Rar!\x1A\x07", kind("an archive (rar)", SENT, UNPACK)),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kind("a workbook of Excel 97 (`.xls`)", SHEETS, SAVE)),
    (b"%PDF-", kind("a PDF", "a PDF holds letters at places on a page, and no cells", EXPORT)),
    (b"SQLite format 3\0", kind("a database (SQLite)", PROGRAMS, EXPORT)),
    (b"ARROW1\0\0", kind("an Arrow file", PROGRAMS, EXPORT)),
    (b"\x89HDF\r\n\x1A\n", kind("an HDF5 file", PROGRAMS, EXPORT)),
    (b"{\\rtf", kind("a document of a word processor (RTF)", PROGRAMS, EXPORT)),
    (
        b"version https://git-lfs",
        kind(
            "a pointer of Git LFS",
            "the file itself is kept elsewhere, and was not fetched with the repository",
            "fetch it with `git lfs pull`",
        ),
    ),
];

const WORKBOOK: OtherKind = kind("a workbook (`.xlsx`)", SHEETS, SAVE);
const OPEN_SHEET: OtherKind = kind("a workbook (`.ods`)", SHEETS, SAVE);
const ZIP: OtherKind = kind("an archive (zip)", SENT, UNPACK);
const BZIP2: OtherKind = kind("compressed (bzip2)", SENT, UNPACK);
const PARQUET: OtherKind = kind("a Parquet file", PROGRAMS, EXPORT);
const PAGE: OtherKind = kind(
    "a web page",
    "a server that has no such file, or asks for consent, answers with a page under the same name",
    DOWNLOAD,
);
const XML: OtherKind = kind("XML", "its values stand inside elements, not in rows and columns", EXPORT);
const JSON: OtherKind = kind("JSON", "its values stand inside brackets, not in rows and columns", EXPORT);

/// Returns what the bytes are, where no text that people write begins so.
pub(crate) fn of(bytes: &[u8]) -> Option<OtherKind> {
    if let Some((_, kind)) = FIRST_BYTES.iter().find(|(first, _)| bytes.starts_with(first)) {
        return Some(*kind);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let start = &bytes[..bytes.len().min(8192)];
        let holds = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
        return Some(match () {
            () if holds(b"opendocument.spreadsheet") => OPEN_SHEET,
            () if holds(b"xl/") || holds(b"[Content_Types].xml") && !holds(b"word/") && !holds(b"ppt/") => WORKBOOK,
            () => ZIP,
        });
    }
    if bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(b"1AY&SY") {
        return Some(BZIP2);
    }
    (bytes.len() > 8 && bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")).then_some(PARQUET)
}

/// Returns what a text is that should be a table: a page, XML, JSON.
pub(crate) fn of_table(text: &str) -> Option<OtherKind> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if is_page(text) {
        return Some(PAGE);
    }
    let last = text.trim_end().chars().next_back();
    match text.chars().next()? {
        '<' if text.starts_with("<?xml") || last == Some('>') && is_element(text) => Some(XML),
        '{' if last == Some('}') && opens(text, &['"', '}']) => Some(JSON),
        '[' if last == Some(']') && opens(text, &['{', '[', '"', ']']) => Some(JSON),
        _ => None,
    }
}

/// Returns whether a text is a whole web page.
fn is_page(text: &str) -> bool {
    let start: String = text.chars().take(600).collect::<String>().to_ascii_lowercase();
    let declared = start.starts_with("<?xml") && start.contains("<html");
    declared || ["<!doctype html", "<html", "<head>", "<head ", "<body"].iter().any(|tag| start.starts_with(tag))
}

fn is_element(text: &str) -> bool {
    text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
}

/// Returns whether the first bracket is followed, spaces aside, by one of these.
fn opens(text: &str, by: &[char]) -> bool {
    text[1..].trim_start().starts_with(by)
}

impl OtherKind {
    /// Builds the problem of a file of this kind where `wanted` should be.
    pub(crate) fn problem(self, code: &'static Code, file: &ProjectPath, wanted: &str) -> Problem {
        Problem::error(code, Place::File(file.clone()), format!("the file is {}, not {wanted}", self.what))
            .note(self.note)
            .help(self.help)
    }
}

/// Returns the problem of a text of another kind than `wanted`, or those of both sides of conflicts in it; a web page is one where
/// `page` says so.
pub(crate) fn of_text(code: &'static Code, file: &ProjectPath, text: &Text, wanted: &str, page: bool) -> Vec<Problem> {
    if let Some(kind) = of(text.as_str().as_bytes()) {
        return vec![kind.problem(code, file, wanted)];
    }
    if page && is_page(text.as_str().trim_start()) {
        return vec![PAGE.problem(code, file, wanted)];
    }
    conflict::in_text(file, text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_another_kind_are_called_what_they_are() {
        for (bytes, what) in [
            (&b"\x1F\x8B\x08\x00"[..], "compressed (gzip)"),
            (b"\x28\xB5\x2F\xFD\x04", "compressed (zstd)"),
            (b"BZh91AY&SY\x00", "compressed (bzip2)"),
            (b"\xFD7zXZ\0\0", "compressed (xz)"),
            (b"PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml", "a workbook (`.xlsx`)"),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a workbook (`.ods`)"),
            (b"PK\x03\x04data.csv", "an archive (zip)"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", "a workbook of Excel 97 (`.xls`)"),
            (b"%PDF-1.7\n", "a PDF"),
            (b"PAR1\x15\x04\x15PAR1", "a Parquet file"),
            (b"SQLite format 3\0\x10", "a database (SQLite)"),
            (b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
        ] {
            assert_eq!(of(bytes).map(|kind| kind.what), Some(what), "{what}");
        }
        for (text, what) in [
            ("\n<!DOCTYPE html>\n<title>Not found</title>", "a web page"),
            ("<html lang=en>", "a web page"),
            ("<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>", "a web page"),
            ("<?xml version=\"1.0\"?>\n<rows/>", "XML"),
            ("<rows><row/></rows>\n", "XML"),
            ("{\"error\": \"no such file\"}\n", "JSON"),
            ("[ {\"n\": 1},\n {\"n\": 2} ]", "JSON"),
        ] {
            assert_eq!(of_table(text).map(|kind| kind.what), Some(what), "{text}");
        }
    }

    #[test]
    fn tables_and_texts_that_only_begin_alike_are_left_alone() {
        for text in [
            "PK,name\n1,a\n",
            "PAR1,x\n1,2\n",
            "BZh,x\n",
            "version,n\n1,2\n",
            "<18,18-64,65+\n1,2,3\n",
            "[id],[name]\n1,a\n",
            "{a},b\n1,2\n",
            "<b>,x\n1,2\n",
            "\"<html>\",n\n",
        ] {
            assert_eq!(of(text.as_bytes()), None, "{text}");
            assert_eq!(of_table(text), None, "{text}");
        }
    }
}
