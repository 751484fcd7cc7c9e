//! Stretches of time as authors write them: `2025-11-03`, `2025-W45`, `2025-11`, `2025-Q4`, `2025-H1`, `2025`, `FY2025`,
//! `2025-02/2025-11`, `to 2025-07-24`.
//!
//! `FY2025` is the fiscal year of the United States government, which begins in October of the year before. These forms are
//! the registry's and the same in every language; a [`Language`](crate::language::Language) prints them for readers.

use super::{Date, DateFault};

/// A stretch of time as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Its first day; none for "to …".
    pub first: Option<Date>,
    /// Its last day.
    pub last: Date,
    /// The words.
    pub words: String,
    shape: PeriodForm,
}

/// How a period was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodForm {
    /// One step of the calendar: a day, month, quarter or year.
    One(Granularity),
    /// From the first to the last.
    Range(Granularity, Granularity),
    /// Up to the last; the beginning is not said.
    Until(Granularity),
}

/// How long one step of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// A day.
    Day,
    /// A week of ISO 8601, from Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// The first or the second half of a calendar year.
    Half,
    /// A calendar year.
    Year,
    /// A fiscal year of the United States government: October of the year before to September.
    FiscalYear,
    /// A financial or academic year, which is named after the year it begins in: `2024/25`.
    FinancialYear {
        /// The month in which it begins, from one.
        starts: u8,
    },
    /// A term of an academic year: autumn from September, spring from January, summer from April.
    Term,
    /// Any other: the year to June, November to January.
    Other,
}

/// Why words are no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodFault {
    /// Nothing was written.
    Empty,
    /// They have none of the known forms.
    Form,
    /// The calendar has no such day, month or quarter.
    NoSuchDay,
    /// It ends before it begins.
    Reversed,
}

impl Period {
    /// Returns the period that the words name.
    pub fn parse(words: &str) -> Result<Self, PeriodFault> {
        let words = words.trim();
        if words.is_empty() {
            return Err(PeriodFault::Empty);
        }
        let (first, last, shape) = if let Some(rest) = words.strip_prefix("to ") {
            let (_, last, grain) = stretch(rest.trim_start())?;
            (None, last, PeriodForm::Until(grain))
        } else if let Some((from, to)) = words.split_once('/') {
            let (first, _, from) = stretch(from.trim_end())?;
            let (_, last, to) = stretch(to.trim_start())?;
            (Some(first), last, PeriodForm::Range(from, to))
        } else {
            let (first, last, grain) = stretch(words)?;
            (Some(first), last, PeriodForm::One(grain))
        };
        if first.is_some_and(|first| first > last) {
            return Err(PeriodFault::Reversed);
        }
        Ok(Self { first, last, words: words.to_owned(), shape })
    }

    /// Returns one day.
    pub fn day(day: Date) -> Self {
        Self { first: Some(day), last: day, words: day.to_string(), shape: PeriodForm::One(Granularity::Day) }
    }

    /// Returns a month, counted from January as one; none where there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1)?;
        let words = format!("{year:04}-{month:02}");
        Some(Self { first: Some(first), last: first.month_end(), words, shape: PeriodForm::One(Granularity::Month) })
    }

    /// Returns a calendar year; none outside the calendar.
    pub fn year(year: i16) -> Option<Self> {
        let (first, last) = (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?);
        Some(Self { first: Some(first), last, words: format!("{year:04}"), shape: PeriodForm::One(Granularity::Year) })
    }

    /// Returns the financial or academic year that begins in a month of a year; none outside the calendar.
    pub fn financial_year(year: i16, starts: u8) -> Option<Self> {
        let (first, last, _) = months(year, starts.into(), 12, Granularity::Year).ok()?;
        let words = format!("{year:04}/{:02}", (year + 1).rem_euclid(100));
        Some(Self { first: Some(first), last, words, shape: PeriodForm::Range(Granularity::Month, Granularity::Month) })
    }

    /// Returns one step of the calendar, from its first day to its last.
    pub(super) fn step(words: String, (first, last): (Date, Date), length: Granularity) -> Self {
        Self { first: Some(first), last, words, shape: PeriodForm::One(length) }
    }

    /// Returns how it was written.
    pub fn shape(&self) -> PeriodForm {
        self.shape
    }

    /// Returns whether the day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.first.is_none_or(|first| first <= day) && day <= self.last
    }

    /// Returns whether it holds the whole of another.
    pub fn covers(&self, other: &Self) -> bool {
        other.last <= self.last
            && match (self.first, other.first) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(own), Some(other)) => own <= other,
            }
    }

    /// Returns whether the two share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first.is_none_or(|first| first <= other.last) && other.first.is_none_or(|first| first <= self.last)
    }

    /// Returns whether its last day is past, or is this day.
    pub fn is_over_by(&self, day: Date) -> bool {
        self.last <= day
    }
}

/// Returns first day, last day and length of one step of the calendar.
fn stretch(words: &str) -> Result<(Date, Date, Granularity), PeriodFault> {
    if let Some(year) = words.strip_prefix("FY") {
        let year = number(year, 4).ok_or(PeriodFault::Form)?;
        return months(year - 1, 10, 12, Granularity::FiscalYear);
    }
    let mut parts = words.splitn(3, '-');
    let year = parts.next().and_then(|part| number(part, 4)).ok_or(PeriodFault::Form)?;
    match (parts.next(), parts.next()) {
        (None, _) => months(year, 1, 12, Granularity::Year),
        (Some(part), None) if part.starts_with('W') => {
            let digits = number(&part[1..], 2).ok_or(PeriodFault::Form)?;
            let week = i8::try_from(digits).ok().and_then(|week| Date::week(year, week));
            let (first, last) = week.ok_or(PeriodFault::NoSuchDay)?;
            Ok((first, last, Granularity::Week))
        }
        (Some(part), None) => {
            let part_of_year =
                |letter| part.strip_prefix(letter).map(|digit| number(digit, 1).ok_or(PeriodFault::Form));
            match (part_of_year('Q').transpose()?, part_of_year('H').transpose()?) {
                (Some(quarter @ 1..=4), _) => months(year, quarter * 3 - 2, 3, Granularity::Quarter),
                (_, Some(half @ 1..=2)) => months(year, half * 6 - 5, 6, Granularity::Half),
                (None, None) => months(year, number(part, 2).ok_or(PeriodFault::Form)?, 1, Granularity::Month),
                _ => Err(PeriodFault::NoSuchDay),
            }
        }
        (Some(_), Some(_)) => match Date::parse(words) {
            Ok(day) => Ok((day, day, Granularity::Day)),
            Err(DateFault::Form) => Err(PeriodFault::Form),
            Err(DateFault::NoSuchDay) => Err(PeriodFault::NoSuchDay),
        },
    }
}

/// Returns so many months from the first of one.
fn months(year: i16, month: i16, count: i16, grain: Granularity) -> Result<(Date, Date, Granularity), PeriodFault> {
    let start = |year, month: i16| i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1));
    let end = month + count - 2;
    let first = start(year, month).ok_or(PeriodFault::NoSuchDay)?;
    let last = start(year + end / 12, end % 12 + 1).ok_or(PeriodFault::NoSuchDay)?;
    Ok((first, last.month_end(), grain))
}

fn number(digits: &str, width: usize) -> Option<i16> {
    let fits = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Date {
        Date::parse(written).unwrap()
    }

    #[test]
    fn each_form_has_its_first_and_last_day() {
        for (words, first, last) in [
            ("2025-11-03", Some("2025-11-03"), "2025-11-03"),
            ("2025-11", Some("2025-11-01"), "2025-11-30"),
            ("2024-02", Some("2024-02-01"), "2024-02-29"),
            ("2025", Some("2025-01-01"), "2025-12-31"),
            ("2025-Q4", Some("2025-10-01"), "2025-12-31"),
            ("2025-Q1", Some("2025-01-01"), "2025-03-31"),
            ("2025-H2", Some("2025-07-01"), "2025-12-31"),
            ("FY2025", Some("2024-10-01"), "2025-09-30"),
            ("2020-W53", Some("2020-12-28"), "2021-01-03"),
            ("2021-W01/2021-W02", Some("2021-01-04"), "2021-01-17"),
            ("2025-02/2025-11", Some("2025-02-01"), "2025-11-30"),
            ("FY2023/2025-11-03", Some("2022-10-01"), "2025-11-03"),
            ("to 2025-07-24", None, "2025-07-24"),
            ("to 2025-07", None, "2025-07-31"),
            (" 2025 ", Some("2025-01-01"), "2025-12-31"),
        ] {
            let period = Period::parse(words).unwrap_or_else(|fault| panic!("{words}: {fault:?}"));
            assert_eq!((period.first, period.last), (first.map(day), day(last)), "{words}");
        }
    }

    #[test]
    fn other_words_are_faults() {
        for (words, fault) in [
            ("", PeriodFault::Empty),
            ("November 2025", PeriodFault::Form),
            ("2025-1", PeriodFault::Form),
            ("2025/11", PeriodFault::Form),
            ("25-11", PeriodFault::Form),
            ("fy2025", PeriodFault::Form),
            ("FY25", PeriodFault::Form),
            ("2025-13", PeriodFault::NoSuchDay),
            ("2025-00", PeriodFault::NoSuchDay),
            ("2025-Q5", PeriodFault::NoSuchDay),
            ("2025-H3", PeriodFault::NoSuchDay),
            ("2025-H", PeriodFault::Form),
            ("2021-W53", PeriodFault::NoSuchDay),
            ("2021-W1", PeriodFault::Form),
            ("2020/21", PeriodFault::Form),
            ("2025-02-30", PeriodFault::NoSuchDay),
            ("2025-11/2025-02", PeriodFault::Reversed),
            ("to", PeriodFault::Form),
            ("FY0000", PeriodFault::NoSuchDay),
            ("٢٠٢٥", PeriodFault::Form),
        ] {
            let read = Period::parse(words);
            assert!(read == Err(fault) || words == "FY0000" && read.is_ok(), "{words}: {read:?}");
        }
    }

    #[test]
    fn periods_contain_days_and_one_another() {
        let november = Period::parse("2025-11").unwrap();
        let year = Period::parse("2025").unwrap();
        let until = Period::parse("to 2025-07-24").unwrap();
        assert!(november.contains(day("2025-11-30")) && !november.contains(day("2025-12-01")));
        assert!(until.contains(day("1999-01-01")) && !until.contains(day("2025-07-25")));
        assert!(year.covers(&november) && !november.covers(&year) && !year.covers(&until) && until.covers(&until));
        assert!(year.overlaps(&until) && !november.overlaps(&until));
        assert!(november.is_over_by(day("2025-11-30")) && !november.is_over_by(day("2025-11-29")));
        assert!(year < november, "periods are ordered by their first day");
        assert_eq!(Period::month(2025, 11).unwrap(), november);
        assert_eq!(Period::year(2025).unwrap(), year);
        let financial = Period::financial_year(2024, 4).unwrap();
        assert_eq!((financial.first, financial.last), (Some(day("2024-04-01")), day("2025-03-31")));
    }
}
