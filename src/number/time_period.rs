//! One step of the calendar: a day, a week, a month, a financial year, a term. It is what a cell in a column of times holds, and
//! it knows its days, its neighbours, and the longer period that it lies in.
//!
//! Of one length the steps are numbered, later ones higher, and columns keep these numbers: days from 1970-01-01, weeks from
//! that of 1 January 1970, months, quarters, halves and years from the year 0, terms and financial years by the year they begin in.

use std::fmt;

use super::{Date, Granularity, Period};

/// One step of the calendar.
///
/// Of one length they are ordered by time, as their numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimePeriod {
    length: Granularity,
    number: i64,
    first: Date,
    last: Date,
}

/// The Monday of the week of 1 January 1970, in days.
const FIRST_MONDAY: i64 = -3;
/// More days than any period of another length has.
const MOST_DAYS: i64 = 1 << 16;
/// The months in which autumn, spring and summer terms begin, counted from January of the year in which autumn lies.
const TERMS: [i64; 4] = [9, 13, 16, 21];

impl TimePeriod {
    /// Returns the period of a length with this number, as columns keep it; none outside the calendar.
    pub fn new(length: Granularity, number: i64) -> Option<Self> {
        let (first, last) = match length {
            Granularity::Day => Date::from_days(number).map(|day| (day, day)),
            Granularity::Week => {
                let monday = Date::from_days(number.checked_mul(7)?.checked_add(FIRST_MONDAY)?)?;
                Some((monday, Date::from_days(monday.days() + 6)?))
            }
            Granularity::Month => months(number, 1),
            Granularity::Quarter => months(number.checked_mul(3)?, 3),
            Granularity::Half => months(number.checked_mul(6)?, 6),
            Granularity::Year => months(number.checked_mul(12)?, 12),
            Granularity::FiscalYear => months(number.checked_mul(12)?.checked_sub(3)?, 12),
            Granularity::FinancialYear { starts } => {
                months(number.checked_mul(12)?.checked_add(i64::from(starts) - 1)?, 12)
            }
            Granularity::Term => {
                let (year, term) = (number.div_euclid(3), usize::try_from(number.rem_euclid(3)).ok()?);
                months(year.checked_mul(12)?.checked_add(TERMS[term] - 1)?, TERMS[term + 1] - TERMS[term])
            }
            Granularity::Other => {
                let days = MOST_DAYS - number.rem_euclid(MOST_DAYS);
                let last = Date::from_days(number.div_euclid(MOST_DAYS))?;
                Some((Date::from_days(last.days() - days + 1)?, last))
            }
        }?;
        Some(Self { length, number, first, last })
    }

    /// Returns the period of a length in which a day lies; none for one of another length, for nothing tells which.
    pub fn of_day(day: Date, length: Granularity) -> Option<Self> {
        let (year, month) = (i64::from(day.year()), i64::from(day.month()));
        let number = match length {
            Granularity::Day => day.days(),
            Granularity::Week => (day.days() - FIRST_MONDAY).div_euclid(7),
            Granularity::Month => year * 12 + month - 1,
            Granularity::Quarter => year * 4 + (month - 1) / 3,
            Granularity::Half => year * 2 + (month - 1) / 6,
            Granularity::Year => year,
            Granularity::FiscalYear => year + i64::from(month >= 10),
            Granularity::FinancialYear { starts } => year - i64::from(month < i64::from(starts)),
            Granularity::Term => match month {
                9.. => year * 3,
                4.. => (year - 1) * 3 + 2,
                _ => (year - 1) * 3 + 1,
            },
            Granularity::Other => return None,
        };
        Self::new(length, number)
    }

    /// Returns the period between two days, both included, of no length that has a name; none where it ends before it begins.
    pub fn between(first: Date, last: Date) -> Option<Self> {
        let days = last.days() - first.days() + 1;
        (1..=MOST_DAYS)
            .contains(&days)
            .then(|| Self::new(Granularity::Other, last.days() * MOST_DAYS + MOST_DAYS - days))?
    }

    /// Returns its number among those of its length, which is how a column keeps it.
    pub fn number(self) -> i64 {
        self.number
    }

    /// Returns its length.
    pub fn length(self) -> Granularity {
        self.length
    }

    /// Returns its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Returns its last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// Returns whether it is shorter than a year.
    pub fn is_within_a_year(self) -> bool {
        self.last.days() - self.first.days() < 364
    }

    /// Returns the one after it: one of another length begins on the day after its last.
    pub fn next(self) -> Option<Self> {
        self.shifted(1)
    }

    /// Returns the one before it: the last week of 2020 before the first of 2021; of overlapping ones that which ends where this
    /// begins, as the year to June 2023 before the year to June 2024.
    pub fn previous(self) -> Option<Self> {
        self.shifted(-1)
    }

    /// Returns the one so many steps later, or earlier where `steps` is below zero.
    pub fn shifted(self, steps: i64) -> Option<Self> {
        if self.length != Granularity::Other {
            return Self::new(self.length, self.number.checked_add(steps)?);
        }
        if let Some(count) = self.whole_months() {
            self.moved(steps.checked_mul(count)?)
        } else {
            let days = steps.checked_mul(self.last.days() - self.first.days() + 1)?;
            let moved = |day: Date| Date::from_days(day.days().checked_add(days)?);
            Self::between(moved(self.first)?, moved(self.last)?)
        }
    }

    /// Returns the same period a year earlier; none where that year has none, as 29 February and a 53rd week.
    pub fn a_year_earlier(self) -> Option<Self> {
        self.years_later(-1)
    }

    /// Returns the same period a year later; none where that year has none.
    pub fn a_year_later(self) -> Option<Self> {
        self.years_later(1)
    }

    fn years_later(self, years: i16) -> Option<Self> {
        let steps = |in_a_year: i64| self.shifted(in_a_year * i64::from(years));
        match self.length {
            Granularity::Day => {
                let day = i8::try_from(self.first.day()).ok()?;
                let month = i8::try_from(self.first.month()).ok()?;
                Self::of_day(Date::new(self.first.year() + years, month, day)?, self.length)
            }
            Granularity::Week => {
                let (year, week) = self.first.iso_week();
                Self::of_day(Date::week(year + years, week)?.0, self.length)
            }
            Granularity::Month => steps(12),
            Granularity::Quarter => steps(4),
            Granularity::Term => steps(3),
            Granularity::Half => steps(2),
            Granularity::Year | Granularity::FiscalYear | Granularity::FinancialYear { .. } => steps(1),
            Granularity::Other => self.whole_months().and_then(|_| self.moved(12 * i64::from(years))),
        }
    }

    /// Returns the longer period of a length in which it lies as a whole; none where it lies in two.
    ///
    /// A week belongs to its ISO year, though some of its days may be of the year beside it.
    pub fn parent(self, length: Granularity) -> Option<Self> {
        if (self.length, length) == (Granularity::Week, Granularity::Year) {
            return Self::new(length, self.first.iso_week().0.into());
        }
        let parent = Self::of_day(self.first, length)?;
        parent.covers(self).then_some(parent)
    }

    /// Returns the first and the last of the shorter periods of a length that make it up, without a rest: the twelve months of a
    /// year, the 52 or 53 weeks of an ISO year; none where they do not divide it, as weeks and months.
    pub fn parts(self, length: Granularity) -> Option<(Self, Self)> {
        if (self.length, length) == (Granularity::Year, Granularity::Week) {
            let year = self.first.year();
            let first = Date::week(year, 1)?.0;
            let last = Date::week(year, 53).or_else(|| Date::week(year, 52))?.0;
            return Some((Self::of_day(first, length)?, Self::of_day(last, length)?));
        }
        let (first, last) = (Self::of_day(self.first, length)?, Self::of_day(self.last, length)?);
        (first.first == self.first && last.last == self.last).then_some((first, last))
    }

    /// Returns whether a day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Returns whether it holds the whole of another, by its days.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Returns it as a period of the registry, which a language prints.
    pub fn period(self) -> Period {
        Period::step(self.to_string(), (self.first, self.last), self.length)
    }

    /// Returns how many months it has, where it has no broken ones.
    pub fn whole_months(self) -> Option<i64> {
        let month = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
        let whole = self.first.day() == 1 && self.last == self.last.month_end();
        whole.then(|| month(self.last) - month(self.first) + 1)
    }

    /// Moves a period of whole months.
    fn moved(self, by: i64) -> Option<Self> {
        let from = i64::from(self.first.year()) * 12 + i64::from(self.first.month()) - 1;
        let (first, last) = months(from.checked_add(by)?, self.whole_months()?)?;
        Self::between(first, last)
    }
}

impl fmt::Display for TimePeriod {
    /// Writes it as SDMX does: `2025-W45`, `2025-11`, `2025-Q4`, `2025-H1`, `2024/25`, `2023-07/2024-06`; a term by its name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.length {
            Granularity::Day => write!(f, "{}", self.first),
            Granularity::Week => {
                let (year, week) = self.first.iso_week();
                write!(f, "{year:04}-W{week:02}")
            }
            Granularity::Month => write!(f, "{year:04}-{month:02}"),
            Granularity::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Granularity::Half => write!(f, "{year:04}-H{}", (month - 1) / 6 + 1),
            Granularity::Year => write!(f, "{year:04}"),
            Granularity::FiscalYear => write!(f, "FY{:04}", self.last.year()),
            Granularity::FinancialYear { .. } => write!(f, "{year:04}/{:02}", (year + 1).rem_euclid(100)),
            Granularity::Term => {
                let term = ["Autumn", "Spring", "Summer"][usize::try_from(self.number.rem_euclid(3)).unwrap_or(0)];
                write!(f, "{term} {year:04}")
            }
            Granularity::Other if self.whole_months().is_some() => {
                let (to, last) = (self.last.year(), self.last.month());
                write!(f, "{year:04}-{month:02}/{to:04}-{last:02}")
            }
            Granularity::Other => write!(f, "{}/{}", self.first, self.last),
        }
    }
}

/// Returns the first and last day of so many months from one, counted from January of the year 0.
fn months(from: i64, count: i64) -> Option<(Date, Date)> {
    let start = |months: i64| {
        let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
        Date::new(i16::try_from(months.div_euclid(12)).ok()?, month, 1)
    };
    Some((start(from)?, start(from.checked_add(count)?.checked_sub(1)?)?.month_end()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LENGTHS: [Granularity; 9] = [
        Granularity::Day,
        Granularity::Week,
        Granularity::Month,
        Granularity::Quarter,
        Granularity::Half,
        Granularity::Year,
        Granularity::FiscalYear,
        Granularity::FinancialYear { starts: 4 },
        Granularity::Term,
    ];

    fn day(written: &str) -> Date {
        Date::parse(written).unwrap()
    }

    fn of(length: Granularity, written: &str) -> TimePeriod {
        TimePeriod::of_day(day(written), length).unwrap()
    }

    fn year_to(last: &str) -> TimePeriod {
        let last = day(last);
        TimePeriod::between(Date::from_days(last.days() - 365).unwrap(), last).unwrap()
    }

    #[test]
    fn each_has_its_days_its_neighbours_and_the_same_a_year_earlier() {
        for (length, in_it, name, before, year_before) in [
            (Granularity::Day, "2024-03-01", "2024-03-01", "2024-02-29", Some("2023-03-01")),
            (Granularity::Day, "2024-02-29", "2024-02-29", "2024-02-28", None),
            (Granularity::Week, "2021-01-04", "2021-W01", "2020-W53", Some("2020-W01")),
            (Granularity::Week, "2021-01-03", "2020-W53", "2020-W52", None),
            (Granularity::Month, "2024-01-31", "2024-01", "2023-12", Some("2023-01")),
            (Granularity::Quarter, "2024-01-31", "2024-Q1", "2023-Q4", Some("2023-Q1")),
            (Granularity::Half, "2024-07-01", "2024-H2", "2024-H1", Some("2023-H2")),
            (Granularity::Year, "2024-07-01", "2024", "2023", Some("2023")),
            (Granularity::FiscalYear, "2024-10-01", "FY2025", "FY2024", Some("FY2024")),
            (Granularity::FinancialYear { starts: 4 }, "2025-03-31", "2024/25", "2023/24", Some("2023/24")),
            (Granularity::Term, "2024-02-01", "Spring 2024", "Autumn 2023", Some("Spring 2023")),
            (Granularity::Term, "2023-09-01", "Autumn 2023", "Summer 2023", Some("Autumn 2022")),
        ] {
            let period = of(length, in_it);
            assert_eq!(period.to_string(), name);
            assert_eq!(period.previous().unwrap().to_string(), before, "before {name}");
            assert_eq!(period.previous().unwrap().next(), Some(period));
            let earlier = period.a_year_earlier().map(|period| period.to_string());
            assert_eq!(earlier.as_deref(), year_before, "a year before {name}");
        }
    }

    #[test]
    fn periods_of_another_length_may_overlap_and_follow_where_the_one_before_ends() {
        let year = year_to("2024-06-30");
        assert_eq!((year.to_string().as_str(), year.length()), ("2023-07/2024-06", Granularity::Other));
        assert_eq!(year.previous().unwrap().to_string(), "2022-07/2023-06");
        assert_eq!(year.a_year_earlier(), year.previous());
        let quarter = TimePeriod::between(day("2024-11-01"), day("2025-01-31")).unwrap();
        assert_eq!(quarter.next().unwrap().to_string(), "2025-02/2025-04");
        assert_eq!(quarter.a_year_earlier().unwrap().to_string(), "2023-11/2024-01");
        let days = TimePeriod::between(day("2024-02-28"), day("2024-03-01")).unwrap();
        assert_eq!(days.next().unwrap().to_string(), "2024-03-02/2024-03-04");
        assert_eq!(days.a_year_earlier(), None);
        assert!(year < quarter, "the later end is the later period");
        assert_eq!(TimePeriod::between(day("2024-03-01"), day("2024-02-28")), None);
    }

    #[test]
    fn a_parent_holds_it_whole_and_parts_leave_no_rest() {
        let week = of(Granularity::Week, "2020-12-30");
        assert_eq!(week.parent(Granularity::Year), Some(of(Granularity::Year, "2020-06-01")));
        assert_eq!(week.parent(Granularity::Month), None, "it lies in December and in January");
        assert_eq!(of(Granularity::Week, "2020-12-14").parent(Granularity::Month).unwrap().to_string(), "2020-12");
        let month = of(Granularity::Month, "2025-02-01");
        for (length, parent) in [
            (Granularity::Quarter, "2025-Q1"),
            (Granularity::Half, "2025-H1"),
            (Granularity::Year, "2025"),
            (Granularity::FiscalYear, "FY2025"),
            (Granularity::FinancialYear { starts: 4 }, "2024/25"),
        ] {
            assert_eq!(month.parent(length).unwrap().to_string(), parent);
        }
        assert_eq!(of(Granularity::Year, "2025-02-01").parent(Granularity::FinancialYear { starts: 4 }), None);
        let year = of(Granularity::Year, "2020-06-01");
        let names = |(first, last): (TimePeriod, TimePeriod)| format!("{first} {last}");
        assert_eq!(names(year.parts(Granularity::Week).unwrap()), "2020-W01 2020-W53");
        assert_eq!(names(year.parts(Granularity::Month).unwrap()), "2020-01 2020-12");
        assert_eq!(month.parts(Granularity::Week), None);
        let academic = of(Granularity::FinancialYear { starts: 9 }, "2024-02-01");
        assert_eq!(names(academic.parts(Granularity::Term).unwrap()), "Autumn 2023 Summer 2024");
    }

    #[test]
    fn numbers_at_the_end_of_the_calendar_are_no_periods() {
        for length in LENGTHS.into_iter().chain([Granularity::Other]) {
            assert_eq!(TimePeriod::new(length, i64::MAX), None);
            assert_eq!(TimePeriod::new(length, i64::MIN), None);
        }
    }

    proptest! {
        #[test]
        fn every_day_lies_in_one_step_of_each_length(days in -700_000_i64..2_900_000, length in 0..LENGTHS.len()) {
            let day = Date::from_days(days).unwrap();
            let period = TimePeriod::of_day(day, LENGTHS[length]).unwrap();
            prop_assert!(period.contains(day));
            prop_assert_eq!(TimePeriod::new(period.length(), period.number()), Some(period));
            if let Some(next) = period.next() {
                prop_assert_eq!(next.first().days(), period.last().days() + 1);
                prop_assert!(period < next);
            }
        }

        #[test]
        fn a_period_of_any_length_is_what_its_number_says(from in 0_i64..30_000, days in 0_i64..20_000) {
            let (first, last) = (Date::from_days(from).unwrap(), Date::from_days(from + days).unwrap());
            let period = TimePeriod::between(first, last).unwrap();
            prop_assert_eq!((period.first(), period.last()), (first, last));
            prop_assert_eq!(period.next().unwrap().first().days(), last.days() + 1);
        }
    }
}
