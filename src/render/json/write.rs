//! A page of data as bytes. Everything that is done to words is done while they are written: white space is single spaces as on
//! the other pages, so that whoever looks for words finds them, and nothing in them can act on a terminal or be taken for markup.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter, Serializer};

use crate::diagnostic::words::is_harmful;

/// Room made for a page at once, so that it need not be moved often as it grows.
const USUAL_PAGE: usize = 64 * 1024;

/// Returns a page of data as text with a line break at its end.
pub(super) fn page(data: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(USUAL_PAGE);
    let mut serializer = Serializer::with_formatter(&mut bytes, CleanFormatter::default());
    // Writing to memory does not fail, and no key of a page is anything but a string.
    let _ = data.serialize(&mut serializer);
    bytes.push(b'\n');
    bytes
}

/// Indented JSON whose strings are clean.
#[derive(Default)]
struct CleanFormatter {
    pretty: PrettyFormatter<'static>,
    /// Whether a string has any word yet.
    begun: bool,
    /// Whether white space stands behind its last word.
    space: bool,
}

impl CleanFormatter {
    /// Notes what comes next: white space before the next word is one space, and none before the first.
    fn word<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let space = std::mem::take(&mut self.space);
        if std::mem::replace(&mut self.begun, true) && space { out.write_all(b" ") } else { Ok(()) }
    }
}

impl Formatter for CleanFormatter {
    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        (self.begun, self.space) = (false, false);
        out.write_all(b"\"")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(c) = rest.chars().next() {
            let is_plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'&');
            let plain = rest.bytes().take_while(is_plain).count();
            if plain > 0 {
                self.word(out)?;
                out.write_all(&rest.as_bytes()[..plain])?;
                rest = &rest[plain..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            if c.is_whitespace() || c.is_control() {
                self.space = true;
                continue;
            }
            self.word(out)?;
            if is_harmful(c) || matches!(c, '<' | '>' | '&') {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            } else {
                out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?;
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, out: &mut W, escape: CharEscape) -> io::Result<()> {
        let written: &[u8] = match escape {
            CharEscape::Quote => b"\\\"",
            CharEscape::ReverseSolidus => b"\\\\",
            CharEscape::Solidus => b"/",
            // The others are white space and control characters.
            _ => {
                self.space = true;
                return Ok(());
            }
        };
        self.word(out)?;
        out.write_all(written)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.pretty.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.pretty.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::page;

    #[test]
    fn words_are_clean_and_keep_their_order() {
        let hostile = " \tThe  \"first\"\u{a0}\nof <b>\\many</b> & \u{202e}all\u{7f}\u{1b}[2J \u{1f600}\u{e0041} ";
        let text = String::from_utf8(page(&json!({ "b": [hostile], "a": [], "c": "" }))).unwrap();
        let clean = "The \\\"first\\\" of \\u003cb\\u003e\\\\many\\u003c/b\\u003e \\u0026 \\u202eall [2J \u{1f600}\\udb40\\udc41";
        assert_eq!(text, format!("{{\n  \"b\": [\n    \"{clean}\"\n  ],\n  \"a\": [],\n  \"c\": \"\"\n}}\n"));
        assert!(serde_json::from_str::<Value>(&text).is_ok());
    }
}
