//! From files to a project: the registry as written, every dataset's table, every template.
//!
//! Reading is strict about form and knows nothing of meaning: whether an id exists or a quantity can be understood is
//! [`resolve`](crate::resolve)'s business. Whatever could be read is handed on, with the problems met on the way.

mod alike;
mod careful;
mod claims_table;
mod cut;
mod datasets;
mod fault;
mod from_tree;
mod guard;
mod ids;
mod include;
mod locate;
mod lock;
pub(crate) mod most;
mod paths;
mod refused;
mod registry;
mod syntax;
mod take;
mod templates;
mod tree;
mod unfit;
mod unseen;
mod whole;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Problems;
use crate::digest::Digest;
use crate::edition::Lock;
use crate::registry::Registry;
use crate::table::Table;
use crate::text::{RegistryPlace, Text};
use crate::world::{ProjectPath, World};

pub(crate) use datasets::table as table_of;
pub(crate) use paths::{not_inside, unreadable};
use registry::Role;
use take::Taken;

/// The registry file every project begins with.
pub const REGISTRY_FILE: &str = "claims.yaml";

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Project {
    /// The registry files: `claims.yaml`, then the included ones by path.
    pub files: Vec<RegistryFile>,
    /// The tables of each dataset, by the dataset's id.
    pub tables: BTreeMap<String, Tables>,
    /// Every `.md` and `.html` file below `templates/`.
    pub templates: BTreeMap<ProjectPath, Text>,
    /// Templates that could not be read, which is not to say that they are missing.
    pub unread: BTreeSet<ProjectPath>,
    /// The digest of every file that was read.
    pub inputs: BTreeMap<ProjectPath, Digest>,
    /// Whether every registry file could be read. Where not, an id that seems to be missing may only be unread, and no
    /// later stage should speak.
    pub whole: bool,
    /// The accepted editions; none where there is no lock, or none that can be read.
    pub lock: Option<Lock>,
    /// The lock as it stands in the project.
    pub lock_bytes: Option<Vec<u8>>,
    trees: locate::Trees,
}

/// One registry file.
#[derive(Debug)]
pub struct RegistryFile {
    /// Its path.
    pub path: ProjectPath,
    /// Its words.
    pub text: Text,
    /// What it says.
    pub registry: Registry,
}

/// The tables of a dataset; none where a file could not be read as declared.
#[derive(Debug, Default, Clone)]
pub struct Tables {
    /// The current release.
    pub current: Option<Arc<Table>>,
    /// The earlier releases, in the order of `earlier`.
    pub earlier: Vec<Option<Arc<Table>>>,
    /// Where another file is tried out in the place of the dataset's own: the release that it would replace.
    pub replaced: Option<Replaced>,
}

/// A release that another would replace, to see what would be.
#[derive(Debug, Clone)]
pub struct Replaced {
    /// Its cells; none where its file could not be read.
    pub table: Option<Arc<Table>>,
    /// The vintage of the release that is tried out; where none is given it comes after everything that was said.
    pub vintage: Option<String>,
}

/// Where a dataset is declared, so that a problem of its cells can name the declaration too.
pub type DatasetPlace = RegistryPlace;

/// Returns the project below `world`, with the problems met; none where there is no registry to speak of.
pub fn project(world: &dyn World, problems: &mut Problems) -> Option<Project> {
    let mut project = registry(world, problems)?;
    if project.whole {
        ids::check(&project, problems);
        datasets::read(world, &mut project, problems);
        templates::read(world, &mut project, problems);
        alike::check(&project, problems);
        lock::read(world, &mut project, problems);
    }
    Some(project)
}

/// Returns the registry of the project below `world` without its data, with the problems met; none where there is no registry
/// to speak of.
pub fn registry(world: &dyn World, problems: &mut Problems) -> Option<Project> {
    let path = ProjectPath::fixed(REGISTRY_FILE);
    let mut project = Project { whole: true, ..Project::default() };
    project.add(path.clone(), take::registry(world, &path, Role::Main), problems);
    let includes = project.files.first()?.registry.include.clone();
    include::read(world, &includes, &mut project, problems);
    Some(project)
}

impl Project {
    /// Notes which releases are replaced where other files are tried out, by the datasets' ids.
    pub fn replace(&mut self, replaced: &BTreeMap<String, Replaced>) {
        for (id, replaced) in replaced {
            if let Some(tables) = self.tables.get_mut(id) {
                tables.replaced = Some(replaced.clone());
            }
        }
    }

    fn add(&mut self, path: ProjectPath, taken: Taken, problems: &mut Problems) {
        problems.extend(taken.problems);
        self.whole &= taken.whole;
        if let Some(digest) = taken.digest {
            self.inputs.insert(path.clone(), digest);
        }
        if let Some(text) = taken.text {
            self.files.push(RegistryFile { path, text, registry: taken.registry });
        }
    }
}
