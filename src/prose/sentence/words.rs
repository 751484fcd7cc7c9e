//! The words of a passage: in lower case, with whether they stand in quotation marks.

use std::borrow::Cow;

use crate::language::Lexicon;
use crate::prose::passage::{PRINTED, Passage};
use crate::text::{Span, in_lower_case};

/// A word, a number, a sign, or something printed by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'p> {
    /// In lower case.
    pub(crate) text: Cow<'p, str>,
    /// Where it stands in the passage.
    pub(crate) span: Span,
    /// Whether it stands in quotation marks.
    pub(crate) quoted: bool,
    /// What it is.
    pub(crate) kind: WordKind,
}

/// A place where a long word may be divided.
const SOFT_HYPHEN: char = '\u{AD}';

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// Letters.
    Letters,
    /// Digits with their separators, and letters close to them.
    Digits,
    /// Anything else.
    Sign,
    /// Something printed by name, by its number in the passage.
    Printed(usize),
}

/// Returns the words of a passage.
pub(super) fn words<'p>(passage: &'p Passage<'_>, lexicon: &Lexicon) -> Vec<Word<'p>> {
    let text: &str = &passage.text;
    let mut found = Vec::new();
    let mut marks = Quotes::default();
    let mut printed = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let length = if first.is_alphanumeric() { word(rest) } else { first.len_utf8() };
        let elided = if first.is_alphabetic() { lexicon.elided(&rest[..length]) } else { None };
        let length = elided.unwrap_or(length);
        let (piece, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() {
            continue;
        }
        let before = text[..start].chars().next_back();
        let quoted = marks.meet(first, before, after.chars().next());
        let kind = if first == PRINTED {
            printed += 1;
            WordKind::Printed(printed - 1)
        } else if piece.contains(|c: char| c.is_ascii_digit()) {
            WordKind::Digits
        } else if first.is_alphabetic() {
            WordKind::Letters
        } else {
            WordKind::Sign
        };
        let lower = in_lower_case(piece);
        let lower = if elided.is_some() { lower.replace('’', "'").into() } else { lower };
        // A reader sees a soft hyphen only at the end of a line.
        let lower = if lower.contains(SOFT_HYPHEN) { lower.replace(SOFT_HYPHEN, "").into() } else { lower };
        found.push(Word { text: lower, span: Span::new(start, start + length), quoted, kind });
    }
    found
}

/// Returns how many bytes a word takes: letters and digits, with apostrophes, points, commas and hyphens between them.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '\'' | '’' | '-' | '.' | SOFT_HYPHEN => next.is_some_and(char::is_alphanumeric),
            ',' => next.is_some_and(|next| next.is_ascii_digit()) && rest[..at].ends_with(|c: char| c.is_ascii_digit()),
            _ => c.is_alphanumeric(),
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Returns what stands in quotation marks, without them; what stands in the marks of a quotation within is part of it.
pub(crate) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut marks = Quotes::default();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let was = marks.open.len();
        let end = at + c.len_utf8();
        marks.meet(c, before, text[end..].chars().next());
        match (was, marks.open.len()) {
            (0, 1) => start = end,
            (1, 0) => found.push(Span::new(start, at)),
            _ => {}
        }
        before = Some(c);
    }
    found
}

/// Follows quotation marks through a text.
#[derive(Default)]
struct Quotes {
    open: Vec<char>,
}

impl Quotes {
    /// Notes a character, and returns whether it stands in quotation marks or is one.
    fn meet(&mut self, c: char, before: Option<char>, after: Option<char>) -> bool {
        let was = !self.open.is_empty();
        let starts = before.is_none_or(|before| !before.is_alphanumeric());
        match c {
            '“' | '«' | '„' => self.open.push(c),
            '”' | '»' => {
                self.open.pop();
            }
            '"' if self.open.last() == Some(&'"') => {
                self.open.pop();
            }
            '"' => self.open.push('"'),
            '‘' if starts && after.is_some_and(char::is_alphanumeric) => self.open.push('‘'),
            '’' if self.open.last() == Some(&'‘') && (starts || !after.is_some_and(char::is_alphanumeric)) => {
                self.open.pop();
            }
            _ => {}
        }
        was || !self.open.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_read_without_their_marks() {
        for (text, wanted) in [
            ("“One.” said she, “two”", &["One.", "two"][..]),
            ("He said: \"it is ‘so’ there\".", &["it is ‘so’ there"]),
            ("‘It’s so’, and the boys’ books", &["It’s so"]),
            ("«Uno» y “dos «tres»”", &["Uno", "dos «tres»"]),
            ("an “open one", &[]),
        ] {
            let found: Vec<&str> = quotations(text).into_iter().map(|span| &text[span.range()]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
