//! How the rows of a table are shown: in which order, how many, with how many decimals.

use crate::diagnostic::Problem;
use crate::diagnostic::code::reference as code;
use crate::model::Layout;
use crate::registry::{Entries, Many};
use crate::text::near::Near;

use super::links::Scope;
use super::problem;
use super::registry_path::RegistryPath;

/// Returns how the rows of a table are shown.
pub(super) fn layout(
    sort: &Entries<String>,
    limit: Option<&String>,
    decimals: &Entries<String>,
    columns: &Many<String>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Layout {
    const MOST_DECIMALS: u32 = 18;
    let mut layout = Layout { decimals: vec![None; columns.0.len()], ..Layout::default() };
    let place = |name: &str, here: &RegistryPath<'_>, scope: &mut Scope<'_>| {
        let found = columns.iter().position(|column| column == name);
        if found.is_none() {
            let near = problem::nearest(name, columns.iter().map(String::as_str));
            scope.problems.push(not_shown(here, name, near));
        }
        found
    };
    let here = at.key("sort");
    for entry in sort.iter() {
        let key = here.key(&entry.id);
        if let (Some(place), Some(way)) = (place(&entry.id, &key, scope), scope.word_if(Some(&entry.value), &key)) {
            layout.sort.push((place, way));
        }
    }
    let here = at.key("decimals");
    for entry in decimals.iter() {
        let key = here.key(&entry.id);
        let count = entry.value.parse().ok().filter(|count| *count <= MOST_DECIMALS);
        if count.is_none() {
            scope.problems.push(problem::not_a_count(&key, &entry.value, "number of decimals"));
        }
        if let Some(place) = place(&entry.id, &key, scope) {
            layout.decimals[place] = count;
        }
    }
    if let Some(limit) = limit {
        layout.limit = limit.parse().ok().filter(|count| *count > 0);
        if layout.limit.is_none() {
            scope.problems.push(problem::not_a_count(&at.key("limit"), limit, "number of rows"));
        }
    }
    layout
}

/// A key that speaks of a column which the table does not print.
fn not_shown(at: &RegistryPath<'_>, name: &str, near: Option<Near<'_>>) -> Problem {
    let message = format!("`{name}` is not one of the columns that are printed");
    let problem = Problem::error(&code::UNKNOWN_ID, at.name(), message)
        .note("a reader could not see by what the rows are put in order, or what is rounded");
    match near {
        Some(near) => problem.help(format!("did you mean `{}`?", near.word)),
        None => problem.help("name one of `columns`, or add it to them"),
    }
}
