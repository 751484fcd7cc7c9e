//! A world that remembers what it was asked for, there or not: whoever waits for a change knows by it what to watch, and
//! whoever keeps what came of it, when that still holds.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{ProjectPath, Stat, Unreadable, World};

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
    use super::super::Memory;
    use super::*;

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
