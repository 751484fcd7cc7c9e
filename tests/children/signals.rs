//! Signals as a child finds them: none ignored, none blocked.
//!
//! What is ignored stays so in every program that is started, and what is handled is not: a signal that this process ignores is
//! given a handler that does nothing.

/// Makes the children of this thread start with no signal ignored or blocked.
#[cfg(not(unix))]
pub(super) fn reset() {}

#[cfg(unix)]
pub(super) use unix::{interrupt, reset};

#[cfg(unix)]
mod unix {
    use std::process::{Command, Stdio};
    use std::sync::atomic::AtomicBool;
    use std::sync::{Arc, Once};

    use nix::sys::signal::{SigSet, Signal, kill};
    use nix::unistd::Pid;

    /// What shells and programs that start others ignore, and what ends a program.
    const ENDING: [Signal; 5] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGQUIT, Signal::SIGPIPE];

    /// Makes the children of this thread start with no signal ignored or blocked.
    pub(in super::super) fn reset() {
        static HANDLED: Once = Once::new();
        SigSet::all().thread_unblock().unwrap();
        HANDLED.call_once(|| {
            for signal in ENDING.into_iter().filter(|signal| is_ignored(*signal)) {
                let unread = Arc::new(AtomicBool::new(false));
                signal_hook::flag::register(signal as i32, unread).unwrap();
            }
        });
    }

    /// Returns whether children begin with a signal ignored: one that sends it to itself lives on.
    fn is_ignored(signal: Signal) -> bool {
        let name = signal.as_str().trim_start_matches("SIG");
        let script = format!("ulimit -c 0; kill -{name} $$; exit 0");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        shell.status().unwrap().success()
    }

    /// Sends a process what Ctrl-C sends.
    pub(in super::super) fn interrupt(process: u32) {
        kill(Pid::from_raw(process.try_into().unwrap()), Signal::SIGINT).unwrap();
    }
}
