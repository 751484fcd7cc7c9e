//! A table as a selection sees it: its columns, and those of a second dataset where the keys agree; and the rows of each value
//! of a column, for selections that ask for some of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::table::{Column, Table, Translation};
use crate::world::ProjectPath;

/// A release of a dataset: its file and its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct JoinedTable<'m> {
    /// The file.
    pub(super) file: &'m ProjectPath,
    /// The cells.
    pub(super) table: &'m Table,
}

/// What a selection sees.
#[derive(Debug, Clone)]
pub(super) struct Frame<'m> {
    /// The first dataset; rows are its rows.
    pub(super) first: JoinedTable<'m>,
    /// The second, with the row that belongs to each row of the first; [`NO_PARTNER`] where none does.
    pub(super) second: Option<(JoinedTable<'m>, Arc<Found>)>,
}

/// Stands for the partner of a row that has none.
pub(super) const NO_PARTNER: u32 = u32::MAX;

/// Reads the cells of one column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'m> {
    column: &'m Column,
    through: Option<&'m [u32]>,
}

impl<'m> Reader<'m> {
    /// Returns a reader of a table's own column.
    pub(super) fn new(column: &'m Column) -> Self {
        Self { column, through: None }
    }

    /// Returns the encoded value of a row's cell; none where it is missing.
    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<i64> {
        let row = match self.through {
            None => row,
            Some(partners) => match partners[row] {
                NO_PARTNER => return None,
                partner => partner as usize,
            },
        };
        self.column.label(row)
    }
}

impl<'m> Frame<'m> {
    /// Returns how many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.first.table.rows
    }

    /// Returns a column.
    pub(super) fn column(&self, index: usize) -> &'m Column {
        let own = self.first.table.columns.len();
        match &self.second {
            Some((second, _)) if index >= own => &second.table.columns[index - own],
            _ => &self.first.table.columns[index],
        }
    }

    /// Returns a reader of a column.
    pub(super) fn reader(&self, index: usize) -> Reader<'_> {
        let own = self.first.table.columns.len();
        let through = self.second.as_ref().filter(|_| index >= own).map(|(_, partners)| partners.as_slice());
        Reader { column: self.column(index), through }
    }

    /// Returns the second table with its rows that some rows find, as often as they count, where a column is one of its own.
    pub(super) fn found(&self, index: usize, rows: &[u32]) -> Option<(&JoinedTable<'_>, Vec<u32>)> {
        let own = self.first.table.columns.len();
        let (second, found) = self.second.as_ref().filter(|_| index >= own)?;
        Some((second, found.found(rows.iter().copied())))
    }

    /// Returns whether a row takes part: in a join, one without partner does not.
    pub(super) fn has_partner(&self, row: usize) -> bool {
        self.second.as_ref().is_none_or(|(_, partners)| partners[row] != NO_PARTNER)
    }

    /// Returns the line of a row of the table in which a column stands.
    pub(super) fn line_of(&self, index: usize, own_row: usize) -> u32 {
        let own = self.first.table.columns.len();
        let second = self.second.as_ref().filter(|_| index >= own).map(|(second, _)| second);
        second.unwrap_or(&self.first).table.line(own_row)
    }

    /// Returns the file and line of a row's cell in a column.
    pub(super) fn locate(&self, index: usize, row: usize) -> (String, u32) {
        let own = self.first.table.columns.len();
        let (sheet, row, column) = match &self.second {
            Some((second, partners)) if index >= own => (second, partners[row] as usize, index - own),
            _ => (&self.first, row, index),
        };
        let (file, line) = sheet.table.stands(sheet.file, row, column);
        (file.to_string(), line)
    }
}

/// The partner of each row, or the key that stands twice.
pub(super) type Partners = Result<Arc<Found>, KeyTwice>;

/// The rows of the second table that are found by those of the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// For each row of the first table the partner; the first one where several answer.
    partners: Vec<u32>,
    /// By the first of several that answer one key, all of them.
    groups: HashMap<u32, Vec<u32>>,
    /// Whether a cell that several rows find counts once.
    once: bool,
}

impl std::ops::Deref for Found {
    type Target = Vec<u32>;

    fn deref(&self) -> &Vec<u32> {
        &self.partners
    }
}

impl Found {
    /// Returns the rows of the second table that some rows of the first find, as often as they count.
    pub(super) fn found(&self, rows: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut firsts: Vec<u32> =
            rows.map(|row| self.partners[row as usize]).filter(|partner| *partner != NO_PARTNER).collect();
        if self.once {
            firsts.sort_unstable();
            firsts.dedup();
        }
        let all = |first: u32| self.groups.get(&first).cloned().unwrap_or_else(|| vec![first]);
        let mut found: Vec<u32> = firsts.into_iter().flat_map(all).collect();
        if self.once {
            found.sort_unstable();
        }
        found
    }
}

/// What a join asks for.
pub(super) struct Asked<'a> {
    /// Pairs of columns of the first and the second table.
    pub(super) key: &'a [(usize, usize)],
    /// The rows of the second that are looked up.
    pub(super) rows: &'a [u32],
    /// Whether several may answer one key.
    pub(super) many: bool,
    /// Whether a cell that several rows find counts once.
    pub(super) once: bool,
}

/// A key that stands twice in the second table of a join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyTwice {
    /// The file of the second table.
    pub(super) file: String,
    /// The names of the key's columns.
    pub(super) columns: Vec<String>,
    /// The lines of the two rows.
    pub(super) lines: (u32, u32),
}

/// Returns the partner of each row of the first table.
pub(super) fn partners(first: JoinedTable<'_>, second: JoinedTable<'_>, asked: &Asked<'_>) -> Partners {
    let key = asked.key;
    let theirs: Vec<Reader<'_>> = key.iter().map(|(_, b)| Reader::new(&second.table.columns[*b])).collect();
    let mut rows: HashMap<Vec<i64>, u32> = HashMap::with_capacity(asked.rows.len());
    let mut groups: HashMap<u32, Vec<u32>> = HashMap::new();
    for row in asked.rows.iter().copied() {
        let cells = theirs.iter().map(|reader| reader.get(row as usize)).collect::<Option<Vec<i64>>>();
        let Some(cells) = cells else { continue };
        match rows.entry(cells) {
            Entry::Vacant(free) => {
                free.insert(row);
            }
            Entry::Occupied(before) if asked.many => {
                let first = *before.get();
                groups.entry(first).or_insert_with(|| vec![first]).push(row);
            }
            Entry::Occupied(before) => {
                let line = |row: u32| second.table.line(row as usize);
                return Err(KeyTwice {
                    file: second.file.to_string(),
                    columns: key.iter().map(|(_, b)| second.table.columns[*b].name.clone()).collect(),
                    lines: (line(*before.get()), line(row)),
                });
            }
        }
    }
    let ours: Vec<(Reader<'_>, Translation)> = key
        .iter()
        .map(|(a, b)| {
            let column = &first.table.columns[*a];
            (Reader::new(column), Translation::between(column, &second.table.columns[*b]))
        })
        .collect();
    let mut cells = Vec::with_capacity(key.len());
    let partner = |row: usize| {
        cells.clear();
        for (reader, translation) in &ours {
            match reader.get(row).and_then(|value| translation.of(value)) {
                Some(value) => cells.push(value),
                None => return NO_PARTNER,
            }
        }
        rows.get(cells.as_slice()).copied().unwrap_or(NO_PARTNER)
    };
    let partners = (0..first.table.rows).map(partner).collect();
    Ok(Arc::new(Found { partners, groups, once: asked.once }))
}

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
        Self::by(&|row| reader.get(row), rows)
    }

    fn by(value: &impl Fn(usize) -> Option<i64>, rows: usize) -> Self {
        let (mut least, mut greatest) = (i64::MAX, i64::MIN);
        for value in (0..rows).filter_map(value) {
            least = least.min(value);
            greatest = greatest.max(value);
        }
        let span = greatest.checked_sub(least).and_then(|span| usize::try_from(span).ok());
        match span.filter(|span| *span < rows.saturating_mul(2).saturating_add(1024)) {
            Some(span) => Self::counted(value, rows, least, span + 1),
            None => Self::sorted(value, rows),
        }
    }

    /// Sorts by counting, for dictionary codes and for numbers that lie close together.
    fn counted(value: &impl Fn(usize) -> Option<i64>, rows: usize, least: i64, span: usize) -> Self {
        let slot = |row| Some(usize::try_from(value(row)? - least).expect("no value is below the least"));
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
        let of_slot = |at: &usize| least + i64::try_from(*at).expect("a slot lies between two values");
        Self {
            values: used.iter().map(of_slot).collect(),
            starts: used.iter().map(|at| starts[*at]).chain([starts[span]]).collect(),
            rows: sorted,
        }
    }

    fn sorted(value: &impl Fn(usize) -> Option<i64>, rows: usize) -> Self {
        let mut pairs: Vec<(i64, u32)> =
            (0..rows).filter_map(|row| value(row).map(|value| (value, narrow(row)))).collect();
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

/// The rows of a table by the values of several columns together.
#[derive(Debug)]
pub(super) struct Group {
    /// The different values of each column, ascending.
    values: Vec<Vec<i64>>,
    /// The rows by the place of their values among those, counted through all the columns.
    postings: Postings,
}

impl Group {
    /// Returns the rows by the values of these columns; none where there are more combinations than can be numbered.
    pub(super) fn of(columns: &[&Postings], rows: usize) -> Option<Self> {
        let values: Vec<Vec<i64>> = columns.iter().map(|postings| postings.values.clone()).collect();
        let combinations = |all: i64, values: &Vec<i64>| all.checked_mul(i64::try_from(values.len()).ok()?.max(1));
        values.iter().try_fold(1, combinations)?;
        let mut numbers = vec![Some(0); rows];
        for postings in columns {
            // The rows of each value are known, so that no row has to look for the place of its own.
            let mut longer = vec![None; rows];
            for place in 0..postings.values.len() {
                for row in postings.slice(place, place + 1) {
                    let row = *row as usize;
                    longer[row] = numbers[row].and_then(|number| append(number, postings.values.len(), place));
                }
            }
            numbers = longer;
        }
        let postings = Postings::by(&|row| numbers[row], rows);
        Some(Self { values, postings })
    }

    /// Returns the rows that hold these values, one for each column, ascending.
    pub(super) fn equal(&self, wanted: &[i64]) -> &[u32] {
        number(&self.values, wanted.iter().copied().map(Some)).map_or(&[], |number| self.postings.equal(number))
    }
}

/// Returns the number of a combination of values; none where one is missing or stands in no row.
fn number(values: &[Vec<i64>], of: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    values.iter().zip(of).try_fold(0, |number, (values, value)| {
        let place = values.binary_search(&value?).ok()?;
        append(number, values.len(), place)
    })
}

/// Returns the number of a combination with one more column, whose value is at this place among so many.
fn append(number: i64, values: usize, place: usize) -> Option<i64> {
    Some(number * i64::try_from(values).ok()? + i64::try_from(place).ok()?)
}

/// Returns a row's number as postings keep it.
pub(super) fn narrow(row: usize) -> u32 {
    u32::try_from(row).expect("a table has fewer than 2^32 rows")
}
