//! The end of a run that does not end by itself: it is told which tests still run, and that is that.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

/// Longer than all tests take together, on a busy machine too.
const PATIENCE: Duration = Duration::from_mins(40);

/// Names another patience, in seconds.
pub(crate) const VARIABLE: &str = "KNOWNS_TESTS_END_AFTER";

/// What runs now.
static RUNNING: Mutex<Running> = Mutex::new(Running { tests: BTreeSet::new(), children: BTreeSet::new() });

struct Running {
    tests: BTreeSet<String>,
    children: BTreeSet<u32>,
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A test that started a child, until its thread ends.
struct Test(String);

impl Drop for Test {
    fn drop(&mut self) {
        running().tests.remove(&self.0);
    }
}

thread_local! {
    static TEST: Test = {
        let name = thread::current().name().unwrap_or("a thread of a test").to_owned();
        running().tests.insert(name.clone());
        Test(name)
    };
}

/// Ends the run when it has taken too long; the test of this thread is named then, if it has not ended.
pub(super) fn watch() {
    static BEGUN: Once = Once::new();
    TEST.with(|_| ());
    BEGUN.call_once(|| {
        let asked = std::env::var(VARIABLE).ok().and_then(|seconds| seconds.parse().ok());
        let patience = asked.map_or(PATIENCE, Duration::from_secs);
        thread::spawn(move || {
            thread::sleep(patience);
            end(patience);
        });
    });
}

/// Notes a child that must not outlive the run.
pub(super) fn started(process: u32) {
    running().children.insert(process);
}

/// Notes that a child is waited for.
pub(super) fn ended(process: u32) {
    running().children.remove(&process);
}

#[expect(clippy::exit, reason = "tests that hang cannot be asked to end")]
fn end(patience: Duration) {
    let running = running();
    let tests: Vec<&str> = running.tests.iter().map(String::as_str).collect();
    let words = format!("\nthe tests did not end within {patience:?}; still running: {}\n", tests.join(", "));
    // Not `eprintln!`: what a thread of a test prints is kept until the test ends.
    let _ = std::io::stderr().write_all(words.as_bytes());
    #[cfg(unix)]
    for process in running.children.iter().filter_map(|process| i32::try_from(*process).ok()) {
        use nix::{sys::signal, sys::wait, unistd::Pid};
        let process = Pid::from_raw(process);
        // It may have ended by itself.
        let _ = signal::kill(process, signal::Signal::SIGKILL).and_then(|()| wait::waitpid(process, None));
    }
    std::process::exit(101);
}
