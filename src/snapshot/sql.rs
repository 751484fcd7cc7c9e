//! What is asked of the SQL of a query before it is sent: that it is one statement which reads, whose rows do not depend on chance,
//! and which values stand for its parameters.
//!
//! No grammar is known here, only words, strings and comments as all engines write them: what engines read differently is refused.

use std::fmt;
use std::ops::Range;

use crate::text::has_userinfo;

/// Words with which a statement begins that only reads.
const READS: [&str; 5] = ["SELECT", "WITH", "VALUES", "FROM", "TABLE"];

/// Words with which a statement, or a part of one, begins that does more.
const WRITES: [&str; 25] = [
    "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "DROP", "ALTER", "TRUNCATE", "COPY", "ATTACH", "DETACH",
    "INSTALL", "LOAD", "GRANT", "REVOKE", "CALL", "DO", "EXECUTE", "EXPORT", "IMPORT", "PRAGMA", "SET", "VACUUM",
    "UNLOAD", "PUT",
];

/// Words that stand for the moment in which they are read, or for chance.
#[cfg(any(feature = "adbc", test))]
const CLOCK: [&str; 12] = [
    "NOW",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "LOCALTIME",
    "LOCALTIMESTAMP",
    "GETDATE",
    "SYSDATE",
    "TODAY",
    "RANDOM",
    "RAND",
    "UUID",
];

/// Why a query is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SqlFault {
    /// It says nothing.
    Empty,
    /// A string, a quoted name or a comment does not end.
    Unclosed(usize),
    /// A quote behind a backslash, which engines read differently.
    Backslash(usize),
    /// There is more than one statement.
    Several(usize),
    /// It does not begin as a statement that reads.
    NoQuestion(String),
    /// A part of it would write.
    Writes(usize, String),
    /// It takes some of the rows, and does not say which.
    AnyRows(usize),
    /// It holds an address with a user's name or password.
    Userinfo,
    /// A parameter of which no value is given.
    NoValue(usize, String),
    /// A value of which no parameter is in the query.
    Unused(String),
    /// A value that engines would read differently.
    Value(String),
}

impl fmt::Display for SqlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it says nothing"),
            Self::Unclosed(line) => write!(f, "line {line}: a string, a quoted name or a comment does not end"),
            Self::Backslash(line) => write!(f, "line {line}: a quote behind a backslash"),
            Self::Several(line) => write!(f, "line {line}: a second statement"),
            Self::NoQuestion(word) => write!(f, "it begins with `{word}`"),
            Self::Writes(line, word) => write!(f, "line {line}: `{word}` begins something that writes"),
            Self::AnyRows(line) => write!(f, "line {line}: it takes some of the rows and does not say which"),
            Self::Userinfo => f.write_str("it holds an address with a user name or password"),
            Self::NoValue(line, name) => write!(f, "line {line}: `:{name}` has no value"),
            Self::Unused(name) => write!(f, "the parameter `{name}` is nowhere in it"),
            Self::Value(name) => write!(f, "the value of `{name}` holds a quote, a backslash or a control character"),
        }
    }
}

impl SqlFault {
    /// Returns one thing to do about it.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Empty => "write one statement that begins with `SELECT` or `WITH`".to_owned(),
            Self::Unclosed(_) => "end it, or double the quotes that stand inside it".to_owned(),
            Self::Backslash(_) => "double a quote that stands inside a string: `'it''s'`".to_owned(),
            Self::Several(_) => "keep one statement in a file, and make a dataset of each".to_owned(),
            Self::NoQuestion(_) => "begin with `SELECT` or `WITH`: `knowns pull` asks and changes nothing".to_owned(),
            Self::Writes(_, word) => format!(
                "leave it out: `knowns pull` asks and changes nothing; put double quotes around `{}` where it is a name",
                word.to_lowercase()
            ),
            Self::AnyRows(_) => {
                "add `ORDER BY` over columns that name a row, so that the same rows come each time".to_owned()
            }
            Self::Userinfo => "name the address in the profile of the connection, outside the project".to_owned(),
            Self::NoValue(_, name) => format!("give it one: `parameters: {{ {name}: … }}`"),
            Self::Unused(name) => format!("write `:{name}` where it is meant, or take it out of `parameters`"),
            Self::Value(_) => "write a number, a date or plain words".to_owned(),
        }
    }
}

/// A part of a statement that is no blank and no comment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    kind: TokenKind,
    at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    /// A word without quotes.
    Word,
    /// A string, or a name in quotes.
    Quoted,
    /// `:name`.
    Parameter,
    /// Anything else, one character.
    Sign,
}

/// Returns the statement that a file of SQL holds, with literals for its parameters; why not, where it is not to be sent.
pub(super) fn statement(text: &str, parameters: &[(String, String)]) -> Result<String, SqlFault> {
    if has_userinfo(text) {
        return Err(SqlFault::Userinfo);
    }
    let mut tokens = tokens(text)?;
    if tokens.last().is_some_and(|last| &text[last.at.clone()] == ";") {
        tokens.pop();
    }
    let word = |token: &Token| text[token.at.clone()].to_uppercase();
    let first = tokens.first().ok_or(SqlFault::Empty)?;
    let open = tokens.iter().take_while(|token| &text[token.at.clone()] == "(").count();
    let begins = tokens.get(open).unwrap_or(first);
    if !READS.contains(&word(begins).as_str()) {
        return Err(SqlFault::NoQuestion(text[begins.at.clone()].to_owned()));
    }
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("(", |before| &text[tokens[before].at.clone()]);
        if &text[token.at.clone()] == ";" {
            return Err(SqlFault::Several(line(text, token)));
        }
        let is_begin = matches!(before, "(" | ")");
        // A name behind a bracket, as in `SUM(x) set`, is refused too: who means a name can put it in quotes.
        let word_of = if token.kind == TokenKind::Word { word(token) } else { String::new() };
        if word_of == "INTO" || (is_begin && WRITES.contains(&word_of.as_str())) {
            return Err(SqlFault::Writes(line(text, token), word_of));
        }
    }
    any_rows(text, &tokens)?;
    let last = tokens.last().map_or(0, |last| last.at.end);
    filled(text, &tokens, last, parameters)
}

/// Refuses a statement that takes some rows of all and orders none.
fn any_rows(text: &str, tokens: &[Token]) -> Result<(), SqlFault> {
    let words: Vec<(String, &Token)> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| (text[token.at.clone()].to_uppercase(), token))
        .collect();
    if words.windows(2).any(|pair| pair[0].0 == "ORDER" && pair[1].0 == "BY") {
        return Ok(());
    }
    match words.iter().find(|(word, _)| matches!(word.as_str(), "LIMIT" | "FETCH" | "TABLESAMPLE")) {
        Some((_, token)) => Err(SqlFault::AnyRows(line(text, token))),
        None => Ok(()),
    }
}

/// Returns the text up to its last token with a literal in place of each parameter.
fn filled(text: &str, tokens: &[Token], last: usize, parameters: &[(String, String)]) -> Result<String, SqlFault> {
    let mut statement = String::new();
    let mut from = 0;
    let mut used = Vec::new();
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Parameter) {
        let name = &text[token.at.start + 1..token.at.end];
        let given = parameters.iter().find(|(given, _)| given == name);
        let (name, value) = given.ok_or_else(|| SqlFault::NoValue(line(text, token), name.to_owned()))?;
        statement.push_str(&text[from..token.at.start]);
        statement.push_str(&literal(value).ok_or_else(|| SqlFault::Value(name.clone()))?);
        from = token.at.end;
        used.push(name);
    }
    if let Some((name, _)) = parameters.iter().find(|(name, _)| !used.contains(&name)) {
        return Err(SqlFault::Unused(name.clone()));
    }
    statement.push_str(&text[from..last]);
    Ok(statement)
}

/// Returns a value as a literal that every engine reads alike: a number as one, anything else as text.
fn literal(value: &str) -> Option<String> {
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0')) {
        // Behind a minus a second one would begin a comment.
        return Some(if value.starts_with('-') { format!("({value})") } else { value.to_owned() });
    }
    if matches!(value, "true" | "false") {
        return Some(value.to_owned());
    }
    let differs = |c: char| c == '\'' || c == '\\' || c.is_control();
    (!value.contains(differs)).then(|| format!("'{value}'"))
}

/// Returns the first word of a text that stands for the moment in which it is read.
#[cfg(any(feature = "adbc", test))]
pub(super) fn asks_the_clock(text: &str) -> Option<String> {
    let tokens = tokens(text).ok()?;
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| &text[token.at.clone()]);
    words.map(str::to_owned).find(|word| CLOCK.contains(&word.to_uppercase().as_str()))
}

fn line(text: &str, token: &Token) -> usize {
    text[..token.at.start].matches('\n').count() + 1
}

/// Returns the parts of a text, comments and blanks left out.
fn tokens(text: &str) -> Result<Vec<Token>, SqlFault> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let unclosed = || SqlFault::Unclosed(text[..at].matches('\n').count() + 1);
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let word_end = |from: usize| text[from..].find(|c| !is_word(c)).map_or(text.len(), |end| from + end);
        let (kind, end) = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if rest.starts_with("--") {
            at = rest.find('\n').map_or(text.len(), |end| at + end);
            continue;
        } else if rest.starts_with("/*") {
            at += comment_end(rest).ok_or_else(unclosed)?;
            continue;
        } else if matches!(c, '\'' | '"' | '`') {
            (
                TokenKind::Quoted,
                at + quoted_end(rest, c).map_err(|fault| {
                    fault.map_or_else(unclosed, |byte| SqlFault::Backslash(text[..at + byte].matches('\n').count() + 1))
                })?,
            )
        } else if let Some(tag) = dollar_tag(rest) {
            let inside = rest[tag.len()..].find(tag).ok_or_else(unclosed)?;
            (TokenKind::Quoted, at + inside + 2 * tag.len())
        } else if is_word(c) {
            (TokenKind::Word, word_end(at))
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

/// Returns one past the end of a comment, within which others may stand.
fn comment_end(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0, 0);
    loop {
        let rest = text.get(at..)?;
        let step = rest.find("/*").into_iter().chain(rest.find("*/")).min()?;
        depth = if rest[step..].starts_with("/*") { depth + 1 } else { depth - 1 };
        at += step + 2;
        if depth == 0 {
            return Some(at);
        }
    }
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

/// Returns the `$tag$` with which a string begins that ends with the same; none of text that begins otherwise.
fn dollar_tag(text: &str) -> Option<&str> {
    let name = text.strip_prefix('$')?;
    let length = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
    let is_tag = name[length..].starts_with('$') && !name.starts_with(|c: char| c.is_ascii_digit());
    is_tag.then(|| &text[..length + 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, parameters: &[(&str, &str)]) -> Result<String, SqlFault> {
        let parameters: Vec<(String, String)> =
            parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        statement(text, &parameters)
    }

    #[test]
    fn a_statement_that_reads_is_sent_as_it_is_without_the_sign_at_its_end() {
        for (text, expected) in [
            ("SELECT 1 AS n;\n", "SELECT 1 AS n"),
            ("-- by month\nselect 1 /* one /* n */ */ as n -- end\n", "-- by month\nselect 1 /* one /* n */ */ as n"),
            ("WITH a AS (SELECT 1 AS n) SELECT n FROM a", "WITH a AS (SELECT 1 AS n) SELECT n FROM a"),
            ("(SELECT 1 AS n) UNION (SELECT 2)", "(SELECT 1 AS n) UNION (SELECT 2)"),
            ("SELECT 'DELETE; it''s' AS \"update\", $$;$$ AS b", "SELECT 'DELETE; it''s' AS \"update\", $$;$$ AS b"),
            ("SELECT a::date, b[1:2], c:d.e FROM t", "SELECT a::date, b[1:2], c:d.e FROM t"),
            ("SELECT n FROM t ORDER BY n LIMIT 3", "SELECT n FROM t ORDER BY n LIMIT 3"),
            ("SELECT last_update, replace(a, 'b', 'c') FROM t", "SELECT last_update, replace(a, 'b', 'c') FROM t"),
        ] {
            assert_eq!(sent(text, &[]).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_would_write_or_is_read_differently_is_not_sent() {
        for (text, fault) in [
            ("", SqlFault::Empty),
            ("-- nothing", SqlFault::Empty),
            ("DELETE FROM t", SqlFault::NoQuestion("DELETE".into())),
            ("COPY t TO '/x'", SqlFault::NoQuestion("COPY".into())),
            ("WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d", SqlFault::Writes(1, "DELETE".into())),
            ("WITH a AS (SELECT 1)\nINSERT INTO t SELECT * FROM a", SqlFault::Writes(2, "INSERT".into())),
            ("SELECT n INTO copy FROM t", SqlFault::Writes(1, "INTO".into())),
            ("SELECT 1;\nDROP TABLE t", SqlFault::Several(1)),
            ("SELECT 1;;", SqlFault::Several(1)),
            ("SELECT 'a", SqlFault::Unclosed(1)),
            ("SELECT 1\n/* a", SqlFault::Unclosed(2)),
            ("SELECT $x$ a", SqlFault::Unclosed(1)),
            ("SELECT 'it\\'s'", SqlFault::Backslash(1)),
            ("SELECT n FROM t\nLIMIT 3", SqlFault::AnyRows(2)),
            ("SELECT * FROM 'postgres://me:pw@host/db'", SqlFault::Userinfo),
        ] {
            assert_eq!(sent(text, &[]), Err(fault), "{text}");
        }
    }

    #[test]
    fn parameters_become_literals() {
        let text =
            "SELECT n FROM t WHERE day >= DATE :since AND n -:least > :x_1 AND ok = :ok AND code = :code -- :since";
        let given = [("since", "2024-01-01"), ("least", "-3"), ("x_1", "0.50"), ("ok", "true"), ("code", "007")];
        assert_eq!(
            sent(text, &given).as_deref(),
            Ok("SELECT n FROM t WHERE day >= DATE '2024-01-01' AND n -(-3) > 0.50 AND ok = true AND code = '007'")
        );
        let only = |value| sent("SELECT :a AS a", &[("a", value)]);
        for value in ["it's", "a\\", "a\nb"] {
            assert_eq!(only(value), Err(SqlFault::Value("a".into())));
        }
        assert_eq!(only("1e5").as_deref(), Ok("SELECT '1e5' AS a"));
        assert_eq!(sent("SELECT\n:a AS a", &[]), Err(SqlFault::NoValue(2, "a".into())));
        assert_eq!(sent("SELECT ':a' AS a", &[("a", "1")]), Err(SqlFault::Unused("a".into())));
    }

    #[test]
    fn words_for_the_moment_are_noticed_outside_strings() {
        assert_eq!(asks_the_clock("SELECT n FROM t WHERE day < current_date").as_deref(), Some("current_date"));
        assert_eq!(asks_the_clock("SELECT 'now' AS \"random\" -- now()"), None);
    }
}
