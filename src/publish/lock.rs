//! One build at a time: a lock on a file in `.knowns/`, which the system releases however the process ends.
//!
//! It is the one file that is written in place, so it has to be the tool's own: a link, or a second name that it has
//! elsewhere, would lead the tool to write over something else.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::time::Duration;

use crate::Error;
use crate::world::{Disk, Held};

/// The tool's own folder in a project: a lock and what is being staged, never an input.
pub(crate) const OWN: &str = ".knowns";

/// What an ignore file says that keeps a whole folder out of git.
pub(super) const IGNORE_ALL: &[u8] = b"*\n";

/// Its name in the tool's folder, and that of the file that keeps the folder out of git.
const LOCK: &str = "lock";
const IGNORE: &str = ".gitignore";

/// How often, and how many times, a second build asks again: five seconds in all.
const ASK_AGAIN: (Duration, u32) = (Duration::from_millis(50), 100);

/// Held while reports are written.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits a little for the lock of a project; says who holds it where that takes too long.
    pub(super) fn take(world: &Disk) -> Result<Self, Error> {
        Self::ask(world, ASK_AGAIN.1)
    }

    fn ask(world: &Disk, times: u32) -> Result<Self, Error> {
        let path = world.root().join(OWN);
        let made = world.held().make_folder(OWN).and_then(|()| world.held().folder(OWN));
        let own = made.map_err(Error::system("make the folder", &path))?;
        keep_out_of_git(&own).map_err(Error::system("write", &path.join(IGNORE)))?;
        let path = path.join(LOCK);
        let mut file = own.open_in_place(LOCK).map_err(|error| Error::system("open the lock", &path)(error))?;
        ours(&file).map_err(Error::system("use the lock", &path))?;
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
        let read = file.rewind().and_then(|()| file.take(32).read_to_string(&mut holder));
        Err(Error::Busy { holder: read.ok().and_then(|_| holder.trim().parse().ok()) })
    }
}

/// Writes the ignore file: nothing in the folder is worth a commit, in any project.
pub(crate) fn keep_out_of_git(own: &Held) -> io::Result<()> {
    // Under another name first: who is killed here leaves no file that ignores nothing.
    let half = "half-ignore";
    let made = || {
        let _ = own.remove(half);
        own.create(half)?.write_all(IGNORE_ALL)?;
        own.rename(half, own, IGNORE)
    };
    // Who begins at the same moment takes the half away, or is there first: the file is looked for again.
    let mut outcome = Ok(());
    for _ in 0..ASK_AGAIN.1 {
        if own.found(IGNORE).is_ok() {
            return Ok(());
        }
        outcome = made();
        match &outcome {
            Err(cause) if matches!(cause.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {
                std::thread::sleep(ASK_AGAIN.0 / 10);
            }
            _ => break,
        }
    }
    outcome
}

/// Refuses a file that is no file of the tool's alone.
fn ours(file: &File) -> io::Result<()> {
    let found = file.metadata()?;
    let refused = |words| Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    if !found.is_file() {
        return refused("it is not a file");
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&found) > 1 {
        return refused("it has a second name elsewhere, and writing it would change that file too; remove this one");
    }
    Ok(())
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(std::process::id().to_string().as_bytes())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test lays its files itself")]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let world = Disk::open(folder.path()).unwrap();
        (folder, world)
    }

    #[test]
    fn all_who_begin_at_the_same_moment_keep_the_folder_out_of_git() {
        for _ in 0..40 {
            let (folder, world) = project();
            world.held().make_folder(OWN).unwrap();
            std::thread::scope(|scope| {
                let begin = || keep_out_of_git(&world.held().folder(OWN).unwrap());
                let all: Vec<_> = (0..4).map(|_| scope.spawn(begin)).collect();
                for one in all {
                    one.join().unwrap().unwrap();
                }
            });
            assert_eq!(std::fs::read(folder.path().join(OWN).join(IGNORE)).unwrap(), IGNORE_ALL);
        }
    }

    #[test]
    fn a_second_build_is_told_who_holds_the_lock() {
        let (_folder, world) = project();
        let held = Lock::take(&world).unwrap();
        let refused = Lock::ask(&world, 2);
        assert!(matches!(refused, Err(Error::Busy { holder: Some(id) }) if id == std::process::id()));
        drop(held);
        assert!(Lock::take(&world).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_not_the_tools_alone_is_refused_and_not_written() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        let precious = outside.path().join("precious");
        std::fs::write(&precious, "mine").unwrap();
        let refused = |lay: &dyn Fn(&std::path::Path)| {
            let (folder, world) = project();
            std::fs::create_dir(folder.path().join(OWN)).unwrap();
            lay(&folder.path().join(OWN).join(LOCK));
            let refused = Lock::take(&world).err().unwrap().to_string();
            assert_eq!(std::fs::read_to_string(&precious).unwrap(), "mine");
            refused
        };
        refused(&|lock| symlink(&precious, lock).unwrap());
        assert!(refused(&|lock| std::fs::hard_link(&precious, lock).unwrap()).contains("second name elsewhere"));
        refused(&|lock| std::fs::create_dir(lock).unwrap());
        // Nobody writes to the pipe, and nobody waits for that.
        let pipe = |lock: &std::path::Path| nix::unistd::mkfifo(lock, nix::sys::stat::Mode::S_IRWXU).unwrap();
        assert!(refused(&pipe).contains("not a file"));
    }

    #[cfg(unix)]
    #[test]
    fn the_tools_folder_is_no_link() {
        let (folder, world) = project();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join(OWN)).unwrap();
        assert!(Lock::take(&world).err().unwrap().to_string().contains("it is a symbolic link"));
        assert_eq!(outside.path().read_dir().unwrap().count(), 0);
    }
}
