//! Years that the file does not hold whole, where the year stands in one column and the month, the quarter or the week in
//! another: the sum of four months beside sums of twelve.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure::HALF_PERIOD;
use crate::model::{Filter, Predicate};
use crate::table::{Table, YearPart, YearsInParts};
use crate::vocabulary::AggregateKind;

use super::super::join::Frame;
use super::super::select;
use super::super::tables::Tables;
use super::{Aggregates, Does, Findings, Known, Taking, line, place};

/// The columns of a table in which years stand, and those that say of which part of a year a row is.
pub(super) type Columns = (Vec<usize>, Vec<usize>);

/// Adds that a year is told as one of which months, quarters or weeks are absent that other years have. Steps of views find that
/// out as they are made.
pub(super) fn check<'m>(tables: &Tables<'m>, known: &mut Known, taking: &Taking<'m>, found: &mut Findings) {
    let Does::Aggregates(made) = &taking.does else { return };
    let adds = match made.aggregate.kind() {
        AggregateKind::Sum => Adds::Up,
        AggregateKind::Mean | AggregateKind::Median | AggregateKind::Percentile => Adds::Values,
        AggregateKind::Count | AggregateKind::Distinct => Adds::Rows,
        AggregateKind::Min | AggregateKind::Max | AggregateKind::Value => return,
    };
    if taking.is_step || made.missing {
        return;
    }
    let (years, parts) = columns(tables, known, taking);
    let told = years.into_iter().filter(|year| tells_a_year(made, taking.filters, *year)).collect::<Vec<_>>();
    let parts: Vec<usize> = parts.into_iter().filter(|part| made.by != Some(*part)).collect();
    if told.is_empty() || parts.is_empty() {
        return;
    }
    let Some((frame, rows)) = taking.rows(tables) else { return };
    for year in told {
        let problem = parts.iter().find_map(|part| {
            let reading = YearPart::of(frame.column(*part))?;
            Years { taking, frame: &frame, year, part: *part, reading, adds }.problem(tables, &rows)
        });
        if let Some((certain, problem)) = problem
            && let Some((dataset, at, _)) = taking.column_of_file(tables, year)
        {
            found.add((dataset, at), ("unfinished year", i64::from(certain)), || problem);
        }
    }
}

/// What is made of the rows of a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Adds {
    /// The sum of them.
    Up,
    /// A mean or a median.
    Values,
    /// How many there are: of some months none may have happened.
    Rows,
}

/// Returns the columns of years and of their parts, those of a joined table behind those of the first.
fn columns(tables: &Tables<'_>, known: &mut Known, taking: &Taking<'_>) -> Columns {
    let of = |table: &Table| {
        let all = || table.columns.iter().enumerate();
        let years = all().filter(|(_, column)| column.is_year()).map(|(at, _)| at).collect();
        let parts = all().filter(|(_, column)| YearPart::of(column).is_some()).map(|(at, _)| at).collect();
        (years, parts)
    };
    let (mut years, mut parts): Columns =
        known.years.entry(taking.of).or_insert_with(|| of(&tables.dataset(taking.of).table)).clone();
    if let Some(join) = taking.join {
        let own = tables.dataset(taking.of).table.columns.len();
        let (more, beside) = known.years.entry(join.dataset).or_insert_with(|| of(&tables.dataset(join.dataset).table));
        years.extend(more.iter().map(|column| own + column));
        parts.extend(beside.iter().map(|column| own + column));
    }
    (years, parts)
}

/// Returns whether what is made speaks of whole years of a column: it runs along them, or asks for some up to one.
fn tells_a_year(made: &Aggregates, filters: &[Filter], year: usize) -> bool {
    let asks = |filter: &Filter| match &filter.predicate {
        Predicate::In(values) => !values.contains(&Predicate::EMPTY),
        Predicate::Within { high, .. } => high.is_some(),
        Predicate::NotIn(_) | Predicate::Matches(_) | Predicate::Related(_) | Predicate::Ranked(_) => false,
    };
    made.by == Some(year) || filters.iter().any(|filter| filter.column == year && asks(filter))
}

/// Years of a column, with the parts that another says.
struct Years<'a, 'm> {
    taking: &'a Taking<'m>,
    frame: &'a Frame<'a>,
    year: usize,
    part: usize,
    reading: YearPart<'a>,
    adds: Adds,
}

impl Years<'_, '_> {
    /// Returns the problem of the last year that lacks a part, and whether the file has no row of it at all.
    fn problem(&self, tables: &Tables<'_>, rows: &[u32]) -> Option<(bool, Problem)> {
        let Does::Aggregates(made) = &self.taking.does else { return None };
        let by = made.by.filter(|by| *by != self.year).map(|by| self.frame.reader(by));
        let group = |row: u32| by.as_ref().and_then(|by| by.get(row as usize));
        let taken = self.parts(rows, &group);
        let others: Vec<Filter> =
            self.taking.filters.iter().filter(|filter| filter.column != self.year).cloned().collect();
        let beside = self.parts(&select::rows(self.frame, &others, &tables.index(self.taking.of, None)), &group);
        let own: Vec<Filter> = others.iter().filter(|filter| filter.column == self.part).cloned().collect();
        let file = self.parts(&select::rows(self.frame, &own, &tables.index(self.taking.of, None)), &|_| None);
        let file = file.into_values().next()?;
        let years: BTreeSet<i64> = rows.iter().filter_map(|row| Some(self.at(*row)?.0)).collect();
        years.into_iter().rev().find_map(|year| {
            taken.iter().filter(|(_, taken)| taken.count(year) > 0).find_map(|(group, taken)| {
                let all = self.expected(beside.get(group)?, own.is_empty());
                let absent = taken.absent(year, &all);
                let in_file = file.absent(year, &absent.iter().copied().collect()).len() == absent.len();
                let is_told = match self.adds {
                    Adds::Up => !absent.is_empty(),
                    Adds::Values => !absent.is_empty() && in_file,
                    Adds::Rows => in_file && file.is_cut(year, &absent),
                };
                let certain = in_file && self.adds == Adds::Up && file.years() > 1;
                is_told.then(|| (certain, self.told(rows, year, (taken.count(year), all.len()), certain)))
            })
        })
    }

    /// Returns the year and the part of a row.
    fn at(&self, row: u32) -> Option<(i64, i64)> {
        let year = self.frame.reader(self.year).get(row as usize)?;
        Some((year, self.reading.number(self.frame.reader(self.part).get(row as usize)?)?))
    }

    /// Returns which parts each year has, by group.
    fn parts(&self, rows: &[u32], group: &dyn Fn(u32) -> Option<i64>) -> BTreeMap<Option<i64>, YearsInParts> {
        let mut found: BTreeMap<Option<i64>, YearsInParts> = BTreeMap::new();
        for row in rows {
            if let Some((year, part)) = self.at(*row) {
                found.entry(group(*row)).or_default().add(year, part);
            }
        }
        found
    }

    /// Returns the parts that a year should have: those that any year has. Of a single year the calendar tells, where it begins
    /// with its first part and nothing narrows the parts.
    fn expected(&self, beside: &YearsInParts, all_parts: bool) -> BTreeSet<i64> {
        let all = beside.all();
        let is_begun = all.iter().copied().eq(1..=i64::try_from(all.len()).unwrap_or(0));
        if self.adds == Adds::Up && beside.years() == 1 && all_parts && is_begun {
            return (1..=self.reading.parts.most()).collect();
        }
        all
    }

    fn told(&self, rows: &[u32], year: i64, (has, of): (usize, usize), certain: bool) -> Problem {
        let (years, parts) = (self.frame.column(self.year), self.frame.column(self.part));
        let of_year = |row: &&u32| self.at(**row).is_some_and(|(own, _)| own == year);
        let last = rows.iter().filter(of_year).max_by_key(|row| self.at(**row)).copied().unwrap_or(0);
        let does = match self.adds {
            Adds::Up => "adds up",
            Adds::Values => "takes the middle of",
            Adds::Rows => "counts",
        };
        let message = format!(
            "{} {does} {has} of the {of} {} of {} (`{}` ends on {})",
            self.taking.subject,
            self.reading.parts.called(),
            years.format(year),
            parts.name,
            line(self.frame, self.part, last),
        );
        let problem = if certain {
            Problem::error(&HALF_PERIOD, place(self.taking), message)
        } else {
            Problem::warning(&HALF_PERIOD, place(self.taking), message)
        };
        problem.note("part of a year beside whole ones looks like a fall").help(format!(
            "ask in `where` for years that are whole, or for the same `{}` of each; write `missing: leave-out` where what is absent is meant to be",
            parts.name
        ))
    }
}
