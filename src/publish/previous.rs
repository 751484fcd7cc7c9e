//! What the last build wrote, by its manifest: what the next one may replace and remove.

use std::collections::{BTreeMap, BTreeSet};

use super::conflicts::unreadable;
use super::plan::STAGED_MANIFEST;
use super::{Manifest, Output};
use crate::diagnostic::Problems;
use crate::digest::Digest;
use crate::world::{Disk, ProjectPath};

/// What the last build wrote.
pub(super) enum Previous {
    Unusable,
    Wrote(BTreeMap<String, BTreeSet<String>>),
}

impl Previous {
    /// Returns what was written to the folder of `output`; a manifest that cannot be used is a problem.
    pub(super) fn read(world: &Disk, output: Output, problems: &mut Problems) -> Self {
        let mut wrote: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        // A build that was killed left the manifest it was about to put in place.
        let staged = ProjectPath::parse(&format!("{}/{STAGED_MANIFEST}", output.staging())).ok();
        let staged = staged.and_then(|staged| Manifest::at(world, &staged).ok()?);
        let manifest = match Manifest::standing(world, output) {
            Ok(manifest) => manifest,
            Err(fault) => {
                problems.push(unreadable(&ProjectPath::fixed(output.manifest_file()), fault));
                return Self::Unusable;
            }
        };
        for (path, digest) in manifest.into_iter().chain(staged).flat_map(|manifest| manifest.outputs) {
            wrote.entry(path).or_default().insert(digest);
        }
        Self::Wrote(wrote)
    }

    /// Returns whether the tool wrote a file of that name; a damaged manifest is proof enough that it wrote the folder.
    pub(super) fn wrote(&self, path: &ProjectPath) -> bool {
        match self {
            Self::Unusable => true,
            Self::Wrote(files) => files.contains_key(path.as_str()),
        }
    }

    /// Returns whether the tool wrote something else than what is there now.
    pub(super) fn knows_other(&self, path: &ProjectPath, digest: &Digest) -> bool {
        matches!(self, Self::Wrote(_)) && !self.wrote_exactly(path, digest)
    }

    pub(super) fn wrote_exactly(&self, path: &ProjectPath, digest: &Digest) -> bool {
        match self {
            Self::Unusable => false,
            Self::Wrote(files) => files.get(path.as_str()).is_some_and(|wrote| wrote.contains(&digest.to_string())),
        }
    }
}
