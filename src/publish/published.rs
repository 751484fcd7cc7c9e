//! Whether what stands in `reports/` is what was last published there, by the manifest: no brief is built to find out, so it
//! can be said while others wait.

use rayon::prelude::*;

use super::{LARGEST_PAGE, Manifest, Output};
use crate::digest::Digest;
use crate::edition::Lock;
use crate::world::{Disk, ProjectPath, Unreadable, World};

/// How `reports/` stands to what was last published there.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Published {
    /// Whether the pages are those of other editions than the lock has, or a merge took one of two sides.
    pub of_another_lock: bool,
    /// The pages that are not there.
    pub missing: Vec<ProjectPath>,
    /// The pages that hold something else than was published.
    pub changed: Vec<ProjectPath>,
}

impl Published {
    /// Returns whether every page is the one that was published with this lock.
    pub fn is_whole(&self) -> bool {
        !self.of_another_lock && self.missing.is_empty() && self.changed.is_empty()
    }
}

/// Returns how `reports/` stands to what was last published there, where `claims.lock` holds `lock`.
pub fn published(world: &Disk, lock: &Lock) -> Published {
    let Ok(Some(manifest)) = Manifest::standing(world, Output::Reports) else {
        // Where nothing was published at all, nothing is of another lock.
        let found = world.list(&ProjectPath::fixed(Output::Reports.folder())).unwrap_or_default();
        return Published { of_another_lock: !found.is_empty(), ..Published::default() };
    };
    let mut published = Published { of_another_lock: !manifest.is_of(lock), ..Published::default() };
    for (path, found) in pages(world, &manifest) {
        match found {
            Found::AsListed => {}
            Found::Missing => published.missing.push(path),
            Found::Changed => published.changed.push(path),
        }
    }
    published
}

enum Found {
    AsListed,
    Missing,
    Changed,
}

fn pages(world: &Disk, manifest: &Manifest) -> Vec<(ProjectPath, Found)> {
    let folder = format!("{}/", Output::Reports.folder());
    let listed: Vec<(&String, &String)> =
        manifest.outputs.iter().filter(|(path, _)| path.starts_with(&folder)).collect();
    let found = listed.into_par_iter().filter_map(|(path, digest)| {
        let path = ProjectPath::parse(path).ok()?;
        let found = match world.read_at_most(&path, LARGEST_PAGE) {
            Ok(bytes) if Digest::of(&bytes).to_string() == *digest => Found::AsListed,
            Err(Unreadable::Missing) => Found::Missing,
            _ => Found::Changed,
        };
        Some((path, found))
    });
    found.collect()
}
