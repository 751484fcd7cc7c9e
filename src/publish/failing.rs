//! What the tests of writing share: a disk that fails where a test wants it to, and pages made of a few words.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::folder::{Folder, OnDisk};
use super::lock::OWN;
use super::{Manifest, Plan, stage};
use crate::Error;
use crate::render::Page;
use crate::world::{Disk, FileKind, ProjectPath, World};

/// A disk on which the operation `fails` fails: once, or with every later one, as if the process had been killed.
pub(crate) struct Failing {
    disk: OnDisk,
    at: AtomicUsize,
    fails: usize,
    /// A second one that fails.
    then: usize,
    killed: bool,
}

impl Failing {
    pub(crate) fn at(world: &Disk, fails: usize, killed: bool) -> Self {
        Self { disk: OnDisk::of(world), at: AtomicUsize::new(0), fails, then: fails, killed }
    }

    pub(crate) fn twice(world: &Disk, fails: usize, then: usize) -> Self {
        Self { then, ..Self::at(world, fails, false) }
    }

    fn step<T>(&self, act: impl FnOnce(&OnDisk) -> io::Result<T>) -> io::Result<T> {
        let at = self.at.fetch_add(1, Ordering::SeqCst);
        if at == self.fails || at == self.then || (self.killed && at > self.fails) {
            return Err(io::Error::other("no space left"));
        }
        act(&self.disk)
    }
}

impl Folder for Failing {
    fn make(&self, path: &str) -> io::Result<()> {
        self.step(|disk| disk.make(path))
    }
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.step(|disk| disk.put(path, bytes))
    }
    fn sync(&self, _path: &str) -> io::Result<()> {
        // What is waited for is the disk's, and thousands of faults would wait long.
        self.step(|_| Ok(()))
    }
    fn allow_as(&self, from: &str, to: &str) -> io::Result<()> {
        self.step(|disk| disk.allow_as(from, to))
    }
    fn keep(&self, path: &str, also: &str) -> io::Result<()> {
        self.step(|disk| disk.keep(path, also))
    }
    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.step(|disk| disk.rename(from, to))
    }
    fn remove(&self, path: &str) -> io::Result<()> {
        self.step(|disk| disk.remove(path))
    }
    fn remove_empty(&self, path: &str) -> io::Result<()> {
        self.step(|disk| disk.remove_empty(path))
    }
    fn clear(&self, path: &str) -> io::Result<()> {
        self.step(|disk| disk.clear(path))
    }
}

/// Carries a plan out in a folder that may fail.
pub(crate) fn carry_out(folder: &dyn Folder, plan: &Plan<'_>) -> Result<(), Error> {
    stage::carry_out(folder, &plan.output.staging(), &plan.steps())
}

/// Returns pages that hold these words.
pub(crate) fn pages(files: &[(&'static str, &str)]) -> Vec<Page> {
    let page =
        |(path, words): &(&'static str, &str)| Page::of_no_brief(ProjectPath::fixed(path), words.as_bytes().to_vec());
    files.iter().map(page).collect()
}

/// Returns the manifest of pages made from nothing.
pub(crate) fn manifest(pages: &[Page]) -> Manifest {
    Manifest::of(&BTreeMap::new(), BTreeMap::new(), pages)
}

/// Puts a file in place as somebody else would, beside the tool or over what it wrote.
pub(crate) fn put(world: &Disk, path: &str, words: &str) {
    let disk = OnDisk::of(world);
    let _ = disk.remove(path);
    disk.put(path, words.as_bytes()).unwrap();
}

/// Returns every file below a folder.
pub(crate) fn files(world: &Disk, folder: &'static str) -> BTreeMap<String, Vec<u8>> {
    let listed = world.list(&ProjectPath::fixed(folder)).unwrap();
    listed.into_iter().map(|path| (path.to_string(), world.read(&path).unwrap())).collect()
}

/// Returns every file of a project, without the tool's own folder.
pub(crate) fn all_files(world: &Disk) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![(String::new(), world.held().clone())];
    while let Some((above, held)) = open.pop() {
        for (name, kind) in held.names().unwrap() {
            let path = format!("{above}{}", name.to_str().unwrap());
            match kind {
                FileKind::Folder if path == OWN => {}
                FileKind::Folder => open.push((format!("{path}/"), held.folder(name.to_str().unwrap()).unwrap())),
                _ => _ = found.insert(path.clone(), world.read(&ProjectPath::parse(&path).unwrap()).unwrap()),
            }
        }
    }
    found
}
