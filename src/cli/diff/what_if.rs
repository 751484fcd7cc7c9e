//! "What if the file of this dataset were that one": `--data NAME=FILE`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use crate::Error;
use crate::diagnostic::Problems;
use crate::load::{self, Replaced};
use crate::model::released;
use crate::registry::Dataset;
use crate::text::near::nearest;
use crate::world::{Disk, Overlay, ProjectPath};

/// A dataset, and the file to take in the place of its own.
#[derive(Debug, Clone)]
pub(super) struct WhatIf {
    dataset: String,
    file: PathBuf,
}

impl fmt::Display for WhatIf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was read from `{}`", self.dataset, self.file.display())
    }
}

/// Reads `NAME=FILE`.
pub(super) fn read(written: &str) -> Result<WhatIf, String> {
    match written.split_once('=') {
        Some((dataset, file)) if !dataset.is_empty() && !file.is_empty() => {
            Ok(WhatIf { dataset: dataset.to_owned(), file: PathBuf::from(file) })
        }
        _ => Err("name a dataset and a file, as in `monthly=new.csv`".to_owned()),
    }
}

/// The vintage of a release that is tried out.
#[derive(Debug, Clone)]
pub(super) struct Vintage {
    dataset: String,
    words: String,
}

/// Reads `NAME=VINTAGE`.
pub(super) fn vintage(written: &str) -> Result<Vintage, String> {
    match written.split_once('=') {
        Some((dataset, words)) if !dataset.is_empty() && released(words).is_some() => {
            Ok(Vintage { dataset: dataset.to_owned(), words: words.to_owned() })
        }
        _ => Err("name a dataset and its release, as in `monthly=2025-12`".to_owned()),
    }
}

/// Returns the world with each file in the place of a dataset's own, and the datasets that are read from them with the releases
/// that those would replace.
///
/// # Errors
/// The registry has no such dataset, one is named twice, a file cannot be read, or a vintage is of a dataset that none replaces.
pub(super) fn laid_over(
    world: Disk,
    what_if: &[WhatIf],
    vintages: &[Vintage],
) -> Result<(Overlay<Disk>, BTreeMap<String, Replaced>), Error> {
    let mut files: BTreeMap<ProjectPath, Vec<u8>> = BTreeMap::new();
    if let Some(alone) = vintages.iter().find(|one| what_if.iter().all(|other| other.dataset != one.dataset)) {
        return Err(Error::NotCompared {
            why: format!("no other file of `{}` is given", alone.dataset),
            help: format!("name the file of that release: `--data {}=FILE`", alone.dataset),
        });
    }
    if what_if.is_empty() {
        return Ok((Overlay::new(world, files), BTreeMap::new()));
    }
    // What is wrong with the registry is said when the whole project is read.
    let registry = load::registry(&world, &mut Problems::default()).filter(|registry| registry.whole);
    let Some(registry) = registry else { return Ok((Overlay::new(world, files), BTreeMap::new())) };
    let datasets = || registry.files.iter().flat_map(|file| file.registry.datasets.iter());
    let path = |dataset: &Dataset| ProjectPath::parse(dataset.file.as_deref()?).ok();
    for WhatIf { dataset: wanted, file } in what_if {
        let Some(dataset) = datasets().find(|dataset| dataset.id == *wanted) else {
            return Err(Error::Unknown {
                wanted: wanted.clone(),
                kind: "dataset",
                nearest: nearest(wanted, datasets().map(|dataset| &*dataset.id)).map(str::to_owned),
                help: "name a dataset of the registry, as in `--data monthly=new.csv`",
            });
        };
        #[expect(clippy::disallowed_methods, reason = "the file is outside the project, where no `World` serves it")]
        let bytes = std::fs::read(file).map_err(Error::system("read the file", file))?;
        let Some(path) = path(&dataset.value) else { continue };
        if files.insert(path, bytes).is_some() {
            return Err(Error::NotCompared {
                why: format!("the file of `{wanted}` is replaced twice"),
                help: "name each dataset once, and of those that share a file only one".to_owned(),
            });
        }
    }
    let placed =
        registry.files.iter().flat_map(|file| file.registry.datasets.iter().map(move |entry| (&file.path, entry)));
    let replaced = placed.filter(|(_, dataset)| path(&dataset.value).is_some_and(|path| files.contains_key(&path)));
    let replaced = replaced.map(|(file, dataset)| {
        let vintage = vintages.iter().find(|one| one.dataset == dataset.id).map(|one| one.words.clone());
        let table = load::table_of(&world, &registry, file, &dataset.id, &dataset.value);
        (dataset.id.clone(), Replaced { table, vintage })
    });
    let replaced = replaced.collect();
    Ok((Overlay::new(world, files), replaced))
}
