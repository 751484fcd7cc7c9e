//! What can be wrong with a cell, and what kept it from being read.

use super::number::Negative;

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// It is no number.
    NotANumber(Hint),
    /// It is a number with decimals in a column of whole numbers.
    NotWhole,
    /// It has more digits than can be kept exactly.
    TooManyDigits,
    /// It carries another unit than the cells above.
    OtherUnit,
    /// It carries a sign of percent and others do not, or the other way round.
    SomeParts,
    /// It is no day, month or year in the column's format.
    NotADate,
    /// It is neither true nor false.
    NotABoolean,
    /// It holds a number, and a mark that says there is none.
    NumberBesideNone,
    /// It is missing and must not be.
    Missing,
    /// It is less than the minimum.
    BelowMinimum,
    /// It is more than the maximum.
    AboveMaximum,
    /// It does not match the pattern.
    Pattern,
    /// It is none of the values allowed.
    NotListed,
    /// It is a code with more characters than its column declares, or one with fewer that are not all digits.
    OtherWidth,
    /// It is empty, to be filled down, and nothing stands above it to be repeated.
    NothingAbove,
}

/// Why a cell is no number, as far as its look tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    /// It is empty, and the empty cell is not declared to be missing.
    Empty,
    /// It looks like a word for "no value".
    NoValue,
    /// It would be a number with this character between thousands.
    Group(char),
    /// It would be a number with a comma before its decimals.
    DecimalComma,
    /// It would be a number without its sign or unit; with the character between thousands, where it has one.
    Unit(Option<char>),
    /// It is written with an exponent for which digits may have been lost.
    Exponent,
    /// It would be a number below zero, written as accountants do.
    Negative(Negative),
    /// It is a number with a remark: a star, a letter, brackets.
    Remark,
    /// Nothing can be told.
    Unknown,
}
