//! How long somebody waits who saves a template while `serve` shows the project.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::{Taken, children};

/// Returns the least of three times from a saved change to the page that has it, with the processor time and the most memory
/// of the server.
pub(crate) fn saved_to_page(root: &Path, change: impl Fn(usize)) -> Taken {
    let mut program = children::program(env!("CARGO_BIN_EXE_knowns"));
    program.args(["serve", "--port", "0", "--project"]).arg(root);
    let mut server = children::start(&mut program);
    let mut lines = BufReader::new(server.process.stdout.take().unwrap()).lines();
    let said = lines.next().unwrap().unwrap();
    let port: u16 = said.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    thread::spawn(move || lines.for_each(drop));
    let page = || {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(stream, "GET /visits-0.md HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
        let mut answer = String::new();
        // A busy server may close the connection: then the page is asked for once more.
        let _ = stream.read_to_string(&mut answer);
        answer
    };
    let id = server.process.id();
    let mut before = page();
    let once = |run| {
        let (used, begun) = (used(id), Instant::now());
        change(run);
        let after = loop {
            let after = page();
            if !after.is_empty() && after != before {
                break after;
            }
            thread::sleep(Duration::from_millis(10));
        };
        before = after;
        Taken { wall: begun.elapsed(), cpu: self::used(id).saturating_sub(used), peak_kib: peak(id) }
    };
    (0..3).map(once).min_by_key(|taken| taken.wall).unwrap()
}

/// Returns how much time of a processor a process has used, in hundredths of a second.
fn used(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let numbers = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = numbers.skip(11).take(2).filter_map(|number| number.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Returns the most memory that a process has had.
fn peak(process: u32) -> i64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
