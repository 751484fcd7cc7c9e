//! The programs that print: what each is given, and why it could not.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::published::Files;
use crate::Error;
use crate::cli::child;
pub(super) use crate::cli::child::Failure;
use crate::diagnostic::words::many;
use crate::digest::Digest;
use crate::number::Date;

/// What Typst takes from its surroundings: none of it may decide what is printed.
const TAKEN_FROM_SURROUNDINGS: [&str; 10] = [
    "TYPST_ROOT",
    "TYPST_FONT_PATHS",
    "TYPST_IGNORE_SYSTEM_FONTS",
    "TYPST_IGNORE_EMBEDDED_FONTS",
    "TYPST_PACKAGE_PATH",
    "TYPST_PACKAGE_CACHE_PATH",
    "TYPST_CERT",
    "TYPST_FEATURES",
    "TYPST_TIMINGS",
    "SOURCE_DATE_EPOCH",
];

/// Which program prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Typst,
    /// Chromium, and browsers made of it.
    Chromium,
}

/// A program that prints.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) kind: Kind,
    /// Its name and version, such as `Typst 0.15.1`.
    pub(super) name: String,
    pub(super) path: PathBuf,
}

/// What a program is to print, and from what.
pub(super) struct Job {
    /// What the program is given, by the names it has in a folder of its own.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// The day that the PDF is dated.
    pub(super) date: Date,
    /// The digest of all that it is given and of how it is called.
    pub(super) given: Digest,
    /// The pages that it prints.
    pub(super) of: Files,
}

/// What a program writes the PDF to.
pub(super) const PRINTED: &str = "printed.pdf";

impl Failure {
    /// Returns the error of it.
    pub(super) fn of(self, program: &str, doing: &str, limit: Duration) -> Error {
        let (why, help) = match self {
            Self::NotThere => (format!("there is no program `{program}`"), "name where it is with `--with`"),
            Self::NotStarted(cause) => {
                (format!("`{program}` could not be started: {cause}"), "see that it runs by itself: `typst --version`")
            }
            Self::TooLong => (
                format!("{program} did not {doing} within {}, and was ended", many(seconds(limit), "second")),
                "give it more time with `--within`, or see that it runs by itself: `typst --version`",
            ),
            Self::Failed(said) => (
                format!("{program} could not {doing}: {said}"),
                "report this as a mistake of the tool, with these words and the version of the program",
            ),
        };
        Error::NotPrinted { why, help: help.to_owned() }
    }
}

fn seconds(limit: Duration) -> usize {
    usize::try_from(limit.as_secs()).unwrap_or(usize::MAX)
}

/// Runs a command to its end, for so long at the most; returns what it said on its standard output.
pub(super) fn call(command: &mut Command, limit: Duration) -> Result<String, Failure> {
    for name in TAKEN_FROM_SURROUNDINGS {
        command.env_remove(name);
    }
    child::call(command, limit)
}

/// Returns the digest of what a program is given.
pub(super) fn given(program: &Program, arguments: &[OsString], files: &[(String, Vec<u8>)]) -> Digest {
    let mut all = format!("{}\n", program.name).into_bytes();
    for argument in arguments {
        all.extend(argument.as_encoded_bytes());
        all.push(b'\n');
    }
    for (name, bytes) in files {
        all.extend(format!("{name} {}\n", Digest::of(bytes)).into_bytes());
    }
    Digest::of(&all)
}
