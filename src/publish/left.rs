//! How everything stands that writing looks at, so that a later command knows whether it would find the same.

use std::collections::BTreeMap;

use super::plan::STAGED_MANIFEST;
use super::step::Before;
use super::{LARGEST_PAGE, Manifest, Output, Plan};
use crate::digest::Digest;
use crate::world::{Disk, ProjectPath, Unreadable, World};

/// How the files stand that writing looks at.
#[derive(Debug, Default)]
pub struct Left {
    /// The digest of each file; none of one that is not there.
    pub files: BTreeMap<ProjectPath, Option<Digest>>,
    /// The folders of which every file matters by its name.
    pub folders: Vec<Output>,
}

/// Returns how everything stands that was looked at for a plan, if what is still in it is not carried out.
///
/// # Errors
/// Something else was met, of which a later command may find nothing: what it was.
pub fn left(world: &Disk, plan: &Plan<'_>, manifest: &Manifest) -> Result<Left, &'static str> {
    if !plan.problems.is_empty() {
        return Err("something stood in the way of writing");
    }
    let unknown = || "the pages could not be told apart";
    let mut files = BTreeMap::new();
    for (path, digest) in &manifest.outputs {
        let digest = Digest::parse(digest).ok_or_else(unknown)?;
        files.insert(ProjectPath::parse(path).map_err(|_| unknown())?, Some(digest));
    }
    for (page, before) in &plan.write {
        let stands = match before {
            Before::Absent => None,
            Before::Present(digest) => Some(digest.ok_or_else(unknown)?),
        };
        files.insert(page.path.clone(), stands);
    }
    let drafts = ProjectPath::fixed(Output::Drafts.folder());
    if plan.output == Output::Reports && world.list(&drafts) != Ok(Vec::new()) {
        return Err("there are drafts that nobody made");
    }
    let outputs = [Output::Reports, Output::Drafts];
    let fixed = outputs.map(|output| ProjectPath::fixed(output.manifest_file()));
    for path in fixed.into_iter().chain(Output::Drafts.ignore_file().map(ProjectPath::fixed)) {
        let stands = match world.read_at_most(&path, LARGEST_PAGE) {
            Ok(bytes) => Some(Digest::of(&bytes)),
            Err(Unreadable::Missing) => None,
            Err(_) => return Err(unknown()),
        };
        files.insert(path, stands);
    }
    // What a killed build left there would tell the next one what it wrote.
    for output in outputs {
        let staged = ProjectPath::parse(&format!("{}/{STAGED_MANIFEST}", output.staging())).map_err(|_| unknown())?;
        files.insert(staged, None);
    }
    Ok(Left { files, folders: outputs.to_vec() })
}
