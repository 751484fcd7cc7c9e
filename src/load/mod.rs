//! From files to a project: the registry as written, every dataset's table, every template.
//!
//! Reading is strict about form and knows nothing of meaning: whether an id exists or a quantity can be understood is
//! [`resolve`](crate::resolve)'s business. Whatever could be read is handed on, with the problems met on the way.

mod datasets;
pub mod infer;
mod table;
mod templates;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Place, Problem, Problems, RegistryPlace, code};
use crate::digest::Digest;
use crate::model::Table;
use crate::registry::Registry;
use crate::text::Text;
use crate::world::{ProjectPath, Unreadable, World};

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
    /// The digest of every file that was read.
    pub inputs: BTreeMap<ProjectPath, Digest>,
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
}

/// Where a dataset is declared, so that a problem of its cells can name the declaration too.
pub type DatasetPlace = RegistryPlace;

/// Returns the project below `world`, with the problems met; none where there is no registry to speak of.
pub fn project(world: &dyn World, problems: &mut Problems) -> Option<Project> {
    let path = ProjectPath::fixed(REGISTRY_FILE);
    let mut project = Project::default();
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(why) => {
            problems.push(unreadable(&code::registry::UNREADABLE_FILE, Place::Project, &path, &why));
            return None;
        }
    };
    project.inputs.insert(path.clone(), Digest::of(&bytes));
    let text = Text::new(String::from_utf8_lossy(&bytes).into_owned());
    match serde_yaml::from_str::<Registry>(text.as_str()) {
        Ok(registry) => project.files.push(RegistryFile { path, text, registry }),
        Err(error) => {
            problems.push(Problem::error(&code::registry::NOT_YAML, Place::File(path), error.to_string()));
            return None;
        }
    }
    datasets::read(world, &mut project, problems);
    templates::read(world, &mut project, problems);
    Some(project)
}

impl Project {
    /// Returns the place with a byte range instead of a path of keys, where its file is known.
    pub fn locate(&self, place: &Place) -> Place {
        match place {
            Place::Registry(at) => Place::File(at.file.clone()),
            other => other.clone(),
        }
    }
}

/// Builds the problem of a file that could not be read.
pub(crate) fn unreadable(code: &'static Code, place: Place, file: &ProjectPath, why: &Unreadable) -> Problem {
    let problem = |words: String| Problem::error(code, place, words);
    match why {
        Unreadable::Missing => problem(format!("there is no file `{file}`")),
        Unreadable::Outside => problem(format!("`{file}` leads out of the project through a symbolic link")).note(
            "a build reads only files inside the project, so that everybody who has the folder gets the same pages",
        ),
        Unreadable::NotAFile => problem(format!("`{file}` is not a file")),
        Unreadable::Refused(words) => problem(format!("`{file}` cannot be read: {words}")),
    }
}
