//! A project in a folder on disk.

use std::path::{Path, PathBuf};

use super::{ProjectPath, Unreadable, World};

/// Serves the files below one folder, following symbolic links only while they stay inside it.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Returns the world of the folder `root`; an error where it cannot be opened.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        Ok(Self { root: root.canonicalize()? })
    }

    /// Returns the folder's own path on this machine.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

impl Disk {
    fn full(&self, path: &ProjectPath) -> Result<PathBuf, Unreadable> {
        let full = self.root.join(path.as_str()).canonicalize().map_err(|e| refused(&e))?;
        match full {
            full if !full.starts_with(&self.root) => Err(Unreadable::Outside),
            full if !full.is_file() => Err(Unreadable::NotAFile),
            full => Ok(full),
        }
    }
}

impl World for Disk {
    fn size(&self, path: &ProjectPath) -> Result<u64, Unreadable> {
        self.full(path)?.metadata().map(|found| found.len()).map_err(|e| refused(&e))
    }

    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        let full = self.full(path)?;
        #[expect(clippy::disallowed_methods, reason = "this is the one place that reads a project's files")]
        std::fs::read(full).map_err(|e| refused(&e))
    }

    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        let mut found = Vec::new();
        let mut open = vec![folder.clone()];
        while let Some(folder) = open.pop() {
            #[expect(clippy::disallowed_methods, reason = "this is the one place that lists a project's files")]
            let entries = match std::fs::read_dir(self.root.join(folder.as_str())) {
                Ok(entries) => entries,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(refused(&error)),
            };
            for entry in entries {
                let entry = entry.map_err(|e| refused(&e))?;
                let path = folder.found(&entry.file_name().to_string_lossy());
                let kind = entry.file_type().map_err(|e| refused(&e))?;
                if kind.is_dir() {
                    open.push(path);
                } else {
                    found.push(path);
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

fn refused(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unreadable::Missing,
        _ => Unreadable::Refused(error.kind().to_string()),
    }
}
