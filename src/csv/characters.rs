//! Characters that no table needs: control characters, and the noncharacters that mark numbers while pages are rendered.

use crate::diagnostic::{Problem, code};

use super::sheet::Sheet;

const CHUNK: usize = 4096;

/// Returns the problem of the first forbidden character, which says how many more there are.
pub(super) fn forbidden(sheet: &Sheet<'_>) -> Option<Problem> {
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
fn problem(sheet: &Sheet<'_>, at: usize, more: usize) -> Problem {
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
    use super::*;
    use crate::text::Place;
    use crate::world::ProjectPath;

    fn check(content: &str) -> Option<String> {
        let file = ProjectPath::fixed("x.csv");
        let problem = forbidden(&Sheet::new(&file, content))?;
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
