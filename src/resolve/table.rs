//! `tables` understood, and what charts draw of them.

use crate::diagnostic::Problem;
use crate::model::{Dataset, Figure, Key, Section, TableEntry, TableOf};
use crate::registry::{self, Condition, Entries, Many, Table};

use super::columns::Columns;
use super::figure_type::FigureType;
use super::layout::layout;
use super::links::{Scope, Written};
use super::prose::Readers;
use super::registry_path::RegistryPath;
use super::{figure_problem, problem, selection};

/// What a table and a chart have in common.
pub(super) struct Selected<'w> {
    pub(super) of: Option<&'w String>,
    pub(super) conditions: &'w Entries<Condition>,
    pub(super) join: Option<&'w registry::Join>,
    pub(super) columns: &'w Many<String>,
    pub(super) figures: &'w Many<String>,
}

/// Returns the tables.
pub(super) fn tables(
    written: &[Written<'_, Table>],
    datasets: &Section<Dataset>,
    readers: &Readers<'_>,
    scope: &mut Scope<'_>,
) -> Section<TableEntry> {
    let mut tables = Section::with_capacity(written.len());
    for Written { file, id, entry } in written {
        let top = RegistryPath::top(file, "tables");
        let at = top.key(id.as_str());
        let caption = scope.required(entry.caption.as_ref(), &at, "caption").unwrap_or_default();
        let selected = Selected {
            of: entry.of.as_ref(),
            conditions: &entry.conditions,
            join: entry.join.as_ref(),
            columns: &entry.columns,
            figures: &entry.figures,
        };
        let layout = layout(&entry.sort, entry.limit.as_ref(), &entry.decimals, &entry.columns, &at, scope);
        let table = TableEntry {
            layout,
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
    datasets: &Section<Dataset>,
    readers: &Readers<'_>,
    at: &RegistryPath<'_>,
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
    datasets: &Section<Dataset>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<TableOf> {
    let of = scope.link::<Dataset>(of, &at.key("of"))?;
    let columns = Columns::of(of, written.join, datasets, at, scope)?;
    let narrowed =
        written.join.filter(|join| join.value.is_some() || join.sum.is_some() || !join.conditions.0.is_empty());
    if narrowed.is_some() {
        scope.problems.push(super::figure_problem::looked_up_in_a_table(&at.key("join")));
        return None;
    }
    let filters = selection::filters(written.conditions, &columns, &at.key("where"), scope);
    let list = at.key("columns");
    if written.columns.is_empty() {
        scope.problems.push(problem::missing_key(at.name(), at, "columns"));
    }
    let mut shown = Vec::with_capacity(written.columns.0.len());
    for (item, name) in written.columns.iter().enumerate() {
        shown.extend(columns.find(name, &list.item(item), scope));
    }
    (shown.len() == written.columns.0.len()).then_some(())?;
    let (filters, _) = filters?.settled(amounts(&shown, &columns), &columns, datasets, &at.key("where"), scope)?;
    Some(TableOf::Rows { of, join: columns.join, filters, columns: shown })
}

/// Returns the first column of numbers among some: the latest period is one in which it has a value.
fn amounts(shown: &[usize], columns: &Columns<'_>) -> Option<usize> {
    shown.iter().copied().find(|column| columns.column(*column).kind.is_numeric())
}

fn figures(
    written: &Many<String>,
    readers: &Readers<'_>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<Key<Figure>>> {
    let list = at.key("figures");
    let keys: Vec<Key<Figure>> = scope.link_all(&written.0, &list);
    let mut whole = keys.len() == written.0.len();
    for (item, id) in written.iter().enumerate() {
        let Some(key) = scope.links.find::<Figure>(id) else { continue };
        if let Some(Some(FigureType::Series | FigureType::Groups)) = readers.shapes.get(key.index()) {
            scope.problems.push(figure_problem::number_wanted(&list.item(item), id));
            whole = false;
        }
    }
    whole.then_some(keys)
}

/// A table of rows and of figures at once.
fn of_both(at: &RegistryPath<'_>) -> Problem {
    problem::misplaced(
        at.key("figures").name(),
        format!("{} shows a dataset and figures at once", at.owner()),
        "a table shows columns of a dataset, or figures one a row",
        "keep one of `of` and `figures`",
    )
}

/// A table of nothing.
fn of_nothing(at: &RegistryPath<'_>) -> Problem {
    problem::missing_key(at.name(), at, "of").help("or list `figures`, one a row")
}
