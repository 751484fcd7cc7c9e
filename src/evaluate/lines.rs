//! Which printed cells of a table add up to others: a column that is the sum of others in every row of the file, and a row
//! that is the sum of all the others beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{Frame, Reader};

/// Cells that are added up, and their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<C> {
    /// What is added up.
    pub(super) parts: Vec<C>,
    /// What it comes to.
    pub(super) total: Total<C>,
}

/// A sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Total<C> {
    /// It stands in a cell.
    Cell(C),
    /// It is printed elsewhere.
    Printed(i128),
}

/// With so many columns or fewer, any of them may be a sum of some of the others; with more, of all the others only.
const ANY_OF: usize = 10;

/// The cells of some columns of numbers, brought to one scale.
pub(super) struct Amounts<'f> {
    readers: Vec<(Reader<'f>, i128)>,
    /// What one whole unit is on that scale.
    pub(super) unit: i128,
}

impl<'f> Amounts<'f> {
    /// Returns the amounts of these columns.
    pub(super) fn of(frame: &'f Frame<'_>, columns: &[usize]) -> Self {
        let power = |digits: u32| 10_i128.checked_pow(digits).unwrap_or(i128::MAX);
        let scale = columns.iter().map(|column| frame.column(*column).scale()).max().unwrap_or(0);
        let reader = |column: &usize| (frame.reader(*column), power(scale - frame.column(*column).scale()));
        Self { readers: columns.iter().map(reader).collect(), unit: power(scale) }
    }

    /// Returns the amount in a row, of the column at this place.
    pub(super) fn get(&self, row: u32, at: usize) -> Option<i128> {
        let (reader, factor) = &self.readers[at];
        reader.get(row as usize).map(|value| i128::from(value).saturating_mul(*factor))
    }
}

/// Returns which columns are the sum of others in every row of the file that holds them all: places among the columns.
pub(super) fn columns_that_add_up(frame: &Frame<'_>, columns: &[usize]) -> Vec<Line<usize>> {
    let amounts = Amounts::of(frame, columns);
    // A row of zeros alone is for no sum and against none.
    let counts = |row: &u32| (0..columns.len()).any(|at| amounts.get(*row, at) != Some(0));
    let joined = (0..).take(frame.rows()).filter(|row| frame.has_partner(*row as usize));
    let rows: Vec<u32> = joined.filter(counts).collect();
    let mut found = Vec::new();
    if columns.len() > ANY_OF {
        return sums_of_all_others(&amounts, &rows, columns);
    }
    for total in 0..columns.len() {
        let others: Vec<usize> =
            (0..columns.len()).filter(|at| *at != total && columns[*at] != columns[total]).collect();
        for set in 1..1_u32 << others.len() {
            let taken = |place: &usize| set >> place & 1 == 1;
            let parts: Vec<usize> = (0..others.len()).filter(taken).map(|place| others[place]).collect();
            if parts.len() > 1 && add_up(&amounts, &rows, &parts, total) {
                found.push(Line { parts, total: Total::Cell(total) });
            }
        }
    }
    found
}

/// Returns which columns are the sum of all the others in every row of the file that holds them all.
fn sums_of_all_others(amounts: &Amounts<'_>, rows: &[u32], columns: &[usize]) -> Vec<Line<usize>> {
    // A column that stands twice is no part of itself.
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for column in columns {
        *places.entry(*column).or_default() += 1;
    }
    let mut sums = vec![true; columns.len()];
    let mut seen = vec![false; columns.len()];
    for row in rows {
        let values: Option<Vec<i128>> = (0..columns.len()).map(|at| amounts.get(*row, at)).collect();
        let Some(values) = values else { continue };
        let all = values.iter().fold(0_i128, |sum, value| sum.saturating_add(*value));
        for (at, value) in values.iter().enumerate() {
            let own = i128::try_from(places[&columns[at]]).unwrap_or(i128::MAX).saturating_mul(*value);
            sums[at] &= all.saturating_sub(own) == *value;
            seen[at] |= *value != 0;
        }
    }
    let are_sums = (0..columns.len()).filter(|at| sums[*at] && seen[*at]);
    let others = |total: usize| (0..columns.len()).filter(move |at| columns[*at] != columns[total]).collect::<Vec<_>>();
    let lines = are_sums.map(|total| Line { parts: others(total), total: Total::Cell(total) });
    lines.filter(|line| line.parts.len() > 1).collect()
}

fn add_up(amounts: &Amounts<'_>, rows: &[u32], parts: &[usize], total: usize) -> bool {
    let mut seen = false;
    for row in rows {
        let sum = parts.iter().try_fold(0_i128, |sum, part| Some(sum.saturating_add(amounts.get(*row, *part)?)));
        let Some((sum, total)) = sum.zip(amounts.get(*row, total)) else { continue };
        if sum != total {
            return false;
        }
        seen |= total != 0;
    }
    seen
}

/// Returns which of the printed rows are the sum of the others beside them: of all, of those that agree in one column
/// that is no number, or of those that agree in all such columns but one. Cells are row and column, by place.
pub(super) fn rows_that_add_up(frame: &Frame<'_>, rows: &[u32], columns: &[usize]) -> Vec<Line<(usize, usize)>> {
    // A cell of a joined dataset may stand in several rows, and is no part of a sum over them.
    let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at] < frame.first.table.columns.len()).collect();
    let amounts = Amounts::of(frame, columns);
    let mut found = Vec::new();
    for group in groups(frame, rows) {
        let values = |at: usize| group.iter().map(|row| amounts.get(rows[*row], at)).collect::<Option<Vec<i128>>>();
        let complete: Vec<(usize, Vec<i128>)> = own.iter().filter_map(|at| Some((*at, values(*at)?))).collect();
        let sums: Vec<i128> = complete.iter().map(|(_, values)| values.iter().sum()).collect();
        if sums.iter().all(|sum| *sum == 0) {
            continue;
        }
        for (place, total) in group.iter().enumerate() {
            if complete.iter().zip(&sums).all(|((_, values), sum)| values[place].saturating_mul(2) == *sum) {
                found.extend(complete.iter().map(|(at, _)| Line {
                    parts: group.iter().filter(|row| *row != total).map(|row| (*row, *at)).collect(),
                    total: Total::Cell((*total, *at)),
                }));
            }
        }
    }
    found
}

/// Returns the groups of printed rows that one of them may be the sum of, each of three or more.
fn groups(frame: &Frame<'_>, rows: &[u32]) -> BTreeSet<Vec<usize>> {
    let table = frame.first.table;
    let names: Vec<Reader<'_>> =
        table.columns.iter().filter(|column| !column.kind.is_numeric()).map(Reader::new).collect();
    let mut groups = BTreeSet::from([(0..rows.len()).collect::<Vec<usize>>()]);
    let mut by = |agreeing: &[&Reader<'_>]| {
        let mut found: BTreeMap<Vec<Option<i64>>, Vec<usize>> = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            found.entry(agreeing.iter().map(|name| name.get(*row as usize)).collect()).or_default().push(place);
        }
        groups.extend(found.into_values());
    };
    for (at, name) in names.iter().enumerate() {
        by(&[name]);
        by(&names.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, name)| name).collect::<Vec<_>>());
    }
    groups.into_iter().filter(|group| group.len() > 2).collect()
}
