//! `cargo bench --bench growth`: how the time of a run grows with the size of what is read. Each kind of input is one that a
//! stranger could send: very many headings, quantities of one thing, keys that stand twice. With `--small` the sizes are small;
//! with words behind it only the kinds whose names begin with one of them are tried.
//!
//! Prints for each kind the CPU time at three sizes and the exponent of its growth, all measured in one run on one machine, and
//! fails where one grows clearly faster than its size. With `--memory` it prints the peak memory of a process of its own for each
//! size instead of the time.
#![expect(clippy::format_collect, reason = "a project is made once, before anything is measured")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

#[path = "../../tests/children/mod.rs"]
#[expect(dead_code, unused_imports, reason = "tests ask for more of it")]
mod children;
mod kinds;
mod measure;
mod project;

use measure::Growth;

/// What a run is asked for.
struct Asked {
    sizes: [usize; 3],
    names: Vec<String>,
    memory: bool,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, kind, size] = words.as_slice()
        && flag == "--once"
    {
        return measure::once(kinds::named(kind).unwrap(), size.parse().unwrap());
    }
    let asks = |flag: &str| words.iter().any(|word| word == flag);
    let asked = Asked {
        sizes: if asks("--small") { [10_000, 30_000, 90_000] } else { [100_000, 300_000, 1_000_000] },
        names: words.iter().filter(|word| !word.starts_with("--")).cloned().collect(),
        memory: asks("--memory"),
    };
    let mut steep = Vec::new();
    let (mut tried, mut slowest) = (0, 0.0_f64);
    println!("{:<28} {:>9}  {:>24}  exponent", "kind", "bytes", if asked.memory { "MiB" } else { "CPU seconds" });
    for kind in
        kinds::all().filter(|kind| asked.names.is_empty() || asked.names.iter().any(|it| kind.name.starts_with(it)))
    {
        let growth = if asked.memory { measure::memory(kind, asked.sizes) } else { measure::time(kind, asked.sizes) };
        println!("{growth}");
        tried += 1;
        slowest = slowest.max(growth.last());
        if growth.is_steep() {
            steep.push(growth.name);
        }
    }
    println!("{tried} kinds; the most for one of the largest size: {slowest:.2}");
    assert!(tried > 0, "no kind has such a name");
    assert!(steep.is_empty(), "these grow faster than their size: {}", steep.join(", "));
}

impl Growth {
    /// Returns what the largest size took.
    fn last(&self) -> f64 {
        self.taken[2]
    }
}
