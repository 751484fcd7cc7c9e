//! Reads `claims.lock`, where the project has one.

use std::sync::Arc;

use crate::diagnostic::code::edition as code;
use crate::diagnostic::{Problem, Problems};
use crate::digest::Digest;
use crate::edition::lock::{GOOD_VERSION, LARGEST_LOCK};
use crate::edition::{LOCK_FILE, Lock};
use crate::text::Place;
use crate::world::{ProjectPath, Unreadable, World};

use super::names::unreadable;
use super::project::Project;

/// Reads the accepted editions into the project.
pub(super) fn read(world: &dyn World, project: &mut Project, problems: &mut Problems) {
    let path = ProjectPath::fixed(LOCK_FILE);
    if world.size(&path).is_ok_and(|size| size > LARGEST_LOCK) {
        problems.push(too_large(path));
        return;
    }
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(Unreadable::Missing) => return,
        Err(why) => {
            let mut problem = unreadable(&code::LOCK_UNREADABLE, Place::File(path.clone()), &path, &why);
            problem.helps = vec![GOOD_VERSION.to_owned()];
            problems.push(problem);
            return;
        }
    };
    let bytes: Arc<[u8]> = bytes.into();
    match Lock::of(&bytes) {
        Ok(lock) => project.lock = Some(Arc::new(lock)),
        Err(fault) => problems.push(fault.problem(&String::from_utf8_lossy(&bytes))),
    }
    project.inputs.insert(path, Digest::of(&bytes));
    project.lock_bytes = Some(bytes);
}

/// Builds the problem of a lock beyond all reason.
fn too_large(path: ProjectPath) -> Problem {
    let message = format!("`{path}` is larger than {} MiB", LARGEST_LOCK >> 20);
    Problem::error(&code::LOCK_UNREADABLE, Place::File(path), message)
        .note("the tool writes none so large, and a larger one could exhaust the machine")
        .help(GOOD_VERSION)
}

impl Project {
    /// Puts another lock in place of the one that was read; its bytes as read stay known.
    pub fn accept(&mut self, lock: Arc<Lock>) {
        self.inputs.insert(ProjectPath::fixed(LOCK_FILE), Digest::of(lock.to_text().as_bytes()));
        self.lock = Some(lock);
    }
}
