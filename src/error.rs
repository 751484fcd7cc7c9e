//! Failures of the tool itself: no project here, a file that cannot be written, somebody else writing.
//!
//! A mistake in the author's files is never one of these; it is a [`Problem`](crate::diagnostic::Problem), collected and
//! placed. An error stops the command at once, is printed on stderr, and the exit code is 2.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::edition::Refusal;
use crate::update::NotUpdated;

/// Why a command could not run.
#[derive(Debug)]
pub enum Error {
    /// The folder holds no `claims.yaml`.
    NoProject(PathBuf),
    /// A file that `init` would write is already there.
    Exists(PathBuf),
    /// A file that was to be replaced is no longer what was read.
    Changed(PathBuf),
    /// A file would be larger than any that is read again.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes that are read of it.
        most: u64,
    },
    /// Something comes out otherwise than it was kept: what.
    Disproved(Vec<String>),
    /// Another process is writing to this project.
    Busy {
        /// Its process number, where it left one.
        holder: Option<u32>,
    },
    /// The name of something that does not exist: a code to explain, an id to trace.
    Unknown {
        /// What was asked for.
        wanted: String,
        /// What it should have been.
        kind: &'static str,
        /// The nearest that exists.
        nearest: Option<String>,
        /// What to do to see all of them.
        help: &'static str,
    },
    /// Something that exists and cannot be traced, or a line that does not.
    NotTraced {
        /// What is in the way, in words.
        why: String,
        /// What to ask for instead.
        help: String,
    },
    /// Nothing to compare with: no edition of that number, or none at all.
    NotCompared {
        /// What is in the way, in words.
        why: String,
        /// What to do.
        help: String,
    },
    /// An entry that cannot be given another id.
    NotRenamed {
        /// What is in the way, in words.
        why: String,
        /// What to do.
        help: String,
    },
    /// An entry that cannot be added.
    NotAdded {
        /// What is in the way, in words.
        why: String,
        /// What to do.
        help: String,
    },
    /// A release that cannot take the place of another.
    NotUpdated(NotUpdated),
    /// A PDF that could not be made.
    NotPrinted {
        /// What is in the way, in words.
        why: String,
        /// What to do.
        help: String,
    },
    /// What git asked to be merged, or the setting up of that; or parts of a project that are to be put together.
    NotMerged {
        /// What is in the way, in words.
        why: String,
        /// What to do.
        help: String,
    },
    /// A query whose answer could not be kept.
    NotPulled {
        /// What is in the way, in words.
        why: String,
        /// What to do.
        help: String,
    },
    /// An edition was not accepted.
    Refused(Refusal),
    /// Something that neither the command nor the registry says.
    NotGiven {
        /// What is missing.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// The project could not be read as far as is needed.
    NothingMade,
    /// What the command said could not be written; the system's words.
    Lost(io::Error),
    /// The system refused.
    System {
        /// What was being done, as in "write".
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// The system's words.
        cause: io::Error,
    },
}

impl Error {
    /// Returns a function that makes an error of the system's refusal to do something with `path`.
    pub fn system(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |cause| Self::System { doing, path, cause }
    }

    /// Returns one thing to do about it, where there is one.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoProject(_) => {
                Some("go to the folder of a project, name it with `--project`, or start one with `knowns init`".into())
            }
            Self::Exists(_) => Some("use an empty folder: `knowns init --project NAME`".into()),
            Self::Changed(_) => Some("run the command again".into()),
            Self::TooLarge { .. } => {
                Some("divide the project: some of its briefs can be published from one of their own".into())
            }
            Self::Disproved(_) => Some("delete `.knowns/cache`, and report this as a mistake of the tool".into()),
            Self::Busy { .. } => Some("wait until it is done, then try again".into()),
            Self::Unknown { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::Unknown { help, .. } | Self::NotGiven { help, .. } => Some((*help).into()),
            Self::NotTraced { help, .. }
            | Self::NotCompared { help, .. }
            | Self::NotRenamed { help, .. }
            | Self::NotAdded { help, .. }
            | Self::NotMerged { help, .. }
            | Self::NotPrinted { help, .. }
            | Self::NotPulled { help, .. } => Some(help.clone()),
            Self::Refused(refusal) => Some(refusal.help()),
            Self::NotUpdated(not) => Some(not.help.clone()),
            Self::Lost(_) => {
                Some("make room where the output goes, or send it elsewhere, and run the command again".into())
            }
            Self::NothingMade => Some("run `knowns check` to see what is in the way".into()),
            Self::System { doing: "read the file", .. } => Some("compare it with the names of your files".into()),
            Self::System { doing: "listen on", .. } => Some("name another port with `--port`, or none at all".into()),
            Self::System { doing: "open the folder", .. } => Some("compare it with the names of your folders".into()),
            Self::System { doing: "start threads to answer at" | "start a thread to watch", .. } => {
                Some("end other programs, or raise the limit of processes: `ulimit -u` shows it".into())
            }
            Self::System { .. } => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProject(folder) => write!(f, "there is no `claims.yaml` in `{}`", folder.display()),
            Self::Exists(path) => write!(f, "`{}` is already there, and nothing is overwritten", path.display()),
            Self::Changed(path) => {
                write!(f, "`{}` was changed meanwhile, so nothing was written", path.display())
            }
            Self::TooLarge { path, most } => {
                write!(f, "`{}` would be larger than {} MiB, so nothing was written", path.display(), most >> 20)
            }
            Self::Disproved(all) => {
                write!(f, "what was kept is not what comes out: {}", all.join(", "))
            }
            Self::Busy { holder: Some(process) } => {
                write!(f, "another `knowns` (process {process}) is writing to this project")
            }
            Self::Busy { holder: None } => f.write_str("another `knowns` is writing to this project"),
            Self::Unknown { wanted, kind, .. } => write!(f, "`{wanted}` is no {kind}"),
            Self::NotTraced { why, .. }
            | Self::NotCompared { why, .. }
            | Self::NotRenamed { why, .. }
            | Self::NotAdded { why, .. }
            | Self::NotMerged { why, .. }
            | Self::NotPrinted { why, .. }
            | Self::NotPulled { why, .. } => f.write_str(why),
            Self::Refused(refusal) => refusal.fmt(f),
            Self::NotUpdated(not) => f.write_str(&not.why),
            Self::NotGiven { what, .. } => write!(f, "{what} is not given"),
            Self::NothingMade => f.write_str("the briefs could not be made"),
            Self::Lost(cause) => write!(f, "what the command said could not be written: {cause}"),
            Self::System { doing, path, cause } => write!(f, "could not {doing} `{}`: {cause}", path.display()),
        }
    }
}

impl From<NotUpdated> for Error {
    fn from(not: NotUpdated) -> Self {
        Self::NotUpdated(not)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::System { cause, .. } | Self::Lost(cause) => Some(cause),
            _ => None,
        }
    }
}
