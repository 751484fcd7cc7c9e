//! Notes below the last row: where they seem to begin, while rows are read one by one.

use csv::ByteRecord;

use super::look;
use super::rows::Row;

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
        let mut filled = record.iter().filter(|cell| !cell.trim_ascii().is_empty());
        let (first, second) = (filled.next(), filled.next());
        let as_wide = record.len() == width;
        match (first, second) {
            (Some(_), Some(_)) if as_wide => self.first = None,
            // Rows that are empty, or of another width, end no notes that have begun.
            (None, _) | (Some(_), Some(_)) => {}
            (Some(only), None) => {
                let words = String::from_utf8_lossy(only);
                let begins = if as_wide { width > 1 && is_note(&words) } else { look::looks(&words).is_none() };
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
    let cell = cell.trim();
    if look::looks(cell).is_some() {
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
    ["__", "--", "==", "©", "http://", "https://"].iter().any(|start| cell.starts_with(start))
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
