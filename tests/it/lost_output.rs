//! What a command said and nobody got: an answer that was lost must not pass for one that had nothing to say.

#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::process::{Output, Stdio};

use crate::children;
use crate::project::{Project, Said};
use crate::running::PATIENCE;

/// Every command in every format, with the code that it ends with in a project with accepted editions.
const COMMANDS: [(&str, i32); 43] = [
    ("--help", 0),
    ("--version", 0),
    ("help build", 0),
    ("check --help", 0),
    ("init --project another", 0),
    ("check", 0),
    ("check --draft", 0),
    ("check --format json", 0),
    ("check --format sarif", 0),
    ("check --fix", 0),
    ("check --fix --yes", 0),
    ("build", 0),
    ("build --locked", 0),
    ("diff", 0),
    ("diff --format json", 0),
    ("diff --format markdown", 0),
    ("update --help", 0),
    ("update --all", 2),
    ("releases", 0),
    ("releases --prune --yes", 0),
    ("accept", 2),
    ("accept border-november --kind expression-of-concern --note doubt --by Ann --yes", 0),
    ("approve --by Ann", 2),
    ("verify", 0),
    ("verify --format json", 0),
    ("trace november", 0),
    ("trace november --format json", 0),
    ("trace reports/border-november.md:1", 0),
    ("due", 0),
    ("due --format json", 0),
    ("new --help", 0),
    ("new claim december --statement Encounters.", 0),
    ("rename november november_2025 --yes", 0),
    ("explain R001", 0),
    ("schema", 0),
    ("schema --of brief", 0),
    ("completions bash", 0),
    ("completions zsh", 0),
    ("completions fish", 0),
    ("completions powershell", 0),
    ("completions elvish", 0),
    ("man", 0),
    ("man --out man", 0),
];

fn accepted() -> Project {
    let project = Project::smallest();
    assert_eq!(project.run("accept --yes --by Ann").code, 0);
    project
}

/// Runs a command whose answer, and whose words on stderr, go where they are told to.
fn run(project: &Project, command: &str, out: Stdio, err: Stdio) -> Output {
    let mut program = children::program(env!("CARGO_BIN_EXE_knowns"));
    program.args(command.split_whitespace()).current_dir(project.path("")).stdout(out).stderr(err);
    children::run(&mut program, PATIENCE)
}

/// Returns a device on which nothing can be written.
fn full() -> Stdio {
    OpenOptions::new().write(true).open("/dev/full").unwrap().into()
}

/// Returns a pipe from which nobody reads any more.
fn closed() -> Stdio {
    std::io::pipe().unwrap().1.into()
}

#[test]
fn an_answer_that_cannot_be_written_is_no_clean_end_of_any_command() {
    let accepted = accepted();
    for (command, code) in COMMANDS {
        let said = Said::of(command, run(&Project::copy(&accepted.path("")), command, full(), Stdio::piped()));
        assert_eq!(said.code, 2, "{}", said.whole());
        let lost = "error: what the command said could not be written: No space left on device";
        assert_eq!(said.stderr.contains(lost), code == 0, "{}", said.whole());
    }
}

#[test]
fn problems_that_cannot_be_written_are_no_mere_problems() {
    let project = Project::smallest();
    project.replace("claims.yaml", "publisher: cbp, vintage", "publisher: cbpp, vintage");
    for command in [
        "check",
        "check --format json",
        "check --format sarif",
        "check --format github",
        "build",
        "build --format github",
        "verify --format json",
        "due --format json",
        "diff --format json",
        "trace november --format json",
    ] {
        let said = Said::of(command, run(&project, command, full(), Stdio::piped()));
        assert_eq!(said.code, 2, "{}", said.whole());
    }
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    let accepted = accepted();
    for (command, code) in COMMANDS {
        let said = Said::of(command, run(&Project::copy(&accepted.path("")), command, closed(), Stdio::piped()));
        assert_eq!(said.code, code, "{}", said.whole());
        assert!(code == 2 || said.stderr.is_empty(), "{}", said.whole());
    }
}

#[test]
fn a_failure_is_one_where_its_words_are_lost_too() {
    let project = Project::of([]);
    for command in ["check", "nonsense", "build --nonsense", "explain nonsense", ""] {
        for err in [full(), closed()] {
            assert_eq!(run(&project, command, Stdio::piped(), err).status.code(), Some(2), "{command}");
        }
    }
    assert_eq!(run(&accepted(), "check", full(), full()).status.code(), Some(2));
}

#[test]
fn what_goes_on_until_it_is_stopped_ends_where_nothing_it_says_arrives() {
    let accepted = accepted();
    for command in ["watch", "watch --check", "serve --port 0"] {
        let said = Said::of(command, run(&Project::copy(&accepted.path("")), command, full(), Stdio::piped()));
        assert_eq!(said.code, 2, "{}", said.whole());
        assert!(said.stderr.contains("No space left on device"), "{}", said.whole());
    }
}
