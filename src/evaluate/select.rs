//! The rows of a selection: the most selective indexed condition finds candidates, the others are checked on those alone.

use crate::model::{Filter, Predicate};

use super::frame::{Frame, Reader};
use super::index::{Postings, narrow};

/// Returns the rows that pass every condition, in the order of the file; `postings` gives the index of a column of the
/// first dataset, where it has one.
pub(super) fn rows<'i>(
    frame: &Frame<'_>,
    filters: &[Filter],
    postings: impl Fn(usize) -> Option<&'i Postings>,
) -> Vec<u32> {
    let best = filters
        .iter()
        .enumerate()
        .filter_map(|(at, filter)| {
            let found = Found::by(postings(filter.column)?, &filter.predicate)?;
            Some((found.len(), at, found))
        })
        .min_by_key(|(len, at, _)| (*len, *at));
    let checked = best.as_ref().map(|(_, at, _)| *at);
    let checks: Vec<Check<'_>> = filters
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != checked)
        .map(|(_, filter)| Check::new(frame, filter))
        .collect();
    let passes = |row: u32| frame.has_partner(row as usize) && checks.iter().all(|check| check.passes(row as usize));
    match best {
        None => (0..narrow(frame.rows())).filter(|row| passes(*row)).collect(),
        Some((_, _, found)) => {
            let mut rows: Vec<u32> =
                found.0.iter().flat_map(|part| part.iter().copied()).filter(|r| passes(*r)).collect();
            if !rows.is_sorted() {
                rows.sort_unstable();
            }
            rows
        }
    }
}

/// Rows that an index found for one condition.
struct Found<'i>(Vec<&'i [u32]>);

impl<'i> Found<'i> {
    fn by(postings: &'i Postings, predicate: &Predicate) -> Option<Self> {
        match predicate {
            Predicate::In(values) => {
                let mut values = values.clone();
                values.sort_unstable();
                values.dedup();
                Some(Self(values.into_iter().map(|value| postings.equal(value)).collect()))
            }
            Predicate::Within { low, high } => Some(Self(vec![postings.within(*low, *high)])),
            Predicate::NotIn(_) | Predicate::Matches(_) => None,
        }
    }

    fn len(&self) -> usize {
        self.0.iter().map(|part| part.len()).sum()
    }
}

/// A condition made ready to be asked of many rows.
struct Check<'f> {
    reader: Reader<'f>,
    wanted: Wanted,
}

enum Wanted {
    One(i64),
    In(Vec<i64>),
    NotIn(Vec<i64>),
    Within(Option<(i64, bool)>, Option<(i64, bool)>),
}

impl<'f> Check<'f> {
    fn new(frame: &'f Frame<'_>, filter: &Filter) -> Self {
        let sorted = |values: &[i64]| {
            let mut values = values.to_vec();
            values.sort_unstable();
            values
        };
        let wanted = match &filter.predicate {
            Predicate::In(values) if values.len() == 1 => Wanted::One(values[0]),
            Predicate::In(values) => Wanted::In(sorted(values)),
            Predicate::NotIn(values) => Wanted::NotIn(sorted(values)),
            Predicate::Within { low, high } => Wanted::Within(*low, *high),
            Predicate::Matches(pattern) => {
                Wanted::In(frame.column(filter.column).words_where(|word| pattern.is_match(word)))
            }
        };
        Self { reader: frame.reader(filter.column), wanted }
    }

    fn passes(&self, row: usize) -> bool {
        let Some(value) = self.reader.get(row) else { return false };
        match &self.wanted {
            Wanted::One(wanted) => value == *wanted,
            Wanted::In(values) => values.binary_search(&value).is_ok(),
            Wanted::NotIn(values) => values.binary_search(&value).is_err(),
            Wanted::Within(low, high) => {
                low.is_none_or(|(low, included)| value > low || (included && value == low))
                    && high.is_none_or(|(high, included)| value < high || (included && value == high))
            }
        }
    }
}
