//! Periods that are said by where they stand and not by their name: the last one of the data, the twelve up to it, the year so
//! far; and what comes before any of them. They are counted by the calendar, never by rows.

use std::fmt;

use super::{Granularity, TimePeriod};

/// One step of the calendar, or several in a row of one length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// The first step.
    pub first: TimePeriod,
    /// The last step, which may be the first.
    pub last: TimePeriod,
}

/// Words for a stretch that moves as the data grow; each is counted from the latest period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MovingPeriod {
    /// The latest.
    Latest,
    /// The one before the latest.
    Previous,
    /// The same as the latest, a year earlier.
    YearEarlier,
    /// So many up to the latest.
    Last(u32),
    /// From the beginning of the year of the latest up to it.
    YearToDate,
}

/// What moves as the data grow: a word, or all between two bounds of which at least one is a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// What a word means.
    Word(MovingPeriod),
    /// From one bound to another; where one is not said, from the first or up to the latest period that has a value.
    Between(Option<MovingBound>, Option<MovingBound>),
}

/// An end of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovingBound {
    /// What a word means, with whether that itself is included.
    Word(MovingPeriod, bool),
    /// A period that is written out, and included.
    Written(TimePeriod),
}

impl Moves {
    /// Returns the stretch that it means where the data begin and end with these periods; none where there is no such stretch.
    pub fn up_to(self, first: TimePeriod, latest: TimePeriod) -> Option<Stretch> {
        let (low, high) = match self {
            Self::Word(word) => return word.up_to(latest),
            Self::Between(low, high) => (low, high),
        };
        let first = match low {
            None => first,
            Some(MovingBound::Written(period)) => period,
            Some(MovingBound::Word(word, true)) => word.up_to(latest)?.first,
            Some(MovingBound::Word(word, false)) => word.up_to(latest)?.last.next()?,
        };
        let last = match high {
            None => latest,
            Some(MovingBound::Written(period)) => period,
            Some(MovingBound::Word(word, true)) => word.up_to(latest)?.last,
            Some(MovingBound::Word(word, false)) => word.up_to(latest)?.first.previous()?,
        };
        (first <= last).then_some(Stretch { first, last })
    }
}

impl fmt::Display for Moves {
    /// Writes it as the registry does: `latest`, `gte: a year earlier, lt: latest`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = match self {
            Self::Word(word) => return word.fmt(f),
            Self::Between(low, high) => (low, high),
        };
        let written = |bound: MovingBound, [strict, wide]: [&str; 2]| match bound {
            MovingBound::Word(word, included) => format!("{}: {word}", if included { wide } else { strict }),
            MovingBound::Written(period) => format!("{wide}: {period}"),
        };
        let low = low.map(|bound| written(bound, ["gt", "gte"]));
        let high = high.map(|bound| written(bound, ["lt", "lte"]));
        f.write_str(&low.into_iter().chain(high).collect::<Vec<_>>().join(", "))
    }
}

/// Which stretch another one is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Earlier {
    /// The one before it, as long as it is.
    Previous,
    /// The same, a year earlier.
    Year,
}

impl MovingPeriod {
    /// The words, for messages; `last` has its number behind it.
    pub const WORDS: [&str; 5] = ["latest", "previous", "a year earlier", "last 12", "year to date"];

    /// Returns what words mean; none for others, and for `last 0`.
    pub fn parse(words: &str) -> Option<Self> {
        Some(match words {
            "latest" => Self::Latest,
            "previous" => Self::Previous,
            "a year earlier" => Self::YearEarlier,
            "year to date" => Self::YearToDate,
            _ => Self::Last(words.strip_prefix("last ")?.parse().ok().filter(|count| *count > 0)?),
        })
    }

    /// Returns the stretch that it means where the data end with `latest`; none where the calendar has none, as a year before a
    /// 53rd week.
    pub fn up_to(self, latest: TimePeriod) -> Option<Stretch> {
        let one = |period| Some(Stretch { first: period, last: period });
        match self {
            Self::Latest => one(latest),
            Self::Previous => one(latest.previous()?),
            Self::YearEarlier => one(latest.a_year_earlier()?),
            Self::Last(count) => Some(Stretch { first: latest.shifted(1 - i64::from(count))?, last: latest }),
            Self::YearToDate => {
                let year = match latest.length() {
                    Granularity::Term => Granularity::FinancialYear { starts: 9 },
                    Granularity::Day
                    | Granularity::Week
                    | Granularity::Month
                    | Granularity::Quarter
                    | Granularity::Half => Granularity::Year,
                    _ => return None,
                };
                let (first, _) = latest.parent(year)?.parts(latest.length())?;
                Some(Stretch { first, last: latest })
            }
        }
    }
}

impl fmt::Display for MovingPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => f.write_str("latest"),
            Self::Previous => f.write_str("previous"),
            Self::YearEarlier => f.write_str("a year earlier"),
            Self::Last(count) => write!(f, "last {count}"),
            Self::YearToDate => f.write_str("year to date"),
        }
    }
}

impl Earlier {
    /// Returns what words mean; none for others.
    pub fn parse(words: &str) -> Option<Self> {
        match words {
            "previous" => Some(Self::Previous),
            "a year earlier" => Some(Self::Year),
            _ => None,
        }
    }

    /// Returns the stretch that one is held against; none where the calendar has none.
    pub fn than(self, stretch: Stretch) -> Option<Stretch> {
        match self {
            Self::Previous if stretch.first == stretch.last => {
                let before = stretch.first.previous()?;
                Some(Stretch { first: before, last: before })
            }
            Self::Previous => {
                let last = stretch.first.previous()?;
                Some(Stretch { first: last.shifted(1 - stretch.steps())?, last })
            }
            Self::Year => {
                Some(Stretch { first: stretch.first.a_year_earlier()?, last: stretch.last.a_year_earlier()? })
            }
        }
    }

    /// Returns the period of which one is the base; none where there is none.
    pub fn after(self, base: TimePeriod) -> Option<TimePeriod> {
        let later = match self {
            Self::Previous => base.next()?,
            Self::Year => base.a_year_later()?,
        };
        Some(later)
    }
}

impl fmt::Display for Earlier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Previous => "previous",
            Self::Year => "a year earlier",
        })
    }
}

impl Stretch {
    /// Returns how many steps it has.
    pub fn steps(self) -> i64 {
        self.last.number() - self.first.number() + 1
    }
}

impl fmt::Display for Stretch {
    /// Writes it as the registry does: `2025-11`, `2024-12/2025-11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}/{}", self.first, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Date;

    fn of(length: Granularity, day: &str) -> TimePeriod {
        TimePeriod::of_day(Date::parse(day).unwrap(), length).unwrap()
    }

    #[test]
    fn words_are_counted_from_the_latest_by_the_calendar() {
        const FINANCIAL: Granularity = Granularity::FinancialYear { starts: 4 };
        for (length, latest, words, meant, before, year_before) in [
            (Granularity::Month, "2025-11-03", "latest", "2025-11", "2025-10", "2024-11"),
            (Granularity::Month, "2025-11-03", "previous", "2025-10", "2025-09", "2024-10"),
            (Granularity::Month, "2025-11-03", "a year earlier", "2024-11", "2024-10", "2023-11"),
            (Granularity::Month, "2025-11-03", "last 12", "2024-12/2025-11", "2023-12/2024-11", "2023-12/2024-11"),
            (Granularity::Month, "2025-03-03", "year to date", "2025-01/2025-03", "2024-10/2024-12", "2024-01/2024-03"),
            (Granularity::Quarter, "2025-03-03", "last 4", "2024-Q2/2025-Q1", "2023-Q2/2024-Q1", "2023-Q2/2024-Q1"),
            (
                Granularity::Day,
                "2022-01-23",
                "last 7",
                "2022-01-17/2022-01-23",
                "2022-01-10/2022-01-16",
                "2021-01-17/2021-01-23",
            ),
            (
                Granularity::Week,
                "2021-01-15",
                "year to date",
                "2021-W01/2021-W02",
                "2020-W52/2020-W53",
                "2020-W01/2020-W02",
            ),
            (Granularity::Week, "2021-01-04", "previous", "2020-W53", "2020-W52", "none"),
            (
                Granularity::Term,
                "2024-02-01",
                "year to date",
                "Autumn 2023/Spring 2024",
                "Spring 2023/Summer 2023",
                "Autumn 2022/Spring 2023",
            ),
            (FINANCIAL, "2024-06-01", "latest", "2024/25", "2023/24", "2023/24"),
            (FINANCIAL, "2024-06-01", "year to date", "none", "none", "none"),
            (Granularity::Week, "2021-01-01", "a year earlier", "none", "none", "none"),
        ] {
            let stretch = MovingPeriod::parse(words).unwrap().up_to(of(length, latest));
            let written = |stretch: Option<Stretch>| stretch.map_or("none".to_owned(), |stretch| stretch.to_string());
            let earlier = |by: Earlier| written(stretch.and_then(|stretch| by.than(stretch)));
            assert_eq!(written(stretch), meant, "{words} up to {latest}");
            assert_eq!((earlier(Earlier::Previous).as_str(), earlier(Earlier::Year).as_str()), (before, year_before));
        }
    }

    #[test]
    fn bounds_that_move_make_a_stretch() {
        let (first, latest) = (of(Granularity::Month, "2023-04-01"), of(Granularity::Month, "2025-11-03"));
        let word = |words: &str, included| Some(MovingBound::Word(MovingPeriod::parse(words).unwrap(), included));
        let written = Some(MovingBound::Written(of(Granularity::Month, "2025-01-01")));
        for (low, high, meant, said) in [
            (word("a year earlier", true), word("latest", true), "2024-11/2025-11", "gte: a year earlier, lte: latest"),
            (word("a year earlier", false), word("latest", false), "2024-12/2025-10", "gt: a year earlier, lt: latest"),
            (word("last 12", true), None, "2024-12/2025-11", "gte: last 12"),
            (None, word("previous", true), "2023-04/2025-10", "lte: previous"),
            (None, word("year to date", false), "2023-04/2024-12", "lt: year to date"),
            (written, word("previous", false), "2025-01/2025-09", "gte: 2025-01, lt: previous"),
            (word("latest", false), None, "none", "gt: latest"),
            (word("latest", true), word("previous", true), "none", "gte: latest, lte: previous"),
        ] {
            let moves = Moves::Between(low, high);
            let stretch = moves.up_to(first, latest).map_or("none".to_owned(), |stretch| stretch.to_string());
            assert_eq!((stretch.as_str(), moves.to_string().as_str()), (meant, said));
        }
    }

    #[test]
    fn words_are_written_as_they_are_read() {
        for words in MovingPeriod::WORDS {
            assert_eq!(MovingPeriod::parse(words).unwrap().to_string(), words);
        }
        for words in ["", "last", "last 0", "last -1", "last twelve", "Latest", "2025"] {
            assert_eq!(MovingPeriod::parse(words), None, "{words}");
        }
    }

    #[test]
    fn a_base_is_the_base_of_one_period() {
        let week = of(Granularity::Week, "2021-01-04");
        assert_eq!(Earlier::Previous.after(week.previous().unwrap()), Some(week));
        assert_eq!(Earlier::Year.after(of(Granularity::Week, "2020-01-01")), Some(week));
        assert_eq!(Earlier::Year.after(of(Granularity::Week, "2020-12-30")), None, "2021 has no week 53");
        let month = of(Granularity::Month, "2024-02-01");
        assert_eq!(Earlier::Year.after(month).map(|later| later.to_string()).as_deref(), Some("2025-02"));
    }
}
