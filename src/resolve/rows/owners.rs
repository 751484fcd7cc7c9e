//! Of whose rows an entry is made: those of one table, to which the briefs that lead to it belong.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problems;
use crate::load::Project;
use crate::load::rows::Pattern;
use crate::resolve::dataset_problem;
use crate::resolve::registry_path::RegistryPath;
use crate::text::{RegistryPlace, Step};
use crate::vocabulary::EntryKind;
use crate::world::ProjectPath;

use super::families::{BriefOfRows, Family};
use super::problem;

/// An entry as the registry names it.
pub(super) type Name = (EntryKind, String);

/// Where an entry refers to another that is made for rows.
pub(super) struct Reference {
    pub(super) from: Name,
    pub(super) to: Name,
    pub(super) place: RegistryPlace,
}

impl Reference {
    /// Returns whether it is an item of a list, which is left out where the other is not made.
    pub(super) fn is_listed(&self) -> bool {
        let lists = ["claims", "unknowns", "tables", "charts", "answer", "blocks"];
        let key = self.place.steps.get(2);
        matches!(key, Some(Step::Key(key)) if lists.contains(&key.as_str()))
            && matches!(self.from.0, EntryKind::Brief | EntryKind::Unknown)
            && self.place.within.is_none()
    }
}

/// Returns of whose rows each entry is made: those of the briefs that lead to it, else of those in whose templates it is named, else
/// of the only ones.
pub(super) fn of_all(
    project: &Project,
    patterns: &BTreeMap<Name, Pattern>,
    references: &[Reference],
    families: &[Family],
    briefs: &[BriefOfRows],
    problems: &mut Problems,
) -> BTreeMap<Name, usize> {
    let mut reached: BTreeMap<Name, BTreeSet<usize>> = BTreeMap::new();
    for brief in briefs {
        let mut open = vec![(EntryKind::Brief, brief.id.clone())];
        while let Some(name) = open.pop() {
            if reached.entry(name.clone()).or_default().insert(brief.family) {
                open.extend(references.iter().filter(|it| it.from == name).map(|it| it.to.clone()));
            }
        }
    }
    let template = |brief: &BriefOfRows| {
        let mut written = project.files.iter().flat_map(|file| file.registry.briefs.iter());
        let written = written.find(|written| written.id == brief.id)?;
        let name = written.value.template.clone().unwrap_or_else(|| format!("{}.md", brief.id));
        let name = name.trim_start_matches("./").trim_start_matches("templates/");
        project.templates.get(&ProjectPath::fixed("templates").join(name).ok()?)
    };
    let mut all = BTreeMap::new();
    for (name, pattern) in patterns {
        let mut of = reached.remove(name).unwrap_or_default();
        if of.is_empty() && families.len() > 1 {
            let words = format!("{}.{}", name.0.section(), name.1);
            let named = briefs.iter().filter(|brief| template(brief).is_some_and(|it| names(it.as_str(), &words)));
            of.extend(named.map(|brief| brief.family));
        }
        let only =
            if of.is_empty() && families.len() == 1 { Some(0) } else { of.pop_first().filter(|_| of.is_empty()) };
        let Some(family) = only else {
            let tables = families.iter().map(|family| family.name.as_str());
            problems.push(problem::of_two_tables(&pattern.place, &name.1, tables));
            continue;
        };
        for cell in pattern.cells() {
            let table = &families[family].table;
            if table.column(&cell.column).is_none() {
                RegistryPath::walk_to(&cell.place, &mut |at| {
                    let name = Some(families[family].name.as_str());
                    problems.push(dataset_problem::unknown_column(at, &cell.column, name, table.names()));
                });
            }
        }
        all.insert(name.clone(), family);
    }
    for Reference { from, to, place } in references {
        let of = |name: &Name| all.get(name).map(|family| families[*family].name.as_str());
        if let (Some(own), Some(other)) = (of(from), of(to))
            && own != other
        {
            problems.push(problem::of_two_tables(place, &to.1, [own, other].into_iter()));
        }
    }
    all
}

/// Returns whether a template names an entry, and not one whose id only begins so.
fn names(template: &str, entry: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_' || next == '-');
    template.match_indices(entry).any(|(at, _)| ends(&template[at + entry.len()..]))
}
