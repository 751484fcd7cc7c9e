//! What was not understood in a quantity.

use crate::number::NumberFault;
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
        /// The phrase of the table that comes closest.
        nearest: Option<String>,
    },
    /// Words follow that do not belong to a quantity.
    LeftOver,
    /// The words qualify no number.
    NoNumber,
    /// Separators do not group digits by three.
    Grouping,
    /// A second qualifier follows the first.
    SecondQualifier,
    /// A range has no second number.
    OpenRange,
    /// A range ends below its beginning.
    Reversed,
    /// The two ends of a range count different things.
    UnitsDiffer,
    /// The number has more than 28 digits.
    TooLong,
    /// Digits that are one number here and a thousand times as much elsewhere.
    TwoReadings,
    /// A direction before where something began and ended, not before how far it went.
    Level,
    /// Two words of direction, or one and a minus sign.
    SecondDirection,
    /// A multiple with a word of direction that could mean one more, or the opposite.
    TimesMore,
    /// Says that little changed, and not how little.
    LittleChanged,
    /// Says that there is next to nothing, and not how little.
    NextToNothing,
    /// Says that nothing went further before.
    Record,
}

impl From<NumberFault> for QuantityFaultKind {
    fn from(_: NumberFault) -> Self {
        Self::TooLong
    }
}

impl QuantityFault {
    /// Returns whether the words say too little by themselves.
    pub(super) fn needs_bound(&self) -> bool {
        matches!(self.kind, QuantityFaultKind::LittleChanged | QuantityFaultKind::NextToNothing)
    }
}
