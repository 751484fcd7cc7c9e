//! The cells behind a number that are not remembered one by one: one digest for all of them.
//!
//! Each cell has a fingerprint, made of what names its row and of what it holds; the digest is made of their sum, so that the
//! order of the rows does not matter and rows that came can be left out again. Whether one of the cells that an edition rested
//! on holds something else is then always known, though not which.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use crate::digest::Digest;
use crate::model::{Dataset, Key, Model};
use crate::table::Table;

use super::Extent;
use super::cells::{exact, row_name};

/// The fingerprints of the cells of one column; without a column, of the rows themselves.
type Column = (Key<Dataset>, Option<usize>);

/// The fingerprints of one column, once they are made.
type Slot = Arc<OnceLock<Arc<Vec<u64>>>>;

/// The fingerprints of a model's cells, made where they are asked for.
pub(super) struct Fingerprints<'m> {
    model: &'m Model,
    made: Mutex<BTreeMap<Column, Slot>>,
}

impl<'m> Fingerprints<'m> {
    pub(super) fn of(model: &'m Model) -> Self {
        Self { model, made: Mutex::default() }
    }

    fn column(&self, key: Key<Dataset>, column: Option<usize>) -> Arc<Vec<u64>> {
        let slot = {
            let mut made = self.made.lock().expect("no thread panics while it holds the fingerprints");
            Arc::clone(made.entry((key, column)).or_default())
        };
        Arc::clone(slot.get_or_init(|| {
            let dataset = &self.model.datasets[key];
            let fingerprint = |row: usize| {
                let holds = column.map(|column| exact(&dataset.table.columns[column], row)).unwrap_or_default();
                Digest::of(format!("{}\n{holds}", row_name(dataset, row)).as_bytes()).number()
            };
            Arc::new((0..dataset.table.rows).into_par_iter().map(fingerprint).collect())
        }))
    }
}

/// The cells that a number rests on in one dataset: some columns of some rows.
#[derive(Debug, Clone)]
pub struct Spread {
    table: Arc<Table>,
    /// The rows, in stretches of neighbours.
    rows: Vec<Range<usize>>,
    columns: Vec<Arc<Vec<u64>>>,
}

impl Spread {
    /// Returns the cells of these columns in these rows; without a column, the rows as they are named.
    pub(super) fn new(all: &Fingerprints<'_>, dataset: Key<Dataset>, columns: &[usize], rows: &[usize]) -> Self {
        let mut made: Vec<_> = columns.iter().map(|column| all.column(dataset, Some(*column))).collect();
        if made.is_empty() {
            made.push(all.column(dataset, None));
        }
        Self { table: Arc::clone(&all.model.datasets[dataset].table), rows: stretches(rows), columns: made }
    }

    /// Returns what an edition remembers of them; no digest of cells that may not be guessed.
    pub(super) fn extent(&self, dataset: &str, guarded: bool) -> Extent {
        let until = self.time().and_then(|column| {
            let (_, last) = self.table.columns[column].bounds()?;
            Some(self.table.columns[column].format(last).into_owned())
        });
        Extent {
            dataset: dataset.to_owned(),
            cells: self.rows.iter().map(ExactSizeIterator::len).sum::<usize>() * self.columns.len(),
            rows: self.table.rows,
            until,
            digest: (!guarded).then(|| self.digest(|_| true)),
        }
    }

    /// Returns whether every cell of an extent is still there and holds what it held, whatever came with a longer file: rows
    /// at its end, at its beginning, or of later periods. None where that cannot be known.
    pub fn still_holds(&self, old: &Extent) -> Option<bool> {
        let wanted = old.digest.as_deref()?;
        let until = self.time().and_then(|column| {
            let last = self.table.columns[column].encode(old.until.as_deref()?)?;
            Some((&self.table.columns[column], last))
        });
        let came = self.table.rows.saturating_sub(old.rows);
        let is = |keep: &dyn Fn(usize) -> bool| self.digest(keep) == wanted;
        Some(
            is(&|_| true)
                || (came > 0 && (is(&|row| row < old.rows) || is(&|row| row >= came)))
                || (came > 0
                    && until.is_some_and(|(column, last)| is(&|row| column.encoded(row).is_some_and(|at| at <= last)))),
        )
    }

    fn digest(&self, keep: impl Fn(usize) -> bool) -> String {
        let kept = self.rows.iter().cloned().flatten().filter(|row| keep(*row));
        let cells = kept.flat_map(|row| self.columns.iter().map(move |column| column[row]));
        let mut digits = format!("{:016x}", cells.fold(0_u64, u64::wrapping_add));
        digits.truncate(12);
        digits
    }

    fn time(&self) -> Option<usize> {
        self.table.columns.iter().position(|column| column.kind.is_time())
    }
}

/// Returns ascending rows as stretches of neighbours.
fn stretches(rows: &[usize]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for row in rows {
        match stretches.last_mut() {
            Some(last) if last.end == *row => last.end += 1,
            _ => stretches.push(*row..row + 1),
        }
    }
    stretches
}
