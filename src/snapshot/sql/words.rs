//! What the words of a statement would do: write, act, or take rows that nobody can name again.

use super::SqlFault;
use super::tokens::{Token, TokenKind, line};

/// Words with which a statement begins that only reads.
const READS: &[&str] = &["SELECT", "WITH", "VALUES", "FROM", "TABLE"];

/// Words with which a statement, or a part of one, begins that does more.
const WRITES: &[&str] = &[
    "INSERT",
    "UPDATE",
    "DELETE",
    "MERGE",
    "UPSERT",
    "OVERWRITE",
    "CREATE",
    "DROP",
    "ALTER",
    "TRUNCATE",
    "COPY",
    "ATTACH",
    "DETACH",
    "INSTALL",
    "LOAD",
    "GRANT",
    "REVOKE",
    "CALL",
    "DO",
    "EXEC",
    "EXECUTE",
    "EXPORT",
    "IMPORT",
    "PRAGMA",
    "SET",
    "RESET",
    "VACUUM",
    "UNLOAD",
    "PUT",
    "KILL",
    "SHUTDOWN",
    "RENAME",
];

/// Words behind which another is a name, or part of an expression, and begins nothing.
const BEFORE_NAMES: &[&str] = &[
    "SELECT",
    "DISTINCT",
    "ALL",
    "AS",
    "BY",
    "WHERE",
    "AND",
    "OR",
    "NOT",
    "ON",
    "FROM",
    "JOIN",
    "HAVING",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "IN",
    "BETWEEN",
    "LIKE",
    "ILIKE",
    "IS",
    "USING",
    "QUALIFY",
    "WITH",
    "RECURSIVE",
    "UNION",
    "EXCEPT",
    "INTERSECT",
    "OVER",
    "WINDOW",
    "LATERAL",
    "TABLE",
    "EXISTS",
];

/// Signs behind which a name stands.
const IN_EXPRESSIONS: &[&str] = &[",", ".", "=", "<", ">", "+", "-", "/", "|", "%", "^", "~", "[", ":", "::", "!", "&"];

/// Functions that change something, wait, or read what no dataset is: the machine of the engine, its environment.
const EFFECTS: &[&str] = &[
    "NEXTVAL",
    "SETVAL",
    "SET_CONFIG",
    "PG_TERMINATE_BACKEND",
    "PG_CANCEL_BACKEND",
    "PG_READ_FILE",
    "PG_READ_BINARY_FILE",
    "PG_STAT_FILE",
    "PG_RELOAD_CONF",
    "PG_ROTATE_LOGFILE",
    "PG_SWITCH_WAL",
    "PG_NOTIFY",
    "PG_PROMOTE",
    "QUERY_TO_XML",
    "LOAD_FILE",
    "LOAD_EXTENSION",
    "SYS_EXEC",
    "SYS_EVAL",
    "OPENROWSET",
    "OPENQUERY",
    "POSTGRES_EXECUTE",
    "MYSQL_EXECUTE",
    "REFLECT",
    "JAVA_METHOD",
    "GETENV",
    "BENCHMARK",
];

/// What the names of further such functions begin with.
const EFFECTS_BEGIN: &[&str] = &[
    "LO_",
    "DBLINK",
    "PG_SLEEP",
    "PG_LS_",
    "PG_CREATE_",
    "PG_DROP_",
    "PG_ADVISORY_",
    "PG_TRY_ADVISORY_",
    "PG_LOGICAL_",
    "PG_REPLICATION_",
    "PG_FILE_",
    "PG_BACKUP_",
    "XP_",
];

/// Functions that give something else each time.
const CHANCE: &[&str] = &[
    "RANDOM",
    "RAND",
    "RANDN",
    "SETSEED",
    "UUID",
    "UUIDV4",
    "UUIDV7",
    "GEN_RANDOM_UUID",
    "GENERATE_UUID",
    "NEWID",
    "UUID_STRING",
    "SHUFFLE",
];

/// Words that stand for the moment in which they are read.
#[cfg(any(feature = "adbc", test))]
const CLOCK: &[&str] = &[
    "NOW",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "CURRENT_DATETIME",
    "LOCALTIME",
    "LOCALTIMESTAMP",
    "GETDATE",
    "SYSDATE",
    "SYSDATETIME",
    "CURDATE",
    "CLOCK_TIMESTAMP",
    "STATEMENT_TIMESTAMP",
    "TODAY",
];

/// A part of a statement with what it says: a word in capitals, a name in quotes without them.
struct Said<'t> {
    token: &'t Token,
    word: String,
    /// The brackets in which it stands, the innermost last.
    within: Vec<usize>,
}

/// Refuses a statement that would do more than read, or take rows by chance.
pub(super) fn check(text: &str, tokens: &[Token]) -> Result<(), SqlFault> {
    let said = said(text, tokens);
    let begins = said.iter().find(|one| one.word != "(").or(said.first()).ok_or(SqlFault::Empty)?;
    if begins.token.kind != TokenKind::Word || !READS.contains(&begins.word.as_str()) {
        return Err(SqlFault::NoQuestion(text[begins.token.at.clone()].to_owned()));
    }
    for at in 0..said.len() {
        let here = &said[at];
        let at_line = line(text, here.token);
        if here.word == ";" {
            return Err(SqlFault::Several(at_line));
        }
        let before = at.checked_sub(1).map(|before| &said[before]);
        let behind = said.get(at + 1).map_or("", |behind| behind.word.as_str());
        let is_word = here.token.kind == TokenKind::Word;
        let of_another = before.is_some_and(|before| before.word == ".");
        if is_word && !of_another && (here.word == "INTO" || (begins_something(before) && writes(&here.word))) {
            return Err(SqlFault::Writes(at_line, here.word.clone()));
        }
        let is_called = behind == "(" && matches!(here.token.kind, TokenKind::Word | TokenKind::Quoted);
        let is_next = here.word == "NEXTVAL" && of_another || here.word == "NEXT" && behind == "VALUE";
        let acts =
            EFFECTS.contains(&here.word.as_str()) || EFFECTS_BEGIN.iter().any(|word| here.word.starts_with(word));
        if (is_called && acts) || (is_word && is_next) {
            return Err(SqlFault::Effect(at_line, here.word.clone()));
        }
        let samples = is_word && !of_another && is_sample(before, &here.word, behind);
        if samples || (is_called && CHANCE.contains(&here.word.as_str())) {
            return Err(SqlFault::Chance(at_line, here.word.clone()));
        }
        if is_word && !of_another && takes_some(&said, at) && !is_ordered(&said, at) {
            return Err(SqlFault::AnyRows(at_line));
        }
    }
    Ok(())
}

/// Returns the first word of some that stands for the moment in which it is read.
#[cfg(any(feature = "adbc", test))]
pub(super) fn clock<'t>(text: &'t str, tokens: &[Token]) -> Option<&'t str> {
    let mut words = tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| &text[token.at.clone()]);
    words.find(|word| CLOCK.contains(&word.to_uppercase().as_str()))
}

fn said<'t>(text: &str, tokens: &'t [Token]) -> Vec<Said<'t>> {
    let mut open = Vec::new();
    let one = |(at, token): (usize, &'t Token)| {
        let written = &text[token.at.clone()];
        let word = match token.kind {
            TokenKind::Word => written.to_uppercase(),
            TokenKind::Quoted if !written.starts_with('\'') => written.trim_matches(['"', '`']).to_uppercase(),
            TokenKind::Quoted => String::new(),
            TokenKind::Parameter | TokenKind::Sign => written.to_owned(),
        };
        if word == ")" && token.kind == TokenKind::Sign {
            open.pop();
        }
        let within = open.clone();
        if word == "(" && token.kind == TokenKind::Sign {
            open.push(at);
        }
        Said { token, word, within }
    };
    tokens.iter().enumerate().map(one).collect()
}

/// Returns whether something new may begin behind a word: it does not stand within an expression. A name behind another, as in
/// `SUM(x) set`, is refused too: who means a name can put it in quotes.
fn begins_something(before: Option<&Said<'_>>) -> bool {
    let Some(before) = before else { return true };
    match before.token.kind {
        TokenKind::Word => !BEFORE_NAMES.contains(&before.word.as_str()),
        TokenKind::Quoted | TokenKind::Parameter => true,
        TokenKind::Sign => !IN_EXPRESSIONS.contains(&before.word.as_str()),
    }
}

fn writes(word: &str) -> bool {
    WRITES.contains(&word)
}

/// Returns whether a word asks for some rows by chance.
fn is_sample(before: Option<&Said<'_>>, word: &str, behind: &str) -> bool {
    let is_using = before.is_some_and(|before| before.word == "USING");
    let is_amount = behind == "(" || behind.starts_with(|c: char| c.is_ascii_digit());
    let behind_name = before.is_some_and(|before| begins_something(Some(before)));
    word == "TABLESAMPLE" || (word == "SAMPLE" && (is_using || (is_amount && behind_name)))
}

/// Returns whether a word takes some of the rows of its query.
fn takes_some(said: &[Said<'_>], at: usize) -> bool {
    let behind = said.get(at + 1);
    let is = |word: &str| behind.is_some_and(|behind| behind.word == word);
    let is_amount = is("(")
        || behind.is_some_and(|behind| {
            behind.token.kind == TokenKind::Parameter || behind.word.starts_with(|c: char| c.is_ascii_digit())
        });
    let after = |words: &[&str]| at.checked_sub(1).is_some_and(|before| words.contains(&said[before].word.as_str()));
    match said[at].word.as_str() {
        "LIMIT" => true,
        "FETCH" => is("FIRST") || is("NEXT"),
        "OFFSET" => is_amount && !is("("),
        "TOP" => is_amount && after(&["SELECT", "DISTINCT", "ALL"]),
        "ON" => is("(") && after(&["DISTINCT"]),
        _ => false,
    }
}

/// Returns whether the query within whose brackets a word stands has an order of its own: one of a window or of another query says
/// nothing of its rows.
fn is_ordered(said: &[Said<'_>], at: usize) -> bool {
    let orders = |pair: &[Said<'_>]| pair[0].word == "ORDER" && pair[1].word == "BY";
    said.windows(2).any(|pair| pair[0].within == said[at].within && orders(pair))
}
