//! A text in pieces: words, numbers and signs, each with where it stands.

use std::borrow::Cow;

use super::Span;

/// A piece of a text.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// In lower case.
    pub(crate) lower: Cow<'t, str>,
    /// Where.
    pub(crate) span: Span,
    /// Whether nothing stands between it and the one before.
    pub(crate) glued: bool,
}

impl Piece<'_> {
    /// Returns whether it is a number in digits.
    pub(crate) fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Returns whether it is a word.
    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().all(char::is_alphabetic)
    }

    /// Returns whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// Returns a word in lower case, without a copy where it is.
pub(crate) fn in_lower_case(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain || word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()) {
        word.into()
    } else {
        word.to_lowercase().into()
    }
}

/// Returns the pieces of a text: runs of letters, runs of digits, and every other character by itself; spaces part them.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    #[derive(PartialEq, Clone, Copy)]
    enum PieceKind {
        Letter,
        Digit,
        Sign,
        Space,
    }
    let kind = |c: char| match c {
        c if c.is_ascii_digit() => PieceKind::Digit,
        c if c.is_alphabetic() => PieceKind::Letter,
        c if c.is_whitespace() => PieceKind::Space,
        _ => PieceKind::Sign,
    };
    let mut found: Vec<Piece<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let of = kind(first);
        let mut end = start + first.len_utf8();
        while let Some((at, next)) =
            chars.peek().copied().filter(|(_, next)| of != PieceKind::Sign && kind(*next) == of)
        {
            end = at + next.len_utf8();
            chars.next();
        }
        if of != PieceKind::Space {
            let text = &text[start..end];
            let glued = found.last().is_some_and(|before| before.span.end == start);
            found.push(Piece { text, lower: in_lower_case(text), span: Span::new(start, end), glued });
        }
    }
    found
}
