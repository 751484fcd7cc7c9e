//! Worlds that are not a folder on disk: files held in memory; other files laid over some of a world below ("what if the data
//! were these"); a world that remembers what it was asked for.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{ProjectPath, Stat, Unreadable, World};

/// Files by path.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    files: BTreeMap<ProjectPath, Vec<u8>>,
}

impl Memory {
    /// Returns a world with these files.
    ///
    /// # Panics
    /// Panics where a path is none: a test wrote it.
    pub fn with<'a, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (&'a str, B)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, content)| {
                let path = ProjectPath::parse(path).expect("a test names files inside its project");
                (path, content.as_ref().to_vec())
            })
            .collect();
        Self { files }
    }
}

impl World for Memory {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        self.files.get(path).cloned().ok_or(Unreadable::Missing)
    }

    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        let below = format!("{folder}/");
        Ok(self.files.keys().filter(|path| path.as_str().starts_with(&below)).cloned().collect())
    }
}

/// Serves its own files first, and every other file from the world below.
#[derive(Debug, Clone)]
pub struct Overlay<W> {
    below: W,
    files: BTreeMap<ProjectPath, Vec<u8>>,
}

impl<W: World> Overlay<W> {
    /// Returns a world that serves these files in place of those below.
    pub fn new(below: W, files: BTreeMap<ProjectPath, Vec<u8>>) -> Self {
        Self { below, files }
    }
}

impl<W: World> World for Overlay<W> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        self.files.get(path).map_or_else(|| self.below.read(path), |bytes| Ok(bytes.clone()))
    }

    fn size(&self, path: &ProjectPath) -> Result<u64, Unreadable> {
        self.files.get(path).map_or_else(|| self.below.size(path), |bytes| Ok(bytes.len() as u64))
    }

    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        let mut found = self.below.list(folder)?;
        let inside = format!("{folder}/");
        found.extend(self.files.keys().filter(|path| path.as_str().starts_with(&inside)).cloned());
        found.sort();
        found.dedup();
        Ok(found)
    }
}

/// What a run asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lookups {
    /// Files, and how each stood before it was first read.
    pub files: BTreeMap<ProjectPath, Stood>,
    /// Folders whose files were listed, and the files; none where they could not be listed.
    pub folders: BTreeMap<ProjectPath, Option<Vec<ProjectPath>>>,
}

/// How a file stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stood {
    /// There was none.
    Missing,
    /// It was there, and what the system said of it where it says enough.
    There(Option<Stat>),
    /// It could not be read.
    Unreadable,
}

/// Serves the world below, and notes what was asked for.
#[derive(Debug)]
pub struct Recording<'a, W> {
    below: &'a W,
    lookups: Mutex<Lookups>,
}

impl<'a, W: World> Recording<'a, W> {
    /// Returns a world that nothing was asked of yet.
    pub fn new(below: &'a W) -> Self {
        Self { below, lookups: Mutex::default() }
    }

    /// Returns what was asked for.
    pub fn lookups(self) -> Lookups {
        self.lookups.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes how a file stands, the first time that it is asked for; what a later look finds otherwise makes it unreadable.
    fn looked<T>(&self, path: &ProjectPath, look: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
        let known = self.with(|lookups| lookups.files.contains_key(path));
        let stat = if known { None } else { self.below.stat(path) };
        let found = look();
        self.with(|lookups| {
            let stood = match &found {
                Ok(_) => Stood::There(stat),
                Err(Unreadable::Missing) => Stood::Missing,
                Err(_) => Stood::Unreadable,
            };
            let first = lookups.files.entry(path.clone()).or_insert(stood);
            if std::mem::discriminant(first) != std::mem::discriminant(&stood) {
                *first = Stood::Unreadable;
            }
        });
        found
    }

    fn with<T>(&self, look: impl FnOnce(&mut Lookups) -> T) -> T {
        look(&mut self.lookups.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<W: World> World for Recording<'_, W> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        self.looked(path, || self.below.read(path))
    }

    fn size(&self, path: &ProjectPath) -> Result<u64, Unreadable> {
        self.looked(path, || self.below.size(path))
    }

    fn stat(&self, path: &ProjectPath) -> Option<Stat> {
        self.below.stat(path)
    }

    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        let listed = self.below.list(folder);
        self.with(|lookups| {
            let found = listed.as_ref().ok().cloned();
            let first = lookups.folders.entry(folder.clone()).or_insert_with(|| found.clone());
            if *first != found {
                *first = None;
            }
        });
        listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_laid_over_another_is_served_instead_and_the_others_stay() {
        let below = Memory::with([("data/a.csv", "old"), ("data/b.csv", "kept")]);
        let path = |written| ProjectPath::parse(written).unwrap();
        let files = [(path("data/a.csv"), b"newer".to_vec()), (path("data/c.csv"), Vec::new())].into();
        let world = Overlay::new(below, files);
        assert_eq!(world.read(&path("data/a.csv")), Ok(b"newer".to_vec()));
        assert_eq!(world.size(&path("data/a.csv")), Ok(5));
        assert_eq!(world.read(&path("data/b.csv")), Ok(b"kept".to_vec()));
        assert_eq!(world.read(&path("data/d.csv")), Err(Unreadable::Missing));
        let listed = world.list(&path("data")).unwrap();
        assert_eq!(listed, [path("data/a.csv"), path("data/b.csv"), path("data/c.csv")]);
    }

    #[test]
    fn what_is_missing_was_asked_for_too() {
        let below = Memory::with([("claims.yaml", "registry: 1\n")]);
        let world = Recording::new(&below);
        let path = |written| ProjectPath::parse(written).unwrap();
        assert!(world.read(&path("claims.yaml")).is_ok());
        assert_eq!(world.size(&path("data/a.csv")), Err(Unreadable::Missing));
        assert_eq!(world.list(&path("templates")), Ok(Vec::new()));
        let lookups = world.lookups();
        let files = [(path("claims.yaml"), Stood::There(None)), (path("data/a.csv"), Stood::Missing)];
        assert_eq!(lookups.files, files.into());
        assert_eq!(lookups.folders, [(path("templates"), Some(Vec::new()))].into());
    }
}
