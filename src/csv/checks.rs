//! What whole columns must be: values and keys that stand once, labels without a character that nobody sees.

use crate::diagnostic::{Problem, code};
use crate::table::{self, Cells, Column, Interval, LookAlikes, RepeatedRow, Table};
use crate::text::{Place, RegistryPlace};
use crate::world::ProjectPath;

use super::cell_problems::shown;
use super::plan::Plan;
use super::problems::{Breach, Breaches};
use super::rows::Rows;
use super::source_lines::SourceLines;

/// Counts the values of unique columns that stand twice, and the rows whose key does; `positions` says which column of the
/// table a planned one became.
pub(super) fn unique_values(
    sheet: &SourceLines<'_>,
    rows: &Rows<'_>,
    plan: &Plan,
    table: &Table,
    positions: &[Option<usize>],
    breaches: &mut Breaches,
) {
    let place = |row: u32, column: usize| {
        let start = sheet.span(table.line(row as usize) as usize).start;
        sheet.place(rows.cell_at(start, plan.place_of(column)))
    };
    let column = |index: usize| positions[index].map(|position| &table.columns[position]);
    let key: Vec<&Column> = plan.key.iter().filter_map(|index| column(*index)).collect();
    for (index, field) in plan.fields.iter().enumerate() {
        let unique = field.as_ref().is_some_and(|field| field.limits.unique) && plan.key != [index];
        let Some(column) = column(index).filter(|_| unique) else { continue };
        for RepeatedRow { row, first } in repeats(&[column], table.rows) {
            breaches.add(Some(index), Breach::Repeated, || {
                repeated(place(row, index), place(first, index), &column.name, &shown(&column.written(row as usize)))
            });
        }
    }
    if key.len() < plan.key.len() || key.is_empty() {
        return;
    }
    let doubtful = |column: &&Column| {
        column
            .dictionary()
            .is_some_and(|words| words.look_alikes == LookAlikes::Unsaid && !words.resemblance().is_empty())
    };
    if key.iter().any(doubtful) {
        for RepeatedRow { row, first } in alike(&key, table.rows) {
            let column = plan.key[0];
            breaches.add(None, Breach::AlikeKey, || {
                let written = |row: u32| {
                    key.iter().map(|column| shown(&column.written(row as usize))).collect::<Vec<_>>().join(", ")
                };
                keys_alike(place(row, column), place(first, column), (&written(first), &written(row)))
            });
        }
    }
    for RepeatedRow { row, first } in repeats(&key, table.rows) {
        breaches.add(None, Breach::RepeatedKey, || {
            let words: Vec<String> = key
                .iter()
                .map(|column| format!("`{}` {}", column.name, shown(&column.written(row as usize))))
                .collect();
            repeated_key(place(row, plan.key[0]), place(first, plan.key[0]), &words.join(", "))
        });
    }
}

/// Builds the problem of a value that stands twice in a unique column.
fn repeated(place: Place, first: Place, column: &str, value: &str) -> Problem {
    let message = format!("`{value}` already appears in column `{column}`");
    Problem::error(&code::data::REPEATED_VALUE, place, message)
        .also(first, "it first appears here")
        .note("the column is declared to hold each value once")
        .help("take back `unique` where both rows are meant; where one is published twice, cell for cell, declare `repeated: leave-out`")
}

/// Builds the warning of two keys that look alike.
fn keys_alike(place: Place, first: Place, (a, b): (&str, &str)) -> Problem {
    Problem::warning(&code::data::KEYS_ALIKE, place, format!("the key `{b}` looks like `{a}`, and is not equal"))
        .also(first, "the first of them")
        .note("if both are the same row, it is counted twice")
        .help("declare `look_alikes: one` for the column if they are one, `look_alikes: distinct` if they are two")
}

/// Builds the problem of a row whose key another row has.
fn repeated_key(place: Place, first: Place, key: &str) -> Problem {
    Problem::error(&code::data::REPEATED_KEY, place, format!("two rows have the same key: {key}"))
        .also(first, "the first of them")
        .note("a row that appears twice is counted twice")
        .help("add the column that tells them apart to `primaryKey`; `repeated: leave-out` where a row is published twice, cell for cell")
}

/// Returns the rows whose filled cells in all these columns stand in an earlier row already, in order.
pub(super) fn repeats(columns: &[&Column], rows: usize) -> Vec<RepeatedRow> {
    if columns.is_empty() || columns.iter().any(|column| all_different(column, rows)) {
        return Vec::new();
    }
    by(columns, rows, &|column, row| column.label(row))
}

/// Returns the rows whose filled cells in all these columns look like those of an earlier row and are not equal to them.
pub(super) fn alike(columns: &[&Column], rows: usize) -> Vec<RepeatedRow> {
    let look = |column: &Column, row: usize| match (column.dictionary(), column.encoded(row)?) {
        (Some(words), code) => Some(u32::try_from(code).map_or(code, |code| words.resemblance().plainest(code).into())),
        (None, value) => Some(value),
    };
    let equal = |a: u32, b: u32| columns.iter().all(|column| column.label(a as usize) == column.label(b as usize));
    by(columns, rows, &look).into_iter().filter(|repeat| !equal(repeat.row, repeat.first)).collect()
}

fn by(columns: &[&Column], rows: usize, look: &impl Fn(&Column, usize) -> Option<i64>) -> Vec<RepeatedRow> {
    let key = |row: u32| columns.iter().map(move |column| look(column, row as usize));
    let Ok(count) = u32::try_from(rows) else { return Vec::new() };
    let filled: Vec<u32> =
        (0..count).filter(|row| columns.iter().all(|column| !column.is_missing(*row as usize))).collect();
    table::repeated(&filled, key)
}

/// Returns whether a column shows at a glance that no two of its filled cells are equal.
fn all_different(column: &Column, rows: usize) -> bool {
    match &column.cells {
        Cells::Words { words, .. } => words.len() == rows && words.look_alikes != LookAlikes::One,
        Cells::Values { values, .. } => values.rise(),
    }
}

/// Pushes the problems of columns that are said to tell how uncertain another is and are not there, or hold no numbers.
pub(super) fn intervals(table: &Table, file: &ProjectPath, at: &RegistryPlace, problems: &mut Vec<Problem>) {
    for column in &table.columns {
        let named = match &column.form.interval {
            None => continue,
            Some(Interval::Bounds { low, high, .. }) => vec![("low", low), ("high", high)],
            Some(Interval::Error { column, .. }) => vec![("error", column)],
        };
        for (key, name) in named {
            let held = table.column(name).map(|at| &table.columns[at]);
            if held.is_some_and(|held| held.kind.is_numeric()) {
                continue;
            }
            let place = at.clone().then("fields").then(column.name.as_str()).then("interval").then(key);
            let message = match held {
                None => format!("`{key}` names `{name}`, which is not a column of `{file}`"),
                Some(held) => format!("`{key}` names `{name}`, a column of type `{}`", held.kind.word()),
            };
            problems.push(
                Problem::error(&code::data::UNKNOWN_KEY_COLUMN, place.into(), message)
                    .note("how uncertain a number is would then be known of none")
                    .help("name a column of numbers, as it is called in the registry"),
            );
        }
    }
}

/// Returns a warning for each text column with such labels, at the first of them; `positions` says which column of the table
/// a planned one became.
pub(super) fn unseen_characters(
    sheet: &SourceLines<'_>,
    rows: &Rows<'_>,
    plan: &Plan,
    table: &Table,
    positions: &[Option<usize>],
) -> Vec<Problem> {
    let mut found = Vec::new();
    for (index, position) in positions.iter().enumerate() {
        let Some(column) = position.map(|position| &table.columns[position]) else { continue };
        let Some(words) = column.dictionary().filter(|words| words.look_alikes == LookAlikes::Unsaid) else { continue };
        let stray = |word: &str| !word.is_ascii() && unseen_in(word).is_some();
        let mut codes = (0_u32..).zip(words.iter()).filter(|(_, word)| stray(word)).map(|(code, _)| code);
        let Some(first) = codes.next() else { continue };
        let Some(row) = column.first_row(first.into()) else { continue };
        let start = sheet.span(table.line(row) as usize).start;
        let place = sheet.place(rows.cell_at(start, plan.place_of(index)));
        found.extend(unseen_in(words.get(first)).map(|character| {
            let label = shown(words.get(first));
            let more = match codes.count() {
                0 => String::new(),
                more => format!(", and {more} more labels hold one"),
            };
            let message =
                format!("`{label}` in column `{}` holds U+{character:04X}, which shows as nothing{more}", column.name);
            Problem::warning(&code::data::UNSEEN_IN_LABEL, place, message)
                .note("a reader could not see it, yet the label is not equal to one without it")
                .help("declare `look_alikes: one` for the column: labels that look alike are then one label")
        }));
    }
    found
}

/// Returns the first character of a label that shows as nothing and that its script does not need: joiners shape letters in
/// Persian, Hindi and emoji, marks of direction stand beside Arabic and Hebrew, and Thai or Khmer part words by them.
fn unseen_in(label: &str) -> Option<u32> {
    let needs = |c: char| matches!(c, '\u{590}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{1E800}'..='\u{1EFFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}');
    let joins = |c: char| matches!(c, '\u{FE00}'..='\u{FE0F}');
    if label.chars().any(needs) {
        return None;
    }
    label.chars().find(|c| crate::text::alike::is_unseen(*c) && !joins(*c)).map(u32::from)
}

#[cfg(test)]
mod tests {
    use crate::table::{ColumnType, Form};

    use super::*;

    fn column(values: &[i64]) -> Column {
        let cells = Cells::Values { values: values.iter().copied().collect(), scale: 0 };
        Column {
            name: "x".to_owned(),
            kind: ColumnType::Integer,
            cells,
            oddity: None,
            header: None,
            form: Form::default(),
        }
    }

    #[test]
    fn repeats_name_the_first_row_and_come_in_order() {
        let found = repeats(&[&column(&[7, 3, Cells::MISSING, 3, 7, 3, Cells::MISSING])], 7);
        let expected = [(3, 1), (4, 0), (5, 1)].map(|(row, first)| RepeatedRow { row, first });
        assert_eq!(found, expected);
        assert_eq!(repeats(&[&column(&[1, 2, 5])], 3), []);
    }

    #[test]
    fn a_key_of_two_columns_repeats_only_as_a_whole() {
        let (a, b) = (column(&[1, 1, 2, 1]), column(&[1, 2, 1, 2]));
        assert_eq!(repeats(&[&a, &b], 4), [RepeatedRow { row: 3, first: 1 }]);
    }

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
            assert_eq!(unseen_in(label), found, "{label:?}");
        }
    }
}
