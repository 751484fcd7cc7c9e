//! Under a limit of processes the system gives no thread: what can be done by one is, and what cannot says so.

#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "a test opens its project to another user")]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{self, Command};

use crate::children;
use crate::project::{Project, Said};
use crate::running::PATIENCE;

/// Somebody else than the superuser, whom no limit of processes binds.
///
/// The limit counts all that a user runs. So each test of each run is a user of its own: of two that shared one, the first
/// would have what the second leaves over, and more of it when that ends.
struct Nobody(u32);

impl Nobody {
    /// The user of the test that has this number, 0 or 1.
    fn of_test(number: u32) -> Self {
        Self(20_000 + process::id() % 20_000 * 2 + number)
    }

    /// The words before a command that make this user run it.
    fn way(&self) -> [String; 4] {
        let Self(id) = self;
        ["setpriv".to_owned(), format!("--reuid={id}"), format!("--regid={id}"), "--clear-groups".to_owned()]
    }
}

/// Sets the limit; each shell has its own letter for it.
fn limits(most: usize) -> String {
    format!("{{ ulimit -u {most} 2>/dev/null || ulimit -p {most}; }}")
}

/// Returns a command of the shell, run by whoever runs the tests, or by nobody.
fn shell(way: &[String], script: &str) -> Command {
    let mut command = children::program("sh");
    command.args(["-c", "exec \"$@\"", "sh"]).args(way).args(["sh", "-c", script]);
    command
}

/// Returns a command of the shell in which at most so many processes and threads are to be had; none where no way binds.
fn limited(nobody: &Nobody, most: usize, then: &str) -> Option<Command> {
    // A shell that is bound cannot start another.
    let probe = format!("{} || exit 0; (exit 0) && exit 0; exit 2", limits(0));
    let binds = |way: &Vec<String>| {
        let code = children::run(&mut shell(way, &probe), PATIENCE).status.code();
        code.is_some_and(|code| code != 0 && !(126..=127).contains(&code))
    };
    let way = [Vec::new(), nobody.way().to_vec()].into_iter().find(binds)?;
    Some(shell(&way, &format!("{} && {then}", limits(most))))
}

/// A project that everybody may write, with the program in it.
fn open_to_all() -> Project {
    let project = Project::smallest();
    let program = project.path("knowns");
    let tool = env!("CARGO_BIN_EXE_knowns");
    if fs::hard_link(tool, &program).is_err() {
        fs::copy(tool, &program).unwrap();
    }
    let mut open = vec![project.path("")];
    while let Some(folder) = open.pop() {
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
        open.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()));
    }
    project
}

/// Runs a command that may have at most so many threads; none where no limit binds here, which is said aloud.
fn run(project: &Project, nobody: &Nobody, most: usize, command: &str) -> Option<Said> {
    let Some(mut limited) = limited(nobody, most, &format!("exec ./knowns {command}")) else {
        // Not `eprintln!`, which nobody sees of a test that passes.
        let words = b"\nnot tried: no limit of processes binds here (the superuser's tests need `setpriv`)\n";
        std::io::stderr().write_all(words).unwrap();
        return None;
    };
    limited.current_dir(project.path("")).env("RAYON_NUM_THREADS", "3");
    Some(Said::of(command, children::run(&mut limited, PATIENCE)))
}

#[test]
fn pages_are_made_with_however_few_threads_and_are_the_same() {
    let project = Project::smallest();
    assert_eq!(project.run("build").code, 0);
    let expected = project.files("reports");
    let nobody = Nobody::of_test(0);
    for most in 0..=4 {
        let limited = open_to_all();
        for command in ["check", "build", "verify", "diff", "accept --yes --by Ann", "due", "trace november"] {
            let Some(said) = run(&limited, &nobody, most, command) else { return };
            assert!(
                said.code != 101 && said.code < 126 && !said.stderr.contains("panicked"),
                "{most}: {}",
                said.whole()
            );
            assert!(said.code == 0 || command == "diff", "{most}: {}", said.whole());
            if command == "build" {
                assert_eq!(limited.files("reports"), expected, "{most}");
            }
        }
    }
}

#[test]
fn what_cannot_work_without_threads_says_so() {
    let project = open_to_all();
    let nobody = Nobody::of_test(1);
    // One thread is the process itself; three are for work, one watches, one waits for browsers.
    for (command, most) in [("watch", 4), ("watch --check", 4), ("serve --port 0", 5)] {
        for most in 0..=most {
            let Some(said) = run(&project, &nobody, most, command) else { return };
            assert_eq!(said.code, 2, "{most}: {}", said.whole());
            assert!(said.stderr.starts_with("error: could not start "), "{most}: {}", said.whole());
            assert!(
                said.stderr.contains("help: end other programs") && !said.stderr.contains("panicked"),
                "{most}: {}",
                said.whole()
            );
        }
    }
}
