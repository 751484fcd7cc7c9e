//! The few things that writing does to a project's folder, so that a test can make any of them fail.

#![expect(clippy::disallowed_methods, reason = "this is the one place that changes files")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Changes files below one folder; paths are relative to it.
pub(super) trait Folder: Sync {
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

/// A folder on disk.
pub(super) struct OnDisk {
    root: PathBuf,
}

impl OnDisk {
    /// Returns the folder `root`.
    pub(super) fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }
}

impl Folder for OnDisk {
    fn make(&self, path: &str) -> io::Result<()> {
        fs::create_dir_all(self.root.join(path))
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        File::create_new(self.root.join(path))?.write_all(bytes)
    }

    fn sync(&self, path: &str) -> io::Result<()> {
        File::open(self.root.join(path))?.sync_all()
    }

    fn allow_as(&self, from: &str, to: &str) -> io::Result<()> {
        let permissions = self.root.join(from).metadata()?.permissions();
        fs::set_permissions(self.root.join(to), permissions)
    }

    fn keep(&self, path: &str, also: &str) -> io::Result<()> {
        let (path, also) = (self.root.join(path), self.root.join(also));
        // Not every file system knows second names; a copy serves as well.
        fs::hard_link(&path, &also).or_else(|_| fs::copy(&path, &also).map(drop))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.root.join(from), self.root.join(to))
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        fs::remove_file(self.root.join(path))
    }

    fn remove_empty(&self, path: &str) -> io::Result<()> {
        fs::remove_dir(self.root.join(path))
    }

    fn clear(&self, path: &str) -> io::Result<()> {
        match fs::remove_dir_all(self.root.join(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
