//! Why a query is not sent, and what to do about it.

use std::fmt;

/// Why a query is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SqlFault {
    /// It says nothing.
    Empty,
    /// A string, a quoted name or a comment does not end.
    Unclosed(usize),
    /// What engines read differently, as it is called.
    Differs(usize, &'static str),
    /// There is more than one statement.
    Several(usize),
    /// It does not begin as a statement that reads.
    NoQuestion(String),
    /// A part of it would write.
    Writes(usize, String),
    /// It takes some of the rows, and does not say which.
    AnyRows(usize),
    /// It takes rows by chance, or makes numbers by it.
    Chance(usize, String),
    /// A function that does more than to answer.
    Effect(usize, String),
    /// It holds an address with a user's name or password, or something else that is secret.
    Secret(usize),
    /// A parameter that is secret by its name or its value.
    SecretParameter(String),
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
            Self::Differs(line, what) => write!(f, "line {line}: {what}, which engines read differently"),
            Self::Several(line) => write!(f, "line {line}: a second statement"),
            Self::NoQuestion(word) => write!(f, "it begins with `{word}`"),
            Self::Writes(line, word) => write!(f, "line {line}: `{word}` begins something that writes"),
            Self::AnyRows(line) => write!(f, "line {line}: it takes some of the rows and does not say which"),
            Self::Chance(line, word) => write!(f, "line {line}: `{word}` gives other rows or numbers each time"),
            Self::Effect(line, word) => write!(f, "line {line}: `{word}` does more than answer"),
            Self::Secret(line) => write!(f, "line {line}: an address with a user name or password, or another secret"),
            Self::SecretParameter(name) => write!(f, "the parameter `{name}` is secret by its name or its value"),
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
            Self::Differs(..) => {
                "write comments as `-- words` and strings as `'it''s'`, which every engine reads alike".to_owned()
            }
            Self::Several(_) => "keep one statement in a file, and make a dataset of each".to_owned(),
            Self::NoQuestion(_) => "begin with `SELECT` or `WITH`: `knowns pull` asks and changes nothing".to_owned(),
            Self::Writes(_, word) => format!(
                "leave it out: `knowns pull` asks and changes nothing; put double quotes around `{}` where it is a name",
                word.to_lowercase()
            ),
            Self::AnyRows(_) => {
                "add `ORDER BY` over columns that name a row, within the same brackets: the same rows then come each time".to_owned()
            }
            Self::Chance(..) => {
                "choose the rows by what they hold: `WHERE … = :name`, with its value under `parameters`".to_owned()
            }
            Self::Effect(_, word) => format!(
                "leave it out: `knowns pull` asks and changes nothing; put double quotes around `{}` where it is the name of a column",
                word.to_lowercase()
            ),
            Self::Secret(_) | Self::SecretParameter(_) => {
                "put it into the profile of the connection, outside the project, and change it: the history of the project \
                 keeps what was written; put double quotes around a column that has such a name"
                    .to_owned()
            }
            Self::NoValue(_, name) => format!("give it one: `parameters: {{ {name}: … }}`"),
            Self::Unused(name) => format!("write `:{name}` where it is meant, or take it out of `parameters`"),
            Self::Value(_) => "write a number, a date or plain words".to_owned(),
        }
    }
}
