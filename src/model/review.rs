//! When somebody last looked at a claim or an item of evidence, and how long that holds.

use crate::number::Date;

use super::Speaker;

/// That somebody looked at an entry again and found that it still stands as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The day.
    pub date: Date,
    /// Who looked.
    pub by: Option<Speaker>,
}

/// A length of time on the calendar: months, and days beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    months: u16,
    days: u16,
}

impl Term {
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
    fn a_term_is_counted_on_the_calendar() {
        for (term, from, wanted) in [
            ("P90D", "2025-01-01", "2025-04-01"),
            ("90 days", "2025-01-01", "2025-04-01"),
            ("P6M", "2025-08-31", "2026-02-28"),
            ("1 month", "2025-12-15", "2026-01-15"),
            ("P1Y2W", "2024-02-29", "2025-03-14"),
            ("2 years", "2025-06-01", "2027-06-01"),
        ] {
            let over = Term::parse(term).unwrap().after(Date::parse(from).unwrap()).unwrap();
            assert_eq!(over.to_string(), wanted, "{term} after {from}");
        }
        for none in ["", "P", "P0D", "90", "soon", "P1H", "-3 days", "P99999D", "PD", "Pä"] {
            assert_eq!(Term::parse(none), None, "{none}");
        }
    }
}
