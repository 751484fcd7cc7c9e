//! The stretch of time that a number speaks of.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure::WINDOW_BEYOND_DATA;
use crate::model::{
    Aggregate, Calculation, Claim, Figure, Filter, Key, Model, Operation, Predicate, Selection, TestOf,
};
use crate::number::{Date, Period};
use crate::table::{Column, ColumnType, days_of};
use crate::text::RegistryPlace;

use super::Evaluation;
use super::join::Frame;
use super::tables::Tables;

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

    /// Returns how long it is, in the words of messages: `a month`, `three months`, `a total to a day`.
    pub fn words(&self) -> String {
        self.length.words()
    }
}

impl Length {
    /// Returns the length from one day to another.
    pub(super) fn between(first: Date, last: Date) -> Self {
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
pub fn span_of(model: &Model, evaluation: &Evaluation, figure: Key<Figure>) -> Option<Span> {
    declared(model, figure).or_else(|| evaluation.figure(figure)?.span)
}

/// Returns the stretch of time that a claim speaks of: what its author declares, else that of what its test counts.
pub fn span_of_claim(model: &Model, evaluation: &Evaluation, claim: Key<Claim>) -> Option<Span> {
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
pub(super) fn declared(model: &Model, figure: Key<Figure>) -> Option<Span> {
    model.figures[figure].period.as_ref().map(Span::of)
}

/// Returns the stretch of time that a selection from current releases speaks of; `rows` are those it takes.
///
/// A selection that asks for no time speaks of the time of its only row, or of all that the dataset holds. One that
/// leaves out times in between, or asks for two that never meet, speaks of none.
pub(super) fn of_selection(
    tables: &Tables<'_>,
    selection: &Selection,
    frame: &Frame<'_>,
    rows: &[u32],
) -> Option<Span> {
    let is_time = |column: &usize| frame.column(*column).kind.is_time();
    let mut columns: Vec<usize> = selection.filters.iter().map(|filter| filter.column).filter(is_time).collect();
    let asks = !columns.is_empty();
    if !asks {
        columns.extend(selection.by.filter(is_time).or_else(|| only_time(frame)));
    }
    let by = selection.by.filter(is_time);
    let step = columns.iter().chain(&by).map(|column| step(frame.column(*column))).min()?;
    let bounds = |column: usize| match column.checked_sub(frame.first.table.columns.len()) {
        None => tables.bounds(selection.of, column),
        Some(joined) => tables.bounds(selection.join.as_ref()?.dataset, joined),
    };
    let mut window: Option<(Date, Date)> = None;
    let mut narrow = |column: usize, (low, high): (i64, i64)| -> Option<()> {
        let (first, last) = (days(frame.column(column), low)?.0, days(frame.column(column), high)?.1);
        let (first, last) = window.map_or((first, last), |(begins, ends)| (begins.max(first), ends.min(last)));
        window = Some((first, last));
        (first <= last).then_some(())
    };
    if asks {
        for filter in selection.filters.iter().filter(|filter| is_time(&filter.column)) {
            narrow(filter.column, asked(&filter.predicate, frame.column(filter.column), || bounds(filter.column))?)?;
        }
    } else {
        let column = *columns.first()?;
        let all = match rows {
            [row] => frame.reader(column).get(*row as usize).map(|at| (at, at)),
            _ => bounds(column).filter(|_| frame.column(column).kind != ColumnType::Date),
        };
        narrow(column, all?)?;
    }
    let (first, last) = window?;
    let added_up = matches!(selection.aggregate, Aggregate::Sum(_) | Aggregate::Count(_) | Aggregate::Distinct(_));
    let length = match by {
        Some(by) => self::step(frame.column(by)),
        None if added_up => Length::between(first, last),
        None => step,
    };
    Some(Span { first: Some(first), last, length })
}

/// Returns the stretch of time that a number made of others speaks of; `of` finds theirs. A change from one time to
/// another speaks of neither.
pub(super) fn of_operation(
    operation: &Operation,
    of: impl Fn(Key<crate::model::Figure>) -> Option<Span>,
) -> Option<Span> {
    let same = |a: Key<_>, b: Key<_>| of(a).filter(|span| of(b) == Some(*span));
    match operation {
        Operation::Difference(a, b) | Operation::Ratio(a, b) | Operation::Share { part: a, whole: b } => same(*a, *b),
        Operation::Change { from, to } | Operation::Points { from, to } => same(*from, *to),
        Operation::Total(parts) => together(parts.iter().map(|part| of(*part)).collect::<Option<_>>()?),
        Operation::Rank { value, .. } => of(*value),
        Operation::Lowest(series) | Operation::Highest(series) => of(*series),
        Operation::CountSteps(series, _) | Operation::Steps(series) | Operation::Run(series, _) => {
            of(*series).and_then(|span| Some(Span::between(span.first?, span.last)))
        }
    }
}

/// Returns the span of numbers that are added up: theirs where it is the same, or all of it where each begins on the day
/// after the one before it ends.
fn together(mut spans: Vec<Span>) -> Option<Span> {
    spans.sort_unstable();
    spans.dedup();
    if let [one] = spans.as_slice() {
        return Some(*one);
    }
    let whole = |span: &Span| span.first.is_some_and(|first| Length::between(first, span.last) == span.length);
    let follows = |pair: &[Span]| pair[1].first.is_some_and(|first| first.days() == pair[0].last.days() + 1);
    let joined = spans.iter().all(whole) && spans.windows(2).all(follows);
    joined.then(|| Some(Span::between(spans.first()?.first?, spans.last()?.last)))?
}

/// Returns the only column of times in the first table.
fn only_time(frame: &Frame<'_>) -> Option<usize> {
    let columns = frame.first.table.columns.iter().enumerate();
    let mut times = columns.filter(|(_, column)| column.kind.is_time()).map(|(at, _)| at);
    times.next().filter(|_| times.next().is_none())
}

/// Returns the first and last value that a condition asks for; none where it leaves out some in between. Days are open
/// at an end that is not named: nothing may have happened on the first and last day of the file.
fn asked(predicate: &Predicate, column: &Column, bounds: impl Fn() -> Option<(i64, i64)>) -> Option<(i64, i64)> {
    match predicate {
        Predicate::In(values) if values.contains(&Predicate::EMPTY) => None,
        Predicate::In(values) => {
            let mut values = values.clone();
            values.sort_unstable();
            values.dedup();
            let (first, last) = (*values.first()?, *values.last()?);
            (usize::try_from(last - first).ok()? + 1 == values.len()).then_some((first, last))
        }
        Predicate::Within { low, high } => {
            let held = || bounds().filter(|_| column.kind != ColumnType::Date);
            let low = match low {
                Some((low, included)) => low.saturating_add(i64::from(!included)),
                None => held()?.0,
            };
            let high = match high {
                Some((high, included)) => high.saturating_sub(i64::from(!included)),
                None => held()?.1,
            };
            Some((low, high))
        }
        Predicate::NotIn(_) | Predicate::Matches(_) => None,
    }
}

/// Returns the first and last day of a value of a column of times.
fn days(column: &Column, at: i64) -> Option<(Date, Date)> {
    if step(column) == Length::FiscalYear {
        let year = i16::try_from(at).ok()?;
        return Some((Date::new(year.checked_sub(1)?, 10, 1)?, Date::new(year, 9, 30)?));
    }
    days_of(at, column.kind)
}

/// Returns how long one value of a column of times is.
fn step(column: &Column) -> Length {
    match column.kind {
        ColumnType::YearMonth => Length::Month,
        ColumnType::Year if is_fiscal(&column.name) => Length::FiscalYear,
        ColumnType::Year => Length::CalendarYear,
        ColumnType::Quarter => Length::Quarter,
        ColumnType::Week => Length::Days(7),
        ColumnType::FinancialYear { .. } => {
            days_of(0, column.kind).map_or(Length::Months(12), |(first, last)| Length::between(first, last))
        }
        ColumnType::String | ColumnType::Integer | ColumnType::Number | ColumnType::Boolean | ColumnType::Date => {
            Length::Day
        }
    }
}

/// Returns whether a column of years is named as one of fiscal years: `Fiscal Year`, `fiscal_year`, `FY`, `año fiscal`.
fn is_fiscal(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "fy" || name.split(|c: char| !c.is_alphanumeric()).any(|word| word == "fiscal")
}

/// Returns the warning that a selection asks for periods before the first or after the last of its dataset. Days
/// are not asked: nothing may have happened on the first and the last of a window.
pub(super) fn beyond(
    tables: &Tables<'_>,
    calculation: &Calculation,
    subject: &str,
    place: &RegistryPlace,
) -> Option<Problem> {
    let Calculation::Select(selection) = calculation else { return None };
    let table = tables.sheet(selection.of, None).table;
    selection.filters.iter().find_map(|Filter { column: index, predicate }| {
        let column = table.columns.get(*index)?;
        if !column.kind.is_period() {
            return None;
        }
        let (asked_first, asked_last) = asked_ends(predicate);
        let (first, last) = tables.bounds(selection.of, *index)?;
        let id = tables.model.datasets.id(selection.of);
        let written = |at: i64| column.format(at);
        let (asked, edge) = match (asked_first, asked_last) {
            (_, Some(asked)) if asked > last => {
                (format!("up to {}", written(asked)), format!("ends with {}", written(last)))
            }
            (Some(asked), _) if asked < first => {
                (format!("from {} on", written(asked)), format!("begins with {}", written(first)))
            }
            _ => return None,
        };
        let message = format!("{subject} asks for `{}` {asked}, and `{id}` {edge}", column.name);
        Some(
            Problem::warning(&WINDOW_BEYOND_DATA, place.clone().into(), message)
                .note("what the file does not hold yet is missing from the number without a trace")
                .help("end the window in `where` where the data end, or add the newer release"),
        )
    })
}

/// Returns the first and last value that a condition asks for, where it names them.
fn asked_ends(predicate: &Predicate) -> (Option<i64>, Option<i64>) {
    match predicate {
        Predicate::In(values) => {
            let named = || values.iter().copied().filter(|value| *value != Predicate::EMPTY);
            (named().min(), named().max())
        }
        Predicate::Within { low, high } => (
            low.map(|(low, included)| if included { low } else { low.saturating_add(1) }),
            high.map(|(high, included)| if included { high } else { high.saturating_sub(1) }),
        ),
        Predicate::NotIn(_) | Predicate::Matches(_) => (None, None),
    }
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
