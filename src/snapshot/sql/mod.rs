//! What is asked of the SQL of a query before it is sent: that it is one statement which reads, whose rows do not depend on chance,
//! and which values stand for its parameters.
//!
//! No grammar is known here, only words, strings and comments as all engines write them: what engines read differently is refused.

mod fault;
mod tokens;
mod words;

pub(crate) use fault::SqlFault;

use crate::text::{has_secret, is_secret};
use tokens::{Token, TokenKind, line, tokens};

/// Returns the statement that a file of SQL holds, with literals for its parameters; why not, where it is not to be sent.
pub(super) fn statement(text: &str, parameters: &[(String, String)]) -> Result<String, SqlFault> {
    if let Some((name, _)) = parameters.iter().find(|(name, value)| is_secret(name) || has_secret(value)) {
        return Err(SqlFault::SecretParameter(name.clone()));
    }
    let mut tokens = tokens(text)?;
    if let Some(line) = secret(text, &tokens) {
        return Err(SqlFault::Secret(line));
    }
    if tokens.last().is_some_and(|last| &text[last.at.clone()] == ";") {
        tokens.pop();
    }
    words::check(text, &tokens)?;
    let last = tokens.last().map_or(0, |last| last.at.end);
    filled(text, &tokens, last, parameters)
}

/// Returns the line of something secret: in a string or a comment, or a string that is given to a name such as `password`. A column
/// of such a name in quotes is none.
fn secret(text: &str, tokens: &[Token]) -> Option<usize> {
    let starts = tokens.iter().map(|token| token.at.start).chain([text.len()]);
    let ends = [0].into_iter().chain(tokens.iter().map(|token| token.at.end));
    let comments = ends.zip(starts).map(|(end, start)| end..start);
    let strings = tokens.iter().filter(|token| token.kind == TokenKind::Quoted).map(|token| token.at.clone());
    let told = comments.chain(strings).filter(|at| has_secret(&text[at.clone()])).map(|at| at.start).min();
    let given = |at: usize| {
        let signs = tokens[at + 1..].iter().take_while(|one| matches!(&text[one.at.clone()], "=" | ">" | ":"));
        let count = signs.count();
        let value = tokens.get(at + 1 + count).map_or("", |value| &text[value.at.clone()]);
        count > 0 && value.len() > 2 && value.starts_with('\'')
    };
    let is_name = |token: &Token| token.kind == TokenKind::Word && is_secret(&text[token.at.clone()]);
    let named = (0..tokens.len()).find(|at| is_name(&tokens[*at]) && given(*at));
    let told = told.map(|at| text[..at].matches('\n').count() + 1);
    told.or(named.map(|at| line(text, &tokens[at])))
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
    words::clock(text, &tokens).map(str::to_owned)
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
            ("-- by month\nselect 1 /* one; it's */ as n -- end\n", "-- by month\nselect 1 /* one; it's */ as n"),
            ("WITH a AS (SELECT 1 AS n) SELECT n FROM a", "WITH a AS (SELECT 1 AS n) SELECT n FROM a"),
            ("(SELECT 1 AS n) UNION (SELECT 2)", "(SELECT 1 AS n) UNION (SELECT 2)"),
            ("SELECT 'DELETE; it''s' AS \"update\", a$b AS b", "SELECT 'DELETE; it''s' AS \"update\", a$b AS b"),
            ("SELECT a::date, b[1:2], c:d.e FROM t", "SELECT a::date, b[1:2], c:d.e FROM t"),
            ("SELECT n FROM t ORDER BY n LIMIT 3", "SELECT n FROM t ORDER BY n LIMIT 3"),
            ("SELECT load, t.set, max(n) AS call FROM t", "SELECT load, t.set, max(n) AS call FROM t"),
            ("FROM t SELECT n, year // 10 AS ten", "FROM t SELECT n, year // 10 AS ten"),
            ("SELECT n, sample FROM s ORDER BY n LIMIT 3", "SELECT n, sample FROM s ORDER BY n LIMIT 3"),
            (
                "SELECT n FROM (SELECT n FROM t ORDER BY n LIMIT 3) AS a",
                "SELECT n FROM (SELECT n FROM t ORDER BY n LIMIT 3) AS a",
            ),
            ("SELECT a.n FROM a JOIN b ON a.token = b.token", "SELECT a.n FROM a JOIN b ON a.token = b.token"),
            ("SELECT n FROM t WHERE \"token\" = 'x'", "SELECT n FROM t WHERE \"token\" = 'x'"),
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
            ("SELECT 'it\\'s'", SqlFault::Differs(1, "a quote behind a backslash")),
            ("SELECT E'a\\\\'", SqlFault::Differs(1, "a quote behind a backslash")),
            ("SELECT $x$ a $x$", SqlFault::Differs(1, "a `$` before another")),
            ("SELECT a$$ FROM t", SqlFault::Differs(1, "a `$` before another")),
            ("SELECT 1\n/* a /* b */ */", SqlFault::Differs(2, "a comment within a comment")),
            ("SELECT 1 /*!50000 INTO OUTFILE 'x' */", SqlFault::Differs(1, "a comment that some engines carry out")),
            ("SELECT /*+ SET_VAR(a=1) */ 1", SqlFault::Differs(1, "a comment that some engines carry out")),
            ("SELECT 5--1", SqlFault::Differs(1, "`--` without a blank behind it")),
            ("SELECT 1 # '\n", SqlFault::Differs(1, "`#` or `//`, behind which some see a comment")),
            ("SELECT '''it's'''", SqlFault::Differs(1, "three quotes in a row")),
            ("SELECT q'[it's]'", SqlFault::Differs(1, "a string behind `q`")),
            ("EXPLAIN ANALYZE DELETE FROM t", SqlFault::NoQuestion("EXPLAIN".into())),
            ("\"SELECT\" 1", SqlFault::NoQuestion("\"SELECT\"".into())),
            ("FROM a$ INSERT OVERWRITE TABLE u SELECT *", SqlFault::Writes(1, "INSERT".into())),
            ("SELECT 1 -- a\r, 2", SqlFault::Differs(1, "a carriage return in a comment")),
            ("FROM t\nINSERT OVERWRITE TABLE u SELECT *", SqlFault::Writes(2, "INSERT".into())),
            ("FROM t SELECT * INSERT INTO u SELECT *", SqlFault::Writes(1, "INSERT".into())),
            ("FROM 'a.csv' INSERT INTO u SELECT *", SqlFault::Writes(1, "INSERT".into())),
            ("SELECT 1 AS n\nDROP TABLE t", SqlFault::Writes(2, "DROP".into())),
            ("SELECT * FROM t FOR UPDATE", SqlFault::Writes(1, "UPDATE".into())),
            ("SELECT pg_catalog.pg_terminate_backend(1)", SqlFault::Effect(1, "PG_TERMINATE_BACKEND".into())),
            ("SELECT \"nextval\"('s')", SqlFault::Effect(1, "NEXTVAL".into())),
            ("SELECT s.nextval", SqlFault::Effect(1, "NEXTVAL".into())),
            ("SELECT NEXT VALUE FOR s", SqlFault::Effect(1, "NEXT".into())),
            ("SELECT lo_import('/etc/x')", SqlFault::Effect(1, "LO_IMPORT".into())),
            ("SELECT * FROM dblink_exec('x', 'y')", SqlFault::Effect(1, "DBLINK_EXEC".into())),
            ("SELECT getenv('PGPASSWORD')", SqlFault::Effect(1, "GETENV".into())),
            ("SELECT n FROM t ORDER BY random()", SqlFault::Chance(1, "RANDOM".into())),
            ("SELECT n FROM t TABLESAMPLE (1) ORDER BY n", SqlFault::Chance(1, "TABLESAMPLE".into())),
            ("SELECT n FROM t USING SAMPLE 3", SqlFault::Chance(1, "SAMPLE".into())),
            ("SELECT n FROM t SAMPLE (3)", SqlFault::Chance(1, "SAMPLE".into())),
            ("SELECT n, rank() OVER (ORDER BY n) AS r FROM t\nLIMIT 3", SqlFault::AnyRows(2)),
            ("SELECT n FROM (SELECT n FROM t ORDER BY n) AS a LIMIT 3", SqlFault::AnyRows(1)),
            ("SELECT n FROM (SELECT n FROM t LIMIT 3) AS a ORDER BY n", SqlFault::AnyRows(1)),
            ("SELECT TOP 3 n FROM t", SqlFault::AnyRows(1)),
            ("SELECT DISTINCT ON (n) n, m FROM t", SqlFault::AnyRows(1)),
            ("SELECT * FROM postgres_scan('host=h password=pw1', 'p', 't')", SqlFault::Secret(1)),
            ("-- me:pw1@host\nSELECT 1", SqlFault::Secret(1)),
            ("SELECT 1 AS n\nFROM f(a, secret => 'abc')", SqlFault::Secret(2)),
            ("SELECT * FROM 's3://b/a.csv?X-Amz-Signature=ab12'", SqlFault::Secret(1)),
            ("SELECT n FROM t\nLIMIT 3", SqlFault::AnyRows(2)),
            ("SELECT * FROM 'postgres://me:pw@host/db'", SqlFault::Secret(1)),
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
        for (name, value) in [("password", "pw1"), ("a", "me:pw1@host"), ("a", "token=abc")] {
            assert_eq!(sent("SELECT :a AS a", &[(name, value)]), Err(SqlFault::SecretParameter(name.into())));
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
