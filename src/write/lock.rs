//! One build at a time: a lock on a file in `.knowns/`, which the system releases however the process ends.

#![expect(clippy::disallowed_methods, reason = "the lock is a file of the tool's own")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::Error;

/// The tool's own folder in a project: a lock and what is being staged, never an input.
pub(super) const OWN: &str = ".knowns";

/// What an ignore file says that keeps a whole folder out of git.
pub(super) const IGNORE_ALL: &[u8] = b"*\n";

/// How often, and how many times, a second build asks again: five seconds in all.
const ASK_AGAIN: (Duration, u32) = (Duration::from_millis(50), 100);

/// Held while reports are written.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits a little for the lock of the project at `root`; says who holds it where that takes too long.
    pub(super) fn take(root: &Path) -> Result<Self, Error> {
        Self::ask(root, ASK_AGAIN.1)
    }

    fn ask(root: &Path, times: u32) -> Result<Self, Error> {
        let own = root.join(OWN);
        refuse_link(&own)?;
        fs::create_dir_all(&own).map_err(Error::system("make the folder", &own))?;
        // Nothing in the folder is worth a commit; an ignore file of its own says so in every project.
        if let Ok(mut ignore) = File::create_new(own.join(".gitignore")) {
            ignore.write_all(IGNORE_ALL).map_err(Error::system("write", &own))?;
        }
        let path = own.join("lock");
        refuse_link(&path)?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(Error::system("open the lock", &path))?;
        for _ in 0..times {
            match file.try_lock() {
                Ok(()) => {
                    sign(&mut file).map_err(Error::system("write the lock", &path))?;
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(ASK_AGAIN.0),
                Err(TryLockError::Error(cause)) => return Err(Error::system("lock", &path)(cause)),
            }
        }
        let mut holder = String::new();
        // On some systems a locked file cannot be read; then the holder has no name.
        let read = file.rewind().and_then(|()| file.read_to_string(&mut holder));
        Err(Error::Busy { holder: read.ok().and_then(|_| holder.trim().parse().ok()) })
    }
}

fn sign(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(std::process::id().to_string().as_bytes())
}

/// A link in a stranger's project could make the tool write anywhere.
pub(super) fn refuse_link(path: &Path) -> Result<(), Error> {
    match path.symlink_metadata() {
        Ok(found) if found.is_symlink() => {
            let cause = std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is a symbolic link");
            Err(Error::system("use", path)(cause))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_build_is_told_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let held = Lock::take(folder.path()).unwrap();
        let refused = Lock::ask(folder.path(), 2);
        assert!(matches!(refused, Err(Error::Busy { holder: Some(id) }) if id == std::process::id()));
        drop(held);
        assert!(Lock::take(folder.path()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_lock_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        fs::create_dir(folder.path().join(OWN)).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join(OWN).join("lock")).unwrap();
        assert!(Lock::take(folder.path()).is_err());
    }
}
