//! What a template does that templates may not do, before its problem is put into words.

use crate::template::tags::Excess;
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
