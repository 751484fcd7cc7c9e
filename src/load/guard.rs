//! A look at a registry file before it is read into its types: characters that do not belong in text, texts that a comment
//! cuts, and whether the file is *suspect*.
//!
//! A file is suspect where it holds anything (an anchor, deep nesting, a giant line, a scalar such as `1.10` that a typed read
//! would change) for which the straight read is not enough. A suspicion may be wrong and only costs time; what is not suspect
//! is safe to read.

use crate::diagnostic::Problem;
use crate::diagnostic::unseen::problem as unseen_problem;
use crate::text::{Place, unseen};
use crate::world::ProjectPath;

/// What holds a character of a registry file.
pub(super) const HOLDER: &str = "a registry";
/// The most bytes a registry file may have.
pub(crate) const LARGEST_FILE: usize = 64 << 20;
/// The most bytes all included registry files may have together.
pub(crate) const LARGEST_TOGETHER: u64 = 128 << 20;
/// The most bytes one value may have.
pub(crate) const LARGEST_VALUE: usize = 1 << 20;
/// How deep lists and mappings may be nested.
pub(crate) const MOST_NESTED: usize = 64;
/// How many forbidden characters are reported before the rest is left to the next run.
const REPORTED: usize = 10;

/// Returns the problems of the characters in `text` that do not belong there.
pub(super) fn forbidden(file: &ProjectPath, text: &str) -> Vec<Problem> {
    unseen::found(text)
        .take(REPORTED)
        .map(|found| unseen_problem(&Place::Text(file.clone(), found.span), found.what, found.character, HOLDER))
        .collect()
}

/// Returns whether the straight read is not enough for this text.
pub(super) fn is_suspect(text: &str) -> bool {
    // Whether an isolate is closed in its value is seen where values are told apart.
    if text.contains(unseen::is_isolate) {
        return true;
    }
    let bytes = text.as_bytes();
    let mut nested: usize = 0;
    let mut shallow = 0;
    if line_is_suspect(bytes, 0, &mut shallow) {
        return true;
    }
    for (at, byte) in bytes.iter().copied().enumerate() {
        if !SIGNS[usize::from(byte)] {
            continue;
        }
        let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
        let suspect = match byte {
            b'\n' => line_is_suspect(bytes, at + 1, &mut shallow),
            b'[' | b'{' => {
                nested += 1;
                nested > MOST_NESTED
            }
            b']' | b'}' => {
                nested = nested.saturating_sub(1);
                false
            }
            b'&' | b'*' | b'!' | b'%' => begins(&bytes[..at]),
            b'<' => next == b'<' && begins(&bytes[..at]),
            b'\\' => matches!(next, b'u' | b'U' | b'x' | b'0' | b'a' | b'b' | b'e' | b'v' | b'f' | b'N' | b'L' | b'P'),
            _ => begins(&bytes[..at]) && loses_words(&bytes[at..]),
        };
        if suspect {
            return true;
        }
    }
    bytes.len() - shallow > LARGEST_VALUE
}

/// The bytes at which something suspect may begin.
static SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let all = b"\n[]{}&*!%<\\0123456789+-.TF";
    let mut at = 0;
    while at < all.len() {
        signs[all[at] as usize] = true;
        at += 1;
    }
    signs
};

/// Returns whether the line that begins at `start` is indented beyond all reason, or ends a stretch in which a giant value
/// may lie: one without a line near the margin, where the next entry would begin.
fn line_is_suspect(bytes: &[u8], start: usize, shallow: &mut usize) -> bool {
    let indented = bytes[start..].iter().take(MOST_NESTED).take_while(|byte| matches!(byte, b' ' | b'-')).count();
    if indented == MOST_NESTED {
        return true;
    }
    let blank = matches!(bytes.get(start + indented), None | Some(b'\n' | b'\r'));
    if blank || indented > 4 {
        return false;
    }
    let stretch = start - *shallow;
    *shallow = start;
    stretch > LARGEST_VALUE
}

/// Returns whether a value may begin after these bytes.
fn begins(before: &[u8]) -> bool {
    let mut apart = false;
    for byte in before.iter().rev() {
        match byte {
            b' ' | b'\t' => apart = true,
            b'\n' | b'\r' | b'[' | b'{' | b',' => return true,
            b':' | b'-' | b'?' => return apart,
            _ => return false,
        }
    }
    true
}

/// Returns whether a typed read would give other words than the plain scalar at the start of `rest` has.
fn loses_words(rest: &[u8]) -> bool {
    let end = rest.iter().position(|byte| matches!(byte, b',' | b']' | b'}' | b'\n' | b'\r' | b' ' | b'\t' | b':'));
    let token = &rest[..end.unwrap_or(rest.len())];
    let after = &rest[token.len()..];
    let ended = after.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
    if !matches!(ended, None | Some(b',' | b']' | b'}' | b'\n' | b'\r' | b'#')) {
        return false;
    }
    let Ok(token) = std::str::from_utf8(token) else { return false };
    match token {
        "True" | "TRUE" | "False" | "FALSE" => return true,
        _ if token.starts_with(['T', 'F']) => return false,
        _ => {}
    }
    let digits = token.trim_start_matches(['+', '-']);
    let radix = ["0x", "0o", "0b", ".i", ".I", ".n", ".N"].iter().any(|prefix| digits.starts_with(prefix));
    if radix {
        return true;
    }
    if let Ok(whole) = token.parse::<i64>() {
        let zeros = digits.len() > 1 && digits.starts_with('0');
        return !zeros && whole.to_string() != token;
    }
    token.parse::<f64>().is_ok_and(|number| number.to_string() != token)
}

#[cfg(test)]
mod tests {
    use crate::text::Span;

    use super::*;

    #[test]
    fn signs_inside_words_are_no_suspicion() {
        for text in [
            "a: R&D",
            "a: R & D",
            "a: \"*x\"",
            "a: https://example.org/?a=1&b=2",
            "a: stop!",
            "a: 5 * 3",
            "a: 100%",
            "a: { zip: 012, day: 2025-11, n: 30375, m: -4, r: 1.5, k: 1_000, s: no }",
            "- 10 officials\n- 3.10 was said\n",
            "a: True story",
        ] {
            assert!(!is_suspect(text), "{text}");
        }
    }

    #[test]
    fn what_a_straight_read_would_change_or_choke_on_is_suspect() {
        let deep = "[".repeat(65);
        let dashes = "- ".repeat(65);
        let giant = format!("a: {}", "x".repeat(LARGEST_VALUE + 9));
        let lines = format!("a:\n  b:\n    c: |\n{}", "        words and words\n".repeat(60_000));
        for text in [
            "a: &x 1",
            "a: *x",
            "- *x",
            "a: !t x",
            "[&x 1]",
            "<<: x",
            "%YAML 1.1",
            "a: 1.10",
            "a: 1e3",
            "a: 0x1F",
            "a: +5",
            "a: [1, TRUE]",
            "a: .5",
            "a: 1.0 # b",
            "a: -0",
            "a: 123456789012345678901",
            "a: \"\\uFDD0\"",
            "a: \"\\L\"",
            "a: \u{2067}b",
            "a: .inf",
            &deep,
            &dashes,
            &giant,
            &lines,
        ] {
            assert!(is_suspect(text), "{text:.40}");
        }
    }

    #[test]
    fn forbidden_characters_are_placed() {
        let file = ProjectPath::fixed("claims.yaml");
        let found = forbidden(&file, "a: é\u{FDD0}b\u{8}\tß\u{85}\u{FEFF}😀\u{FFFF}");
        let offsets: Vec<_> = found.iter().map(|problem| problem.message.clone()).collect();
        assert_eq!(offsets.len(), 5, "{offsets:?}");
        assert_eq!(found[0].at.place, Place::Text(file, Span::new(5, 8)));
        assert_eq!(found[1].message, "the control character U+0008 does not belong in a registry");
    }
}
