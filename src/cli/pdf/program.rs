//! Another program is called: with a list of arguments and no shell, for a limited time; what it complains of is told in our words.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::published::Files;
use crate::Error;
use crate::diagnostic::words::{clean, many};
use crate::digest::Digest;
use crate::number::Date;

/// What of a program's complaints is read.
const LONGEST_COMPLAINT: u64 = 64 << 10;

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

/// Why a program did not do what it was called for.
pub(super) enum Failure {
    NotThere,
    NotStarted(io::Error),
    TooLong,
    /// What it said.
    Failed(String),
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
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Failure::NotThere,
        _ => Failure::NotStarted(cause),
    })?;
    let (out, complaints) = (heard(child.stdout.take()), heard(child.stderr.take()));
    let status = ended(&mut child, limit).ok_or(Failure::TooLong)?;
    // What it left running may hold its streams open.
    let said = |from: mpsc::Receiver<String>| from.recv_timeout(Duration::from_secs(5)).unwrap_or_default();
    let (out, complaints) = (said(out), said(complaints));
    if status { Ok(out) } else { Err(Failure::Failed(clean(last_words(&complaints)))) }
}

/// Returns the line in which a program says why it failed: the first that speaks of an error, or else the last.
fn last_words(complaints: &str) -> &str {
    let mut lines = complaints.lines().map(str::trim).filter(|line| !line.is_empty());
    let says_so = lines.clone().find(|line| line.contains("error"));
    says_so.or_else(|| lines.next_back()).unwrap_or("it does not say why")
}

/// Waits for the end of a child, and brings it about where that takes too long; returns whether it ended well, in time.
fn ended(child: &mut Child, limit: Duration) -> Option<bool> {
    let late = now() + limit;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status.success());
        }
        if now() >= late {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a program may take is not a part of any page")]
fn now() -> Instant {
    Instant::now()
}

/// Listens to a stream to its end, and keeps the beginning.
fn heard(stream: Option<impl Read + Send + 'static>) -> mpsc::Receiver<String> {
    let (to, from) = mpsc::channel();
    if let Some(mut stream) = stream {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = stream.by_ref().take(LONGEST_COMPLAINT).read_to_end(&mut bytes);
            let _ = io::copy(&mut stream, &mut io::sink());
            let _ = to.send(String::from_utf8_lossy(&bytes).into_owned());
        });
    }
    from
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
