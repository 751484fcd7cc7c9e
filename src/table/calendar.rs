//! Days and months as integers: what date columns hold.

use jiff::civil::Date;

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Returns the days from 1970-01-01 to a day of the Gregorian calendar; none where there is no such day.
pub(crate) fn day_number(year: i16, month: i8, day: i8) -> Option<i64> {
    let date = Date::new(year, month, day).ok()?;
    Some(date.duration_since(EPOCH).as_hours() / 24)
}

/// Returns the months from January of the year 0 to a month; none where there is no such month.
pub(crate) fn month_number(year: i16, month: i8) -> Option<i64> {
    (1..=12).contains(&month).then(|| i64::from(year) * 12 + i64::from(month) - 1)
}

/// Returns year, month and day of a day number; none past the calendar's end.
pub(crate) fn ymd(day: i64) -> Option<(i16, i8, i8)> {
    let date = EPOCH.checked_add(jiff::SignedDuration::from_hours(day.checked_mul(24)?)).ok()?;
    Some((date.year(), date.month(), date.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_number_leads_back_to_its_day() {
        for (year, month, day) in [(1970, 1, 1), (1969, 12, 31), (2024, 2, 29), (1, 1, 1), (9999, 12, 31)] {
            let number = day_number(year, month, day).unwrap();
            assert_eq!(ymd(number), Some((year, month, day)));
        }
        assert_eq!(day_number(1970, 1, 2), Some(1));
        assert_eq!(day_number(2025, 2, 29), None);
        assert_eq!(month_number(2025, 13), None);
        assert_eq!(ymd(i64::MAX), None);
    }
}
