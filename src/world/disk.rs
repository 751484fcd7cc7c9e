//! A project in a folder on disk.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::held::{FileKind, Held, leads_out};
use super::{ProjectPath, Stat, Unreadable, World};

/// Serves the files below one folder, following symbolic links only while they stay inside it.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    held: Held,
}

impl Disk {
    /// Returns the world of the folder `root`; an error where it cannot be opened.
    pub fn open(root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        Ok(Self { held: Held::open(&root)?, root })
    }

    /// Returns the folder's own path on this machine.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder, open.
    pub(crate) fn held(&self) -> &Held {
        &self.held
    }

    /// Returns a file open to be read, with its size.
    fn file(&self, path: &ProjectPath) -> Result<(std::fs::File, u64), Unreadable> {
        let file = match self.held.read(path.as_str()) {
            // A link with an absolute path may lead back inside: then it names a file of the project by another path.
            Err(error) if leads_out(&error) => self.held.read(&self.inside(path)?),
            file => file,
        };
        let not_a_file = |error| match self.held.leads_to(path.as_str()) {
            Ok(found) if found != FileKind::File => Unreadable::NotAFile,
            _ => refused(&error),
        };
        let file = file.map_err(not_a_file)?;
        let found = file.metadata().map_err(|e| refused(&e))?;
        if found.is_file() { Ok((file, found.len())) } else { Err(Unreadable::NotAFile) }
    }

    /// Returns what the system says of a file without reading it, or why there is none.
    pub(crate) fn stood(&self, path: &ProjectPath) -> io::Result<Option<Stat>> {
        match self.held.stat(path.as_str()) {
            Err(error) if leads_out(&error) => match self.inside(path) {
                Ok(inside) => self.held.stat(&inside),
                Err(_) => Err(error),
            },
            found => found,
        }
    }

    /// Returns the path inside the project to which links lead.
    fn inside(&self, path: &ProjectPath) -> Result<String, Unreadable> {
        let full = self.root.join(path.as_str()).canonicalize().map_err(|e| refused(&e))?;
        let inside = full.strip_prefix(&self.root).map_err(|_| Unreadable::Outside)?;
        inside.to_str().map(str::to_owned).ok_or(Unreadable::Outside)
    }
}

impl World for Disk {
    fn size(&self, path: &ProjectPath) -> Result<u64, Unreadable> {
        self.file(path).map(|(_, size)| size)
    }

    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        let (mut file, _) = self.file(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|e| refused(&e))?;
        Ok(bytes)
    }

    fn stat(&self, path: &ProjectPath) -> Option<Stat> {
        self.stood(path).ok().flatten()
    }

    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        let mut found = Vec::new();
        let mut open = match self.held.below(folder.as_str()) {
            Ok(held) => vec![(folder.clone(), held)],
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
            Err(error) if leads_out(&error) => match self.held.below(&self.inside(folder)?) {
                Ok(held) => vec![(folder.clone(), held)],
                Err(error) => return Err(refused(&error)),
            },
            Err(error) => return Err(refused(&error)),
        };
        while let Some((folder, held)) = open.pop() {
            for (name, kind) in held.names().map_err(|e| refused(&e))? {
                let path = folder.found(&name.to_string_lossy());
                if kind != FileKind::Folder {
                    found.push(path);
                    continue;
                }
                match held.folder(&name) {
                    Ok(held) => open.push((path, held)),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(refused(&error)),
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

fn refused(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound => Unreadable::Missing,
        _ if leads_out(error) => Unreadable::Outside,
        _ => Unreadable::Refused(error.kind().to_string()),
    }
}
