//! Days and periods as readers see them.

use crate::number::{Date, Granularity, Moves, MovingPeriod, Period, PeriodForm, Stretch, TimePeriod};

use super::time_sections::{BySteps, DateOrder};
use super::{Language, fill};

/// Whether a date says its year, or leaves that to the date that follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    Said,
    Left,
}

impl Language {
    /// Returns a day: `24 July 2025`, in the United States `July 24, 2025`.
    pub fn date(self, date: Date) -> String {
        self.step(date, Granularity::Day, Year::Said)
    }

    /// Returns a period: `November 2025`, `February to November 2025`, `to 24 July 2025`.
    pub fn period(self, period: &Period) -> String {
        let dates = &self.vocabulary().dates;
        let first = period.first.unwrap_or(period.last);
        match period.shape() {
            PeriodForm::One(Granularity::Other) => self.between(first, period.last),
            PeriodForm::One(grain) => self.step(period.last, grain, Year::Said),
            PeriodForm::Until(grain) => placed(&dates.until, grain, &self.step(period.last, grain, Year::Said)),
            PeriodForm::Range(from, to) => self.range((first, from), (period.last, to)),
        }
    }

    /// Returns which release it is, as it stands behind the word for one: `8 December 2025`, `du 8 décembre 2025`; what is no
    /// period as it is written.
    pub fn release(self, written: &str) -> String {
        let Ok(period) = Period::parse(written) else { return written.to_owned() };
        match period.shape() {
            PeriodForm::One(grain) => {
                self.elided(placed(&self.vocabulary().dates.release, grain, &self.period(&period)))
            }
            PeriodForm::Until(_) | PeriodForm::Range(..) => self.period(&period),
        }
    }

    /// Returns a stretch of the calendar inside a sentence: `the first half of 2025`, `week 11 of 2020`, `January to October 2025`.
    pub fn named(self, stretch: Stretch) -> String {
        let patterns = &self.vocabulary().dates.named;
        let Stretch { first, last } = stretch;
        match first.length() {
            length if first != last => self.range((first.first(), length), (last.last(), length)),
            // A year to some month is of one gender with a half.
            Granularity::Other if first.whole_months() == Some(12) => {
                placed(patterns, Granularity::Half, &self.period(&first.period()))
            }
            length => placed(patterns, length, &self.period(&first.period())),
        }
    }

    /// Returns a word for a period that moves with the one that it means, as a page says it: `latest: November 2025`.
    pub fn moving(self, moves: Moves, meant: Stretch) -> String {
        let words = &self.vocabulary().dates.moving;
        let word = match moves {
            Moves::Between(..) => {
                return fill(&words.meant, &[("word", &words.counted), ("period", &self.named(meant))]);
            }
            Moves::Word(word) => word,
        };
        let word = match word {
            MovingPeriod::Latest => words.latest.clone(),
            MovingPeriod::Previous => words.previous.clone(),
            MovingPeriod::YearEarlier => words.year_earlier.clone(),
            MovingPeriod::Last(count) => fill(&words.last, &[("count", &count.to_string())]),
            MovingPeriod::YearToDate => words.year_to_date.clone(),
        };
        fill(&words.meant, &[("word", &word), ("period", &self.named(meant))])
    }

    fn range(self, (first, from): (Date, Granularity), (last, to): (Date, Granularity)) -> String {
        let dates = &self.vocabulary().dates;
        let plain = |grain| matches!(grain, Granularity::Day | Granularity::Month);
        let shared = plain(from) && from == to && first.year() == last.year();
        // A fiscal year is named after the year it ends in.
        let first = if from == Granularity::FiscalYear { fiscal_end(first) } else { first };
        let first = self.step(first, from, if shared { Year::Left } else { Year::Said });
        let last = self.step(last, to, Year::Said);
        format!("{} {}", self.elided(placed(&dates.from, from, &first)), placed(&dates.to, to, &last))
    }

    /// Returns words whose beginning is contracted where the language does so: `d’avril`.
    fn elided(self, words: String) -> String {
        let mut forms = self.vocabulary().dates.elided.iter();
        let elided = forms.find_map(|(full, short)| Some(format!("{short}{}", words.strip_prefix(full.as_str())?)));
        elided.unwrap_or(words)
    }

    /// Returns a period of no length that has a name: `year to June 2024`, `November 2024 to January 2025`.
    fn between(self, first: Date, last: Date) -> String {
        let dates = &self.vocabulary().dates;
        let months = TimePeriod::between(first, last).and_then(TimePeriod::whole_months);
        let month = &dates.months[usize::from(last.month()) - 1];
        match months {
            Some(12) => fill(&dates.year_to, &[("month", month), ("year", &last.year().to_string())]),
            Some(1) => self.step(last, Granularity::Month, Year::Said),
            Some(_) => self.range((first, Granularity::Month), (last, Granularity::Month)),
            None if first == last => self.date(last),
            None => self.range((first, Granularity::Day), (last, Granularity::Day)),
        }
    }

    fn step(self, date: Date, grain: Granularity, year: Year) -> String {
        let dates = &self.vocabulary().dates;
        let order = self.order();
        let pattern = match (grain, year) {
            (Granularity::Day, Year::Said) => &order.day,
            (Granularity::Day, Year::Left) => &order.day_of_month,
            (Granularity::Month, Year::Said) => &order.month,
            (Granularity::Month, Year::Left) => "{month}",
            (Granularity::Week, _) => &dates.week,
            (Granularity::Quarter, _) => &dates.quarter,
            (Granularity::Half, _) => &dates.half,
            (Granularity::Year, _) => "{year}",
            (Granularity::FiscalYear, _) => &dates.fiscal_year,
            (Granularity::FinancialYear { .. }, _) => &dates.financial_year,
            (Granularity::Term, _) => &dates.term,
            // Its last day alone does not tell it.
            (Granularity::Other, _) => return self.date(date),
        };
        let month = &dates.months[usize::from(date.month()) - 1];
        let (week_year, week) = date.iso_week();
        let year = match grain {
            Granularity::Week => week_year,
            Granularity::FinancialYear { starts } => date.year() - i16::from(date.month() < starts),
            _ => date.year(),
        };
        let term = match date.month() {
            9.. => 0,
            4.. => 2,
            _ => 1,
        };
        fill(
            pattern,
            &[
                ("day", &dates.first_day.clone().filter(|_| date.day() == 1).unwrap_or_else(|| date.day().to_string())),
                ("month", month),
                ("week", &week.to_string()),
                ("year", &year.to_string()),
                ("next", &format!("{:02}", (year + 1).rem_euclid(100))),
                ("quarter", &dates.quarters[usize::from(date.month() - 1) / 3]),
                ("half", &dates.halves[usize::from(date.month() - 1) / 6]),
                ("term", &dates.terms[term]),
            ],
        )
    }

    fn order(self) -> &'static DateOrder {
        let dates = &self.vocabulary().dates;
        dates.regions.get(self.tag()).unwrap_or(&dates.order)
    }
}

fn placed(patterns: &BySteps, grain: Granularity, date: &str) -> String {
    let pattern = match grain {
        Granularity::Day | Granularity::Other => &patterns.day,
        Granularity::Week => &patterns.week,
        Granularity::Month => &patterns.month,
        Granularity::Quarter => &patterns.quarter,
        Granularity::Year => &patterns.year,
        Granularity::Half => &patterns.half,
        Granularity::FiscalYear => &patterns.fiscal_year,
        Granularity::FinancialYear { .. } => &patterns.financial_year,
        Granularity::Term => &patterns.term,
    };
    fill(pattern, &[("date", date)])
}

/// Returns a day in the calendar year that names the fiscal year beginning on `first`.
fn fiscal_end(first: Date) -> Date {
    Date::new(first.year() + 1, 9, 30).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_printed_in_the_words_of_the_language() {
        for (words, english, spanish) in [
            ("2025-11", "November 2025", "noviembre de 2025"),
            ("2025-07-24", "24 July 2025", "24 de julio de 2025"),
            ("2025", "2025", "2025"),
            ("2025-Q4", "fourth quarter of 2025", "cuarto trimestre de 2025"),
            ("FY2025", "fiscal year 2025", "año fiscal 2025"),
            ("2020-W53", "week 53 of 2020", "semana 53 de 2020"),
            ("2020-W52/2021-W01", "week 52 of 2020 to week 1 of 2021", "de la semana 52 de 2020 a la semana 1 de 2021"),
            ("2025-02/2025-11", "February to November 2025", "de febrero a noviembre de 2025"),
            ("2024-11/2025-02", "November 2024 to February 2025", "de noviembre de 2024 a febrero de 2025"),
            ("2025-07-01/2025-07-24", "1 July to 24 July 2025", "del 1 de julio al 24 de julio de 2025"),
            (
                "2025-Q1/2025-Q2",
                "first quarter of 2025 to second quarter of 2025",
                "del primer trimestre de 2025 al segundo trimestre de 2025",
            ),
            ("FY2023/FY2025", "fiscal year 2023 to fiscal year 2025", "del año fiscal 2023 al año fiscal 2025"),
            ("2019/2025", "2019 to 2025", "de 2019 a 2025"),
            ("to 2025-07-24", "to 24 July 2025", "hasta el 24 de julio de 2025"),
            ("to 2025-07", "to July 2025", "hasta julio de 2025"),
        ] {
            let period = Period::parse(words).unwrap();
            assert_eq!(Language::ENGLISH.period(&period), english);
            assert_eq!(Language::parse("en-GB").unwrap().period(&period), english);
            assert_eq!(Language::spanish().period(&period), spanish);
        }
    }

    #[test]
    fn every_step_of_the_calendar_has_a_name() {
        let day = |written| Date::parse(written).unwrap();
        let of = |written, length| TimePeriod::of_day(day(written), length).unwrap();
        let between = |first, last| TimePeriod::between(day(first), day(last)).unwrap();
        for (step, english, spanish) in [
            (of("2025-03-01", Granularity::Half), "first half of 2025", "primer semestre de 2025"),
            (of("2025-03-31", Granularity::FinancialYear { starts: 4 }), "2024/25", "2024/25"),
            (of("1999-09-01", Granularity::FinancialYear { starts: 9 }), "1999/00", "1999/00"),
            (of("2023-10-01", Granularity::Term), "autumn term 2023", "trimestre de otoño de 2023"),
            (of("2024-05-01", Granularity::Term), "summer term 2024", "trimestre de verano de 2024"),
            (between("2023-07-01", "2024-06-30"), "year to June 2024", "año hasta junio de 2024"),
            (between("2024-10-01", "2024-12-31"), "October to December 2024", "de octubre a diciembre de 2024"),
            (between("2024-05-03", "2024-05-09"), "3 May to 9 May 2024", "del 3 de mayo al 9 de mayo de 2024"),
        ] {
            assert_eq!(Language::ENGLISH.period(&step.period()), english);
            assert_eq!(Language::spanish().period(&step.period()), spanish);
        }
    }

    #[test]
    fn a_stretch_inside_a_sentence_has_its_article() {
        let of = |written, length| TimePeriod::of_day(Date::parse(written).unwrap(), length).unwrap();
        let academic = Granularity::FinancialYear { starts: 9 };
        for (first, last, length, english, spanish) in [
            ("2025-01-01", "2025-01-01", Granularity::Half, "the first half of 2025", "el primer semestre de 2025"),
            ("2025-01-01", "2025-10-01", Granularity::Month, "January to October 2025", "de enero a octubre de 2025"),
            ("2020-03-11", "2020-03-11", Granularity::Week, "week 11 of 2020", "la semana 11 de 2020"),
            (
                "2023-09-11",
                "2024-02-11",
                Granularity::Term,
                "autumn term 2023 to spring term 2024",
                "del trimestre de otoño de 2023 al trimestre de primavera de 2024",
            ),
            ("2022-09-11", "2024-02-11", academic, "2022/23 to 2023/24", "de 2022/23 a 2023/24"),
            (
                "2022-01-17",
                "2022-01-23",
                Granularity::Day,
                "17 January to 23 January 2022",
                "del 17 de enero al 23 de enero de 2022",
            ),
        ] {
            let stretch = Stretch { first: of(first, length), last: of(last, length) };
            assert_eq!(Language::ENGLISH.named(stretch), english);
            assert_eq!(Language::spanish().named(stretch), spanish);
        }
    }

    #[test]
    fn french_and_german_periods_are_printed_as_their_newspapers_do() {
        for (words, french, german) in [
            ("2025-11", "novembre 2025", "November 2025"),
            ("2025-07-24", "24 juillet 2025", "24. Juli 2025"),
            ("2025-07-01", "1er juillet 2025", "1. Juli 2025"),
            ("2025-Q1", "premier trimestre 2025", "1. Quartal 2025"),
            ("FY2025", "exercice 2025", "Haushaltsjahr 2025"),
            ("2025-02/2025-11", "de février à novembre 2025", "von Februar bis November 2025"),
            ("2024-10/2025-02", "d’octobre 2024 à février 2025", "von Oktober 2024 bis Februar 2025"),
            ("2025-07-01/2025-07-24", "du 1er juillet au 24 juillet 2025", "vom 1. Juli bis zum 24. Juli 2025"),
            (
                "2025-Q1/2025-Q2",
                "du premier trimestre 2025 au deuxième trimestre 2025",
                "vom 1. Quartal 2025 bis zum 2. Quartal 2025",
            ),
            ("to 2025-07", "jusqu’en juillet 2025", "bis Juli 2025"),
        ] {
            let period = Period::parse(words).unwrap();
            assert_eq!(Language::parse("fr").unwrap().period(&period), french);
            assert_eq!(Language::parse("de").unwrap().period(&period), german);
        }
        let january = Period::parse("2026-01").unwrap();
        assert_eq!(Language::parse("de-AT").unwrap().period(&january), "Jänner 2026");
    }

    #[test]
    fn a_release_is_named_as_the_language_joins_a_date_to_a_noun() {
        for (words, english, french, german, spanish) in [
            ("2025-12-08", "8 December 2025", "du 8 décembre 2025", "8. Dezember 2025", "del 8 de diciembre de 2025"),
            ("2025-12-01", "1 December 2025", "du 1er décembre 2025", "1. Dezember 2025", "del 1 de diciembre de 2025"),
            ("2025-12", "December 2025", "de décembre 2025", "Dezember 2025", "de diciembre de 2025"),
            ("2025-10", "October 2025", "d’octobre 2025", "Oktober 2025", "de octubre de 2025"),
            ("2025", "2025", "de 2025", "2025", "de 2025"),
            (
                "2025-Q1",
                "first quarter of 2025",
                "du premier trimestre 2025",
                "1. Quartal 2025",
                "del primer trimestre de 2025",
            ),
            ("Second estimate", "Second estimate", "Second estimate", "Second estimate", "Second estimate"),
        ] {
            for (tag, printed) in [("en", english), ("fr", french), ("de", german), ("es", spanish)] {
                assert_eq!(Language::parse(tag).unwrap().release(words), printed, "{words} in {tag}");
            }
        }
    }

    #[test]
    fn americans_put_the_month_first() {
        for (words, printed) in [
            ("2025-07-24", "July 24, 2025"),
            ("2025-11", "November 2025"),
            ("2025-07-01/2025-07-24", "July 1 to July 24, 2025"),
            ("to 2025-07-24", "to July 24, 2025"),
        ] {
            assert_eq!(Language::parse("en-US").unwrap().period(&Period::parse(words).unwrap()), printed);
        }
    }
}
