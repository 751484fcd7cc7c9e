//! Problems of labels and empty cells where they decide which rows are taken, each built by one small function.

use crate::diagnostic::Problem;
use crate::diagnostic::code::figure as code;
use crate::table::Column;
use crate::text::alike;

use super::at::At;

/// A word that stands nowhere in a text column, where a label that looks like it does.
pub(super) fn looks_like(
    at: &At<'_>,
    written: &str,
    column: &Column,
    label: &str,
    (file, line): (&str, u32),
) -> Problem {
    let message = format!(
        "`{}` stands nowhere in column `{}`, and `{}` on line {line} of {file} looks like it",
        alike::shown(written),
        column.name,
        alike::shown(label)
    );
    Problem::error(&code::LOOK_ALIKES, at.value(), message)
        .label(format!("that label {}", alike::difference(label, written)))
        .note("the condition selects no row, although a reader would say that it does")
        .help("write the label as it stands in the file, between double quotation marks, or declare `look_alikes: one` for the column")
}

/// Empty cells asked for in a column that has none.
pub(super) fn no_empty_cell(at: &At<'_>, column: &Column) -> Problem {
    Problem::warning(&code::NEVER_TRUE, at.value(), format!("no cell of column `{}` is empty", column.name))
        .note("`\"\"` selects cells without a value, and a number of no rows is easily mistaken for zero")
        .help("leave the condition out, or add to `missingValues` what stands for \"no value\" in the file")
}

/// A column that decides which rows are taken and looks like merged cells.
pub(super) fn merged(at: &At<'_>, dataset: &str, column: &str, label: &str, (line, below): (u32, u32)) -> Problem {
    let message = format!(
        "column `{column}` looks like merged cells: `{}` stands on line {line}, and line {below} below it is empty",
        alike::shown(label)
    );
    Problem::error(&code::MERGED_CELLS, at.value(), message)
        .note("a spreadsheet saves merged cells as one label and empty cells; only the first row of each would be taken")
        .help(format!(
            "declare `fill_down: [{column}]` for dataset `{dataset}` to repeat the label, or `fill_down: []` if an empty \
             cell means that there is none"
        ))
}

/// A column that is filled down and counted.
pub(super) fn filled_amounts(at: &At<'_>, column: &Column) -> Problem {
    let message =
        format!("column `{}` is filled down, and each of its cells would count once for each row", column.name);
    Problem::error(&code::FILLED_AMOUNTS, at.value(), message)
        .note("what a merged cell says holds for its rows together")
        .help("take the column out of `fill_down`, or count another")
}

/// A permission that there is not.
pub(super) fn no_permission(at: &At<'_>, written: &str) -> Problem {
    Problem::error(&code::BAD_JOIN, at.value(), format!("`{written}` is nothing that `unmatched` can say"))
        .note("rows without a partner are a problem unless the join says that they are left out")
        .help("write `unmatched: leave-out`, or leave the key out")
}
