//! What a command takes in a process of its own: wall clock, CPU of all threads, and peak memory.

use std::process::Stdio;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use crate::children;

/// Longer than the largest project takes.
pub(crate) const PATIENCE: Duration = Duration::from_mins(10);

/// What a process took.
pub(crate) struct Taken {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    pub(crate) peak_kib: i64,
}

pub(crate) fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

/// Returns the run that took the least of the processor.
pub(crate) fn best(mut runs: Vec<Taken>) -> Taken {
    runs.sort_by_key(|taken| taken.cpu);
    runs.swap_remove(0)
}

/// Runs a command that ends with this code through this program, so that its own resources can be told from all others. The
/// program hands the words behind `--measure` to [`child`].
pub(crate) fn measured(code: i32, command: &[&str]) -> Taken {
    let mut child = children::program(std::env::current_exe().unwrap());
    let output = children::run(child.args(["--measure", &code.to_string()]).args(command), PATIENCE);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{command:?} failed: {text}{}", String::from_utf8_lossy(&output.stderr));
    let numbers: Vec<u64> = text.lines().last().unwrap().split(' ').map(|word| word.parse().unwrap()).collect();
    Taken {
        wall: Duration::from_micros(numbers[0]),
        cpu: Duration::from_micros(numbers[1]),
        peak_kib: i64::try_from(numbers[2]).unwrap(),
    }
}

/// Runs the command, prints what it took, and ends where it did not end with this code.
pub(crate) fn child(code: i32, command: &[String]) {
    let begun = Instant::now();
    let ended = children::run(children::program(&command[0]).args(&command[1..]).stdout(Stdio::null()), PATIENCE);
    let wall = begun.elapsed().as_micros();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let cpu = [usage.user_time(), usage.system_time()].map(|time| time.tv_sec() * 1_000_000 + time.tv_usec());
    println!("{wall} {} {}", cpu[0] + cpu[1], usage.max_rss());
    assert_eq!(ended.status.code(), Some(code));
}
