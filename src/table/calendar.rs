//! Days, months, quarters, weeks and financial years as integers, and as offices write them: what columns of time hold.
//!
//! A day is counted from 1970-01-01, a month from January of the year 0, a quarter likewise, a week in weeks from that of
//! 1 January 1970 (ISO 8601: it begins on a Monday and belongs to the year of its Thursday), a financial year by the calendar
//! year in which it begins.

use jiff::civil::{Date, ISOWeekDate, Weekday};

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

/// The Monday of the week of 1 January 1970, in days.
const FIRST_MONDAY: i64 = -3;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Returns the quarter that words name: `2025-Q1`, `2025Q1`, `2025 Q1`, `Q1 2025`, `1Q 2025`, `Jan to Mar 2025`.
pub(crate) fn quarter(words: &str) -> Option<i64> {
    let words = words.trim().to_ascii_lowercase();
    let number = |year: &str, quarter: &str| {
        let quarter: i64 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        Some(i64::from(year_of(year)?) * 4 + quarter - 1)
    };
    let parts = split(&words);
    match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["q", quarter, year] => number(year, quarter),
        [first, "q", second] => number(first, second).or_else(|| number(second, first)),
        [from, to, year] | [from, "to", to, year] => {
            let (from, to) = (month(from)?, month(to)?);
            (from % 3 == 1 && to == from + 2).then(|| Some(i64::from(year_of(year)?) * 4 + from / 3))?
        }
        _ => None,
    }
}

/// Returns the ISO week that words name: `2020-W11`, `2020W11`, `W11 2020`; none where the year has no such week.
pub(crate) fn week(words: &str) -> Option<i64> {
    let words = words.trim().to_ascii_lowercase();
    let parts = split(&words);
    let (year, week) = match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [year, "w", week] | ["w", week, year] => (year_of(year)?, week.parse().ok()?),
        _ => return None,
    };
    week_number(year, week)
}

/// Returns a week of an ISO year.
fn week_number(year: i16, week: i8) -> Option<i64> {
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    let day = day_number(monday.year(), monday.month(), monday.day())?;
    Some(week_of(day))
}

/// Returns the week of a day that is so many days after 1970-01-01.
pub(crate) fn week_of(day: i64) -> i64 {
    (day - FIRST_MONDAY).div_euclid(7)
}

/// Returns the first and the last week of an ISO year.
pub(crate) fn weeks_of(year: i16) -> Option<(i64, i64)> {
    Some((week_number(year, 1)?, week_number(year, 53).or_else(|| week_number(year, 52))?))
}

/// Returns the calendar year in which a financial or academic year begins: `2024/25`, `2024-25`, `2024–25`, `2024/2025`,
/// `FY2024/25`; none where the second is not the year after the first.
pub(crate) fn financial_year(words: &str) -> Option<i64> {
    let words = words.trim();
    let words = words.strip_prefix("FY").map_or(words, str::trim_start);
    let (first, second) = words.split_once(['/', '-', '\u{2013}'])?;
    let year = year_of(first)?;
    let next = year.checked_add(1)?;
    let follows = match second.len() {
        2 => second.bytes().all(|byte| byte.is_ascii_digit()) && second.parse() == Ok(next % 100),
        _ => year_of(second) == Some(next),
    };
    follows.then_some(year.into())
}

/// Returns the year and the week of a week's number.
pub(super) fn iso_week(number: i64) -> Option<(i16, i8)> {
    let (year, month, day) = monday(number)?;
    let week = Date::new(year, month, day).ok()?.iso_week_date();
    Some((week.year(), week.week()))
}

/// Returns year, month and day of a week's Monday.
pub(crate) fn monday(number: i64) -> Option<(i16, i8, i8)> {
    ymd(number.checked_mul(7)?.checked_add(FIRST_MONDAY)?)
}

/// Returns the runs of digits and of letters in words, without what stands between them.
fn split(words: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for c in words.chars() {
        let kind = if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
        match kind {
            Some(_) if kind == last => parts.last_mut().expect("a run has begun").push(c),
            Some(_) => parts.push(c.to_string()),
            None if matches!(c, ' ' | '-' | '/' | '\u{2013}' | '.' | '\u{a0}') => {}
            None => return Vec::new(),
        }
        last = kind;
    }
    parts
}

fn year_of(words: &str) -> Option<i16> {
    (words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit())).then(|| words.parse().ok()).flatten()
}

fn month(words: &str) -> Option<i64> {
    let short = words.get(..3)?;
    let full = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"];
    let is_name =
        words.len() == 3 || words == "sept" || full.contains(&words) || matches!(words, "november" | "december");
    (1..).zip(MONTHS).find(|(_, name)| is_name && *name == short).map(|(number, _)| number)
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

    #[test]
    fn quarters_are_read_as_offices_write_them() {
        let first = 2025 * 4;
        for words in [
            "2025-Q1",
            "2025Q1",
            "2025 Q1",
            "Q1 2025",
            "Q1-2025",
            "Q1/2025",
            "1Q 2025",
            "2025-q1",
            "Jan to Mar 2025",
            "Jan-Mar 2025",
            "January to March 2025",
            "Jan \u{2013} Mar 2025",
        ] {
            assert_eq!(quarter(words), Some(first), "{words}");
        }
        assert_eq!(quarter("Oct to Dec 2024"), Some(first - 1));
        for words in [
            "2025-Q5",
            "2025-Q0",
            "Q1",
            "2025",
            "Nov to Jan 2025",
            "Jan to Apr 2025",
            "Q1 25",
            "2025-01",
            "Marx to May 2025",
        ] {
            assert_eq!(quarter(words), None, "{words}");
        }
    }

    #[test]
    fn weeks_are_those_of_iso() {
        for (words, monday_of) in [
            ("2020-W53", (2020, 12, 28)),
            ("2021-W01", (2021, 1, 4)),
            ("2021W1", (2021, 1, 4)),
            ("W01 2021", (2021, 1, 4)),
            ("1970-W01", (1969, 12, 29)),
        ] {
            assert_eq!(monday(week(words).unwrap()), Some(monday_of), "{words}");
        }
        assert_eq!(week("2021-W01").unwrap(), week("2020-W53").unwrap() + 1);
        assert_eq!(iso_week(week("2020-W53").unwrap()), Some((2020, 53)));
        for words in ["2021-W53", "2021-W00", "2021-W54", "W1", "2021-11", "2021"] {
            assert_eq!(week(words), None, "{words}");
        }
        assert_eq!(weeks_of(2020).map(|(first, last)| last - first + 1), Some(53));
        assert_eq!(weeks_of(2021).map(|(first, last)| last - first + 1), Some(52));
    }

    #[test]
    fn a_financial_year_names_two_that_follow_each_other() {
        for words in ["2024/25", "2024-25", "2024\u{2013}25", "2024/2025", "FY2024/25", "FY 2024-25"] {
            assert_eq!(financial_year(words), Some(2024), "{words}");
        }
        assert_eq!(financial_year("1999/00"), Some(1999));
        for words in ["2024/26", "2024-11", "2024", "24/25", "2024/5", "2024-2026", "2024-+5"] {
            assert_eq!(financial_year(words), None, "{words}");
        }
    }
}
