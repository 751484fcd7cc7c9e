//! What a template does that templates may not do, before its problem is put into words. What cannot be read because of signs
//! that word processors, browsers and phones put in the place of those on the keyboard is said with the tag as it should be written.

use crate::template::tags::{Excess, Tags};
use crate::text::Span;
use crate::text::unseen::Unseen;

/// What a sign that means nothing in a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrongSign {
    /// A typographic quotation mark.
    Quote,
    /// A space that is none to a program.
    Space,
    /// A character that nobody sees.
    Unseen,
    /// A dash or another sign for one of the keyboard's.
    Other,
    /// A letter or sign that no name has.
    Letter,
}

/// What a template does that templates may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SyntaxFault {
    /// It is not written in the template language; the parser's words.
    Syntax(String),
    /// A sign in a tag that means nothing there; the tag as it should be written, where that is known.
    Sign {
        /// The sign.
        sign: char,
        /// What it is.
        kind: WrongSign,
        /// The tag with the signs of the keyboard.
        written: Option<String>,
    },
    /// A quotation mark in a tag that is never closed.
    Unclosed,
    /// A text in a tag writes out a character that nobody sees.
    Unseen(Unseen, char),
    /// There is too much of something.
    Excess(Excess),
    /// It calculates, orders or compares numbers.
    Calculates,
    /// It joins texts with `~`.
    Joins,
    /// It uses a statement that templates have no use for, by its word.
    Statement(&'static str),
    /// It calls something, by its words.
    Calls(String),
    /// It names a filter that does not exist.
    Filter(String),
    /// It names a test that does not exist.
    Test(String),
    /// It names another template by something that is no fixed name.
    Name,
    /// It makes a list or mapping outside `for … in`.
    List,
}

/// How many characters of a tag are shown.
const SHOWN: usize = 200;

/// Returns what is wrong where the lexer was stuck, where that can be said better than by the parser; with its place.
pub(crate) fn explain(source: &str, tags: &Tags<'_>, error: Option<Span>) -> Option<(SyntaxFault, Span)> {
    // A quotation mark that is never closed takes what follows for its text, up to the next one in the prose.
    let swallows = |words: &str| ["}}", "%}", "{{", "{%"].iter().any(|sign| words.contains(sign));
    let at = error.map(|error| error.start);
    let tag = tags.all.iter().find(|tag| at.is_some_and(|at| tag.span.start <= at && at <= tag.span.end))?;
    if let Some((span, _)) = tag.quoted.iter().find(|(_, words)| swallows(words)) {
        return Some(unclosed(source, tag.span.start, span.start));
    }
    let at = tags.stuck.filter(|at| error.is_none_or(|error| error.end >= *at))?;
    stuck(source, tags, at)
}

fn stuck(source: &str, tags: &Tags<'_>, at: usize) -> Option<(SyntaxFault, Span)> {
    let start = tags.all.last()?.span.start;
    let sign = source[at..].chars().next()?;
    let place = Span::new(at, at + sign.len_utf8());
    if matches!(sign, '"' | '\'') {
        return Some(unclosed(source, start, at));
    }
    let kind = match plain(sign) {
        _ if calculates(sign) || (is_dash(sign) && is_between(source, start, place)) => {
            return Some((SyntaxFault::Calculates, place));
        }
        Some((kind, _)) => kind,
        None if sign.is_ascii() => return None,
        None => WrongSign::Letter,
    };
    Some((SyntaxFault::Sign { sign, kind, written: written(source, start, at) }, place))
}

/// Returns the fault of a quotation mark at `at` that nothing closes before the tag's end.
fn unclosed(source: &str, start: usize, at: usize) -> (SyntaxFault, Span) {
    let end = end(source, start, at + 1);
    let words = &source[at..end];
    let place = Span::new(at, at + words.lines().next().unwrap_or_default().trim_end().len());
    let quote = words.chars().find(|c| matches!(plain(*c), Some((WrongSign::Quote, _))));
    match quote {
        Some(sign) => (SyntaxFault::Sign { sign, kind: WrongSign::Quote, written: written(source, start, at) }, place),
        None => (SyntaxFault::Unclosed, place),
    }
}

/// Returns where the tag that begins at `start` seems to end, from `at` on: its closing braces, or its line.
fn end(source: &str, start: usize, at: usize) -> usize {
    let close = if source[start..].starts_with("{%") { "%}" } else { "}}" };
    let rest = &source[at..];
    let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
    at + rest[..line].find(close).map_or(line, |found| found + close.len())
}

/// Returns the tag as it should be written; none where it is too long to show.
fn written(source: &str, start: usize, at: usize) -> Option<String> {
    let mut written = String::new();
    for sign in source[start..end(source, start, at)].chars() {
        match plain(sign) {
            Some((_, plain)) => written.push_str(plain),
            None => written.push(sign),
        }
    }
    let written = written.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    (written.chars().count() <= SHOWN).then_some(written)
}

/// Returns whether a sign stands between two things, not beside the braces where `-` takes away space.
fn is_between(source: &str, start: usize, sign: Span) -> bool {
    let before = source[start + 2..sign.start].trim();
    let after = source[sign.end..].trim_start();
    !(before.is_empty() || after.starts_with("}}") || after.starts_with("%}"))
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

fn calculates(sign: char) -> bool {
    matches!(
        sign,
        '×' | '÷'
            | '·'
            | '⋅'
            | '∙'
            | '±'
            | '≤'
            | '≥'
            | '≠'
            | '≈'
            | '≡'
            | '∕'
            | '⁄'
            | '√'
            | '∑'
            | '²'
            | '³'
    )
}

/// Returns what is written in place of a sign, and what kind of sign it is.
fn plain(sign: char) -> Option<(WrongSign, &'static str)> {
    /// The signs of the keyboard, in the order of Unicode, of which there is a wide form each.
    const KEYBOARD: &str =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    Some(match sign {
        '\u{201C}'..='\u{201F}' | '«' | '»' | '″' | '‶' | '＂' | '〝' | '〞' | '〟' | '「' | '」' | '『' | '』' => {
            (WrongSign::Quote, "\"")
        }
        '\u{2018}'..='\u{201B}' | '‹' | '›' | '′' | '‵' | '＇' | '´' | '`' | 'ʹ' | 'ʻ' | 'ʼ' | '｀' => {
            (WrongSign::Quote, "'")
        }
        sign if is_dash(sign) => (WrongSign::Other, "-"),
        '\u{FF01}'..='\u{FF5E}' => {
            let at = (u32::from(sign) - 0xFF01) as usize;
            (WrongSign::Other, &KEYBOARD[at..=at])
        }
        '…' => (WrongSign::Other, "..."),
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{61C}'
        | '\u{FE0E}'
        | '\u{FE0F}'
        | '\u{FEFF}' => (WrongSign::Unseen, ""),
        sign if sign.is_whitespace() && !sign.is_ascii() => (WrongSign::Space, " "),
        _ => return None,
    })
}
