//! Days and periods that a text names: `in November 2025`, `the third quarter of 2024`, `from 2019 to 2024`, `since 2012`.
//!
//! Only what is plainly a time is read, and each is read with what it does in its sentence: a statement is about 2024 where it
//! says “in 2024”, and not where it says “as of 2024”, “the 2024 Act” or “born in 2024”.

mod length;
mod phrases;
mod read;
mod role;
mod settle;
mod stretch;

use crate::number::Date;
use crate::text::{Piece, Span, pieces};

use super::Language;

pub use length::{How, Told};

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
    /// From one stretch to another: both ends as they were named. One of two calendar years is a year that lies in both.
    Range(Days, Days),
    /// A year that need not begin in January, or several: `2023/24`, `fiscal year 2024`. By the years in which the first begins
    /// and the last ends, with the month in which it begins, where that is known.
    Fiscal(i16, i16, Option<u8>),
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
    /// What is said is of the time up to this one: `until June`.
    Until,
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
            Self::Fiscal(first, last, _) if first == last => Days::of_months(first.checked_sub(1)?, 7, 24),
            Self::Fiscal(first, last, Some(starts)) => {
                Some(Days::of_months(first, starts, 12)?.to(Days::of_months(last.checked_sub(1)?, starts, 12)?))
            }
            Self::Fiscal(first, last, None) => Some(Days::of_year(first)?.to(Days::of_year(last)?)),
            Self::Months(..) => None,
        }
    }

    /// Returns the two ends of a range; none of another time.
    pub fn ends(self) -> Option<(Self, Self)> {
        let Self::Range(first, last) = self else { return None };
        let end = |days: Days| {
            let (from, to) = (days.first.year(), days.last.year());
            let two = from + 1 == to && Days::of_year(from)?.to(Days::of_year(to)?) == days;
            two.then_some(Self::Fiscal(from, to, None))
        };
        Some((end(first).unwrap_or(Self::One(first)), end(last).unwrap_or(Self::One(last))))
    }

    /// Returns the same time where it is known in which month a year that need not begin in January does.
    #[must_use]
    pub fn starting_in(self, starts: u8) -> Self {
        match self {
            Self::Fiscal(first, last, None) if first < last => Self::Fiscal(first, last, Some(starts)),
            Self::Range(..) => {
                let days = |end: Self| end.starting_in(starts).days();
                let ends = self.ends().and_then(|(first, last)| days(first).zip(days(last)));
                ends.map_or(self, |(first, last)| Self::Range(first, last))
            }
            other => other,
        }
    }

    /// Returns whether it is made of years that lie in two calendar years, so that their numbers tell them apart.
    pub fn is_of_split_years(self) -> bool {
        match self {
            Self::Fiscal(first, last, _) => first < last,
            Self::Range(..) => self
                .ends()
                .is_some_and(|(first, last)| [first, last].into_iter().all(|end| matches!(end, Self::Fiscal(..)))),
            _ => false,
        }
    }
}

impl Language {
    /// Returns the times that a text names, in their order.
    pub fn times_in(self, text: &str) -> Vec<Named> {
        self.times_among(&pieces(text)).0
    }

    /// Returns the lengths of time that a text tells, in their order.
    pub fn lengths_in(self, text: &str) -> Vec<Told> {
        self.times_among(&pieces(text)).1
    }

    /// Returns the times that a text names and the lengths that it tells, by its pieces.
    pub(crate) fn times_among(self, pieces: &[Piece<'_>]) -> (Vec<Named>, Vec<Told>) {
        let reader = read::Reader::new(self, pieces);
        (reader.all(), reader.lengths().into_iter().map(|(told, _)| told).collect())
    }

    /// Returns how many months a unit of time has, by its word in lower case; none of a week.
    pub fn months_of_unit(self, word: &str) -> Option<u8> {
        self.vocabulary().times.units.get(word).copied()
    }

    /// Returns the time that a label is, where it is nothing else: `2023/24`, `Oct-Dec 2024`, `Q3 2024`, `January`.
    pub fn time_of_label(self, label: &str) -> Option<When> {
        read::Reader::new(self, &pieces(label)).whole()
    }
}

#[cfg(test)]
mod stretch_tests;
#[cfg(test)]
mod tests;
