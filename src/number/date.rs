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
    pub fn week(year: i16, week: i8) -> Option<(Self, Self)> {
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

/// A length of time on the calendar: months, and days beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    months: u16,
    days: u16,
}

impl Duration {
    /// Returns what is written as a duration of ISO 8601 (`P90D`, `P6M`, `P1Y6M`) or in words (`90 days`, `6 months`); none where
    /// it is neither, or no time at all.
    pub fn parse(written: &str) -> Option<Self> {
        let mut term = Self { months: 0, days: 0 };
        if let Some(mut rest) = written.strip_prefix('P') {
            while !rest.is_empty() {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let unit = rest.get(digits..=digits)?;
                term = term.and(rest[..digits].parse().ok()?, unit)?;
                rest = &rest[digits + 1..];
            }
        } else {
            let (count, unit) = written.trim().split_once(' ')?;
            let unit = match unit.trim().strip_suffix('s').unwrap_or(unit.trim()) {
                "day" => "D",
                "week" => "W",
                "month" => "M",
                "year" => "Y",
                _ => return None,
            };
            term = term.and(count.parse().ok()?, unit)?;
        }
        (term.months > 0 || term.days > 0).then_some(term)
    }

    fn and(self, count: u16, unit: &str) -> Option<Self> {
        let (months, days) = match unit {
            "D" => (0, count),
            "W" => (0, count.checked_mul(7)?),
            "M" => (count, 0),
            "Y" => (count.checked_mul(12)?, 0),
            _ => return None,
        };
        Some(Self { months: self.months.checked_add(months)?, days: self.days.checked_add(days)? })
    }

    /// Returns the day on which it is over; where a month has no such day, its last. None beyond the calendar.
    pub fn after(self, date: Date) -> Option<Date> {
        let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + i32::from(self.months);
        let (year, month) = (i16::try_from(months.div_euclid(12)).ok()?, i8::try_from(months.rem_euclid(12) + 1).ok()?);
        let first = Date::new(year, month, 1)?;
        let day = i8::try_from(date.day()).ok()?;
        let moved = Date::new(year, month, day).unwrap_or_else(|| first.month_end());
        Date::from_days(moved.days() + i64::from(self.days))
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

    #[test]
    fn a_term_is_counted_on_the_calendar() {
        for (term, from, wanted) in [
            ("P90D", "2025-01-01", "2025-04-01"),
            ("90 days", "2025-01-01", "2025-04-01"),
            ("P6M", "2025-08-31", "2026-02-28"),
            ("1 month", "2025-12-15", "2026-01-15"),
            ("P1Y2W", "2024-02-29", "2025-03-14"),
            ("2 years", "2025-06-01", "2027-06-01"),
        ] {
            let over = Duration::parse(term).unwrap().after(Date::parse(from).unwrap()).unwrap();
            assert_eq!(over.to_string(), wanted, "{term} after {from}");
        }
        for none in ["", "P", "P0D", "90", "soon", "P1H", "-3 days", "P99999D", "PD", "Pä"] {
            assert_eq!(Duration::parse(none), None, "{none}");
        }
    }
}
