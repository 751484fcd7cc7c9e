//! The few things that writing does to a project's folder, so that a test can make any of them fail.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::world::{Disk, Held};

/// Changes files below one folder; paths are relative to it.
pub(crate) trait Folder: Sync {
    /// Makes a folder and those above it.
    fn make(&self, path: &str) -> io::Result<()>;
    /// Writes a new file.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
    /// Waits until a file is on the disk itself.
    fn sync(&self, path: &str) -> io::Result<()>;
    /// Gives the file `to` the permissions of `from`.
    fn allow_as(&self, from: &str, to: &str) -> io::Result<()>;
    /// Gives a file a second name.
    fn keep(&self, path: &str, also: &str) -> io::Result<()>;
    /// Moves a file, replacing what has that name.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &str) -> io::Result<()>;
    /// Removes a folder that holds nothing.
    fn remove_empty(&self, path: &str) -> io::Result<()>;
    /// Removes a folder and all in it; an absent one is no error.
    fn clear(&self, path: &str) -> io::Result<()>;
}

/// A folder on disk. Each folder below is opened once, through the one above it and through no link, and then written
/// through its descriptor.
pub(crate) struct OnDisk {
    root: Held,
    open: Mutex<BTreeMap<String, Held>>,
}

impl OnDisk {
    /// Returns the folder of a project.
    pub(crate) fn of(world: &Disk) -> Self {
        Self::held(world.held().clone())
    }

    /// Makes the folder `root`, and those above it, and returns it.
    pub(crate) fn make_at(root: &Path) -> io::Result<Self> {
        // A relative path of one name has an empty parent, which is where the command was called.
        let root = if root == Path::new("") { Path::new(".") } else { root };
        Held::make(root).map(Self::held)
    }

    fn held(root: Held) -> Self {
        Self { root, open: Mutex::default() }
    }

    /// Returns the folder in which a path stands, and its name there.
    fn above<'p>(&self, path: &'p str) -> io::Result<(Held, &'p str)> {
        match path.rsplit_once('/') {
            Some((folder, name)) => Ok((self.folder(folder)?, name)),
            None => Ok((self.root.clone(), path)),
        }
    }

    fn folder(&self, path: &str) -> io::Result<Held> {
        let known = self.open.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some(held) = known {
            return Ok(held);
        }
        let (above, name) = self.above(path)?;
        let held = above.folder(name)?;
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), held.clone());
        Ok(held)
    }

    /// Forgets a folder and those in it, which are about to go.
    fn forget(&self, path: &str) {
        let below = format!("{path}/");
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|known, _| known != path && !known.starts_with(&below));
    }
}

impl Folder for OnDisk {
    fn make(&self, path: &str) -> io::Result<()> {
        if self.folder(path).is_ok() {
            return Ok(());
        }
        if let Some((above, _)) = path.rsplit_once('/') {
            self.make(above)?;
        }
        let (above, name) = self.above(path)?;
        above.make_folder(name)?;
        self.folder(path).map(drop)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, name) = self.above(path)?;
        folder.create(name)?.write_all(bytes)
    }

    fn sync(&self, path: &str) -> io::Result<()> {
        let (folder, name) = self.above(path)?;
        folder.open_itself(name)?.sync_all()
    }

    fn allow_as(&self, from: &str, to: &str) -> io::Result<()> {
        let ((from, like), (to, name)) = (self.above(from)?, self.above(to)?);
        to.allow_as(name, &from.open_itself(like)?)
    }

    fn keep(&self, path: &str, also: &str) -> io::Result<()> {
        let ((from, name), (to, other)) = (self.above(path)?, self.above(also)?);
        from.link(name, &to, other).or_else(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                return Err(error);
            }
            // Not every file system knows second names; a copy serves as well.
            let mut copy = to.create(other)?;
            io::copy(&mut from.open_itself(name)?, &mut copy).map(drop)
        })
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let ((from, name), (to, other)) = (self.above(from)?, self.above(to)?);
        from.rename(name, &to, other)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let (folder, name) = self.above(path)?;
        folder.remove(name)
    }

    fn remove_empty(&self, path: &str) -> io::Result<()> {
        self.forget(path);
        let (folder, name) = self.above(path)?;
        folder.remove_empty(name)
    }

    fn clear(&self, path: &str) -> io::Result<()> {
        self.forget(path);
        match self.above(path) {
            Ok((folder, name)) => folder.clear(name),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}
