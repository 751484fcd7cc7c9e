//! What each cell of a made table is made of, down to the cells of files.
//!
//! A table that is made of others keeps, step by step, which rows came of which: a number a row at the most, and nothing for a
//! cell. The cells themselves are walked to when somebody asks. A number is *made of* cells; what only *found* it (conditions,
//! keys, labels, the order, rivals) is not among them.

use std::sync::Arc;

use crate::world::ProjectPath;

use super::Table;

/// A table of a file, or a layer that was made of others.
#[derive(Debug)]
pub enum Lineage {
    /// The table of a file.
    File(FileTable),
    /// What a step made.
    Made(Layer),
}

/// The table of a file, with whose it is.
#[derive(Debug)]
pub struct FileTable {
    /// The place of its dataset among all.
    pub dataset: usize,
    /// The place among the dataset's earlier releases; none for the current one.
    pub release: Option<usize>,
    /// The file.
    pub file: ProjectPath,
    /// The cells.
    pub table: Arc<Table>,
}

/// What one step made of the table below it.
#[derive(Debug)]
pub struct Layer {
    /// What it was made of.
    pub below: Arc<Lineage>,
    /// The table in which something was looked up.
    pub beside: Option<Arc<Lineage>>,
    /// The rows below of each row.
    pub rows: RowsBelow,
    /// What the cells of each column are made of.
    pub columns: Vec<Made>,
    /// The name of each column.
    pub names: Vec<String>,
    /// The rows below in the order of a window: group after group, and in each by its periods.
    pub order: Vec<u32>,
}

/// Which rows below a row is made of.
#[derive(Debug)]
pub enum RowsBelow {
    /// The row of the same number.
    Same,
    /// One of them.
    Picked(Vec<u32>),
    /// Each row below is so many rows, one after another.
    Repeated(usize),
    /// Several: those between a start and the next.
    Grouped(Groups),
}

/// Rows in groups.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Groups {
    /// Where each group begins, and one past the last.
    pub starts: Vec<u32>,
    /// The rows, ascending within each group.
    pub rows: Vec<u32>,
}

impl Groups {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Returns the rows of a group.
    pub fn of(&self, group: usize) -> &[u32] {
        &self.rows[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

/// What the cells of a column are made of.
#[derive(Debug)]
pub enum Made {
    /// The cell of a column below, of the first row that it is made of.
    Kept(usize),
    /// No cell: the name of the column that was folded, in its header.
    Header(Vec<usize>),
    /// The cell of the column whose turn it is.
    Folded(Vec<usize>),
    /// The cells of some columns in the same row, and one of another row.
    Operands {
        /// What was done with them.
        how: &'static str,
        /// The columns.
        columns: Vec<usize>,
        /// The cell of the base, as row and column.
        base: Option<(u32, usize)>,
    },
    /// The cells that were found in the table beside.
    LookedUp(Partners, usize),
    /// The cells of all the rows below.
    Members {
        /// What was done with them.
        how: &'static str,
        /// The column.
        column: usize,
    },
    /// The cell of one row below, chosen among those of a group or a window.
    Chosen {
        /// How it was chosen.
        how: &'static str,
        /// The column.
        column: usize,
        /// The row of each row; [`Partners::NONE`] where there is none.
        rows: Vec<u32>,
    },
    /// No cell: how many rows or cells there are.
    Counted(&'static str),
    /// The cells of a window that ends with the row.
    Window {
        /// What was done with them.
        how: &'static str,
        /// The column.
        column: usize,
        /// The place of each row in the order.
        places: Arc<Vec<u32>>,
        /// Where the window of each row begins there.
        from: Arc<Vec<u32>>,
        /// The column of periods.
        by: Option<usize>,
    },
    /// Its own cell, and that of its base.
    Against {
        /// What was done with the two.
        how: &'static str,
        /// The column.
        column: usize,
        /// The row of the base; [`Partners::NONE`] where there is none.
        base: Arc<Vec<u32>>,
    },
    /// Its own cell, whose place was found by its rivals.
    Ranked {
        /// The column.
        column: usize,
        /// How many values it was compared with.
        rivals: Vec<u32>,
    },
}

/// The rows of another table that belong to each row.
#[derive(Debug)]
pub enum Partners {
    /// One at the most.
    One(Vec<u32>),
    /// Those of a group; [`Partners::NONE`] where there are none.
    Several(Vec<u32>, Groups),
}

impl Partners {
    /// Stands for the row of one that has none.
    pub const NONE: u32 = u32::MAX;

    /// Returns the rows that belong to a row.
    pub fn of(&self, row: usize) -> &[u32] {
        match self {
            Self::One(rows) if rows[row] == Self::NONE => &[],
            Self::One(rows) => &rows[row..=row],
            Self::Several(groups, _) if groups[row] == Self::NONE => &[],
            Self::Several(groups, all) => all.of(groups[row] as usize),
        }
    }
}

/// A cell of a file.
#[derive(Debug, Clone, Copy)]
pub struct FileCell<'t> {
    /// The table it stands in.
    pub origin: &'t FileTable,
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
}

impl FileCell<'_> {
    /// Returns its line in the file.
    pub fn line(&self) -> u32 {
        self.origin.table.line(self.row)
    }

    /// Returns what says which cell it is: two that are equal are one cell.
    pub fn key(&self) -> (usize, Option<usize>, usize, usize) {
        (self.origin.dataset, self.origin.release, self.row, self.column)
    }
}

/// What a cell is made of, one layer down: the lineage it stands in, its row and its column.
pub(crate) type Part<'l> = (&'l Arc<Lineage>, usize, usize);

impl Layer {
    /// Returns the first row below that a row is made of.
    pub fn first_below(&self, row: usize) -> usize {
        match &self.rows {
            RowsBelow::Same => row,
            RowsBelow::Picked(rows) => rows[row] as usize,
            RowsBelow::Repeated(times) => row / times,
            RowsBelow::Grouped(groups) => groups.of(row).first().map_or(0, |row| *row as usize),
        }
    }

    /// Visits what a cell is made of, one layer down.
    pub fn parts<'l>(&'l self, row: usize, column: usize, each: &mut dyn FnMut(Part<'l>)) {
        let below = self.first_below(row);
        match &self.columns[column] {
            Made::Kept(column) | Made::Ranked { column, .. } => each((&self.below, below, *column)),
            Made::Header(_) | Made::Counted(_) => {}
            Made::Folded(columns) => each((&self.below, below, columns[row % columns.len()])),
            Made::Operands { columns, base, .. } => {
                for column in columns {
                    each((&self.below, below, *column));
                }
                if let Some((row, column)) = base {
                    each((&self.below, *row as usize, *column));
                }
            }
            Made::LookedUp(partners, column) => {
                if let Some(beside) = &self.beside {
                    for row in partners.of(below) {
                        each((beside, *row as usize, *column));
                    }
                }
            }
            Made::Members { column, .. } => match &self.rows {
                RowsBelow::Grouped(groups) => {
                    groups.of(row).iter().for_each(|row| each((&self.below, *row as usize, *column)));
                }
                RowsBelow::Same | RowsBelow::Picked(_) | RowsBelow::Repeated(_) => each((&self.below, below, *column)),
            },
            Made::Chosen { column, rows, .. } => {
                if rows[row] != Partners::NONE {
                    each((&self.below, rows[row] as usize, *column));
                }
            }
            Made::Window { column, places, from, .. } => {
                let window = from[row] as usize..=places[row] as usize;
                self.order[window].iter().for_each(|row| each((&self.below, *row as usize, *column)));
            }
            Made::Against { column, base, .. } => {
                if base[row] != Partners::NONE {
                    each((&self.below, below, *column));
                    each((&self.below, base[row] as usize, *column));
                }
            }
        }
    }
}

impl Lineage {
    /// Returns the cells of files that a cell is made of, each once, in the order in which it is made of them.
    pub fn cells(&self, row: usize, column: usize) -> Vec<FileCell<'_>> {
        let mut cells = Vec::new();
        self.walk(row, column, &mut cells);
        if cells.len() > 1 {
            let mut seen = std::collections::HashSet::with_capacity(cells.len());
            cells.retain(|cell| seen.insert(cell.key()));
        }
        cells
    }

    fn walk<'l>(&'l self, row: usize, column: usize, cells: &mut Vec<FileCell<'l>>) {
        match self {
            Self::File(origin) => cells.push(FileCell { origin, row, column }),
            Self::Made(layer) => layer.parts(row, column, &mut |(below, row, column)| below.walk(row, column, cells)),
        }
    }

    /// Returns the file and line of the first row that a row is made of.
    pub fn stands(&self, row: usize) -> (&ProjectPath, u32) {
        let (mut here, mut row) = (self, row);
        loop {
            match here {
                Self::File(origin) => return (&origin.file, origin.table.line(row)),
                Self::Made(layer) => (row, here) = (layer.first_below(row), &layer.below),
            }
        }
    }

    /// Returns the file with whose rows it begins.
    pub fn file(&self) -> &ProjectPath {
        &self.begins_with().file
    }

    /// Returns the table of a file with whose rows it begins.
    pub fn begins_with(&self) -> &FileTable {
        let mut here = self;
        loop {
            match here {
                Self::File(origin) => return origin,
                Self::Made(layer) => here = &layer.below,
            }
        }
    }

    /// Returns the line of the first row that a row is made of.
    pub fn line(&self, row: usize) -> u32 {
        self.stands(row).1
    }

    /// Returns the rows of files that a row is made of, those of tables in which something was looked up left out.
    pub fn rows(&self, row: usize) -> Vec<(&FileTable, usize)> {
        match self {
            Self::File(origin) => vec![(origin, row)],
            Self::Made(layer) => match &layer.rows {
                RowsBelow::Grouped(groups) => {
                    groups.of(row).iter().flat_map(|row| layer.below.rows(*row as usize)).collect()
                }
                RowsBelow::Same | RowsBelow::Picked(_) | RowsBelow::Repeated(_) => {
                    layer.below.rows(layer.first_below(row))
                }
            },
        }
    }

    /// Returns the column of a file that a column is, cell for cell; none where it was made of others.
    pub fn column(&self, column: usize) -> Option<(&FileTable, usize)> {
        let (mut here, mut column) = (self, column);
        loop {
            match here {
                Self::File(origin) => return Some((origin, column)),
                Self::Made(layer) => match layer.columns.get(column)? {
                    Made::Kept(below) => (column, here) = (*below, &layer.below),
                    _ => return None,
                },
            }
        }
    }

    /// Returns whether one cell of a file may stand in several rows of a column: it was looked up, or rows were folded.
    pub fn may_repeat(&self, column: usize) -> bool {
        let (mut here, mut column) = (self, column);
        loop {
            let Self::Made(layer) = here else { return false };
            match (&layer.columns[column], &layer.rows) {
                (Made::LookedUp(..), _) | (Made::Kept(_), RowsBelow::Repeated(2..)) => return true,
                (Made::Kept(below) | Made::Chosen { column: below, .. }, _) => (here, column) = (&layer.below, *below),
                _ => return false,
            }
        }
    }

    /// Returns the columns of files whose cells a column holds, folded, added up or as they are. What a step calculates of
    /// several cells is held against its own operands.
    pub fn columns(&self, column: usize) -> Vec<(&FileTable, usize)> {
        let mut found = Vec::new();
        let mut waiting = vec![(self, column)];
        while let Some((here, column)) = waiting.pop() {
            let layer = match here {
                Self::File(origin) => {
                    found.push((origin, column));
                    continue;
                }
                Self::Made(layer) => layer,
            };
            match &layer.columns[column] {
                Made::Kept(below)
                | Made::Members { column: below, .. }
                | Made::Chosen { column: below, .. }
                | Made::Window { column: below, .. } => waiting.push((&layer.below, *below)),
                Made::Folded(columns) => waiting.extend(columns.iter().map(|below| (&*layer.below, *below))),
                Made::LookedUp(_, column) => waiting.extend(layer.beside.iter().map(|beside| (&**beside, *column))),
                Made::Header(_)
                | Made::Counted(_)
                | Made::Operands { .. }
                | Made::Against { .. }
                | Made::Ranked { .. } => {}
            }
        }
        found
    }

    /// Visits the tables of files that it is made of, one as often as it stands there.
    pub fn files<'l>(&'l self, each: &mut dyn FnMut(&'l FileTable)) {
        match self {
            Self::File(origin) => each(origin),
            Self::Made(layer) => {
                layer.below.files(each);
                layer.beside.iter().for_each(|beside| beside.files(each));
            }
        }
    }
}
