//! Files taken from the world: read within a limit, with their digest.

use crate::diagnostic::Problem;
use crate::diagnostic::code::registry::UNREADABLE_FILE;
use crate::digest::Digest;
use crate::registry::Registry;
use crate::text::{Place, Text};
use crate::world::{ProjectPath, World};

use super::registry::{self, Role};
use super::{guard, paths, refused};

/// A registry file as it came from the world.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The digest of its bytes.
    pub(super) digest: Option<Digest>,
    /// Its words; none where it could not be read as text.
    pub(super) text: Option<Text>,
    /// What it says, as far as it could be read.
    pub(super) registry: Registry,
    /// Whether all of it was read.
    pub(super) whole: bool,
    /// What is wrong with it.
    pub(super) problems: Vec<Problem>,
}

/// Returns what became of a registry file.
pub(super) fn registry(world: &dyn World, path: &ProjectPath, role: Role) -> Taken {
    let failed = |digest, problem| Taken { digest, problems: vec![problem], ..Taken::default() };
    let place = || match role {
        Role::Main => Place::Project,
        Role::Included => Place::File(path.clone()),
    };
    let size = world.size(path).unwrap_or(0);
    if size > guard::LARGEST_FILE as u64 {
        return failed(None, refused::large_file(path));
    }
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(why) => return failed(None, paths::unreadable(&UNREADABLE_FILE, place(), path, &why)),
    };
    let digest = Some(Digest::of(&bytes));
    let text = match registry::text(path, bytes) {
        Ok(text) => text,
        Err(problem) => return failed(digest, *problem),
    };
    let registry::Outcome { registry, whole, problems } = registry::read(path, &text, role);
    Taken { digest, text: Some(text), registry, whole, problems }
}
