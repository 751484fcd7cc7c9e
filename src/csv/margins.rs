//! What stands around the rows of a table: units above them, notes below them, columns without a name.

use std::collections::BTreeSet;

use csv::ByteRecord;

use crate::diagnostic::Problem;
use crate::table::{ColumnType, Oddity, Table};

use super::dialect::Dialect;
use super::field::Field;
use super::header::{By, Header};
use super::plan::Plan;
use super::preview::{MOST_UNITS, Preview};
use super::rows::{Row, Rows};
use super::source_lines::SourceLines;
use super::{header, preview, problems as wrong};

/// Says that rows below the header seem to be no data. Where that is sure they are left out of what follows.
pub(super) fn units(
    sheet: &SourceLines<'_>,
    dialect: &mut Dialect,
    look: &Preview,
    plan: &Plan,
    problems: &mut Vec<Problem>,
) {
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
pub(super) fn above_values(look: &Preview, column: usize, field: Option<&Field>) -> Option<Oddity> {
    let (line, written) = look.above_values(column)?;
    let missing = field.is_none_or(|field| !field.inferred || field.is_missing(written.as_bytes()));
    let lines = line + 1 - look.lines[1];
    (!missing).then(|| Oddity {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        written: written.to_owned(),
        help: (lines <= MOST_UNITS).then(|| wrong::unit_help(lines)),
    })
}

/// Says which columns have cells and a name that another has, and returns those, by position in the table, that are to be left
/// out: columns without a name and without a cell as well.
pub(super) fn nameless(
    sheet: &SourceLines<'_>,
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
        let column = &table.columns[position];
        let is_empty = (0..table.rows).all(|row| column.is_missing(row));
        let By::Repeats(first) = header.columns[*index].by else {
            // What it is called is its place.
            if is_empty {
                dropped.insert(position);
            }
            continue;
        };
        dropped.insert(position);
        if is_empty {
            continue;
        }
        said += 1;
        if said > SHOWN {
            continue;
        }
        let place = header.place(sheet, &rows, *index);
        let earlier = header.place(sheet, &rows, first);
        problems.push(header::duplicate(place, earlier, &header.columns[first].name, *index, dialect.described));
    }
    if let (1.., Some(last)) = (said.saturating_sub(SHOWN), problems.last_mut()) {
        last.more = said - SHOWN;
        last.message = format!("{}, and {} more columns are like this", last.message, last.more);
    }
    dropped
}

/// The rows since the last one that is surely data.
#[derive(Debug, Default)]
pub(super) struct Foot {
    first: Option<First>,
}

/// The first row of what seems to be notes.
#[derive(Debug, Clone, Copy)]
pub(super) struct First {
    /// The row.
    pub(super) row: Row,
    /// How many cells it has.
    pub(super) cells: usize,
}

impl Foot {
    /// Takes in a row of a table that is `width` cells wide.
    pub(super) fn take(&mut self, row: Row, record: &ByteRecord, width: usize) {
        let as_wide = record.len() == width;
        if self.first.is_some() && width > 3 && is_legend(record) {
            return;
        }
        let is_filled = |at: usize| record.get(at).and_then(<[u8]>::first).is_some_and(u8::is_ascii_graphic);
        if as_wide && is_filled(0) && is_filled(1) {
            // Nearly every row.
            self.first = None;
            return;
        }
        let mut filled = record.iter().filter(|cell| !cell.trim_ascii().is_empty());
        let (first, second) = (filled.next(), filled.next());
        match (first, second) {
            (Some(_), Some(_)) if as_wide => self.first = None,
            // Rows that are empty, or of another width, end no notes that have begun.
            (None, _) | (Some(_), Some(_)) => {}
            (Some(only), None) => {
                let words = String::from_utf8_lossy(only);
                let begins = if as_wide { width > 1 && is_note(&words) } else { preview::looks(&words).is_none() };
                if begins && self.first.is_none() {
                    self.first = Some(First { row, cells: record.len() });
                }
            }
        }
    }

    /// Returns where the notes begin, once the last row has been read.
    pub(super) fn first(&self) -> Option<First> {
        self.first
    }
}

/// Returns whether a row says what a sign means, as `:` beside `not available` does.
fn is_legend(record: &ByteRecord) -> bool {
    let mut filled = record.iter().filter(|cell| !cell.trim_ascii().is_empty());
    let (Some(sign), Some(words), None) = (filled.next(), filled.next(), filled.next()) else { return false };
    sign.trim_ascii().len() < 4 && preview::looks(&String::from_utf8_lossy(words)).is_none()
}

/// Returns whether the only filled cell of a row reads like a note, and not like the name of something without values.
fn is_note(cell: &str) -> bool {
    const WORDS: &[&str] = &[
        "source",
        "sources",
        "note",
        "notes",
        "footnote",
        "footnotes",
        "remark",
        "remarks",
        "copyright",
        "downloaded",
        "extracted",
        "generated",
        "updated",
        "quelle",
        "quellen",
        "anmerkung",
        "anmerkungen",
        "hinweis",
        "hinweise",
        "fuente",
        "fuentes",
        "nota",
        "notas",
        "bron",
        "fonte",
    ];
    const LEGENDS: [&str; 8] = [
        "special value",
        "special values",
        "available flags",
        "observation flags",
        "legend",
        "symbols",
        "zeichenerklärung",
        "leyenda",
    ];
    let cell = cell.trim();
    if preview::looks(cell).is_some() {
        return false;
    }
    let words: Vec<&str> = cell.split_whitespace().collect();
    let count = words.len();
    let lower = cell.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let colon =
        cell.find(':').is_some_and(|at| cell[at + 1..].is_empty() || cell[at + 1..].starts_with(char::is_whitespace));
    let numbered = {
        let bare = cell.trim_start_matches(['(', '[']);
        let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < bare.len() && rest.starts_with([')', ']']) && count > 1
    };
    LEGENDS.contains(&lower.trim_end_matches(':'))
        || ["__", "--", "==", "©", "http://", "https://"].iter().any(|start| cell.starts_with(start))
        || cell.starts_with(['*', '†', '‡']) && count > 2
        || WORDS.contains(&first) && (colon || count > 2)
        || colon && (count > 3 || ["last ", "data ", "stand", "as of"].iter().any(|start| lower.starts_with(start)))
        || cell.ends_with('.') && count > 3
        || count > 7 && cell.chars().count() > 60
        || numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_told_from_a_name_without_values() {
        for note in [
            "Source: the office",
            "Note:",
            "Data from database: World Development Indicators",
            "Last Updated: 10/07/2025",
            "__________",
            "© Statistisches Bundesamt (Destatis), 2022",
            "Stand: 28.07.2022 / 20:34:46",
            "Figures of the last month are provisional.",
            "1) Without the islands",
            "(2) Estimated by the office",
            "* Revised since the last release",
            "https://data.example.org",
            "Special value",
            "Available flags:",
        ] {
            assert!(is_note(note), "{note}");
        }
        for name in [
            "Zimbabwe",
            "2025-12",
            "1989",
            "North Macedonia",
            "St. John's",
            "Total: men",
            "12:30",
            "*Kosovo",
            "Cocos (Keeling) Islands",
            "Note Valley",
            "85 and over",
        ] {
            assert!(!is_note(name), "{name}");
        }
    }
}
