//! Why one value of the registry could not be read into its type, and how that is said.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// Why a value could not be read, with the node where that was noticed.
#[derive(Debug)]
pub(super) struct Fault {
    /// The number of the innermost node that could not be read.
    pub(super) node: Option<u32>,
    /// Why.
    pub(super) kind: FaultKind,
}

/// Why a value could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// Something else stands there than what the key asks for.
    WrongType {
        /// What stands there.
        found: String,
        /// What the key asks for.
        expected: String,
    },
    /// A key that is not among the known ones.
    UnknownKey(&'static [&'static str]),
    /// Anything else, in the reader's own words.
    Other(String),
}

impl Fault {
    /// Returns the fault, placed at `node` unless a deeper node is known.
    pub(super) fn at(mut self, node: u32) -> Self {
        self.node.get_or_insert(node);
        self
    }

    fn of(kind: FaultKind) -> Self {
        Self { node: None, kind }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::WrongType { found, expected } => write!(f, "must be {expected}, not {found}"),
            FaultKind::UnknownKey(_) => f.write_str("unknown key"),
            FaultKind::Other(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(words: T) -> Self {
        Self::of(FaultKind::Other(words.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of(FaultKind::WrongType {
            found: found_in_words(found),
            expected: expected_in_words(&expected.to_string()),
        })
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self::of(FaultKind::UnknownKey(known))
    }
}

fn found_in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Str(words) if words.chars().count() > 40 => "text".to_owned(),
        Unexpected::Str(words) => format!("`{words}`"),
        Unexpected::Other(words) => words.to_owned(),
        other => other.to_string(),
    }
}

fn expected_in_words(expected: &str) -> String {
    match expected {
        "a string" => "text".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "a mapping of keys".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        _ if expected.starts_with("struct ") => "a mapping of keys".to_owned(),
        other => other.to_owned(),
    }
}
