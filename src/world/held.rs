//! A folder held open: what is below it is reached through its descriptor, not through its path.
//!
//! Whoever swaps a folder for a link while the tool works leads it nowhere: reading follows links only as far as they stay
//! inside, writing follows none. This is the only file that knows the crate which sees to that on every system.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _, OpenOptionsSyncExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

/// A folder held open.
#[derive(Debug, Clone)]
pub(crate) struct Held(Arc<Dir>);

/// What has a name in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, a socket or a device.
    Other,
}

impl Held {
    /// Opens a folder by its path, the one step that trusts a path.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Dir::open_ambient_dir(path, ambient_authority()).map(Self::of)
    }

    /// Makes a folder and those above it, and opens it.
    pub(crate) fn make(path: &Path) -> io::Result<Self> {
        Dir::create_ambient_dir_all(path, ambient_authority())?;
        Self::open(path)
    }

    fn of(dir: Dir) -> Self {
        Self(Arc::new(dir))
    }

    /// Opens a file to read it, through links that stay inside; a pipe is opened too, and waited for by nobody.
    pub(crate) fn read(&self, path: &str) -> io::Result<File> {
        self.0.open_with(path, OpenOptions::new().read(true).nonblock(true)).map(cap_std::fs::File::into_std)
    }

    /// Returns what a path leads to, through links that stay inside.
    pub(crate) fn leads_to(&self, path: &str) -> io::Result<FileKind> {
        self.0.metadata(path).map(|found| kind(found.file_type()))
    }

    /// Returns what the system says of the file to which a path leads, through links that stay inside.
    pub(crate) fn stat(&self, path: &str) -> io::Result<Option<Stat>> {
        self.0.metadata(path).map(|found| Some(&found).filter(|found| found.is_file()).and_then(Stat::of))
    }

    /// Returns what the system says of a file in this folder, itself; none of anything but a file.
    pub(crate) fn stat_itself(&self, name: &str) -> io::Result<Option<Stat>> {
        self.0.symlink_metadata(name).map(|found| Some(&found).filter(|found| found.is_file()).and_then(Stat::of))
    }

    /// Returns what has a path, itself and not what it leads to.
    pub(crate) fn found(&self, path: impl AsRef<Path>) -> io::Result<FileKind> {
        self.0.symlink_metadata(path).map(|found| kind(found.file_type()))
    }

    /// Opens a folder below, through links that stay inside.
    pub(crate) fn below(&self, path: &str) -> io::Result<Self> {
        self.0.open_dir(path).map(Self::of)
    }

    /// Opens a folder in this one; a link is refused.
    pub(crate) fn folder(&self, name: impl AsRef<Path>) -> io::Result<Self> {
        let name = name.as_ref();
        self.0.open_dir_nofollow(name).map(Self::of).map_err(|error| match self.found(name) {
            Ok(FileKind::Link) => io::Error::new(io::ErrorKind::InvalidInput, "it is a symbolic link"),
            _ => error,
        })
    }

    /// Returns the names in this folder and what has them, in no order.
    pub(crate) fn names(&self) -> io::Result<Vec<(std::ffi::OsString, FileKind)>> {
        let named = |entry: io::Result<cap_std::fs::DirEntry>| {
            let entry = entry?;
            Ok((entry.file_name(), kind(entry.file_type()?)))
        };
        self.0.entries()?.map(named).collect()
    }

    /// Makes a folder in this one, where there is none.
    pub(crate) fn make_folder(&self, name: &str) -> io::Result<()> {
        match self.0.create_dir(name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }
    }

    /// Makes a file that was not there, and opens it to be written.
    pub(crate) fn create(&self, name: &str) -> io::Result<File> {
        self.0.open_with(name, OpenOptions::new().write(true).create_new(true)).map(cap_std::fs::File::into_std)
    }

    /// Opens a file in this folder to be written in place, and makes it where there is none; a link is refused.
    pub(crate) fn open_in_place(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).follow(FollowSymlinks::No).nonblock(true);
        self.0.open_with(name, &options).map(cap_std::fs::File::into_std)
    }

    /// Opens a file in this folder itself; a link is refused.
    pub(crate) fn open_itself(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No).nonblock(true);
        self.0.open_with(name, &options).map(cap_std::fs::File::into_std)
    }

    /// Gives a file in this folder the permissions of another.
    pub(crate) fn allow_as(&self, name: &str, like: &File) -> io::Result<()> {
        self.open_itself(name)?.set_permissions(like.metadata()?.permissions())
    }

    /// Gives a file a second name in another folder.
    pub(crate) fn link(&self, name: &str, other: &Self, also: &str) -> io::Result<()> {
        self.0.hard_link(name, &other.0, also)
    }

    /// Moves a file to another folder, in place of what has that name.
    pub(crate) fn rename(&self, name: &str, other: &Self, to: &str) -> io::Result<()> {
        self.0.rename(name, &other.0, to)
    }

    /// Removes a file, or a link.
    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        self.0.remove_file(name)
    }

    /// Removes a folder that holds nothing.
    pub(crate) fn remove_empty(&self, name: &str) -> io::Result<()> {
        self.0.remove_dir(name)
    }

    /// Removes a folder and all in it; an absent one is no error.
    pub(crate) fn clear(&self, name: &str) -> io::Result<()> {
        match self.0.remove_dir_all(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Returns whether the system, or the crate, refused because a path would have led out of the folder held.
pub(crate) fn leads_out(error: &io::Error) -> bool {
    // The system's own refusals have a number; this one is made by the crate and has none.
    error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

fn kind(of: cap_std::fs::FileType) -> FileKind {
    if of.is_symlink() {
        FileKind::Link
    } else if of.is_dir() {
        FileKind::Folder
    } else if of.is_file() {
        FileKind::File
    } else {
        FileKind::Other
    }
}

/// What the system says of a file. Two that are equal are of the same bytes, if the file had been at rest before the first was
/// taken: two changes within one tick of the clock give the same times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// How many bytes it has.
    pub size: u64,
    /// Which file it is, and on which device.
    pub file: (u64, u64),
    /// When its bytes were changed, in nanoseconds.
    pub modified: i64,
    /// When anything of it was changed, which nobody can set.
    pub changed: i64,
}

impl Stat {
    /// A mark before which no file was at rest.
    pub const NEVER: Self = Self { size: 0, file: (0, 0), modified: i64::MIN, changed: i64::MIN };

    /// Returns what is known of a file; none on a system that does not say when it was changed.
    #[cfg(unix)]
    pub(super) fn of(found: &Metadata) -> Option<Self> {
        use cap_std::fs::MetadataExt as _;
        let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(Self {
            size: found.len(),
            file: (found.dev(), found.ino()),
            modified: nanoseconds(found.mtime(), found.mtime_nsec())?,
            changed: nanoseconds(found.ctime(), found.ctime_nsec())?,
        })
    }

    /// Returns what is known of a file; none on a system that does not say when it was changed.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Returns whether the file had been at rest for a while before `mark` was made on the same device.
    pub fn rested_before(&self, mark: &Self) -> bool {
        const WHILE: i64 = 2_000_000_000;
        self.file.0 == mark.file.0 && self.modified.max(self.changed).saturating_add(WHILE) < mark.modified
    }
}
