//! The files of one project, and nothing else of the machine.
//!
//! Stages read only through [`World`], so a build depends on the project's files alone: no clock, no environment,
//! no folder outside the project. [`Disk`] serves a folder, [`Memory`] serves tests, [`Overlay`] serves
//! other files in the place of some, [`Recording`] remembers what was asked for.

mod disk;
mod held;
mod memory;
mod path;

pub use disk::Disk;
pub use held::Stat;
pub(crate) use held::{FileKind, Held};
pub use memory::{Lookups, Memory, Overlay, Recording, Stood};
pub use path::{NameFault, PathFault, ProjectPath, REGISTRY_FILE};

/// Why a file of the project could not be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such file.
    Missing,
    /// The path leads out of the project through a symbolic link.
    Outside,
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// The system refused; its words.
    Refused(String),
}

/// What a project can read: the files below its own folder.
pub trait World: Sync {
    /// Returns the bytes of a file.
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable>;

    /// Returns how many bytes a file has, without reading it where that is possible.
    fn size(&self, path: &ProjectPath) -> Result<u64, Unreadable> {
        self.read(path).map(|bytes| bytes.len() as u64)
    }

    /// Returns the bytes of a file, unless it has more than `most` of them: then none is read.
    fn read_at_most(&self, path: &ProjectPath, most: u64) -> Result<Vec<u8>, Unreadable> {
        if self.size(path)? > most {
            return Err(Unreadable::Refused(format!("it is larger than {} MiB", most >> 20)));
        }
        self.read(path)
    }

    /// Returns what the system says of a file without reading it; none where it says too little, or there is no file.
    fn stat(&self, _: &ProjectPath) -> Option<Stat> {
        None
    }

    /// Returns the files below a folder at any depth, sorted by path; an absent folder has none.
    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable>;
}
