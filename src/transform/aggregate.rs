//! `aggregate`: one row of each group of rows.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::table::{
    Cells, Column, ColumnType, Groups, Integers, Made, Partners, RowsBelow, Table, YearPart, YearsInParts,
};
use crate::vocabulary::Aggregate as Summary;
use crate::vocabulary::aggregate::rank;

use super::calculate::{cut, digits_for};
use super::filter::cells_at;
use super::groups::{members, numbered};
use super::{Fault, Sheet, fitted, narrow};

/// Makes one row of each group.
#[derive(Debug)]
pub(crate) struct Aggregate {
    /// The columns whose values make a group; none for one group of all.
    pub(crate) groupby: Vec<usize>,
    /// The new columns with their names.
    pub(crate) columns: Vec<(String, Summary)>,
    /// Which of the groups' columns hold longer periods of another column.
    pub(crate) periods: Vec<Period>,
    /// The columns of years with those beside them that say of which month, quarter or week of it a row is.
    pub(crate) years: Vec<Period>,
    /// Whether groups are left out whose period is not whole.
    pub(crate) incomplete: bool,
    /// Whether cells without a value are left out.
    pub(crate) missing: bool,
}

/// A column of longer periods with the column they were made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    /// The column of longer periods.
    pub(crate) longer: usize,
    /// The column of shorter ones.
    pub(crate) shorter: usize,
}

/// A new column with what its cells are made of.
type New = (Column, Made);

impl Aggregate {
    /// Returns the table of the groups, in the order of their first rows.
    pub(crate) fn apply(&self, sheet: Sheet) -> Result<Table, Fault> {
        let keys: Vec<&Column> = self.groupby.iter().map(|index| sheet.column(*index)).collect();
        let (groups, count) = numbered(&keys, sheet.table.rows);
        let mut groups = members(&groups, if self.groupby.is_empty() { sheet.table.rows.min(1) } else { count });
        for period in self.periods.iter().filter(|period| self.groupby.contains(&period.longer)) {
            if !self.groupby.contains(&period.shorter) {
                groups = self.whole(&sheet, groups, *period)?;
            }
        }
        for period in &self.years {
            groups = self.finished(&sheet, groups, *period)?;
        }
        let firsts: Vec<u32> = (0..groups.len()).map(|group| groups.of(group)[0]).collect();
        let key = |index: &usize| {
            let column = sheet.column(*index);
            (column.with(cells_at(column, &firsts)), Made::Kept(*index))
        };
        let mut columns: Vec<New> = self.groupby.iter().map(key).collect();
        for (name, kind) in &self.columns {
            columns.push(self.made(&sheet, &groups, name, *kind)?);
        }
        let rows = groups.len();
        Ok(sheet.makes(columns, rows, RowsBelow::Grouped(groups)))
    }

    /// Returns the groups whose period has all of its shorter ones with a value; others are a fault, or left out.
    fn whole(&self, sheet: &Sheet, groups: Groups, period: Period) -> Result<Groups, Fault> {
        let (longer, shorter) = (sheet.column(period.longer), sheet.column(period.shorter));
        let taken: Vec<&Column> =
            self.columns.iter().filter_map(|(_, kind)| kind.column()).map(|column| sheet.column(column)).collect();
        let has_value = |row: &&u32| taken.iter().all(|column| !column.is_missing(**row as usize));
        let check = |group: usize| {
            let rows = groups.of(group);
            let wanted = longer.encoded(rows[0] as usize).and_then(|at| parts(longer, at, shorter))?;
            let found: HashSet<i64> =
                rows.iter().filter(has_value).filter_map(|row| shorter.encoded(*row as usize)).collect();
            let last = rows.iter().filter(has_value).max_by_key(|row| shorter.encoded(**row as usize));
            let row = last.or(rows.first()).map_or(0, |row| *row as usize);
            (found.len() < wanted).then_some(Fault::Incomplete { row, has: found.len(), of: wanted })
        };
        let faults = (0..groups.len()).into_par_iter().map(check).collect();
        self.kept(groups, faults)
    }

    /// Returns the groups of years that have the months, quarters or weeks that any other year has; others are a fault, or left
    /// out. Where rows are counted only a year is unfinished that the file ends in, or begins in: of other months nothing may have
    /// happened.
    fn finished(&self, sheet: &Sheet, groups: Groups, period: Period) -> Result<Groups, Fault> {
        let year = sheet.column(period.longer);
        let Some(part) = YearPart::of(sheet.column(period.shorter)) else { return Ok(groups) };
        let adds =
            |summary: &Summary| !summary.counts() && !summary.is_extreme() && !matches!(summary, Summary::Value(_));
        let adds = self.columns.iter().any(|(_, summary)| adds(summary));
        if !adds && self.columns.iter().all(|(_, summary)| !summary.counts()) {
            return Ok(groups);
        }
        let taken: Vec<&Column> =
            self.columns.iter().filter_map(|(_, kind)| kind.amounts()).map(|column| sheet.column(column)).collect();
        let has_value = |row: &usize| taken.iter().all(|column| !column.is_missing(*row));
        let at = |row: usize| Some((year.encoded(row)?, part.number(sheet.column(period.shorter).encoded(row)?)?));
        let mut years = YearsInParts::default();
        for (year, part) in (0..sheet.table.rows).filter(has_value).filter_map(at) {
            years.add(year, part);
        }
        let all = years.all();
        let check = |group: usize| {
            let own = year.encoded(groups.of(group)[0] as usize)?;
            let absent = years.absent(own, &all);
            let row = groups.of(group).iter().map(|row| *row as usize).max_by_key(|row| at(*row))?;
            let is_unfinished = if adds { !absent.is_empty() } else { years.is_cut(own, &absent) };
            is_unfinished.then(|| Fault::Unfinished {
                row,
                year: period.longer,
                parts: part.parts,
                has: years.count(own),
                of: all.len(),
            })
        };
        let faults = (0..groups.len()).map(check).collect();
        self.kept(groups, faults)
    }

    /// Returns the groups without a fault where others may be left out.
    fn kept(&self, groups: Groups, faults: Vec<Option<Fault>>) -> Result<Groups, Fault> {
        if !self.incomplete {
            return match faults.into_iter().flatten().next() {
                Some(fault) => Err(fault),
                None => Ok(groups),
            };
        }
        let mut kept = Groups { starts: vec![0], rows: Vec::new() };
        for (group, _) in faults.iter().enumerate().filter(|(_, fault)| fault.is_none()) {
            kept.rows.extend(groups.of(group));
            kept.starts.push(narrow(kept.rows.len()));
        }
        Ok(kept)
    }

    fn made(&self, sheet: &Sheet, groups: &Groups, name: &str, summary: Summary) -> Result<New, Fault> {
        if !self.missing
            && !summary.counts()
            && let Some(column) = summary.columns().find(|column| sheet.column(*column).any_missing())
        {
            let mut rows = (0..groups.len()).flat_map(|group| groups.of(group)).map(|row| *row as usize);
            if let Some(row) = rows.find(|row| sheet.column(column).is_missing(*row)) {
                return Err(Fault::Empty { row, column, beside: false });
            }
        }
        let group = Grouped { sheet, groups, name };
        Ok(match summary {
            Summary::Count(None) => (group.count(<[u32]>::len)?, Made::Counted("rows")),
            Summary::Count(Some(column)) => {
                let column = sheet.column(column);
                let filled = |rows: &[u32]| rows.iter().filter(|row| !column.is_missing(**row as usize)).count();
                (group.count(filled)?, Made::Counted("cells"))
            }
            Summary::Distinct(column) => {
                let column = sheet.column(column);
                let label = |row: &u32| column.label(*row as usize);
                let different = |rows: &[u32]| rows.iter().filter_map(label).collect::<HashSet<_>>().len();
                (group.count(different)?, Made::Counted("different values"))
            }
            Summary::Sum(column) => (group.sum(column)?, Made::Members { how: "sum", column }),
            Summary::Mean(column) => (group.mean(column)?, Made::Members { how: "mean", column }),
            Summary::Weighted { column, weight } => {
                (group.weighted(column, weight)?, Made::Members { how: "weighted mean", column })
            }
            Summary::Median(column) => (group.percentile(column, 5_000)?, Made::Members { how: "median", column }),
            Summary::Percentile { column, at } => {
                (group.percentile(column, at)?, Made::Members { how: "percentile", column })
            }
            Summary::Value(column) => (group.value(column)?, Made::Members { how: "value", column }),
            Summary::Min(column) => group.extreme(column, true)?,
            Summary::Max(column) => group.extreme(column, false)?,
        })
    }
}

/// Groups of rows of which a column is made.
struct Grouped<'s> {
    sheet: &'s Sheet,
    groups: &'s Groups,
    name: &'s str,
}

impl Grouped<'_> {
    /// Returns what is made of each group.
    fn each<T: Send>(&self, of: impl Fn(&[u32]) -> T + Sync) -> Vec<T> {
        (0..self.groups.len()).into_par_iter().map(|group| of(self.groups.of(group))).collect()
    }

    fn count(&self, of: impl Fn(&[u32]) -> usize + Sync) -> Result<Column, Fault> {
        let counts = self.each(|rows| Some(of(rows) as i128));
        let cells = Cells::Values { values: fitted(&counts, self.name)?, scale: 0 };
        Ok(Column::made(self.name.to_owned(), ColumnType::Integer, cells))
    }

    /// Returns a column of the kind and scale of another.
    fn like(&self, column: &Column, values: &[Option<i128>]) -> Result<Column, Fault> {
        let mut new = column.with(Cells::Values { values: fitted(values, self.name)?, scale: column.scale() });
        self.name.clone_into(&mut new.name);
        Ok(new)
    }

    fn sum(&self, column: usize) -> Result<Column, Fault> {
        let column = self.sheet.column(column);
        let sums = self.each(|rows| sum(column, rows).map(|(sum, _)| sum));
        self.like(column, &sums)
    }

    fn mean(&self, column: usize) -> Result<Column, Fault> {
        let column = self.sheet.column(column);
        let digits = digits_for(column, self.name)?;
        let power = 10_i128.pow(digits);
        let means = self.each(|rows| sum(column, rows).map(|(sum, count)| cut(sum * power, count)));
        quotient(self.name, &means, column.scale() + digits)
    }

    /// The mean in which each row counts as often as its weight says; a row without either of the two is left out, where that is
    /// allowed at all.
    fn weighted(&self, column: usize, weight: usize) -> Result<Column, Fault> {
        let (values, weights) = (self.sheet.column(column), self.sheet.column(weight));
        let digits = digits_for(values, self.name)?;
        let power = 10_i128.pow(digits);
        let too_long = || Fault::TooLong { row: None, column: self.name.to_owned() };
        let each = self.each(|rows| {
            let both = |row: &u32| Some((values.encoded(*row as usize)?, weights.encoded(*row as usize)?));
            let (mut sum, mut all, mut any) = (0_i128, 0_i128, false);
            for (value, weight) in rows.iter().filter_map(both) {
                let product = i128::from(value).checked_mul(i128::from(weight)).and_then(|it| sum.checked_add(it));
                (sum, all, any) = (product.ok_or_else(too_long)?, all + i128::from(weight), true);
            }
            match (any, all) {
                (false, _) => Ok(None),
                (true, ..=0) => Err(Fault::DividedByZero { row: rows[0] as usize, column: weight }),
                (true, _) => sum.checked_mul(power).map(|sum| Some(cut(sum, all))).ok_or_else(too_long),
            }
        });
        let means: Vec<Option<i128>> = each.into_iter().collect::<Result<_, _>>()?;
        quotient(self.name, &means, values.scale() + digits)
    }

    /// The value below which so many hundredths of a percent of the rows lie, as a figure works it out.
    fn percentile(&self, column: usize, at: u32) -> Result<Column, Fault> {
        let column = self.sheet.column(column);
        let each = self.each(|rows| {
            let mut values: Vec<i128> = values(column, rows).map(i128::from).collect();
            values.sort_unstable();
            let (lower, part) = rank(values.len(), at);
            let below = *values.get(lower)?;
            let above = values.get(lower + 1).copied().unwrap_or(below);
            Some(below * 10_000 + (above - below) * i128::from(part))
        });
        // As few decimals as hold them all.
        let digits = (0..4).find(|digits| each.iter().flatten().all(|value| value % 10_i128.pow(4 - digits) == 0));
        let digits = digits.unwrap_or(4);
        let cut: Vec<_> = each.into_iter().map(|value| value.map(|value| value / 10_i128.pow(4 - digits))).collect();
        if digits == 0 {
            return self.like(column, &cut);
        }
        let cells = Cells::Values { values: fitted(&cut, self.name)?, scale: column.scale() + digits };
        Ok(Column::made(self.name.to_owned(), ColumnType::Number, cells))
    }

    fn value(&self, column: usize) -> Result<Column, Fault> {
        if let Some(group) = (0..self.groups.len()).find(|group| self.groups.of(*group).len() > 1) {
            let rows = self.groups.of(group);
            return Err(Fault::Several { rows: (rows[0] as usize, rows[1] as usize) });
        }
        let column = self.sheet.column(column);
        let mut new = column.with(cells_at(column, &self.groups.rows));
        self.name.clone_into(&mut new.name);
        Ok(new)
    }

    fn extreme(&self, index: usize, least: bool) -> Result<New, Fault> {
        let column = self.sheet.column(index);
        let rows = self.each(|rows| extreme(column, rows, least));
        let value = |row: &u32| if *row == Partners::NONE { None } else { column.encoded(*row as usize) };
        let values: Vec<_> = rows.iter().map(|row| value(row).map(i128::from)).collect();
        let how = if least { "least" } else { "greatest" };
        Ok((self.like(column, &values)?, Made::Chosen { how, column: index, rows }))
    }
}

fn values<'c>(column: &'c Column, rows: &'c [u32]) -> impl Iterator<Item = i64> + use<'c> {
    rows.iter().filter_map(|row| column.encoded(*row as usize))
}

/// Returns the sum of the cells that have a value, and how many have; none where none has.
fn sum(column: &Column, rows: &[u32]) -> Option<(i128, i128)> {
    let both = values(column, rows).fold((0, 0), |(sum, count), value| (sum + i128::from(value), count + 1));
    (both.1 > 0).then_some(both)
}

/// Returns the first row with the least or the greatest value.
pub(super) fn extreme(column: &Column, rows: &[u32], least: bool) -> u32 {
    let mut found: Option<(i64, u32)> = None;
    for row in rows {
        let Some(value) = column.encoded(*row as usize) else { continue };
        let better = found.is_none_or(|(best, _)| if least { value < best } else { value > best });
        if better {
            found = Some((value, *row));
        }
    }
    found.map_or(Partners::NONE, |(_, row)| row)
}

/// Returns how many of the shorter periods make up a longer one.
fn parts(longer: &Column, at: i64, shorter: &Column) -> Option<usize> {
    let (first, last) = longer.period(at)?.parts(shorter.length()?)?;
    usize::try_from(last.number() - first.number() + 1).ok()
}

/// Returns a column of quotients, of which one decimal is printed.
pub(super) fn quotient(name: &str, values: &[Option<i128>], scale: u32) -> Result<Column, Fault> {
    let values: Integers = fitted(values, name)?;
    let mut column = Column::made(name.to_owned(), ColumnType::Number, Cells::Values { values, scale });
    column.form.printed = Some(1);
    Ok(column)
}
