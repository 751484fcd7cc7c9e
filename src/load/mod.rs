//! From files to a project: the registry as written, every dataset's table, every template.
//!
//! Reading is strict about form and knows nothing of meaning: whether an id exists or a quantity can be understood is
//! `resolve`'s business. Whatever could be read is handed on, with the problems met on the way.

mod claims_table;
mod cut;
mod datasets;
mod files;
mod guard;
mod labels;
mod locate;
mod names;
mod node;
mod node_reader;
mod problems;
mod project;
mod projection;
pub(crate) mod proposed;
mod queries;
mod read;
pub(crate) mod rows;
mod syntax;
mod templates;
mod trail;
mod tree;

#[cfg(test)]
mod tests;

use crate::diagnostic::Problems;
use crate::language::Language;
use crate::world::{ProjectPath, REGISTRY_FILE, World};

pub use datasets::KeptTables;
pub(crate) use datasets::table as table_of;
pub(crate) use locate::SpeltParts;
pub use project::{Made, Project, RegistryFile, Replaced, Row, Tables};
pub(crate) use projection::path;
pub(crate) use queries::as_if_pulled;
#[cfg(any(feature = "adbc", test))]
pub(crate) use queries::query as query_of;
use read::FileRole;

/// The most that is read of each kind of file, by the names that tell them apart.
pub(crate) mod most {
    pub(crate) use super::datasets::LARGEST_TOGETHER as MOST_DATA;
    pub(crate) use super::guard::{LARGEST_FILE, LARGEST_TOGETHER as MOST_REGISTRY, LARGEST_VALUE, MOST_NESTED};
    pub(crate) use super::templates::{LARGEST as LARGEST_TEMPLATE, LARGEST_TOGETHER as MOST_TEMPLATES};
    pub(crate) use crate::csv::LARGEST as LARGEST_DATA;
}

/// Returns the project below `world`, with the problems met; none where there is no registry to speak of.
pub fn project(world: &dyn World, problems: &mut Problems) -> Option<Project> {
    project_with(world, &KeptTables::default(), problems)
}

/// Returns the same, with the tables that are kept and still are those of the files.
pub fn project_with(world: &dyn World, tables: &KeptTables, problems: &mut Problems) -> Option<Project> {
    let mut project = registry(world, problems)?;
    if project.whole {
        names::check_ids(&project, problems);
        datasets::read(world, tables, &mut project, problems);
        templates::read(world, &mut project, problems);
        templates::of_language(&mut project, problems);
        names::check_alike(&project, problems);
    }
    Some(project)
}

/// Returns the registry of the project below `world` without its data, with the problems met; none where there is no registry
/// to speak of.
pub fn registry(world: &dyn World, problems: &mut Problems) -> Option<Project> {
    let path = ProjectPath::fixed(REGISTRY_FILE);
    let mut project = Project { whole: true, ..Project::default() };
    let mut main = files::registry(world, &path, FileRole::Main, None);
    project.languages = main.languages.take();
    files::add(&mut project, path.clone(), main, problems);
    let includes = project.files.first()?.registry.include.clone();
    files::included(world, &includes.0, &mut project, problems);
    Some(project)
}

/// Returns a project as it is read in another of its languages: the same files, tables and templates, with what codes are called there.
pub fn translated(project: &Project, language: Language, problems: &mut Problems) -> Project {
    let languages = project.languages.as_ref().map(|languages| languages.looked_at_in(language));
    let mut translated = Project {
        tables: project.tables.clone(),
        templates: project
            .templates
            .iter()
            .chain(&project.left_out)
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect(),
        unread: project.unread.clone(),
        inputs: project.inputs.clone(),
        whole: project.whole,
        languages,
        ..Project::default()
    };
    let roles = std::iter::once(FileRole::Main).chain(std::iter::repeat(FileRole::Included));
    for (file, role) in project.files.iter().zip(roles) {
        let taken = files::again(&file.path, file.text.clone(), role, translated.languages.as_ref());
        files::add(&mut translated, file.path.clone(), taken, problems);
    }
    templates::of_language(&mut translated, problems);
    labels::in_language(project, &mut translated);
    translated
}
