//! Which further cells are withheld, so that a small count cannot be worked out from what is printed beside it.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::join::{Frame, Reader};
use crate::evaluate::sums::{Sum, determined};
use crate::evaluate::units::FEW;
use crate::outcome::Withheld;

/// The most unknown cells for which all sums are solved together; beyond that each line is looked at by itself.
const TOGETHER: usize = 2000;

/// Returns what is withheld of some cells, in their order; `unit` is what one whole is among the values, and the lines say
/// which cells add up to which.
pub(super) fn withheld(values: &[Option<i128>], unit: i128, lines: &[SumLine<usize>]) -> Vec<Option<Withheld>> {
    let mut cells = Cells::of(values, unit, lines);
    if cells.withheld.iter().any(Option::is_some) {
        cells.protect();
    }
    cells.withheld
}

struct Cells<'v> {
    values: &'v [Option<i128>],
    unit: i128,
    few: i128,
    lines: &'v [SumLine<usize>],
    withheld: Vec<Option<Withheld>>,
    /// The lines in which each cell stands.
    lines_of: Vec<Vec<usize>>,
    /// How many cells of each line are withheld.
    gaps: Vec<usize>,
}

impl<'v> Cells<'v> {
    fn of(values: &'v [Option<i128>], unit: i128, lines: &'v [SumLine<usize>]) -> Self {
        let few = i128::from(FEW).saturating_mul(unit);
        let mut lines_of = vec![Vec::new(); values.len()];
        for (at, line) in lines.iter().enumerate() {
            cells(line).for_each(|cell| lines_of[cell].push(at));
        }
        let (withheld, gaps) = (vec![None; values.len()], vec![0; lines.len()]);
        let mut all = Self { values, unit, few, lines, withheld, lines_of, gaps };
        for (cell, value) in values.iter().enumerate() {
            if value.is_some_and(|value| value != 0 && value.saturating_abs() < few) {
                all.withhold(cell, Withheld::Small);
            }
        }
        all
    }

    fn withhold(&mut self, cell: usize, why: Withheld) {
        self.withheld[cell] = Some(why);
        self.lines_of[cell].iter().for_each(|line| self.gaps[*line] += 1);
    }

    /// Withholds one cell after the other until no line gives a small count away, nor all lines together.
    fn protect(&mut self) {
        // A line that gives nothing away does so only once another of its cells is withheld.
        let mut open: BTreeSet<usize> = (0..self.lines.len()).collect();
        loop {
            while let Some(at) = open.pop_first() {
                let line = &self.lines[at];
                if let Some(next) = self.is_exposed(line).then(|| self.next(line)).flatten() {
                    self.withhold(next, Withheld::Protecting);
                    open.extend(&self.lines_of[next]);
                }
            }
            let Some(next) = self.next_for_all() else { return };
            self.withhold(next, Withheld::Protecting);
            open.extend(&self.lines_of[next]);
        }
    }

    /// Returns whether a reader can work out a withheld cell of a line: the only one, or ones that their sum forces to be
    /// as low or as high as they can be.
    fn is_exposed(&self, line: &SumLine<usize>) -> bool {
        let hidden: Vec<usize> = cells(line).filter(|cell| self.withheld[*cell].is_some()).collect();
        if hidden.len() < 2 {
            return hidden.len() == 1;
        }
        let sum = match line.total {
            Total::Cell(total) if self.withheld[total].is_some() => return false,
            Total::Cell(total) => self.values[total],
            Total::Printed(sum) => Some(sum),
        };
        let mut printed = line.parts.iter().filter(|cell| self.withheld[**cell].is_none());
        let printed = printed.try_fold(0_i128, |sum, cell| Some(sum.saturating_add(self.values[*cell]?)));
        let Some((sum, printed)) = sum.zip(printed).filter(|_| self.unit == 1) else { return false };
        let left = sum.saturating_sub(printed);
        let is_small = |cell: &&usize| self.withheld[**cell] == Some(Withheld::Small);
        let count = |many: usize| i128::try_from(many).unwrap_or(i128::MAX);
        let (small, all) = (count(hidden.iter().filter(is_small).count()), count(hidden.len()));
        left == small + (all - small) * self.few || (small == all && left == small * (self.few - 1))
    }

    /// Returns the printed cell of a line to withhold next, of those that are large enough to hide another: a part before the
    /// sum, then the one that leaves the fewest other lines with a single gap, then the smallest.
    fn next(&self, line: &SumLine<usize>) -> Option<usize> {
        let total = |cell: usize| line.total == Total::Cell(cell);
        let free = cells(line).filter_map(|cell| {
            let value = self.values[cell].filter(|value| *value >= self.few && self.withheld[cell].is_none())?;
            Some((total(cell), self.new_gaps(cell), value, cell))
        });
        free.min().map(|(.., cell)| cell)
    }

    /// Returns how many lines a cell would be the only gap of.
    fn new_gaps(&self, cell: usize) -> usize {
        self.lines_of[cell].iter().filter(|line| self.gaps[**line] == 0).count()
    }

    /// Returns a cell to withhold because all lines together still determine a small count.
    fn next_for_all(&self) -> Option<usize> {
        let hidden = |cell: &usize| self.withheld[*cell].is_some();
        if self.withheld.iter().flatten().count() > TOGETHER {
            return None;
        }
        let sums = self.lines.iter().map(|line| {
            let parts = line.parts.iter().filter(|cell| hidden(cell)).map(|cell| (*cell, 1));
            let total = match line.total {
                Total::Cell(total) if hidden(&total) => Some((total, -1)),
                Total::Cell(_) | Total::Printed(_) => None,
            };
            Sum { of: parts.chain(total).collect(), told_by: None }
        });
        let told: BTreeSet<usize> = determined(sums.collect()).into_keys().collect();
        let told = |cell: &usize| told.contains(cell);
        // A cell that is told but protects another may stay told: what matters is the small one.
        let small = |cell: &usize| self.withheld[*cell] == Some(Withheld::Small);
        let exposed = self.lines.iter().filter(|line| cells(line).any(|cell| told(&cell) && small(&cell)));
        exposed.filter_map(|line| self.next(line)).min_by_key(|cell| (self.values[*cell], *cell))
    }
}

/// Visits the cells of a line, its sum last.
fn cells(line: &SumLine<usize>) -> impl Iterator<Item = usize> {
    let total = match line.total {
        Total::Cell(total) => Some(total),
        Total::Printed(_) => None,
    };
    line.parts.iter().copied().chain(total)
}

/// Cells that are added up, and their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SumLine<C> {
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
pub(super) fn columns_that_add_up(frame: &Frame<'_>, columns: &[usize]) -> Vec<SumLine<usize>> {
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
                found.push(SumLine { parts, total: Total::Cell(total) });
            }
        }
    }
    found
}

/// Returns which columns are the sum of all the others in every row of the file that holds them all.
fn sums_of_all_others(amounts: &Amounts<'_>, rows: &[u32], columns: &[usize]) -> Vec<SumLine<usize>> {
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
    let lines = are_sums.map(|total| SumLine { parts: others(total), total: Total::Cell(total) });
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
pub(super) fn rows_that_add_up(frame: &Frame<'_>, rows: &[u32], columns: &[usize]) -> Vec<SumLine<(usize, usize)>> {
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
                found.extend(complete.iter().map(|(at, _)| SumLine {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a table of numbers as printed: `<` for a small count, `x` for a cell that protects one. The last of each
    /// row, and the last row, are the sums.
    fn table(rows: &[&[i128]]) -> Vec<String> {
        let (height, width) = (rows.len(), rows[0].len());
        let values: Vec<Option<i128>> = rows.iter().flat_map(|row| row.iter().copied().map(Some)).collect();
        let line = |cells: Vec<usize>| {
            let (total, parts) = cells.split_last().unwrap();
            SumLine { parts: parts.to_vec(), total: Total::Cell(*total) }
        };
        let across = (0..height).map(|row| line((0..width).map(|column| row * width + column).collect()));
        let down = (0..width).map(|column| line((0..height).map(|row| row * width + column).collect()));
        let lines: Vec<_> = across.chain(down.filter(|line| !line.parts.is_empty())).collect();
        let lines = lines.into_iter().filter(|line| line.parts.len() > 1).collect::<Vec<_>>();
        let hidden = withheld(&values, 1, &lines);
        let show = |at: usize| match hidden[at] {
            None => rows[at / width][at % width].to_string(),
            Some(Withheld::Small) => "<".into(),
            Some(Withheld::Protecting) => "x".into(),
        };
        let words = |row| (0..width).map(|column| show(row * width + column)).collect::<Vec<_>>().join(" ");
        (0..height).map(words).collect()
    }

    #[test]
    fn beside_one_small_count_the_next_smallest_cell_is_withheld() {
        assert_eq!(table(&[&[3, 120, 40, 163]]), ["< 120 x 163"]);
        assert_eq!(table(&[&[5, 120, 0, 125]]), ["5 120 0 125"]);
        assert_eq!(table(&[&[3, 0, 0, 3]]), ["< 0 0 <"], "the total hides it as long as it is small itself");
        assert_eq!(table(&[&[3, 4, 20, 27]]), ["< < 20 27"], "each may be the three");
    }

    #[test]
    fn a_sum_that_leaves_one_possibility_hides_nothing() {
        assert_eq!(table(&[&[1, 1, 20, 22]]), ["< < x 22"], "two counts of at least one that add up to two");
        assert_eq!(table(&[&[4, 4, 20, 28]]), ["< < x 28"], "two counts of at most four that add up to eight");
        assert_eq!(table(&[&[1, 5, 9, 15]]), ["< x x 15"], "one and five are the least that they can be");
        assert_eq!(table(&[&[4, 4, 0, 8]]), ["< < 0 x"], "only the sum is left to be withheld");
    }

    #[test]
    fn a_count_is_hidden_from_its_row_and_from_its_column() {
        let rows: [&[i128]; 3] = [&[3, 50, 53], &[60, 70, 130], &[63, 120, 183]];
        assert_eq!(table(&rows), ["< x 53", "x x 130", "63 120 183"]);
        let rows: [&[i128]; 4] = [&[3, 50, 10, 63], &[60, 70, 80, 210], &[9, 2, 30, 41], &[72, 122, 120, 314]];
        assert_eq!(table(&rows), ["< x 10 63", "60 70 80 210", "x < 30 41", "72 122 120 314"]);
    }

    #[test]
    fn cells_that_all_lines_together_would_tell_are_hidden_too() {
        // Each line has two cells that are withheld, and the small one joins two squares of them.
        let values: Vec<Option<i128>> = [6, 7, 8, 9, 10, 11, 12, 13, 2, 99].map(Some).into();
        let line = |parts: &[usize]| {
            let sum = parts.iter().map(|cell| values[*cell].unwrap()).sum();
            SumLine { parts: parts.to_vec(), total: Total::Printed(sum) }
        };
        let squares: [&[usize]; 4] = [&[0, 1], &[2, 3, 8, 9], &[0, 2], &[1, 3]];
        let lines: Vec<SumLine<usize>> = squares.map(line).into();
        let mut cells = Cells::of(&values, 1, &lines);
        (0..4).for_each(|cell| cells.withhold(cell, Withheld::Protecting));
        assert!(!lines.iter().any(|line| cells.is_exposed(line)));
        assert_eq!(cells.next_for_all(), Some(9));
        cells.protect();
        assert_eq!(cells.next_for_all(), None);
    }
}
