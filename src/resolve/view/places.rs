//! What a step cannot make of the cells, told with the step's own line and with the file, line and column of the cell.

use std::sync::Arc;

use crate::diagnostic::Problem;
use crate::diagnostic::code::{Code, figure as code};
use crate::resolve::dataset_problem::cells;
use crate::resolve::registry_path::RegistryPath;
use crate::table::{ColumnType, Lineage, fields};
use crate::transform::{Fault, Lookup, Sheet};

/// Where the rows and columns of a sheet stand, for what is said of a step after its sheet was used up.
pub(super) struct Places {
    side: Side,
    /// The table in which something is looked up, and the columns of the key on both sides.
    beside: Option<(Side, Vec<(usize, usize)>)>,
    /// The kinds of a period, and of the one in which it lies.
    periods: Option<(ColumnType, ColumnType)>,
}

/// A table: its id, how many rows it has, what its columns are called.
struct Side {
    id: String,
    rows: usize,
    names: Vec<String>,
    lineage: Arc<Lineage>,
}

impl Side {
    fn of(sheet: &Sheet, id: &str) -> Self {
        let names = sheet.table.names().map(ToOwned::to_owned).collect();
        Self { id: id.to_owned(), rows: sheet.table.rows, names, lineage: Arc::clone(&sheet.lineage) }
    }

    fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// Returns a cell as its file has it, and where that is.
    fn cell(&self, row: usize, column: usize) -> (String, String) {
        match self.lineage.cells(row, column).first() {
            Some(cell) => {
                let written = cell.origin.table.columns[cell.column].written(cell.row).into_owned();
                (written, format!("line {} of {}", cell.line(), cell.origin.file))
            }
            None => (String::new(), self.line(row)),
        }
    }

    /// Returns where a row stands.
    fn line(&self, row: usize) -> String {
        let (file, line) = self.lineage.stands(row);
        format!("line {line} of {file}")
    }
}

impl Places {
    /// Returns the places of a sheet of the view with this id.
    pub(super) fn of(sheet: &Sheet, id: &str) -> Self {
        Self { side: Side::of(sheet, id), beside: None, periods: None }
    }

    /// Returns them with those of the table in which is looked up.
    pub(super) fn beside(self, lookup: &Lookup, id: &str) -> Self {
        Self { beside: Some((Side::of(&lookup.other, id), lookup.key.clone())), ..self }
    }

    /// Returns them with the kinds of periods that a step is about.
    pub(super) fn about(self, shorter: ColumnType, longer: ColumnType) -> Self {
        Self { periods: Some((shorter, longer)), ..self }
    }

    /// Returns the problem of a fault.
    pub(super) fn problem(&self, fault: Fault, at: &RegistryPath<'_>) -> Problem {
        let (code, message, note, help) = self.words(fault);
        Problem::error(code, at.name(), message).note(note).help(help)
    }

    #[expect(clippy::too_many_lines, reason = "one table of what each fault says")]
    fn words(&self, fault: Fault) -> (&'static Code, String, String, String) {
        let (side, id) = (&self.side, &self.side.id);
        let shorter = self.periods.map_or(ColumnType::Year, |(shorter, _)| shorter);
        match fault {
            Fault::TooManyRows => (
                &code::NUMBER_TOO_LONG,
                format!("view `{id}` would have more rows or labels than can be numbered"),
                "a table holds some four thousand million of them at the most".into(),
                "put a `filter` before this step".into(),
            ),
            Fault::TooLong { row, column } => (
                &code::NUMBER_TOO_LONG,
                format!("a number of column `{column}` has more digits than are kept exactly"),
                row.map_or_else(
                    || "numbers of a table are exact to 18 digits".into(),
                    |row| format!("it is that of {}; numbers of a table are exact to 18 digits", side.line(row)),
                ),
                "look for a cell that is far too large".into(),
            ),
            Fault::DividedByZero { row, column } => (
                &code::DIVISION_BY_ZERO,
                format!("view `{id}` divides by zero: `{}` is 0 on {}", side.name(column), side.cell(row, column).1),
                "a share of nothing, or a change from nothing, has no value".into(),
                "put a `filter` before this step that leaves such rows out, or say the two numbers side by side".into(),
            ),
            Fault::Unmatched { rows } => self.unmatched(&rows),
            Fault::SeveralPartners { row, there } => {
                let (other, key) = self.other();
                let keys: Vec<String> =
                    key.iter().map(|(own, _)| side.cell(row, *own).0).filter(|cell| !cell.is_empty()).collect();
                let keys = if keys.is_empty() { side.line(row) } else { format!("“{}”", keys.join(", ")) };
                (
                    &code::JOIN_KEY_TWICE,
                    format!(
                        "two rows of `{}` answer for {keys}: {} and {}",
                        other.id,
                        other.line(there.0),
                        other.line(there.1)
                    ),
                    "`value` is the cell of exactly one row".into(),
                    "take the `sum`, or add a condition to the `where` of the lookup".into(),
                )
            }
            Fault::Empty { row, column, beside } => {
                let side = if beside { self.other().0 } else { side };
                (
                    &code::EMPTY_CELL,
                    format!(
                        "view `{id}` needs a cell that is empty: `{}` on {}",
                        side.name(column),
                        side.cell(row, column).1
                    ),
                    "what is not known is not zero: a total over an empty cell would be too small".into(),
                    if beside {
                        "leave the row out with a condition in the `where` of the lookup, such as `not: \"\"`".into()
                    } else {
                        "put a `filter` before this step that leaves the row out, such as `not: \"\"` for that column; \
                         an `aggregate` takes `missing: leave-out`"
                            .into()
                    },
                )
            }
            Fault::TwoParents { row } => {
                let longer = self.periods.map_or(ColumnType::Year, |(_, longer)| longer);
                (
                    &code::PERIOD_IN_TWO,
                    format!("a period of view `{id}` lies in two {}: that of {}", cells(longer), side.line(row)),
                    "what was counted in it cannot be divided among the two; weeks belong to their ISO year and to no month".into(),
                    if shorter == ColumnType::Week { "make years of the weeks" } else { "choose a longer period that holds it whole" }.into(),
                )
            }
            Fault::Incomplete { row, has, of } => (
                &code::HALF_PERIOD,
                format!(
                    "view `{id}` has {has} of {of} {} of a longer period with a value; the last is {}",
                    cells(shorter),
                    side.line(row)
                ),
                "half a period beside whole ones looks like a fall".into(),
                "write `incomplete: leave-out` if it is meant to be left out, or end with a `filter` before it".into(),
            ),
            Fault::Unfinished { row, year, parts, has, of } => (
                &code::HALF_PERIOD,
                format!(
                    "view `{id}` has {has} of the {of} {} of {}; the last is {}",
                    parts.called(),
                    side.cell(row, year).0,
                    side.line(row)
                ),
                "half a period beside whole ones looks like a fall".into(),
                "write `incomplete: leave-out` if it is meant to be left out, or put a `filter` before it: on the year, or on what all years have".into(),
            ),
            Fault::Several { rows: (first, second) } => (
                &code::SEVERAL_ROWS,
                format!("a group of view `{id}` has more than one row: {} and {}", side.line(first), side.line(second)),
                "`value` is the cell of exactly one row".into(),
                "add a column to `groupby`, or take the `sum`".into(),
            ),
            Fault::SamePeriod { rows: (first, second) } => (
                &code::PERIOD_TWICE,
                format!("two rows of view `{id}` are of one period: {} and {}", side.line(first), side.line(second)),
                "a window goes from each period to the next, and which row is meant would be a guess".into(),
                "name in `groupby` what tells the two apart, or make one row of them with `aggregate`".into(),
            ),
            Fault::Gap { row, missing } => (
                &code::PERIOD_MISSING,
                format!("a window of view `{id}` wants {}, which no row has", shorter.at(missing)),
                format!("periods are counted by the calendar, and it is missing before {}", side.line(row)),
                "add the missing row to the file, or begin after it with a `filter` before this step".into(),
            ),
            Fault::NoBase { row } => (
                &code::NO_BASE,
                format!("a period of view `{id}` has none a year earlier: that of {}", side.line(row)),
                "not every year has a week 53, nor a 29 February".into(),
                "leave the row out with a `filter` before this step, or hold it against `previous`".into(),
            ),
            Fault::BaseMissing { row } => (
                &code::NO_BASE,
                format!(
                    "a group of view `{id}` has no row of the period against which it is held: that of {}",
                    side.line(row)
                ),
                "a change needs both of its ends".into(),
                "name a period that every group has, or leave the group out with a `filter` before this step".into(),
            ),
        }
    }

    fn other(&self) -> (&Side, &[(usize, usize)]) {
        self.beside.as_ref().map_or((&self.side, &[]), |(side, key)| (side, key))
    }

    /// Returns why rows find no partner: a key without its zeros, or the first that stands nowhere.
    fn unmatched(&self, rows: &[usize]) -> (&'static Code, String, String, String) {
        let (side, (other, key)) = (&self.side, self.other());
        let message = format!("{} of {} rows of view `{}` find none in `{}`", rows.len(), side.rows, side.id, other.id);
        let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let mut note = String::new();
        let mut help = "correct the key, or add the rows that are missing; `unmatched: leave-out` leaves them out, and the page says so".to_owned();
        for (own, theirs) in key {
            let (cell, line) = side.cell(rows[0], *own);
            let there = (0..other.rows).map(|row| other.cell(row, *theirs)).find(|(cell, _)| !cell.is_empty());
            let (mine, name) = (side.name(*own), other.name(*theirs));
            match there {
                Some((code, place)) if digits(&cell) && digits(&code) && cell.len() != code.len() && cell.len() > 1 => {
                    note = format!(
                        "`{mine}` has {} digits (`{cell}`, {line}), `{name}` has {} (`{code}`, {place})",
                        cell.len(),
                        code.len()
                    );
                    let (field, width) = if cell.len() < code.len() { (mine, code.len()) } else { (name, cell.len()) };
                    let field = format!("{}: {{ type: string, width: {width} }}", fields::key(field));
                    help = format!("declare `{field}` in the dataset: spreadsheets take the zeros before codes");
                    break;
                }
                _ if note.is_empty() && cell.is_empty() => note = format!("the first is {line}"),
                _ if note.is_empty() => note = format!("the first is `{cell}` of `{mine}`, {line}"),
                _ => {}
            }
        }
        (&code::UNMATCHED_ROWS, message, note, help)
    }
}
