//! A project held in memory, for tests and for files the tool makes up.

use std::collections::BTreeMap;

use super::{ProjectPath, Unreadable, World};

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
