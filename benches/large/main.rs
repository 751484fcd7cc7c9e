//! `cargo bench --bench large`: what each command costs on a large project, beside the least work any tool would have to do.
//!
//! Each run is a process of its own, so that its time and peak memory are its own. Prints wall, CPU and memory, and the
//! ratios to the floor of the same run; nothing here passes or fails by time. `-- --small` takes a project of 20 briefs,
//! `-- --write DIR` and `-- --write-small DIR` write a project and stop.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock and writes its own project")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

#[path = "../../tests/children/mod.rs"]
#[expect(dead_code, unused_imports, reason = "tests ask for more of it")]
mod children;
mod floor;
mod project;
mod serving;
#[path = "../taken/mod.rs"]
mod taken;

use std::path::Path;
use std::time::Duration;

use project::{Rules, Size};
use taken::{Taken, best, measured, seconds};

fn main() {
    let words: Vec<String> = std::env::args().collect();
    match words.get(1).map(String::as_str) {
        Some("--floor") => floor::run(Path::new(&words[2]), Path::new(&words[3]), Path::new(&words[4])),
        Some("--measure") => taken::child(words[2].parse().unwrap(), &words[3..]),
        Some("--write") => project::write(Path::new(&words[2]), Size::LARGE),
        Some("--write-small") => project::write(Path::new(&words[2]), Size::SMALL),
        _ => compare(if words.iter().any(|word| word == "--small") { Size::SMALL } else { Size::LARGE }),
    }
}

/// How long files rest before the system's word is taken for them, and a little more.
const REST: Duration = Duration::from_millis(2_500);

fn compare(size: Size) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    project::write(root, size);
    let me = std::env::current_exe().unwrap();
    let path = |name: &str| root.join(name).to_str().unwrap().to_owned();
    let call = |code: i32, words: &[&str]| {
        let project = path("");
        let command = [&[env!("CARGO_BIN_EXE_knowns")], words, &["--project", project.as_str()]].concat();
        measured(code, &command)
    };
    let (mut cold, mut floor) = (Vec::new(), Vec::new());
    for run in 0..3 {
        // Set aside, not removed: some file systems look long for inodes that were not freed a moment ago.
        for stale in ["reports", "floor", ".knowns"] {
            let _ = std::fs::rename(root.join(stale), root.join(format!("{stale}-{run}")));
        }
        cold.push(call(0, &["build"]));
        floor.push(measured(0, &[me.to_str().unwrap(), "--floor", &path(""), &path("reports"), &path("floor")]));
    }
    let floor = best(floor);
    let table = Table { floor };
    let written = bytes_below(&root.join("reports"));
    let (briefs, claims) = (size.briefs, size.briefs * size.claims_per_brief);
    println!(
        "{briefs} briefs, {claims} claims, {} rows, {written} bytes of reports",
        size.datasets * size.rows_per_dataset
    );
    table.line("floor, one thread", &table.floor);
    table.line("build, cold", &best(cold));
    table.line("build again at once, all is hashed", &call(0, &["build"]));
    std::thread::sleep(REST);
    call(0, &["build"]);
    table.line("build, nothing changed", &thrice(|_| call(0, &["build"])));
    call(0, &["check"]);
    table.line("check, nothing changed", &thrice(|_| call(0, &["check"])));
    let changed = |change: &dyn Fn(usize), command: &str| {
        thrice(|run| {
            change(run);
            call(0, &[command])
        })
    };
    table.line("build, one cell", &changed(&|_| project::change_a_cell(root), "build"));
    table.line("build, one template", &changed(&|run| project::change_a_template(root, run), "build"));
    table.line("build, one claim", &changed(&|run| project::change_a_claim(root, run), "build"));
    table.line("build, one unknown more", &changed(&|run| project::add_an_unknown(root, run), "build"));
    table.line("check, one template", &changed(&|run| project::change_a_template(root, 3 + run), "check"));
    call(0, &["build"]);
    table.line("verify", &call(0, &["verify"]));
    table.line("trace of a claim", &thrice(|_| call(0, &["trace", "c_0_0"])));
    table.line("trace of a line", &call(0, &["trace", "reports/visits-0.md:12"]));
    table.line("due", &thrice(|_| call(0, &["due"])));
    let saved = serving::saved_to_page(root, |run| project::change_a_template(root, 6 + run));
    table.line("serve, from save to page", &saved);
    // A check that said all this before would repeat it, and no rule would be asked.
    let asked = |rules: Rules| {
        thrice(|_| {
            let _ = std::fs::remove_dir_all(root.join(".knowns"));
            project::write_head(root, size, rules);
            call(0, &["check"])
        })
    };
    let (held, without) = (asked(Rules::Held), asked(Rules::Off));
    project::write_head(root, size, Rules::Held);
    table.line("accept every brief", &call(0, &["accept"]));
    project::change_a_cell(root);
    table.line("diff, one cell", &thrice(|_| call(1, &["diff"])));
    table.line("build of drafts, one cell", &call(0, &["build"]));
    println!("claims.lock: {} bytes", std::fs::metadata(root.join("claims.lock")).unwrap().len());
    let rules = seconds(held.cpu) - seconds(without.cpu);
    println!("rules: cpu {rules:.3} s of a check of {:.3} s", seconds(held.cpu));
}

/// Prints what each command took.
struct Table {
    floor: Taken,
}

impl Table {
    fn line(&self, name: &str, taken: &Taken) {
        let Taken { wall, cpu, peak_kib } = taken;
        println!(
            "{name:<36} wall {:>7.3} s {:>6.3} x   cpu {:>7.3} s {:>6.3} x   peak {:>5} MiB",
            seconds(*wall),
            seconds(*wall) / seconds(self.floor.wall),
            seconds(*cpu),
            seconds(*cpu) / seconds(self.floor.cpu),
            peak_kib / 1024,
        );
    }
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| if entry.path().is_dir() { bytes_below(&entry.path()) } else { entry.metadata().unwrap().len() })
        .sum()
}

fn thrice(run: impl Fn(usize) -> Taken) -> Taken {
    best((0..3).map(run).collect())
}
