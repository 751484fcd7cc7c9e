//! Which cells of a dataset are revised.

/// The revised cells of a dataset's current release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revisions {
    /// By column, the rows in which an earlier release held another value.
    pub(crate) cells: Vec<Vec<u32>>,
    /// The rows whose status says that they are revised.
    pub(crate) rows: Vec<u32>,
}

impl Revisions {
    /// Returns whether the cell of a column in a row is revised.
    pub fn has(&self, column: usize, row: usize) -> bool {
        self.any(Some(column), [row])
    }

    /// Returns whether any row holds another value in the column than an earlier release did.
    pub(crate) fn has_any(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|rows| !rows.is_empty())
    }

    /// Returns whether one of the rows holds another value in the column than an earlier release did, whatever its status.
    pub(crate) fn any_cell(&self, column: usize, rows: impl IntoIterator<Item = usize>) -> bool {
        let cells = self.cells.get(column).map_or(&[][..], Vec::as_slice);
        !cells.is_empty()
            && rows
                .into_iter()
                .map(|row| u32::try_from(row).unwrap_or(u32::MAX))
                .any(|row| cells.binary_search(&row).is_ok())
    }

    /// Returns whether one of the rows has a revised cell in the column; without a column, whether one is marked whole.
    pub(crate) fn any(&self, column: Option<usize>, rows: impl IntoIterator<Item = usize>) -> bool {
        let cells = column.and_then(|column| self.cells.get(column)).map_or(&[][..], Vec::as_slice);
        if cells.is_empty() && self.rows.is_empty() {
            return false;
        }
        rows.into_iter()
            .map(|row| u32::try_from(row).unwrap_or(u32::MAX))
            .any(|row| [cells, &self.rows].iter().any(|all| all.binary_search(&row).is_ok()))
    }
}
