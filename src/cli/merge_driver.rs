//! `merge-driver`: what git calls to merge a file that the tool writes, and the setting up of that.
//!
//! git merges file by file before any of the merged tree stands anywhere, so no page can be made here. The lock is merged by brief, the
//! manifest entry by entry, and of a page one side stands until `build` makes it anew; the manifest says that this is to come.

use std::path::{Path, PathBuf};

use clap::Args;

use super::git::{self, Git};
use super::terminal::Terminal;
use super::{Exit, project};
use crate::Error;
use crate::edition::LOCK_FILE;
use crate::edition::lock::{Both, LARGEST_LOCK, Lock, Merge, merge};
use crate::publish::{self, LARGEST_MANIFEST, Manifest, ManifestFault, Output};
use crate::world::{Disk, ProjectPath, World as _};

/// Merge a file that the tool writes, as git asks for it, or set that up
#[derive(Debug, Args)]
#[command(
    long_about = "Merge a file that the tool writes, as git asks for it, or set that up\n\n\
                  With `--install`, this clone learns to merge `claims.lock` and the files in `reports/` and `pdf/` by this command (`git config \
                  merge.knowns.driver`), and `.gitattributes` names them where it does not yet. git takes no such setting from a \
                  repository, so everybody does it once in each clone; `init` does it where it begins. Data files are never merged line \
                  by line: of two releases one is taken whole.\n\n\
                  Then git calls it by itself. `claims.lock` is merged by brief: what each side accepted stands, and where both sides \
                  accepted the same brief it is a conflict, never a choice. Of a page that both sides changed, one side stands until \
                  `knowns build` makes it anew from what was merged; `knowns verify` says so until then.",
    after_help = "Examples:\n  knowns merge-driver --install\n  git merge --no-commit other-branch\n  knowns build"
)]
pub(super) struct MergeDriver {
    /// Set it up in this clone
    #[arg(long, conflicts_with = "base")]
    install: bool,
    /// The file as it was before both sides (`%O`)
    #[arg(required_unless_present = "install", requires = "path")]
    base: Option<PathBuf>,
    /// The file on our side (`%A`), which is written
    ours: Option<PathBuf>,
    /// The file on their side (`%B`)
    theirs: Option<PathBuf>,
    /// Its path in the repository (`%P`)
    path: Option<String>,
}

/// What tells git which files the tool writes.
pub(super) const ATTRIBUTES_FILE: &str = ".gitattributes";
/// The lines that name them, in the folder of the project.
pub(super) const GENERATED: &str = "\
# What the tool writes: `knowns merge-driver --install` teaches a clone to merge it, and `knowns build` makes the pages anew.
/claims.lock merge=knowns linguist-generated
/reports/** merge=knowns linguist-generated
/pdf/** merge=knowns linguist-generated
";

/// The line that keeps git from making one file of two releases, which nobody published.
pub(super) const DATA: &str = "\
# Of two releases of a data file git takes none line by line: one side is kept whole, and the other is a conflict.
/data/** -merge
";

/// The most bytes of `.gitattributes` that git itself reads.
const LARGEST_ATTRIBUTES: u64 = 100 << 20;

impl MergeDriver {
    pub(super) fn run(&self, project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
        let (Some(base), Some(ours), Some(theirs), Some(path)) = (&self.base, &self.ours, &self.theirs, &self.path)
        else {
            return install(project, terminal);
        };
        let sides = Sides { base, ours, theirs, path };
        match path.rsplit('/').next() {
            Some(LOCK_FILE) => sides.lock(terminal),
            Some("manifest.json") => sides.manifest(terminal),
            // One side whole, and no marks: the manifest says that the page is to be made anew.
            _ if sides.is_generated() => Ok(Exit::Clean),
            _ => Ok(sides.text()),
        }
    }
}

/// Makes a clone merge by this command.
pub(super) fn set_up(git: &Git) -> Result<(), Error> {
    git.configure("merge.knowns.name", "what knowns writes, merged by what each side accepted")?;
    git.configure("merge.knowns.driver", &format!("{} merge-driver %O %A %B %P", program()))
}

/// Returns how git's shell calls this program: by its name, or by its path where the name leads nowhere.
fn program() -> String {
    const NAME: &str = "knowns";
    let file = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_found = std::env::split_paths(&folders).any(|folder| folder.join(&file).is_file());
    match std::env::current_exe() {
        Ok(path) if !is_found => {
            let path = path.display().to_string();
            let path = if cfg!(windows) { path.replace('\\', "/") } else { path };
            format!("'{}'", path.replace('\'', r"'\''"))
        }
        _ => NAME.to_owned(),
    }
}

fn install(project: &Path, terminal: &mut Terminal) -> Result<Exit, Error> {
    let world = project::open(project)?;
    let Some(git) = Git::of(project) else {
        return Err(Error::NotMerged {
            why: format!("`{}` is in no git repository, or there is no `git`", project.display()),
            help: "begin one with `git init`, or clone the one that the project is kept in".to_owned(),
        });
    };
    set_up(&git)?;
    terminal.line("in this clone, git merges what the tool writes by `knowns merge-driver`");
    let path = ProjectPath::fixed(ATTRIBUTES_FILE);
    let text = match world.read_at_most(&path, LARGEST_ATTRIBUTES) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(crate::world::Unreadable::Missing) => String::new(),
        Err(why) => return Err(Error::system("read", Path::new(ATTRIBUTES_FILE))(publish::cause(why))),
    };
    let has = |wanted: &str| text.lines().any(|line| line.split_whitespace().any(|word| word == wanted));
    let mut new = String::new();
    if !has("merge=knowns") {
        new.push_str(GENERATED);
    }
    if !has("/data/**") {
        new.push_str(DATA);
    }
    if new.is_empty() {
        return Ok(Exit::Clean);
    }
    let apart = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    publish::in_place(&project.join(ATTRIBUTES_FILE), format!("{text}{apart}{new}").as_bytes())?;
    terminal.line(&format!("wrote {ATTRIBUTES_FILE}, which names those files: commit it"));
    Ok(Exit::Clean)
}

/// The three files that git asks to be made one.
struct Sides<'a> {
    base: &'a Path,
    ours: &'a Path,
    theirs: &'a Path,
    path: &'a str,
}

impl Sides<'_> {
    /// Merges the lock by brief.
    fn lock(&self, terminal: &mut Terminal) -> Result<Exit, Error> {
        let read = |side: &str, path: &Path| {
            let bytes = read(path, LARGEST_LOCK)?;
            // Where one side has no such file, git gives an empty one.
            if bytes.is_empty() {
                return Ok(Lock::default());
            }
            let lock = Lock::of(&bytes.into());
            lock.map_err(|fault| self.unread(side, &format!("cannot be read: line {}", fault.line)))
        };
        let (base, ours, theirs) = (read("base", self.base)?, read("ours", self.ours)?, read("theirs", self.theirs)?);
        let Merge { text, both } = merge(&base, &ours, &theirs);
        publish::in_place(self.ours, text.as_bytes())?;
        for Both { brief, ours, theirs } in &both {
            let edition = |number: &Option<u32>| match number {
                None => "none is left".to_owned(),
                Some(0) => "one waits".to_owned(),
                Some(number) => format!("edition {number}"),
            };
            terminal.aside(&format!(
                "{}: `{brief}` was accepted on both sides (ours: {}, theirs: {}); keep one of its two blocks whole, without the marks, \
                 then `knowns build`, and accept again what the other side had accepted",
                self.path,
                edition(ours),
                edition(theirs)
            ));
        }
        Ok(if both.is_empty() { Exit::Clean } else { Exit::Problems })
    }

    /// Merges the manifest entry by entry.
    fn manifest(&self, terminal: &mut Terminal) -> Result<Exit, Error> {
        let read = |side: &str, path: &Path| {
            let bytes = read(path, LARGEST_MANIFEST)?;
            let manifest = if bytes.is_empty() { Ok(Manifest::default()) } else { Manifest::read(&bytes) };
            manifest.map_err(|fault| {
                let why = match fault {
                    ManifestFault::Newer(version) => format!("has version {version}, newer than this tool knows"),
                    _ => "is damaged".to_owned(),
                };
                self.unread(side, &why)
            })
        };
        let (base, ours, theirs) = (read("base", self.base)?, read("ours", self.ours)?, read("theirs", self.theirs)?);
        let merged = Manifest::merge(&base, &ours, &theirs);
        publish::in_place(self.ours, &merged.to_bytes())?;
        terminal.aside(&format!("{}: merged, and the pages are to be made anew; run `knowns build`", self.path));
        Ok(Exit::Clean)
    }

    /// Returns whether the tool wrote the file: the manifest of its folder lists it. git calls this at the top of the repository.
    fn is_generated(&self) -> bool {
        let folders: Vec<&str> = self.path.split('/').collect();
        (0..folders.len()).any(|at| {
            let output = [Output::Reports, Output::Pdf].into_iter().find(|output| output.folder() == folders[at]);
            let Some((output, world)) = output.zip(Disk::open(&Path::new(".").join(folders[..at].join("/"))).ok())
            else {
                return false;
            };
            let page = folders[at..].join("/");
            match Manifest::standing(&world, output) {
                Ok(manifest) => manifest.is_some_and(|manifest| manifest.outputs.contains_key(&page)),
                // What cannot be read is told by `verify`.
                Err(_) => true,
            }
        })
    }

    /// Merges what somebody else put beside the pages as git itself would.
    fn text(&self) -> Exit {
        if git::merge_text(self.ours, self.base, self.theirs) { Exit::Clean } else { Exit::Problems }
    }

    fn unread(&self, side: &str, why: &str) -> Error {
        Error::NotMerged {
            why: format!("`{}` {why} ({side})", self.path),
            help: "take one side whole (`git checkout --ours`, or `--theirs`), then `knowns build`, and accept again what the other side \
                   had accepted"
                .to_owned(),
        }
    }
}

/// Reads a file that git named, unless it is larger than any that the tool writes.
fn read(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let failed = || Error::system("read", path);
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| ProjectPath::parse(name).ok());
    let name = name.ok_or_else(|| failed()(std::io::ErrorKind::InvalidFilename.into()))?;
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let world = Disk::open(folder).map_err(failed())?;
    world.read_at_most(&name, most).map_err(|why| failed()(publish::cause(why)))
}
