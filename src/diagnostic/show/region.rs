//! Where a problem is, in lines and columns: the same in every format.

use serde_json::{Map, Value, json};

use super::Texts;
use crate::text::{Excerpt, Place};

/// Lines and columns from one; the end is one column past the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// The first line.
    pub(super) line: usize,
    /// The first column, in characters.
    pub(super) column: usize,
    /// The last line.
    pub(super) end_line: usize,
    /// One past the last column.
    pub(super) end_column: usize,
}

/// Returns file and line of a place, `claims.yaml:12`, or the file alone where it has no line; none where it has no file.
pub fn file_and_line(place: &Place, texts: &Texts) -> Option<String> {
    let file = place.file()?;
    Some(Region::of(place, texts).map_or_else(|| file.to_string(), |region| format!("{file}:{}", region.line)))
}

impl Region {
    /// Returns the region of a place; none where a whole file or the project is meant.
    pub(super) fn of(place: &Place, texts: &Texts) -> Option<Self> {
        match place {
            Place::Project | Place::File(_) | Place::Registry(_) => None,
            Place::Text(file, span) => {
                let text = texts.get(file)?;
                let (start, end) = (text.position(span.start), text.position(span.end));
                Some(Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column })
            }
            Place::Line(Excerpt { line, column, text, span, .. }) => {
                let length = text.get(span.range()).map_or(0, |meant| meant.chars().count());
                Some(Self { line: *line, column: *column, end_line: *line, end_column: column + length })
            }
        }
    }

    /// Returns the region as JSON, under these names.
    pub(super) fn named(self, [line, column, end_line, end_column]: [&str; 4]) -> Map<String, Value> {
        let values =
            [(line, self.line), (column, self.column), (end_line, self.end_line), (end_column, self.end_column)];
        values.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect()
    }
}
