//! The problems of understanding datasets, and labels that look like others.

use crate::diagnostic::Problem;
use crate::diagnostic::code::{data, figure, figure as code, reference};
use crate::language::cells::{NO_VALUE, may_be_total};
use crate::table::{Column, ColumnType, MergedColumn, fields};
use crate::text::alike;
use crate::vocabulary::Caveats;

use super::problem::{listed, nearest};
use super::registry_path::RegistryPath;

/// Returns what the cells of a column are, in words.
pub(super) fn cells(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::String => "text",
        ColumnType::Integer => "whole numbers",
        ColumnType::Number => "numbers",
        ColumnType::Boolean => "true or false",
        ColumnType::Date => "days",
        ColumnType::YearMonth => "months",
        ColumnType::Quarter => "quarters",
        ColumnType::Half => "halves of years",
        ColumnType::Week => "weeks",
        ColumnType::Term => "terms",
        ColumnType::Period => "periods",
        ColumnType::Year => "years",
        ColumnType::FinancialYear { .. } => "financial years",
    }
}

/// A column that the table does not have.
pub(super) fn unknown_column<'c>(
    at: &RegistryPath<'_>,
    written: &str,
    dataset: Option<&str>,
    names: impl Iterator<Item = &'c str>,
) -> Problem {
    let names: Vec<&str> = names.collect();
    let owner = dataset.map_or_else(|| at.owner(), |id| format!("dataset `{id}`"));
    let problem = Problem::error(&figure::UNKNOWN_COLUMN, at.value(), format!("{owner} has no column `{written}`"))
        .note(columns(&names));
    match nearest(written, names.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{}`?", near.word)).slip(written, Some(near)),
        None => problem.help("name a column as it appears in the first line of the file"),
    }
}

fn columns(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let shown = listed(names.iter().take(SHOWN).copied());
    let more = names.len().saturating_sub(SHOWN);
    if more == 0 {
        format!("its columns are {shown}")
    } else {
        format!("its first columns are {shown}; {more} more follow")
    }
}

/// The last periods of a table that has no column of dates, months or years.
pub(super) fn no_periods<'c>(at: &RegistryPath<'_>, columns: impl Iterator<Item = (&'c str, ColumnType)>) -> Problem {
    const SHOWN: usize = 6;
    let held: Vec<String> = columns.take(SHOWN).map(|(name, kind)| format!("`{name}` holds {}", cells(kind))).collect();
    let message =
        format!("{} has no column of days, months, quarters or years, so no period of it is the last", at.owner());
    Problem::error(&data::NO_PERIODS, at.value(), message)
        .note(format!("{}; text has no order of time, and the last row of a file need not be the last period", held.join(", ")))
        .help("declare the column of periods as `date`, `yearmonth`, `quarter` or `year` under `fields`, or name a `status` column instead")
}

/// A status column that holds no text.
pub(super) fn no_status(at: &RegistryPath<'_>, column: &str, kind: ColumnType) -> Problem {
    Problem::error(&figure::COLUMN_TYPE, at.value(), format!("column `{column}` holds {} and no status", cells(kind)))
        .note("a status is a code such as `P`, or a word such as `provisional`")
        .help(format!(
            "name the column of codes; where these are codes, declare `{column}: string` under `fields`, and what they mean under \
             `codes`"
        ))
}

/// A meaning of a code that is itself not understood.
pub(super) fn no_meaning(at: &RegistryPath<'_>, written: &str, part: &str) -> Problem {
    let known: Vec<String> = Caveats::known().collect();
    Problem::error(&data::UNKNOWN_STATUS, at.value(), format!("`{written}` is not a known status"))
        .note(format!("known are {}", known.join(", ")))
        .help(format!("write what `{part}` means with one of these, as in `provisional`"))
}

/// A dataset that nobody is said to publish.
pub(super) fn from_nobody(at: &RegistryPath<'_>) -> Problem {
    Problem::error(&reference::MISSING_KEY, at.name(), format!("{} has no `publisher` and no `source`", at.owner()))
        .note("a number can be followed back only to somebody who published it")
        .help("add the `publisher`, a party, or the `source` it is from")
}

/// A measure for a column that holds no numbers.
pub(super) fn counts_nothing(at: &RegistryPath<'_>, column: &str, kind: ColumnType) -> Problem {
    let message = format!("column `{column}` holds {} and counts nothing", cells(kind));
    Problem::error(&figure::COLUMN_TYPE, at.value(), message)
        .note("a measure says what the numbers of a column count")
        .help("leave `measure` out here, or declare the column as `integer` or `number`")
}

/// Earlier releases of a dataset that does not say which release it is itself.
pub(super) fn no_vintage(at: &RegistryPath<'_>, current: Option<&str>) -> Problem {
    let (place, message) = match current {
        None => (at.name(), format!("{} keeps earlier releases and has no `vintage`", at.owner())),
        Some(words) => {
            (at.key("vintage").value(), format!("the vintage `{words}` does not begin with a date or month"))
        }
    };
    Problem::error(&reference::VINTAGE_ORDER, place, message)
        .note("which release a reader could see on a day follows from the releases' dates")
        .help("begin `vintage` with a date or month, such as `2025-12-04` or `2025-11`")
}

/// An earlier release without a date.
pub(super) fn undated_vintage(at: &RegistryPath<'_>, written: &str) -> Problem {
    Problem::error(
        &reference::VINTAGE_ORDER,
        at.value(),
        format!("the vintage `{written}` does not begin with a date or month"),
    )
    .note("which release a reader could see on a day follows from the releases' dates")
    .help("begin it with a date or month, such as `2025-12-04` or `2025-11`")
}

/// An earlier release that is none.
pub(super) fn not_earlier(at: &RegistryPath<'_>, written: &str, current: &str) -> Problem {
    Problem::error(
        &reference::VINTAGE_ORDER,
        at.value(),
        format!("the earlier release `{written}` is not before `{current}`"),
    )
    .note("`earlier` holds the releases that the dataset's own file has replaced")
    .help("correct one of the two vintages, or swap the files")
}

/// Two releases of one day.
pub(super) fn same_vintage(at: &RegistryPath<'_>, written: &str) -> Problem {
    Problem::error(
        &reference::VINTAGE_ORDER,
        at.value(),
        format!("another earlier release is of the same day as `{written}`"),
    )
    .note("which of the two came first cannot be told")
    .help("give each its own date, or remove one")
}

/// A release that lacks a column which figures use, or types it otherwise.
pub(super) fn release_differs(
    at: &RegistryPath<'_>,
    vintage: &str,
    column: &Column,
    there: Option<&Column>,
) -> Problem {
    let message = match there {
        None => format!("the earlier release `{vintage}` has no column `{}`", column.name),
        Some(there) => format!(
            "column `{}` holds {} in the earlier release `{vintage}` and {} now",
            column.name,
            cells(there.kind),
            cells(column.kind)
        ),
    };
    Problem::error(&figure::RELEASE_DIFFERS, at.value(), message)
        .note("a figure is worked out on earlier releases too, to tell what was right when it was said")
        .help("rename or declare the column so that both releases agree, or remove the release")
}

/// A word that appears nowhere in a text column, where a label that looks like it does.
pub(super) fn looks_like(
    at: &RegistryPath<'_>,
    written: &str,
    column: &Column,
    label: &str,
    (file, line): (&str, u32),
) -> Problem {
    let message = format!(
        "`{}` appears nowhere in column `{}`, and `{}` on line {line} of {file} looks like it",
        alike::shown(written),
        column.name,
        alike::shown(label)
    );
    Problem::error(&code::LOOK_ALIKES, at.value(), message)
        .label(format!("that label {}", alike::difference(label, written)))
        .note("the condition selects no row, although a reader would say that it does")
        .help("write the label as it appears in the file, between double quotation marks, or declare `look_alikes: one` for the column")
}

/// Empty cells asked for in a column that has none: what may have been meant is one of its labels, or a sign for no value.
pub(super) fn no_empty_cell(at: &RegistryPath<'_>, column: &Column) -> Problem {
    const SHOWN: usize = 3;
    let words = || column.dictionary().into_iter().flat_map(crate::table::Words::iter);
    let sign = words().find(|word| NO_VALUE.contains(&word.to_lowercase().as_str()));
    let name = fields::key(&column.name);
    let help = if let Some(sign) = sign {
        format!("where `{sign}` stands for no value, declare `missingValues: [\"\", {sign:?}]`")
    } else {
        // A label that is a total is what an empty cell often stands for elsewhere.
        let total = words().filter(|word| may_be_total(word));
        let rest = words().filter(|word| !may_be_total(word));
        let named: Vec<String> =
            total.chain(rest).take(SHOWN).map(|word| format!("`{name}: {}`", fields::key(word))).collect();
        match named.as_slice() {
            [] => "compare the condition with the cells of the column: each has a value".to_owned(),
            named => format!("write the label that is meant, such as {}", named.join(" or ")),
        }
    };
    Problem::warning(&code::NEVER_TRUE, at.value(), format!("no cell of column `{}` is empty", column.name))
        .note("`\"\"` selects cells without a value, and a number of no rows is easily mistaken for zero")
        .help(help)
}

/// A column that decides which rows are taken and looks like merged cells.
pub(super) fn merged(at: &RegistryPath<'_>, dataset: &str, found: &MergedColumn<'_>) -> Problem {
    let (filled, empty) = found.rows;
    let (line, below) = (found.table.line(filled), found.table.line(empty));
    let column = &found.table.columns[found.column];
    let (label, column) = (column.written(filled), &column.name);
    let message = format!(
        "column `{column}` looks like merged cells: `{}` stands on line {line}, and line {below} below it is empty",
        alike::shown(&label)
    );
    Problem::error(&code::MERGED_CELLS, at.value(), message)
        .note("a spreadsheet saves merged cells as one label and empty cells; only the first row of each would be taken")
        .help(format!(
            "declare `fill_down: [{column}]` for dataset `{dataset}` to repeat the label, or `fill_down: []` if an empty \
             cell means that there is none"
        ))
}

/// A column that is filled down and counted.
pub(super) fn filled_amounts(at: &RegistryPath<'_>, column: &Column) -> Problem {
    let message =
        format!("column `{}` is filled down, and each of its cells would count once for each row", column.name);
    Problem::error(&code::FILLED_AMOUNTS, at.value(), message)
        .note("what a merged cell says holds for its rows together")
        .help("take the column out of `fill_down`, or count another")
}

/// A permission that there is not.
pub(super) fn no_permission(at: &RegistryPath<'_>, written: &str) -> Problem {
    Problem::error(&code::BAD_JOIN, at.value(), format!("`{written}` is not a value of `unmatched`"))
        .note("rows without a partner are a problem unless the join says that they are left out")
        .help("write `unmatched: leave-out`, or leave the key out")
}
