//! Pages become files below `reports/` or `drafts/`, all of them or none, and a manifest says what they were made from.
//!
//! What differs is staged in one folder, then renamed into place file by file, the manifest last: whoever kills a build
//! finds each page whole, old or new. What is accepted goes before its pages, into `claims.lock`. One lock keeps two builds
//! apart. A file that the tool did not write is left alone, unless its author asked for its slips to be mended.

mod accepted;
mod drafts;
mod folder;
mod in_the_way;
mod last;
mod lock;
mod manifest;
mod mended;
mod no_drafts;
mod output;
mod plan;
mod stage;
#[cfg(test)]
mod trial;

pub use accepted::{LockFile, accepted, lock};
pub use drafts::drafts;
pub use manifest::{MANIFEST_VERSION, Manifest, ManifestFault};
pub use mended::{is_linked, mended};
pub use no_drafts::no_drafts;
pub use output::Output;
pub use plan::{Plan, plan};

use folder::{Folder, OnDisk};
use lock::Lock;

use crate::Error;
use crate::render::Page;
use crate::world::Disk;

/// Writes `pages` of `reports/` and their manifest; returns what was done, or with problems what was not.
pub fn reports<'a>(world: &Disk, pages: &'a [Page], manifest: &Manifest) -> Result<Plan<'a>, Error> {
    carry_out(world, || Ok(plan(world, Output::Reports, pages, manifest)))
}

fn carry_out<'a>(world: &Disk, plan: impl Fn() -> Result<Plan<'a>, Error>) -> Result<Plan<'a>, Error> {
    let planned = plan()?;
    if planned.problems.any_errors() || planned.is_empty() {
        return Ok(planned);
    }
    let _lock = Lock::take(world.root())?;
    // Another build may have finished while this one waited.
    let plan = plan()?;
    if !plan.problems.any_errors() {
        stage::carry_out(&OnDisk::at(world.root()), &plan)?;
    }
    Ok(plan)
}

/// Writes files that are not there yet, such as the first registry; an existing one stops it before anything is written.
pub fn new_files(root: &std::path::Path, files: &[(&str, &str)]) -> Result<(), Error> {
    if let Some((path, _)) = files.iter().find(|(path, _)| root.join(path).symlink_metadata().is_ok()) {
        return Err(Error::Exists(root.join(path).strip_prefix("./").map_or_else(|_| root.join(path), Into::into)));
    }
    let folder = OnDisk::at(root);
    folder.make("").map_err(Error::system("make the folder", root))?;
    for (path, content) in files {
        if let Some((parent, _)) = path.rsplit_once('/') {
            folder.make(parent).map_err(Error::system("make the folder", &root.join(parent)))?;
        }
        folder.put(path, content.as_bytes()).map_err(Error::system("write", &root.join(path)))?;
    }
    Ok(())
}

/// Writes a file where somebody asked for it, inside a project or not, in place of what is there: whole or not at all.
pub fn in_place(path: &std::path::Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = || Error::system("write", path);
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidFilename)).map_err(failed())?;
    let folder = OnDisk::at(path.parent().unwrap_or(path));
    let staged = format!(".{name}.new");
    folder.make("").map_err(failed())?;
    // What a killed run left.
    let _ = folder.remove(&staged);
    let written = folder.put(&staged, bytes).and_then(|()| folder.rename(&staged, name));
    written.inspect_err(|_| drop(folder.remove(&staged))).map_err(failed())
}
