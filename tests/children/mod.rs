//! The only place that starts a child of a test or of a benchmark.
//!
//! A child begins as from an interactive shell, whatever the run itself was started from: no signal is ignored or blocked in it
//! (`nohup` and `&` hand down what they ignore). It has a limit of time, and of memory where it is asked for; one that
//! oversteps it is ended, and what it said is shown. The run as a whole has a limit too.

#![expect(clippy::disallowed_methods, reason = "how long a child takes is measured")]

mod signals;
mod watchdog;

use std::ffi::OsStr;
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) use watchdog::VARIABLE as AFTER;

/// Longer than any command of a test takes, on a busy machine too.
pub(crate) const PATIENCE: Duration = Duration::from_mins(5);

/// Returns a command that starts `program`, without input; what it says is kept.
pub(crate) fn program(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).env_remove("RUST_BACKTRACE");
    command
}

/// Returns a command that starts `program` and may take so many bytes of memory.
#[cfg(unix)]
pub(crate) fn within_memory(program_: impl AsRef<OsStr>, bytes: u64) -> Command {
    limited(program_, &format!("ulimit -d {}", bytes / 1024))
}

/// Returns a command that sets limits in the words of the shell, and then becomes `program`.
#[cfg(unix)]
pub(crate) fn limited(program_: impl AsRef<OsStr>, limits: &str) -> Command {
    let mut command = program("sh");
    command.args(["-c", &format!("{limits} && exec \"$0\" \"$@\"")]).arg(program_);
    command
}

/// Runs a command to its end, which must come in time.
///
/// # Panics
/// Panics where it does not end within `patience`, with what it said until then.
pub(crate) fn run(command: &mut Command, patience: Duration) -> Output {
    let late = Instant::now() + patience;
    let mut child = start(command);
    let (out, err) = (Kept::of(child.process.stdout.take()), Kept::of(child.process.stderr.take()));
    let in_time = out.ends_before(late) && err.ends_before(late);
    let status = if in_time { child.ended_before(late) } else { None };
    let Some(status) = status else {
        drop(child);
        let said = [out.bytes(), err.bytes()].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        panic!("{command:?} did not end within {patience:?}; it said:\n{:.10000}\n{:.10000}", said[0], said[1]);
    };
    Output { status, stdout: out.bytes(), stderr: err.bytes() }
}

/// Starts a command that is ended when what is returned is dropped.
pub(crate) fn start(command: &mut Command) -> Started {
    watchdog::watch();
    signals::reset();
    let process = command.spawn().unwrap_or_else(|error| panic!("{command:?} could not be started: {error}"));
    watchdog::started(process.id());
    Started { process }
}

/// A child that is ended at the latest when this is dropped.
pub(crate) struct Started {
    /// The child itself.
    pub(crate) process: Child,
}

impl Started {
    /// Waits until it has ended; none where it has not by `late`.
    pub(crate) fn ended_before(&mut self, late: Instant) -> Option<ExitStatus> {
        let mut pause = Duration::from_micros(100);
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return Some(status);
            }
            if Instant::now() >= late {
                return None;
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    /// Presses Ctrl-C; returns whether that ended it.
    #[cfg(unix)]
    pub(crate) fn interrupt(mut self) -> bool {
        use std::os::unix::process::ExitStatusExt as _;
        signals::interrupt(self.process.id());
        let status = self.ended_before(Instant::now() + Duration::from_mins(1));
        status.unwrap_or_else(|| panic!("Ctrl-C did not end it within a minute")).signal() == Some(2)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        watchdog::ended(self.process.id());
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What came out of a stream so far.
struct Kept {
    bytes: Arc<Mutex<Vec<u8>>>,
    /// Closed at the end of the stream.
    open: Receiver<()>,
}

impl Kept {
    /// Begins to read a stream, if there is one.
    fn of(stream: Option<impl Read + Send + 'static>) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let (held, open) = mpsc::channel();
        if let Some(mut stream) = stream {
            let into = Arc::clone(&bytes);
            thread::spawn(move || {
                let mut piece = [0; 8 * 1024];
                while let Ok(read @ 1..) = stream.read(&mut piece) {
                    into.lock().unwrap().extend_from_slice(&piece[..read]);
                }
                drop(held);
            });
        }
        Self { bytes, open }
    }

    fn ends_before(&self, late: Instant) -> bool {
        let left = late.saturating_duration_since(Instant::now());
        self.open.recv_timeout(left) == Err(mpsc::RecvTimeoutError::Disconnected)
    }

    fn bytes(&self) -> Vec<u8> {
        std::mem::take(&mut self.bytes.lock().unwrap())
    }
}
