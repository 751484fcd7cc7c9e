//! The stretch of time that a number speaks of.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure::WINDOW_BEYOND_DATA;
use crate::model::{Aggregate, Calculation, Filter, Key, Operation, Predicate, Selection};
use crate::number::{Date, Granularity, TimePeriod};
use crate::table::{Column, ColumnType};
use crate::text::RegistryPlace;

use crate::evaluate::join::Frame;
use crate::evaluate::tables::Tables;
use crate::outcome::{Length, Span};

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
        Operation::Difference(a, b)
        | Operation::Ratio(a, b)
        | Operation::Index(a, b)
        | Operation::Share { part: a, whole: b } => same(*a, *b),
        Operation::Change { from, to } | Operation::Points { from, to } => same(*from, *to),
        // Cases of a year by the people of its middle: the rate is that of the cases.
        Operation::Rate(rate) => of(rate.numerator),
        Operation::Real(real) => of(real.amount),
        Operation::Total(parts) => together(parts.iter().map(|part| of(*part)).collect::<Option<_>>()?),
        Operation::Rank { value, .. } => of(*value),
        Operation::Lowest(series) | Operation::Highest(series) => of(*series),
        Operation::Which(which) => of(which.of),
        Operation::Holds { whole, .. } => of(*whole),
        Operation::HoldsEach { of: series, .. }
        | Operation::CountSteps(series, _)
        | Operation::Steps(series)
        | Operation::Run(series, _)
        | Operation::LastRun(series, _)
        | Operation::Since(series, _) => of(*series).and_then(|span| Some(Span::between(span.first?, span.last))),
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
        Predicate::NotIn(_) | Predicate::Matches(_) | Predicate::Related(_) | Predicate::Ranked(_) => None,
    }
}

/// Returns the first and last day of a value of a column of times.
fn days(column: &Column, at: i64) -> Option<(Date, Date)> {
    column.period(at).map(|period| (period.first(), period.last()))
}

/// Returns how long one value of a column of times is.
fn step(column: &Column) -> Length {
    match column.length() {
        Some(Granularity::Week) => Length::Days(7),
        Some(Granularity::Month) => Length::Month,
        Some(Granularity::Quarter) => Length::Quarter,
        Some(Granularity::Half) => Length::Months(6),
        Some(Granularity::Year) => Length::CalendarYear,
        Some(Granularity::FiscalYear) => Length::FiscalYear,
        Some(length @ Granularity::FinancialYear { .. }) => {
            TimePeriod::new(length, 0).map_or(Length::Months(12), |year| Length::between(year.first(), year.last()))
        }
        Some(Granularity::Day | Granularity::Term | Granularity::Other) | None => Length::Day,
    }
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
        // Of periods that are asked for each has to be there, and a base may be none where the data begin.
        let held = selection.asked.iter().any(|asked| asked.column == *index) && !selection.aggregate.counts();
        if !column.kind.is_period() || held || selection.base_of.is_some() {
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
        Predicate::NotIn(_) | Predicate::Matches(_) | Predicate::Related(_) | Predicate::Ranked(_) => (None, None),
    }
}
