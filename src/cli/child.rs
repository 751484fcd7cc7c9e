//! Another program is called: with a list of arguments and no shell, for a limited time; what it complains of is told in our words.

use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostic::words::clean;

/// What of a program's complaints is read.
const LONGEST_COMPLAINT: u64 = 64 << 10;

/// Why a program did not do what it was called for.
pub(super) enum Failure {
    NotThere,
    NotStarted(io::Error),
    TooLong,
    /// What it said.
    Failed(String),
}

/// Runs a command to its end, for so long at the most; returns what it said on its standard output.
pub(super) fn call(command: &mut Command, limit: Duration) -> Result<String, Failure> {
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
