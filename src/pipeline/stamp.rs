//! What a command's outcome rests on: every file that was read or looked for in vain, every folder that was listed, and every
//! file that it left. While all of it stands as it stood, the command would come to the same.
//!
//! A file that had been at rest for a while before the command began, and of which the system says what it said then, is not
//! read again; every other is, and has to have the same digest.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::store::{Reader, Writer};
use crate::digest::Digest;
use crate::publish::{LARGEST_PAGE, Left};
use crate::world::{Disk, Held, Lookups, ProjectPath, Stat, Stood, World};

/// What an outcome rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// What the system said of a file that was made before anything was read.
    mark: Stat,
    files: Vec<File>,
    /// Folders, and the digest of the names of the files in them.
    folders: Vec<(ProjectPath, Digest)>,
}

/// How a file stood.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    path: ProjectPath,
    reached: Reached,
    /// None of a file that was not there.
    was: Option<(Stat, Digest)>,
}

/// How a path leads to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reached {
    /// As files are read: through links that stay inside.
    Read,
    /// As pages are written: through no link.
    Written,
}

/// Why a command did what it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Everything stands as it stood.
    NothingChanged,
    /// These files or folders do not.
    Changed(Vec<String>),
    /// There is nothing to go by: why.
    NotKept(&'static str),
}

impl Stamp {
    /// Returns the stamp of what a run looked up and what the command left; `digests` are those of the files that were read.
    ///
    /// # Errors
    /// Something in it cannot be told apart from what may come after it.
    pub fn of(
        world: &Disk,
        mark: Stat,
        lookups: &Lookups,
        digests: &BTreeMap<ProjectPath, Digest>,
        left: &Left,
    ) -> Result<Self, &'static str> {
        let mut files = Vec::with_capacity(lookups.files.len() + left.files.len());
        for (path, stood) in &lookups.files {
            let was = match stood {
                Stood::Missing => None,
                Stood::Unreadable => return Err("a file could not be read"),
                Stood::There(stat) => {
                    let stat = stat.ok_or("the system does not say when files were changed")?;
                    let digest = digests.get(path).copied().or_else(|| at_rest(world, path, stat, &mark));
                    Some((stat, digest.ok_or("a file was saved a moment ago")?))
                }
            };
            files.push(File { path: path.clone(), reached: Reached::Read, was });
        }
        let written = |(path, _): (&ProjectPath, _)| File { path: path.clone(), reached: Reached::Written, was: None };
        let written: Vec<File> = left.files.iter().map(written).collect();
        let open = Open::of(world, &written);
        for (file, digest) in written.into_iter().zip(left.files.values()) {
            let was = match (open.stands(&file), digest) {
                (Stood::Missing, None) => None,
                (Stood::There(Some(stat)), Some(digest)) => Some((stat, *digest)),
                _ => return Err("a page was changed while it was written"),
            };
            files.push(File { was, ..file });
        }
        let mut folders = Vec::new();
        for (folder, listed) in &lookups.folders {
            folders.push((folder.clone(), names(listed.as_ref().ok_or("a folder could not be read")?)));
        }
        for output in &left.folders {
            let folder = ProjectPath::fixed(output.folder());
            let listed = world.list(&folder).map_err(|_| "a folder could not be read")?;
            folders.push((folder, names(&listed)));
        }
        Ok(Self { mark, files, folders })
    }

    /// Returns whether everything stands as it stood; where files had to be read again to know, with the stamp to keep
    /// instead, for which `again` makes another mark.
    ///
    /// # Errors
    /// Something does not, or may not.
    pub fn holds(&self, world: &Disk, again: impl FnOnce() -> Option<Stat>) -> Result<Option<Self>, Reason> {
        let folders = self.folders.iter().filter(|(folder, was)| world.list(folder).map(|is| names(&is)) != Ok(*was));
        let mut changed: Vec<String> = folders.map(|(folder, _)| format!("{folder}/")).collect();
        let open = Open::of(world, &self.files);
        let vouched = |file: &File| match (&file.was, open.stands(file)) {
            (None, Stood::Missing) => Some(true),
            (Some((was, _)), Stood::There(Some(is))) => Some(*was == is && was.rested_before(&self.mark)),
            _ => None,
        };
        let known: Vec<Option<bool>> = self.files.par_iter().map(vouched).collect();
        let restless = known.contains(&Some(false));
        let mark = if restless && changed.is_empty() { again() } else { None };
        let renewed = self.files.par_iter().zip(known).map(|(file, known)| match known {
            Some(true) => Some(file.clone()),
            Some(false) => open.read_again(file),
            None => None,
        });
        let renewed: Vec<Option<File>> = renewed.collect();
        let gone = self.files.iter().zip(&renewed).filter(|(_, renewed)| renewed.is_none());
        changed.extend(gone.map(|(file, _)| file.path.to_string()));
        if !changed.is_empty() {
            changed.sort();
            changed.dedup();
            return Err(Reason::Changed(changed));
        }
        let renewed = || renewed.into_iter().flatten().collect();
        Ok(mark.map(|mark| Self { mark, files: renewed(), folders: self.folders.clone() }))
    }

    /// Writes the stamp.
    pub fn write(&self, to: &mut Writer) {
        stat(&self.mark, to);
        to.list(self.files.iter(), |to, file| {
            to.bytes(file.path.as_str().as_bytes());
            to.number(u64::from(file.reached == Reached::Written) << 1 | u64::from(file.was.is_some()));
            if let Some((was, digest)) = &file.was {
                stat(was, to);
                to.0.extend_from_slice(digest.as_bytes());
            }
        });
        to.list(self.folders.iter(), |to, (folder, names)| {
            to.bytes(folder.as_str().as_bytes());
            to.0.extend_from_slice(names.as_bytes());
        });
    }

    /// Reads a stamp; none where the bytes are of something else.
    pub fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mark = read_stat(from)?;
        let files = from.list(|from| {
            let path = ProjectPath::parse(from.text()?).ok()?;
            let flags = from.number()?;
            let reached = if flags & 2 == 0 { Reached::Read } else { Reached::Written };
            let was = if flags & 1 == 0 { None } else { Some((read_stat(from)?, from.digest()?)) };
            Some(File { path, reached, was })
        })?;
        let folders = from.list(|from| Some((ProjectPath::parse(from.text()?).ok()?, from.digest()?)))?;
        Some(Self { mark, files, folders })
    }
}

fn stat(stat: &Stat, to: &mut Writer) {
    for number in [stat.size, stat.file.0, stat.file.1, stat.modified.cast_unsigned(), stat.changed.cast_unsigned()] {
        to.number(number);
    }
}

fn read_stat(from: &mut Reader<'_>) -> Option<Stat> {
    Some(Stat {
        size: from.number()?,
        file: (from.number()?, from.number()?),
        modified: from.number()?.cast_signed(),
        changed: from.number()?.cast_signed(),
    })
}

/// Returns the digest of the names of files.
fn names(paths: &[ProjectPath]) -> Digest {
    Digest::of_parts(paths.iter().flat_map(|path| [path.as_str().as_bytes(), b"\0"]))
}

/// Returns the digest of a file that had been at rest before the mark, so that it is the one that was looked up.
fn at_rest(world: &Disk, path: &ProjectPath, stat: Stat, mark: &Stat) -> Option<Digest> {
    let bytes = world.read_at_most(path, LARGEST_PAGE).ok().filter(|_| stat.rested_before(mark))?;
    (world.stat(path) == Some(stat)).then(|| Digest::of(&bytes))
}

/// A project's files, those that were written each in the folder in which it stands.
struct Open<'w> {
    world: &'w Disk,
    /// None where there is no such folder, or a link in its place.
    folders: BTreeMap<String, Option<Held>>,
}

impl<'w> Open<'w> {
    fn of(world: &'w Disk, files: &[File]) -> Self {
        let written = files.iter().filter(|file| file.reached == Reached::Written);
        let above: BTreeSet<&str> = written.map(|file| in_folder(&file.path).0).collect();
        let open =
            |path: &str| path.split('/').try_fold(world.held().clone(), |held, name| held.folder(name)).map(Some);
        let open = |path: &str| match open(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some((path.to_owned(), None)),
            found => found.ok().map(|held| (path.to_owned(), held)),
        };
        Self { world, folders: above.into_iter().filter_map(open).collect() }
    }

    /// Returns how a file stands.
    fn stands(&self, file: &File) -> Stood {
        let stat = match file.reached {
            Reached::Read => self.world.stood(&file.path),
            Reached::Written => {
                let (folder, name) = in_folder(&file.path);
                match self.folders.get(folder) {
                    None => return Stood::Unreadable,
                    Some(None) => return Stood::Missing,
                    Some(Some(held)) => held.stat_itself(name),
                }
            }
        };
        match stat {
            Ok(Some(stat)) => Stood::There(Some(stat)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Stood::Missing,
            _ => Stood::Unreadable,
        }
    }

    /// Returns a file as it stands now, where it still holds what it held.
    fn read_again(&self, file: &File) -> Option<File> {
        let (_, digest) = file.was.as_ref()?;
        let Stood::There(Some(stat)) = self.stands(file) else { return None };
        let bytes = self.world.read(&file.path).ok()?;
        (Digest::of(&bytes) == *digest).then(|| File { was: Some((stat, *digest)), ..file.clone() })
    }
}

/// Returns the folder in which a page stands, and its name there.
fn in_folder(path: &ProjectPath) -> (&str, &str) {
    path.as_str().rsplit_once('/').unwrap_or(("", path.as_str()))
}
