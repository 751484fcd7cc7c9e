//! What is said behind a number made of rows: whether a provisional or a revised cell takes part in it.

use std::sync::Arc;

use crate::model::{Dataset, Key, Selection};

use super::aggregate;
use super::frame::Frame;
use super::provisional::Provisionals;
use super::revised::Revisions;
use super::tables::{Release, Tables};

/// The marks of the rows of one selection.
pub(super) struct Marks<'f> {
    frame: &'f Frame<'f>,
    own: Part,
    joined: Option<Part>,
}

/// The marks of one of the datasets.
struct Part {
    provisional: Provisionals,
    /// None on an earlier release: nothing before it is looked at.
    revised: Option<Arc<Revisions>>,
    /// The column that is taken, where it is of this dataset.
    column: Option<usize>,
}

impl Part {
    fn of(tables: &Tables<'_>, dataset: Key<Dataset>, release: Release, column: Option<usize>) -> Self {
        let revised = release.is_none().then(|| Arc::clone(tables.revisions(dataset)));
        Self { provisional: tables.provisionals(dataset, release), revised, column }
    }

    fn is_revised(&self, rows: impl Iterator<Item = usize>) -> bool {
        self.revised.as_ref().is_some_and(|revised| revised.any(self.column, rows))
    }
}

impl<'f> Marks<'f> {
    /// Returns the marks of what a selection takes from this release.
    pub(super) fn of(tables: &Tables<'_>, selection: &Selection, release: Release, frame: &'f Frame<'f>) -> Self {
        let width = frame.first.table.columns.len();
        let column = aggregate::column(selection.aggregate);
        let joined = |column: usize| column.checked_sub(width);
        Self {
            frame,
            own: Part::of(tables, selection.of, release, column.filter(|column| *column < width)),
            joined: selection.join.as_ref().map(|join| Part::of(tables, join.dataset, None, column.and_then(joined))),
        }
    }

    /// Returns whether one of the rows is provisional, here or in the dataset that is joined.
    pub(super) fn provisional(&self, rows: &[u32]) -> bool {
        let joined = self.joined.as_ref().zip(self.frame.second.as_ref()).is_some_and(|(joined, (sheet, partners))| {
            joined.provisional.any(sheet.table, rows.iter().map(|row| partners[*row as usize] as usize))
        });
        joined || self.own.provisional.any(self.frame.first.table, rows.iter().map(|row| *row as usize))
    }

    /// Returns whether the cell that is taken from one of the rows is revised, or the row is marked whole.
    pub(super) fn revised(&self, rows: &[u32]) -> bool {
        let joined = self.joined.as_ref().zip(self.frame.second.as_ref()).is_some_and(|(joined, (_, partners))| {
            joined.is_revised(rows.iter().map(|row| partners[*row as usize] as usize))
        });
        joined || self.own.is_revised(rows.iter().map(|row| *row as usize))
    }
}
