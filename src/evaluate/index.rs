//! Postings: the rows of a table sorted by the value of one column, so that a condition finds its rows without a scan.
//!
//! Twenty thousand tests on two million rows are only affordable when each touches little more than the rows it selects.

use super::frame::Reader;

/// A bound and whether it is itself included.
pub(super) type Bound = (i64, bool);

/// The rows of a table by the value of a column; rows with a missing cell are left out.
#[derive(Debug)]
pub(super) struct Postings {
    /// The different values, ascending.
    values: Vec<i64>,
    /// Where the rows of each value begin, and one past the last.
    starts: Vec<u32>,
    /// The rows, ascending within each value.
    rows: Vec<u32>,
}

impl Postings {
    /// Returns the postings of a column of a table with so many rows.
    pub(super) fn of(reader: &Reader<'_>, rows: usize) -> Self {
        let (mut least, mut greatest) = (i64::MAX, i64::MIN);
        for value in (0..rows).filter_map(|row| reader.get(row)) {
            least = least.min(value);
            greatest = greatest.max(value);
        }
        let span = greatest.checked_sub(least).and_then(|span| usize::try_from(span).ok());
        match span.filter(|span| *span < rows.saturating_mul(2).saturating_add(1024)) {
            Some(span) => Self::counted(reader, rows, least, span + 1),
            None => Self::sorted(reader, rows),
        }
    }

    /// Sorts by counting, for dictionary codes and for numbers that lie close together.
    fn counted(reader: &Reader<'_>, rows: usize, least: i64, span: usize) -> Self {
        let slot = |row| {
            let value: i64 = reader.get(row)?;
            Some(usize::try_from(value - least).expect("no value is below the least"))
        };
        let mut starts = vec![0u32; span + 1];
        for at in (0..rows).filter_map(slot) {
            starts[at + 1] += 1;
        }
        for at in 0..span {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut sorted = vec![0u32; starts[span] as usize];
        for row in 0..rows {
            if let Some(at) = slot(row) {
                sorted[next[at] as usize] = narrow(row);
                next[at] += 1;
            }
        }
        let used: Vec<usize> = (0..span).filter(|at| starts[*at] < starts[at + 1]).collect();
        let value = |at: &usize| least + i64::try_from(*at).expect("a slot lies between two values");
        Self {
            values: used.iter().map(value).collect(),
            starts: used.iter().map(|at| starts[*at]).chain([starts[span]]).collect(),
            rows: sorted,
        }
    }

    fn sorted(reader: &Reader<'_>, rows: usize) -> Self {
        let mut pairs: Vec<(i64, u32)> =
            (0..rows).filter_map(|row| reader.get(row).map(|value| (value, narrow(row)))).collect();
        pairs.sort_unstable();
        let mut values = Vec::new();
        let mut starts = Vec::new();
        for (at, (value, _)) in pairs.iter().enumerate() {
            if values.last() != Some(value) {
                values.push(*value);
                starts.push(narrow(at));
            }
        }
        starts.push(narrow(pairs.len()));
        Self { values, starts, rows: pairs.into_iter().map(|(_, row)| row).collect() }
    }

    /// Returns the rows that hold a value, ascending.
    pub(super) fn equal(&self, value: i64) -> &[u32] {
        self.values.binary_search(&value).map_or(&[], |at| self.slice(at, at + 1))
    }

    /// Returns the rows within bounds, grouped by value.
    pub(super) fn within(&self, low: Option<Bound>, high: Option<Bound>) -> &[u32] {
        let from = low.map_or(0, |(low, included)| {
            self.values.partition_point(|value| *value < low || (!included && *value == low))
        });
        let to = high.map_or(self.values.len(), |(high, included)| {
            self.values.partition_point(|value| *value < high || (included && *value == high))
        });
        if from < to { self.slice(from, to) } else { &[] }
    }

    fn slice(&self, from: usize, to: usize) -> &[u32] {
        &self.rows[self.starts[from] as usize..self.starts[to] as usize]
    }
}

/// Returns a row's number as postings keep it.
pub(super) fn narrow(row: usize) -> u32 {
    u32::try_from(row).expect("a table has fewer than 2^32 rows")
}
