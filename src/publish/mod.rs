//! Pages become files below `reports/` or `drafts/`, all of them or none, and a manifest says what they were made from.
//!
//! What differs is staged in one folder, then renamed into place file by file, the manifest last: whoever kills a build
//! finds each page whole, old or new, and a journal by which the next command finishes what was begun. What is accepted goes
//! before its pages, into `claims.lock`. One lock keeps two builds apart. A file that the tool did not write is left alone,
//! unless its author asked for its slips to be mended.

mod accepted;
mod drafts;
mod edits;
#[cfg(test)]
pub(crate) mod failing;
#[cfg(test)]
mod faults;
mod folder;
mod journal;
mod left;
mod line_ends;
mod lock;
mod manifest;
mod merge;
mod new_files;
mod output;
mod plan;
mod published;
mod remove;
pub mod shards;
#[cfg(any(feature = "adbc", test))]
mod snapshot;
mod stage;
mod step;
mod verify;

pub(crate) use accepted::cause;
pub use accepted::{LockFile, accepted, lock};
pub use drafts::drafts;
pub use edits::{is_linked, write_edits, write_files};
pub use journal::{finish, is_unfinished};
pub use left::{Left, left};
pub use line_ends::{LineFeeds, restored};
pub use manifest::{MANIFEST_VERSION, Manifest, ManifestFault, Printed};
pub use new_files::new_files;
pub use output::{LARGEST_PAGE, Output};
pub use plan::{Plan, plan};
pub use published::{Published, published};
pub use remove::remove_drafts;
#[cfg(any(feature = "adbc", test))]
pub(crate) use snapshot::snapshot;
pub use verify::{Change, Comparison, Difference, PdfChange, compare, compare_pdf, outdated_pdf};

use folder::OnDisk;
pub(crate) use journal::LARGEST_JOURNAL;
use journal::finish_locked;
use lock::Lock;
pub(crate) use lock::{OWN, keep_out_of_git};
pub(crate) use manifest::LARGEST_MANIFEST;

use crate::Error;
use crate::render::Page;
use crate::world::{Disk, FileKind, ProjectPath};

/// Writes `pages` of `reports/` and their manifest; returns what was done, or with problems what was not.
pub fn reports<'a>(world: &Disk, pages: &'a [Page], manifest: &Manifest) -> Result<Plan<'a>, Error> {
    carry_out(world, || Ok(plan(world, Output::Reports, pages, manifest)))
}

/// Writes `pages` of `pdf/` and their manifest; nothing else is touched.
pub fn pdf<'a>(world: &Disk, pages: &'a [Page], manifest: &Manifest) -> Result<Plan<'a>, Error> {
    carry_out(world, || Ok(plan(world, Output::Pdf, pages, manifest)))
}

fn carry_out<'a>(world: &Disk, plan: impl Fn() -> Result<Plan<'a>, Error>) -> Result<Plan<'a>, Error> {
    let planned = plan()?;
    if planned.problems.any_errors() || planned.is_empty() || planned.lacks_pages() {
        return Ok(planned);
    }
    let _lock = Lock::take(world)?;
    // Another build may have finished while this one waited, or been killed.
    finish_locked(world)?;
    let plan = plan()?;
    if !plan.problems.any_errors() && !plan.lacks_pages() {
        stage::carry_out(&OnDisk::of(world), &plan.output.staging(), &plan.steps())?;
    }
    Ok(plan)
}

/// Refuses a path to which a symbolic link leads, itself or as one of the folders above it: in a stranger's project it could
/// lead anywhere.
fn refuse_link(world: &Disk, path: &ProjectPath) -> Result<(), Error> {
    let ends = path.as_str().match_indices('/').map(|(at, _)| at).chain([path.as_str().len()]);
    for above in ends.map(|end| &path.as_str()[..end]) {
        if world.held().found(above).is_ok_and(|found| found == FileKind::Link) {
            let cause = std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is a symbolic link");
            return Err(Error::system("use", &world.root().join(above))(cause));
        }
    }
    Ok(())
}

/// Writes a file where somebody asked for it, inside a project or not, in place of what is there: whole or not at all.
pub fn in_place(path: &std::path::Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = || Error::system("write", path);
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidFilename)).map_err(failed())?;
    let folder = OnDisk::make_at(path.parent().unwrap_or(path)).map_err(failed())?;
    new_files::one(&folder, name, bytes).map_err(failed())
}
