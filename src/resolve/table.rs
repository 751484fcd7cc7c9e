//! `tables` understood: columns of a dataset or a set of figures, with a caption.

use crate::diagnostic::Problem;
use crate::model::{Dataset, Figure, Key, Registered, TableEntry, TableOf};
use crate::registry::{Condition, Entries, Join, Many, Table};

use super::at::At;
use super::columns::Columns;
use super::link::{Scope, Written};
use super::prose::Readers;
use super::shape::Shape;
use super::{condition, figure_problem, problem};

/// What a table and a chart have in common.
pub(super) struct Selected<'w> {
    pub(super) of: Option<&'w String>,
    pub(super) conditions: &'w Entries<Condition>,
    pub(super) join: Option<&'w Join>,
    pub(super) columns: &'w Many<String>,
    pub(super) figures: &'w Many<String>,
}

/// Returns the tables.
pub(super) fn all(
    written: &[Written<'_, Table>],
    datasets: &Registered<Dataset>,
    readers: &Readers<'_>,
    scope: &mut Scope<'_>,
) -> Registered<TableEntry> {
    let mut tables = Registered::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = At::top(file, "tables");
        let at = top.key(id.as_str());
        let caption = scope.required(entry.caption.as_ref(), &at, "caption").unwrap_or_default();
        let selected = Selected {
            of: entry.of.as_ref(),
            conditions: &entry.conditions,
            join: entry.join.as_ref(),
            columns: &entry.columns,
            figures: &entry.figures,
        };
        let table = TableEntry {
            caption: readers.prose(caption, &at.key("caption"), scope),
            measure: scope.link_if(entry.measure.as_ref(), &at.key("measure")),
            of: contents(&selected, datasets, readers, &at, scope).unwrap_or(TableOf::Figures(Vec::new())),
            note: readers.prose_if(entry.note.as_ref(), &at.key("note"), scope),
            chart: None,
            place: at.registry_place(),
        };
        tables.add(id.clone(), table);
    }
    tables
}

/// Returns what a table is made of; none where a problem keeps it from being known.
pub(super) fn contents(
    written: &Selected<'_>,
    datasets: &Registered<Dataset>,
    readers: &Readers<'_>,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Option<TableOf> {
    match (written.of, written.figures.is_empty()) {
        (Some(of), true) => rows(of, written, datasets, at, scope),
        (None, false) => {
            for (key, there) in [
                ("where", !written.conditions.0.is_empty()),
                ("join", written.join.is_some()),
                ("columns", !written.columns.is_empty()),
            ] {
                if there {
                    scope.problems.push(figure_problem::stray_key(at, key, "figures"));
                }
            }
            figures(written.figures, readers, at, scope).map(TableOf::Figures)
        }
        (Some(_), false) => {
            scope.problems.push(of_both(at));
            None
        }
        (None, true) => {
            scope.problems.push(of_nothing(at));
            None
        }
    }
}

fn rows(
    of: &str,
    written: &Selected<'_>,
    datasets: &Registered<Dataset>,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Option<TableOf> {
    let of = scope.link::<Dataset>(of, &at.key("of"))?;
    let columns = Columns::of(of, written.join, datasets, at, scope)?;
    let filters = condition::filters(written.conditions, &columns, at, scope);
    let list = at.key("columns");
    if written.columns.is_empty() {
        scope.problems.push(problem::missing_key(at.name(), at, "columns"));
    }
    let mut shown = Vec::with_capacity(written.columns.0.len());
    for (item, name) in written.columns.iter().enumerate() {
        shown.extend(columns.find(name, &list.item(item), scope));
    }
    (shown.len() == written.columns.0.len()).then_some(())?;
    Some(TableOf::Rows { of, join: columns.join, filters: filters?, columns: shown })
}

fn figures(
    written: &Many<String>,
    readers: &Readers<'_>,
    at: &At<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<Key<Figure>>> {
    let list = at.key("figures");
    let keys: Vec<Key<Figure>> = scope.link_all(&written.0, &list);
    let mut whole = keys.len() == written.0.len();
    for (item, id) in written.iter().enumerate() {
        let Some(key) = scope.links.find::<Figure>(id) else { continue };
        if let Some(Some(Shape::Series | Shape::Groups)) = readers.shapes.get(key.index()) {
            scope.problems.push(figure_problem::number_wanted(&list.item(item), id));
            whole = false;
        }
    }
    whole.then_some(keys)
}

/// A table of rows and of figures at once.
fn of_both(at: &At<'_>) -> Problem {
    problem::misplaced(
        at.key("figures").name(),
        format!("{} shows a dataset and figures at once", at.owner()),
        "a table shows columns of a dataset, or figures one a row",
        "keep one of `of` and `figures`",
    )
}

/// A table of nothing.
fn of_nothing(at: &At<'_>) -> Problem {
    problem::missing_key(at.name(), at, "of").help("or list `figures`, one a row")
}
