//! A day of the calendar. There is no clock here: the only "today" is the publication's `as_of`.

use std::fmt;

use jiff::{ToSpan, civil};

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// Why words are no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// They do not have the form `2025-11-03`.
    Form,
    /// The calendar has no such day.
    NoSuchDay,
}

impl Date {
    /// Returns the day; none where the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Returns the first and the last day of a week of ISO 8601; none where the year has no such week.
    pub(super) fn week(year: i16, week: i8) -> Option<(Self, Self)> {
        let day = |weekday| civil::ISOWeekDate::new(year, week, weekday).ok().map(|day| Self(day.date()));
        Some((day(civil::Weekday::Monday)?, day(civil::Weekday::Sunday)?))
    }

    /// Returns the number of its week, and the year the week belongs to.
    pub fn iso_week(self) -> (i16, i8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week())
    }

    /// Returns the day written as `2025-11-03`.
    pub fn parse(written: &str) -> Result<Self, DateFault> {
        let mut parts = written.split('-');
        let mut digits = |width: usize| {
            let part = parts.next()?;
            let fits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<i16>().ok()).flatten()
        };
        let read = (|| Some((digits(4)?, digits(2)?, digits(2)?)))();
        let (year, month, day) = read.filter(|_| parts.next().is_none()).ok_or(DateFault::Form)?;
        // Two digits always fit.
        let small = |value: i16| i8::try_from(value).unwrap_or(0);
        Self::new(year, small(month), small(day)).ok_or(DateFault::NoSuchDay)
    }

    /// Returns the day that is so many days after 1970-01-01; none outside the calendar.
    pub fn from_days(days: i64) -> Option<Self> {
        Self::epoch().0.checked_add(i32::try_from(days).ok()?.days()).ok().map(Self)
    }

    /// Returns how many days after 1970-01-01 it is.
    pub fn days(self) -> i64 {
        i64::from((self.0 - Self::epoch().0).get_days())
    }

    /// Returns the last day of its month.
    #[must_use]
    pub fn month_end(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, from one.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// Returns the day of the month, from one.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    fn epoch() -> Self {
        Self(civil::date(1970, 1, 1))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_one_form() {
        assert_eq!(Date::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
        for (bad, fault) in [
            ("2025-02-29", DateFault::NoSuchDay),
            ("2025-13-01", DateFault::NoSuchDay),
            ("2025-11", DateFault::Form),
            ("2025-11-3", DateFault::Form),
            ("03.11.2025", DateFault::Form),
            ("2025-11-03-01", DateFault::Form),
            ("+025-11-03", DateFault::Form),
            ("", DateFault::Form),
        ] {
            assert_eq!(Date::parse(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(Date::parse("1970-01-01").unwrap().days(), 0);
        assert_eq!(Date::parse("2025-11-03").unwrap().days(), 20_395);
        assert_eq!(Date::from_days(20_395).unwrap().to_string(), "2025-11-03");
        assert_eq!(Date::from_days(-1).unwrap().to_string(), "1969-12-31");
        assert_eq!(Date::from_days(i64::MAX), None);
    }
}
