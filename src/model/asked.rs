//! Periods that a selection asks for, and what the data must hold of them: those that a word such as `latest` means, and longer
//! ones than a column has.

use std::collections::HashMap;

use crate::number::{Earlier, Moves, Stretch, TimePeriod};
use crate::table::{Column, Table};

use super::filter::{Filter, Predicate};

/// Periods that a selection asks for. A list asks for several on one column.
#[derive(Debug, Clone)]
pub struct AskedPeriods {
    /// The index of the column of times.
    pub column: usize,
    /// The first, encoded as in the column.
    pub first: i64,
    /// The last, which may be the first.
    pub last: i64,
    /// The word that means them; none where they are written out.
    pub moving: Option<Moving>,
    /// Whether each of them must be there.
    pub each: bool,
}

/// A word whose meaning moves as the data grow, with what tells where they end.
#[derive(Debug, Clone)]
pub struct Moving {
    /// The word, or the bounds.
    pub word: Moves,
    /// What is held against it is meant, and not itself.
    pub earlier: Option<Earlier>,
    /// The column that must have a value in the latest period; none where a row is enough.
    pub value: Option<usize>,
    /// The other conditions, under which it must.
    pub under: Vec<Filter>,
}

/// One table, or two that are joined, whose columns follow each other.
#[derive(Clone, Copy)]
pub(crate) struct Sides<'t> {
    /// The first.
    pub(crate) first: &'t Table,
    /// The second, with the pairs of columns that must agree.
    pub(crate) second: Option<(&'t Table, &'t [(usize, usize)])>,
}

impl AskedPeriods {
    /// Returns the predicate that selects them.
    pub(crate) fn predicate(&self) -> Predicate {
        if self.first == self.last {
            return Predicate::In(vec![self.first]);
        }
        Predicate::Within { low: Some((self.first, true)), high: Some((self.last, true)) }
    }

    /// Returns the predicate that selects all that is asked for on one column.
    pub(crate) fn any_of<'a>(all: impl Iterator<Item = &'a Self>) -> Predicate {
        let all: Vec<&Self> = all.collect();
        if let [one] = all[..] {
            return one.predicate();
        }
        let mut values: Vec<i64> = all.iter().flat_map(|asked| asked.first..=asked.last).collect();
        values.sort_unstable();
        values.dedup();
        Predicate::In(values)
    }

    /// Returns the one period, or those between two, that conditions on a column write out.
    pub(crate) fn written_out(column: usize, filters: &[Filter]) -> Option<Self> {
        let mut own = filters.iter().filter(|filter| filter.column == column);
        let (first, last) = match (&own.next()?.predicate, own.next()) {
            (Predicate::In(values), None) if values.len() == 1 && values[0] != Predicate::EMPTY => {
                (values[0], values[0])
            }
            (Predicate::Within { low: Some((low, true)), high: Some((high, true)) }, None) => (*low, *high),
            _ => return None,
        };
        Some(Self { column, first, last, moving: None, each: true })
    }

    /// Returns them as a stretch of the calendar.
    pub(crate) fn stretch(&self, column: &Column) -> Option<Stretch> {
        Some(Stretch { first: column.period(self.first)?, last: column.period(self.last)? })
    }
}

impl Moving {
    /// Returns the stretch that it means in these tables; none where they hold no value, or the calendar has no such period.
    pub(crate) fn meant(&self, sides: &Sides<'_>, time: usize) -> Option<Stretch> {
        let (first, latest) = sides.ends(time, self.value, &self.under)?;
        let stretch = self.word.up_to(first, latest)?;
        self.earlier.map_or(Some(stretch), |earlier| earlier.than(stretch))
    }
}

impl<'t> Sides<'t> {
    /// Returns the first and the last period of a column of times in which another has a value, under conditions.
    pub(crate) fn ends(&self, time: usize, value: Option<usize>, under: &[Filter]) -> Option<(TimePeriod, TimePeriod)> {
        let checks: Vec<Check<'_>> = under.iter().map(|filter| Check::of(self.column(filter.column), filter)).collect();
        let partners = self.partners();
        let at = |row: usize, column: usize| match column.checked_sub(self.first.columns.len()) {
            None => self.first.columns[column].label(row),
            Some(column) => {
                let (second, _) = self.second?;
                second.columns[column].label(*partners.as_ref()?.get(row)?.as_ref()?)
            }
        };
        let mut found: Option<(i64, i64)> = None;
        for row in 0..self.first.rows {
            let Some(period) = at(row, time) else { continue };
            if found.is_some_and(|(first, last)| first <= period && period <= last) {
                continue;
            }
            let has_partner = partners.as_ref().is_none_or(|partners| partners[row].is_some());
            let has_value = value.is_none_or(|value| at(row, value).is_some());
            let meets = |check: &Check<'_>| check.meets(at(row, check.column));
            if has_partner && has_value && checks.iter().all(meets) {
                found = Some(found.map_or((period, period), |(first, last)| (first.min(period), last.max(period))));
            }
        }
        let column = self.column(time);
        let (first, last) = found?;
        Some((column.period(first)?, column.period(last)?))
    }

    /// Returns a column by its index.
    pub(crate) fn column(&self, index: usize) -> &'t Column {
        match (index.checked_sub(self.first.columns.len()), self.second) {
            (Some(joined), Some((second, _))) => &second.columns[joined],
            _ => &self.first.columns[index],
        }
    }

    /// Returns the row of the second table that belongs to each of the first; none where nothing is joined.
    fn partners(&self) -> Option<Vec<Option<usize>>> {
        let (second, key) = self.second?;
        let name = |table: &Table, row: usize, columns: &mut dyn Iterator<Item = usize>| {
            let mut name = String::new();
            for column in columns {
                let column = &table.columns[column];
                name.push_str(&column.format(column.label(row)?));
                name.push('\0');
            }
            Some(name)
        };
        let known: HashMap<String, usize> = (0..second.rows)
            .filter_map(|row| Some((name(second, row, &mut key.iter().map(|(_, theirs)| *theirs))?, row)))
            .collect();
        let partner = |row| known.get(&name(self.first, row, &mut key.iter().map(|(own, _)| *own))?).copied();
        Some((0..self.first.rows).map(partner).collect())
    }
}

/// A condition that is asked of many rows, each of which tells whether it is met.
pub(crate) struct Check<'f> {
    /// The column.
    pub(crate) column: usize,
    predicate: &'f Predicate,
    /// The labels that match, of a pattern.
    matching: Vec<i64>,
}

impl<'f> Check<'f> {
    /// Returns a condition on a column.
    pub(crate) fn of(column: &Column, filter: &'f Filter) -> Self {
        let matching = match &filter.predicate {
            Predicate::Matches(pattern) => {
                let found = column.words_where(|word| pattern.is_match(word)).into_iter();
                let empty = pattern.is_match("").then_some(Predicate::EMPTY);
                found.map(|code| column.label_of(code)).chain(empty).collect()
            }
            _ => Vec::new(),
        };
        Self { column: filter.column, predicate: &filter.predicate, matching }
    }

    /// Returns whether a cell meets it.
    pub(crate) fn meets(&self, cell: Option<i64>) -> bool {
        let value = cell.unwrap_or(Predicate::EMPTY);
        match self.predicate {
            Predicate::Matches(_) => self.matching.contains(&value),
            other => other.holds(value),
        }
    }
}
