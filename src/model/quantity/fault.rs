//! What was not understood in a quantity, and the problem that says so.

use crate::diagnostic::{Problem, RegistryPlace};
use crate::text::Span;

/// Why words are no quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityFault {
    /// The words that are meant, in bytes.
    pub span: Span,
    /// What is wrong with them.
    pub kind: QuantityFaultKind,
}

/// What is wrong with the words of a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityFaultKind {
    /// Nothing was written.
    Empty,
    /// A word is not in the table.
    NotUnderstood {
        /// The word of the table that comes closest.
        nearest: Option<String>,
    },
    /// The words qualify no number.
    NoNumber,
    /// Separators do not group digits by three.
    Grouping,
    /// A second qualifier follows the first.
    SecondQualifier,
    /// A range ends below its beginning.
    Reversed,
    /// The two ends of a range count different things.
    UnitsDiffer,
    /// The number has more than 28 digits.
    TooLong,
}

impl QuantityFault {
    /// Returns the problem for the author who wrote `words` at `place`.
    pub fn problem(&self, words: &str, place: RegistryPlace) -> Problem {
        use crate::diagnostic::code::quantity::NOT_A_QUANTITY;
        let part = words.get(self.span.range()).unwrap_or(words);
        Problem::error(
            &NOT_A_QUANTITY,
            place.within(self.span).into(),
            format!("`{part}` is not understood as a quantity"),
        )
    }
}
