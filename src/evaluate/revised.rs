//! Which cells are revised: those in which an earlier release held another value, and those that a status column marks.
//!
//! A row is looked up in the latest earlier release that has it, once for a dataset. Two rows are the same where their
//! primary key agrees; without one, where all their columns agree that are no numbers and stand in both releases. A row
//! that is found twice, or not at all, is never called revised.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{Dataset, Key, Provisional, Section};
use crate::table::{Cells, FileCell, FileTable, Table, Translation};
use crate::vocabulary::Caveats;

use crate::evaluate::join::{Reader, narrow};
use crate::outcome::Revisions;

/// Stands for the row of a key that stands twice.
const TWICE: u32 = u32::MAX;

impl Revisions {
    /// Returns the revised cells of a dataset; of a view, those that are made of a cell that is revised in its dataset.
    pub(super) fn of_any<'r>(
        datasets: &Section<Dataset>,
        key: Key<Dataset>,
        of_file: &dyn Fn(Key<Dataset>) -> &'r Arc<Self>,
    ) -> Self {
        let dataset = &datasets[key];
        let (Some(_), Some(lineage)) = (&dataset.view, &dataset.table.lineage) else { return Self::of(dataset) };
        let files: BTreeMap<usize, &Self> =
            datasets.with_files(key).into_iter().map(|file| (file.index(), &**of_file(file))).collect();
        if files.values().all(|file| **file == Self::default() || !file.has_some()) {
            return Self { cells: Vec::new(), rows: Vec::new() };
        }
        let is_revised = |cell: &FileCell<'_>| {
            files.get(&cell.origin.dataset).is_some_and(|file| file.any(Some(cell.column), [cell.row]))
        };
        let rows = |column: usize| {
            let revised = |row: &usize| lineage.cells(*row, column).iter().any(is_revised);
            (0..dataset.table.rows).filter(revised).map(narrow).collect()
        };
        Self { cells: (0..dataset.table.columns.len()).map(rows).collect(), rows: Vec::new() }
    }

    /// Returns whether any cell is.
    fn has_some(&self) -> bool {
        !self.rows.is_empty() || self.cells.iter().any(|rows| !rows.is_empty())
    }

    /// Returns the revised cells of a dataset of a file.
    fn of(dataset: &Dataset) -> Self {
        let table = &*dataset.table;
        let status = match dataset.provisional {
            Some(Provisional::Status(column)) => Some(column),
            Some(Provisional::Last(_)) | None => None,
        };
        let said = Provisionals::of(dataset, table);
        let coded = |row: &usize| said.said(table, [*row]).has(Caveats::REVISED);
        let rows = if status.is_some() { (0..table.rows).filter(coded).map(narrow).collect() } else { Vec::new() };
        if dataset.earlier.is_empty() {
            return Self { cells: Vec::new(), rows };
        }
        let mut cells = vec![Vec::new(); table.columns.len()];
        let mut waiting: Vec<usize> = (0..table.rows).collect();
        for release in dataset.earlier.iter().rev() {
            let Some(key) = naming(dataset, &release.table, status) else { continue };
            let found = found_in(table, &release.table, &key, &waiting);
            let compared = compared(table, &release.table, &key, status);
            for (row, there) in &found {
                let Some(there) = there else { continue };
                for (column, reader, earlier, translation) in &compared {
                    let (now, then) = (reader.get(*row), earlier.get(*there));
                    if now.is_some_and(|now| then.is_some() && translation.of(now) != then) {
                        cells[*column].push(narrow(*row));
                    }
                }
            }
            let found: std::collections::BTreeSet<usize> = found.into_iter().map(|(row, _)| row).collect();
            waiting.retain(|row| !found.contains(row));
        }
        for rows in &mut cells {
            rows.sort_unstable();
        }
        Self { cells, rows }
    }
}

/// Returns the columns that name a row, each here and there; none where nothing does.
fn naming(dataset: &Dataset, there: &Table, status: Option<usize>) -> Option<Vec<(usize, usize)>> {
    let table = &*dataset.table;
    let pair = |column: usize| Some((column, there.column(&table.columns[column].name)?));
    let alike = |(a, b): &(usize, usize)| table.columns[*a].kind == there.columns[*b].kind;
    if !dataset.primary_key.is_empty() {
        return dataset.primary_key.iter().map(|column| pair(*column).filter(alike)).collect();
    }
    let named = (0..table.columns.len())
        .filter(|column| !table.columns[*column].kind.is_numeric() && Some(*column) != status)
        .filter_map(pair)
        .filter(alike);
    Some(named.collect::<Vec<_>>()).filter(|key| !key.is_empty())
}

/// Returns those of the rows that the earlier table has, each with its row there; none where one of the two is not the
/// only one of its name.
fn found_in(here: &Table, there: &Table, key: &[(usize, usize)], rows: &[usize]) -> Vec<(usize, Option<usize>)> {
    let own: Vec<Reader<'_>> = key.iter().map(|(column, _)| Reader::new(&here.columns[*column])).collect();
    let theirs: Vec<Reader<'_>> = key.iter().map(|(_, column)| Reader::new(&there.columns[*column])).collect();
    let between = |(a, b): &(usize, usize)| Translation::between(&here.columns[*a], &there.columns[*b]);
    let translations: Vec<Translation> = key.iter().map(between).collect();
    let (own_names, their_names) = (by_name(here, &own), by_name(there, &theirs));
    let found = |row: &usize| {
        let name = name(&own, *row);
        let translated = name.iter().zip(&translations).map(|(value, translation)| match *value {
            Cells::MISSING => Some(Cells::MISSING),
            value => translation.of(value),
        });
        let there = *their_names.get(&translated.collect::<Option<Vec<i64>>>()?)?;
        let once = there != TWICE && own_names[&name] != TWICE;
        Some((*row, once.then_some(there as usize)))
    };
    rows.iter().filter_map(found).collect()
}

/// Returns the rows of a table by the cells that name them.
fn by_name(table: &Table, key: &[Reader<'_>]) -> HashMap<Vec<i64>, u32> {
    let mut rows = HashMap::with_capacity(table.rows);
    for row in 0..table.rows {
        match rows.entry(name(key, row)) {
            Entry::Vacant(free) => _ = free.insert(narrow(row)),
            Entry::Occupied(mut taken) => _ = taken.insert(TWICE),
        }
    }
    rows
}

fn name(key: &[Reader<'_>], row: usize) -> Vec<i64> {
    key.iter().map(|reader| reader.get(row).unwrap_or(Cells::MISSING)).collect()
}

/// Returns the columns whose cells can be held against those of the earlier table.
fn compared<'t>(
    here: &'t Table,
    there: &'t Table,
    key: &[(usize, usize)],
    status: Option<usize>,
) -> Vec<(usize, Reader<'t>, Reader<'t>, Translation)> {
    let others = here
        .columns
        .iter()
        .enumerate()
        .filter(|(column, _)| Some(*column) != status && key.iter().all(|(named, _)| named != column));
    others
        .filter_map(|(column, own)| {
            let earlier = &there.columns[there.column(&own.name)?];
            match Translation::between(own, earlier) {
                Translation::Never => None,
                translation => Some((column, Reader::new(own), Reader::new(earlier), translation)),
            }
        })
        .collect()
}

/// What is said of the rows of one table; columns by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Provisionals {
    /// Nothing.
    None,
    /// Those are provisional whose period is this one or later.
    From(usize, i64),
    /// What the status column says, by its words.
    Coded(usize, Arc<Vec<Caveats>>),
    /// What is said of the cells of files that they are made of: by dataset and release.
    Made(Arc<BTreeMap<(usize, Option<usize>), Self>>),
}

impl Provisionals {
    /// Returns what is said of a release of a dataset, or of a view.
    pub(super) fn of_release(datasets: &Section<Dataset>, key: Key<Dataset>, release: Option<usize>) -> Self {
        let dataset = &datasets[key];
        let table = release.map_or(&dataset.table, |at| &dataset.earlier[at].table);
        let Some(lineage) = &table.lineage else { return Self::of(dataset, table) };
        let mut files = BTreeMap::new();
        lineage.files(&mut |file| {
            let of = || Self::of(&datasets[Key::new(file.dataset)], &file.table);
            files.entry((file.dataset, file.release)).or_insert_with(of);
        });
        let flagged = |file: &FileTable| file.table.columns.iter().any(|column| !column.form.said.is_empty());
        let mut any = false;
        lineage.files(&mut |file| any |= flagged(file));
        if !any && files.values().all(|said| *said == Self::None) {
            return Self::None;
        }
        Self::Made(Arc::new(files))
    }

    /// Returns what a release of a dataset says of its rows.
    ///
    /// The last periods are the last different values of the first column of dates, months or years, wherever they stand in
    /// the file.
    pub(super) fn of(dataset: &Dataset, table: &Table) -> Self {
        match dataset.provisional {
            None => Self::None,
            Some(Provisional::Last(periods)) => {
                let Some(column) = table.columns.iter().position(|column| column.kind.is_time()) else {
                    return Self::None;
                };
                let reader = Reader::new(&table.columns[column]);
                let mut last = BTreeSet::new();
                for value in (0..table.rows).filter_map(|row| reader.get(row)) {
                    if last.len() < periods as usize || last.first().is_some_and(|least| value > *least) {
                        last.insert(value);
                    }
                    if last.len() > periods as usize {
                        last.pop_first();
                    }
                }
                last.first().map_or(Self::None, |from| Self::From(column, *from))
            }
            Some(Provisional::Status(column)) => {
                let name = &dataset.table.columns[column].name;
                let words = |column: usize| match &table.columns[column].cells {
                    Cells::Words { words, .. } => words.iter().map(|word| dataset.status(word)).collect(),
                    Cells::Values { .. } => Vec::new(),
                };
                table.column(name).map_or(Self::None, |column| Self::Coded(column, Arc::new(words(column))))
            }
        }
    }

    /// Returns what is said of the cells of a column in some rows, all together: marks behind the numbers, and what is said of the
    /// rows, beside that they are revised, which is known of each cell.
    pub(super) fn said_in(&self, table: &Table, column: usize, rows: impl IntoIterator<Item = usize>) -> Caveats {
        let Self::Made(files) = self else {
            let rows: Vec<usize> = rows.into_iter().collect();
            let of_rows = self.said(table, rows.iter().copied()).without(Caveats::REVISED);
            return of_rows.and(table.columns[column].said(&rows));
        };
        let of = |cell: &FileCell<'_>| {
            let said = files.get(&(cell.origin.dataset, cell.origin.release));
            said.map_or(Caveats::NONE, |said| said.said_in(&cell.origin.table, cell.column, [cell.row]))
        };
        rows.into_iter()
            .fold(Caveats::NONE, |all, row| table.made_of(row, column).iter().fold(all, |all, cell| all.and(of(cell))))
    }

    /// Returns what is said of some rows, all together.
    pub(super) fn said(&self, table: &Table, rows: impl IntoIterator<Item = usize>) -> Caveats {
        let rows = rows.into_iter();
        match self {
            Self::None => Caveats::NONE,
            Self::Made(files) => {
                let of = |(file, row): (&FileTable, usize)| {
                    files.get(&(file.dataset, file.release)).map_or(Caveats::NONE, |said| said.said(&file.table, [row]))
                };
                let below = |row| table.lineage.iter().flat_map(move |lineage| lineage.rows(row));
                rows.flat_map(below).map(of).fold(Caveats::NONE, Caveats::and)
            }
            Self::From(column, from) => {
                let reader = Reader::new(&table.columns[*column]);
                let mut last = rows.map(|row| reader.get(row).is_some_and(|value| value >= *from));
                if last.any(|last| last) { Caveats::PROVISIONAL } else { Caveats::NONE }
            }
            Self::Coded(column, says) => {
                let reader = Reader::new(&table.columns[*column]);
                let of = |row| reader.get(row).and_then(|code| says.get(usize::try_from(code).ok()?)).copied();
                rows.filter_map(of).fold(Caveats::NONE, Caveats::and)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, release};
    use super::*;
    use crate::model::Model;

    const NOW: &str = "month:yearmonth,region,n:integer,m:number\n\
                       2025-09,north,5,1.00\n2025-09,south,6,2.00\n2025-10,north,7,3.00\n2025-10,south,8,4.50\n";

    fn model(csv: &str, change: impl FnOnce(&mut Dataset)) -> Model {
        let mut sample = Sample::new();
        sample.change("monthly", None, csv, change);
        sample.model
    }

    /// Returns the revised cells as column and row.
    fn revised(csv: &str, change: impl FnOnce(&mut Dataset)) -> Vec<(usize, usize)> {
        let model = model(csv, change);
        let (_, _, dataset) = model.datasets.iter().next().unwrap();
        let revisions = Revisions::of(dataset);
        let cells =
            (0..dataset.table.columns.len()).flat_map(|column| (0..dataset.table.rows).map(move |row| (column, row)));
        cells.filter(|(column, row)| revisions.has(*column, *row)).collect()
    }

    #[test]
    fn a_cell_is_revised_where_the_earlier_release_held_another_value() {
        let earlier =
            "n:integer,region,month:yearmonth,m:number\n8,south,2025-10,4.5\n7,north,2025-10,3\n4,north,2025-09,1\n";
        let found = revised(NOW, |dataset| dataset.earlier = vec![release("2025-11-04", earlier)]);
        assert_eq!(found, [(2, 0)], "in another order, with another scale, and without one of the rows");
    }

    #[test]
    fn the_latest_earlier_release_that_has_the_row_decides() {
        let old = "month:yearmonth,region,n:integer\n2025-09,north,1\n2025-09,south,1\n2025-10,north,1\n";
        let newer = "month:yearmonth,region,n:integer\n2025-09,north,5\n2025-09,south,\n";
        let found = revised(NOW, |dataset| {
            dataset.earlier = vec![release("2025-10-04", old), release("2025-11-04", newer)];
        });
        assert_eq!(found, [(2, 2)], "the newer release has the first two, one of them without a value");
    }

    #[test]
    fn a_finer_or_coarser_scale_is_no_revision_and_another_value_is() {
        let earlier = "month:yearmonth,region,m:integer\n2025-09,north,1\n2025-10,north,3\n2025-10,south,4\n";
        let found = revised(NOW, |dataset| dataset.earlier = vec![release("2025-11-04", earlier)]);
        assert_eq!(found, [(3, 3)]);
    }

    #[test]
    fn rows_that_cannot_be_told_apart_are_never_revised() {
        let now = "region,year:integer,n:integer\nnorth,2024,5\nnorth,2025,6\nsouth,2025,7\n";
        let earlier = "region,year:integer,n:integer\nnorth,2024,9\nsouth,2025,8\n";
        let ask = |key: Vec<usize>| {
            revised(now, |dataset| {
                dataset.primary_key = key;
                dataset.earlier = vec![release("2025-11-04", earlier)];
            })
        };
        assert_eq!(ask(vec![]), [(2, 2)], "two rows are of the north, one in the earlier release");
        assert_eq!(ask(vec![0, 1]), [(2, 0), (2, 2)], "the primary key tells them apart");
        let numbers = revised("a:integer,n:integer\n1,2\n", |dataset| {
            dataset.earlier = vec![release("2025-11-04", "a:integer,n:integer\n1,3\n")];
        });
        assert_eq!(numbers, [], "nothing names a row");
    }

    #[test]
    fn a_status_column_names_no_row_and_marks_whole_ones() {
        let now = "month:yearmonth,status,n:integer\n2025-09,R,5\n2025-10,P,7\n2025-11,P,9\n";
        let earlier = "month:yearmonth,status,n:integer\n2025-09,P,5\n2025-10,P,6\n";
        let ask = |earlier: Vec<crate::model::Release>| {
            revised(now, |dataset| {
                dataset.provisional = Some(Provisional::Status(1));
                dataset.earlier = earlier;
            })
        };
        assert_eq!(ask(vec![]), [(0, 0), (1, 0), (2, 0)]);
        assert_eq!(ask(vec![release("2025-10-04", earlier)]), [(0, 0), (1, 0), (2, 0), (2, 1)]);
    }
}
