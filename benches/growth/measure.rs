//! What a run of the tool takes: CPU time in this process, peak memory in one of its own, and how they grow.

use std::fmt;
use std::time::Duration;

use knowns::diagnostic::formats::{problems_json, to_text};
use knowns::diagnostic::human::{Colour, LISTED_FOR_PEOPLE, problem};
use knowns::pipeline;
use nix::sys::resource::{UsageWho, getrusage};

use crate::children;
use crate::kinds::Kind;
use crate::project::Project;

/// Longer than the largest of any kind takes.
const PATIENCE: Duration = Duration::from_mins(10);
/// The exponent that no kind may exceed.
const BOUND: f64 = 1.2;
/// How far a measured exponent may lie above it: the least of a few runs of a part of a second is no exact number.
const NOISE: f64 = 0.2;
/// Less is too little to measure growth by: of seconds, of MiB.
const LEAST: (f64, f64) = (0.05, 24.0);
/// How often a size is run, and how often again where it seemed to grow too fast.
const RUNS: (usize, usize) = (2, 5);

/// How a kind grows.
pub(crate) struct Growth {
    /// The kind.
    pub(crate) name: &'static str,
    /// The bytes of each size.
    bytes: [usize; 3],
    /// What each took: seconds or MiB.
    pub(crate) taken: [f64; 3],
    /// What a project of nearly nothing takes.
    base: f64,
    least: f64,
}

/// Returns how the time of a kind grows.
pub(crate) fn time(kind: &'static Kind, sizes: [usize; 3]) -> Growth {
    let base = seconds(&(kind.make)(200), 3);
    let projects = sizes.map(|size| (kind.make)(size));
    let grown = |runs: usize| Growth {
        name: kind.name,
        bytes: projects.each_ref().map(Project::bytes),
        taken: projects.each_ref().map(|project| seconds(project, runs)),
        base,
        least: LEAST.0,
    };
    let growth = grown(RUNS.0);
    if growth.is_steep() { grown(RUNS.1) } else { growth }
}

/// Returns how the memory of a kind grows.
pub(crate) fn memory(kind: &'static Kind, sizes: [usize; 3]) -> Growth {
    let peak = |size: usize| {
        let mut child = children::program(std::env::current_exe().unwrap());
        let output = children::run(child.args(["--once", kind.name, &size.to_string()]), PATIENCE);
        assert!(output.status.success(), "{} of {size} bytes ended with {}", kind.name, output.status);
        String::from_utf8(output.stdout).unwrap().trim().parse::<f64>().unwrap()
    };
    let bytes = sizes.map(|size| (kind.make)(size).bytes());
    Growth { name: kind.name, bytes, taken: sizes.map(peak), base: peak(200), least: LEAST.1 }
}

/// Runs a kind once and prints the peak memory of this process in MiB.
pub(crate) fn once(kind: &'static Kind, size: usize) {
    run(&(kind.make)(size));
    println!("{}", kibibytes() / 1024);
}

fn kibibytes() -> i64 {
    getrusage(UsageWho::RUSAGE_SELF).unwrap().max_rss()
}

/// Returns the CPU seconds of all threads that the quickest of some runs takes.
fn seconds(project: &Project, runs: usize) -> f64 {
    let measured = |_| {
        let before = spent();
        run(project);
        spent() - before
    };
    (0..runs).map(measured).fold(f64::INFINITY, f64::min)
}

fn spent() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_SELF).unwrap();
    let micros = |time: nix::sys::time::TimeVal| {
        let micros = time.tv_sec() * 1_000_000 + time.tv_usec();
        std::time::Duration::from_micros(micros.try_into().unwrap()).as_secs_f64()
    };
    micros(usage.user_time()) + micros(usage.system_time())
}

/// Does what `check` does: the whole pipeline, and the problems in words and for programs.
fn run(project: &Project) {
    let run = pipeline::run(&project.world());
    let listed = run.problems.first_of_each_kind(LISTED_FOR_PEOPLE);
    let words: usize = listed.iter().map(|it| problem(it, &run.texts, Colour::No).len()).sum();
    let told = to_text(&problems_json(&run.problems, &run.texts)).len();
    std::hint::black_box(words + told);
}

impl Growth {
    /// Returns the exponents from the first size to the last and from the second to the last; none where the last took too
    /// little to tell.
    fn exponents(&self) -> Option<[f64; 2]> {
        let above = self.taken.map(|taken| (taken - self.base).max(self.least / 50.0));
        let bytes = self.bytes.map(|bytes| u32::try_from(bytes).map(f64::from).unwrap());
        let from = |first: usize| (above[2] / above[first]).ln() / (bytes[2] / bytes[first]).ln();
        (above[2] > self.least && bytes[2] > bytes[1]).then(|| [from(0), from(1)])
    }

    /// Returns whether it clearly grows faster than its size, early and late.
    pub(crate) fn is_steep(&self) -> bool {
        self.exponents().is_some_and(|exponents| exponents.iter().all(|it| *it > BOUND + NOISE))
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second, third] = self.taken;
        write!(f, "{:<28} {:>9}  {first:>7.3} {second:>7.3} {third:>8.3}  ", self.name, self.bytes[2])?;
        match self.exponents() {
            Some([whole, _]) => write!(f, "{whole:>8.2}{}", if self.is_steep() { "  too steep" } else { "" }),
            None => write!(f, "       -"),
        }
    }
}
