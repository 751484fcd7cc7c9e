//! `cargo bench`: a cold build of a large project, beside the least work any tool would have to do.
//!
//! Each run is a process of its own, so that its time and peak memory are its own. Prints wall, CPU and memory, and the
//! ratio to the floor; nothing here passes or fails by time.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock and writes its own project")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

#[path = "../../tests/children/mod.rs"]
#[expect(dead_code, unused_imports, reason = "tests ask for more of it")]
mod children;
mod floor;
mod project;

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use project::{Rules, Size};

/// Longer than the largest project takes.
const PATIENCE: Duration = Duration::from_mins(10);

/// What a process took.
struct Taken {
    wall: Duration,
    cpu: Duration,
    peak_kib: i64,
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    match words.get(1).map(String::as_str) {
        Some("--floor") => floor::run(Path::new(&words[2]), Path::new(&words[3]), Path::new(&words[4])),
        Some("--measure") => measure_child(words[2].parse().unwrap(), &words[3..]),
        Some("--write") => project::write(Path::new(&words[2]), Size::LARGE),
        Some("--write-small") => project::write(Path::new(&words[2]), Size::SMALL),
        _ => compare(if words.iter().any(|word| word == "--small") { Size::SMALL } else { Size::LARGE }),
    }
}

fn compare(size: Size) {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    project::write(root, size);
    let knowns = env!("CARGO_BIN_EXE_knowns");
    let me = std::env::current_exe().unwrap();
    let me = me.to_str().unwrap();
    let path = |name: &str| root.join(name).to_str().unwrap().to_owned();
    let (mut build, mut floor, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..3 {
        // Set aside, not removed: some file systems look long for inodes that were not freed a moment ago.
        for stale in ["reports", "floor"] {
            let _ = std::fs::rename(root.join(stale), root.join(format!("{stale}-{run}")));
        }
        build.push(measured(&[knowns, "build", "--project", &path("")]));
        again.push(measured(&[knowns, "build", "--project", &path("")]));
        floor.push(measured(&[me, "--floor", &path(""), &path("reports"), &path("floor")]));
    }
    let (build, again, floor) = (best(build), best(again), best(floor));
    let checked = |rules| {
        project::write_head(root, size, rules);
        best((0..3).map(|_| measured(&[knowns, "check", "--project", &path("")])).collect())
    };
    let (without, held) = (checked(Rules::Off), checked(Rules::Held));
    let accepted = measured(&[knowns, "accept", "--project", &path("")]);
    project::change_a_cell(root);
    let differing = best((0..3).map(|_| measured_ending(1, &[knowns, "diff", "--project", &path("")])).collect());
    let lock = std::fs::metadata(root.join("claims.lock")).unwrap().len();
    let written: u64 =
        std::fs::read_dir(root.join("reports")).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    println!(
        "{} briefs, {} claims, {} rows, {} bytes of reports",
        size.briefs,
        size.briefs * size.claims_per_brief,
        size.datasets * size.rows_per_dataset,
        written
    );
    for (name, taken) in [
        ("floor, one thread", &floor),
        ("cold build", &build),
        ("build again, nothing changed", &again),
        ("check, with every rule", &held),
        ("accept every brief", &accepted),
        ("diff, one cell changed", &differing),
    ] {
        println!(
            "{name:<30} wall {:>7.3} s   cpu {:>7.3} s   peak {:>5} MiB   {:.2} x floor",
            taken.wall.as_secs_f64(),
            taken.cpu.as_secs_f64(),
            taken.peak_kib / 1024,
            taken.wall.as_secs_f64() / floor.wall.as_secs_f64()
        );
    }
    println!("claims.lock: {lock} bytes");
    let cost = |taken: &Taken| taken.cpu.as_secs_f64();
    println!(
        "rules: cpu {:.3} s of a check of {:.3} s; without them {:.3} s; {:.2} x a cold build",
        cost(&held) - cost(&without),
        cost(&held),
        cost(&without),
        (cost(&held) - cost(&without)) / cost(&build)
    );
}

fn best(mut runs: Vec<Taken>) -> Taken {
    runs.sort_by_key(|taken| taken.wall);
    runs.swap_remove(0)
}

/// Runs a command through this program, so that the child's own resources can be told from all others.
fn measured(command: &[&str]) -> Taken {
    measured_ending(0, command)
}

/// Runs a command that ends with this code.
fn measured_ending(code: i32, command: &[&str]) -> Taken {
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

fn measure_child(code: i32, command: &[String]) {
    let begun = Instant::now();
    let ended = children::run(children::program(&command[0]).args(&command[1..]).stdout(Stdio::null()), PATIENCE);
    let wall = begun.elapsed().as_micros();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let cpu = [usage.user_time(), usage.system_time()].map(|time| time.tv_sec() * 1_000_000 + time.tv_usec());
    println!("{wall} {} {}", cpu[0] + cpu[1], usage.max_rss());
    assert_eq!(ended.status.code(), Some(code));
}
