//! The words, strings and signs of a text of SQL, as all engines read them: where they differ it is refused.

use std::ops::Range;

use super::SqlFault;

/// A part of a statement that is no blank and no comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A word without quotes.
    Word,
    /// A string, or a name in quotes.
    Quoted,
    /// `:name`.
    Parameter,
    /// Anything else, one character.
    Sign,
}

/// Returns the line of a part, from one.
pub(super) fn line(text: &str, token: &Token) -> usize {
    text[..token.at.start].matches('\n').count() + 1
}

/// Returns the parts of a text, comments and blanks left out.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, SqlFault> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let unclosed = || SqlFault::Unclosed(text[..at].matches('\n').count() + 1);
        let differs_at = |at: usize, what| SqlFault::Differs(text[..at].matches('\n').count() + 1, what);
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let word_end =
            |from: usize| text[from..].find(|c| !is_word(c) && c != '$').map_or(text.len(), |end| from + end);
        let (kind, end) = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if let Some(end) = comment_end(rest) {
            at += end.map_err(|differs| differs.map_or_else(unclosed, |what| differs_at(at, what)))?;
            continue;
        } else if is_dollar_tag(rest) {
            return Err(differs_at(at, "a `$` before another"));
        } else if rest.starts_with("'''") || rest.starts_with("\"\"\"") {
            return Err(differs_at(at, "three quotes in a row"));
        } else if matches!(c, '\'' | '"' | '`') {
            (
                TokenKind::Quoted,
                at + quoted_end(rest, c).map_err(|fault| {
                    fault.map_or_else(unclosed, |byte| differs_at(at + byte, "a quote behind a backslash"))
                })?,
            )
        } else if is_word(c) {
            let end = word_end(at);
            if text[at..end].matches('$').count() > 1 {
                return Err(differs_at(at, "a `$` before another"));
            }
            if text[at..end].to_lowercase().ends_with('q') && text[end..].starts_with('\'') {
                return Err(differs_at(at, "a string behind `q`"));
            }
            (TokenKind::Word, end)
        } else if rest.starts_with("::") {
            (TokenKind::Sign, at + 2)
        } else if c == ':' && is_parameter(text, at) {
            (TokenKind::Parameter, word_end(at + 1))
        } else {
            (TokenKind::Sign, at + c.len_utf8())
        };
        tokens.push(Token { kind, at: at..end });
        at = end;
    }
    Ok(tokens)
}

/// Returns whether a colon begins a parameter: a name follows, and it stands behind nothing of which it could be a part, as in
/// `column:field` or `[1:n]`.
fn is_parameter(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let is_part = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '"' | '`' | ']' | ')' | ':'));
    !is_part && text[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Returns one past the end of a comment, its line where it goes on to the end of one; what of it engines read differently.
fn comment_end(rest: &str) -> Option<Result<usize, Option<&'static str>>> {
    let line = rest.find('\n').unwrap_or(rest.len());
    let hides = |from: usize| rest[from..line].contains(['\'', '"', '`', '$', '*', ';']);
    if rest.starts_with("--") {
        let behind = rest.trim_start_matches('-');
        let is_comment = behind.is_empty() || behind.starts_with(char::is_whitespace);
        return Some(if !is_comment {
            Err(Some("`--` without a blank behind it"))
        } else if rest[..line].trim_end_matches('\r').contains('\r') {
            Err(Some("a carriage return in a comment"))
        } else {
            Ok(line)
        });
    }
    let is_last = rest[..line].trim_end() == "//";
    if (rest.starts_with('#') && hides(1)) || (rest.starts_with("//") && (hides(2) || is_last)) {
        return Some(Err(Some("`#` or `//`, behind which some see a comment")));
    }
    let inside = rest.strip_prefix("/*")?;
    let Some(end) = inside.find("*/") else { return Some(Err(None)) };
    let differs = if inside.trim_start_matches('M').starts_with(['!', '+']) {
        Some("a comment that some engines carry out")
    } else if inside[..end].contains("/*") {
        Some("a comment within a comment")
    } else {
        None
    };
    Some(differs.map_or(Ok(end + 4), |what| Err(Some(what))))
}

/// Returns one past the closing quote; the byte of a backslash before a quote, where one stands there.
fn quoted_end(text: &str, quote: char) -> Result<usize, Option<usize>> {
    let mut at = 1;
    loop {
        let found = text[at..].find(quote).ok_or(None)?;
        let end = at + found;
        if text[..end].ends_with('\\') && end > 1 {
            return Err(Some(end - 1));
        }
        at = end + 1;
        if !text[at..].starts_with(quote) {
            return Ok(at);
        }
        at += 1;
    }
}

/// Returns whether text begins as a string between `$$` or `$tag$`.
fn is_dollar_tag(text: &str) -> bool {
    let name = text.strip_prefix('$');
    name.is_some_and(|name| name.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').starts_with('$'))
}
