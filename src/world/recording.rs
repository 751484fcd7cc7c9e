//! A world that remembers what it was asked for, there or not: whoever waits for a change knows by it what to watch.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::{ProjectPath, Unreadable, World};

/// What a run asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lookups {
    /// Files, whether or not they exist.
    pub files: BTreeSet<ProjectPath>,
    /// Folders whose files were listed, whether or not they exist.
    pub folders: BTreeSet<ProjectPath>,
}

/// Serves the world below, and notes what was asked for.
#[derive(Debug)]
pub struct Recording<'a, W> {
    below: &'a W,
    asked: Mutex<Lookups>,
}

impl<'a, W: World> Recording<'a, W> {
    /// Returns a world that nothing was asked of yet.
    pub fn new(below: &'a W) -> Self {
        Self { below, asked: Mutex::default() }
    }

    /// Returns what was asked for.
    pub fn asked(self) -> Lookups {
        self.asked.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, note: impl FnOnce(&mut Lookups) -> bool) {
        note(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl<W: World> World for Recording<'_, W> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, Unreadable> {
        self.note(|asked| asked.files.insert(path.clone()));
        self.below.read(path)
    }

    fn size(&self, path: &ProjectPath) -> Result<u64, Unreadable> {
        self.note(|asked| asked.files.insert(path.clone()));
        self.below.size(path)
    }

    fn list(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, Unreadable> {
        self.note(|asked| asked.folders.insert(folder.clone()));
        self.below.list(folder)
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
        let asked = world.asked();
        assert_eq!(asked.files, [path("claims.yaml"), path("data/a.csv")].into());
        assert_eq!(asked.folders, [path("templates")].into());
    }
}
