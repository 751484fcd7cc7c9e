//! The stretch of time that a number speaks of.

use crate::model::{Claim, Figure, Key, Model, TestOf};
use crate::number::{Date, Period};

use super::Evaluation;

/// A stretch of time that a number speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Its first day; none where a total is counted from a beginning that is not said.
    pub first: Option<Date>,
    /// Its last day.
    pub last: Date,
    /// How long the stretch is that each number counts over: of the highest month of a year, a month.
    pub length: Length,
}

/// How long a stretch of time is, and of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// One day.
    Day,
    /// So many days that are no whole months.
    Days(u32),
    /// One month of the calendar.
    Month,
    /// A quarter of the calendar year.
    Quarter,
    /// So many whole months, neither a quarter nor a year of those named here.
    Months(u32),
    /// January to December.
    CalendarYear,
    /// October to September: the fiscal year of the United States government, or what a column calls a fiscal year.
    FiscalYear,
    /// A total up to a day, from a beginning that is not said.
    ToDate,
}

impl Span {
    /// Returns the span of a period.
    pub fn of(period: &Period) -> Self {
        match period.first {
            Some(first) => Self::between(first, period.last),
            None => Self { first: None, last: period.last, length: Length::ToDate },
        }
    }

    /// Returns the span from one day to another.
    pub fn between(first: Date, last: Date) -> Self {
        Self { first: Some(first), last, length: Length::between(first, last) }
    }

    /// Returns whether a number of one may stand beside a number of the other: both are as long, and of the same kind.
    /// A month of one year and a month of another are alike; a fiscal and a calendar year are not.
    pub fn alike(&self, other: &Self) -> bool {
        self.length == other.length
    }

    /// Returns whether it is a total up to a day, from a beginning that is not said.
    pub fn is_cumulative(&self) -> bool {
        self.length == Length::ToDate
    }

    /// Returns it as ISO 8601 writes it: `2025-11`, `2025`, `2024-04-01/2025-03-31`; `../2025-11-30` where no beginning is said.
    pub fn iso(&self) -> String {
        let Self { first, last, .. } = self;
        let Some(first) = first else { return format!("../{last}") };
        // Each number of a series counts over a shorter time than the series.
        match Length::between(*first, *last) {
            Length::Day => last.to_string(),
            Length::Month => format!("{:04}-{:02}", last.year(), last.month()),
            Length::CalendarYear => format!("{:04}", last.year()),
            _ => format!("{first}/{last}"),
        }
    }

    /// Returns how long it is, in the words of messages: `a month`, `three months`, `a total to a day`.
    pub fn words(&self) -> String {
        self.length.words()
    }
}

impl Length {
    /// Returns the length from one day to another.
    pub(crate) fn between(first: Date, last: Date) -> Self {
        if first.day() != 1 || last != last.month_end() || first > last {
            let days = u32::try_from(last.days() - first.days() + 1).unwrap_or(1);
            return if days == 1 { Self::Day } else { Self::Days(days) };
        }
        let number = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        match (u32::try_from(number(last) - number(first) + 1).unwrap_or(1), first.month()) {
            (1, _) => Self::Month,
            (3, 1 | 4 | 7 | 10) => Self::Quarter,
            (12, 1) => Self::CalendarYear,
            (12, 10) => Self::FiscalYear,
            (months, _) => Self::Months(months),
        }
    }

    fn words(self) -> String {
        const NUMERALS: [&str; 11] =
            ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        let many = |count: u32, things: &str| {
            let numeral = (count as usize).checked_sub(2).and_then(|at| NUMERALS.get(at));
            numeral.map_or_else(|| format!("{count} {things}"), |numeral| format!("{numeral} {things}"))
        };
        match self {
            Self::Day => "a day".into(),
            Self::Days(days) => many(days, "days"),
            Self::Month => "a month".into(),
            Self::Quarter => "a quarter".into(),
            Self::Months(months) => many(months, "months"),
            Self::CalendarYear => "a calendar year".into(),
            Self::FiscalYear => "a fiscal year".into(),
            Self::ToDate => "a total to a day".into(),
        }
    }
}

/// Returns the stretch of time that a figure speaks of: what its author declares, else what its calculation asks for.
pub(crate) fn span_of(model: &Model, evaluation: &Evaluation, figure: Key<Figure>) -> Option<Span> {
    declared_span(model, figure).or_else(|| evaluation.figure(figure)?.span)
}

/// Returns the stretch of time that a claim speaks of: what its author declares, else that of what its test counts.
pub(crate) fn span_of_claim(model: &Model, evaluation: &Evaluation, claim: Key<Claim>) -> Option<Span> {
    let entry = &model.claims[claim];
    if let Some(period) = &entry.period {
        return Some(Span::of(period));
    }
    let readings = entry.tests.iter().zip(&evaluation.claim(claim).readings);
    let mut spans = readings.filter_map(|(test, reading)| match test.of {
        TestOf::Figure(figure) => span_of(model, evaluation, figure),
        TestOf::Inline(_) => reading.outcome.as_ref()?.span,
    });
    spans.next()
}

/// Returns the span of the period that a figure's author declares.
pub(crate) fn declared_span(model: &Model, figure: Key<Figure>) -> Option<Span> {
    model.figures[figure].period.as_ref().map(Span::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(period: &str) -> Span {
        Span::of(&Period::parse(period).unwrap())
    }

    #[test]
    fn each_kind_of_period_has_its_words() {
        for (period, words) in [
            ("2025-07-24", "a day"),
            ("2025-07-01/2025-07-24", "24 days"),
            ("2025-07-24/2025-07-25", "two days"),
            ("2025-11", "a month"),
            ("2024-02-01/2024-02-29", "a month"),
            ("2024-02-01/2024-02-28", "28 days"),
            ("2025-Q4", "a quarter"),
            ("2025-10/2025-12", "a quarter"),
            ("2025-02/2025-04", "three months"),
            ("2025-02/2025-11", "ten months"),
            ("2024-01/2025-02", "14 months"),
            ("2025", "a calendar year"),
            ("2024-10/2025-09", "a fiscal year"),
            ("FY2025", "a fiscal year"),
            ("2024-07/2025-06", "twelve months"),
            ("2024/2025", "24 months"),
            ("to 2025-07-24", "a total to a day"),
            ("to 2025-07", "a total to a day"),
        ] {
            assert_eq!(span(period).words(), words, "{period}");
        }
        assert!(span("to 2025-07").is_cumulative() && !span("2025-07").is_cumulative());
        assert_eq!(span("to 2025-07").first, None);
    }

    #[test]
    fn spans_are_alike_where_they_are_as_long_and_of_one_kind() {
        for (a, b, alike) in [
            ("2025-11", "2019-02", true),
            ("2025-11", "2025-Q4", false),
            ("2025-Q1", "2024-Q4", true),
            ("2025-Q1", "2025-02/2025-04", false),
            ("FY2025", "FY2024", true),
            ("FY2025", "2025", false),
            ("2025", "2024-07/2025-06", false),
            ("2025-02/2025-11", "2024-02/2024-11", true),
            ("2025-02/2025-11", "2025-02/2025-10", false),
            ("to 2025-07-24", "to 2025-08-24", true),
            ("to 2025-07-24", "2025-07", false),
            ("2025-07-24", "2025-07", false),
        ] {
            assert_eq!(span(a).alike(&span(b)), alike, "{a} and {b}");
            assert_eq!(span(b).alike(&span(a)), alike, "{b} and {a}");
        }
    }
}
