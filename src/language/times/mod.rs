//! Days and periods that a text names: `in November 2025`, `the third quarter of 2024`, `from 2019 to 2024`, `since 2012`.
//!
//! Only what is plainly a time is read, and each is read with what it does in its sentence: a statement is about 2024 where it
//! says “in 2024”, and not where it says “as of 2024”, “the 2024 Act” or “born in 2024”.

mod phrases;
mod read;

use crate::number::Date;
use crate::text::{Piece, Span, pieces};

use super::Language;

/// A stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// A time that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Where, in bytes of the text.
    pub span: Span,
    /// Which time.
    pub when: When,
    /// What it does in its sentence.
    pub role: Role,
    /// Whether its first and last day are certain: of `late 2024`, `2023/24` and `the year to March 2024` they are not.
    pub exact: bool,
}

/// Which time is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// One stretch of days.
    One(Days),
    /// From one stretch to another: both ends as they were named.
    Range(Days, Days),
    /// A year that need not begin in January, by its first number: `2023/24`, `fiscal year 2024`.
    Fiscal(i16, i16),
    /// So many months from one on, of a year that is not named: `January`, `the third quarter`.
    Months(u8, u8),
}

/// What a time does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What is said is of this time: `in 2024`.
    During,
    /// What is said is of the time from this one on: `since 2012`.
    Since,
    /// Something is held against this time: `than in 2019`.
    Base,
    /// It is mentioned, and nothing may be said of it: `as of 2024`, `the 2024 Act`.
    Aside,
}

impl Days {
    /// Returns whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Returns whether it holds the whole of another.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Returns the days from the first of one to the last of the other.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Returns a calendar year; none outside the calendar.
    pub fn of_year(year: i16) -> Option<Self> {
        Self::of_months(year, 1, 12)
    }

    /// Returns so many months from the first day of one; none outside the calendar.
    pub fn of_months(year: i16, month: u8, count: u8) -> Option<Self> {
        let end = i16::from(month) - 1 + i16::from(count) - 1;
        let last = Date::new(year.checked_add(end / 12)?, i8::try_from(end % 12 + 1).ok()?, 1)?;
        Some(Self { first: Date::new(year, i8::try_from(month).ok()?, 1)?, last: last.month_end() })
    }
}

impl When {
    /// Returns its days from the first to the last; none where the year is not named. A fiscal year may lie anywhere in the
    /// years that it touches.
    pub fn days(self) -> Option<Days> {
        match self {
            Self::One(days) => Some(days),
            Self::Range(from, to) => Some(from.to(to)),
            Self::Fiscal(first, last) if first == last => {
                Some(Days::of_months(first.checked_sub(1)?, 7, 24)?).map(|days| days.to(days))
            }
            Self::Fiscal(first, last) => Some(Days::of_year(first)?.to(Days::of_year(last)?)),
            Self::Months(..) => None,
        }
    }
}

impl Language {
    /// Returns the times that a text names, in their order.
    pub fn times_in(self, text: &str) -> Vec<Named> {
        self.times_among(&pieces(text))
    }

    /// Returns the times that a text names, by its pieces.
    pub(crate) fn times_among(self, pieces: &[Piece<'_>]) -> Vec<Named> {
        read::Reader::new(self, pieces).all()
    }

    /// Returns the time that a label is, where it is nothing else: `2023/24`, `Oct-Dec 2024`, `Q3 2024`, `January`.
    pub fn time_of_label(self, label: &str) -> Option<When> {
        read::Reader::new(self, &pieces(label)).whole()
    }
}

#[cfg(test)]
mod tests;
