//! What can be wrong with cells and rows, and how it is told where a file has it ten thousand times: the first three of each
//! kind and column, then the count of the rest.

use std::collections::BTreeMap;

use crate::diagnostic::{Problem, code};
use crate::table::fields;
use crate::text::Place;

use super::rows::Row;
use super::source_lines::SourceLines;

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CellFault {
    /// It is no number.
    NotANumber(Hint),
    /// It is a number with decimals in a column of whole numbers.
    NotWhole,
    /// It has more digits than can be kept exactly.
    TooManyDigits,
    /// It carries another unit than the cells above.
    OtherUnit,
    /// It carries a sign of percent and others do not, or the other way round.
    SomeParts,
    /// It is no day, month or year in the column's format.
    NotADate,
    /// It is neither true nor false.
    NotABoolean,
    /// It holds a number, and a mark that says there is none.
    NumberBesideNone,
    /// It is missing and must not be.
    Missing,
    /// It is outside a limit that its column declares.
    OutOfLimits(Limit),
    /// It is a code with more characters than its column declares, or one with fewer that are not all digits.
    OtherWidth,
    /// It is empty, to be filled down, and nothing stands above it to be repeated.
    NothingAbove,
}

/// A limit that a cell can be outside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    /// It is less than the minimum.
    Minimum,
    /// It is more than the maximum.
    Maximum,
    /// It does not match the pattern.
    Pattern,
    /// It is none of the values allowed.
    Listed,
}

/// Why a cell is no number, as far as its look tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    /// It is empty, and the empty cell is not declared to be missing.
    Empty,
    /// It looks like a word for "no value".
    NoValue,
    /// It would be a number with this character between thousands.
    Group(char),
    /// It would be a number with a comma before its decimals.
    DecimalComma,
    /// It would be a number without its sign or unit; with the character between thousands, where it has one.
    Unit(Option<char>),
    /// It is written with an exponent for which digits may have been lost.
    Exponent,
    /// It would be a number below zero, written as accountants do.
    Negative(Negative),
    /// It is a number with a remark: a star, a letter, brackets.
    Remark,
    /// Nothing can be told.
    Unknown,
}

/// How accountants and their programs write numbers below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Negative {
    /// `(5)`.
    Brackets,
    /// `5-`.
    Trailing,
}

impl Negative {
    /// Every way.
    pub(super) const ALL: [Self; 2] = [Self::Brackets, Self::Trailing];

    /// Returns the word in a registry.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Brackets => "brackets",
            Self::Trailing => "trailing",
        }
    }
}

/// How many of a kind are shown.
const SHOWN: usize = 3;

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Breach {
    /// A row with fewer cells than the header.
    TooFewCells,
    /// A row with more cells than the header.
    TooManyCells,
    /// A row without a filled cell.
    EmptyRow,
    /// A blank line between rows.
    BlankLine,
    /// A cell at fault.
    Cell(CellFault),
    /// A value that stands twice.
    Repeated,
    /// A key that stands twice.
    RepeatedKey,
    /// A key that looks like another.
    AlikeKey,
}

/// The problems of rows and cells, counted.
#[derive(Debug, Default)]
pub(super) struct Breaches {
    shown: Vec<Problem>,
    tallies: BTreeMap<(Option<usize>, Breach), Tally>,
}

#[derive(Debug, Default)]
struct Tally {
    count: usize,
    next: Option<Problem>,
}

impl Breaches {
    /// Counts a problem of a kind in a column, or in a row as a whole; `build` makes it if it is to be shown.
    pub(super) fn add(&mut self, column: Option<usize>, kind: Breach, build: impl FnOnce() -> Problem) {
        let tally = self.tallies.entry((column, kind)).or_default();
        tally.count += 1;
        if tally.count <= SHOWN {
            self.shown.push(build());
        } else if tally.next.is_none() {
            tally.next = Some(build());
        }
    }

    /// Returns whether any cell is at fault: it is kept as an empty one, and what follows from that is no problem of its own.
    pub(super) fn any_in_cells(&self) -> bool {
        self.tallies.keys().any(|(_, kind)| matches!(kind, Breach::Cell(_)))
    }

    /// Returns whether nothing was counted.
    pub(super) fn is_empty(&self) -> bool {
        self.tallies.is_empty()
    }

    /// Returns the problems to show.
    pub(super) fn finish(self) -> Vec<Problem> {
        let mut problems = self.shown;
        for tally in self.tallies.into_values() {
            let rest = tally.count.saturating_sub(SHOWN);
            let Some(mut next) = tally.next else { continue };
            if rest > 1 {
                next.more = rest - 1;
                next.message = format!("{}, and {} more after it are like this", next.message, next.more);
            }
            problems.push(next);
        }
        problems
    }
}

/// Builds the problem of a header without rows.
pub(super) fn no_rows(sheet: &SourceLines<'_>, inferred: bool) -> Problem {
    let (place, message) = (Place::File(sheet.file.clone()), "the file names its columns and has no rows");
    if inferred {
        return Problem::error(&code::data::NO_ROWS, place, message)
            .note("without a cell nothing tells what its columns hold")
            .help("get the file again, or declare its `fields` if it is meant to be empty");
    }
    Problem::warning(&code::data::NO_ROWS, place, message)
        .note("every count of it is zero, which a reader could take for a finding")
        .help("get the file again if it should hold rows")
}

/// Builds the problem of a row with too few or too many cells.
/// Where the cell of the last column is text, `remarks` is what the column is called.
pub(super) fn ragged(place: Place, cells: usize, width: usize, remarks: Option<&str>) -> Problem {
    let problem = ragged_row(place, cells, width);
    if let (true, Some(name)) = (cells > width, remarks) {
        problem.help(format!(
            "if the last column holds text with separators in it and no quotation marks around it, declare `rest_of_line: {}`",
            fields::key(name)
        ))
    } else if cells > width {
        problem.help("say which character separates the cells (`delimiter`); where one holds it without quotes, ask the publisher for a file with them")
    } else {
        problem.help(
            "if the file was cut off, download it again; if notes begin here, declare `footer_rows`; otherwise ask the publisher",
        )
    }
}

/// Builds the problem of a file of which every row has more cells than its header, on the line `header`.
pub(super) fn wider_than_header(place: Place, cells: usize, width: usize, header: usize) -> Problem {
    ragged_row(place, cells, width).help(format!(
        "all rows are as wide as this one: leave the header out with `skip_rows: {header}` and `header_rows: 0`, and name the columns \
         under `fields`"
    ))
}

/// Builds the problem of a row below the last one of the table that seems to be a note; with `lines` of footer it is left out.
pub(super) fn note_without_cells(place: Place, cells: usize, width: usize, lines: usize) -> Problem {
    ragged_row(place, cells, width)
        .help(format!("if this line and those below it are notes, declare `footer_rows: {lines}`"))
}

fn ragged_row(place: Place, cells: usize, width: usize) -> Problem {
    let count = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let message = format!("this row has {}, the header has {width}", count(cells));
    let label = if cells < width { "the row ends here" } else { "the first cell too many" };
    Problem::error(&code::data::RAGGED_ROW, place, message)
        .label(label)
        .note("its cells could belong to other columns than they seem to")
}

/// Builds the problem of notes that are padded with separators; with `lines` of footer they are left out.
pub(super) fn notes(place: Place, lines: usize) -> Problem {
    let message = if lines == 1 {
        "the last line seems to be a note, and would count as a row".to_owned()
    } else {
        format!("the last {lines} lines seem to be notes, and would count as rows")
    };
    Problem::error(&code::data::NOTES_BELOW, place, message)
        .label("one filled cell, which reads like a note")
        .note("spreadsheets and data banks pad notes with separators until they are as wide as the table")
        .help(format!("declare `footer_rows: {lines}`"))
}

/// Builds the problem of rows of units or codes between the header and the data, the last of which is on the line `last`; a
/// warning where they may be data.
pub(super) fn units(place: Place, lines: usize, last: usize, sure: bool) -> Problem {
    const CODE: &crate::diagnostic::Code = &code::data::UNITS_BELOW_HEADER;
    let rows =
        if lines == 1 { format!("line {last} holds") } else { format!("the {lines} lines down to line {last} hold") };
    let message = format!("{rows} words where the rows below hold numbers or dates");
    let problem = if sure { Problem::error(CODE, place, message) } else { Problem::warning(CODE, place, message) };
    problem.label("units or codes?").note("such a row turns its columns into text, and counts as a row").help(format!(
        "declare `skip_below: {lines}`; if it is a row of data, say under `missingValues` what its words stand for"
    ))
}

/// Returns what to do about a cell that may be a unit.
pub(super) fn unit_help(lines: usize) -> String {
    format!(
        "if this row holds units or codes, declare `skip_below: {lines}`; if the cell stands for \"no value\", say so under `missingValues`"
    )
}

/// Builds the problem of a row without a filled cell.
pub(super) fn empty_row(sheet: &SourceLines<'_>, row: Row) -> Problem {
    Problem::warning(&code::data::EMPTY_ROW, sheet.place(row.start..row.end), "this row has no filled cell")
        .note("it is left out; often what follows is no longer the table")
        .help("look at what follows: if it is another table or a note, leave it out with `footer_rows`")
}

/// Builds the problem of blank lines above a row.
pub(super) fn blank_line(sheet: &SourceLines<'_>, line: usize) -> Problem {
    Problem::warning(&code::data::BLANK_LINE, sheet.place(sheet.span(line)), "there is a blank line between rows")
        .note("it is skipped; often what follows is no longer the table")
        .help("look at what follows: if it is another table or a note, leave it out with `footer_rows`")
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code;
    use crate::text::Place;

    use super::*;

    #[test]
    fn ten_thousand_problems_of_a_kind_are_four_on_the_screen() {
        let mut breaches = Breaches::default();
        for row in 0..10_000 {
            breaches.add(Some(1), Breach::Cell(CellFault::NotADate), || {
                Problem::error(&code::data::NOT_A_DATE, Place::Project, format!("row {row}"))
            });
        }
        breaches.add(Some(2), Breach::EmptyRow, || {
            Problem::error(&code::data::EMPTY_ROW, Place::Project, "another".to_owned())
        });
        let said: Vec<_> = breaches.finish().into_iter().map(|problem| problem.message).collect();
        assert_eq!(said, ["row 0", "row 1", "row 2", "another", "row 3, and 9996 more after it are like this"]);
    }
}
