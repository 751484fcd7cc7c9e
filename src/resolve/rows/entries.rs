//! Which entries are made for rows, of which table, and for which of its rows.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::diagnostic::Problems;
use crate::diagnostic::code::figure::NEVER_TRUE;
use crate::load::Project;
use crate::load::rows::{NamedCell, Pattern};
use crate::model::{Dataset, Section};
use crate::registry::{Brief, Chart, Claim, Condition, Entries, Figure, Registry, Table, Unknown};
use crate::resolve::links::{Links, Sections};
use crate::resolve::registry_path::RegistryPath;
use crate::resolve::sought::Sought;
use crate::resolve::{linked, scope, selection};
use crate::text::{Place, RegistryPlace, Step};
use crate::vocabulary::EntryKind;

use super::families::{BriefOfRows, Family, meeting};
use super::owners::{Name, Reference};
use super::{owners, problem};

/// What is made for which rows.
pub(super) struct Plan {
    /// Whose rows.
    pub(super) families: Vec<Family>,
    /// Each entry that is made for rows, briefs among them.
    pub(super) entries: BTreeMap<Name, OfRows>,
}

/// An entry that is made for rows.
pub(super) struct OfRows {
    /// As it is written.
    pub(super) pattern: Pattern,
    /// Whose rows.
    pub(super) family: usize,
    /// For which of them it is made.
    pub(super) rows: BTreeSet<u32>,
}

/// Returns what is made for which rows; none where a problem is in the way.
pub(super) fn plan(
    project: &mut Project,
    datasets: &Section<Dataset>,
    families: Vec<Family>,
    briefs: &[BriefOfRows],
    problems: &mut Problems,
) -> Option<Plan> {
    let mut met = Problems::default();
    let (mut patterns, seeds) = patterns(project, briefs);
    // References are met where an entry is understood: so that all are, it is filled in with the cells of a first row.
    fill_with_first(project, &patterns, &families, briefs);
    let references = references(project);
    let mut names = seeds;
    while let Some(more) = more(&references, &names) {
        names.insert(more);
    }
    let references: Vec<Reference> = references.into_iter().filter(|reference| names.contains(&reference.to)).collect();
    for reference in &references {
        let place = &reference.place;
        let Some(pattern) = patterns.get_mut(&reference.from).filter(|_| names.contains(&reference.from)) else {
            met.push(problem::outside(place, &reference.to.1, reference.from.0));
            continue;
        };
        if !pattern.refers(place, reference.to.0, &reference.to.1) {
            met.push(problem::not_by_itself(place, &reference.to.1));
        }
    }
    patterns.retain(|name, _| names.contains(name));
    let of_families = owners::of_all(project, &patterns, &references, &families, briefs, &mut met);
    if met.any_errors() {
        problems.extend(met);
        return None;
    }
    let (sections, links) = Sections::of(project);
    let mut whens = whens((project, &sections), &links, datasets, &of_families, &families, &mut met);
    narrow(&mut whens, &references);
    let rows = rows(&references, briefs, &of_families, &families, &whens, &mut met);
    let failed = met.any_errors();
    problems.extend(met);
    if failed {
        return None;
    }
    let entries = patterns.into_iter().filter_map(|(name, pattern)| {
        let family = *of_families.get(&name)?;
        let rows = rows.get(&name).cloned().unwrap_or_default();
        Some((name, OfRows { pattern, family, rows }))
    });
    Some(Plan { entries: entries.collect(), families })
}

/// Returns every entry that could be made for rows as it is written, and those that are: they name a cell, or are a brief of rows.
fn patterns(project: &Project, briefs: &[BriefOfRows]) -> (BTreeMap<Name, Pattern>, BTreeSet<Name>) {
    let (mut patterns, mut seeds) = (BTreeMap::new(), BTreeSet::new());
    for (at, file) in project.files.iter().enumerate() {
        for (section, id) in file.registry.ids() {
            let Some(kind) = EntryKind::of_section(section) else { continue };
            let name = (kind, id.to_owned());
            let is_brief = kind == EntryKind::Brief;
            let of_rows = is_brief && briefs.iter().any(|brief| brief.id == id);
            if patterns.contains_key(&name) || is_brief && !of_rows || !is_made(kind) {
                continue;
            }
            let Some(pattern) = project.pattern(at, kind, id) else { continue };
            if of_rows || pattern.cells().len() > 0 || when(&file.registry, kind, id).is_some() {
                seeds.insert(name.clone());
            }
            patterns.insert(name, pattern);
        }
    }
    (patterns, seeds)
}

/// Returns whether entries of a kind can be made for rows.
fn is_made(kind: EntryKind) -> bool {
    match kind {
        EntryKind::Figure
        | EntryKind::Table
        | EntryKind::Chart
        | EntryKind::Claim
        | EntryKind::Unknown
        | EntryKind::Brief => true,
        EntryKind::Party | EntryKind::Measure | EntryKind::Source | EntryKind::Dataset | EntryKind::View => false,
    }
}

/// Returns the conditions on the row for which an entry is made.
fn when<'r>(registry: &'r Registry, kind: EntryKind, id: &str) -> Option<&'r Entries<Condition>> {
    let found = match kind {
        EntryKind::Figure => registry.figures.iter().find(|it| it.id == id).map(|it| &it.value.when),
        EntryKind::Table => registry.tables.iter().find(|it| it.id == id).map(|it| &it.value.when),
        EntryKind::Chart => registry.charts.iter().find(|it| it.id == id).map(|it| &it.value.when),
        EntryKind::Claim => registry.claims.iter().find(|it| it.id == id).map(|it| &it.value.when),
        EntryKind::Unknown => registry.unknowns.iter().find(|it| it.id == id).map(|it| &it.value.when),
        _ => None,
    };
    found.filter(|when| !when.0.is_empty())
}

/// Fills the entries that name cells with those of a first row of a table that has such columns.
fn fill_with_first(
    project: &mut Project,
    patterns: &BTreeMap<Name, Pattern>,
    families: &[Family],
    briefs: &[BriefOfRows],
) {
    let first = |name: &Name| -> Option<(&Family, usize)> {
        let pattern = patterns.get(name)?;
        let own = briefs.iter().find(|brief| name.0 == EntryKind::Brief && brief.id == name.1);
        let has = |family: &&Family| pattern.cells().all(|cell| family.table.column(&cell.column).is_some());
        let family = own.map_or_else(|| families.iter().find(has), |own| Some(&families[own.family]))?;
        Some((family, *family.rows.keys().next()? as usize))
    };
    let names: Vec<&Name> = patterns.iter().filter(|(_, it)| it.cells().len() > 0).map(|(name, _)| name).collect();
    for file in &mut project.files {
        for name in &names {
            let Some((family, row)) = first(name) else { continue };
            let cell = |cell: &NamedCell| {
                let column = family.table.column(&cell.column).map(|column| &family.table.columns[column]);
                column.map_or_else(String::new, |column| column.written(row).into_owned())
            };
            refill(&mut file.registry, name, &patterns[*name], &cell);
        }
    }
}

/// Puts an entry, filled in, into the place of what is written.
fn refill(registry: &mut Registry, (kind, id): &Name, pattern: &Pattern, cell: &dyn Fn(&NamedCell) -> String) {
    fn put<T: serde::de::DeserializeOwned>(
        entries: &mut Entries<T>,
        id: &str,
        pattern: &Pattern,
        cell: &dyn Fn(&NamedCell) -> String,
    ) {
        let same = |_: EntryKind, id: &str| Some(id.to_owned());
        for entry in entries.0.iter_mut().filter(|entry| entry.id == id) {
            // What cannot be read so is told of when it is made.
            if let Ok(filled) = pattern.filled::<T>(cell, &same) {
                entry.value = filled;
            }
        }
    }
    match kind {
        EntryKind::Figure => put::<Figure>(&mut registry.figures, id, pattern, cell),
        EntryKind::Table => put::<Table>(&mut registry.tables, id, pattern, cell),
        EntryKind::Chart => put::<Chart>(&mut registry.charts, id, pattern, cell),
        EntryKind::Claim => put::<Claim>(&mut registry.claims, id, pattern, cell),
        EntryKind::Unknown => put::<Unknown>(&mut registry.unknowns, id, pattern, cell),
        EntryKind::Brief => put::<Brief>(&mut registry.briefs, id, pattern, cell),
        _ => {}
    }
}

/// Returns every reference between entries, in the order of their places.
fn references(project: &Project) -> Vec<Reference> {
    let (sections, mut links) = Sections::of(project);
    links.sought = Some(Sought::all());
    linked(project, &sections, &links, &mut Problems::default());
    let met = links.sought.map(Sought::met).unwrap_or_default();
    let mut references: Vec<Reference> = met
        .into_iter()
        .filter_map(|(kind, id, place)| {
            let Place::Registry(place) = place else { return None };
            let [Step::Key(section), Step::Key(from), ..] = place.steps.as_slice() else { return None };
            let from = (EntryKind::of_section(section)?, from.clone());
            Some(Reference { from, to: (kind, id), place })
        })
        .collect();
    references.sort_by(|a, b| (&a.place, &a.to).cmp(&(&b.place, &b.to)));
    references.dedup_by(|a, b| a.place == b.place && a.to == b.to);
    references
}

/// Returns an entry that refers to one that is made for rows and is itself not known to be.
fn more(references: &[Reference], names: &BTreeSet<Name>) -> Option<Name> {
    let refers = |reference: &&Reference| {
        let from = &reference.from;
        names.contains(&reference.to) && is_made(from.0) && from.0 != EntryKind::Brief && !names.contains(from)
    };
    references.iter().find(refers).map(|reference| reference.from.clone())
}

/// Returns the rows for which each entry that asks something of its row may be made.
fn whens(
    (project, sections): (&Project, &Sections<'_>),
    links: &Links<'_>,
    datasets: &Section<Dataset>,
    of_families: &BTreeMap<Name, usize>,
    families: &[Family],
    problems: &mut Problems,
) -> BTreeMap<Name, HashSet<u32>> {
    let mut whens = BTreeMap::new();
    let figures = sections.figures.iter().map(|it| (EntryKind::Figure, it.file, &it.id, &it.entry.when));
    let tables = sections.tables.iter().map(|it| (EntryKind::Table, it.file, &it.id, &it.entry.when));
    let charts = sections.charts.iter().map(|it| (EntryKind::Chart, it.file, &it.id, &it.entry.when));
    let claims = sections.claims.iter().map(|it| (EntryKind::Claim, it.file, &it.id, &it.entry.when));
    let unknowns = sections.unknowns.iter().map(|it| (EntryKind::Unknown, it.file, &it.id, &it.entry.when));
    for (kind, file, id, when) in figures.chain(tables).chain(charts).chain(claims).chain(unknowns) {
        let name = (kind, id.to_string());
        let Some(family) = of_families.get(&name).filter(|_| !when.0.is_empty()) else { continue };
        let top = RegistryPath::top(file, kind.section());
        let at = top.key(id.as_str());
        let mut met = Problems::default();
        let rows =
            meeting(when, families[*family].of, datasets, &at.key("when"), &mut scope(project, links, true, &mut met));
        // In many a release no cell is empty: what is said of such a row is then said of none, as it should be.
        let of_empty = when.iter().any(|condition| selection::asks_for_empty(&condition.value));
        problems.extend(met.into_iter().filter(|problem| !(of_empty && problem.code == &NEVER_TRUE)));
        whens.insert(name, rows.unwrap_or_default().into_iter().collect());
    }
    whens
}

/// Narrows the rows of each figure to those for which the figures that it is made of are made.
fn narrow(whens: &mut BTreeMap<Name, HashSet<u32>>, references: &[Reference]) {
    let between = |it: &&Reference| it.from.0 == EntryKind::Figure && it.to.0 == EntryKind::Figure;
    let references: Vec<&Reference> = references.iter().filter(between).collect();
    // A figure is narrowed by each figure behind it, however far: as often as there are figures in a row.
    for _ in 0..references.len() {
        let mut changed = false;
        for Reference { from, to, .. } in &references {
            let Some(of_part) = whens.get(to).filter(|_| from != to).cloned() else { continue };
            if let Some(own) = whens.get_mut(from) {
                let before = own.len();
                own.retain(|row| of_part.contains(row));
                changed |= own.len() < before;
            } else {
                whens.insert(from.clone(), of_part);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Returns for which rows each entry is made: those of the briefs that lead to it, and all of its table where none does.
fn rows(
    references: &[Reference],
    briefs: &[BriefOfRows],
    of_families: &BTreeMap<Name, usize>,
    families: &[Family],
    whens: &BTreeMap<Name, HashSet<u32>>,
    problems: &mut Problems,
) -> BTreeMap<Name, BTreeSet<u32>> {
    let mut from: BTreeMap<&Name, Vec<&Reference>> = BTreeMap::new();
    for reference in references {
        from.entry(&reference.from).or_default().push(reference);
    }
    let may = |name: &Name, row: u32| whens.get(name).is_none_or(|rows| rows.contains(&row));
    let mut made: BTreeMap<Name, BTreeSet<u32>> = BTreeMap::new();
    let mut lacking: BTreeMap<(&RegistryPlace, &Name), Vec<u32>> = BTreeMap::new();
    let mut follow = |start: &Name, of: &mut dyn Iterator<Item = u32>| {
        for row in of {
            let mut open = vec![start.clone()];
            while let Some(name) = open.pop() {
                if !made.entry(name.clone()).or_default().insert(row) {
                    continue;
                }
                for reference in from.get(&name).into_iter().flatten() {
                    if may(&reference.to, row) {
                        open.push(reference.to.clone());
                    } else if !reference.is_listed() {
                        lacking.entry((&reference.place, &reference.to)).or_default().push(row);
                    }
                }
            }
        }
    };
    for brief in briefs {
        follow(&(EntryKind::Brief, brief.id.clone()), &mut brief.rows.iter().copied());
    }
    let free: Vec<&Name> = of_families.keys().filter(|name| name.0 != EntryKind::Brief).collect();
    let free: Vec<&Name> = free.into_iter().filter(|name| !references.iter().any(|it| it.to == **name)).collect();
    for name in free {
        let rows = families[of_families[name]].rows.keys().copied();
        follow(name, &mut rows.filter(|row| may(name, *row)));
    }
    for ((place, to), rows) in lacking {
        let family = &families[of_families[to]];
        let ids: Vec<&str> = rows.iter().map(|row| family.rows[row].id.as_str()).collect();
        problems.push(problem::not_made(place, &to.1, &ids));
    }
    made
}
