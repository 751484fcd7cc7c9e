//! The first and the last lines of a data file, where titles, notes and the day of a release stand.

use std::borrow::Cow;

use crate::registry::Dataset;
use crate::text::RegistryPlace;
use crate::world::ProjectPath;

use super::dialect::{self, Dialect};
use super::workbook;

/// So many lines from the beginning are looked at.
const FIRST: usize = 24;
/// So many from the end.
const LAST: usize = 12;
/// So many bytes of each.
const LONGEST: usize = 500;

/// Returns lines of a file as text, each with its number from one; none of a file that cannot be read as declared.
pub(crate) fn around(bytes: &[u8], file: &ProjectPath, dataset: &Dataset, at: &RegistryPlace) -> Vec<(usize, String)> {
    let text = match workbook::read(bytes, file, &Dataset { range: None, ..dataset.clone() }, at) {
        Some(Ok(book)) => Cow::Owned(book.text),
        Some(Err(_)) => return Vec::new(),
        None => {
            let Some(dialect) = Dialect::of(dataset, at, &mut Vec::new()) else { return Vec::new() };
            match dialect::decode(file, bytes, dialect.encoding) {
                Ok(text) => text,
                Err(_) => return Vec::new(),
            }
        }
    };
    let newline = if text.contains('\n') { '\n' } else { '\r' };
    let all: Vec<&str> = text.trim_end().split(newline).collect();
    let last = all.len().saturating_sub(LAST).max(FIRST);
    let wanted = all.iter().enumerate().filter(|(at, _)| *at < FIRST || *at >= last);
    wanted.map(|(at, line)| (at + 1, line[..line.floor_char_boundary(LONGEST)].trim_end().to_owned())).collect()
}
