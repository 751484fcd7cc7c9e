//! The briefs whose pages stand in a folder, each file read only as the build that wrote it listed it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Error;
use crate::digest::Digest;
use crate::edition::ProjectLock;
use crate::paper::Imprint;
use crate::publish::{LARGEST_PAGE, Manifest, ManifestFault, Output};
use crate::world::{Disk, ProjectPath, World as _};

/// A brief whose pages stand in a folder.
#[derive(Debug)]
pub(super) struct Published {
    pub(super) id: String,
    pub(super) output: Output,
    /// Every file of the folder, as the build listed it.
    listed: Arc<BTreeMap<String, String>>,
}

/// What was read of a brief's files, with the SHA-256 of each.
pub(super) type Files = BTreeMap<String, String>;

impl Published {
    /// Returns a file of the folder, and notes that it was read; none where the build wrote none of that name.
    pub(super) fn read(&self, world: &Disk, name: &str, read: &mut Files) -> Result<Option<Vec<u8>>, Error> {
        let path = format!("{}/{name}", self.output.folder());
        let (Some(digest), Ok(parsed)) = (self.listed.get(&path), ProjectPath::parse(&path)) else { return Ok(None) };
        match world.read_at_most(&parsed, LARGEST_PAGE) {
            Ok(bytes) if Digest::of(&bytes).to_string() == *digest => {
                read.insert(path, digest.clone());
                Ok(Some(bytes))
            }
            _ => Err(Error::NotPrinted {
                why: format!("`{path}` is not as it was built"),
                help: "run `knowns build`, which writes it anew".to_owned(),
            }),
        }
    }

    /// Returns a page of the brief, by its ending: `md`, `evidence.md`.
    pub(super) fn page(&self, world: &Disk, ending: &str, read: &mut Files) -> Result<Option<String>, Error> {
        let bytes = self.read(world, &format!("{}.{ending}", self.id), read)?;
        bytes.map(|bytes| String::from_utf8(bytes).map_err(|_| not_ours(&self.id))).transpose()
    }

    /// Returns what its data say of the whole of it.
    pub(super) fn imprint(&self, world: &Disk, read: &mut Files) -> Result<Imprint, Error> {
        let data = self.read(world, &format!("{}.json", self.id), read)?;
        data.as_deref().and_then(Imprint::read).ok_or_else(|| not_ours(&self.id))
    }
}

/// Returns every brief whose pages stand in a folder, by id.
pub(super) fn all(world: &Disk, output: Output) -> Result<Vec<Published>, Error> {
    let file = output.manifest_file();
    let not_printed = |why: String, help: &str| Error::NotPrinted { why, help: help.to_owned() };
    let manifest = match (Manifest::standing(world, output), output) {
        (Ok(Some(manifest)), _) => manifest,
        (Ok(None), Output::Drafts) => return Ok(Vec::new()),
        (Ok(None), _) => {
            return Err(not_printed(
                "nothing is published: `reports/` holds no pages".to_owned(),
                "run `knowns build` first",
            ));
        }
        (Err(ManifestFault::Newer(_)), _) => {
            return Err(not_printed(
                format!("`{file}` was written by a newer version of `knowns`"),
                "install that version",
            ));
        }
        (Err(_), _) => {
            return Err(not_printed(format!("`{file}` cannot be read"), "run `knowns build`, which writes a new one"));
        }
    };
    let lock = ProjectLock::of(world).0.read.unwrap_or_default();
    if output == Output::Reports && !manifest.is_of(&lock) {
        return Err(not_printed(
            "`reports/` is not what `claims.lock` accepts: its pages were published with another lock".to_owned(),
            "run `knowns build`, which brings it to that",
        ));
    }
    let listed = Arc::new(manifest.outputs);
    let briefs = listed.keys().filter_map(|path| {
        let name = path.strip_prefix(output.folder())?.strip_prefix('/')?.strip_suffix(".md")?;
        let is_brief = !name.contains('/') && listed.contains_key(&format!("{}/{name}.json", output.folder()));
        is_brief.then(|| Published { id: name.to_owned(), output, listed: Arc::clone(&listed) })
    });
    Ok(briefs.collect())
}

/// Returns the error of pages that are as listed, and still not what this tool writes.
pub(super) fn not_ours(id: &str) -> Error {
    Error::NotPrinted {
        why: format!("the pages of `{id}` are not what this version of `knowns` writes"),
        help: "run `knowns build`, which writes them anew".to_owned(),
    }
}
