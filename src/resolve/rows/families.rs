//! Whose rows they are: the table of each `for_each`, the rows that meet its conditions, and what stands behind the ids of the
//! entries of each row.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::{Problems, Severity};
use crate::load::{Project, Row};
use crate::model::{Dataset, Filter, Key, Section};
use crate::registry::{Condition, Entries, ForEach};
use crate::resolve::columns::{Columns, without_totals};
use crate::resolve::links::{Scope, Sections};
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::{grounds, scope, selection};
use crate::table::{ColumnType, Table};
use crate::transform::passing;
use crate::world::ProjectPath;

use super::problem;

/// The most rows of a table that have a brief: more than any place has districts, and than anybody's memory holds briefs.
const MOST: usize = 50_000;

/// The rows of a table, told apart by one column.
pub(super) struct Family {
    /// The dataset or view.
    pub(super) of: Key<Dataset>,
    /// Its id.
    pub(super) name: String,
    /// Its file, or that of the view's first dataset.
    pub(super) file: ProjectPath,
    /// The column that tells the rows apart.
    pub(super) column: usize,
    /// Its cells.
    pub(super) table: Arc<Table>,
    /// The rows for which any brief is made, by their number in the table.
    pub(super) rows: BTreeMap<u32, Arc<Row>>,
}

/// A brief that is made for rows.
pub(super) struct BriefOfRows {
    /// Its id as written.
    pub(super) id: String,
    /// Whose rows.
    pub(super) family: usize,
    /// Which of them.
    pub(super) rows: Vec<u32>,
}

/// Returns the datasets, whose rows there are briefs of, and which; none where a problem keeps that from being known.
pub(super) fn all(
    project: &Project,
    problems: &mut Problems,
) -> Option<(Section<Dataset>, Vec<Family>, Vec<BriefOfRows>)> {
    let (sections, links) = Sections::of(project);
    let mut of_data = Problems::default();
    let datasets = grounds(project, &sections, &mut scope(project, &links, true, &mut of_data)).datasets;
    if problems.any_errors() || of_data.any_errors() {
        problems.extend(of_data.into_iter().filter(|problem| problem.severity == Severity::Error));
        return None;
    }
    let mut met = Problems::default();
    let mut families: Vec<Family> = Vec::new();
    let mut briefs = Vec::new();
    for written in &sections.briefs {
        let Some(for_each) = &written.entry.for_each else { continue };
        let top = RegistryPath::top(written.file, "briefs");
        let brief = top.key(written.id.as_str());
        let at = brief.key("for_each");
        let scope = &mut scope(project, &links, true, &mut met);
        let Some((of, column, rows)) = chosen(for_each, &datasets, &at, scope) else { continue };
        let dataset = &datasets[of];
        let known = families.iter().position(|family| family.of == of && family.column == column);
        let family = known.unwrap_or_else(|| {
            families.push(Family {
                of,
                name: datasets.id(of).to_string(),
                file: dataset.file.clone(),
                column,
                table: Arc::clone(&dataset.table),
                rows: BTreeMap::new(),
            });
            families.len() - 1
        });
        families[family].add(&rows, &at, scope);
        briefs.push(BriefOfRows { id: written.id.to_string(), family, rows });
    }
    let failed = met.any_errors();
    problems.extend(met);
    (!failed).then_some((datasets, families, briefs))
}

/// Returns the table of a `for_each`, the column that tells its rows apart, and those that meet its conditions.
fn chosen(
    written: &ForEach,
    datasets: &Section<Dataset>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<(Key<Dataset>, usize, Vec<u32>)> {
    let of = scope.required(written.of.as_ref(), at, "of").map(ToOwned::to_owned);
    let id = scope.required(written.id.as_ref(), at, "id").map(ToOwned::to_owned);
    let of = scope.link::<Dataset>(&of?, &at.key("of"))?;
    let id = id?;
    let columns = Columns::of(of, None, datasets, at, scope)?;
    let column = columns.find(&id, &at.key("id"), scope);
    let rows = meeting(&written.conditions, of, datasets, &at.key("where"), scope)?;
    if rows.len() > MOST {
        scope.problems.push(problem::too_many(at, rows.len(), MOST));
        return None;
    }
    if rows.is_empty() {
        scope.problems.push(problem::no_rows(at, datasets.id(of).as_str()));
        return None;
    }
    Some((of, column?, rows))
}

/// Returns the rows of a table that meet conditions, ascending; those that are totals only where a condition names them.
pub(super) fn meeting(
    written: &Entries<Condition>,
    of: Key<Dataset>,
    datasets: &Section<Dataset>,
    at: &RegistryPath<'_>,
    scope: &mut Scope<'_>,
) -> Option<Vec<u32>> {
    let columns = Columns::of(of, None, datasets, at, scope)?;
    let conditions = selection::filters(written, &columns, at, scope)?;
    let (mut filters, _): (Vec<Filter>, _) = conditions.settled(None, &columns, datasets, at, scope)?;
    if let Some(filter) = filters.iter().find(|filter| filter.predicate.looks_elsewhere()) {
        let name = &columns.column(filter.column).name;
        scope.problems.push(problem::looks_elsewhere(&at.key(name), name));
        return None;
    }
    let totals = without_totals(&columns, datasets, &filters);
    filters.extend(totals);
    Some(passing(&datasets[of].table, &filters))
}

impl Family {
    /// Adds rows, each with what stands behind the ids of its entries; a cell that cannot stand there, or stands in two rows, is a
    /// problem.
    fn add(&mut self, rows: &[u32], at: &RegistryPath<'_>, scope: &mut Scope<'_>) {
        let column = &self.table.columns[self.column];
        let line = |row: u32| {
            let (file, line) = self.table.stands(&self.file, row as usize, self.column);
            format!("{file}:{line}")
        };
        let (mut unfit, mut twice) = (Vec::new(), Vec::new());
        let mut ids: HashMap<String, u32> = self.rows.iter().map(|(row, made)| (made.id.clone(), *row)).collect();
        for row in rows {
            if self.rows.contains_key(row) {
                continue;
            }
            let cell = column.written(*row as usize);
            let Some(id) = id_of(&cell) else {
                unfit.push((line(*row), cell.into_owned()));
                continue;
            };
            if let Some(first) = ids.insert(id.clone(), *row) {
                twice.push((line(first), line(*row), id));
                continue;
            }
            let words = self.table.columns.iter().filter(|column| column.kind == ColumnType::String);
            let cells = words.map(|column| {
                let cell = column.encoded(*row as usize).map_or_else(String::new, |cell| column.format(cell).into());
                (column.name.clone(), cell)
            });
            self.rows.insert(*row, Arc::new(Row { id, cells: cells.collect() }));
        }
        let name = &column.name;
        if !unfit.is_empty() {
            scope.problems.push(problem::no_id(&at.key("id"), name, &unfit));
        }
        if !twice.is_empty() {
            scope.problems.push(problem::same_id(&at.key("id"), name, &twice));
        }
    }
}

/// Returns what stands for a cell behind the ids of the entries of its row: its letters and digits in lower case, without accents, and
/// `_` for whatever stands between them; none where it has none, or letters of another alphabet.
fn id_of(cell: &str) -> Option<String> {
    let mut id = String::new();
    let mut joint = false;
    for character in cell.nfd().filter(|character| !is_combining_mark(*character)) {
        match character {
            _ if character.is_ascii_alphanumeric() => {
                if std::mem::take(&mut joint) && !id.is_empty() {
                    id.push('_');
                }
                id.push(character.to_ascii_lowercase());
            }
            _ if character.is_alphanumeric() => return None,
            _ => joint = true,
        }
    }
    (!id.is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_a_cell() {
        for (cell, id) in [
            ("E09000012", Some("e09000012")),
            ("Tower Hamlets", Some("tower_hamlets")),
            (" King’s Lynn & West-Norfolk (old) ", Some("king_s_lynn_west_norfolk_old")),
            ("Baden-Württemberg", Some("baden_wurttemberg")),
            ("2024/25", Some("2024_25")),
            ("../x", Some("x")),
            ("Straße", None),
            ("Київ", None),
            ("–", None),
            ("", None),
        ] {
            assert_eq!(id_of(cell).as_deref(), id, "{cell}");
        }
    }
}
