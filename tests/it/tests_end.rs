//! The tests themselves: they end, whatever they were started from, and no child of theirs is without a limit.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::children;
use crate::project::{Project, files_below};

/// What starts a child, and stands nowhere but in `tests/children/`.
const STARTING: [&str; 4] = ["Command::new", ".spawn()", ".output()", "posix_spawn"];

#[test]
fn every_child_is_started_in_one_place_with_a_limit_and_the_tool_starts_printers_downloads_and_git_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["tests", "benches", "examples", "fuzz"] {
        for (path, bytes) in files_below(&root.join(folder)) {
            let is_rust = Path::new(&path).extension().is_some_and(|extension| extension == "rs");
            let is_here = (folder == "tests") && (path.starts_with("children/") || path == "it/tests_end.rs");
            if !is_rust || is_here || path.contains("target/") {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            let starts = STARTING.iter().find(|words| text.contains(*words));
            found.extend(starts.map(|words| format!("{folder}/{path}: {words}")));
        }
    }
    // What prints PDF, what downloads, and git, are started by the tool itself, within a limit of its own.
    let own = ["cli/child.rs", "cli/git.rs", "cli/update/source.rs"];
    let starts = |path: &str| path.starts_with("cli/pdf/") || own.contains(&path);
    for (path, bytes) in files_below(&root.join("src")).into_iter().filter(|(path, _)| !starts(path)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let used = text.match_indices("process::").map(|(at, word)| &text[at + word.len()..]);
        let other = used.filter(|rest| !["ExitCode", "id()"].iter().any(|known| rest.starts_with(known)));
        found.extend(other.map(|rest| format!("src/{path}: process::{rest:.20}")));
    }
    assert_eq!(found, Vec::<String>::new(), "start children with `crate::children`, which limits them");
}

#[test]
fn a_child_that_takes_too_long_is_ended_and_what_it_said_is_shown() {
    let late = std::panic::catch_unwind(|| {
        let mut command = children::program("sh");
        children::run(command.args(["-c", "echo so far; echo so bad >&2; exec sleep 50"]), Duration::from_millis(300))
    });
    let words = *late.unwrap_err().downcast::<String>().unwrap();
    assert!(
        words.contains("did not end within 300ms") && words.contains("so far") && words.contains("so bad"),
        "{words}"
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::process::ExitStatusExt as _;

    use nix::errno::Errno;
    use nix::sys::signal::{SigSet, kill};
    use nix::unistd::Pid;

    use super::*;

    #[test]
    fn a_child_that_takes_too_much_memory_does_not_get_it() {
        let take = |bytes| {
            let mut command = children::within_memory(std::env::current_exe().unwrap(), bytes);
            command.args(["--ignored", "--exact", "tests_end::unix::takes_memory"]);
            children::run(&mut command, children::PATIENCE).status.success()
        };
        assert!(take(1 << 30));
        assert!(!take(1 << 28));
    }

    #[test]
    #[ignore = "takes 512 MiB: the test of the limit starts it"]
    fn takes_memory() {
        let taken: Vec<u8> = vec![1; 1 << 29];
        assert_eq!(taken.iter().map(|byte| usize::from(*byte)).sum::<usize>(), 1 << 29);
    }

    #[test]
    fn what_waits_for_ctrl_c_ends_in_a_run_that_ignores_every_signal() {
        let me = std::env::current_exe().unwrap();
        let mut again = children::limited(me, "trap '' INT TERM HUP QUIT PIPE && exec <&-");
        again.args(["--exact", "serve::ctrl_c_ends_it", "watch::ctrl_c_ends_it"]);
        let ended = children::run(&mut again, children::PATIENCE);
        let said = String::from_utf8_lossy(&ended.stdout);
        assert!(ended.status.success() && said.contains("2 passed"), "{said}");
    }

    #[test]
    fn no_signal_is_blocked_in_a_child_of_a_thread_that_blocks_them_all() {
        SigSet::all().thread_block().unwrap();
        for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3), ("PIPE", 13)] {
            let mut command = children::program("sh");
            command.args(["-c", &format!("ulimit -c 0; kill -{name} $$; echo lives")]);
            let ended = children::run(&mut command, children::PATIENCE);
            assert_eq!(ended.status.signal(), Some(number), "{name}: {ended:?}");
        }
    }

    #[test]
    fn a_run_that_does_not_end_names_its_tests_and_takes_their_children_with_it() {
        let folder = Project::of([]);
        let mut again = children::program(std::env::current_exe().unwrap());
        again.args(["--ignored", "--exact", "tests_end::unix::never_ends"]);
        again.env(children::AFTER, "2").env("KNOWNS_TESTS_FOLDER", folder.path(""));
        let ended = children::run(&mut again, children::PATIENCE);
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(101), "{said}");
        assert!(said.contains("did not end within 2s; still running: tests_end::unix::never_ends"), "{said}");
        let process = folder.read("process").trim().parse().unwrap();
        assert_eq!(kill(Pid::from_raw(process), None), Err(Errno::ESRCH));
    }

    #[test]
    #[ignore = "does not end by itself: the test of the watchdog starts it"]
    fn never_ends() {
        let folder = std::env::var_os("KNOWNS_TESTS_FOLDER").expect("the test of the watchdog says where");
        let mut command = children::program("sh");
        command.args(["-c", "echo $$ >process.new && mv process.new process && exec sleep 120"]).current_dir(folder);
        children::run(&mut command, children::PATIENCE);
    }
}

#[test]
fn every_step_of_the_whole_check_has_an_end() {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).unwrap();
    let starting = ["cargo ", "node ", "npm ", "java ", "apt-get "];
    let bare = script.lines().map(str::trim_start).filter(|line| starting.iter().any(|word| line.starts_with(word)));
    assert_eq!(bare.collect::<Vec<_>>(), Vec::<&str>::new(), "write `within MINUTES` before it");
}
