//! Labels that hold a character which shows as nothing, where the script they are written in has no use for it.

use crate::diagnostic::{Problem, code};
use crate::table::{LookAlikes, Table};
use crate::text::alike;

use super::cells::shown;
use super::rows::Rows;
use super::sheet::Sheet;

/// Returns a warning for each text column with such labels, at the first of them; `positions` says which column of the table
/// a planned one became.
pub(super) fn check(sheet: &Sheet<'_>, rows: &Rows<'_>, table: &Table, positions: &[Option<usize>]) -> Vec<Problem> {
    let mut found = Vec::new();
    for (index, position) in positions.iter().enumerate() {
        let Some(column) = position.map(|position| &table.columns[position]) else { continue };
        let Some(words) = column.dictionary().filter(|words| words.look_alikes == LookAlikes::Unsaid) else { continue };
        let stray = |word: &str| !word.is_ascii() && stray(word).is_some();
        let mut codes = (0_u32..).zip(words.iter()).filter(|(_, word)| stray(word)).map(|(code, _)| code);
        let Some(first) = codes.next() else { continue };
        let Some(row) = column.first_row(first.into()) else { continue };
        let start = sheet.span(table.line(row) as usize).start;
        let place = sheet.place(rows.cell_at(start, index));
        found.extend(self::stray(words.get(first)).map(|character| {
            let label = shown(words.get(first));
            let more = match codes.count() {
                0 => String::new(),
                more => format!(", and {more} more labels hold such a one"),
            };
            let message =
                format!("`{label}` in column `{}` holds U+{character:04X}, which shows as nothing{more}", column.name);
            Problem::warning(&code::data::UNSEEN_IN_LABEL, place, message)
                .note("a reader could not see it, yet the label is not equal to one without it")
                .help("export the file again without it, or declare `look_alikes: one` for the column")
        }));
    }
    found
}

/// Returns the first character of a label that shows as nothing and that its script does not need: joiners shape letters in
/// Persian, Hindi and emoji, marks of direction stand beside Arabic and Hebrew, and Thai or Khmer part words by them.
fn stray(label: &str) -> Option<u32> {
    let needs = |c: char| matches!(c, '\u{590}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{1E800}'..='\u{1EFFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}');
    let joins = |c: char| matches!(c, '\u{FE00}'..='\u{FE0F}');
    if label.chars().any(needs) {
        return None;
    }
    label.chars().find(|c| alike::is_unseen(*c) && !joins(*c)).map(u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_stray_where_its_script_has_no_use_for_it() {
        for (label, found) in [
            ("Eng\u{200b}land", Some(0x200B)),
            ("Eng\u{ad}land", Some(0xAD)),
            ("England\u{200e}", Some(0x200E)),
            ("\u{2060}England", Some(0x2060)),
            ("Köln", None),
            ("می\u{200c}خواهم", None),
            ("क्\u{200d}ष", None),
            ("עברית\u{200f}", None),
            ("\u{1f468}\u{200d}\u{1f469}", None),
            ("\u{2764}\u{fe0f}", None),
            ("ไทย\u{200b}ไทย", None),
        ] {
            assert_eq!(stray(label), found, "{label:?}");
        }
    }
}
