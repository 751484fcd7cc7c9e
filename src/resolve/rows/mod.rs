//! Briefs that are written once and made for each row of a table, with the entries that speak of the row.
//!
//! They are made before anything of the registry is understood: from then on each is an entry like any other, with its own
//! figures, standing, edition and page. Who is made for rows follows from what refers to what: an entry that names a cell, and
//! whatever refers to such an entry.

mod entries;
mod families;
mod made;
mod owners;
mod problem;

use crate::diagnostic::Problems;
use crate::load::Project;
use crate::registry::Registry;

/// Makes the entries of rows; returns whether the registry can be understood.
pub(crate) fn make(project: &mut Project, problems: &mut Problems) -> bool {
    if !project.files.iter().any(|file| file.registry.briefs.iter().any(|brief| brief.value.for_each.is_some())) {
        problems.extend(project.files.iter().flat_map(|file| conditions(&file.registry, &file.path)));
        return true;
    }
    let Some((datasets, families, briefs)) = families::all(project, problems) else { return false };
    if families.iter().all(|family| family.rows.is_empty()) {
        return false;
    }
    let Some(plan) = entries::plan(project, &datasets, families, &briefs, problems) else { return false };
    made::all(project, &plan, problems)
}

/// Returns the problems of conditions on rows in a registry that has none.
fn conditions(registry: &Registry, file: &crate::world::ProjectPath) -> Vec<crate::diagnostic::Problem> {
    let figures = registry.figures.iter().filter(|it| !it.value.when.0.is_empty()).map(|it| ("figures", &it.id));
    let claims = registry.claims.iter().filter(|it| !it.value.when.0.is_empty()).map(|it| ("claims", &it.id));
    let unknowns = registry.unknowns.iter().filter(|it| !it.value.when.0.is_empty()).map(|it| ("unknowns", &it.id));
    let tables = registry.tables.iter().filter(|it| !it.value.when.0.is_empty()).map(|it| ("tables", &it.id));
    let charts = registry.charts.iter().filter(|it| !it.value.when.0.is_empty()).map(|it| ("charts", &it.id));
    let all = figures.chain(claims).chain(unknowns).chain(tables).chain(charts);
    all.map(|(section, id)| problem::no_row(file, section, id)).collect()
}
