//! A command that runs until it is stopped, and what it says meanwhile. What it should say is waited for.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::Stdio;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::children::{self, Started};
use crate::project::Project;

/// Longer than anything takes: a test that waits so long has failed.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// A command in a project, stopped at the end of the test.
pub(crate) struct Running {
    child: Started,
    lines: Receiver<String>,
}

impl Running {
    /// Starts a command in the project's folder; its words are divided by spaces.
    pub(crate) fn start(project: &Project, command: &str) -> Self {
        let mut program = children::program(env!("CARGO_BIN_EXE_knowns"));
        program.args(command.split_whitespace()).current_dir(project.path("")).stderr(Stdio::inherit());
        let mut child = children::start(&mut program);
        let lines = lines_of(child.process.stdout.take().unwrap());
        Self { child, lines }
    }

    /// Returns the next line it says.
    pub(crate) fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }

    /// Returns what it says until a line that holds `words`, and that line.
    pub(crate) fn until(&self, words: &str) -> String {
        let mut said = String::new();
        while !said.lines().last().is_some_and(|line| line.contains(words)) {
            said += &(self.line() + "\n");
        }
        said
    }

    /// Presses Ctrl-C; returns whether that ended it.
    #[cfg(unix)]
    pub(crate) fn interrupt(self) -> bool {
        self.child.interrupt()
    }
}

/// Replaces words in a file as many editors do: the file is another at once.
pub(crate) fn save(project: &Project, path: &str, from: &str, to: &str) {
    let before = project.read(path);
    assert!(before.contains(from), "`{from}` is not in {path}");
    project.write("saving", before.replace(from, to));
    fs::rename(project.path("saving"), project.path(path)).unwrap();
}

/// Returns the lines of a stream as they come.
pub(crate) fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let mut read = BufReader::new(stream).lines().map_while(Result::ok);
        read.try_for_each(|line| sender.send(line))
    });
    lines
}
