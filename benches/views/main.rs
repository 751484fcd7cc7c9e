//! `cargo bench --bench views`: what each step of a view takes over two million rows, beside polars doing the same from the same
//! file, one after the other in one run.
//!
//! Both read the CSV, make the view and give one number; the numbers must agree. Ours is a whole `check` in a process of its own,
//! with all that it asks of a table; that of polars is told as a process too, and without the start of Python. Where `python3` has no polars, only ours is measured
//! (`pip install polars`; `PYTHON` names another interpreter). `-- --small` takes few rows.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock and writes its own project")]
#![expect(clippy::format_collect, reason = "a project is made once, before anything is measured")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

#[path = "../../tests/children/mod.rs"]
#[expect(dead_code, unused_imports, reason = "tests ask for more of it")]
mod children;
mod kinds;
#[path = "../taken/mod.rs"]
mod taken;

use std::path::Path;
use std::time::Instant;

use kinds::Kind;
use taken::{PATIENCE, best, measured, seconds};

/// What polars is asked: the kind and the file, answered by the seconds that it took and the number.
const POLARS: &str = include_str!("with_polars.py");

/// How often each is run.
const RUNS: usize = 3;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    if words.get(1).is_some_and(|word| word == "--measure") {
        return taken::child(words[2].parse().unwrap(), &words[3..]);
    }
    let rows = if words.iter().any(|word| word == "--small") { 20_000 } else { 2_000_000 };
    let asked = |kind: &&Kind| {
        let names: Vec<&String> = words[1..].iter().filter(|word| !word.starts_with("--")).collect();
        names.is_empty() || names.iter().any(|name| kind.name == *name)
    };
    println!("{rows} rows");
    println!(
        "{:<8} {:>8} {:>8} {:>6} {:>11} {:>7} {:>13} {:>7}",
        "", "wall, s", "cpu, s", "MiB", "polars, s", "times", "no Python, s", "times"
    );
    for kind in kinds::ALL.iter().filter(asked) {
        compare(kind, rows);
    }
}

/// Prints what one kind takes both.
fn compare(kind: &Kind, rows: usize) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    kinds::write(kind, root, rows);
    let project = root.to_str().unwrap();
    // What an earlier run keeps is set aside, so that each is the first.
    let check = |_| {
        let _ = std::fs::remove_dir_all(root.join(".knowns"));
        measured(0, &[env!("CARGO_BIN_EXE_knowns"), "check", "--project", project])
    };
    let ours = best((0..RUNS).map(check).collect());
    let (wall, cpu, peak) = (seconds(ours.wall), seconds(ours.cpu), ours.peak_kib / 1024);
    print!("{:<8} {wall:>8.3} {cpu:>8.3} {peak:>6}", kind.name);
    let theirs: Option<Vec<Polars>> = (0..RUNS).map(|_| polars(kind, root)).collect();
    let Some(theirs) = theirs else { return println!("   no polars here") };
    let answer = answer(project);
    let quickest = theirs.into_iter().min_by(|one, other| one.whole.total_cmp(&other.whole)).unwrap();
    let Polars { whole, own, number } = quickest;
    assert!((answer - number).abs() < 1e-6 * number.abs(), "{}: {answer} here, {number} there", kind.name);
    println!(" {whole:>11.3} {:>7.2} {own:>13.3} {:>7.2}", wall / whole, wall / own);
}

/// What polars took, in seconds, and what it found.
struct Polars {
    /// The process.
    whole: f64,
    /// Without the start of Python.
    own: f64,
    number: f64,
}

/// Asks polars; nothing where it is not there.
fn polars(kind: &Kind, root: &Path) -> Option<Polars> {
    let begun = Instant::now();
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = children::program(python);
    let output = children::run(child.args(["-c", POLARS, kind.name]).arg(root.join("data/data.csv")), PATIENCE);
    let whole = begun.elapsed().as_secs_f64();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() || said.contains("ModuleNotFoundError"), "{said}");
    let text = String::from_utf8(output.stdout).unwrap();
    let (own, number) = text.trim().split_once(' ')?;
    Some(Polars { whole, own: own.parse().unwrap(), number: number.parse().unwrap() })
}

/// Returns the number that this tool finds.
fn answer(project: &str) -> f64 {
    let mut child = children::program(env!("CARGO_BIN_EXE_knowns"));
    let words = ["trace", "figures.answer", "--format", "json", "--project", project];
    let output = children::run(child.args(words), PATIENCE);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let number = |key: &str| told["trace"][key].as_str().map(|text| text.replace(',', ""));
    number("exact").or_else(|| number("value")).unwrap().parse().unwrap()
}
