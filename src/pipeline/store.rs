//! What is kept in `.knowns/cache` to do less the next time. It is never an input: it can be deleted at any time, and whatever
//! in it does not read exactly is as if it were not there.
//!
//! An entry is one file: its format's name, the tool that wrote it, the length of its body and the SHA-256 of all that
//! with the entry's name, then the body. It is written under another name and renamed, so that it is whole or not there.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::digest::Digest;
use crate::publish;
use crate::reads::Sum;
use crate::world::{Disk, Held, Stat};

/// Its name in the tool's own folder.
const CACHE: &str = "cache";

/// The first bytes of an entry, with the version of the format.
const FORMAT: &[u8; 16] = b"knowns cache  1\n";

/// Before the body: format, tool, length, digest.
const HEAD: usize = 16 + 32 + 8 + 32;

/// The most bytes that are kept of everything together; what was not used for longest goes first.
const MOST: u64 = 512 << 20;

/// How an entry is called until it is whole, before the process and a number.
const NEW: &str = "new-";

/// How many entries this process began.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// The folder in which things are kept.
#[derive(Debug)]
pub struct Store {
    folder: Held,
    tool: Digest,
}

impl Store {
    /// Opens what is kept for a project; none where nothing was, or where it cannot be used.
    pub fn open(world: &Disk) -> Option<Self> {
        let folder = world.held().folder(publish::OWN).and_then(|own| own.folder(CACHE)).ok()?;
        Some(Self { folder, tool: tool()? })
    }

    /// Opens what is kept for a project to which something was written, and begins to keep where nothing was; none where nothing
    /// can be kept.
    pub fn make(world: &Disk) -> Option<Self> {
        let folder = world.held().folder(publish::OWN).and_then(|own| {
            own.make_folder(CACHE)?;
            let folder = own.folder(CACHE)?;
            publish::keep_out_of_git(&folder)?;
            Ok(folder)
        });
        Some(Self { folder: folder.ok()?, tool: tool()? })
    }

    /// Returns the body of an entry.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut file = self.folder.open_itself(name).ok()?;
        let found = file.metadata().ok()?;
        if !found.is_file() || found.len() > MOST {
            return None;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(found.len()).ok()?);
        file.read_to_end(&mut bytes).ok()?;
        let (head, body) = bytes.split_at_checked(HEAD)?;
        (*head == self.head(name, body)).then(|| bytes.split_off(HEAD))
    }

    /// Begins an entry: what is at rest before it was begun is told by its time from what was changed since.
    pub fn begin(&self) -> Option<Unfinished<'_>> {
        let nth = BEGUN.fetch_add(1, Ordering::Relaxed);
        let name = format!("{NEW}{}-{nth}", std::process::id());
        // What a killed process of the same number left.
        let _ = self.folder.remove(&name);
        let file = self.folder.create(&name).ok()?;
        let mark = self.folder.stat_itself(&name).ok().flatten();
        Some(Unfinished { store: self, file, name, mark, is_kept: false })
    }

    /// Keeps an entry; one that cannot be kept is not.
    pub fn put(&self, name: &str, body: &[u8]) {
        if let Some(entry) = self.begin() {
            entry.keep(name, body);
        }
    }

    fn head(&self, name: &str, body: &[u8]) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        head[..16].copy_from_slice(FORMAT);
        head[16..48].copy_from_slice(self.tool.as_bytes());
        head[48..56].copy_from_slice(&(body.len() as u64).to_le_bytes());
        let digest = Digest::of_parts([&head[..56], name.as_bytes(), b"\0", body]);
        head[56..].copy_from_slice(digest.as_bytes());
        head
    }

    /// Removes what was not used for longest, while everything together is too large.
    fn prune(&self) -> io::Result<()> {
        let mut entries = Vec::new();
        for (name, _) in self.folder.names()? {
            let Some(name) = name.to_str().map(str::to_owned) else { continue };
            if let Some(stat) = self.folder.stat_itself(&name)? {
                entries.push((stat.modified, name, stat.size));
            }
        }
        let mut together: u64 = entries.iter().map(|(_, _, size)| size).sum();
        entries.sort();
        for (_, name, size) in entries {
            if together <= MOST {
                break;
            }
            self.folder.remove(&name)?;
            together -= size;
        }
        Ok(())
    }
}

/// An entry that is begun.
pub struct Unfinished<'s> {
    store: &'s Store,
    file: File,
    name: String,
    mark: Option<Stat>,
    is_kept: bool,
}

impl Unfinished<'_> {
    /// Returns what the system said of the entry when it was begun.
    pub fn mark(&self) -> Option<Stat> {
        self.mark
    }

    /// Keeps the entry under a name, in place of what was there.
    pub fn keep(mut self, name: &str, body: &[u8]) {
        let written = self.file.write_all(&self.store.head(name, body)).and_then(|()| self.file.write_all(body));
        let kept = written.and_then(|()| self.store.folder.rename(&self.name, &self.store.folder, name));
        self.is_kept = kept.is_ok();
        if self.is_kept {
            // An entry too many does no harm.
            let _ = self.store.prune();
        }
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = self.store.folder.remove(&self.name);
        }
    }
}

/// Returns by what this very program is known again: another build of it may say something else of the same files. No
/// stranger can know it, so that a project which brings a cache of its own brings one that is of no use.
fn tool() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let folder = Held::open(path.parent()?).ok()?;
    let stat = folder.stat_itself(path.file_name()?.to_str()?).ok()??;
    Some(Digest::of(format!("{} {stat:?}", env!("CARGO_PKG_VERSION")).as_bytes()))
}

/// Writes the body of an entry, number by number and text by text.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// Writes a number.
    pub fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// Writes whether something is so.
    pub fn flag(&mut self, is_so: bool) {
        self.0.push(u8::from(is_so));
    }

    /// Writes bytes with their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// Writes how many things follow, and each of them.
    pub fn list<T>(&mut self, items: impl ExactSizeIterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        self.number(items.len() as u64);
        items.for_each(|item| each(self, item));
    }
}

/// Reads the body of an entry in the order in which it was written; what does not fit is nothing.
#[derive(Debug)]
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    /// Reads a number.
    pub fn number(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Reads whether something is so.
    pub fn flag(&mut self) -> Option<bool> {
        self.array().map(|[is_so]| is_so != 0)
    }

    /// Reads a length, or where something is in a text.
    pub fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// Reads bytes with their length.
    pub fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.length()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Reads a text.
    pub fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    /// Reads so many bytes.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*array)
    }

    /// Reads a digest.
    pub fn digest(&mut self) -> Option<Digest> {
        self.array().map(Digest::from_bytes)
    }

    /// Reads a sum.
    pub fn sum(&mut self) -> Option<Sum> {
        self.array()
    }

    /// Reads how many things follow, and each of them.
    pub fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.length()?;
        // A length that is none ends with the bytes, not with the memory.
        let mut items = Vec::new();
        for _ in 0..length {
            items.push(each(self)?);
        }
        Some(items)
    }
}
