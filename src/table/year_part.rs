//! Which part of its year a row is of, where the year stands in a column and the month, the quarter or the week in another.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::cells::is_total;
use crate::language::year_parts::{YearParts, is_year};
use crate::number::{Granularity, TimePeriod};

use super::{Column, ColumnType};

impl Column {
    /// Returns whether its cells are years.
    pub fn is_year(&self) -> bool {
        let in_calendar = |(low, high)| low >= 1000 && high <= 2999;
        match self.kind {
            ColumnType::Year | ColumnType::FinancialYear { .. } => true,
            ColumnType::Integer => is_year(self.in_file()) && self.bounds().is_some_and(in_calendar),
            _ => false,
        }
    }
}

/// A column whose cells say which part of a year a row is of.
pub(crate) struct YearPart<'c> {
    column: &'c Column,
    /// Into what it divides a year.
    pub(crate) parts: YearParts,
    /// The number of each word, of a column of text.
    words: BTreeMap<i64, i64>,
}

impl<'c> YearPart<'c> {
    /// Returns how a column divides a year; none where its cells are no parts of one.
    pub(crate) fn of(column: &'c Column) -> Option<Self> {
        let of = |parts| Some(Self { column, parts, words: BTreeMap::new() });
        match column.kind {
            // Days are asked for their months: of cases many a day has none.
            ColumnType::Date => of(YearParts::Months),
            ColumnType::String => Self::of_words(column),
            ColumnType::Integer => {
                let parts = YearParts::of_header(column.in_file())?;
                let (low, high) = column.bounds()?;
                (low >= 0 && high <= parts.most() + 1).then(|| of(parts))?
            }
            _ => match column.length()? {
                Granularity::Month => of(YearParts::Months),
                Granularity::Quarter => of(YearParts::Quarters),
                Granularity::Half => of(YearParts::Halves),
                Granularity::Week => of(YearParts::Weeks),
                _ => None,
            },
        }
    }

    fn of_words(column: &'c Column) -> Option<Self> {
        // More words than weeks are no parts of a year.
        const MOST: usize = 60;
        let mut parts: Option<YearParts> = None;
        let mut words = BTreeMap::new();
        for (code, word) in (0_i64..).zip(column.words().take(MOST + 1)) {
            // Beside the months stands the sum of them.
            if is_total(word) {
                continue;
            }
            let (own, number) = YearParts::of_cell(word)?;
            if parts.is_some_and(|parts| parts != own) {
                return None;
            }
            parts = Some(own);
            words.insert(code, number);
        }
        (words.len() <= MOST).then_some(Self { column, parts: parts?, words })
    }

    /// Returns the number of the part that an encoded cell names, from one.
    pub(crate) fn number(&self, encoded: i64) -> Option<i64> {
        let number = match self.column.kind {
            ColumnType::String => *self.words.get(&encoded)?,
            ColumnType::Integer => encoded,
            _ => {
                let period: TimePeriod = self.column.period(encoded)?;
                let month = i64::from(period.first().month());
                match self.parts {
                    YearParts::Months => month,
                    YearParts::Quarters => (month - 1) / 3 + 1,
                    YearParts::Halves => (month - 1) / 6 + 1,
                    YearParts::Weeks => period.first().iso_week().1.into(),
                }
            }
        };
        Some(number.clamp(1, self.parts.most()))
    }
}

/// Which parts each of several years has.
#[derive(Default)]
pub(crate) struct YearsInParts(BTreeMap<i64, BTreeSet<i64>>);

impl YearsInParts {
    /// Adds that a year has a part.
    pub(crate) fn add(&mut self, year: i64, part: i64) {
        self.0.entry(year).or_default().insert(part);
    }

    /// Returns all parts that any of the years has.
    pub(crate) fn all(&self) -> BTreeSet<i64> {
        self.0.values().flatten().copied().collect()
    }

    /// Returns how many years there are.
    pub(crate) fn years(&self) -> usize {
        self.0.len()
    }

    /// Returns how many parts a year has.
    pub(crate) fn count(&self, year: i64) -> usize {
        self.0.get(&year).map_or(0, BTreeSet::len)
    }

    /// Returns which of these parts a year has not.
    pub(crate) fn absent(&self, year: i64, all: &BTreeSet<i64>) -> Vec<i64> {
        let has = self.0.get(&year);
        all.iter().filter(|part| has.is_none_or(|has| !has.contains(part))).copied().collect()
    }

    /// Returns whether a year is cut short by the end or the beginning of the file: the parts that the last one lacks are its
    /// last, or those that the first one lacks its first.
    pub(crate) fn is_cut(&self, year: i64, absent: &[i64]) -> bool {
        let (Some(has), Some(first), Some(last)) = (self.0.get(&year), self.0.keys().next(), self.0.keys().next_back())
        else {
            return false;
        };
        let behind = year == *last && absent.iter().all(|part| has.last().is_some_and(|last| part > last));
        let before = year == *first && absent.iter().all(|part| has.first().is_some_and(|first| part < first));
        !absent.is_empty() && (behind || before)
    }
}
