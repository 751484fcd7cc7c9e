//! Which row of the present file a remembered cell stood in, where other columns name its rows than did for the edition: a text column
//! that came, went or moved gives every row another name, and none of them another value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::Dataset as DatasetEntry;
use crate::table::Table;

use super::cells::{Spread, name_by, naming};
use super::entry::{Cell, Dataset, Extent};
use super::stored::Entries;

/// A file as it is read now, with what names its rows.
#[derive(Debug, Clone)]
pub(super) struct Keyed {
    table: Arc<Table>,
    named: Vec<usize>,
    has_primary_key: bool,
}

/// How an edition named the rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Naming {
    /// As they are named now.
    Same,
    /// By these columns.
    By(Vec<usize>),
    /// By these columns, and by others that are gone: each name had so many parts, of which these are left.
    Within(Vec<usize>, usize, Vec<usize>),
    /// By no column that is there.
    Unknown,
}

impl Keyed {
    pub(super) fn of(dataset: &DatasetEntry) -> Self {
        Self {
            table: Arc::clone(&dataset.table),
            named: naming(dataset),
            has_primary_key: !dataset.primary_key.is_empty(),
        }
    }

    /// Returns how an edition named the rows, by the columns that the file had.
    fn naming(&self, old: &Dataset) -> Naming {
        let before: Vec<(&str, &str)> =
            old.columns().into_iter().filter(|(_, kind)| !matches!(*kind, "integer" | "number")).collect();
        let find = |(name, kind): &(&str, &str)| {
            self.table.column(name).filter(|column| self.table.columns[*column].kind.word() == *kind)
        };
        let found: Vec<Option<usize>> = before.iter().map(find).collect();
        let left: Vec<usize> = found.iter().flatten().copied().collect();
        if left == self.named || self.has_primary_key {
            return Naming::Same;
        }
        if left.is_empty() {
            return Naming::Unknown;
        }
        if left.len() == found.len() {
            return Naming::By(left);
        }
        let parts = (0..found.len()).filter(|at| found[*at].is_some()).collect();
        Naming::Within(left, found.len(), parts)
    }

    /// Returns whether the cells of an extent hold what they held; none where that cannot be known.
    pub(super) fn still_holds(&self, old: &Dataset, extent: &Extent, spread: &Spread) -> Option<bool> {
        match self.naming(old) {
            Naming::Same => spread.still_holds(extent),
            Naming::By(columns) => spread.named_by(&columns).still_holds(extent),
            Naming::Within(..) | Naming::Unknown => None,
        }
    }

    /// Returns the rows by their names, made of these columns; none of a name that stands twice.
    fn rows(&self, columns: &[usize]) -> BTreeMap<String, Option<usize>> {
        let mut rows = BTreeMap::new();
        for row in 0..self.table.rows {
            rows.entry(name_by(&self.table, columns, row)).and_modify(|known| *known = None).or_insert(Some(row));
        }
        rows
    }

    /// Returns the row and the column of the name of a cell, without its dataset; no column that is not there.
    fn split<'n>(&self, name: &'n str) -> Option<(&'n str, &str)> {
        let columns = self.table.columns.iter().map(|column| column.name.as_str());
        let ends = columns.filter_map(|column| Some((name.strip_suffix(column)?.strip_suffix('/')?, column)));
        ends.max_by_key(|(_, column)| column.len())
    }
}

/// The cells that an edition remembers, by the names that they have now.
#[derive(Debug, Default)]
pub(super) struct Renamed<'a> {
    /// The cells.
    pub(super) cells: BTreeMap<String, &'a Cell>,
    /// The datasets that remembered cells are no longer in, although their release stayed the same.
    pub(super) lost: BTreeSet<String>,
}

impl<'a> Renamed<'a> {
    pub(super) fn of(old: &'a Entries, new: &Entries, files: &BTreeMap<String, Keyed>) -> Self {
        let mut renamed = Self { cells: BTreeMap::new(), lost: BTreeSet::new() };
        let mut others: BTreeMap<&str, Vec<(&str, &Cell)>> = BTreeMap::new();
        for (id, cell) in old.cells() {
            let (dataset, name) = id.split_once('/').unwrap_or((id, ""));
            if new.cell(id).is_none() && !name.starts_with("line ") {
                others.entry(dataset).or_default().push((id, cell));
            } else {
                renamed.cells.insert(id.to_owned(), cell);
            }
        }
        for (dataset, cells) in others {
            let before = old.dataset(dataset).zip(new.dataset(dataset)).zip(files.get(dataset));
            match before {
                Some(((before, after), file)) if before.sha256 != after.sha256 => {
                    renamed.find(dataset, cells, file, before, before.vintage == after.vintage, new);
                }
                _ => renamed.cells.extend(cells.into_iter().map(|(id, cell)| (id.to_owned(), cell))),
            }
        }
        renamed
    }

    /// Looks for the rows of cells that are not behind a printed number under their name.
    fn find(
        &mut self,
        dataset: &str,
        cells: Vec<(&'a str, &'a Cell)>,
        file: &Keyed,
        before: &Dataset,
        within_release: bool,
        new: &Entries,
    ) {
        let naming = file.naming(before);
        let present = if naming != Naming::Same || within_release { file.rows(&file.named) } else { BTreeMap::new() };
        let earlier = match &naming {
            Naming::By(columns) | Naming::Within(columns, ..) => file.rows(columns),
            Naming::Same | Naming::Unknown => BTreeMap::new(),
        };
        let left = |name: &str| match &naming {
            Naming::Within(_, parts, left) => {
                let all: Vec<&str> = name.split(", ").collect();
                let kept = left.iter().map(|at| all.get(*at).copied()).collect::<Option<Vec<&str>>>();
                kept.filter(|_| all.len() == *parts).map(|kept| kept.join(", "))
            }
            _ => Some(name.to_owned()),
        };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for (id, cell) in cells {
            let split = file.split(&id[dataset.len() + 1..]);
            let (mut name, mut is_there) = (id.to_owned(), false);
            if let Some((row, column)) = split {
                is_there = present.contains_key(row);
                let found = left(row).and_then(|row| earlier.get(&row).copied().flatten()).filter(|_| !is_there);
                if let Some(found) = found {
                    is_there = true;
                    let now = format!("{dataset}/{}/{column}", name_by(&file.table, &file.named, found));
                    // Of two cells that would be one, neither is.
                    if new.cell(&now).is_some() && taken.insert(now.clone()) {
                        name = now;
                    }
                }
            }
            if within_release && !is_there {
                self.lost.insert(dataset.to_owned());
            }
            self.cells.insert(name, cell);
        }
    }
}
