//! What the tests of writing share: a disk that fails where a test wants it to, and pages made of a few words.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Manifest;
use super::folder::{Folder, OnDisk};
use crate::render::Page;
use crate::world::{Disk, ProjectPath, World};

/// A disk on which the operation `fails` fails: once, or with every later one, as if the process had been killed.
pub(super) struct Failing {
    disk: OnDisk,
    at: AtomicUsize,
    fails: usize,
    killed: bool,
}

impl Failing {
    pub(super) fn at(world: &Disk, fails: usize, killed: bool) -> Self {
        Self { disk: OnDisk::at(world.root()), at: AtomicUsize::new(0), fails, killed }
    }

    fn step<T>(&self, act: impl FnOnce(&OnDisk) -> io::Result<T>) -> io::Result<T> {
        let at = self.at.fetch_add(1, Ordering::SeqCst);
        if at == self.fails || (self.killed && at > self.fails) {
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
    fn sync(&self, path: &str) -> io::Result<()> {
        self.step(|disk| disk.sync(path))
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

/// Returns pages that hold these words.
pub(super) fn pages(files: &[(&'static str, &str)]) -> Vec<Page> {
    let page =
        |(path, words): &(&'static str, &str)| Page::of_no_brief(ProjectPath::fixed(path), words.as_bytes().to_vec());
    files.iter().map(page).collect()
}

/// Returns the manifest of pages made from nothing.
pub(super) fn manifest(pages: &[Page]) -> Manifest {
    Manifest::of(&BTreeMap::new(), BTreeMap::new(), pages)
}

/// Puts a file in place as somebody else would, beside the tool or over what it wrote.
pub(super) fn put(world: &Disk, path: &str, words: &str) {
    let disk = OnDisk::at(world.root());
    let _ = disk.remove(path);
    disk.put(path, words.as_bytes()).unwrap();
}

/// Returns every file below a folder.
pub(super) fn files(world: &Disk, folder: &'static str) -> BTreeMap<String, Vec<u8>> {
    let listed = world.list(&ProjectPath::fixed(folder)).unwrap();
    listed.into_iter().map(|path| (path.to_string(), world.read(&path).unwrap())).collect()
}
