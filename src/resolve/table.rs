//! `tables` and `charts` understood: columns of a dataset or a set of figures, with a caption. Charts are checked as tables
//! are; they are not drawn yet.

use crate::diagnostic::Problem;
use crate::model::{Dataset, Figure, Key, Registered, TableEntry, TableOf};
use crate::registry::{Chart, Condition, Entries, Join, Many, Table};

use super::at::At;
use super::columns::Columns;
use super::link::{Scope, Written};
use super::prose::Readers;
use super::shape::Shape;
use super::words::MARKS;
use super::{condition, figure_problem, problem};

/// What a table and a chart have in common.
struct Selected<'w> {
    of: Option<&'w String>,
    conditions: &'w Entries<Condition>,
    join: Option<&'w Join>,
    columns: &'w Many<String>,
    figures: &'w Many<String>,
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
            place: at.registry_place(),
        };
        tables.add(id.clone(), table);
    }
    tables
}

/// Returns the charts, as the tables that they draw.
pub(super) fn charts(
    written: &[Written<'_, Chart>],
    datasets: &Registered<Dataset>,
    readers: &Readers<'_>,
    scope: &mut Scope<'_>,
) -> Registered<TableEntry> {
    let mut charts = Registered::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = At::top(file, "charts");
        let at = top.key(id.as_str());
        let caption = scope.required(entry.caption.as_ref(), &at, "caption").unwrap_or_default();
        let caption = readers.prose(caption, &at.key("caption"), scope);
        let note = readers.prose_if(entry.note.as_ref(), &at.key("note"), scope);
        let measure = scope.link_if(entry.measure.as_ref(), &at.key("measure"));
        scope.word_if(MARKS, entry.mark.as_ref(), "mark of a chart", &at.key("mark"));
        if entry.mark.is_none() {
            scope.required(None, &at, "mark");
        }
        let selected = Selected {
            of: entry.of.as_ref(),
            conditions: &entry.conditions,
            join: entry.join.as_ref(),
            columns: &entry.columns,
            figures: &entry.figures,
        };
        let of = contents(&selected, datasets, readers, &at, scope).unwrap_or(TableOf::Figures(Vec::new()));
        axis(entry, datasets, &at, scope);
        charts.add(id.clone(), TableEntry { caption, measure, of, note, place: at.registry_place() });
    }
    charts
}

fn axis(chart: &Chart, datasets: &Registered<Dataset>, at: &At<'_>, scope: &mut Scope<'_>) {
    let Some(by) = &chart.by else { return };
    let of = chart.of.as_ref().and_then(|id| scope.links.find::<Dataset>(id));
    let columns = of.and_then(|of| {
        let joined = chart.join.is_none();
        joined.then(|| Columns::of(of, None, datasets, at, scope)).flatten()
    });
    if let Some(columns) = columns {
        columns.find(by, &at.key("by"), scope);
    }
}

fn contents(
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
