//! A world with some files put in the place of others: "what if the data were these". Nothing below is touched.

use std::collections::BTreeMap;

use super::{ProjectPath, Unreadable, World};

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

#[cfg(test)]
mod tests {
    use super::super::Memory;
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
}
