//! `lookup`: a column of another table, found by its keys.

use std::sync::Arc;

use crate::model::Filter;
use crate::table::{Cells, Column, Integers, Made, Partners, Table};

use super::filter::{cells_at, passing, picked};
use super::groups::matched;
use super::{Fault, Sheet, fitted, narrow};

/// Adds a column of another table.
#[derive(Debug)]
pub(crate) struct Lookup {
    /// The other table.
    pub(crate) other: Sheet,
    /// Pairs of columns that agree: of the sheet, of the other table.
    pub(crate) key: Vec<(usize, usize)>,
    /// What rows of the other table must be.
    pub(crate) conditions: Vec<Filter>,
    /// What is taken.
    pub(crate) take: Take,
    /// The name of the new column.
    pub(crate) name: String,
    /// Whether rows without a partner are left out; else they are a fault.
    pub(crate) leave_out: bool,
}

/// What is taken of the rows found; columns of the other table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Take {
    /// The value of exactly one row.
    Value(usize),
    /// The sum over all.
    Sum(usize),
}

impl Lookup {
    /// Returns the table with the new column.
    pub(crate) fn apply(&self, mut sheet: Sheet) -> Result<Table, Fault> {
        let among = passing(&self.other.table, &self.conditions);
        let others: Vec<&Column> = self.key.iter().map(|(_, other)| self.other.column(*other)).collect();
        let find = |sheet: &Sheet| {
            let own: Vec<&Column> = self.key.iter().map(|(own, _)| sheet.column(*own)).collect();
            matched(&own, &others, &among, sheet.table.rows).ok_or(Fault::TooManyRows)
        };
        let (mut groups, found) = find(&sheet)?;
        let lost = |groups: &[u32]| groups.contains(&Partners::NONE);
        if lost(&groups) {
            let partner = |row: &usize| (groups[*row] == Partners::NONE) != self.leave_out;
            let rows: Vec<usize> = (0..groups.len()).filter(partner).collect();
            if !self.leave_out {
                return Err(Fault::Unmatched { rows });
            }
            groups.retain(|group| *group != Partners::NONE);
            sheet = Sheet::made(picked(sheet, rows.into_iter().map(narrow).collect()));
        }
        match self.take {
            Take::Value(column) => self.value(sheet, &groups, &found, column),
            Take::Sum(column) => self.sum(sheet, groups, found, column),
        }
    }

    fn value(&self, sheet: Sheet, groups: &[u32], found: &crate::table::Groups, column: usize) -> Result<Table, Fault> {
        let rows: Vec<u32> = groups.iter().map(|group| found.of(*group as usize)[0]).collect();
        if found.rows.len() != found.len()
            && let Some(row) = groups.iter().position(|group| found.of(*group as usize).len() > 1)
        {
            let there = found.of(groups[row] as usize);
            return Err(Fault::SeveralPartners { row, there: (there[0] as usize, there[1] as usize) });
        }
        let of = self.other.column(column);
        let mut new = of.with(cells_at(of, &rows));
        new.name.clone_from(&self.name);
        let made = Made::LookedUp(Partners::One(rows), column);
        Ok(sheet.with(vec![(new, made)], Some(Arc::clone(&self.other.lineage)), Vec::new()))
    }

    fn sum(&self, sheet: Sheet, groups: Vec<u32>, found: crate::table::Groups, column: usize) -> Result<Table, Fault> {
        let of = self.other.column(column);
        let mut sums = Vec::with_capacity(found.len());
        for group in 0..found.len() {
            let mut sum = 0_i128;
            for row in found.of(group) {
                let row = *row as usize;
                sum += i128::from(of.encoded(row).ok_or(Fault::Empty { row, column, beside: true })?);
            }
            sums.push(Some(sum));
        }
        let sums = fitted(&sums, &self.name).map_err(|fault| match fault {
            Fault::TooLong { column, .. } => Fault::TooLong { row: None, column },
            other => other,
        })?;
        let bounds = sums.extent().unwrap_or((0, 0));
        let values =
            Integers::made(groups.len(), bounds, |row| sums.get(groups[row] as usize).unwrap_or(Integers::MISSING));
        let new = Column::made(self.name.clone(), of.kind, Cells::Values { values, scale: of.scale() });
        let new = new.told_as(std::iter::once(of));
        let made = Made::LookedUp(Partners::Several(groups, found), column);
        Ok(sheet.with(vec![(new, made)], Some(Arc::clone(&self.other.lineage)), Vec::new()))
    }
}
