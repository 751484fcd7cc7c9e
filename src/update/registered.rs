//! Datasets as they are registered, and the files that they are read from: what is replaced is a file, so all datasets of it get the new
//! release together.

use crate::load::Project;
use crate::registry::Dataset;
use crate::text::RegistryPlace;
use crate::text::near::nearest;
use crate::world::ProjectPath;

use super::NotUpdated;

/// A dataset as it is registered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Registered<'a> {
    /// The registry file.
    pub(crate) file: &'a ProjectPath,
    /// Its id.
    pub(crate) id: &'a str,
    /// What is said of it.
    pub(crate) dataset: &'a Dataset,
}

impl Registered<'_> {
    /// Returns where it stands.
    pub(crate) fn at(&self) -> RegistryPlace {
        RegistryPlace::value(self.file.clone(), vec!["datasets".into(), self.id.into()])
    }

    /// Returns the path of its file.
    pub(crate) fn path(&self) -> Option<ProjectPath> {
        ProjectPath::parse(self.dataset.file.as_deref()?).ok()
    }
}

/// A data file, with the datasets that are read from it.
#[derive(Debug, Clone)]
pub(crate) struct DataFile<'a> {
    /// Its path.
    pub(crate) path: ProjectPath,
    /// The datasets, in the author's order: at least one.
    pub(crate) datasets: Vec<Registered<'a>>,
}

impl DataFile<'_> {
    /// Returns the ids of its datasets in words: "`a` and `b`".
    pub(crate) fn named(&self) -> String {
        let ids: Vec<String> = self.datasets.iter().map(|one| format!("`{}`", one.id)).collect();
        crate::diagnostic::words::joined(&ids, "and")
    }
}

/// Visits the datasets of a registry.
pub(crate) fn registered(project: &Project) -> impl Iterator<Item = Registered<'_>> {
    project.files.iter().flat_map(|file| {
        let datasets = file.registry.datasets.iter();
        datasets.map(|entry| Registered { file: &file.path, id: &entry.id, dataset: &entry.value })
    })
}

/// Returns the file of a dataset, with all datasets that are read from it.
pub(crate) fn data_file<'a>(project: &'a Project, id: &str) -> Result<DataFile<'a>, NotUpdated> {
    let Some(wanted) = registered(project).find(|one| one.id == id) else {
        let view = project.files.iter().flat_map(|file| file.registry.views.iter()).find(|view| view.id == id);
        if let Some(view) = view {
            let of = view.value.of.as_deref().unwrap_or("another dataset");
            return Err(NotUpdated::new(
                format!("`{id}` is a view and has no file of its own"),
                format!("update what it is made of: `{of}`"),
            ));
        }
        let near = nearest(id, registered(project).map(|one| one.id));
        let help = near.map_or("name a dataset of the registry".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(NotUpdated::new(format!("`{id}` is no dataset"), help));
    };
    let path = wanted.path().ok_or_else(|| {
        NotUpdated::new(format!("`{id}` names no file inside the project"), "`knowns check` says what is in the way")
    })?;
    if wanted.dataset.from.is_some() {
        return Err(NotUpdated::new(
            format!("`{id}` is the answer to a query, and no release of a file"),
            format!("ask for it anew: `knowns pull {id}`"),
        ));
    }
    let datasets = registered(project).filter(|one| one.path().as_ref() == Some(&path)).collect();
    Ok(DataFile { path, datasets })
}
