//! What the phrases of a language do in a quantity.

use crate::number::Number;
use crate::vocabulary::{Direction, Qualifier};

use super::RankEnd;

/// A phrase.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Its tokens, in lower case.
    pub(super) tokens: Vec<String>,
    /// What it does.
    pub(super) meaning: Meaning,
}

/// What a phrase does in a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Qualifies the number that follows.
    Before(Qualifier),
    /// Qualifies the number before it.
    After(Qualifier),
    /// Turns the sign.
    Minus,
    /// A number.
    Numeral(i64),
    /// Multiplies the number before it; whether that number is rounded.
    Multiplier(i64, Rounding),
    /// Stands for one before a multiplier.
    Article,
    /// Joins parts of a number.
    Joiner,
    /// Adds a half.
    AndHalf,
    /// May stand between a number and what it counts.
    Of,
    /// A part of a whole, in percent.
    Share(Number),
    /// Between part and whole.
    OutOf,
    /// Between a number and of how many: `eight of the twelve`.
    OfWhole,
    /// At least, and less than.
    Vague(i64, i64),
    /// At least, and less than, times the multiplier that may follow.
    Several(i64, i64),
    /// A change by a multiple.
    Change(Number, Scaling),
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// So many times.
    Times,
    /// Money, with the sign to print.
    Money(&'static str),
    /// Begins the range of this number in the language's list.
    RangeBegin(usize),
    /// Stands between the numbers of the range of this number in the language's list.
    RangeBetween(usize),
    /// A sign that stands for a fraction, in percent.
    Fraction(Number),
    /// A part of a whole without a number: more than and at most, or less than, so many percent.
    Portion(Number, Number),
    /// May follow a multiple.
    AsMany,
    /// A verb, noun or adverb that says which way something went, before how far.
    Moves(Direction, DirectionWord),
    /// Says which way something went, behind how far.
    Moved(Direction),
    /// A verb before a direction.
    Helper,
    /// Between a direction and how far it went.
    By,
    /// Before where a change began.
    From,
    /// Between a direction and where it ended.
    To,
    /// May stand before digits where a change is told.
    BeforeDigits,
    /// Says that nothing changed.
    Unchanged,
    /// Says that little changed.
    LittleChanged,
    /// Says that there is next to nothing.
    NextToNothing,
    /// Says that nothing went further before.
    Record,
    /// A place in an order.
    Ordinal(i64),
    /// Follows the digits of a place.
    OrdinalSign,
    /// The first place, counted from this end.
    Extreme(RankEnd),
    /// The last place.
    Last,
    /// Before a place.
    The,
}

impl Meaning {
    /// Returns whether an amount of running text can begin with it: most words that stand beside numbers begin none.
    pub(super) fn begins_amount(self) -> bool {
        matches!(
            self,
            Self::Before(_)
                | Self::Minus
                | Self::Numeral(_)
                | Self::Multiplier(..)
                | Self::Article
                | Self::Share(_)
                | Self::Vague(..)
                | Self::Several(..)
                | Self::Change(..)
                | Self::Money(_)
                | Self::RangeBegin(_)
                | Self::Fraction(_)
        )
    }
}

/// How a direction is said before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DirectionWord {
    /// By a verb, which says it in running text too: `fell`.
    Verb,
    /// By a noun: `a fall of`.
    Noun,
    /// By another word, which has other meanings elsewhere: `down`.
    Other,
}

/// Whether a multiplier tells that its number is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounding {
    /// `hundred`: it is exact.
    Exact,
    /// `million`: it is rounded to the last digit said.
    Rounded,
}

/// How many times as much something became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scaling {
    /// `doubled`: at least so many times.
    Grown,
    /// `halved`: at most so many times.
    Shrunk,
    /// `twice`: so many times.
    Multiple,
}
