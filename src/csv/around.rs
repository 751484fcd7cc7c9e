//! What stands around the rows of a table: units above them, columns without a name.

use std::collections::BTreeSet;

use crate::diagnostic::Problem;
use crate::table::{ColumnType, Oddity, Table};

use super::dialect::Dialect;
use super::field::Field;
use super::header::{By, Header};
use super::look::{Look, MOST_UNITS};
use super::plan::Plan;
use super::rows::Rows;
use super::sheet::Sheet;
use super::{header_problem, row_problem as wrong};

/// Says that rows below the header seem to be no data. Where that is sure they are left out of what follows.
pub(super) fn units(sheet: &Sheet<'_>, dialect: &mut Dialect, look: &Look, plan: &Plan, problems: &mut Vec<Problem>) {
    let lines = match look.no_data_below_header() {
        0 => return,
        rows => look.lines[rows] + 1 - look.lines[1],
    };
    let fields = || plan.fields.iter().flatten();
    let known = |cell: &String| !cell.is_empty() && fields().any(|field| field.is_missing(cell.as_bytes()));
    let no_text = |column: &usize| {
        plan.fields[*column].as_ref().is_some_and(|field| field.inferred || field.kind != ColumnType::String)
    };
    let said = dialect.skip_below.is_some() || look.rows[1].iter().any(known);
    if !said && look.value_columns().iter().any(no_text) {
        let (first, last) = (look.lines[1], look.lines[1] + lines - 1);
        let sure = look.is_sure_below_header();
        problems.push(wrong::units(sheet.place(sheet.span(first)), lines, last, sure));
        dialect.skip_below = sure.then_some(lines);
    }
}

/// Returns the cell that keeps a column from being read as the values that stand below it.
pub(super) fn above_values(look: &Look, column: usize, field: Option<&Field>) -> Option<Oddity> {
    let (line, written) = look.above_values(column)?;
    let missing = field.is_none_or(|field| !field.inferred || field.is_missing(written.as_bytes()));
    let lines = line + 1 - look.lines[1];
    (!missing).then(|| Oddity {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        written: written.to_owned(),
        help: (lines <= MOST_UNITS).then(|| wrong::unit_help(lines)),
    })
}

/// Says which columns have cells and no name, and returns those, by position in the table, that are to be left out: columns
/// without a name and without a cell as well.
pub(super) fn nameless(
    sheet: &Sheet<'_>,
    dialect: &Dialect,
    header: &Header,
    plan: &Plan,
    table: &Table,
    positions: &[Option<usize>],
    problems: &mut Vec<Problem>,
) -> BTreeSet<usize> {
    const SHOWN: usize = 3;
    if dialect.header() == 0 {
        return BTreeSet::new();
    }
    let rows = Rows::new(*sheet, dialect);
    let mut dropped = BTreeSet::new();
    let mut said = 0;
    for index in &plan.nameless {
        let Some(position) = positions[*index] else { continue };
        dropped.insert(position);
        let column = &table.columns[position];
        if (0..table.rows).all(|row| column.is_missing(row)) {
            continue;
        }
        said += 1;
        if said > SHOWN {
            continue;
        }
        let place = header.place(sheet, &rows, *index);
        problems.push(match header.columns[*index].by {
            By::Repeats(first) => {
                let earlier = header.place(sheet, &rows, first);
                header_problem::duplicate(place, earlier, &header.columns[first].name, *index, dialect.described)
            }
            By::Cell | By::Place => header_problem::unnamed(place, *index, dialect.described),
        });
    }
    if let (1.., Some(last)) = (said.saturating_sub(SHOWN), problems.last_mut()) {
        last.more = said - SHOWN;
        last.message = format!("{}, and {} more columns are like this", last.message, last.more);
    }
    dropped
}
