//! The problems of briefs that are made for each row of a table.

use crate::diagnostic::code::{figure, reference as code, registry};
use crate::diagnostic::words::{grouped, many};
use crate::diagnostic::{Problem, words};
use crate::resolve::registry_path::RegistryPath;
use crate::text::{Place, RegistryPlace};
use crate::vocabulary::EntryKind;
use crate::world::ProjectPath;

/// An entry that asks something of a row, in a registry that makes nothing of rows.
pub(super) fn no_row(file: &ProjectPath, section: &str, id: &str) -> Problem {
    let top = RegistryPath::top(file, section);
    let entry = top.key(id);
    let message = format!("{} asks something of its row, and is made for none", entry.owner());
    Problem::error(&code::OUTSIDE_ROWS, entry.key("when").name(), message)
        .note("`when` says for which rows an entry is made that a brief with `for_each` leads to")
        .help("leave out `when`, or make the brief for each row with `for_each`")
}

/// A table none of whose rows meets the conditions.
pub(super) fn no_rows(at: &RegistryPath<'_>, dataset: &str) -> Problem {
    Problem::error(&figure::NOTHING_SELECTED, at.value(), format!("no row of `{dataset}` meets the conditions"))
        .note("there would be no brief at all, and every accepted one would be gone")
        .help("compare the conditions in `where` with the cells of the file")
}

/// A table with more rows than briefs can be made of.
pub(super) fn too_many(at: &RegistryPath<'_>, rows: usize, most: usize) -> Problem {
    let message = format!("{} briefs would be made, and at most {} are", grouped(rows), grouped(most));
    Problem::error(&registry::TOO_LARGE, at.value(), message)
        .note("each has its figures, its claims and a page, all of which are held in memory together")
        .help("narrow the rows with `where`, or make a view with one row for each place")
}

/// A condition that needs more than the row.
pub(super) fn looks_elsewhere(at: &RegistryPath<'_>, column: &str) -> Problem {
    let message = format!("the condition on `{column}` needs more than the row itself");
    Problem::error(&code::OUTSIDE_ROWS, at.value(), message)
        .note("which briefs there are follows from the cells of each row alone")
        .help("make a view in which a column says it, and ask for that column")
}

/// Cells of which no id can be made, each with its line.
pub(super) fn no_id(at: &RegistryPath<'_>, column: &str, cells: &[(String, String)]) -> Problem {
    let rows = many(cells.len(), "row");
    let named: Vec<String> = cells.iter().map(|(line, cell)| format!("{line}: {cell}")).collect();
    Problem::error(&code::ROW_WITHOUT_ID, at.value(), format!("no id can be made of the cell in `{column}` of {rows}"))
        .label(words::first_of(&named))
        .note("the id is the file name and the address of the brief: of a cell its letters from a to z and digits are taken")
        .help("name a column of codes, or leave the rows out with `where`")
}

/// Cells of which the same id is made, by pairs with their lines.
pub(super) fn same_id(at: &RegistryPath<'_>, column: &str, cells: &[(String, String, String)]) -> Problem {
    let message = format!("{} of `{column}` would have the id of another", many(cells.len(), "row"));
    let named: Vec<String> = cells.iter().map(|(a, b, id)| format!("{a} and {b}: {id}")).collect();
    Problem::error(&code::ROW_WITHOUT_ID, at.value(), message)
        .label(words::first_of(&named))
        .note("each row has a brief, and two briefs cannot have one address")
        .help("name a column whose cells tell the rows apart, narrow the rows with `where`, or make a view with one row for each")
}

/// An id that is none with what stands behind it.
pub(super) fn unfit(place: &RegistryPlace, id: &str) -> Problem {
    Problem::error(&code::ROW_WITHOUT_ID, place.clone().key().into(), format!("the id `{id}` would be too long"))
        .note("an id has at most 100 characters, with what is taken from the row")
        .help("give the entry a shorter id, or name a column with shorter cells")
}

/// An id that another entry has.
pub(super) fn taken(place: &RegistryPlace, id: &str) -> Problem {
    let message = format!("the entry that is made for a row would be called `{id}`, as another is");
    Problem::error(&registry::DUPLICATE_ID, place.clone().key().into(), message)
        .note("a reference to that id could mean either")
        .help("give one of the two another id")
}

/// An entry that refers to one that is made for rows, and is made for none.
pub(super) fn outside(place: &RegistryPlace, id: &str, from: EntryKind) -> Problem {
    let message = format!("`{id}` is made for each row, and {} is made for none", from.a_word());
    Problem::error(&code::OUTSIDE_ROWS, Place::from(place.clone()), message)
        .note("which of them is meant cannot be told")
        .help("refer to it from a brief with `for_each`, or from what such a brief leads to; or take `{{ row. }}` out of it")
}

/// A reference in a form in which the id of the row's own entry cannot be put.
pub(super) fn not_by_itself(place: &RegistryPlace, id: &str) -> Problem {
    Problem::error(
        &code::OUTSIDE_ROWS,
        Place::from(place.clone()),
        format!("`{id}` is made for each row, and stands here in other words"),
    )
    .note("the id of the entry of each row is put in the place of this one")
    .help(format!("write `{id}` by itself"))
}

/// An entry of which it cannot be told of whose rows it is made.
pub(super) fn of_two_tables<'t>(place: &RegistryPlace, id: &str, tables: impl Iterator<Item = &'t str>) -> Problem {
    let tables: Vec<String> = tables.map(|table| format!("`{table}`")).collect();
    let message = format!("`{id}` could be made for the rows of {}", words::joined(&tables, "and"));
    Problem::error(&code::OUTSIDE_ROWS, place.clone().key().into(), message)
        .note(
            "an entry is made for the rows of one table, told apart by one column: those of the briefs that lead to it",
        )
        .help("write it twice, under two ids; or list under one brief what leads to it")
}

/// A number among words.
pub(super) fn number_in_text(place: &RegistryPlace, column: &str) -> Problem {
    let message = format!("the cell in `{column}` is no text, and stands among words");
    Problem::error(&code::ROW_CELL, Place::from(place.clone()), message)
        .note("a number in a text has to be followed to its cell, with its unit and its flags")
        .help("make it a figure: `{ of: …, where: { id: \"{{ row.id }}\" }, value: … }`, and print that")
}

/// Cells with nothing in them, or with braces.
pub(super) fn unfit_cell(place: &RegistryPlace, column: &str, lines: &[String]) -> Problem {
    let message = format!("the cell in `{column}` of {} is empty, or holds braces", many(lines.len(), "row"));
    Problem::error(&code::ROW_CELL, Place::from(place.clone()), message)
        .label(words::first_of(lines))
        .note("the text would have a hole, or mean something else")
        .help("leave the rows out with `where`, or the entry with `when`; or name a column that is filled")
}

/// An entry that refers to one which is not made for its row.
pub(super) fn not_made(place: &RegistryPlace, id: &str, rows: &[&str]) -> Problem {
    let message = format!("`{id}` is not made for {}, and is needed here", many(rows.len(), "row"));
    Problem::error(&code::OUTSIDE_ROWS, Place::from(place.clone()), message)
        .label(words::first_of(rows))
        .note("its `when` leaves them out; where a brief lists it, it is left out too, and nowhere else")
        .help("give the entry in which this stands the same `when`")
}

/// An entry that cannot be read once cells stand in it.
pub(super) fn unreadable(place: &RegistryPlace, why: &str) -> Problem {
    Problem::error(
        &code::ROW_CELL,
        Place::from(place.clone()),
        format!("with the cells of a row it cannot be read: {why}"),
    )
    .note("cells stand where words stand, and nowhere else")
    .help("write `{{ row. }}` only in texts and in the values of conditions")
}
